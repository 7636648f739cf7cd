//! Whole runs: no table and no rule breaks one; figures read the quick way are
//! those read in full; a streamed table gives the verdicts of one in memory.

use crate::check::{CheckOptions, Outcome, check};
use crate::figure::{Context, Decimals, Prints, Rounding, UnitBook};
use crate::format::Format;
use crate::format::output::Setting;
use crate::fuzzing::{PART, amended, notation, quick_is_full, whole_run};
use crate::inside::support::often::often;
use crate::lang::Lang;
use crate::report::{Options, ReadError, Report};
use crate::rule::{Severity, load};
use crate::say::run::{Checked, Run};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// Cells of every kind.
const CELLS: [&str; 42] = [
    "",
    "0",
    "1",
    "7",
    "12",
    "-3",
    "(5)",
    "1.5",
    "0.0",
    "86%",
    "85.5%",
    "104%",
    "-2%",
    "5万",
    "5万多",
    "1300余",
    "约200",
    "近200",
    "200以上",
    "<3",
    "≥3",
    "十二",
    "1,234",
    "1,2",
    "-",
    "N/A",
    "不适用",
    "***",
    "无",
    "见附件",
    "3-5",
    "5.",
    "\"a,b\"",
    "\"1\n2\"",
    "\"",
    "９",
    "１，２３４",
    "1[2]",
    "2015 年",
    "1e5",
    "99999999999999999999",
    "0.00000000000000000001",
];
/// Cells of a plain table: one with texts among its figures may be read as a
/// document, whose rows are called otherwise.
const PRINTS: [&str; 15] = [
    "", "0", "1", "7", "12", "-3", "1.5", "86%", "5万", "5万多", "约200", "<3", "-", "***", "９",
];
const UNITS: [&str; 8] = ["", "件", "人", "万元", "元", "%", "斛", "万件"];
const RULES: [&str; 36] = [
    "x = y",
    "x <= y",
    "x < y < z",
    "x != y",
    "z = x + y",
    "z = x / y",
    "x / y >= 50%",
    "x includes y + z",
    "grim(x, y)",
    "grim(x, y, 3)",
    "if x = 0 then y = 0",
    "if x > 1 then y > 1 else z = 0",
    "x > 5 or y > 5",
    "not x = y",
    "growth(x) = y",
    "x = prior.x",
    "z = max(x, y)",
    "z = min(x, y)",
    "z = abs(x - y)",
    "z = mean(x, y)",
    "a.x = b.x",
    "a.x = sum(x)",
    "a.x = sum(x where y > 1)",
    "3 = count(x)",
    "a.x = mean(x)",
    "a.x = median(x)",
    "z >= mad(x, y, z)",
    "x <= 2 * median(x where y > 1)",
    "x * y = z",
    "x = 5万",
    "x = 86%",
    "a.x = sum(x * y)",
    "t.a.x = u.a",
    "x = sum(y)",
    "b.x = sum(x where key != \"a\")",
    "a.x - sum(x) = 0",
];

/// A table of three figure columns.
fn tables() -> impl Strategy<Value = String> {
    let cell = prop::sample::select(&CELLS[..]);
    let key = prop::sample::select(&["a", "b", "c", "", "合计", "合  计", "全市", "\"x y\""][..]);
    let row = (key, prop::collection::vec(cell, 2..5));
    let header = prop::sample::select(
        &[
            "key,x,y,z",
            "key,x,y,unit",
            "key,x,y,decimals",
            "key,label,x",
            "key;x;y;z",
        ][..],
    );
    (header, prop::collection::vec(row, 0..7)).prop_map(|(header, rows)| {
        let mut text = format!("{header}\n");
        for (key, cells) in rows {
            text.push_str(&format!("{key},{}\n", cells.join(",")));
        }
        text
    })
}

/// Tables of two columns of figures: one row says so, whatever the others hold.
fn grids() -> impl Strategy<Value = String> {
    let cell = || prop::sample::select(&CELLS[..]);
    let key = prop::sample::select(&["a", "b", "c", "合计"][..]);
    prop::collection::vec((key, cell(), cell()), 0..6).prop_map(|rows| {
        let row = |(key, x, y): (&str, &str, &str)| format!("{key},\"{x}\",\"{y}\"\n");
        let rows: String = rows.into_iter().map(row).collect();
        format!("key,x,y\nd,7,8\n{rows}")
    })
}

fn configurations() -> impl Strategy<Value = String> {
    let rule = prop::sample::select(&RULES[..]);
    let rows = prop::option::of(prop::sample::select(&["x > 1", "y = 0", "x = y"][..]));
    let missing = prop::sample::select(&["skip", "zero", "fail"][..]);
    let tolerance = prop::sample::select(
        &[
            "",
            "tolerance = { absolute = \"1\" }",
            "tolerance = { relative = \"10%\" }",
        ][..],
    );
    let rules = prop::collection::vec((rule, rows, missing, tolerance), 0..5);
    let unit = prop::sample::select(&UNITS[..]);
    let rounding = prop::sample::select(&["nearest", "truncate", "half-even", "any"][..]);
    (rules, unit, rounding).prop_map(|(rules, unit, rounding)| {
        let mut text = format!("rounding = \"{rounding}\"\n[sections.t]\n");
        if !unit.is_empty() {
            text.push_str(&format!("unit = \"{unit}\"\n"));
        }
        for (number, (check, rows, missing, tolerance)) in rules.into_iter().enumerate() {
            text.push_str(&format!(
                "[[sections.t.rules]]\nname = \"r{number}\"\ncheck = '{check}'\nmissing = \"{missing}\"\n{tolerance}\n"
            ));
            if let Some(rows) = rows {
                text.push_str(&format!("rows = '{rows}'\n"));
            }
        }
        text
    })
}

/// Checks a folder's report, written in every format so that those are tried too.
fn run(folder: &Path, rules: &str, stream_from: Option<u64>, keep: usize) -> (Outcome, String) {
    let options = CheckOptions {
        keep,
        names: true,
        coverage: true,
        read: Options {
            stream_from,
            ..Options::default()
        },
        ..CheckOptions::default()
    };
    drawn(folder, rules, &options)
}

/// The same, checked in this way.
pub(super) fn drawn(folder: &Path, rules: &str, options: &CheckOptions) -> (Outcome, String) {
    let (config, _) = load(Path::new("reportcheck.toml"), rules);
    let mut report = Report::open(folder, &config, &options.read);
    let mut outcome = check(&mut report, &config, options);
    outcome.errors.append(&mut report.errors);
    if !options.coverage {
        // Those of small tables in memory are counted without being asked for.
        outcome.coverage.clear();
    }
    let mut drawn = String::new();
    for lang in [Lang::En, Lang::Zh] {
        for format in Format::ALL {
            let output = format.output(Setting {
                lang,
                color: false,
                width: 80,
                limit: options.keep,
                coverage: options.coverage,
                many: false,
                errors_apart: false,
                fail_on: None,
                allow_unchecked: false,
            });
            let checked = Checked {
                report: &report,
                config: &config,
                shared_errors: &[],
                outcome: &outcome,
            };
            let run = Run::of_one(&checked);
            let parts = output.parts(&checked);
            let text = match output.gathers() {
                true => output.gather(&parts, &run),
                false => {
                    let (head, tail) = (output.head(&Run::default()), output.tail(&run));
                    format!("{head}{}{tail}", parts.join(output.between()))
                }
            };
            match format {
                // Its tables show the rows in memory, so that it says less of
                // those that were streamed.
                Format::Html => assert!(!text.contains('\u{1b}')),
                _ => drawn.push_str(&text),
            }
        }
    }
    (outcome, drawn)
}

fn written(now: &str, before: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (year, table) in [("2015", before), ("2016", now)] {
        let report = folder.path().join(year);
        std::fs::create_dir(&report).expect("a folder");
        std::fs::write(report.join("t.csv"), table).expect("a table");
    }
    std::fs::write(folder.path().join("2016/u.csv"), "key,value\na,1\n").expect("a table");
    folder
}

/// What would hold is written as the column writes rates, also where the row that
/// shows it is not held.
#[test]
fn a_value_for_a_blank_cell_is_written_as_its_column_writes_rates() {
    let rules = "[sections.t.columns]\nx = { unit = \"%\" }\ny = { unit = \"%\" }\nz = { unit = \"%\" }\n\
        [[sections.t.rules]]\nname = \"m\"\ncheck = \"z = max(x, y)\"\nmissing = \"zero\"\n";
    let now = "key,x,y,z\na,1300余,1300余,\na,,,1300余\n";
    let folder = written(now, "key,x,y,z\n");
    let path = folder.path().join("2016");
    let shown = [None, Some(0)].map(|stream_from| run(&path, rules, stream_from, 50).1);
    assert!(
        shown[0].contains("would hold with z 1300\n"),
        "{}",
        shown[0]
    );
    assert_eq!(sorted(&shown[0]), sorted(&shown[1]));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(192), ..ProptestConfig::default() })]

    #[test]
    fn no_report_breaks_a_run(now in tables(), before in tables(), rules in configurations()) {
        let folder = written(&now, &before);
        let (outcome, drawn) = run(&folder.path().join("2016"), &rules, None, 50);
        let tally = outcome.tally;
        prop_assert_eq!(tally.checks(), tally.consistent + tally.inconsistent + tally.not_checked);
        let escapes = drawn.contains('\u{1b}');
        prop_assert!(!escapes);
        let codes: Vec<u64> = outcome.findings.counts.to_vec();
        prop_assert!(outcome.findings.kept.len() as u64 <= codes.iter().sum());
    }

    #[test]
    fn no_report_breaks_its_reasoning(now in tables(), before in tables(), rules in configurations(), facts in ".{0,20}") {
        let text = [rules.as_str(), &facts, &now, &before].join(PART);
        whole_run(&text).expect("files written");
    }

    #[test]
    fn no_change_of_a_cell_changes_another(table in tables(), cell in 0_usize..40, text in "[0-9,;\t\"\r\n a件]{0,6}") {
        amended(table.as_bytes(), cell, &text);
    }

    #[test]
    fn a_streamed_table_gives_the_verdicts_of_one_in_memory(
        now in tables(), before in tables(), rules in configurations(), keep in 0_usize..4,
    ) {
        let folder = written(&now, &before);
        let path = folder.path().join("2016");
        for keep in [keep, 50] {
            let (memory, shown) = run(&path, &rules, None, keep);
            let broken = |error: &ReadError| matches!(error, ReadError::Source(_));
            if memory.errors.iter().any(broken) {
                // A table that breaks off is checked up to there when it is streamed.
                return Ok(());
            }
            let (stream, streamed) = run(&path, &rules, Some(0), keep);
            prop_assert_eq!(memory.tally, stream.tally, "{}\n{}", now, rules);
            for (one, other) in memory.rules.iter().zip(&stream.rules) {
                prop_assert_eq!(one.tally, other.tally, "{}: {}\n{}", one.name, now, rules);
            }
            prop_assert_eq!(memory.findings.counts, stream.findings.counts, "{}\n{}", now, rules);
            if keep == 50 {
                prop_assert_eq!(sorted(&shown), sorted(&streamed), "{}\n{}", now, rules);
            }
        }
    }

    /// A rule for every column comes out as the same written for each of them,
    /// in memory and streamed.
    #[test]
    fn a_rule_for_every_column_is_one_for_each(
        now in grids(), before in grids(),
        check in prop::sample::select(&["b.$ = sum($)", "$ >= 0", "a.$ <= $", "sum($ where $ > 3) = b.$", "$ = prior.$", "$ <= x", "growth($) < 2"][..]),
        rows in prop::option::of(prop::sample::select(&["$ > 1", "key != \"a\""][..])),
        except in any::<bool>(),
    ) {
        let rule = |name: &str, columns: &str, of: &dyn Fn(&str) -> String| {
            let rows = rows.map(|rows| format!("rows = '{}'\n", of(rows)));
            let rows = rows.unwrap_or_default();
            format!("[[sections.t.rules]]\nname = \"{name}\"\n{columns}check = '{}'\n{rows}", of(check))
        };
        let names: &[&str] = if except { &["x"] } else { &["x", "y"] };
        let columns = if except { "except = [\"y\"]\n" } else { "columns = \"*\"\n" };
        let once = rule("r", columns, &str::to_owned);
        let each = names.iter().map(|column| rule(column, "", &|text| text.replace('$', column)));
        let each: String = each.collect();
        let folder = written(&now, &before);
        let path = folder.path().join("2016");
        for stream_from in [None, Some(0)] {
            let (one, _) = run(&path, &once, stream_from, 50);
            if !one.errors.is_empty() {
                // Of a table that cannot be read nobody knows the columns.
                return Ok(());
            }
            let (many, _) = run(&path, &each, stream_from, 50);
            prop_assert_eq!(one.tally, many.tally, "{}\n{}", now, once);
            prop_assert_eq!(one.findings.counts, many.findings.counts, "{}\n{}", now, once);
            prop_assert_eq!(one.rules.len(), usize::from(!many.rules.is_empty()), "{}", once);
        }
    }

    /// A table as it comes in, with long headers, lines above them and remarks among
    /// its rows, gives the verdicts of the same table with short headers.
    #[test]
    fn a_table_as_it_comes_is_the_same_with_short_headers(
        rows in prop::collection::vec((prop::sample::select(&["a", "b", "c", "合计"][..]), prop::sample::select(&CELLS[..]), prop::sample::select(&CELLS[..])), 0..40),
        checks in prop::collection::vec(prop::sample::select(&["x = y", "x <= y", "d.x = sum(x)", "b.y = sum(y where x > 1)", "x > 5 or y > 5", "y = mean(x, y)", "count(x) = 3", "y = abs(x)"][..]), 1..4),
        above in prop::sample::select(&["", "Annual report; 2016\n", "a \"title\"\r\n\nfor all, of it\n"][..]),
        remark in prop::sample::select(&["", "# what, \"is said\n", "#,1,2\r\n#\n"][..]),
        of_two_rows: bool,
        piece in prop::sample::select(&[16, 64, 4096][..]),
    ) {
        let row = |(key, x, y): &(&str, &str, &str)| {
            let [x, y] = [x, y].map(|cell| cell.replace('"', ""));
            format!("{key},\"{x}\",\"{y}\"\n")
        };
        let rows: Vec<String> = ["d,7,8\n".to_owned()].into_iter().chain(rows.iter().map(row)).collect();
        let header = match of_two_rows {
            true => format!("key,\"Number  of x\",Number\n{remark},\"as  of\n today\",of Y\n"),
            false => "key,\"Number  of x as  of\n today\",anything\n".to_owned(),
        };
        let came = format!("{above}{remark}{header}{remark}{}", rows.join(remark));
        let header_rows = 1 + usize::from(of_two_rows);
        let skip = above.matches('\n').count();
        let settings = format!(
            "[sections.t]\nfile = \"*table ?.csv\"\nskip = {skip}\ncomment = \"#\"\nheader_rows = {header_rows}\n[sections.t.columns]\n\
             x = {{ header = [\"none\", \"number OF x as of today\"] }}\ny = {{ header = 3 }}\n"
        );
        let rules = checks.iter().enumerate();
        let rules: String = rules.map(|(number, check)| format!("[[sections.t.rules]]\nname = \"r{number}\"\ncheck = '{check}'\n")).collect();
        let folder = written(&format!("key,x,y\n{}", rows.concat()), "key,x,y\n");
        let other = folder.path().join("other");
        std::fs::create_dir(&other).expect("a folder");
        std::fs::write(other.join("The Table 1.CSV"), &came).expect("a file");
        std::fs::write(other.join("u.csv"), "key,value\na,1\n").expect("a file");
        for (stream_from, piece) in [(None, None), (Some(0), Some(piece))] {
            let run = |folder: &Path, settings: &str| {
                let read = Options { stream_from, ..Options::default() };
                let options = CheckOptions { keep: 50, piece, read, ..CheckOptions::default() };
                let (config, errors) = load(Path::new("reportcheck.toml"), &format!("{settings}{rules}"));
                assert!(errors.is_empty(), "{errors:?}");
                let mut report = Report::open(folder, &config, &options.read);
                let mut outcome = check(&mut report, &config, &options);
                outcome.errors.append(&mut report.errors);
                outcome
            };
            let short = run(&folder.path().join("2016"), "[sections.t.columns]\nx = {}\ny = {}\n");
            let came_out = run(&other, &settings);
            prop_assert_eq!(short.errors.len(), came_out.errors.len(), "{:?}\n{}", came_out.errors, came);
            prop_assert_eq!(short.tally, came_out.tally, "{}\n{}", came, rules);
            prop_assert_eq!(short.findings.counts, came_out.findings.counts, "{}\n{}", came, rules);
        }
    }

    /// A figure of the row of the same key in another table is the one that its
    /// key and column name.
    #[test]
    fn a_row_joined_by_its_key_is_the_one_that_its_key_names(
        keys in prop::sample::subsequence(vec!["a", "b", "c", "d"], 0..=4),
        cells in prop::collection::vec(prop::sample::select(&CELLS[..]), 8),
        others in prop::collection::vec((prop::sample::select(&["a", "b", "c", "e"][..]), prop::sample::select(&PRINTS[..]), prop::sample::select(&PRINTS[..])), 0..6),
        check in prop::sample::select(&["x = @v.x", "x <= @v.y + @v.x", "@v.x - y = x", "if @v.x > 1 then @v.y > 1", "max(x, @v.x) = y", "@v.x = @v.y"][..]),
        missing in prop::sample::select(&["skip", "zero", "fail"][..]),
        back in any::<bool>(),
    ) {
        let mut now = "key,x,y\nzz,7,8\n".to_owned();
        for (key, cells) in keys.iter().zip(cells.chunks(2)) {
            now += &format!("{key},\"{}\",\"{}\"\n", cells[0].replace('"', ""), cells[1].replace('"', ""));
        }
        let mut other = "key,x,y\nyy,5,6\n".to_owned();
        for (key, x, y) in &others {
            other += &format!("{key},\"{}\",\"{}\"\n", x.replace('"', ""), y.replace('"', ""));
        }
        let folder = written(&now, "key,x,y\n");
        let path = folder.path().join("2016");
        let years = if back { ["2015", "2016"] } else { ["2016", "2015"] };
        for (year, table) in years.iter().zip([&other[..], "key,x,y\nyy,5,6\n"]) {
            std::fs::write(folder.path().join(year).join("v.csv"), table).expect("a table");
        }
        let prior = if back { "prior." } else { "" };
        let settings = format!("missing = \"{missing}\"\nunits = \"ignore\"\n");
        let once = format!("[[sections.t.rules]]\nname = \"r\"\ncheck = '{}'\n{settings}", check.replace('@', prior));
        let there = |key: &&&str| others.iter().filter(|(other, ..)| *other == **key).count() == 1;
        let lacking = (keys.len() - keys.iter().filter(there).count()) as u64 + 1;
        let of_key = |key: &&str| {
            let own = |column: &str| format!("{key}.{column}");
            let words: Vec<String> = check.split_inclusive([' ', ',', ')', '(']).map(|word| {
                let name = word.trim_end_matches([' ', ',', ')', '(']);
                let rest = &word[name.len()..];
                match (name, name.strip_prefix("@v.")) {
                    ("x" | "y", _) => format!("{}{rest}", own(name)),
                    (_, Some(column)) => format!("{prior}v.{key}.{column}{rest}"),
                    _ => word.to_owned(),
                }
            }).collect();
            format!("[[sections.t.rules]]\nname = \"{key}\"\ncheck = '{}'\n{settings}", words.concat())
        };
        let each: String = keys.iter().filter(there).map(of_key).collect();
        for stream_from in [None, Some(0)] {
            let (one, _) = run(&path, &once, stream_from, 50);
            let (many, _) = run(&path, &each, stream_from, 50);
            if !one.errors.is_empty() {
                // Of a table that cannot be read nobody knows the columns.
                return Ok(());
            }
            prop_assert!(many.errors.is_empty(), "{:?}\n{}", many.errors, each);
            let mut expected = many.tally;
            let own = !check.starts_with("if") && check != "@v.x = @v.y";
            // What has no partner, or several.
            let several = others.iter().map(|(key, ..)| *key).filter(|key| keys.contains(key)).collect::<BTreeSet<&str>>().len() as u64;
            let none = lacking - (several - keys.iter().filter(there).count() as u64);
            match (missing, back) {
                ("fail", _) => {
                    // What cannot be read of the row itself comes first, and what is
                    // blank there too.
                    let most = if back { lacking } else { none };
                    let more = one.tally.inconsistent.saturating_sub(expected.inconsistent);
                    expected.inconsistent += more.min(most);
                    expected.not_checked += lacking - more.min(most);
                    prop_assert!(own || back || more == none, "{}\n{}\n{}", now, other, once);
                }
                ("zero", false) if !own => {
                    expected.consistent += none;
                    expected.not_checked += lacking - none;
                }
                ("zero", false) => {
                    let (zero, _) = run(&path, &zero_for(check, &keys, &others), stream_from, 50);
                    expected.add(zero.tally);
                    expected.not_checked += lacking - none;
                }
                _ => expected.not_checked += lacking,
            }
            prop_assert_eq!(one.tally, expected, "{}\n{}\n{}\n{}", now, other, once, each);
        }
    }

    /// A tree of codes is the sums of those that have others below them, written out
    /// for each column.
    #[test]
    fn a_tree_is_the_sums_of_its_codes(
        above in prop::collection::vec(0_usize..6, 6),
        rows in prop::collection::vec((any::<bool>(), prop::sample::select(&CELLS[..]), prop::sample::select(&CELLS[..])), 7),
        missing in prop::sample::select(&["skip", "zero"][..]),
        present in any::<bool>(),
    ) {
        // The code above each is an earlier one.
        let pairs: Vec<(usize, usize)> = above.iter().enumerate().map(|(at, above)| (at + 1, above % (at + 1))).collect();
        let mut now = "key,x,y\nzz,7,8\n".to_owned();
        for (code, (there, x, y)) in rows.iter().enumerate() {
            if *there {
                now += &format!("c{code},\"{}\",\"{}\"\n", x.replace('"', ""), y.replace('"', ""));
            }
        }
        let folder = written(&now, "key,x,y\n");
        let path = folder.path().join("2016");
        let (mut tree, mut each) = (String::new(), String::new());
        let settings = format!("missing = \"{missing}\"\n");
        for code in 0..7 {
            let below: Vec<usize> = pairs.iter().filter(|(_, above)| *above == code).map(|(code, _)| *code).collect();
            if below.is_empty() {
                continue;
            }
            let names: Vec<String> = below.iter().map(|code| format!("\"c{code}\"")).collect();
            tree += &format!("c{code} = [{}]\n", names.join(", "));
            let there: Vec<&usize> = below.iter().filter(|code| rows[**code].0).collect();
            // Rows that are not there are named only where the tree is left open.
            let open = !present && there.len() < below.len() && missing == "skip";
            if !rows[code].0 || there.is_empty() || open {
                continue;
            }
            for column in ["x", "y"] {
                let parts: Vec<String> = there.iter().map(|code| format!("c{code}.{column}")).collect();
                each += &format!("[[sections.t.rules]]\nname = \"c{code}-{column}\"\ncheck = 'c{code}.{column} = {}'\n{settings}", parts.join(" + "));
            }
        }
        let children = if present { "children = \"present\"\n" } else { "" };
        let once = format!("[trees]\n[trees.t]\n{tree}[[sections.t.rules]]\nname = \"r\"\ntree = \"t\"\n{children}{settings}");
        for stream_from in [None, Some(0)] {
            let (one, _) = run(&path, &once, stream_from, 50);
            if !one.errors.is_empty() {
                return Ok(());
            }
            let (many, _) = run(&path, &each, stream_from, 50);
            prop_assert!(many.errors.is_empty(), "{:?}\n{}", many.errors, each);
            prop_assert!(one.tally.consistent == many.tally.consistent || one.tally.not_checked > many.tally.not_checked, "{}\n{}\n{}", now, once, each);
            if present || missing == "zero" {
                prop_assert_eq!(one.tally, many.tally, "{}\n{}\n{}", now, once, each);
            }
        }
    }

    /// Many keys in no order are marked, sifted and looked for by shares; what
    /// comes back is what brute force finds.
    #[test]
    fn keys_in_no_order_that_come_back_are_all_found(
        keys in prop::collection::vec(0_u32..300, 0..150),
    ) {
        let rows: String = keys.iter().map(|key| format!("k{key},1\n")).collect();
        let table = format!("key,x\n{rows}");
        let folder = written(&table, "key,x\n");
        let path = folder.path().join("2016");
        let different: BTreeSet<&u32> = keys.iter().collect();
        let again = (keys.len() - different.len()) as u64;
        for stream_from in [None, Some(0)] {
            let (found, _) = run(&path, "", stream_from, 3);
            prop_assert_eq!(found.findings.count(Severity::Error), again, "{:?} {}", stream_from, table);
        }
    }

    #[test]
    fn quick_figures_are_those_read_in_full(
        unit in prop::sample::select(&UNITS[..]),
        mode in prop::sample::select(&Rounding::ALL[..]),
        whole in prop::option::of(any::<bool>()),
        decimals in prop::option::of(-2_i32..4),
        print in prop_oneof![
            "-?[0-9]{1,17}", "-?[0-9]{1,9}\\.[0-9]{0,7}", "-?[0-9]{1,4}(\\.[0-9]{1,3})?%",
            "-?[0-9.%]{0,6}", prop::sample::select(&CELLS[..]).prop_map(str::to_owned),
        ],
    ) {
        notation(&print);
        let units = UnitBook::default();
        let unit = units.read(unit);
        let decimals = decimals.map(|places| places.to_string().parse::<Decimals>().expect("places"));
        // Mostly plain contexts: those are the ones the quick reader answers in.
        let context = Context { unit: unit.as_ref(), decimals, rounding: mode, whole, units: &units, prints: Prints::PLAIN };
        let plain = Context { decimals: None, whole: None, ..context };
        for context in [context, plain] {
            quick_is_full(&print, &context);
        }
    }
}

/// The rule of the rows that another table lacks, with zero for its figures.
fn zero_for(check: &str, keys: &[&str], others: &[(&str, &str, &str)]) -> String {
    let zero = check.replace("@v.x", "0").replace("@v.y", "0");
    let lacked = |key: &&&str| others.iter().all(|(other, ..)| *other != **key);
    let rows: Vec<String> = keys
        .iter()
        .filter(lacked)
        .map(|key| format!("key = \"{key}\""))
        .collect();
    let rows = std::iter::once("key = \"zz\"".to_owned())
        .chain(rows)
        .collect::<Vec<String>>()
        .join(" or ");
    format!(
        "[[sections.t.rules]]\nname = \"z\"\ncheck = '{zero}'\nmissing = \"zero\"\nunits = \"ignore\"\nrows = '{rows}'\n"
    )
}

/// The lines in one order, since streamed findings may come in another; rows
/// that were not checked are listed by rule or by row.
fn sorted(text: &str) -> Vec<&str> {
    let listed = |line: &&str| !line.starts_with("not checked") && !line.starts_with("未核对");
    let mut lines: Vec<&str> = text.lines().filter(listed).collect();
    lines.sort_unstable();
    lines
}

/// A row that is cut short, and one whose divisor is blank.
#[test]
fn a_blank_divisor_is_told_alike_in_memory_and_streamed() {
    let (now, before) = ("key,x,y,z\na,,-3\na,5万,,\n", "key,x,y,z\n");
    for check in ["z = x / y", "z <= x / y", "x / y = z and x >= 0"] {
        for missing in ["skip", "zero", "fail"] {
            for section in ["", "unit = \"件\"\n"] {
                let rules = format!(
                    "[sections.t]\n{section}[[sections.t.rules]]\nname = \"r\"\nmissing = \"{missing}\"\ncheck = \"{check}\"\n"
                );
                let folder = written(now, before);
                let path = folder.path().join("2016");
                for keep in [0, 50] {
                    let (memory, _) = run(&path, &rules, None, keep);
                    let (stream, _) = run(&path, &rules, Some(0), keep);
                    assert_eq!(memory.tally, stream.tally, "{keep} {rules}");
                    let counts = memory.findings.counts;
                    assert_eq!(counts, stream.findings.counts, "{keep} {rules}");
                }
            }
        }
    }
}

/// A figure of twenty places makes all others of its table as long: the search
/// for relations leaves what it cannot reckon with.
#[test]
fn figures_of_twenty_places_are_searched_without_overflow() {
    let cells = [
        "-2%",
        "-3",
        "\"1,234\"",
        "",
        "0.00000000000000000001",
        "99999999",
    ];
    let rules = "rounding = \"nearest\"\n[sections.t]\nunit = \"万元\"\n";
    for x in cells {
        for y in cells {
            let now = format!(
                "key,x,y,z\na,{x},\nb,-3,\nc,\"1,234\",{y}\nd,1,234,\ne,,0.00000000000000000001\n"
            );
            whole_run(&[rules, "", &now, "key,x,y,z\n"].join(PART)).expect("files written");
        }
    }
}
