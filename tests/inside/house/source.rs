//! Reads as much of a Rust file as it takes to know what it names: words and
//! marks without comments and literals, `use` trees, and paths.

use std::collections::{BTreeMap, BTreeSet};

/// A word or a mark, and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// An identifier, `::`, or one character.
    pub text: String,
    /// The line, from 1.
    pub line: usize,
}

impl Token {
    fn is(&self, text: &str) -> bool {
        self.text == text
    }

    fn is_word(&self) -> bool {
        self.text
            .starts_with(|c: char| c.is_alphabetic() || c == '_')
    }
}

/// The words and marks of a file; comments, literals and white space are gone.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut tokens, mut line, mut i) = (Vec::new(), 1, 0);
    while i < chars.len() {
        let start = i;
        match at(i) {
            '/' if at(i + 1) == '/' => {
                while i < chars.len() && at(i) != '\n' {
                    i += 1;
                }
            }
            '/' if at(i + 1) == '*' => {
                let mut depth = 0;
                loop {
                    match (at(i), at(i + 1)) {
                        ('/', '*') => (depth, i) = (depth + 1, i + 2),
                        ('*', '/') => (depth, i) = (depth - 1, i + 2),
                        _ => i += 1,
                    }
                    if depth == 0 || i >= chars.len() {
                        break;
                    }
                }
            }
            '"' => i = end_of_text(&chars, i),
            // A character, or the name of a lifetime.
            '\'' if at(i + 1) == '\\' => {
                i += 3;
                while i < chars.len() && at(i) != '\'' {
                    i += 1;
                }
                i += 1;
            }
            '\'' if at(i + 2) == '\'' => i += 3,
            ':' if at(i + 1) == ':' => {
                i += 2;
                tokens.push((start, i));
            }
            c if word(c) => {
                while word(at(i)) {
                    i += 1;
                }
                let prefix: String = chars[start..i].iter().collect();
                let raw = prefix.ends_with('r') && matches!(at(i), '"' | '#');
                let hashes = chars[i..].iter().take_while(|c| **c == '#').count();
                if prefix.len() <= 2 && raw && at(i + hashes) == '"' {
                    i = end_of_raw(&chars, i + hashes + 1, hashes);
                } else if prefix == "r" && raw {
                    // A raw identifier: the word that follows.
                    i += 1;
                } else if !(matches!(prefix.as_str(), "b" | "c") && matches!(at(i), '"' | '\'')) {
                    tokens.push((start, i));
                }
            }
            c if c.is_whitespace() => i += 1,
            _ => {
                i += 1;
                tokens.push((start, i));
            }
        }
    }
    let mut counted = 0;
    let with_lines = tokens.into_iter().map(|(start, end)| {
        line += chars[counted..start].iter().filter(|c| **c == '\n').count();
        counted = start;
        Token {
            text: chars[start..end].iter().collect(),
            line,
        }
    });
    with_lines.collect()
}

/// Behind the text that begins at a quotation mark.
fn end_of_text(chars: &[char], start: usize) -> usize {
    let mut i = start + 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

/// Behind a raw text, which ends at a quotation mark with as many `#`.
fn end_of_raw(chars: &[char], start: usize, hashes: usize) -> usize {
    let mut i = start;
    while i < chars.len() {
        let ends = chars[i] == '"' && (1..=hashes).all(|n| chars.get(i + n) == Some(&'#'));
        i += 1;
        if ends {
            return i + hashes;
        }
    }
    i
}

/// What a file imports under one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// The path as it is written, its tree taken apart; `*` may end it.
    pub path: Vec<String>,
    /// What it is called here.
    pub name: String,
    /// Whether it is handed on (`pub use`).
    pub handed_on: bool,
    /// The modules within the file that it stands in.
    pub within: Vec<String>,
    /// Its line.
    pub line: usize,
}

/// A path that is named outside a `use`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Its words.
    pub path: Vec<String>,
    /// The modules within the file that it stands in.
    pub within: Vec<String>,
    /// Its line.
    pub line: usize,
}

/// What a file names, tests aside.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Its imports.
    pub imports: Vec<Import>,
    /// Every path outside of them.
    pub mentions: Vec<Mention>,
    /// Single words outside of them, and how often.
    pub words: BTreeMap<String, usize>,
    /// The files below it that are modules of it.
    pub children: BTreeSet<String>,
    /// Those that are for tests only.
    pub test_children: BTreeSet<String>,
    /// What it defines.
    pub defined: BTreeSet<String>,
    /// Macros that it puts into the root of the crate.
    pub macros: BTreeSet<String>,
}

/// Reads what a file names.
pub(super) fn names(text: &str) -> Names {
    let tokens = tokens(text);
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        found: Names::default(),
    };
    reader.file();
    reader.found
}

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
    found: Names,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> &str {
        let token = self.tokens.get(self.at + ahead);
        token.map_or("", |token| token.text.as_str())
    }

    fn starts(&self, words: &[&str]) -> bool {
        (0..).zip(words).all(|(n, word)| self.peek(n) == *word)
    }

    fn file(&mut self) {
        // The modules within the file, each with the depth of its brace.
        let mut within: Vec<(String, usize)> = Vec::new();
        let (mut depth, mut exported) = (0_usize, false);
        while self.at < self.tokens.len() {
            if self.starts(&["#", "[", "cfg", "(", "test", ")", "]"]) {
                self.at += 7;
                self.test_item();
                continue;
            }
            exported |= self.starts(&["#", "[", "macro_export", "]"]);
            let modules = || within.iter().map(|(name, _)| name.clone()).collect();
            match self.peek(0) {
                "{" => (depth, self.at) = (depth + 1, self.at + 1),
                "}" => {
                    depth = depth.saturating_sub(1);
                    within.retain(|(_, at)| *at < depth + 1);
                    self.at += 1;
                }
                "use" => {
                    let within = modules();
                    self.import(within);
                }
                "mod" if self.peek(2) == "{" => {
                    within.push((self.peek(1).to_owned(), depth + 1));
                    (depth, self.at) = (depth + 1, self.at + 3);
                }
                "mod" if self.peek(2) == ";" => {
                    self.found.children.insert(self.peek(1).to_owned());
                    self.at += 3;
                }
                "macro_rules" => {
                    let name = self.peek(2).to_owned();
                    self.found.defined.insert(name.clone());
                    if std::mem::take(&mut exported) {
                        self.found.macros.insert(name);
                    }
                    self.at += 3;
                }
                "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union" => {
                    self.found.defined.insert(self.peek(1).to_owned());
                    self.at += 1;
                }
                _ if self.tokens[self.at].is_word() => {
                    let within = modules();
                    self.mention(within);
                }
                _ => self.at += 1,
            }
        }
    }

    /// Passes over what stands behind `#[cfg(test)]`.
    fn test_item(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.tokens.len() {
            if depth == 0 && self.peek(0) == "mod" && self.peek(2) == ";" {
                self.found.test_children.insert(self.peek(1).to_owned());
            }
            let text = self.peek(0).to_owned();
            self.at += 1;
            match text.as_str() {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && (text == ";" || text == "}") {
                return;
            }
        }
    }

    /// A `use`, its tree taken apart.
    fn import(&mut self, within: Vec<String>) {
        let handed_on = self.is_handed_on();
        let line = self.tokens[self.at].line;
        self.at += 1;
        for (path, name) in self.tree(&[]) {
            self.found.imports.push(Import {
                path,
                name,
                handed_on,
                within: within.clone(),
                line,
            });
        }
    }

    /// Whether `pub` or `pub(…)` stands before this token.
    fn is_handed_on(&self) -> bool {
        let before = &self.tokens[..self.at];
        match before.last() {
            Some(last) if last.is("pub") => true,
            Some(last) if last.is(")") => {
                let open = before.iter().rposition(|token| token.is("("));
                open.is_some_and(|open| open > 0 && before[open - 1].is("pub"))
            }
            _ => false,
        }
    }

    fn tree(&mut self, above: &[String]) -> Vec<(Vec<String>, String)> {
        let mut path = above.to_vec();
        loop {
            match self.peek(0) {
                "::" => self.at += 1,
                "{" => {
                    self.at += 1;
                    let mut all = Vec::new();
                    while !matches!(self.peek(0), "}" | "") {
                        all.extend(self.tree(&path));
                        if self.peek(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return all;
                }
                "," | "}" | ";" | "as" | "" => break,
                word => {
                    path.push(word.to_owned());
                    self.at += 1;
                }
            }
        }
        // `a::{self}` is `a`.
        if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let mut name = path.last().cloned().unwrap_or_default();
        if self.peek(0) == "as" {
            self.peek(1).clone_into(&mut name);
            self.at += 2;
        }
        vec![(path, name)]
    }

    /// A path outside a `use`, or a single word.
    fn mention(&mut self, within: Vec<String>) {
        let line = self.tokens[self.at].line;
        let mut path = vec![self.peek(0).to_owned()];
        self.at += 1;
        while self.peek(0) == "::" && self.tokens.get(self.at + 1).is_some_and(Token::is_word) {
            path.push(self.peek(1).to_owned());
            self.at += 2;
        }
        *self.found.words.entry(path[0].clone()).or_default() += 1;
        if path.len() > 1 {
            self.found.mentions.push(Mention { path, within, line });
        }
    }
}

mod tests {
    use super::{names, tokens};

    fn imports(text: &str) -> Vec<String> {
        let shown = names(text).imports.into_iter().map(|import| {
            let on = if import.handed_on { "pub " } else { "" };
            format!("{on}{} as {}", import.path.join("::"), import.name)
        });
        shown.collect()
    }

    #[test]
    fn trees_are_taken_apart() {
        let text =
            "use crate::{a::{b, c as d, self}, e};\npub(crate) use super::f::*;\nuse self::g;";
        assert_eq!(
            imports(text),
            [
                "crate::a::b as b",
                "crate::a::c as d",
                "crate::a as a",
                "crate::e as e",
                "pub super::f::* as *",
                "self::g as g",
            ]
        );
    }

    #[test]
    fn tests_comments_and_texts_name_nothing() {
        let text = "// use crate::a;\n/* use /* crate:: */ b */\n#[cfg(test)]\nmod tests {\n use crate::c; }\n\
            #[cfg(test)]\nuse crate::d;\n#[cfg(test)]\nmod laws;\nfn f<'a>(x: &'a str) -> char \
            { g(r#\"use crate::\"e\"\"#, \"\\\"use crate::f\", b\"crate::g\", '\"'); 'x' }\nuse crate::h;";
        assert_eq!(imports(text), ["crate::h as h"]);
        assert!(names(text).mentions.is_empty());
        assert!(names(text).test_children.contains("laws"));
    }

    #[test]
    fn paths_are_found_where_they_stand() {
        let found =
            names("mod a { fn f() { super::b::g::<u8>(); } }\nfn h() { crate::c::D::new() }");
        let shown: Vec<_> = found
            .mentions
            .iter()
            .map(|mention| {
                (
                    mention.path.join("::"),
                    mention.within.join("::"),
                    mention.line,
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("super::b::g".to_owned(), "a".to_owned(), 1),
                ("crate::c::D::new".to_owned(), String::new(), 2),
            ]
        );
        assert_eq!(tokens("a\n\nb")[1].line, 3);
    }
}
