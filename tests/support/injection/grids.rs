//! Two reports of one grid each: a two-way table, and the flow of requests.

use super::models::{Asks, Column, Model, YEAR};
use super::print::Kind;
use super::random::Random;
use std::fmt::Write as _;

/// A two-way table of counts with a total of each row and of each column.
pub(crate) fn two_way(rows: usize, columns: usize, random: &mut Random) -> Model {
    let mut model = Model::new(&format!("two-way {rows} × {columns}"));
    let names: Vec<String> = (1..=columns).map(|n| format!("c{n:02}")).collect();
    let mut keys: Vec<String> = (1..=rows).map(|n| format!("r{n:02}")).collect();
    keys.push("total".to_owned());
    let mut counts: Vec<Vec<i64>> = (0..rows)
        .map(|_| (0..columns).map(|_| count(random)).collect())
        .collect();
    let sums = (0..columns).map(|n| counts.iter().map(|row| row[n]).sum());
    counts.push(sums.collect());
    for row in &mut counts {
        row.push(row.iter().sum());
    }
    let mut all = names.clone();
    all.push("total".to_owned());
    table(&mut model, YEAR, &keys, None, &all, &counts);
    describe(
        &mut model,
        &all,
        "totals = [\"total\"]\n[sections.table.columns]",
    );
    model.rule("table", "rows", &format!("total = {}", names.join(" + ")));
    for key in &keys {
        let parts = names.iter().map(|name| format!("table.{key}.{name}"));
        let asks = model.sum(&format!("table.{key}.total"), parts);
        model.asks("rows", asks);
    }
    for name in &all {
        model.rule(
            "table",
            &format!("column-{name}"),
            &format!("total.{name} = sum({name})"),
        );
        let parts = keys[..rows].iter().map(|key| format!("table.{key}.{name}"));
        let asks = model.sum(&format!("table.total.{name}"), parts);
        model.asks(&format!("column-{name}"), asks);
    }
    model
}

/// Who applies.
const APPLICANTS: [&str; 6] = [
    "natural", "business", "research", "charity", "legal", "other",
];
/// Outcomes of a request.
const OUTCOMES: usize = 20;

/// Requests by kind of applicant: those open from before and those received
/// are closed in one of twenty ways, or carried over.
pub(crate) fn flow(random: &mut Random) -> Model {
    let mut model = Model::new("request flow");
    let mut keys = vec!["opening".to_owned(), "received".to_owned()];
    keys.extend((1..=OUTCOMES).map(|n| format!("o{n:02}")));
    keys.extend(["closed".to_owned(), "carried_over".to_owned()]);
    let mut stages = vec!["in"; 2];
    stages.extend(["outcome"; OUTCOMES]);
    stages.extend(["out"; 2]);
    let stages: Vec<String> = stages.into_iter().map(str::to_owned).collect();
    let before = flow_year(random, None);
    let carried = before.last().cloned().unwrap_or_default();
    let now = flow_year(random, Some(&carried));
    let mut all: Vec<String> = APPLICANTS.iter().map(|&name| name.to_owned()).collect();
    all.push("total".to_owned());
    for (year, counts) in [(YEAR - 1, before), (YEAR, now)] {
        table(&mut model, year, &keys, Some(&stages), &all, &counts);
    }
    describe(
        &mut model,
        &all,
        "[sections.table.columns]\nstage = { text = true }",
    );
    flow_rules(&mut model, &keys, &all);
    model
}

fn flow_rules(model: &mut Model, keys: &[String], all: &[String]) {
    let kinds = APPLICANTS.join(" + ");
    model.rule("table", "applicants", &format!("total = {kinds}"));
    for key in keys {
        let parts = APPLICANTS.iter().map(|name| format!("table.{key}.{name}"));
        let asks = model.sum(&format!("table.{key}.total"), parts);
        model.asks("applicants", asks);
    }
    for name in all {
        let at = |key: &str| format!("table.{key}.{name}");
        let rule = format!("flow-{name}");
        let check =
            format!("opening.{name} + received.{name} = closed.{name} + carried_over.{name}");
        model.rule("table", &rule, &check);
        let signs = [
            (1, "opening"),
            (1, "received"),
            (-1, "closed"),
            (-1, "carried_over"),
        ];
        let terms = signs.map(|(sign, key)| (sign, model.at(&at(key))));
        model.asks(&rule, Asks::Zero(terms.to_vec()));
        let rule = format!("outcomes-{name}");
        let outcomes = format!("sum({name} where stage = \\\"outcome\\\")");
        model.rule("table", &rule, &format!("closed.{name} = {outcomes}"));
        let asks = model.sum(
            &at("closed"),
            (1..=OUTCOMES).map(|n| at(&format!("o{n:02}"))),
        );
        model.asks(&rule, asks);
        let rule = format!("opening-{name}");
        model.rule(
            "table",
            &rule,
            &format!("opening.{name} = prior.carried_over.{name}"),
        );
        let prior = model.at(&format!("prior.{}", at("carried_over")));
        model.asks(
            &rule,
            Asks::Zero(vec![(-1, model.at(&at("opening"))), (1, prior)]),
        );
    }
}

/// The rows of a year's flow, each with its total at the end.
fn flow_year(random: &mut Random, carried: Option<&[i64]>) -> Vec<Vec<i64>> {
    let mut rows = vec![Vec::new(); OUTCOMES + 4];
    for (kind, _) in APPLICANTS.iter().enumerate() {
        // Natural persons apply most.
        let size = [900, 60, 12, 9, 15, 20][kind];
        let outcomes: Vec<i64> = (0..OUTCOMES).map(|_| random.between(0, size)).collect();
        let closed: i64 = outcomes.iter().sum();
        let opening = match carried {
            Some(carried) => carried[kind],
            None => random.between(0, 1 + size / 3),
        };
        // All that was open is closed within the year.
        let left = random.between(0, 1 + size / 3).max(opening - closed);
        let flow = [opening, closed + left - opening];
        let column = flow.into_iter().chain(outcomes).chain([closed, left]);
        for (row, count) in rows.iter_mut().zip(column) {
            row.push(count);
        }
    }
    for row in &mut rows {
        row.push(row.iter().sum());
    }
    rows
}

/// A count of one to four digits.
fn count(random: &mut Random) -> i64 {
    let digits = 1 + random.below(4);
    random.between(
        0,
        [10, 100, 1_000, 10_000][usize::try_from(digits - 1).unwrap_or(0)],
    )
}

/// Adds the one table of a model.
fn table(
    model: &mut Model,
    year: u32,
    keys: &[String],
    stages: Option<&[String]>,
    names: &[String],
    counts: &[Vec<i64>],
) {
    let columns: Vec<Column> = names
        .iter()
        .enumerate()
        .map(|(n, name)| {
            let prints = counts.iter().map(|row| row[n].to_string());
            (name.clone(), Kind::Count, prints.collect())
        })
        .collect();
    let text = stages.map(|stages| ("stage", stages.to_vec()));
    model.table(year, "table", keys.to_vec(), text, &columns);
}

/// Says in the configuration what the columns are.
fn describe(model: &mut Model, names: &[String], more: &str) {
    let _ = writeln!(model.toml, "[sections.table]\n{more}");
    for name in names {
        let _ = writeln!(model.toml, "{name} = {{ unit = \"件\" }}");
    }
    model.toml += "\n";
}
