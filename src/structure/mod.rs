//! What the grids of a document mean: which lines are titles, headers, group
//! headings, data, totals and notes; what the columns are called and hold; what
//! the rows are called; in which unit and of which period figures are. Rules
//! that can be stated decide, in the order of their evidence: what the document
//! marks (header rows, merged cells, indentation), then what the cells look
//! like, then words. What is not certain is said as a doubt.
//!
//! ```text
//! said         something that a table states
//! doubt        what was not certain
//! understood   what is found: tables, their columns and rows
//! kind         what a cell looks like by itself
//! profile      a grid as lines of such cells
//! beside       which columns are tables side by side
//! lines        the lines of a table, and what each is
//! stretch      some columns of a grid, and what can be asked of their lines
//! extent       where tables begin and end
//! above        what stands above the data: titles and headers
//! tables       puts these together: the tables of a stretch
//! header       what stands over each column
//! roles        which columns call the rows, and what the others hold
//! columns      what each of the others is called, and in which unit
//! numbered     numbers before labels, and how deep they are
//! rows         what each row is called, and below what
//! part_words   names of what is a part of the line before it
//! stock_words  names of what a period begins with, and of what it ends with
//! shared_units units of rows that the row above them states
//! units        how units are stated
//! words        names of columns that say units, or numbers of rows
//! total_words  names of rows and columns that sum up others
//! language     which languages a document is in
//! stated       the title, the unit and the period that lines state
//! understand   puts these together
//! ```

mod above;
mod beside;
mod columns;
mod doubt;
mod extent;
mod header;
mod kind;
mod language;
mod lines;
mod numbered;
mod part_words;
mod profile;
mod roles;
mod rows;
mod said;
mod shared_units;
mod stated;
mod stock_words;
mod stretch;
mod tables;
#[cfg(test)]
mod tests;
mod total_words;
mod understand;
mod understood;
mod units;
mod words;

pub(crate) use language::languages;
pub(crate) use part_words::begins_as_part;
pub(crate) use said::Said;
pub(crate) use stock_words::{is_closing, is_opening};
pub(crate) use total_words::{
    TotalName, has_spaced_forms, is_residual, is_spaced_form, same_name, total_name, unspaced,
    without_number,
};
pub(crate) use understand::understand;
pub(crate) use understood::{
    Holds, LineClass, Structure, Understood, UnderstoodColumn, UnderstoodRow, row_names,
};
pub(crate) use units::unit_alone;
pub(crate) use words::{names_count, plain_words};
