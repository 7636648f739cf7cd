//! Figures that stand in two tables of a report: found by what their rows and
//! columns are called, and only where several such figures agree, so that it is
//! never the value alone that tells.

use super::found_total::{FoundTotal, TotalLine};
use super::searched::{printed, relation_rule};
use super::tie_years::years;
use crate::discover::one_slip;
use crate::figure::{Figure, Hedge};
use crate::rule::{Code, Found, Lines, Rule};
use crate::structure::{same_name, total_name, without_number};
use crate::table::Table;
use num_traits::Zero;
use std::collections::{BTreeMap, HashMap};

/// What figures that agree must speak together, in bits.
const ENOUGH: u32 = 24;
/// The same where no two differ: then nothing is told but that they hold.
const ENOUGH_ALONE: u32 = 12;
/// The same where one differs, by a slip of the pen.
const ENOUGH_BESIDE_A_SLIP: u32 = 8;
/// Figures of a report that are compared.
const FIGURES: usize = 200_000;
/// A last word that says by itself what a figure is has more letters.
const SHORT: usize = 4;
/// Words of columns that say nothing of what is in them.
const PLAIN: [&str; 10] = [
    "value", "values", "number", "amount", "figure", "count", "数值", "数量", "数据", "值",
];

/// A figure by its table, its row and its column.
pub(super) type At = (usize, usize, usize);

/// Two tables, and the figures that both have.
type Shared = BTreeMap<(usize, usize), Vec<(At, At)>>;

/// The relations between tables, as rules; `totals` are the lines whose figures
/// show that they sum up others, `first` is the number of the first relation.
pub(super) fn across(
    tables: &[&Table],
    totals: &[FoundTotal],
    covered: &dyn Fn(&str, usize, usize) -> bool,
    first: usize,
) -> (Vec<Rule>, usize) {
    let mut rules = Vec::new();
    let mut number = first;
    for pairs in shared(tables, totals).into_values() {
        let open = |pair: &(At, At)| {
            let at = pair.0;
            !covered(tables[at.0].section(), at.1, at.2) && !is_taken_away(tables, pair)
        };
        let pairs: Vec<(At, At)> = pairs.into_iter().filter(open).collect();
        let own = same_figures(tables, &pairs, Lines::Figures, number);
        number += usize::from(!own.is_empty());
        rules.extend(own);
    }
    (rules, number - first)
}

/// The rules that pairs of figures of tables are the same, where they show that they
/// are: one relation, of this number.
pub(super) fn same_figures(
    tables: &[&Table],
    pairs: &[(At, At)],
    over: Lines,
    relation: usize,
) -> Vec<Rule> {
    let evidence = Evidence::of(tables, pairs);
    if !evidence.is_enough() {
        return Vec::new();
    }
    let found = Found {
        relation,
        code: Code::RepeatMismatch,
        over,
        holds: evidence.holds,
        tried: pairs.len(),
        named: false,
        hardly: false,
    };
    let rules = pairs.iter().filter_map(|pair| rule(tables, pair, &found));
    rules.collect()
}

/// What figures that are called alike say by their values.
pub(super) struct Evidence {
    /// How many are equal.
    pub holds: usize,
    differ: usize,
    bits: u32,
    /// Whether each that differs is one slip of the pen from the other.
    slips: bool,
}

impl Evidence {
    /// Of pairs.
    pub(super) fn of(tables: &[&Table], pairs: &[(At, At)]) -> Evidence {
        let agree = |pair: &&(At, At)| same(tables, pair);
        let (hold, differ): (Vec<_>, Vec<_>) = pairs.iter().partition(agree);
        Evidence {
            holds: hold.len(),
            differ: differ.len(),
            bits: hold.iter().map(|(at, _)| bits(tables, *at)).sum(),
            slips: differ.iter().all(|pair| is_slip(tables, pair)),
        }
    }

    /// Whether they are taken for the same figures.
    pub(super) fn is_enough(&self) -> bool {
        match self.differ {
            0 => self.bits >= ENOUGH_ALONE,
            // Called the same, and nearly so written.
            1 if self.slips && self.bits >= ENOUGH_BESIDE_A_SLIP => true,
            // A few of many: else they are figures of other things.
            differ => self.bits >= ENOUGH && self.holds >= 3 * differ,
        }
    }
}

/// The figure there.
pub(super) fn figure<'t>(tables: &[&'t Table], (table, row, column): At) -> Option<&'t Figure> {
    tables.get(table)?.rows.get(row)?.figure(column)
}

/// Whether two prints can be of one value.
fn same(tables: &[&Table], (one, other): &(At, At)) -> bool {
    let both = figure(tables, *one).zip(figure(tables, *other));
    both.is_some_and(|(one, other)| !one.range.meet(&other.range).is_empty())
}

/// Whether a figure is another with the other sign: what is added in one table is
/// taken away in the other.
fn is_taken_away(tables: &[&Table], (one, other): &(At, At)) -> bool {
    let both = figure(tables, *one).zip(figure(tables, *other));
    both.is_some_and(|(one, other)| {
        !one.nominal.is_zero() && (&one.nominal + &other.nominal).is_zero()
    })
}

/// Whether two prints are one slip of the pen apart.
fn is_slip(tables: &[&Table], (one, other): &(At, At)) -> bool {
    let both = figure(tables, *one).zip(figure(tables, *other));
    both.is_some_and(|(one, other)| one_slip_apart(one, other))
}

/// Whether two figures of three digits or more are one slip of the pen apart.
pub(super) fn one_slip_apart(one: &Figure, other: &Figure) -> bool {
    let both = printed(one).zip(printed(other));
    both.is_some_and(|(one, other)| {
        let long = |digits: i128| digits.unsigned_abs() >= 100;
        one.places == other.places
            && long(one.digits)
            && long(other.digits)
            && one_slip(one.digits, other.digits)
    })
}

/// How much it says that a figure stands a second time: its digits, as bits.
pub(super) fn bits(tables: &[&Table], at: At) -> u32 {
    let digits = figure(tables, at)
        .and_then(printed)
        .map(|figure| figure.digits);
    digits.map_or(0, |digits| {
        digits.unsigned_abs().checked_ilog2().unwrap_or(0)
    })
}

/// The figures that two tables both have: called the same, and once in each.
fn shared(tables: &[&Table], totals: &[FoundTotal]) -> Shared {
    let mut called: HashMap<Vec<String>, BTreeMap<usize, Option<At>>> = HashMap::new();
    let mut count = 0;
    for (number, table) in tables.iter().enumerate() {
        let lone = table.layout.list_column().is_some();
        let own = |total: &&FoundTotal| total.section == table.section() && !total.is_part;
        let own: Vec<TotalLine> = totals.iter().filter(own).map(|total| total.line).collect();
        let columns: Vec<(usize, Called)> = table
            .layout
            .figure_columns()
            .map(|column| match lone {
                true => (column, Called::Plainly),
                false => (column, Called::of(&table.layout.columns[column].name)),
            })
            .collect();
        for (at_row, row) in table.rows.iter().enumerate() {
            let of_row = Called::of(row.key());
            let is_total = own.contains(&TotalLine::Row(row.first_line()));
            for (column, of_column) in &columns {
                let plain = |figure: &Figure| figure.hedge == Hedge::None;
                if !row.figure(*column).is_some_and(plain) || count >= FIGURES {
                    continue;
                }
                count += 1;
                let at = (number, at_row, *column);
                let mut called_so = names(&of_row, of_column);
                // A row of totals, whatever it is called; and a column of them.
                if is_total {
                    called_so.extend(names(&Called::Plainly, of_column));
                }
                if own.contains(&TotalLine::Column(*column)) {
                    called_so.extend(names(&of_row, &Called::Plainly));
                }
                for name in called_so {
                    let of_tables = called.entry(name).or_default();
                    // What is there twice in one table is none of the two.
                    let once = of_tables.entry(number).or_insert(Some(at));
                    if *once != Some(at) {
                        *once = None;
                    }
                }
            }
        }
    }
    let mut shared = Shared::new();
    for of_tables in called.into_values() {
        let own: Vec<At> = of_tables.into_values().flatten().collect();
        for (number, one) in own.iter().enumerate() {
            for other in &own[number + 1..] {
                shared
                    .entry((one.0, other.0))
                    .or_default()
                    .push((*one, *other));
            }
        }
    }
    for pairs in shared.values_mut() {
        pairs.sort_unstable();
        pairs.dedup();
    }
    shared
}

/// What a figure is called by its row and its column: by both; by the one that
/// says what it is, where the other is all of it.
fn names(row: &Called, column: &Called) -> Vec<Vec<String>> {
    let mut name = match (row, column) {
        (Called::So(row), Called::So(column)) => vec![row.clone(), column.clone()],
        (Called::So(one), Called::Plainly) | (Called::Plainly, Called::So(one)) => {
            // `Requests received` is `received` where only requests are counted.
            let last = one
                .split(' ')
                .next_back()
                .filter(|last| last.len() < one.len());
            let last = last.filter(|last| last.len() > SHORT).map(str::to_owned);
            return [Some(one.clone()), last]
                .into_iter()
                .flatten()
                .map(|one| vec![one])
                .collect();
        }
        _ => return Vec::new(),
    };
    name.sort_unstable();
    vec![name]
}

/// What the name of a row or a column says of its figures.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Called {
    /// What they are.
    So(String),
    /// Nothing that tells them from others: they are totals, or “values”.
    Plainly,
    /// It is none, or a number.
    NotAtAll,
}

impl Called {
    /// By the name.
    pub(super) fn of(name: &str) -> Called {
        let name = without_number(name.trim());
        let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        // Words of letters stay apart; 收 到 is 收到.
        let between = match name.is_ascii() {
            true => " ",
            false => "",
        };
        let plain = words.join(between);
        if total_name(name).is_some() || is_plain(&plain) {
            return Called::Plainly;
        }
        match plain.chars().any(char::is_alphabetic) || has_year(&plain) {
            true => Called::So(plain),
            false => Called::NotAtAll,
        }
    }
}

/// Whether a name says nothing of what it names.
pub(super) fn is_plain(name: &str) -> bool {
    PLAIN.iter().any(|word| same_name(word, name))
}

/// Whether a name has a year of our time in it: `2023`, `2023年`, `FY2023`.
pub(super) fn has_year(name: &str) -> bool {
    !years(name).is_empty()
}

fn rule(tables: &[&Table], (one, other): &(At, At), found: &Found) -> Option<Rule> {
    let name = |(table, row, column): At| tables[table].full_name_in_rules(row, column);
    let (left, right) = (name(*one), name(*other));
    let text = format!("{left} = {right}");
    let excerpt = tables[one.0].rows.get(one.1)?.excerpt();
    relation_rule(
        &format!("found-repeat:{left}={right}"),
        &text,
        excerpt,
        found.clone(),
    )
}

#[cfg(test)]
mod tests {
    use super::Called;

    #[test]
    fn totals_and_plain_words_tell_nothing() {
        for name in ["合计", "Total", "value", " 数量 "] {
            assert_eq!(Called::of(name), Called::Plainly, "{name}");
        }
        for name in ["12", "", "#5"] {
            assert_eq!(Called::of(name), Called::NotAtAll, "{name}");
        }
        assert_eq!(
            Called::of("一、 收到  申请"),
            Called::So("收到申请".to_owned())
        );
        assert_eq!(Called::of("2023"), Called::So("2023".to_owned()));
    }
}
