//! What every command knows of its reader and of the terminal, and how it
//! tells them anything.

use super::exit::Exit;
use super::whole_file::{WriteError, cause};
use crate::api::OpenOptions;
use crate::clean::{Own, output, pieces};
use crate::format::snippet::Drawing;
use crate::format::text::drawn;
use crate::lang::Lang;
use crate::report::{Neighbours, Options, Reach, ReadError};
use crate::rule::Severity;
use crate::say;
use crate::source::Encoding;
use clap::{Args, ValueEnum};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

// A doc comment here would be the program's description.
#[derive(Args, Clone)]
pub(super) struct Common {
    /// Language of messages [default: from the locale]
    #[arg(long, global = true, value_enum)]
    lang: Option<LangArg>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value = "auto")]
    color: ColorArg,
    /// Encoding of the tables, e.g. gb18030 [default: UTF-8]
    #[arg(long, global = true, value_name = "NAME")]
    encoding: Option<Encoding>,
    /// Also read what links lead to outside a report's folder
    #[arg(long, global = true)]
    follow_links: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum LangArg {
    En,
    Zh,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorArg {
    Auto,
    Always,
    Never,
}

/// What every command knows of its reader and its terminal.
#[derive(Clone)]
pub(super) struct Terminal {
    /// Their language.
    pub lang: Lang,
    /// Whether to colour.
    pub color: bool,
    /// The columns of the terminal.
    pub width: usize,
    /// How tables are encoded, where that is said.
    pub encoding: Option<Encoding>,
    /// How far is looked: what stands on the command line is the user's own.
    pub reach: Reach,
    /// Why standard output could not be written to, its reader's going aside.
    lost: Arc<OnceLock<std::io::Error>>,
}

impl Terminal {
    /// By the command line, the environment and what standard output is.
    pub(super) fn new(common: &Common, args: &[OsString]) -> Terminal {
        let out = std::io::stdout();
        let color = match common.color {
            ColorArg::Always => true,
            ColorArg::Never => false,
            ColorArg::Auto => {
                out.is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        let columns = std::env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let seen = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = columns.or(seen).unwrap_or(100).clamp(20, 1000);
        let lang = match common.lang {
            Some(LangArg::En) => Lang::En,
            Some(LangArg::Zh) => Lang::Zh,
            None => locale(),
        };
        Terminal {
            lang,
            color,
            width,
            encoding: common.encoding,
            reach: Reach::of(args.iter().flat_map(paths), common.follow_links),
            lost: Arc::default(),
        }
    }

    /// A terminal for tests.
    #[cfg(test)]
    pub(super) fn of_test() -> Terminal {
        Terminal {
            lang: Lang::En,
            color: false,
            width: 80,
            encoding: None,
            reach: Reach::default(),
            lost: Arc::default(),
        }
    }

    /// What of our own may be in what is drawn.
    fn colors(&self) -> Own {
        Own {
            colors: self.color,
            annotations: false,
        }
    }

    /// How to draw what compilers draw.
    pub(super) fn drawing(&self) -> Drawing {
        Drawing {
            lang: self.lang,
            color: self.color,
            width: self.width,
        }
    }

    /// Writes to standard output. A reader that has gone (`| head`) ends the
    /// output, not the run: the exit status still tells what was found. Any
    /// other failure, such as a full disk, is told at the end of the run.
    pub(super) fn print(&self, text: &str) {
        self.print_own(text, Own::default());
    }

    /// Writes to standard output what is drawn, in colours if these are wanted.
    pub(super) fn print_drawn(&self, text: &str) {
        self.print_own(text, self.colors());
    }

    /// Writes to standard output what may be annotations.
    pub(super) fn print_own(&self, text: &str, own: Own) {
        pieces(text).for_each(|piece| self.print_raw(&output(piece, own)));
    }

    /// Writes to standard output what no input is part of.
    pub(super) fn print_raw(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        if let Err(error) = written
            && error.kind() != ErrorKind::BrokenPipe
        {
            // The first failure says why; those after it add nothing.
            let _known = self.lost.set(error);
        }
    }

    /// What a command comes to, which is no success where its output is lost.
    pub(super) fn settled(&self, exit: Exit) -> Exit {
        let Some(error) = self.lost.get() else {
            return exit;
        };
        let lang = self.lang;
        let why = cause(error, lang);
        let text = say!(
            lang,
            "standard output cannot be written: {why}",
            "无法写入标准输出：{why}"
        );
        self.problem(&text);
        Exit::Unread
    }

    /// Writes to standard error.
    pub(super) fn warn(&self, text: &str) {
        self.warn_raw(&output(text, Own::default()));
    }

    /// Writes to standard error what is drawn, in colours if these are wanted.
    pub(super) fn warn_drawn(&self, text: &str) {
        self.warn_raw(&output(text, self.colors()));
    }

    /// Writes to standard error what no input is part of.
    pub(super) fn warn_raw(&self, text: &str) {
        let mut out = std::io::stderr().lock();
        let _gone = out.write_all(text.as_bytes());
    }

    /// How reports are read unless a command says more.
    pub(super) fn read(&self) -> Options {
        Options {
            encoding: self.encoding,
            neighbours: Neighbours::within(self.reach.clone()),
            ..Options::default()
        }
    }

    /// How reports are opened unless a command says more.
    pub(super) fn opening(&self) -> OpenOptions {
        OpenOptions {
            read: self.read(),
            ..OpenOptions::default()
        }
    }

    /// Tells what could not be read.
    pub(super) fn error(&self, error: &ReadError) -> Exit {
        self.warn_drawn(&drawn::read_error(error, self.drawing()));
        Exit::Unread
    }

    /// Tells which file could not be written.
    pub(super) fn unwritten(&self, error: &WriteError) -> Exit {
        self.warn_drawn(&error.drawn(self.drawing()));
        Exit::Unread
    }

    /// Tells what keeps the command from its work.
    pub(super) fn problem(&self, text: &str) -> Exit {
        let drawing = self.drawing();
        self.warn_drawn(&drawing.draw(Severity::Error, None, text, &[], &[]));
        Exit::Unread
    }
}

/// The paths that a word of the command line may be: all of it, or what
/// stands behind `=`.
fn paths(word: &OsString) -> Vec<PathBuf> {
    let text = word.to_str().unwrap_or_default();
    let behind = text.split_once('=').map(|(_, path)| PathBuf::from(path));
    behind.into_iter().chain([PathBuf::from(word)]).collect()
}

/// The reader's language, known before the command line is read: as it asks
/// for, else by the environment.
pub(super) fn language(args: &[OsString]) -> Lang {
    let texts = args.iter().map(|arg| arg.to_str().unwrap_or_default());
    let texts: Vec<&str> = texts.take_while(|text| *text != "--").collect();
    let asked = texts.iter().enumerate().rev().find_map(|(at, text)| {
        let behind = || texts.get(at + 1).copied();
        match text.strip_prefix("--lang=") {
            Some(value) => Some(value),
            None => behind().filter(|_| *text == "--lang"),
        }
    });
    match asked {
        Some("zh") => Lang::Zh,
        Some("en") => Lang::En,
        _ => locale(),
    }
}

/// The reader's language by the environment, in the order that POSIX gives.
fn locale() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let name = set("LC_ALL")
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANG"));
    name.map_or(Lang::En, |name| Lang::of_locale(&name))
}

/// Tells each thing once: reports that share a configuration share its
/// mistakes, and a report may be looked at from two sides.
pub(super) struct ToldOnce<'t> {
    terminal: &'t Terminal,
    told: BTreeSet<String>,
}

impl<'t> ToldOnce<'t> {
    /// Nothing told yet.
    pub(super) fn new(terminal: &'t Terminal) -> ToldOnce<'t> {
        let told = BTreeSet::new();
        ToldOnce { terminal, told }
    }

    /// Tells what could not be read.
    pub(super) fn error(&mut self, error: &ReadError) -> Exit {
        self.warn(drawn::read_error(error, self.terminal.drawing()));
        Exit::Unread
    }

    /// Tells something that is drawn already.
    pub(super) fn warn(&mut self, text: String) {
        if !self.told.contains(&text) {
            self.terminal.warn_drawn(&text);
            self.told.insert(text);
        }
    }
}
