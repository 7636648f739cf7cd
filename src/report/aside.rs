//! What a submission says that would weaken its own check. Where reports are
//! handed in by others (`--untrusted`), none of it is obeyed, and all of it is
//! kept to be told.

use super::configuration::handed_in;
use super::location::{CONFIG_FILE, FACTS_FILE};
use super::neighbours::name_of;
use super::options::Options;
use crate::period::{in_name, readings};
use crate::place::{Excerpt, Place};
use crate::rule::Facts;
use std::path::{Path, PathBuf};

/// Something that a submission says and that is not obeyed.
#[derive(Clone, Debug)]
pub(crate) struct Aside {
    /// What it is.
    pub what: AsideKind,
    /// Where it says it.
    pub place: Place,
}

/// What a submission may not decide itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AsideKind {
    /// A configuration of its own.
    Configuration,
    /// That a finding is accepted; its rule.
    Waiver(String),
    /// A setting of its report.toml: how its figures were rounded.
    Setting(String),
    /// A period that is not the one that its folder is called by.
    Period {
        /// What its report.toml says.
        said: String,
        /// What its folder is called.
        named: String,
    },
    /// A column that says how far its figures are known.
    Column(String),
    /// A unit of its rows that is not the one that was asked for.
    Unit {
        /// What the row says.
        own: String,
        /// What the configuration says.
        asked: String,
    },
}

/// The configurations that a submission brings along.
pub(super) fn own_configurations(
    folder: &Path,
    taken: Option<&Path>,
    options: &Options,
) -> Vec<Aside> {
    let named = handed_in(folder, options);
    let within = |at: &&Path| at.starts_with(named) || named.as_os_str() == ".";
    let mut folders: Vec<&Path> = folder.ancestors().take_while(within).collect();
    folders.retain(|at| !at.as_os_str().is_empty());
    if named.as_os_str() == "." && folder != named {
        folders.push(named);
    }
    // Beside a configuration that was given, one among the submissions may be
    // of those who gave it.
    if options.rules.is_some() && folder != named {
        folders.retain(|at| *at != named);
    }
    let files = folders.into_iter().map(|at| match at.as_os_str() {
        here if here == "." => Path::new(CONFIG_FILE).to_path_buf(),
        _ => at.join(CONFIG_FILE),
    });
    // Also one that leads nowhere was meant to be read.
    let files = files.filter(|file| file.symlink_metadata().is_ok());
    let taken = taken.and_then(|taken| taken.canonicalize().ok());
    let files = files.filter(|file| taken.is_none() || file.canonicalize().ok() != taken);
    let aside = |file: PathBuf| Aside {
        what: AsideKind::Configuration,
        place: Excerpt::new(&file, 1, "").place(0, 0),
    };
    files.map(aside).collect()
}

/// Takes out of a report's own facts what is not obeyed.
pub(super) fn put_aside(facts: &mut Facts, folder: &Path) -> Vec<Aside> {
    let file = || Excerpt::new(&folder.join(FACTS_FILE), 1, "").place(0, 0);
    let places = std::mem::take(&mut facts.places);
    let place = |key: &str| places.get(key).cloned().unwrap_or_else(file);
    let mut aside = Vec::new();
    let mut tell = |what, place| aside.push(Aside { what, place });
    for waiver in std::mem::take(&mut facts.waivers) {
        let rule = waiver.says.subject.rule;
        tell(AsideKind::Waiver(rule), waiver.place);
    }
    let settings = [
        ("rounding", facts.rounding.take().is_some()),
        ("rounded_to", facts.rounded_to.take().is_some()),
    ];
    for (key, _) in settings.into_iter().filter(|(_, said)| *said) {
        tell(AsideKind::Setting(key.to_owned()), place(key));
    }
    let name = name_of(folder).unwrap_or_default();
    if let (Some(said), Some(named)) = (&facts.period, in_name(&name)) {
        let said = said.clone();
        let mut meant = readings(&said).into_iter();
        let same = meant.any(|one| {
            let mut named = named.readings.iter();
            named.any(|other| one.period.is(&other.period))
        });
        facts.period = None;
        if !same {
            tell(AsideKind::Period { said, named: name }, place("period"));
        }
    }
    aside
}
