//! All sums and averages of lines that follow one another: among few lines, or among
//! many.

use super::called_alike::{Alike, alike};
use super::candidate::{BESIDE, CLAIMED, Candidate, Effort, MANY, least_of_runs};
use super::pilots::pilots;
use super::relation::RelationKind;
use super::runs::Search;
use super::side::Side;
use super::sums::Sums;
use super::view::View;
use super::words;

/// All sums and averages of lines that are searched.
pub(super) fn candidates(
    view: &View,
    active: &[usize],
    unlike: &[bool],
    effort: &mut Effort,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let alike = Alike::of(alike(view, active), view.lines);
    let sums = Sums::of(view, active);
    for (at, &result) in active.iter().enumerate() {
        let claimed = words::claims(&view.labels[result], RelationKind::Sum);
        let least = least_of_runs(view.along, active.len());
        let mut search = Search {
            view,
            active,
            sums: &sums,
            unlike,
            result,
            at,
            pilots: pilots(view, result),
            least: least - if claimed { CLAIMED } else { BESIDE },
            is_called_mean: words::claims(&view.labels[result], RelationKind::Average),
            told: Vec::new(),
            found: Vec::new(),
        };
        for side in Side::BOTH {
            let done = match active.len() > MANY {
                true => search.among_many(side, &alike, effort),
                false => search.along(side, &alike.groups, effort),
            };
            if !done {
                return found;
            }
        }
        found.extend(search.found);
    }
    found
}
