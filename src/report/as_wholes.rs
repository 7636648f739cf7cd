//! Lines that split a whole, as rules: `a + b + c = 100` for all rows where that
//! says it, `sum(share) = 100` for a column of all rows, else one for each line
//! that they cross.

use super::as_rules::{Names, new_name};
use super::expression::sum;
use super::searched::{Searched, found, relation_rule};
use super::slack::half_of_last_place;
use crate::discover::{Along, Crosses, Whole};
use crate::figure::{Figure, Hedge, Rat};
use crate::place::Excerpt;
use crate::rule::{Code, Found, Rule, Tolerance, written_name};
use num_traits::Zero;

/// A whole of a table that is searched.
pub(super) struct WholeWriter<'a> {
    searched: &'a Searched<'a>,
    whole: &'a Whole,
    found: Found,
}

impl<'a> WholeWriter<'a> {
    /// Of a whole, the relation of this number in the report.
    pub(super) fn new(
        searched: &'a Searched<'a>,
        whole: &'a Whole,
        number: usize,
    ) -> WholeWriter<'a> {
        let fared = (whole.holds(), whole.over.len());
        let found = found(number, Code::SumMismatch, whole.along, fared);
        WholeWriter {
            searched,
            whole,
            found,
        }
    }

    /// Its rules; `covered` tells of figures that are under a rule already.
    pub(super) fn rules(
        &self,
        covered: &dyn Fn(usize, usize) -> bool,
        names: &mut Names,
    ) -> Vec<Rule> {
        let whole = self.whole;
        let crossing = whole.over.iter().map(|(crossing, _)| *crossing);
        let is_new = |crossing: &usize| {
            let mut parts = whole.parts.iter();
            parts.any(|part| {
                let (row, column) = self.searched.cell(whole.along, *part, *crossing);
                !covered(row, column)
            })
        };
        let crossing: Vec<usize> = crossing.filter(is_new).collect();
        if let Some(rule) = self.rule_of_rows(&crossing, names) {
            return vec![rule];
        }
        let rules = crossing.into_iter();
        rules.filter_map(|at| self.rule_at(at, names)).collect()
    }

    /// The figures of the parts in a line that they cross.
    fn figures(&self, crossing: usize) -> impl Iterator<Item = (usize, &'a Figure)> + '_ {
        let parts = self.whole.parts.iter();
        parts.filter_map(move |part| {
            let figure = self.searched.figure(self.whole.along, *part, crossing)?;
            Some((*part, figure))
        })
    }

    /// Whether all parts have a figure there, none of them hedged.
    fn is_complete(&self, crossing: usize) -> bool {
        let there = self.figures(crossing);
        let there = there.filter(|(_, figure)| figure.hedge == Hedge::None);
        there.count() == self.whole.parts.len()
    }

    /// What the parts add up to, as a rule writes it; none where some are in per
    /// cent and some are not.
    fn sum(&self, crossing: usize) -> Option<String> {
        let rates = self.figures(crossing).filter(|(_, one)| one.is_rate());
        match (rates.count(), self.whole.sum) {
            (0, sum) => Some(sum.to_string()),
            (rates, 100) if rates == self.figures(crossing).count() => Some("100%".to_owned()),
            _ => None,
        }
    }

    /// Half of the last place of each whole number, where these were rounded.
    fn slack(&self, crossing: usize) -> Rat {
        let rounded = self.figures(crossing).filter(|_| !self.whole.exact);
        let halves = rounded.map(|(_, figure)| half_of_last_place(figure));
        halves.fold(Rat::zero(), |sum, half| sum + half)
    }

    /// One rule for all rows.
    fn rule_of_rows(&self, crossing: &[usize], names: &mut Names) -> Option<Rule> {
        let (whole, table) = (self.whole, self.searched.table);
        let all = whole.along == Along::Columns
            && crossing.len() == table.rows.len()
            && table.layout.list_column().is_none();
        let plain = |at: &usize| self.is_complete(*at) && self.slack(*at).is_zero();
        let first = crossing.first().filter(|_| all)?;
        let of_first = self.sum(*first)?;
        let alike = |at: &usize| self.sum(*at).as_ref() == Some(&of_first);
        if !crossing.iter().all(|at| plain(at) && alike(at)) {
            return None;
        }
        let columns = whole.parts.iter().map(|part| {
            let column = self.searched.columns[*part];
            let name = written_name(&table.layout.columns[column].name).into_owned();
            (false, name)
        });
        let text = format!("{} = {of_first}", sum(columns));
        self.rule("all", &text, &table.layout.header, names)
    }

    /// The rule for one line that the parts cross.
    fn rule_at(&self, crossing: usize, names: &mut Names) -> Option<Rule> {
        let (whole, table) = (self.whole, self.searched.table);
        let name = |part: usize| {
            let (row, column) = self.searched.cell(whole.along, part, crossing);
            table.name_in_rules(row, column)
        };
        let all_rows = whole.along == Along::Rows
            && whole.parts.len() == table.rows.len()
            && self.is_complete(crossing);
        let (row, column) = self
            .searched
            .cell(whole.along, *whole.parts.first()?, crossing);
        let column = written_name(&table.layout.columns[column].name);
        let parts = match all_rows {
            true => format!("sum({column})"),
            false => sum(self.figures(crossing).map(|(part, _)| (false, name(part)))),
        };
        let text = format!("{parts} = {}", self.sum(crossing)?);
        let row = table.rows.get(row)?;
        let called = match whole.along {
            Along::Rows => column.into_owned(),
            Along::Columns => written_name(row.key()).into_owned(),
        };
        let mut rule = self.rule(&called, &text, row.excerpt(), names)?;
        let slack = self.slack(crossing);
        if !slack.is_zero() {
            rule.tolerance = Some(Tolerance::Absolute(slack));
        }
        Some(rule)
    }

    fn rule(&self, called: &str, text: &str, at: &Excerpt, names: &mut Names) -> Option<Rule> {
        let section = self.searched.table.section();
        let name = new_name(format!("found-whole:{section}.{called}"), names);
        let mut rule = relation_rule(&name, text, at, self.found.clone())?;
        rule.section = Some(section.to_owned());
        Some(rule)
    }
}
