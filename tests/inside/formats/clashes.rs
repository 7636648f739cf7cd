//! What the whole report says of findings, in each format and both languages.

use super::checked::{setting, written};
use crate::finding::{Clash, Finding, Likeliest, Limit, Mending};
use crate::format::Format;
use crate::inside::made::{Made, empty, mending, slip, slips};
use crate::inside::support::folder::Folder;
use crate::inside::support::schema::{FINDINGS, GITLAB, SARIF, Schema};
use crate::inside::support::snapshot;
use crate::lang::Lang;
use crate::say::notes;
use serde_json::Value;

const LANGS: [(Lang, &str); 2] = [(Lang::En, "en"), (Lang::Zh, "zh")];

fn snapshot(name: &str, lang: &str, text: &str) {
    snapshot::snapshot("formats", &format!("{name}.{lang}"), text);
}

/// The text without the folder that the report is in.
fn plain(text: &str, folder: &Folder) -> String {
    let path = folder.path().display().to_string();
    let text = text.replace(&format!("{path}/"), "").replace(&path, "…");
    // They are made of the path as well.
    let lines = text.split_inclusive('\n').map(|line| {
        let start = line.trim_start();
        match ["\"fingerprint\": ", "\"reportcheck/v1\": "]
            .iter()
            .find(|name| start.starts_with(**name))
        {
            Some(name) => format!("{name}…\n"),
            None => line.to_owned(),
        }
    });
    lines.collect()
}

/// A log without the explanations of all kinds.
fn without_rules(text: &str) -> String {
    let mut log: Value = serde_json::from_str(text).expect("JSON");
    let driver = log.pointer_mut("/runs/0/tool/driver").expect("a driver");
    driver["rules"] = "…".into();
    driver["version"] = "…".into();
    format!("{log:#}")
}

/// What is said of a finding with another clash.
fn said(finding: &Finding, clash: Clash, lang: Lang) -> String {
    let mut finding = finding.clone();
    finding.explains.clear();
    finding.clash = Some(Box::new(clash));
    notes(&finding, lang).join("\n") + "\n"
}

#[test]
fn every_slip_is_told() {
    let folder = Folder::new();
    let made = Made::new(folder.path());
    let finding = &made.outcome.findings.kept[0];
    for (lang, name) in LANGS {
        let mut text = String::new();
        for kind in slips() {
            let slips = vec![slip(kind, "-117", 1000)];
            let repairs = vec![mending(vec![made.change("rate", Some("6.9%"), slips)])];
            let mut finding = finding.clone();
            finding.rule = None;
            let clash = Clash {
                repairs,
                ..empty(Likeliest::Slip)
            };
            let said = said(&finding, clash, lang);
            text.push_str(said.lines().last().unwrap_or_default());
            text.push('\n');
        }
        snapshot("slips", name, &text);
    }
}

/// Each verdict, with few and with many sets of changes.
#[test]
fn every_verdict_is_told() {
    let folder = Folder::new();
    let made = Made::new(folder.path());
    let finding = &made.outcome.findings.kept[0];
    let change = |key, print| made.change(key, print, Vec::new());
    let one = |key, print| mending(vec![change(key, print)]);
    let two = || mending(vec![change("online", Some("78")), change("refused", None)]);
    let few = || {
        let confirmed = Mending {
            confirmed: 1,
            ..one("online", Some("129"))
        };
        vec![one("received", Some("117")), confirmed, two()]
    };
    let short = || vec![one("received", Some("117")), one("paper", Some("96"))];
    let many = || std::iter::repeat_with(few).take(3).flatten().collect();
    let of = |verdict, repairs: Vec<Mending>, more, gave_up| Clash {
        repairs,
        more,
        gave_up,
        ..empty(verdict)
    };
    for (lang, name) in LANGS {
        let mut text = String::new();
        for clash in [
            of(
                Likeliest::Only,
                vec![one("received", Some("117"))],
                false,
                None,
            ),
            of(Likeliest::Only, vec![two()], false, None),
            of(Likeliest::Slip, few(), false, None),
            of(Likeliest::Evidence, few(), true, None),
            of(Likeliest::CannotBeTold, short(), false, None),
            of(
                Likeliest::CannotBeTold,
                few(),
                false,
                Some(Limit::Changes(3)),
            ),
            of(Likeliest::CannotBeTold, many(), false, None),
            of(Likeliest::CannotBeTold, many(), true, None),
            of(Likeliest::NoRepair, Vec::new(), false, None),
            of(
                Likeliest::NoRepair,
                Vec::new(),
                false,
                Some(Limit::Steps(20_000)),
            ),
        ] {
            let verdict = format!("{:?}", clash.verdict);
            text.push_str(&format!("-- {verdict}\n{}", said(finding, clash, lang)));
        }
        snapshot("verdicts", name, &plain(&text, &folder));
    }
}

#[test]
fn clashes_keep_to_the_schemas() {
    let folder = Folder::new();
    let made = Made::new(folder.path());
    for (format, schema) in [
        (Format::Json, FINDINGS),
        (Format::Sarif, SARIF),
        (Format::Gitlab, GITLAB),
    ] {
        let schema = Schema::read(schema);
        for (lang, _) in LANGS {
            let text = written(&made.checked(), format, setting(lang));
            let document: Value = serde_json::from_str(&text).expect("JSON");
            schema.holds(&document);
        }
    }
}

/// The edits that a log has for the first result.
fn fixes(made: &mut Made, clash: Clash) -> Vec<String> {
    made.outcome.findings.kept[0].explains.clear();
    made.outcome.findings.kept[0].clash = Some(Box::new(clash));
    let text = written(&made.checked(), Format::Sarif, setting(Lang::En));
    let log: Value = serde_json::from_str(&text).expect("JSON");
    Schema::read(SARIF).holds(&log);
    let fixes = log.pointer("/runs/0/results/0/fixes");
    let Some(fixes) = fixes.and_then(Value::as_array) else {
        return Vec::new();
    };
    let changes = fixes[0]["artifactChanges"].as_array().expect("changes");
    let edits = changes
        .iter()
        .flat_map(|file| file["replacements"].as_array());
    let text = |edit: &Value| edit["insertedContent"]["text"].as_str().map(str::to_owned);
    edits.flatten().filter_map(text).collect()
}

#[test]
fn a_fix_is_what_the_table_should_hold() {
    let folder = Folder::new();
    let mut made = Made::new(folder.path());
    let both = |made: &Made, verdict| Clash {
        repairs: vec![mending(vec![
            made.change("received", Some("1,117"), Vec::new()),
            made.change("cases", Some("1,071"), Vec::new()),
            made.change("online", Some("12"), Vec::new()),
        ])],
        ..empty(verdict)
    };
    for verdict in [Likeliest::Only, Likeliest::Slip, Likeliest::Evidence] {
        let clash = both(&made, verdict);
        let edits = fixes(&mut made, clash);
        // A cell that has quotes keeps them; one that needs some gets them.
        assert_eq!(edits, ["\"1,117\"", "1,071", "12"]);
    }
    let clash = both(&made, Likeliest::CannotBeTold);
    assert!(fixes(&mut made, clash).is_empty());
    // Half of a set mends nothing.
    let mut clash = both(&made, Likeliest::Only);
    clash.repairs[0].changes[1].print = None;
    assert!(fixes(&mut made, clash).is_empty());
}

#[test]
fn a_clash_is_told_in_each_format() {
    let folder = Folder::new();
    let made = Made::new(folder.path());
    for (lang, name) in LANGS {
        for format in [
            Format::Text,
            Format::Concise,
            Format::Csv,
            Format::Markdown,
            Format::Github,
            Format::Gitlab,
            Format::Junit,
            Format::Sarif,
        ] {
            let text = written(&made.checked(), format, setting(lang));
            let text = match format {
                Format::Sarif => without_rules(&text),
                _ => text,
            };
            let name = format!("{name}.{}", format.name());
            snapshot("clash", &name, &plain(&text, &folder));
        }
    }
}
