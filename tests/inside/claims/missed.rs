//! Lists what a corpus marks and the room does not read, and what it tells that
//! nobody marked, for whoever works on the grammar. Passages that are held back
//! are not listed.
//!
//! ```sh
//! REPORTCHECK_CLAIMS=tests/claims/zh.json cargo test --lib inside::claims::missed -- --ignored --nocapture
//! ```

use super::{Passage, Prints, corpus};
use crate::claim::{Claim, Read, read};
use crate::figure::UnitBook;
use std::path::Path;

#[test]
#[ignore = "lists what is missed in a corpus that the environment names"]
fn what_is_missed() {
    let Ok(path) = std::env::var("REPORTCHECK_CLAIMS") else {
        return;
    };
    assert!(!path.contains("held"), "{path} is held back");
    let Some(corpus) = corpus(Path::new(&path)) else {
        return;
    };
    for passage in &corpus.items {
        told(passage, &read(&passage.text, &UnitBook::default()));
    }
}

/// Prints a passage with its claims that were missed, told otherwise, or found
/// besides.
fn told(passage: &Passage, read: &Read) {
    let prints = Prints::of(&passage.text, read);
    let mut used = vec![false; read.claims.len()];
    let mut lines = Vec::new();
    for marked in &passage.claims {
        let fits = |at: &usize| !used[*at] && prints.fits(&read.claims[*at], marked);
        let found = (0..read.claims.len()).find(fits);
        let Some(found) = found else {
            lines.push(format!("  missed {marked:?}"));
            continue;
        };
        used[found] = true;
        let claim = &read.claims[found];
        if claim.stands.id() != marked.verdict {
            lines.push(format!("  WRONG {marked:?}: {}", said(claim, &prints)));
        }
    }
    if lines.is_empty() {
        let fails = |at: &usize| !used[*at] && read.claims[*at].stands.id() == "inconsistent";
        if !(0..used.len()).any(|at| fails(&at)) {
            return;
        }
    }
    for (claim, _) in read.claims.iter().zip(&used).filter(|(_, used)| !**used) {
        lines.push(format!("  besides {}", said(claim, &prints)));
    }
    println!("{} {}\n{}", passage.id, passage.text, lines.join("\n"));
}

fn said(claim: &Claim, prints: &Prints) -> String {
    let operands = claim.operands.iter();
    let operands: Vec<&str> = operands
        .map(|operand| prints.of_figure(operand.figure).0)
        .collect();
    format!(
        "{} {} {} of {operands:?}: {:?}",
        claim.kind.id(),
        claim.pattern,
        prints.of_figure(claim.reported).0,
        claim.stands
    )
}
