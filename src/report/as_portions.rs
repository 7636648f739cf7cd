//! Shares of a whole that stands once, as rules: `share = count / Total.count` for
//! all rows where all say it, else one for each figure.

use super::as_rules::{Names, new_name};
use super::expression::sum;
use super::searched::{Searched, found, relation_rule};
use crate::discover::{Along, Crosses, Portion};
use crate::figure::Hedge;
use crate::place::Excerpt;
use crate::rule::{Code, Found, Rule, written_name};

/// Shares in a table that is searched.
pub(super) struct PortionWriter<'a> {
    searched: &'a Searched<'a>,
    portion: &'a Portion,
    found: Found,
}

impl<'a> PortionWriter<'a> {
    /// Of shares, the relation of this number in the report.
    pub(super) fn new(
        searched: &'a Searched<'a>,
        portion: &'a Portion,
        number: usize,
    ) -> PortionWriter<'a> {
        let fared = (portion.holds(), portion.over.len());
        let found = found(number, Code::RateMismatch, portion.along, fared);
        PortionWriter {
            searched,
            portion,
            found,
        }
    }

    /// Their rules; `covered` tells of figures that are under a rule already.
    pub(super) fn rules(
        &self,
        covered: &dyn Fn(usize, usize) -> bool,
        names: &mut Names,
    ) -> Vec<Rule> {
        let crossing = self.portion.over.iter().map(|(crossing, _)| *crossing);
        let is_new = |crossing: &usize| {
            let (row, column) = self.cell(self.portion.share, *crossing);
            !covered(row, column)
        };
        let crossing: Vec<usize> = crossing.filter(is_new).collect();
        if let Some(rule) = self.rule_of_rows(&crossing, names) {
            return vec![rule];
        }
        let rules = crossing.into_iter();
        rules.filter_map(|at| self.rule_at(at, names)).collect()
    }

    fn cell(&self, line: usize, crossing: usize) -> (usize, usize) {
        self.searched.cell(self.portion.along, line, crossing)
    }

    fn name(&self, line: usize, crossing: usize) -> String {
        let (row, column) = self.cell(line, crossing);
        self.searched.table.name_in_rules(row, column)
    }

    /// What a share is of, divided: a plain number is in hundredths or parts of one,
    /// a percentage is a number of its own.
    fn divided(&self, crossing: usize, of: &str, whole: &str) -> Option<String> {
        let portion = self.portion;
        let figure = self
            .searched
            .figure(portion.along, portion.share, crossing)?;
        let plain = figure.hedge == Hedge::None;
        match (figure.is_rate(), portion.scale) {
            (true, 100) | (false, 1) => Some(format!("{of} / {whole}")),
            (false, 100) => Some(format!("100 * {of} / {whole}")),
            _ => None,
        }
        .filter(|_| plain)
    }

    /// The figures of the whole, as a rule calls them.
    fn whole(&self) -> String {
        let portion = self.portion;
        if let Some(crossing) = portion.whole {
            return self.name(portion.of, crossing);
        }
        let searched = self.searched;
        let crossing = match portion.along {
            Along::Rows => searched.columns.len(),
            Along::Columns => searched.table.rows.len(),
        };
        let there = |at: &usize| searched.figure(portion.along, portion.of, *at).is_some();
        let parts: Vec<usize> = (0..crossing).filter(there).collect();
        if portion.along == Along::Columns && parts.len() == crossing {
            let (_, column) = self.cell(portion.of, 0);
            let column = &searched.table.layout.columns[column].name;
            return format!("sum({})", written_name(column));
        }
        // All of them, also those whose own share is passed over.
        let parts = parts.into_iter();
        format!(
            "({})",
            sum(parts.map(|at| (false, self.name(portion.of, at))))
        )
    }

    /// One rule for all rows.
    fn rule_of_rows(&self, crossing: &[usize], names: &mut Names) -> Option<Rule> {
        let (portion, table) = (self.portion, self.searched.table);
        let all = portion.along == Along::Columns
            && crossing.len() == table.rows.len()
            && table.layout.list_column().is_none();
        let first = crossing.first().filter(|_| all)?;
        let column = |line: usize| {
            let (_, column) = self.cell(line, *first);
            written_name(&table.layout.columns[column].name).into_owned()
        };
        let (share, of, whole) = (column(portion.share), column(portion.of), self.whole());
        let of_first = self.divided(*first, &of, &whole)?;
        let alike = |at: &usize| self.divided(*at, &of, &whole).as_ref() == Some(&of_first);
        if !crossing.iter().all(alike) {
            return None;
        }
        let text = format!("{share} = {of_first}");
        self.rule(&share, &text, &table.layout.header, names)
    }

    /// The rule for one figure.
    fn rule_at(&self, crossing: usize, names: &mut Names) -> Option<Rule> {
        let (portion, table) = (self.portion, self.searched.table);
        let share = self.name(portion.share, crossing);
        let of = self.name(portion.of, crossing);
        let divided = self.divided(crossing, &of, &self.whole())?;
        let (row, _) = self.cell(portion.share, crossing);
        let text = format!("{share} = {divided}");
        self.rule(&share, &text, table.rows.get(row)?.excerpt(), names)
    }

    fn rule(&self, called: &str, text: &str, at: &Excerpt, names: &mut Names) -> Option<Rule> {
        let section = self.searched.table.section();
        let name = new_name(format!("found-share:{section}.{called}"), names);
        let mut rule = relation_rule(&name, text, at, self.found.clone())?;
        rule.section = Some(section.to_owned());
        Some(rule)
    }
}
