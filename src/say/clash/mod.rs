//! What the whole report says of a finding: the figures that are probably
//! wrong, what was meant, and the other findings of the same cause.

pub(crate) mod figures;
pub(crate) mod names;
mod proof;
mod slip;
mod suspects;
pub(crate) mod whole;

use crate::finding::{ClashCheck, Detail, Finding, Likeliest, SlipKind};
use crate::lang::Lang;
use crate::say;
use crate::say::clash::figures::NamedFigures;
use crate::say::clash::suspects::target;
use crate::say::lists::{clauses, listed};
use crate::say::quote::{one_line, sums_in_short};
use crate::say::terms::severity_name;
use crate::say::title::title;

pub(crate) use names::{likeliest, limit, named};
pub(crate) use proof::proof;
pub(crate) use slip::slip;
pub(crate) use suspects::{meant, suspects};

/// Explained findings named before the list is cut.
const EXPLAINED_SHOWN: usize = 20;

/// The lines of a clash that stand above a finding's rule: the rules that
/// clash, the proof that they do, and the figures that may be wrong.
pub(crate) fn lines(finding: &Finding, lang: Lang) -> Vec<String> {
    let mut lines = rules(finding, lang);
    lines.extend(proof(finding, lang));
    lines.extend(suspects(finding, lang));
    lines
}

/// Whether the clash names the changes that would mend a finding.
pub(crate) fn has_repairs(finding: &Finding) -> bool {
    let clash = finding.clash.as_ref();
    clash.is_some_and(|clash| !clash.repairs.is_empty())
}

/// Whether the likeliest change is that a figure was cut, not rounded.
pub(crate) fn says_cut(finding: &Finding) -> bool {
    let set = finding.clash.as_deref().and_then(likeliest);
    let changes = set.map_or(&[][..], |set| &set.changes);
    let [change] = changes else {
        return false;
    };
    let first = change.slips.first();
    first.is_some_and(|slip| slip.kind == SlipKind::Cut)
}

/// The rules that clash only together, a line each.
pub(crate) fn rules(finding: &Finding, lang: Lang) -> Vec<String> {
    let line = |check| rule(check, lang);
    together(finding).iter().map(line).collect()
}

/// The checks that clash only together.
pub(crate) fn together(finding: &Finding) -> &[ClashCheck] {
    match (&finding.detail, &finding.clash) {
        (Detail::Joint, Some(clash)) => &clash.checks,
        _ => &[],
    }
}

/// What is probably wrong, in a few words, where it is more than a guess.
pub(crate) fn likely(finding: &Finding, lang: Lang) -> Option<String> {
    let clash = finding.clash.as_ref()?;
    let sure = matches!(clash.verdict, Likeliest::Only | Likeliest::Slip);
    let first = clash.repairs.first().filter(|_| sure)?;
    let figures = NamedFigures::of(finding, lang);
    let changes = first.changes.iter();
    let changes: Vec<String> = changes
        .map(|change| target(change, &figures, lang))
        .collect();
    let changes = suspects::together(changes, lang);
    Some(say!(lang, "likely {changes}", "可能是 {changes}"))
}

/// What is probably wrong, and the rules of the findings that are told in this
/// one, for formats of one line a finding.
pub(crate) fn in_short(finding: &Finding, lang: Lang) -> Option<String> {
    let rules = explained_rules(finding);
    let count = rules.len();
    let rules = listed(&rules, lang);
    let explains = match count {
        0 => None,
        1 => Some(say!(
            lang,
            "also explains rule {rules}",
            "规则 {rules} 的发现也出于同一原因"
        )),
        _ => Some(say!(
            lang,
            "also explains rules {rules}",
            "规则 {rules} 的发现也出于同一原因"
        )),
    };
    let parts: Vec<String> = likely(finding, lang).into_iter().chain(explains).collect();
    (!parts.is_empty()).then(|| clauses(&parts, lang))
}

/// The findings that are told in this one, a line each.
pub(crate) fn explained(finding: &Finding, lang: Lang) -> Vec<String> {
    let shown = finding.explains.iter().take(EXPLAINED_SHOWN);
    let mut lines: Vec<String> = shown.map(|other| also_explains(other, lang)).collect();
    let more = finding.explains.len().saturating_sub(EXPLAINED_SHOWN);
    if more > 0 {
        lines.push(say!(
            lang,
            "also explains {more} more findings",
            "另有 {more} 处发现也出于同一原因"
        ));
    }
    lines
}

/// That another finding is told in this one.
pub(crate) fn also_explains(other: &Finding, lang: Lang) -> String {
    let line = headline(other, lang);
    say!(lang, "also explains: {line}", "同一原因：{line}")
}

/// Of a finding that is told in another, which one that is.
pub(crate) fn explained_by(other: &Finding, main: &Finding, lang: Lang) -> String {
    let (other, place) = (title(other, lang), main.primary().place.address_in(lang));
    let main = one_line(main.waived_as());
    say!(
        lang,
        "{other} (explained by {main}, {place})",
        "{other}（与 {main} 出于同一原因，{place}）"
    )
}

/// A finding in one line: `error[bound-violated]: … (rule cap, t.csv:3:5)`.
pub(crate) fn headline(finding: &Finding, lang: Lang) -> String {
    let word = severity_name(finding.severity, lang);
    let (code, title) = (finding.code, title(finding, lang));
    let address = finding.primary().place.address_in(lang);
    match &finding.rule {
        Some(rule) if rule.is_written() => {
            let rule = one_line(&rule.name);
            say!(
                lang,
                "{word}[{code}]: {title} (rule {rule}, {address})",
                "{word}[{code}]：{title}（规则 {rule}，{address}）"
            )
        }
        _ => say!(
            lang,
            "{word}[{code}]: {title} ({address})",
            "{word}[{code}]：{title}（{address}）"
        ),
    }
}

/// The rules of the findings that are told in this one, each once.
pub(crate) fn explained_rules(finding: &Finding) -> Vec<String> {
    let explains = finding.explains.iter();
    let mut names = Vec::new();
    for name in explains.map(|other| one_line(other.waived_as())) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn rule(check: &ClashCheck, lang: Lang) -> String {
    let name = named(check, lang);
    let text = sums_in_short(&one_line(&check.rule.check), lang);
    let address = check.rule.place.address_in(lang);
    say!(
        lang,
        "rule {name}: {text} ({address})",
        "规则 {name}：{text}（{address}）"
    )
}
