//! Multiples and repeats; and in which order all is read that is left
//! when totals, rates and changes are.

use super::reader::Chinese;
use super::reader::Role;
use super::words::holds;
use crate::claim::claimed::ClaimKind;
use crate::claim::evidence::is_slip;

/// `A，是B的E倍`, `由B增至A，翻了一番`.
const MULTIPLE: &str = "multiple";
/// The same words with another number.
const REPEAT: &str = "repeat";

impl Chinese<'_> {
    /// Reads what is left when totals, rates and changes are read.
    pub(super) fn others(&mut self) {
        self.balances();
        self.differences();
        self.carried();
        self.shares_together();
        self.nets();
        self.added();
        self.complements();
        self.changes_added();
        for figure in 0..self.figures.len() {
            match self.roles[figure] {
                Role::Each => self.average(figure),
                Role::EachOfMany(many) => self.average_of_many(figure, many),
                _ => {}
            }
            if self.figures[figure].is_multiple() {
                self.multiple(figure);
            }
            self.bound(figure);
            self.kept_to(figure);
            self.passed(figure);
            self.varied(figure);
            self.all_done(figure);
            self.points(figure);
            self.count_of_names(figure);
            self.count_of_points(figure);
            self.count_of_names_behind(figure);
        }
        self.without_limits();
        self.repeats();
        self.again();
        self.had_by_each();
        self.called();
        self.parts_together();
        self.held();
        self.held_changes();
        self.held_means();
        self.held_rates();
        self.held_shares();
        self.held_bases();
        self.among();
        self.unlike_units();
        self.shares_within();
        self.held_left();
        self.held_flows();
        self.without_parts_apart();
    }

    /// So many times as much: 是B的E倍, 翻了一番 is told of two levels.
    fn multiple(&mut self, figure: usize) {
        match self.roles[figure] {
            Role::OfFigure => {
                let base = figure - 1;
                let like = &self.figures[base];
                let about = self.before_in_sentence(base).find(|other| {
                    matches!(self.roles[*other], Role::Plain | Role::To)
                        && self.figures[*other].adds_to(like)
                });
                if let Some(about) = about {
                    self.claim(
                        ClaimKind::Multiple,
                        MULTIPLE,
                        figure,
                        &[about.into(), base.into()],
                    );
                }
            }
            Role::Other | Role::To | Role::Earlier => {
                // 由B增至A，为…的E倍, 扩大到E倍
                let lead = self.lead(figure);
                let of_then = lead.ends_with('的') && holds(lead, &["为", "是", "达", "相当于"])
                    || self.roles[figure] == Role::To
                    || self.text.at(self.figures[figure].number.start) == Some('翻');
                let to = self
                    .before_in_group(figure)
                    .find(|other| self.roles[*other] == Role::To);
                let from = to.and_then(|to| {
                    self.before_in_group(to).find(|other| {
                        matches!(self.roles[*other], Role::From | Role::Earlier)
                            && self.figures[*other].adds_to(&self.figures[to])
                    })
                });
                if let Some((to, from)) = to.zip(from).filter(|_| of_then) {
                    self.claim(
                        ClaimKind::Multiple,
                        MULTIPLE,
                        figure,
                        &[to.into(), from.into()],
                    );
                }
            }
            _ => {}
        }
    }

    /// The same quantity in the same words: 全年共组织宣讲86场 and 全年86场宣讲 are
    /// not the same words, and are not told.
    fn repeats(&mut self) {
        for second in 1..self.figures.len() {
            let said = &self.figures[second];
            let name = self.name_of(second);
            if name.chars().count() < 6
                || !matches!(self.roles[second], Role::Plain)
                || said.depth > 0
            {
                continue;
            }
            let first = (0..second).rev().find(|first| {
                self.figures[*first].adds_to(said)
                    && self.figures[*first].sentence < said.sentence
                    && self.name_of(*first) == name
            });
            // Another number may be that of another time, but for a slip.
            let told = |first: &usize| {
                self.holds(ClaimKind::Repeat, second, &[(*first).into()])
                    || is_slip(&self.figures[*first], &self.figures[second].figure.nominal)
            };
            if let Some(first) = first.filter(told) {
                self.claim(ClaimKind::Repeat, REPEAT, second, &[first.into()]);
            }
        }
    }
}
