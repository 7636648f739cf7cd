//! Runs the real binary over small reports that are written out for it. A
//! case is one text file: comments, commands, and the files of its folder.
//!
//! ```text
//! # what it is about
//! $ validate 2016
//! -- reportcheck.toml --
//! …
//! -- 2016/t.csv (escaped) --
//! key,value\r\n
//! ```
//!
//! In `(escaped)` files `\r`, `\n`, `\t`, `\0`, `\e` and `\\` stand for those
//! characters, and line ends for nothing.
#![allow(dead_code, clippy::expect_used)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with a report, and how to run the binary in it.
pub struct Folder {
    dir: tempfile::TempDir,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Folder {
        let dir = tempfile::tempdir().expect("a temporary folder");
        Folder { dir }
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Writes a file, and the folders above it.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Folder {
        let path = self.dir.path().join(name);
        let above = path.parent().expect("a folder");
        std::fs::create_dir_all(above).expect("a folder to write to");
        std::fs::write(path, content).expect("a file written");
        self
    }

    /// The binary in this folder, with nothing of the tester's environment
    /// that messages depend on.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reportcheck"));
        command
            .args(args)
            .current_dir(self.dir.path())
            .stdin(Stdio::null())
            .env("NO_COLOR", "1")
            .env("COLUMNS", "100")
            .env("LANG", "C.UTF-8")
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES");
        command
    }

    /// What a run in English says.
    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(self.command(args).output().expect("the binary runs"))
    }

    /// What a run in Chinese says.
    pub fn run_zh(&self, args: &[&str]) -> Ran {
        let mut command = self.command(args);
        command.env("LANG", "zh_CN.UTF-8");
        Ran::of(command.output().expect("the binary runs"))
    }
}

/// What a run said, and its exit status.
#[derive(Debug)]
pub struct Ran {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The exit status; −1 where a signal ended it.
    pub status: i32,
}

impl Ran {
    /// Of a finished process. No run may panic.
    pub fn of(output: Output) -> Ran {
        let ran = Ran {
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            status: output.status.code().unwrap_or(-1),
        };
        assert!(ran.is_sound(), "{ran:?}");
        ran
    }

    /// Whether it ended as a run should: no panic, a status of its own.
    pub fn is_sound(&self) -> bool {
        !self.err.contains("panicked") && (0..=2).contains(&self.status)
    }

    /// All of it as one text.
    pub fn text(&self) -> String {
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

/// Runs each case below `tests/cases/<group>` in both languages, and compares
/// what it says with the snapshots of the same name.
pub fn check_cases(group: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder.join(group))
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    cases.sort();
    let mut failed = Vec::new();
    for case in cases {
        let name = case.file_stem().expect("a name").to_string_lossy();
        let text = std::fs::read_to_string(&case).expect("a case that can be read");
        for lang in ["en", "zh"] {
            // A folder for each: a command may write into it.
            let (folder, commands) = written_out(&text);
            let mut said = String::new();
            for args in &commands {
                let words: Vec<&str> = args.iter().map(String::as_str).collect();
                let ran = match lang {
                    "en" => folder.run(&words),
                    _ => folder.run_zh(&words),
                };
                let _ = write!(said, "$ reportcheck {}\n{}", args.join(" "), ran.text());
            }
            let holds = std::panic::catch_unwind(|| snapshot(group, &name, lang, &said));
            if holds.is_err() {
                failed.push(format!("{group}/{name}.{lang}"));
            }
        }
    }
    assert!(failed.is_empty(), "these differ: {failed:#?}");
}

fn snapshot(group: &str, name: &str, lang: &str, said: &str) {
    insta::with_settings!({
        snapshot_path => format!("../snapshots/{group}"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(format!("{name}.{lang}"), said);
    });
}

/// A case's files in a folder of their own.
pub fn folder_of(case: &str) -> Folder {
    written_out(case).0
}

/// A case's files in a folder of their own, and its commands.
pub fn written_out(text: &str) -> (Folder, Vec<Vec<String>>) {
    let folder = Folder::new();
    let mut commands = Vec::new();
    let mut file: Option<(&str, String)> = None;
    let finish = |file: Option<(&str, String)>| {
        let Some((name, content)) = file else { return };
        match name.strip_suffix(" (escaped)") {
            Some(name) => folder.file(name, unescaped(&content)),
            None => folder.file(name, content),
        };
    };
    for line in text.lines() {
        let header = line
            .strip_prefix("-- ")
            .and_then(|line| line.strip_suffix(" --"));
        if let Some(name) = header {
            finish(file.replace((name, String::new())));
        } else if let Some((_, content)) = &mut file {
            content.push_str(line);
            content.push('\n');
        } else if let Some(args) = line.strip_prefix("$ ") {
            commands.push(words(args));
        }
    }
    finish(file);
    (folder, commands)
}

/// A command's words; single quotes hold one together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (number, piece) in line.split('\'').enumerate() {
        match number % 2 {
            0 => words.extend(piece.split_whitespace().map(str::to_owned)),
            _ => words.push(piece.to_owned()),
        }
    }
    words
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars().filter(|c| *c != '\n');
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        out.push(match rest.next() {
            Some('r') => '\r',
            Some('n') => '\n',
            Some('t') => '\t',
            Some('0') => '\0',
            Some('e') => '\u{1b}',
            other => other.unwrap_or('\\'),
        });
    }
    out
}
