//! What a rule asks of texts, while its names are looked up: to be one of a list,
//! to be as a pattern says, to have so many characters.

use super::binder::{BindResult, Binder, Resolved};
use super::bound::{AboutText, CellRef, Condition, Number, TextAsks, TextTest, unmet};
use super::said::Said;
use crate::figure::Rat;
use crate::rule::{
    CodeList, Comparison, ConfigProblem, Entry, Expr, Listed, Path, Pattern, ReportWord, Span,
    number_of,
};
use std::sync::Arc;

/// What is asked of the text of a cell, which the rule names at a place.
pub(super) fn text_test(
    (cell, span): (CellRef, Span),
    asks: TextAsks,
    is: bool,
    whole: Span,
) -> Condition {
    Condition::OfText(Box::new(TextTest {
        cell,
        span,
        asks,
        is,
        whole,
    }))
}

impl Binder<'_> {
    /// `item in list`: of a text one look-up, of a figure a comparison with each.
    pub(super) fn listed(
        &mut self,
        item: &Expr,
        list: &Listed,
        is: bool,
        span: Span,
    ) -> BindResult<Condition> {
        if let Expr::Name(path) = item {
            if let Some(cell) = self.text_cell(path) {
                let asks = TextAsks::Listed(self.texts_of(list)?);
                return Ok(text_test((cell, path.span), asks, is, span));
            }
            let listed = |binder: &Self, text: &str| Ok(binder.texts_of(list)?.has(text) == is);
            if let Some(said) = self.said_as(path, listed)? {
                return Ok(said);
            }
            if self.said(path)?.is_none()
                && let Some(absent) = self.nothing(path)?
            {
                return Ok(absent);
            }
        }
        let word = match item {
            Expr::Name(path) if self.said(path)?.is_some() => Some(path),
            _ => None,
        };
        let number = self.number(item)?;
        let config = self.scope.config;
        let entries = config.entries_of(list);
        let entries = entries.or_else(|(problem, at)| self.mistake(problem, at))?;
        let name = item.span();
        let name = self.text.text.get(name.start..name.end).unwrap_or_default();
        let mut members = Vec::with_capacity(entries.len());
        for (at, entry) in entries.iter().enumerate() {
            let place = match list {
                Listed::Here(entries) => entries.get(at).map_or(span, |(_, place)| *place),
                Listed::Named(_, place) => *place,
            };
            let value = match (entry, list) {
                (Entry::Number(value, percent), _) => Some((value.clone(), *percent)),
                (Entry::Text(text), Listed::Named(..)) => number_of(text),
                (Entry::Text(_), Listed::Here(_)) => None,
            };
            let Some((value, percent)) = value else {
                if let Some(word) = word {
                    return self.word_as_text(word);
                }
                let problem = match (entry, item) {
                    (Entry::Text(_), Expr::Name(_)) if matches!(list, Listed::Here(_)) => {
                        ConfigProblem::FigureAsText(name.to_owned())
                    }
                    (Entry::Text(text), _) => {
                        ConfigProblem::NoNumber(text.clone(), name.to_owned())
                    }
                    (Entry::Number(..), _) => continue,
                };
                return self.mistake(problem, place);
            };
            let sign = if is {
                Comparison::Equal
            } else {
                Comparison::Unequal
            };
            let sides = vec![number.clone(), Number::Literal { value, percent }];
            let spans = vec![item.span(), place];
            members.push(Condition::Compare(sides, vec![(sign, place)], spans));
        }
        Ok(match is {
            true => Condition::Or(members),
            false => Condition::And(members),
        })
    }

    /// That a name stands for nothing here, as a condition that cannot be told.
    fn nothing(&mut self, path: &Path) -> BindResult<Option<Condition>> {
        Ok(match self.resolve(path)? {
            Resolved::Absent(absent) => Some(unmet(absent, path.span)),
            Resolved::Cell(_) => None,
        })
    }

    /// The texts of a list.
    fn texts_of(&self, list: &Listed) -> BindResult<Arc<CodeList>> {
        let entries = match list {
            Listed::Named(name, span) => {
                let found = self.scope.config.list_named(name, *span);
                let found = found.or_else(|(problem, at)| self.mistake(problem, at));
                return found.cloned();
            }
            Listed::Here(entries) => entries,
        };
        let mut texts = Vec::with_capacity(entries.len());
        for (entry, span) in entries {
            match entry {
                Entry::Text(text) => texts.push(text.clone()),
                Entry::Number(..) => {
                    let written = self.text.text.get(span.start..span.end);
                    let written = written.unwrap_or_default().to_owned();
                    return self.mistake(ConfigProblem::Unquoted(written), *span);
                }
            }
        }
        Ok(Arc::new(CodeList::of(texts)))
    }

    /// `matches(code, "[A-Z]{2}")`.
    pub(super) fn matches(&mut self, args: &[Expr], span: Span) -> BindResult<Condition> {
        let [Expr::Name(path), Expr::Name(pattern)] = args else {
            return self.not_a_condition(span);
        };
        let written = pattern.parts.first().map_or("", |(part, _)| part);
        let pattern = Pattern::of(written).or_else(|slip| {
            let problem = crate::rule::ExprProblem::Pattern(slip);
            self.mistake(ConfigProblem::Expression(problem), pattern.span)
        })?;
        if let Some(cell) = self.text_cell(path) {
            let asks = TextAsks::Matches(pattern);
            return Ok(text_test((cell, path.span), asks, true, span));
        }
        if let Some(said) = self.said_as(path, |_, text| Ok(pattern.matches(text)))? {
            return Ok(said);
        }
        if self.said(path)?.is_some() {
            return self.word_as_text(path);
        }
        match self.nothing(path)? {
            Some(absent) => Ok(absent),
            None => self.figure_as_text(path),
        }
    }

    /// A number about a text.
    pub(super) fn about_text(
        &mut self,
        about: AboutText,
        args: &[Expr],
        span: Span,
    ) -> BindResult<Number> {
        let [Expr::Name(path)] = args else {
            let problem = crate::rule::ExprProblem::TextNeeded("length");
            return self.mistake(ConfigProblem::Expression(problem), span);
        };
        if let Some(cell) = self.text_cell(path) {
            return Ok(Number::OfText(about, cell, span));
        }
        match self.said(path)? {
            Some(Said::Word(ReportWord::Text(text))) => Ok(Number::Literal {
                value: Rat::from_integer(about.of(&text).into()),
                percent: false,
            }),
            Some(Said::Word(ReportWord::Number(_))) => self.word_as_text(path),
            Some(Said::Lacks(absent)) => Ok(Number::Absent(absent, path.span)),
            None => match self.resolve(path)? {
                Resolved::Absent(absent) => Ok(Number::Absent(absent, path.span)),
                Resolved::Cell(_) => self.figure_as_text(path),
            },
        }
    }

    fn figure_as_text<T>(&self, path: &Path) -> BindResult<T> {
        let name = path.parts.last().map_or("", |(part, _)| part);
        self.mistake(ConfigProblem::FigureAsText(name.to_owned()), path.span)
    }
}
