//! What the whole report says of findings, in each format and both languages.

use crate::checked::{setting, written};
use crate::common::Folder;
use crate::made::{Made, empty, mending, slip, slips};
use crate::schemas::{FINDINGS, GITLAB, SARIF, Schema};
use reportcheck::check::{Clash, Finding, Likeliest, Limit, Mending};
use reportcheck::lang::Lang;
use reportcheck::render::format::Format;
use reportcheck::render::notes;
use serde_json::Value;

const LANGS: [(Lang, &str); 2] = [(Lang::En, "en"), (Lang::Zh, "zh")];

fn snapshot(name: &str, lang: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "../snapshots/formats",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("{name}.{lang}"), text);
    });
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
