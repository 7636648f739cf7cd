//! The period that a report is about: a year, a half, a quarter or a month.

use std::path::{Path, PathBuf};

/// A period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The year.
    pub year: u32,
    /// Which part of it, when it is not all of it.
    pub part: Option<Part>,
    written: String,
}

/// A part of a year, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A half.
    Half(u32),
    /// A quarter.
    Quarter(u32),
    /// A month.
    Month(u32),
}

impl Period {
    /// Reads `2016`, `2016-Q3`, `2016H1`, `2016-07`, `2016年`.
    pub fn read(text: &str) -> Option<Period> {
        let text = text.trim();
        let plain = text.trim_end_matches('年').trim_end_matches("年度");
        let year: u32 = plain.get(..4)?.parse().ok()?;
        if !plain.as_bytes().iter().take(4).all(u8::is_ascii_digit) {
            return None;
        }
        let rest = plain.get(4..)?.trim_start_matches(['-', '_', '.', ' ']);
        let number = |text: &str, most: u32| {
            text.parse::<u32>()
                .ok()
                .filter(|number| (1..=most).contains(number))
        };
        let part = match rest.chars().next() {
            None => None,
            Some('Q' | 'q') => Some(Part::Quarter(number(&rest[1..], 4)?)),
            Some('H' | 'h') => Some(Part::Half(number(&rest[1..], 2)?)),
            Some(_) => Some(Part::Month(number(rest, 12)?)),
        };
        Some(Period {
            year,
            part,
            written: text.to_owned(),
        })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.written
    }

    /// The period directly before, written in the same way.
    pub fn before(&self) -> Period {
        let step = |number: u32, last: u32| {
            if number > 1 {
                (self.year, number - 1)
            } else {
                (self.year.saturating_sub(1), last)
            }
        };
        let (year, part) = match self.part {
            None => (self.year.saturating_sub(1), None),
            Some(Part::Half(half)) => {
                let (year, half) = step(half, 2);
                (year, Some(Part::Half(half)))
            }
            Some(Part::Quarter(quarter)) => {
                let (year, quarter) = step(quarter, 4);
                (year, Some(Part::Quarter(quarter)))
            }
            Some(Part::Month(month)) => {
                let (year, month) = step(month, 12);
                (year, Some(Part::Month(month)))
            }
        };
        let written = match part {
            None => format!("{year}"),
            Some(Part::Half(half)) => format!("{year}-H{half}"),
            Some(Part::Quarter(quarter)) => format!("{year}-Q{quarter}"),
            Some(Part::Month(month)) => format!("{year}-{month:02}"),
        };
        Period {
            year,
            part,
            written,
        }
    }

    /// The sub-folder that holds this period, however its name is written.
    pub fn folder_in(&self, parent: &Path) -> Option<PathBuf> {
        let parent = if parent.as_os_str().is_empty() {
            Path::new(".")
        } else {
            parent
        };
        let mut folders: Vec<PathBuf> = std::fs::read_dir(parent)
            .ok()?
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| {
                let name = path
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned());
                let period = name.as_deref().and_then(Period::read);
                period.is_some_and(|period| period.year == self.year && period.part == self.part)
            })
            .collect();
        folders.sort();
        folders.into_iter().next()
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn the_period_before_keeps_its_kind() {
        let before =
            |text: &str| Period::read(text).map(|period| period.before().text().to_owned());
        assert_eq!(before("2016").as_deref(), Some("2015"));
        assert_eq!(before("2016年").as_deref(), Some("2015"));
        assert_eq!(before("2016-Q1").as_deref(), Some("2015-Q4"));
        assert_eq!(before("2016H2").as_deref(), Some("2016-H1"));
        assert_eq!(before("2016-01").as_deref(), Some("2015-12"));
        assert_eq!(before("data"), None);
        assert_eq!(before("2016-Q5"), None);
    }
}
