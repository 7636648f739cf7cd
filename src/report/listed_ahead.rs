//! The folders of a tree, listed on several threads before the tree is walked.
//! Links are left to the walk.

use super::error::ReadError;
use super::listing::{Listing, list};
use super::location::{FolderId, folder_id};
use crate::parallel::in_order;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// So many folders are listed in one piece of work.
const PIECE: usize = 64;

/// What a folder is by the file system, and what is in it.
type Listed = (Option<FolderId>, Result<Listing, ReadError>);

/// Folders that were listed and not asked for yet.
#[derive(Default)]
pub(super) struct ListedAhead(HashMap<PathBuf, Listed>);

impl ListedAhead {
    /// The folders below a path. On one thread nothing is gained by it.
    pub(super) fn below(path: &Path, threads: usize) -> ListedAhead {
        let mut ahead = ListedAhead::default();
        if threads < 2 {
            return ahead;
        }
        let mut level = ahead.keep(path.to_path_buf(), listed(path));
        while !level.is_empty() {
            let mut found = Vec::new();
            in_order(
                level.chunks(PIECE),
                threads.min(level.len().div_ceil(PIECE)),
                |folders| -> Vec<_> {
                    let all = folders.iter().map(|path| (path.clone(), listed(path)));
                    all.collect()
                },
                |_| 0,
                |_, piece| {
                    found.extend(piece.unwrap_or_default());
                    true
                },
            );
            let found = found.into_iter();
            level = found
                .flat_map(|(path, listed)| ahead.keep(path, listed))
                .collect();
        }
        ahead
    }

    /// Keeps what was listed; the folders in it.
    fn keep(&mut self, path: PathBuf, listed: Listed) -> Vec<PathBuf> {
        let folders = match &listed.1 {
            Ok(listing) => listing.own_folders().cloned().collect(),
            Err(_) => Vec::new(),
        };
        self.0.insert(path, listed);
        folders
    }

    /// What a folder is, and what is in it.
    pub(super) fn list(&mut self, path: &Path) -> Listed {
        self.0.remove(path).unwrap_or_else(|| listed(path))
    }
}

fn listed(path: &Path) -> Listed {
    (folder_id(path), list(path))
}

#[cfg(test)]
mod tests {
    use super::ListedAhead;
    use std::path::Path;

    #[test]
    fn on_several_threads_the_same_is_listed() {
        let folder = tempfile::tempdir().expect("a folder");
        for office in 0..200 {
            let inner = folder.path().join(format!("office-{office}/2016"));
            std::fs::create_dir_all(&inner).expect("a folder");
            if office % 3 > 0 {
                std::fs::write(inner.join("a.csv"), "key,value\n").expect("a table");
            }
        }
        let all = |path: &Path, threads: usize| {
            let mut ahead = ListedAhead::below(path, threads);
            let known = ahead.0.len();
            let (mut open, mut told) = (vec![path.to_path_buf()], Vec::new());
            while let Some(path) = open.pop() {
                let (id, listing) = ahead.list(&path);
                let listing = listing.expect("a folder that can be listed");
                told.push((path, id, listing.tables.clone(), listing.is_report()));
                open.extend(listing.folders);
            }
            assert!(ahead.0.is_empty());
            (known, told)
        };
        let (none, alone) = all(folder.path(), 1);
        let (some, several) = all(folder.path(), 3);
        assert_eq!((none, some), (0, 401));
        assert_eq!(alone, several);
    }
}
