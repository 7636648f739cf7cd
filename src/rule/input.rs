//! How the files of a section come in, so that none has to be reshaped first:
//! which file it is, what its columns are called there, and what stands in it
//! beside a table.

use super::config_error::ConfigProblem;
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};
use crate::source::TableForm;
use std::sync::Arc;
use unicode_normalization::UnicodeNormalization;

/// The keys of a section that say it.
pub(super) const KEYS: [&str; 4] = ["file", "skip", "header_rows", "comment"];

/// The most lines above a header, and the most rows that one may have.
const MOST: [u32; 2] = [10_000, 20];

/// How the file of a section comes in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InputSettings {
    /// Which file it is, where another than the one called by its name.
    pub file: Option<FilePattern>,
    /// What stands in it beside the rows.
    pub form: TableForm,
}

impl InputSettings {
    /// Reads one of its keys.
    pub(super) fn read(&mut self, toml: &mut TomlReader, entry: &TomlEntry) {
        match entry.key.as_str() {
            "file" => self.file = file_pattern(toml, entry),
            "skip" => self.form.skip = count(toml, entry, 0, MOST[0]).unwrap_or(0),
            "header_rows" => {
                self.form.header_rows = count(toml, entry, 1, MOST[1]).unwrap_or(1) as usize;
            }
            "comment" => {
                let sign = toml.string(entry);
                let empty = |sign: &String| sign.trim().is_empty();
                if sign.as_ref().is_some_and(empty) {
                    toml.error(ConfigProblem::Empty("comment"), &entry.value_span);
                }
                let sign = sign.filter(|sign| !empty(sign));
                self.form.comment = sign.map(Arc::from);
            }
            _ => {}
        }
    }
}

/// A whole number of some that can be.
fn count(toml: &mut TomlReader, entry: &TomlEntry, least: u32, most: u32) -> Option<u32> {
    let TomlValue::Number(written) = &entry.value else {
        let problem = ConfigProblem::Type("number", entry.value.kind());
        toml.error(problem, &entry.value_span);
        return None;
    };
    let number = written.parse().ok();
    let number = number.filter(|number| (least..=most).contains(number));
    if number.is_none() {
        let problem = ConfigProblem::Weight(written.clone(), least, most);
        toml.error(problem, &entry.value_span);
    }
    number
}

fn file_pattern(toml: &mut TomlReader, entry: &TomlEntry) -> Option<FilePattern> {
    let written = toml.string(entry)?;
    if written.trim().is_empty() {
        toml.error(ConfigProblem::Empty("file"), &entry.value_span);
        return None;
    }
    if written.contains(['/', '\\']) {
        let problem = ConfigProblem::FileInFolder(written);
        toml.error(problem, &entry.value_span);
        return None;
    }
    Some(FilePattern::of(&written))
}

/// What the name of a section's file is like: `*received*requests*.csv`, where
/// `*` stands for any characters and `?` for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilePattern {
    /// As it is written.
    pub written: String,
    folded: Vec<char>,
}

impl FilePattern {
    fn of(written: &str) -> FilePattern {
        FilePattern {
            written: written.to_owned(),
            folded: folded(written),
        }
    }

    /// Whether a file's name is like that, in whatever case.
    pub(crate) fn fits(&self, name: &str) -> bool {
        let (signs, name) = (&self.folded, folded(name));
        // Where to go on if what follows the last star does not fit here.
        let mut back: Option<(usize, usize)> = None;
        let (mut sign, mut at) = (0, 0);
        while at < name.len() {
            match signs.get(sign) {
                Some('*') => {
                    back = Some((sign, at));
                    sign += 1;
                }
                Some(&one) if one == '?' || one == name[at] => {
                    sign += 1;
                    at += 1;
                }
                _ => match back {
                    Some((star, from)) => {
                        back = Some((star, from + 1));
                        (sign, at) = (star + 1, from + 1);
                    }
                    None => return false,
                },
            }
        }
        signs[sign..].iter().all(|sign| *sign == '*')
    }
}

/// A name without what file systems do not tell apart: cases, and how its
/// characters are composed.
fn folded(name: &str) -> Vec<char> {
    let plain: String = name.trim().nfc().collect();
    plain.to_lowercase().nfc().collect()
}

/// The column of a file that a column of the configuration is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ColumnBy {
    /// The one with one of these headers, as they are printed.
    Headers(Vec<String>),
    /// The one at this place, from 1.
    Place(u32),
}

impl ColumnBy {
    /// The most columns that one is counted among.
    const MOST: u32 = 100_000;

    /// Reads `header` of a column.
    pub(super) fn read(toml: &mut TomlReader, entry: &TomlEntry) -> Option<ColumnBy> {
        match &entry.value {
            TomlValue::Number(_) => count(toml, entry, 1, ColumnBy::MOST).map(ColumnBy::Place),
            TomlValue::Text(text) => {
                if text.trim().is_empty() {
                    toml.error(ConfigProblem::Empty("header"), &entry.value_span);
                    return None;
                }
                Some(ColumnBy::Headers(vec![text.clone()]))
            }
            TomlValue::Array(_) => {
                let headers = toml.strings(entry);
                if headers.iter().all(|header| header.trim().is_empty()) {
                    toml.error(ConfigProblem::Empty("header"), &entry.value_span);
                    return None;
                }
                Some(ColumnBy::Headers(headers))
            }
            other => {
                let problem = ConfigProblem::Type("header", other.kind());
                toml.error(problem, &entry.value_span);
                None
            }
        }
    }

    /// The headers that it may have.
    pub(crate) fn headers(&self) -> &[String] {
        match self {
            ColumnBy::Headers(headers) => headers,
            ColumnBy::Place(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FilePattern;

    #[test]
    fn names_fit_in_any_case() {
        for (pattern, name, fits) in [
            (
                "*received*requests*.csv",
                "V.A. Received FOIA Requests 2023.CSV",
                true,
            ),
            ("*received*requests*.csv", "requests-received.csv", false),
            ("a?c.csv", "ABC.csv", true),
            ("a?c.csv", "ac.csv", false),
            ("*申请*.csv", "2023年申请情况.csv", true),
            ("*", "x", true),
            ("a*a*b", "aaaab", true),
            ("caf\u{e9}*.csv", "Cafe\u{301}-1.csv", true),
            ("a", "ab", false),
            ("", "a", false),
        ] {
            assert_eq!(
                FilePattern::of(pattern).fits(name),
                fits,
                "{pattern} {name}"
            );
        }
    }
}
