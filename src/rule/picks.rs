//! What the conditions of rules pick rows by, `where key = "P1" and year = 2020`,
//! and what functions group them by.

use super::config::{Config, Rule};
use super::syntax::{Comparison, Entry, Expr, Listed};

/// A column that conditions compare, and the text it is compared with; none
/// where that is a number, or where rows are grouped by it.
pub(crate) type Pick<'c> = (&'c str, Option<&'c str>);

/// What the rules that look into a section pick rows by.
pub(crate) fn picks<'c>(config: &'c Config, section: &str) -> Vec<Pick<'c>> {
    let looks =
        |rule: &&Rule| rule.section.as_deref() == Some(section) || rule.expr_names_section(section);
    let mut found = Vec::new();
    for rule in config.rules.iter().filter(looks) {
        if let Some((_, rows)) = &rule.rows {
            compared(rows, &mut found);
        }
        conditions(&rule.expr, &mut found);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Finds the conditions by which an expression picks rows.
fn conditions<'c>(expr: &'c Expr, found: &mut Vec<Pick<'c>>) {
    if let Expr::Call { by, .. } = expr {
        let names = by.iter().flat_map(|path| &path.parts);
        found.extend(names.map(|(name, _)| (name.as_str(), None)));
    }
    match expr {
        Expr::Call {
            filter: Some(filter),
            ..
        } => compared(filter, found),
        Expr::If { condition, .. } => compared(condition, found),
        _ => {}
    }
    expr.each_part(&mut |part| conditions(part, found));
}

/// Finds what a condition says that columns are equal to.
fn compared<'c>(condition: &'c Expr, found: &mut Vec<Pick<'c>>) {
    if let Expr::Compare { first, rest } = condition
        && let [(Comparison::Equal, _, second)] = rest.as_slice()
    {
        found.extend(pick(first, second).or_else(|| pick(second, first)));
    }
    if let Expr::In {
        item,
        list: Listed::Here(entries),
        not: false,
        ..
    } = condition
        && let Expr::Name(path) = &**item
        && let Some((name, _)) = path.parts.last()
    {
        found.extend(entries.iter().map(|(entry, _)| match entry {
            Entry::Text(text) => (name.as_str(), Some(text.as_str())),
            Entry::Number(..) => (name.as_str(), None),
        }));
    }
    condition.each_part(&mut |part| compared(part, found));
}

fn pick<'c>(column: &'c Expr, value: &'c Expr) -> Option<Pick<'c>> {
    let Expr::Name(path) = column else {
        return None;
    };
    let (name, _) = path.parts.last().filter(|_| !path.quoted)?;
    match value {
        Expr::Number { .. } => Some((name, None)),
        Expr::Name(text) if text.quoted => {
            let (text, _) = text.parts.first()?;
            Some((name, Some(text)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::picks;
    use crate::rule::{Config, rule_from_command_line};

    #[test]
    fn conditions_say_what_rows_are_picked_by() {
        let of = |check: &str| {
            let rule = rule_from_command_line(check, 1, Some("t")).expect("a rule");
            let config = Config {
                rules: vec![rule],
                ..Config::default()
            };
            let found = picks(&config, "t");
            let found = found.iter().map(|(column, text)| match text {
                Some(text) => format!("{column}={text}"),
                None => format!("{column}=number"),
            });
            found.collect::<Vec<String>>().join(" ")
        };
        assert_eq!(of("sum(a where key = \"P1\") = 1"), "key=P1");
        assert_eq!(
            of("2 * sum(a where kind = \"x\" and (year = 2020 or \"y\" = sex)) = b"),
            "kind=x sex=y year=number"
        );
        assert_eq!(of("if level = \"city\" then a = 1"), "level=city");
        assert_eq!(of("sum(a where b > 5 and key != \"total\") = 3"), "");
        assert_eq!(
            of("sum(a where kind in (\"x\", \"y\") and year in (2015)) = b"),
            "kind=x kind=y year=number"
        );
        assert_eq!(of("if kind not in (\"x\") then a = 1"), "");
        assert_eq!(of("sum(a by year, sex) = 100%"), "sex=number year=number");
        assert_eq!(of("a = 1"), "");
    }
}
