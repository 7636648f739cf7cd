//! A finding as a result, with its edits and, where it is waived, why.

use super::location::{location_at, message, region};
use crate::explain::entries;
use crate::finding::{Finding, Waived};
use crate::format::edits::edits;
use crate::format::identity::Identity;
use crate::format::places::{relative, uri};
use crate::lang::Lang;
use crate::say::clash;
use crate::say::marks::related_label;
use crate::say::run::Checked;
use crate::say::{notes, title};
use serde_json::{Map, Value, json};

/// The name of our fingerprints; raised when they change.
const FINGERPRINT: &str = "reportcheck/v1";

/// A finding as a result.
pub(super) fn result(
    finding: &Finding,
    id: &Identity,
    checked: &Checked<'_>,
    lang: Lang,
) -> Map<String, Value> {
    let mut location = location_at(&finding.primary().place);
    if let Some(cell) = &id.cell {
        let name = cell.column.as_ref().or(cell.key.as_ref());
        let named = json!({
            "name": name.unwrap_or(&cell.section),
            "fullyQualifiedName": cell.to_string(),
            "kind": "member",
        });
        // Of a cell in a document its place there follows.
        let places = location["logicalLocations"].as_array().cloned();
        let all: Vec<Value> = [named]
            .into_iter()
            .chain(places.unwrap_or_default())
            .collect();
        location["logicalLocations"] = Value::from(all);
    }
    let related = related(finding, lang);
    let mut lines = vec![title(finding, lang)];
    lines.extend(notes(finding, lang));
    let mut result = Map::new();
    let mut set = |name: &str, value: Value| result.insert(name.to_owned(), value);
    set("ruleId", json!(finding.code.name()));
    if let Some(index) = entries().position(|entry| entry.code == finding.code) {
        set("ruleIndex", json!(index));
    }
    set("level", json!(finding.severity.name()));
    set("message", message(&lines.join("\n")));
    set("locations", json!([location]));
    if !related.is_empty() {
        set("relatedLocations", json!(related));
    }
    if let Some(fix) = fix(finding, lang) {
        set("fixes", json!([fix]));
    }
    set(
        "partialFingerprints",
        json!({FINGERPRINT: id.fingerprint.as_str()}),
    );
    set("properties", properties(finding, checked));
    result
}

/// The other cells, and the findings that are told in this one.
fn related(finding: &Finding, lang: Lang) -> Vec<Value> {
    let label = |mark| related_label(finding, mark, lang);
    let cells = finding.related().iter();
    let cells = cells.map(|mark| (&mark.place, label(mark)));
    let explains = finding.explains.iter();
    let explains =
        explains.map(|other| (&other.primary().place, clash::also_explains(other, lang)));
    cells
        .chain(explains)
        .zip(1..)
        .map(|((place, text), number)| {
            let mut location = location_at(place);
            location["id"] = json!(number);
            location["message"] = message(&text);
            location
        })
        .collect()
}

/// The likeliest change as an edit of the files, where it can be told.
fn fix(finding: &Finding, lang: Lang) -> Option<Value> {
    let edits = edits(finding);
    let said = clash::suspects(finding, lang).into_iter().next()?;
    let mut files: Vec<(String, Vec<Value>)> = Vec::new();
    for edit in &edits {
        let replacement = json!({
            "deletedRegion": region(edit.place),
            "insertedContent": {"text": edit.text},
        });
        let file = uri(&edit.place.excerpt.path);
        match files.iter_mut().find(|(known, _)| *known == file) {
            Some((_, replacements)) => replacements.push(replacement),
            None => files.push((file, vec![replacement])),
        }
    }
    let changes = files.into_iter().map(|(file, replacements)| {
        json!({
            "artifactLocation": {"uri": file},
            "replacements": replacements,
        })
    });
    let changes: Vec<Value> = changes.collect();
    let fix = json!({"description": message(&said), "artifactChanges": changes});
    (!edits.is_empty()).then_some(fix)
}

/// What SARIF has no place of its own for.
fn properties(finding: &Finding, checked: &Checked<'_>) -> Value {
    let marks = finding.marks();
    let prints: Vec<Value> = marks
        .map(|mark| match mark.name.as_str() {
            "" => json!({"print": mark.place.words()}),
            name => json!({"name": name, "print": mark.place.words()}),
        })
        .collect();
    let mut properties = Map::new();
    let mut set = |name: &str, value: Value| properties.insert(name.to_owned(), value);
    set("report", json!(relative(&checked.report.path)));
    if let Some(period) = &checked.report.period {
        set("period", json!(period.text()));
    }
    set("section", json!(finding.section));
    if let Some(row) = finding.row_key() {
        set("row", json!(row));
    }
    if let Some(rule) = &finding.rule {
        set("rule", json!(rule.name));
        set("check", json!(rule.check));
    }
    set("prints", json!(prints));
    Value::Object(properties)
}

pub(super) fn suppression(waived: &Waived) -> Value {
    let mut suppression = json!({
        "kind": "external",
        "status": "accepted",
        "justification": waived.reason,
        "location": location_at(&waived.place),
    });
    if let Some(day) = &waived.expires {
        suppression["properties"] = json!({"expires": day});
    }
    suppression
}
