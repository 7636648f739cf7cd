//! What a report's page shows and where: its findings with their numbers, the
//! rows that are shown, and the name of each cell that links lead to.

use crate::finding::{Finding, Mark, Waived};
use crate::format::html::ids::{self, Ids};
use crate::format::html::markup::{Element, el};
use crate::format::output::Setting;
use crate::lang::Lang;
use crate::place::Excerpt;
use crate::rule::{Config, SectionConfig, Severity};
use crate::say::run::Checked;
use crate::source::Source;
use crate::table::{ColumnKind, Layout, Table, TableRow};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// Rows of a table that are shown before only those in question are.
const ROWS_SHOWN: usize = 500;

/// A report as its page shows it.
pub(super) struct View<'a> {
    /// The report with what was found.
    pub checked: Checked<'a>,
    /// The reader's language.
    pub lang: Lang,
    /// The findings, worst first, then those that are waived.
    pub entries: Vec<Entry<'a>>,
    /// The sections, by their tables.
    pub sections: Vec<Section<'a>>,
    /// The name of the page's part for this report.
    pub id: String,
    /// What the names of its further parts begin with.
    pub prefix: String,
    many: bool,
    marks: HashMap<Target, Vec<Marking>>,
}

/// A finding with its number on the page.
pub(super) struct Entry<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// Why it is accepted, where it is.
    pub waived: Option<&'a Waived>,
    /// Its number.
    pub number: usize,
    /// What links to it lead to.
    pub id: String,
}

/// A section's table as it is shown.
pub(super) struct Section<'a> {
    /// The table.
    pub table: &'a Table,
    /// What the configuration says of it.
    pub config: Option<&'a SectionConfig>,
    /// What to call it.
    pub title: String,
    /// What links to it lead to.
    pub id: String,
    /// What links to its columns lead to.
    pub headings: Vec<String>,
    /// The rows that are shown.
    pub rows: Vec<Shown<'a>>,
}

/// A row that is shown.
pub(super) struct Shown<'a> {
    /// The row.
    pub row: Cow<'a, TableRow>,
    /// Rows between the one shown before and this that are not shown, where
    /// that is known.
    pub skipped: usize,
    /// What links to the row lead to.
    pub id: String,
    /// What links to its cells lead to.
    pub cells: Vec<String>,
}

/// Something on the page that a finding can be about. Numbers are of the
/// view's sections and their shown rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// A section as a whole.
    Section(usize),
    /// A column.
    Heading(usize, usize),
    /// A row.
    Row(usize, usize),
    /// A cell.
    Cell(usize, usize, usize),
}

/// That a finding is about something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marking {
    /// The finding's place among the view's entries.
    pub entry: usize,
    /// Whether it is what the finding is about, or only takes part.
    pub primary: bool,
}

impl<'a> View<'a> {
    /// What is shown of a report.
    pub(super) fn new(checked: &Checked<'a>, setting: &Setting) -> View<'a> {
        let (id, prefix) = match setting.many {
            true => {
                let id = ids::report(&checked.path());
                (id.clone(), format!("{id}:"))
            }
            false => ("report".to_owned(), String::new()),
        };
        let mut findings: Vec<&Finding> = checked.listed(setting.limit).iter().collect();
        findings.sort_by_key(|finding| Reverse(finding.severity));
        let accepted = checked.outcome.waived.iter();
        let found = findings.into_iter().map(|finding| (finding, None));
        let found = found.chain(accepted.map(|waived| (&waived.finding, Some(waived))));
        let found: Vec<(&Finding, Option<&Waived>)> = found.collect();
        let mut names = Ids::new(prefix.clone());
        let mut view = View {
            checked: *checked,
            lang: setting.lang,
            entries: Vec::new(),
            sections: sections(checked, &found, setting.lang, &mut names),
            id,
            prefix,
            many: setting.many,
            marks: HashMap::new(),
        };
        for (number, (finding, waived)) in found.into_iter().enumerate() {
            let id = names.of("f", &view.name_of(finding));
            view.entries.push(Entry {
                finding,
                waived,
                number: number + 1,
                id,
            });
            view.mark(number, finding);
        }
        view
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
    fn name_of<'b>(&'b self, finding: &'b Finding) -> Vec<&'b str> {
        let rule = finding.rule.as_ref().map(|rule| rule.name.as_str());
        let mut parts = vec![rule.unwrap_or(finding.code.name())];
        let target = self.target(finding.primary());
        let Some(target) = target else {
            parts.push(&finding.section);
            parts.extend(finding.row_key());
            return parts;
        };
        let section = self.section_of(target);
        parts.push(section.table.section());
        if let Target::Row(_, row) | Target::Cell(_, row, _) = target {
            parts.push(section.rows[row].row.key());
        }
        if let Target::Heading(_, column) | Target::Cell(_, _, column) = target
            && section.table.layout.list_column() != Some(column)
            && let Some(column) = section.table.layout.columns.get(column)
        {
            parts.push(&column.name);
        }
        parts
    }

    fn mark(&mut self, entry: usize, finding: &Finding) {
        for (number, mark) in all_marks_of(finding).enumerate() {
            let Some(target) = self.target(mark) else {
                continue;
            };
            let marking = Marking {
                entry,
                primary: number == 0,
            };
            let here = self.marks.entry(target).or_default();
            if here.iter().all(|known| known.entry != entry) {
                here.push(marking);
            }
        }
    }

    /// The findings that something takes part in.
    pub(super) fn marks(&self, target: Target) -> &[Marking] {
        self.marks.get(&target).map_or(&[], Vec::as_slice)
    }

    /// The findings that are about a section or something in it.
    pub(super) fn found_in(&self, section: usize) -> usize {
        let name = self.sections[section].table.section();
        let kept = self.entries.iter().filter(|entry| entry.waived.is_none());
        kept.filter(|entry| entry.finding.section == name).count()
    }

    /// Whether a section is shown: of a report among several, only those in
    /// question are.
    pub(super) fn shows(&self, section: usize) -> bool {
        !self.many || self.is_marked(section)
    }

    /// What links to something lead to, where it is shown.
    pub(super) fn link_to(&self, target: Target) -> Option<&str> {
        self.shows(section_number(target))
            .then(|| self.id_of(target))
    }

    fn is_marked(&self, section: usize) -> bool {
        self.marks
            .keys()
            .any(|target| section_number(*target) == section)
    }

    /// What on the page stands for a mark; nothing where that is not shown.
    pub(super) fn target(&self, mark: &Mark) -> Option<Target> {
        let cell = mark.cell.as_ref()?;
        let name = cell.own_name()?;
        let of_name = |section: &Section<'_>| section.table.section() == name.section;
        let number = self.sections.iter().position(of_name)?;
        if name.key.is_none() {
            let known = |column: &usize| *column < self.sections[number].headings.len();
            let heading = |column| Target::Heading(number, column);
            let column = cell.column.filter(known);
            return Some(column.map_or(Target::Section(number), heading));
        }
        let line = |shown: &Shown<'_>| shown.row.excerpt.first_line;
        let rows = &self.sections[number].rows;
        let at = rows.binary_search_by_key(&mark.place.excerpt.first_line, line);
        let row = at.ok()?;
        // A row may have fewer cells than the header, or more.
        let there = |column: &usize| *column < rows[row].cells.len();
        Some(match cell.column.filter(there) {
            Some(column) => Target::Cell(number, row, column),
            None => Target::Row(number, row),
        })
    }

    /// What links to something lead to.
    pub(super) fn id_of(&self, target: Target) -> &str {
        match target {
            Target::Section(section) => &self.sections[section].id,
            Target::Heading(section, column) => &self.sections[section].headings[column],
            Target::Row(section, row) => &self.sections[section].rows[row].id,
            Target::Cell(section, row, column) => &self.sections[section].rows[row].cells[column],
        }
    }

    /// What is printed in a finding's cell; of a part of a cell, that part.
    pub(super) fn print_of<'b>(&'b self, mark: &'b Mark) -> &'b str {
        if let Some(Target::Cell(section, row, column)) = self.target(mark) {
            let row = &self.sections[section].rows[row].row;
            if row.place(column) == mark.place {
                return row.text(column);
            }
        }
        mark.place.words()
    }

    /// The section that something is in.
    pub(super) fn section_of(&self, target: Target) -> &Section<'a> {
        &self.sections[section_number(target)]
    }

    /// What to call something for people.
    pub(super) fn label_of(&self, target: Target) -> String {
        let section = self.section_of(target);
        let row = |row: usize| section.label(&section.rows[row].row, self.lang);
        match target {
            Target::Section(_) => section.title.clone(),
            Target::Heading(_, column) => section.heading(column, self.lang),
            Target::Row(_, at) => row(at),
            Target::Cell(_, at, column) if section.is_plain(column) => row(at),
            Target::Cell(_, at, column) => {
                format!("{} · {}", row(at), section.heading(column, self.lang))
            }
        }
    }

    /// The worst severity of what something is marked for, and whether it is
    /// what some finding is about.
    pub(super) fn worst(&self, target: Target) -> Option<(Option<Severity>, bool)> {
        let marks = self.marks(target);
        let severity = |mark: &Marking| {
            let entry = &self.entries[mark.entry];
            entry.waived.is_none().then_some(entry.finding.severity)
        };
        let worst = marks.iter().map(severity).max()?;
        let primary = |mark: &&Marking| mark.primary && severity(mark) == worst;
        Some((worst, marks.iter().any(|mark| primary(&mark))))
    }
}

/// The number of the section that something is in.
pub(super) fn section_number(target: Target) -> usize {
    let (Target::Section(number)
    | Target::Heading(number, _)
    | Target::Row(number, _)
    | Target::Cell(number, ..)) = target;
    number
}

/// The cells of a finding, its own first, with those that may be wrong and
/// those of what it explains.
fn all_marks_of(finding: &Finding) -> impl Iterator<Item = &Mark> {
    let clash = finding.clash.iter();
    let sets = clash.flat_map(|clash| &clash.repairs);
    let changed = sets.flat_map(|set| &set.changes).map(|change| &change.mark);
    finding
        .marks()
        .chain(changed)
        .chain(finding.explains.iter().flat_map(Finding::marks))
}

impl<'a> Section<'a> {
    /// What to call a row.
    pub(super) fn label(&self, row: &TableRow, lang: Lang) -> String {
        let words = self.config.and_then(|config| config.labels.get(row.key()));
        let printed = self.table.layout.of_kind(ColumnKind::Label);
        let printed = printed.map(|column| row.text(column));
        let printed = printed.filter(|text| !text.is_empty());
        let label = words.and_then(|words| words.only(lang)).or(printed);
        label.unwrap_or(row.key()).to_owned()
    }

    /// What to call a column.
    pub(super) fn heading(&self, column: usize, lang: Lang) -> String {
        match self.table.layout.columns.get(column) {
            Some(column) => {
                let label = column.config.label.say(lang);
                label.unwrap_or(&column.name).to_owned()
            }
            None => String::new(),
        }
    }

    /// What to call a column that the configuration may not label.
    pub(super) fn heading_or(&self, column: usize, otherwise: String, lang: Lang) -> String {
        let own = self.table.layout.columns.get(column);
        let label = own.and_then(|own| own.config.label.say(lang));
        label.map_or(otherwise, str::to_owned)
    }

    /// Whether a cell of this column is called like its row: the figure of a
    /// list, the key, the label.
    fn is_plain(&self, column: usize) -> bool {
        let layout = &self.table.layout;
        let kind = layout.columns.get(column).map(|column| column.kind);
        layout.list_column() == Some(column)
            || matches!(kind, Some(ColumnKind::Key | ColumnKind::Label))
    }
}

/// The sections with the rows to show, and the names of their cells.
fn sections<'a>(
    checked: &Checked<'a>,
    found: &[(&'a Finding, Option<&'a Waived>)],
    lang: Lang,
    names: &mut Ids,
) -> Vec<Section<'a>> {
    let mut asked: HashMap<&Path, BTreeMap<u64, &Excerpt>> = HashMap::new();
    for mark in found.iter().flat_map(|(finding, _)| all_marks_of(finding)) {
        let excerpt = &mark.place.excerpt;
        let lines = asked.entry(&excerpt.path).or_default();
        lines.insert(excerpt.first_line, excerpt);
    }
    let tables = checked.report.tables.iter();
    let tables = tables.map(|table| {
        let lines = asked.remove(&*table.layout.header.path).unwrap_or_default();
        section(table, &lines, checked.config, lang, names)
    });
    tables.collect()
}

fn section<'a>(
    table: &'a Table,
    asked: &BTreeMap<u64, &Excerpt>,
    config: &'a Config,
    lang: Lang,
    names: &mut Ids,
) -> Section<'a> {
    let (layout, name) = (&table.layout, table.section());
    let known = config.section(name);
    let title = known
        .and_then(|known| known.title.say(lang))
        .unwrap_or(name);
    let heading = |names: &mut Ids, column: &str| names.of("h", &[name, column]);
    let id = names.of("s", &[name]);
    let headings = layout.columns.iter();
    let headings = headings
        .map(|column| heading(names, &column.name))
        .collect();
    let mut rows = Vec::new();
    let mut skipped = 0;
    let mut show = |row: Cow<'a, TableRow>, skipped: &mut usize| {
        let id = names.of("row", &[name, row.key()]);
        let cells = (0..row.cells.len()).map(|column| cell_id(layout, &row, column, names));
        rows.push(Shown {
            id,
            cells: cells.collect(),
            skipped: std::mem::take(skipped),
            row,
        });
    };
    for (number, row) in table.rows.iter().enumerate() {
        match number < ROWS_SHOWN || asked.contains_key(&row.excerpt.first_line) {
            true => show(Cow::Borrowed(row), &mut skipped),
            false => skipped += 1,
        }
    }
    if table.streamed {
        for excerpt in asked
            .values()
            .filter(|excerpt| excerpt.first_line != layout.header.first_line)
        {
            if let Some(row) = read_again(excerpt, layout, config) {
                show(Cow::Owned(row), &mut skipped);
            }
        }
    }
    Section {
        table,
        config: known,
        title: title.to_owned(),
        id,
        headings,
        rows,
    }
}

/// The name of a cell: `c-section-key` for the figure of a list, else
/// `c-section-key-column`.
fn cell_id(layout: &Layout, row: &TableRow, column: usize, names: &mut Ids) -> String {
    let section = layout.section.as_str();
    let own = layout.columns.get(column);
    match own {
        Some(_) if layout.list_column() == Some(column) => names.of("c", &[section, row.key()]),
        Some(own) => names.of("c", &[section, row.key(), &own.name]),
        None => names.of("c", &[section, row.key(), &(column + 1).to_string()]),
    }
}

/// A row of a table that is not in memory, from its text below the header,
/// which says what separates its cells.
fn read_again(excerpt: &Excerpt, layout: &Layout, config: &Config) -> Option<TableRow> {
    let text = format!("{}\n{}\n", layout.header.text, excerpt.text);
    let source = Source::from_bytes(&excerpt.path, text.into_bytes(), None).ok()?;
    let mut rows = source.rows();
    rows.next_row().ok()?;
    let mut row = layout.read(&rows.next_row().ok()??, &config.units);
    row.excerpt = excerpt.clone();
    Some(row)
}
