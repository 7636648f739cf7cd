//! What the whole report says of a finding, and of itself, as JSON.

use crate::cell::CellName;
use crate::figure::{Range, Rat};
use crate::finding::{
    Change, Clash, ClashCheck, Deduced, Finding, LeftOut, Likeliest, Limit, Mending, ProofStep,
    Reasoned, Slip, SlipKind, WhyLeftOut,
};
use crate::format::json::dto::{MarkDto, RangeDto, RuleRefDto, exact, mark, range, rule_ref};
use crate::lang::Lang;
use crate::say::clash::figures::NamedFigures;
use crate::say::clash::{limit as limit_said, proof, slip as slip_said, whole};
use serde::Serialize;

/// What the whole report says of a finding.
#[derive(Serialize)]
pub(super) struct ClashDto<F> {
    verdict: &'static str,
    checks: Vec<CheckDto>,
    explains: Vec<F>,
    derivation: Vec<StepDto>,
    repairs: Vec<MendingDto>,
    more: bool,
    gave_up: Option<LimitDto>,
}

#[derive(Serialize)]
struct CheckDto {
    rule: RuleRefDto,
    row: Option<String>,
    severity: &'static str,
}

#[derive(Serialize)]
struct StepDto {
    kind: &'static str,
    text: String,
    checks: Vec<StepCheckDto>,
    figure: Option<String>,
    terms: Vec<TermDto>,
    constant: Option<String>,
    at_most: Option<bool>,
    strict: Option<bool>,
    bound: Option<String>,
    range: RangeDto,
    other: Option<RangeDto>,
    because: Option<&'static str>,
}

#[derive(Serialize)]
struct StepCheckDto {
    check: usize,
    factor: String,
}

#[derive(Serialize)]
struct TermDto {
    factor: String,
    name: String,
    range: RangeDto,
}

#[derive(Serialize)]
struct MendingDto {
    changes: Vec<ChangeDto>,
    moved: bool,
    odds: u64,
    confirmed: usize,
}

#[derive(Serialize)]
struct ChangeDto {
    name: String,
    cell: MarkDto,
    range: RangeDto,
    print: Option<String>,
    slips: Vec<SlipDto>,
}

#[derive(Default, Serialize)]
struct SlipDto {
    kind: &'static str,
    text: String,
    print: String,
    odds: u64,
    places: Option<String>,
    from: Option<String>,
    to: Option<String>,
    cells: Vec<String>,
    along_row: Option<bool>,
    figures: Option<usize>,
    part: Option<String>,
    whole: Option<String>,
}

#[derive(Serialize)]
struct LimitDto {
    of: &'static str,
    most: u64,
    text: String,
}

/// What reasoning over the whole report came to.
#[derive(Serialize)]
pub(super) struct ReasonedDto {
    parts: usize,
    figures: usize,
    checks: usize,
    left_out: Vec<LeftOutDto>,
    deduced: Vec<DeducedDto>,
    gave_up: Vec<LimitDto>,
}

#[derive(Serialize)]
struct LeftOutDto {
    rule: String,
    why: &'static str,
    reason: String,
}

#[derive(Serialize)]
struct DeducedDto {
    name: String,
    cell: MarkDto,
    value: String,
    print: String,
    by: Option<String>,
    checks: Vec<CheckDto>,
}

/// The clash of a finding; `explained` writes the findings that it explains.
pub(super) fn clash<F>(
    finding: &Finding,
    explained: impl Fn(&Finding) -> F,
    lang: Lang,
) -> Option<ClashDto<F>> {
    let clash = finding.clash.as_deref()?;
    let figures = NamedFigures::of(finding, lang);
    Some(ClashDto {
        verdict: verdict(clash.verdict),
        checks: clash.checks.iter().map(|one| check(one, lang)).collect(),
        explains: finding.explains.iter().map(explained).collect(),
        derivation: steps(finding, clash, lang),
        repairs: clash
            .repairs
            .iter()
            .map(|set| mending(set, &figures, lang))
            .collect(),
        more: clash.more,
        gave_up: clash.gave_up.map(|one| limit_dto(one, lang)),
    })
}

/// What reasoning over a report came to.
pub(super) fn reasoned(reasoned: &Reasoned, lang: Lang) -> ReasonedDto {
    let limits = reasoned.gave_up.iter();
    ReasonedDto {
        parts: reasoned.parts,
        figures: reasoned.figures,
        checks: reasoned.checks,
        left_out: reasoned
            .left_out
            .iter()
            .map(|left| left_out(left, lang))
            .collect(),
        deduced: reasoned
            .deduced
            .iter()
            .map(|one| deduced(one, lang))
            .collect(),
        gave_up: limits.map(|one| limit_dto(*one, lang)).collect(),
    }
}

fn verdict(verdict: Likeliest) -> &'static str {
    match verdict {
        Likeliest::Only => "only",
        Likeliest::Slip => "slip",
        Likeliest::Evidence => "evidence",
        Likeliest::CannotBeTold => "cannot-be-told",
        Likeliest::OnlyZero => "only-zero",
        Likeliest::NoRepair => "no-repair",
    }
}

fn check(check: &ClashCheck, lang: Lang) -> CheckDto {
    CheckDto {
        rule: rule_ref(&check.rule, lang),
        row: check.row.clone(),
        severity: check.severity.name(),
    }
}

fn limit_dto(limit: Limit, lang: Lang) -> LimitDto {
    let (of, most) = match limit {
        Limit::Figures(most) => ("figures", most as u64),
        Limit::Checks(most) => ("checks", most as u64),
        Limit::Failed(most) => ("failed", most),
        Limit::Steps(most) => ("steps", most),
        Limit::Cases(most) => ("cases", u64::from(most)),
        Limit::Changes(most) => ("changes", most),
    };
    LimitDto {
        of,
        most,
        text: limit_said(limit, lang),
    }
}

fn left_out(left: &LeftOut, lang: Lang) -> LeftOutDto {
    LeftOutDto {
        rule: left.rule.name.clone(),
        why: match left.why {
            WhyLeftOut::Condition => "condition",
            WhyLeftOut::Product => "product",
            WhyLeftOut::Greatest => "greatest",
            WhyLeftOut::Selection => "selection",
            WhyLeftOut::Divisor => "divisor",
            WhyLeftOut::LongTable => "long-table",
        },
        reason: whole::why_left_out(left.why, lang),
    }
}

fn deduced(one: &Deduced, lang: Lang) -> DeducedDto {
    DeducedDto {
        name: one.mark.named_cell().to_string(),
        cell: mark(&one.mark, lang),
        value: exact(&one.value),
        print: one.print.clone(),
        by: one.by.clone(),
        checks: one.checks.iter().map(|one| check(one, lang)).collect(),
    }
}

fn mending(set: &Mending, figures: &NamedFigures<'_>, lang: Lang) -> MendingDto {
    let changes = set.changes.iter();
    MendingDto {
        changes: changes.map(|one| change(one, figures, lang)).collect(),
        moved: set.moved,
        odds: set.odds,
        confirmed: set.confirmed,
    }
}

fn change(change: &Change, figures: &NamedFigures<'_>, lang: Lang) -> ChangeDto {
    let slips = change.slips.iter();
    ChangeDto {
        name: change.mark.named_cell().to_string(),
        cell: mark(&change.mark, lang),
        range: range(&change.range),
        print: change.print.clone(),
        slips: slips
            .map(|one| SlipDto {
                text: slip_said(one, &change.mark, figures, lang),
                ..slip(one)
            })
            .collect(),
    }
}

/// A slip without its words.
fn slip(slip: &Slip) -> SlipDto {
    let mut dto = SlipDto {
        kind: slip_kind(&slip.kind),
        print: slip.print.clone(),
        odds: slip.odds,
        ..SlipDto::default()
    };
    match &slip.kind {
        SlipKind::Digit
        | SlipKind::Swapped
        | SlipKind::Lost
        | SlipKind::Doubled
        | SlipKind::Inserted
        | SlipKind::Sign
        | SlipKind::Cut
        | SlipKind::LastPeriod
        | SlipKind::Restated => {}
        SlipKind::Point(places) | SlipKind::Power(places) => {
            dto.places = Some(places.to_string());
        }
        SlipKind::Multiplier { from, to } => {
            dto.from = Some(from.clone());
            dto.to = Some(to.clone());
        }
        SlipKind::Exchanged(cell)
        | SlipKind::Copied(cell)
        | SlipKind::LeftOut(cell)
        | SlipKind::CountedTwice(cell)
        | SlipKind::NotTakenOff(cell)
        | SlipKind::TakenOffTwice(cell)
        | SlipKind::OlderTotal(cell) => dto.cells = vec![cell.to_string()],
        SlipKind::Shifted { along_row, figures } => {
            dto.along_row = Some(*along_row);
            dto.figures = Some(*figures);
        }
        SlipKind::OtherDenominator { over, value, part } => {
            dto.cells = over.iter().map(CellName::to_string).collect();
            dto.part = Some(exact(part));
            dto.whole = Some(exact(value));
        }
    }
    dto
}

fn slip_kind(kind: &SlipKind) -> &'static str {
    match kind {
        SlipKind::Digit => "digit",
        SlipKind::Swapped => "swapped",
        SlipKind::Lost => "lost",
        SlipKind::Doubled => "doubled",
        SlipKind::Inserted => "inserted",
        SlipKind::Point(_) => "point",
        SlipKind::Power(_) => "power",
        SlipKind::Multiplier { .. } => "multiplier",
        SlipKind::Sign => "sign",
        SlipKind::Cut => "cut",
        SlipKind::Exchanged(_) => "exchanged",
        SlipKind::Shifted { .. } => "shifted",
        SlipKind::Copied(_) => "copied",
        SlipKind::LastPeriod => "last-period",
        SlipKind::LeftOut(_) => "left-out",
        SlipKind::CountedTwice(_) => "counted-twice",
        SlipKind::NotTakenOff(_) => "not-taken-off",
        SlipKind::TakenOffTwice(_) => "taken-off-twice",
        SlipKind::OlderTotal(_) => "older-total",
        SlipKind::Restated => "restated",
        SlipKind::OtherDenominator { .. } => "other-denominator",
    }
}

/// The proof: each step with its line.
fn steps(finding: &Finding, clash: &Clash, lang: Lang) -> Vec<StepDto> {
    let lines = proof(finding, lang);
    let steps = clash.derivation.iter().zip(lines);
    steps
        .map(|(one, text)| StepDto { text, ..step(one) })
        .collect()
}

/// A step without its line.
fn step(step: &ProofStep) -> StepDto {
    let plain = |kind, known: &Range| StepDto {
        kind,
        text: String::new(),
        checks: Vec::new(),
        figure: None,
        terms: Vec::new(),
        constant: None,
        at_most: None,
        strict: None,
        bound: None,
        range: range(known),
        other: None,
        because: None,
    };
    match step {
        ProofStep::Bounded {
            check,
            figure,
            terms: all,
            constant,
            range,
        } => StepDto {
            checks: vec![StepCheckDto {
                check: *check,
                factor: "1".to_owned(),
            }],
            figure: Some(figure.clone()),
            terms: terms(all),
            constant: Some(exact(constant)),
            ..plain("bounded", range)
        },
        ProofStep::Held {
            figure,
            floor,
            range,
            ..
        } => StepDto {
            figure: Some(figure.clone()),
            because: Some(floor.name()),
            ..plain("held", range)
        },
        ProofStep::NoValue { figure, one, other } => StepDto {
            figure: Some(figure.clone()),
            other: Some(range(other)),
            ..plain("no-value", one)
        },
        ProofStep::Combined {
            checks,
            terms: all,
            at_most,
            strict,
            bound,
            range,
        } => StepDto {
            checks: added(checks),
            terms: terms(all),
            at_most: Some(*at_most),
            strict: Some(*strict),
            bound: Some(exact(bound)),
            ..plain("combined", range)
        },
        ProofStep::OutOfStep {
            checks,
            terms: open,
            others,
            sum,
            step,
        } => StepDto {
            checks: added(checks),
            terms: terms(open).into_iter().chain(terms(others)).collect(),
            constant: Some(exact(step)),
            ..plain("out-of-step", sum)
        },
        ProofStep::Suppose {
            figure,
            range: here,
            other,
            ..
        } => StepDto {
            figure: Some(figure.clone()),
            other: Some(range(other)),
            ..plain("suppose", here)
        },
        ProofStep::NoWhole { figure, range } => StepDto {
            figure: Some(figure.clone()),
            ..plain("no-whole", range)
        },
    }
}

fn added(checks: &[(usize, Rat)]) -> Vec<StepCheckDto> {
    let dto = |(check, factor): &(usize, Rat)| StepCheckDto {
        check: *check,
        factor: exact(factor),
    };
    checks.iter().map(dto).collect()
}

fn terms(terms: &[(Rat, String, Range)]) -> Vec<TermDto> {
    let dto = |(factor, name, known): &(Rat, String, Range)| TermDto {
        factor: exact(factor),
        name: name.clone(),
        range: range(known),
    };
    terms.iter().map(dto).collect()
}
