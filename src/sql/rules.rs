//! One rule as a query: for each row that it is checked for the verdict, and
//! for a failing one what the two sides allow.

use super::arithmetic::{Stages, Whole};
use super::conditions::{
    Outcome, Place, Sides, Tree, only_sides, outcome, selected, tree, without_remainder,
};
use super::dialect::Dialect;
use super::leaves::{Interval, Leaf};
use super::numbers::Numbers;
use super::reasons::Why;
use super::tables::Tables;
use super::text::{FALSE, TRUE, all, any, not, one_line, power};
use crate::check::{BoundRule, Scope};
use crate::rule::{Comparison, Missing, Rule};
use crate::solve::polynomial::Poly;

/// Writes a rule.
///
/// # Errors
/// Why it cannot be written.
pub(super) fn rule_query<'a>(
    number: usize,
    (rule, bound): (&'a Rule, &BoundRule),
    scope: &'a Scope<'a>,
    tables: &mut Tables<'a>,
) -> Result<String, Why> {
    if rule.out.is_some() {
        return Err(Why::NotInForce);
    }
    if !rule.graver.is_empty() {
        return Err(Why::Levels);
    }
    if rule.missing == Missing::ZeroIfAny {
        return Err(Why::ZeroIfAny);
    }
    let name = format!("rule_{number}");
    // A column without a unit may print rates or plain numbers.
    let mut as_rates = Numbers::new(scope, rule, tables, name.clone());
    as_rates.checked = bound.rows_of;
    let _tree = tree(&bound.condition, &mut as_rates, false, false)?;
    let rates_clash = as_rates.clash;
    let mut numbers = Numbers::new(scope, rule, tables, name.clone());
    (numbers.as_rates, numbers.checked) = (false, bound.rows_of);
    let tree = tree(&bound.condition, &mut numbers, false, false)?;
    let (yes, unsure) = match &bound.filter {
        None => (TRUE.to_owned(), FALSE.to_owned()),
        Some(filter) => {
            let mut of_filter = Numbers::new(scope, rule, numbers.tables, name.clone());
            of_filter.inline = true;
            let selection = selected(filter, &mut of_filter)?;
            let joins = std::mem::take(&mut of_filter.joins);
            let before = std::mem::take(&mut of_filter.before);
            if !before.is_empty() {
                return Err(Why::Joined);
            }
            for join in joins {
                if !numbers.joins.contains(&join) {
                    numbers.joins.push(join);
                }
            }
            selection
        }
    };
    let branches = !matches!(tree, Tree::Compare(_) | Tree::Includes(_));
    if branches && !numbers.divisors.is_empty() {
        return Err(Why::Division);
    }
    let from = match (bound.rows_of, &bound.by) {
        (Some(_), Some(_)) if bound.filter.is_some() => return Err(Why::Groups),
        (Some(table), Some(by)) => {
            let groups = numbers.groups_checked(bound, table, by)?;
            (groups, "f.row_number".to_owned(), "f.row_key".to_owned())
        }
        (Some(table), None) => {
            let columns = scope.report.tables[table].layout.key_columns();
            let key = numbers.tables.key((false, table), columns, Some("f"))?;
            let figures = numbers.tables.figures((false, table))?;
            (figures, "f.row_number".to_owned(), key)
        }
        (None, _) => {
            let text = numbers.tables.dialect.text();
            (
                "(SELECT 1 AS one)".to_owned(),
                "CAST(NULL AS BIGINT)".to_owned(),
                format!("CAST(NULL AS {text})"),
            )
        }
    };
    let writer = Writer {
        name: &name,
        number,
        from,
        selection: (yes, unsure),
        rates_clash,
        branches,
        by_group: bound.by.is_some(),
    };
    writer.write(rule, &tree, numbers)
}

struct Writer<'w> {
    name: &'w str,
    number: usize,
    /// The rows that are checked, their numbers and keys.
    from: (String, String, String),
    selection: (String, String),
    rates_clash: bool,
    branches: bool,
    /// Whether groups of rows are checked, not rows.
    by_group: bool,
}

impl Writer<'_> {
    fn write(&self, rule: &Rule, tree: &Tree, numbers: Numbers<'_, '_>) -> Result<String, Why> {
        let dialect = numbers.tables.dialect;
        let mut stops = vec!["unsure".to_owned()];
        if numbers.clash || numbers.absent {
            stops.push(TRUE.to_owned());
        }
        if self.by_group {
            stops.extend(numbers.no_group.iter().cloned());
        }
        let mut polys = Vec::new();
        differences(tree, &mut polys);
        polys.extend(numbers.divisors.iter().cloned());
        let mut leaves = numbers.leaves.clone();
        let touched = open_divisors(&numbers.divisors, &mut leaves);
        let long = self.shorten(&polys, &mut leaves)?;
        if self.rates_clash && !numbers.clash {
            stops.extend(leaves.iter().map(|leaf| leaf.percent.clone()));
        }
        let (mut named, mut staged) = (Vec::new(), Vec::new());
        for (at, leaf) in leaves.iter().enumerate() {
            let name = format!("x{}", at + 1);
            let (leaf, columns) = leaf.staged(&name);
            if !columns.is_empty() {
                let comment = format!("-- {name}: {}", one_line(&leaf.words));
                let columns = columns.join(",\n    ");
                named.push(format!("\n    {comment}\n    {columns}"));
            }
            staged.push(leaf);
        }
        let stop_now = any(stops.iter().skip(1).cloned());
        let no_group = any(numbers.no_group.iter().cloned());
        let columns = [
            format!("{} AS row_number", self.from.1),
            format!("{} AS row_key", self.from.2),
            format!("{} AS unsure", self.selection.1),
            format!("{stop_now} AS stop_now"),
            format!("{no_group} AS no_group"),
            format!("{touched} AS touched"),
            format!("{long} AS too_long"),
            format!("{} AS headings", any(numbers.headings.iter().cloned())),
        ];
        let joins: String = numbers
            .joins
            .iter()
            .map(|join| format!("\n  {join}"))
            .collect();
        let mut select = columns.to_vec();
        let texts = numbers.texts.iter().enumerate();
        select.extend(texts.map(|(at, text)| format!("{text} AS text_{}", at + 1)));
        select.extend(named);
        let filter = any([self.selection.0.clone(), self.selection.1.clone()]);
        let mut parts = numbers.before.clone();
        let stage = |stage: &str| format!("{}_{stage}", self.name);
        parts.push(format!(
            "{} AS (\n  SELECT {}\n  FROM {} AS f{joins}\n  WHERE {filter}\n)",
            stage("named"),
            select.join(",\n    "),
            self.from.0
        ));
        let mut stages = Stages::default();
        let judged = self.judged(rule, tree, &numbers.divisors, &staged, &mut stages)?;
        let sides = self.sides(dialect, only_sides(tree), &staged, &mut stages)?;
        let mut from = stage("named");
        for (level, columns) in stages.layers.iter().enumerate() {
            let name = stage(&format!("step_{}", level + 1));
            let columns = columns.join(",\n    ");
            parts.push(format!(
                "{name} AS (\n  SELECT *,\n    {columns}\n  FROM {from}\n)"
            ));
            from = name;
        }
        let (with, section) = (
            parts.join(",\n\n"),
            match &rule.section {
                Some(section) => dialect.quoted(section),
                None => format!("CAST(NULL AS {})", dialect.text()),
            },
        );
        let (number, own) = (self.number, dialect.quoted(&rule.name));
        Ok(format!(
            "WITH\n{with}\n\nSELECT {number} AS rule_number, {own} AS rule, {section} AS section, row_number, row_key, verdict,\n  \
             CASE WHEN verdict = 'not checked' THEN reason END AS reason,\n  {sides}\nFROM (\n  SELECT *,\n    {judged}\n  FROM {from}\n) AS judged"
        ))
    }

    /// The verdict, and the reason where there is none.
    fn judged(
        &self,
        rule: &Rule,
        tree: &Tree,
        divisors: &[Poly],
        leaves: &[Leaf],
        stages: &mut Stages,
    ) -> Result<String, Why> {
        let bounded = has_bounds(tree);
        let (mut zero, mut turned) = (Vec::new(), Vec::new());
        for divisor in divisors {
            let whole = Whole::of(divisor, leaves)?;
            let (ends, _) = stages.bounds_of(&whole, leaves)?;
            let positive = away(&ends.lo, &ends.lo_open, '>');
            let negative = away(&ends.hi, &ends.hi_open, '<');
            zero.push(not(&any([positive.clone(), negative.clone()])));
            if bounded {
                turned.push(not(&positive));
            }
        }
        let place = &mut Place::Staged(stages);
        let found: Outcome = outcome(tree, leaves, place, self.branches)?;
        let remainder = match (tree, rule.remainder) {
            (Tree::Includes(sides), Some(_)) => {
                let left = without_remainder(sides, leaves, place)?;
                (not(&left.possible), not(&left.sure))
            }
            _ => (FALSE.to_owned(), FALSE.to_owned()),
        };
        let (zero, turned) = (any(zero), any(turned));
        let stop = any(["stop_now", "unsure", "too_long"].map(str::to_owned));
        let stop = any([stop, found.stop.clone(), zero.clone()]);
        // What is divided by is asked for also where the rest holds whatever it is.
        let missing = match divisors {
            [] => all([found.unknown.clone(), not(&found.yes)]),
            _ => found.unknown.clone(),
        };
        let missing = stages.keep("misses", missing);
        // That there was no report before, or no such row in it, is nobody's fault.
        let gone = any(leaves.iter().map(|leaf| leaf.gone.clone()));
        let insists = all([
            found.insists.clone(),
            any([stop.clone(), missing.clone()]),
            not(&gone),
        ]);
        let verdict = [
            (insists, "inconsistent"),
            (any([stop, turned.clone()]), "not checked"),
            (
                all([
                    not(&found.possible),
                    any(["touched", "headings"].map(str::to_owned)),
                ]),
                "not checked",
            ),
            (not(&found.possible), "inconsistent"),
            (any([missing.clone(), not(&found.sure)]), "not checked"),
            (remainder.0, "inconsistent"),
            (remainder.1, "not checked"),
        ];
        let fails = |why: &str| all([not(&found.possible), why.to_owned()]);
        let in_none = any(["stop_now".to_owned(), found.stop.clone()]);
        let reason = [
            ("unsure".to_owned(), "selection"),
            (all([in_none, "no_group".to_owned()]), "no-group"),
            ("stop_now".to_owned(), "absent-or-unlike-units"),
            ("too_long".to_owned(), "too-many-digits"),
            (found.stop.clone(), "not-read-here"),
            (any([zero, fails("touched")]), "divisor"),
            (fails("headings"), "headings"),
            (all([missing, found.sure.clone()]), "not-reported"),
        ];
        Ok(format!(
            "{} AS verdict,\n      {} AS reason",
            cases(&verdict, "consistent"),
            cases(&reason, "not-decided-here")
        ))
    }

    /// What the sides allow and by how much they fail to meet, in whole numbers
    /// and the places that these have.
    fn sides(
        &self,
        dialect: Dialect,
        sides: Option<&Sides>,
        leaves: &[Leaf],
        stages: &mut Stages,
    ) -> Result<String, Why> {
        let integer = dialect.integer();
        let mut columns: Vec<String> = Vec::new();
        let mut add = |name: &str, value: Option<&str>| {
            let value = value.unwrap_or("NULL");
            columns.push(format!(
                "CAST(CASE WHEN verdict = 'inconsistent' THEN {value} END AS {integer}) AS {name}"
            ));
        };
        let mut places = Vec::new();
        let mut ends_of = |poly: &Poly| -> Result<Interval, Why> {
            let whole = Whole::of(poly, leaves)?;
            places.push(whole.scale);
            Ok(stages.apart(&whole, leaves))
        };
        if let Some(sides) = sides {
            let (left, right) = (ends_of(&sides.left)?, ends_of(&sides.right)?);
            let Interval { lo, hi, .. } = ends_of(&sides.difference())?;
            add("left_lo", Some(&left.lo));
            add("left_hi", Some(&left.hi));
            add("right_lo", Some(&right.lo));
            add("right_hi", Some(&right.hi));
            let gap = format!("CASE WHEN {lo} >= 0 THEN {lo} ELSE {hi} END");
            add("slack", Some(&gap));
        } else {
            for name in ["left_lo", "left_hi", "right_lo", "right_hi", "slack"] {
                add(name, None);
            }
        }
        for (at, side) in ["left", "right", "slack"].iter().enumerate() {
            let places = places.get(at).copied().unwrap_or(0);
            columns.push(format!("{places} AS {side}_places"));
        }
        Ok(columns.join(",\n    "))
    }

    /// Keeps out figures whose products would be too long, and says where.
    fn shorten(&self, polys: &[Poly], leaves: &mut [Leaf]) -> Result<String, Why> {
        let mut long = Vec::new();
        for poly in polys {
            let whole = Whole::of(poly, leaves)?;
            for (at, digits) in whole.digits() {
                let leaf = &mut leaves[at];
                if leaf.size <= digits {
                    continue;
                }
                if digits <= leaf.scale + 2 {
                    return Err(Why::TooLong);
                }
                let limit = power(digits - 1).unwrap_or_default();
                let too_long = |end: &str| format!("abs({end}) >= {limit}");
                let is_long = format!(
                    "coalesce({} OR {}, FALSE)",
                    too_long(&leaf.lo),
                    too_long(&leaf.hi)
                );
                let kept =
                    |end: &str| format!("CASE WHEN {} THEN NULL ELSE {end} END", too_long(end));
                (leaf.lo, leaf.hi, leaf.size) = (kept(&leaf.lo), kept(&leaf.hi), digits);
                long.push(is_long);
            }
        }
        Ok(any(long))
    }
}

/// That an end keeps away from zero.
fn away(end: &str, open: &str, sign: char) -> String {
    let beyond = format!("coalesce({end} {sign} 0, FALSE)");
    any([
        beyond,
        all([format!("coalesce({end} = 0, FALSE)"), open.to_owned()]),
    ])
}

/// A divisor that is one figure and ends at zero is asked not to be there;
/// says where one does.
fn open_divisors(divisors: &[Poly], leaves: &mut [Leaf]) -> String {
    let mut touched = Vec::new();
    for divisor in divisors {
        let vars: Vec<usize> = divisor.vars().iter().map(|var| *var as usize).collect();
        let ([at], true) = (vars.as_slice(), divisor.is_linear()) else {
            continue;
        };
        let leaf = &mut leaves[*at];
        // What is exact ends nowhere else.
        let ends = format!(
            "coalesce({} = 0 AND NOT {} AND coalesce({} > 0, TRUE), FALSE)",
            leaf.lo, leaf.lo_open, leaf.hi
        );
        let one = power(leaf.scale).unwrap_or_default();
        let lo = &leaf.lo;
        let whole = &leaf.whole;
        leaf.lo_open = any([
            all([not(&ends), leaf.lo_open.clone()]),
            all([ends.clone(), not(whole)]),
        ]);
        leaf.lo = format!("CASE WHEN {ends} AND {whole} THEN {one} ELSE {lo} END");
        touched.push(ends);
    }
    any(touched)
}

/// All differences that a condition compares with zero.
fn differences(tree: &Tree, out: &mut Vec<Poly>) {
    match tree {
        Tree::Text(_) => {}
        Tree::Compare(list) => out.extend(list.iter().flat_map(all_sides)),
        Tree::Includes(sides) => out.extend(all_sides(sides)),
        Tree::All(list) | Tree::Any(list) => list.iter().for_each(|one| differences(one, out)),
        Tree::If(condition, then, otherwise) => {
            differences(condition, out);
            differences(then, out);
            if let Some(otherwise) = otherwise {
                differences(otherwise, out);
            }
        }
    }
}

fn all_sides(sides: &Sides) -> [Poly; 3] {
    [sides.difference(), sides.left.clone(), sides.right.clone()]
}

/// Whether a condition compares otherwise than by `=` and `!=`.
fn has_bounds(tree: &Tree) -> bool {
    let bounded = |sides: &Sides| !matches!(sides.sign, Comparison::Equal | Comparison::Unequal);
    match tree {
        Tree::Compare(list) => list.iter().any(bounded),
        Tree::Includes(_) => true,
        _ => false,
    }
}

fn cases(cases: &[(String, &str)], otherwise: &str) -> String {
    let mut text = String::from("CASE");
    for (condition, what) in cases {
        if condition != FALSE {
            text.push_str(&format!("\n        WHEN {condition} THEN '{what}'"));
        }
    }
    format!("{text}\n        ELSE '{otherwise}' END")
}

/// A whole number over a power of ten as a decimal number; both are columns.
pub(super) fn decimal(dialect: Dialect, value: &str, places: &str) -> String {
    let digits = format!("CAST(abs({value}) AS {})", dialect.text());
    let filled =
        format!("lpad({digits}, CAST(greatest(length({digits}), {places} + 1) AS INTEGER), '0')");
    let whole = format!("substr({filled}, 1, length({filled}) - {places})");
    let rest = format!("trim(TRAILING '0' FROM substr({filled}, length({filled}) - {places} + 1))");
    // An end that is not there stays away.
    format!(
        "CASE WHEN {value} IS NOT NULL THEN concat(CASE WHEN {value} < 0 THEN '-' ELSE '' END,\n    \
         {whole},\n    CASE WHEN {rest} <> '' THEN '.' ELSE '' END, {rest}) END"
    )
}
