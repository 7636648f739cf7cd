//! The configuration of a report: where it is looked for, and how it is read.

use super::error::ReadError;
use super::location::CONFIG_FILE;
use super::options::Options;
use crate::rule::{Config, load};
use crate::source::read_text;
use std::path::{Path, PathBuf};

/// A report's configuration with what is wrong in it.
#[derive(Debug, Default)]
pub(crate) struct Loaded {
    /// The configuration.
    pub config: Config,
    /// Its mistakes.
    pub errors: Vec<ReadError>,
}

/// Finds and reads the configuration of a report: in its folder, else in the
/// folders above it. None found is an empty configuration.
pub(crate) fn configuration(folder: &Path, options: &Options) -> Loaded {
    match find_configuration(folder, options) {
        Some(file) => load_configuration(&file),
        None => Loaded::default(),
    }
}

/// Finds the file that [`configuration`] reads.
pub(crate) fn find_configuration(folder: &Path, options: &Options) -> Option<PathBuf> {
    match &options.rules {
        Some(file) => Some(file.clone()),
        None => find_upwards(folder),
    }
}

/// Reads a configuration with all that is wrong in it.
pub(crate) fn load_configuration(file: &Path) -> Loaded {
    match read_text(file, None) {
        Ok(text) => {
            let (config, errors) = load(file, &text);
            Loaded {
                config,
                errors: errors.into_iter().map(ReadError::from).collect(),
            }
        }
        Err(error) => Loaded {
            config: Config::default(),
            errors: vec![error.into()],
        },
    }
}

/// The configuration in a folder, else in the folders above it.
pub(crate) fn find_upwards(folder: &Path) -> Option<PathBuf> {
    let here = folder.join(CONFIG_FILE);
    if here.is_file() {
        return Some(here);
    }
    // The parents as the user wrote them first, so that messages read the
    // same; beyond those, the real ones.
    let mut written = folder.parent();
    while let Some(parent) = written.filter(|parent| !parent.as_os_str().is_empty()) {
        let file = parent.join(CONFIG_FILE);
        if file.is_file() {
            return Some(file);
        }
        written = parent.parent();
    }
    if Path::new(CONFIG_FILE).is_file() && folder.is_relative() {
        return Some(PathBuf::from(CONFIG_FILE));
    }
    let real = folder.canonicalize().ok()?;
    real.ancestors()
        .map(|parent| parent.join(CONFIG_FILE))
        .find(|file| file.is_file())
}
