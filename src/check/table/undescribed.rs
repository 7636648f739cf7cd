//! A table that nobody described, as it was published: words among its figures and
//! labels that several rows have are no mistakes in it. Each kind of them is told
//! once, with how many there are.

use crate::cell::NumberedRow;
use crate::figure::Unreadable;
use crate::finding::{Code, Detail, Finding, Findings, Mark, MarkRole, Slot};
use crate::rule::{Config, Severity};
use crate::table::{ColumnKind, Layout};
use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

/// Cells of a kind that are shown.
const SHOWN: u64 = 3;
/// Letters that a damaged number has at most: `1O2`, `12.5 est`, `110E`.
const LETTERS: usize = 4;
/// What stands before a number.
const BEFORE: &[char] = &[
    '-', '+', '−', '–', '—', '(', '（', '<', '>', '~', '≈', '约', '$', '£', '€', '¥', '￥',
];
/// What makes a date, a range or a list of two numbers.
const BETWEEN: &[char] = &[
    '-', '/', ':', '–', '—', '~', '～', '至', '到', '&', '+', ';',
];

/// Whether nobody described a table: there is no configuration, and its header is not
/// that of a table which was typed to be checked (`key,label,value,unit`).
pub(super) fn is_undescribed(layout: &Layout, config: &Config) -> bool {
    let typed = ColumnKind::RESERVED.iter();
    let mut typed = typed.filter(|(_, kind)| *kind != ColumnKind::Key);
    let says_key = layout.columns.first().is_some_and(|one| one.name == "key");
    let is_typed = says_key || typed.any(|(_, kind)| layout.of_kind(*kind).is_some());
    config.excerpt.is_none() && !is_typed
}

/// What a cell holds that is no figure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Kind {
    /// Words or a mark.
    Words,
    /// A number that is damaged, by the letters in it.
    Damaged(String),
    /// What may be read in two ways, or not at all.
    Unclear(Discriminant<Unreadable>),
    /// A slip of the pen: it is told by itself.
    Slip,
}

impl Kind {
    fn of(print: &str, why: &Unreadable) -> Kind {
        if is_code(print) {
            return Kind::Words;
        }
        match why {
            Unreadable::Grouping { .. }
            | Unreadable::BarePoint { .. }
            | Unreadable::TwoSigns { .. }
            | Unreadable::Parentheses { .. } => Kind::Slip,
            Unreadable::SecondNumber { .. }
            | Unreadable::UnknownUnit { .. }
            | Unreadable::Unexpected { .. } => Kind::of_print(print),
            Unreadable::TooLong { .. } => Kind::Words,
            // What a spreadsheet left, a sign or a word before no number.
            Unreadable::NoNumber { found, .. }
                if found.is_empty()
                    || found.chars().count() > 1 && found.starts_with(['#', '=']) =>
            {
                Kind::Unclear(discriminant(why))
            }
            Unreadable::NoNumber { .. } => Kind::of_print(print),
            _ => Kind::Unclear(discriminant(why)),
        }
    }

    fn of_print(print: &str) -> Kind {
        let print = print.trim();
        let number = print.trim_start_matches(|c: char| BEFORE.contains(&c) || c.is_whitespace());
        let letters: String = number.chars().filter(|c| c.is_alphabetic()).collect();
        let between = number.char_indices().any(|(at, c)| {
            let rest = number[at + c.len_utf8()..].trim_start();
            let joined = |next: char| next.is_ascii_digit() || c == '-' && next.is_alphabetic();
            BETWEEN.contains(&c) && rest.starts_with(joined)
        });
        let begins = number.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        match begins && !between && letters.chars().count() <= LETTERS {
            true => Kind::Damaged(letters),
            false => Kind::Words,
        }
    }

    fn severity(&self, why: &Unreadable) -> Severity {
        match why {
            // In published tables both are usual, and neither is wrong.
            Unreadable::NothingWord { .. } | Unreadable::Span { .. } => Severity::Note,
            _ if *self == Kind::Words => Severity::Note,
            _ => Severity::Warning,
        }
    }
}

/// Whether a print is a number that is dialled or calls something: it begins with a
/// nought that no point follows, or goes on behind a bracket: `020 7946 0018`,
/// `(021) 555 0123`, `+44 20 7946 0018`.
fn is_code(print: &str) -> bool {
    let print = print.trim();
    let next = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let bare = print.trim_start_matches(['(', '（', '+']);
    let mut signs = bare.chars();
    let noughts = signs.next() == Some('0') && next(signs.next());
    let brackets = print.starts_with(['(', '（'])
        && print
            .split_once([')', '）'])
            .is_some_and(|(_, rest)| next(rest.trim_start().chars().next()));
    let abroad = print.starts_with('+') && print.split_whitespace().count() > 2;
    noughts || brackets || abroad
}

/// A finding that stands for all that are alike.
#[derive(Debug)]
struct Told {
    /// How many these are.
    count: u64,
    /// Where it is kept, if it is.
    slot: Option<Slot>,
}

impl Told {
    /// Tells of the first.
    fn first(finding: Finding, limit: usize, to: &mut Findings) -> Told {
        let slot = to.offer(finding, limit);
        Told { count: 1, slot }
    }

    /// Counts one more; `recount` says it in what the finding tells.
    fn again(
        &mut self,
        mark: impl FnOnce() -> Mark,
        recount: impl FnOnce(&mut Detail, u64),
        to: &mut Findings,
    ) {
        self.count += 1;
        let Some(finding) = self.slot.and_then(|slot| to.at(slot)) else {
            return;
        };
        recount(&mut finding.detail, self.count);
        if self.count <= SHOWN {
            finding.add(mark().with_role(MarkRole::Also));
        }
    }
}

/// The cells of tables that hold no figure among figures, as far as they were told.
#[derive(Debug, Default)]
pub(super) struct NoFigures {
    told: HashMap<(String, Kind), Told>,
}

impl NoFigures {
    /// Tells of a cell of a section and what is wrong with it, or adds it to the
    /// finding that tells of others like it.
    pub(super) fn tell(
        &mut self,
        (section, print, why): (&str, &str, &Unreadable),
        mark: impl FnOnce() -> Mark,
        limit: usize,
        to: &mut Findings,
    ) {
        let kind = Kind::of(print, why);
        let alike = (kind != Kind::Slip).then(|| (section.to_owned(), kind.clone()));
        if let Some(told) = alike.as_ref().and_then(|alike| self.told.get_mut(alike)) {
            let recount = |detail: &mut Detail, all: u64| {
                if let Detail::NoFigures { count, .. } = detail {
                    *count = all;
                }
            };
            told.again(mark, recount, to);
            return;
        }
        let severity = kind.severity(why);
        let why = (kind != Kind::Words).then(|| why.clone());
        let detail = Detail::NoFigures { count: 1, why };
        let finding = Finding::new(Code::UnreadableFigure, severity, mark(), detail);
        let told = Told::first(finding, limit, to);
        if let Some(alike) = alike {
            self.told.insert(alike, told);
        }
    }
}

/// The labels of a table that several rows have, as far as they were told.
#[derive(Debug, Default)]
pub(super) struct Labels {
    told: Option<Told>,
}

impl Labels {
    /// Tells of a row whose label an earlier one has; of one right below that which is
    /// the same in every cell as a warning, since published tables say a line again
    /// elsewhere.
    pub(super) fn tell<'r>(
        &mut self,
        [row, earlier]: [NumberedRow<'r>; 2],
        mark: impl Fn(NumberedRow<'r>) -> Mark,
        (limit, copied): (usize, Detail),
        to: &mut Findings,
    ) {
        let code = Code::DuplicateKey;
        let first = || mark(earlier).with_role(MarkRole::First);
        if is_copy(row, earlier) {
            let mut finding = Finding::new(code, Severity::Warning, mark(row), copied);
            finding.add(first());
            to.offer(finding, limit);
            return;
        }
        if let Some(told) = &mut self.told {
            let recount = |detail: &mut Detail, all| *detail = Detail::RepeatedLabels(all);
            told.again(|| mark(row), recount, to);
            return;
        }
        let mut finding = Finding::new(code, Severity::Note, mark(row), Detail::RepeatedLabels(1));
        finding.add(first());
        self.told = Some(Told::first(finding, limit, to));
    }
}

/// Whether a row stands right below another one and is the same in every cell, two of
/// which say more than nothing.
fn is_copy((below, row): NumberedRow<'_>, (above, other): NumberedRow<'_>) -> bool {
    let same = |column: usize| row.text(column) == other.text(column);
    let says = |column: &usize| row.text(*column).contains(|c: char| matches!(c, '1'..='9'));
    let next = above
        .zip(below)
        .is_some_and(|(above, below)| below == above + 1);
    next && row.cells() == other.cells()
        && (0..row.cells()).all(same)
        && (1..row.cells()).filter(says).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::{Kind, is_code};

    #[test]
    fn numbers_that_call_something_are_no_damaged_figures() {
        for code in [
            "020 7946 0018",
            "(021) 555 0123",
            "(020)555",
            "+44 20 7946 0018",
            "0033-1",
        ] {
            assert!(is_code(code), "{code}");
        }
        for damaged in ["0.5.2", "(1,2 34)", "1O2", "+5 %", "0", "0,5x", "(3) "] {
            assert!(!is_code(damaged), "{damaged}");
        }
    }

    #[test]
    fn words_are_told_from_damaged_numbers() {
        for words in [
            "letters",
            "FY 1999",
            "October 31,",
            "Sec 1 Avg.",
            "F",
            "#",
            "m",
            "合计",
            "1997/98",
            "09/16 - 09/22",
            "100-299 pupils",
            "Notes 4 & 5",
            "% of Total",
            "2 & 4",
            "2016年至2017年",
            "3 schools in all",
            "90-day",
            "第1季度",
        ] {
            assert_eq!(Kind::of_print(words), Kind::Words, "{words}");
        }
        for (number, letters) in [
            ("—5,8", ""),
            ("13,9", ""),
            ("1O2", "O"),
            ("310E", "E"),
            ("$ 12 .5", ""),
            ("12.5.3", ""),
            ("约300左右", "左右"),
        ] {
            let letters = letters.to_owned();
            assert_eq!(Kind::of_print(number), Kind::Damaged(letters), "{number}");
        }
    }
}
