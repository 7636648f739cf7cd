//! What could not be read, for people.

use crate::format::snippet::{Drawing, Marked};
use crate::lang::Lang;
use crate::place::Place;
use crate::report::ReadError;
use crate::rule::Severity;
use std::path::{Path, PathBuf};

/// A line and a column of a file.
pub struct At {
    /// The file, as the user named it.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: u64,
    /// The column in characters, from 1.
    pub column: u64,
}

/// Where an error is; `None` for one of the command line.
pub fn place(error: &ReadError) -> Option<At> {
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
        ReadError::Option { .. } => None,
        ReadError::Empty { path }
        | ReadError::NoTables { path }
        | ReadError::NoConfiguration { path }
        | ReadError::NotFound { path }
        | ReadError::Stopped { path } => Some(at(path, (1, 1))),
    }
}

/// The problem in the reader's language, without its place.
pub fn problem(error: &ReadError, lang: Lang) -> String {
    match error {
        ReadError::Source(error) => error.what(lang),
        error => error.say(lang),
    }
}

/// An error that kept something from being read, with its place.
pub fn read_error(error: &ReadError, drawing: Drawing) -> String {
    let title = error.say(drawing.lang);
    let place = match error {
        ReadError::Config(error) => Some(&error.place),
        ReadError::Header(error) => Some(&error.place),
        _ => None,
    };
    match place {
        Some(place) => {
            let marks = [Marked {
                place,
                label: String::new(),
                primary: true,
            }];
            drawing.draw(Severity::Error, None, &title, &marks, &[])
        }
        None => {
            let path = match error {
                ReadError::Empty { path }
                | ReadError::NoTables { path }
                | ReadError::NoConfiguration { path }
                | ReadError::NotFound { path }
                | ReadError::Stopped { path } => format!("{}: ", path.display()),
                _ => String::new(),
            };
            drawing.draw(Severity::Error, None, &format!("{path}{title}"), &[], &[])
        }
    }
}

/// A file that could not be written.
pub fn unwritten(path: &Path, problem: &str, drawing: Drawing) -> String {
    let title = format!("{}: {problem}", path.display());
    drawing.draw(Severity::Error, None, &title, &[], &[])
}
