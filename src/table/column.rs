//! A column: its name, and what it holds.

use crate::place::Place;
use crate::rule::ColumnConfig;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    /// The row's key: always the first column.
    Key,
    /// What to call the row.
    Label,
    /// The unit of the row's figures.
    Unit,
    /// Places known after the point in the row's figures.
    Decimals,
    /// What the row's figures were rounded to multiples of.
    RoundedTo,
    /// The words of the source that state the figures.
    Quote,
    /// A remark.
    Note,
    /// Text to select rows by.
    Text,
    /// Decimals or what was rounded to, in a table that was handed in: not obeyed.
    Aside,
    /// Figures.
    Figure,
}

impl ColumnKind {
    /// The columns that need no description, by their names.
    pub(crate) const RESERVED: [(&'static str, ColumnKind); 7] = [
        ("key", ColumnKind::Key),
        ("label", ColumnKind::Label),
        ("unit", ColumnKind::Unit),
        ("decimals", ColumnKind::Decimals),
        ("rounded_to", ColumnKind::RoundedTo),
        ("quote", ColumnKind::Quote),
        ("note", ColumnKind::Note),
    ];

    /// What a reserved column name stands for.
    pub(crate) fn reserved(name: &str) -> Option<ColumnKind> {
        let known = ColumnKind::RESERVED
            .iter()
            .find(|(known, _)| *known == name);
        known.map(|(_, kind)| *kind)
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    /// Its name in the header, or the short one that the configuration gives it.
    pub name: String,
    /// Its header, where that is not its name.
    pub header: Option<String>,
    /// What it holds.
    pub kind: ColumnKind,
    /// What the configuration says of it.
    pub config: ColumnConfig,
    /// Its place in the header.
    pub place: Place,
    /// Whether the configuration describes it.
    pub described: bool,
    /// Whether the header gives it no name of its own: none, or that of an
    /// earlier column.
    pub told_apart: bool,
    /// A cell that shows that it holds text, although nobody said so.
    pub text_by: Option<String>,
    /// The column in whose cells its figures stand in brackets; none where it
    /// is a column of the file.
    pub bracketed_in: Option<usize>,
}
