//! Which periods a function looks at: `sum(x over quarters)` at the quarters of
//! the row's own, `growth(x since year_ago)` back at another one.

use crate::period::Parts;

/// Which periods a function looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Across {
    /// The parts that the row's own period is made of.
    Over(Parts),
    /// That of another row before.
    Since(Back),
}

/// The figure that a change is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Back {
    /// Of the period before.
    Prior,
    /// Of the same period a year before.
    YearAgo,
    /// Of the row above.
    Previous,
}

impl Back {
    /// All of them by the words that rules have for them.
    pub(crate) const ALL: [(&'static str, Back); 3] = [
        ("prior", Back::Prior),
        ("year_ago", Back::YearAgo),
        ("previous", Back::Previous),
    ];

    /// The one that a word says.
    pub(crate) fn named(word: &str) -> Option<Back> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, back)| *back)
    }

    /// The word.
    pub(crate) fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, back)| *back == self);
        found.map_or("", |(name, _)| name)
    }
}

impl Across {
    /// The parts that a function goes over.
    pub(crate) fn parts(self) -> Option<Parts> {
        match self {
            Across::Over(parts) => Some(parts),
            Across::Since(_) => None,
        }
    }

    /// As a rule writes it.
    pub(crate) fn written(self) -> String {
        match self {
            Across::Over(parts) => format!("over {}", parts.name()),
            Across::Since(back) => format!("since {}", back.name()),
        }
    }
}
