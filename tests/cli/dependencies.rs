//! What the program is built of, held to `deny.toml`: licences, crates that do
//! not belong, two versions of one crate, and where crates come from. Known
//! security advisories are not checked here, since they have to be fetched.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// The crates of some kinds of dependency: name, version and what `show` asks.
fn crates(edges: &str, show: &str) -> BTreeSet<(String, String, String)> {
    let format = format!("{{p}}\t{show}");
    let run = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--prefix", "none"])
        .args(["--no-dedupe", "--edges", edges, "--format", &format])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    let lines = String::from_utf8(run.stdout).expect("a text");
    let read = |line: &str| {
        let (package, shown) = line.split_once('\t').expect("two cells");
        let mut words = package.split(' ').map(str::to_owned);
        let name = words.next().expect("a name");
        (name, words.next().expect("a version"), shown.to_owned())
    };
    lines.lines().map(read).collect()
}

fn deny() -> toml::Table {
    let text = std::fs::read_to_string("deny.toml").expect("a text");
    text.parse().expect("TOML")
}

fn texts(list: &toml::Value) -> BTreeSet<&str> {
    let items = list.as_array().expect("a list").iter();
    items
        .map(|item| item.get("crate").unwrap_or(item).as_str().expect("a text"))
        .collect()
}

/// Whether a licence expression can be met by allowed licences: `OR` (once
/// written `/`), `AND`, brackets, and `WITH` an exception, which only permits
/// more.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = any(&words, &mut at, allowed);
    met && at == words.len()
}

fn any(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut met = all(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all(words, at, allowed);
    }
    met
}

fn all(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let mut met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, allowed);
    }
    met
}

fn one(words: &[&str], at: &mut usize, allowed: &BTreeSet<&str>) -> bool {
    let word = words.get(*at).copied().unwrap_or_default();
    *at += 1;
    if word == "(" {
        let met = any(words, at, allowed);
        *at += 1;
        return met;
    }
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
    }
    allowed.contains(word)
}

#[test]
fn licences_are_read() {
    let allowed = BTreeSet::from(["MIT", "Apache-2.0"]);
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0/MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("(GPL-3.0 OR MIT) AND Apache-2.0", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", false),
        ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), met, "{expression}");
    }
}

#[test]
fn every_licence_is_allowed() {
    let deny = deny();
    let allowed = texts(&deny["licenses"]["allow"]);
    let crates = crates("normal,build,dev", "{l}");
    assert!(crates.len() > 100, "{}", crates.len());
    let refused: Vec<_> = crates
        .iter()
        .filter(|(_, _, licence)| !is_allowed(licence, &allowed))
        .collect();
    assert!(refused.is_empty(), "not allowed by deny.toml: {refused:?}");
}

#[test]
fn what_is_shipped_has_one_version_of_each_crate_and_no_connection() {
    let deny = deny();
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    // What only builds the program is not in it.
    for (name, version, _) in crates("normal,no-proc-macro", "") {
        versions.entry(name).or_default().insert(version);
    }
    assert!(versions.len() > 40, "{}", versions.len());
    versions.retain(|_, versions| versions.len() > 1);
    assert!(versions.is_empty(), "more than one version: {versions:?}");
    let banned = texts(&deny["bans"]["deny"]);
    let found = crates("normal,build,dev", "");
    let found: Vec<_> = found
        .iter()
        .filter(|(name, ..)| banned.contains(name.as_str()))
        .collect();
    assert!(found.is_empty(), "banned by deny.toml: {found:?}");
}

#[test]
fn every_crate_comes_from_the_registry_and_has_a_version() {
    let lock = std::fs::read_to_string("Cargo.lock").expect("a text");
    let lock: toml::Table = lock.parse().expect("TOML");
    for package in lock["package"].as_array().expect("packages") {
        let source = package.get("source").and_then(toml::Value::as_str);
        let ours = package["name"].as_str() == Some(env!("CARGO_PKG_NAME"));
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        assert_eq!(source, (!ours).then_some(registry), "{package}");
    }
    let manifest = std::fs::read_to_string("Cargo.toml").expect("a text");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    for kind in ["dependencies", "dev-dependencies"] {
        for (name, wanted) in manifest[kind].as_table().expect("dependencies") {
            let version = wanted.get("version").unwrap_or(wanted).as_str();
            assert!(version.is_some_and(|version| version != "*"), "{name}");
        }
    }
}
