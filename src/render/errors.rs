//! What could not be read, for people.

use super::snippet::{Drawing, Marked};
use crate::report::ReadError;
use crate::rule::Severity;

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
                | ReadError::NotFound { path } => format!("{}: ", path.display()),
                _ => String::new(),
            };
            drawing.draw(Severity::Error, None, &format!("{path}{title}"), &[], &[])
        }
    }
}
