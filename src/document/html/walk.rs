//! One pass over the tree of a page: what begins a line of its own ends the
//! paragraph before it, what is not shown is left out, tables are laid out by
//! `table`.

use super::super::flow::{Flow, Flowing, Part};
use super::super::printed::{Face, Rise};
use super::super::told::{Bound, Cause, Told};
use super::look::Look;
use super::tree::{Id, Kind, Tree};

/// How deep elements are followed: what was moved while the tree was built may
/// be deeper than it was let be.
const DEEPEST: u32 = 3000;

/// What is no text of the page, or stands in a control.
const NO_TEXT: [&str; 24] = [
    "head",
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "embed",
    "canvas",
    "audio",
    "video",
    "select",
    "datalist",
    "rt",
    "rp",
    "rtc",
    "map",
    "defs",
    "desc",
    "metadata",
    "annotation",
    "annotation-xml",
    "title",
    "noframes",
];
/// What begins a line of its own.
const BLOCKS: [&str; 46] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "text",
    "textarea",
    "ul",
    "xmp",
];

/// How the text of an element is printed, as far as it comes from around it.
#[derive(Clone, Copy, Default)]
pub(super) struct Style {
    pub face: Face,
    pub heading: Option<u8>,
    pub indent: i32,
    keeps_lines: bool,
    /// Whether it is a link to a place in the same page.
    leads_within: bool,
    depth: u32,
}

impl Style {
    /// The same one element deeper.
    pub(super) fn deeper(self) -> Style {
        Style {
            depth: self.depth + 1,
            ..self
        }
    }

    /// How text is printed in a cell of a table that stands so.
    pub(super) fn of_cell(self, look: &Look) -> Style {
        Style {
            face: Face {
                bold: look.bold.unwrap_or(self.face.bold),
                ..Face::default()
            },
            heading: None,
            indent: look.indent,
            ..self.deeper()
        }
    }
}

/// What an element becomes.
#[derive(Default)]
pub(super) struct Parts {
    pub parts: Vec<Part>,
    open: Flowing,
    /// Whether it has a table that is more than its layout.
    pub holds_grid: bool,
    /// Whether it is the page, whose parts are handed on at once.
    is_page: bool,
}

impl Parts {
    /// The paragraph that is open ends.
    pub(super) fn end(&mut self) {
        let flowing = std::mem::take(&mut self.open);
        if !flowing.printed.is_blank() {
            self.parts.push(Part::Paragraph(flowing));
        }
    }

    fn print(&mut self, text: &str, style: Style) {
        if self.open.printed.is_blank() {
            (self.open.heading, self.open.indent) = (style.heading, style.indent);
        }
        match style.keeps_lines {
            true => self.open.printed.push(text, style.face),
            false => self.open.printed.push_flowing(text, style.face),
        }
    }
}

/// What reads a page.
pub(super) struct Walk<'t> {
    pub tree: &'t Tree,
    pub flow: &'t mut Flow,
    /// How many passages are hidden.
    hidden: usize,
}

impl<'t> Walk<'t> {
    /// Reads a page.
    pub(super) fn page(tree: &'t Tree, flow: &'t mut Flow) -> Result<(), Cause> {
        let mut walk = Walk {
            tree,
            flow,
            hidden: 0,
        };
        let mut page = Parts {
            is_page: true,
            ..Parts::default()
        };
        walk.inside(Tree::ROOT, Style::default(), &mut page)?;
        page.end();
        walk.hand_on(&mut page)?;
        if walk.hidden > 0 {
            walk.flow.tell(Told::HiddenText(walk.hidden));
        }
        Ok(())
    }

    fn hand_on(&mut self, page: &mut Parts) -> Result<(), Cause> {
        let mut parts = page.parts.drain(..);
        parts.try_for_each(|part| self.flow.add(part))
    }

    /// Reads what stands in a node.
    pub(super) fn inside(&mut self, id: Id, style: Style, out: &mut Parts) -> Result<(), Cause> {
        let tree = self.tree;
        let mut children = tree.children(id).iter();
        children.try_for_each(|child| self.node(*child, style, out))
    }

    fn node(&mut self, id: Id, style: Style, out: &mut Parts) -> Result<(), Cause> {
        let tree = self.tree;
        match tree.kind(id) {
            Kind::Other => Ok(()),
            Kind::Text(text) => {
                out.print(text, style);
                Ok(())
            }
            Kind::Element(..) if style.depth == DEEPEST => {
                Err(Cause::TooLarge(Bound::Depth(u64::from(DEEPEST))))
            }
            Kind::Element(_, look) => self.element(id, look, style, out),
        }
    }

    fn element(&mut self, id: Id, look: &Look, style: Style, out: &mut Parts) -> Result<(), Cause> {
        let name = self.tree.name(id);
        if NO_TEXT.contains(&name) || self.is_hidden(id, look) {
            return Ok(());
        }
        let style = within(style, name, look);
        match name {
            "br" => {
                let style = Style {
                    keeps_lines: true,
                    ..style
                };
                out.print("\n", style);
                Ok(())
            }
            "table" => {
                out.end();
                self.table(id, style, out)?;
                self.block_ended(out)
            }
            "msup" | "msub" | "mfrac" => self.formula(id, name, style, out),
            _ if BLOCKS.contains(&name) => {
                out.end();
                self.inside(id, style, out)?;
                out.end();
                self.block_ended(out)
            }
            _ => self.inside(id, style, out),
        }
    }

    fn block_ended(&mut self, out: &mut Parts) -> Result<(), Cause> {
        match out.is_page {
            true => self.hand_on(out),
            false => Ok(()),
        }
    }

    /// A power, an index or a fraction.
    fn formula(&mut self, id: Id, name: &str, style: Style, out: &mut Parts) -> Result<(), Cause> {
        let tree = self.tree;
        let elements = tree.children(id).iter();
        let elements = elements.filter(|child| matches!(tree.kind(**child), Kind::Element(..)));
        for (at, child) in elements.enumerate() {
            let mut style = style;
            match (at, name) {
                (0, _) => {}
                (_, "mfrac") => out.print("/", style),
                (_, "msup") => style.face.rise = Rise::Raised,
                _ => style.face.rise = Rise::Lowered,
            }
            self.node(*child, style, out)?;
        }
        Ok(())
    }

    /// Whether an element is not shown; what it would say is counted.
    pub(super) fn is_hidden(&mut self, id: Id, look: &Look) -> bool {
        if look.hidden && self.says_something(id) {
            self.hidden += 1;
        }
        look.hidden
    }

    fn says_something(&self, id: Id) -> bool {
        let mut left = vec![id];
        while let Some(id) = left.pop() {
            match self.tree.kind(id) {
                Kind::Text(text) if !text.trim().is_empty() => return true,
                _ if NO_TEXT.contains(&self.tree.name(id)) => {}
                _ => left.extend(self.tree.children(id)),
            }
        }
        false
    }
}

/// How text is printed in an element.
fn within(around: Style, name: &str, look: &Look) -> Style {
    let mut style = around.deeper();
    style.indent = style.indent.saturating_add(look.indent);
    style.keeps_lines |=
        look.keeps_lines || matches!(name, "pre" | "textarea" | "listing" | "xmp" | "plaintext");
    style.leads_within |= look.leads_within;
    match name {
        "b" | "strong" => style.face.bold = true,
        "sup" => style.face.rise = Rise::Raised,
        "sub" => style.face.rise = Rise::Lowered,
        "h1" => style.heading = Some(1),
        "h2" => style.heading = Some(2),
        "h3" => style.heading = Some(3),
        "h4" => style.heading = Some(4),
        "h5" => style.heading = Some(5),
        "h6" => style.heading = Some(6),
        _ => {}
    }
    style.face.bold = look.bold.unwrap_or(style.face.bold);
    match look.raised {
        Some(true) => style.face.rise = Rise::Raised,
        Some(false) => style.face.rise = Rise::Lowered,
        None => {}
    }
    if style.face.rise == Rise::Raised && style.leads_within {
        style.face.rise = Rise::Mark;
    }
    style
}
