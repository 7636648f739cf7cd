//! The configuration of a report: where it is looked for, and how it is read.

use super::error::ReadError;
use super::location::{CONFIG_FILE, is_there};
use super::neighbours::{Neighbours, folder_above};
use super::options::Options;
use super::reach::Reach;
use crate::rule::{
    CodeList, CodeTree, Config, PlacedText, TreeFault, list_mistake, load, tree_mistake,
};
use crate::source::{Access, Encoding, Source, SourceError, read_settings, stays_inside};
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
        Some(file) => load_configuration(&file, options.reach()),
        None => Loaded::default(),
    }
}

/// Finds the file that [`configuration`] reads.
pub(crate) fn find_configuration(folder: &Path, options: &Options) -> Option<PathBuf> {
    match &options.rules {
        Some(file) => Some(file.clone()),
        None if options.untrusted => find_above(folder, options),
        None => find_upwards(folder, &options.neighbours),
    }
}

/// The configuration for a report that was handed in: of the folders above the
/// path that was named, and where there is none, of that path itself if it is
/// no report but holds some. What was handed in has no say in it.
fn find_above(folder: &Path, options: &Options) -> Option<PathBuf> {
    let named = handed_in(folder, options);
    let above = folder_above(named).and_then(|above| find_upwards(&above, &options.neighbours));
    let own = || Some(named.join(CONFIG_FILE)).filter(|file| named != folder && is_there(file));
    above.or_else(own)
}

/// The configurations in paths that were named, by which what lies in them is
/// checked since there is none above: those who made the one may have made
/// the other.
pub(crate) fn taken_from_within(options: &Options) -> Vec<PathBuf> {
    let named = options.named.iter().filter(|named| named.is_dir());
    let within = named.filter_map(|named| find_above(&named.join(CONFIG_FILE), options));
    let within = within.filter(|file| {
        options
            .named
            .iter()
            .any(|named| named.join(CONFIG_FILE) == *file)
    });
    match options.untrusted && options.rules.is_none() {
        true => within.collect(),
        false => Vec::new(),
    }
}

/// The outermost named path that a report's folder lies in, else the folder.
pub(super) fn handed_in<'p>(folder: &'p Path, options: &'p Options) -> &'p Path {
    let holds = |named: &&Path| {
        let here = named.as_os_str() == "." && folder.is_relative();
        named.is_dir() && (here || folder.starts_with(named))
    };
    let named = options.named.iter().map(PathBuf::as_path).filter(holds);
    let named = named.min_by_key(|named| named.components().count());
    named.unwrap_or(folder)
}

/// Reads a configuration with all that is wrong in it.
pub(crate) fn load_configuration(file: &Path, reach: &Reach) -> Loaded {
    match read_settings(file, &reach.access(file)) {
        Ok(text) => {
            let (mut config, errors) = load(file, &text);
            let mut errors: Vec<ReadError> = errors.into_iter().map(ReadError::from).collect();
            let folder = file.parent().unwrap_or(Path::new(""));
            read_lists(&mut config, folder, reach, &mut errors);
            read_trees(&mut config, folder, reach, &mut errors);
            Loaded { config, errors }
        }
        Err(error) => Loaded {
            config: Config::default(),
            errors: vec![error.into()],
        },
    }
}

/// A configuration some of whose lists stand in files, as far as it says which.
pub(super) fn with_list_files(file: &Path, reach: &Reach) -> Option<Config> {
    let text = read_settings(file, &reach.access(file)).ok()?;
    let (config, _) = load(file, &text);
    let mut lists = config.lists.iter();
    let mut trees = config.trees.iter();
    let any = lists.any(|list| list.file.is_some()) || trees.any(|tree| tree.file.is_some());
    any.then_some(config)
}

/// The file that a configuration names, in its folder or below; a mistake where it
/// is outside.
fn file_beside(
    name: &PlacedText,
    folder: &Path,
    reach: &Reach,
    errors: &mut Vec<ReadError>,
) -> Option<PathBuf> {
    if !reach.follow_links && !stays_inside(Path::new(&name.text)) {
        errors.push(list_mistake(name, true).into());
        return None;
    }
    Some(folder.join(&name.text))
}

/// Reads the lists that stand in files beside the configuration.
fn read_lists(config: &mut Config, folder: &Path, reach: &Reach, errors: &mut Vec<ReadError>) {
    let encoding = config.encoding;
    for list in &mut config.lists {
        let Some(name) = &list.file else { continue };
        let Some(path) = file_beside(name, folder, reach, errors) else {
            continue;
        };
        match first_column(&path, &reach.within(folder), encoding) {
            Ok(texts) if texts.is_empty() => errors.push(list_mistake(name, false).into()),
            Ok(texts) => list.list = Arc::new(CodeList::of(texts)),
            Err(error) => errors.push(error.into()),
        }
    }
}

/// Reads the trees that stand in files beside the configuration.
fn read_trees(config: &mut Config, folder: &Path, reach: &Reach, errors: &mut Vec<ReadError>) {
    let encoding = config.encoding;
    for tree in &mut config.trees {
        let Some(name) = &tree.file else { continue };
        let Some(path) = file_beside(name, folder, reach, errors) else {
            continue;
        };
        let (pairs, lines) = match codes_above(&path, &reach.within(folder), encoding) {
            Ok(found) => found,
            Err(error) => {
                errors.push(error.into());
                continue;
            }
        };
        match CodeTree::of(&pairs) {
            Ok(found) => tree.tree = Arc::new(found),
            Err((at, fault)) => {
                let line = lines.get(at).copied().filter(|_| fault != TreeFault::Empty);
                errors.push(tree_mistake(name, line.unwrap_or(0), fault).into());
            }
        }
    }
}

/// Codes, and the lines that they stand in: each with the code above it.
type CodesAbove = (Vec<(String, String)>, Vec<u64>);

/// The codes of a table, each with the one above it: of the columns `code` and
/// `parent`, or of the first two.
fn codes_above(
    path: &Path,
    access: &Access,
    encoding: Option<Encoding>,
) -> Result<CodesAbove, SourceError> {
    let mut rows = Source::open_table(path, access, encoding)?.rows();
    let mut columns = [0, 1];
    if let Some(header) = rows.next_row()? {
        for (at, names) in [["code", "代码"], ["parent", "上级"]].iter().enumerate() {
            let mut fields = 0..header.fields.len();
            let is_named = |field: &usize| {
                let name = header.text(*field).trim().to_lowercase();
                names.contains(&name.as_str())
            };
            columns[at] = fields.find(is_named).unwrap_or(columns[at]);
        }
    }
    let (mut pairs, mut lines) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next_row()? {
        let text = |column: usize| match column < row.fields.len() {
            true => row.text(column).trim().to_owned(),
            false => String::new(),
        };
        pairs.push((text(columns[0]), text(columns[1])));
        lines.push(row.line);
    }
    Ok((pairs, lines))
}

/// What stands in the first column of a table, below its header.
fn first_column(
    path: &Path,
    access: &Access,
    encoding: Option<Encoding>,
) -> Result<Vec<String>, SourceError> {
    let mut rows = Source::open_table(path, access, encoding)?.rows();
    let mut texts = Vec::new();
    rows.next_row()?;
    while let Some(row) = rows.next_row()? {
        let text = row.text(0);
        let text = text.trim();
        if !text.is_empty() {
            texts.push(text.to_owned());
        }
    }
    Ok(texts)
}

/// The configuration in a folder, else in the folders above it. Whatever has
/// its name is taken for it, so that none is passed over in silence.
pub(crate) fn find_upwards(folder: &Path, known: &Neighbours) -> Option<PathBuf> {
    if let Some(found) = known.configuration(folder) {
        return found;
    }
    // The parents as the user wrote them first, so that messages read the
    // same; beyond those, the real ones.
    let mut asked = Vec::new();
    let mut found = None;
    for written in folder.ancestors() {
        found = known.configuration(written);
        if found.is_some() || written.as_os_str().is_empty() {
            break;
        }
        asked.push(written);
        let file = written.join(CONFIG_FILE);
        if is_there(&file) {
            known.keep_configuration(written, Some(file.clone()));
            found = Some(Some(file));
            break;
        }
    }
    let here = || {
        let file = PathBuf::from(CONFIG_FILE);
        let there = folder.is_relative() && is_there(&file);
        if there {
            known.keep_configuration(Path::new(""), Some(file.clone()));
        }
        there.then_some(file)
    };
    let mut found = found.unwrap_or_else(|| here().or_else(|| above_really(asked.last()?)));
    // What a link leads to is for what lies behind it, not for what it lies in.
    for written in asked.into_iter().rev() {
        if found.is_none() && written.is_symlink() {
            found = above_really(written);
        }
        known.keep_configuration(written, found.clone());
    }
    found
}

/// The configuration in a folder or above it, by its real path.
fn above_really(folder: &Path) -> Option<PathBuf> {
    let real = folder.canonicalize().ok()?;
    real.ancestors()
        .map(|parent| parent.join(CONFIG_FILE))
        .find(|file| is_there(file))
}

#[cfg(all(test, unix))]
mod tests {
    use super::find_upwards;
    use crate::report::Neighbours;

    #[test]
    fn what_a_link_leads_to_configures_nothing_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["here/2016", "there/2015/inner"] {
            std::fs::create_dir_all(at(name)).expect("a folder");
        }
        std::fs::write(at("there/reportcheck.toml"), "").expect("a file");
        std::os::unix::fs::symlink(at("there/2015"), at("here/2015")).expect("a link");
        let known = Neighbours::default();
        for linked in ["here/2015", "here/2015/inner"] {
            let found = find_upwards(&at(linked), &known).expect("behind the link");
            assert_eq!(
                found.canonicalize().ok(),
                at("there/reportcheck.toml").canonicalize().ok()
            );
        }
        assert_eq!(find_upwards(&at("here/2016"), &known), None);
        assert_eq!(find_upwards(&at("here"), &known), None);
    }
}
