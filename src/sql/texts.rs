//! What a rule asks of texts beside whether one is another, in SQL.

use super::leaves::Leaf;
use super::numbers::{Meaning, Numbers};
use super::reasons::Why;
use super::text::{FALSE, TRUE};
use crate::check::{AboutText, CellRef, TextAsks, TextTest};
use crate::rule::Span;
use crate::solve::quotient::Value;

/// The power of ten that the length of a text stays below.
const LENGTH: i32 = 9;

impl Numbers<'_, '_> {
    /// Whether a text is as it must be.
    pub(super) fn text_test(&mut self, test: &TextTest, is: bool) -> Result<String, Why> {
        let column = self.text_of(&test.cell)?;
        match &test.asks {
            TextAsks::Listed(list) if list.texts().is_empty() => {
                Ok(if is { FALSE } else { TRUE }.to_owned())
            }
            TextAsks::Listed(list) => {
                let dialect = self.tables.dialect;
                let texts = list.texts().iter().map(|text| dialect.quoted(text));
                let texts = texts.collect::<Vec<String>>().join(", ");
                let sign = if is { "IN" } else { "NOT IN" };
                self.kept(format!("({column} {sign} ({texts}))"))
            }
            TextAsks::Same(other, _) => {
                let other = self.text_of(other)?;
                let sign = if is { "=" } else { "<>" };
                self.kept(format!("({column} {sign} {other})"))
            }
            // Engines read patterns in ways of their own.
            TextAsks::Matches(_) => Err(Why::Function("matches")),
        }
    }

    /// A number about a text.
    pub(super) fn about_text(
        &mut self,
        about: AboutText,
        cell: &CellRef,
        span: Span,
    ) -> Result<Value, Why> {
        let column = self.text_of(cell)?;
        let (value, size) = match about {
            AboutText::Length => (format!("length({column})"), LENGTH),
            AboutText::Reported => (format!("CASE WHEN {column} <> '' THEN 1 ELSE 0 END"), 1),
        };
        let words = self.words(span);
        let leaf = Leaf::number(&words, &value, 0, size);
        self.var(Meaning::Text(about, *cell), leaf)
    }
}
