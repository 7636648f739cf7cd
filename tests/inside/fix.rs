//! `fix`: what is said of changes, and of findings that suggest none. The
//! changes themselves are tested beside the command, and in `reading`.

use crate::check::{CheckOptions, check};
use crate::figure::Range;
use crate::finding::{Change, Clash, Finding, Likeliest, Limit, Mark, Mending};
use crate::fix::{Plan, plan};
use crate::format::diff;
use crate::format::text::line;
use crate::inside::support::folder::Folder;
use crate::inside::support::snapshot::snapshot;
use crate::lang::Lang;
use crate::report::{Options, Report, configuration};
use crate::say::fix;
use crate::source::{Access, TableForm, amend_file};
use std::path::Path;

const TABLE: &str = "\
key,value,quote
received,120,共收到申请 120 件
online,57,其中网上 57 件
paper,45,书面 45 件
";

/// A change of a cell; `None`: what it should say is open.
fn change(report: &Report, key: &str, print: Option<&str>) -> Change {
    let table = &report.tables[0];
    let number = table.row(key).expect("a row");
    Change {
        mark: Mark::cell(&table.layout, (Some(number), &table.rows[number]), 1),
        range: Range::everything(false),
        print: print.map(str::to_owned),
        nearest: Vec::new(),
        slips: Vec::new(),
    }
}

fn with(finding: &Finding, verdict: Likeliest, changes: Vec<Change>) -> Finding {
    let repair = Mending {
        moved: false,
        changes,
        odds: 0,
        confirmed: 0,
    };
    let mut finding = finding.clone();
    finding.clash = Some(Box::new(Clash {
        beside: false,
        checks: Vec::new(),
        derivation: Vec::new(),
        repairs: vec![repair],
        more: false,
        verdict,
        gave_up: None,
    }));
    finding
}

#[test]
fn changes_and_what_suggests_none_are_said() {
    let folder = Folder::new();
    folder.file("2016/requests.csv", TABLE).file(
        "reportcheck.toml",
        "[[sections.requests.rules]]\nname = \"sum\"\ncheck = \"received = online + paper\"\n",
    );
    let path = folder.path().join("2016");
    let config = configuration(&path, &Options::default()).config;
    let mut report = Report::open(&path, &config, &Options::default());
    let options = CheckOptions {
        keep: usize::MAX,
        ..CheckOptions::default()
    };
    let outcome = check(&mut report, &config, &options);
    let plain = &outcome.findings.kept[0];
    let change = |key, print| change(&report, key, print);

    let mut gave_up = with(plain, Likeliest::Only, vec![change("online", Some("75"))]);
    if let Some(clash) = &mut gave_up.clash {
        clash.gave_up = Some(Limit::Steps(1_000));
    }
    let mut elsewhere = change("paper", Some("63"));
    elsewhere.mark = elsewhere.mark.in_prior(true);
    let findings = [
        with(plain, Likeliest::Slip, vec![change("online", Some("75"))]),
        with(
            plain,
            Likeliest::Only,
            vec![change("paper", Some("\"63\""))],
        ),
        plain.clone(),
        with(plain, Likeliest::CannotBeTold, Vec::new()),
        with(
            plain,
            Likeliest::Evidence,
            vec![change("online", Some("75"))],
        ),
        with(plain, Likeliest::OnlyZero, Vec::new()),
        with(plain, Likeliest::NoRepair, Vec::new()),
        gave_up,
        with(plain, Likeliest::Only, vec![change("paper", None)]),
        with(plain, Likeliest::Only, vec![elsewhere]),
    ];
    let disputed = [
        with(plain, Likeliest::Only, vec![change("online", Some("75"))]),
        with(plain, Likeliest::Slip, vec![change("online", Some("76"))]),
    ];
    let made = plan(&findings, &report);
    let mut other = plan(&disputed, &report);
    assert!(other.suggestions.is_empty());
    let mut refused = plan(&findings[..1], &report);
    refused.drop_file(&path.join("requests.csv"));
    other.without.append(&mut refused.without);

    for (lang, name) in [(Lang::En, "said.en"), (Lang::Zh, "said.zh")] {
        let mut said = said(&made, lang);
        for (finding, why) in &other.without {
            said.push_str(&line(&fix::none(finding, why, lang)));
        }
        said.push_str(&line(&fix::suggested(0, 0, lang)));
        said.push_str(&line(&fix::suggested(1, 1, lang)));
        said.push_str(&line(&fix::suggested(3, 2, lang)));
        said.push_str(&line(&fix::written(
            Path::new("2016/requests.csv"),
            2,
            lang,
        )));
        said.push_str(&fix::not_all_read(lang));
        let shown = format!("{}/", folder.path().display());
        let said = said
            .replace(&format!(" a{shown}"), " a/")
            .replace(&format!(" b{shown}"), " b/")
            .replace(&shown, "");
        snapshot("fix", name, &said);
    }
}

fn said(made: &Plan<'_>, lang: Lang) -> String {
    let mut said = String::new();
    for (path, changes) in made.by_file() {
        let amended = amend_file(
            &path,
            &Access::Named,
            (None, &TableForm::default()),
            &changes,
        )
        .expect("amended");
        said.push_str(&diff::unified(&path, &amended.old, &amended.new, false));
    }
    let quotes = made.fixes().into_iter();
    let quotes = quotes.filter_map(|made| fix::quote(made, lang));
    said.extend(quotes.map(|sentence| line(&sentence)));
    for (finding, why) in &made.without {
        said.push_str(&line(&fix::none(finding, why, lang)));
    }
    said
}
