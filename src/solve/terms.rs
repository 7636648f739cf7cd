//! The terms of a polynomial, each a monomial with its factor, in the order of the
//! monomials: a few stand in a row, many in a tree. Most polynomials are one
//! figure, of which a report has as many as it has cells.

use crate::figure::Rat;
use num_traits::Zero;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A figure of one rule, by its number in that rule.
pub(crate) type Var = u32;

/// So many stand in a row.
const FEW: usize = 16;

/// Terms, each with a factor other than zero.
#[derive(Clone, Debug)]
pub(super) enum Terms {
    /// A few, in their order.
    Few(Vec<(Vec<Var>, Rat)>),
    /// Many.
    Many(BTreeMap<Vec<Var>, Rat>),
}

impl Terms {
    /// None.
    pub(super) const NONE: Terms = Terms::Few(Vec::new());

    /// Adds a term whose factor is not zero.
    pub(super) fn add(&mut self, monomial: Vec<Var>, factor: Rat) {
        match self {
            Terms::Few(few) => {
                // Most are added behind the others.
                let behind = few.last().is_none_or(|(last, _)| *last < monomial);
                let found = match behind {
                    true => Err(few.len()),
                    false => few.binary_search_by(|(known, _)| known.cmp(&monomial)),
                };
                match found {
                    Ok(at) => {
                        few[at].1 += &factor;
                        if few[at].1.is_zero() {
                            few.remove(at);
                        }
                    }
                    Err(at) => {
                        if few.is_empty() {
                            few.reserve_exact(1);
                        }
                        few.insert(at, (monomial, factor));
                    }
                }
                if few.len() > FEW {
                    *self = Terms::Many(std::mem::take(few).into_iter().collect());
                }
            }
            Terms::Many(many) => match many.entry(monomial) {
                Entry::Vacant(entry) => {
                    entry.insert(factor);
                }
                Entry::Occupied(mut entry) => {
                    *entry.get_mut() += &factor;
                    if entry.get().is_zero() {
                        entry.remove();
                    }
                }
            },
        }
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&[Var], &Rat)> {
        let (few, many) = match self {
            Terms::Few(few) => (few.as_slice(), None),
            Terms::Many(many) => (&[][..], Some(many)),
        };
        let few = few.iter().map(|(monomial, factor)| (&**monomial, factor));
        let many = many.into_iter().flatten();
        few.chain(many.map(|(monomial, factor)| (&**monomial, factor)))
    }

    /// Their monomials.
    pub(super) fn monomials(&self) -> impl Iterator<Item = &[Var]> {
        self.iter().map(|(monomial, _)| monomial)
    }

    /// The factor of a monomial.
    pub(super) fn factor(&self, monomial: &[Var]) -> Option<&Rat> {
        match self {
            Terms::Few(few) => {
                let at = few.binary_search_by(|(known, _)| known.as_slice().cmp(monomial));
                at.ok().map(|at| &few[at].1)
            }
            Terms::Many(many) => many.get(monomial),
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Terms::Few(few) => few.is_empty(),
            Terms::Many(many) => many.is_empty(),
        }
    }
}

/// The same terms are the same, in a row or in a tree.
impl PartialEq for Terms {
    fn eq(&self, other: &Terms) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Terms {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn terms_are_those_of_a_map(
            added in prop::collection::vec((prop::collection::vec(0u32..6, 1..3), -2i64..3), 0..120),
        ) {
            let mut terms = Terms::NONE;
            let mut map: BTreeMap<Vec<Var>, i64> = BTreeMap::new();
            for (monomial, factor) in added.into_iter().filter(|(_, factor)| *factor != 0) {
                terms.add(monomial.clone(), Rat::whole(factor));
                *map.entry(monomial).or_default() += factor;
                map.retain(|_, factor| *factor != 0);
                let told: Vec<(&[Var], Rat)> =
                    terms.iter().map(|(monomial, factor)| (monomial, factor.clone())).collect();
                let known: Vec<(&[Var], Rat)> =
                    map.iter().map(|(monomial, factor)| (&**monomial, Rat::whole(*factor))).collect();
                prop_assert_eq!(told, known);
                prop_assert_eq!(terms.is_empty(), map.is_empty());
            }
            for (monomial, factor) in &map {
                prop_assert_eq!(terms.factor(monomial), Some(&Rat::whole(*factor)));
            }
            // However it came about, it is equal to what was never longer.
            let mut anew = Terms::NONE;
            map.iter().rev().for_each(|(monomial, factor)| {
                anew.add(monomial.clone(), Rat::whole(*factor));
            });
            prop_assert_eq!(anew, terms);
        }
    }
}
