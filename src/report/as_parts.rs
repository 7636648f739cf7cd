//! Lines that are by their name parts of others, as rules: `women <= staff` for each
//! line that they cross.

use super::as_rules::{Names, new_name};
use super::searched::{Searched, found, relation_rule};
use crate::discover::{Crosses, Part};
use crate::figure::{Figure, Hedge};
use crate::rule::{Code, Found, Rule};

/// The rules of a part; `number` is that of its relation in the report, and `covered`
/// tells of figures that are under a rule already.
pub(super) fn part_rules(
    (searched, part): (&Searched<'_>, &Part),
    number: usize,
    covered: &dyn Fn(usize, usize) -> bool,
    names: &mut Names,
) -> Vec<Rule> {
    let fared = (part.holds(), part.over.len());
    let found = Found {
        named: true,
        ..found(number, Code::PartsExceedWhole, part.along, fared)
    };
    let table = searched.table;
    let section = table.section();
    let mut rule = |crossing: usize| -> Option<Rule> {
        let cell = |line: usize| searched.cell(part.along, line, crossing);
        let figure = |line: usize| searched.figure(part.along, line, crossing);
        let (own, whole) = (figure(part.part)?, figure(part.whole)?);
        let unit = |figure: &Figure| figure.unit.as_ref().map(|unit| unit.bases.clone());
        let plain = own.hedge == Hedge::None && whole.hedge == Hedge::None;
        let (row, column) = cell(part.part);
        let mut lines = [part.part, part.whole].into_iter();
        if !lines.all(|line| searched.has_own_key(part.along, line, crossing)) {
            return None;
        }
        if covered(row, column) || !plain || unit(own) != unit(whole) {
            return None;
        }
        let name = |line: usize| {
            let (row, column) = cell(line);
            table.name_in_rules(row, column)
        };
        let text = format!("{} <= {}", name(part.part), name(part.whole));
        let called = new_name(format!("found-part:{section}.{}", name(part.part)), names);
        let excerpt = table.rows.get(row)?.excerpt();
        let mut rule = relation_rule(&called, &text, excerpt, found.clone())?;
        rule.section = Some(section.to_owned());
        Some(rule)
    };
    let over = part.over.iter();
    over.filter_map(|(crossing, _)| rule(*crossing)).collect()
}
