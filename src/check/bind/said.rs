//! Words of `report.toml` in rules: `report.country = "FR"` is settled before any
//! figure is looked at.

use super::binder::{BindResult, Binder};
use super::bound::{Absent, CellRef, Condition, Number, unmet};
use crate::figure::Rat;
use crate::rule::{Comparison, ConfigProblem, OF_PERIOD, Path, REPORT, ReportWord, Span, nearest};

/// What a rule asks of a word of the report.
pub(super) enum Said {
    /// What it says.
    Word(ReportWord),
    /// Its `report.toml` does not say it.
    Lacks(Absent),
}

impl Binder<'_> {
    /// The word of `report.toml` that a name stands for; none where it is another
    /// name. Rows and sections that are called `report` go before.
    pub(super) fn said(&mut self, path: &Path) -> BindResult<Option<Said>> {
        let [(report, _), (name, at)] = path.parts.as_slice() else {
            return Ok(None);
        };
        if report != REPORT || path.prior || self.probe(path).is_some() {
            return Ok(None);
        }
        let own = self.scope.report;
        let word = match (name.as_str(), &own.period) {
            ("year", Some(period)) => ReportWord::Number(Rat::from_integer(period.year.into())),
            ("period", Some(period)) => ReportWord::Text(period.plain()),
            ("year" | "period", None) => {
                let problem = ConfigProblem::NoYear(name.clone());
                return self.mistake(problem, path.span);
            }
            _ => match own.facts.words.get(name) {
                Some(word) => word.clone(),
                None => {
                    let known = own.facts.words.keys().map(String::as_str);
                    let known = known.chain(OF_PERIOD);
                    let problem = ConfigProblem::NoWord {
                        name: name.clone(),
                        nearest: nearest(name, known).map(str::to_owned),
                    };
                    let absent = Absent::Word(name.clone());
                    return Ok(Some(Said::Lacks(self.lack(absent, problem, *at))));
                }
            },
        };
        Ok(Some(Said::Word(word)))
    }

    /// Whether the report says a word; none where a name is no such.
    pub(super) fn says(&mut self, path: &Path) -> Option<bool> {
        let [(report, _), (name, _)] = path.parts.as_slice() else {
            return None;
        };
        if report != REPORT || path.prior || self.probe(path).is_some() {
            return None;
        }
        let own = self.scope.report;
        Some(match OF_PERIOD.contains(&name.as_str()) {
            true => own.period.is_some(),
            false => own.facts.words.contains_key(name),
        })
    }

    /// That a word which is a number stands where a text is needed.
    pub(super) fn word_as_text<T>(&self, path: &Path) -> BindResult<T> {
        self.mistake(ConfigProblem::WordAsText(written(path)), path.span)
    }

    /// A word that is a number.
    pub(super) fn said_number(&self, said: Said, path: &Path) -> BindResult<Number> {
        match said {
            Said::Word(ReportWord::Number(value)) => Ok(Number::Literal {
                value,
                percent: false,
            }),
            Said::Word(ReportWord::Text(_)) => {
                let problem = ConfigProblem::WordAsNumber(written(path));
                self.mistake(problem, path.span)
            }
            Said::Lacks(absent) => Ok(Number::Absent(absent, path.span)),
        }
    }

    /// A word against a text, a text column, or another word; none where neither
    /// side is a word that is a text.
    pub(super) fn compare_said(
        &mut self,
        (left, right): (&Path, &Path),
        sign: Comparison,
    ) -> BindResult<Option<Condition>> {
        let equal = sign == Comparison::Equal;
        for (word, other) in [(left, right), (right, left)] {
            let text = match self.said(word)? {
                Some(Said::Word(ReportWord::Number(_))) if other.quoted => {
                    return self.word_as_text(word);
                }
                None | Some(Said::Word(ReportWord::Number(_))) => continue,
                Some(Said::Lacks(absent)) => return Ok(Some(unmet(absent, word.span))),
                Some(Said::Word(ReportWord::Text(text))) => text,
            };
            if other.quoted && self.probe(other).is_none() {
                let holds = (text == other.parts[0].0) == equal;
                return Ok(Some(Condition::Said(holds)));
            }
            match self.said(other)? {
                None => {}
                Some(Said::Lacks(absent)) => return Ok(Some(unmet(absent, other.span))),
                Some(Said::Word(ReportWord::Text(second))) => {
                    let holds = (text == second) == equal;
                    return Ok(Some(Condition::Said(holds)));
                }
                Some(Said::Word(ReportWord::Number(_))) => {
                    return self.mistake(ConfigProblem::WordAsNumber(written(word)), word.span);
                }
            }
            if let Some(cell) = self.text_cell(other) {
                return Ok(Some(as_text(cell, text, equal, other.span)));
            }
        }
        Ok(None)
    }

    /// Whether a word is as it must be; none where a name is no word that is a text.
    pub(super) fn said_as(
        &mut self,
        path: &Path,
        is_so: impl FnOnce(&Self, &str) -> BindResult<bool>,
    ) -> BindResult<Option<Condition>> {
        Ok(match self.said(path)? {
            None | Some(Said::Word(ReportWord::Number(_))) => None,
            Some(Said::Lacks(absent)) => Some(unmet(absent, path.span)),
            Some(Said::Word(ReportWord::Text(text))) => {
                let holds = is_so(self, &text)?;
                Some(Condition::Said(holds))
            }
        })
    }
}

fn as_text(cell: CellRef, text: String, equal: bool, span: Span) -> Condition {
    Condition::Text {
        cell,
        text,
        equal,
        span,
    }
}

/// A name as it is written.
fn written(path: &Path) -> String {
    let parts = path.parts.iter().map(|(part, _)| part.as_str());
    parts.collect::<Vec<_>>().join(".")
}
