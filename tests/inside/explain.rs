//! Every code that the program can emit is explained, nothing else is, and
//! every example has the finding that it is an example of.

use crate::check::CheckOptions;
use crate::date::Date;
use crate::explain::{File, Page, entries};
use crate::lang::Lang;
use crate::lint::{Usage, lint};
use crate::reason::check;
use crate::report::{Options, Report, configuration};
use crate::rule::BUILT_IN;
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
    all.map(|finding| finding.code).collect()
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
            let (code, page) = (entry.code, entry.page(lang));
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
fn every_code_is_explained_once_and_nothing_else_is() {
    let explained: Vec<&str> = entries().map(|entry| entry.code).collect();
    let once: BTreeSet<&str> = explained.iter().copied().collect();
    assert_eq!(explained.len(), once.len(), "a code is explained twice");
    let mut emitted = codes_in(Path::new("src/check"));
    emitted.append(&mut codes_in(Path::new("src/lint")));
    emitted.append(&mut codes_in(Path::new("src/reason")));
    assert_eq!(
        emitted,
        once.iter().map(|code| (*code).to_owned()).collect(),
        "the codes of src/check, src/lint and src/reason, and those of src/explain"
    );
    for (code, _) in BUILT_IN {
        assert!(once.contains(code), "{code}");
    }
}

/// The codes that stand in the program's text: string literals of small
/// letters joined by hyphens are nothing else there.
fn codes_in(folder: &Path) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for item in std::fs::read_dir(folder).expect("a folder") {
        let path = item.expect("an item").path();
        if path.is_dir() {
            codes.append(&mut codes_in(&path));
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        let literals = text.split('"').skip(1);
        codes.extend(literals.filter(|word| is_code(word)).map(str::to_owned));
    }
    codes
}

fn is_code(word: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|c| c.is_ascii_lowercase());
    word.contains('-') && word.split('-').all(part)
}
