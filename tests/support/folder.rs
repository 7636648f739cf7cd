//! Small reports that are written out for a test. A case is one text file:
//! comments, commands, and the files of its folder.
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

use std::path::Path;

/// A folder with a report.
pub(crate) struct Folder {
    dir: tempfile::TempDir,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Folder {
        let dir = tempfile::tempdir().expect("a temporary folder");
        Folder { dir }
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Folder {
        let path = self.dir.path().join(name);
        let above = path.parent().expect("a folder");
        std::fs::create_dir_all(above).expect("a folder to write to");
        std::fs::write(path, content).expect("a file written");
        self
    }
}

/// A case's files in a folder of their own.
pub(crate) fn folder_of(case: &str) -> Folder {
    written_out(case).0
}

/// A case's files in a folder of their own, and its commands.
pub(crate) fn written_out(text: &str) -> (Folder, Vec<Vec<String>>) {
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

/// Rules over the cells, the column and the rows of a small table `t`, for tests
/// of waivers.
pub(crate) const WAIVABLE: &str = "\
[[sections.t.rules]]
name = \"sum\"
check = \"total = a + b\"

[[sections.t.rules]]
name = \"all\"
check = \"sum(total) = 7\"

[[rules]]
name = \"rows\"
check = \"count(t.key) = 1000\"
";
