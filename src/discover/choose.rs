//! Which of several explanations of a line is taken.

use super::bits::BIT;
use super::sums::SumCandidate;
use super::view::View;

/// Beyond so much evidence, what a table looks like decides.
const ENOUGH: i64 = 12 * BIT;

/// Takes the best sums of some: the nearest of those for which enough speaks,
/// none that closes a circle, one for each line unless another has other parts.
pub(super) fn choose(view: &View, found: Vec<SumCandidate>, chosen: &mut Vec<SumCandidate>) {
    let mut found: Vec<(i64, SumCandidate)> = found
        .into_iter()
        .map(|sum| (score(view, &sum), sum))
        .filter(|(score, _)| *score > 0)
        .collect();
    found.sort_by_key(|(score, sum)| (-*score, sum.parts.len(), sum.result));
    for (_, sum) in found {
        if chosen.iter().all(|other| may_stand_beside(&sum, other)) && !closes(&sum, chosen) {
            chosen.push(sum);
        }
    }
}

/// How good an explanation a sum is.
fn score(view: &View, sum: &SumCandidate) -> i64 {
    let saturated = sum.bits.min(ENOUGH) + (sum.bits - ENOUGH).max(0) / 16;
    let populated = view.count(sum.result).max(1);
    let covered = sum.run.len().min(populated);
    let missing = i64::try_from((populated - covered) * 64 / populated).unwrap_or(0);
    let gap = i64::try_from(sum.gap).unwrap_or(i64::MAX) * BIT / 2;
    saturated - gap - missing
}

fn overlap(a: &SumCandidate, b: &SumCandidate) -> bool {
    a.run.start < b.run.end && b.run.start < a.run.end
}

fn may_stand_beside(sum: &SumCandidate, other: &SumCandidate) -> bool {
    if !overlap(sum, other) {
        return true;
    }
    if sum.result == other.result {
        return false;
    }
    // The same parts for two lines: one is a copy of the other.
    sum.parts != other.parts
}

/// Whether a sum would be, by others, a part of its own parts.
fn closes(sum: &SumCandidate, chosen: &[SumCandidate]) -> bool {
    let mut seen = vec![sum.result];
    let mut open = sum.parts.clone();
    while let Some(line) = open.pop() {
        if line == sum.result {
            return true;
        }
        if seen.contains(&line) {
            continue;
        }
        seen.push(line);
        let below = chosen
            .iter()
            .filter(|other| other.result == line && overlap(other, sum));
        open.extend(below.flat_map(|other| other.parts.iter().copied()));
    }
    false
}
