//! Markup that cannot be written by mistake: elements and attributes have
//! names from this program, and every text and value gets in only escaped.

use crate::clean::with_lines;

/// A piece of markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Markup(String);

/// Elements that hold nothing and are not closed.
const VOID: [&str; 2] = ["meta", "br"];

impl Markup {
    /// Nothing yet.
    pub(super) fn new() -> Markup {
        Markup::default()
    }

    /// A text.
    pub(super) fn text(text: &str) -> Markup {
        let mut html = Markup::new();
        html.push_text(text);
        html
    }

    /// Markup that this module made and that was kept as text meanwhile.
    pub(super) fn made(text: &str) -> Markup {
        Markup(text.to_owned())
    }

    /// Adds a text.
    pub(super) fn push_text(&mut self, text: &str) {
        for c in with_lines(text).chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
    }

    /// Adds markup.
    pub(super) fn push(&mut self, piece: impl Into<Markup>) {
        self.0.push_str(&piece.into().0);
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup as it is written.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// An element while it is made.
#[derive(Clone, Debug)]
pub(super) struct Element {
    tag: &'static str,
    attributes: Markup,
    inside: Markup,
}

/// An element of a kind.
pub(super) fn el(tag: &'static str) -> Element {
    Element {
        tag,
        attributes: Markup::new(),
        inside: Markup::new(),
    }
}

impl Element {
    /// With an attribute.
    pub(super) fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Element {
        self.attributes.0.push(' ');
        self.attributes.0.push_str(name);
        self.attributes.0.push_str("=\"");
        self.attributes.push_text(&value.to_string());
        self.attributes.0.push('"');
        self
    }

    /// With a class.
    pub(super) fn class(self, class: &str) -> Element {
        self.with("class", class)
    }

    /// With a name that links lead to.
    pub(super) fn id(self, id: &str) -> Element {
        self.with("id", id)
    }

    /// With a text inside.
    pub(super) fn text(mut self, text: &str) -> Element {
        self.inside.push_text(text);
        self
    }

    /// With a sentence inside; what it quotes between backticks is code.
    pub(super) fn sentence(mut self, text: &str) -> Element {
        let pieces: Vec<&str> = text.split('`').collect();
        if pieces.len().is_multiple_of(2) {
            return self.text(text);
        }
        for (number, piece) in pieces.into_iter().enumerate() {
            match number % 2 {
                0 => self.inside.push_text(piece),
                _ => self.inside.push(el("code").text(piece)),
            }
        }
        self
    }

    /// With more markup inside.
    pub(super) fn add(mut self, piece: impl Into<Markup>) -> Element {
        self.inside.push(piece);
        self
    }

    /// With these inside.
    pub(super) fn all<T: Into<Markup>>(mut self, pieces: impl IntoIterator<Item = T>) -> Element {
        for piece in pieces {
            self.inside.push(piece);
        }
        self
    }
}

impl From<Element> for Markup {
    fn from(element: Element) -> Markup {
        let Element {
            tag,
            attributes,
            inside,
        } = element;
        let end = match VOID.contains(&tag) {
            true => String::new(),
            false => format!("</{tag}>"),
        };
        Markup(format!("<{tag}{}>{}{end}", attributes.0, inside.0))
    }
}

/// A link within the page.
pub(super) fn link(id: &str) -> Element {
    el("a").with("href", format_args!("#{id}"))
}

/// The style sheet, which is part of this program.
pub(super) fn style() -> Markup {
    Markup(format!("<style>\n{}</style>", include_str!("style.css")))
}

/// Several pieces with line ends between them, so that a page's source can be read.
pub(super) fn lines<T: Into<Markup>>(pieces: impl IntoIterator<Item = T>) -> Markup {
    let mut html = Markup::new();
    for piece in pieces {
        html.push(piece);
        html.0.push('\n');
    }
    html
}

#[cfg(test)]
mod tests {
    use super::{Markup, el};

    #[test]
    fn what_comes_from_outside_stays_text() {
        let evil = "\"><script>alert('1')</script>&lt;\u{202e}\u{0}";
        let html = Markup::from(el("p").with("title", evil).text(evil)).into_string();
        let safe =
            "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;lt;\u{fffd}\u{fffd}";
        assert_eq!(html, format!("<p title=\"{safe}\">{safe}</p>"));
    }

    #[test]
    fn what_a_sentence_quotes_is_code() {
        let html = |text| Markup::from(el("p").sentence(text)).into_string();
        assert_eq!(html("`a<b` holds"), "<p><code>a&lt;b</code> holds</p>");
        assert_eq!(html("a ` b"), "<p>a ` b</p>");
    }
}
