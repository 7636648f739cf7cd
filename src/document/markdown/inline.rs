//! The text of a line or a cell of Markdown without its marks: emphasis, code,
//! links, escapes, and the tags of HTML that say how a text is printed.

use super::super::printed::{Face, Printed, Rise};
use std::collections::{HashMap, HashSet};

/// How deep emphasis may stand in emphasis.
const DEEPEST: usize = 16;

/// Characters by their names, as they are used beside figures.
const NAMED: [(&str, char); 20] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("emsp", '\u{2003}'),
    ("ensp", '\u{2002}'),
    ("thinsp", '\u{2009}'),
    ("times", '×'),
    ("minus", '−'),
    ("plusmn", '±'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("permil", '‰'),
    ("pound", '£'),
    ("euro", '€'),
    ("yen", '¥'),
    ("deg", '°'),
    ("shy", '\u{AD}'),
];

/// Adds a text, without its marks.
pub(super) fn print(text: &str, out: &mut Printed) {
    let mut line = Line {
        text,
        brackets: brackets(text),
        missing: HashSet::new(),
        face: Face::default(),
    };
    line.print(0, text.len(), 0, out);
}

/// A text that is read.
struct Line<'t> {
    text: &'t str,
    /// Where each bracket is closed.
    brackets: HashMap<usize, usize>,
    /// The marks that nothing closes from here on.
    missing: HashSet<(char, usize)>,
    face: Face,
}

impl Line<'_> {
    fn print(&mut self, from: usize, to: usize, depth: usize, out: &mut Printed) {
        let mut at = from;
        while let Some(c) = self.text[at..to].chars().next() {
            let rest = &self.text[at..to];
            let step = match c {
                '\\' => self.escape(rest, out),
                '`' => self.code(rest, out),
                '*' | '_' if depth < DEEPEST => self.emphasis(at, to, c, depth, out),
                '[' | '!' => self.link(at, to, depth, out),
                '<' => self.tag(rest, out),
                '&' => self.entity(rest, out),
                '^' => self.raised(rest, out),
                _ => {
                    let special = |c: char| "\\`*_[!<&^".contains(c);
                    let end = rest.find(special).unwrap_or(rest.len());
                    out.push_flowing(&rest[..end], self.face);
                    Some(end)
                }
            };
            at += step.unwrap_or_else(|| {
                out.push_flowing(&rest[..c.len_utf8()], self.face);
                c.len_utf8()
            });
        }
    }

    fn escape(&self, rest: &str, out: &mut Printed) -> Option<usize> {
        let next = rest[1..].chars().next()?;
        if next == '\n' {
            return Some(1);
        }
        next.is_ascii_punctuation().then(|| {
            out.push_flowing(&rest[1..2], self.face);
            2
        })
    }

    fn code(&mut self, rest: &str, out: &mut Printed) -> Option<usize> {
        let marks = run(rest, '`');
        let end = self.closing(rest, marks, '`', |_, _| true)?;
        let inner = &rest[marks..end];
        let spaced = inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty();
        let inner = if spaced {
            &inner[1..inner.len() - 1]
        } else {
            inner
        };
        out.push_flowing(inner, self.face);
        Some(end + marks)
    }

    fn emphasis(
        &mut self,
        at: usize,
        to: usize,
        c: char,
        depth: usize,
        out: &mut Printed,
    ) -> Option<usize> {
        let rest = &self.text[at..to];
        let marks = run(rest, c);
        let next = rest[marks..].chars().next()?;
        let before = self.text[..at].chars().next_back();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let opens = !(next.is_whitespace() || c == '_' && word(before));
        if marks > 3 || !opens {
            out.push_flowing(&rest[..marks], self.face);
            return Some(marks);
        }
        let ends = |before: Option<char>, after: Option<char>| {
            !(before.is_some_and(char::is_whitespace) || c == '_' && word(after))
        };
        let Some(end) = self.closing(rest, marks, c, ends) else {
            out.push_flowing(&rest[..marks], self.face);
            return Some(marks);
        };
        let face = self.face;
        self.face.bold |= marks > 1;
        self.print(at + marks, at + end, depth + 1, out);
        self.face = face;
        Some(end + marks)
    }

    /// Where the next run of so many marks is that closes one.
    fn closing(
        &mut self,
        rest: &str,
        marks: usize,
        c: char,
        ends: impl Fn(Option<char>, Option<char>) -> bool,
    ) -> Option<usize> {
        if self.missing.contains(&(c, marks)) {
            return None;
        }
        let mut at = marks;
        while let Some(found) = rest[at..].find(c) {
            at += found;
            let length = run(&rest[at..], c);
            let before = rest[..at].chars().next_back();
            let escaped = c != '`' && before == Some('\\');
            let after = rest[at + length..].chars().next();
            if length == marks && !escaped && ends(before, after) {
                return Some(at);
            }
            at += length;
        }
        self.missing.insert((c, marks));
        None
    }

    /// A link is its text, a picture nothing, and `[^1]` the mark of a note.
    fn link(&mut self, at: usize, to: usize, depth: usize, out: &mut Printed) -> Option<usize> {
        let picture = usize::from(self.text[at..].starts_with('!'));
        let open = at + picture;
        let close = *self.brackets.get(&open).filter(|close| **close < to)?;
        if let Some(mark) = self.text[open + 1..close].strip_prefix('^') {
            let face = Face {
                rise: Rise::Mark,
                ..self.face
            };
            out.push(mark, face);
            return Some(close + 1 - at);
        }
        let after = &self.text[close + 1..to];
        let end = match after.chars().next() {
            Some('(') => close + 1 + target(after)?,
            Some('[') => *self.brackets.get(&(close + 1)).filter(|end| **end < to)?,
            _ => return None,
        };
        if picture == 0 && depth < DEEPEST {
            self.print(open + 1, close, depth + 1, out);
        }
        Some(end + 1 - at)
    }

    fn tag(&mut self, rest: &str, out: &mut Printed) -> Option<usize> {
        if self.missing.contains(&('>', 0)) {
            return None;
        }
        let comment = rest.starts_with("<!--");
        let end = match comment {
            true => rest.find("-->").map(|at| at + 2),
            false => rest.find('>'),
        };
        // Where nothing closes a comment, a tag may still be closed.
        let Some(end) = end else {
            if !comment || !rest.contains('>') {
                self.missing.insert(('>', 0));
            }
            return None;
        };
        if comment {
            return Some(end + 1);
        }
        let inner = &rest[1..end];
        if inner.starts_with("http") || inner.starts_with("mailto:") {
            out.push_flowing(inner, self.face);
            return Some(end + 1);
        }
        let closes = inner.starts_with('/');
        let name = inner.trim_start_matches('/');
        let length = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let name = name[..length].to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || inner.contains('<') {
            return None;
        }
        let rise = |rise| if closes { Rise::Level } else { rise };
        match name.as_str() {
            "br" => out.push("\n", self.face),
            "sup" => self.face.rise = rise(Rise::Raised),
            "sub" => self.face.rise = rise(Rise::Lowered),
            "b" | "strong" => self.face.bold = !closes,
            _ => {}
        }
        Some(end + 1)
    }

    fn entity(&self, rest: &str, out: &mut Printed) -> Option<usize> {
        let end = rest.bytes().take(12).position(|byte| byte == b';')?;
        let name = &rest[1..end];
        let number = name.strip_prefix('#').and_then(|number| {
            let hex = number.strip_prefix(['x', 'X']);
            let code = match hex {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        });
        let named = || NAMED.iter().find(|(of, _)| *of == name).map(|(_, c)| *c);
        let c = number.or_else(named)?;
        out.push(c.encode_utf8(&mut [0; 4]), self.face);
        Some(end + 1)
    }

    /// `10^2^` is 10².
    fn raised(&self, rest: &str, out: &mut Printed) -> Option<usize> {
        let inner = &rest[1..];
        let end = inner.bytes().take(12).position(|byte| byte == b'^')?;
        let run = &inner[..end];
        if run.is_empty() || run.contains(char::is_whitespace) {
            return None;
        }
        let face = Face {
            rise: Rise::Raised,
            ..self.face
        };
        out.push(run, face);
        Some(end + 2)
    }
}

/// How long a run of marks is that a text begins with.
fn run(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}

/// Where the target of a link ends: `(https://a.b "title")`.
fn target(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(4096) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Where each bracket of a text is closed.
fn brackets(text: &str) -> HashMap<usize, usize> {
    let mut open = Vec::new();
    let mut pairs = HashMap::new();
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\\' => {
                escaped = !escaped;
                continue;
            }
            b'[' if !escaped => open.push(at),
            b']' if !escaped => {
                if let Some(start) = open.pop() {
                    pairs.insert(start, at);
                }
            }
            _ => {}
        }
        escaped = false;
    }
    pairs
}
