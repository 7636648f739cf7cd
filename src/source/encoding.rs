//! How the bytes of a file are to be read.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::lang::Lang;
use crate::say;

/// How a file's bytes are to be read. A byte order mark in the file outranks it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, what every file is taken for unless something else is said.
    #[default]
    Utf8,
    /// Another encoding, decoded strictly: a malformed sequence is an error.
    Named(&'static encoding_rs::Encoding),
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    /// Reads a name such as `utf-8`, `gb18030`, `gbk`, `utf-16le` or `big5`, in any case.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match encoding_rs::Encoding::for_label_no_replacement(name.as_bytes()) {
            Some(found) if found == encoding_rs::UTF_8 => Ok(Encoding::Utf8),
            Some(found) => Ok(Encoding::Named(found)),
            None => Err(UnknownEncoding {
                name: name.to_owned(),
            }),
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf8 => encoding_rs::UTF_8.name(),
            Encoding::Named(named) => named.name(),
        })
    }
}

/// An encoding that nobody here knows.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.say(Lang::En))]
pub struct UnknownEncoding {
    /// The name as it was given.
    pub name: String,
}

impl UnknownEncoding {
    /// The error in the reader's language.
    pub fn say(&self, lang: Lang) -> String {
        let name = &self.name;
        say!(
            lang,
            "unknown encoding `{name}`; known are for example utf-8, gb18030, gbk, big5 and utf-16le",
            "不认识编码“{name}”；可用的有 utf-8、gb18030、gbk、big5、utf-16le 等"
        )
    }
}
