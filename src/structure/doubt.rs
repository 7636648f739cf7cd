//! What was not certain of a table, with its place.

use crate::lang::Lang;
use crate::say;

/// Something that was not certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// What.
    pub kind: DoubtKind,
    /// The row of the grid.
    pub row: usize,
    /// The column of the grid.
    pub column: u32,
}

/// What was not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DoubtKind {
    /// No line says what the columns are called.
    NoHeader,
    /// No column says what the rows are called.
    NoKeys,
    /// A column of figures that the header does not name.
    NoName,
    /// Two columns that the header calls the same.
    SameName,
    /// A cell of the header over several columns may stand over others to its
    /// left too.
    Spans,
    /// Numbers are taken for what the rows are called.
    KeysOfNumbers,
}

impl Doubt {
    /// The doubt in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        match self.kind {
            DoubtKind::NoHeader => say!(
                lang,
                "no line says what the columns are called",
                "没有一行说明各列是什么"
            ),
            DoubtKind::NoKeys => say!(
                lang,
                "no column says what the rows are called",
                "没有一列说明各行是什么"
            ),
            DoubtKind::NoName => say!(
                lang,
                "the header does not name this column",
                "表头没有写明这一列的名称"
            ),
            DoubtKind::SameName => say!(
                lang,
                "the header calls this column as another one",
                "表头中这一列与另一列同名"
            ),
            DoubtKind::Spans => say!(
                lang,
                "this heading is taken to stand over the columns from here on; it may stand over some to its left too",
                "这一标题视为从本列起向右跨列；也可能还包括左边的列"
            ),
            DoubtKind::KeysOfNumbers => say!(
                lang,
                "the whole numbers of this column are taken for what the rows are called, not for figures",
                "这一列的整数视为各行的名称，而不是数据"
            ),
        }
    }
}
