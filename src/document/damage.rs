//! What is wrong with a document that is damaged or not whole.

use crate::lang::Lang;
use crate::say;

/// What is wrong with a document that is damaged or not whole.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(all(
        feature = "docx",
        feature = "html",
        feature = "pdf",
        feature = "workbook"
    )),
    allow(dead_code, reason = "each is found by readers that may be left out")
)]
pub(crate) enum Damage {
    /// A part of it is missing, by its name.
    Missing(String),
    /// It has more parts than any document has.
    TooManyParts,
    /// It ends before it is over.
    BreaksOff,
    /// How its parts are packed cannot be read; what was found, in English.
    Packing(String),
    /// Its text is no XML; what was found, in English.
    Xml(String),
    /// An archive of a page without one.
    NoPage,
    /// A page that is no text.
    NoText,
    /// A page with an element of too many attributes.
    TooManyAttributes,
    /// A page with too many mistakes.
    TooManyMistakes,
    /// A compound file without a workbook.
    NoWorkbook,
    /// A compound file that does not list where its parts are.
    NoSectors,
    /// A PDF without pages.
    NoPages,
    /// A PDF with nothing on its pages.
    NothingOnPages,
    /// A PDF some of whose pages cannot be found.
    PagesMissing,
    /// It does not begin as a PDF does.
    NoPdf,
    /// Something of a PDF cannot be read; what was found, in English.
    Pdf(String),
}

impl Damage {
    /// What is wrong, in the reader's language. What others' readers found is
    /// in English only.
    pub(super) fn say(&self, lang: Lang) -> String {
        match self {
            Damage::Missing(part) => say!(lang, "{part} is missing in it", "缺少其中的 {part}"),
            Damage::TooManyParts => say!(lang, "too many parts", "组成部分过多"),
            Damage::BreaksOff => say!(lang, "it breaks off", "内容中断"),
            Damage::Packing(found) => say!(lang, "unpacking it: {found}", "解压失败"),
            Damage::Xml(found) => say!(lang, "its XML: {found}", "XML 有误"),
            Damage::NoPage => say!(lang, "no page in it", "其中没有网页"),
            Damage::NoText => say!(lang, "not a page in text", "不是文本网页"),
            Damage::TooManyAttributes => say!(
                lang,
                "an element with too many attributes",
                "有元素的属性过多"
            ),
            Damage::TooManyMistakes => say!(lang, "too many mistakes in it", "错误过多"),
            Damage::NoWorkbook => say!(lang, "no workbook in it", "其中没有工作簿"),
            Damage::NoSectors => say!(lang, "no list of its parts", "没有各部分的位置表"),
            Damage::NoPages => say!(lang, "no pages", "没有页面"),
            Damage::NothingOnPages => say!(lang, "nothing on its pages", "页面上没有内容"),
            Damage::PagesMissing => say!(lang, "pages are missing", "缺少页面"),
            Damage::NoPdf => say!(lang, "it does not begin as a PDF", "开头不是 PDF"),
            Damage::Pdf(found) => say!(lang, "{found}", "PDF 内部结构有误"),
        }
    }
}
