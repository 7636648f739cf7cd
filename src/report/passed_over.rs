//! Lines in which a relation is off and of which no finding is made: what is off by
//! as little as rounding makes was taken for that, and elsewhere too little may speak
//! for a slip. Both are said, since a figure that is wrong looks the same.

use super::as_rules::Writer;
use super::found_total::called;
use super::searched::Searched;
use crate::discover::{Miss, Relation, RelationKind};

/// Places of a section that are told one by one.
const SHOWN: usize = 3;

/// Why no finding is made of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PassedAs {
    /// It is off by as little as rounding makes.
    Rounding,
    /// Its figures are all multiples of a number, and rounding to it explains it.
    Multiples,
    /// It is a rate whose digits were cut off, as all of its line may be.
    Cut,
    /// Too little speaks for a slip.
    TooLittle,
}

impl PassedAs {
    /// All of them, as they are told.
    pub(super) const ALL: [PassedAs; 4] = [
        PassedAs::Rounding,
        PassedAs::Multiples,
        PassedAs::Cut,
        PassedAs::TooLittle,
    ];
}

/// What was passed over in a section for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PassedOver {
    /// The section of its table.
    pub section: String,
    /// Why.
    pub why: PassedAs,
    /// How many lines.
    pub count: usize,
    /// The first of them.
    pub shown: Vec<PassedLine>,
}

/// A line that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PassedLine {
    /// The line that is worked out of others.
    pub name: String,
    /// The line that it crosses there.
    pub crossing: String,
    /// Whether it is a sum of parts, and nothing else.
    pub adds: bool,
    /// By how much it is more than they give.
    pub miss: Miss,
}

impl PassedOver {
    /// Nothing of a section yet.
    pub(super) fn of(section: &str, why: PassedAs) -> PassedOver {
        PassedOver {
            section: section.to_owned(),
            why,
            count: 0,
            shown: Vec::new(),
        }
    }

    /// Adds the lines of a relation.
    pub(super) fn add(&mut self, searched: &Searched<'_>, relation: &Relation, by: &Writer<'_>) {
        let passed: Vec<(usize, Miss)> = match self.why {
            PassedAs::Rounding => {
                let one_way = by.taken_for_one_way();
                by.taken_for_rounding().chain(one_way).collect()
            }
            PassedAs::Cut => by.taken_for_cut().collect(),
            PassedAs::Multiples => by.taken_for_multiples().collect(),
            PassedAs::TooLittle => by.too_little().collect(),
        };
        for (at, miss) in passed {
            self.count += 1;
            if self.shown.len() >= SHOWN {
                continue;
            }
            let name = |along, line| Some(called(searched, along, line)?.1);
            let along = relation.along;
            let names = name(along, relation.result).zip(name(along.across(), at));
            self.shown.extend(names.map(|(name, crossing)| PassedLine {
                name,
                crossing,
                adds: relation.kind == RelationKind::Sum,
                miss: in_unit(searched, relation, at, miss),
            }));
        }
    }
}

/// A difference in the unit of the result, as that is printed: 0.53 in a column of
/// millions, not 530,000.
fn in_unit(searched: &Searched<'_>, relation: &Relation, crossing: usize, miss: Miss) -> Miss {
    let result = searched.figure(relation.along, relation.result, crossing);
    let unit = result.filter(|figure| !figure.is_rate());
    let unit = unit.and_then(|figure| figure.unit.as_ref());
    let tens = unit.map_or(0, |unit| unit.exp10);
    Miss {
        places: miss.places + tens,
        ..miss
    }
}
