//! Which mistakes would be found: slips one figure of each claim that a corpus states
//! rightly, and counts by pattern how often that is told, for whoever works on the
//! grammar. Passages that are held back are not read.
//!
//! ```sh
//! REPORTCHECK_CLAIMS=tests/claims/zh-5.json cargo test --lib inside::claims::slipped -- --ignored --nocapture
//! ```

use super::{Marked, Passage, Prints, corpus};
use crate::claim::{Read, Stands, read};
use crate::figure::UnitBook;
use std::collections::BTreeMap;
use std::path::Path;

#[test]
#[ignore = "counts which slips would be found in a corpus that the environment names"]
fn which_slips_are_found() {
    let Ok(path) = std::env::var("REPORTCHECK_CLAIMS") else {
        return;
    };
    assert!(!path.contains("held"), "{path} is held back");
    let Some(corpus) = corpus(Path::new(&path)) else {
        return;
    };
    let mut counts: BTreeMap<&'static str, [usize; 2]> = BTreeMap::new();
    for passage in &corpus.items {
        for marked in &passage.claims {
            slip(passage, marked, &mut counts);
        }
    }
    for (pattern, [found, all]) in counts {
        println!("{pattern}: {found} of {all}");
    }
}

/// Slips what one claim reports, where it stands but once, and counts whether that is
/// told.
fn slip(passage: &Passage, marked: &Marked, counts: &mut BTreeMap<&'static str, [usize; 2]>) {
    let own = read(&passage.text, &UnitBook::default());
    let prints = Prints::of(&passage.text, &own);
    let holds = |at: &usize| {
        prints.fits(&own.claims[*at], marked) && own.claims[*at].stands == Stands::Holds
    };
    let Some(at) = (0..own.claims.len()).find(holds) else {
        return;
    };
    let once = passage.text.matches(marked.reported.as_str()).count() == 1;
    let Some(slipped) = slipped(&marked.reported).filter(|_| once) else {
        return;
    };
    let text = passage.text.replace(marked.reported.as_str(), &slipped);
    let other = read(&text, &UnitBook::default());
    let pattern = own.claims[at].pattern;
    let told = is_told(&other, &Prints::of(&text, &other), &slipped);
    let [found, all] = counts.entry(pattern).or_default();
    *all += 1;
    *found += usize::from(told);
    if !told {
        println!("{pattern}: {slipped} in {text}");
    }
}

/// The same print with its last digit but one, or its only one, a little higher.
fn slipped(print: &str) -> Option<String> {
    let places: Vec<usize> = print
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let at = *places.get(places.len().checked_sub(2)?)?;
    let digit = print[at..].chars().next()?.to_digit(10)?;
    let next = char::from_digit((digit + 3) % 10, 10)?;
    let mut slipped = print.to_owned();
    slipped.replace_range(at..=at, &next.to_string());
    Some(slipped)
}

fn is_told(read: &Read, prints: &Prints, print: &str) -> bool {
    let failing = read
        .claims
        .iter()
        .filter(|claim| claim.stands == Stands::Fails);
    let mut named = failing.flat_map(|claim| claim.figures().collect::<Vec<usize>>());
    named.any(|figure| prints.is(figure, print))
}
