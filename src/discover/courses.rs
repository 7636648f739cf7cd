//! Lines that go on from one crossing line to the next: a running total (累计), what
//! another line changed by since the line before (比上年增加, 增长率), and what was left
//! there, carried over (上年结转). Series in tables stand so: a month or a year in each
//! line.

use super::bits::{BIT, log2};
use super::field::{Field, Printed};
use super::paces::{HOLDS, HOLDS_NAMED, Lines, Two};
use super::relation::{Along, Course, CourseKind, Crosses, Relation};
use super::steps::Steps;
use super::words;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// What must speak for it where its name says so, and where it does not, beyond what
/// it takes to say which two lines of all, and which of the kinds.
const NAMED: i64 = 14 * BIT;
const ENOUGH: i64 = 32 * BIT;
/// What a line goes on from stands so near to it, of more lines; and so near where no
/// name says so.
const LINES: usize = 40;
const REACH: usize = 8;
/// Of more lines that these cross, so many are looked at before all are.
const SAMPLE: usize = 400;

/// The courses of a table's lines; what a relation gives already is left to that.
pub(super) fn courses(field: &Field, along: Along, known: &[Relation]) -> Vec<Course> {
    let (lines, crossing) = match along {
        Along::Rows => (field.rows.len(), field.columns.len()),
        Along::Columns => (field.columns.len(), field.rows.len()),
    };
    if crossing <= HOLDS_NAMED {
        return Vec::new();
    }
    let known = known.iter().filter(|one| one.along == along);
    let given = known.filter(|one| one.bits > 0 && !one.kind.adds());
    let given: BTreeSet<usize> = given.map(|one| one.result).collect();
    let sample = Search::of(field, along, crossing.min(SAMPLE));
    let all = OnceCell::new();
    let mut found: Vec<Course> = Vec::new();
    for result in (0..lines).filter(|line| !given.contains(line)) {
        let reach = match lines > LINES && !words::is_any_course(sample.label(result)) {
            true => REACH,
            false => LINES,
        };
        let near = result.saturating_sub(reach)..lines.min(result + reach + 1);
        let others = near.filter(|of| *of != result);
        let tried = others.flat_map(|of| {
            let of_sample = sample.of_pair(result, of, lines);
            if crossing <= SAMPLE || of_sample.is_empty() {
                return of_sample;
            }
            let all = all.get_or_init(|| Search::of(field, along, crossing));
            all.of_pair(result, of, lines)
        });
        let best = tried.max_by_key(|one| (one.named, one.holds(), one.bits));
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

/// A search along the rows or the columns of a table, over all lines that cross these
/// or the first of them.
struct Search<'a> {
    field: &'a Field,
    along: Along,
    steps: Steps<'a>,
}

impl<'a> Search<'a> {
    fn of(field: &'a Field, along: Along, crossing: usize) -> Search<'a> {
        let across = match along {
            Along::Rows => &field.columns,
            Along::Columns => &field.rows,
        };
        Search {
            field,
            along,
            steps: Steps::of(across.get(..crossing).unwrap_or(across)),
        }
    }

    fn figure(&self, line: usize, cross: usize) -> Option<Printed> {
        self.field.figure(self.along.cell(line, cross))
    }

    fn label(&self, line: usize) -> &str {
        let lines = match self.along {
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
        let there = self.steps.followed().filter_map(|cross| {
            let own = self.figure(of, cross)?;
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
        let crossing: Vec<usize> = there.iter().map(|(cross, ..)| *cross).collect();
        let gaps = self.steps.gaps(&crossing);
        let anew = self.steps.anew(&crossing);
        let numbered = there.iter().enumerate();
        let series = numbered.map(|(at, (crossing, result, own))| {
            let one = |own: &Printed| Printed { digits: 1, ..*own }.digits_in(places);
            let unit = result.as_ref().and_then(one).unwrap_or(1);
            let result = match result {
                Some(result) => Some(result.digits_in(places)?),
                None => None,
            };
            let of = own.digits_in(places)?;
            Some(Two {
                crossing: *crossing,
                result,
                of,
                unit,
                gap: gaps[at],
                marked: anew[at],
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
        let named = words::is_course(self.label(result), kind);
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
    fn a_long_table_is_tried_on_all_its_lines() {
        let counts: Vec<i128> = (0..1_500)
            .map(|at: i128| (at * at * 7919 + at * 31) % 863 + 25)
            .collect();
        for kind in [CourseKind::RunningTotal, CourseKind::Change] {
            let mut results = made(kind, &counts);
            results[1_200] = results[1_200].map(|own| own + 30);
            let lines = pairs(&counts, &results);
            let found = discover(&table(named(kind), &lines, 0, false)).courses;
            let fails: Vec<usize> = found[0].fails().map(|(at, _)| at).collect();
            let fail: &[usize] = match kind {
                CourseKind::RunningTotal => &[1_200, 1_201],
                _ => &[1_200],
            };
            assert_eq!(fails, fail);
            assert_eq!(found[0].holds(), 1_499 - fail.len());
        }
    }

    #[test]
    fn countries_below_one_another_have_their_own() {
        let counts: Vec<i128> = [COUNTS, COUNTS.map(|count| count + 17)].concat();
        let mut results = made(CourseKind::Change, &COUNTS);
        results.extend(made(CourseKind::Change, &COUNTS.map(|count| count + 17)));
        // What is told of the first year of the second country is of years before.
        results[6] = Some(31);
        let kinds = named(CourseKind::Change);
        let mut field = table(kinds, &pairs(&counts, &results), 0, false);
        for at in 0..12 {
            field.rows[at] = Line {
                label: if at < 6 { "Austria" } else { "Belgium" }.to_owned(),
                key: format!("{}", 2017 + at % 6),
                ..Line::default()
            };
        }
        let found = discover(&field).courses;
        assert_eq!((found[0].holds(), found[0].fails().count()), (10, 0));
    }

    #[test]
    fn quarters_among_months_are_no_steps() {
        let (mut counts, mut names) = (Vec::new(), Vec::new());
        for (at, count) in COUNTS.iter().enumerate() {
            counts.push(*count);
            names.push(format!("2023-{:02}", at + 1));
            if at % 3 == 2 {
                counts.push(counts[counts.len() - 3..].iter().sum());
                names.push(format!("2023-Q{}", at / 3 + 1));
            }
        }
        let totals = made(CourseKind::RunningTotal, &COUNTS);
        let months = [0, 1, 2, 2, 3, 4, 5, 5].map(|at: usize| totals[at]);
        let kinds = named(CourseKind::RunningTotal);
        let mut field = table(kinds, &pairs(&counts, &months), 0, false);
        field.rows = names.into_iter().map(Line::called).collect();
        let found = discover(&field).courses;
        assert_eq!((found[0].holds(), found[0].fails().count()), (5, 0));
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
