//! What several rules ask, as one system of linear sums: which of them can bear on one
//! another at all, and the smallest set of them that clashes or proves another.

use super::condition::RuleFormulas;
use super::unsatisfiable::{Products, size};
use super::variables::{Variables, share_of};
use crate::figure::Range;
use crate::solve::decide::decide;
use crate::solve::decision::Decision;
use crate::solve::formula::{Atom, Formula, Relation, all, any};
use crate::solve::polynomial::Var;
use std::collections::{BTreeMap, BTreeSet};

/// Rules that one is put together with, the nearest first.
const NEAR: usize = 40;
/// Ways to hold that rules may have together.
const ALTERNATIVES: usize = 64;
/// Comparisons that they may have together.
const COMPARISONS: usize = 300;

/// What one rule asks, with its number.
pub(super) struct Statement {
    rule: usize,
    holds: Formula,
    fails: Formula,
    /// What surely is so where the rule finds nothing.
    found_nothing: Formula,
}

impl Statement {
    /// Of what a rule asks.
    pub(super) fn of(rule: usize, asked: RuleFormulas) -> Statement {
        let nothing_to_check = asked.divisors.iter().map(|divisor| {
            let (poly, relation) = (divisor.clone(), Relation::Zero);
            Formula::Atom(Atom { poly, relation })
        });
        let cases = [asked.holds.clone()].into_iter().chain(nothing_to_check);
        Statement {
            rule,
            found_nothing: any(cases.collect()),
            holds: asked.holds,
            fails: asked.fails,
        }
    }
}

/// What a rule of a system asks, taken apart once.
struct Member {
    holds: Asked,
    fails: Asked,
    found_nothing: Asked,
}

/// A condition with the figures that it names.
struct Asked {
    formula: Formula,
    /// Its figures, in their order.
    vars: Vec<Var>,
    /// Those of each of its comparisons.
    comparisons: Vec<Vec<Var>>,
}

impl Asked {
    fn of(formula: Formula) -> Asked {
        Asked {
            vars: vars(&formula),
            comparisons: comparisons(&formula),
            formula,
        }
    }
}

/// Several rules with their figures.
pub(super) struct System {
    members: BTreeMap<usize, Member>,
    /// What ties figures to one another whatever the rules ask.
    ties: Vec<Formula>,
    products: Products,
    /// Figures that may be anything, for all that is said outside of the rules.
    free: BTreeSet<Var>,
    /// What was found of questions, so that none is decided twice.
    answers: BTreeMap<Question, bool>,
}

/// Whether no values satisfy what some rules ask of one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Question {
    about: About,
    rule: usize,
    others: Vec<usize>,
}

/// What a question is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// Whether one rule can hold where the others do.
    Clash,
    /// Whether it can fail where nothing is found of the others.
    Proof,
}

/// The rules that one is put together with.
pub(super) struct Near {
    /// Their numbers.
    pub rules: Vec<usize>,
    /// Whether these are all that it hangs together with.
    pub all: bool,
}

impl System {
    /// Of rules over these figures.
    pub(super) fn new(statements: Vec<Statement>, variables: &Variables<'_>) -> System {
        let mut products = Products::new(variables.ranges.clone());
        let mut straight = |formula: &Formula| products.formula(formula);
        let members = statements.into_iter().map(|asked| {
            let member = Member {
                holds: Asked::of(straight(&asked.holds)),
                fails: Asked::of(straight(&asked.fails)),
                found_nothing: Asked::of(straight(&asked.found_nothing)),
            };
            (asked.rule, member)
        });
        let members: BTreeMap<usize, Member> = members.collect();
        let ties: Vec<Formula> = variables.ties.iter().map(&mut straight).collect();
        let tied: BTreeSet<Var> = ties.iter().flat_map(vars).collect();
        let anything = Range::everything(false);
        let free = (0..products.ranges.len()).filter_map(|var| Var::try_from(var).ok());
        let free = free.filter(|var| {
            *products.ranges.range(*var) == anything
                && !tied.contains(var)
                && !variables.held.contains_key(var)
        });
        System {
            free: free.collect(),
            answers: BTreeMap::new(),
            members,
            ties,
            products,
        }
    }

    /// Holds the figures that are shares within 0–100 %. What was found of questions
    /// that ask of none of them stays.
    pub(super) fn hold(&mut self, shares: &BTreeSet<Var>) {
        let ranges = &mut self.products.ranges;
        for var in shares {
            *ranges = ranges.with(*var, share_of(ranges.range(*var).clone()));
        }
        let is_share = |vars: &[Var]| vars.iter().any(|var| shares.contains(var));
        if self.ties.iter().any(|tie| is_share(&vars(tie))) {
            self.answers.clear();
            return;
        }
        let members = &self.members;
        let names_share = |question: &Question| {
            let of = |rule: &usize| {
                members.get(rule).is_none_or(|member| {
                    let all = [&member.holds, &member.fails, &member.found_nothing];
                    all.iter().any(|asked| is_share(&asked.vars))
                })
            };
            question.others.iter().chain([&question.rule]).any(of)
        };
        self.answers.retain(|question, _| !names_share(question));
    }

    /// Its rules, in their order.
    pub(super) fn rules(&self) -> impl Iterator<Item = usize> {
        self.members.keys().copied()
    }

    /// The rules that can clash at all.
    pub(super) fn that_may_clash(&self) -> Vec<usize> {
        let asked = self.members.iter();
        let asked = asked.map(|(rule, member)| (*rule, &member.holds));
        self.bearing(asked.collect(), &BTreeSet::new())
    }

    /// Those of some rules that can have a part in proving one; `None` where nothing
    /// can.
    pub(super) fn that_may_imply(&self, rule: usize, others: &[usize]) -> Option<Vec<usize>> {
        let fails = &self.members.get(&rule)?.fails;
        let asked = |other: &usize| Some((*other, &self.members.get(other)?.found_nothing));
        // What only this rule speaks of can be as it likes to.
        let is_open = |others: &[usize]| {
            let named = |var: &Var| {
                let mut others = others.iter().filter_map(asked);
                others.any(|(_, asked)| asked.vars.binary_search(var).is_ok())
            };
            let own = |var: &Var| self.free.contains(var) && !named(var);
            matches!(fails.formula, Formula::Atom(_)) && fails.vars.iter().any(own)
        };
        if is_open(others) {
            return None;
        }
        let held: BTreeSet<Var> = fails.vars.iter().copied().collect();
        let bearing = self.bearing(others.iter().filter_map(asked).collect(), &held);
        (!bearing.is_empty() && !is_open(&bearing)).then_some(bearing)
    }

    /// The rules that are left once comparisons are put aside that a figure which
    /// nothing else names can always make true.
    fn bearing(&self, asked: Vec<(usize, &Asked)>, held: &BTreeSet<Var>) -> Vec<usize> {
        let mut left: Vec<(usize, Vec<Vec<Var>>)> = asked
            .into_iter()
            .map(|(rule, asked)| (rule, asked.comparisons.clone()))
            .collect();
        let mut named: BTreeMap<Var, usize> = BTreeMap::new();
        let all = left.iter().flat_map(|(_, comparisons)| comparisons);
        for var in all.flatten() {
            *named.entry(*var).or_default() += 1;
        }
        // Forwards and backwards in turn, since rules of a chain stand in its order.
        for backwards in [false, true].into_iter().cycle() {
            let before: usize = named.values().sum();
            let mut put_aside = |comparisons: &mut Vec<Vec<Var>>| {
                comparisons.retain(|vars| {
                    let own = |var: &Var| {
                        self.free.contains(var) && !held.contains(var) && named[var] == 1
                    };
                    let stays = !vars.iter().any(own);
                    if !stays {
                        for var in vars {
                            *named.entry(*var).or_default() -= 1;
                        }
                    }
                    stays
                });
            };
            let each = left.iter_mut().map(|(_, comparisons)| comparisons);
            match backwards {
                false => each.for_each(&mut put_aside),
                true => each.rev().for_each(&mut put_aside),
            }
            if before == named.values().sum::<usize>() {
                break;
            }
        }
        left.retain(|(_, comparisons)| !comparisons.is_empty());
        left.into_iter().map(|(rule, _)| rule).collect()
    }

    /// Those of some rules that one hangs together with, by figures that they share,
    /// the nearest first.
    pub(super) fn near(&self, rule: usize, others: &[usize]) -> Near {
        let named = |rule: &usize| {
            let asked = self.members.get(rule);
            asked.map_or(&[][..], |asked| &asked.holds.vars)
        };
        let mut reached: BTreeSet<Var> = named(&rule).iter().copied().collect();
        self.reach_ties(&mut reached);
        let mut waiting: Vec<usize> = others.to_vec();
        let mut near = Vec::new();
        loop {
            let meets = |other: &usize| named(other).iter().any(|var| reached.contains(var));
            let (next, far): (Vec<usize>, Vec<usize>) = waiting.iter().partition(|at| meets(at));
            if next.is_empty() {
                return Near {
                    rules: near,
                    all: true,
                };
            }
            // Of those that are as near, the ones before it in the file come first.
            for other in next.iter().rev() {
                if near.len() == NEAR || !self.fits(rule, &near, *other) {
                    return Near {
                        rules: near,
                        all: false,
                    };
                }
                near.push(*other);
            }
            reached.extend(next.iter().flat_map(named).copied());
            self.reach_ties(&mut reached);
            waiting = far;
        }
    }

    /// Figures that are tied to those that are reached are reached.
    fn reach_ties(&self, reached: &mut BTreeSet<Var>) {
        loop {
            let before = reached.len();
            for tie in &self.ties {
                let tied = vars(tie);
                if tied.iter().any(|var| reached.contains(var)) {
                    reached.extend(tied);
                }
            }
            if reached.len() == before {
                return;
            }
        }
    }

    /// Whether one more rule beside others leaves few enough ways to hold.
    fn fits(&self, rule: usize, near: &[usize], more: usize) -> bool {
        let rules = near.iter().chain([&rule, &more]);
        let sizes = rules.filter_map(|rule| self.members.get(rule));
        let (alternatives, comparisons) = sizes
            .map(|member| size(&member.found_nothing.formula))
            .chain(self.ties.iter().map(size))
            .fold((1, 0), |(a, b): (usize, usize), (x, y)| {
                (a.saturating_mul(x), b.saturating_add(y))
            });
        alternatives <= ALTERNATIVES && comparisons <= COMPARISONS
    }

    /// The fewest of some rules that no values satisfy together with one; `None` where
    /// some values satisfy all, or where that is not settled.
    pub(super) fn smallest_clash(
        &mut self,
        rule: usize,
        others: Vec<usize>,
        questions: &mut usize,
    ) -> Option<Vec<usize>> {
        self.smallest(About::Clash, (rule, others), questions)
    }

    /// The fewest of some rules that one follows from.
    pub(super) fn smallest_proof(
        &mut self,
        rule: usize,
        others: Vec<usize>,
        questions: &mut usize,
    ) -> Option<Vec<usize>> {
        self.smallest(About::Proof, (rule, others), questions)
    }

    /// Leaves out one rule after the other, as long as no values satisfy the rest.
    fn smallest(
        &mut self,
        about: About,
        (rule, mut others): (usize, Vec<usize>),
        questions: &mut usize,
    ) -> Option<Vec<usize>> {
        let mut clashes = |others: &[usize]| {
            *questions = questions.checked_sub(1)?;
            let others = others.to_vec();
            self.answer(Question {
                about,
                rule,
                others,
            })
        };
        if others.is_empty() || !clashes(&others)? {
            return None;
        }
        // The farthest are tried first.
        for at in (0..others.len()).rev() {
            let mut fewer = others.clone();
            fewer.remove(at);
            if clashes(&fewer)? {
                others = fewer;
            }
        }
        others.sort_unstable();
        (!others.is_empty()).then_some(others)
    }

    /// Whether no values satisfy it.
    fn answer(&mut self, question: Question) -> Option<bool> {
        if let Some(known) = self.answers.get(&question) {
            return Some(*known);
        }
        let own = self.members.get(&question.rule)?;
        let own = match question.about {
            About::Clash => &own.holds,
            About::Proof => &own.fails,
        };
        let asked = |other: &usize| {
            let member = self.members.get(other)?;
            Some(match question.about {
                About::Clash => member.holds.formula.clone(),
                About::Proof => member.found_nothing.formula.clone(),
            })
        };
        let asked = question.others.iter().filter_map(asked);
        let whole = self.ties.iter().cloned().chain(asked);
        let whole = all(whole.chain([own.formula.clone()]).collect());
        let none = decide(&whole, &self.products.ranges) == Decision::No;
        self.answers.insert(question, none);
        Some(none)
    }
}

/// The figures of each comparison of a list of them that must all hold; of any other
/// condition all figures together, each twice, so that it is never put aside.
fn comparisons(formula: &Formula) -> Vec<Vec<Var>> {
    match formula {
        Formula::All(members) => members.iter().flat_map(comparisons).collect(),
        Formula::Atom(atom) if atom.relation != Relation::NotZero => {
            vec![atom.poly.vars().into_iter().collect()]
        }
        other => vec![vars(other), vars(other)],
    }
}

/// The figures of a condition.
fn vars(formula: &Formula) -> Vec<Var> {
    let mut found = BTreeSet::new();
    collect(formula, &mut found);
    found.into_iter().collect()
}

fn collect(formula: &Formula, found: &mut BTreeSet<Var>) {
    match formula {
        Formula::Constant(_) => {}
        Formula::Atom(atom) => found.extend(atom.poly.vars()),
        Formula::All(members) | Formula::Any(members) => {
            members.iter().for_each(|member| collect(member, found));
        }
        Formula::Tolerant(sides) => collect(&sides[0], found),
    }
}
