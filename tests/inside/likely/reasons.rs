//! Why a slip was not found: what the search makes of the table with the slip
//! in it, beside what it made of the table without.

use super::read;
use crate::discover::{Along, Outcome, Passed, Relation, RelationKind, Searched, Slips, discover};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// Why a slip was not found; the later ones came nearer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// No relation is found for the line any more.
    Gone,
    /// Another relation is.
    Other,
    /// The figure is read as none.
    Blank,
    /// The relation holds still.
    Holds,
    /// It holds still, but so would much else.
    Trivial,
    /// It is found, and the line passed over, beyond those that it is about.
    Beyond(Passed),
    /// The same of one that it is about.
    Within(Passed),
    /// It is shown by the search, and not told by `validate`.
    Untold,
}

impl Reason {
    /// Why a slip in a cell of a table, which was searched without it, was not
    /// found; and what of.
    pub(super) fn of(before: &[Searched], path: &Path, cell: (usize, usize)) -> (Reason, String) {
        let Some((_, after)) = read(path) else {
            return (Reason::Gone, String::new());
        };
        let mut best = (Reason::Gone, String::new());
        for (before, after) in before.iter().zip(&after) {
            let relations = discover(&after.field).relations;
            let slips = Slips::of(&after.field, &relations);
            for (relation, crossing) in about(before, cell) {
                let reason = of_relation(&slips, &relations, relation, crossing);
                if reason >= best.0 {
                    best = (reason, said(relation, crossing));
                }
            }
        }
        best
    }

    fn says(self) -> String {
        let passed = |passed: Passed| match passed {
            Passed::Often => "it fails in other lines too, or in one that is nearer",
            Passed::OtherKind => "the line is of another kind, by its name or by what it holds",
            Passed::Hair => "it is off by a hair, as what was worked out of more digits",
            Passed::Lacks => "a part is not there",
            Passed::Mean => "the total is rather a mean",
            Passed::TooLittle => "too little speaks for a slip",
        };
        match self {
            Reason::Gone => "the relation is not found with the slip in it".to_owned(),
            Reason::Other => "another relation is found for its line".to_owned(),
            Reason::Blank => "the figure is read as none".to_owned(),
            Reason::Holds => "the relation holds still, but for rounding".to_owned(),
            Reason::Trivial => "it holds still, but so would much else".to_owned(),
            Reason::Beyond(why) => {
                format!("found, the line beyond those it is about: {}", passed(why))
            }
            Reason::Within(why) => format!("found and broken: {}", passed(why)),
            Reason::Untold => "shown by the search, not told by `validate`: mostly where figures were rounded to tens, threes or fives, or where another slip hides it there".to_owned(),
        }
    }
}

/// The relations that hold, and need not, where they are about a cell, and in
/// another line too.
fn about(searched: &Searched, cell: (usize, usize)) -> Vec<(&Relation, usize)> {
    let relations = searched.found.relations.iter();
    let each = relations.flat_map(|relation| {
        let held = || {
            let over = relation.over.iter();
            over.filter(|(_, one)| *one == Outcome::Holds)
        };
        let own = held().filter(move |(crossing, _)| {
            let mut lines = lines(relation);
            held().count() > 1 && lines.any(|line| relation.along.cell(line, *crossing) == cell)
        });
        own.map(move |(crossing, _)| (relation, *crossing))
    });
    each.collect()
}

fn lines(relation: &Relation) -> impl Iterator<Item = usize> + '_ {
    let operands = relation.operands.iter().map(|operand| operand.line);
    operands.chain([relation.result])
}

/// What a relation is: its direction, its kind, and its lines.
fn shape(relation: &Relation) -> (Along, BTreeSet<usize>, bool) {
    let adds = matches!(relation.kind, RelationKind::Average);
    (relation.along, lines(relation).collect(), adds)
}

fn of_relation(
    slips: &Slips<'_>,
    relations: &[Relation],
    relation: &Relation,
    crossing: usize,
) -> Reason {
    let same = relations.iter().find(|one| shape(one) == shape(relation));
    let Some(same) = same else {
        let mut of_line = relations.iter();
        let other = of_line.any(|one| one.along == relation.along && one.result == relation.result);
        return if other { Reason::Other } else { Reason::Gone };
    };
    let fares = |over: &[(usize, Outcome)]| {
        let mut over = over.iter();
        over.find(|(at, _)| *at == crossing).map(|(_, one)| *one)
    };
    let passed = |miss| slips.passed(same, crossing, miss);
    match (fares(&same.over), fares(&same.beyond)) {
        (Some(Outcome::Fails(miss)), _) => passed(miss).map_or(Reason::Untold, Reason::Within),
        (_, Some(Outcome::Fails(miss))) => passed(miss).map_or(Reason::Untold, Reason::Beyond),
        (Some(Outcome::Holds), _) | (_, Some(Outcome::Holds)) => Reason::Holds,
        (Some(Outcome::Trivial), _) | (_, Some(Outcome::Trivial)) => Reason::Trivial,
        _ => Reason::Blank,
    }
}

/// A relation in short.
fn said(relation: &Relation, crossing: usize) -> String {
    let operands: Vec<String> = lines(relation).map(|line| line.to_string()).collect();
    let of = |one: Outcome| relation.over.iter().filter(|(_, own)| *own == one).count();
    format!(
        "{:?} {:?} {} bits {} holds {} trivial {} at {crossing} of {}",
        relation.kind,
        relation.along,
        operands.join("+"),
        relation.bits,
        of(Outcome::Holds),
        of(Outcome::Trivial),
        relation.over.len()
    )
}

/// The reasons as a table.
pub(super) fn page(missed: &BTreeMap<Reason, usize>) -> String {
    let mut text = "## Why slips were not found\n\nOf those in a figure of a relation that shows in another line too; where several relations are about the figure, by the one that came nearest to telling it.\n\n| why | slips |\n|---|---|\n".to_owned();
    let mut counts: Vec<(&Reason, &usize)> = missed.iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (reason, count) in counts {
        let _ = writeln!(text, "| {} | {count} |", reason.says());
    }
    text.push('\n');
    text
}
