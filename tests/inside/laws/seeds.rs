//! The seeds of the fuzz targets (`fuzz/seeds`) keep the laws, each by the entry
//! point of its target; and the targets are those that are spoken of.

use crate::fuzzing::{amended, claims, configuration, document, expression, notation, whole_run};
use std::path::PathBuf;

fn fuzz(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz")
        .join(folder)
}

fn names(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(fuzz(folder)).expect("a folder");
    let stem = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        path.file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned()
    };
    let mut names: Vec<String> = entries.map(stem).collect();
    names.sort();
    names
}

/// What a target does with an input, and what it calls for it.
type Entry = (&'static str, &'static str, fn(&[u8]));

const ENTRIES: [Entry; 7] = [
    ("amend", "amended", |bytes| {
        let (&cell, rest) = bytes.split_first().expect("a cell");
        let end = rest.iter().position(|byte| *byte == 0).unwrap_or(0);
        let text = String::from_utf8_lossy(&rest[..end]);
        let table = rest.get(end + 1..).unwrap_or_default();
        amended(table, usize::from(cell), &text);
    }),
    ("claims", "claims", |bytes| claims(text(bytes))),
    ("configuration", "configuration", |bytes| {
        configuration(text(bytes))
    }),
    ("document", "document", document),
    ("expression", "expression", |bytes| expression(text(bytes))),
    ("notation", "notation", |bytes| notation(text(bytes))),
    ("whole_run", "whole_run", |bytes| {
        whole_run(text(bytes)).expect("a folder to run in");
    }),
];

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("a seed of a target that takes text")
}

#[test]
fn seeds_keep_the_laws() {
    for (target, _, entry) in ENTRIES {
        let seeds = names(&format!("seeds/{target}"));
        assert!(!seeds.is_empty(), "{target}");
        for seed in seeds {
            let file = fuzz("seeds").join(target).join(&seed);
            entry(&std::fs::read(file).expect("a seed"));
        }
    }
}

#[test]
fn targets_are_built_and_call_what_is_tried_here() {
    let targets: Vec<&str> = ENTRIES.iter().map(|(target, ..)| *target).collect();
    for folder in ["fuzz_targets", "seeds", "dictionaries"] {
        assert_eq!(names(folder), targets, "{folder}");
    }
    let manifest = std::fs::read_to_string(fuzz("Cargo.toml")).expect("a manifest");
    for (target, call, _) in ENTRIES {
        let file = format!("fuzz_targets/{target}.rs");
        assert!(manifest.contains(&format!("path = \"{file}\"")), "{file}");
        let source = std::fs::read_to_string(fuzz(&file)).expect("a target");
        assert!(
            source.contains(&format!("reportcheck::fuzzing::{call}(")),
            "{file}"
        );
    }
}
