//! What the line of a table that counts its columns says of how they are worked
//! out (`3=1+2`, `⑤=④÷②×100%`), as rules over each row.

use super::documents::ReadDocument;
use crate::document::Grid;
use crate::figure::{Figure, Rat};
use crate::place::{Excerpt, Origin, OriginCell};
use crate::rule::{Rule, rule_of_author, written_name};
use crate::structure::{Said, Understood};
use crate::table::Table;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Rows that are looked at for whether a share is printed in hundredths.
const LOOKED_AT: usize = 200;

/// The rules that lines which count columns state, and how many of their
/// relations are none that can be said.
#[derive(Debug, Default)]
pub(super) struct CountedRules {
    /// The rules.
    pub rules: Vec<Rule>,
    /// Relations that are no rules.
    pub others: usize,
}

/// The rules that a document's tables state in lines which count their columns.
pub(super) fn counted_rules(read: &ReadDocument, tables: &[Table]) -> CountedRules {
    let mut found = CountedRules::default();
    for table in tables {
        let Some((grid, understood)) = read.table(table.section()) else {
            continue;
        };
        let columns = Columns::of(table, understood);
        for column in &understood.columns {
            let Some(said) = column
                .number
                .as_ref()
                .filter(|said| is_relation(&said.text))
            else {
                continue;
            };
            let rule = columns.rule(said, (&read.document.path, grid));
            match rule {
                Some(rule) => found.rules.push(rule),
                None => found.others += 1,
            }
        }
    }
    found
}

fn is_relation(text: &str) -> bool {
    text.contains(['=', '＝'])
}

/// The columns of figures of a table by the numbers that a line gives them.
struct Columns<'a> {
    table: &'a Table,
    by_number: BTreeMap<u32, usize>,
}

/// A part of the right side of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// A column, by its place in the table.
    Column(usize),
    /// A number that is none of a column.
    Number(String),
    /// `+`, `-`, `*`, `/` or a bracket.
    Sign(char),
}

impl<'a> Columns<'a> {
    fn of(table: &'a Table, understood: &Understood) -> Columns<'a> {
        let keys = understood.keys.len().max(1);
        let figures: Vec<usize> = table.layout.figure_columns().collect();
        let numbered = understood
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| {
                let number = number_of(column.number.as_ref()?.text.split(['=', '＝']).next()?)?;
                Some((number, keys + at))
            });
        let by_number = numbered.filter(|(_, column)| figures.contains(column));
        Columns {
            by_number: by_number.collect(),
            table,
        }
    }

    /// The rule that a relation is.
    fn rule(&self, said: &Said, (path, grid): (&Path, &Grid)) -> Option<Rule> {
        let (own, rest) = said.text.split_once(['=', '＝'])?;
        let own = *self.by_number.get(&number_of(own)?)?;
        let mut parts = self.parts(rest)?;
        // A share of `3/2*100` is that of 3 in 2.
        let hundred = [Part::Sign('*'), Part::Number("100".to_owned())];
        if parts.ends_with(&hundred) && self.is_share(own) {
            parts.truncate(parts.len() - hundred.len());
        }
        if !parts.iter().any(|part| matches!(part, Part::Column(_))) {
            return None;
        }
        let hundredths = self.is_in_hundredths(own, &parts)?;
        let mut text = format!("{} = {}", self.name(own), self.written(&parts));
        if hundredths {
            text = format!("{} / 100 = {}", self.name(own), self.written(&parts));
        }
        let spot = &grid.rows.get(said.row)?.cell(said.column)?.spot;
        let end = u32::try_from(text.len()).ok()?;
        let origin = Origin {
            table: 0,
            row: String::new(),
            cells: vec![OriginCell {
                span: (0, end),
                spot: spot.clone(),
                column: Arc::from(""),
            }],
        };
        let excerpt = Excerpt::new(path, grid.number(said.row), &text).from(origin);
        let name = format!("{}, {}", self.table.section(), said.text);
        let mut rule = rule_of_author(&name, excerpt).ok()?;
        rule.section = Some(self.table.section().to_owned());
        Some(rule)
    }

    /// Reads the right side of a relation; `×100%` changes nothing.
    fn parts(&self, text: &str) -> Option<Vec<Part>> {
        let text: String = text
            .chars()
            .map(plain)
            .filter(|c| !c.is_whitespace())
            .collect();
        let text = text.replace("*100%", "").replace("...", "…");
        let mut parts: Vec<Part> = Vec::new();
        let mut open = 0;
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            rest = &rest[first.len_utf8()..];
            match first {
                '+' | '-' | '*' | '/' => parts.push(Part::Sign(first)),
                '(' => {
                    open += 1;
                    parts.push(Part::Sign('('));
                }
                ')' if open > 0 => {
                    open -= 1;
                    parts.push(Part::Sign(')'));
                }
                // `1+…+6`: all that stand between.
                '…' => {
                    rest = rest.trim_start_matches('…').strip_prefix('+')?;
                    let end = rest.find(|c: char| !is_number(c)).unwrap_or(rest.len());
                    let last = number_of(&rest[..end])?;
                    rest = &rest[end..];
                    self.fill(&mut parts, last)?;
                }
                c if is_number(c) => {
                    let end = rest.find(|c: char| !is_number(c)).unwrap_or(rest.len());
                    let number = format!("{first}{}", &rest[..end]);
                    rest = &rest[end..];
                    let column = number_of(&number).and_then(|number| self.by_number.get(&number));
                    parts.push(match column {
                        Some(column) => Part::Column(*column),
                        None if matches!(number.as_str(), "100" | "1000") => Part::Number(number),
                        None => return None,
                    });
                }
                _ => return None,
            }
        }
        (open == 0 && !parts.is_empty()).then_some(parts)
    }

    /// Fills in the columns between the last one that was read and another.
    fn fill(&self, parts: &mut Vec<Part>, last: u32) -> Option<()> {
        let [.., Part::Column(first), Part::Sign('+')] = parts.as_slice() else {
            return None;
        };
        let first = self.by_number.iter().find(|(_, column)| *column == first)?;
        let between: Vec<usize> = (first.0 + 1..=last)
            .map(|number| self.by_number.get(&number).copied())
            .collect::<Option<_>>()?;
        for (at, column) in between.iter().enumerate() {
            if at > 0 {
                parts.push(Part::Sign('+'));
            }
            parts.push(Part::Column(*column));
        }
        (!between.is_empty()).then_some(())
    }

    fn name(&self, column: usize) -> String {
        written_name(&self.table.layout.columns[column].name).into_owned()
    }

    fn written(&self, parts: &[Part]) -> String {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Column(column) => text.push_str(&self.name(*column)),
                Part::Number(number) => text.push_str(number),
                Part::Sign(sign @ ('(' | ')')) => text.push(*sign),
                Part::Sign(sign) => text.push_str(&format!(" {sign} ")),
            }
        }
        text
    }

    /// Whether a quotient is printed in hundredths without a sign that says so,
    /// as most rows show; nothing where they show neither.
    fn is_in_hundredths(&self, own: usize, parts: &[Part]) -> Option<bool> {
        let quotient = parts.contains(&Part::Sign('/'));
        let by_hundred = parts.contains(&Part::Number("100".to_owned()));
        match quotient && !by_hundred && !self.is_share(own) {
            true => self.shows_hundredths(own, parts),
            false => Some(false),
        }
    }

    /// Whether figures of a column say that they are shares.
    fn is_share(&self, column: usize) -> bool {
        let rows = self.table.rows.iter().take(LOOKED_AT);
        let mut figures = rows.filter_map(|row| row.figure(column));
        let says = |figure: &Figure| figure.unit.as_ref().is_some_and(|unit| unit.is_rate());
        figures.any(says)
    }

    /// The same of a plain quotient of two columns, by its figures.
    fn shows_hundredths(&self, own: usize, parts: &[Part]) -> Option<bool> {
        let [Part::Column(over), Part::Sign('/'), Part::Column(under)] = parts else {
            return Some(false);
        };
        let (mut plain, mut hundredths) = (0, 0);
        for row in self.table.rows.iter().take(LOOKED_AT) {
            let (Some(value), Some(over), Some(under)) =
                (row.figure(own), row.figure(*over), row.figure(*under))
            else {
                continue;
            };
            let product = &value.nominal * &under.nominal;
            let near = |times: i64| {
                let wanted = &over.nominal * &Rat::whole(times);
                let off = (&product - &wanted).abs();
                let slack = wanted.abs() / Rat::whole(50);
                off <= slack
            };
            plain += usize::from(near(1));
            hundredths += usize::from(near(100));
        }
        match (plain, hundredths) {
            (0, 0) => None,
            (plain, hundredths) => Some(hundredths > plain),
        }
    }
}

/// A sign of a relation in its plain form.
fn plain(c: char) -> char {
    match c {
        '（' | '[' | '【' => '(',
        '）' | ']' | '】' => ')',
        '＋' => '+',
        '－' | '−' | '–' | '—' => '-',
        '×' | '＊' | '·' | 'x' => '*',
        '÷' | '／' => '/',
        '％' => '%',
        c @ '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
        c => c,
    }
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || c.is_ascii_alphabetic() || ('①'..='⑳').contains(&c)
}

/// The number of a column: `3`, `(3)`, `C`, `c`, `③`, 3栏.
fn number_of(text: &str) -> Option<u32> {
    let brackets = |c: char| "()（）[]【】".contains(c) || c.is_whitespace();
    let bare = text.trim_matches(brackets).trim_end_matches(['栏', '列']);
    let mut signs = bare.chars();
    match (signs.next()?, signs.next()) {
        (sign @ '①'..='⑳', None) => Some(u32::from(sign) - u32::from('①') + 1),
        (letter, None) if letter.is_ascii_alphabetic() => {
            Some(u32::from(letter.to_ascii_uppercase()) - u32::from('A') + 1)
        }
        _ => bare.parse().ok(),
    }
}
