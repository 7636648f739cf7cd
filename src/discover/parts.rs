//! Lines that are by their name a part of the line before them (其中：网上申请, of which
//! women): such a part is never more than its whole.

use super::field::{Field, Printed};
use super::relation::{Along, Course, CourseKind, Crosses, Miss, Outcome, Pace, Part, Relation};
use super::words;

/// In so many lines a part must be less than its whole, or as much.
const HOLDS: usize = 2;
/// It may be more in so many, and in one more for so many in which it is not.
const FEW: usize = 1;
const RARE: usize = 25;
/// A line that falls so often from one crossing line to the next is none that only
/// grows; once may be a slip.
const FALLS: usize = 2;
/// Tables of more lines that these cross are not searched.
const CROSSING: usize = 1000;

/// The parts among a table's lines; those that a sum is of are left to that. What falls
/// now and then is no part of a running total, but of what that adds up.
pub(super) fn parts(
    field: &Field,
    along: Along,
    known: &[Relation],
    courses: &[Course],
) -> Vec<Part> {
    let (lines, crossing) = match along {
        Along::Rows => (&field.rows, field.columns.len()),
        Along::Columns => (&field.columns, field.rows.len()),
    };
    if crossing > CROSSING {
        return Vec::new();
    }
    let figure = |line: usize, cross: usize| field.figure(along.cell(line, cross));
    let mut found = Vec::new();
    let mut whole = None;
    for (part, line) in lines.iter().enumerate() {
        if !words::is_part(&line.label) {
            let there = (0..crossing).any(|cross| figure(part, cross).is_some());
            // A line without figures is a heading: what it begins has another whole.
            whole = there.then_some(part);
            continue;
        }
        let falls =
            |on: &&Pace| below(figure(part, on.crossing), figure(part, on.before)).unwrap_or(false);
        let whole = whole.map(|whole| match running(courses, along, whole) {
            Some(total) if total.over.iter().filter(falls).count() >= FALLS => total.of,
            _ => whole,
        });
        let Some(whole) = whole.filter(|whole| !adds_up(known, along, (*whole, part))) else {
            continue;
        };
        let over = (0..crossing).filter_map(|cross| {
            let (own, all) = (figure(part, cross)?, figure(whole, cross)?);
            Some((cross, kept(own, all)?))
        });
        let one = Part {
            along,
            part,
            whole,
            over: over.collect(),
        };
        let told = one.holds() >= HOLDS && one.fails().count() <= FEW + one.holds() / RARE;
        found.extend(told.then_some(one));
    }
    found
}

/// Whether a sum that was found says that a line is part of another.
fn adds_up(known: &[Relation], along: Along, (whole, part): (usize, usize)) -> bool {
    let mut known = known
        .iter()
        .filter(|one| one.along == along && one.kind.adds());
    known.any(|one| {
        let mut operands = one.operands.iter();
        one.result == whole && operands.any(|operand| operand.line == part)
    })
}

/// Whether a part is at most its whole as both are printed; none where one is a rate
/// and the other is not, or the whole is below nothing.
fn kept(part: Printed, whole: Printed) -> Option<Outcome> {
    if part.percent != whole.percent || part.percent || whole.digits < 0 {
        return None;
    }
    let places = part.places.max(whole.places);
    let by = part
        .digits_in(places)?
        .checked_sub(whole.digits_in(places)?)?;
    Some(match by > 0 {
        true => Outcome::Fails(Miss { by, places }),
        false => Outcome::Holds,
    })
}

/// The course that says that a line is a running total.
fn running(courses: &[Course], along: Along, line: usize) -> Option<&Course> {
    courses.iter().find(|course| {
        let told = (course.along, course.kind, course.result);
        told == (along, CourseKind::RunningTotal, line)
    })
}

/// Whether a figure is printed as less than another.
fn below(one: Option<Printed>, other: Option<Printed>) -> Option<bool> {
    let (one, other) = (one?, other?);
    let places = one.places.max(other.places);
    Some(one.digits_in(places)? < other.digits_in(places)?)
}

#[cfg(test)]
mod tests {
    use crate::discover::discover;
    use crate::discover::field::{Field, FieldCell, Line, Printed};
    use crate::discover::relation::{Crosses, Part};

    fn found(names: &[&str], rows: &[&[i128]]) -> Vec<Part> {
        let lines = (0..rows.len()).map(|at| Line::called(format!("k{at}")));
        let names = names.iter().map(|name| Line::called(*name));
        let mut field = Field::new(lines.collect(), names.collect());
        for (at, row) in rows.iter().enumerate() {
            for (column, digits) in row.iter().enumerate() {
                field.set(at, column, FieldCell::Figure(Printed::plain(*digits, 0)));
            }
        }
        discover(&field).parts
    }

    #[test]
    fn a_part_by_its_name_is_no_more_than_the_line_before_it() {
        let rows: [&[i128]; 4] = [
            &[120, 80, 31],
            &[98, 43, 12],
            &[143, 91, 160],
            &[131, 77, 8],
        ];
        let parts = found(&["总量", "其中：网上", "其中：来信"], &rows);
        assert_eq!(parts.len(), 2);
        assert!(parts[0].fails().next().is_none());
        assert_eq!((parts[1].part, parts[1].whole), (2, 0));
        let fails: Vec<(usize, i128)> = parts[1].fails().map(|(at, miss)| (at, miss.by)).collect();
        assert_eq!(fails, [(2, 17)]);
    }

    #[test]
    fn a_part_behind_a_running_total_is_one_of_what_is_added() {
        let rows = |online: [i128; 6]| -> Vec<[i128; 3]> {
            let new = [310, 298, 334, 290, 305, 322];
            let mut all = 0;
            let rows = new.iter().zip(online).map(|(new, online)| {
                all += new;
                [*new, all, online]
            });
            rows.collect()
        };
        let found = |online| {
            let rows = rows(online);
            let rows: Vec<&[i128]> = rows.iter().map(|row| row.as_slice()).collect();
            found(&["新收", "累计新收", "其中：网上"], &rows)
        };
        let of_month = found([120, 101, 410, 99, 130, 118]);
        assert_eq!((of_month[0].part, of_month[0].whole), (2, 0));
        assert_eq!(of_month[0].fails().count(), 1);
        // What only grows is a part of the total so far.
        let so_far = found([120, 221, 361, 460, 590, 708]);
        assert_eq!((so_far[0].part, so_far[0].whole), (2, 1));
        assert!(so_far[0].fails().next().is_none());
    }

    #[test]
    fn what_is_more_in_several_lines_is_no_part() {
        let rows: [&[i128]; 4] = [&[120, 180], &[98, 143], &[143, 91], &[131, 77]];
        assert!(found(&["总量", "其中：涉及人数"], &rows).is_empty());
        assert!(found(&["总量", "网上"], &rows).is_empty());
    }
}
