//! Lines that go on from one crossing line to the next: a running total (累计), what
//! another line changed by since the line before (比上年增加, 增长率), and what was left
//! there, carried over (上年结转). Series in tables stand so: a month or a year in each
//! line.

use super::bits::{BIT, log2};
use super::field::{Field, Printed};
use super::judge::MOST;
use super::pen::one_slip;
use super::relation::{Along, Course, CourseKind, Crosses, Miss, Outcome, Pace, Relation};
use super::words;
use std::collections::{BTreeMap, BTreeSet};

/// What must speak for it where its name says so, and where it does not, beyond what
/// it takes to say which two lines of all, and which of the kinds.
const NAMED: i64 = 14 * BIT;
const ENOUGH: i64 = 32 * BIT;
/// In so many lines it must hold that say something of their own.
const HOLDS: usize = 4;
const HOLDS_NAMED: usize = 2;
/// A line that fails where the name says so is told without a slip of the pen that explains
/// it where so many others hold, or HOLDS where rounding plays a part.
const NAMED_HOLDS: usize = 3;
/// So often it may fail, and once more for so many lines in which it holds.
const FEW: usize = 1;
const RARE: usize = 25;
/// What is off by one in the last place was rounded.
const ROUNDED: i128 = 1;
/// Tables of more lines, or of more lines that these cross, are not searched.
const LINES: usize = 40;
const CROSSING: usize = 400;

/// The courses of a table's lines; what a relation gives already is left to that.
pub(super) fn courses(field: &Field, along: Along, known: &[Relation]) -> Vec<Course> {
    let (lines, crossing) = match along {
        Along::Rows => (field.rows.len(), field.columns.len()),
        Along::Columns => (field.columns.len(), field.rows.len()),
    };
    if lines > LINES || crossing > CROSSING {
        return Vec::new();
    }
    let is_given = |line: usize| {
        let mut known = known.iter().filter(|one| one.along == along);
        known.any(|one| one.result == line && one.bits > 0 && !one.kind.adds())
    };
    let search = Search {
        field,
        along,
        crossing,
    };
    let mut found: Vec<Course> = Vec::new();
    for result in (0..lines).filter(|line| !is_given(*line)) {
        let others = (0..lines).filter(|of| *of != result);
        let all = others.flat_map(|of| search.of_pair(result, of, lines));
        let best = all.max_by_key(|one| (one.named, one.holds(), one.bits));
        found.extend(best);
    }
    without_twins(found)
}

/// Of two that say the same of two lines (a running total of changes is what changes by
/// them) the one that a name says; else the one whose first figures are the same.
fn without_twins(mut found: Vec<Course>) -> Vec<Course> {
    found.sort_by_key(|one| (!one.named, !one.begins, one.result));
    let mut pairs = BTreeSet::new();
    found.retain(|one| pairs.insert((one.result.min(one.of), one.result.max(one.of))));
    found.sort_by_key(|one| one.result);
    found
}

/// A search along the rows or the columns of a table.
struct Search<'a> {
    field: &'a Field,
    along: Along,
    crossing: usize,
}

/// The figures of two lines in a crossing line, at one scale.
#[derive(Clone, Copy)]
struct Two {
    crossing: usize,
    result: Option<i128>,
    of: i128,
    /// Whether it does not follow the line before by its name, as 2004 behind 2002.
    gap: bool,
    /// Whether its name has the mark of a note.
    marked: bool,
}

/// How two lines fare as a course.
struct Tried {
    over: Vec<Pace>,
    bits: i64,
    /// Lines that say something of their own.
    held: usize,
}

impl Search<'_> {
    fn figure(&self, line: usize, cross: usize) -> Option<Printed> {
        self.field.figure(self.along.cell(line, cross))
    }

    fn label(&self, along: Along, line: usize) -> &str {
        let lines = match along {
            Along::Rows => &self.field.rows,
            Along::Columns => &self.field.columns,
        };
        lines.get(line).map_or("", |line| line.label.as_str())
    }

    /// What two lines are to each other, forwards and, where the last comes first,
    /// backwards.
    fn of_pair(&self, result: usize, of: usize, lines: usize) -> Vec<Course> {
        let Some(two) = self.scaled(result, of) else {
            return Vec::new();
        };
        let back: Vec<Two> = two.series.iter().rev().copied().collect();
        let tried = CourseKind::ALL.into_iter().flat_map(|kind| {
            [&two.series, &back].map(|series| self.course(kind, (result, of), series, &two, lines))
        });
        tried.flatten().collect()
    }

    /// The lines that follow one another with a figure in the second line, totals aside.
    fn scaled(&self, result: usize, of: usize) -> Option<Lines> {
        let across = self.along.across();
        let numbered = (0..self.crossing).filter(|cross| has_digit(self.label(across, *cross)));
        let mostly = numbered.count() * 2 > self.crossing;
        let there = (0..self.crossing).filter_map(|cross| {
            let label = self.label(across, cross);
            // 上半年 among months, 合计 and Total are no steps of the way.
            let aside = words::is_total(label) || mostly && !has_digit(label);
            let own = self.figure(of, cross).filter(|_| !aside)?;
            Some((cross, self.figure(result, cross), own))
        });
        let there: Vec<(usize, Option<Printed>, Printed)> = there.collect();
        let results = || there.iter().filter_map(|(_, result, _)| *result);
        let places_of = there.iter().map(|(_, _, own)| own.places).max()?.max(0);
        let result_places = results().map(|one| one.places).max()?.max(0);
        let percent = results().all(|one| one.percent);
        let mixed = results().any(|one| one.percent) && !percent;
        let rates = there.iter().filter(|(_, _, own)| own.percent).count();
        if mixed || rates != 0 && rates != there.len() {
            return None;
        }
        let places = places_of.max(result_places);
        let labels: Vec<&str> = there.iter().map(|one| self.label(across, one.0)).collect();
        let gaps = gaps_in(&labels);
        let marked = labels
            .iter()
            .map(|label| label.contains(['*', '＊', '†', '①', '注']));
        let marked: Vec<bool> = marked.collect();
        let numbered = there.iter().enumerate();
        let series = numbered.map(|(at, (crossing, result, own))| {
            let result = match result {
                Some(result) => Some(result.digits_in(places)?),
                None => None,
            };
            let of = own.digits_in(places)?;
            Some(Two {
                crossing: *crossing,
                result,
                of,
                gap: gaps[at],
                marked: marked[at],
            })
        });
        let unit = 10_i128.checked_pow(u32::try_from(places - result_places).ok()?)?;
        Some(Lines {
            series: series.collect::<Option<Vec<Two>>>()?,
            places: result_places,
            unit,
            whole: places == 0,
            percent,
            of_rates: rates != 0,
        })
    }

    /// Two lines as a course of a kind, if enough speaks for it.
    fn course(
        &self,
        kind: CourseKind,
        (result, of): (usize, usize),
        series: &[Two],
        lines: &Lines,
        count: usize,
    ) -> Option<Course> {
        let growth = kind == CourseKind::Growth;
        // A change of rates is one of points, a growth of counts one in per cent.
        if growth && lines.of_rates || !growth && lines.percent != lines.of_rates {
            return None;
        }
        let named = words::is_course(self.label(self.along, result), kind);
        let tried = lines.tried(kind, series, named)?;
        let lines_and_kinds = i128::try_from(count * count * 8).unwrap_or(i128::MAX);
        let (least, holds) = match named {
            true => (NAMED, HOLDS_NAMED),
            false => (ENOUGH + log2(lines_and_kinds), HOLDS),
        };
        // Percentages are what something grew by only where that is said.
        let there = series.iter().filter(|two| two.result.is_some()).count();
        let scarce = !named && there * 4 < series.len() * 3;
        if tried.bits < least || tried.held < holds || growth && !named || scarce {
            return None;
        }
        let first = series.first()?;
        Some(Course {
            along: self.along,
            kind,
            result,
            of,
            named,
            begins: kind == CourseKind::RunningTotal && first.result == Some(first.of),
            percent: growth && !lines.percent,
            over: tried.over,
            bits: u32::try_from(tried.bits / BIT).unwrap_or(0),
        })
    }
}

/// Two lines as whole numbers of the finest place among them.
struct Lines {
    series: Vec<Two>,
    /// The places of the result, and its last one at the scale of both.
    places: i32,
    unit: i128,
    /// Whether all are whole numbers.
    whole: bool,
    percent: bool,
    of_rates: bool,
}

impl Lines {
    /// How lines fare as a course of a kind; none where they fail too often.
    fn tried(&self, kind: CourseKind, series: &[Two], named: bool) -> Option<Tried> {
        let mut tried = Tried {
            over: Vec::new(),
            bits: 0,
            held: 0,
        };
        let (mut seen, mut fails, mut rounded) = (BTreeSet::new(), Vec::new(), 0);
        for (place, pair) in series.windows(2).enumerate() {
            let [before, now] = pair else { continue };
            let later = if before.crossing < now.crossing {
                now
            } else {
                before
            };
            let Some(result) = now.result.filter(|_| !later.gap) else {
                continue;
            };
            let Some(meant) = self.meant(kind, before, now)? else {
                continue;
            };
            let pace = |outcome| Pace {
                crossing: now.crossing,
                before: before.crossing,
                outcome,
            };
            let off = result.checked_sub(meant)?;
            if off == 0 {
                let says = self.says(kind, result, before, now);
                if says > 0 && seen.insert(says_of(kind, result, now)) {
                    tried.bits += says;
                    tried.held += 1;
                }
                tried.over.push(pace(Outcome::Holds));
            } else if off.abs() <= ROUNDED * self.unit && !(self.whole && kind.is_exact()) {
                rounded += 1;
                // It is as rounding makes it, which says nothing.
                tried.over.push(pace(Outcome::Trivial));
            } else if kind == CourseKind::RunningTotal && result == now.of || now.marked {
                // It begins anew, as in the first month of a year, or a note says why.
            } else {
                let miss = Miss {
                    by: off.div_euclid(self.unit),
                    places: self.places,
                };
                fails.push(Failed {
                    place,
                    off,
                    pace: pace(Outcome::Fails(miss)),
                    result,
                    of: now.of,
                });
            }
        }
        let groups = groups_of(&fails);
        if groups.len() > FEW + tried.held / RARE || rounded > tried.held {
            return None;
        }
        let slips = groups
            .iter()
            .filter(|group| is_slip(kind, group, (tried.held, named)));
        let slips = slips.flatten().map(|failed| failed.pace);
        tried.over.extend(slips);
        tried.over.sort_unstable_by_key(|pace| pace.crossing);
        Some(tried)
    }

    /// What the result should be at the scale of both; an inner none where that cannot
    /// be told, an outer one where numbers are too large.
    fn meant(&self, kind: CourseKind, before: &Two, now: &Two) -> Option<Option<i128>> {
        Some(match kind {
            CourseKind::RunningTotal => match before.result {
                Some(result) => Some(result.checked_add(now.of)?),
                None => None,
            },
            CourseKind::Change => Some(now.of.checked_sub(before.of)?),
            CourseKind::CarriedOver => Some(before.of),
            CourseKind::Growth => {
                if before.of <= 0 {
                    return Some(None);
                }
                // In units of the last place of the result: (now - before) / before in
                // per cent, rounded half up.
                let power = 10_i128.checked_pow(u32::try_from(self.places).ok()?)?;
                let change = now.of.checked_sub(before.of)?;
                let above = change
                    .checked_mul(100)?
                    .checked_mul(power)?
                    .checked_mul(2)?;
                let rounded = above
                    .checked_add(before.of)?
                    .div_euclid(before.of.checked_mul(2)?);
                Some(rounded.checked_mul(self.unit)?)
            }
        })
    }

    /// How much it says that a line holds.
    fn says(&self, kind: CourseKind, result: i128, before: &Two, now: &Two) -> i64 {
        let size = match kind {
            CourseKind::RunningTotal => now.of.abs().min(before.result.unwrap_or(0).abs()),
            CourseKind::Change => result.abs().min(before.of.abs()),
            // What stays the same was carried over in any case.
            CourseKind::CarriedOver if result == now.of => 0,
            CourseKind::CarriedOver | CourseKind::Growth => result.abs(),
        };
        log2(size / self.unit.max(1)).clamp(0, MOST)
    }
}

fn has_digit(label: &str) -> bool {
    label.chars().any(|c| c.is_ascii_digit())
}

/// Which of some lines do not follow the one before by their names: of names that differ
/// in one number alone, that by more than most others do.
fn gaps_in(labels: &[&str]) -> Vec<bool> {
    let numbers = |label: &str| -> Vec<i64> {
        let groups = label.split(|c: char| !c.is_ascii_digit());
        groups.filter_map(|group| group.parse().ok()).collect()
    };
    let step = |pair: &[&str]| {
        let [before, now] = pair else { return None };
        let (before, now) = (numbers(before), numbers(now));
        let apart = before.iter().zip(&now).filter(|(a, b)| a != b);
        let apart: Vec<i64> = apart.map(|(a, b)| (b - a).abs()).collect();
        match apart.as_slice() {
            [one] if before.len() == now.len() => Some(*one),
            _ => None,
        }
    };
    let steps: Vec<Option<i64>> = labels.windows(2).map(step).collect();
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for one in steps.iter().flatten() {
        *counts.entry(*one).or_default() += 1;
    }
    let usual = counts.iter().max_by_key(|(_, count)| **count);
    let usual = usual.map(|(step, _)| *step);
    let is_gap =
        |step: &Option<i64>| step.is_some_and(|step| usual.is_some_and(|usual| step > usual));
    std::iter::once(false)
        .chain(steps.iter().map(is_gap))
        .collect()
}

/// The figure of a line that says something of its own: the same once more says
/// nothing new, as where rows are numbered.
fn says_of(kind: CourseKind, result: i128, now: &Two) -> i128 {
    match kind {
        CourseKind::RunningTotal => now.of,
        _ => result,
    }
}

/// A line that fails: its place among those that were tried, by how much, and its
/// figures.
#[derive(Clone, Copy)]
struct Failed {
    place: usize,
    off: i128,
    pace: Pace,
    result: i128,
    /// The figure of the other line there.
    of: i128,
}

/// Lines that fail, those beside one another together: one figure is in both.
fn groups_of(fails: &[Failed]) -> Vec<Vec<Failed>> {
    let mut groups: Vec<Vec<Failed>> = Vec::new();
    for failed in fails {
        match groups.last_mut() {
            Some(group) if group.len() == 1 && group[0].place + 1 == failed.place => {
                group.push(*failed)
            }
            _ => groups.push(vec![*failed]),
        }
    }
    groups
}

/// Whether lines that fail, where so many others hold, likely have a slip in them.
fn is_slip(kind: CourseKind, group: &[Failed], (held, named): (usize, bool)) -> bool {
    match group {
        // One figure is in both, once more and once less.
        [one, other] if kind.is_exact() => {
            one.off.checked_add(other.off) == Some(0) && held >= HOLDS_NAMED
        }
        [_, _] => held >= HOLDS,
        [failed] => {
            let meant = failed.result - failed.off;
            let enough = if kind.is_exact() { NAMED_HOLDS } else { HOLDS };
            let of_other = kind == CourseKind::RunningTotal
                && one_slip(failed.of, failed.of.saturating_add(failed.off));
            named && held >= enough || one_slip(failed.result, meant) || of_other
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::discover;
    use crate::discover::field::{FieldCell, Line};

    /// A table of two lines over as many others as there are figures, turned or not.
    fn table(names: [&str; 2], lines: &[[Option<i128>; 2]], places: i32, turned: bool) -> Field {
        let kinds: Vec<Line> = names.map(Line::called).into();
        let across: Vec<Line> = (0..lines.len())
            .map(|at| Line::called(format!("k{at}")))
            .collect();
        let mut field = match turned {
            true => Field::new(kinds, across),
            false => Field::new(across, kinds),
        };
        for (at, figures) in lines.iter().enumerate() {
            for (kind, digits) in figures.iter().enumerate() {
                let (row, column) = if turned { (kind, at) } else { (at, kind) };
                let places = if kind == 1 { places } else { 0 };
                let print = digits.map(|digits| Printed::plain(digits, places));
                field.set(
                    row,
                    column,
                    print.map_or(FieldCell::Blank, FieldCell::Figure),
                );
            }
        }
        field
    }

    fn pairs(own: &[i128], results: &[Option<i128>]) -> Vec<[Option<i128>; 2]> {
        let pairs = own.iter().zip(results);
        pairs.map(|(own, result)| [Some(*own), *result]).collect()
    }

    const COUNTS: [i128; 6] = [120, 98, 143, 110, 131, 99];

    /// What each kind makes of the counts.
    fn made(kind: CourseKind, counts: &[i128]) -> Vec<Option<i128>> {
        let mut total = 0;
        let before = |at: usize| at.checked_sub(1).map(|at| counts[at]);
        let each = counts.iter().enumerate().map(|(at, own)| {
            total += own;
            match kind {
                CourseKind::RunningTotal => Some(total),
                CourseKind::Change => before(at).map(|before| own - before),
                CourseKind::CarriedOver => before(at),
                // To a tenth of a per cent, half up.
                CourseKind::Growth => {
                    before(at).map(|before| (2000 * (own - before) + before).div_euclid(2 * before))
                }
            }
        });
        each.collect()
    }

    fn named(kind: CourseKind) -> [&'static str; 2] {
        let name = match kind {
            CourseKind::RunningTotal => "累计",
            CourseKind::Change => "比上月增加",
            CourseKind::Growth => "环比增长（%）",
            CourseKind::CarriedOver => "期初",
        };
        ["受理", name]
    }

    #[test]
    fn each_kind_is_found_forwards_and_backwards_along_rows_and_columns() {
        for kind in CourseKind::ALL {
            let places = i32::from(kind == CourseKind::Growth);
            for (turned, back) in [(false, false), (true, false), (false, true), (true, true)] {
                let mut lines = pairs(&COUNTS, &made(kind, &COUNTS));
                if back {
                    lines.reverse();
                }
                let found = discover(&table(named(kind), &lines, places, turned)).courses;
                assert_eq!(found.len(), 1, "{kind:?} {turned} {back}: {found:?}");
                assert_eq!((found[0].kind, found[0].result), (kind, 1));
                assert!(found[0].holds_everywhere() && found[0].holds() == 5);
            }
        }
    }

    #[test]
    fn a_slip_in_a_running_total_fails_in_two_lines_and_one_in_a_part_in_one() {
        let mut results = made(CourseKind::RunningTotal, &COUNTS);
        results[3] = Some(417);
        let kinds = named(CourseKind::RunningTotal);
        let found = discover(&table(kinds, &pairs(&COUNTS, &results), 0, false)).courses;
        let fails: Vec<(usize, i128)> = found[0].fails().map(|(at, miss)| (at, miss.by)).collect();
        assert_eq!(fails, [(3, -54), (4, 54)]);

        let mut counts = COUNTS;
        let results = made(CourseKind::RunningTotal, &counts);
        counts[4] = 113;
        let found = discover(&table(kinds, &pairs(&counts, &results), 0, false)).courses;
        let fails: Vec<(usize, i128)> = found[0].fails().map(|(at, miss)| (at, miss.by)).collect();
        assert_eq!(fails, [(4, 18)]);
    }

    #[test]
    fn numbered_rows_and_what_stays_the_same_are_no_courses() {
        let ones = [1; 8];
        let counted = made(CourseKind::RunningTotal, &ones);
        assert!(
            discover(&table(["a", "b"], &pairs(&ones, &counted), 0, false))
                .courses
                .is_empty()
        );
        let same = [4500; 8];
        let before = made(CourseKind::CarriedOver, &same);
        assert!(
            discover(&table(["a", "b"], &pairs(&same, &before), 0, false))
                .courses
                .is_empty()
        );
    }

    #[test]
    fn a_running_total_may_begin_anew() {
        let counts: Vec<i128> = [COUNTS, COUNTS.map(|count| count + 17)].concat();
        let mut results = made(CourseKind::RunningTotal, &COUNTS);
        results.extend(made(
            CourseKind::RunningTotal,
            &COUNTS.map(|count| count + 17),
        ));
        let kinds = named(CourseKind::RunningTotal);
        let found = discover(&table(kinds, &pairs(&counts, &results), 0, false)).courses;
        assert!(found[0].holds_everywhere() && found[0].holds() == 10);
    }

    #[test]
    fn growth_that_nothing_calls_so_is_none() {
        let results = made(CourseKind::Growth, &COUNTS);
        let lines = pairs(&COUNTS, &results);
        assert!(
            discover(&table(["a", "b"], &lines, 1, false))
                .courses
                .is_empty()
        );
    }
}
