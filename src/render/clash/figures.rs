//! The figures of a finding by name, so that what is said of them is written
//! in their own notation.

use crate::check::{Finding, Mark};
use crate::figure::Rat;
use crate::render::numbers::Style;
use crate::render::words::one_line;

/// The cells that a finding knows of.
pub struct Figures<'a> {
    marks: Vec<&'a Mark>,
}

impl<'a> Figures<'a> {
    /// Those of a finding, of its changes and of what it explains.
    pub fn of(finding: &'a Finding) -> Figures<'a> {
        let clash = finding.clash.as_ref();
        let sets = clash.iter().flat_map(|clash| &clash.repairs);
        let changed = sets.flat_map(|set| &set.changes).map(|change| &change.mark);
        let explains = clash.iter().flat_map(|clash| &clash.explains);
        let own = std::iter::once(finding).chain(explains);
        let own = own.flat_map(|one| std::iter::once(&one.primary).chain(&one.related));
        Figures {
            marks: changed.chain(own).collect(),
        }
    }

    /// The cell of a name.
    pub fn named(&self, name: &str) -> Option<&'a Mark> {
        let own = |mark: &&&Mark| mark.name == name;
        self.marks.iter().find(own).copied()
    }

    /// How to write numbers about a figure.
    pub fn style_of(&self, name: &str) -> Style<'a> {
        self.named(name).map_or(Style::Plain, Figures::style)
    }

    /// How to write numbers about a cell's figure.
    pub fn style(mark: &Mark) -> Style<'_> {
        mark.figure.as_ref().map_or(Style::Plain, Style::Like)
    }

    /// A rate whose print allows no more, or no less, than this.
    pub fn rate_with_end(&self, end: &Rat) -> Option<&'a Mark> {
        let own = |mark: &&&Mark| {
            let figure = mark.figure.as_ref();
            let figure = figure.filter(|figure| Style::like(figure).is_rate());
            figure.is_some_and(|figure| {
                let range = &figure.range;
                [&range.lo, &range.hi]
                    .iter()
                    .any(|known| known.value() == Some(end))
            })
        };
        self.marks.iter().find(own).copied()
    }

    /// A number as the cell prints it whose figure it is, and how numbers
    /// like it are written.
    pub fn printed(&self, value: &Rat) -> Option<(String, Style<'a>)> {
        let own = |mark: &&&'a Mark| {
            let figure = mark.figure.as_ref();
            figure.is_some_and(|figure| figure.nominal == *value)
        };
        let mark = self.marks.iter().find(own)?;
        Some((one_line(mark.place.words()), Figures::style(mark)))
    }
}
