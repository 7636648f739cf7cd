//! Shares of a whole that stands once: a line says of each figure of another which
//! part of its total that is (占比 beside 数量, the total in a row of its own or
//! nowhere).

use super::bits::{BIT, log2, log2_tenths};
use super::field::{Field, Printed};
use super::judge::MOST;
use super::pen::one_slip;
use super::relation::{Along, Crosses, Miss, Outcome, Portion, Relation};
use super::words;

/// What must speak for it, beyond what it takes to say which lines it is of.
const ENOUGH: i64 = 12 * BIT;
/// In so many lines it must hold that are not the whole.
const HOLDS: usize = 2;
/// In so many lines it may fail, and in one more for so many in which it holds.
const FEW: usize = 1;
const RARE: usize = 25;
/// Shares are of a line so near.
const REACH: usize = 16;
/// Tables of more lines, or of more lines that these cross, are not searched.
const LINES: usize = 60;
const CROSSING: usize = 2000;
/// Being off so much where all others are right must be this unlikely, in tenths of
/// bits.
const HARDLY_CHANCE: i64 = 100;
/// A share that no slip of the pen explains is told where so many others are right.
const MANY: i64 = 6;
/// What is off by one in the last place was made to add up.
const ADJUSTED: i128 = 1;

/// The shares of a table's lines; those that are known as quotients are none.
pub(super) fn portions(field: &Field, along: Along, known: &[Relation]) -> Vec<Portion> {
    let (lines, crossing) = match along {
        Along::Rows => (field.rows.len(), field.columns.len()),
        Along::Columns => (field.columns.len(), field.rows.len()),
    };
    if lines > LINES || crossing > CROSSING {
        return Vec::new();
    }
    let search = Search {
        field,
        along,
        crossing,
    };
    let is_known = |line: usize| {
        let mut known = known.iter().filter(|one| one.along == along);
        known.any(|one| one.result == line && !one.kind.adds())
    };
    let shares = (0..lines).filter(|line| search.is_called_share(*line) && !is_known(*line));
    shares
        .filter_map(|share| {
            let near = |of: &usize| of.abs_diff(share);
            let mut others: Vec<usize> = (0..lines)
                .filter(|of| *of != share && near(of) <= REACH && !search.is_called_share(*of))
                .collect();
            // Of two that are as near, the one before it.
            others.sort_by_key(|of| (near(of), *of));
            let others = others.into_iter();
            let mut found = others.filter_map(|of| search.best(share, of, lines));
            found.next()
        })
        .collect()
}

/// A search for shares along the rows or the columns of a table.
struct Search<'a> {
    field: &'a Field,
    along: Along,
    crossing: usize,
}

/// A share, the figure it is of, and the whole, as whole numbers of the finest
/// place among them.
#[derive(Clone, Copy)]
struct Scaled {
    value: i128,
    /// Half of its last place, where it has decimals: whole numbers are exact.
    half: i128,
}

impl Search<'_> {
    fn figure(&self, line: usize, cross: usize) -> Option<Printed> {
        self.field.figure(self.along.cell(line, cross))
    }

    fn called(&self, crossing: usize) -> &str {
        let lines = match self.along {
            Along::Rows => &self.field.columns,
            Along::Columns => &self.field.rows,
        };
        lines.get(crossing).map_or("", |line| line.label.as_str())
    }

    /// Whether a line is called a share, or all of its figures print %.
    fn is_called_share(&self, line: usize) -> bool {
        let lines = match self.along {
            Along::Rows => &self.field.rows,
            Along::Columns => &self.field.columns,
        };
        let label = lines.get(line).map_or("", |line| line.label.as_str());
        let mut there = (0..self.crossing).filter_map(|cross| self.figure(line, cross));
        words::is_share(label) || {
            let first = there.next();
            first.is_some_and(|one| one.percent) && there.all(|one| one.percent)
        }
    }

    /// The likeliest whole that one line says the shares of another of.
    fn best(&self, share: usize, of: usize, lines: usize) -> Option<Portion> {
        let total = |cross: &usize| {
            let share = self.figure(share, *cross);
            let is = |all| share.is_some_and(|share| share.digits_in(PLACES) == Some(all));
            is(100 * ONE) || is(ONE) || words::is_total(self.called(*cross))
        };
        let totals: Vec<usize> = (0..self.crossing).filter(total).collect();
        let wholes = totals.iter().map(|total| Some(*total));
        // Where no line is called a total, all together are the whole.
        let wholes = wholes.chain(totals.is_empty().then_some(None));
        let wholes: Vec<Option<usize>> = wholes.collect();
        let printed = (0..self.crossing).find_map(|cross| self.figure(share, cross))?;
        let scales: &[u8] = if printed.percent { &[100] } else { &[100, 1] };
        let tried = wholes
            .iter()
            .flat_map(|whole| scales.iter().map(|scale| (*whole, *scale)));
        let found = tried.filter_map(|tried| self.portion((share, of), tried, lines));
        found.max_by_key(|one| (one.holds(), one.bits))
    }

    /// One line as the shares of another in a whole, if enough speaks for it.
    fn portion(
        &self,
        (share, of): (usize, usize),
        (whole, scale): (Option<usize>, u8),
        lines: usize,
    ) -> Option<Portion> {
        let all = || (0..self.crossing).filter_map(|cross| self.figure(of, cross));
        let places = all().map(|one| one.places).max()?.max(0);
        let scaled = |one: Printed| {
            let unit = 10_i128.checked_pow(u32::try_from(places - one.places).ok()?)?;
            Some(Scaled {
                value: one.digits.checked_mul(unit)?.checked_mul(2)?,
                half: if one.places > 0 { unit } else { 0 },
            })
        };
        let whole_size = match whole {
            Some(cross) => scaled(self.figure(of, cross)?)?,
            None => {
                // Of what is not there, nobody knows what it adds; headers and names
                // stand before the figures.
                let is = |line: usize, cross: &usize| self.figure(line, *cross).is_some();
                let first = (0..self.crossing).find(|cross| is(of, cross))?;
                let last = (0..self.crossing).rfind(|cross| is(of, cross))?;
                if !(first..=last).all(|cross| is(of, &cross) && is(share, &cross)) {
                    return None;
                }
                let mut sum = Scaled { value: 0, half: 0 };
                for one in all() {
                    let one = scaled(one)?;
                    sum.value = sum.value.checked_add(one.value)?;
                    sum.half = sum.half.checked_add(one.half)?;
                }
                sum
            }
        };
        if whole_size.value <= whole_size.half {
            return None;
        }
        let mut over = Vec::new();
        let mut fails = Vec::new();
        let (mut bits, mut held) = (0, 0);
        for cross in 0..self.crossing {
            let (Some(print), Some(own)) = (self.figure(share, cross), self.figure(of, cross))
            else {
                continue;
            };
            let own = scaled(own)?;
            match off((print, scale), own, whole_size)? {
                0 => {
                    over.push((cross, Outcome::Holds));
                    if whole != Some(cross) && print.digits != 0 {
                        held += 1;
                        bits += log2(print.digits.abs()).clamp(0, MOST);
                    }
                }
                off => fails.push((cross, off, print)),
            }
        }
        let least = ENOUGH + 2 * log2(i128::try_from(lines).unwrap_or(0));
        let (adjusted, fails): (Vec<_>, Vec<_>) = fails
            .into_iter()
            .partition(|(_, off, _)| off.abs() <= ADJUSTED);
        if bits < least
            || held < HOLDS
            || fails.len() > FEW + held / RARE
            || adjusted.len() * 2 > held
        {
            return None;
        }
        let slips = fails
            .iter()
            .filter(|(_, off, print)| is_slip(*print, *off, held));
        over.extend(slips.map(|(cross, off, print)| {
            let miss = Miss {
                by: *off,
                places: print.places,
            };
            (*cross, Outcome::Fails(miss))
        }));
        over.sort_unstable_by_key(|(cross, _)| *cross);
        Some(Portion {
            along: self.along,
            share,
            of,
            whole,
            scale,
            over,
            bits: u32::try_from(bits / BIT).unwrap_or(0),
        })
    }
}

/// One, with so many places.
const PLACES: i32 = 12;
const ONE: i128 = 1_000_000_000_000;

/// By how many units of its last place a share, in per cent or in parts of one, is
/// off the part that a figure is of a whole; 0 where some values that these print
/// give it.
fn off((share, scale): (Printed, u8), own: Scaled, whole: Scaled) -> Option<i128> {
    let power = 10_i128.checked_pow(u32::try_from(share.places.max(0)).ok()?)?;
    if share.places < 0 {
        return None;
    }
    let scale = power.checked_mul(i128::from(scale))?;
    // In halves of the last place of the share: 2 * digits ± 1, times the whole.
    let twice = share.digits.checked_mul(2)?;
    let least = twice
        .checked_sub(1)?
        .checked_mul(whole.value - whole.half)?;
    let most = twice
        .checked_add(1)?
        .checked_mul(whole.value + whole.half)?;
    let part = |value: i128| value.checked_mul(scale)?.checked_mul(2);
    let (low, high) = (part(own.value - own.half)?, part(own.value + own.half)?);
    if least <= high && low <= most {
        return Some(0);
    }
    let middle = part(own.value)?;
    // What the share would be, rounded.
    let unit = whole.value.checked_mul(2)?;
    let meant = (middle + whole.value).div_euclid(unit);
    let off = share.digits - meant;
    Some(if off == 0 { ADJUSTED } else { off })
}

/// Whether a share that is off by so many units of its last place, where so many
/// others are right, likely has a slip in it, or the figure that it is of.
fn is_slip(share: Printed, off: i128, held: usize) -> bool {
    let units = i64::try_from(off.unsigned_abs()).unwrap_or(i64::MAX);
    let odds = log2_tenths(units.saturating_mul(2));
    let held = i64::try_from(held).unwrap_or(i64::MAX);
    let hardly = odds.saturating_mul(held) >= HARDLY_CHANCE;
    hardly && (held >= MANY || one_slip(share.digits, share.digits - off))
}

#[cfg(test)]
mod tests {
    use crate::discover::discover;
    use crate::discover::field::{Field, FieldCell, Line, Printed};
    use crate::discover::relation::{Along, Crosses, Miss, Portion};

    /// A table of counts and what is printed as their shares, to a tenth of a per
    /// cent, with a total or without.
    fn table(counts: &[i128], shares: &[i128], total: bool, turned: bool) -> Field {
        let mut counts = counts.to_vec();
        let mut shares = shares.to_vec();
        let mut names: Vec<String> = (0..counts.len()).map(|at| format!("k{at}")).collect();
        if total {
            names.push("Total".to_owned());
            counts.push(counts.iter().sum());
            shares.push(1000);
        }
        let called = |name: &str| Line::called(name);
        let kinds = vec![called("Count"), called("Share (%)")];
        let names: Vec<Line> = names.iter().map(|name| called(name)).collect();
        let mut field = match turned {
            true => Field::new(kinds, names),
            false => Field::new(names, kinds),
        };
        for (at, (count, share)) in counts.iter().zip(&shares).enumerate() {
            let prints = [Printed::plain(*count, 0), Printed::plain(*share, 1)];
            for (kind, print) in prints.into_iter().enumerate() {
                let (row, column) = if turned { (kind, at) } else { (at, kind) };
                field.set(row, column, FieldCell::Figure(print));
            }
        }
        field
    }

    const COUNTS: [i128; 5] = [1204, 877, 342, 1981, 63];
    const SHARES: [i128; 5] = [270, 196, 77, 443, 14];

    fn one(field: &Field) -> Portion {
        let mut found = discover(field).portions;
        assert_eq!(found.len(), 1);
        found.remove(0)
    }

    #[test]
    fn shares_of_a_total_are_found_along_rows_and_columns() {
        for (total, turned) in [(true, false), (true, true), (false, false), (false, true)] {
            let found = one(&table(&COUNTS, &SHARES, total, turned));
            let along = if turned { Along::Rows } else { Along::Columns };
            assert_eq!((found.along, found.of, found.share), (along, 0, 1));
            assert_eq!((found.whole, found.scale), (total.then_some(5), 100));
            assert_eq!(found.holds(), 5 + usize::from(total));
            assert!(found.holds_everywhere());
        }
    }

    #[test]
    fn one_share_that_is_none_has_a_slip_in_it() {
        let mut shares = SHARES;
        shares[2] = 707;
        let found = one(&table(&COUNTS, &shares, true, false));
        let fails: Vec<(usize, Miss)> = found.fails().collect();
        assert_eq!(fails, [(2, Miss { by: 630, places: 1 })]);
    }

    #[test]
    fn a_share_that_was_made_to_add_up_is_passed_over() {
        let mut shares = SHARES;
        shares[3] = 444;
        let found = one(&table(&COUNTS, &shares, true, false));
        assert!(found.holds_everywhere());
        assert_eq!(found.holds(), 5);
    }

    #[test]
    fn rates_of_something_else_are_no_shares() {
        let rates = [312, 77, 553, 204, 128];
        assert!(
            discover(&table(&COUNTS, &rates, true, false))
                .portions
                .is_empty()
        );
        assert!(
            discover(&table(&COUNTS, &rates, false, false))
                .portions
                .is_empty()
        );
    }
}
