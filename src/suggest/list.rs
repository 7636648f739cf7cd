//! Rules that a list of figures might keep: a total among its neighbours, parts
//! of a whole, a rate of two figures, an account of what came and went.

use super::candidate::{
    CandidateRule, Shape, alike, fine_rate, in_rule, is_large, is_plain, telling_rate,
};
use super::words;
use crate::figure::Figure;
use crate::structure::{begins_as_part, is_closing, is_opening};
use crate::table::{ColumnKind, Table};
use num_traits::Zero;

/// Rows of a list that rules are thought of for; a longer one is no list that
/// people add up by hand.
const ROWS: usize = 200;
/// Parts of a total.
const PARTS: usize = 15;
/// How far apart the figures of a rate or of an account may stand.
const NEAR: usize = 8;

/// A row of the list.
struct Item<'a> {
    key: &'a str,
    label: &'a str,
    /// Its key as a rule writes it.
    name: String,
    figure: &'a Figure,
}

impl Item<'_> {
    fn is_part(&self) -> bool {
        begins_as_part(self.label) || begins_as_part(self.key)
    }

    fn is_total(&self) -> bool {
        words::is_total(self.label) || words::is_total(self.key)
    }

    fn is_opening(&self) -> bool {
        is_opening(self.label) || is_opening(self.key)
    }

    fn is_closing(&self) -> bool {
        is_closing(self.label) || is_closing(self.key)
    }
}

/// A list whose rows are looked at; a row that no rule can name is a gap.
struct ListRules<'a> {
    section: &'a str,
    items: Vec<Option<Item<'a>>>,
    found: Vec<CandidateRule>,
}

/// Rules that the list might keep; `several` reports can speak for more of them.
pub(super) fn candidates(
    table: &Table,
    column: usize,
    looks_back: bool,
    several: bool,
) -> Vec<CandidateRule> {
    let label = table.layout.of_kind(ColumnKind::Label);
    let rows = table.rows.iter().enumerate().take(ROWS);
    let items = rows.map(|(at, row)| {
        let figure = row.figure(column)?;
        let key = row.key();
        (table.only_row(key) == Some(at)).then_some(())?;
        Some(Item {
            key,
            label: label.map_or("", |label| row.text(label)),
            name: in_rule(key)?,
            figure,
        })
    });
    let mut list = ListRules {
        section: table.section(),
        items: items.collect(),
        found: Vec::new(),
    };
    for at in 0..list.items.len() {
        list.sums(at, true);
        list.sums(at, false);
        list.parts(at);
        list.rates(at, looks_back);
        list.accounts(at, several);
    }
    if looks_back {
        list.openings();
    }
    list.found
}

impl<'a> ListRules<'a> {
    fn item(&self, at: usize) -> Option<&Item<'a>> {
        self.items.get(at)?.as_ref()
    }

    /// The rows near to one, on both sides.
    fn near(&self, at: usize) -> impl Iterator<Item = usize> + use<> {
        at.saturating_sub(NEAR)..(at + NEAR + 1).min(self.items.len())
    }

    fn add(&mut self, shape: Shape, about: usize, check: String, more: CandidateRule) {
        let Some(item) = self.item(about) else { return };
        let subject = match shape {
            Shape::Prior => format!("{}-prior", item.key),
            _ => item.key.to_owned(),
        };
        self.found.push(CandidateRule {
            section: self.section.to_owned(),
            shape,
            subject,
            check,
            ..more
        });
    }

    /// A total of the rows that follow it, or that stand before it.
    fn sums(&mut self, at: usize, down: bool) {
        let Some(total) = self.item(at) else { return };
        if total.figure.is_rate() || !is_plain(total.figure) || !is_large(total.figure, 10) {
            return;
        }
        let mut parts: Vec<&Item> = Vec::new();
        let mut sums = Vec::new();
        for step in 1..=PARTS {
            let place = if down {
                at.checked_add(step)
            } else {
                at.checked_sub(step)
            };
            let Some(part) = place.and_then(|place| self.item(place)) else {
                break;
            };
            let within = !part.figure.nominal.is_negative()
                && part.figure.nominal <= total.figure.nominal
                && is_plain(part.figure);
            if !within || !alike(part.figure, total.figure) {
                break;
            }
            parts.push(part);
            let there = parts.iter().filter(|part| !part.figure.nominal.is_zero());
            let there = there.count();
            if there < 2 {
                continue;
            }
            let hinted = total.is_total() || parts.iter().any(|part| part.is_part());
            let names: Vec<&str> = match down {
                true => parts.iter().map(|part| part.name.as_str()).collect(),
                false => parts.iter().rev().map(|part| part.name.as_str()).collect(),
            };
            let check = format!("{} = {}", total.name, names.join(" + "));
            let more = CandidateRule {
                size: parts.len(),
                hinted,
                telling: 1,
                exact: there > 2,
                ..CandidateRule::default()
            };
            sums.push((check, more));
        }
        for (check, more) in sums {
            self.add(Shape::Sum, at, check, more);
        }
    }

    /// 其中: the rows that say that they are parts of the row above.
    fn parts(&mut self, at: usize) {
        let Some(whole) = self.item(at).filter(|item| !item.is_part()) else {
            return;
        };
        let below = self.items[at + 1..].iter();
        let parts: Vec<&Item> = below
            .map_while(Option::as_ref)
            .take_while(|part| part.is_part() && alike(part.figure, whole.figure))
            .collect();
        if parts.is_empty() || !is_large(whole.figure, 10) {
            return;
        }
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        let whole = whole.name.clone();
        let more = CandidateRule {
            size: names.len(),
            hinted: true,
            telling: 1,
            ..CandidateRule::default()
        };
        let bound = match names.as_slice() {
            [one] => format!("{one} <= {whole}"),
            _ => format!("max({}) <= {whole}", names.join(", ")),
        };
        if names.len() > 1 {
            let includes = format!("{whole} includes {}", names.join(" + "));
            self.add(Shape::Includes, at, includes, more.clone());
        }
        self.add(Shape::Bound, at, bound, more);
    }

    /// A rate of two figures near to it, or the growth of one.
    fn rates(&mut self, at: usize, looks_back: bool) {
        let Some(rate) = self.item(at).filter(|item| item.figure.is_rate()) else {
            return;
        };
        let mut rates = Vec::new();
        let exact = fine_rate(rate.figure);
        let distance = |other: usize| at.abs_diff(other);
        for part_at in self.near(at) {
            let Some(part) = self.item(part_at).filter(|item| !item.figure.is_rate()) else {
                continue;
            };
            let more = CandidateRule {
                spread: distance(part_at),
                exact,
                telling: usize::from(!rate.figure.nominal.is_zero()),
                ..CandidateRule::default()
            };
            if looks_back && is_large(part.figure, 10) {
                let check = format!("{} = growth({})", rate.name, part.name);
                rates.push((check, more.clone()));
            }
            for whole_at in self.near(at) {
                let Some(whole) = self.item(whole_at).filter(|_| whole_at != part_at) else {
                    continue;
                };
                let fits = alike(part.figure, whole.figure)
                    && telling_rate(rate.figure, part.figure, whole.figure);
                if !fits {
                    continue;
                }
                let more = CandidateRule {
                    spread: distance(part_at) + distance(whole_at),
                    ..more.clone()
                };
                let (rate, part, whole) = (&rate.name, &part.name, &whole.name);
                rates.push((format!("{rate} = {part} / {whole}"), more.clone()));
                rates.push((format!("{rate} = {part} / ({whole} + {part})"), more));
            }
        }
        for (check, more) in rates {
            self.add(Shape::Rate, at, check, more);
        }
    }

    /// What was there at the start and came in, less what went, is there at
    /// the end: by the words for the start and the end, or in this order.
    fn accounts(&mut self, at: usize, several: bool) {
        let Some(opening) = self.item(at).filter(|item| !item.figure.is_rate()) else {
            return;
        };
        let mut accounts = Vec::new();
        let last = (at + 2 * NEAR).min(self.items.len().saturating_sub(1));
        for end in at + 1..=last {
            let Some(closing) = self.item(end).filter(|item| fits(item, opening)) else {
                continue;
            };
            let hinted = opening.is_opening() && closing.is_closing();
            if !hinted && (!several || end - at > NEAR) {
                continue;
            }
            for came_at in at + 1..end {
                for went_at in came_at + 1..end {
                    let (Some(came), Some(went)) = (self.item(came_at), self.item(went_at)) else {
                        continue;
                    };
                    let four = [opening, came, went, closing];
                    let all_fit = fits(came, opening) && fits(went, opening);
                    let least = if hinted { 1 } else { 100 };
                    if !all_fit || !four.iter().all(|item| is_large(item.figure, least)) {
                        continue;
                    }
                    let [opening, came, went, closing] = four.map(|item| &item.name);
                    let check = format!("{closing} = {opening} + {came} - {went}");
                    let more = CandidateRule {
                        size: 4,
                        spread: end - at,
                        hinted,
                        telling: 1,
                        exact: true,
                        ..CandidateRule::default()
                    };
                    accounts.push((end, check, more));
                }
            }
        }
        for (end, check, more) in accounts {
            self.add(Shape::Balance, end, check, more);
        }
    }

    /// What a period begins with is what the one before ended with.
    fn openings(&mut self) {
        let mut links = Vec::new();
        let items = || self.items.iter().enumerate();
        for (at, opening) in items() {
            let Some(opening) = opening.as_ref().filter(|item| item.is_opening()) else {
                continue;
            };
            for (end, closing) in items() {
                let Some(closing) = closing.as_ref().filter(|item| item.is_closing()) else {
                    continue;
                };
                if alike(opening.figure, closing.figure) {
                    let check = format!("{} = prior.{}", opening.name, closing.name);
                    let more = CandidateRule {
                        spread: at.abs_diff(end),
                        hinted: true,
                        telling: 1,
                        ..CandidateRule::default()
                    };
                    links.push((at, check, more));
                }
            }
        }
        for (at, check, more) in links {
            self.add(Shape::Prior, at, check, more);
        }
    }
}

/// Whether a figure can stand in the account of another.
fn fits(item: &Item, opening: &Item) -> bool {
    alike(item.figure, opening.figure) && is_plain(item.figure) && is_plain(opening.figure)
}
