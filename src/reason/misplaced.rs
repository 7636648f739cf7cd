//! Slips that move figures between cells: two exchanged, or a run of a row or
//! column one cell further than it belongs. Tried as a whole, since each
//! changes several figures at once.

use super::constraints::Constraint;
use super::inquiry::{Inquiry, reach, same_kind};
use super::odds::{odds, score_of, told};
use super::suspects::{Suspected, leaves_many};
use super::verified::{Holds, Supposition};
use crate::check::system::FigureCell;
use crate::figure::{End, Range, Rat};
use crate::finding::{Change, Mending, Slip, SlipKind};
use crate::solve::polynomial::Var;
use crate::solve::simplex::Stopped;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Moves that pass a first look and are tried in full.
const TRIED: usize = 400;
/// Pairs of figures that are looked at.
const PAIRS: usize = 60_000;
/// Pairs whose prints are read in each other's place.
const READ: usize = 4_000;
/// The longest run that is taken for shifted.
const RUN: usize = 40;

/// Figures that change places: each with the print that belongs there; none
/// where nobody knows.
#[derive(Clone, Debug)]
struct Displacement {
    kind: Vec<SlipKind>,
    cells: Vec<(Var, Option<(String, Range)>)>,
    odds: u64,
}

/// What the sums of constraints can be as printed, by the constraints' numbers.
pub(super) type Reaches = HashMap<usize, (Option<Rat>, Option<Rat>)>;

/// A constraint of a failing check, and what its sum can be as printed.
struct Short<'l> {
    constraint: &'l Constraint,
    lo: Option<Rat>,
    hi: Option<Rat>,
    /// Between which ends it must lie.
    least: Option<Rat>,
    most: Option<Rat>,
    /// Whether it may be so as printed.
    stays: bool,
}

/// The ends of what a figure can be as printed.
type Ends = (Option<Rat>, Option<Rat>);

/// Figures that are moved, by what is looked up of them again and again.
#[derive(Default)]
struct Looked {
    /// The ends of what each can be, and whether that is one value.
    ends: HashMap<Var, (Ends, bool)>,
    /// The first figure that is read as it is.
    alike: HashMap<Var, Var>,
    firsts: Vec<Var>,
}

/// The figures of a component by their cells.
#[derive(Default)]
struct ByCell {
    /// By table, row and column.
    rows: BTreeMap<(usize, usize, usize), Var>,
    /// By table, column and row.
    columns: BTreeMap<(usize, usize, usize), Var>,
}

impl<'s> Inquiry<'_, 's> {
    /// The moves after which a group of failing checks holds, all of them
    /// with its suspects among the figures that are moved.
    ///
    /// # Errors
    /// [`Stopped`] after too many steps.
    pub(super) fn moves(&mut self, failing: &BTreeSet<usize>) -> Result<Vec<Suspected>, Stopped> {
        let by_cell = self.by_cell();
        let near = failing
            .iter()
            .flat_map(|check| self.constraints.figures_of(*check));
        let near: BTreeSet<Var> = near.collect();
        let mut moves = self.exchanges(&near, failing, &by_cell);
        moves.extend(self.shifts(&near, failing, &by_cell));
        moves.extend(near.iter().filter_map(|var| self.turned(*var, failing)));
        let mut known = Reaches::new();
        moves.retain(|moved| self.may_mend(moved, &mut known));
        moves.truncate(TRIED);
        let sharp = failing.iter().all(|check| self.is_sharp(*check));
        let mut found = Vec::new();
        for moved in moves {
            let ranges: Vec<(Var, Range)> = moved
                .cells
                .iter()
                .map(|(var, print)| {
                    let domain = || self.system.figures[*var as usize].domain.clone();
                    (
                        *var,
                        print
                            .as_ref()
                            .map_or_else(domain, |(_, range)| range.clone()),
                    )
                })
                .collect();
            if !self.fits(&ranges)? {
                continue;
            }
            let supposed: Vec<(Var, Supposition<'_>)> = moved
                .cells
                .iter()
                .zip(&ranges)
                .map(|((var, print), (_, range))| match print {
                    Some((print, _)) => (*var, Supposition::Print(print)),
                    None => (*var, Supposition::Within(range)),
                })
                .collect();
            let holds = self.holds_with(&supposed);
            if !matches!(holds, Holds::Never(_)) {
                let one = self.moved(&moved, ranges)?;
                found.push(Suspected {
                    explained: sharp && !one.mending.changes.iter().any(leaves_many),
                    sure: holds == Holds::Surely,
                    ..one
                });
            }
        }
        Ok(found)
    }

    /// Whether a check asks for a value: that a move meets a limit says
    /// little, since most others would.
    fn is_sharp(&self, check: usize) -> bool {
        let constraints = self.constraints.all.iter();
        let mut own = constraints.filter(|constraint| constraint.check == check);
        let mut quotients = self.constraints.quotients.iter();
        own.any(|constraint| constraint.range.is_point().is_some())
            || quotients.any(|one| one.check == check && one.at_most && one.at_least)
    }

    /// The figures of the component: what others would have to become is not known here.
    fn by_cell(&self) -> ByCell {
        let mut by_cell = ByCell::default();
        for &var in &self.component.figures {
            if let Some((cell, row)) = own(self.cell(var)) {
                let (table, column) = (cell.key.table, cell.key.column);
                by_cell.rows.insert((table, row, column), var);
                by_cell.columns.insert((table, column, row), var);
            }
        }
        by_cell
    }

    /// Two figures of one row or of one column in each other's place. Each
    /// failing check must name one of the two.
    fn exchanges(
        &self,
        near: &BTreeSet<Var>,
        failing: &BTreeSet<usize>,
        by_cell: &ByCell,
    ) -> Vec<Displacement> {
        let named = |var: Var| -> BTreeSet<usize> {
            let checks = self.constraints.checks_of(var);
            checks.intersection(failing).copied().collect()
        };
        let short = self.short(failing);
        let mut looked = Looked::default();
        let mut moves = Vec::new();
        let mut pairs = 0;
        for &var in near {
            let Some((cell, row)) = own(self.cell(var)) else {
                continue;
            };
            let (table, column) = (cell.key.table, cell.key.column);
            let rest: BTreeSet<usize> = failing.difference(&named(var)).copied().collect();
            let along = by_cell.rows.range((table, row, 0)..(table, row + 1, 0));
            let along: Vec<Var> = along.map(|(_, var)| *var).collect();
            let down = (table, column, 0)..(table, column + 1, 0);
            let down = by_cell.columns.range(down);
            let down: Vec<Var> = down.map(|(_, var)| *var).collect();
            for others in [along, down] {
                let ways = others.len().saturating_sub(1) as u64;
                for other in others {
                    // Each pair once.
                    let twice = near.contains(&other) && other < var;
                    if other == var || twice {
                        continue;
                    }
                    pairs += 1;
                    if pairs > PAIRS || moves.len() > READ {
                        return moves;
                    }
                    let all = rest.is_empty() || rest.is_subset(&named(other));
                    if all && self.makes_up(var, other, &short, &mut looked) {
                        moves.extend(self.exchange(var, other, ways));
                    }
                }
            }
        }
        moves
    }

    /// A count that lost its minus: one that no corrected count would have.
    fn turned(&self, var: Var, failing: &BTreeSet<usize>) -> Option<Displacement> {
        let (cell, _) = own(self.cell(var))?;
        // Anything below zero meets a limit, or leaves the rest to what may be
        // anything; an equation of known figures asks for one value.
        let naming = self.constraints.naming[var as usize].iter();
        let mut constraints = naming.map(|&constraint| &self.constraints.all[constraint]);
        let endless = |other: &Var| {
            let range = &self.system.figures[*other as usize].range;
            *other != var && !range.is_bounded()
        };
        let limits = constraints.any(|constraint| {
            let open = constraint.range.is_point().is_none();
            let others = constraint.terms.iter().any(|(other, _)| endless(other));
            failing.contains(&constraint.check) && (open || others)
        });
        if limits {
            return None;
        }
        let figure = cell.figure()?;
        let excluded = !self.system.figures[var as usize]
            .domain
            .contains(&-figure.nominal.clone());
        let print = self.put(&cell, &format!("-{}", figure.print));
        let kind = SlipKind::Sign;
        print.filter(|_| excluded).map(|print| Displacement {
            odds: odds(&kind, 1),
            kind: vec![kind],
            cells: vec![(var, Some(print))],
        })
    }

    /// The constraints of failing checks with the ends of what their sums can be as
    /// printed: what a move must make up for.
    fn short(&self, failing: &BTreeSet<usize>) -> Vec<Short<'s>> {
        let constraints = self.constraints.all.iter();
        let own = constraints
            .filter(|constraint| failing.contains(&constraint.check) && constraint.rate.is_none());
        let range_of = |var: Var| self.as_printed(var);
        own.map(|constraint| {
            let (lo, hi) = reach(&constraint.terms, &range_of);
            let number = |end: &End| end.value().cloned();
            let mut short = Short {
                constraint,
                lo,
                hi,
                least: number(&constraint.range.lo),
                most: number(&constraint.range.hi),
                stays: false,
            };
            short.stays = short.allows(short.lo.as_ref(), short.hi.as_ref());
            short
        })
        .collect()
    }

    /// Whether two figures in each other's place could make up for what is
    /// short: a look at the numbers only, before any print is read.
    fn makes_up(&self, one: Var, other: Var, short: &[Short<'_>], looked: &mut Looked) -> bool {
        self.look_at(one, looked);
        self.look_at(other, looked);
        let (a, settled) = &looked.ends[&one];
        let (b, also_settled) = &looked.ends[&other];
        // What is read in the other's place as in its own allows the same there.
        if !(*settled && *also_settled) && looked.alike[&one] != looked.alike[&other] {
            return true;
        }
        short.iter().all(|short| {
            let mut given = short.constraint.given.iter();
            if given.any(|var| *var == one || *var == other) {
                return true;
            }
            let (f, g) = (short.constraint.factor(one), short.constraint.factor(other));
            if f == g {
                // What is added to one is taken from the other.
                return short.stays;
            }
            // Each figure that is named goes, and what comes stands in its place.
            let mut ends = (short.lo.clone(), short.hi.clone());
            for (factor, goes, comes) in [(f, a, b), (g, b, a)] {
                if let Some(factor) = factor {
                    let (less, more) = (times(factor, goes), times(factor, comes));
                    ends = (moved(ends.0, less.0, more.0), moved(ends.1, less.1, more.1));
                }
            }
            short.allows(ends.0.as_ref(), ends.1.as_ref())
        })
    }

    /// Looks a figure's ends and its way of being read up, once.
    fn look_at(&self, var: Var, looked: &mut Looked) {
        if looked.ends.contains_key(&var) {
            return;
        }
        let range = &self.system.figures[var as usize].range;
        let settled = range.is_point().is_some();
        let known = settled || self.as_printed(var).is_some();
        let end = |end: &End| end.value().filter(|_| known).cloned();
        let ends = ((end(&range.lo), end(&range.hi)), settled);
        looked.ends.insert(var, ends);
        let same = looked
            .firsts
            .iter()
            .find(|first| self.is_read_alike(var, **first));
        let first = same.copied().unwrap_or(var);
        if first == var {
            looked.firsts.push(var);
        }
        looked.alike.insert(var, first);
    }

    /// Whether a print says the same in the place of either figure.
    fn is_read_alike(&self, one: Var, other: Var) -> bool {
        let Some((one, other)) = self.cell(one).zip(self.cell(other)) else {
            return false;
        };
        let units = &self.checked.config().units;
        let (here, there) = ((one.row, one.key.column), (other.row, other.key.column));
        one.key.table == other.key.table
            && one.key.prior == other.key.prior
            && one.table.layout.reads_alike(here, there, units)
            && self.modes_of(&one) == self.modes_of(&other)
    }

    fn exchange(&self, one: Var, other: Var, ways: u64) -> Option<Displacement> {
        let (a, b) = (self.cell(one)?, self.cell(other)?);
        let (first, second) = (a.figure()?, b.figure()?);
        if first.nominal == second.nominal {
            return None;
        }
        let kind = vec![SlipKind::Exchanged(b.name()), SlipKind::Exchanged(a.name())];
        let here = self.put(&a, &second.print)?;
        let there = self.put(&b, &first.print)?;
        Some(Displacement {
            odds: odds(&kind[0], ways),
            kind,
            cells: vec![(one, Some(here)), (other, Some(there))],
        })
    }

    /// What another cell's print says in a cell; none where it is of another kind.
    fn put(&self, cell: &FigureCell<'_>, print: &str) -> Option<(String, Range)> {
        let (figure, range) = self.read_in(cell, print)?;
        let like = same_kind(figure.unit.as_ref(), cell.figure()?.unit.as_ref());
        like.then_some((figure.print, range))
    }

    /// Runs of a row (or column) that stand one cell further than they should:
    /// the last one's figure is lost.
    fn shifts(
        &self,
        near: &BTreeSet<Var>,
        failing: &BTreeSet<usize>,
        by_cell: &ByCell,
    ) -> Vec<Displacement> {
        let mut seen = BTreeSet::new();
        let mut moves = Vec::new();
        let named = failing.iter();
        let named = named.map(|check| self.constraints.figures_of(*check));
        let named: Vec<BTreeSet<Var>> = named.collect();
        for &var in near {
            let Some((cell, row)) = own(self.cell(var)) else {
                continue;
            };
            let (table, column) = (cell.key.table, cell.key.column);
            if seen.insert((table, Some(row), None)) {
                let at = |column| by_cell.rows.get(&(table, row, column)).copied();
                let columns = cell.table.layout.figure_columns();
                let cells: Vec<Option<Var>> = columns.map(at).collect();
                moves.extend(self.runs(&cells, true, &named));
            }
            // The rows that a long table holds need not be next to each other.
            if !cell.table.is_condensed() && seen.insert((table, None, Some(column))) {
                let mut cells: Vec<Option<Var>> = vec![None; cell.table.rows.len()];
                let down = (table, column, 0)..(table, column + 1, 0);
                for ((_, _, row), var) in by_cell.columns.range(down) {
                    cells[*row] = Some(*var);
                }
                moves.extend(self.runs(&cells, false, &named));
            }
        }
        moves
    }

    /// The runs of a row or column that a shift would have to be in: from the
    /// first to the last figure that a check crosses which fails, by the figures
    /// that each such check names.
    fn runs(
        &self,
        cells: &[Option<Var>],
        along_row: bool,
        named: &[BTreeSet<Var>],
    ) -> Vec<Displacement> {
        let crosses = |figures: &&BTreeSet<Var>| {
            let own = cells.iter().flatten();
            own.filter(|var| figures.contains(var)).take(2).count() == 1
        };
        let crossed: Vec<&BTreeSet<Var>> = named.iter().filter(crosses).collect();
        let hit = |cell: &Option<Var>| {
            cell.is_some_and(|var| crossed.iter().any(|figures| figures.contains(&var)))
        };
        let first = cells.iter().position(hit);
        let last = cells.iter().rposition(hit);
        let (Some(first), Some(last)) = (first, last) else {
            return Vec::new();
        };
        let mut moves = Vec::new();
        for start in first.saturating_sub(1)..=first {
            for end in last..cells.len().min(last + 2) {
                let run: Option<Vec<Var>> = cells[start..=end].iter().copied().collect();
                let Some(run) = run.filter(|run| (3..=RUN).contains(&run.len())) else {
                    continue;
                };
                moves.extend(self.shifted(&run, along_row, cells.len()));
                let back: Vec<Var> = run.into_iter().rev().collect();
                moves.extend(self.shifted(&back, along_row, cells.len()));
            }
        }
        moves
    }

    /// What belongs in each cell of a run stands in the next one; what belongs
    /// in the last is lost.
    fn shifted(&self, run: &[Var], along_row: bool, length: usize) -> Option<Displacement> {
        let mut cells = Vec::new();
        for pair in run.windows(2) {
            let (here, next) = (self.cell(pair[0])?, self.cell(pair[1])?);
            cells.push((pair[0], Some(self.put(&here, &next.figure()?.print)?)));
        }
        cells.push((*run.last()?, None));
        let kind = SlipKind::Shifted {
            along_row,
            figures: run.len() - 1,
        };
        // So many runs of two and more could have been shifted, either way.
        let ways = length.saturating_sub(1) * length.saturating_sub(2);
        Some(Displacement {
            odds: odds(&kind, ways as u64),
            kind: vec![kind; run.len()],
            cells,
        })
    }

    /// A first look: whether the constraints that the move touches could hold with
    /// all other figures as printed.
    fn may_mend(&self, moved: &Displacement, known: &mut Reaches) -> bool {
        let cells = u64::try_from(moved.cells.len()).unwrap_or(u64::MAX);
        self.program
            .simplex
            .effort()
            .charge(cells.saturating_mul(8));
        let ranges: BTreeMap<Var, Option<&Range>> = moved
            .cells
            .iter()
            .map(|(var, print)| (*var, print.as_ref().map(|(_, range)| range)))
            .collect();
        let touched = ranges
            .keys()
            .flat_map(|var| &self.constraints.naming[*var as usize]);
        let touched: BTreeSet<usize> = touched.copied().collect();
        touched.into_iter().all(|number| {
            let constraint = &self.constraints.all[number];
            let stands_in = constraint.given.iter().chain(&constraint.rate);
            if stands_in.into_iter().any(|var| ranges.contains_key(var)) {
                return true;
            }
            let (mut lo, mut hi) = known
                .entry(number)
                .or_insert_with(|| reach(&constraint.terms, &|var| self.as_printed(var)))
                .clone();
            // Only the figures that are moved are others than as printed.
            for (var, range) in &ranges {
                let Some(factor) = constraint.factor(*var) else {
                    continue;
                };
                let term = [(*var, factor.clone())];
                let before = reach(&term, &|var| self.as_printed(var));
                let after = reach(&term, &|_| range.cloned());
                let less = |sum: Option<Rat>, before: Option<Rat>, after: Option<Rat>| {
                    Some(sum? - before? + after?)
                };
                lo = less(lo, before.0, after.0);
                hi = less(hi, before.1, after.1);
            }
            let below = hi.zip(constraint.range.lo.value().cloned());
            let above = lo.zip(constraint.range.hi.value().cloned());
            below.is_none_or(|(hi, lo)| hi >= lo) && above.is_none_or(|(lo, hi)| lo <= hi)
        })
    }

    fn moved(
        &mut self,
        moved: &Displacement,
        ranges: Vec<(Var, Range)>,
    ) -> Result<Suspected, Stopped> {
        let known = |(var, _): &&(Var, Range)| {
            let mut cells = moved.cells.iter();
            cells.any(|(other, print)| other == var && print.is_some())
        };
        let fixed: Vec<(Var, Range)> = ranges.iter().filter(known).cloned().collect();
        let mut changes = Vec::new();
        for ((var, print), kind) in moved.cells.iter().zip(&moved.kind) {
            let Some(cell) = self.cell(*var) else {
                continue;
            };
            // What was lost on the way is what the others leave.
            let others: Vec<(Var, Range)> = fixed
                .iter()
                .filter(|(other, _)| other != var)
                .cloned()
                .collect();
            let left = self.supposing(&others).range(*var)?;
            let range = left.unwrap_or_else(|| self.system.figures[*var as usize].domain.clone());
            let (range, print) = match print {
                Some((print, _)) => (range, Some(print.clone())),
                None => {
                    let figure = cell
                        .figure()
                        .map(|figure| self.only_print(&cell, figure, &range));
                    let print = figure.flatten().map(|only| only.print);
                    (range, print)
                }
            };
            // The first of a run may be what it should be already.
            let same = |print: &String| cell.figure().is_some_and(|figure| figure.print == *print);
            if print.as_ref().is_some_and(same) {
                continue;
            }
            let slip = print.clone().map(|print| Slip {
                kind: kind.clone(),
                print,
                odds: moved.odds,
            });
            changes.push(Change {
                mark: self.mark_in_rules(&cell),
                range,
                print,
                nearest: Vec::new(),
                slips: slip.into_iter().collect(),
            });
        }
        let many = changes.len();
        let slips = changes.iter_mut().flat_map(|change| &mut change.slips);
        for slip in slips {
            if let SlipKind::Shifted { figures, .. } = &mut slip.kind {
                *figures = many;
            }
        }
        let score = score_of(moved.odds);
        Ok(Suspected {
            mending: Mending {
                changes,
                moved: true,
                odds: told(score),
                confirmed: 0,
            },
            figures: moved.cells.iter().map(|(var, _)| *var).collect(),
            score,
            explained: true,
            sure: true,
        })
    }
}

impl Short<'_> {
    /// Whether a sum between these ends could be what it must be.
    fn allows(&self, lo: Option<&Rat>, hi: Option<&Rat>) -> bool {
        let above = lo.zip(self.most.as_ref());
        let below = hi.zip(self.least.as_ref());
        above.is_none_or(|(lo, most)| lo <= most) && below.is_none_or(|(hi, least)| hi >= least)
    }
}

/// An end of a sum, one term's end less and another's more.
fn moved(end: Option<Rat>, less: Option<Rat>, more: Option<Rat>) -> Option<Rat> {
    Some(end? - less? + more?)
}

/// The ends of a factor times what a figure can be.
fn times(factor: &Rat, (lo, hi): &Ends) -> Ends {
    let times = |end: &Option<Rat>| end.as_ref().map(|end| factor * end);
    match factor.sign() {
        Ordering::Equal => (Some(Rat::ZERO), Some(Rat::ZERO)),
        Ordering::Greater => (times(lo), times(hi)),
        Ordering::Less => (times(hi), times(lo)),
    }
}

/// A cell of the report itself, with the number of its row.
fn own(cell: Option<FigureCell<'_>>) -> Option<(FigureCell<'_>, usize)> {
    let cell = cell.filter(|cell| !cell.key.prior && cell.is_printed())?;
    Some((cell, cell.key.row?))
}
