//! Why a header cannot be used.

use crate::lang::Lang;
use crate::place::Place;
use crate::say;

/// Why a header cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", place.address(), self.say(Lang::En))]
pub struct HeaderError {
    /// The column's name; empty where it has none; the whole line where it was
    /// not parted into columns.
    pub(crate) name: String,
    /// Its place.
    pub(crate) place: Place,
    /// Why columns that the configuration calls by short names cannot be told.
    pub(crate) slip: Option<Box<HeaderSlip>>,
}

/// Why the columns of a header cannot be told by what the configuration says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HeaderSlip {
    /// Two columns have the header of one; its name, and their numbers.
    TwoColumns(String, [usize; 2]),
    /// One column is two of the configuration; their names, and its number.
    TwoNames([String; 2], usize),
}

impl HeaderSlip {
    fn say(&self, header: &str, lang: Lang) -> String {
        match self {
            HeaderSlip::TwoColumns(name, [first, second]) => say!(
                lang,
                "columns {first} and {second} have the header of `{name}`; say by its place which one is meant: `{name} = {{ header = {first} }}`",
                "第 {first} 列和第 {second} 列的表头都是“{name}”的；请以列的序号写明是哪一列：{name} = {{ header = {first} }}"
            ),
            HeaderSlip::TwoNames([one, other], number) => say!(
                lang,
                "column {number}, `{header}`, is both `{one}` and `{other}` in the configuration",
                "配置中第 {number} 列“{header}”既是“{one}”又是“{other}”"
            ),
        }
    }
}

impl HeaderError {
    /// The problem in the reader's language.
    pub fn say(&self, lang: Lang) -> String {
        let name = &self.name;
        if let Some(slip) = &self.slip {
            return slip.say(name, lang);
        }
        if name.to_lowercase().starts_with("sep=") {
            return say!(
                lang,
                "this line is meant for a spreadsheet; remove it, so that the header comes first",
                "这一行是写给电子表格的；请删去，使表头成为第一行"
            );
        }
        if name.contains(['，', '；', '|', '、']) {
            return say!(
                lang,
                "the header is one column; separate columns with commas: key,label,value",
                "表头只有一列；请用英文逗号分隔各列：key,label,value"
            );
        }
        say!(
            lang,
            "most columns have no name in this line: is it a title above the header? Take it out, or name the columns",
            "这一行中多数列没有列名：是不是表头上方的标题？请删去这一行，或补上列名"
        )
    }
}
