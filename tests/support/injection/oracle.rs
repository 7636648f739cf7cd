//! What the benchmark itself makes of a report: which checks fail, whether
//! all can hold together, and which fewest figures must be wrong. It shares
//! nothing with the library.

use super::models::{Asks, Model};
use super::print::Kind;
use super::system::{Answer, System, exact};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Base units in a rate of one.
const ONE: i128 = 1_000_000_000;

/// A report with its prints, and what of it can hold.
pub(crate) struct Oracle<'m> {
    model: &'m Model,
    ranges: Vec<(i128, i128)>,
    groups: Vec<Group>,
    /// The groups that name a figure.
    of_cell: Vec<Vec<usize>>,
    /// The rates that are printed more than once: all their figures.
    same: BTreeMap<usize, Vec<usize>>,
}

/// Checks that share figures whose values are open.
struct Group {
    checks: Vec<usize>,
    cells: BTreeSet<usize>,
    holds: Answer,
}

/// The fewest figures that must be wrong.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fewest {
    /// How many.
    pub size: usize,
    /// Whether only the ones that were changed will do; `None` where fewer
    /// will, or where it would take too long to tell.
    pub only: Option<bool>,
}

/// Terms that add up to something between bounds.
type Row = (Vec<(i128, usize)>, Option<i128>, Option<i128>);

impl<'m> Oracle<'m> {
    /// Reads the prints of a report.
    pub(crate) fn new(model: &'m Model, prints: &[String]) -> Oracle<'m> {
        let read = |cell: usize| {
            let reading = model.read(cell, &prints[cell]);
            reading.range(model.cells[cell].kind)
        };
        let mut oracle = Oracle {
            model,
            ranges: (0..prints.len()).map(read).collect(),
            groups: Vec::new(),
            of_cell: vec![Vec::new(); prints.len()],
            same: same_rates(model),
        };
        oracle.groups = oracle.group();
        for (number, group) in oracle.groups.iter().enumerate() {
            for &cell in &group.cells {
                oracle.of_cell[cell].push(number);
            }
        }
        oracle
    }

    /// How many checks of each rule fail by themselves.
    pub(crate) fn broken(&self) -> BTreeMap<&str, u64> {
        let mut broken = BTreeMap::new();
        for (number, check) in self.model.checks.iter().enumerate() {
            let fails = self.holds(&[number], &BTreeSet::new(), true) == Answer::No;
            *broken.entry(check.rule.as_str()).or_default() += u64::from(fails);
        }
        broken
    }

    /// Whether all checks can hold together.
    pub(crate) fn consistent(&self) -> Answer {
        let holds = |answer| self.groups.iter().any(|group| group.holds == answer);
        match (holds(Answer::No), holds(Answer::Unknown)) {
            (true, _) => Answer::No,
            (_, true) => Answer::Unknown,
            _ => Answer::Yes,
        }
    }

    /// The fewest figures that must be wrong, up to as many as really are;
    /// `None` where it would take more than so many steps to tell.
    pub(crate) fn fewest(&self, truth: &BTreeSet<usize>, steps: usize) -> Option<Fewest> {
        for size in 1..=truth.len() {
            let mut search = Search {
                size,
                found: 0,
                sure: true,
                enough: if size < truth.len() { 1 } else { 2 },
                steps,
                seen: HashSet::new(),
            };
            self.search(&BTreeSet::new(), &mut search);
            if search.steps == 0 || (size < truth.len() && !search.sure) {
                return None;
            }
            if search.found > 0 {
                let last = size == truth.len() && search.sure;
                let only = last.then_some(search.found == 1);
                return Some(Fewest { size, only });
            }
        }
        None
    }

    fn search(&self, freed: &BTreeSet<usize>, search: &mut Search) {
        let known = !search.seen.insert(freed.clone());
        if known || search.steps == 0 || search.found >= search.enough {
            return;
        }
        search.steps -= 1;
        let mut touched: Vec<usize> = freed
            .iter()
            .flat_map(|&c| self.of_cell[c].clone())
            .collect();
        touched.sort_unstable();
        touched.dedup();
        let fails = |number: &usize| self.groups[*number].holds != Answer::Yes;
        let untouched = (0..self.groups.len())
            .filter(|number| fails(number) && touched.binary_search(number).is_err())
            .min_by_key(|&number| self.groups[number].cells.len());
        let next: BTreeSet<usize> = match untouched {
            Some(_) if freed.len() == search.size => return,
            Some(number) => self.groups[number].cells.clone(),
            None => {
                let checks = touched.iter().flat_map(|&n| self.groups[n].checks.clone());
                let checks: Vec<usize> = checks.collect();
                match self.holds(&checks, freed, false) {
                    Answer::No if freed.len() == search.size => return,
                    Answer::No => touched
                        .iter()
                        .flat_map(|&n| self.groups[n].cells.clone())
                        .collect(),
                    answer => {
                        search.sure &= answer == Answer::Yes;
                        search.found += 1;
                        return;
                    }
                }
            }
        };
        for cell in next {
            if !self.model.cells[cell].fixed && !freed.contains(&cell) {
                let mut more = freed.clone();
                more.insert(cell);
                self.search(&more, search);
            }
        }
    }

    /// The checks, those together that share figures of open values.
    fn group(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for number in 0..self.model.checks.len() {
            let cells = cells_of(&self.model.checks[number].asks);
            let mut group = Group {
                checks: vec![number],
                cells,
                holds: Answer::Yes,
            };
            let is_open = |cell: &usize| self.ranges[*cell].0 < self.ranges[*cell].1;
            let open: Vec<usize> = group.cells.iter().copied().filter(is_open).collect();
            let (joined, apart): (Vec<Group>, Vec<Group>) = std::mem::take(&mut groups)
                .into_iter()
                .partition(|other| open.iter().any(|cell| other.cells.contains(cell)));
            groups = apart;
            for other in joined {
                group.checks.extend(other.checks);
                group.cells.extend(other.cells);
            }
            groups.push(group);
        }
        for group in &mut groups {
            group.holds = self.holds(&group.checks, &BTreeSet::new(), false);
        }
        groups
    }

    /// Whether checks can hold together, some figures being free; alone: a
    /// rate that is printed twice is not held against its other print.
    fn holds(&self, checks: &[usize], freed: &BTreeSet<usize>, alone: bool) -> Answer {
        let mut system = System::default();
        let mut variables: BTreeMap<usize, usize> = BTreeMap::new();
        for row in checks
            .iter()
            .flat_map(|&check| self.rows(check, freed, alone))
        {
            let (terms, lower, upper) = row;
            let (mut constant, mut unknown) = (0, Vec::new());
            for (factor, cell) in terms {
                let (least, most) = self.ranges[cell];
                let free = freed.contains(&cell);
                if least == most && !free {
                    constant += factor * least;
                    continue;
                }
                let whole = self.model.cells[cell].kind == Kind::Count;
                let bound = |value: i128| (!free).then(|| exact(value));
                // No count is below zero but a change, which is a difference.
                let change = self.model.key(cell) == "change";
                let counted = whole && least >= 0 && !change;
                let lowest = match free && counted {
                    true => Some(exact(0)),
                    false => bound(least),
                };
                let add = || system.variable(lowest, bound(most), whole);
                let variable = *variables.entry(cell).or_insert_with(add);
                unknown.push((variable, exact(factor)));
            }
            if !unknown.is_empty() {
                let less = |bound: i128| exact(bound - constant);
                system.ask(unknown, lower.map(less), upper.map(less));
                continue;
            }
            let below = lower.is_some_and(|lower| constant < lower);
            if below || upper.is_some_and(|upper| constant > upper) {
                return Answer::No;
            }
        }
        if variables.is_empty() {
            return Answer::Yes;
        }
        system.feasible()
    }

    /// A check as sums between bounds; none where it cannot be made.
    fn rows(&self, check: usize, freed: &BTreeSet<usize>, alone: bool) -> Vec<Row> {
        let (rate, part, over) = match &self.model.checks[check].asks {
            Asks::Zero(terms) => return vec![(wide(terms, 1), Some(0), Some(0))],
            Asks::AtMost(terms) => return vec![(wide(terms, 1), None, Some(0))],
            Asks::Rate { rate, part, over } => (*rate, part, over),
        };
        let least: i128 = over.iter().map(|(_, cell)| self.ranges[*cell].0).sum();
        let free = over.iter().any(|(_, cell)| freed.contains(cell));
        if least <= 0 && !free {
            return Vec::new();
        }
        let own = [rate];
        let prints = match self.same.get(&rate) {
            Some(same) if !alone => &same[..],
            _ => &own,
        };
        let printed = prints.iter().filter(|cell| !freed.contains(cell));
        let ranges: Vec<(i128, i128)> = printed.map(|cell| self.ranges[*cell]).collect();
        let mut rows = vec![(wide(over, 1), Some(1), None)];
        for (least, most) in ranges {
            let held = |rate: i128| {
                let mut terms = wide(part, ONE);
                terms.extend(wide(over, -rate));
                terms
            };
            rows.push((held(least), Some(0), None));
            rows.push((held(most), None, Some(0)));
        }
        rows
    }
}

/// A search for sets of so many figures.
struct Search {
    size: usize,
    found: usize,
    /// Whether those found surely will do.
    sure: bool,
    enough: usize,
    steps: usize,
    seen: HashSet<BTreeSet<usize>>,
}

/// The figures that a check names.
pub(crate) fn cells_of(asks: &Asks) -> BTreeSet<usize> {
    let cells = |terms: &[(i64, usize)]| terms.iter().map(|term| term.1).collect::<Vec<_>>();
    match asks {
        Asks::Zero(terms) | Asks::AtMost(terms) => cells(terms).into_iter().collect(),
        Asks::Rate { rate, part, over } => {
            let all = cells(part).into_iter().chain(cells(over));
            all.chain([*rate]).collect()
        }
    }
}

/// Terms with their factors times another.
fn wide(terms: &[(i64, usize)], times: i128) -> Vec<(i128, usize)> {
    let wide = |(factor, cell): &(i64, usize)| (i128::from(*factor) * times, *cell);
    terms.iter().map(wide).collect()
}

/// Rates that a check says are the same, each with all of them.
fn same_rates(model: &Model) -> BTreeMap<usize, Vec<usize>> {
    let mut same = BTreeMap::new();
    for check in &model.checks {
        let Asks::Zero(terms) = &check.asks else {
            continue;
        };
        let cells: Vec<usize> = terms.iter().map(|term| term.1).collect();
        let rates = cells
            .iter()
            .all(|&cell| model.cells[cell].kind == Kind::Rate);
        if rates && cells.len() == 2 {
            same.extend(cells.iter().map(|&cell| (cell, cells.clone())));
        }
    }
    same
}
