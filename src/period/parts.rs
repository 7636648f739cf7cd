//! Which parts a period is made of: a year of its quarters, a half of its months;
//! and which period was a year before it.

use super::calendar::{Part, Period, YearName};

/// A kind of parts that longer periods are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Parts {
    /// Halves of years.
    Halves,
    /// Quarters.
    Quarters,
    /// Months.
    Months,
}

/// The parts of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MadeOf {
    /// It is made of these, in their order.
    These(Vec<Period>),
    /// It is made of such parts, and which ones they are cannot be told: months of
    /// a financial year, which may begin with any.
    Untold,
    /// It is not made of such parts: a month has no quarters.
    Others,
}

impl Parts {
    /// All of them by the words that rules have for them.
    pub(crate) const ALL: [(&'static str, Parts); 3] = [
        ("halves", Parts::Halves),
        ("quarters", Parts::Quarters),
        ("months", Parts::Months),
    ];

    /// The kind that a word says.
    pub(crate) fn named(word: &str) -> Option<Parts> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, parts)| *parts)
    }

    /// The word.
    pub(crate) fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, parts)| *parts == self);
        found.map_or("", |(name, _)| name)
    }

    /// How many of them a year has, and no period more.
    pub(crate) fn in_year(self) -> u32 {
        match self {
            Parts::Halves => 2,
            Parts::Quarters => 4,
            Parts::Months => 12,
        }
    }

    /// How many months one has.
    fn months(self) -> u32 {
        12 / self.in_year()
    }

    fn part(self, number: u32) -> Part {
        match self {
            Parts::Halves => Part::Half(number),
            Parts::Quarters => Part::Quarter(number),
            Parts::Months => Part::Month(number),
        }
    }
}

impl Period {
    /// The parts of a kind that it is made of.
    pub(crate) fn made_of(&self, parts: Parts) -> MadeOf {
        let (named, part) = self.named_part();
        // Its first month and how many it has, counted from its year's beginning.
        let (from, months) = match part {
            None => (0, 12),
            Some(Part::Half(half)) => ((half - 1) * 6, 6),
            Some(Part::Quarter(quarter)) => ((quarter - 1) * 3, 3),
            Some(Part::ToMonth(month)) => (0, month),
            Some(Part::Month(_) | Part::Week(_) | Part::Day(..)) => return MadeOf::Others,
        };
        let each = parts.months();
        let itself = part.is_some_and(|part| part.kind() == parts.part(1).kind());
        if itself || months % each != 0 {
            return MadeOf::Others;
        }
        if parts == Parts::Months && named != YearName::Plain {
            return MadeOf::Untold;
        }
        let numbers = from / each + 1..=(from + months) / each;
        let one = |number| self.as_written_plainly(self.year, Some(parts.part(number)));
        MadeOf::These(numbers.map(one).collect())
    }

    /// Whether it has been counted since its year's beginning: which period comes
    /// before it cannot be told, only which was a year before.
    pub(crate) fn is_counted_on(&self) -> bool {
        matches!(self.named_part().1, Some(Part::ToMonth(_)))
    }

    /// The same part of the year before; none of a day or a week that the year
    /// before did not have.
    pub(crate) fn a_year_before(&self) -> Option<Period> {
        let year = self.year.checked_sub(1)?;
        let (named, part) = self.named_part();
        let written = self.as_written_plainly(year, part);
        Period::new(year, named, part, written.text())
    }
}
