//! The elements of JUnit: a suite with its cases, and how each came out.

use crate::clean::{on_one_line, with_lines};

/// How a case came out.
pub(super) enum Came {
    Passed,
    Skipped(String),
    /// What a reader sees first, its kind, and the whole.
    Failed(String, &'static str, String),
    /// Something could not be read.
    Unread(String),
}

pub(super) struct Case {
    /// Where it belongs in the report: a section, or a kind of check.
    pub class: String,
    pub name: String,
    pub came: Came,
    /// Whatever else is to be said.
    pub output: Vec<String>,
}

pub(super) struct Suite {
    pub name: String,
    pub cases: Vec<Case>,
}

impl Suite {
    /// As XML.
    pub(super) fn text(&self) -> String {
        let count = |came: fn(&Came) -> bool| {
            let cases = self.cases.iter().filter(|case| came(&case.came));
            cases.count()
        };
        let mut text = format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
            attribute(&self.name),
            self.cases.len(),
            count(|came| matches!(came, Came::Failed(..))),
            count(|came| matches!(came, Came::Unread(_))),
            count(|came| matches!(came, Came::Skipped(_))),
        );
        for case in &self.cases {
            text.push_str(&case.text(&self.name));
        }
        text.push_str("  </testsuite>\n");
        text
    }
}

impl Case {
    fn text(&self, suite: &str) -> String {
        let class = attribute(&format!("{suite}.{}", self.class));
        let name = attribute(&self.name);
        let mut inside = match &self.came {
            Came::Passed => String::new(),
            Came::Skipped(why) => format!("      <skipped message=\"{}\"/>\n", attribute(why)),
            Came::Failed(message, kind, all) => format!(
                "      <failure message=\"{}\" type=\"{kind}\">{}</failure>\n",
                attribute(message),
                content(all)
            ),
            Came::Unread(message) => format!(
                "      <error message=\"{0}\" type=\"not-read\">{1}</error>\n",
                attribute(message),
                content(message)
            ),
        };
        if !self.output.is_empty() {
            let output = self.output.join("\n");
            inside.push_str(&format!(
                "      <system-out>{}</system-out>\n",
                content(&output)
            ));
        }
        let open = format!("    <testcase classname=\"{class}\" name=\"{name}\"");
        match inside.is_empty() {
            true => format!("{open}/>\n"),
            false => format!("{open}>\n{inside}    </testcase>\n"),
        }
    }
}

/// Text in an element.
fn content(text: &str) -> String {
    let mut escaped = String::new();
    for c in with_lines(text).trim_end().chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text in an attribute, on one line.
fn attribute(text: &str) -> String {
    content(&on_one_line(text)).replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{attribute, content};

    #[test]
    fn nothing_is_markup_and_nothing_is_no_character() {
        assert_eq!(
            content("<a>&amp;]]>\u{0}\u{1b}\u{FFFE}"),
            "&lt;a&gt;&amp;amp;]]&gt;\u{FFFD}\u{FFFD}\u{FFFD}"
        );
        assert_eq!(attribute("\"a\"\r\nb"), "&quot;a&quot; b");
    }
}
