//! A report on disk: its configuration, its own facts, its tables and its
//! source text. Opens everything that can be opened and names what cannot.

mod error;
mod listing;
mod location;
mod siblings;

pub use error::ReadError;
pub use listing::{Listing, is_report, is_table, list};
pub use location::{folder_of, section_of, section_within};
pub use siblings::{folder_above, period_of, reports_in};

use crate::figure::Rounding;
use crate::period::Period;
use crate::rule::{Config, ConfigError, Facts, load, load_facts};
use crate::source::{Encoding, RowReader, Source, SourceError, read_text};
use crate::table::{Layout, Table};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The configuration's file name.
pub const CONFIG_FILE: &str = "reportcheck.toml";
/// The file name of a report's own facts.
pub const FACTS_FILE: &str = "report.toml";
/// A table longer than this is streamed where its rules allow, in bytes.
const STREAM_FROM: u64 = 1024 * 1024;
/// The longest table that is held in memory, in bytes: a row takes about a
/// hundred times its text, since each figure keeps its exact range.
const HOLD_LIMIT: u64 = 64 << 20;

/// How reports are to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How the tables are encoded, over what the configuration says.
    pub encoding: Option<Encoding>,
    /// How figures were rounded, over all that is configured.
    pub rounding: Option<Rounding>,
    /// A configuration to use instead of the one found.
    pub rules: Option<PathBuf>,
    /// Stream tables longer than so many bytes; one MiB unless said.
    pub stream_from: Option<u64>,
}

/// A report's configuration with what is wrong in it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The configuration.
    pub config: Config,
    /// Its mistakes.
    pub errors: Vec<ReadError>,
}

/// An opened report.
#[derive(Debug)]
pub struct Report {
    /// Its folder (or its one table), as the user named it.
    pub path: PathBuf,
    /// What its own file says of it.
    pub facts: Facts,
    /// The period it reports on, where its folder or its file says.
    pub period: Option<Period>,
    /// The text it was published as.
    pub source: Option<SourceText>,
    /// Its tables, by section name.
    pub tables: Vec<Table>,
    /// What could not be read.
    pub errors: Vec<ReadError>,
}

/// The published text of a report.
#[derive(Debug)]
pub struct SourceText {
    /// Its file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// Finds and reads the configuration of a report: in its folder, else in the
/// folders above it. None found is an empty configuration.
pub fn configuration(folder: &Path, options: &Options) -> Loaded {
    match find_configuration(folder, options) {
        Some(file) => load_configuration(&file),
        None => Loaded::default(),
    }
}

/// Finds the file that [`configuration`] reads.
pub fn find_configuration(folder: &Path, options: &Options) -> Option<PathBuf> {
    match &options.rules {
        Some(file) => Some(file.clone()),
        None => find_upwards(folder),
    }
}

/// Reads a configuration with all that is wrong in it.
pub fn load_configuration(file: &Path) -> Loaded {
    match read_text(file, None) {
        Ok(text) => {
            let (config, errors) = load(file, &text);
            Loaded {
                config,
                errors: errors.into_iter().map(config_error).collect(),
            }
        }
        Err(error) => Loaded {
            config: Config::default(),
            errors: vec![error.into()],
        },
    }
}

fn config_error(error: ConfigError) -> ReadError {
    ReadError::Config(Box::new(error))
}

/// The configuration in a folder, else in the folders above it.
pub fn find_upwards(folder: &Path) -> Option<PathBuf> {
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

impl Report {
    /// Opens a report: a folder of tables, or a single table.
    pub fn open(path: &Path, config: &Config, options: &Options) -> Report {
        let mut report = Report::empty(path);
        let single = !path.is_dir();
        let folder = if single {
            path.parent().unwrap_or(path)
        } else {
            path
        };
        report.read_facts(folder);
        if !single || report.facts.period.is_some() {
            report.period = report.find_period(folder);
        }
        let files = if single {
            vec![path.to_path_buf()]
        } else {
            report.tables_in(path)
        };
        for file in files {
            match open_table(&file, config, options, report.facts.rounding) {
                Ok(table) => report.tables.push(table),
                Err(error) => report.errors.push(error),
            }
        }
        report
    }

    fn tables_in(&mut self, folder: &Path) -> Vec<PathBuf> {
        let listing = match list(folder) {
            Ok(listing) => listing,
            Err(error) => {
                self.errors.push(error);
                return Vec::new();
            }
        };
        if listing.tables.is_empty() && listing.no_files.is_empty() {
            let path = folder.to_path_buf();
            self.errors.push(ReadError::NoTables { path });
        }
        let no_file = |path| ReadError::Source(SourceError::NoFile { path });
        self.errors
            .extend(listing.no_files.into_iter().map(no_file));
        listing.tables
    }

    /// A report of which nothing is read.
    pub fn empty(path: &Path) -> Report {
        Report {
            path: path.to_path_buf(),
            facts: Facts::default(),
            period: None,
            source: None,
            tables: Vec::new(),
            errors: Vec::new(),
        }
    }

    fn read_facts(&mut self, folder: &Path) {
        let file = folder.join(FACTS_FILE);
        if !file.is_file() {
            return;
        }
        match read_text(&file, None) {
            Ok(text) => {
                let (facts, errors) = load_facts(&file, &text);
                self.facts = facts;
                self.errors.extend(errors.into_iter().map(config_error));
            }
            Err(error) => self.errors.push(error.into()),
        }
        if let Some(name) = &self.facts.source {
            let path = folder.join(name);
            match read_text(&path, None) {
                Ok(text) => self.source = Some(SourceText { path, text }),
                Err(error) => self.errors.push(error.into()),
            }
        }
    }

    fn find_period(&self, folder: &Path) -> Option<Period> {
        if let Some(written) = &self.facts.period {
            return Period::read(written);
        }
        let name = folder
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let name = name.or_else(|| {
            let real = folder.canonicalize().ok()?;
            Some(real.file_name()?.to_string_lossy().into_owned())
        });
        name.as_deref().and_then(Period::read)
    }

    /// The table of a section.
    pub fn table(&self, section: &str) -> Option<usize> {
        self.tables
            .iter()
            .position(|table| table.section() == section)
    }

    /// Whether a section's table is there but could not be read.
    pub fn failed(&self, section: &str) -> bool {
        let name = format!("{section}.csv");
        self.errors.iter().any(|error| {
            let path = match error {
                ReadError::Source(error) => error.path().to_path_buf(),
                ReadError::Header(error) => error.place.excerpt.path.to_path_buf(),
                ReadError::Empty { path } => path.clone(),
                _ => return false,
            };
            path.file_name()
                .is_some_and(|file| file.eq_ignore_ascii_case(&name))
        })
    }

    /// Reads the rows of tables that were to be streamed; what cannot be read
    /// joins the report's errors.
    pub fn load_rows(&mut self, tables: &[usize], config: &Config, options: &Options) {
        for &index in tables {
            let layout = self.tables[index].layout.clone();
            match rows_of(layout, config, options) {
                Ok(table) => self.tables[index] = table,
                Err(error) => self.errors.push(error),
            }
        }
    }
}

/// Opens a table's file for reading row by row.
///
/// # Errors
/// When the file cannot be opened.
pub fn row_reader(
    path: &Path,
    config: &Config,
    options: &Options,
) -> Result<RowReader, SourceError> {
    Ok(Source::open(path, options.encoding.or(config.encoding))?.rows())
}

fn open_table(
    file: &Path,
    config: &Config,
    options: &Options,
    report_rounding: Option<Rounding>,
) -> Result<Table, ReadError> {
    let name = file
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let section = name.unwrap_or_default();
    let mut rows = row_reader(file, config, options)?;
    let Some(header) = rows.next_row()? else {
        return Err(ReadError::Empty {
            path: file.to_path_buf(),
        });
    };
    let base = report_rounding.or(config.rounding);
    let layout = Layout::new(file, &section, &header, config, base, options.rounding)?;
    let length = std::fs::metadata(file).map_or(0, |facts| facts.len());
    if length > options.stream_from.unwrap_or(STREAM_FROM) {
        return Ok(Table::new(layout, Vec::new(), true));
    }
    collect(layout, rows, config)
}

fn rows_of(layout: Layout, config: &Config, options: &Options) -> Result<Table, ReadError> {
    let path: Arc<Path> = layout.header.path.clone();
    let mut rows = row_reader(&path, config, options)?;
    rows.next_row()?;
    collect(layout, rows, config)
}

fn collect(layout: Layout, mut reader: RowReader, config: &Config) -> Result<Table, ReadError> {
    let mut rows = Vec::new();
    let too_long = || SourceError::LongTable {
        path: layout.header.path.to_path_buf(),
        mib: (HOLD_LIMIT >> 20) as usize,
    };
    // What is no file has no length beforehand.
    let known = std::fs::metadata(&layout.header.path).map_or(0, |about| about.len());
    if known > HOLD_LIMIT {
        return Err(too_long().into());
    }
    let mut length = 0;
    while let Some(row) = reader.next_row()? {
        length += row.raw.len() as u64;
        if length > HOLD_LIMIT {
            return Err(too_long().into());
        }
        rows.push(layout.read(&row, &config.units));
    }
    Ok(Table::new(layout, rows, false))
}
