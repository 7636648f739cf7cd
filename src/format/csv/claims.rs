//! What sentences state of their figures for a spreadsheet, one claim a row.

use super::cells::{MARK, number, words, written};
use crate::claim::Stands;
use crate::lang::Lang;
use crate::report::ListedClaims;
use crate::say::claims::{verdict, why_not};

/// The columns.
const COLUMNS: [&str; 8] = [
    "kind", "pattern", "reported", "operands", "verdict", "why", "place", "words",
];

/// All claims.
///
/// # Errors
/// What the writer says.
pub(crate) fn claims(listed: &ListedClaims, lang: Lang) -> Result<String, csv::Error> {
    let mut records = vec![COLUMNS.map(String::from)];
    for claim in &listed.claims {
        let why = match claim.stands {
            Stands::Depends(why) => why_not(why, lang),
            _ => String::new(),
        };
        records.push([
            claim.kind.id().to_owned(),
            claim.pattern.to_owned(),
            number(&claim.reported),
            words(&claim.operands.join("; ")),
            words(&verdict(claim.stands, lang)),
            words(&why),
            words(&claim.place.address_in(lang)),
            words(&claim.words),
        ]);
    }
    Ok(format!("{MARK}{}", written(records)?))
}
