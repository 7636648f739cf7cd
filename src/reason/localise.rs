//! Which figures must be wrong: the sets of least weight whose change lets
//! everything else hold (Fellegi and Holt 1976), all of them up to a limit.
//!
//! Every proof that there are no values names figures of which one must be
//! wrong. The least sets that have a figure of each proof are tried; one that
//! does not do yields another proof. What is left at the end is least, since
//! less would leave some proof without a wrong figure (the implicit hitting
//! sets of Karp and others). Proofs that have no figure in common are solved
//! apart.

use super::program::{Core, Program};
use crate::solve::components;
use crate::solve::hitting_set::{Limits, NoHitting, least};
use crate::solve::polynomial::Var;
use crate::solve::simplex::Stopped;
use std::collections::BTreeSet;

/// Sets of changes that are listed for one group of proofs.
pub(super) const SETS: usize = 100;
/// Changes that one group of proofs may need, each at the greatest weight.
pub(super) const CHANGES: u64 = 8;
/// Nodes of one search for hitting sets.
const NODES: u64 = 200_000;
/// Figures that all proofs may name before what is known must do.
const NAMED: usize = 100_000;
/// Proofs that are gathered.
const CORES: usize = 2_000;

/// The figures of some proofs.
type Proofs = Vec<BTreeSet<Var>>;

/// One group of proofs that is solved by itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// The figures of each proof that may be wrong.
    pub cores: Vec<BTreeSet<Var>>,
    /// The least sets of figures to change.
    pub sets: Vec<Vec<Var>>,
    /// Whether there are more.
    pub more: bool,
}

/// Why a search stopped early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// The search was stopped.
    Stopped(Stopped),
    /// More changes than may be.
    Changes,
}

/// All proofs of a component, and what would mend them.
#[derive(Clone, Debug, Default)]
pub(super) struct Localised {
    /// The groups.
    pub groups: Vec<Group>,
    /// The proofs of the groups.
    pub cores: Vec<Core>,
    /// Proofs that no figure which may be wrong takes part in.
    pub hopeless: Vec<Core>,
    /// Proofs for which the search was stopped, group by group, and why.
    pub given_up: Vec<(Vec<Core>, Cause)>,
    /// The checks that were left out for their sake.
    pub left_out: BTreeSet<usize>,
    /// Why all was stopped before anything was known, where it was.
    pub stopped: Option<Stopped>,
}

/// Finds the least changes of a component's program.
pub(super) struct Localiser<'p, 's> {
    /// The program.
    pub program: &'p mut Program<'s>,
    /// What it costs to take a figure for wrong; `None`: it is never wrong.
    pub weight: &'p dyn Fn(Var) -> Option<u64>,
    /// Figures of which one must be wrong, by proofs that are no sums.
    pub known: Vec<Core>,
}

impl Localiser<'_, '_> {
    /// The least changes; none where all values fit.
    pub(super) fn run(&mut self) -> Localised {
        let mut found = Localised::default();
        loop {
            let groups = self.grouped(&found);
            let mut first = BTreeSet::new();
            let mut stopped = false;
            for cores in &groups {
                match least(cores, self.weight, self.limits(1, cores)) {
                    Ok(hitting) => first.extend(hitting.sets.into_iter().flatten()),
                    Err(why) => {
                        self.set_aside(cores, cause(why), &mut found);
                        stopped = true;
                    }
                }
            }
            if stopped {
                continue;
            }
            self.program.relax(&first);
            let cores = match self.program.conflicts() {
                Err(why) => return self.given_up(found, groups, why),
                Ok(cores) => cores,
            };
            // No check has a part in it, so that leaving any out is no help.
            if cores.iter().any(|core| core.checks.is_empty()) {
                found.stopped = Some(Stopped::Effort);
                return found;
            }
            match cores.is_empty() {
                false => {
                    self.add_all(cores, &mut found);
                    if found.cores.len() > CORES {
                        return self.given_up(found, groups, Stopped::Effort);
                    }
                }
                true => match self.all(&mut found, groups, &first) {
                    Ok(true) => return found,
                    // More proofs have turned up.
                    Ok(false) => {}
                    Err(why) => {
                        let groups = self.grouped(&found);
                        return self.given_up(found, groups, why);
                    }
                },
            }
        }
    }

    /// The figures of all proofs, those that were known at the start with them.
    fn grouped(&self, found: &Localised) -> Vec<Proofs> {
        let mut cores = found.cores.clone();
        if !cores.is_empty() {
            cores.extend(self.known.iter().cloned());
        }
        grouped(&cores, self.weight)
    }

    fn limits(&self, sets: usize, cores: &[BTreeSet<Var>]) -> Limits {
        let weights = cores.iter().flatten().filter_map(|var| (self.weight)(*var));
        Limits {
            sets,
            weight: CHANGES.saturating_mul(weights.max().unwrap_or(1)),
            nodes: NODES,
        }
    }

    /// Gives a group up, and goes on without the checks of its proofs.
    fn set_aside(&mut self, cores: &[BTreeSet<Var>], cause: Cause, found: &mut Localised) {
        let own: BTreeSet<Var> = cores.iter().flatten().copied().collect();
        let (given_up, kept): (Vec<Core>, Vec<Core>) = std::mem::take(&mut found.cores)
            .into_iter()
            .partition(|core| !core.figures.is_disjoint(&own));
        found.cores = kept;
        self.known.retain(|core| core.figures.is_disjoint(&own));
        let checks: BTreeSet<usize> = given_up
            .iter()
            .flat_map(|core| &core.checks)
            .copied()
            .collect();
        self.leave_out(&checks, found);
        found.given_up.push((given_up, cause));
    }

    fn leave_out(&mut self, checks: &BTreeSet<usize>, found: &mut Localised) {
        found.left_out.extend(checks);
        // What rests on them asks for nothing any more.
        found.cores.retain(|core| core.checks.is_disjoint(checks));
        self.program.leave_out(&found.left_out);
    }

    /// Adds proofs of one sum: all of them, or one that no figure can be blamed
    /// for.
    fn add_all(&mut self, cores: Vec<Core>, found: &mut Localised) {
        let blames = |core: &Core| core.figures.iter().any(|var| (self.weight)(*var).is_some());
        match cores.iter().position(|core| !blames(core)) {
            Some(hopeless) => cores
                .into_iter()
                .nth(hopeless)
                .into_iter()
                .for_each(|core| self.add(core, found)),
            None => cores.into_iter().for_each(|core| self.add(core, found)),
        }
    }

    /// Adds a proof; one that no figure can be blamed for is put aside, and
    /// its checks are left out from then on.
    fn add(&mut self, core: Core, found: &mut Localised) {
        if core.figures.iter().any(|var| (self.weight)(*var).is_some()) {
            found.cores.push(core);
            return;
        }
        let core = self.fewer_checks(core);
        self.leave_out(&core.checks.clone(), found);
        found.hopeless.push(core);
    }

    /// A hopeless proof without the checks that it can do without.
    fn fewer_checks(&mut self, mut core: Core) -> Core {
        let all = self.program.checks();
        let mut needed = BTreeSet::new();
        while let Some(check) = core.checks.difference(&needed).next().copied() {
            let without = all.iter().filter(|other| !core.checks.contains(other));
            let without = without.copied().chain([check]).collect();
            self.program.leave_out(&without);
            match self.program.conflict() {
                Ok(Some(less)) if !less.figures.iter().any(|var| (self.weight)(*var).is_some()) => {
                    core = less;
                }
                _ => {
                    needed.insert(check);
                }
            }
        }
        core
    }

    /// All least sets of each group, held against the program while the other
    /// groups' figures are those of `first`; false where more proofs turned up.
    fn all(
        &mut self,
        found: &mut Localised,
        groups: Vec<Vec<BTreeSet<Var>>>,
        first: &BTreeSet<Var>,
    ) -> Result<bool, Stopped> {
        let known = found.cores.len();
        let mut told = Vec::new();
        let mut complete = true;
        for cores in self.together(groups)? {
            let hitting = least(&cores, self.weight, self.limits(SETS, &cores));
            let hitting = hitting.map_err(|_| Stopped::Effort)?;
            let own: BTreeSet<Var> = cores.iter().flatten().copied().collect();
            let others: BTreeSet<Var> = first.difference(&own).copied().collect();
            let mut mending = Vec::new();
            let mut cut_short = false;
            for set in &hitting.sets {
                // A proof that turned up meanwhile may rule the set out.
                let hits = |core: &Core| core.figures.iter().any(|var| set.contains(var));
                if !found.cores[known..].iter().all(hits) {
                    continue;
                }
                let relaxed = others.iter().chain(set).copied().collect();
                self.program.relax(&relaxed);
                match self.program.conflicts() {
                    Ok(cores) if cores.is_empty() => mending.push(set.clone()),
                    Ok(cores) => self.add_all(cores, found),
                    // What is known to do by now is told, and that there may be more.
                    Err(_) => {
                        cut_short = true;
                        break;
                    }
                }
                if found.cores.len() > CORES {
                    return Err(Stopped::Effort);
                }
            }
            if cut_short && mending.is_empty() {
                // The first ones were found to do before.
                mending.push(first.intersection(&own).copied().collect());
            }
            complete &= cut_short || mending.len() == hitting.sets.len();
            // Of very many candidates it is enough to know some that do: the
            // first ones were found to.
            let named: usize = found.cores.iter().map(|core| core.figures.len()).sum();
            let enough = named > NAMED && !mending.is_empty();
            told.push(Group {
                cores,
                more: hitting.more || cut_short || mending.len() < hitting.sets.len(),
                sets: mending,
            });
            complete |= enough;
        }
        let complete = complete && told.iter().all(|group| !group.sets.is_empty());
        if complete {
            found.groups = told;
        }
        Ok(complete)
    }

    /// The groups, those as one whose suspects may have to do with one another:
    /// where nothing that is open ties them, any set of one goes with any set
    /// of the other.
    fn together(
        &self,
        groups: Vec<Vec<BTreeSet<Var>>>,
    ) -> Result<Vec<Vec<BTreeSet<Var>>>, Stopped> {
        if groups.len() < 2 {
            return Ok(groups);
        }
        let mut suspects: Vec<BTreeSet<Var>> = Vec::new();
        for cores in &groups {
            let hitting = least(cores, self.weight, self.limits(SETS, cores));
            let sets = hitting.map_err(|_| Stopped::Effort)?.sets;
            suspects.push(sets.into_iter().flatten().collect());
        }
        let all: BTreeSet<Var> = suspects.iter().flatten().copied().collect();
        let tied = self.program.tied(&all);
        let places = |suspects: &BTreeSet<Var>| {
            suspects
                .iter()
                .filter_map(|var| tied.get(var).copied())
                .collect()
        };
        let groups: Vec<(_, BTreeSet<usize>)> = groups
            .into_iter()
            .zip(suspects.iter().map(places))
            .collect();
        let merged = components::grouped(groups, |(_, places)| places.clone());
        // Where there are too many sets for all of them to be tried together,
        // each group's are tried beside the first ones of the others.
        let mut groups = Vec::new();
        for merged in merged {
            let parts: Vec<Proofs> = merged.into_iter().map(|(cores, _)| cores).collect();
            let cores: Vec<BTreeSet<Var>> = parts.iter().flatten().cloned().collect();
            let hitting = least(&cores, self.weight, self.limits(SETS, &cores));
            match hitting {
                Ok(hitting) if !hitting.more || parts.len() == 1 => groups.push(cores),
                _ => groups.extend(parts),
            }
        }
        Ok(groups)
    }

    /// What is known where the search stops early.
    fn given_up(
        &mut self,
        mut found: Localised,
        groups: Vec<Vec<BTreeSet<Var>>>,
        why: Stopped,
    ) -> Localised {
        found.stopped = groups.is_empty().then_some(why);
        for cores in groups {
            self.set_aside(&cores, Cause::Stopped(why), &mut found);
        }
        found
    }
}

fn cause(why: NoHitting) -> Cause {
    match why {
        NoHitting::TooHeavy => Cause::Changes,
        NoHitting::Impossible | NoHitting::Stopped => Cause::Stopped(Stopped::Effort),
    }
}

/// The figures of proofs that may be wrong, in groups that have none in common.
fn grouped(cores: &[Core], weight: &dyn Fn(Var) -> Option<u64>) -> Vec<Proofs> {
    let may_be_wrong = |core: &Core| -> BTreeSet<Var> {
        let figures = core.figures.iter().copied();
        figures.filter(|var| weight(*var).is_some()).collect()
    };
    let suspects = cores.iter().map(may_be_wrong).collect();
    let mut groups = components::grouped(suspects, |own: &BTreeSet<Var>| own.clone());
    groups.sort_by_key(|group| group.iter().flatten().min().copied());
    groups
}
