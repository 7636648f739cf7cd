//! What sentences state of their figures, as machines read it.

use super::dto::{PlaceDto, VERSION, place};
use super::written::whole;
use crate::claim::{NoFigure, Stands, Why};
use crate::lang::Lang;
use crate::report::{ListedClaim, ListedClaims, ListedFigure, ListedOther};
use crate::say::claims::why_not;
use serde::Serialize;

#[derive(Serialize)]
struct ClaimsDto {
    version: u32,
    claims: Vec<ClaimDto>,
    figures: Vec<FigureDto>,
    others: Vec<OtherDto>,
    summary: SummaryDto,
}

#[derive(Serialize)]
struct ClaimDto {
    kind: &'static str,
    pattern: &'static str,
    reported: String,
    operands: Vec<String>,
    /// Which operands are taken away, by their positions.
    minus: Vec<usize>,
    counted: Option<usize>,
    verdict: &'static str,
    why: Option<WhyDto>,
    formula: String,
    words: String,
    place: PlaceDto,
    /// Where the cell stands that prints the same figure.
    cell: Option<PlaceDto>,
}

#[derive(Serialize)]
struct WhyDto {
    code: &'static str,
    text: String,
}

#[derive(Serialize)]
struct FigureDto {
    print: String,
    unit: String,
    place: PlaceDto,
    /// The claims that it is in, by their positions.
    claims: Vec<usize>,
}

#[derive(Serialize)]
struct OtherDto {
    print: String,
    taken_for: &'static str,
    place: PlaceDto,
}

#[derive(Serialize)]
struct SummaryDto {
    figures: u64,
    in_claims: u64,
    in_none: u64,
    claims: u64,
    consistent: usize,
    inconsistent: usize,
    depends: usize,
}

/// All that was read.
pub(crate) fn claims(listed: &ListedClaims, lang: Lang) -> String {
    let count = listed.count();
    let stands = |wanted: &str| {
        let claims = listed.claims.iter();
        claims.filter(|claim| claim.stands.id() == wanted).count()
    };
    whole(&ClaimsDto {
        version: VERSION,
        claims: listed.claims.iter().map(|one| claim(one, lang)).collect(),
        figures: listed.figures.iter().map(figure).collect(),
        others: listed.others.iter().map(other).collect(),
        summary: SummaryDto {
            figures: count.figures,
            in_claims: count.claimed,
            in_none: count.figures - count.claimed,
            claims: count.claims,
            consistent: stands("consistent"),
            inconsistent: stands("inconsistent"),
            depends: stands("depends"),
        },
    })
}

fn claim(claim: &ListedClaim, lang: Lang) -> ClaimDto {
    ClaimDto {
        kind: claim.kind.id(),
        pattern: claim.pattern,
        reported: claim.reported.clone(),
        operands: claim.operands.clone(),
        minus: claim.minus.clone(),
        counted: claim.counted,
        verdict: claim.stands.id(),
        why: match claim.stands {
            Stands::Depends(why) => Some(WhyDto {
                code: match why {
                    Why::NoBase => "no-base",
                    Why::NoEarlier => "no-earlier-value",
                    Why::Adjusted => "adjusted",
                    Why::Unclear => "unclear",
                },
                text: why_not(why, lang),
            }),
            _ => None,
        },
        formula: claim.formula.clone(),
        words: claim.words.clone(),
        place: place(&claim.place),
        cell: claim.cell.as_ref().map(place),
    }
}

fn figure(figure: &ListedFigure) -> FigureDto {
    FigureDto {
        print: figure.print.clone(),
        unit: figure.unit.clone(),
        place: place(&figure.place),
        claims: figure.claims.clone(),
    }
}

fn other(other: &ListedOther) -> OtherDto {
    OtherDto {
        print: other.print.clone(),
        taken_for: match other.what {
            NoFigure::Date => "date",
            NoFigure::Clock => "time",
            NoFigure::Ordinal => "ordinal",
            NoFigure::Document => "document-number",
            NoFigure::Phone => "phone",
            NoFigure::Name => "name",
            NoFigure::Span => "span",
            NoFigure::Ratio => "ratio",
            NoFigure::Duration => "duration",
            NoFigure::Bare => "bare-number",
            NoFigure::Unreadable => "unreadable",
        },
        place: place(&other.place),
    }
}
