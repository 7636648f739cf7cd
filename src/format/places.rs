//! How other programs name files and stretches of them: relative to where the
//! program was started, with forward slashes; lines and columns from 1.

use crate::place::{Place, Spot};
use std::path::{Component, Path};

/// A file as CI services know it: relative to the working folder where it is
/// below it, with forward slashes.
pub(crate) fn relative(path: &Path) -> String {
    let here = match path.is_absolute() {
        true => std::env::current_dir().ok(),
        false => None,
    };
    let below = here.and_then(|here| path.strip_prefix(here).ok());
    let mut text = String::new();
    for part in below.unwrap_or(path).components() {
        match part {
            Component::CurDir => continue,
            Component::RootDir => {
                text.push('/');
                continue;
            }
            _ if text.is_empty() || text.ends_with('/') => {}
            _ => text.push('/'),
        }
        text.push_str(&part.as_os_str().to_string_lossy());
    }
    match text.is_empty() {
        true => ".".to_owned(),
        false => text,
    }
}

/// The same as a URI reference: everything but letters, digits, `-._~` and
/// the slashes is written by its bytes.
pub(crate) fn uri(path: &Path) -> String {
    let name = relative(path);
    let scheme = if name.starts_with('/') { "file://" } else { "" };
    let mut uri = scheme.to_owned();
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// From a first character to the one after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// The first line.
    pub line: u64,
    /// The first character's column.
    pub column: u64,
    /// The line of the character after the last.
    pub end_line: u64,
    /// Its column.
    pub end_column: u64,
}

impl Stretch {
    /// The stretch of a place.
    pub(crate) fn of(place: &Place) -> Stretch {
        let (line, column) = place.line_column();
        if let Some(spot) = place.spot() {
            // The row of a document's table was written out for people; only a
            // text has lines of its own.
            let length = match spot {
                Spot::Line { length, .. } => *length,
                _ => 1,
            };
            return Stretch {
                line,
                column,
                end_line: line,
                end_column: column + length,
            };
        }
        let (end_line, end_column) = place.excerpt.place(place.end, place.end).line_column();
        Stretch {
            line,
            column,
            end_line,
            end_column,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Excerpt;

    #[test]
    fn files_are_named_from_here() {
        for (path, name, as_uri) in [
            ("data/2016", "data/2016", "data/2016"),
            ("./data//2016/", "data/2016", "data/2016"),
            ("../x", "../x", "../x"),
            ("", ".", "."),
            (".", ".", "."),
            ("/no/such", "/no/such", "file:///no/such"),
            (
                "报 告/a#b%.csv",
                "报 告/a#b%.csv",
                "%E6%8A%A5%20%E5%91%8A/a%23b%25.csv",
            ),
            ("c:x?.csv", "c:x?.csv", "c%3Ax%3F.csv"),
        ] {
            assert_eq!(relative(Path::new(path)), name);
            assert_eq!(uri(Path::new(path)), as_uri);
        }
        let here = std::env::current_dir().expect("a folder");
        assert_eq!(relative(&here.join("a/b.csv")), "a/b.csv");
        assert_eq!(relative(&here), ".");
    }

    #[test]
    fn columns_count_characters_and_ends_lie_behind() {
        let row = Excerpt::new(Path::new("t.csv"), 7, "键,\"一\n二\",3");
        let stretch = |start, end| Stretch::of(&row.place(start, end));
        let [line, end_line] = [7, 7];
        let (column, end_column) = (1, 2);
        assert_eq!(
            stretch(0, 3),
            Stretch {
                line,
                column,
                end_line,
                end_column
            }
        );
        let two = stretch(5, 12);
        assert_eq!((two.column, two.end_line, two.end_column), (4, 8, 2));
    }
}
