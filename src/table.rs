//! A section's table: columns by name, rows by key, every cell with its place
//! and, where it holds a figure, what its print allows.

use crate::figure::{Context, Reading, Rounding, Unit, UnitBook, read};
use crate::lang::Lang;
use crate::place::{Excerpt, Place};
use crate::rule::{ColumnConfig, Config, SectionConfig};
use crate::say;
use crate::source;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// The row's key: always the first column.
    Key,
    /// What to call the row.
    Label,
    /// The unit of the row's figures.
    Unit,
    /// Places known after the point in the row's figures.
    Decimals,
    /// The words of the source that state the figures.
    Quote,
    /// A remark.
    Note,
    /// Text to select rows by.
    Text,
    /// Figures.
    Figure,
}

impl ColumnKind {
    /// The reserved column names of DESIGN section 2.
    const RESERVED: [(&'static str, ColumnKind); 6] = [
        ("key", ColumnKind::Key),
        ("label", ColumnKind::Label),
        ("unit", ColumnKind::Unit),
        ("decimals", ColumnKind::Decimals),
        ("quote", ColumnKind::Quote),
        ("note", ColumnKind::Note),
    ];

    /// What a reserved column name stands for.
    pub fn reserved(name: &str) -> Option<ColumnKind> {
        let known = ColumnKind::RESERVED
            .iter()
            .find(|(known, _)| *known == name);
        known.map(|(_, kind)| *kind)
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name in the header.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// What the configuration says of it.
    pub config: ColumnConfig,
    /// Its place in the header.
    pub place: Place,
}

/// Why a header cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", place.address(), self.say(Lang::En))]
pub struct HeaderError {
    /// The column's name; empty where it has none; the whole line where it was
    /// not parted into columns.
    pub name: String,
    /// Its place.
    pub place: Place,
}

impl HeaderError {
    /// The problem in the reader's language.
    pub fn say(&self, lang: Lang) -> String {
        let name = &self.name;
        if name.to_lowercase().starts_with("sep=") {
            return say!(
                lang,
                "this line is meant for a spreadsheet; remove it, so that the header comes first",
                "这一行是写给电子表格的；请删去，使表头成为第一行"
            );
        }
        if name.contains(['，', '；', '|', '、']) {
            return say!(
                lang,
                "the header is one column; separate columns with commas: key,label,value",
                "表头只有一列；请用英文逗号分隔各列：key,label,value"
            );
        }
        if name.is_empty() {
            return say!(
                lang,
                "a column has no name; name it, or take it out",
                "有一列没有列名；请补上列名，或删去这一列"
            );
        }
        say!(
            lang,
            "the header names the column `{name}` twice",
            "表头中“{name}”列出现了两次"
        )
    }
}

/// A table without its rows: how each row is to be read.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The section: the file's name without its ending.
    pub section: String,
    /// The header row.
    pub header: Excerpt,
    /// The columns in the file's order.
    pub columns: Vec<Column>,
    /// Whether a blank cell says zero.
    pub blank_is_zero: bool,
    /// Whether a cell marked as not applicable says zero.
    pub dash_is_zero: bool,
    unit: Option<Unit>,
    rounding: Option<Rounding>,
    forced_rounding: Option<Rounding>,
}

/// A cell as it stands in its row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The text, quotes undone.
    pub text: String,
    start: usize,
    end: usize,
}

/// A row.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// Its text in the file.
    pub excerpt: Excerpt,
    /// Its cells; as many as the row has, whatever the header says.
    pub cells: Vec<Cell>,
    /// What its figure columns hold; `Blank` for other columns.
    pub readings: Vec<Reading>,
    /// The unit that the row says.
    pub unit: Option<Unit>,
    /// Whether it has as many cells as the header.
    pub complete: bool,
}

impl TableRow {
    /// Its key.
    pub fn key(&self) -> &str {
        self.cells.first().map_or("", |cell| cell.text.trim())
    }

    /// A cell's text, trimmed; empty where the row ends before it.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.trim())
    }

    /// The place of a cell, or the row's end where it has none.
    pub fn place(&self, column: usize) -> Place {
        match self.cells.get(column) {
            Some(cell) => {
                let raw = self
                    .excerpt
                    .text
                    .get(cell.start..cell.end)
                    .unwrap_or_default();
                let lead = raw.len() - raw.trim_start().len();
                let tail = raw.len() - raw.trim_end().len();
                if lead == raw.len() {
                    return self.excerpt.place(cell.start, cell.end);
                }
                self.excerpt.place(cell.start + lead, cell.end - tail)
            }
            None => {
                let end = self.excerpt.text.len();
                self.excerpt.place(end, end)
            }
        }
    }

    /// The place of the whole row.
    pub fn whole(&self) -> Place {
        self.excerpt.place(0, self.excerpt.text.len())
    }
}

impl Layout {
    /// Reads a header.
    ///
    /// # Errors
    /// Columns without a name or with the same name.
    pub fn new(
        path: &Path,
        section: &str,
        header: &source::RawRow<'_>,
        config: &Config,
        base_rounding: Option<Rounding>,
        forced_rounding: Option<Rounding>,
    ) -> Result<Layout, HeaderError> {
        let known = config.section(section);
        let excerpt = Excerpt::new(path, header.line, header.raw);
        let mut columns: Vec<Column> = Vec::new();
        for (index, field) in header.fields.iter().enumerate() {
            let name = header.text(index).trim().to_owned();
            let place = excerpt.place(field.start as usize, field.end as usize);
            let repeated = columns.iter().any(|column| column.name == name);
            let whole = header.fields.len() == 1 && name.contains(['，', '；', '|', '、']);
            let hint = index == 0 && name.to_lowercase().starts_with("sep=");
            if repeated || whole || hint || (name.is_empty() && index > 0) {
                return Err(HeaderError { name, place });
            }
            let config = known
                .and_then(|known| known.column(&name))
                .cloned()
                .unwrap_or_default();
            let kind = kind(index, &name, &config, known);
            columns.push(Column {
                name,
                kind,
                config,
                place,
            });
        }
        Ok(Layout {
            section: section.to_owned(),
            header: excerpt,
            columns,
            blank_is_zero: known.is_some_and(|known| known.blank_is_zero),
            dash_is_zero: known.is_some_and(|known| known.dash_is_zero),
            unit: known.and_then(|known| known.unit.clone()),
            rounding: known.and_then(|known| known.rounding).or(base_rounding),
            forced_rounding,
        })
    }

    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The first column of a kind.
    pub fn of_kind(&self, kind: ColumnKind) -> Option<usize> {
        self.columns.iter().position(|column| column.kind == kind)
    }

    /// The columns that hold figures.
    pub fn figure_columns(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns.len()).filter(|&index| self.columns[index].kind == ColumnKind::Figure)
    }

    /// Its one figure column, if it is a list of figures.
    pub fn list_column(&self) -> Option<usize> {
        let mut figures = self.figure_columns();
        let first = figures.next()?;
        figures.next().is_none().then_some(first)
    }

    /// How a column's figures were rounded.
    pub fn rounding(&self, column: usize) -> Rounding {
        self.forced_rounding
            .or(self.columns[column].config.rounding)
            .or(self.rounding)
            .unwrap_or_default()
    }

    /// The unit of a column's figures in a row.
    pub fn unit_of<'a>(&'a self, row_unit: Option<&'a Unit>, column: usize) -> Option<&'a Unit> {
        row_unit
            .or(self.columns[column].config.unit.as_ref())
            .or(self.unit.as_ref())
    }

    /// How a cell's print is to be read.
    pub fn context<'a>(
        &'a self,
        row: &'a TableRow,
        column: usize,
        units: &'a UnitBook,
    ) -> Context<'a> {
        let decimals = self
            .of_kind(ColumnKind::Decimals)
            .map(|index| row.text(index));
        self.context_of(row.unit.as_ref(), decimals, column, units)
    }

    /// How the prints of a column are to be read where no row says otherwise.
    pub fn column_context<'a>(&'a self, column: usize, units: &'a UnitBook) -> Context<'a> {
        self.context_of(None, None, column, units)
    }

    fn context_of<'a>(
        &'a self,
        row_unit: Option<&'a Unit>,
        decimals: Option<&str>,
        column: usize,
        units: &'a UnitBook,
    ) -> Context<'a> {
        let config = &self.columns[column].config;
        Context {
            unit: self.unit_of(row_unit, column),
            decimals: decimals
                .and_then(|text| text.parse().ok())
                .or(config.decimals),
            rounding: self.rounding(column),
            whole: config.whole,
            units,
        }
    }

    /// Reads a row: its cells and what their prints allow.
    pub fn read(&self, row: &source::RawRow<'_>, units: &UnitBook) -> TableRow {
        let cells: Vec<Cell> = row
            .fields
            .iter()
            .enumerate()
            .map(|(index, field)| Cell {
                text: row.text(index).into_owned(),
                start: field.start as usize,
                end: field.end as usize,
            })
            .collect();
        let text = |kind| {
            let index = self.of_kind(kind)?;
            cells
                .get(index)
                .map(|cell| cell.text.trim())
                .filter(|text| !text.is_empty())
        };
        let unit = text(ColumnKind::Unit).and_then(|text| units.read(text));
        let decimals = text(ColumnKind::Decimals);
        let readings = (0..self.columns.len())
            .map(|index| match (self.columns[index].kind, cells.get(index)) {
                (ColumnKind::Figure, Some(cell)) => read(
                    &cell.text,
                    &self.context_of(unit.as_ref(), decimals, index, units),
                ),
                _ => Reading::Blank,
            })
            .collect();
        TableRow {
            excerpt: Excerpt {
                path: self.header.path.clone(),
                first_line: row.line,
                text: row.raw.into(),
            },
            complete: cells.len() == self.columns.len(),
            cells,
            readings,
            unit,
        }
    }
}

fn kind(
    index: usize,
    name: &str,
    config: &ColumnConfig,
    section: Option<&SectionConfig>,
) -> ColumnKind {
    if index == 0 {
        return ColumnKind::Key;
    }
    if config.text {
        return ColumnKind::Text;
    }
    match ColumnKind::reserved(name) {
        // A column that the configuration describes holds what it says there.
        Some(kind) if section.is_none_or(|section| section.column(name).is_none()) => kind,
        _ => ColumnKind::Figure,
    }
}

/// A table with its rows; a long one is streamed instead and holds none.
#[derive(Clone, Debug)]
pub struct Table {
    /// How its rows are read.
    pub layout: Layout,
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// Whether its rows are read one by one when they are checked.
    pub streamed: bool,
    index: HashMap<String, usize>,
    repeated: HashSet<String>,
}

impl Table {
    /// A table with these rows.
    pub fn new(layout: Layout, rows: Vec<TableRow>, streamed: bool) -> Table {
        let mut index = HashMap::new();
        let mut repeated = HashSet::new();
        for (at, row) in rows.iter().enumerate() {
            if index.contains_key(row.key()) {
                repeated.insert(row.key().to_owned());
            } else {
                index.insert(row.key().to_owned(), at);
            }
        }
        Table {
            layout,
            rows,
            streamed,
            index,
            repeated,
        }
    }

    /// The section's name.
    pub fn section(&self) -> &str {
        &self.layout.section
    }

    /// The row of a key; the first one where the key is there twice.
    pub fn row(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// The row of a key that no other row has; none for a blank key.
    pub fn only_row(&self, key: &str) -> Option<usize> {
        let row = self.row(key)?;
        (!key.is_empty() && !self.repeated.contains(key)).then_some(row)
    }

    /// What to call a row in the reader's language.
    pub fn label<'a>(
        &'a self,
        row: &'a TableRow,
        config: Option<&'a SectionConfig>,
        lang: Lang,
    ) -> Cow<'a, str> {
        let written = config.and_then(|config| config.labels.get(row.key()));
        let printed = self
            .layout
            .of_kind(ColumnKind::Label)
            .map(|column| row.text(column));
        let printed = printed.filter(|text| !text.is_empty());
        if let Some(label) = written.and_then(|words| words.only(lang)) {
            return Cow::Borrowed(label);
        }
        Cow::Borrowed(printed.unwrap_or(row.key()))
    }
}
