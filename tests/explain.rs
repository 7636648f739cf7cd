//! Every code that the program can emit is explained, nothing else is, and
//! every example has the finding that it is an example of.

use reportcheck::check::CheckOptions;
use reportcheck::date::Date;
use reportcheck::explain::{File, Page, entries};
use reportcheck::lang::Lang;
use reportcheck::lint::{Usage, lint};
use reportcheck::reason::check;
use reportcheck::report::{Options, Report, configuration};
use reportcheck::rule::Code;
use std::collections::BTreeSet;
use std::path::Path;

/// The codes of what a report of these files and its rules are found to have;
/// names of nothing are looked for by `lint` only.
fn found(files: &[&File], names: bool) -> Vec<&'static str> {
    let folder = tempfile::tempdir().expect("a folder");
    for file in files {
        let path = folder.path().join(file.path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, file.text).expect("a file");
    }
    let report = folder.path().join("2024");
    let options = Options::default();
    let loaded = configuration(&report, &options);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    let mut report = Report::open(&report, &loaded.config, &options);
    let wanted = CheckOptions {
        today: Some(Date::today()),
        keep: 100,
        read: options,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &loaded.config, &wanted);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    let mut usage = Usage::new();
    usage.add(&report, &outcome, &loaded.config);
    let of_rules = [
        lint(&loaded.config),
        usage.rules_that_check_nothing(&loaded.config),
        match names {
            true => usage.names_of_nothing(&loaded.config),
            false => Vec::new(),
        },
    ];
    let findings = outcome.findings.kept.iter();
    let all = findings.chain(of_rules.iter().flatten());
    all.map(|finding| finding.code.name()).collect()
}

fn mended(page: &Page) -> Vec<&File> {
    let other = |file: &&File| page.mended.iter().all(|mended| mended.path != file.path);
    page.example
        .iter()
        .filter(other)
        .chain(&page.mended)
        .collect()
}

#[test]
fn every_example_has_its_finding_and_none_once_mended() {
    for entry in entries() {
        for lang in [Lang::En, Lang::Zh] {
            let (code, page) = (entry.code.name(), entry.page(lang));
            let names = code == "names-nothing";
            let example: Vec<&File> = page.example.iter().collect();
            assert_eq!(found(&example, names), [code], "{code} in {lang:?}");
            assert_eq!(
                found(&mended(page), names),
                [""; 0],
                "{code} mended in {lang:?}"
            );
        }
    }
}

#[test]
fn every_code_is_explained_once_and_some_check_finds_it() {
    let explained: Vec<Code> = entries().map(|entry| entry.code).collect();
    assert_eq!(explained, Code::ALL);
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len(), "a name is given twice");
    let found: BTreeSet<String> = ["src/check", "src/lint", "src/reason", "src/rule/kind.rs"]
        .into_iter()
        .flat_map(|path| codes_in(Path::new(path)))
        .collect();
    let all = Code::ALL.iter().map(|code| format!("{code:?}"));
    assert_eq!(found, all.collect(), "the codes that the program finds");
}

/// The codes that the program's text names: `Code::SumMismatch`.
fn codes_in(path: &Path) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    if path.is_dir() {
        for item in std::fs::read_dir(path).expect("a folder") {
            codes.append(&mut codes_in(&item.expect("an item").path()));
        }
        return codes;
    }
    let text = std::fs::read_to_string(path).expect("a text");
    let named = text.split("Code::").skip(1);
    let word = |rest: &str| {
        rest.chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect()
    };
    let named = named
        .map(word)
        .filter(|name: &String| name.starts_with(char::is_uppercase));
    codes.extend(named.filter(|name| name != "ALL"));
    codes
}

fn run(args: &[&str]) -> (String, String, Option<i32>) {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_reportcheck"))
        .args(["--lang", "en", "explain"])
        .args(args)
        .output()
        .expect("a run");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&run.stdout), text(&run.stderr), run.status.code())
}

#[test]
fn a_code_a_rule_and_the_list() {
    let (list, _, status) = run(&[]);
    assert_eq!(status, Some(0));
    for entry in entries() {
        let lines = list
            .lines()
            .filter(|line| line.trim().starts_with(entry.code.name()));
        assert_eq!(lines.count(), 1, "{}", entry.code.name());
        let (page, _, status) = run(&[entry.code.name()]);
        assert!(page.starts_with(entry.code.name()) && status == Some(0));
    }
    let (rule, _, status) = run(&["channels-received", "examples/clean/2024"]);
    assert_eq!(status, Some(0));
    for part in [
        "complaints.received = phone + online + letter",
        "channels (Complaints by channel)",
        "Every complaint comes in by one of these channels.",
        "sum-mismatch",
        "examples/clean/2024/complaints.csv:3:20  1,262",
        "examples/clean/2024/channels.csv:3:23  about 640",
    ] {
        assert!(rule.contains(part), "{part} in\n{rule}");
    }
    let (rule, _, _) = run(&["complaints-opening", "examples/clean/2024"]);
    assert!(
        rule.contains("examples/clean/2023/complaints.csv:10:42  233"),
        "{rule}"
    );
    let (rule, _, _) = run(&["kinds-on-time-rate", "examples/clean"]);
    assert!(rule.contains("column answered, row by row"), "{rule}");
}

#[test]
fn an_unknown_name_ends_in_2_with_the_nearest() {
    for (name, nearest) in [
        ("sum-mismach", "sum-mismatch"),
        ("channel-received", "channels-received"),
    ] {
        let (out, error, status) = run(&[name, "examples/clean/2024"]);
        assert_eq!((out.as_str(), status), ("", Some(2)));
        assert!(
            error.contains(&format!("did you mean `{nearest}`?")),
            "{error}"
        );
    }
    let (_, error, status) = run(&["sum", "no/such/folder"]);
    assert!(error.contains("no/such/folder") && status == Some(2));
}
