//! One damaged report: what the library says of it, in the JSON that anyone
//! gets, held against what the benchmark knows.

use super::models::Model;
use super::oracle::{Fewest, Oracle};
use super::slips::Changes;
use super::system::Answer;
use reportcheck::{CheckedReport, Format, Lang, OpenReport};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A folder for the reports of a model.
pub(crate) struct Bench {
    report: PathBuf,
    folder: PathBuf,
    steps: usize,
}

/// What came of a damaged report.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verdict {
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
    pub(crate) fn new(model: &Model, folder: &Path, steps: usize) -> std::io::Result<Bench> {
        model.write(folder, &model.prints())?;
        let report = folder.join(super::models::YEAR.to_string());
        Ok(Bench {
            report,
            folder: folder.to_owned(),
            steps,
        })
    }

    fn open(&self) -> OpenReport {
        reportcheck::open(&self.report).expect("the report that was written")
    }

    /// Checks the report as it stands in the folder, and how long it takes.
    fn check(&self) -> (Value, u128) {
        let opened = self.open();
        let begun = Instant::now();
        let checked = opened.check();
        let micros = begun.elapsed().as_micros();
        (told(&checked), micros)
    }

    /// Damages the report, checks it, and judges what was found.
    pub(crate) fn judge(&self, model: &Model, changes: &Changes) -> std::io::Result<Verdict> {
        let mut prints = model.prints();
        for (cell, print) in changes {
            prints[*cell].clone_from(print);
        }
        model.write(&self.folder, &prints)?;
        let oracle = Oracle::new(model, &prints);
        let (report, micros) = self.check();
        let mut verdict = Verdict {
            detectable: match oracle.consistent() {
                Answer::Yes => Some(false),
                Answer::No => Some(true),
                Answer::Unknown => None,
            },
            plain: oracle.broken().values().any(|count| *count > 0),
            detected: !list(&report, "findings").is_empty(),
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
            let told = Told::of(&report, &self.report, model, changes);
            verdict.locate(&told, known, changes.len());
        } else if verdict.detectable == Some(false) && verdict.detected {
            verdict.fails_if(true, "all can hold, and something was found", String::new());
        }
        Ok(verdict)
    }

    /// The rules one by one: both must count the same failures.
    fn compare(&self, oracle: &Oracle<'_>, verdict: &mut Verdict) {
        let checked = self.open().check_rule_by_rule();
        for error in checked.errors() {
            verdict.fails_if(true, "not read", error.to_string());
        }
        let report = told(&checked);
        let tallies = list(&report, "rules").iter();
        let found: BTreeMap<&str, u64> = tallies
            .map(|rule| {
                (
                    text(&rule["name"]),
                    rule["inconsistent"].as_u64().unwrap_or_default(),
                )
            })
            .collect();
        for (rule, expected) in oracle.broken() {
            let found = found.get(rule).copied().unwrap_or_default();
            let more = format!("{rule}: {found} and not {expected}");
            verdict.fails_if(found != expected, "other checks fail than should", more);
        }
    }
}

/// The report as its JSON tells it.
fn told(checked: &CheckedReport) -> Value {
    let json = checked.render(Format::Json, Lang::En);
    let mut run: Value = serde_json::from_str(&json).expect("JSON");
    run["reports"][0].take()
}

/// A list of the JSON report; an empty one where there is none.
fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// A text of the JSON report; an empty one where there is none.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Figures that must be wrong, as a finding tells them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clash {
    /// The sets of changes of which each would do, the likeliest first.
    pub sets: Vec<Set>,
    /// Whether there are more sets.
    pub more: bool,
    /// Whether the search for them was given up.
    pub gave_up: bool,
}

/// Changes that would do together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    /// The changes.
    pub changes: Vec<Change>,
    /// Whether they are one move of figures, however many it takes.
    pub moved: bool,
}

/// A figure that is changed.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// Its cell's name.
    pub cell: String,
    /// Its table.
    pub file: PathBuf,
    /// The print that was meant, where it can be told.
    pub print: Option<String>,
}

impl Clash {
    fn of(clash: &Value) -> Clash {
        Clash {
            sets: list(clash, "repairs").iter().map(Set::of).collect(),
            more: clash["more"] == true,
            gave_up: !clash["gave_up"].is_null(),
        }
    }
}

impl Set {
    fn of(set: &Value) -> Set {
        let change = |change: &Value| Change {
            cell: text(&change["name"]).to_owned(),
            file: PathBuf::from(text(&change["cell"]["file"])),
            print: change["print"].as_str().map(str::to_owned),
        };
        Set {
            changes: list(set, "changes").iter().map(change).collect(),
            moved: set["moved"] == true,
        }
    }
}

/// What the library says must be wrong.
pub(crate) struct Told<'o> {
    /// The clashes of its findings.
    pub clashes: Vec<Clash>,
    /// Whether some part was given up.
    pub gave_up: bool,
    /// The folder of the report that is checked.
    pub report: &'o Path,
    /// The right prints of the damaged figures.
    pub truth: BTreeMap<String, &'o str>,
}

impl<'o> Told<'o> {
    fn of(told: &Value, report: &'o Path, model: &'o Model, changes: &Changes) -> Told<'o> {
        let clashes = list(told, "findings")
            .iter()
            .map(|finding| &finding["clash"]);
        let right = |cell: &usize| (model.called(*cell), model.cells[*cell].print.as_str());
        Told {
            clashes: clashes
                .filter(|clash| !clash.is_null())
                .map(Clash::of)
                .collect(),
            gave_up: !list(&told["reasoned"], "gave_up").is_empty(),
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
        change.file.starts_with(self.report) && self.truth.contains_key(&change.cell)
    }

    /// Whether one set of each clash, among those allowed, can be taken so
    /// that together they are the damaged figures.
    fn covers<'c, S>(&'c self, allowed: impl Fn(&'c Clash) -> S) -> bool
    where
        S: Iterator<Item = &'c Set>,
    {
        let mut unions: BTreeSet<BTreeSet<&str>> = BTreeSet::from([BTreeSet::new()]);
        for clash in &self.clashes {
            let sets =
                allowed(clash).filter(|set| set.changes.iter().all(|change| self.is_true(change)));
            let mut next = BTreeSet::new();
            for set in sets {
                for union in &unions {
                    let cells = set.changes.iter().map(|change| change.cell.as_str());
                    next.insert(union.iter().copied().chain(cells).collect());
                }
            }
            unions = next;
        }
        !self.clashes.is_empty() && unions.iter().any(|union| union.len() == self.truth.len())
    }

    /// Whether the first set of each clash has the right prints.
    fn right_prints(&self) -> bool {
        let sets = self.clashes.iter().filter_map(|clash| clash.sets.first());
        sets.flat_map(|set| &set.changes).all(|change| {
            let right = self.truth.get(&change.cell).copied();
            right.is_some() && change.print.as_deref() == right
        })
    }
}

/// The smallest sets of a clash: not the moves of figures, of which each is
/// one slip however many figures it takes.
fn fewest(clash: &Clash) -> impl Iterator<Item = &Set> {
    clash.sets.iter().filter(|set| !set.moved)
}

impl Verdict {
    /// What the library says of the place, held against what is known of it.
    pub(crate) fn locate(&mut self, told: &Told<'_>, known: Option<Fewest>, truth: usize) {
        let clashes = &told.clashes;
        let only = clashes
            .iter()
            .all(|clash| fewest(clash).count() == 1 && !clash.more);
        let more = clashes.iter().any(|clash| clash.more);
        self.listed = told.covers(|clash| clash.sets.iter());
        self.first = told.covers(|clash| clash.sets.iter().take(1));
        self.listed_only = only && told.covers(fewest);
        self.value = self.first && told.right_prints();
        self.gave_up = told.gave_up || clashes.iter().any(|clash| clash.gave_up);
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
