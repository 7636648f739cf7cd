//! A relation as rules: one for all rows where that says it, else one for each
//! line that it crosses.

use super::expression::expression;
use super::long_prints::left_open;
use super::rounded::{Rounded, Rounding};
use super::searched::{Searched, found, relation_rule};
use super::slack::{lines_of, rest, slack};
use crate::discover::{Along, Miss, Outcome, Relation, RelationKind, Slips};
use crate::figure::{Hedge, Rat};
use crate::place::Excerpt;
use crate::rule::{Code, Found, Missing, Rule, Tolerance, limit_rows, written_name};
use num_traits::Zero;
use std::collections::HashMap;

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

/// What rules of relations are called, and how often each name was given.
pub(super) type Names = HashMap<String, usize>;

/// A rate of a long table may be off by this part of itself where that is seen in
/// its first rows.
const HAIR: i64 = 100;
/// Rows of which the rule of a whole table may be kept away, so that it need not
/// be one rule for each row.
const KEPT_AWAY: usize = 8;

/// What a relation that fails in so few lines, and holds in so many, says of these.
const SELDOM: usize = 2;
const HOLDS: usize = 2;

/// Writes a relation as rules.
pub(super) struct Writer<'a> {
    searched: &'a Searched<'a>,
    relation: &'a Relation,
    /// What is known of the rounding of its figures.
    rounded: Rounded<'a>,
    /// Which failing lines of its table likely have a slip in them.
    slips: &'a Slips<'a>,
    /// What speaks for it.
    found: Found,
    /// Whether a rule covers a figure, by its row and its column.
    covered: &'a dyn Fn(usize, usize) -> bool,
}

impl<'a> Writer<'a> {
    /// Of a relation, the one of this number in the report.
    pub(super) fn new(
        (searched, relation): (&'a Searched<'a>, &'a Relation),
        (rounding, slips): (&'a Rounding, &'a Slips<'a>),
        number: usize,
        covered: &'a dyn Fn(usize, usize) -> bool,
    ) -> Writer<'a> {
        let rounded = Rounded::of((searched, relation), rounding);
        let missed = |crossing| rounded.missed(crossing).is_some();
        let (holds, tried) = slips.tally(relation, &missed);
        let code = code_of_kind(relation.kind);
        let found = Found {
            named: relation.claimed,
            ..found(number, code, relation.along, (holds, tried))
        };
        Writer {
            searched,
            relation,
            rounded,
            slips,
            found,
            covered,
        }
    }

    /// Its rules.
    pub(super) fn rules(&self, names: &mut Names) -> Vec<Rule> {
        if let Some(rule) = self.rule_of_rows(names) {
            return vec![rule];
        }
        let over = self.relation.over.iter();
        let broken = |(_, outcome): &&(usize, Outcome)| matches!(outcome, Outcome::Fails(_));
        let beyond = self.relation.beyond.iter().filter(broken);
        over.chain(beyond)
            .filter_map(|(crossing, outcome)| {
                let fares = self.fares(*crossing, *outcome);
                let told = fares != Fares::NotThere;
                told.then(|| self.rule_at(*crossing, fares, names))?
            })
            .collect()
    }

    /// The lines in which it holds, but is off by as little as rounding makes, and
    /// by how much.
    pub(super) fn taken_for_rounding(&self) -> impl Iterator<Item = (usize, Miss)> + '_ {
        let holds = self
            .relation
            .over
            .iter()
            .filter(|(crossing, outcome)| self.fares(*crossing, *outcome) == Fares::Well);
        holds.filter_map(|(crossing, outcome)| {
            let miss = self.rounded.taken_for_rounding(*crossing, *outcome)?;
            Some((*crossing, miss))
        })
    }

    /// The lines in which it fails, and which rounding to what its figures are
    /// multiples of explains.
    pub(super) fn taken_for_multiples(&self) -> impl Iterator<Item = (usize, Miss)> + '_ {
        let adds = self.relation.kind.adds();
        self.explained(move |crossing| adds && self.rounded.step(crossing).is_some())
    }

    /// The lines in which a sum fails, and which rounding of all figures one way explains.
    pub(super) fn taken_for_one_way(&self) -> impl Iterator<Item = (usize, Miss)> + '_ {
        let adds = self.relation.kind.adds();
        self.explained(move |crossing| {
            adds && self.rounded.step(crossing).is_none()
                && self.rounded.most_one_way(crossing).is_some()
        })
    }

    /// The lines in which a rate fails since it was cut off, as all of them may be.
    pub(super) fn taken_for_cut(&self) -> impl Iterator<Item = (usize, Miss)> + '_ {
        let adds = self.relation.kind.adds();
        self.explained(move |crossing| !adds && self.rounded.most_one_way(crossing).is_some())
    }

    /// The lines of some sort in which it fails, and rounding explains that.
    fn explained<'s>(
        &'s self,
        of_sort: impl Fn(usize) -> bool + 's,
    ) -> impl Iterator<Item = (usize, Miss)> + 's {
        self.relation
            .fails_anywhere()
            .filter(move |(crossing, miss)| {
                let fares = || self.fares(*crossing, Outcome::Fails(*miss));
                let is_explained = || {
                    let all = self.slack_for(*crossing, Fares::Badly);
                    let rest = rest(self.searched, self.relation, *crossing);
                    rest.is_some_and(|rest| rest.abs() <= all)
                        && self.beyond_chance(*crossing, &all).is_none()
                };
                of_sort(*crossing) && fares() == Fares::Badly && is_explained()
            })
    }

    /// The lines in which it fails, and of which too little tells whether they have a
    /// slip in them: one or two beside others in which it holds.
    pub(super) fn too_little(&self) -> impl Iterator<Item = (usize, Miss)> + '_ {
        let Found { holds, tried, .. } = self.found;
        let seldom = holds >= HOLDS && tried - holds <= SELDOM;
        let held = self.relation.over.iter();
        let held = held.filter(|(_, outcome)| *outcome == Outcome::Holds);
        let missed = held.filter_map(|(at, _)| Some((*at, self.rounded.missed(*at)?)));
        let fails = self.relation.fails_anywhere().chain(missed);
        fails.filter(move |_| seldom).filter(|(crossing, miss)| {
            let (row, column) =
                self.searched
                    .cell(self.relation.along, self.relation.result, *crossing);
            !(self.covered)(row, column)
                && self.slips.says_too_little(self.relation, *crossing, *miss)
        })
    }

    /// One rule for all rows, where the relation is one of whole columns in
    /// whose rows all figures are there, a few rows aside, and none needs slack.
    fn rule_of_rows(&self, names: &mut Names) -> Option<Rule> {
        let (relation, table) = (self.relation, self.searched.table);
        let whole = relation.along == Along::Columns
            && relation.over.len() == table.rows.len()
            && table.layout.list_column().is_none();
        if !whole {
            return None;
        }
        let mut away = Vec::new();
        for (crossing, outcome) in &relation.over {
            let fares = self.fares(*crossing, *outcome);
            if fares == Fares::NotThere || !self.is_complete(*crossing) {
                away.push(*crossing);
                if away.len() > KEPT_AWAY.min(relation.over.len() / 10) {
                    return None;
                }
            } else if !self.slack_for(*crossing, fares).is_zero() {
                return None;
            }
        }
        let mut rule = self.row_rule(names)?;
        self.keep_away(&mut rule, &away)?;
        Some(rule)
    }

    /// Whether all figures are there in a crossing line, none of them hedged.
    fn is_complete(&self, crossing: usize) -> bool {
        lines_of(self.relation).all(|line| {
            let figure = self.searched.figure(self.relation.along, line, crossing);
            figure.is_some_and(|figure| figure.hedge == Hedge::None)
        })
    }

    /// The rule for all rows of a long table, of which the first are at hand:
    /// it allows what these need. Nothing where it is about too few of them.
    pub(super) fn rule_of_long(&self, names: &mut Names) -> Option<Rule> {
        let (mut slack, mut about, mut hairs) = (Rat::zero(), 0, 0);
        for (crossing, outcome) in &self.relation.over {
            match self.fares(*crossing, *outcome) {
                Fares::Well => {
                    about += 1;
                    slack = slack.max(self.slack_for(*crossing, Fares::Well));
                }
                Fares::Badly => about += 1,
                Fares::NotThere => hairs += usize::from(matches!(outcome, Outcome::Fails(_))),
            }
        }
        if about * 2 <= self.relation.over.len() {
            return None;
        }
        let mut rule = self.row_rule(names)?;
        if self.relation.kind.adds() && self.has_blank_parts() {
            // Parts that are not there are nothing; a total that is not there
            // is no total.
            let column = self.searched.columns[self.relation.result];
            let total = written_name(&self.searched.table.layout.columns[column].name);
            limit_rows(&mut rule, &format!("reported({total}) = 1")).ok()?;
            rule.missing = Missing::Zero;
        }
        if !slack.is_zero() {
            rule.tolerance = Some(Tolerance::Absolute(slack));
        } else if hairs * 50 > about && !self.relation.kind.adds() {
            // Worked out of figures with more digits than are printed.
            rule.tolerance = Some(Tolerance::Relative(Rat::new(1.into(), HAIR.into())));
        }
        Some(rule)
    }

    /// Whether a part of a sum is kept back or not known in a crossing line, so
    /// that all others are less than their sum.
    fn has_hidden_part(&self, crossing: usize) -> bool {
        let along = self.relation.along;
        let hidden = |line: usize, crossing: usize| {
            let (row, column) = self.searched.cell(along, line, crossing);
            let row = self.searched.table.rows.get(row);
            let print = row.map_or("", |row| row.text(column).trim());
            let said = print
                .chars()
                .any(|c| c.is_alphanumeric() || c == '.' || c == '*');
            said && self.searched.figure(along, line, crossing).is_none()
        };
        // What is hidden in lines in which all others add up is nothing.
        let is_nothing = |line: usize| {
            let held = self.relation.over.iter();
            let mut held = held.filter(|(_, outcome)| *outcome == Outcome::Holds);
            held.any(|(at, _)| hidden(line, *at))
        };
        let operands = self.relation.operands.iter();
        let mut hidden = operands.filter(|operand| hidden(operand.line, crossing));
        self.relation.kind.adds() && hidden.any(|operand| !is_nothing(operand.line))
    }

    /// Whether it holds in lines in which operands are not there.
    fn has_blank_parts(&self) -> bool {
        let relation = self.relation;
        let mut held = relation.over.iter().filter(|(_, one)| one.holds());
        held.any(|(crossing, _)| {
            let figure = |line: usize| self.searched.figure(relation.along, line, *crossing);
            let mut operands = relation.operands.iter();
            operands.any(|operand| figure(operand.line).is_none())
        })
    }

    /// The relation as a rule for each row.
    fn row_rule(&self, names: &mut Names) -> Option<Rule> {
        let (relation, table) = (self.relation, self.searched.table);
        let name = |line: usize, _: usize| {
            let column = self.searched.columns[line];
            written_name(&table.layout.columns[column].name).into_owned()
        };
        let over = || relation.over.iter();
        let typical = over().find(|(crossing, _)| self.is_complete(*crossing));
        let (crossing, _) = typical.or_else(|| over().next())?;
        let text = expression((self.searched, relation), *crossing, false, &name)?;
        let column = self.searched.columns[relation.result];
        let called = table.layout.columns[column].name.as_str();
        self.rule(called, &text, &table.layout.header, names)
    }

    /// Keeps a rule of all rows away from some; none where nothing can name them.
    fn keep_away(&self, rule: &mut Rule, away: &[usize]) -> Option<()> {
        if away.is_empty() {
            return Some(());
        }
        let table = self.searched.table;
        let unlike = |row: &usize| {
            let key = table.rows.get(*row)?.key();
            let plain = !key.contains('"') && table.only_row(key) == Some(*row);
            plain.then(|| format!("key != \"{key}\""))
        };
        let unlike: Option<Vec<String>> = away.iter().map(unlike).collect();
        limit_rows(rule, &unlike?.join(" and ")).ok()
    }

    /// The rule for one line that the relation crosses.
    fn rule_at(&self, crossing: usize, fares: Fares, names: &mut Names) -> Option<Rule> {
        let (along, table) = (self.relation.along, self.searched.table);
        let name = |line: usize, crossing: usize| {
            let (row, column) = self.searched.cell(along, line, crossing);
            table.name_in_rules(row, column)
        };
        let text = expression((self.searched, self.relation), crossing, true, &name)?;
        let (row, _) = self.searched.cell(along, self.relation.result, crossing);
        let called = name(self.relation.result, crossing);
        let excerpt = table.rows.get(row)?.excerpt();
        let mut rule = self.rule(&called, &text, excerpt, names)?;
        let mut slack = self.slack_for(crossing, fares);
        if fares == Fares::Badly
            && let Some(most) = self.beyond_chance(crossing, &slack)
        {
            slack = most;
            rule.found.iter_mut().for_each(|found| found.hardly = true);
        }
        if !slack.is_zero() {
            rule.tolerance = Some(Tolerance::Absolute(slack));
        }
        Some(rule)
    }

    /// More than which a sum is hardly ever off by rounding, where only that tells that
    /// it is wrong: `all` is what rounding explains at most.
    fn beyond_chance(&self, crossing: usize, all: &Rat) -> Option<Rat> {
        let rest = rest(self.searched, self.relation, crossing)?.abs();
        if rest.is_zero() || rest > *all {
            return None;
        }
        let most = self.rounded.hardly_more(crossing);
        most.filter(|most| *most < rest)
    }

    fn rule(&self, called: &str, text: &str, at: &Excerpt, names: &mut Names) -> Option<Rule> {
        let section = self.searched.table.section();
        let name = format!("{}:{section}.{called}", kind_name(self.relation.kind));
        let name = new_name(name, names);
        let mut rule = relation_rule(&name, text, at, self.found.clone())?;
        rule.section = Some(section.to_owned());
        Some(rule)
    }

    /// How much a rule for a crossing line must allow beyond the prints.
    fn slack_for(&self, crossing: usize, fares: Fares) -> Rat {
        let about = (self.searched, self.relation);
        let step = self.rounded.step(crossing);
        // What counts in tens, in fives or in threes was rounded, unless the lines of
        // the relation agree far more often than those of rounded figures would.
        let whole = step.as_ref().is_none_or(|step| *step <= Rat::whole(1));
        let exact = whole && self.rounded.is_exact(crossing)
            || (!whole || !self.relation.kind.adds()) && self.rounded.is_as_printed();
        let slack = slack(about, crossing, exact, step.as_ref())
            + left_open(self.searched, self.relation, crossing);
        let slack = match self.rounded.most_one_way(crossing) {
            Some(most) if !exact || !self.relation.kind.adds() => most.max(slack),
            _ => slack,
        };
        let rest = match fares {
            // What holds by what all figures of its lines are rounded to is
            // not to fail by their prints.
            Fares::Well => rest(self.searched, self.relation, crossing),
            _ => None,
        };
        let result = self
            .searched
            .figure(self.relation.along, self.relation.result, crossing);
        match (rest, result) {
            // The print of the result allows it.
            (Some(rest), Some(result)) if result.range.contains(&(&result.nominal - &rest)) => {
                slack
            }
            (Some(rest), _) => rest.abs().max(slack),
            (None, _) => slack,
        }
    }

    /// How the relation fares in a crossing line.
    fn fares(&self, crossing: usize, outcome: Outcome) -> Fares {
        let relation = self.relation;
        let (row, column) = self
            .searched
            .cell(relation.along, relation.result, crossing);
        if (self.covered)(row, column) {
            return Fares::NotThere;
        }
        let holds = match outcome {
            Outcome::Blank => return Fares::NotThere,
            Outcome::Holds | Outcome::Trivial => match self.rounded.missed(crossing) {
                Some(miss) => Err(miss),
                None => Ok(()),
            },
            Outcome::Fails(miss) => Err(miss),
        };
        match holds {
            Ok(()) => Fares::Well,
            Err(miss) if miss.by > 0 && self.has_hidden_part(crossing) => Fares::NotThere,
            Err(miss) if self.slips.is_slip(self.relation, crossing, miss) => Fares::Badly,
            Err(_) => Fares::NotThere,
        }
    }
}

/// A name that no other rule has.
pub(super) fn new_name(name: String, names: &mut Names) -> String {
    let count = names.entry(name.clone()).or_default();
    *count += 1;
    match *count {
        1 => name,
        count => format!("{name}-{count}"),
    }
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
