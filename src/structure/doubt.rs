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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Words stand in a row where others have figures.
    RowOfWords,
    /// A unit is stated that is not known, and not taken.
    UnknownUnit(String),
    /// A multiple of something that is not known: the multiple was taken.
    MultipleOf {
        /// As stated.
        said: String,
        /// What is not known of it.
        of: String,
    },
    /// A unit is stated, and that it does not hold of all figures.
    Exceptions(String),
    /// Two units are stated: one for what is called a share or a rate, one for
    /// all others.
    RateAndUnit {
        /// That of the shares.
        rate: String,
        /// That of all others.
        unit: String,
    },
    /// Several units are stated, and not which figures are in which.
    SeveralUnits(String),
}

impl Doubt {
    /// The doubt in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        match &self.kind {
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
            DoubtKind::RowOfWords => say!(
                lang,
                "words stand in this row where others have figures: they were not taken for figures",
                "这一行在其他行写数字的位置写的是文字：未作为数字读取"
            ),
            DoubtKind::UnknownUnit(said) => say!(
                lang,
                "`{said}` is no known unit and was not taken for one",
                "“{said}”不是已知单位，未采用"
            ),
            DoubtKind::MultipleOf { said, of } => say!(
                lang,
                "of `{said}` the multiple was taken; `{of}` is no known unit",
                "“{said}”只采用了其中的倍数；“{of}”不是已知单位"
            ),
            DoubtKind::Exceptions(said) => say!(
                lang,
                "`{said}` was taken for all figures, and is said not to hold of some",
                "“{said}”用于全部数字，但原文说明有例外"
            ),
            DoubtKind::RateAndUnit { rate, unit } => say!(
                lang,
                "two units are stated: {rate} was taken for what is called a share or a rate, {unit} for all others",
                "写有两个单位：名称为比重、比率、增长的数字按 {rate}，其余按 {unit}"
            ),
            DoubtKind::SeveralUnits(said) => say!(
                lang,
                "`{said}` states several units, and not which figures are in which: none was taken",
                "“{said}”写有几个单位，未说明各数字用哪一个：均未采用"
            ),
        }
    }
}
