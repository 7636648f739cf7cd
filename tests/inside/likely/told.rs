//! Slips that are told in small tables, and what is not.

use super::{Random, Slip, found, write};

/// The cells of some lines.
fn cells(lines: &[&[&str]]) -> Vec<Vec<String>> {
    let cells = |line: &&[&str]| line.iter().map(|cell| (*cell).to_owned()).collect();
    lines.iter().map(cells).collect()
}

/// The codes of what is told of a table.
fn codes(lines: &[Vec<String>]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    write(&path, lines);
    let told = found(&path);
    told.iter().map(|one| one.code().to_owned()).collect()
}

#[test]
fn fractions_under_a_header_of_percent_are_checked() {
    let mut lines = cells(&[
        &["office", "pupils", "free", "Percent of pupils free (%)"],
        &["a", "156", "59", "0.37821"],
        &["b", "225", "58", "0.25778"],
        &["c", "314", "55", "0.17516"],
        &["d", "415", "150", "0.36145"],
        &["e", "270", "40", "0.14815"],
        &["f", "333", "41", "0.12312"],
    ]);
    assert!(codes(&lines).is_empty());
    "0.16345".clone_into(&mut lines[4][3]);
    assert_eq!(codes(&lines), ["likely-rate-mismatch"]);
}

#[test]
fn whole_numbers_that_rates_agree_with_were_not_rounded() {
    let mut lines = cells(&[
        &["office", "cost", "pieces", "each"],
        &["a", "600.00000", "168.00000", "3.57143"],
        &["b", "225.00000", "58.00000", "3.87931"],
        &["c", "314.00000", "55.00000", "5.70909"],
        &["d", "415.00000", "150.00000", "2.76667"],
        &["e", "270.00000", "41.00000", "6.58537"],
        &["f", "333.00000", "47.00000", "7.08511"],
    ]);
    assert!(codes(&lines).is_empty());
    "610.00000".clone_into(&mut lines[1][1]);
    assert_eq!(codes(&lines), ["likely-rate-mismatch"]);
}

#[test]
fn a_part_that_is_hidden_wherever_others_add_up_is_nothing() {
    let mut lines = cells(&[
        &["", "2006", "2007", "2008", "2009"],
        &["Total", "229342", "236306", "258310", "243326"],
        &["Income", "144722", "153104", "167798", "153003"],
        &["Consumption", "48829", "45139", "49142", "42535"],
        &["Property", "..", "..", "..", ".."],
        &["Other", "35791", "38063", "41370", "47788"],
    ]);
    assert!(codes(&lines).is_empty());
    "153014".clone_into(&mut lines[2][2]);
    assert_eq!(codes(&lines), ["likely-sum-mismatch"]);
}

#[test]
fn slips_are_other_numbers() {
    let mut random = Random(3);
    for slip in Slip::ALL {
        for print in ["1,234", "86.5%", "120.00000", "7"] {
            let made = slip.make(print, &mut random);
            assert!(made.as_deref() != Some(print), "{slip:?} {print}");
            assert!(made.is_none_or(|made| !made.contains("00000") || made.ends_with(".00000")));
        }
    }
}

#[test]
fn a_slip_in_a_long_table_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.csv");
    let mut random = Random(11);
    let mut rows = vec![["row", "a", "b", "total"].map(str::to_owned).to_vec()];
    for row in 0..1_500 {
        let (a, b) = (random.below(9_000) + 100, random.below(9_000) + 100);
        rows.push(vec![
            format!("r{row}"),
            a.to_string(),
            b.to_string(),
            (a + b).to_string(),
        ]);
    }
    write(&path, &rows);
    assert!(found(&path).is_empty());
    rows[1_234][3].push('0');
    write(&path, &rows);
    let told = found(&path);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].code(), "likely-sum-mismatch");
    assert_eq!(told[0].place().line_column().0, 1_235);
}
