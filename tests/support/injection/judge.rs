//! One damaged report: what the library says of it, held against what the
//! benchmark knows.

use super::models::Model;
use super::oracle::{Fewest, Oracle};
use super::slips::Changes;
use super::system::Answer;
use reportcheck::cell::CellName;
use reportcheck::check::{CheckOptions, Outcome};
use reportcheck::finding::{Change, Clash, Mending};
use reportcheck::report::{Options, Report, configuration};
use reportcheck::rule::Config;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A folder for the reports of a model.
pub struct Bench {
    report: PathBuf,
    folder: PathBuf,
    config: Config,
    steps: usize,
}

/// What came of a damaged report.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Whether the rules cannot all hold, so that something can be found;
    /// `None` where the benchmark cannot tell.
    pub detectable: Option<bool>,
    /// Whether some rule fails by itself.
    pub plain: bool,
    /// Whether anything was found.
    pub detected: bool,
    /// Whether the damaged figures can be the fewest that must be wrong.
    pub fewest: bool,
    /// Whether they are known to be the only ones that few.
    pub only: bool,
    /// Whether they are among the listed sets.
    pub listed: bool,
    /// Whether they are the only set listed.
    pub listed_only: bool,
    /// Whether they are the first set.
    pub first: bool,
    /// Whether the first set has all their right prints.
    pub value: bool,
    /// Whether the library stopped its search early.
    pub gave_up: bool,
    /// How long the check took, in microseconds.
    pub micros: u128,
    /// What must not be: its kind, and what more there is to say.
    pub failures: Vec<(&'static str, String)>,
}

impl Bench {
    /// Writes the undamaged report into a folder, and reads its rules. The
    /// search for the fewest wrong figures is given up after so many steps.
    pub fn new(model: &Model, folder: &Path, steps: usize) -> std::io::Result<Bench> {
        model.write(folder, &model.prints())?;
        let report = folder.join(super::models::YEAR.to_string());
        let loaded = configuration(&report, &Options::default());
        assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
        Ok(Bench {
            report,
            folder: folder.to_owned(),
            config: loaded.config,
            steps,
        })
    }

    fn open(&self) -> Report {
        Report::open(&self.report, &self.config, &Options::default())
    }

    /// Checks the report as it stands in the folder, and how long it takes.
    fn check(&self) -> (Outcome, u128) {
        let mut report = self.open();
        let begun = Instant::now();
        let outcome = reportcheck::reason::check(&mut report, &self.config, &options());
        (outcome, begun.elapsed().as_micros())
    }

    /// Damages the report, checks it, and judges what was found.
    pub fn judge(&self, model: &Model, changes: &Changes) -> std::io::Result<Verdict> {
        let mut prints = model.prints();
        for (cell, print) in changes {
            prints[*cell].clone_from(print);
        }
        model.write(&self.folder, &prints)?;
        let oracle = Oracle::new(model, &prints);
        let (outcome, micros) = self.check();
        let mut verdict = Verdict {
            detectable: match oracle.consistent() {
                Answer::Yes => Some(false),
                Answer::No => Some(true),
                Answer::Unknown => None,
            },
            plain: oracle.broken().values().any(|count| *count > 0),
            detected: !outcome.findings.kept.is_empty(),
            micros,
            ..Verdict::default()
        };
        self.compare(&oracle, &mut verdict);
        if verdict.detectable == Some(true) {
            let truth = changes.keys().copied().collect();
            verdict.fails_if(
                !verdict.detected,
                "can be found, and was not",
                String::new(),
            );
            let known = oracle.fewest(&truth, self.steps);
            let told = Told::of(&outcome, &self.report, model, changes);
            verdict.locate(&told, known, changes.len());
        } else if verdict.detectable == Some(false) && verdict.detected {
            verdict.fails_if(true, "all can hold, and something was found", String::new());
        }
        Ok(verdict)
    }

    /// The rules one by one: both must count the same failures.
    fn compare(&self, oracle: &Oracle<'_>, verdict: &mut Verdict) {
        let outcome = reportcheck::check::check(&mut self.open(), &self.config, &options());
        for error in &outcome.errors {
            verdict.fails_if(true, "not read", format!("{error:?}"));
        }
        let tallies = outcome.rules.iter();
        let found: BTreeMap<&str, u64> = tallies
            .map(|rule| (rule.name.as_str(), rule.tally.inconsistent))
            .collect();
        for (rule, expected) in oracle.broken() {
            let found = found.get(rule).copied().unwrap_or_default();
            let more = format!("{rule}: {found} and not {expected}");
            verdict.fails_if(found != expected, "other checks fail than should", more);
        }
    }
}

/// How the library is asked.
fn options() -> CheckOptions {
    CheckOptions {
        keep: 10_000,
        ..CheckOptions::default()
    }
}

/// What the library says must be wrong.
pub struct Told<'o> {
    /// The clashes of its findings.
    pub clashes: Vec<&'o Clash>,
    /// Whether some part was given up.
    pub gave_up: bool,
    /// The folder of the report that is checked.
    pub report: &'o Path,
    /// The right prints of the damaged figures.
    pub truth: BTreeMap<CellName, &'o str>,
}

impl<'o> Told<'o> {
    fn of(outcome: &'o Outcome, report: &'o Path, model: &'o Model, changes: &Changes) -> Told<'o> {
        let found = outcome.findings.kept.iter();
        let clashes = found.filter_map(|finding| finding.clash.as_deref());
        let right = |cell: &usize| (model.called(*cell), model.cells[*cell].print.as_str());
        Told {
            clashes: clashes.collect(),
            gave_up: outcome
                .reasoned
                .as_ref()
                .is_some_and(|reasoned| !reasoned.gave_up.is_empty()),
            report,
            truth: changes.keys().map(right).collect(),
        }
    }

    /// The figures that the smallest sets change.
    fn size(&self) -> usize {
        let first = self.clashes.iter().filter_map(|clash| fewest(clash).next());
        first.map(|set| set.changes.len()).sum()
    }

    /// Whether a change is of a damaged figure of this report.
    fn is_true(&self, change: &Change) -> bool {
        let path = &change.mark.place.excerpt.path;
        path.starts_with(self.report) && self.truth.contains_key(&change.cell)
    }

    /// Whether one set of each clash, among those allowed, can be taken so
    /// that together they are the damaged figures.
    fn covers<'c, S>(&'c self, allowed: impl Fn(&'c Clash) -> S) -> bool
    where
        S: Iterator<Item = &'c Mending>,
    {
        let mut unions: BTreeSet<BTreeSet<&CellName>> = BTreeSet::from([BTreeSet::new()]);
        for clash in &self.clashes {
            let sets =
                allowed(clash).filter(|set| set.changes.iter().all(|change| self.is_true(change)));
            let mut next = BTreeSet::new();
            for set in sets {
                for union in &unions {
                    let cells = set.changes.iter().map(|change| &change.cell);
                    next.insert(union.iter().copied().chain(cells).collect());
                }
            }
            unions = next;
        }
        !self.clashes.is_empty() && unions.iter().any(|union| union.len() == self.truth.len())
    }

    /// Whether the first set of each clash has the right prints.
    fn right_prints(&self) -> bool {
        let sets = self
            .clashes
            .iter()
            .filter_map(|clash| clash.repairs.first());
        sets.flat_map(|set| &set.changes).all(|change| {
            let right = self.truth.get(&change.cell).copied();
            right.is_some() && change.print.as_deref() == right
        })
    }
}

/// The smallest sets of a clash: not the moves of figures, of which each is
/// one slip however many figures it takes.
fn fewest(clash: &Clash) -> impl Iterator<Item = &Mending> {
    clash.repairs.iter().filter(|set| !set.moved)
}

impl Verdict {
    /// What the library says of the place, held against what is known of it.
    pub fn locate(&mut self, told: &Told<'_>, known: Option<Fewest>, truth: usize) {
        let clashes = &told.clashes;
        let only = clashes
            .iter()
            .all(|clash| fewest(clash).count() == 1 && !clash.more);
        let more = clashes.iter().any(|clash| clash.more);
        self.listed = told.covers(|clash| clash.repairs.iter());
        self.first = told.covers(|clash| clash.repairs.iter().take(1));
        self.listed_only = only && told.covers(fewest);
        self.value = self.first && told.right_prints();
        self.gave_up = told.gave_up || clashes.iter().any(|clash| clash.gave_up.is_some());
        self.fewest = known.map_or(told.size() >= truth, |known| known.size == truth);
        self.only = known.is_some_and(|known| known.only == Some(true));
        let size = told.size();
        let known_size = known.map_or(size, |known| known.size);
        // What was given up is told, and counted apart.
        if self.gave_up {
            return;
        }
        if size == 0 {
            self.fails_if(true, "nothing is named", String::new());
            return;
        }
        let text = format!("{known_size} suffice, {size} are named");
        self.fails_if(size != known_size, "not the fewest are named", text);
        let alone = self.only && !self.listed_only;
        let missing = known.is_some() && self.fewest && !more && !self.listed;
        let wrong = only && size >= truth && !self.listed;
        let kind = match (alone, missing) {
            (true, _) => "only the true set will do, and others are named",
            (_, true) => "the true set is not among those named",
            _ => "the only set named is not the true one",
        };
        self.fails_if(alone || missing || wrong, kind, String::new());
    }

    fn fails_if(&mut self, fails: bool, kind: &'static str, more: String) {
        if fails {
            self.failures.push((kind, more));
        }
    }
}
