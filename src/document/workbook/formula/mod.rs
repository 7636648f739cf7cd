//! Formulas of workbooks, `SUM(B2:B5)/B$7`, as small trees: which cells give a
//! cell, and how. What a formula says is not computed here.

mod lexer;
mod open_formula;
mod parser;
mod reference;
mod shared;

pub(super) use open_formula::as_written;
pub(super) use reference::{Area, LAST_COLUMN, LAST_ROW, cell, range};
pub(super) use shared::moved;

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Formula {
    /// A number, in decimal as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// `TRUE` or `FALSE`.
    Truth(bool),
    /// `5%`, `B2%`.
    Percent(Box<Formula>),
    /// A cell.
    Cell(CellReference),
    /// All cells from one to another.
    Range(RangeReference),
    /// `-B2`.
    Negative(Box<Formula>),
    /// Two formulas with a sign between them.
    Binary(Box<Formula>, Operator, Box<Formula>),
    /// A function by its name in capitals, with its arguments.
    Call(String, Vec<Formula>),
    /// An argument that is left out.
    Nothing,
    /// Several ranges as one argument: `(B2,B4:B6)`.
    Several(Vec<Formula>),
    /// A name that stands for something else: `Total`, `Table1[Amount]`.
    Name(String),
    /// What stands in another workbook, as it is written: `[1]Ext!A1`.
    External(String),
    /// A reference that was lost: `#REF!`.
    Error(String),
}

/// A cell that a formula names; row and column count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct CellReference {
    /// The sheet, where it is named.
    pub sheet: Option<String>,
    /// The row.
    pub row: u32,
    /// The column: 1 is A.
    pub column: u32,
}

/// Cells that a formula names as a rectangle; a whole column has all its rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct RangeReference {
    /// The sheet, where it is named.
    pub sheet: Option<String>,
    /// The first row and column.
    pub first: (u32, u32),
    /// The last row and column.
    pub last: (u32, u32),
}

/// What stands between two formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Join,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[cfg(test)]
impl Formula {
    /// Whether it takes something from another workbook.
    pub(crate) fn is_external(&self) -> bool {
        match self {
            Formula::External(_) => true,
            Formula::Percent(inner) | Formula::Negative(inner) => inner.is_external(),
            Formula::Binary(left, _, right) => left.is_external() || right.is_external(),
            Formula::Call(_, parts) | Formula::Several(parts) => {
                parts.iter().any(Formula::is_external)
            }
            _ => false,
        }
    }
}

/// Whether a formula as written takes something from another workbook.
pub(super) fn names_other_workbook(text: &str) -> bool {
    text.contains(']')
        && lexer::tokens(text).is_some_and(|tokens| {
            let other = |token: &lexer::Placed| match &token.0 {
                lexer::Token::Sheet(name) => name.contains(']'),
                _ => false,
            };
            tokens.iter().any(other)
        })
}

#[cfg(test)]
mod tests;
