//! The crate as others use it: a folder, a single table, a configuration that
//! is given, a report that cannot be read, and a page of it all.

use crate::support::folder::Folder;
use reportcheck::{Date, Format, Lang, OpenOptions, ReadError, Rounding, Severity, open};

const RULES: &str = r#"
[sections.t]

[[sections.t.rules]]
name = "total"
check = "all = one + two"

[[sections.t.rules]]
name = "rate"
check = "rate = one / all"

[sections.u]
"#;

/// A report of two tables; the first says that 60 and 45 are 100.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("reportcheck.toml", RULES);
    folder.file(
        "2024/t.csv",
        "key,value\nall,100\none,60\ntwo,45\nrate,60%\n",
    );
    folder.file("2024/u.csv", "key,value\nall,1O0\n");
    folder
}

#[test]
fn a_folder_is_checked_and_its_findings_are_read() {
    let folder = folder();
    let checked = open(folder.path().join("2024")).expect("a report").check();
    assert_eq!(checked.errors().count(), 0);
    assert_eq!(checked.tally().checks(), 2);
    let codes: Vec<&str> = checked
        .findings()
        .iter()
        .map(|found| found.code())
        .collect();
    assert_eq!(codes, ["sum-mismatch", "unreadable-figure"]);
    let found = &checked.findings()[0];
    assert_eq!(found.severity(), Severity::Error);
    assert_eq!((found.rule(), found.section()), (Some("total"), "t"));
    assert_eq!(found.place().path(), folder.path().join("2024/t.csv"));
    assert_eq!(found.place().line_column(), (2, 5));
    let cells = found.cells().map(|cell| (cell.name(), cell.print()));
    let cells: Vec<(&str, &str)> = cells.collect();
    assert_eq!(cells, [("all", "100"), ("one", "60"), ("two", "45")]);
    let second = found.cells().nth(1).expect("a second cell");
    assert_eq!(second.cell_name().as_deref(), Some("t.one"));
    assert_eq!(second.place().line_column(), (3, 5));
    assert!(found.headline(Lang::En).contains("100"));
    assert!(
        found.headline(Lang::Zh).contains("为 105"),
        "{}",
        found.headline(Lang::Zh)
    );
    let rule = |note: &String| note.starts_with("rule total: all = one + two");
    assert!(found.notes(Lang::En).iter().any(rule));
    assert_eq!(checked.findings()[1].rule(), None);
}

#[test]
fn a_table_of_a_report_is_checked_within_it() {
    let folder = folder();
    let checked = open(folder.path().join("2024/u.csv"))
        .expect("a table")
        .check();
    let sections = checked.findings().iter().map(|found| found.section());
    assert_eq!(sections.collect::<Vec<_>>(), ["u"]);
}

#[test]
fn a_single_table_is_checked_by_the_rules_that_are_given() {
    let folder = Folder::new();
    folder.file("t.csv", "key,value\nall,100\nrate,66.6%\n");
    let table = folder.path().join("t.csv");
    assert!(open(&table).expect("a table").check().findings().is_empty());
    let by = |rounding| {
        let how = OpenOptions::new().rule("rate = 2 / 3").rounding(rounding);
        how.open(&table).expect("a table").check_rule_by_rule()
    };
    assert_eq!(by(Rounding::Truncate).findings().len(), 0);
    assert_eq!(by(Rounding::HalfUp).findings().len(), 1);
    let counted = OpenOptions::new().rule("rate = 2 / 3").keep(0).open(&table);
    let counted = counted.expect("a table").check();
    assert!(counted.findings().is_empty());
    assert_eq!(counted.count(Severity::Error), 1);
    let mistaken = OpenOptions::new().rule("rate = ").open(&table);
    let mistaken = mistaken.expect("a table").check();
    assert!(matches!(
        mistaken.errors().next(),
        Some(ReadError::Config(_))
    ));
}

#[test]
fn a_configuration_that_is_given_takes_the_place_of_the_one_found() {
    let folder = folder();
    folder.file(
        "other.toml",
        "[[rules]]\nname = \"other\"\ncheck = \"t.one < t.two\"\n",
    );
    let how = OpenOptions::new().configuration(folder.path().join("other.toml"));
    let checked = how
        .open(folder.path().join("2024"))
        .expect("a report")
        .check();
    let rules = checked.findings().iter().filter_map(|found| found.rule());
    assert_eq!(rules.collect::<Vec<_>>(), ["other"]);
}

#[test]
fn what_is_waived_shows_again_when_its_waiver_ends() {
    let folder = folder();
    folder.file(
        "2024/report.toml",
        "[[waivers]]\nrule = \"total\"\ncell = \"t.all\"\nprint = \"100\"\nwith = { one = \"60\", two = \"45\" }\nreason = \"known\"\nexpires = \"2025-06-30\"\n",
    );
    let on = |day: &str| {
        let how = OpenOptions::new().today(day.parse::<Date>().expect("a day"));
        let checked = how
            .open(folder.path().join("2024"))
            .expect("a report")
            .check();
        assert_eq!(
            checked
                .errors()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            [""; 0]
        );
        checked
            .findings()
            .iter()
            .any(|found| found.rule() == Some("total"))
    };
    assert!(!on("2025-06-30"));
    assert!(on("2025-07-01"));
}

#[test]
fn a_report_that_cannot_be_read_is_a_typed_error() {
    let folder = Folder::new();
    let missing = open(folder.path().join("2023")).err();
    assert!(
        matches!(missing, Some(ReadError::NotFound { .. })),
        "{missing:?}"
    );
    std::fs::create_dir(folder.path().join("2024")).expect("a folder");
    let empty = open(folder.path().join("2024")).err();
    assert!(
        matches!(empty, Some(ReadError::NoTables { .. })),
        "{empty:?}"
    );
    // Where a part cannot be read, the rest is checked.
    folder.file("2024/t.csv", "key,value\na,1O0\n");
    folder.file("2024/u.csv", b"key,value\na,\xff\n");
    let checked = open(folder.path().join("2024")).expect("a report").check();
    assert_eq!(checked.findings().len(), 1);
    let error = checked.errors().next().expect("an error");
    assert!(matches!(error, ReadError::Source(_)), "{error:?}");
    assert_eq!(error.path(), Some(folder.path().join("2024/u.csv")));
    assert_eq!(error.line_column(), Some((2, 3)));
    assert!(error.to_string().contains("u.csv"), "{error}");
    assert!(!error.say(Lang::Zh).is_ascii());
}

#[test]
fn a_report_is_rendered_as_the_command_prints_it() {
    let folder = folder();
    let checked = open(folder.path().join("2024")).expect("a report").check();
    let path = folder.path().join("2024").display().to_string();
    for format in Format::ALL {
        let name = format.name();
        let file = folder.path().join(format!("{name}.out"));
        let out = format!("{name}={}", file.display());
        let mut command =
            folder.command(&["validate", &path, "--max", "0", "--quiet", "--output", &out]);
        // Some formats shorten paths to where they are written.
        let here = std::env::current_dir().expect("a folder");
        command.current_dir(here).output().expect("the binary runs");
        let printed = std::fs::read_to_string(file).expect("written");
        assert_eq!(checked.render(format, Lang::En), printed, "{name}");
    }
}

/// Three names of one section, that differ in case alone, are no table, however
/// the report is checked.
#[test]
fn tables_of_one_section_are_all_refused() {
    let table = "key,value\nall,100\none,60\ntwo,40\nrate,60%\n";
    for names in [["t.CSV", "t.csv"], ["t.csv", "T.csv"]] {
        let folder = Folder::new();
        folder.file("reportcheck.toml", RULES);
        for name in names.iter().chain(&["u.csv"]) {
            folder.file(&format!("2024/{name}"), table);
        }
        let path = folder.path().join("2024");
        for options in [OpenOptions::new(), OpenOptions::new().untrusted()] {
            let checked = options.open(&path).expect("a report").check();
            let twice = |error: &ReadError| matches!(error, ReadError::TwoTables { .. });
            assert!(checked.errors().any(twice), "{names:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_followed_only_where_that_is_asked() {
    let folder = folder();
    folder.file(
        "elsewhere.csv",
        "key,value\nall,105\none,60\ntwo,45\nrate,60%\n",
    );
    let path = folder.path().join("2025");
    std::fs::create_dir(&path).expect("a folder");
    std::os::unix::fs::symlink("../elsewhere.csv", path.join("t.csv")).expect("a link");
    let refused = OpenOptions::new().open(&path).expect("a report").check();
    let said: Vec<String> = refused.errors().map(|error| error.say(Lang::En)).collect();
    assert!(said[0].contains("a link leads out"), "{said:?}");
    let followed = OpenOptions::new().follow_links().open(&path);
    let followed = followed.expect("a report").check();
    assert_eq!(followed.errors().count(), 0);
    assert_eq!(followed.tally().checks(), 2);
    assert_eq!(followed.findings()[0].rule(), Some("rate"));
}
