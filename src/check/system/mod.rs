//! All that the rules of a report ask of its figures, side by side: every
//! check as comparisons over figures of which each is one variable, whatever
//! rules name it, also where its print leaves it no choice.

pub(crate) mod could_clash;

use crate::cell::CellName;
use crate::check::bind::{BoundRule, Scope};
use crate::check::bind::{Condition, Leaf};
use crate::check::coverage::selects;
use crate::check::evaluate::Evaluation;
use crate::check::evaluate::{CellKey, Evaluated, Reason};
use crate::check::options::CheckOptions;
use crate::figure::{End, Figure, Range, Rat};
use crate::finding::{LeftOut, RuleNote, WhyLeftOut};
use crate::place::Place;
use crate::report::Report;
use crate::rule::{Comparison, Expr, Missing, Rule, Severity};
use crate::solve::formula::{Atom, Formula, Relation};
use crate::solve::polynomial::Var;
use crate::solve::quotient::Value;
use crate::table::{Table, TableRow};
use num_traits::{One, Signed, Zero};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The checks of a report over its figures.
#[derive(Debug, Default)]
pub(crate) struct System<'a> {
    /// The figures, by their number in the comparisons.
    pub figures: Vec<Unknown<'a>>,
    /// The checks that are lists of comparisons, in the order of the rules.
    pub checks: Vec<Stated<'a>>,
    /// Rules that are not.
    pub left_out: Vec<LeftOut>,
    /// Blank cells that some rule counts as zero: they are not worked out.
    pub zeros: BTreeSet<CellKey>,
}

/// A variable: a figure of the report, or one that a rule brings along.
#[derive(Clone, Debug)]
pub(crate) struct Unknown<'a> {
    /// Its cell; none for what no cell holds, such as the slack of a tolerance.
    pub cell: Option<FigureCell<'a>>,
    /// What its print allows; anything where nothing is printed.
    pub range: Range,
    /// What another print could say: a count stays a count.
    pub domain: Range,
}

/// A figure's cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FigureCell<'a> {
    /// Where it is.
    pub key: CellKey,
    /// Its table.
    pub table: &'a Table,
    /// Its row.
    pub row: &'a TableRow,
    /// The figure, where one is printed.
    pub figure: Option<&'a Figure>,
}

/// A check that is a list of comparisons.
#[derive(Clone, Debug)]
pub(crate) struct Stated<'a> {
    /// Its rule.
    pub rule: &'a Rule,
    /// The table and the row that it is made for.
    pub row: Option<(usize, usize)>,
    /// That row.
    pub at: Option<&'a TableRow>,
    /// What must hold, all of it, each with how much it matters.
    pub atoms: Vec<(Atom, Severity)>,
}

impl<'a> Stated<'a> {
    /// The key of the row that it is made for.
    pub(crate) fn key(&self) -> Option<&'a str> {
        self.at.map(|row| row.key())
    }
}

impl FigureCell<'_> {
    /// Its name.
    pub(crate) fn name(&self) -> CellName {
        CellName::in_row(&self.table.layout, self.row.key(), self.key.column)
    }

    /// Its name as rules write it, also where it is in the report before.
    pub(crate) fn written(&self) -> String {
        let name = self.name();
        match self.key.prior {
            true => format!("prior.{name}"),
            false => name.to_string(),
        }
    }

    /// Its place.
    pub(crate) fn place(&self) -> Place {
        self.row.place(self.key.column)
    }
}

impl<'a> System<'a> {
    /// Of the rules that are bound, as far as their tables are in memory.
    pub(super) fn of(
        bound: &[(&'a Rule, BoundRule)],
        scope: &'a Scope<'a>,
        options: &CheckOptions,
    ) -> System<'a> {
        let mut builder = Builder {
            scope,
            options,
            left: NAMED,
            system: System::default(),
            known: HashMap::new(),
        };
        for (rule, bound) in bound {
            if let Err(why) = builder.rule(rule, bound) {
                let rule = RuleNote::of(rule);
                builder.system.left_out.push(LeftOut { rule, why });
            }
        }
        builder.system
    }
}

/// Rows that a table may have for its rules to take part.
const ROWS: usize = 5_000;
/// How often figures may be named in all.
const NAMED: usize = 100_000;

struct Builder<'a, 'o> {
    scope: &'a Scope<'a>,
    options: &'o CheckOptions,
    /// How often figures may still be named.
    left: usize,
    system: System<'a>,
    known: HashMap<CellKey, Var>,
}

impl<'a> Builder<'a, '_> {
    fn rule(&mut self, rule: &'a Rule, bound: &BoundRule) -> Result<(), WhyLeftOut> {
        if !is_list(&rule.expr) {
            return Err(WhyLeftOut::Condition);
        }
        if selects_by_figures(bound) {
            return Err(WhyLeftOut::Selection);
        }
        if self.is_long(bound) {
            return Err(WhyLeftOut::LongTable);
        }
        let Some(table) = bound.rows_of else {
            return self.check(rule, bound, None);
        };
        let rows: &'a Table = &self.scope.report.tables[table];
        for (at, row) in rows.rows.iter().enumerate() {
            if selects(
                rule,
                bound,
                (table, Some(at), row),
                self.scope,
                self.options,
            ) {
                self.check(rule, bound, Some((table, at, row)))?;
            }
        }
        Ok(())
    }

    /// Whether a rule runs over the rows of a long table.
    fn is_long(&self, bound: &BoundRule) -> bool {
        let long = |prior: bool, table: usize| {
            let report = match prior {
                true => self.scope.prior,
                false => Some(self.scope.report),
            };
            let table = report.and_then(|report| report.tables.get(table));
            table.is_some_and(|table| table.streamed || table.rows.len() > ROWS)
        };
        let mut found = bound.rows_of.is_some_and(|table| long(false, table));
        bound.condition.visit(&mut |leaf| {
            if let Leaf::Over(over) = leaf {
                found |= long(over.prior, over.table);
            }
        });
        found
    }

    fn check(
        &mut self,
        rule: &'a Rule,
        bound: &BoundRule,
        row: Option<(usize, usize, &'a TableRow)>,
    ) -> Result<(), WhyLeftOut> {
        let none = HashMap::new();
        let rounding = self.options.read.rounding;
        let mut evaluation = Evaluation::new(self.scope, rule, rounding, &none).left_open();
        if let Some((table, at, row)) = row {
            evaluation = evaluation.for_row(table, Some(at), row);
        }
        let (evaluated, formula) = evaluation.run(&bound.condition);
        let named = self.left.checked_sub(evaluated.operands.len());
        self.left = named.ok_or(WhyLeftOut::LongTable)?;
        let formula = match formula {
            Ok(formula) => formula,
            Err(Reason::TooComplex) => return Err(WhyLeftOut::Product),
            // What is not checked says nothing of its figures; that is told elsewhere.
            Err(_) => return Ok(()),
        };
        if rule.missing == Missing::Zero {
            let blank = evaluated
                .operands
                .iter()
                .filter(|part| part.figure.is_none());
            self.system.zeros.extend(blank.map(|part| part.cell));
        }
        let greatest = &evaluated.greatest;
        let mut atoms = Vec::new();
        list(&formula, greatest, rule.severity, &mut atoms)?;
        if let (Some(remainder), Some(severity)) = (&evaluated.remainder, rule.remainder) {
            // That the parts are no more than the whole is said already.
            let formula = at_most(remainder.clone());
            list(&formula, greatest, severity, &mut atoms)?;
        }
        let vars = self.vars(&evaluated);
        for (atom, _) in &mut atoms {
            atom.poly = atom.poly.renamed(|var| vars[var as usize]);
        }
        for var in differences(&evaluated) {
            let figure = &mut self.system.figures[vars[var as usize] as usize];
            figure.domain = Range::everything(figure.domain.whole);
        }
        atoms.retain(|(atom, _)| !atom.poly.vars().is_empty());
        if !atoms.is_empty() {
            self.system.checks.push(Stated {
                rule,
                row: row.map(|(table, at, _)| (table, at)),
                at: row.map(|(_, _, row)| row),
                atoms,
            });
        }
        Ok(())
    }

    /// The numbers in the system of a check's figures.
    fn vars(&mut self, evaluated: &Evaluated<'a>) -> Vec<Var> {
        let mut vars = Vec::new();
        for (at, cell) in evaluated.cells.iter().enumerate() {
            let var = Var::try_from(at).unwrap_or(Var::MAX);
            let range = evaluated.ranges.range(var).clone();
            let known = cell.and_then(|key| self.known.get(&key).copied());
            // Where two rules take a figure for rounded otherwise, either may be.
            if let Some(known) = known {
                let own = &mut self.system.figures[known as usize].range;
                *own = own.join(&range);
                vars.push(known);
                continue;
            }
            let number = Var::try_from(self.system.figures.len()).unwrap_or(Var::MAX);
            let unknown = match cell.and_then(|key| self.cell(key)) {
                Some(cell) => Unknown {
                    domain: domain(&cell, &range),
                    cell: Some(cell),
                    range,
                },
                None => Unknown {
                    cell: None,
                    domain: range.clone(),
                    range,
                },
            };
            self.system.figures.push(unknown);
            if let Some(key) = cell {
                self.known.insert(*key, number);
            }
            vars.push(number);
        }
        vars
    }

    fn cell(&self, key: CellKey) -> Option<FigureCell<'a>> {
        let report: &'a Report = match key.prior {
            true => self.scope.prior?,
            false => self.scope.report,
        };
        let table = report.tables.get(key.table)?;
        let row = table.rows.get(key.row?)?;
        Some(FigureCell {
            key,
            table,
            row,
            figure: row.figure(key.column),
        })
    }
}

/// The figures that are the difference of others, by a check's own numbers:
/// counts that may be below zero.
fn differences(evaluated: &Evaluated<'_>) -> Vec<Var> {
    let alone = |value: &Value| {
        let mut terms = value.num.terms();
        match (terms.next(), terms.next(), value.den.as_constant()) {
            (Some(([var], _)), None, Some(_)) => Some(*var),
            _ => None,
        }
    };
    let takes_off = |value: &Value| value.num.terms().any(|(_, factor)| factor.is_negative());
    let equal = evaluated
        .compared
        .iter()
        .filter(|compared| compared.sign == Comparison::Equal);
    let sides = equal.flat_map(|compared| {
        let (left, right) = (&compared.left, &compared.right);
        [(left, right), (right, left)]
    });
    let found = sides.filter(|(_, other)| takes_off(other));
    found.filter_map(|(one, _)| alone(one)).collect()
}

/// What a corrected print could say: counts stay whole and are not below zero
/// where they are not now, shares stay shares.
fn domain(cell: &FigureCell<'_>, range: &Range) -> Range {
    let layout = &cell.table.layout;
    let config = &layout.columns[cell.key.column].config;
    let unit = layout.unit_of(cell.row.unit.as_ref(), cell.key.column);
    let unit = cell.figure.and_then(|figure| figure.unit.as_ref()).or(unit);
    let nominal = cell.figure.map(|figure| &figure.nominal);
    let counts = unit.is_some_and(|unit| unit.counting) || (unit.is_none() && nominal.is_some());
    let mut domain = Range::everything(range.whole);
    // A number without a fraction is corrected to one without.
    if range.is_point().is_some_and(Rat::is_integer) && cell.figure.is_some() {
        domain.whole = true;
    }
    if config.share {
        domain.lo = End::Closed(Rat::zero());
        domain.hi = End::Closed(Rat::one());
    } else if counts && nominal.is_none_or(|nominal| !nominal.is_negative()) {
        domain.lo = End::Closed(Rat::zero());
    }
    // What is printed is possible, whatever its column says.
    match nominal {
        Some(nominal) if !domain.contains(nominal) => Range::everything(range.whole),
        _ => domain,
    }
}

/// Whether a rule asks for all of its comparisons and for nothing else.
fn is_list(expr: &Expr) -> bool {
    match expr {
        Expr::And(members) => members.iter().all(is_list),
        Expr::Or(_) | Expr::Not(..) | Expr::If { .. } => false,
        _ => true,
    }
}

/// Whether another figure could make a rule look at other rows.
fn selects_by_figures(bound: &BoundRule) -> bool {
    fn by_figures(condition: &Condition) -> bool {
        let mut found = false;
        condition.visit(&mut |leaf| found |= matches!(leaf, Leaf::Figure(..) | Leaf::Over(_)));
        found
    }
    let mut found = bound.filter.as_ref().is_some_and(by_figures);
    bound.condition.visit(&mut |leaf| {
        if let Leaf::Over(over) = leaf {
            found |= over.filter.as_ref().is_some_and(by_figures);
        }
    });
    found
}

/// The comparisons of a condition that is a list of them.
fn listed(
    formula: &Formula,
    severity: Severity,
    atoms: &mut Vec<(Atom, Severity)>,
) -> Result<(), WhyLeftOut> {
    match formula {
        // What holds or fails whatever the figures are says nothing of them.
        Formula::Constant(_) => Ok(()),
        Formula::Atom(atom) if atom.relation == Relation::NotZero => Err(WhyLeftOut::Condition),
        Formula::Atom(atom) => {
            atoms.push((atom.clone(), severity));
            Ok(())
        }
        Formula::All(members) => members
            .iter()
            .try_for_each(|member| listed(member, severity, atoms)),
        Formula::Tolerant(sides) => listed(&sides[0], severity, atoms),
        Formula::Any(_) => Err(WhyLeftOut::Condition),
    }
}

/// The same, where greatest figures take part. A greatest figure may only be
/// held below something: then it is enough that all that it is taken of are.
fn list(
    formula: &Formula,
    greatest: &[Var],
    severity: Severity,
    atoms: &mut Vec<(Atom, Severity)>,
) -> Result<(), WhyLeftOut> {
    // What ties greatest figures to their arguments comes first, the rest last.
    let (ties, rest) = match formula {
        Formula::All(members) if !greatest.is_empty() => match members.split_last() {
            Some((rest, ties)) => (ties, rest),
            None => return Ok(()),
        },
        other => (&[][..], other),
    };
    for tie in ties {
        listed(tie, severity, atoms)?;
    }
    let from = atoms.len();
    listed(rest, severity, atoms)?;
    let limits = |atom: &Atom, var: Var| {
        let factor = atom.poly.factor(var).filter(|_| atom.poly.is_linear());
        factor.is_some_and(Rat::is_positive) && atom.relation != Relation::Zero
    };
    let within = |(atom, _): &(Atom, Severity)| {
        let vars = atom.poly.vars();
        greatest
            .iter()
            .all(|var| !vars.contains(var) || limits(atom, *var))
    };
    match atoms[from..].iter().all(within) {
        true => Ok(()),
        false => Err(WhyLeftOut::Greatest),
    }
}

/// That the left side is no more than the right one, in the place of both
/// being the same.
fn at_most(formula: Formula) -> Formula {
    match formula {
        Formula::Atom(atom) if atom.relation == Relation::Zero => Formula::Atom(Atom {
            relation: Relation::NotPositive,
            ..atom
        }),
        Formula::All(members) => Formula::All(members.into_iter().map(at_most).collect()),
        Formula::Tolerant(sides) => {
            let [holds, fails] = *sides;
            Formula::Tolerant(Box::new([at_most(holds), fails]))
        }
        other => other,
    }
}

/// The figures of several checks: how many checks name each.
pub(crate) fn uses(checks: &[Stated<'_>]) -> BTreeMap<Var, usize> {
    let mut uses = BTreeMap::new();
    for check in checks {
        let mut vars = BTreeSet::new();
        for (atom, _) in &check.atoms {
            vars.extend(atom.poly.vars());
        }
        for var in vars {
            *uses.entry(var).or_default() += 1;
        }
    }
    uses
}
