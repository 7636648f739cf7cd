//! The program as it is run: what it says in a folder, and how it ends.

use crate::support::folder::Folder;
use std::fmt::Write as _;
use std::process::{Command, Output, Stdio};

impl Folder {
    /// The binary in this folder, with nothing of the tester's environment
    /// that messages depend on.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reportcheck"));
        command
            .args(args)
            .current_dir(self.path())
            .stdin(Stdio::null())
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .env("LANG", "C.UTF-8")
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES");
        command
    }

    /// What a run in English says.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().expect("the binary runs"))
    }

    /// What a run in Chinese says.
    pub(crate) fn run_zh(&self, args: &[&str]) -> Ran {
        let mut command = self.command(args);
        command.env("LANG", "zh_CN.UTF-8");
        Ran::of(command.output().expect("the binary runs"))
    }
}

/// What a run said, and its exit status.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The exit status; −1 where a signal ended it.
    pub status: i32,
}

impl Ran {
    /// Of a finished process. No run may panic.
    pub(crate) fn of(output: Output) -> Ran {
        let ran = Ran {
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            status: output.status.code().unwrap_or(-1),
        };
        assert!(ran.is_sound(), "{ran:?}");
        ran
    }

    /// Whether it ended as a run should: no panic, a status of its own.
    pub(crate) fn is_sound(&self) -> bool {
        let faults = ["panicked", "a fault of ours", "我们程序的错误"];
        !faults.iter().any(|fault| self.err.contains(fault)) && (0..=2).contains(&self.status)
    }

    /// All of it as one text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        if !self.err.is_empty() {
            text.push_str(&self.err);
            text.push_str("────\n");
        }
        text.push_str(&self.out);
        let _ = writeln!(text, "[exit status {}]", self.status);
        text
    }
}
