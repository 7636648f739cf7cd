//! The figures of a finding by name, so that what is said of them is written
//! in their own notation.

use crate::cell::{CellName, NamedCell};
use crate::figure::Rat;
use crate::finding::{Change, Finding, Mark};
use crate::lang::Lang;
use crate::say;
use crate::say::below::Below;
use crate::say::numbers::Style;
use crate::say::quote::one_line;
use crate::say::terms::aside;

/// The cells that a finding knows of.
pub(crate) struct NamedFigures<'a> {
    marks: Vec<&'a Mark>,
    finding: &'a Finding,
    naming: Naming,
    labels: Below<'a>,
    lang: Lang,
}

/// What figures are called: the shortest that suits all that are to change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// As the finding's rule calls them.
    Rule,
    /// Without the finding's section.
    Short,
    /// With their section.
    Full,
}

impl<'a> NamedFigures<'a> {
    /// Those of a finding, of its changes and of what it explains.
    pub(crate) fn of(finding: &'a Finding, lang: Lang) -> NamedFigures<'a> {
        let clash = finding.clash.as_ref();
        let sets = clash.iter().flat_map(|clash| &clash.repairs);
        let changed = sets.flat_map(|set| &set.changes).map(|change| &change.mark);
        let own = finding.with_explained();
        let marks: Vec<&Mark> = changed.chain(own.flat_map(marks)).collect();
        NamedFigures {
            labels: Below::among(finding, marks.iter().copied(), lang),
            marks,
            finding,
            naming: Naming::of(finding),
            lang,
        }
    }

    /// What a cell is called here: by its label, where it has one.
    pub(crate) fn name(&self, cell: &CellName) -> String {
        let name = self.key(cell);
        let is_it = |own: &NamedCell| own.name == *cell && !own.prior;
        let own = |mark: &&&Mark| mark.cell.as_ref().is_some_and(is_it);
        match self.marks.iter().find(own) {
            Some(mark) => self.labels.figure(mark, &name),
            None => name,
        }
    }

    /// A figure's label, and whether the reader has met it.
    pub(crate) fn label(&self, name: &str) -> Option<(String, bool)> {
        self.labels.label(self.named(name)?)
    }

    /// What a cell is called in rules.
    fn key(&self, cell: &CellName) -> String {
        let full = one_line(&cell.to_string());
        if self.naming == Naming::Full || cell.section != self.finding.section {
            return full;
        }
        let section = CellName::of_section(&cell.section).to_string();
        let short = full.strip_prefix(&format!("{}.", one_line(&section)));
        let short = short.map_or(full.clone(), str::to_owned);
        if self.naming == Naming::Short {
            return short;
        }
        let by_rule = |name: &str| marks(self.finding).any(|mark| mark.name == name);
        let column = cell
            .column
            .as_deref()
            .filter(|_| cell.key.as_deref() == self.finding.row_key());
        let column = column.map(|column| one_line(&CellName::of_section(column).to_string()));
        match column.filter(|column| by_rule(column)) {
            Some(column) => column,
            None if !by_rule(&short) && by_rule(&full) => full,
            None => short,
        }
    }

    /// The same, with the line of a cell that shares its name with another.
    fn with_line(&self, mark: &Mark) -> String {
        let name = self.key(mark.named_cell());
        let same = |other: &&Mark| other.cell == mark.cell && other.place != mark.place;
        let line = mark.row_line().filter(|_| self.marks.iter().any(same));
        line.map_or(name.clone(), |line| {
            let line = say!(self.lang, "line {line}", "第 {line} 行");
            aside(&name, &line, self.lang)
        })
    }

    /// What a figure to change is called here.
    pub(crate) fn name_of(&self, change: &Change) -> String {
        let own = marks(self.finding).find(|mark| mark.place == change.mark.place);
        let name = match own.filter(|_| self.naming == Naming::Rule) {
            Some(mark) => one_line(&mark.name),
            None => self.with_line(&change.mark),
        };
        self.labels.figure(own.unwrap_or(&change.mark), &name)
    }

    /// The cell of a name.
    pub(crate) fn named(&self, name: &str) -> Option<&'a Mark> {
        let own = |mark: &&&Mark| mark.name == name;
        self.marks.iter().find(own).copied()
    }

    /// How to write numbers about a figure.
    pub(crate) fn style_of(&self, name: &str) -> Style<'a> {
        self.named(name).map_or(Style::Plain, NamedFigures::style)
    }

    /// How to write numbers about a cell's figure.
    pub(crate) fn style(mark: &Mark) -> Style<'_> {
        mark.figure.as_ref().map_or(Style::Plain, Style::Like)
    }

    /// A rate whose print allows no more, or no less, than this.
    pub(crate) fn rate_with_end(&self, end: &Rat) -> Option<&'a Mark> {
        let own = |mark: &&&Mark| {
            let figure = mark.figure.as_ref();
            let figure = figure.filter(|figure| figure.is_pure());
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
    pub(crate) fn printed(&self, value: &Rat) -> Option<(String, Style<'a>)> {
        let own = |mark: &&&'a Mark| {
            let figure = mark.figure.as_ref();
            figure.is_some_and(|figure| figure.nominal == *value)
        };
        let mark = self.marks.iter().find(own)?;
        Some((one_line(mark.place.words()), NamedFigures::style(mark)))
    }
}

impl Naming {
    fn of(finding: &Finding) -> Naming {
        let sets = finding.clash.iter().flat_map(|clash| &clash.repairs);
        let changes: Vec<&Change> = sets.flat_map(|set| &set.changes).collect();
        let by_rule = |change: &&Change| {
            let mut own = marks(finding);
            own.any(|mark| mark.place == change.mark.place && !mark.name.is_empty())
        };
        let here = |change: &&Change| change.mark.named_cell().section == finding.section;
        match finding.rule.is_some() {
            true if changes.iter().all(by_rule) => Naming::Rule,
            true if changes.iter().all(here) => Naming::Short,
            _ => Naming::Full,
        }
    }
}

/// The cells that a finding names.
fn marks(finding: &Finding) -> impl Iterator<Item = &Mark> {
    finding.marks()
}
