//! The list of a report's sections: how long they are and what was found.

use crate::finding::{Finding, Findings};
use crate::format::view::document::ReportHeading;
use crate::lang::Lang;
use crate::report::Report;
use crate::rule::{Config, Severity};

/// How long a table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    /// Its rows.
    pub rows: u64,
    /// Its cells that hold a figure.
    pub figures: u64,
}

/// A section in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SectionLine {
    /// Its name; empty for findings that are in no section.
    pub name: String,
    /// Its title in the reader's language, where it has one.
    pub title: Option<String>,
    /// How long its table is; none where there is no table.
    pub size: Option<Size>,
    /// Its findings: notes, warnings, errors.
    pub findings: [u64; 3],
}

/// The list of sections.
pub(crate) struct Overview {
    /// The report.
    pub report: ReportHeading,
    /// The sections: the configuration's in its order, then further tables.
    pub sections: Vec<SectionLine>,
    /// All of them together.
    pub total: SectionLine,
}

impl SectionLine {
    /// How many findings there are of a severity.
    pub(crate) fn count(&self, severity: Severity) -> u64 {
        self.findings[severity as usize]
    }
}

/// Lists the sections; `sizes` are those of the report's tables, in order.
pub(crate) fn overview(
    report: &Report,
    config: &Config,
    sizes: &[Size],
    findings: &Findings,
    lang: Lang,
) -> Overview {
    let mut sections: Vec<SectionLine> = Vec::new();
    // A single table is listed alone, whatever else the configuration knows.
    let whole = report.is_folder;
    let configured = config.sections.iter().filter(|_| whole);
    let names = configured.map(|section| section.name.as_str());
    for name in names.chain(report.tables.iter().map(|table| table.section())) {
        if sections.iter().any(|line| line.name == name) {
            continue;
        }
        let title = config.section(name).and_then(|known| known.title.say(lang));
        let table = report.table(name);
        sections.push(SectionLine {
            name: name.to_owned(),
            title: title.map(str::to_owned),
            size: table.and_then(|table| sizes.get(table).copied()),
            findings: [0; 3],
        });
    }
    for finding in &findings.kept {
        let name = section_of(finding, report);
        let at = sections.iter().position(|line| line.name == name);
        let at = at.unwrap_or_else(|| {
            sections.push(SectionLine {
                name: name.to_owned(),
                ..SectionLine::default()
            });
            sections.len() - 1
        });
        sections[at].findings[finding.severity as usize] += 1;
    }
    let total = SectionLine {
        size: Some(sum(sections.iter().filter_map(|line| line.size))),
        findings: findings.counts,
        ..SectionLine::default()
    };
    Overview {
        report: ReportHeading::of(report, lang),
        sections,
        total,
    }
}

/// The section of the cell that a finding is about, else the finding's own.
fn section_of<'a>(finding: &'a Finding, report: &'a Report) -> &'a str {
    let (path, number, _) = finding.primary().place.excerpt.key();
    let table = report.tables.iter().find(|table| {
        let (of_table, its_number, _) = table.layout.header.key();
        (of_table, its_number) == (path, number)
    });
    table.map_or(finding.section.as_str(), |table| table.section())
}

fn sum(sizes: impl Iterator<Item = Size>) -> Size {
    sizes.fold(Size::default(), |sum, size| Size {
        rows: sum.rows + size.rows,
        figures: sum.figures + size.figures,
    })
}
