//! The crate as a library: a report is opened, checked, and its findings read
//! or rendered. The command line goes the same way.

use crate::check::{CheckOptions, Outcome, check, confirmed, named_figures};
use crate::clean::{self, Own};
use crate::date::Date;
use crate::figure::Rounding;
use crate::finding::{Finding, Mark, Tally};
use crate::format::Format;
use crate::format::output::Setting;
use crate::lang::Lang;
use crate::place::Place;
use crate::reason;
use crate::report::{
    Loaded, Neighbours, Options, ReadError, Report, ReportPath, SAMPLE, Sought, find_configuration,
    first_rows, load_configuration, may_state_again, relation_rules, section_in, section_of_file,
    section_within,
};
use crate::rule::{Config, Severity, rule_from_command_line};
use crate::say::run::{Checked, Run};
use crate::say::{errors, notes, title};
use crate::source::Encoding;
use crate::table::Table;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The columns of a text that is not for a terminal.
const WIDTH: usize = 100;

/// Opens a report, a folder of CSV tables, or a single table, by the
/// `reportcheck.toml` in its folder or the nearest one above it. For anything
/// else there is [`OpenOptions`].
///
/// What of a report can be read is read, and the rest is among
/// [`CheckedReport::errors`]: a table that is no UTF-8, a mistake in a rule.
///
/// # Errors
/// Where there is no report to read.
pub fn open(path: impl AsRef<Path>) -> Result<OpenReport, ReadError> {
    OpenOptions::new().open(path)
}

/// How a report is opened.
///
/// ```
/// use reportcheck::{Encoding, OpenOptions, Rounding};
///
/// let checked = OpenOptions::new()
///     .encoding("gb18030".parse::<Encoding>()?)
///     .rounding(Rounding::Truncate)
///     .rule("received >= opening")
///     .open("examples/clean/2024/complaints.csv")?
///     .check();
/// assert!(checked.findings().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct OpenOptions {
    /// How files are read.
    pub(crate) read: Options,
    /// Rules that are checked instead of the configured ones.
    pub(crate) own_rules: Vec<String>,
    /// Only these sections; empty: all.
    pub(crate) sections: Vec<String>,
    /// The day by which waivers end, where it is not today.
    pub(crate) today: Option<Date>,
    /// How many findings are kept, where it is not all.
    pub(crate) keep: Option<usize>,
    pub(crate) threads: Option<NonZeroUsize>,
    /// Whether relations are looked for beside configured rules.
    pub(crate) discover: bool,
    /// Whether what is likely wrong by a relation is an error.
    pub(crate) strict: bool,
}

impl OpenOptions {
    /// As [`open`] does it.
    pub fn new() -> OpenOptions {
        OpenOptions::default()
    }

    /// A configuration to use instead of the one that is found.
    #[must_use]
    pub fn configuration(mut self, file: impl Into<PathBuf>) -> OpenOptions {
        let file = file.into();
        self.name(&file);
        self.read.rules = Some(file);
        self
    }

    /// A rule to check instead of the configured ones; with each call one
    /// more. Of a single table it may name columns and rows alone.
    #[must_use]
    pub fn rule(mut self, check: impl Into<String>) -> OpenOptions {
        self.own_rules.push(check.into());
        self
    }

    /// How the tables are encoded, whatever the configuration says; UTF-8
    /// where neither says anything.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> OpenOptions {
        self.read.encoding = Some(encoding);
        self
    }

    /// Also reads what links in a report's folder lead to outside of it. The
    /// report itself and a given configuration may always be links.
    #[must_use]
    pub fn follow_links(mut self) -> OpenOptions {
        let mut reach = self.read.reach().clone();
        reach.follow_links = true;
        self.read.neighbours = self.read.neighbours.reaching(reach);
        self
    }

    /// A path that is read wherever it leads.
    fn name(&mut self, path: &Path) {
        let reach = self.read.reach().naming(path);
        self.read.neighbours = self.read.neighbours.reaching(reach);
    }

    /// How figures were rounded, over all that is configured.
    #[must_use]
    pub fn rounding(mut self, rounding: Rounding) -> OpenOptions {
        self.read.rounding = Some(rounding);
        self
    }

    /// The report was handed in by others: what it says that weakens its own
    /// check (waivers, rounding, decimals, a configuration of its own) is told
    /// and not obeyed. Its configuration is the one that is given, or one in a
    /// folder above its own; without any that is an error.
    #[must_use]
    pub fn untrusted(mut self) -> OpenOptions {
        self.read.untrusted = true;
        self.read.neighbours = Neighbours::by_names(self.read.reach().clone());
        self
    }

    /// What the tables of the report may be together, in MiB, each counted as
    /// 64 KiB at least; a sixty-fourth of it may be held in memory at once. What is
    /// longer is an error, and not read. It is 64 MiB where the report is
    /// untrusted, and nothing bounds it elsewhere.
    #[must_use]
    pub fn report_size(mut self, mib: u64) -> OpenOptions {
        self.read.report_size = Some(mib);
        self
    }

    /// The longest table that is held in memory where rules need all its rows at
    /// once, in MiB; it takes up to 24 times its text. What is longer is an error.
    /// As much is held as what is free of the memory allows, at least 64 MiB, where
    /// nothing is said.
    #[must_use]
    pub fn hold(mut self, mib: u64) -> OpenOptions {
        self.read.hold = Some(mib);
        self
    }

    /// The day by which waivers end; today where nothing is said.
    #[must_use]
    pub fn today(mut self, today: Date) -> OpenOptions {
        self.today = Some(today);
        self
    }

    /// How many findings are kept, the gravest; further ones are only counted.
    /// All are kept where nothing is said.
    #[must_use]
    pub fn keep(mut self, findings: usize) -> OpenOptions {
        self.keep = Some(findings);
        self
    }

    /// On how many threads the rows of a long table are read; on as many as the
    /// machine runs at once where nothing is said. What is found is the same.
    #[must_use]
    pub fn threads(mut self, threads: NonZeroUsize) -> OpenOptions {
        self.threads = Some(threads);
        self
    }

    /// Looks for relations that the figures themselves show, such as totals and
    /// their parts, also where there are rules: among the figures that these
    /// leave uncovered. Where there are no rules, that is done anyway.
    #[must_use]
    pub fn discover(mut self) -> OpenOptions {
        self.discover = true;
        self
    }

    /// Takes what breaks a relation for an error, and not for a warning.
    #[must_use]
    pub fn strict(mut self) -> OpenOptions {
        self.strict = true;
        self
    }

    /// Opens a report so.
    ///
    /// # Errors
    /// Where there is no report to read.
    pub fn open(&self, path: impl AsRef<Path>) -> Result<OpenReport, ReadError> {
        let path = path.as_ref();
        if !path.exists() {
            let path = path.to_path_buf();
            return Err(ReadError::NotFound { path });
        }
        let mut own = self.clone();
        own.name(path);
        let mut opened = own.open_there(path);
        // Some formats show which cells each rule names.
        opened.options.names = true;
        let none = |error: &ReadError| matches!(error, ReadError::NoTables { .. });
        match opened.report.errors.iter().position(none) {
            Some(at) => Err(opened.report.errors.swap_remove(at)),
            None => Ok(opened),
        }
    }

    /// Opens what is there, if it is no report at all with that as an error.
    pub(crate) fn open_there(&self, path: &Path) -> OpenReport {
        let at = ReportPath::at(path);
        let file = self.configuration_of(at);
        let loaded = self.load(file.as_deref(), at.table());
        self.open_with(at, Arc::new(loaded))
    }

    /// Whether the rules are others than those that are configured.
    pub(crate) fn has_own_rules(&self) -> bool {
        !self.own_rules.is_empty() || self.read.rules.is_some()
    }

    /// The file that a report's configuration is in. A single table that is
    /// checked by other rules needs none: then it is one that describes the
    /// table, if there is one.
    pub(crate) fn configuration_of(&self, at: ReportPath<'_>) -> Option<PathBuf> {
        let file = find_configuration(at.folder(), &self.read);
        let other_rules = !self.own_rules.is_empty() && self.read.rules.is_none();
        let Some(section) = at.section().filter(|_| other_rules) else {
            return file;
        };
        file.filter(|file| {
            let loaded = load_configuration(file, self.read.reach());
            let claimed = section_in(at, &loaded.config);
            let known = |name: &str| loaded.config.section(name).is_some();
            loaded.errors.is_empty() && (known(&section) || claimed.is_some_and(|it| known(&it)))
        })
    }

    /// The configuration in a file, with the rules that replace its own. A
    /// given configuration's rules without a section are those of the single
    /// table that it is given for.
    pub(crate) fn load(&self, file: Option<&Path>, table: Option<&Path>) -> Loaded {
        let mut loaded = match file {
            Some(file) => load_configuration(file, self.read.reach()),
            None => Loaded::default(),
        };
        let Loaded { config, errors } = &mut loaded;
        let section = table.map(|table| section_of_file(table, config));
        if self.own_rules.is_empty() {
            if let (Some(section), true) = (section, self.has_own_rules()) {
                for rule in &mut config.rules {
                    rule.section.get_or_insert_with(|| section.clone());
                }
            }
            return loaded;
        }
        config.rules.clear();
        let section = match self.sections.as_slice() {
            [one] => Some(one.as_str()),
            _ => section.as_deref(),
        };
        for (index, text) in self.own_rules.iter().enumerate() {
            match rule_from_command_line(text, index + 1, section) {
                Ok(rule) => config.rules.push(rule),
                Err(error) => errors.push(ReadError::Config(error)),
            }
        }
        loaded
    }

    /// Opens a report by a configuration. A table of a configured report is
    /// opened within it, unless its rules are others.
    pub(crate) fn open_with(&self, at: ReportPath<'_>, loaded: Arc<Loaded>) -> OpenReport {
        let within = match self.has_own_rules() {
            true => None,
            false => section_within(at, &loaded.config, &self.read),
        };
        let opened = match within.is_some() {
            true => ReportPath::at(at.folder()),
            false => at,
        };
        let mut sections = self.sections.clone();
        let within_report = within.is_some();
        if sections.is_empty() {
            // A table that is a report by itself is all of it.
            let own = section_in(at, &loaded.config);
            let own = own.filter(|name| within.is_none() && loaded.config.section(name).is_some());
            sections.extend(within.or(own));
        }
        let mut report = Report::open_at(opened, &loaded.config, &self.read);
        let own_config = self
            .with_formulas(&report, &loaded.config)
            .or_else(|| self.of_no_section(&report, &loaded.config));
        let known = own_config.as_deref().unwrap_or(&loaded.config);
        let own_config = report.for_columns(known).map(Box::new).or(own_config);
        let own_config = match self.discovers(&loaded) {
            true => self.with_relations(&mut report, &loaded.config, own_config, &sections),
            false => own_config,
        };
        let rules = !self.own_rules.is_empty() || loaded.config.excerpt.is_some();
        if self.read.untrusted && !rules && loaded.errors.is_empty() {
            let path = at.path.to_path_buf();
            report.errors.push(ReadError::NoOwnRules { path });
        }
        if within_report {
            // Only the one table was asked for.
            report.ignored.clear();
        }
        OpenReport {
            report,
            options: CheckOptions {
                sections,
                keep: self.keep.unwrap_or(usize::MAX),
                threads: self.threads,
                read: self.read.clone(),
                today: Some(self.today.unwrap_or_else(Date::today)),
                other_rules: self.has_own_rules() || !loaded.errors.is_empty(),
                ..CheckOptions::default()
            },
            loaded,
            own_config,
        }
    }

    /// The configuration with the rules that the authors of a report's workbooks
    /// wrote in them, unless others are asked for; none where there are none.
    fn with_formulas(&self, report: &Report, config: &Config) -> Option<Box<Config>> {
        let rules = &report.rules;
        if rules.is_empty() || self.has_own_rules() || self.read.untrusted {
            return None;
        }
        let mut config = config.clone();
        config.rules.extend(rules.iter().cloned());
        Some(Box::new(config))
    }

    /// Whether relations are looked for: where it is asked for, and where there
    /// is no rule that would have to be obeyed in their place.
    fn discovers(&self, loaded: &Loaded) -> bool {
        let no_rules = self.own_rules.is_empty() && loaded.config.rules.is_empty();
        self.discover || (no_rules && loaded.errors.is_empty() && !self.read.untrusted)
    }

    /// The configuration with the relations that the figures show, where no
    /// rule covers them.
    fn with_relations(
        &self,
        report: &mut Report,
        config: &Config,
        own: Option<Box<Config>>,
        sections: &[String],
    ) -> Option<Box<Config>> {
        report.searched = true;
        let known = own.as_deref().unwrap_or(config);
        let named = named_figures(report, known, &self.read);
        let wanted = |table: &Table| {
            sections.is_empty() || sections.iter().any(|one| one == table.section())
        };
        let tables = report.tables.iter().filter(|table| wanted(table));
        // What sentences say of their figures is what they are checked by.
        let tables: Vec<&Table> = tables.filter(|table| !table.layout.of_text).collect();
        // Opened only where something of it could be stated again.
        let before = may_state_again(&tables).then(|| report.prior(known, &self.read));
        let earlier = match before {
            Some(Ok(mut before)) => {
                before.tables.retain(|table| !table.layout.of_text);
                before.tables
            }
            _ => Vec::new(),
        };
        let first_rows = |table: &Table| first_rows(table, SAMPLE, known, &self.read).ok();
        let found = relation_rules(&Sought {
            tables: &tables,
            earlier: &earlier,
            first_rows: &first_rows,
            units: &known.units,
            covered: &|section, row, column| named.has(section, row, column),
        });
        (report.given_up, report.sampled) = (found.given_up, found.sampled);
        report.apart = found.apart;
        report.passed_over = found.passed_over;
        let by = (&self.read, self.threads);
        let of_long = confirmed(found.to_try, report, known, by);
        let mut open = found.open_totals;
        open.retain_mut(|total| {
            if report.sampled.contains(&total.section) {
                let tried = of_long.others.get(&total.relation);
                (total.holds, total.tried) = tried.copied().unwrap_or((0, 0));
                total.passed_over = total.tried - total.holds;
            }
            total.is_said()
        });
        report.open_totals = open;
        let mut rules = found.rules;
        rules.extend(of_long.rules);
        let mut totals = found.totals;
        let kept: BTreeSet<usize> = rules
            .iter()
            .filter_map(|rule| Some(rule.found.as_ref()?.relation))
            .collect();
        totals.retain(|total| kept.contains(&total.relation));
        report.found_totals = totals;
        rules.retain_mut(|rule| {
            let severity = known.severity_of(rule.code());
            rule.severity = match (severity, self.strict) {
                (Some(_), true) => Severity::Error,
                (Some(severity), false) => severity,
                (None, _) => return false,
            };
            true
        });
        if rules.is_empty() {
            return own;
        }
        let mut config = own.unwrap_or_else(|| Box::new(config.clone()));
        config.rules.extend(rules);
        Some(config)
    }

    /// The configuration with rules that were given for a document, where it has
    /// several tables and none is called as the document: they name sections.
    fn of_no_section(&self, report: &Report, config: &Config) -> Option<Box<Config>> {
        let (path, is_folder) = (&*report.path, report.is_folder);
        let section = section_in(ReportPath { path, is_folder }, config)?;
        let own = self.has_own_rules() && !report.documents.is_empty();
        if !own || report.table(&section).is_some() {
            return None;
        }
        let mut config = config.clone();
        for rule in &mut config.rules {
            rule.section.take_if(|own| *own == section);
        }
        Some(Box::new(config))
    }
}

/// A way of checking a report: rule by rule, or as a whole too.
pub(crate) type Check = fn(&mut Report, &Config, &CheckOptions) -> Outcome;

/// An opened report, with all that checking it takes.
#[derive(Debug)]
pub struct OpenReport {
    /// The report.
    pub(crate) report: Report,
    /// Its configuration, with what is wrong in it. Reports may share one.
    pub(crate) loaded: Arc<Loaded>,
    /// The same with the rules that stand in the report itself, where some do.
    pub(crate) own_config: Option<Box<Config>>,
    /// How it is to be checked: every finding kept, and of a table of a
    /// report only that section's.
    pub(crate) options: CheckOptions,
}

impl OpenReport {
    /// Checks every rule, what needs no rule, and whether all of it can be
    /// true together.
    pub fn check(self) -> CheckedReport {
        self.into_checked(reason::check)
    }

    /// Checks rule by rule only: findings that have one cause are not told
    /// together, and nothing is said of what was probably meant.
    pub fn check_rule_by_rule(self) -> CheckedReport {
        self.into_checked(check)
    }

    fn into_checked(mut self, how: Check) -> CheckedReport {
        let outcome = self.check_by(how);
        CheckedReport {
            report: self.report,
            loaded: self.loaded,
            own_config: self.own_config,
            outcome,
        }
    }

    /// The report to be changed, its configuration, and how it is checked.
    pub(crate) fn parts(&mut self) -> (&mut Report, &Config, &CheckOptions) {
        let config = self.own_config.as_deref().unwrap_or(&self.loaded.config);
        (&mut self.report, config, &self.options)
    }

    /// Its configuration.
    pub(crate) fn config(&self) -> &Config {
        self.own_config.as_deref().unwrap_or(&self.loaded.config)
    }

    /// Checks it in some way.
    pub(crate) fn check_by(&mut self, how: Check) -> Outcome {
        let (report, config, options) = self.parts();
        how(report, config, options)
    }
}

/// A report with what was found in it.
#[derive(Debug)]
pub struct CheckedReport {
    report: Report,
    loaded: Arc<Loaded>,
    own_config: Option<Box<Config>>,
    outcome: Outcome,
}

impl CheckedReport {
    /// What does not agree, in the order of the report.
    pub fn findings(&self) -> &[Finding] {
        &self.outcome.findings.kept
    }

    /// How many findings of a severity there are, kept or not.
    pub fn count(&self, severity: Severity) -> u64 {
        self.outcome.findings.count(severity)
    }

    /// What could not be read. All that could was checked.
    pub fn errors(&self) -> impl Iterator<Item = &ReadError> {
        self.view().errors()
    }

    /// How many checks of rules came out how.
    pub fn tally(&self) -> Tally {
        self.outcome.tally
    }

    /// The report as a format of `reportcheck validate` shows it, all of its
    /// findings listed.
    pub fn render(&self, format: Format, lang: Lang) -> String {
        let setting = Setting {
            lang,
            color: false,
            width: WIDTH,
            limit: usize::MAX,
            coverage: false,
            many: false,
            errors_apart: false,
            fail_on: Some(Severity::Error),
            allow_unchecked: false,
        };
        let run = Run::of_one(&self.view());
        let output = format.output(setting);
        let text = output.gather(&output.parts(&self.view()), &run);
        let own = Own {
            colors: false,
            annotations: output.annotates(),
        };
        clean::output(&text, own).into_owned()
    }

    /// As formats see it.
    fn view(&self) -> Checked<'_> {
        Checked {
            report: &self.report,
            config: self.own_config.as_deref().unwrap_or(&self.loaded.config),
            shared_errors: &self.loaded.errors,
            outcome: &self.outcome,
        }
    }
}

impl Finding {
    /// What kind it is: `parts-exceed-whole`, `duplicate-key`. What each means
    /// and how it is mended is in `docs/findings.md`.
    pub fn code(&self) -> &str {
        self.code.name()
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The name of the rule that it breaks; none where none is needed.
    pub fn rule(&self) -> Option<&str> {
        self.rule.as_ref().map(|rule| rule.name.as_str())
    }

    /// The section that it is in: the table's name without `.csv`.
    pub fn section(&self) -> &str {
        &self.section
    }

    /// The cell in question: its file, line and column.
    pub fn place(&self) -> &Place {
        &self.primary().place
    }

    /// The cells that take part, the one in question first.
    pub fn cells(&self) -> impl Iterator<Item = &Mark> {
        self.marks()
    }

    /// What does not agree, in one line.
    pub fn headline(&self, lang: Lang) -> String {
        title(self, lang)
    }

    /// The lines under it: the arithmetic, the rule, and what would mend it.
    pub fn notes(&self, lang: Lang) -> Vec<String> {
        notes(self, lang)
    }
}

impl ReadError {
    /// The file or the folder that it is about; none for an option.
    pub fn path(&self) -> Option<PathBuf> {
        errors::place(self).map(|at| at.path)
    }

    /// The line, from 1, and the column in characters, from 1; none where it
    /// is about no place in a file.
    pub fn line_column(&self) -> Option<(u64, u64)> {
        let within = match self {
            ReadError::Source(error) => error.place().is_some(),
            ReadError::Header(_) | ReadError::Config(_) => true,
            _ => false,
        };
        let at = errors::place(self).filter(|_| within)?;
        Some((at.line, at.column))
    }
}

impl Mark {
    /// What the rule calls the cell; empty where no rule names it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What is printed there.
    pub fn print(&self) -> &str {
        self.place.words()
    }
}
