//! Files that plainly hold no table in text: told by their first bytes, or by
//! what their names end in where they are text of another kind.

use crate::lang::Lang;
use crate::say;
use std::path::Path;

/// How many bytes at the start of a file say what it is.
pub(super) const LOOKED_AT: usize = 4096;

/// What a file is that holds no table in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherKind {
    /// A workbook (.xlsx, .xls, .ods).
    Workbook,
    /// A text of a word processor (.docx, .doc, .odt, .rtf).
    Document,
    /// Slides (.pptx, .ppt, .odp).
    Slides,
    /// A PDF.
    Pdf,
    /// An archive (.zip, .gz, .7z, .rar).
    Archive,
    /// An image.
    Picture,
    /// A program, or the text of one.
    Program,
    /// A database, or a file of one.
    Database,
    /// A page of the web.
    WebPage,
    /// XML.
    Xml,
    /// JSON.
    Json,
    /// Markdown.
    Markdown,
    /// Settings: TOML, YAML.
    Settings,
}

/// How files of a kind begin.
const BEGINNINGS: &[(&[u8], OtherKind)] = &[
    (b"%PDF-", OtherKind::Pdf),
    (b"{\\rtf", OtherKind::Document),
    (b"\x1F\x8B", OtherKind::Archive),
    (b"BZh9", OtherKind::Archive),
    (b"\xFD7zXZ\0", OtherKind::Archive),
    (b"\x28\xB5\x2F\xFD", OtherKind::Archive),
    (b"7z\xBC\xAF\x27\x1C", OtherKind::Archive),
    (b"Rar!\x1A\x07", OtherKind::Archive),
    (b"\x89PNG\r\n", OtherKind::Picture),
    (b"\xFF\xD8\xFF", OtherKind::Picture),
    (b"GIF87a", OtherKind::Picture),
    (b"GIF89a", OtherKind::Picture),
    (b"II*\0", OtherKind::Picture),
    (b"MM\0*", OtherKind::Picture),
    (b"\x7FELF", OtherKind::Program),
    (b"#!/", OtherKind::Program),
    (b"\xCF\xFA\xED\xFE", OtherKind::Program),
    (b"SQLite format 3\0", OtherKind::Database),
    (b"PAR1", OtherKind::Database),
    (b"ARROW1\0\0", OtherKind::Database),
];

/// How texts of a kind begin, behind white space, in any case.
const WORDS: &[(&str, OtherKind)] = &[
    ("<!doctype html", OtherKind::WebPage),
    ("<html", OtherKind::WebPage),
    ("<head", OtherKind::WebPage),
    ("<meta", OtherKind::WebPage),
    ("<body", OtherKind::WebPage),
    ("<div", OtherKind::WebPage),
    ("<style", OtherKind::WebPage),
    ("mime-version: 1", OtherKind::WebPage),
    ("from: <saved by", OtherKind::WebPage),
    ("<table", OtherKind::WebPage),
    ("<?xml", OtherKind::Xml),
    ("<svg", OtherKind::Picture),
];

/// What the names of other kinds of text end in. What is in the file of a
/// spreadsheet's or a document's name is told by its bytes: many tables in
/// text go about as `.xls`.
const ENDINGS: &[(&[&str], OtherKind)] = &[
    (
        &["toml", "yaml", "yml", "ini", "cfg", "conf"],
        OtherKind::Settings,
    ),
    (&["json", "jsonl", "ndjson", "geojson"], OtherKind::Json),
    (
        &["html", "htm", "xhtml", "shtml", "mht", "mhtml"],
        OtherKind::WebPage,
    ),
    (&["xml"], OtherKind::Xml),
    (&["md", "markdown"], OtherKind::Markdown),
    (
        &[
            "py", "js", "ts", "rs", "c", "h", "cpp", "java", "go", "r", "sh", "bat", "ps1",
        ],
        OtherKind::Program,
    ),
];

/// A zip archive, which newer documents are too, and what is in those.
const ZIP: &[u8] = b"PK\x03\x04";
const IN_ZIP: &[(&str, OtherKind)] = &[
    ("opendocument.spreadsheet", OtherKind::Workbook),
    ("opendocument.text", OtherKind::Document),
    ("opendocument.presentation", OtherKind::Slides),
    ("xl/", OtherKind::Workbook),
    ("word/", OtherKind::Document),
    ("ppt/", OtherKind::Slides),
];
/// What documents of older offices begin with.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

impl OtherKind {
    /// What a file is by its first bytes and its name; none where it may be a
    /// table in text.
    pub(super) fn of(path: &Path, head: &[u8]) -> Option<OtherKind> {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let ending = ending.to_lowercase();
        if head.starts_with(ZIP) || head.starts_with(COMPOUND) {
            return Some(office(head, &ending));
        }
        let begins = |(start, _): &&(&[u8], OtherKind)| head.starts_with(start);
        if let Some((_, kind)) = BEGINNINGS.iter().find(begins) {
            return Some(*kind);
        }
        // Both are also ways for a header to begin.
        let binary = head.contains(&0);
        if binary && head.starts_with(b"MZ") {
            return Some(OtherKind::Program);
        }
        if binary && (head.starts_with(b"BM") || head.starts_with(b"RIFF")) {
            return Some(OtherKind::Picture);
        }
        match of_text(head) {
            // Documents in one flat file are XML.
            Some(OtherKind::Xml) => {
                return Some(match ending.as_str() {
                    "fods" => OtherKind::Workbook,
                    "fodt" => OtherKind::Document,
                    _ => flat_document(head).unwrap_or(OtherKind::Xml),
                });
            }
            None => {}
            kind => return kind,
        }
        let mut named = ENDINGS.iter();
        let named = named.find(|(endings, _)| endings.contains(&ending.as_str()));
        named.map(|(_, kind)| *kind)
    }

    /// What it is, and what to do.
    pub(crate) fn say(self, lang: Lang) -> String {
        let (what, next) = (self.name(lang), self.advice(lang));
        match self {
            OtherKind::Workbook => say!(lang, "this is {what}; {next}", "这是{what}；{next}"),
            _ => say!(
                lang,
                "this is {what}, not a table; {next}",
                "这是{what}，不是表格；{next}"
            ),
        }
    }

    fn name(self, lang: Lang) -> String {
        match self {
            OtherKind::Workbook => say!(lang, "a spreadsheet file", "电子表格文件"),
            OtherKind::Document => say!(lang, "a text document", "文字处理文档"),
            OtherKind::Slides => say!(lang, "a presentation", "演示文稿"),
            OtherKind::Pdf => say!(lang, "a PDF", " PDF 文件"),
            OtherKind::Archive => say!(lang, "an archive", "压缩文件"),
            OtherKind::Picture => say!(lang, "a picture", "图片"),
            OtherKind::Program => say!(lang, "a program", "程序文件"),
            OtherKind::Database => say!(lang, "a database", "数据库文件"),
            OtherKind::WebPage => say!(lang, "a web page", "网页"),
            OtherKind::Xml => say!(lang, "an XML file", " XML 文件"),
            OtherKind::Json => say!(lang, "a JSON file", " JSON 文件"),
            OtherKind::Markdown => say!(lang, "a Markdown text", " Markdown 文本"),
            OtherKind::Settings => say!(lang, "a file of settings", "配置文件"),
        }
    }

    fn advice(self, lang: Lang) -> String {
        match self {
            OtherKind::Workbook => say!(
                lang,
                "save it as .xlsx, or the sheet as CSV UTF-8",
                "请另存为 .xlsx，或把工作表另存为“CSV UTF-8（逗号分隔）”"
            ),
            OtherKind::Archive => say!(
                lang,
                "unpack it, and name what was in it",
                "请先解压，再指定其中的文件"
            ),
            OtherKind::Settings => say!(
                lang,
                "name the report's folder, or a table or a document in it",
                "请指定报告所在的文件夹，或其中的表格或文档"
            ),
            OtherKind::Program => say!(
                lang,
                "name a report's folder, a table or a document",
                "请指定报告所在的文件夹、表格或文档"
            ),
            OtherKind::Database | OtherKind::Xml | OtherKind::Json => say!(
                lang,
                "export its figures as a workbook (.xlsx) or as CSV UTF-8",
                "请把其中的数据导出为工作簿（.xlsx）或“CSV UTF-8（逗号分隔）”"
            ),
            OtherKind::Picture => say!(
                lang,
                "type its figures into a spreadsheet, and name that",
                "请把图中的数字录入电子表格，再指定该文件"
            ),
            OtherKind::Slides => say!(
                lang,
                "save it as PDF, or copy its tables into a spreadsheet",
                "请另存为 PDF，或把其中的表格复制到电子表格中"
            ),
            OtherKind::Document | OtherKind::Pdf | OtherKind::WebPage | OtherKind::Markdown => {
                say!(
                    lang,
                    "copy its table into a spreadsheet, and save the sheet as CSV UTF-8",
                    "请把其中的表格复制到电子表格中，再另存为“CSV UTF-8（逗号分隔）”"
                )
            }
        }
    }
}

/// What the documents of offices are, as they are all packed in the same way:
/// by what is named in them, else by their own names; a table's name is given
/// to workbooks more often than to anything else.
fn office(head: &[u8], ending: &str) -> OtherKind {
    let holds = |(part, _): &&(&str, OtherKind)| {
        let mut windows = head.windows(part.len());
        windows.any(|window| window == part.as_bytes())
    };
    if let Some((_, kind)) = IN_ZIP.iter().find(holds) {
        return *kind;
    }
    match ending {
        "doc" | "docx" | "docm" | "odt" | "wps" => OtherKind::Document,
        "ppt" | "pptx" | "odp" | "dps" => OtherKind::Slides,
        "zip" | "jar" => OtherKind::Archive,
        "mdb" => OtherKind::Database,
        _ => OtherKind::Workbook,
    }
}

/// What a document in one flat file is, by what is named at its beginning.
fn flat_document(head: &[u8]) -> Option<OtherKind> {
    let holds = |words: &str| memchr::memmem::find(head, words.as_bytes()).is_some();
    let kinds = IN_ZIP
        .iter()
        .filter(|(words, _)| words.starts_with("opendocument"));
    let mut kinds = kinds.filter(|(words, _)| holds(words));
    let kind = kinds.next().filter(|_| holds("office:document"));
    kind.map(|(_, kind)| *kind)
}

/// What a text is by how it begins; none where it may be a table.
fn of_text(head: &[u8]) -> Option<OtherKind> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let text = head.trim_ascii_start();
    let begins = |(word, _): &&(&str, OtherKind)| {
        let start = text.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    if let Some((_, kind)) = WORDS.iter().find(begins) {
        // A page may be XML too.
        let page = || memchr::memmem::find(text, b"<html").is_some();
        return Some(match kind {
            OtherKind::Xml if page() => OtherKind::WebPage,
            kind => *kind,
        });
    }
    let (first, rest) = text.split_first()?;
    let next = rest.trim_ascii_start().first()?;
    let json = match first {
        b'{' => matches!(next, b'"' | b'}'),
        b'[' => matches!(next, b'{' | b'['),
        _ => false,
    };
    if json {
        return Some(OtherKind::Json);
    }
    // A table of Markdown: two lines between bars, the second of dashes.
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let (header, rule) = (lines.next()?, lines.next()?);
    let barred = |line: &[u8]| line.len() > 2 && line.starts_with(b"|") && line.ends_with(b"|");
    let dashes = |byte: &u8| matches!(byte, b'|' | b'-' | b':' | b' ');
    let markdown = barred(header) && barred(rule) && rule.iter().all(dashes);
    markdown.then_some(OtherKind::Markdown)
}

#[cfg(test)]
mod tests {
    use super::OtherKind;
    use std::path::Path;

    fn of(name: &str, head: &[u8]) -> Option<OtherKind> {
        OtherKind::of(Path::new(name), head)
    }

    #[test]
    fn what_is_no_table_is_known_by_its_bytes_whatever_its_name() {
        for (head, kind) in [
            (&b"PK\x03\x04..word/document.xml"[..], OtherKind::Document),
            (b"PK\x03\x04..xl/workbook.xml", OtherKind::Workbook),
            (b"PK\x03\x04..", OtherKind::Workbook),
            (b"%PDF-1.7\n%\xE2\xE3", OtherKind::Pdf),
            (b"\x89PNG\r\n\x1A\n", OtherKind::Picture),
            (b"MZ\x90\0\x03", OtherKind::Program),
            (b"\n<!DOCTYPE HTML>\n", OtherKind::WebPage),
            (b"\xEF\xBB\xBF<?xml version", OtherKind::Xml),
            (b"{\n \"rate\": 86}", OtherKind::Json),
            (b"[{\"rate\": 86}]", OtherKind::Json),
            (
                b"<?xml?><office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">",
                OtherKind::Workbook,
            ),
            (b"| a | b |\n|---|--:|\n| 1 | 2 |", OtherKind::Markdown),
        ] {
            assert_eq!(of("t.csv", head), Some(kind), "{head:?}");
        }
    }

    #[test]
    fn what_may_be_a_table_is_left_to_be_read() {
        for (name, head) in [
            ("t.csv", &b"key,value\na,1\n"[..]),
            ("t.xls", b"key\tvalue\na\t1\n"),
            ("t.csv", b"MZ,value\na,1\n"),
            ("t.csv", b"BMI,value\na,1\n"),
            ("t.csv", b"[1],[2]\n3,4\n"),
            ("t.csv", b"{key},value\na,1\n"),
            ("t.csv", b"|a|b|\n|1|2|\n"),
            ("t.csv", b"<5,value\na,1\n"),
            ("t.csv", b""),
            ("t.txt", b"key,value\n"),
            ("t", b"key,value\n"),
        ] {
            assert_eq!(of(name, head), None, "{name}: {head:?}");
        }
    }

    #[test]
    fn texts_of_other_kinds_are_known_by_their_names() {
        for (name, kind) in [
            ("report.toml", OtherKind::Settings),
            ("A.JSON", OtherKind::Json),
            ("a.md", OtherKind::Markdown),
            ("a.html", OtherKind::WebPage),
            ("a.py", OtherKind::Program),
        ] {
            assert_eq!(of(name, b"key,value\na,1\n"), Some(kind), "{name}");
        }
        assert_eq!(of("a.docx", b"PK\x03\x04"), Some(OtherKind::Document));
        assert_eq!(of("a.zip", b"PK\x03\x04"), Some(OtherKind::Archive));
    }
}
