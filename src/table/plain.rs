//! Whether a table in text is as tables are expected: one line of names, then
//! rows of figures. Where it is not, its lines must be understood first.

use super::layout::Layout;
use super::{Table, TableRow};
use crate::figure::Reading;

/// The share of its cells that a line may lack or fail to read before it is no
/// row of figures: more than half.
const HALF: usize = 2;
/// So few cells of words may be mistakes in a column of figures.
const FEW_WORDS: usize = 2;

impl Table {
    /// Whether the table is one line of names over rows of figures, without a
    /// title, a second line of names or a remark below. Of a long table that is
    /// streamed only its first line is known.
    pub(crate) fn is_plain(&self) -> bool {
        let layout = &self.layout;
        let figures: Vec<usize> = layout.figure_columns().collect();
        if names_are_figures(layout) {
            return false;
        }
        if self.streamed {
            // One column is prose, or a title above others.
            return layout.printed > 1;
        }
        if self.rows.is_empty() {
            return true;
        }
        let unnamed = layout.printed_columns().iter().skip(1);
        let unnamed = unnamed.filter(|column| column.name.is_empty() || column.told_apart);
        if unnamed.count() * HALF > layout.printed {
            return false;
        }
        if figures.is_empty() {
            // Each column shows some text, or a line has more cells than the first:
            // the names may stand further below. A single column is prose.
            let no_text = layout.columns.iter().all(|column| column.text_by.is_none());
            let complete = self.rows.iter().all(TableRow::is_complete);
            return no_text && complete && layout.printed > 1;
        }
        // A column of words with digits in them, before figures.
        let of_words = |column: &usize| {
            let unread = |row: &&TableRow| {
                let unread = matches!(row.no_figure(*column), Some(Reading::Unreadable(_)));
                unread
                    && row
                        .text(*column)
                        .starts_with(|c: char| c.is_alphabetic() || c == '(')
            };
            let any = self.rows.iter().any(|row| row.has_figure(*column));
            !any && self.rows.iter().filter(unread).count() > FEW_WORDS
        };
        if figures.first().is_some_and(of_words) {
            return false;
        }
        // A second line of names leaves what it calls rows by blank.
        let below = |row: &TableRow| {
            let words = |column: &usize| {
                let unread = matches!(row.no_figure(*column), Some(Reading::Unreadable(_)));
                unread && row.text(*column).starts_with(char::is_alphabetic)
            };
            let any = figures.iter().any(|column| row.has_figure(*column));
            row.key().is_empty() && !any && figures.iter().any(words)
        };
        if self.rows.first().is_some_and(below) {
            return false;
        }
        if self.is_below_title() || self.is_beside_another() || self.leaves_labels_out() {
            return false;
        }
        // A row that lacks a cell is one all the same, and told as such.
        let is_row = |row: &TableRow| {
            !is_names(row, &figures) && (row.is_complete() || !is_words(row, &figures))
        };
        self.rows.iter().all(is_row)
    }
}

impl Table {
    /// Whether the first line is a title with a comma in it: the one below it holds a
    /// name in each of its cells, and it and all others have more of these.
    fn is_below_title(&self) -> bool {
        let Some(first) = self.rows.first().filter(|_| self.rows.len() > 1) else {
            return false;
        };
        let named = |cell: usize| {
            let text = first.text(cell);
            text.contains(char::is_alphabetic)
        };
        let filled: Vec<usize> = (0..first.cells())
            .filter(|at| !first.text(*at).is_empty())
            .collect();
        let names = filled.len() > self.layout.printed && filled.into_iter().all(named);
        let wider = |row: &&TableRow| row.cells() > self.layout.printed;
        names && self.rows.iter().filter(wider).count() * HALF > self.rows.len()
    }

    /// Whether its rows are called by two columns of words, the first of which is left
    /// blank where it would say the same again.
    fn leaves_labels_out(&self) -> bool {
        let figures: Vec<usize> = self.layout.figure_columns().collect();
        if self.layout.printed < 3 || figures.first() != Some(&2) {
            return false;
        }
        let named = |row: &TableRow| row.text(1).starts_with(char::is_alphabetic);
        let begins = |row: &TableRow| row.text(0).starts_with(char::is_alphabetic) && named(row);
        let goes_on = |row: &TableRow| row.text(0).is_empty() && named(row);
        let goes_on = self.rows.iter().filter(|row| goes_on(row)).count();
        self.rows.first().is_some_and(begins) && goes_on > 1 && goes_on * 4 > self.rows.len()
    }

    /// Whether a column in which nothing stands parts this table from another one that
    /// has labels of its own.
    fn is_beside_another(&self) -> bool {
        let columns = self.layout.printed_columns();
        let blank = |at: usize| {
            columns[at].place.words().trim().is_empty()
                && self.rows.iter().all(|row| row.text(at).is_empty())
        };
        let labels = |at: usize| {
            let words = |row: &&TableRow| row.text(at).starts_with(char::is_alphabetic);
            self.rows.iter().filter(words).count() * HALF > self.rows.len()
        };
        let figures: Vec<usize> = self.layout.figure_columns().collect();
        let last = figures.last().copied().unwrap_or_default();
        (2..last.min(columns.len())).any(|at| blank(at) && at + 1 < last && labels(at + 1))
    }
}

/// Whether the first line holds nothing but figures, and not the years that its
/// columns are of.
fn names_are_figures(layout: &Layout) -> bool {
    let names = layout.printed_columns().iter();
    let names: Vec<&str> = names.map(|column| column.place.words().trim()).collect();
    let number = |name: &&str| {
        let digits = name.bytes().filter(u8::is_ascii_digit).count();
        let sign = |byte: u8| byte.is_ascii_digit() || b".,%-+".contains(&byte);
        digits > 0 && name.bytes().all(sign)
    };
    let year = |name: &&str| name.len() == 4 && matches!(name.parse(), Ok(1850..=2100));
    names.len() > 1 && names.iter().all(number) && !names.iter().skip(1).all(year)
}

/// Whether most of a line's figures are words, and none is a figure.
fn is_names(row: &TableRow, figures: &[usize]) -> bool {
    let unread = figures.iter().filter(|&&column| {
        let unread = matches!(row.no_figure(column), Some(Reading::Unreadable(_)));
        unread && row.text(column).chars().any(char::is_alphabetic)
    });
    let any = figures.iter().any(|&column| row.has_figure(column));
    let unread = unread.count();
    !any && unread > 1 && unread * HALF > figures.len()
}

/// Whether a line of another length than the header holds nothing but one text.
fn is_words(row: &TableRow, figures: &[usize]) -> bool {
    let filled = (0..row.cells()).filter(|&cell| !row.text(cell).is_empty());
    let any = figures.iter().any(|&column| row.figure(column).is_some());
    !any && filled.count() < 2
}
