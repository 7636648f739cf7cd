//! What a print may have been meant to be: every print that one human slip
//! turns into it.
//!
//! A change keeps the notation: separators, width, % and 万, hedges and
//! footnote marks. What cannot be re-spelled for sure (`十二`, `3万5千`, more
//! than 16 digits) has no candidates rather than wrong ones. The slips but
//! `Cut` mirror one another: a print is found among the candidates of its own
//! candidates, so that the same function makes wrong prints of right ones.

mod draft;
#[cfg(test)]
mod laws;
mod signs;
mod spelling;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::figure::{Context, Figure, Hedge, Range, Reading, Rounding, read};
use crate::finding::SlipKind;
use draft::{Draft, Drafts, SURELY};
use spelling::Spelling;

/// No print has more candidates than this.
#[cfg(test)]
pub(crate) const MAX_CANDIDATES: usize = 400;

/// The digits.
const TEN: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// A print that may have been meant, and the slip that would have made the
/// present one of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// The slip.
    pub kind: SlipKind,
    /// The corrected print, read as the present one was; `figure.print` is its text.
    pub figure: Figure,
    /// How likely the slip is, in parts of a million.
    pub odds: u64,
}

/// All prints that one slip turns into this one, likeliest first, at most
/// [`MAX_CANDIDATES`]. Each print is there once, with its likeliest slip; but
/// `Cut`, which holds only where the needed value lies between the two prints,
/// is kept beside another slip with the same print.
#[cfg(test)]
pub(crate) fn candidates(figure: &Figure, context: &Context<'_>) -> Vec<Candidate> {
    candidates_near(figure, context, &Range::everything(false))
}

/// The same, without those that lie so far from a range that they cannot be
/// meant by it.
pub(crate) fn candidates_near(
    figure: &Figure,
    context: &Context<'_>,
    range: &Range,
) -> Vec<Candidate> {
    let drafts = drafts_near(figure, context, range, SURELY);
    let mut best: BTreeMap<(String, bool), Draft> = BTreeMap::new();
    for draft in drafts {
        let key = (draft.print.clone(), draft.kind == SlipKind::Cut);
        if best
            .get(&key)
            .is_none_or(|other| other.odds() < draft.odds())
        {
            best.insert(key, draft);
        }
    }
    let mut found: Vec<Candidate> = best
        .into_values()
        .filter_map(|draft| read_back(draft, figure, context))
        .collect();
    // The prints are in order already; a stable sort keeps equal odds so.
    found.sort_by_key(|candidate| Reverse(candidate.odds));
    found
}

/// The odds of the likeliest slip that lies so near a range that it may be
/// meant by it, before any print is read; 0 where there is none.
pub(crate) fn likeliest_near(figure: &Figure, context: &Context<'_>, range: &Range) -> u64 {
    let drafts = drafts_near(figure, context, range, 1);
    let odds = drafts.iter().map(Draft::odds);
    odds.max().unwrap_or(0)
}

/// The changed prints that lie no more than so many steps off a range.
fn drafts_near(figure: &Figure, context: &Context<'_>, range: &Range, steps: i64) -> Vec<Draft> {
    let Some(printed) = Spelling::of(figure, context) else {
        return Vec::new();
    };
    let step = Some(&figure.step).filter(|_| figure.hedge == Hedge::None);
    let mut drafts = Drafts::new(range, step, steps);
    one_digit(&printed, &mut drafts);
    swapped(&printed, &mut drafts);
    lost(&printed, &mut drafts);
    too_many(&printed, &mut drafts);
    point(&printed, &mut drafts);
    power(&printed, &mut drafts);
    signs::sign(&printed, &mut drafts);
    signs::multiplier(&printed, figure, &mut drafts);
    cut(&printed, figure, context, &mut drafts);
    drafts.found
}

/// The draft as a figure, where it is read as it was meant: another value in
/// the same notation.
fn read_back(draft: Draft, present: &Figure, context: &Context<'_>) -> Option<Candidate> {
    let Reading::Figure(figure) = read(&draft.print, context) else {
        return None;
    };
    let units =
        [figure.as_ref(), present].map(|figure| figure.unit.as_ref().map(|unit| &unit.bases));
    let same_notation = figure.hedge == present.hedge
        && figure.mark == present.mark
        && units[0] == units[1]
        && figure.print == draft.print;
    let another = figure.nominal == draft.value && figure.nominal != present.nominal;
    // 13.6 people are nobody's intention.
    let broken = (figure.fractional_count && !present.fractional_count)
        || (figure.is_unrounded() && !present.is_unrounded());
    let odds = draft.odds();
    (same_notation && another && !broken).then_some(Candidate {
        kind: draft.kind,
        figure: *figure,
        odds,
    })
}

fn add(kind: SlipKind, meant: Option<Spelling>, drafts: &mut Drafts<'_>) {
    if let Some(meant) = meant {
        drafts.add(kind, &meant);
    }
}

/// One digit is another.
fn one_digit(printed: &Spelling, drafts: &mut Drafts<'_>) {
    for at in 0..printed.digits.len() {
        for digit in TEN {
            let meant = printed.spliced(at, at + 1, &[digit], printed.places);
            add(SlipKind::Digit, meant, drafts);
        }
    }
}

/// Neighbouring digits are swapped, also across the point; but where all others
/// are zeros (`0.5` for `5.0`) that is the point itself.
fn swapped(printed: &Spelling, drafts: &mut Drafts<'_>) {
    let lone = printed
        .plain()
        .iter()
        .filter(|digit| **digit != b'0')
        .count()
        == 1;
    for (at, pair) in printed.digits.windows(2).enumerate() {
        if lone && at + 1 == printed.whole() {
            continue;
        }
        let meant = printed.spliced(at, at + 2, &[pair[1], pair[0]], printed.places);
        add(SlipKind::Swapped, meant, drafts);
    }
}

/// A digit is missing: before the point, or after it.
fn lost(printed: &Spelling, drafts: &mut Drafts<'_>) {
    let whole = printed.whole();
    for at in 0..=printed.digits.len() {
        for digit in TEN {
            if at <= whole {
                let meant = printed.spliced(at, at, &[digit], printed.places);
                add(SlipKind::Lost, meant, drafts);
            }
            if at >= whole && printed.places > 0 {
                let meant = printed.spliced(at, at, &[digit], printed.places + 1);
                add(SlipKind::Lost, meant, drafts);
            }
        }
    }
}

/// A digit is there twice, or is one too many. The last place after a point is
/// kept: it would take the point with it.
fn too_many(printed: &Spelling, drafts: &mut Drafts<'_>) {
    let digits = printed.plain();
    let whole = printed.whole();
    for at in 0..digits.len() {
        let side = if at < whole {
            &digits[..whole]
        } else {
            &digits[whole..]
        };
        let within = if at < whole { at } else { at - whole };
        let is_same =
            |other: Option<usize>| other.and_then(|other| side.get(other)) == Some(&digits[at]);
        let places = printed.places - usize::from(at >= whole);
        if at >= whole && places == 0 {
            continue;
        }
        let meant = printed.spliced(at, at + 1, &[], places);
        if is_same(Some(within + 1)) {
            add(SlipKind::Doubled, meant, drafts);
        } else if !is_same(within.checked_sub(1)) {
            add(SlipKind::Inserted, meant, drafts);
        }
    }
}

/// The point stands elsewhere, was lost, or is too much. Where zeros allow it,
/// also with as many places as are printed.
fn point(printed: &Spelling, drafts: &mut Drafts<'_>) {
    for places in 1..=3 {
        let more = printed.places + places;
        let shift = i32::try_from(places).unwrap_or(0);
        let meant = printed.respelled(printed.digits.clone(), more);
        add(SlipKind::Point(shift), meant, drafts);
        if printed.places == 0 {
            continue;
        }
        let meant = without_zeros(printed, places);
        add(SlipKind::Point(shift), meant, drafts);
        let meant = with_zeros(printed, places);
        add(SlipKind::Point(-shift), meant, drafts);
        if let Some(fewer) = printed.places.checked_sub(places) {
            let meant = printed.respelled(printed.digits.clone(), fewer);
            add(SlipKind::Point(-shift), meant, drafts);
        }
    }
}

/// Zeros at the end of a print without a point are missing, or too many.
fn power(printed: &Spelling, drafts: &mut Drafts<'_>) {
    if printed.places > 0 {
        return;
    }
    for zeros in 1..=4 {
        let power = i32::try_from(zeros).unwrap_or(0);
        add(
            SlipKind::Power(power),
            without_zeros(printed, zeros),
            drafts,
        );
        add(SlipKind::Power(-power), with_zeros(printed, zeros), drafts);
    }
}

/// A print without so many zeros at its end, with as many places.
fn without_zeros(printed: &Spelling, zeros: usize) -> Option<Spelling> {
    let kept = printed.digits.len().checked_sub(zeros)?;
    let only_zeros = printed.plain()[kept..].iter().all(|digit| *digit == b'0');
    let meant = printed.respelled(printed.digits[..kept].to_vec(), printed.places);
    meant.filter(|_| only_zeros && (kept > 0 || printed.places > 0))
}

/// A print with so many more zeros at its end, with as many places.
fn with_zeros(printed: &Spelling, zeros: usize) -> Option<Spelling> {
    let mut digits = printed.digits.clone();
    digits.extend(std::iter::repeat_n('0', zeros));
    printed.respelled(digits, printed.places)
}

/// The value was cut where it should have been rounded: the print is one step
/// further from zero.
fn cut(printed: &Spelling, figure: &Figure, context: &Context<'_>, drafts: &mut Drafts<'_>) {
    let to_nearest = matches!(
        context.rounding,
        Rounding::Nearest | Rounding::HalfUp | Rounding::HalfDown | Rounding::HalfEven
    );
    let exact = figure.range.clone().tighten().is_point().is_some();
    if !to_nearest || exact || figure.hedge != Hedge::None || figure.is_at_random() {
        return;
    }
    // The last known place may be left of the last printed one, but not right of it.
    let places = i32::try_from(printed.places).unwrap_or(0);
    let place = figure.last_place() - printed.exp10 + places;
    let step = u32::try_from(place)
        .ok()
        .and_then(|place| 10_u128.checked_pow(place));
    let Some(step) = step.filter(|step| printed.mantissa().is_multiple_of(*step)) else {
        return;
    };
    let width = printed.digits.len();
    let next = format!("{:0>width$}", printed.mantissa().saturating_add(step));
    let digits: Vec<char> = next.chars().collect();
    let meant = printed.spliced(0, width, &digits, printed.places);
    add(SlipKind::Cut, meant, drafts);
}
