//! What can go wrong between a path and its rows: where it happened, said in
//! the reader's language, and what to do about it.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::other_kind::OtherKind;
use super::position::Position;
use super::scan::{CELL_LIMIT, ROW_LIMIT};
use crate::lang::Lang;
use crate::say;

/// What bytes that do not fit their encoding look like instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Chinese text as Excel saves it in China, read as UTF-8.
    Gb18030,
    /// Text in another encoding, read as UTF-8.
    Perhaps(&'static str),
    /// UTF-8, read as something else.
    Utf8,
}

/// Why a file could not be read, or not to its end.
#[derive(Debug, Error)]
#[error("{}", self.say(Lang::En))]
pub enum SourceError {
    /// Nothing is there.
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// A folder where a file was expected.
    Directory {
        /// The folder.
        path: PathBuf,
    },
    /// A pipe, a socket or a device where a file was expected.
    NoFile {
        /// What is there.
        path: PathBuf,
    },
    /// A link that leads nowhere.
    DeadLink {
        /// The link.
        path: PathBuf,
    },
    /// A link that leads out of the folder that it is handed in with.
    LeadsOut {
        /// The link, or the file that one leads to.
        path: PathBuf,
    },
    /// The file may not be read.
    Denied {
        /// The file.
        path: PathBuf,
    },
    /// The file could not be opened for another reason.
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        error: io::Error,
    },
    /// Reading broke off: the file vanished, a disk or a network failed.
    Read {
        /// The file.
        path: PathBuf,
        /// How far reading had come.
        place: Position,
        /// What the system said.
        #[source]
        error: io::Error,
    },
    /// A file that holds no table in text.
    NoTable {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        kind: OtherKind,
    },
    /// UTF-16 that does not say so: without a byte order mark.
    Unmarked {
        /// The file.
        path: PathBuf,
        /// The encoding that it looks like.
        encoding: &'static str,
    },
    /// A NUL byte, which no text holds.
    Binary {
        /// The file.
        path: PathBuf,
        /// Where the byte stands.
        place: Position,
    },
    /// Bytes that their encoding does not allow.
    Malformed {
        /// The file.
        path: PathBuf,
        /// The place that the byte would have in the text.
        place: Position,
        /// The first byte that does not fit.
        byte: u8,
        /// How many bytes of the file stand before it.
        offset: u64,
        /// The encoding that the file was read in.
        encoding: &'static str,
        /// What the bytes look like instead, where that is clear.
        advice: Option<Advice>,
    },
    /// A quote that opens a cell and is never closed.
    Unclosed {
        /// The file.
        path: PathBuf,
        /// Where the quote stands.
        place: Position,
    },
    /// A cell longer than 1 MiB.
    LongCell {
        /// The file.
        path: PathBuf,
        /// Where the cell starts.
        place: Position,
    },
    /// A row longer than 16 MiB.
    LongRow {
        /// The file.
        path: PathBuf,
        /// Where the row starts.
        place: Position,
    },
    /// A text that is held as a whole and is longer than that may be.
    LongText {
        /// The file.
        path: PathBuf,
        /// How long it may be.
        mib: usize,
    },
    /// A table whose rows are needed all at once and are too many.
    LongTable {
        /// The file.
        path: PathBuf,
        /// How long it may be.
        mib: u64,
    },
}

impl SourceError {
    /// What an error at opening `path` means.
    pub(super) fn opening(path: &Path, error: io::Error) -> SourceError {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound if path.is_symlink() => SourceError::DeadLink { path },
            ErrorKind::NotFound => SourceError::Missing { path },
            ErrorKind::IsADirectory => SourceError::Directory { path },
            ErrorKind::PermissionDenied if path.is_dir() => SourceError::Directory { path },
            ErrorKind::PermissionDenied => SourceError::Denied { path },
            _ => SourceError::Open { path, error },
        }
    }

    /// What an error at listing a folder means.
    pub(crate) fn listing(folder: &Path, error: io::Error) -> SourceError {
        let path = folder.to_owned();
        match error.kind() {
            ErrorKind::PermissionDenied => SourceError::Denied { path },
            _ => SourceError::Open { path, error },
        }
    }

    /// The file that could not be read.
    pub fn path(&self) -> &Path {
        match self {
            SourceError::Missing { path }
            | SourceError::Directory { path }
            | SourceError::NoFile { path }
            | SourceError::DeadLink { path }
            | SourceError::LeadsOut { path }
            | SourceError::Denied { path }
            | SourceError::Open { path, .. }
            | SourceError::Read { path, .. }
            | SourceError::NoTable { path, .. }
            | SourceError::Unmarked { path, .. }
            | SourceError::Binary { path, .. }
            | SourceError::Malformed { path, .. }
            | SourceError::Unclosed { path, .. }
            | SourceError::LongCell { path, .. }
            | SourceError::LongText { path, .. }
            | SourceError::LongTable { path, .. }
            | SourceError::LongRow { path, .. } => path,
        }
    }

    /// The place in the file, where the error has one.
    pub(crate) fn place(&self) -> Option<Position> {
        match self {
            SourceError::Read { place, .. }
            | SourceError::Binary { place, .. }
            | SourceError::Malformed { place, .. }
            | SourceError::Unclosed { place, .. }
            | SourceError::LongCell { place, .. }
            | SourceError::LongRow { place, .. } => Some(*place),
            _ => None,
        }
    }

    /// The error in the reader's language: `path:line:column: what is wrong; what to do`.
    pub fn say(&self, lang: Lang) -> String {
        let what = self.what(lang);
        let path = self.path().display();
        let at = match self.place() {
            Some(place) => format!("{path}:{place}"),
            None => path.to_string(),
        };
        say!(lang, "{at}: {what}", "{at}：{what}")
    }

    /// What is wrong and what to do, without the place.
    pub(crate) fn what(&self, lang: Lang) -> String {
        match self {
            SourceError::Missing { .. } => {
                say!(lang, "no such file or folder", "没有这个文件或文件夹")
            }
            SourceError::Directory { .. } => {
                say!(lang, "this is a folder, not a file", "这是文件夹，不是文件")
            }
            SourceError::NoFile { .. } => say!(
                lang,
                "this is no file but a pipe, a socket or a device, and is not read",
                "这是管道、套接字或设备，不是文件，未读取"
            ),
            SourceError::DeadLink { .. } => say!(
                lang,
                "a link that leads nowhere",
                "这个链接指向的文件不存在"
            ),
            SourceError::LeadsOut { .. } => say!(
                lang,
                "a link leads out of the folder here, and is not followed; put what it leads to in its place, or say --follow-links",
                "这里的链接指向文件夹之外，未予跟随；请换成它所指的内容本身，或加上 --follow-links"
            ),
            SourceError::Denied { .. } => say!(
                lang,
                "permission denied: this may not be read",
                "没有读取权限"
            ),
            SourceError::Open { error, .. } => {
                say!(lang, "cannot be opened: {error}", "无法打开：{error}")
            }
            SourceError::Read { error, .. } => {
                say!(
                    lang,
                    "reading broke off here: {error}",
                    "读到这里中断：{error}"
                )
            }
            SourceError::NoTable { kind, .. } => kind.say(lang),
            SourceError::Unmarked { encoding, .. } => say!(
                lang,
                "this looks like UTF-16 without a byte order mark: save as \"CSV UTF-8\", or try --encoding {encoding}, which is encoding = \"{encoding}\" in reportcheck.toml",
                "看来是没有字节顺序标记的 UTF-16：请另存为“CSV UTF-8”，或试用 --encoding {encoding}（在 reportcheck.toml 中写作 encoding = \"{encoding}\"）"
            ),
            SourceError::Binary { .. } => say!(
                lang,
                "a NUL byte: this is a binary file, not text",
                "有空字节（NUL）：这是二进制文件，不是文本"
            ),
            SourceError::Malformed {
                byte,
                encoding,
                advice,
                ..
            } => malformed(*byte, encoding, *advice, lang),
            SourceError::Unclosed { .. } => say!(
                lang,
                "the quote that opens this cell is never closed",
                "这个单元格开头的引号一直没有结束"
            ),
            SourceError::LongCell { .. } => {
                let mib = CELL_LIMIT >> 20;
                say!(
                    lang,
                    "the cell that starts here is longer than {mib} MiB; is a closing quote missing?",
                    "从这里开始的单元格超过 {mib} MiB；是不是漏了结束的引号？"
                )
            }
            SourceError::LongRow { .. } => {
                let mib = ROW_LIMIT >> 20;
                say!(
                    lang,
                    "the row that starts here is longer than {mib} MiB; is this a table?",
                    "从这里开始的一行超过 {mib} MiB；这是表格吗？"
                )
            }
            SourceError::LongText { mib, .. } => say!(
                lang,
                "longer than {mib} MiB, and not read",
                "超过 {mib} MiB，未读取"
            ),
            SourceError::LongTable { mib, .. } => say!(
                lang,
                "longer than {mib} MiB, which is as much as is held in memory here, and some rule needs all its rows at once: one that looks at other rows of a key, say, or multiplies columns; rules over each row, and plain sums and counts, do not. `--hold` allows more, at up to 24 times as much memory",
                "超过 {mib} MiB，即此处最多能存入内存的长度，而有规则需要同时用到所有行，例如查找同一对象其他行或把两列相乘的规则；逐行核对的规则以及普通的求和、计数没有此限。可用 --hold 放宽，所占内存最多为其 24 倍"
            ),
        }
    }
}

/// The sentence for a byte that its encoding does not allow.
fn malformed(byte: u8, encoding: &str, advice: Option<Advice>, lang: Lang) -> String {
    let fact = say!(
        lang,
        "byte 0x{byte:02X} is not valid {encoding} here",
        "此处的字节 0x{byte:02X} 不合 {encoding} 编码"
    );
    match advice {
        None => fact,
        Some(Advice::Gb18030) => say!(
            lang,
            "{fact}; this looks like GB18030 (Chinese Excel): save as \"CSV UTF-8\", or try --encoding gb18030, which is encoding = \"gb18030\" in reportcheck.toml",
            "{fact}；看来是 GB18030（中文版 Excel 所存）：请另存为“CSV UTF-8”，或试用 --encoding gb18030（在 reportcheck.toml 中写作 encoding = \"gb18030\"）"
        ),
        Some(Advice::Perhaps(name)) => say!(
            lang,
            "{fact}; this may be {name}: save as \"CSV UTF-8\", or try --encoding {name}, which is encoding = \"{name}\" in reportcheck.toml",
            "{fact}；可能是 {name}：请另存为“CSV UTF-8”，或试用 --encoding {name}（在 reportcheck.toml 中写作 encoding = \"{name}\"）"
        ),
        Some(Advice::Utf8) => say!(
            lang,
            "{fact}; this looks like UTF-8: say encoding = \"utf-8\", or leave it out",
            "{fact}；看来是 UTF-8：请注明 encoding = \"utf-8\"，或不注明编码"
        ),
    }
}
