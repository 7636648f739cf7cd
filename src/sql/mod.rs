//! The rules of a report as queries for an engine that is where the data live:
//! the same prints, ranges and verdicts, in whole numbers only. What cannot be
//! written so is named, with the reason.
//!
//! ```text
//! dialect     what the engines write differently
//! text        truth values put together
//! reasons     why a rule is not written
//! sample      what the report's own tables show of their columns
//! prints      a print taken apart
//! allowed     what it allows
//! tables      the tables that are read
//! leaves      a rule's figures, with the ends of what each allows
//! arithmetic  polynomials over them as ends
//! numbers     a rule's numbers as polynomials
//! texts       what it asks of texts
//! groups      what functions over rows come to, of all rows or of groups
//! over        its functions over rows
//! conditions  its condition as truth values
//! by_group    the groups that it is checked for
//! rules       one rule as a query
//! ```

mod allowed;
mod arithmetic;
mod by_group;
mod conditions;
mod dialect;
mod groups;
mod leaves;
mod numbers;
mod over;
mod prints;
mod reasons;
mod rules;
mod sample;
mod tables;
mod text;
mod texts;

pub(crate) use dialect::Dialect;
pub(crate) use reasons::Why;

use crate::check::{BoundRule, Scope};
use crate::lang::Lang;
use crate::report::Options;
use crate::rule::Rule;
use crate::say;
use rules::{decimal, rule_query};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use tables::Tables;
use text::one_line;

/// A rule that is not written, and why.
#[derive(Clone, Debug)]
pub(crate) struct NotWritten {
    /// Its name.
    pub rule: String,
    /// Why.
    pub why: Why,
}

/// The rules of a report as queries.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    /// The statements.
    pub text: String,
    /// How many rules they check.
    pub written: usize,
    /// The rules that they do not.
    pub not_written: Vec<NotWritten>,
}

impl Script {
    /// How many rules there are for the report, written or not.
    pub(crate) fn rules(&self) -> usize {
        self.written + self.not_written.len()
    }
}

/// How the queries are to be written.
pub(crate) struct Asked<'a> {
    /// For which engine.
    pub dialect: Dialect,
    /// Where the rows of sections live, by the section's name, `prior.` before
    /// it for the report before.
    pub sources: &'a BTreeMap<String, String>,
    /// How the report's own tables are read.
    pub options: &'a Options,
    /// Who reads the comments.
    pub lang: Lang,
}

/// Writes the rules of a report as queries.
pub(crate) fn script<'a>(
    scope: &'a Scope<'a>,
    bound: &'a [(&'a Rule, BoundRule)],
    asked: &Asked<'a>,
) -> Script {
    let both = (scope.report, scope.prior);
    let how = (scope.config, asked.options);
    let mut tables = Tables::new(asked.dialect, both, how, asked.sources);
    let (mut statements, mut not_written) = (Vec::new(), Vec::new());
    for (rule, bound) in bound {
        let number = statements.len() + 1;
        match rule_query(number, (rule, bound), scope, &mut tables) {
            Ok(query) => {
                let (name, check) = (one_line(&rule.name), one_line(&rule.check.text));
                let table = asked.dialect.table(&of_rule(number), &query);
                statements.push(format!("-- {name}: {check}\n{table}"));
            }
            Err(why) => not_written.push(NotWritten {
                rule: rule.name.clone(),
                why,
            }),
        }
    }
    let written = statements.len();
    let mut text = head(scope, &not_written, asked);
    if written > 0 {
        for statement in tables.statements().into_iter().chain(statements) {
            let _ = writeln!(text, "{statement}");
        }
        text.push_str(&results(written, asked));
    }
    Script {
        text,
        written,
        not_written,
    }
}

/// The table of a rule's checks.
fn of_rule(number: usize) -> String {
    format!("reportcheck_rule_{number}")
}

/// What all rules come to.
fn results(rules: usize, asked: &Asked<'_>) -> String {
    let lang = asked.lang;
    let checks: Vec<String> = (1..=rules)
        .map(|number| format!("SELECT * FROM {}", of_rule(number)))
        .collect();
    let checks = checks.join("\nUNION ALL ");
    let all = say!(lang, "Every check of every rule.", "各规则的每一次核对。");
    let findings_are = say!(lang, "The findings.", "发现。");
    let summary = say!(
        lang,
        "How the checks of each rule came out.",
        "各规则的核对结果。"
    );
    format!(
        "-- {all}\nCREATE OR REPLACE TEMPORARY VIEW reportcheck_checks AS\n{checks};\n\n\
         -- {findings_are}\n{};\n\n-- {summary}\n{SUMMARY};\n",
        findings(asked.dialect)
    )
}

/// The findings: sides and slack as decimal numbers.
fn findings(dialect: Dialect) -> String {
    let sides = [
        ("left_lo", "left_places"),
        ("left_hi", "left_places"),
        ("right_lo", "right_places"),
        ("right_hi", "right_places"),
        ("slack", "slack_places"),
    ];
    let sides = sides.map(|(side, places)| {
        let text = decimal(dialect, &format!("c.{side}"), &format!("c.{places}"));
        format!("{text} AS {side}")
    });
    format!(
        "SELECT c.rule, c.section, c.row_number, c.row_key,\n  {},\n  c.verdict\n\
         FROM reportcheck_checks AS c\nWHERE c.verdict = 'inconsistent'\n\
         ORDER BY c.rule_number, c.row_number, c.row_key",
        sides.join(",\n  ")
    )
}

const SUMMARY: &str = "SELECT rule,
  sum(CASE WHEN verdict = 'consistent' THEN 1 ELSE 0 END) AS consistent,
  sum(CASE WHEN verdict = 'inconsistent' THEN 1 ELSE 0 END) AS inconsistent,
  sum(CASE WHEN verdict = 'not checked' THEN 1 ELSE 0 END) AS not_checked,
  sum(CASE WHEN reason IN ('not-read-here', 'not-decided-here', 'too-many-digits', 'headings') THEN 1 ELSE 0 END) AS of_these_not_here
FROM reportcheck_checks
GROUP BY rule
ORDER BY min(rule_number)";

/// What the statements are, and what they leave out.
fn head(scope: &Scope<'_>, not_written: &[NotWritten], asked: &Asked<'_>) -> String {
    let lang = asked.lang;
    let path = one_line(&scope.report.path.to_string_lossy());
    let engine = asked.dialect.name();
    let mut text = say!(
        lang,
        "-- The rules of {path} for {engine}, written by reportcheck.\n",
        "-- {path} 的规则，供 {engine} 执行；由 reportcheck 写出。\n"
    );
    for rule in not_written {
        let (name, why) = (one_line(&rule.rule), one_line(&rule.why.say(lang)));
        text.push_str(&say!(
            lang,
            "-- Not written: {name}, since {why}.\n",
            "-- 未写出：{name}，因为{why}。\n"
        ));
    }
    text.push('\n');
    text
}
