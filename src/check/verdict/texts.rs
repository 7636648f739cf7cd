//! Which text breaks a rule, or which figure that is in no list.

use super::checker::Checker;
use crate::check::bind::{Condition, TextAsks, TextTest};
use crate::check::evaluate::{Evaluated, TextTold};
use crate::figure::Rat;
use crate::finding::{TextAsked, TextFailed};
use crate::rule::{Entry, Expr, Listed, Span, number_of};
use crate::solve::formula::Formula;

impl Checker<'_> {
    /// The first thing asked of a text that is not so, where the rule fails by that.
    pub(super) fn told_text(&self, evaluated: &Evaluated<'_>) -> Option<TextTold> {
        let mut needed = Vec::new();
        needed_of(&self.rule.expr, &mut needed);
        let mut told = evaluated.told.iter();
        let found = told.find(|told| needed.iter().any(|expr| expr.span() == told.whole));
        found.copied()
    }

    /// What is not as it must be, where that is a text, or a figure in no list.
    pub(super) fn failed_text(&self, evaluated: &Evaluated<'_>) -> Option<Box<TextFailed>> {
        if let Some((_, failed)) = self.not_reported(evaluated) {
            return Some(Box::new(failed));
        }
        let Some(told) = self.told_text(evaluated) else {
            return self.figure_not_listed(evaluated).map(Box::new);
        };
        let test = test_at(&self.bound.condition, told.whole)?;
        let mut operands = evaluated.texts.iter().skip(told.first);
        let operand = operands.next()?;
        let found = operand.row.text(operand.cell.column);
        let list = self.list_at(told.whole);
        let asked = match (&test.asks, test.is) {
            (TextAsks::Listed(codes), true) => TextAsked::Listed {
                list,
                nearest: codes.nearest(found).map(str::to_owned),
            },
            (TextAsks::Listed(_), false) => TextAsked::NotListed { list },
            (TextAsks::Matches(pattern), _) => TextAsked::Matches(pattern.written().to_owned()),
            (TextAsks::Same(..), is) => {
                let other = operands.next()?;
                let text = other.row.text(other.cell.column).to_owned();
                match is {
                    true => TextAsked::Same(self.name_of(other), text),
                    false => TextAsked::Other(self.name_of(other)),
                }
            }
        };
        Some(Box::new(TextFailed {
            name: self.name_of(operand),
            found: found.to_owned(),
            asked,
        }))
    }

    /// The first `reported(x)` that must be and is not, and where it stands; none
    /// where a text breaks the rule before.
    pub(super) fn not_reported(&self, evaluated: &Evaluated<'_>) -> Option<(Span, TextFailed)> {
        if self.told_text(evaluated).is_some() {
            return None;
        }
        let mut needed = Vec::new();
        needed_of(&self.rule.expr, &mut needed);
        let fails = |span: Span| {
            let mut compared = evaluated.compared.iter();
            compared.any(|one| one.spans == [span, span] && one.formula == Formula::Constant(false))
        };
        let absent = |expr: &&&Expr| expr.is_presence() && fails(expr.span());
        let found = needed.iter().find(absent)?;
        let mut name = None;
        found.each_name(&mut |path| name = Some(self.words(path.span)));
        let failed = TextFailed {
            name: name?,
            found: String::new(),
            asked: TextAsked::Reported,
        };
        Some((found.span(), failed))
    }

    /// The lists that the rule looks in: of those the sides are not told one by one.
    pub(super) fn in_words(&self) -> Vec<Span> {
        fn lists(expr: &Expr, found: &mut Vec<Span>) {
            if let Expr::In { span, .. } = expr {
                found.push(*span);
            }
            expr.each_part(&mut |part| lists(part, found));
        }
        let mut found = Vec::new();
        lists(&self.rule.expr, &mut found);
        found
    }

    /// A figure that is in no list, where that is all that the rule asks.
    fn figure_not_listed(&self, evaluated: &Evaluated<'_>) -> Option<TextFailed> {
        let mut needed = Vec::new();
        needed_of(&self.rule.expr, &mut needed);
        let [
            Expr::In {
                item,
                list,
                not,
                span,
            },
        ] = needed.as_slice()
        else {
            return None;
        };
        let at = item.span();
        let operand = evaluated.operands.iter().find(|one| one.span == at)?;
        let figure = operand.figure()?;
        let name = self.list_at(*span);
        let asked = match not {
            true => TextAsked::NotListed { list: name },
            false => TextAsked::Listed {
                list: name,
                nearest: self.nearest_number(list, &figure.nominal),
            },
        };
        Some(TextFailed {
            name: self.name_of(operand),
            found: operand.row.text(operand.cell.column).to_owned(),
            asked,
        })
    }

    /// The number of a list that is nearest to another, as it is written.
    fn nearest_number(&self, list: &Listed, wanted: &Rat) -> Option<String> {
        let away = |value: &Rat| (value - wanted).abs();
        match list {
            Listed::Here(entries) => {
                let numbers = entries.iter().filter_map(|(entry, span)| match entry {
                    Entry::Number(value, _) => Some((away(value), *span)),
                    Entry::Text(_) => None,
                });
                let nearest = numbers.min_by(|(one, _), (other, _)| one.cmp(other));
                nearest.map(|(_, span)| self.words(span))
            }
            Listed::Named(name, span) => {
                let list = self.scope.config.list_named(name, *span).ok()?;
                let texts = list.texts().iter();
                let numbers = texts.filter_map(|text| Some((away(&number_of(text)?.0), text)));
                let nearest = numbers.min_by(|(one, _), (other, _)| one.cmp(other));
                nearest.map(|(_, text)| text.clone())
            }
        }
    }

    /// The name of the list that stands at a place of the rule.
    fn list_at(&self, whole: Span) -> Option<String> {
        let mut needed = Vec::new();
        needed_of(&self.rule.expr, &mut needed);
        let expr = needed.into_iter().find(|expr| expr.span() == whole)?;
        match expr {
            Expr::In {
                list: Listed::Named(name, _),
                ..
            } => Some(name.clone()),
            _ => None,
        }
    }
}

/// The conditions of which each must hold where a rule does.
fn needed_of<'e>(expr: &'e Expr, needed: &mut Vec<&'e Expr>) {
    match expr {
        Expr::And(members) => members.iter().for_each(|one| needed_of(one, needed)),
        Expr::If {
            then,
            otherwise: None,
            ..
        } => needed_of(then, needed),
        other => needed.push(other),
    }
}

/// What is asked of a text at a place of a rule.
fn test_at(condition: &Condition, whole: Span) -> Option<&TextTest> {
    match condition {
        Condition::OfText(test) => Some(&**test).filter(|test| test.whole == whole),
        Condition::And(members) => members.iter().find_map(|one| test_at(one, whole)),
        Condition::If(_, then, _) => test_at(then, whole),
        _ => None,
    }
}
