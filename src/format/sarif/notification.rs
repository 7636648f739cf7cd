//! What is told beside results: what could not be read, checked or listed, and
//! what the whole report came to.

use super::location::{location_at, location_of, message};
use crate::finding::NotChecked;
use crate::lang::Lang;
use crate::report::ReadError;
use crate::rule::Severity;
use crate::say::clash::whole;
use crate::say::errors;
use crate::say::ignored;
use crate::say::not_checked::not_checked as sentence_of;
use crate::say::run::Checked;
use serde_json::{Value, json};
use std::path::Path;

/// Something told; `id` is its kind.
pub(super) fn notification(id: &str, level: Severity, text: &str, locations: &Value) -> Value {
    let mut value = json!({
        "descriptor": {"id": id},
        "level": level.name(),
        "message": message(text),
    });
    if locations.as_array().is_some_and(|all| !all.is_empty()) {
        value["locations"] = locations.clone();
    }
    value
}

/// What could not be read.
pub(super) fn unread(error: &ReadError, lang: Lang) -> Value {
    let location = errors::place(error).map(|at| {
        let region = json!({"startLine": at.line, "startColumn": at.column});
        location_of(&at.path, Some(region))
    });
    let locations: Vec<Value> = location.into_iter().collect();
    let problem = errors::problem(error, lang);
    notification("not-read", Severity::Error, &problem, &json!(locations))
}

/// A file among the tables that is not read.
pub(super) fn ignored_file(path: &Path, lang: Lang) -> Value {
    let at = json!([location_of(path, None)]);
    notification("ignored", Severity::Note, &ignored::why(path, lang), &at)
}

/// A check that could not be made.
pub(super) fn not_checked(check: &NotChecked, report: &Value, lang: Lang) -> Value {
    let sentence = sentence_of(check, lang);
    let cell = check
        .cell
        .as_ref()
        .map(|mark| json!([location_at(&mark.place)]));
    let locations = cell.as_ref().unwrap_or(report);
    notification("not-checked", Severity::Note, &sentence, locations)
}

/// What reasoning over the whole report came to beside its findings.
pub(super) fn of_the_whole(checked: &Checked<'_>, report: &Value, lang: Lang) -> Vec<Value> {
    let Some(reasoned) = &checked.outcome.reasoned else {
        return Vec::new();
    };
    let note = |id, text: &str, at: &Value| notification(id, Severity::Note, text, at);
    let deduced = reasoned.deduced.iter().map(|one| {
        let at = json!([location_at(&one.mark.place)]);
        note("deduced", &whole::deduced(one, lang), &at)
    });
    let left_out = reasoned.left_out.iter().map(|left| {
        let text = whole::rule_left_out(left, lang);
        let at = json!([location_at(&left.rule.place)]);
        note("left-out", &text, &at)
    });
    let gave_up = whole::gave_up(reasoned, lang).into_iter();
    let gave_up = gave_up.map(|line| note("gave-up", &line, report));
    deduced.chain(left_out).chain(gave_up).collect()
}
