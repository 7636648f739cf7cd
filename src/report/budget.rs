//! How much of a report is read: what was handed in has an end, so that one
//! folder cannot take the time and the memory of all.

use super::options::Options;
use super::reach::Reach;
use crate::source::length_of;
use std::path::PathBuf;

/// What the tables of a report that was handed in may be together, in MiB,
/// unless those who check it say otherwise.
const HANDED_IN: u64 = 64;
/// What a table counts as at least, in bytes: opening it takes time too.
const TABLE: u64 = 64 << 10;
/// What part of it may be held at once. A row of short cells takes nine times its
/// text, and far more where each figure must be read in full and keeps its exact
/// range: 1 MiB of such takes up to 170 MB.
const HELD: u64 = 64;

/// What of a report's tables may still be held.
#[derive(Clone, Debug, Default)]
pub(crate) struct Budget {
    /// What all may be, in MiB; nothing bounds them where none is said.
    mib: Option<u64>,
    /// What may still be held, in bytes.
    left: u64,
}

impl Budget {
    /// That of a report with these tables.
    ///
    /// # Errors
    /// The MiB that they may be together, where they are more.
    pub(crate) fn of(tables: &[PathBuf], options: &Options) -> Result<Budget, u64> {
        let said = options.report_size;
        let Some(mib) = said.or(options.untrusted.then_some(HANDED_IN)) else {
            return Ok(Budget::default());
        };
        let all = mib.saturating_mul(1 << 20);
        let mut rest = all;
        for table in tables {
            let length = length(table, options.reach()).max(TABLE);
            rest = rest.checked_sub(length).ok_or(mib)?;
        }
        Ok(Budget {
            mib: Some(mib),
            left: all / HELD,
        })
    }

    /// Whether a table of this length may be held too; then it is counted.
    pub(crate) fn hold(&mut self, length: u64) -> bool {
        let left = match self.mib {
            Some(_) => self.left.checked_sub(length),
            None => Some(0),
        };
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// What all tables may be, in MiB.
    pub(crate) fn mib(&self) -> u64 {
        self.mib.unwrap_or(u64::MAX)
    }
}

/// How long a table is; what may not be opened is told when it is.
fn length(table: &std::path::Path, reach: &Reach) -> u64 {
    length_of(table, &reach.access(table)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(untrusted: bool, report_size: Option<u64>) -> Options {
        Options {
            untrusted,
            report_size,
            ..Options::default()
        }
    }

    #[test]
    fn tables_are_counted_by_their_bytes_and_their_number() {
        let folder = tempfile::tempdir().expect("a folder");
        let table = |name: &str, length: usize| {
            let path = folder.path().join(name);
            std::fs::write(&path, vec![b'1'; length]).expect("a file");
            path
        };
        let long = table("long.csv", (1 << 20) + 1);
        let small: Vec<PathBuf> = (0..17).map(|at| table(&format!("{at}.csv"), 9)).collect();
        let of = |tables: &[PathBuf], size| Budget::of(tables, &options(false, size)).err();
        assert_eq!(of(std::slice::from_ref(&long), None), None);
        assert_eq!(of(std::slice::from_ref(&long), Some(1)), Some(1));
        assert_eq!(of(std::slice::from_ref(&long), Some(2)), None);
        assert_eq!(of(&small[1..], Some(1)), None);
        assert_eq!(of(&small, Some(1)), Some(1));
        assert_eq!(of(&small, Some(u64::MAX)), None);
    }

    #[test]
    fn a_part_of_it_may_be_held() {
        let mut free = Budget::of(&[], &options(false, None)).expect("no bound");
        assert!(free.hold(u64::MAX) && free.hold(u64::MAX));
        let mut bound = Budget::of(&[], &options(true, None)).expect("nothing yet");
        assert_eq!(bound.mib(), 64);
        let quarter = 1 << 18;
        assert!(bound.hold(3 * quarter) && !bound.hold(2 * quarter) && bound.hold(quarter));
        assert!(!bound.hold(1));
    }
}
