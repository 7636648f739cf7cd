//! What was probably meant: for each set of figures whose change would mend a
//! clash, the prints that would do, and the slips that explain them.

use super::inquiry::{Inquiry, Meant, meant, reach};
use super::neighbours::Neighbourhood;
use super::odds::{CERTAIN, score_with, told, unexplained};
use super::slips::{Candidate, candidates_near};
use super::verified::{Holds, Supposition};
use crate::check::system::FigureCell;
use crate::figure::{Figure, Range, Rat, Rounding};
use crate::finding::{Change, Mending, Slip, SlipKind};
use crate::solve::polynomial::Var;
use crate::solve::simplex::Stopped;
use num_traits::{One, Zero};

/// Slips that are named for one figure, at most.
const SLIPS: usize = 5;
/// Prints of one figure that are tried together with those of others.
const TRIED: usize = 6;
/// Prints of one figure that are tried by themselves.
const FITTING: usize = 40;
/// Values of one figure that are tried one by one.
const VALUES: usize = 60;
/// Combinations of prints that are tried.
const COMBINATIONS: usize = 120;
/// One print in so many of all that have as many digits is few.
const FEW: u64 = 100;

/// Changes that mend a clash, with what ranks them.
#[derive(Clone, Debug)]
pub(super) struct Suspected {
    /// The changes.
    pub mending: Mending,
    /// The figures, in their order.
    pub figures: Vec<Var>,
    /// How likely it is: the odds of its slips multiplied, in parts of
    /// [`CERTAIN`].
    pub score: u128,
    /// Whether each change has a slip that explains it.
    pub explained: bool,
    /// Whether everything is known to hold with it.
    pub sure: bool,
}

impl<'s> Inquiry<'_, 's> {
    /// What is to be said of a set of figures to change; `None` where a rate of
    /// several checks has no value for all of them, so that it does not do.
    ///
    /// # Errors
    /// [`Stopped`] after too many steps.
    pub(super) fn suspected(&mut self, set: &[Var]) -> Result<Option<Suspected>, Stopped> {
        self.program.relax(&self.wrong(set.iter().copied()));
        let mut ranges = Vec::new();
        for &var in set {
            match self.program.range(var)? {
                Some(range) => ranges.push(range),
                None => return Ok(None),
            }
        }
        if let ([var], [range]) = (set, ranges.as_slice())
            && !self.has_value(*var, range)?
        {
            return Ok(None);
        }
        let Some(mut sure) = self.upheld(set, &ranges) else {
            return Ok(None);
        };
        // What is suggested elsewhere may leave less.
        let mut options: Vec<Vec<Meant>> = Vec::new();
        for (&var, range) in set.iter().zip(&ranges) {
            let range = match self.settled.is_empty() {
                true => Some(range.clone()),
                false => self.supposing(&[]).range(var)?,
            };
            options.push(range.map_or_else(Vec::new, |range| self.options(var, &range)));
        }
        let mut nearest = Vec::new();
        if let ([var], [range], [own]) = (set, ranges.as_slice(), options.as_mut_slice()) {
            match self.stands_in_gap(*var, range) {
                // A slip that leaps to some other value fits by chance.
                true => {
                    own.clear();
                    nearest = self.nearest(*var)?;
                }
                false => {
                    self.keep_fitting(*var, own)?;
                    nearest = self.either(*var, range)?;
                }
            }
        }
        let chosen = self.chosen(set, &options)?;
        // Of figures that change together only what was tried together is told.
        if set.len() > 1 {
            for (options, chosen) in options.iter_mut().zip(&chosen) {
                let kept = chosen.map(|at| options.swap_remove(at));
                *options = kept.into_iter().collect();
            }
        }
        let chosen: Vec<Option<usize>> = match set.len() {
            1 => chosen,
            _ => chosen.iter().map(|at| at.map(|_| 0)).collect(),
        };
        let prints: Vec<(Var, Supposition<'_>)> = set
            .iter()
            .zip(&chosen)
            .enumerate()
            .filter_map(|(number, (&var, at))| {
                let print = &options[number][(*at)?].print;
                Some((var, Supposition::Print(print)))
            })
            .collect();
        if prints.len() == set.len() {
            sure &= self.holds_with(&prints) == Holds::Surely;
        }
        let mut score = CERTAIN;
        let mut explained = true;
        let (mut changes, mut fits) = (Vec::new(), 0);
        for (number, (&var, range)) in set.iter().zip(ranges).enumerate() {
            let best = chosen[number].map(|at| &options[number][at]);
            let odds = best.map_or(0, |best| best.odds);
            explained &= odds > 0;
            let odds = if odds > 0 {
                odds
            } else {
                self.unexplained(var)
            };
            score = score_with(score, odds, number > 0);
            let meant = middle(best.map_or(&range, |best| &best.range));
            fits += meant.map_or(0, |value| self.among(var, &value));
            let change = self.change(var, range, best, &options[number]);
            explained &= change.as_ref().is_none_or(|one| !leaves_many(one));
            changes.extend(change.map(|change| Change {
                nearest: nearest.clone(),
                ..change
            }));
        }
        let confirmed = set.iter().zip(&changes);
        let confirmed = confirmed.map(|(&var, change)| self.confirming(var, &change.range));
        let confirmed = confirmed.sum();
        Ok(Some(Suspected {
            mending: Mending {
                changes,
                moved: false,
                odds: if explained { told(score) } else { 0 },
                confirmed,
            },
            figures: set.to_vec(),
            score: shifted(score, fits),
            explained,
            sure,
        }))
    }

    /// Whether all rules hold with a set of figures where the sums leave them;
    /// `None` where they do not, whatever these figures are.
    fn upheld(&mut self, set: &[Var], ranges: &[Range]) -> Option<bool> {
        let supposed = |ranges: &'_ [Range]| -> Vec<(Var, Range)> {
            set.iter().copied().zip(ranges.iter().cloned()).collect()
        };
        let within = supposed(ranges);
        let within: Vec<(Var, Supposition<'_>)> = within
            .iter()
            .map(|(var, range)| (*var, Supposition::Within(range)))
            .collect();
        let others = match self.holds_with(&within) {
            Holds::Surely => return Some(true),
            Holds::Perhaps => return Some(false),
            Holds::Never(others) => others,
        };
        // The sums leave these ranges by way of all checks; without them, fewer
        // figures may be to blame.
        let domains: Vec<Range> = set
            .iter()
            .map(|var| self.system.figures[*var as usize].domain.clone())
            .collect();
        let open = supposed(&domains);
        let open: Vec<(Var, Supposition<'_>)> = open
            .iter()
            .map(|(var, range)| (*var, Supposition::Within(range)))
            .collect();
        let blamed = match self.holds_with(&open) {
            Holds::Never(fewer) => fewer,
            _ => {
                let figures = self.component.figures.iter().copied();
                figures
                    .filter(|var| !set.contains(var))
                    .chain(others)
                    .collect()
            }
        };
        // What is suggested elsewhere need not be what is right there.
        if self.settled.is_empty() {
            self.refuted.push(blamed);
        }
        None
    }

    fn unexplained(&self, var: Var) -> u64 {
        let figure = self.cell(var).and_then(|cell| cell.figure());
        let print = figure.map_or("", |figure| &figure.print);
        unexplained(print.chars().filter(|c| c.is_numeric()).count())
    }

    fn change(
        &self,
        var: Var,
        range: Range,
        best: Option<&Meant>,
        options: &[Meant],
    ) -> Option<Change> {
        let cell = self.cell(var)?;
        let slip = |option: &Meant| {
            Some(Slip {
                kind: option.slip.clone()?,
                print: option.print.clone(),
                odds: option.odds,
            })
        };
        // The chosen one first: the others may not go together.
        let chosen = best.and_then(slip);
        let others = options.iter().filter_map(slip);
        let others = others.filter(|other| Some(other) != chosen.as_ref());
        let slips = chosen
            .clone()
            .into_iter()
            .chain(others)
            .take(SLIPS)
            .collect();
        Some(Change {
            mark: self.mark_in_rules(&cell),
            range,
            print: best.filter(|best| best.only).map(|best| best.print.clone()),
            nearest: Vec::new(),
            slips,
        })
    }

    /// Whether a figure's print lies between values that would do, and whole
    /// numbers leave it out.
    fn stands_in_gap(&self, var: Var, range: &Range) -> bool {
        let figure = self.cell(var).and_then(|cell| cell.figure());
        figure.is_some_and(|figure| range.contains(&figure.nominal))
    }

    /// The two prints that are left to a figure, where there are two.
    fn either(&mut self, var: Var, range: &Range) -> Result<Vec<String>, Stopped> {
        let cell = self.cell(var);
        let Some((cell, figure)) = cell.and_then(|cell| Some((cell, cell.figure()?))) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for (print, range) in self.fitting_prints(&cell, figure, range) {
            let supposed = [(var, Supposition::Print(&print))];
            if self.fits(&[(var, range)])? && !matches!(self.holds_with(&supposed), Holds::Never(_))
            {
                found.push(print);
            }
        }
        found.truncate(if found.len() == 2 { 2 } else { 0 });
        Ok(found)
    }

    /// The prints next below and next above a figure's with which everything holds.
    fn nearest(&mut self, var: Var) -> Result<Vec<String>, Stopped> {
        let Some((cell, figure)) = self.cell(var).and_then(|cell| Some((cell, cell.figure()?)))
        else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for step in [-figure.step.clone(), figure.step.clone()] {
            let mut value = figure.nominal.clone();
            for _ in 0..VALUES {
                value += &step;
                let print = figure.reprint(&value);
                let Some((_, range)) = self.read_in(&cell, &print) else {
                    break;
                };
                if value.is_negative() != figure.nominal.is_negative() {
                    break;
                }
                let supposed = [(var, Supposition::Print(&print))];
                if self.fits(&[(var, range)])?
                    && !matches!(self.holds_with(&supposed), Holds::Never(_))
                {
                    found.push(print);
                    break;
                }
            }
        }
        Ok(found)
    }

    /// The prints that would do for a figure, likeliest first; last the only
    /// one that the range leaves, where there is only one.
    pub(super) fn options(&self, var: Var, range: &Range) -> Vec<Meant> {
        let Some(cell) = self.cell(var) else {
            return Vec::new();
        };
        let Some(figure) = cell.figure() else {
            // A blank that counts as zero: what should have been reported.
            return self.reported(&cell, range).into_iter().collect();
        };
        // What was restated is no slip of the hand.
        if cell.key.prior {
            let only = self.only_print(&cell, figure, range);
            let restated = only.map(|only| Meant {
                only: true,
                ..meant(SlipKind::Restated, 1, only.print, only.range)
            });
            return restated.into_iter().collect();
        }
        let context =
            cell.table
                .layout
                .context(cell.row, cell.key.column, &self.checked.config().units);
        let mut options: Vec<Meant> = Vec::new();
        // An exact number without a point is not corrected to one with a point.
        let pointless = figure.range.is_point().is_some() && !has_point(&figure.print);
        // Where the print's own places have a print that would do, another
        // number of places is no better suggestion.
        let own_places = self.has_print(&cell, figure, range);
        let other_places = |candidate: &Candidate| {
            let digits = matches!(
                candidate.kind,
                SlipKind::Lost | SlipKind::Doubled | SlipKind::Inserted
            );
            digits && own_places && places(&candidate.figure) != places(figure)
        };
        // A rounded print settles nothing where an exact one stands.
        let exact = figure.range.is_point().is_some();
        let coarser = |allows: &Range| exact && allows.is_point().is_none();
        // A code for many numbers is chosen from a list, not typed by digits.
        let found = match figure.is_code() {
            true => Vec::new(),
            false => candidates_near(figure, &context, range),
        };
        for candidate in found {
            let nothing = candidate.figure.nominal.is_zero() && !range.contains(&Rat::zero());
            // What is rounded to nothing says nothing of a value that is not.
            let with_point = pointless && has_point(&candidate.figure.print);
            if nothing || with_point || other_places(&candidate) {
                continue;
            }
            let allows = match candidate.kind {
                SlipKind::Cut => figure.range_under(Rounding::Truncate),
                _ => self.range_of(&cell, &candidate.figure),
            };
            if allows.meet(range).is_empty() {
                continue;
            }
            // What was cut is printed anew from the value that it was cut from.
            let allows = self.range_of(&cell, &candidate.figure);
            if allows.meet(range).is_empty() {
                continue;
            }
            let only = self.only_print(&cell, &candidate.figure, range);
            options.push(Meant {
                slip: Some(candidate.kind),
                print: candidate.figure.print.clone(),
                odds: candidate.odds,
                only: only.is_some_and(|only| only.range == allows) && !coarser(&allows),
                range: allows,
            });
        }
        let around = Neighbourhood {
            inquiry: self,
            var,
            cell,
            figure,
            range,
        };
        options.extend(around.options());
        // Of rounded figures the rest is rarely all on one side.
        let order = |a: &Meant, b: &Meant| {
            let nearer = || off_middle(&a.range, range).cmp(&off_middle(&b.range, range));
            let odds = b.odds.cmp(&a.odds).then_with(nearer);
            odds.then_with(|| a.print.cmp(&b.print))
        };
        options.sort_by(order);
        let only = self.only_print(&cell, figure, range);
        if let Some(only) = only.filter(|only| only.print != figure.print) {
            let mut same = options
                .iter_mut()
                .filter(|option| option.range == only.range)
                .peekable();
            let known = same.peek().is_some();
            same.for_each(|option| option.only = true);
            if !known {
                options.push(only);
            }
        }
        options
    }

    /// What a blank cell should say, where that is one number.
    fn reported(&self, cell: &FigureCell<'_>, range: &Range) -> Option<Meant> {
        let value = range.clone().tighten().is_point().cloned()?;
        Some(Meant {
            slip: None,
            print: cell
                .table
                .print_like(cell.row, cell.key.column, &value)
                .text,
            odds: 0,
            range: Range::exact(value),
            only: true,
        })
    }

    /// Keeps the prints of a figure with which everything holds. A range goes
    /// from the least value that fits to the greatest: not all in it need fit.
    fn keep_fitting(&mut self, var: Var, options: &mut Vec<Meant>) -> Result<(), Stopped> {
        let mut fitting = Vec::new();
        for option in options.drain(..).take(FITTING) {
            let fits = self.fits(&[(var, option.range.clone())])?;
            let print = [(var, Supposition::Print(&option.print))];
            let told = fitting.len() < SLIPS;
            if fits && (!told || !matches!(self.holds_with(&print), Holds::Never(_))) {
                fitting.push(option);
            }
        }
        *options = fitting;
        Ok(())
    }

    /// Of the prints of each figure the likeliest that go together; by number.
    fn chosen(
        &mut self,
        set: &[Var],
        options: &[Vec<Meant>],
    ) -> Result<Vec<Option<usize>>, Stopped> {
        if let [one] = options {
            return Ok(vec![(!one.is_empty()).then_some(0)]);
        }
        let mut combinations: Vec<(u128, Vec<usize>)> = vec![(1, Vec::new())];
        for options in options {
            let mut longer = Vec::new();
            for (odds, so_far) in &combinations {
                for (at, option) in options.iter().enumerate().take(TRIED) {
                    let mut with = so_far.clone();
                    with.push(at);
                    // Of many figures the product may be too long: then the
                    // order of the options decides.
                    let odds = odds.saturating_mul(u128::from(option.odds.max(1)));
                    longer.push((odds, with));
                }
            }
            longer.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            longer.truncate(COMBINATIONS);
            combinations = longer;
        }
        for (_, combination) in combinations {
            let mut all = Vec::new();
            for ((&var, options), &at) in set.iter().zip(options).zip(&combination) {
                all.push((var, options[at].range.clone()));
            }
            let prints = set.iter().zip(options).zip(&combination);
            let prints: Vec<(Var, Supposition<'_>)> = prints
                .map(|((&var, options), &at)| (var, Supposition::Print(&options[at].print)))
                .collect();
            if self.fits(&all)? && !matches!(self.holds_with(&prints), Holds::Never(_)) {
                return Ok(combination.into_iter().map(Some).collect());
            }
        }
        Ok(vec![None; set.len()])
    }

    /// Whether a range of a figure holds values with which all else fits: only
    /// asked where a shared rate is taken of it, of few whole numbers.
    fn has_value(&mut self, var: Var, range: &Range) -> Result<bool, Stopped> {
        let ends = range.lo.value().zip(range.hi.value());
        let Some((lo, hi)) = ends.filter(|_| range.whole && self.divides(var)) else {
            return Ok(true);
        };
        let (mut value, hi) = (lo.ceil(), hi.clone());
        for _ in 0..VALUES {
            if value > hi {
                return Ok(false);
            }
            if self.fits(&[(var, Range::exact(value.clone()))])? {
                return Ok(true);
            }
            value += Rat::one();
        }
        Ok(true)
    }

    /// How many checks that hold would not with a figure where it is taken to
    /// lie, all others as printed: those confirm it as it is printed.
    fn confirming(&self, var: Var, lies: &Range) -> usize {
        let checks = self.constraints.checks_of(var);
        let others = checks.difference(self.failing);
        others
            .filter(|&&check| self.fails_with(check, var, lies))
            .count()
    }

    /// Whether a check fails with a figure in a range, by a look at its sums.
    fn fails_with(&self, check: usize, var: Var, lies: &Range) -> bool {
        let with = |other: Var| match other == var {
            true => Some(lies.clone()),
            false => self.as_printed(other),
        };
        let apart = |terms: &[(Var, Rat)], within: &Range| {
            let (lo, hi) = reach(terms, &with);
            let above = lo.zip(within.hi.value().cloned());
            let below = hi.zip(within.lo.value().cloned());
            above.is_some_and(|(lo, most)| lo > most) || below.is_some_and(|(hi, least)| hi < least)
        };
        let naming = self.constraints.naming[var as usize].iter();
        let mut sums = naming.map(|&constraint| &self.constraints.all[constraint]);
        sums.any(|sum| {
            sum.check == check && !sum.given.contains(&var) && apart(&sum.terms, &sum.range)
        })
    }
}

/// Whether a change leaves a figure many values: that a slip comes upon one of
/// them says little, since most would.
pub(super) fn leaves_many(change: &Change) -> bool {
    let Some(figure) = &change.mark.figure else {
        return false;
    };
    let Some((lo, hi)) = change.range.lo.value().zip(change.range.hi.value()) else {
        return true;
    };
    let digits = figure.print.chars().filter(|c| c.is_numeric()).count();
    let all = 10_u64.saturating_pow(u32::try_from(digits).unwrap_or(u32::MAX));
    let few = Rat::from_integer((all / FEW).max(1).into());
    hi - lo > few * &figure.step
}

/// The middle of a range; none of one that is open.
fn middle(range: &Range) -> Option<Rat> {
    range.is_bounded().then(|| range.middle())
}

/// A score with so many bits more.
fn shifted(score: u128, bits: i64) -> u128 {
    let by = u32::try_from(bits.unsigned_abs()).unwrap_or(u32::MAX);
    let times = 2_u128.saturating_pow(by);
    match bits < 0 {
        true => score / times,
        false => score.saturating_mul(times),
    }
}

/// How far the middle of one range is from that of another; nothing where they
/// have none.
fn off_middle(one: &Range, other: &Range) -> Rat {
    let apart = middle(one).zip(middle(other));
    apart.map_or_else(Rat::zero, |(one, other)| (one - other).abs())
}

/// How many places a figure is printed with.
fn places(figure: &Figure) -> Option<u32> {
    figure.value.map(|value| value.scale())
}

fn has_point(print: &str) -> bool {
    print.contains(['.', '．'])
}
