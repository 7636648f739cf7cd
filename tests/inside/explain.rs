//! Every code that the program can emit is explained, nothing else is, and
//! every example has the finding that it is an example of.

use crate::api::OpenOptions;
use crate::explain::{File, Page, entries};
use crate::lang::Lang;
use crate::lint::{Usage, lint};
use crate::reason::check;
use crate::report::{Options, configuration};
use crate::rule::{Code, CodeGroup};
use std::collections::BTreeSet;
use std::path::Path;

/// The codes of what a report of these files and its rules are found to have;
/// names of nothing are looked for by `lint` only.
fn found(files: &[&File], names: bool, untrusted: bool) -> Vec<&'static str> {
    let folder = tempfile::tempdir().expect("a folder");
    for file in files {
        let path = folder.path().join(file.path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, file.text).expect("a file");
    }
    let report = folder.path().join("2024");
    let options = Options {
        untrusted,
        ..Options::default()
    };
    let loaded = configuration(&report, &options);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    let opening = OpenOptions {
        read: options,
        ..OpenOptions::new()
    };
    let mut opened = opening.open_there(&report);
    let outcome = opened.check_by(check);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    let mut usage = Usage::new();
    usage.add(&opened.report, &outcome, &loaded.config);
    let of_rules = [
        lint(&loaded.config),
        usage.rules_that_check_nothing(&loaded.config),
        usage.rules_that_never_look_back(&loaded.config),
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
            let untrusted = entry.code.group() == CodeGroup::Submission;
            let example: Vec<&File> = page.example.iter().collect();
            assert_eq!(
                found(&example, names, untrusted),
                [code],
                "{code} in {lang:?}"
            );
            assert_eq!(
                found(&mended(page), names, untrusted),
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
