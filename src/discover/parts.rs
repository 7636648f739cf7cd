//! Lines that are by their name a part of the line before them (其中：网上申请, of which
//! women): such a part is never more than its whole.

use super::field::{Field, Printed};
use super::relation::{Along, Crosses, Miss, Outcome, Part, Relation};
use super::words;

/// In so many lines a part must be less than its whole, or as much.
const HOLDS: usize = 2;
/// It may be more in so many, and in one more for so many in which it is not.
const FEW: usize = 1;
const RARE: usize = 25;
/// Tables of more lines that these cross are not searched.
const CROSSING: usize = 1000;

/// The parts among a table's lines; those that a sum is of are left to that.
pub(super) fn parts(field: &Field, along: Along, known: &[Relation]) -> Vec<Part> {
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
    fn what_is_more_in_several_lines_is_no_part() {
        let rows: [&[i128]; 4] = [&[120, 180], &[98, 143], &[143, 91], &[131, 77]];
        assert!(found(&["总量", "其中：涉及人数"], &rows).is_empty());
        assert!(found(&["总量", "网上"], &rows).is_empty());
    }
}
