//! The long form of a short configuration: each rule over columns, rows, sums of rows or
//! a tree of codes written out for each column and row, so that nothing is left but
//! named figures, their sums and comparisons.

use std::collections::BTreeMap;
use toml::{Table, Value};

/// A table of a form: what its header calls its columns, and the keys of its rows.
pub(super) struct Form {
    columns: Vec<String>,
    keys: Vec<String>,
}

impl Form {
    /// Of the text of a table whose first column is the key.
    pub(super) fn of(text: &str) -> Form {
        let mut lines = text.lines();
        let header = lines.next().expect("a header").split(',');
        let first = |line: &str| line.split(',').next().expect("a cell").to_owned();
        Form {
            columns: header.skip(1).map(str::to_owned).collect(),
            keys: lines.map(first).collect(),
        }
    }
}

/// The configuration in its long form, for tables by their sections.
pub(super) fn long_form(short: &str, forms: &BTreeMap<String, Form>) -> String {
    let mut config: Table = toml::from_str(short).expect("a configuration");
    let trees = config.remove("trees");
    let trees = trees.as_ref().and_then(Value::as_table);
    let sections = config["sections"].as_table_mut().expect("sections");
    for (name, section) in sections {
        let section = section.as_table_mut().expect("a section");
        let Some(Value::Array(rules)) = section.remove("rules") else {
            continue;
        };
        let form = forms.get(name).expect("a table of the section");
        let mut long = Vec::new();
        for rule in rules {
            let rule = rule.as_table().expect("a rule");
            let name = text(rule, "name").expect("a name").to_owned();
            for check in written_out(rule, form, trees) {
                let named = format!("{name} {}", long.len());
                let pairs = [("name", named), ("check", check)];
                let pairs = pairs.map(|(key, text)| (key.to_owned(), Value::String(text)));
                long.push(Value::Table(pairs.into_iter().collect()));
            }
        }
        section.insert("rules".to_owned(), Value::Array(long));
    }
    toml::to_string(&config).expect("a configuration")
}

fn text<'r>(rule: &'r Table, key: &str) -> Option<&'r str> {
    rule.get(key)?.as_str()
}

/// What a rule asks of each row or column.
fn written_out(rule: &Table, form: &Form, trees: Option<&Table>) -> Vec<String> {
    for setting in rule.keys() {
        assert!(
            ["name", "check", "columns", "tree"].contains(&setting.as_str()),
            "{setting} is not written out"
        );
    }
    let columns = match rule.get("columns") {
        Some(Value::Array(listed)) => {
            let listed = listed.iter().map(|column| column.as_str().expect("a name"));
            listed.map(str::to_owned).collect()
        }
        _ => form.columns.clone(),
    };
    if let Some(tree) = text(rule, "tree") {
        let tree = trees.expect("trees")[tree].as_table().expect("a tree");
        let sums = tree.iter().flat_map(|(code, below)| {
            let below = below.as_array().expect("codes").iter();
            let below: Vec<&str> = below.filter_map(Value::as_str).collect();
            let sum = |column: &String| format!("{} = {}", cell(code, column), sum(&below, column));
            columns.iter().map(sum).collect::<Vec<String>>()
        });
        return sums.collect();
    }
    let check = text(rule, "check").expect("a check");
    if check.contains('$') {
        let of = |column: &String| of_column(check, column, form);
        return columns.iter().map(of).collect();
    }
    form.keys.iter().map(|key| of_row(check, key)).collect()
}

fn cell(key: &str, column: &str) -> String {
    format!("`{key}`.{column}")
}

fn sum(keys: &[&str], column: &str) -> String {
    let cells: Vec<String> = keys.iter().map(|key| cell(key, column)).collect();
    cells.join(" + ")
}

/// A rule for one column: `sum($)` is of all rows but the one that is compared.
fn of_column(check: &str, column: &str, form: &Form) -> String {
    let total = check.split('.').next().expect("a row").trim_matches('`');
    let others = form.keys.iter().map(String::as_str);
    let others: Vec<&str> = others.filter(|key| *key != total).collect();
    let check = check.replace("sum($)", &sum(&others, column));
    check.replace('$', column)
}

/// A rule over rows for one of them: its key stands before each column.
fn of_row(check: &str, key: &str) -> String {
    let mut long = String::new();
    let mut name = String::new();
    for sign in check.chars().chain([' ']) {
        if sign.is_alphanumeric() || ['_', '.'].contains(&sign) {
            name.push(sign);
            continue;
        }
        if !name.is_empty() {
            let (before, column) = name.rsplit_once('.').unwrap_or(("", &name));
            let dot = if before.is_empty() { "" } else { "." };
            long += &format!("{before}{dot}{}", cell(key, column));
            name.clear();
        }
        long.push(sign);
    }
    long
}

#[test]
fn rules_are_written_out() {
    let form = Form::of("key,a,b\nx,1,2\ny,3,4\nall,4,6\n");
    let short = "[sections.t]\nunit = \"件\"\nrules = [\n\
        { name = \"r\", check = \"a <= prior.u.b + b\" },\n\
        { name = \"s\", columns = [\"b\"], check = \"all.$ = sum($)\" },\n]\n";
    let long = long_form(short, &BTreeMap::from([("t".to_owned(), form)]));
    let checks: Table = toml::from_str(&long).expect("a configuration");
    let rules = checks["sections"]["t"]["rules"].as_array().expect("rules");
    let checks: Vec<&str> = rules
        .iter()
        .filter_map(|rule| rule["check"].as_str())
        .collect();
    let checks: Vec<&str> = checks.iter().map(|check| check.trim()).collect();
    assert_eq!(
        checks,
        [
            "`x`.a <= prior.u.`x`.b + `x`.b",
            "`y`.a <= prior.u.`y`.b + `y`.b",
            "`all`.a <= prior.u.`all`.b + `all`.b",
            "all.b = `x`.b + `y`.b",
        ]
    );
}
