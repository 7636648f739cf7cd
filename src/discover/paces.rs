//! How two lines fare as a course, from one crossing line to the next: where it holds,
//! where it fails, and whether that is a slip.

use super::bits::log2;
use super::judge::MOST;
use super::pen::one_slip;
use super::relation::{CourseKind, Miss, Outcome, Pace};
use std::collections::BTreeSet;

/// A line that fails where the name says so is told without a slip of the pen that explains
/// it where so many others hold, or HOLDS where rounding plays a part.
const NAMED_HOLDS: usize = 3;
/// In so many lines it must hold that say something of their own.
pub(super) const HOLDS: usize = 4;
pub(super) const HOLDS_NAMED: usize = 2;
/// So often it may fail, and once more for so many lines in which it holds.
const FEW: usize = 1;
const RARE: usize = 25;
/// What is off by one in the last place was rounded.
const ROUNDED: i128 = 1;

/// The figures of two lines in a crossing line, at one scale.
#[derive(Clone, Copy)]
pub(super) struct Two {
    pub crossing: usize,
    pub result: Option<i128>,
    pub of: i128,
    /// The last place of the result's own print.
    pub unit: i128,
    /// Whether it does not follow the line before by its name, as 2004 behind 2002.
    pub gap: bool,
    /// Whether it may begin anew: its name has the mark of a note, or it is the first
    /// line of a country, say, where several stand below one another.
    pub marked: bool,
}

/// How two lines fare as a course.
pub(super) struct Tried {
    pub over: Vec<Pace>,
    pub bits: i64,
    /// Lines that say something of their own.
    pub held: usize,
}

/// Two lines as whole numbers of the finest place among them.
pub(super) struct Lines {
    pub series: Vec<Two>,
    /// The places of the result, and its last one at the scale of both.
    pub places: i32,
    pub unit: i128,
    /// Whether all are whole numbers.
    pub whole: bool,
    pub percent: bool,
    pub of_rates: bool,
}

impl Lines {
    /// How lines fare as a course of a kind; none where they fail too often.
    pub(super) fn tried(&self, kind: CourseKind, series: &[Two], named: bool) -> Option<Tried> {
        let mut tried = Tried {
            over: Vec::new(),
            bits: 0,
            held: 0,
        };
        let (mut seen, mut fails, mut rounded) = (BTreeSet::new(), Vec::new(), 0);
        // Two that fail beside one another are one at least.
        let most = 2 * (FEW + series.len() / RARE);
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
            } else if off.abs() <= ROUNDED * self.unit.max(now.unit)
                && !(self.whole && kind.is_exact())
            {
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
                if fails.len() > most {
                    return None;
                }
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
