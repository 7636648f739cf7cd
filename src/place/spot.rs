//! Where something stands in a document that is no text of lines: a page, a
//! sheet's cell, a table's row.

use crate::lang::Lang;
use crate::say;
use std::sync::Arc;

/// A rectangle of a page, in hundredths of a point (1/72 inch) from its upper
/// left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageBox {
    /// The left edge.
    pub left: i32,
    /// The upper edge.
    pub top: i32,
    /// The right edge.
    pub right: i32,
    /// The lower edge.
    pub bottom: i32,
}

/// Where a cell, a table or a paragraph stands in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// In a text: the line and the column in characters, from 1, and how many
    /// characters it takes there.
    Line {
        /// The line.
        line: u64,
        /// The first character's column.
        column: u64,
        /// Its characters; a cell of several lines ends with its first.
        length: u64,
    },
    /// In a workbook: the sheet, the row and the column, from 1.
    Sheet {
        /// The sheet's name.
        sheet: Arc<str>,
        /// The row.
        row: u32,
        /// The column: 1 is A.
        column: u32,
    },
    /// On a page, from 1; a grid's cell also has the table's number on that
    /// page, from 1.
    Page {
        /// The page.
        page: u32,
        /// The table on it.
        table: Option<u32>,
        /// Where it is printed.
        area: PageBox,
    },
    /// In a document that flows: the number of its table, from 1, and the row
    /// and the column there, from 1.
    Table {
        /// The table.
        table: u32,
        /// The row.
        row: u32,
        /// The column.
        column: u32,
    },
    /// In a document that flows: the number of the paragraph, from 1.
    Paragraph(u32),
}

impl Spot {
    /// The spot in the reader's words, without the document's name: `Sheet1!C14`,
    /// `page 3, table 2`, `table 2`, `12:5`.
    pub(crate) fn say(&self, lang: Lang) -> String {
        match self {
            Spot::Line { line, column, .. } => format!("{line}:{column}"),
            Spot::Sheet { sheet, row, column } => {
                format!("{}!{}{row}", quoted(sheet), letters(*column))
            }
            Spot::Page { page, table, .. } => match table {
                Some(table) => say!(
                    lang,
                    "page {page}, table {table}",
                    "第 {page} 页，表 {table}"
                ),
                None => say!(lang, "page {page}", "第 {page} 页"),
            },
            Spot::Table { table, .. } => say!(lang, "table {table}", "表 {table}"),
            Spot::Paragraph(number) => say!(lang, "paragraph {number}", "第 {number} 段"),
        }
    }

    /// Whether it names the cell itself, not only the table that it is in.
    pub(crate) fn is_of_cell(&self) -> bool {
        matches!(self, Spot::Line { .. } | Spot::Sheet { .. })
    }
}

/// A column as workbooks name it: 1 is A, 27 is AA.
pub(crate) fn letters(column: u32) -> String {
    let mut rest = column;
    let mut name = Vec::new();
    while rest > 0 {
        rest -= 1;
        name.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    name.iter()
        .rev()
        .map(|letter| char::from(*letter))
        .collect()
}

/// A sheet's name as formulas write it: between quotes where it is more than
/// letters, digits and `_`.
pub(crate) fn quoted(sheet: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || c == '_';
    match sheet.chars().all(plain) && !sheet.starts_with(|c: char| c.is_ascii_digit()) {
        true => sheet.to_owned(),
        false => format!("'{}'", sheet.replace('\'', "''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_workbooks_do() {
        for (column, name) in [
            (1, "A"),
            (26, "Z"),
            (27, "AA"),
            (703, "AAA"),
            (16384, "XFD"),
        ] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn a_sheet_of_several_words_stands_between_quotes() {
        let spot = |sheet: &str| Spot::Sheet {
            sheet: Arc::from(sheet),
            row: 14,
            column: 3,
        };
        assert_eq!(spot("Sheet1").say(Lang::En), "Sheet1!C14");
        assert_eq!(spot("表1").say(Lang::Zh), "表1!C14");
        assert_eq!(spot("2016 年").say(Lang::En), "'2016 年'!C14");
        assert_eq!(spot("O'Neil").say(Lang::En), "'O''Neil'!C14");
    }
}
