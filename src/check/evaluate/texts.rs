//! What a rule asks of texts: that is settled by what stands there.

use super::evaluated::{Operand, Reason, Role, TextTold};
use super::{Evaluation, Result};
use crate::check::bind::{AboutText, CellRef, TextAsks, TextTest};
use crate::figure::Rat;
use crate::rule::Span;
use crate::solve::dimension::Dim;
use crate::solve::formula::Formula;
use crate::solve::quotient::Value;

impl<'a> Evaluation<'a, '_> {
    /// The text of a cell, which takes part in the check.
    pub(super) fn text_of(&mut self, cell: &CellRef, span: Span) -> Result<&'a str> {
        let (row, key) = self.place(cell)?;
        if !self.selecting {
            self.out.texts.push(Operand {
                cell: key,
                span,
                role: Role::Plain,
                row,
                side: self.now_side,
            });
        }
        Ok(row.text(key.column))
    }

    /// Whether a text is as it must be.
    pub(super) fn text_test(&mut self, test: &TextTest) -> Result<Formula> {
        let first = self.out.texts.len();
        let text = self.text_of(&test.cell, test.span)?;
        let so = match &test.asks {
            TextAsks::Listed(list) => list.has(text),
            TextAsks::Matches(pattern) => pattern.matches(text),
            TextAsks::Same(other, span) => self.text_of(other, *span)? == text,
        };
        let holds = so == test.is;
        if !self.selecting && !holds {
            self.out.told.push(TextTold {
                whole: test.whole,
                first,
            });
        }
        Ok(Formula::Constant(holds))
    }

    /// A number about a text.
    pub(super) fn about_text(
        &mut self,
        about: AboutText,
        cell: &CellRef,
        span: Span,
    ) -> Result<Value> {
        let text = self.text_of(cell, span)?;
        let number = i64::try_from(about.of(text));
        let number = number.map_err(|_| Reason::TooComplex)?;
        Ok(Value::constant(Rat::from_integer(number.into()), Dim::Any))
    }
}
