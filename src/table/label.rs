//! What the rows and columns of a table are called beside their keys and names.

use super::column::ColumnKind;
use super::layout::Layout;
use super::row::TableRow;
use crate::lang::Lang;
use crate::rule::Words;

/// What a row is called: as the configuration says in some language, else as
/// the table prints it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowLabel<'a> {
    printed: Option<&'a str>,
    words: Option<&'a Words>,
}

impl<'a> RowLabel<'a> {
    /// The label for a reader, where there is one.
    pub(crate) fn say(&self, lang: Lang) -> Option<&'a str> {
        let written = self.words.and_then(|words| words.only(lang));
        written.or(self.printed)
    }

    /// The same in every language.
    pub(crate) fn words(&self) -> Words {
        let say = |lang| self.say(lang).map(str::to_owned);
        Words {
            en: say(Lang::En),
            zh: say(Lang::Zh),
        }
    }
}

impl Layout {
    /// What a row is called beside its key.
    pub(crate) fn row_label<'a>(&'a self, row: &'a TableRow) -> RowLabel<'a> {
        let printed = self.of_kind(ColumnKind::Label).map(|at| row.text(at));
        RowLabel {
            printed: printed.filter(|text| !text.is_empty()),
            words: self.labels.get(row.key()),
        }
    }
}
