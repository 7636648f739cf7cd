//! The name of a cell as people and rules write it: `section.key`, or
//! `section.key.column` in a grid; and the cell that a name stands for. A name
//! outlives the line that the cell stands on, so that waivers and fingerprints
//! can hold on to it.

use crate::lang::Lang;
use crate::report::Report;
use crate::rule::{Path, WaiverSubject, nearest, parse_name, written_name};
use crate::say;
use crate::table::{Layout, Table, TableRow};
use std::fmt;

/// The name of a cell, a column or a section of a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CellName {
    /// The section.
    pub section: String,
    /// The row's key; none for a header or a section as a whole.
    pub key: Option<String>,
    /// The column; none for the one figure column of a list, and for a whole row.
    pub column: Option<String>,
}

impl CellName {
    /// A section as a whole.
    pub(crate) fn of_section(section: &str) -> CellName {
        CellName {
            section: section.to_owned(),
            key: None,
            column: None,
        }
    }

    /// A cell of a table, by its row's key and the number of its column.
    pub(crate) fn in_row(layout: &Layout, key: &str, column: usize) -> CellName {
        let list = layout.list_column() == Some(column);
        CellName {
            section: layout.section.clone(),
            key: Some(key.to_owned()),
            column: (!list).then(|| layout.columns[column].name.clone()),
        }
    }
}

/// A cell that is known by its name and by its numbers; also a row, a column
/// or a table as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedCell {
    /// Its name.
    pub name: CellName,
    /// Whether it is in the report of the period before.
    pub prior: bool,
    /// The number of its row, where the table holds its rows.
    pub row: Option<usize>,
    /// The number of its column; none for a row or a table as a whole.
    pub column: Option<usize>,
}

impl NamedCell {
    /// A table as a whole.
    pub(crate) fn of_table(layout: &Layout) -> NamedCell {
        NamedCell {
            name: CellName::of_section(&layout.section),
            prior: false,
            row: None,
            column: None,
        }
    }

    /// A column's name in the header.
    pub(crate) fn of_column(layout: &Layout, column: usize) -> NamedCell {
        let mut cell = NamedCell::of_table(layout);
        cell.name.column = Some(layout.columns[column].name.clone());
        cell.column = Some(column);
        cell
    }

    /// A row as a whole.
    pub(crate) fn of_row(layout: &Layout, (number, row): NumberedRow<'_>) -> NamedCell {
        let mut cell = NamedCell::of_table(layout);
        cell.name.key = Some(row.key().to_owned());
        cell.row = number;
        cell
    }

    /// A cell of a row.
    pub(crate) fn in_row(
        layout: &Layout,
        (number, row): NumberedRow<'_>,
        column: usize,
    ) -> NamedCell {
        let mut name = CellName::in_row(layout, row.key(), column);
        // A row that is one cell is called by its key alone.
        if row.is_whole(column) {
            name.column = None;
        }
        NamedCell {
            name,
            prior: false,
            row: number,
            column: Some(column),
        }
    }

    /// The same cell, in the report of the period before or not.
    pub(crate) fn in_prior(self, prior: bool) -> NamedCell {
        NamedCell { prior, ..self }
    }

    /// Its name, where it is in the report that is checked.
    pub(crate) fn own_name(&self) -> Option<&CellName> {
        (!self.prior).then_some(&self.name)
    }
}

/// A row, with its number where its table holds its rows.
pub(crate) type NumberedRow<'r> = (Option<usize>, &'r TableRow);

/// A cell that a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its name.
    pub name: CellName,
    /// Its table, by number in the report.
    pub table: usize,
    /// Its row, by number in the table.
    pub row: usize,
    /// Its column.
    pub column: usize,
}

/// Why a report has no figure of a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.say(Lang::En))]
pub(crate) enum NoCell {
    /// It has no such table; the nearest name that it has.
    Table(String, Option<String>),
    /// The table has no such row.
    Row {
        /// The table.
        section: String,
        /// The key.
        key: String,
        /// The nearest cell that there is.
        nearest: Option<String>,
    },
    /// The table has no such column of figures.
    Column {
        /// The table.
        section: String,
        /// The column.
        column: String,
        /// The nearest cell that there is.
        nearest: Option<String>,
    },
    /// The row has several figures; its cells.
    NeedsColumn(String, Vec<String>),
}

impl NoCell {
    /// The problem in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        let hint = |nearest: &Option<String>| {
            nearest.as_ref().map_or(String::new(), |name| {
                say!(lang, "; did you mean `{name}`?", "；是不是“{name}”？")
            })
        };
        match self {
            NoCell::Table(section, nearest) => {
                let hint = hint(nearest);
                say!(
                    lang,
                    "the report has no table `{section}`{hint}",
                    "报告中没有表格“{section}”{hint}"
                )
            }
            NoCell::Row {
                section,
                key,
                nearest,
            } => {
                let hint = hint(nearest);
                say!(
                    lang,
                    "the table `{section}` has no row `{key}`{hint}",
                    "表格“{section}”没有“{key}”这一行{hint}"
                )
            }
            NoCell::Column {
                section,
                column,
                nearest,
            } => {
                let hint = hint(nearest);
                say!(
                    lang,
                    "the table `{section}` has no column of figures `{column}`{hint}",
                    "表格“{section}”没有“{column}”这一数字列{hint}"
                )
            }
            NoCell::NeedsColumn(row, cells) => {
                let cells = cells.join(&say!(lang, ", ", "、"));
                say!(
                    lang,
                    "`{row}` is a row with several figures: {cells}",
                    "“{row}”这一行有多个数字：{cells}"
                )
            }
        }
    }
}

/// The cell of a report that a name stands for; its table must hold its rows.
/// `None` where the name is not one of a cell at all.
pub(crate) fn find(name: &Path, report: &Report) -> Option<Result<Found, NoCell>> {
    let parts: Vec<&str> = name.parts.iter().map(|(part, _)| part.as_str()).collect();
    let (section, key, column) = match (parts.as_slice(), name.prior) {
        ([section, key], false) => (*section, *key, None),
        ([section, key, column], false) => (*section, *key, Some(*column)),
        _ => return None,
    };
    let Some(number) = report.table(section) else {
        let known = report.tables.iter().map(Table::section);
        let nearest = nearest(section, known).map(str::to_owned);
        return Some(Err(NoCell::Table(section.to_owned(), nearest)));
    };
    let found = find_in(&report.tables[number], key, column);
    Some(found.map(|(name, row, column)| Found {
        name,
        table: number,
        row,
        column,
    }))
}

/// The cell of a table with its name, its row and its column.
fn find_in(
    table: &Table,
    key: &str,
    column: Option<&str>,
) -> Result<(CellName, usize, usize), NoCell> {
    let layout = &table.layout;
    let named = |key: &str, column: Option<&str>| CellName {
        section: layout.section.clone(),
        key: Some(key.to_owned()),
        column: column.map(str::to_owned),
    };
    let Some(row) = table.row(key) else {
        let near = nearest(key, table.rows.iter().map(|row| row.key()));
        return Err(NoCell::Row {
            section: layout.section.clone(),
            key: key.to_owned(),
            nearest: near.map(|key| named(key, column).to_string()),
        });
    };
    let names = || {
        let columns = layout.figure_columns();
        columns.map(|column| layout.columns[column].name.as_str())
    };
    let Some(wanted) = column else {
        return match layout.list_column() {
            Some(only) => Ok((named(key, None), row, only)),
            None => {
                let cells = names().map(|column| named(key, Some(column)).to_string());
                let row = named(key, None).to_string();
                Err(NoCell::NeedsColumn(row, cells.collect()))
            }
        };
    };
    let mut figures = layout.figure_columns();
    match figures.find(|column| layout.columns[*column].name == wanted) {
        Some(found) => {
            let shown = layout.list_column().is_none().then_some(wanted);
            Ok((named(key, shown), row, found))
        }
        None => Err(NoCell::Column {
            section: layout.section.clone(),
            column: wanted.to_owned(),
            nearest: nearest(wanted, names()).map(|near| named(key, Some(near)).to_string()),
        }),
    }
}

impl fmt::Display for NamedCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prior = if self.prior { "prior." } else { "" };
        write!(f, "{prior}{}", self.name)
    }
}

impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [Some(&self.section), self.key.as_ref(), self.column.as_ref()];
        for (number, part) in parts.into_iter().flatten().enumerate() {
            let dot = if number > 0 { "." } else { "" };
            write!(f, "{dot}{}", written_name(part))?;
        }
        Ok(())
    }
}

/// Whether two names are of the same cell, however they are quoted.
pub(crate) fn same_cell(a: Option<&str>, b: Option<&str>) -> bool {
    a.map(CellPath::of) == b.map(CellPath::of)
}

/// A cell's name, taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CellPath {
    /// Whether it is in the report of the period before.
    pub(crate) prior: bool,
    /// The section, the key, the column.
    pub(crate) names: Vec<String>,
}

impl CellPath {
    pub(crate) fn of(cell: &str) -> CellPath {
        if let Some(path) = parse_name(cell) {
            let names = path.parts.into_iter().map(|(name, _)| name).collect();
            let prior = path.prior;
            return CellPath { prior, names };
        }
        CellPath {
            prior: false,
            names: vec![cell.trim().to_owned()],
        }
    }

    /// Of the cell that a waiver is for.
    pub(crate) fn of_subject(subject: &WaiverSubject) -> Option<CellPath> {
        subject.cell.as_deref().map(CellPath::of)
    }

    pub(crate) fn section(&self) -> Option<&str> {
        self.names.first().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::{CellName, same_cell};

    #[test]
    fn names_are_written_as_rules_write_them() {
        let name = CellName {
            section: "requests".to_owned(),
            key: Some("a b".to_owned()),
            column: Some("数量".to_owned()),
        };
        assert_eq!(name.to_string(), "requests.`a b`.数量");
        assert_eq!(CellName::of_section("2016").to_string(), "`2016`");
    }

    #[test]
    fn a_cell_is_the_same_however_its_name_is_quoted() {
        let same = |a: &str, b: &str| same_cell(Some(a), Some(b));
        assert!(same("requests.closed", "requests . `closed`"));
        assert!(same("requests.\"closed\"", "requests.closed"));
        assert!(!same("requests.closed", "requests.close"));
        assert!(!same("prior.requests.closed", "requests.closed"));
        assert!(!same("`a.b`", "a.b"));
        assert!(same_cell(None, None) && !same_cell(None, Some("requests")));
        // Names as they are printed are read again as the same name.
        for key in ["a b", "`", "2016", "", "if", "Ａ", "\"`"] {
            let name = CellName {
                section: "t".to_owned(),
                key: Some(key.to_owned()),
                column: None,
            };
            let name = name.to_string();
            assert!(same(&name, &name), "{name}");
            let other = format!("{name}.x");
            assert!(!same(&name, &other), "{name}");
        }
    }
}
