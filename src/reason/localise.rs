//! Which figures must be wrong: the sets of least weight whose change lets
//! everything else hold (Fellegi and Holt 1976), all of them up to a limit.
//!
//! Every proof that there are no values names figures of which one must be
//! wrong. The least sets that have a figure of each proof are tried; one that
//! does not do yields another proof. What is left at the end is least, since
//! less would leave some proof without a wrong figure (the implicit hitting
//! sets of Karp and others). Proofs that have no figure in common are solved
//! apart.

use super::hitting::{Hitting, Limits, NoHitting, least};
use super::program::{Core, Program};
use crate::check::poly::Var;
use std::collections::BTreeSet;

/// Sets of changes that are listed for one group of proofs.
pub const SETS: usize = 60;
/// Weight that the changes of one group may have, in changes of weight one.
pub const CHANGES: u64 = 8;
/// Nodes of one search for hitting sets.
const NODES: u64 = 200_000;
/// Proofs that are gathered.
const CORES: usize = 2_000;

/// One group of proofs that is solved by itself.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The figures of each proof that may be wrong.
    pub cores: Vec<BTreeSet<Var>>,
    /// The least sets of figures to change; none where no change helps.
    pub sets: Vec<Vec<Var>>,
    /// Whether there are more.
    pub more: bool,
    /// Why the search stopped early.
    pub stopped: Option<Cause>,
}

/// Why a search stopped early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Too many steps.
    Steps,
    /// More changes than may be.
    Changes,
}

/// All proofs of a part, and what would mend them.
#[derive(Clone, Debug, Default)]
pub struct Localised {
    /// The groups.
    pub groups: Vec<Group>,
    /// Proofs that no figure which may be wrong takes part in.
    pub hopeless: Vec<Core>,
    /// All proofs.
    pub cores: Vec<Core>,
}

/// Finds the least changes of a part's program.
pub struct Localiser<'p, 's> {
    /// The program.
    pub program: &'p mut Program<'s>,
    /// What it costs to take a figure for wrong; `None`: it is never wrong.
    pub weight: &'p dyn Fn(Var) -> Option<u64>,
}

impl Localiser<'_, '_> {
    /// The least changes; none where all values fit.
    pub fn run(&mut self) -> Localised {
        let mut found = Localised::default();
        let mut barred = BTreeSet::new();
        loop {
            let groups = grouped(&found.cores, self.weight);
            let solved = groups.iter().map(|cores| self.first(cores));
            let solved: Vec<Result<Hitting, NoHitting>> = solved.collect();
            if let Some(stopped) = cause(&solved) {
                return self.given_up(found, groups, stopped);
            }
            let first: BTreeSet<Var> = solved.iter().flatten().flat_map(chosen).collect();
            self.program.relax(&first);
            match self.program.conflict() {
                Err(_) => return self.given_up(found, groups, Cause::Steps),
                Ok(Some(core)) => {
                    if !self.add(core, &mut found, &mut barred) {
                        return self.given_up(found, groups, Cause::Steps);
                    }
                }
                Ok(None) => match self.all(&mut found, groups, &first) {
                    Some(Ok(())) => return found,
                    Some(Err(cause)) => {
                        let groups = grouped(&found.cores, self.weight);
                        return self.given_up(found, groups, cause);
                    }
                    // More proofs have turned up.
                    None => {}
                },
            }
        }
    }

    /// One set of least weight that hits the proofs of a group.
    fn first(&self, cores: &[BTreeSet<Var>]) -> Result<Hitting, NoHitting> {
        least(cores, self.weight, limits(1))
    }

    /// Adds a proof; one that no figure can be blamed for is put aside, its
    /// checks left out from then on. False where there are too many.
    fn add(&mut self, core: Core, found: &mut Localised, barred: &mut BTreeSet<usize>) -> bool {
        let hopeless = !core.figures.iter().any(|var| (self.weight)(*var).is_some());
        if hopeless {
            let known = barred.len();
            barred.extend(&core.checks);
            self.program.leave_out(barred);
            found.hopeless.push(core);
            return barred.len() > known;
        }
        found.cores.push(core);
        found.cores.len() <= CORES
    }

    /// All least sets of each group, held against the program while the other
    /// groups' figures are those of `first`. `None`: more proofs turned up.
    fn all(
        &mut self,
        found: &mut Localised,
        groups: Vec<Vec<BTreeSet<Var>>>,
        first: &BTreeSet<Var>,
    ) -> Option<Result<(), Cause>> {
        let known = found.cores.len();
        let mut told = Vec::new();
        for cores in groups {
            let hitting = match least(&cores, self.weight, limits(SETS)) {
                Ok(hitting) => hitting,
                Err(_) => return Some(Err(Cause::Steps)),
            };
            let own: BTreeSet<Var> = cores.iter().flatten().copied().collect();
            let others: BTreeSet<Var> = first.difference(&own).copied().collect();
            for set in &hitting.sets {
                // A proof that turned up meanwhile may rule the set out.
                let hits = |core: &Core| core.figures.iter().any(|var| set.contains(var));
                if !found.cores[known..].iter().all(hits) {
                    continue;
                }
                let relaxed = others.iter().chain(set).copied().collect();
                self.program.relax(&relaxed);
                match self.program.conflict() {
                    Err(_) => return Some(Err(Cause::Steps)),
                    Ok(Some(core)) => found.cores.push(core),
                    Ok(None) => {}
                }
                if found.cores.len() > CORES {
                    return Some(Err(Cause::Steps));
                }
            }
            told.push(Group {
                cores,
                sets: hitting.sets,
                more: hitting.more,
                stopped: None,
            });
        }
        (found.cores.len() == known).then(|| {
            found.groups = told;
            Ok(())
        })
    }

    /// What is known where the search stops early.
    fn given_up(
        &mut self,
        mut found: Localised,
        groups: Vec<Vec<BTreeSet<Var>>>,
        cause: Cause,
    ) -> Localised {
        self.program.relax(&BTreeSet::new());
        let group = |cores: Vec<BTreeSet<Var>>| Group {
            cores,
            stopped: Some(cause),
            ..Group::default()
        };
        found.groups = groups.into_iter().map(group).collect();
        found
    }
}

fn limits(sets: usize) -> Limits {
    Limits {
        sets,
        weight: CHANGES.saturating_mul(UNIT),
        nodes: NODES,
    }
}

/// The weight of one change that nothing is said of.
pub const UNIT: u64 = 1;

fn chosen(hitting: &Hitting) -> Vec<Var> {
    hitting.sets.first().cloned().unwrap_or_default()
}

fn cause(solved: &[Result<Hitting, NoHitting>]) -> Option<Cause> {
    solved.iter().find_map(|one| match one {
        Ok(_) => None,
        Err(NoHitting::TooHeavy) => Some(Cause::Changes),
        Err(NoHitting::Impossible | NoHitting::Stopped) => Some(Cause::Steps),
    })
}

/// The figures of proofs that may be wrong, in groups that have none in common.
fn grouped(cores: &[Core], weight: &dyn Fn(Var) -> Option<u64>) -> Vec<Vec<BTreeSet<Var>>> {
    let mut groups: Vec<(BTreeSet<Var>, Vec<BTreeSet<Var>>)> = Vec::new();
    for core in cores {
        let may_be_wrong = core.figures.iter().copied();
        let own: BTreeSet<Var> = may_be_wrong.filter(|var| weight(*var).is_some()).collect();
        let (touching, apart): (Vec<_>, Vec<_>) = groups
            .into_iter()
            .partition(|(figures, _)| !figures.is_disjoint(&own));
        groups = apart;
        let mut figures = own.clone();
        let mut members = Vec::new();
        for (more, others) in touching {
            figures.extend(more);
            members.extend(others);
        }
        members.push(own);
        groups.push((figures, members));
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(figures, _)| figures.first().copied());
    groups.into_iter().map(|(_, members)| members).collect()
}
