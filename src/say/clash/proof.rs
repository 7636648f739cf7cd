//! Why checks cannot all hold, as numbered lines of arithmetic that can be
//! followed with a pencil.

use crate::figure::{End, Floor, Range, Rat};
use crate::finding::{Clash, Finding, ProofStep};
use crate::lang::Lang;
use crate::say;
use crate::say::below::with_name;
use crate::say::bounded::why;
use crate::say::clash::figures::NamedFigures;
use crate::say::clash::names::named;
use crate::say::clash::suspects::lies;
use crate::say::lists;
use crate::say::numbers::Style;
use crate::say::quote::{closed_up, one_line};
use num_traits::{One, Zero};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// A figure times a factor, with what is known of the figure.
type Term = (Rat, String, Range);

/// The lines of a finding's proof.
pub(crate) fn proof(finding: &Finding, lang: Lang) -> Vec<String> {
    let Some(clash) = &finding.clash else {
        return Vec::new();
    };
    let proof = Proof {
        clash,
        figures: NamedFigures::of(finding, lang),
        said: RefCell::default(),
        lang,
    };
    (0..clash.derivation.len())
        .map(|number| format!("({}) {}", number + 1, proof.line(number)))
        .map(|line| closed_up(line, lang))
        .collect()
}

/// A proof that is being written.
struct Proof<'a> {
    clash: &'a Clash,
    figures: NamedFigures<'a>,
    /// Labels that a line has said with the names behind them.
    said: RefCell<BTreeSet<String>>,
    lang: Lang,
}

impl Proof<'_> {
    /// What a figure is called: by its label, the first time with its name
    /// behind where the headline has not said whose label it is.
    fn name(&self, figure: &str) -> String {
        match self.figures.label(figure) {
            Some((label, met)) => {
                let met = !self.said.borrow_mut().insert(label.clone()) || met;
                with_name(&label, figure, met, self.lang)
            }
            None => one_line(figure),
        }
    }

    fn line(&self, number: usize) -> String {
        match &self.clash.derivation[number] {
            ProofStep::Bounded {
                check,
                figure,
                terms,
                constant,
                range,
            } => {
                let line = self.bounded(figure, terms, constant, range);
                let source = self.source(*check, number, terms);
                let lang = self.lang;
                say!(lang, "{line} ({source})", "{line}（{source}）")
            }
            ProofStep::Held {
                figure,
                floor,
                unit,
                ..
            } => self.held(figure, *floor, unit.as_deref()),
            ProofStep::NoValue { figure, one, other } => self.no_value(number, figure, one, other),
            ProofStep::Combined {
                checks,
                terms,
                at_most,
                strict,
                bound,
                range,
            } => {
                let sign = match (at_most, strict) {
                    (false, _) => "=",
                    (true, true) => "<",
                    (true, false) => "≤",
                };
                let line = self.combined(number, terms, sign, (bound, range));
                let sum = self.sum_of_rules(checks);
                let lang = self.lang;
                say!(lang, "{sum}: {line}", "{sum}：{line}")
            }
            ProofStep::OutOfStep {
                checks,
                terms,
                others,
                sum,
                step,
            } => {
                let line = self.out_of_step(number, terms, others, (sum, step));
                let sum = self.sum_of_rules(checks);
                let lang = self.lang;
                say!(lang, "{sum}: {line}", "{sum}：{line}")
            }
            ProofStep::Suppose {
                figure,
                range,
                other,
                first,
            } => {
                let style = self.figures.style_of(figure);
                let name = self.name(figure);
                let (here, there) = (limit_of(range, &style), limit_of(other, &style));
                let lang = self.lang;
                match first {
                    true => say!(
                        lang,
                        "{name} is a whole number, so {name} {here} or {name} {there}; suppose first that {name} {here}",
                        "{name} 是整数，故 {name} {here} 或 {name} {there}；先设 {name} {here}"
                    ),
                    false => say!(lang, "now suppose that {name} {here}", "再设 {name} {here}"),
                }
            }
            ProofStep::NoWhole { figure, range } => {
                let style = self.figures.style_of(figure);
                let (name, range) = (self.name(figure), style.exact_range(range));
                let lang = self.lang;
                say!(
                    lang,
                    "{name} is a whole number in {range}: there is none",
                    "{name} 应是 {range} 中的整数，而其中没有整数"
                )
            }
        }
    }

    /// `refused is not below 0, whatever is printed: 件 are counted`.
    fn held(&self, figure: &str, floor: Floor, unit: Option<&str>) -> String {
        let (lang, name) = (self.lang, self.name(figure));
        let why = why(floor, unit, lang);
        match floor {
            Floor::Share => say!(
                lang,
                "{name} lies within 0–100%, whatever is printed: {why}",
                "{name} 无论如何印，都在 0–100% 之间：{why}"
            ),
            _ => say!(
                lang,
                "{name} is not below 0, whatever is printed: {why}",
                "{name} 无论如何印，都不小于 0：{why}"
            ),
        }
    }

    /// `total = a + b = [10, 12] + [20, 22] = [30, 34]`.
    fn bounded(&self, figure: &str, terms: &[Term], constant: &Rat, range: &Range) -> String {
        let style = self.figures.style_of(figure);
        let name = self.name(figure);
        let names = self.sum(terms, constant, &style, &|name, _| self.name(name));
        let values = self.sum(terms, constant, &style, &|name, range| {
            self.figures.style_of(name).exact_range(range)
        });
        let sign = sign_of(range);
        // Without figures there is nothing to put in.
        let result = style.exact_range(range);
        let equal = sign == "=" && values == result;
        let sum = match values == names || equal {
            true => names,
            false => format!("{names} = {values}"),
        };
        if sign == "=" {
            return match sum == result {
                true => format!("{name} = {result}"),
                false => format!("{name} = {sum} = {result}"),
            };
        }
        let line = format!("{name} {sign} {sum}");
        let (lang, limit) = (self.lang, limit_of(range, &style));
        match line == format!("{name} {limit}") {
            true => line,
            false => say!(
                lang,
                "{line}, so {name} {limit}",
                "{line}，故 {name} {limit}"
            ),
        }
    }

    /// A sum with each figure written in some way.
    fn sum(
        &self,
        terms: &[Term],
        constant: &Rat,
        style: &Style<'_>,
        write: &dyn Fn(&str, &Range) -> String,
    ) -> String {
        let mut text = String::new();
        for (factor, name, range) in terms {
            let written = write(name, range);
            add(
                &mut text,
                factor.is_negative(),
                &times(&factor.abs(), &written),
            );
        }
        if !constant.is_zero() || text.is_empty() {
            let size = style.exact(&constant.abs());
            add(&mut text, constant.is_negative(), &size);
        }
        text
    }

    /// The rule of a line, and the lines that it builds on.
    fn source(&self, check: usize, number: usize, terms: &[Term]) -> String {
        let (lang, rule) = (self.lang, self.rule(check));
        let mut parts = vec![say!(lang, "rule {rule}", "规则 {rule}")];
        for (factor, name, range) in terms {
            parts.extend(self.rate_behind(factor));
            if self.is_print(name, range) {
                continue;
            }
            let by = self.earlier(number, name, range);
            if !by.is_empty() {
                let name = self.name(name);
                parts.push(say!(lang, "{name} by {by}", "{name} 见 {by}"));
            }
        }
        lists::clauses(&parts, lang)
    }

    /// The rate that a factor is an end of: `0.9085 from rate 90.8%`.
    fn rate_behind(&self, factor: &Rat) -> Option<String> {
        let (size, lang) = (factor.abs(), self.lang);
        if size.is_zero() || size.is_one() {
            return None;
        }
        let ends = [size.clone(), size.recip()];
        let (mark, end) = ends
            .iter()
            .find_map(|end| Some((self.figures.rate_with_end(end)?, end)))?;
        let (name, print) = (self.name(&mark.name), one_line(mark.place.words()));
        let end = Style::Plain.exact(end);
        Some(say!(
            lang,
            "{end} from {name} {print}",
            "{end} 取自 {name} {print}"
        ))
    }

    fn rule(&self, check: usize) -> String {
        let check = self.clash.checks.get(check);
        check.map_or_else(String::new, |check| named(check, self.lang))
    }

    /// Whether what is known of a figure is what its print allows.
    fn is_print(&self, name: &str, range: &Range) -> bool {
        let mark = self.figures.named(name);
        let figure = mark.and_then(|mark| mark.figure.as_ref());
        figure.is_some_and(|figure| figure.range.same_values(range))
    }

    /// The lines before one that bound a figure: the one that says the same,
    /// else all of them: `(1)`, `(1), (3)`.
    fn earlier(&self, number: usize, name: &str, range: &Range) -> String {
        let about = self.visible(number).into_iter();
        let about = about.filter_map(|line| match &self.clash.derivation[line] {
            ProofStep::Bounded { figure, range, .. }
            | ProofStep::Suppose { figure, range, .. }
            | ProofStep::Held { figure, range, .. }
                if figure == name =>
            {
                Some((line + 1, range))
            }
            _ => None,
        });
        let about: Vec<(usize, &Range)> = about.collect();
        let exactly = about.iter().rfind(|(_, known)| known.same_values(range));
        let lines: Vec<String> = match exactly {
            Some((line, _)) => vec![format!("({line})")],
            // Of a figure whose print is not known, it may be the print as well.
            None if self.figures.named(name).is_none() => {
                let ends = about.iter().filter(|(_, known)| has_end_of(known, range));
                ends.map(|(line, _)| format!("({line})")).collect()
            }
            None => about.iter().map(|(line, _)| format!("({line})")).collect(),
        };
        let lang = self.lang;
        lists::listed(&lines, lang)
    }

    /// The lines before one that hold where it stands: none of other cases.
    fn visible(&self, number: usize) -> Vec<usize> {
        let mut lines = Vec::new();
        // Where the cases begin that are open, and whether each is the last.
        let mut open: Vec<(usize, bool)> = Vec::new();
        for (line, step) in self.clash.derivation[..number].iter().enumerate() {
            if let ProofStep::Suppose { first, .. } = step {
                open.push((lines.len(), !first));
            }
            lines.push(line);
            while step.is_contradiction()
                && let Some((from, last)) = open.pop()
            {
                lines.truncate(from);
                // With its last case ends what the cases are in.
                if !last {
                    break;
                }
            }
        }
        lines
    }

    /// `total is printed 36, and by (1) it is in [30, 34]: no value is left`.
    fn no_value(&self, number: usize, figure: &str, one: &Range, other: &Range) -> String {
        let lang = self.lang;
        let name = self.name(figure);
        let (first, then) = match (self.is_print(figure, one), self.is_print(figure, other)) {
            (false, true) => (other, one),
            _ => (one, other),
        };
        let style = self.figures.style_of(figure);
        let where_by = |range: &Range| {
            let by = self.earlier(number, figure, range);
            let lies = lies(range, &style, lang);
            let one = match (lang, range.is_point()) {
                (Lang::Zh, Some(_)) => "为 ",
                _ => "",
            };
            match by.is_empty() {
                true => say!(lang, "is {one}{lies}", "应{one}{lies}"),
                false => say!(lang, "is {one}{lies} by {by}", "按 {by} 应{one}{lies}"),
            }
        };
        let start = match self.figures.named(figure) {
            Some(mark) if self.is_print(figure, first) => {
                let print = one_line(mark.place.words());
                let allows = style.exact_range(first);
                match first.is_point().is_some() {
                    true => say!(lang, "is printed {print}", "印为 {print}"),
                    false => say!(
                        lang,
                        "is printed {print}, which means {allows}",
                        "印为 {print}，即 {allows}"
                    ),
                }
            }
            _ => where_by(first),
        };
        let then = where_by(then);
        say!(
            lang,
            "{name} {start}, and {then}: no value is left",
            "{name} {start}，而{then}：没有可取的值"
        )
    }

    /// `a − b ≤ 5, but the figures make it [10, 12] − [2, 3] = [7, 10]`.
    fn combined(
        &self,
        number: usize,
        terms: &[Term],
        sign: &str,
        (bound, range): (&Rat, &Range),
    ) -> String {
        let lang = self.lang;
        let style = self.common_style(terms);
        let zero = Rat::zero();
        let left = self.sum(terms, &zero, &style, &|name, _| self.name(name));
        let bound = style.exact(bound);
        if terms.is_empty() {
            return say!(
                lang,
                "all figures cancel, and {left} {sign} {bound} is false",
                "各数全部消去，而 {left} {sign} {bound} 不成立"
            );
        }
        let values = self.sum(terms, &zero, &style, &|name, range| {
            self.figures.style_of(name).exact_range(range)
        });
        let result = style.exact_range(range);
        let values = match values == result {
            true => result,
            false => format!("{values} = {result}"),
        };
        let by = self.known_by(number, terms);
        say!(
            lang,
            "{left} {sign} {bound}, but it is {values}{by}",
            "{left} {sign} {bound}，而实际为 {values}{by}"
        )
    }

    /// The lines that figures of a sum are known by: ` (a by (1); b by (2))`.
    fn known_by(&self, number: usize, terms: &[Term]) -> String {
        let lang = self.lang;
        let parts = terms.iter().filter_map(|(_, name, range)| {
            let by = match self.is_print(name, range) {
                true => String::new(),
                false => self.earlier(number, name, range),
            };
            let name = self.name(name);
            (!by.is_empty()).then(|| say!(lang, "{name} by {by}", "{name} 见 {by}"))
        });
        let parts: Vec<String> = parts.collect();
        match parts.is_empty() {
            true => String::new(),
            false => {
                let parts = lists::clauses(&parts, lang);
                say!(lang, " ({parts})", "（{parts}）")
            }
        }
    }

    /// `2 × a + b = 31; with b = 0 the left side is a multiple of 2, and 31 is not`.
    fn out_of_step(
        &self,
        number: usize,
        terms: &[Term],
        others: &[Term],
        (sum, step): (&Range, &Rat),
    ) -> String {
        let lang = self.lang;
        let style = self.common_style(terms);
        let zero = Rat::zero();
        let write = |name: &str, _: &Range| self.name(name);
        let open = self.sum(terms, &zero, &style, &write);
        let add = |rest: Range, (factor, _, range): &Term| rest.plus(&range.times(&-factor));
        let rest = others.iter().fold(sum.clone(), add);
        let point = rest.is_point().is_some();
        let (rest, total) = (style.exact_range(&rest), style.exact_range(sum));
        let step = match step.is_one() {
            true => say!(lang, "a whole number", "整数"),
            false => {
                let step = style.exact(step);
                say!(lang, "a multiple of {step}", " {step} 的倍数")
            }
        };
        let end = match point {
            true => say!(
                lang,
                "{open} = {rest}, where the left side is {step} and the right side is not",
                "{open} = {rest}，左边是{step}，右边却不是"
            ),
            false => say!(
                lang,
                "{open} = {rest}, where the left side is {step} and none lies on the right",
                "{open} = {rest}，左边是{step}，右边没有这样的数"
            ),
        };
        if others.is_empty() {
            return end;
        }
        let all: Vec<Term> = terms.iter().chain(others).cloned().collect();
        let all = self.sum(&all, &zero, &style, &write);
        let known = others.iter().map(|(_, name, range)| {
            let value = self.figures.style_of(name).exact_range(range);
            format!("{} = {value}", self.name(name))
        });
        let known = lists::clauses(&known.collect::<Vec<String>>(), lang);
        let by = self.known_by(number, others);
        say!(
            lang,
            "{all} = {total}; with {known}{by}: {end}",
            "{all} = {total}；其中 {known}{by}：{end}"
        )
    }

    /// How to write a sum of figures: like them, where all are written alike.
    fn common_style(&self, terms: &[Term]) -> Style<'_> {
        let one = |style: &Style<'_>| style.exact(&Rat::one());
        let mut styles = terms.iter().map(|(_, name, _)| self.figures.style_of(name));
        let Some(first) = styles.next() else {
            return Style::Plain;
        };
        match styles.all(|style| one(&style) == one(&first)) {
            true => first,
            false => Style::Plain,
        }
    }

    /// `rule total + 2 × rule cap`.
    fn sum_of_rules(&self, checks: &[(usize, Rat)]) -> String {
        let lang = self.lang;
        let mut text = String::new();
        for (check, factor) in checks {
            let rule = self.rule(*check);
            let rule = say!(lang, "rule {rule}", "规则 {rule}");
            add(
                &mut text,
                factor.is_negative(),
                &times(&factor.abs(), &rule),
            );
        }
        text
    }
}

/// Whether one end of a range is that of another, with whole numbers rounded
/// inwards.
fn has_end_of(range: &Range, other: &Range) -> bool {
    let range = Range {
        whole: other.whole,
        ..range.clone()
    };
    let range = range.tighten();
    let same = |one: &End, other: &End| one.value().is_some() && one == other;
    same(&range.lo, &other.lo) || same(&range.hi, &other.hi)
}

/// Adds one to a sum, or takes it away.
fn add(text: &mut String, negative: bool, one: &str) {
    // What is tolerated is added and taken off.
    if let (false, Some(tolerated)) = (text.is_empty(), one.strip_prefix('±')) {
        text.push_str(&format!(" ± {tolerated}"));
        return;
    }
    match (text.is_empty(), negative) {
        (true, false) => {}
        (true, true) => text.push('−'),
        (false, false) => text.push_str(" + "),
        (false, true) => text.push_str(" − "),
    }
    text.push_str(one);
}

/// Something times a positive factor; over its inverse where only that ends.
fn times(factor: &Rat, one: &str) -> String {
    let plain = Style::Plain.exact(factor);
    if factor.is_one() {
        return one.to_owned();
    }
    if factor.is_zero() {
        return plain;
    }
    let inverse = Style::Plain.exact(&factor.recip());
    match plain.contains('/') {
        true if !inverse.contains('/') => format!("{one} ÷ {inverse}"),
        _ => format!("{plain} × {one}"),
    }
}

/// How a figure stands to the sum that bounds it.
fn sign_of(range: &Range) -> &'static str {
    match (&range.lo, &range.hi) {
        (End::Free, End::Open(_)) => "<",
        (End::Free, End::Closed(_)) => "≤",
        (End::Open(_), End::Free) => ">",
        (End::Closed(_), End::Free) => "≥",
        _ => "=",
    }
}

/// `≤ 34`, of a range with one end.
fn limit_of(range: &Range, style: &Style<'_>) -> String {
    let end = range.lo.value().or(range.hi.value());
    let end = end.map_or_else(String::new, |value| style.exact(value));
    format!("{} {end}", sign_of(range))
}
