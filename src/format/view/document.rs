//! A report's sections as tables to read: what is shown, whatever the format.

use super::structure::StructureView;
use crate::figure::{Figure, Rat};
use crate::finding::{Code, Finding};
use crate::lang::Lang;
use crate::report::Report;
use crate::rule::Severity;
use crate::say::terms::aside;
use crate::say::{headings, title};

/// Some sections of a report, ready to be written down.
pub(crate) struct Document {
    /// The report.
    pub report: ReportHeading,
    /// The sections, in the order asked for.
    pub tables: Vec<TableView>,
    /// The findings that are marked in them, by number from 1.
    pub footnotes: Vec<Footnote>,
}

/// What a report is called.
#[derive(Clone)]
pub(crate) struct ReportHeading {
    /// Its folder or its one table.
    pub path: String,
    /// Its period, where known.
    pub period: Option<String>,
    /// Its title in the reader's language, where it says one.
    pub title: Option<String>,
}

impl ReportHeading {
    /// What a report is called.
    pub(crate) fn of(report: &Report, lang: Lang) -> ReportHeading {
        let period = report.period.as_ref();
        ReportHeading {
            path: report.path.display().to_string(),
            period: period.map(|period| period.text().to_owned()),
            title: report.facts.title.say(lang).map(str::to_owned),
        }
    }

    /// Title and period in one line.
    pub(crate) fn line(&self, lang: Lang) -> String {
        let title = self.title.as_deref();
        match (title, &self.period) {
            (Some(title), Some(period)) if !title.contains(period.as_str()) => {
                headings::of_report(title, period, lang)
            }
            (Some(title), _) => title.to_owned(),
            (None, Some(period)) => period.clone(),
            (None, None) => self.path.clone(),
        }
    }
}

/// A section's table as it is shown.
pub(crate) struct TableView {
    /// The section's name.
    pub section: String,
    /// Its title in the reader's language, else its name.
    pub title: String,
    /// Whether the report has a table for it.
    pub present: bool,
    /// Whether a comma is the decimal sign of some of its figures.
    pub decimal_comma: bool,
    /// What was understood of it, where it stands in a document: for people,
    pub understood: Vec<String>,
    /// and for programs.
    pub structure: Option<StructureView>,
    /// The columns shown, in order.
    pub columns: Vec<ColumnView>,
    /// The rows shown, in the file's order.
    pub rows: Vec<RowView>,
    /// Rows after the last one shown that are left out, where that is known.
    pub left_out: usize,
    /// The numbers of the findings about it as a whole, where no cell shows them.
    pub marks: Vec<usize>,
    /// The numbers of the findings that are marked in it or about it.
    pub footnotes: Vec<usize>,
}

impl TableView {
    /// The line above the table.
    pub(crate) fn heading(&self, report: &ReportHeading, lang: Lang) -> String {
        let heading = format!("{} — {}", self.title, report.line(lang));
        match self.decimal_comma {
            true => aside(&heading, &headings::decimal_comma(lang), lang),
            false => heading,
        }
    }
}

/// What a shown column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Keys of rows.
    Keys,
    /// Labels of rows.
    Labels,
    /// Words: a level, a unit.
    Words,
    /// Running text: a quote, a note.
    Prose,
    /// Figures.
    Figures,
    /// What rules make of the figures of the column before.
    Recomputed,
}

/// A shown column.
pub(crate) struct ColumnView {
    /// Its name in the table's file.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// What to call it in the reader's language.
    pub label: String,
    /// The unit that all its figures share.
    pub unit: Option<String>,
    /// Whether every figure that is shown says its unit itself.
    pub in_cells: bool,
    /// Whether its name or its figures show that it sums up others.
    pub total: bool,
    /// What its figures show.
    pub found: Option<Sums>,
    /// The numbers of the findings about the column itself.
    pub marks: Vec<usize>,
}

impl ColumnView {
    /// The label with the unit, where the cells do not say it.
    pub(crate) fn heading(&self, lang: Lang) -> String {
        match &self.unit {
            Some(unit) if !self.in_cells && !heads(&self.label, unit) => {
                aside(&self.label, unit, lang)
            }
            _ => self.label.clone(),
        }
    }

    /// Whether its cells line up on the decimal point.
    pub(crate) fn is_numeric(&self) -> bool {
        matches!(self.holds, Holds::Figures | Holds::Recomputed)
    }
}

/// What a line is that sums up others, as its figures show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sums {
    /// It is part of no other sum.
    Total,
    /// It is.
    Subtotal,
}

impl Sums {
    /// Its name in English, as machines read it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Sums::Total => "total",
            Sums::Subtotal => "subtotal",
        }
    }
}

/// A shown row.
pub(crate) struct RowView {
    /// Its key.
    pub key: String,
    /// What to call it in the reader's language.
    pub label: String,
    /// Its line in the file.
    pub line: u64,
    /// Whether it sums up others: by the configuration, its name or its figures.
    pub total: bool,
    /// What its figures show.
    pub found: Option<Sums>,
    /// Rows between the one shown before and this that are left out, where
    /// that is known.
    pub skipped: usize,
    /// The numbers of the findings about it as a whole, where no cell shows them.
    pub marks: Vec<usize>,
    /// Its cells, one for each shown column; of a table as it stands, as many
    /// as the row has.
    pub cells: Vec<CellView>,
}

/// A shown cell.
pub(crate) struct CellView {
    /// The text as printed, trimmed; control characters and all.
    pub print: String,
    /// What it holds.
    pub content: Content,
    /// Where it stands in the text of its row, in bytes; none for what no
    /// file says.
    pub span: Option<(usize, usize)>,
    /// The numbers of the findings that it takes part in.
    pub marks: Vec<usize>,
}

/// What a shown cell holds.
pub(crate) enum Content {
    /// Words.
    Words,
    /// Nothing: not reported, or not recomputed.
    Blank,
    /// There is no such figure.
    NotApplicable,
    /// A figure that is kept back.
    Withheld,
    /// Something that is no figure.
    Unreadable,
    /// A figure.
    Figure(Box<Figure>),
    /// The change from one period to another.
    Change,
    /// What a rule makes of other figures.
    Recomputed {
        /// The rule's name.
        rule: String,
        /// The exact value, in base units.
        value: Rat,
    },
}

impl CellView {
    /// A cell that no file has.
    pub(crate) fn made(print: String, content: Content, marks: Vec<usize>) -> CellView {
        CellView {
            print,
            content,
            span: None,
            marks,
        }
    }

    /// The text to show: a dash where there is no such figure.
    pub(crate) fn shown(&self) -> &str {
        match self.content {
            Content::NotApplicable => "—",
            _ => &self.print,
        }
    }

    /// Whether the print itself says a unit.
    pub(crate) fn says(&self, unit: &str) -> bool {
        let folded = |text: &str| text.replace('％', "%");
        folded(&self.print).contains(&folded(unit))
    }

    /// Whether the text is a number that was read as one.
    pub(crate) fn is_number(&self) -> bool {
        matches!(
            self.content,
            Content::Figure(_) | Content::Recomputed { .. } | Content::Change
        )
    }
}

/// Whether a heading itself says a unit: `share (%)`, `% of total`, `Amount, £m`.
fn heads(label: &str, unit: &str) -> bool {
    let folded = label.replace('％', "%");
    let apart = folded.ends_with([')', '）', ']', '】']) || folded.contains([',', '，']);
    folded.contains(unit) && (apart || unit == "%")
}

/// A finding under a table.
pub(crate) struct Footnote {
    /// Its number, the same in every table.
    pub number: usize,
    /// How much it matters.
    pub severity: Severity,
    /// What kind it is.
    pub code: Code,
    /// Its headline in the reader's language.
    pub title: String,
    /// The rule that it breaks.
    pub rule: Option<String>,
    /// The section that it is in; empty for a rule across sections.
    pub section: String,
}

impl Footnote {
    /// Of a finding.
    pub(crate) fn new(number: usize, finding: &Finding, lang: Lang) -> Footnote {
        Footnote {
            number,
            severity: finding.severity,
            code: finding.code,
            title: title(finding, lang),
            rule: finding.rule.as_ref().map(|rule| rule.name.clone()),
            section: finding.section.clone(),
        }
    }
}

impl Document {
    /// The footnotes of a table, by number.
    pub(crate) fn footnotes_of<'a>(
        &'a self,
        table: &'a TableView,
    ) -> impl Iterator<Item = &'a Footnote> + 'a {
        table
            .footnotes
            .iter()
            .filter_map(|number| self.footnote(*number))
    }

    /// The footnote of a number.
    pub(crate) fn footnote(&self, number: usize) -> Option<&Footnote> {
        self.footnotes.get(number.checked_sub(1)?)
    }
}
