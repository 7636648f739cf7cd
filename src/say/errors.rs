//! What could not be read, for people.

use crate::lang::Lang;
use crate::place::Place;
use crate::report::ReadError;
use std::path::{Path, PathBuf};

/// A line and a column of a file.
pub(crate) struct At {
    /// The file, as the user named it.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u64,
    /// The column in characters, from 1.
    pub column: u64,
}

/// Where an error is; `None` for one of the command line.
pub(crate) fn place(error: &ReadError) -> Option<At> {
    let at = |path: &Path, (line, column): (u64, u64)| At {
        path: path.to_path_buf(),
        line,
        column,
    };
    let of_place = |place: &Place| Some(at(&place.excerpt.path, place.line_column()));
    match error {
        ReadError::Config(error) => of_place(&error.place),
        ReadError::Header(error) => of_place(&error.place),
        ReadError::Source(error) => {
            let place = error.place().map(|place| (place.line, place.column));
            Some(at(error.path(), place.unwrap_or((1, 1))))
        }
        ReadError::Document(error) => Some(at(&error.path, (1, 1))),
        ReadError::Option { .. } => None,
        ReadError::SeveralFiles { files, .. } => files.first().map(|path| at(path, (1, 1))),
        ReadError::Empty { path, .. }
        | ReadError::NoTableWithin { path, .. }
        | ReadError::NoTables { path, .. }
        | ReadError::NoConfiguration { path }
        | ReadError::NotFound { path }
        | ReadError::NoOwnRules { path }
        | ReadError::LongReport { path, .. }
        | ReadError::HeldTables { path, .. }
        | ReadError::TwoTables { both: [path, _] }
        | ReadError::TwoSections { path, .. }
        | ReadError::PeriodUnclear { path, .. }
        | ReadError::TwoBefore { path, .. }
        | ReadError::Stopped { path } => Some(at(path, (1, 1))),
    }
}

/// The problem in the reader's language, without its place.
pub(crate) fn problem(error: &ReadError, lang: Lang) -> String {
    match error {
        ReadError::Source(error) => error.what(lang),
        error => error.say(lang),
    }
}
