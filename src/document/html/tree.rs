//! The tree of a page, as browsers build it of whatever is written: elements
//! with what is needed of their attributes, and texts. How many elements there
//! are and how deep they stand in one another is bounded while it grows.

use super::super::told::{Bound, Cause};
use super::look::Look;
use crate::document::damage::Damage;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ExpandedName, ParseOpts, QualName, local_name, ns, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How many elements and texts a page may have.
const MOST_NODES: usize = 1_000_000;
/// How deep elements may stand in one another.
const DEEPEST: u32 = 1500;
/// How much looking for what mistakes of a page may belong to is let be: each
/// may ask for all elements that are open.
const MOST_LOOKS: u64 = 200_000_000;
/// How much of a page is read between two looks at what it became, in bytes.
const PIECE: usize = 4096;

/// A page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// A node of a page, by its number.
pub(super) type Id = usize;

/// A node of a page.
#[derive(Debug)]
struct Node {
    kind: Kind,
    parent: Option<Id>,
    children: Vec<Id>,
    depth: u32,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// The page, or nothing that is shown.
    Other,
    /// Text.
    Text(String),
    /// An element: its name, and how it looks.
    Element(Rc<QualName>, Box<Look>),
}

impl Tree {
    /// Reads a page.
    pub(super) fn read(page: &str) -> Result<Tree, Cause> {
        let builder = TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        };
        let options = ParseOpts {
            tree_builder: builder,
            ..ParseOpts::default()
        };
        let mut parser = parse_document(Sink::new(), options);
        let mut rest = page;
        while !rest.is_empty() {
            let mut end = rest.len().min(PIECE);
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            let (piece, after) = rest.split_at(end);
            parser.process(StrTendril::from_slice(piece));
            rest = after;
            parser.tokenizer.sink.sink.within_bounds()?;
        }
        let tree = parser.finish();
        Ok(tree)
    }

    /// The page itself.
    pub(super) const ROOT: Id = 0;

    /// What a node is.
    pub(super) fn kind(&self, id: Id) -> &Kind {
        &self.nodes[id].kind
    }

    /// What stands in a node.
    pub(super) fn children(&self, id: Id) -> &[Id] {
        &self.nodes[id].children
    }

    /// The name of an element, without its namespace; none of other nodes.
    pub(super) fn name(&self, id: Id) -> &str {
        match self.kind(id) {
            Kind::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// How an element looks.
    pub(super) fn look(&self, id: Id) -> Look {
        match self.kind(id) {
            Kind::Element(_, look) => **look,
            _ => Look::default(),
        }
    }

    fn add(&mut self, kind: Kind) -> Id {
        self.nodes.push(Node {
            kind,
            parent: None,
            children: Vec::new(),
            depth: 0,
        });
        self.nodes.len() - 1
    }

    /// Takes a node from where it stands.
    fn detach(&mut self, id: Id) {
        if let Some(parent) = self.nodes[id].parent.take() {
            let children = &mut self.nodes[parent].children;
            if let Some(at) = children.iter().rposition(|child| *child == id) {
                children.remove(at);
            }
        }
    }

    /// Puts a node, or text, among the children of another.
    fn insert(&mut self, parent: Id, at: usize, child: NodeOrText<Handle>) {
        let id = match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node.id);
                node.id
            }
            NodeOrText::AppendText(text) => {
                let before = at.checked_sub(1);
                let before = before.and_then(|at| self.nodes[parent].children.get(at).copied());
                if let Some(before) = before
                    && let Kind::Text(words) = &mut self.nodes[before].kind
                {
                    return words.push_str(&text);
                }
                self.add(Kind::Text(text.to_string()))
            }
        };
        let depth = self.nodes[parent].depth + 1;
        let node = &mut self.nodes[id];
        (node.parent, node.depth) = (Some(parent), depth);
        let children = &mut self.nodes[parent].children;
        children.insert(at.min(children.len()), id);
    }
}

/// What the parser holds of a node.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    id: Id,
    name: Rc<QualName>,
}

/// Takes what the parser builds.
struct Sink {
    tree: RefCell<Tree>,
    deepest: Cell<u32>,
    mistakes: Cell<u64>,
    /// The name of what has none.
    unnamed: Rc<QualName>,
}

impl Sink {
    fn new() -> Sink {
        let mut tree = Tree { nodes: Vec::new() };
        tree.add(Kind::Other);
        Sink {
            tree: RefCell::new(tree),
            deepest: Cell::new(0),
            mistakes: Cell::new(0),
            unnamed: Rc::new(QualName::new(None, ns!(), local_name!(""))),
        }
    }

    /// Whether the page is still as large as it may be.
    fn within_bounds(&self) -> Result<(), Cause> {
        if self.deepest.get() > DEEPEST {
            return Err(Cause::TooLarge(Bound::Depth(u64::from(DEEPEST))));
        }
        let looks = self
            .mistakes
            .get()
            .saturating_mul(u64::from(self.deepest.get()));
        if looks > MOST_LOOKS {
            return Err(Cause::Damaged(Damage::TooManyMistakes));
        }
        match self.tree.borrow().nodes.len() > MOST_NODES {
            true => Err(Cause::TooLarge(Bound::Elements(MOST_NODES as u64))),
            false => Ok(()),
        }
    }

    fn unnamed(&self, id: Id) -> Handle {
        let name = Rc::clone(&self.unnamed);
        Handle { id, name }
    }

    fn insert(&self, parent: Id, at: usize, child: NodeOrText<Handle>) {
        let mut tree = self.tree.borrow_mut();
        let depth = tree.nodes[parent].depth + 1;
        self.deepest.set(self.deepest.get().max(depth));
        tree.insert(parent, at, child);
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {
        self.mistakes.set(self.mistakes.get().saturating_add(1));
    }

    fn get_document(&self) -> Handle {
        self.unnamed(Tree::ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let name = Rc::new(name);
        let look = Box::new(Look::of(&attributes));
        let kind = Kind::Element(Rc::clone(&name), look);
        let id = self.tree.borrow_mut().add(kind);
        Handle { id, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.unnamed(self.tree.borrow_mut().add(Kind::Other))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.unnamed(self.tree.borrow_mut().add(Kind::Other))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, usize::MAX, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let stands = self.tree.borrow().nodes[element.id].parent.is_some();
        match stands {
            true => self.append_before_sibling(element, child),
            false => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// What stands in a template is not shown: it gets no place in the page.
    fn get_template_contents(&self, _: &Handle) -> Handle {
        self.unnamed(self.tree.borrow_mut().add(Kind::Other))
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        one.id == other.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.tree.borrow_mut().detach(node.id);
        }
        let place = {
            let tree = self.tree.borrow();
            tree.nodes[sibling.id].parent.and_then(|parent| {
                let children = &tree.nodes[parent].children;
                let at = children.iter().rposition(|child| *child == sibling.id)?;
                Some((parent, at))
            })
        };
        if let Some((parent, at)) = place {
            self.insert(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        let moved = std::mem::take(&mut tree.nodes[node.id].children);
        for child in &moved {
            tree.nodes[*child].parent = Some(parent.id);
        }
        tree.nodes[parent.id].children.extend(moved);
    }
}
