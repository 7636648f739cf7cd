//! What is told of a document: that it cannot be read, and what of it was not
//! or could be read in another way.

use super::damage::Damage;
use crate::lang::Lang;
use crate::say;
use crate::source::{OtherKind, SourceError};
use std::path::PathBuf;

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{}: {}", path.display(), cause.say(Lang::En))]
pub struct DocumentError {
    /// The document.
    pub(crate) path: PathBuf,
    /// Why.
    pub(crate) cause: Cause,
}

/// Why a document cannot be read.
#[derive(Debug)]
pub(crate) enum Cause {
    /// Its file cannot be read.
    Source(SourceError),
    /// It is not whole, or not what its name says.
    Damaged(Damage),
    /// It is a text, and its name says otherwise.
    NotAsNamed,
    /// It asks for a password.
    Encrypted,
    /// It has pages, but no text on them: it was scanned.
    Scanned,
    /// It is larger than what is read of one document.
    TooLarge(Bound),
    /// It is of a kind that is to be saved as another: `docx`.
    SaveAs(&'static str),
    /// Documents of its kind are not read.
    NotRead(OtherKind),
    /// What read it broke off.
    Broke,
    /// It could not be read in so many seconds.
    Slow(u64),
}

/// What is read of one document at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// MiB of the file.
    Bytes(u64),
    /// MiB of what is packed in it.
    Unpacked(u64),
    /// Pages.
    Pages(u64),
    /// Cells of its tables.
    Cells(u64),
    /// Columns of a table.
    Columns(u64),
    /// Paragraphs.
    Paragraphs(u64),
    /// Elements of a page.
    Elements(u64),
    /// Tables within tables, lists within lists.
    Depth(u64),
}

impl Bound {
    fn say(self, lang: Lang) -> String {
        match self {
            Bound::Bytes(n) => say!(lang, "{n} MiB", "{n} MiB"),
            Bound::Unpacked(n) => say!(lang, "{n} MiB when unpacked", "{n} MiB（解压后）"),
            Bound::Pages(n) => say!(lang, "{n} pages", "{n} 页"),
            Bound::Cells(n) => say!(lang, "{n} cells", "{n} 个单元格"),
            Bound::Columns(n) => say!(lang, "{n} columns in a table", "{n} 列（一个表格）"),
            Bound::Paragraphs(n) => say!(lang, "{n} paragraphs", "{n} 个段落"),
            Bound::Elements(n) => say!(lang, "{n} elements", "{n} 个元素"),
            Bound::Depth(n) => say!(lang, "{n} levels of nesting", "{n} 层嵌套"),
        }
    }
}

impl Cause {
    /// The same as an error of a document.
    pub(crate) fn of(self, path: impl Into<PathBuf>) -> DocumentError {
        DocumentError {
            path: path.into(),
            cause: self,
        }
    }

    /// What is wrong and what to do, in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        match self {
            Cause::Source(error) => error.say(lang),
            Cause::Damaged(found) => {
                let found = found.say(lang);
                say!(
                    lang,
                    "the file is damaged or not whole ({found}); open it in the program that made it, and save it again",
                    "文件已损坏或不完整（{found}）；请用原来的软件打开后重新保存"
                )
            }
            Cause::NotAsNamed => say!(
                lang,
                "this is no document of the kind that its name says; open it in the program that made it, and save it again",
                "文件内容与扩展名不符；请用原来的软件打开后重新保存"
            ),
            Cause::Encrypted => say!(
                lang,
                "the file is protected by a password; save it without one",
                "文件设有密码；请去掉密码后另存"
            ),
            Cause::Scanned => say!(
                lang,
                "its pages are pictures without text (a scan); run text recognition over it first, or ask for the file it was printed from",
                "页面只是图片，没有文字（扫描件）；请先做文字识别，或索取原始文件"
            ),
            Cause::TooLarge(bound) => {
                let bound = bound.say(lang);
                say!(
                    lang,
                    "it has more than {bound}, which is not read as one document; divide it",
                    "内容超过 {bound}，无法作为一个文件读取；请分成几个文件"
                )
            }
            Cause::SaveAs(kind) => say!(
                lang,
                "documents of this kind are not read; open it and save it as .{kind}",
                "这种格式的文件无法读取；请打开后另存为 .{kind}"
            ),
            Cause::NotRead(kind) => kind.say(lang),
            Cause::Slow(seconds) => say!(
                lang,
                "could not be read in {seconds} seconds: a page of it may be drawn without end; open it in the program that made it, and save it again",
                "{seconds} 秒内未能读完：可能有页面的绘制没有尽头；请用原来的软件打开后重新保存"
            ),
            Cause::Broke => say!(
                lang,
                "could not be read: its reader broke off; open it in the program that made it, and save it again, or as another kind of document",
                "无法读取：解析中断；请用原来的软件打开后重新保存，或另存为其他格式"
            ),
        }
    }
}

/// What a reader of a document should know of how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// A sheet that the workbook hides was read.
    HiddenSheet(String),
    /// Rows or columns that a table hides were read: the table's name, how many.
    HiddenLines(String, usize),
    /// Passages that the document hides were left out: how many.
    HiddenText(usize),
    /// Changes that were proposed are taken as accepted: how many.
    TrackedChanges(usize),
    /// Figures come from another file, as they were when it was last opened: cells.
    ExternalLinks(usize),
    /// The document has macros, which are not run.
    Macros,
    /// Pages without text, which may be scanned, by number.
    PagesWithoutText(Vec<u32>),
    /// Pages on which a printed figure may be parted between two cells, or two
    /// figures stand in one, by number.
    DoubtfulCells(Vec<u32>),
    /// Pages with letters of which the document does not say what they stand
    /// for, by number.
    UnknownLetters(Vec<u32>),
    /// A formula without a value that was saved, by the cell's address.
    NoValue(String),
}
