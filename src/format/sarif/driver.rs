//! The program with its rules, as a log names it.

use crate::explain::{Explanation, entries};
use crate::format::json::indented;
use crate::format::markdown::explain::help;
use crate::format::text::explain::page;
use crate::lang::Lang;
use crate::rule::{Severity, SeverityFrom};
use crate::say::explain::{in_full, kinds_of_notes, sentence};
use serde_json::{Value, json};
use std::sync::OnceLock;

/// The width of the rules' help as plain text.
const HELP_WIDTH: usize = 80;

/// The program with its rules: the same in every log, so it is written once.
pub(super) fn driver(lang: Lang) -> &'static str {
    static DRIVERS: [OnceLock<String>; 2] = [const { OnceLock::new() }; 2];
    DRIVERS[usize::from(lang == Lang::Zh)].get_or_init(|| indented(&program(lang), 8))
}

fn program(lang: Lang) -> Value {
    let rules: Vec<Value> = entries().map(|entry| rule(entry, lang)).collect();
    let told = kinds_of_notes(lang);
    let told = told.map(|(id, text)| json!({"id": id, "shortDescription": {"text": text}}));
    json!({
        "name": "reportcheck",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
        "notifications": told,
    })
}

fn rule(entry: &Explanation, lang: Lang) -> Value {
    let words = entry.page(lang);
    let level = match entry.code.severity_from() {
        SeverityFrom::Rule => Severity::Error,
        SeverityFrom::Remainder => Severity::Warning,
        SeverityFrom::Checks(severity) => severity,
    };
    json!({
        "id": entry.code.name(),
        "name": pascal(entry.code.name()),
        "shortDescription": {"text": sentence(words.title, lang)},
        "fullDescription": {"text": in_full(words, lang)},
        "help": {"text": page(entry, HELP_WIDTH, lang), "markdown": help(entry, lang)},
        "defaultConfiguration": {"level": level.name()},
    })
}

/// `SumMismatch` for `sum-mismatch`.
fn pascal(code: &str) -> String {
    let words = code.split('-').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        format!("{}{rest}", first.to_uppercase())
    });
    words.collect()
}
