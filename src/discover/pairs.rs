//! Sums of two lines that may stand anywhere within reach.

use super::additive::told;
use super::bits::BIT;
use super::candidate::{Candidate, Effort};
use super::judge::Told;
use super::pilots::{pilots, reach};
use super::relation::RelationKind;
use super::small::is_sum;
use super::view::View;

/// So much must speak for two lines that stand anywhere.
const LEAST: i64 = 40 * BIT;

/// All sums of two lines within reach of the result.
pub(super) fn candidates(
    view: &View,
    active: &[usize],
    unlike: &[bool],
    effort: &mut Effort,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let reach = reach(view);
    for (at, &result) in active.iter().enumerate() {
        let near = &active[at.saturating_sub(reach)..active.len().min(at + reach + 1)];
        let pilots = pilots(view, result);
        let target = view.line(result);
        for (at, &first) in near.iter().enumerate().filter(|(_, line)| **line != result) {
            if !effort.take(near.len() * 2) {
                return found;
            }
            let one = view.line(first);
            let words = view.words(result).zip(view.words(first));
            for &second in near[at + 1..].iter().filter(|line| **line != result) {
                let other = view.line(second);
                let in_words = words.zip(view.words(second));
                let holds = |cross: &&usize| match in_words {
                    Some(((t, a), b)) => is_sum(&t[**cross], &a[**cross], &b[**cross]),
                    None => {
                        let (t, a, b) = (&target[**cross], &one[**cross], &other[**cross]);
                        (t.value - a.value - b.value).abs() <= t.half + a.half + b.half
                    }
                };
                if pilots.iter().filter(holds).count() * 2 < pilots.len() {
                    continue;
                }
                let mut told = told(view, RelationKind::Sum, result, &[first, second]);
                for (told, _) in told.iter_mut().zip(unlike).filter(|(_, unlike)| **unlike) {
                    if matches!(told, Told::Fails(_)) {
                        *told = Told::Blank;
                    }
                }
                let gap = first.abs_diff(result).min(second.abs_diff(result)) - 1;
                let lines = (result, &[first, second][..]);
                found.extend(Candidate::of(
                    view,
                    RelationKind::Sum,
                    lines,
                    told,
                    gap,
                    LEAST,
                ));
            }
        }
    }
    found
}
