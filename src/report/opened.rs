//! An opened report: its own facts, its tables and its source text. Everything
//! that can be opened is, and what cannot is named.

use super::aside::{Aside, own_configurations, put_aside};
use super::budget::Budget;
use super::claimed::{Claims, section_of_file};
use super::claims::claims_of;
use super::counted::counted_rules;
use super::dated::period_in_name;
use super::documents::{ReadDocument, describes, document_instead, read_by, tables_of};
use super::error::ReadError;
#[cfg(feature = "workbook")]
use super::formulas::formula_rules;
use super::found_total::FoundTotal;
use super::listing::{Listing, list};
use super::location::{FACTS_FILE, ReportPath, folder_of, is_table, is_there, named};
use super::neighbours::{Neighbours, period_in};
use super::no_prior::NoPrior;
use super::open_total::OpenTotal;
use super::options::Options;
use super::passed_over::PassedOver;
use super::tables::{open_table, rows_of};
use super::twice::twice;
use crate::claim::Counted;
use crate::period::{Doubt, Period};
use crate::rule::{Config, Facts, Rule, load_facts, source_outside};
use crate::source::{SourceError, read_settings, read_text, stays_inside};
use crate::table::{Rounded, Table};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// An opened report.
#[derive(Debug)]
pub(crate) struct Report {
    /// Its folder (or its one table), as the user named it.
    pub path: PathBuf,
    /// Whether that is a folder.
    pub is_folder: bool,
    /// What its own file says of it.
    pub facts: Facts,
    /// The period it reports on, where its folder or its file says.
    pub period: Option<Period>,
    /// What that may be read as in two ways, where nothing tells which.
    pub doubt: Option<Doubt>,
    /// Whether it is a single table that is called by its period.
    pub dated: bool,
    /// Why there is no report of the period before, once one was looked for.
    pub no_prior: Option<NoPrior>,
    /// The text it was published as.
    pub source: Option<SourceText>,
    /// Its tables, by section name.
    pub tables: Vec<Table>,
    /// The documents that tables of it stand in.
    pub documents: Vec<ReadDocument>,
    /// The rules that formulas in them are.
    pub rules: Vec<Rule>,
    /// How many of their formulas are none.
    pub other_formulas: usize,
    /// What was read of the sentences of its documents.
    pub claims: Counted,
    /// Whether relations were looked for in its tables.
    pub searched: bool,
    /// The sections in whose tables not all of them were looked for.
    pub given_up: Vec<String>,
    /// Whether no table was held against those that it may sum up, since they are too
    /// many or too large.
    pub apart: bool,
    /// The sections with long tables, of which the first rows were searched.
    pub sampled: Vec<String>,
    /// Lines of its tables that are sums of others, as the figures show.
    pub found_totals: Vec<FoundTotal>,
    /// Lines that are called totals, and fail in too many lines to tell slips.
    pub open_totals: Vec<OpenTotal>,
    /// Lines in which relations are off and of which no finding is made.
    pub passed_over: Vec<PassedOver>,
    /// What could not be read.
    pub errors: Vec<ReadError>,
    /// The sections that files are of which are called otherwise.
    pub claimed: BTreeMap<PathBuf, String>,
    /// The names of files and folders beside its tables that nothing reads.
    pub ignored: Vec<String>,
    /// What it says and is not obeyed, where it was handed in by others.
    pub aside: Vec<Aside>,
    /// What more of its tables may be held.
    pub budget: Budget,
}

/// The published text of a report.
#[derive(Debug)]
pub(crate) struct SourceText {
    /// Its file.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

impl Report {
    /// Opens a report: a folder of tables, or a single table.
    pub(crate) fn open(path: &Path, config: &Config, options: &Options) -> Report {
        Report::open_at(ReportPath::at(path), config, options)
    }

    /// The same of a path that was looked at.
    pub(crate) fn open_at(at: ReportPath<'_>, config: &Config, options: &Options) -> Report {
        Report::open_as(at, None, config, options)
    }

    /// Opens a report, a single table as this section.
    pub(super) fn open_as(
        at: ReportPath<'_>,
        section: Option<&str>,
        config: &Config,
        options: &Options,
    ) -> Report {
        let path = at.path;
        let mut report = Report::empty_at(at);
        let single = !at.is_folder;
        let listing = options.neighbours.take_listing(path);
        let folder = if single {
            path.parent().unwrap_or(path)
        } else {
            path
        };
        // What was listed is no link.
        if !single && listing.is_none() && options.reach().leads_out(path) {
            let path = path.to_path_buf();
            report.errors.push(SourceError::LeadsOut { path }.into());
            return report;
        }
        if listing
            .as_ref()
            .is_none_or(|listing| listing.may_have_facts)
        {
            report.read_facts(folder, options);
        }
        if options.untrusted {
            let taken = config.excerpt.as_ref().map(|excerpt| &*excerpt.path);
            report
                .aside
                .splice(0..0, own_configurations(at.folder(), taken, options));
        }
        if !single || report.facts.period.is_some() {
            match period_in(folder, &report.facts, config.period, &options.neighbours) {
                Ok(period) => report.period = period,
                Err(doubt) => report.doubt = Some(doubt),
            }
        }
        if single {
            report.find_dated(path, config, options);
        }
        let files = if single {
            vec![path.to_path_buf()]
        } else {
            report.tables_in(path, listing, config, options)
        };
        match Budget::of(&files, options) {
            Ok(budget) => report.budget = budget,
            Err(mib) => {
                let path = path.to_path_buf();
                report.errors.push(ReadError::LongReport { path, mib });
                return report;
            }
        }
        for file in files {
            let section = match section {
                Some(section) => section.to_owned(),
                None if single => section_of_file(&file, config),
                None => match report.claimed.get(&file) {
                    Some(section) => section.clone(),
                    None => named(&file).unwrap_or_default(),
                },
            };
            let by = (report.rounded(), &mut report.budget);
            let opened = open_table((&file, &section), config, options, by);
            match document_instead(&opened, (&file, &section), config, options) {
                Some(Ok(document)) => report.take_document(document, config, options),
                Some(Err(error)) => report.errors.push(error),
                None => match opened {
                    Ok(table) => report.tables.push(table),
                    Err(error) => report.errors.push(error),
                },
            }
        }
        report
    }

    /// How its figures were rounded, as it says itself.
    fn rounded(&self) -> Rounded {
        Rounded {
            rounding: self.facts.rounding,
            to: self.facts.rounded_to,
        }
    }

    /// Takes the tables of a document for its own.
    fn take_document(&mut self, document: ReadDocument, config: &Config, options: &Options) {
        let (mut tables, errors) = tables_of(&document, config, options, self.rounded());
        let stated = self.take_sentences(&document, &tables, config, options);
        if tables.is_empty() && errors.is_empty() && stated.is_none() {
            let path = document.document.path.clone();
            let Counted {
                figures, claims, ..
            } = self.claims;
            self.errors.push(ReadError::NoTableWithin {
                path,
                figures,
                claims,
            });
        }
        #[cfg(feature = "workbook")]
        {
            let found = formula_rules(&document, &tables);
            self.rules.extend(found.rules);
            self.other_formulas += found.others;
        }
        let found = counted_rules(&document, &tables);
        self.rules.extend(found.rules);
        self.other_formulas += found.others;
        tables.extend(stated);
        self.tables.extend(tables);
        self.errors.extend(errors);
        self.documents.push(document);
    }

    /// Takes what the sentences of a document state; the table of their figures,
    /// where some of that can be checked.
    fn take_sentences(
        &mut self,
        document: &ReadDocument,
        tables: &[Table],
        config: &Config,
        options: &Options,
    ) -> Option<Table> {
        let others = self.tables.iter().map(Table::section);
        let own = document.sections.iter().map(|(name, ..)| name.as_str());
        let taken = others.chain(own).collect();
        let by = read_by(config, options, self.rounded());
        let stated = claims_of(&document.document, tables, &taken, by);
        self.claims.add(stated.count);
        self.rules.extend(stated.rules);
        stated.table
    }

    /// Calls the sections of its documents otherwise, each apart from the others,
    /// and reads their tables anew.
    pub(crate) fn rename_sections(
        &mut self,
        name: &dyn Fn(&str) -> String,
        config: &Config,
        options: &Options,
    ) {
        let mut documents = std::mem::take(&mut self.documents);
        let renamed = documents.iter_mut().map(|read| read.rename_sections(name));
        if !renamed.fold(false, |any, renamed| any | renamed) {
            self.documents = documents;
            return;
        }
        self.tables.clear();
        self.rules.clear();
        self.claims = Counted::default();
        self.other_formulas = 0;
        for document in documents {
            self.take_document(document, config, options);
        }
    }

    /// A configuration with its rules for several columns made one for each, as
    /// the tables have them, and with what is not in force in the report's period
    /// marked so; `None` where it is the same for all reports.
    pub(crate) fn for_columns(&self, config: &Config) -> Option<Config> {
        let timely = config.in_period(self.period.as_ref());
        let of_columns = timely.as_ref().unwrap_or(config).of_columns(|section| {
            let layout = &self.tables[self.table(section)?].layout;
            let columns = layout.figure_columns();
            Some(columns.map(|at| layout.columns[at].name.clone()).collect())
        });
        of_columns.or(timely)
    }

    /// The period that a single table's own name holds goes before all else.
    fn find_dated(&mut self, path: &Path, config: &Config, options: &Options) {
        match period_in_name(path, config, &options.neighbours) {
            Ok(None) => {}
            Ok(period) => {
                (self.dated, self.period, self.doubt) = (true, period, None);
            }
            Err(doubt) => {
                (self.dated, self.period, self.doubt) = (true, None, Some(doubt));
            }
        }
    }

    fn tables_in(
        &mut self,
        folder: &Path,
        listing: Option<Listing>,
        config: &Config,
        options: &Options,
    ) -> Vec<PathBuf> {
        let mut listing = match listing.map_or_else(|| list(folder), Ok) {
            Ok(listing) => listing,
            Err(error) => {
                self.errors.push(error);
                return Vec::new();
            }
        };
        self.leave_out(&mut listing, config);
        self.claim_files(&mut listing, config, options);
        let none = listing.tables.is_empty() && listing.documents.is_empty();
        // What cannot be told whose it is was told already.
        if none && listing.no_files.is_empty() && self.errors.is_empty() {
            self.errors.push(listing.no_tables(folder));
        } else {
            self.ignored = self.ignored_in(&listing, &options.neighbours);
            // A configuration that is given may be called anything.
            let given = options
                .rules
                .as_deref()
                .filter(|rules| folder_of(rules) == folder);
            let given = given
                .and_then(Path::file_name)
                .map(|name| name.to_string_lossy());
            self.ignored.retain(|name| given.as_deref() != Some(name));
        }
        let no_file = |path| ReadError::Source(SourceError::NoFile { path });
        self.errors
            .extend(listing.no_files.into_iter().map(no_file));
        let claimed = |table: &PathBuf| self.claimed.contains_key(table);
        let (claimed, mut tables): (Vec<PathBuf>, Vec<PathBuf>) =
            std::mem::take(&mut listing.tables)
                .into_iter()
                .partition(claimed);
        for both in twice(&mut tables, config) {
            self.errors.push(ReadError::TwoTables { both });
        }
        listing.tables = tables.into_iter().chain(claimed).collect();
        listing.tables.sort();
        listing
            .tables
            .into_iter()
            .chain(listing.documents)
            .collect()
    }

    /// Settles which files are the sections' that say what theirs is called;
    /// others that are called like that are not read.
    fn claim_files(&mut self, listing: &mut Listing, config: &Config, options: &Options) {
        let claims = Claims::of(listing, config, options);
        for files in [&mut listing.tables, &mut listing.documents] {
            files.retain(|file| !claims.leaves(file));
        }
        listing.others.extend(claims.older);
        self.claimed = claims.sections;
        self.errors.extend(claims.errors);
    }

    /// Leaves out what is no part of the report: lists that rules look in, and of
    /// the documents the one that it was published as, and those beside its tables that the configuration
    /// does not speak of.
    fn leave_out(&self, listing: &mut Listing, config: &Config) {
        listing.leave_out_lists(config);
        let source = self.facts.source.as_ref().map(|source| &source.text);
        let configured = !config.sections.is_empty() && !listing.tables.is_empty();
        let (read, left): (Vec<PathBuf>, _) = std::mem::take(&mut listing.documents)
            .into_iter()
            .partition(|path| {
                let is_source = source.is_some_and(|source| path.ends_with(source));
                !is_source && (!configured || describes(path, config))
            });
        listing.documents = read;
        listing.others.extend(left);
    }

    /// What of its folder is not read: files that are no tables, and folders,
    /// unless there are reports in them.
    fn ignored_in(&self, listing: &Listing, known: &Neighbours) -> Vec<String> {
        let mut names = listing.other_names();
        // A folder named like a table is told as one that is no file.
        names.retain(|name| !name.ends_with('/') || !is_table(Path::new(name)));
        let mut folders = listing.folders.iter();
        if folders.any(|folder| known.holds_report(folder)) {
            names.retain(|name| !name.ends_with('/'));
        }
        if let Some(source) = &self.facts.source {
            names.retain(|name| *name != source.text);
        }
        names
    }

    /// A report of which nothing is read.
    pub(crate) fn empty(path: &Path) -> Report {
        Report::empty_at(ReportPath::at(path))
    }

    fn empty_at(at: ReportPath<'_>) -> Report {
        Report {
            path: at.path.to_path_buf(),
            is_folder: at.is_folder,
            facts: Facts::default(),
            period: None,
            doubt: None,
            dated: false,
            no_prior: None,
            source: None,
            tables: Vec::new(),
            documents: Vec::new(),
            rules: Vec::new(),
            other_formulas: 0,
            claims: Counted::default(),
            searched: false,
            given_up: Vec::new(),
            apart: false,
            sampled: Vec::new(),
            found_totals: Vec::new(),
            open_totals: Vec::new(),
            passed_over: Vec::new(),
            errors: Vec::new(),
            claimed: BTreeMap::new(),
            ignored: Vec::new(),
            aside: Vec::new(),
            budget: Budget::default(),
        }
    }

    fn read_facts(&mut self, folder: &Path, options: &Options) {
        let reach = options.reach();
        let file = folder.join(FACTS_FILE);
        if !is_there(&file) {
            return;
        }
        match read_settings(&file, &reach.access(&file)) {
            Ok(text) => {
                let (facts, errors) = load_facts(&file, &text);
                self.facts = facts;
                self.errors.extend(errors.into_iter().map(ReadError::from));
            }
            Err(error) => self.errors.push(error.into()),
        }
        if options.untrusted {
            self.aside = put_aside(&mut self.facts, folder);
        }
        if let Some(name) = &self.facts.source {
            if !reach.follow_links && !stays_inside(Path::new(&name.text)) {
                self.errors.push(source_outside(name).into());
                return;
            }
            let path = folder.join(&name.text);
            match read_text(&path, &reach.within(folder)) {
                Ok(text) => self.source = Some(SourceText { path, text }),
                Err(error) => self.errors.push(error.into()),
            }
        }
    }

    /// The table of a section.
    pub(crate) fn table(&self, section: &str) -> Option<usize> {
        self.tables
            .iter()
            .position(|table| table.section() == section)
    }

    /// Whether a section's table is there but could not be read.
    pub(crate) fn failed(&self, section: &str) -> bool {
        self.errors
            .iter()
            .any(|error| self.keeps_out(error, section))
    }

    /// Whether an error is why a section has no table, although one is there.
    pub(crate) fn keeps_out(&self, error: &ReadError, section: &str) -> bool {
        let claimed = error.table().and_then(|path| self.claimed.get(path));
        match claimed {
            Some(claimed) => claimed == section,
            None => error.keeps_out(section),
        }
    }

    /// Reads the rows of tables that were to be streamed; what cannot be read
    /// joins the report's errors.
    pub(crate) fn load_rows(&mut self, tables: &[usize], config: &Config, options: &Options) {
        for &index in tables {
            let layout = self.tables[index].layout.clone();
            match rows_of(layout, config, options, &mut self.budget) {
                Ok(table) => self.tables[index] = table,
                Err(error) => self.errors.push(error),
            }
        }
    }
}
