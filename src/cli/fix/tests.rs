//! The command with a reasoning that knows the answers: a row's note says what
//! its figure should be (`→75`), or that this cannot be told (`→?`); behind a
//! stroke, what the rule over both tables makes of it.

use super::super::arguments::{AsOf, OneReport};
use super::super::exit::Exit;
use super::super::terminal::Terminal;
use super::{Check, FixArgs, run_by};
use crate::check::{CheckOptions, Outcome, check};
use crate::figure::Range;
use crate::finding::{Change, Clash, ClashCheck, Finding, Likeliest, Mark, Mending};
use crate::report::Report;
use crate::rule::Config;
use crate::table::{ColumnKind, Table};

const RULES: &str = r#"
[[sections.a.rules]]
name = "sum"
check = "all = one + two"
[[sections.b.rules]]
name = "sum-b"
check = "all = one + two"
[[rules]]
name = "both"
check = "a.all = b.all"
"#;

/// A folder with a report of two tables.
struct Files(tempfile::TempDir);

impl Files {
    fn new(a: &str, b: &str) -> Files {
        let files = Files(tempfile::tempdir().expect("a folder"));
        std::fs::create_dir(files.path("2016")).expect("a folder");
        files.set("reportcheck.toml", RULES.as_bytes());
        files.set("2016/a.csv", a.as_bytes());
        files.set("2016/b.csv", b.as_bytes());
        files
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn set(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).expect("written");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a text")
    }

    fn fix(&self, path: &str, change: impl Fn(&mut FixArgs)) -> Exit {
        self.fix_by(knowing, path, change)
    }

    fn fix_by(&self, how: Check, path: &str, change: impl Fn(&mut FixArgs)) -> Exit {
        let mut args = FixArgs {
            report: OneReport {
                path: Some(self.path(path)),
            },
            rule: None,
            cell: None,
            write: true,
            as_of: AsOf { as_of: None },
        };
        change(&mut args);
        run_by(&args, how, &Terminal::of_test())
    }
}

/// Checks rule by rule, and takes the answers from the notes.
fn knowing(report: &mut Report, config: &Config, options: &CheckOptions) -> Outcome {
    let mut outcome = check(report, config, options);
    for finding in &mut outcome.findings.kept {
        let both = finding.waived_as() == "both";
        let tables = report.tables.iter();
        let tables = tables.filter(|table| both || table.section() == finding.section);
        let changes = tables.flat_map(|table| changes(table, both)).collect();
        finding.clash = Some(Box::new(clash(finding, changes)));
    }
    outcome
}

/// As `knowing`, while another program changes a table.
fn meddling(report: &mut Report, config: &Config, options: &CheckOptions) -> Outcome {
    let outcome = knowing(report, config, options);
    let path = report.path.join("a.csv");
    let text = std::fs::read_to_string(&path).expect("a text");
    std::fs::write(&path, text.replacen('\n', "\nnew,1,\n", 1)).expect("written");
    outcome
}

fn changes(table: &Table, both: bool) -> Vec<Change> {
    let (note, column) = (
        table.layout.of_kind(ColumnKind::Note),
        table.layout.list_column(),
    );
    let (note, column) = (note.expect("notes"), column.expect("figures"));
    let mut changes = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        let Some(print) = row.text(note).strip_prefix('→') else {
            continue;
        };
        let (own, other) = print.split_once('|').unwrap_or((print, print));
        let print = if both { other } else { own };
        let figure = row.figure(column).cloned();
        changes.push(Change {
            mark: Mark {
                figure,
                ..Mark::cell(&table.layout, (Some(number), row), column)
            },
            range: Range::everything(false),
            print: Some(print.to_owned()).filter(|print| print != "?"),
            nearest: Vec::new(),
            slips: Vec::new(),
        });
    }
    changes
}

fn clash(finding: &Finding, changes: Vec<Change>) -> Clash {
    let rule = finding.rule.clone().expect("a rule");
    let verdict = match changes.is_empty() {
        true => Likeliest::CannotBeTold,
        false => Likeliest::Only,
    };
    Clash {
        beside: false,
        checks: vec![ClashCheck {
            rule,
            row: None,
            severity: finding.severity,
        }],
        derivation: Vec::new(),
        repairs: vec![Mending {
            changes,
            moved: false,
            odds: 0,
            confirmed: 0,
        }],
        more: false,
        verdict,
        gave_up: None,
    }
}

const A: &str = "\u{feff}key,value,note\r\nall,120,\r\none,\"57\",→75\r\ntwo,45,\r\n";
const GOOD: &str = "key,value,note\nall,120,\none,75,\ntwo,45,\n";

#[test]
fn changes_are_shown_and_made_when_asked() {
    let files = Files::new(A, GOOD);
    assert_eq!(files.fix("2016", |args| args.write = false), Exit::Findings);
    assert_eq!(files.read("2016/a.csv"), A);
    assert_eq!(files.fix("2016", |_| {}), Exit::Clean);
    assert_eq!(files.read("2016/a.csv"), A.replace("57", "75"));
    assert_eq!(files.read("2016/b.csv"), GOOD);
    // Nothing is left to do.
    assert_eq!(files.fix("2016", |args| args.write = false), Exit::Clean);
}

#[test]
fn rules_cells_and_tables_limit_the_changes() {
    let b = "key,value,note\nall,120,\none,75,\ntwo,54,→45\n";
    for (path, rule, cell, changed) in [
        ("2016", Some("sum"), None, "a"),
        ("2016", Some("sum-b"), None, "b"),
        ("2016", Some("sum-mismatch"), None, "ab"),
        ("2016", Some("both"), None, ""),
        ("2016", None, Some("a.one"), "a"),
        ("2016", None, Some("b.two.value"), "b"),
        ("2016", None, Some("b.all"), "b"),
        ("2016", None, Some("b.one"), ""),
        ("2016/a.csv", None, None, "a"),
        ("2016/b.csv", Some("sum"), None, ""),
    ] {
        let files = Files::new(A, b);
        let ended = files.fix(path, |args| {
            args.rule = rule.map(str::to_owned);
            args.cell = cell.map(str::to_owned);
        });
        assert_eq!(ended, Exit::Clean, "{path} {rule:?} {cell:?}");
        let is = |name: &str, old: &str| (files.read(name) == old, changed.contains(&name[5..6]));
        for (same, changes) in [is("2016/a.csv", A), is("2016/b.csv", b)] {
            assert_eq!(same, !changes, "{path} {rule:?} {cell:?}");
        }
    }
    let files = Files::new(A, b);
    let unknown = |args: &mut FixArgs| args.rule = Some("sums".to_owned());
    assert_eq!(files.fix("2016", unknown), Exit::Unread);
    let unknown = |args: &mut FixArgs| args.cell = Some("a.three".to_owned());
    assert_eq!(files.fix("2016", unknown), Exit::Unread);
    let unknown = |args: &mut FixArgs| args.cell = Some("a = b".to_owned());
    assert_eq!(files.fix("2016", unknown), Exit::Unread);
    assert_eq!(files.read("2016/a.csv"), A);
}

#[test]
fn what_cannot_be_told_is_left() {
    let open = A.replace("→75", "→?");
    let unknown = A.replace("→75", "");
    for a in [open, unknown] {
        let files = Files::new(&a, GOOD);
        assert_eq!(files.fix("2016", |_| {}), Exit::Clean);
        assert_eq!(files.read("2016/a.csv"), a);
    }
    // The sum of `b` and its total, which `a` prints too, suggest the same
    // for a cell, or not.
    for (b, changed) in [("all,121,→120", true), ("all,121,→120|119", false)] {
        let files = Files::new(GOOD, &GOOD.replace("all,120,", b));
        assert_eq!(files.fix("2016", |_| {}), Exit::Clean);
        assert_eq!(files.read("2016/b.csv").contains("all,120,"), changed);
    }
}

#[test]
fn a_report_that_cannot_all_be_read_is_not_written() {
    let files = Files::new(A, "key|value\nall,120,1\n");
    assert_eq!(files.fix("2016", |args| args.write = false), Exit::Unread);
    assert_eq!(files.fix("2016", |_| {}), Exit::Unread);
    assert_eq!(files.read("2016/a.csv"), A);
    assert_eq!(files.fix("nothing", |_| {}), Exit::Unread);
}

#[test]
fn a_table_that_cannot_be_written_is_left() {
    let files = Files::new(A, GOOD);
    files.set(
        "reportcheck.toml",
        format!("encoding = \"gbk\"\n{RULES}").as_bytes(),
    );
    // `→约75`, in GBK.
    let a = b"key,value,note\nall,120,\none,57,\xA1\xFA\xD4\xBC75\ntwo,45,\n";
    files.set("2016/a.csv", a);
    assert_eq!(files.fix("2016", |_| {}), Exit::Clean);
    let read = |name: &str| std::fs::read(files.path(name)).expect("bytes");
    let changed = b"key,value,note\nall,120,\none,\xD4\xBC75,\xA1\xFA\xD4\xBC75\ntwo,45,\n";
    assert_eq!(read("2016/a.csv"), changed);
    // Read-only, it cannot be written, and the other table is.
    files.set("2016/a.csv", a);
    let b = GOOD.replace("two,45,", "two,54,→45");
    let (b, _, _) = encoding_rs::GBK.encode(&b);
    files.set("2016/b.csv", &b);
    let path = files.path("2016/a.csv");
    let mut rights = std::fs::metadata(&path).expect("a file").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).expect("set");
    assert_eq!(files.fix("2016", |_| {}), Exit::Unread);
    assert_eq!(read("2016/a.csv"), a);
    assert!(files_text(&read("2016/b.csv")).contains("two,45,"));
}

#[test]
fn a_table_that_has_changed_since_is_left_with_all_that_goes_with_it() {
    let (a, b) = (
        "key,value,note\nall,120,→200\none,75,\ntwo,45,\n",
        "key,value,note\nall,121,→120|200\none,75,\ntwo,45,\n",
    );
    // The rule over both tables would change them together.
    for (rule, changed) in [("both", false), ("sum-b", true)] {
        let files = Files::new(a, b);
        let of_rule = |args: &mut FixArgs| args.rule = Some(rule.to_owned());
        let ended = files.fix_by(meddling, "2016", of_rule);
        assert_eq!(ended == Exit::Clean, changed, "{rule}");
        assert!(files.read("2016/a.csv").contains("all,120,"), "{rule}");
        assert_eq!(files.read("2016/b.csv") == b, !changed, "{rule}");
    }
}

fn files_text(bytes: &[u8]) -> String {
    encoding_rs::GBK.decode(bytes).0.into_owned()
}
