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
