//! Lists of amounts with their shares of one whole: `Of 200 …, 120 (60%) were …
//! and 80 (40%) …`.

use super::reader::{English, Taken};
use super::roles::Role;
use super::shapes::{Shape, Shapes, shapes};
use super::tokens::Kind;
use super::words::is_change_word;
use crate::claim::claimed::{ClaimKind, SHARE_OF_WHOLE};
use std::sync::LazyLock;

/// An amount and its share.
static ITEMS: Shapes = LazyLock::new(|| {
    shapes(&[
        "#a *6 ( or|i.e? %p",
        "( #a ,|;|or|: %p )",
        "( #a *3 , or %p )",
        "( #a *3 or|, %p )",
        "#a , or *2 %p",
        "#a *4 , or|i.e *2 %p",
        "#a or *2 %p",
        "%p ( #a )",
        "%p ( #a *3 )",
        "%p of these|them|those|which|whom *6 ( #a )",
        "%p *3 ( #a )",
        "%p , or #a ,",
        "#a *4 , or *2 %p",
        "#a ( or %p",
    ])
});

/// What a sentence is about.
static OF: LazyLock<Shape> = LazyLock::new(|| Shape::new("of|among|amongst *4 #b"));

/// What was told before.
static OF_THESE: Shapes = LazyLock::new(|| {
    shapes(&[
        "of these|those|them|which|whom|this",
        "of the|that total|number",
    ])
});

impl English<'_> {
    /// Lists of amounts with their shares of one whole.
    pub(super) fn listed_shares(&mut self) {
        for sentence in 0..self.text.sentences.len() {
            let items = self.items(sentence);
            let Some((first, _)) = items.first().copied() else {
                continue;
            };
            let (bases, sure) = self.bases(first, &items);
            let holding = |reader: &English<'_>, base: usize| {
                let holds = items.iter().filter(|(part, share)| {
                    reader.alike(*part, base)
                        && reader.holds(ClaimKind::Ratio, *share, &[(*part).into(), base.into()])
                });
                holds.count()
            };
            let counts: Vec<(usize, usize)> = bases
                .iter()
                .map(|base| (*base, holding(self, *base)))
                .collect();
            let best = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
            let Some(base) = counts
                .iter()
                .find(|(_, count)| *count == best)
                .map(|(base, _)| *base)
            else {
                continue;
            };
            for (part, share) in &items {
                let others = bases.iter().filter(|other| **other != base);
                let mut all: Vec<usize> = vec![base];
                all.extend(others);
                let told = all
                    .into_iter()
                    .any(|base| self.share(SHARE_OF_WHOLE, *share, *part, base, false));
                // What it is compared with is a share of what there was then.
                let then = self.role(*part) == Role::Earlier;
                let near = best >= 1
                    && !then
                    && (self.is_near(*share, *part, base)
                        || self.shares_digits(*share, *part, base));
                let open = self.has_own_base(*share)
                    || self.is_of_these(*part, base)
                    || self.is_changed_by(*share);
                if !told && !open && (sure && (best >= 1 || bases.len() == 1) || best >= 2 || near)
                {
                    self.share(SHARE_OF_WHOLE, *share, *part, base, true);
                }
            }
        }
    }

    /// Whether a percentage is told as a change: increased 9.2 percent, or $2.15
    /// trillion; a fall of 4%, or 120.
    fn is_changed_by(&self, rate: usize) -> bool {
        let place = self.places[rate];
        let before = &self.tokens[place.saturating_sub(2)..place];
        before.iter().any(|token| is_change_word(&token.word))
    }

    /// Whether words between a whole and a part speak of what was told between
    /// them: `57 of the 152 …; of these, 12`.
    fn is_of_these(&self, part: usize, whole: usize) -> bool {
        let (from, to) = (self.places[whole] + 1, self.places[part]);
        let before = self.amounts_before(part, 1);
        let other = before
            .iter()
            .any(|other| *other != whole && self.is_part(part, *other));
        let of_these = |at: usize| {
            let counted = matches!(self.tokens[at - 1].kind, Kind::Figure(_));
            !counted && self.any_shape(at, &OF_THESE).is_some()
        };
        other && (from..to).any(of_these)
    }

    /// The amounts of a sentence that have their shares beside them.
    fn items(&self, sentence: usize) -> Vec<(usize, usize)> {
        let mut items: Vec<(usize, usize)> = Vec::new();
        for at in self.tokens_of(sentence) {
            let found = self.any_shape(at, &ITEMS);
            let Some(found) = found else {
                continue;
            };
            if let (Some(part), Some(share)) = (found.get('a'), found.get('p'))
                && self.taken[share] == Taken::No
                && self.taken[part] != Taken::Change
                && !items.iter().any(|(_, known)| *known == share)
            {
                items.push((part, share));
            }
        }
        items
    }

    /// What a list may be a list of, nearest first, and whether its words say
    /// that it is.
    fn bases(&self, first: usize, items: &[(usize, usize)]) -> (Vec<usize>, bool) {
        let place = self.places[first];
        let sentence = self.tokens[place].sentence;
        let parts: Vec<usize> = items.iter().map(|(part, _)| *part).collect();
        let fits = |base: &usize| {
            !parts.contains(base) && self.alike(*base, first) && self.is_part(first, *base)
        };
        // Of the 236 recommendations, 198 (84%) …; 57 of the 152 appeals (37.5%), 83 (54.6%)
        let stated = self.tokens_of(sentence).find_map(|at| {
            let found = self.shape(at, &OF)?;
            found.get('b').filter(fits)
        });
        let these = items.iter().any(|(part, _)| {
            stated.is_some_and(|stated| stated < *part && self.is_of_these(*part, stated))
        });
        if let Some(stated) = stated {
            let mut bases = vec![stated];
            if these {
                bases.extend(self.amounts_before(items[items.len() - 1].0, 0));
                bases.dedup();
            }
            return (bases, true);
        }
        let own = self.claims.iter().filter(|claim| {
            claim.kind == ClaimKind::Ratio && self.figures[claim.reported].sentence == sentence
        });
        let mut bases: Vec<usize> = own
            .filter_map(|claim| claim.operands.get(1))
            .map(|operand| operand.figure)
            .filter(fits)
            .collect();
        bases.extend(self.amounts_before(first, 2).into_iter().filter(fits));
        let of_these = self
            .tokens_of(sentence)
            .any(|at| self.any_shape(at, &OF_THESE).is_some());
        let mut seen = Vec::new();
        bases.retain(|base| {
            let new = !seen.contains(base);
            seen.push(*base);
            new
        });
        (bases, of_these)
    }
}
