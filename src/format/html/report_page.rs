//! What a report's page shows and where: its findings with their numbers, the
//! tables of its sections, and the name of each cell that links lead to.

use crate::finding::{Finding, Mark, Waived};
use crate::format::html::ids::{self, Ids};
use crate::format::html::markup::{Element, el};
use crate::format::output::Setting;
use crate::format::view::document::{RowView, TableView};
use crate::format::view::marks::spot;
use crate::format::view::{Basis, as_they_stand};
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say::headings;
use crate::say::run::Checked;
use crate::table::{ColumnKind, Layout};

/// A report as its page shows it.
pub(super) struct ReportPage<'a> {
    /// The report with what was found.
    pub checked: Checked<'a>,
    /// The reader's language.
    pub lang: Lang,
    /// The findings, worst first, then those that are waived.
    pub entries: Vec<NumberedFinding<'a>>,
    /// The sections, by their tables.
    pub sections: Vec<SectionPart<'a>>,
    /// The name of the page's part for this report.
    pub id: String,
    /// What the names of its further parts begin with.
    pub prefix: String,
    many: bool,
}

/// A finding with its number on the page.
pub(super) struct NumberedFinding<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// Why it is accepted, where it is.
    pub waived: Option<&'a Waived>,
    /// Its number.
    pub number: usize,
    /// What links to it lead to.
    pub id: String,
    /// What it is about, where that is shown.
    pub about: Option<Anchor>,
}

/// A section's table with what links lead to.
pub(super) struct SectionPart<'a> {
    /// How the table's file is laid out.
    pub layout: &'a Layout,
    /// Whether the table is too long to be held, so that only the rows in
    /// question are shown.
    pub streamed: bool,
    /// What is shown of it.
    pub table: TableView,
    /// What links to it lead to.
    pub id: String,
    /// What links to its columns lead to.
    headings: Vec<String>,
    /// What links to its shown rows lead to.
    rows: Vec<RowIds>,
}

/// What links to a row lead to.
struct RowIds {
    id: String,
    cells: Vec<String>,
}

/// Something on the page that a finding can be about. Numbers are of the
/// page's sections, their columns, and their shown rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Anchor {
    /// A section as a whole.
    Section(usize),
    /// A column.
    Heading(usize, usize),
    /// A row.
    Row(usize, usize),
    /// A cell.
    Cell(usize, usize, usize),
}

impl Anchor {
    /// The number of the section that it is in.
    pub(super) fn section(self) -> usize {
        let (Anchor::Section(number)
        | Anchor::Heading(number, _)
        | Anchor::Row(number, _)
        | Anchor::Cell(number, ..)) = self;
        number
    }
}

impl<'a> ReportPage<'a> {
    /// What is shown of a report.
    pub(super) fn new(checked: &Checked<'a>, setting: &Setting) -> ReportPage<'a> {
        let (id, prefix) = match setting.many {
            true => {
                let id = ids::report(&checked.path());
                (id.clone(), format!("{id}:"))
            }
            false => ("report".to_owned(), String::new()),
        };
        let mut findings: Vec<&Finding> = checked.listed(setting.limit).iter().collect();
        let listed = findings.len();
        let waived = &checked.outcome.waived;
        findings.extend(waived.iter().map(|waived| &waived.finding));
        let mut names = Ids::new(prefix.clone());
        let basis = Basis {
            report: checked.report,
            config: checked.config,
            lang: setting.lang,
        };
        let tables = checked.report.tables.iter();
        let sections = tables.zip(as_they_stand(basis, &findings));
        let sections = sections.map(|(table, shown)| {
            SectionPart::new(&table.layout, table.streamed, shown, &mut names)
        });
        let mut page = ReportPage {
            checked: *checked,
            lang: setting.lang,
            entries: Vec::new(),
            sections: sections.collect(),
            id,
            prefix,
            many: setting.many,
        };
        for (at, finding) in findings.into_iter().enumerate() {
            let about = page.anchor(finding.primary());
            let id = names.of("f", &page.name_of(finding, about));
            page.entries.push(NumberedFinding {
                finding,
                waived: at.checked_sub(listed).map(|at| &waived[at]),
                number: at + 1,
                id,
                about,
            });
        }
        page
    }

    /// A heading of the report: 0 for its title, 1 for its parts, 2 below
    /// them. Of several reports, all stand one step lower.
    pub(super) fn heading(&self, depth: usize) -> Element {
        const HEADINGS: [&str; 4] = ["h1", "h2", "h3", "h4"];
        el(HEADINGS[(depth + usize::from(self.many)).min(3)])
    }

    /// A part of the report under a heading of its own.
    pub(super) fn part(&self, name: &'static str, heading: &str) -> Element {
        el("section")
            .id(&format!("{}{name}", self.prefix))
            .add(self.heading(1).text(heading))
    }

    /// What a finding is called: by its rule or code, and the cell.
    fn name_of<'b>(&'b self, finding: &'b Finding, about: Option<Anchor>) -> Vec<&'b str> {
        let rule = finding.rule.as_ref().map(|rule| rule.name.as_str());
        let mut parts = vec![rule.unwrap_or(finding.code.name())];
        let Some(anchor) = about else {
            parts.push(&finding.section);
            parts.extend(finding.row_key());
            return parts;
        };
        let section = &self.sections[anchor.section()];
        parts.push(&section.table.section);
        if let Anchor::Row(_, row) | Anchor::Cell(_, row, _) = anchor {
            parts.push(&section.table.rows[row].key);
        }
        if let Anchor::Heading(_, column) | Anchor::Cell(_, _, column) = anchor
            && section.layout.list_column() != Some(column)
            && let Some(column) = section.layout.columns.get(column)
        {
            parts.push(&column.name);
        }
        parts
    }

    /// The numbers of the findings that something takes part in.
    pub(super) fn marks(&self, anchor: Anchor) -> &[usize] {
        let table = &self.sections[anchor.section()].table;
        match anchor {
            Anchor::Section(_) => &table.marks,
            Anchor::Heading(_, column) => &table.columns[column].marks,
            Anchor::Row(_, row) => &table.rows[row].marks,
            Anchor::Cell(_, row, column) => &table.rows[row].cells[column].marks,
        }
    }

    /// The findings that something takes part in.
    pub(super) fn findings_at(
        &self,
        anchor: Anchor,
    ) -> impl Iterator<Item = &NumberedFinding<'a>> + Clone {
        let numbers = self.marks(anchor).iter();
        numbers.map(|number| &self.entries[number - 1])
    }

    /// The findings that are about a section or something in it.
    pub(super) fn found_in(&self, section: usize) -> usize {
        let name = &self.sections[section].table.section;
        let kept = self.entries.iter().filter(|entry| entry.waived.is_none());
        kept.filter(|entry| entry.finding.section == *name).count()
    }

    /// Whether a section is shown: of a report among several, only those in
    /// question are.
    pub(super) fn shows(&self, section: usize) -> bool {
        !self.many || !self.sections[section].table.footnotes.is_empty()
    }

    /// What links to a mark lead to, where it is shown.
    pub(super) fn link_to(&self, mark: &Mark) -> Option<&str> {
        let anchor = self.anchor(mark)?;
        self.shows(anchor.section()).then(|| self.id_of(anchor))
    }

    /// The section that a mark is in.
    pub(super) fn section_of(&self, mark: &Mark) -> Option<usize> {
        let name = mark.cell.as_ref()?.own_name()?;
        let mut sections = self.sections.iter();
        sections.position(|section| section.table.section == name.section)
    }

    /// What on the page stands for a mark; nothing where that is not shown.
    pub(super) fn anchor(&self, mark: &Mark) -> Option<Anchor> {
        let number = self.section_of(mark)?;
        let table = &self.sections[number].table;
        let (line, column) = spot(mark, &table.section)?;
        let Some(line) = line else {
            let column = column.filter(|column| *column < table.columns.len());
            let heading = |column| Anchor::Heading(number, column);
            return Some(column.map_or(Anchor::Section(number), heading));
        };
        let row = table.rows.binary_search_by_key(&line, |row| row.line);
        let row = row.ok()?;
        // A row may have fewer cells than the header, or more.
        let column = column.filter(|column| *column < table.rows[row].cells.len());
        let cell = |column| Anchor::Cell(number, row, column);
        Some(column.map_or(Anchor::Row(number, row), cell))
    }

    /// What links to something lead to.
    pub(super) fn id_of(&self, anchor: Anchor) -> &str {
        let section = &self.sections[anchor.section()];
        match anchor {
            Anchor::Section(_) => &section.id,
            Anchor::Heading(_, column) => &section.headings[column],
            Anchor::Row(_, row) => &section.rows[row].id,
            Anchor::Cell(_, row, column) => &section.rows[row].cells[column],
        }
    }

    /// What is printed in a finding's cell; of a part of a cell, that part.
    pub(super) fn print_of<'b>(&'b self, mark: &'b Mark) -> &'b str {
        if let Some(Anchor::Cell(section, row, column)) = self.anchor(mark) {
            let cell = &self.sections[section].table.rows[row].cells[column];
            if cell.span == Some((mark.place.start, mark.place.end)) {
                return &cell.print;
            }
        }
        mark.place.words()
    }

    /// What to call something for people.
    pub(super) fn label_of(&self, anchor: Anchor) -> String {
        let section = &self.sections[anchor.section()];
        let row = |row: usize| section.table.rows[row].label.clone();
        match anchor {
            Anchor::Section(_) => section.table.title.clone(),
            Anchor::Heading(_, column) => section.heading(column, self.lang),
            Anchor::Row(_, at) => row(at),
            Anchor::Cell(_, at, column) if section.is_plain(column) => row(at),
            Anchor::Cell(_, at, column) => {
                format!("{} · {}", row(at), section.heading(column, self.lang))
            }
        }
    }

    /// The worst severity of what something is marked for, and whether it is
    /// what some finding is about.
    pub(super) fn worst(&self, anchor: Anchor) -> Option<(Option<Severity>, bool)> {
        let findings = self.findings_at(anchor);
        let worst = findings.clone().map(NumberedFinding::severity).max()?;
        let mut worst_ones = findings.filter(|entry| entry.severity() == worst);
        Some((worst, worst_ones.any(|entry| entry.about == Some(anchor))))
    }
}

impl NumberedFinding<'_> {
    /// How much it matters; none where it is accepted.
    pub(super) fn severity(&self) -> Option<Severity> {
        self.waived.is_none().then_some(self.finding.severity)
    }
}

impl<'a> SectionPart<'a> {
    fn new(
        layout: &'a Layout,
        streamed: bool,
        table: TableView,
        names: &mut Ids,
    ) -> SectionPart<'a> {
        let name = table.section.as_str();
        let id = names.of("s", &[name]);
        let columns = table.columns.iter();
        let headings = columns.map(|column| names.of("h", &[name, &column.name]));
        let headings = headings.collect();
        let rows = table.rows.iter();
        let rows = rows.map(|row| RowIds::new(layout, row, names)).collect();
        SectionPart {
            layout,
            streamed,
            table,
            id,
            headings,
            rows,
        }
    }

    /// What to call a column.
    fn heading(&self, column: usize, lang: Lang) -> String {
        let column = self.layout.columns.get(column);
        column.map_or(String::new(), |column| headings::or_name(column, lang))
    }

    /// Whether a cell of this column is called like its row: the figure of a
    /// list, the key, the label.
    fn is_plain(&self, column: usize) -> bool {
        let kind = self.layout.columns.get(column).map(|column| column.kind);
        self.layout.list_column() == Some(column)
            || matches!(kind, Some(ColumnKind::Key | ColumnKind::Label))
    }
}

impl RowIds {
    /// A cell is called `c-section-key` where it is the figure of a list, else
    /// `c-section-key-column`.
    fn new(layout: &Layout, row: &RowView, names: &mut Ids) -> RowIds {
        let (section, key) = (layout.section.as_str(), row.key.as_str());
        let id = names.of("row", &[section, key]);
        let cells = (0..row.cells.len()).map(|column| match layout.columns.get(column) {
            Some(_) if layout.list_column() == Some(column) => names.of("c", &[section, key]),
            Some(own) => names.of("c", &[section, key, &own.name]),
            None => names.of("c", &[section, key, &(column + 1).to_string()]),
        });
        let cells = cells.collect();
        RowIds { id, cells }
    }
}
