//! How far a run looks: what the user named, and what stands in the folders
//! that were handed in. A link that leads out of those is not followed unless
//! the user says so.

use super::listing::is_report;
use crate::period::in_name;
use crate::source::Access;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How far a run looks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reach {
    /// Whether links may lead anywhere.
    pub follow_links: bool,
    /// What the user named: it is followed wherever it leads.
    named: Arc<BTreeSet<PathBuf>>,
}

impl Reach {
    /// With these paths named by the user.
    pub(crate) fn of(named: impl IntoIterator<Item = PathBuf>, follow_links: bool) -> Reach {
        let named = Arc::new(named.into_iter().collect());
        Reach {
            follow_links,
            named,
        }
    }

    /// With one more path named by the user.
    pub(crate) fn naming(&self, path: &Path) -> Reach {
        let named = self.named.iter().cloned();
        let named = named.chain([path.to_path_buf()]);
        Reach::of(named, self.follow_links)
    }

    /// How a file is opened.
    pub(crate) fn access(&self, file: &Path) -> Access {
        if self.named.contains(file) {
            return Access::Named;
        }
        if self.follow_links {
            return Access::Anywhere;
        }
        self.within(file.parent().unwrap_or(file))
    }

    /// How the files of a folder are opened, also those in folders within.
    pub(crate) fn within(&self, folder: &Path) -> Access {
        if self.follow_links {
            return Access::Anywhere;
        }
        let named = self.is_named(folder);
        let link = folder.is_symlink();
        if link && !named && self.link_leads_out(folder) {
            return Access::Refused;
        }
        let real = match link || named {
            true => folder.canonicalize().ok(),
            false => None,
        };
        Access::Within {
            written: folder.to_path_buf(),
            real: real.unwrap_or_else(|| folder.to_path_buf()),
        }
    }

    /// Whether a folder is one that the user named, or one on the way there.
    fn is_named(&self, folder: &Path) -> bool {
        let mut named = self.named.iter();
        folder.as_os_str().is_empty() || named.any(|named| named.starts_with(folder))
    }

    /// Whether a folder that nobody named is a link out of the folders that it
    /// stands in.
    pub(crate) fn leads_out(&self, folder: &Path) -> bool {
        let link = || !self.is_named(folder) && folder.is_symlink();
        !self.follow_links && link() && self.link_leads_out(folder)
    }

    /// The same of a folder that is a link, and that nobody named.
    fn link_leads_out(&self, folder: &Path) -> bool {
        let mut above = folder.ancestors().skip(1);
        let named = above.find(|above| !above.as_os_str().is_empty() && self.is_named(above));
        let around = named.or(folder.parent()).unwrap_or(folder);
        !is_really_in(folder, around)
    }

    /// Whether a folder holds tables, or stands in a report's place and leads
    /// out, which is told when it is opened.
    pub(crate) fn may_be_report(&self, folder: &Path) -> bool {
        let name = || folder.file_name().unwrap_or_default().to_string_lossy();
        match self.leads_out(folder) {
            true => in_name(&name()).is_some(),
            false => is_report(folder),
        }
    }
}

/// Whether a path really leads into a folder.
pub(super) fn is_really_in(path: &Path, folder: &Path) -> bool {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let real = |path: &Path| path.canonicalize().ok();
    match (real(path), real(folder)) {
        (Some(path), Some(folder)) => path.starts_with(folder),
        _ => false,
    }
}
