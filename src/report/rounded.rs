//! Whether the figures of a relation may have been rounded, in each line that it
//! crosses: not where the table's totals agree with them to the last digit, nor
//! where things are counted. What is off there by little is a slip; elsewhere it is
//! said that it was taken for rounding.

use super::as_printed::{AsPrinted, as_printed, exact_in_steps, exact_to_the_last_digit};
use super::chance::{Rests, hardly_more};
use super::cut::{OneWay, most_off, nearer_to_nothing, one_way, rates_are_cut};
use super::long_prints::left_open;
use super::searched::Searched;
use super::slack::{Steps, in_digits, lines_of, rest};
use crate::discover::{Miss, Outcome, Relation};
use crate::figure::{Figure, Rat, UnitBook};
use crate::table::in_brackets;
use num_traits::{ToPrimitive, Zero};
use std::cell::OnceCell;

/// Figures of so many parts are together hardly ever off by as much as half of the last
/// place of each.
const MANY: usize = 5;

/// What the figures of a table show of their rounding.
pub(super) struct Rounding {
    /// Whether they agree to the last digit.
    exact: bool,
    /// What they are multiples of, where that is known.
    steps: Steps,
    /// Whether those that are multiples of a number agree as if they were not rounded
    /// to it.
    in_steps: bool,
    /// Whether all of them were rounded one way.
    one_way: Option<OneWay>,
    /// Whether the words of each column say that things are counted in it.
    columns: Vec<bool>,
    /// The same of each row.
    rows: Vec<bool>,
}

impl Rounding {
    /// Of a table and its relations.
    pub(super) fn of(
        searched: &Searched<'_>,
        relations: &[Relation],
        units: &UnitBook,
    ) -> Rounding {
        let table = searched.table;
        let columns = table.layout.columns.iter();
        let steps = Steps::of(searched, relations);
        let all: Vec<OnceCell<Option<Rat>>> = relations.iter().map(|_| OnceCell::new()).collect();
        let step = |at: usize, crossing: usize| {
            let own = relations.get(at).zip(all.get(at));
            own.and_then(|(relation, all)| steps.at((searched, relation), crossing, all))
        };
        let exact = exact_to_the_last_digit(searched, relations);
        let one_way = match exact {
            true => None,
            false => one_way(searched, relations, step),
        };
        Rounding {
            exact,
            in_steps: exact_in_steps(searched, relations, step),
            one_way,
            steps,
            columns: columns.map(|one| says_count(&one.name, units)).collect(),
            rows: searched
                .field
                .rows
                .iter()
                .map(|line| says_count(&line.label, units))
                .collect(),
        }
    }
}

/// Whether the name of a line says that its figures count things one by one:
/// `收到申请（件）`, `人数`, `Number of staff`.
fn says_count(name: &str, units: &UnitBook) -> bool {
    let counts = |text: &str| {
        let unit = units.read(text);
        unit.is_some_and(|unit| unit.known && unit.counting && unit.exp10 == 0)
    };
    let name = name.trim();
    if let Some(inner) = in_brackets(name) {
        return counts(
            inner
                .trim_start_matches("单位：")
                .trim_start_matches("单位:"),
        );
    }
    let of_what = name.strip_suffix('数').is_some_and(|what| {
        let mut starts = what.char_indices().rev().take(2).map(|(at, _)| at);
        starts.any(|at| counts(&what[at..]))
    });
    let plain = name.to_lowercase();
    let mut openings = ["number of ", "no. of ", "count of "].iter();
    of_what || openings.any(|opening| plain.starts_with(opening))
}

/// A relation, and what is known of the rounding of its figures.
pub(super) struct Rounded<'a> {
    searched: &'a Searched<'a>,
    relation: &'a Relation,
    table: &'a Rounding,
    /// What those of all its lines are multiples of.
    own_step: OnceCell<Option<Rat>>,
    as_printed: OnceCell<AsPrinted>,
    /// How far its rests spread.
    rests: OnceCell<Rests>,
    /// Whether its rates were cut off.
    cut: OnceCell<bool>,
}

impl<'a> Rounded<'a> {
    /// The figures of a relation of a table.
    pub(super) fn of(
        (searched, relation): (&'a Searched<'a>, &'a Relation),
        table: &'a Rounding,
    ) -> Rounded<'a> {
        Rounded {
            searched,
            relation,
            table,
            own_step: OnceCell::new(),
            as_printed: OnceCell::new(),
            rests: OnceCell::new(),
            cut: OnceCell::new(),
        }
    }

    /// What the figures in a crossing line were rounded to multiples of, where
    /// that can be seen.
    pub(super) fn step(&self, crossing: usize) -> Option<Rat> {
        let about = (self.searched, self.relation);
        self.table.steps.at(about, crossing, &self.own_step)
    }

    /// Whether nothing was rounded in a crossing line.
    pub(super) fn is_exact(&self, crossing: usize) -> bool {
        let by_ones = || {
            let step = self.step(crossing);
            step.is_none_or(|step| step <= Rat::whole(1))
        };
        self.table.exact || self.is_counted(crossing) && by_ones()
    }

    /// By how much the relation is off in a crossing line in which it holds but for
    /// rounding, where nothing was rounded.
    pub(super) fn missed(&self, crossing: usize) -> Option<Miss> {
        if !self.relation.kind.adds() {
            return self.odd_one(crossing);
        }
        let miss = self.off(crossing)?;
        // Digits behind the point may hide others behind them.
        let mut figures = self.figures(crossing);
        let whole = figures.all(|figure| figure.range.is_point().is_some());
        let many = self.relation.operands.len() >= MANY;
        let is_told = || self.is_exact(crossing) || many && self.hardly_more(crossing).is_some();
        (whole && is_told()).then_some(miss)
    }

    /// More than which a sum is hardly ever off by rounding, in a crossing line in which
    /// it is; none where rounding may well explain it.
    pub(super) fn hardly_more(&self, crossing: usize) -> Option<Rat> {
        if !self.relation.kind.adds() {
            return None;
        }
        if self.most_one_way(crossing).is_some() {
            return None;
        }
        let about = (self.searched, self.relation);
        let step = |crossing: usize| self.step(crossing);
        let rests = self
            .rests
            .get_or_init(|| Rests::of(about.0, about.1, &step));
        let mut over = self.relation.over.iter();
        let held = over.any(|(at, outcome)| *at == crossing && *outcome == Outcome::Holds);
        hardly_more(about, (crossing, held), *rests, &step)
    }

    /// The most that a total is off in a crossing line where all figures of the table
    /// were rounded one way, and it is off that way; likewise of a rate, where all rates
    /// of the relation were cut off.
    pub(super) fn most_one_way(&self, crossing: usize) -> Option<Rat> {
        let about @ (searched, relation) = (self.searched, self.relation);
        if !relation.kind.adds() {
            let cut = self.cut.get_or_init(|| rates_are_cut(searched, relation));
            let rate = searched.figure(relation.along, relation.result, crossing)?;
            let told = *cut && nearer_to_nothing(searched, relation, crossing) == Some(true);
            return told.then(|| rate.step.clone());
        }
        let way = self.table.one_way?;
        let step = self.step(crossing);
        most_off(way, about, crossing, step.as_ref())
    }

    /// The same of a rate or a change that is the only one which the figures as
    /// printed do not give, while those of the other lines say that these were not
    /// rounded.
    fn odd_one(&self, crossing: usize) -> Option<Miss> {
        if self.as_printed() != AsPrinted::AllBut(crossing) || self.most_one_way(crossing).is_some()
        {
            return None;
        }
        let (by, places) = self.difference(crossing)?;
        let (searched, along) = (self.searched, self.relation.along);
        let result = searched.figure(along, self.relation.result, crossing)?;
        // As digits a rate is in hundredths.
        let hundred = if result.is_rate() { 100 } else { 1 };
        let by = (by * Rat::whole(hundred)).round().to_integer().to_i128()?;
        Some(Miss { by, places })
    }

    /// How the lines of the relation agree with the digits of its figures.
    pub(super) fn as_printed(&self) -> AsPrinted {
        let own = || as_printed(self.searched, self.relation);
        *self.as_printed.get_or_init(own)
    }

    /// Whether its figures were reckoned with as they are printed.
    pub(super) fn is_as_printed(&self) -> bool {
        if self.relation.kind.adds() && self.table.in_steps {
            return true;
        }
        match self.as_printed() {
            AsPrinted::All => true,
            AsPrinted::AllBut(_) => !self.relation.kind.adds(),
            AsPrinted::No => false,
        }
    }

    /// By how much the parts of a sum are off its result as printed in a crossing
    /// line, which is taken for rounding.
    pub(super) fn taken_for_rounding(&self, crossing: usize, outcome: Outcome) -> Option<Miss> {
        let rates = self.figures(crossing).any(Figure::is_rate);
        let open = left_open(self.searched, self.relation, crossing);
        let rest = rest(self.searched, self.relation, crossing)?;
        if !open.is_zero() && rest.abs() <= open {
            return None;
        }
        if !self.relation.kind.adds() || rates || outcome != Outcome::Holds {
            return None;
        }
        // A total with fewer places than its parts was plainly rounded.
        let (searched, along) = (self.searched, self.relation.along);
        let total = searched.figure(along, self.relation.result, crossing)?;
        let parts = self.relation.operands.iter();
        let mut parts = parts.filter_map(|part| searched.figure(along, part.line, crossing));
        if parts.all(|part| part.step < total.step) {
            return None;
        }
        // What was rounded to tens or at random is plain to see.
        let by_ones = self.step(crossing).is_none();
        let miss = self.off(crossing).filter(|_| by_ones)?;
        self.missed(crossing).is_none().then_some(miss)
    }

    /// What the result as printed is more than the parts as printed give.
    fn off(&self, crossing: usize) -> Option<Miss> {
        let (by, places) = self.difference(crossing)?;
        let by = by.to_integer().to_i128().filter(|_| by.is_integer())?;
        Some(Miss { by, places })
    }

    /// The same in units of the finest last place, and how many digits that has
    /// behind the point; none where there is no difference.
    fn difference(&self, crossing: usize) -> Option<(Rat, i32)> {
        let rest = rest(self.searched, self.relation, crossing).filter(|rest| !rest.is_zero())?;
        in_digits(self.searched, self.relation, crossing, rest)
    }

    /// Whether the figures in a crossing line count things, one by one: some words
    /// say so, and nothing says otherwise.
    fn is_counted(&self, crossing: usize) -> bool {
        let (searched, along) = (self.searched, self.relation.along);
        let mut said = false;
        let ones = lines_of(self.relation).all(|line| {
            let Some(figure) = searched.figure(along, line, crossing) else {
                return true;
            };
            let (row, column) = searched.cell(along, line, crossing);
            let counts = figure
                .unit
                .as_ref()
                .map(|unit| unit.counting && unit.exp10 == 0);
            said |= counts == Some(true) || self.table.columns[column] || self.table.rows[row];
            let whole = figure.multiplier_exp10 == 0 && figure.range.is_point().is_some();
            whole && counts != Some(false)
        });
        ones && said
    }

    /// The figures in a crossing line.
    fn figures(&self, crossing: usize) -> impl Iterator<Item = &'a Figure> + '_ {
        let (searched, along) = (self.searched, self.relation.along);
        lines_of(self.relation).filter_map(move |line| searched.figure(along, line, crossing))
    }
}

#[cfg(test)]
mod tests {
    use super::says_count;
    use crate::figure::UnitBook;

    #[test]
    fn names_say_that_things_are_counted() {
        let units = UnitBook::default();
        for name in [
            "收到申请（件）",
            "从业人员(人)",
            "办结件数",
            "参会人数",
            "Number of staff",
            "Staff (persons)",
        ] {
            assert!(says_count(name, &units), "{name}");
        }
        for name in [
            "收入（万元）",
            "人口（万人）",
            "总数",
            "指数",
            "Total",
            "Share (%)",
            "Number",
        ] {
            assert!(!says_count(name, &units), "{name}");
        }
    }
}
