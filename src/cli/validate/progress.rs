//! How far a long run has come.

use crate::cli::terminal::Terminal;
use crate::say;
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// The line is written no more often than this.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// How far a long run has come, on one line of standard error that is
/// overwritten; nothing where that is no terminal.
pub(super) struct Progress<'a> {
    terminal: &'a Terminal,
    count: usize,
    active: bool,
    shown: Option<Instant>,
    visible: bool,
}

impl<'a> Progress<'a> {
    /// A line for so many reports, where one is wanted.
    pub(super) fn new(count: usize, wanted: bool, terminal: &'a Terminal) -> Progress<'a> {
        Progress {
            terminal,
            count,
            active: wanted && std::io::stderr().is_terminal(),
            shown: None,
            visible: false,
        }
    }

    /// Tells that so many are done.
    pub(super) fn show(&mut self, done: usize) {
        let due = self.shown.is_none_or(|at| at.elapsed() >= PROGRESS_EVERY);
        if self.active && due {
            let count = self.count;
            let text = say!(
                self.terminal.lang,
                "checked {done} of {count} reports",
                "已核对 {done} / {count} 份报告"
            );
            self.terminal.warn_raw(&format!("\r{text}"));
            self.shown = Some(Instant::now());
            self.visible = true;
        }
    }

    /// Takes the line away, so that something else can be written.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.visible) {
            self.terminal.warn_raw("\r\x1b[K");
        }
    }
}
