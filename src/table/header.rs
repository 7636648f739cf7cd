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
}

impl HeaderError {
    /// The problem in the reader's language.
    pub fn say(&self, lang: Lang) -> String {
        let name = &self.name;
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
