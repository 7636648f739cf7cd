//! The relations that the figures of tables show, as rules over them: so that
//! they are checked, told and reasoned about as rules that were written.

use super::across::across;
use super::before::before;
use super::searched::{Searched, relation_rule};
use super::slack::{
    Steps, counted, exact_to_the_last_digit, lines_of, missed_by_little, rest, slack, tried,
};
use crate::discover::{
    Along, Discovered, Operand, Outcome, Relation, RelationKind, Slips, discover,
};
use crate::figure::{Figure, Hedge, Rat};
use crate::place::Excerpt;
use crate::rule::{Code, Found, Lines, Rule, Tolerance, written_name};
use crate::table::Table;
use num_traits::Zero;
use std::collections::HashMap;

/// Rules that relations of one report become; of more the rest is left.
const RULES: usize = 20_000;

/// Tables of more rows are long.
const LONG: usize = 1_000;
/// The first rows of a long table, which are searched.
const SAMPLE: usize = 300;
/// Of so many rows of a long table one may break a relation of its columns.
const FAILING: usize = 50;

/// The rules that relations of tables are.
#[derive(Debug, Default)]
pub(crate) struct RelationRules {
    /// The rules: one for all rows where that says it, else one for each line
    /// that a relation crosses.
    pub rules: Vec<Rule>,
    /// How many relations were found.
    pub relations: usize,
    /// Tables in which not everything was tried, since they are too large, by
    /// their sections.
    pub given_up: Vec<String>,
}

/// Finds the relations of tables, among one another and to those of the report
/// before, and says them as rules. `covered` says which
/// figures (of a section, in a row and a column) are under a rule already: what they are
/// the result of is left to that.
pub(crate) fn relation_rules(
    tables: &[&Table],
    earlier: &[Table],
    covered: &dyn Fn(&str, usize, usize) -> bool,
) -> RelationRules {
    let mut found = RelationRules::default();
    let mut names = HashMap::new();
    for table in tables {
        if table.streamed {
            found.given_up.push(table.section().to_owned());
            continue;
        }
        let searched = Searched::of(table);
        let discovered = match table.rows.len() > LONG {
            true => of_long(&searched),
            false => discover(&searched.field),
        };
        if discovered.gave_up {
            found.given_up.push(table.section().to_owned());
        }
        let covered = |row: usize, column: usize| covered(table.section(), row, column);
        let relations = searched.new_ones(discovered, &covered);
        let exact = exact_to_the_last_digit(&searched, &relations);
        let steps = Steps::of(&searched, &relations);
        let slips = Slips::of(&searched.field, &relations);
        for relation in &relations {
            if found.rules.len() >= RULES {
                found.given_up.push(table.section().to_owned());
                return found;
            }
            let writer = Writer {
                searched: &searched,
                relation,
                exact,
                steps: &steps,
                slips: &slips,
                number: found.relations,
                covered: &covered,
            };
            let rules = writer.rules(&mut names);
            if !rules.is_empty() {
                found.relations += 1;
                found.rules.extend(rules);
            }
        }
    }
    let (rules, more) = across(tables, covered, found.relations);
    found.rules.extend(rules);
    found.relations += more;
    let (rules, more) = before(tables, earlier, covered, found.relations);
    found.rules.extend(rules);
    found.relations += more;
    found
}

/// How a relation fares in a line that it crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fares {
    /// It holds.
    Well,
    /// It does not, and should.
    Badly,
    /// It is not about that line, or cannot be told there.
    NotThere,
}

/// The relations of a long table: those of whole columns that its first rows
/// show, tried in all others. A few may fail; where many do, it is none.
fn of_long(searched: &Searched<'_>) -> Discovered {
    let mut discovered = discover(&searched.first_rows(SAMPLE));
    let rows = searched.table.rows.len();
    discovered.relations.retain_mut(|relation| {
        let whole = relation.along == Along::Columns && relation.over.len() == SAMPLE;
        if whole {
            let others = (SAMPLE..rows).map(|row| (row, tried(searched, relation, row)));
            let others: Vec<(usize, Outcome)> = others.collect();
            relation.over.extend(others);
            relation.beyond.clear();
        }
        whole && relation.fails().count() <= rows / FAILING
    });
    // Its rows were not searched for sums of rows.
    discovered.gave_up = true;
    discovered
}

/// Writes a relation as rules.
struct Writer<'a> {
    searched: &'a Searched<'a>,
    relation: &'a Relation,
    /// Whether its table's figures agree to the last digit, so that nothing
    /// was rounded.
    exact: bool,
    /// What its table's figures are multiples of, where that is known.
    steps: &'a Steps,
    /// Which failing lines likely have a slip in them.
    slips: &'a Slips<'a>,
    /// The number of the relation in the report.
    number: usize,
    /// Whether a rule covers a figure, by its row and its column.
    covered: &'a dyn Fn(usize, usize) -> bool,
}

impl Writer<'_> {
    fn rules(&self, names: &mut HashMap<String, usize>) -> Vec<Rule> {
        if let Some(rule) = self.rule_of_rows(names) {
            return vec![rule];
        }
        let over = self.relation.over.iter();
        let broken = |(_, outcome): &&(usize, Outcome)| matches!(outcome, Outcome::Fails(_));
        let beyond = self.relation.beyond.iter().filter(broken);
        over.chain(beyond)
            .filter_map(|(crossing, outcome)| {
                let fares = self.outcome(*crossing, *outcome);
                let told = fares != Fares::NotThere;
                told.then(|| self.rule_at(*crossing, fares, names))?
            })
            .collect()
    }

    /// One rule for all rows, where the relation is one of whole columns in
    /// whose every row all figures are there, and none needs slack.
    fn rule_of_rows(&self, names: &mut HashMap<String, usize>) -> Option<Rule> {
        let (relation, table) = (self.relation, self.searched.table);
        let whole = relation.along == Along::Columns
            && relation.over.len() == table.rows.len()
            && table.layout.list_column().is_none();
        let complete = |crossing: usize| {
            lines_of(relation).all(|line| {
                let figure = self.searched.figure(relation.along, line, crossing);
                figure.is_some_and(|figure| figure.hedge == Hedge::None)
            })
        };
        let as_printed = |(crossing, outcome): &(usize, Outcome)| {
            let fares = self.outcome(*crossing, *outcome);
            complete(*crossing)
                && fares != Fares::NotThere
                && self.slack_for(*crossing, fares).is_zero()
        };
        if !whole || !relation.over.iter().all(as_printed) {
            return None;
        }
        let name = |line: usize, _: usize| {
            let column = self.searched.columns[line];
            written_name(&table.layout.columns[column].name).into_owned()
        };
        let text = self.expression(0, &name)?;
        let column = self.searched.columns[relation.result];
        let called = table.layout.columns[column].name.as_str();
        let layout = &table.layout;
        self.rule(called, &text, &layout.header, names)
    }

    /// The rule for one line that the relation crosses.
    fn rule_at(
        &self,
        crossing: usize,
        fares: Fares,
        names: &mut HashMap<String, usize>,
    ) -> Option<Rule> {
        let (along, table) = (self.relation.along, self.searched.table);
        let name = |line: usize, crossing: usize| {
            let (row, column) = self.searched.cell(along, line, crossing);
            table.name_in_rules(row, column)
        };
        let text = self.expression(crossing, &name)?;
        let (row, _) = self.searched.cell(along, self.relation.result, crossing);
        let called = name(self.relation.result, crossing);
        let excerpt = &table.rows.get(row)?.excerpt;
        let mut rule = self.rule(&called, &text, excerpt, names)?;
        let slack = self.slack_for(crossing, fares);
        if !slack.is_zero() {
            rule.tolerance = Some(Tolerance::Absolute(slack));
        }
        Some(rule)
    }

    fn rule(
        &self,
        called: &str,
        text: &str,
        at: &Excerpt,
        names: &mut HashMap<String, usize>,
    ) -> Option<Rule> {
        let relation = self.relation;
        let section = self.searched.table.section();
        let name = format!("{}:{section}.{called}", kind_name(relation.kind));
        let count = names.entry(name.clone()).or_default();
        *count += 1;
        let name = match *count {
            1 => name,
            count => format!("{name}-{count}"),
        };
        let tried = relation.over.iter();
        let tried = tried.filter(|(_, outcome)| *outcome != Outcome::Blank);
        let slips = relation.beyond.iter().filter(|(crossing, outcome)| {
            let slip = |miss| self.slips.is_slip(relation, *crossing, miss);
            matches!(outcome, Outcome::Fails(miss) if slip(*miss))
        });
        let found = Found {
            relation: self.number,
            code: code_of_kind(relation.kind),
            over: match relation.along {
                Along::Rows => Lines::Columns,
                Along::Columns => Lines::Rows,
            },
            holds: relation.holds(),
            tried: tried.count() + slips.count(),
            named: relation.claimed,
        };
        let mut rule = relation_rule(&name, text, at, found)?;
        rule.section = Some(section.to_owned());
        Some(rule)
    }

    /// How much a rule for a crossing line must allow beyond the prints.
    fn slack_for(&self, crossing: usize, fares: Fares) -> Rat {
        let about = (self.searched, self.relation);
        let step = self.steps.at(about.0, about.1, crossing);
        let slack = slack(about, crossing, self.exact, step.as_ref());
        match fares {
            // What holds by what all figures of its lines are rounded to is
            // not to fail by their prints.
            Fares::Well => {
                let rest = rest(self.searched, self.relation, crossing);
                rest.map_or(slack.clone(), |rest| rest.abs().max(slack))
            }
            _ => slack,
        }
    }

    /// How the relation fares in a crossing line.
    fn outcome(&self, crossing: usize, outcome: Outcome) -> Fares {
        let relation = self.relation;
        let (row, column) = self
            .searched
            .cell(relation.along, relation.result, crossing);
        if (self.covered)(row, column) {
            return Fares::NotThere;
        }
        let holds = match outcome {
            Outcome::Blank => return Fares::NotThere,
            Outcome::Holds | Outcome::Trivial => {
                match missed_by_little(self.searched, self.relation, crossing, self.exact) {
                    Some(miss) => Err(miss),
                    None => Ok(()),
                }
            }
            Outcome::Fails(miss) => Err(miss),
        };
        match holds {
            Ok(()) => Fares::Well,
            Err(miss) if self.slips.is_slip(self.relation, crossing, miss) => Fares::Badly,
            Err(_) => Fares::NotThere,
        }
    }

    /// The relation as an expression over what lines are called in a crossing
    /// line. Blank operands are left out of sums.
    fn expression(&self, crossing: usize, name: &dyn Fn(usize, usize) -> String) -> Option<String> {
        let relation = self.relation;
        let along = relation.along;
        let percent = |line: usize| {
            let figure = self.searched.figure(along, line, crossing);
            figure.is_some_and(Figure::is_rate)
        };
        let there = |operand: &&Operand| {
            let figure = self.searched.figure(along, operand.line, crossing);
            figure.is_some()
        };
        let call = |line: usize| name(line, crossing);
        let operands: Vec<&Operand> = relation.operands.iter().filter(there).collect();
        let one = operands.first().map(|operand| call(operand.line))?;
        let other = operands.get(1).map(|operand| call(operand.line));
        let rates = operands
            .iter()
            .filter(|operand| percent(operand.line))
            .count();
        let result = percent(relation.result);
        // 1 where the print says what the figures make, 100 where it is printed
        // in per cent without saying so.
        let hundred = match (relation.kind.is_in_percent(), result) {
            (true, false) => "100 * ",
            _ => "",
        };
        let over = |above: &str, below: &str| format!("{hundred}{above} / {below}");
        let right = match relation.kind {
            RelationKind::Sum | RelationKind::Balance => sum(&operands, &call),
            RelationKind::Difference => format!("{one} - {}", other?),
            RelationKind::Average => {
                let count = counted(self.searched, relation, crossing);
                format!("({}) / {count}", sum(&operands, &call))
            }
            RelationKind::Quotient | RelationKind::Percentage => over(&one, &other?),
            RelationKind::Product => {
                let all = operands.iter().map(|operand| call(operand.line));
                all.collect::<Vec<String>>().join(" * ")
            }
            RelationKind::RelativeChange | RelationKind::PercentChange => {
                over(&format!("({} - {one})", other?), &one)
            }
            RelationKind::Equal => one,
        };
        // What is added or compared is all in per cent, or nothing is; a rate
        // that is made of counts is one of its own.
        let made_of_like = !matches!(
            relation.kind,
            RelationKind::Quotient
                | RelationKind::Percentage
                | RelationKind::Product
                | RelationKind::RelativeChange
                | RelationKind::PercentChange
        );
        let alike = match made_of_like {
            true => rates == if result { operands.len() } else { 0 },
            false => rates == 0 && result <= relation.kind.is_in_percent(),
        };
        alike.then(|| format!("{} = {right}", call(relation.result)))
    }
}

/// Operands added, or taken away.
fn sum(operands: &[&Operand], call: &dyn Fn(usize) -> String) -> String {
    let mut text = String::new();
    for operand in operands {
        match (text.is_empty(), operand.minus) {
            (true, false) => {}
            (true, true) => text.push_str("0 - "),
            (false, false) => text.push_str(" + "),
            (false, true) => text.push_str(" - "),
        }
        text.push_str(&call(operand.line));
    }
    text
}

/// What rules of a relation are called by.
fn kind_name(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Sum => "found-sum",
        RelationKind::Difference => "found-difference",
        RelationKind::Balance => "found-balance",
        RelationKind::Average => "found-average",
        RelationKind::Quotient | RelationKind::Percentage => "found-rate",
        RelationKind::Product => "found-product",
        RelationKind::RelativeChange | RelationKind::PercentChange => "found-growth",
        RelationKind::Equal => "found-repeat",
    }
}

/// What a rule of the kind fails as, if it were written.
fn code_of_kind(kind: RelationKind) -> Code {
    match kind {
        RelationKind::Sum => Code::SumMismatch,
        RelationKind::Difference | RelationKind::Balance => Code::BalanceMismatch,
        RelationKind::Average
        | RelationKind::Quotient
        | RelationKind::Percentage
        | RelationKind::Product => Code::RateMismatch,
        RelationKind::RelativeChange | RelationKind::PercentChange => Code::GrowthMismatch,
        RelationKind::Equal => Code::RepeatMismatch,
    }
}
