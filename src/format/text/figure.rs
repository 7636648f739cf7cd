//! What `reportcheck figure` shows: how a print is read, and what the rules of
//! a report leave a figure, each a name with lines under it.

use crate::cell::CellName;
use crate::clean::{on_one_line, with_lines};
use crate::figure::{Reading, Unit};
use crate::finding::{ClashCheck, Implied};
use crate::lang::Lang;
use crate::place::Place;
use crate::say::figure::{
    Named, allowed, also_named_by, bound_by, check, contradicted, facts, named_by_none, no_figure,
    printed,
};
use crate::say::terms::labelled;

/// The longest print that is shown, in characters.
const PRINT_SHOWN: usize = 60;

/// How a print is read, under the print.
pub(crate) fn print(print: &str, reading: &Reading, lang: Lang) -> String {
    let print = on_one_line(print.trim());
    let shown: String = print.chars().take(PRINT_SHOWN).collect();
    under(&shown, Vec::new(), reading, lang)
}

/// How the print of a cell is read, under its name.
pub(crate) fn of_cell(cell: &CellName, place: &Place, reading: &Reading, lang: Lang) -> String {
    let cell = on_one_line(&cell.to_string());
    under(&cell, vec![printed(place, lang)], reading, lang)
}

fn under(heading: &str, first: Vec<Named>, reading: &Reading, lang: Lang) -> String {
    let text = match (reading, no_figure(reading, lang)) {
        (Reading::Figure(figure), _) => {
            let rows = first.into_iter().chain(facts(figure, lang));
            format!("{heading}\n{}", lines(rows, lang))
        }
        (_, said) => {
            let said = said.unwrap_or_default();
            format!("{}\n", labelled(heading, &said, lang))
        }
    };
    with_lines(&text)
}

fn lines(rows: impl IntoIterator<Item = Named>, lang: Lang) -> String {
    let rows = rows.into_iter();
    rows.map(|(name, value)| format!("  {}\n", labelled(&name, &value, lang)))
        .collect()
}

/// What a report leaves a figure, under the name of its cell.
pub(crate) fn implied(implied: &Implied, unit: Option<&Unit>, lang: Lang) -> String {
    let mut text = format!("{}\n", on_one_line(&implied.mark.named_cell().to_string()));
    text.push_str(&lines([printed(&implied.mark.place, lang)], lang));
    text.push_str(&lines(allowed(implied, unit, lang), lang));
    if let Some(said) = contradicted(implied, lang) {
        text.push_str(&format!("  {said}\n"));
    }
    let mut list = |heading: String, checks: &[ClashCheck]| {
        if !checks.is_empty() {
            text.push_str(&format!("  {heading}\n"));
        }
        for made in checks {
            text.push_str(&format!("    {}\n", on_one_line(&check(made, lang))));
        }
    };
    list(bound_by(lang), &implied.binding);
    list(also_named_by(lang), &implied.others);
    if implied.binding.is_empty() && implied.others.is_empty() {
        text.push_str(&format!("  {}\n", named_by_none(lang)));
    }
    with_lines(&text)
}
