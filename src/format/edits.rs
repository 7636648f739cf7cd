//! A likely change as an edit of the table's file.

use crate::finding::{Change, Finding};
use crate::place::Place;
use crate::say::clash::likeliest;
use crate::say::quote::one_line;

/// What is to stand at a place.
pub(crate) struct Edit<'a> {
    /// The stretch that is replaced.
    pub place: &'a Place,
    /// What replaces it, as CSV writes it.
    pub text: String,
}

/// The edits of the likeliest set of changes, where it can be told and each
/// of its prints is known; else none, since half of a set mends nothing.
pub(crate) fn edits(finding: &Finding) -> Vec<Edit<'_>> {
    let set = finding.clash.as_deref().and_then(likeliest);
    let changes = set.map_or(&[][..], |set| &set.changes);
    let edits: Option<Vec<Edit<'_>>> = changes.iter().map(edit).collect();
    edits.unwrap_or_default()
}

fn edit(change: &Change) -> Option<Edit<'_>> {
    let place = &change.mark.place;
    let print = one_line(change.print.as_ref()?);
    let before = place.excerpt.text.get(..place.start).unwrap_or_default();
    let quoted = print.replace('"', "\"\"");
    let text = match before.ends_with('"') {
        true => quoted,
        false if print.contains([',', ';', '|', '"']) => format!("\"{quoted}\""),
        false => print,
    };
    Some(Edit { place, text })
}
