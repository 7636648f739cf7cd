//! What a rule asks of texts: that is settled by what stands there.

use super::evaluated::{CellKey, Operand, Reason, Role, TextTold};
use super::{Evaluation, Result};
use crate::check::bind::{AboutText, CellRef, TextAsks, TextTest};
use crate::figure::Rat;
use crate::rule::Span;
use crate::solve::dimension::Dim;
use crate::solve::formula::Formula;
use crate::solve::quotient::Value;
use crate::table::TableRow;

impl<'a> Evaluation<'a, '_> {
    /// The row of a text cell, which takes part in the check.
    pub(super) fn text_of(&mut self, cell: &CellRef, span: Span) -> Result<&'a TableRow> {
        let (row, number) = self.row(cell)?;
        if !self.selecting {
            self.out.texts.push(Operand {
                cell: CellKey {
                    prior: cell.prior,
                    table: cell.table,
                    row: number,
                    column: cell.column,
                },
                span,
                role: Role::Plain,
                row,
                side: self.now_side,
            });
        }
        Ok(row)
    }

    /// Whether a text is as it must be.
    pub(super) fn text_test(&mut self, test: &TextTest) -> Result<Formula> {
        let first = self.out.texts.len();
        let row = self.text_of(&test.cell, test.span)?;
        let text = row.text(test.cell.column);
        let so = match &test.asks {
            TextAsks::Listed(list) => list.has(text),
            TextAsks::Matches(pattern) => pattern.matches(text),
            TextAsks::Same(other, span) => {
                let row = self.text_of(other, *span)?;
                row.text(other.column) == text
            }
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
        let row = self.text_of(cell, span)?;
        let number = i64::try_from(about.of(row.text(cell.column)));
        let number = number.map_err(|_| Reason::TooComplex)?;
        Ok(Value::constant(Rat::from_integer(number.into()), Dim::Any))
    }
}
