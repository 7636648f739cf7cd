//! SARIF 2.1.0, for code scanning services and editors: findings are results,
//! what could not be read, checked or listed is told by notifications.
//!
//! What could not be checked is no result of kind `open`: services that do
//! not know kinds would show it as a finding.

use crate::clean::with_lines;
use crate::explain::{Explanation, entries};
use crate::finding::{Finding, NotChecked, Waived};
use crate::format::edits::edits;
use crate::format::identity::{Identities, Identity};
use crate::format::json::indented;
use crate::format::markdown::explain::help;
use crate::format::output::{Output, Setting};
use crate::format::places::{Stretch, relative, uri};
use crate::format::tagged::{About, sorted};
use crate::format::text::explain::page;
use crate::lang::Lang;
use crate::place::Place;
use crate::rule::{Severity, SeverityFrom};
use crate::say;
use crate::say::clash::{self, whole};
use crate::say::explain::sentence;
use crate::say::marks::related_label;
use crate::say::not_checked::{more_not_checked, not_checked as sentence_of};
use crate::say::run::{Checked, ReportLine, Run};
use crate::say::{counts, errors, notes, title};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::sync::OnceLock;

/// Where the schema of this format is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name of our fingerprints; raised when they change.
const FINGERPRINT: &str = "reportcheck/v1";
/// The width of the rules' help as plain text.
const HELP_WIDTH: usize = 80;

/// One SARIF log with one run.
pub(crate) struct Sarif(pub Setting);

impl Output for Sarif {
    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        let lang = self.0.lang;
        let ids = Identities::of(checked, self.0.limit);
        let mut parts = Vec::new();
        let mut add = |about: About, value: &Value, depth| {
            parts.push(about.tag(&indented(value, depth)));
        };
        for error in checked.errors() {
            add(About::Unread, &unread(error, lang), NOTIFICATION_DEPTH);
        }
        for (finding, id) in checked.listed(self.0.limit).iter().zip(&ids.listed) {
            let about = About::finding(finding.severity);
            let result = result(finding, id, checked, lang);
            add(about, &Value::Object(result), RESULT_DEPTH);
        }
        for (waived, id) in checked.outcome.waived.iter().zip(&ids.waived) {
            let mut result = result(&waived.finding, id, checked, lang);
            result.insert("suppressions".to_owned(), json!([suppression(waived)]));
            add(About::Waived, &Value::Object(result), RESULT_DEPTH);
        }
        let report = json!([location_of(&checked.report.path, None)]);
        if let Some(hidden) = counts::hidden(checked, self.0.limit, lang) {
            let told = notification("not-listed", Severity::Warning, &hidden, &report);
            add(About::Hidden, &told, NOTIFICATION_DEPTH);
        }
        for check in &checked.outcome.not_checked {
            let told = not_checked(check, &report, lang);
            add(About::NotChecked, &told, NOTIFICATION_DEPTH);
        }
        for told in of_the_whole(checked, &report, lang) {
            add(About::NotChecked, &told, NOTIFICATION_DEPTH);
        }
        if let Some(more) = more_not_checked(checked.outcome, lang) {
            let told = notification("not-checked", Severity::Note, &more, &report);
            add(About::NotChecked, &told, NOTIFICATION_DEPTH);
        }
        parts
    }

    fn gathers(&self) -> bool {
        true
    }

    fn gather(&self, parts: &[String], run: &Run) -> String {
        let lang = self.0.lang;
        let is_result = |about: About| about.is_finding() || about == About::Waived;
        // Results stay in the order of reports, files and lines.
        let results = parts.iter().map(|part| About::of(part));
        let results = results.filter(|(about, _)| is_result(*about));
        let results: Vec<&str> = results.map(|(_, text)| text).collect();
        let told = sorted(parts).into_iter();
        let told = told.filter(|(about, _)| !is_result(*about));
        let told: Vec<&str> = told.map(|(_, text)| text).collect();
        let successful = run.lines.iter().all(|line| line.unread == 0);
        let language = match lang {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        };
        let (driver, counts) = (driver(lang), indented(&counts(run), 6));
        let (results, told) = (
            list(&results, RESULT_DEPTH),
            list(&told, NOTIFICATION_DEPTH),
        );
        format!(
            r#"{{
  "$schema": "{SCHEMA}",
  "version": "2.1.0",
  "runs": [
    {{
      "tool": {{
        "driver": {driver}
      }},
      "language": "{language}",
      "columnKind": "unicodeCodePoints",
      "invocations": [
        {{
          "executionSuccessful": {successful},
          "toolExecutionNotifications": {told}
        }}
      ],
      "results": {results},
      "properties": {counts}
    }}
  ]
}}
"#
        )
    }
}

/// The columns before a result and before a notification.
const RESULT_DEPTH: usize = 8;
const NOTIFICATION_DEPTH: usize = 12;

/// Written values as a list, each on its lines.
fn list(values: &[&str], depth: usize) -> String {
    if values.is_empty() {
        return "[]".to_owned();
    }
    let line = format!("\n{}", " ".repeat(depth));
    let end = " ".repeat(depth - 2);
    format!("[{line}{}\n{end}]", values.join(&format!(",{line}")))
}

/// The program with its rules: the same in every log, so it is written once.
fn driver(lang: Lang) -> &'static str {
    static DRIVERS: [OnceLock<String>; 2] = [const { OnceLock::new() }; 2];
    DRIVERS[usize::from(lang == Lang::Zh)].get_or_init(|| indented(&program(lang), 8))
}

fn program(lang: Lang) -> Value {
    let rules: Vec<Value> = entries().map(|entry| rule(entry, lang)).collect();
    let told = [
        (
            "not-read",
            say!(lang, "Something could not be read.", "有内容无法读取。"),
        ),
        (
            "not-checked",
            say!(lang, "A check could not be made.", "有一项核对未能进行。"),
        ),
        (
            "not-listed",
            say!(lang, "Findings are not listed.", "有发现未列出。"),
        ),
        (
            "deduced",
            say!(
                lang,
                "The rules leave a blank figure one value.",
                "规则使一个空白的数只能取一个值。"
            ),
        ),
        (
            "left-out",
            say!(
                lang,
                "A rule takes no part in the check of the whole report.",
                "有一条规则未参加整份报告的核对。"
            ),
        ),
        (
            "gave-up",
            say!(
                lang,
                "The check of the whole report gave up.",
                "整份报告的核对未能完成。"
            ),
        ),
    ];
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
    let space = say!(lang, " ", "");
    json!({
        "id": entry.code.name(),
        "name": pascal(entry.code.name()),
        "shortDescription": {"text": sentence(words.title, lang)},
        "fullDescription": {"text": format!("{}{space}{}", words.checks, words.why)},
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

fn result(
    finding: &Finding,
    id: &Identity,
    checked: &Checked<'_>,
    lang: Lang,
) -> Map<String, Value> {
    let mut location = location_at(&finding.primary().place);
    if let Some(cell) = &id.cell {
        let name = cell.column.as_ref().or(cell.key.as_ref());
        location["logicalLocations"] = json!([{
            "name": name.unwrap_or(&cell.section),
            "fullyQualifiedName": cell.to_string(),
            "kind": "member",
        }]);
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
    let explains = explains.map(|other| {
        let line = clash::headline(other, lang);
        let line = say!(lang, "also explains: {line}", "同时说明了：{line}");
        (&other.primary().place, line)
    });
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

/// What reasoning over the whole report came to beside its findings.
fn of_the_whole(checked: &Checked<'_>, report: &Value, lang: Lang) -> Vec<Value> {
    let Some(reasoned) = &checked.outcome.reasoned else {
        return Vec::new();
    };
    let note = |id, text: &str, at: &Value| notification(id, Severity::Note, text, at);
    let deduced = reasoned.deduced.iter().map(|one| {
        let at = json!([location_at(&one.mark.place)]);
        note("deduced", &whole::deduced(one, lang), &at)
    });
    let left_out = reasoned.left_out.iter().map(|left| {
        let (rule, reason) = (&left.rule.name, whole::why_left_out(left.why, lang));
        let text = say!(lang, "rule {rule}: {reason}", "规则 {rule}：{reason}");
        let at = json!([location_at(&left.rule.place)]);
        note("left-out", &text, &at)
    });
    let gave_up = whole::gave_up(reasoned, lang).into_iter();
    let gave_up = gave_up.map(|line| note("gave-up", &line, report));
    deduced.chain(left_out).chain(gave_up).collect()
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

fn suppression(waived: &Waived) -> Value {
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

/// A stretch of a file with what stands there.
fn location_at(place: &Place) -> Value {
    let mut region = region(place);
    if !place.words().is_empty() {
        region["snippet"] = json!({"text": place.words()});
    }
    location_of(&place.excerpt.path, Some(region))
}

fn region(place: &Place) -> Value {
    let stretch = Stretch::of(place);
    json!({
        "startLine": stretch.line,
        "startColumn": stretch.column,
        "endLine": stretch.end_line,
        "endColumn": stretch.end_column,
    })
}

fn location_of(path: &Path, region: Option<Value>) -> Value {
    let mut place = json!({"artifactLocation": {"uri": uri(path)}});
    if let Some(region) = region {
        place["region"] = region;
    }
    json!({"physicalLocation": place})
}

/// A message. Readers take `[text](1)` in it for a link; none is meant.
fn message(text: &str) -> Value {
    json!({"text": with_lines(text).replace("](", "]\u{200B}(")})
}

fn notification(id: &str, level: Severity, text: &str, locations: &Value) -> Value {
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

fn unread(error: &crate::report::ReadError, lang: Lang) -> Value {
    let location = errors::place(error).map(|at| {
        let region = json!({"startLine": at.line, "startColumn": at.column});
        location_of(&at.path, Some(region))
    });
    let locations: Vec<Value> = location.into_iter().collect();
    let problem = errors::problem(error, lang);
    notification("not-read", Severity::Error, &problem, &json!(locations))
}

fn not_checked(check: &NotChecked, report: &Value, lang: Lang) -> Value {
    let sentence = sentence_of(check, lang);
    let cell = check
        .cell
        .as_ref()
        .map(|mark| json!([location_at(&mark.place)]));
    let locations = cell.as_ref().unwrap_or(report);
    notification("not-checked", Severity::Note, &sentence, locations)
}

/// The counts of the run.
fn counts(run: &Run) -> Value {
    let tally = run.tally();
    let unread: u64 = run.lines.iter().map(|line: &ReportLine| line.unread).sum();
    json!({
        "reports": run.lines.len(),
        "checks": tally.checks(),
        "consistent": tally.consistent,
        "inconsistent": tally.inconsistent,
        "notChecked": tally.not_checked,
        "errors": run.count(Severity::Error),
        "warnings": run.count(Severity::Warning),
        "notes": run.count(Severity::Note),
        "waived": run.waived(),
        "unread": unread,
    })
}
