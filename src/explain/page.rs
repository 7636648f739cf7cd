//! A page about a kind of finding: a title, four headings with a paragraph
//! each or none, and files below the example and below the way to mend it.
//!
//! ````text
//! # a total is not the sum of the figures it is made of
//!
//! ## What it checks
//!
//! One paragraph on one line.
//!
//! ## Why it matters
//!
//! The same.
//!
//! ## Example
//!
//! `2024/requests.csv`
//!
//! ```csv
//! key,label,value,unit
//! ```
//!
//! ## How to mend it
//!
//! One paragraph, then the files that are other once it is mended.
//! ````

use crate::lang::Lang;

/// The end of a fenced text, the last line's end before it included.
const FENCE_END: &str = "\n```\n";

/// What one language says of a kind of finding.
#[derive(Debug)]
pub(crate) struct Page {
    /// One line that says it all.
    pub title: &'static str,
    /// What is checked.
    pub checks: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// A report that has such a finding and no other.
    pub example: Vec<File>,
    /// How to mend it.
    pub mend: &'static str,
    /// The files of the example that are other once it is mended; then it has
    /// no finding.
    pub mended: Vec<File>,
}

/// A file of an example.
#[derive(Debug)]
pub(crate) struct File {
    /// Its path in the example's folder.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The headings of a page, in their order.
pub(crate) fn headings(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::En => [
            "What it checks",
            "Why it matters",
            "Example",
            "How to mend it",
        ],
        Lang::Zh => ["核对什么", "为什么重要", "示例", "怎样改正"],
    }
}

impl Page {
    /// Reads a page of the fixed form; none where it departs from it.
    pub(super) fn read(text: &'static str, lang: Lang) -> Option<Page> {
        let (title, mut rest) = text.strip_prefix("# ")?.split_once("\n\n")?;
        let mut part = |heading| {
            let (prose, files, after) = part(rest, heading)?;
            rest = after;
            Some((prose, files))
        };
        let [checks, why, example, mend] = headings(lang);
        let (checks, _) = part(checks)?;
        let (why, _) = part(why)?;
        let (_, example) = part(example)?;
        let (mend, mended) = part(mend)?;
        rest.is_empty().then_some(Page {
            title,
            checks,
            why,
            example,
            mend,
            mended,
        })
    }

    /// The text that reads as this page.
    #[cfg(test)]
    pub(super) fn write(&self, lang: Lang) -> String {
        let mut text = format!("# {}\n", self.title);
        let bodies: [(&str, &[File]); 4] = [
            (self.checks, &[]),
            (self.why, &[]),
            ("", &self.example),
            (self.mend, &self.mended),
        ];
        for (heading, (prose, files)) in headings(lang).into_iter().zip(bodies) {
            text += &format!("\n## {heading}\n");
            if !prose.is_empty() {
                text += &format!("\n{prose}\n");
            }
            for File { path, text: body } in files {
                let kind = match path.rsplit_once('.') {
                    Some((_, kind @ ("csv" | "toml"))) => kind,
                    _ => "text",
                };
                text += &format!("\n`{path}`\n\n```{kind}\n{body}```\n");
            }
        }
        text
    }
}

/// The paragraph and the files below a heading, and what follows them.
fn part(text: &'static str, heading: &str) -> Option<(&'static str, Vec<File>, &'static str)> {
    let text = text.strip_prefix("## ")?.strip_prefix(heading)?;
    let text = text.strip_prefix("\n\n")?;
    let (prose, mut rest) = match file(text) {
        Some(_) => ("", text),
        None => paragraph(text),
    };
    let mut files = Vec::new();
    while let Some((file, after)) = file(rest) {
        files.push(file);
        rest = after;
    }
    Some((prose, files, rest))
}

/// A text up to its first blank line or its end, and what follows.
fn paragraph(text: &'static str) -> (&'static str, &'static str) {
    match text.split_once("\n\n") {
        Some(parted) => parted,
        None => (text.trim_end(), ""),
    }
}

/// A path in a line of its own and the fenced text below it, and what follows.
fn file(text: &'static str) -> Option<(File, &'static str)> {
    let (path, fenced) = text.strip_prefix('`')?.split_once("`\n\n```")?;
    let begin = fenced.find('\n')?;
    let length = fenced.get(begin..)?.find(FENCE_END)?;
    let (body, rest) = fenced.get(begin + 1..)?.split_at_checked(length)?;
    let rest = rest.strip_prefix(FENCE_END.trim_start())?;
    let file = File { path, text: body };
    (!path.contains('\n')).then_some((file, rest.trim_start_matches('\n')))
}
