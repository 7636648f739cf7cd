//! Which of several explanations of a line is taken.

use super::additive::told;
use super::bits::{BIT, log2};
use super::candidate::{BESIDE, CLAIMED, Candidate, MEAN, least, least_of_runs};
use super::groups::is_sum_across;
use super::judge::{FAILED, FAILED_ONCE, MOST, Told};
use super::one_slip_of::ways;
use super::pen::one_slip;
use super::relation::RelationKind;
use super::view::{Number, View};
use super::words;

/// Beyond so much evidence, what a table looks like decides.
const ENOUGH: i64 = 12 * BIT;

/// So much must speak for what no name says, however plain it looks.
const SURE: i64 = 12 * BIT;

/// A figure of so many bits is seldom made of another by one slip.
const LARGE: i64 = 10 * BIT;

/// A line has a second sum, of other parts, if so much speaks for both.
const SECOND: i64 = 24 * BIT;

/// Takes the best of some relations: the nearest of those for which enough
/// speaks, none that closes a circle, one for each line.
pub(super) fn choose(
    view: &View,
    active: &[usize],
    found: Vec<Candidate>,
    chosen: &mut Vec<Candidate>,
) {
    let mut found: Vec<(i64, Candidate)> = found
        .into_iter()
        .filter_map(|found| Some((score(view, active, &found)?, found)))
        .collect();
    found.sort_by_key(|(score, found)| (-*score, found.operands.len(), found.result));
    for (_, found) in found {
        if is_of_twin(view, &found) || is_sum_across(view, &found) {
            continue;
        }
        if chosen.iter().all(|other| may_stand_beside(&found, other)) && !closes(&found, chosen) {
            chosen.push(found);
        }
    }
}

/// How good an explanation a relation is: what speaks for it beyond what it
/// takes to say which it is. None where that is nothing.
fn score(view: &View, active: &[usize], found: &Candidate) -> Option<i64> {
    let slip = slip(view, found);
    let speaks = found.bits + slip.unwrap_or(0);
    let bits = speaks - cost(view, found, slip.is_some());
    let fails = found.count(|told| matches!(told, Told::Fails(_)));
    // What holds everywhere is a better explanation, however much speaks for
    // the other one.
    let fails = i64::try_from(fails.min(3)).unwrap_or(0) * FAILED / 4;
    let against = distance(active, found) + fails;
    // Of what no name says, one figure is not enough where others gainsay it.
    let named = is_said(view, found);
    let held = found.count(|told| matches!(told, Told::Holds(_)));
    let gainsaid = found.told.iter().any(|told| matches!(told, Told::Fails(_)));
    let sure = match held > 2 && !gainsaid {
        true => SURE * 2 / 3,
        false => SURE,
    };
    let unsure = speaks < sure || held < 2 && gainsaid && slip.is_none();
    let plain = named && (held > 1 || found.is_beside() || !found.is_additive());
    if !plain && unsure {
        return None;
    }
    (bits > against).then(|| bits.min(ENOUGH) + (bits - ENOUGH).max(0) / 16 - against)
}

/// What it takes to say which relation it is, among all that there could be.
fn cost(view: &View, found: &Candidate, is_slipped: bool) -> i64 {
    let fails = |(cross, told): (usize, &Told)| {
        matches!(told, Told::Fails(_)) && !found.run.contains(&cross)
    };
    let beyond = found
        .told
        .iter()
        .enumerate()
        .filter(|(c, t)| fails((*c, t)))
        .count();
    let beyond = i64::try_from(beyond).unwrap_or(0);
    let within = i64::try_from(found.run.len()).unwrap_or(0);
    let part = match beyond {
        0 => 0,
        1 if is_slipped => 0,
        _ => log2(view.crossing as i128) + 8 * BIT * beyond / (beyond + within),
    };
    // Means are of much, and few lines are any: their names say so.
    let claims = |kind| claims(view, found.result, kind);
    let said = is_said(view, found);
    let kind = match found.kind {
        RelationKind::Average if said => 0,
        RelationKind::Average if found.gap < 2 => MEAN,
        RelationKind::Average => 22 * BIT,
        RelationKind::Quotient | RelationKind::RelativeChange if !said && is_whole(view, found) => {
            24 * BIT
        }
        RelationKind::Percentage if !said && is_over_rate(view, found) => 24 * BIT,
        // A mean is no sum.
        RelationKind::Sum if !said && claims(RelationKind::Average) => 8 * BIT,
        _ if said => -CLAIMED,
        _ => 0,
    };
    let beside = match found.kind == RelationKind::Sum && found.is_beside() {
        true => BESIDE,
        false => 0,
    };
    least_for(view, found.kind) + part + kind - beside
}

/// How much must speak for a relation of a kind at least.
fn least_for(view: &View, kind: RelationKind) -> i64 {
    match kind {
        RelationKind::Sum | RelationKind::Average => least_of_runs(view.along, view.lines),
        _ => least(view.lines),
    }
}

/// Whether the names of the lines say that it is one.
fn is_said(view: &View, found: &Candidate) -> bool {
    let parts = || {
        found
            .operands
            .iter()
            .map(|part| view.labels[*part].as_str())
    };
    let result = &view.labels[found.result];
    let others = || match found.kind {
        RelationKind::Sum => words::split(result, parts()),
        RelationKind::Quotient | RelationKind::Percentage => words::divides(result, parts()),
        _ => false,
    };
    claims(view, found.result, found.kind) || others()
}

/// Whether the name of its result says that it is one, as it is reported.
pub(super) fn is_named(view: &View, found: &Candidate) -> bool {
    let parts = found.operands.iter();
    let parts = parts.map(|part| view.labels[*part].as_str());
    let result = &view.labels[found.result];
    let rate = matches!(
        found.kind,
        RelationKind::Quotient | RelationKind::Percentage
    );
    words::claims(result, found.kind) || rate && words::divides(result, parts)
}

/// Whether a line says by its name that it is what a relation makes of it, or as
/// the whole of shares does: a hundred in each crossing line.
fn claims(view: &View, line: usize, kind: RelationKind) -> bool {
    let hundred = view.one * 100;
    let there = || view.line(line).iter().filter(|number| number.there);
    let is_whole = || there().count() > 1 && there().all(|number| number.value == hundred);
    words::claims(&view.labels[line], kind) || kind == RelationKind::Sum && is_whole()
}

/// What it speaks for a sum that fails in one line that a slip of the pen in one
/// figure explains it there: the larger the figure, the less is that chance. None
/// where none does, or it is as well chance.
fn slip(view: &View, found: &Candidate) -> Option<i64> {
    let fails = |(cross, told): (usize, &Told)| match told {
        Told::Fails(off) => Some((cross, *off)),
        _ => None,
    };
    let mut fails = found.told.iter().enumerate().filter_map(fails);
    let (Some((cross, off)), None) = (fails.next(), fails.next()) else {
        return None;
    };
    // What is finer than the total is rounded, not misspelt.
    let fine = off.abs() < view.line(found.result)[cross].grain;
    if found.kind != RelationKind::Sum || found.bits < MOST / 2 || fine {
        return None;
    }
    let digits = |line: usize| view.line(line)[cross].value / 2;
    let result = digits(found.result);
    let of_result = one_slip(result, result - off / 2).then_some(result - off / 2);
    let of_part = |line: &usize| {
        let own = digits(*line);
        one_slip(own, own + off / 2).then_some(own + off / 2)
    };
    let parts = found.operands.iter();
    let meant = of_result.or_else(|| parts.filter_map(of_part).max())?;
    // Zeros that only fill the places are no digits that a hand may miss.
    let meant = meant / (view.line(found.result)[cross].grain / 2).max(1);
    let figures = i128::try_from(found.operands.len() + 1).unwrap_or(i128::MAX);
    let size = log2(meant.abs());
    let speaks = size - ways(meant) * BIT / 10 - log2(figures) - FAILED_ONCE;
    let plain = found.bits >= MOST && found.is_beside() && size >= LARGE;
    (speaks > 0 || plain).then_some(speaks.clamp(0, MOST / 2))
}

/// Whether a result holds whole numbers, as rates seldom do.
fn is_whole(view: &View, found: &Candidate) -> bool {
    let numbers = view.line(found.result).iter().filter(|number| number.there);
    numbers
        .map(|number| number.grain)
        .min()
        .is_some_and(|grain| grain >= view.one)
}

/// Whether whole numbers would be what another line is of a rate: then that rate
/// is what was worked out, of both.
fn is_over_rate(view: &View, found: &Candidate) -> bool {
    let Some(under) = found.operands.get(1) else {
        return false;
    };
    let numbers = view.line(*under).iter().zip(view.line(found.result));
    let mut there = numbers.filter(|(under, own)| under.there && own.there);
    let rate = |under: &Number, own: &Number| under.percent && !own.percent;
    let finer = view.grain(*under) < view.one;
    is_whole(view, found) && (finer || there.any(|(under, own)| rate(under, own)))
}

/// What speaks against operands that stand far off: there are more of them.
fn distance(active: &[usize], found: &Candidate) -> i64 {
    let gap = i64::try_from(found.gap).unwrap_or(0) * BIT / 2;
    if found.is_additive() {
        let ends = found.operands.iter().chain([&found.result]);
        let (first, last) = (ends.clone().min(), ends.max());
        let (Some(first), Some(last)) = (first, last) else {
            return gap;
        };
        let within = active
            .iter()
            .filter(|line| (first..=last).contains(line))
            .count();
        let holes = within.saturating_sub(found.operands.len() + 1);

        return gap + 3 * log2(1 + i128::try_from(holes).unwrap_or(0));
    }
    let far = |line: &usize| log2(i128::try_from(line.abs_diff(found.result)).unwrap_or(0));
    gap + found.operands.iter().map(far).sum::<i64>()
}

/// A line that stands so near to its parts is their sum, whoever else is.
const TWIN: usize = 3;

/// Whether another line, which is the same figure by figure, stands nearer to
/// the parts of a sum: it is the sum then, and this one says it once more.
fn is_of_twin(view: &View, found: &Candidate) -> bool {
    if !found.is_additive() {
        return false;
    }
    let near = |line: usize| found.operands.iter().map(|part| part.abs_diff(line)).min();
    if near(found.result) <= Some(TWIN) {
        return false;
    }
    let own = view.line(found.result);
    let same = |line: &usize| {
        let other = view.line(*line);
        let mut pairs = own.iter().zip(other);
        pairs.all(|(own, other)| own.there == other.there && own.value == other.value)
    };
    (0..view.lines)
        .filter(|line| *line != found.result && !found.operands.contains(line))
        .filter(|line| near(*line) < near(found.result))
        .any(|line| same(&line))
}

fn may_stand_beside(found: &Candidate, other: &Candidate) -> bool {
    if !found.overlaps(other) {
        return true;
    }
    if found.result == other.result {
        let apart = !found
            .operands
            .iter()
            .any(|line| other.operands.contains(line));
        if (found.kind == RelationKind::Product) != (other.kind == RelationKind::Product) {
            return true;
        }
        let sums = found.kind == RelationKind::Sum && other.kind == RelationKind::Sum;
        return sums && apart && found.bits.min(other.bits) >= SECOND;
    }
    // The same parts for two lines: one is a copy of the other.
    found.kind != other.kind || found.operands != other.operands
}

/// Whether a relation would be, by others, an operand of its own operands.
fn closes(found: &Candidate, chosen: &[Candidate]) -> bool {
    let mut seen = vec![found.result];
    let mut open = found.operands.clone();
    while let Some(line) = open.pop() {
        if line == found.result {
            return true;
        }
        if seen.contains(&line) {
            continue;
        }
        seen.push(line);
        let below = chosen
            .iter()
            .filter(|other| other.result == line && other.overlaps(found));
        open.extend(below.flat_map(|other| other.operands.iter().copied()));
    }
    false
}

/// Puts sub-totals in the place of their parts: a total of the parts is one of
/// the sub-totals too, and these are what it is read as.
pub(super) fn fold(view: &View, chosen: &mut Vec<Candidate>) {
    for at in 0..chosen.len() {
        while let Some(folded) = folded(view, at, chosen) {
            chosen[at] = folded;
        }
    }
    // Of two sums of a line that share parts now, the shorter and nearer one is
    // what the other comes to.
    let sums = chosen.clone();
    let length = |sum: &Candidate| {
        let far: usize = sum
            .operands
            .iter()
            .map(|line| line.abs_diff(sum.result))
            .sum();
        (sum.operands.len(), far)
    };
    chosen.retain(|found| {
        !sums.iter().any(|other| {
            found.kind == other.kind
                && found.result == other.result
                && found.overlaps(other)
                && length(other) < length(found)
                && found
                    .operands
                    .iter()
                    .any(|line| other.operands.contains(line))
        })
    });
    // What counts a sub-total and all its parts counts them twice: one of the
    // two is none.
    let sums = chosen.clone();
    let twice = |whole: &Candidate, part: &Candidate| {
        whole.is_additive()
            && part.kind == RelationKind::Sum
            && whole.overlaps(part)
            && whole.operands.contains(&part.result)
            && part
                .operands
                .iter()
                .all(|line| whole.operands.contains(line))
    };
    // Of a mean that takes in a total, the total is the one to doubt only where
    // far less speaks for it.
    let weaker = |part: &Candidate, whole: &Candidate| match whole.kind {
        RelationKind::Average => {
            let named = words::claims(&view.labels[part.result], RelationKind::Sum);
            !named && part.bits * 2 < whole.bits
        }
        _ => part.bits * 2 < whole.bits,
    };
    chosen.retain(|found| {
        !sums.iter().any(|other| {
            twice(found, other) && !weaker(other, found)
                || twice(other, found) && weaker(found, other)
        })
    });
}

/// Whether a line stands before all others or behind them.
fn is_outside(line: usize, others: &[usize]) -> bool {
    others.iter().all(|other| *other > line) || others.iter().all(|other| *other < line)
}

/// A sum with one sub-total in the place of its parts.
fn folded(view: &View, at: usize, chosen: &[Candidate]) -> Option<Candidate> {
    let sum = &chosen[at];
    if sum.kind != RelationKind::Sum {
        return None;
    }
    let within = |other: &&Candidate| {
        other.kind == RelationKind::Sum
            && other.result != sum.result
            && other.operands.len() < sum.operands.len()
            && !sum.operands.contains(&other.result)
            && other.overlaps(sum)
            && !(sum.is_beside() && is_outside(other.result, &sum.operands))
            && other
                .operands
                .iter()
                .all(|line| sum.operands.contains(line))
    };
    let part = chosen
        .iter()
        .filter(within)
        .max_by_key(|other| other.operands.len())?;
    let rest = sum
        .operands
        .iter()
        .filter(|line| !part.operands.contains(line));
    let mut operands: Vec<usize> = rest.copied().collect();
    operands.push(part.result);
    let told = told(view, sum.kind, sum.result, &operands);
    let folded = Candidate {
        run: sum.run.clone(),
        operands,
        told,
        ..sum.clone()
    };
    let holds = |sum: &Candidate| {
        let run = sum.told[sum.run.clone()].iter();
        run.filter(|told| matches!(told, Told::Holds(_) | Told::Trivial))
            .count()
    };
    let others: Vec<Candidate> = chosen
        .iter()
        .filter(|other| other.result != sum.result)
        .cloned()
        .collect();
    (holds(&folded) >= holds(sum) && !closes(&folded, &others)).then_some(folded)
}
