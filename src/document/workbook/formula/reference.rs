//! Addresses of cells as formulas write them: `$B$2`, `B:B`, `$3`.

/// The last row and the last column of a sheet.
pub(in crate::document) const LAST_ROW: u32 = 1_048_576;
pub(in crate::document) const LAST_COLUMN: u32 = 16_384;

/// A part of an address: the number from 1, and whether it is fixed by `$`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Coordinate {
    pub number: u32,
    pub fixed: bool,
}

/// An address: of a cell, or of a whole column or row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub column: Option<Coordinate>,
    pub row: Option<Coordinate>,
}

impl Address {
    /// Reads an address; none where the word is something else.
    pub(super) fn of(word: &str) -> Option<Address> {
        let (column_fixed, rest) = fixed(word);
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (letters, rest) = rest.split_at(letters);
        let column = match letters.len() {
            0 => None,
            1..=3 => Some(column(letters)?),
            _ => return None,
        };
        let (row_fixed, digits) = match column {
            None => (column_fixed, rest),
            Some(_) => fixed(rest),
        };
        let row = match digits.len() {
            0 if row_fixed && column.is_some() => return None,
            0 => None,
            1..=7 if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(
                digits
                    .parse()
                    .ok()
                    .filter(|row| (1..=LAST_ROW).contains(row))?,
            ),
            _ => return None,
        };
        let coordinate =
            |number: Option<u32>, fixed| number.map(|number| Coordinate { number, fixed });
        let address = Address {
            column: coordinate(column, column_fixed),
            row: coordinate(row, row_fixed),
        };
        (address.column.is_some() || address.row.is_some()).then_some(address)
    }

    /// The cell, where it is one: row and column.
    pub(super) fn cell(self) -> Option<(u32, u32)> {
        Some((self.row?.number, self.column?.number))
    }

    /// The same address as a formula so many rows below and columns to the
    /// right says it; none where that is no cell.
    pub(super) fn shifted(self, rows: i64, columns: i64) -> Option<Address> {
        let shift = |part: Option<Coordinate>, by: i64, last: u32| match part {
            Some(part) if !part.fixed => {
                let number = u32::try_from(i64::from(part.number) + by).ok()?;
                let fits = (1..=last).contains(&number);
                fits.then_some(Some(Coordinate { number, ..part }))
            }
            other => Some(other),
        };
        Some(Address {
            column: shift(self.column, columns, LAST_COLUMN)?,
            row: shift(self.row, rows, LAST_ROW)?,
        })
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = |fixed| if fixed { "$" } else { "" };
        if let Some(column) = self.column {
            let letters = crate::place::letters(column.number);
            write!(f, "{}{letters}", sign(column.fixed))?;
        }
        if let Some(row) = self.row {
            write!(f, "{}{}", sign(row.fixed), row.number)?;
        }
        Ok(())
    }
}

fn fixed(text: &str) -> (bool, &str) {
    match text.strip_prefix('$') {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// The number of a column, from 1: A is 1.
fn column(letters: &str) -> Option<u32> {
    let number = letters.bytes().fold(0, |number, letter| {
        number * 26 + u32::from(letter.to_ascii_uppercase() - b'A' + 1)
    });
    (number <= LAST_COLUMN).then_some(number)
}

/// The row and the column, from 1, of a cell's address: `C14`.
pub(in crate::document) fn cell(address: &str) -> Option<(u32, u32)> {
    Address::of(address)?.cell()
}

/// A rectangle of cells: its first row and column, and its last.
pub(in crate::document) type Area = ((u32, u32), (u32, u32));

/// The first and the last cell of a range: `A1:C14`, or `A1` alone.
pub(in crate::document) fn range(text: &str) -> Option<Area> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let (from, to) = (cell(from)?, cell(to)?);
    Some((
        (from.0.min(to.0), from.1.min(to.1)),
        (from.0.max(to.0), from.1.max(to.1)),
    ))
}
