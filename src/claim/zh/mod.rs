//! The claims of Chinese sentences: what each figure is to the others by its
//! words, and the patterns that are read from that.

mod across;
mod again;
mod alike;
mod among;
mod averages;
mod balances;
mod bases;
mod bounds;
mod called;
mod carried;
mod changes;
mod counts;
mod counts_behind;
mod each;
mod held;
mod held_bases;
mod held_changes;
mod held_flows;
mod held_left;
mod held_means;
mod held_rates;
mod held_shares;
mod named_ratios;
mod names;
mod others;
mod parts;
mod passed;
mod points;
mod rates;
mod reader;
mod roles;
mod shares;
mod shares_within;
#[cfg(test)]
mod tests;
mod together;
mod totals;
mod turns;
mod two_times;
mod unlike_units;
mod wholes;
mod words;

use super::claimed::Claim;
use super::said::Said;
use super::text::Text;
use reader::Chinese;

/// Reads the claims of the figures of a text.
pub(super) fn claims(text: &Text, figures: &[Said], unread: &[usize]) -> Vec<Claim> {
    let mut reader = Chinese {
        text,
        figures,
        unread,
        roles: Vec::new(),
        claims: Vec::new(),
        leads: Vec::new(),
        tails: Vec::new(),
        whole_of: vec![None; figures.len()],
        lists: Vec::new(),
    };
    reader.leads = figures
        .iter()
        .map(|said| reader.lead_over_brackets(said))
        .collect();
    reader.tails = figures
        .iter()
        .map(|said| reader.words(said.tail.clone()))
        .collect();
    for figure in 0..figures.len() {
        let role = reader.role(figure);
        reader.roles.push(role);
    }
    reader.parts_of_each();
    for figure in 1..figures.len() {
        reader.list_at(figure);
    }
    for figure in 2..figures.len() {
        reader.totalled(figure);
    }
    for figure in 0..figures.len() {
        reader.opposed(figure);
    }
    for figure in 0..figures.len() {
        reader.following(figure);
    }
    for figure in 2..figures.len() {
        reader.preceded(figure);
    }
    reader.changes();
    reader.rates();
    reader.others();
    reader.claims
}
