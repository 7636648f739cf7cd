//! Trees of codes, such as branches of industry, regions and heads of a budget:
//! each code that has others below it is their sum, in every column of figures.

use super::placed_text::PlacedText;
use crate::lang::Lang;
use crate::say;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// A tree of codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CodeTree {
    /// The codes that have others below them, each with these, in their order.
    sums: Vec<(String, Vec<String>)>,
}

/// A tree of the configuration.
#[derive(Clone, Debug)]
pub(crate) struct TreeSource {
    /// Its name.
    pub name: String,
    /// The table that it stands in, as the configuration names it.
    pub file: Option<PlacedText>,
    /// What it holds.
    pub tree: Arc<CodeTree>,
}

/// What a rule says of a tree.
#[derive(Clone, Debug)]
pub(crate) struct OfTree {
    /// The tree's name.
    pub name: PlacedText,
    /// Whether only those codes are added that the table has.
    pub present: bool,
}

/// What is wrong with a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TreeFault {
    /// It is empty.
    Empty,
    /// A code stands below two others.
    TwoParents(String, String, String),
    /// Codes stand below one another in a circle.
    Circle(String),
}

impl TreeFault {
    /// What is wrong, in the reader's language.
    pub(crate) fn say(&self, lang: Lang) -> String {
        match self {
            TreeFault::Empty => say!(
                lang,
                "there is no tree in it: each line has a code and the code above it",
                "其中没有层级：每行应有代码及其上级代码"
            ),
            TreeFault::TwoParents(code, one, other) => say!(
                lang,
                "`{code}` stands below `{one}` and below `{other}`; a code has one above it",
                "“{code}”既在“{one}”之下，又在“{other}”之下；一个代码只能有一个上级"
            ),
            TreeFault::Circle(code) => {
                say!(lang, "`{code}` stands below itself", "“{code}”在自身之下")
            }
        }
    }
}

impl CodeTree {
    /// The codes that have others below them, each with these.
    pub(super) fn sums(&self) -> &[(String, Vec<String>)] {
        &self.sums
    }

    /// Of codes and the codes above them, blank for those at the top.
    ///
    /// # Errors
    /// The first pair, by number, that makes it no tree, and why.
    pub(crate) fn of(pairs: &[(String, String)]) -> Result<CodeTree, (usize, TreeFault)> {
        let mut above: HashMap<&str, &str> = HashMap::new();
        let mut sums: Vec<(String, Vec<String>)> = Vec::new();
        let mut at: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, (code, parent)) in pairs.iter().enumerate() {
            if parent.is_empty() || code.is_empty() {
                continue;
            }
            if let Some(other) = above.insert(code, parent) {
                if other == parent {
                    continue;
                }
                let fault = TreeFault::TwoParents(code.clone(), other.to_owned(), parent.clone());
                return Err((number, fault));
            }
            let known = *at.entry(parent).or_insert_with(|| {
                sums.push((parent.clone(), Vec::new()));
                sums.len() - 1
            });
            sums[known].1.push(code.clone());
        }
        if sums.is_empty() {
            return Err((0, TreeFault::Empty));
        }
        // Known to lead to the top.
        let mut free: HashSet<&str> = HashSet::new();
        for (number, (code, _)) in pairs.iter().enumerate() {
            let mut way: Vec<&str> = Vec::new();
            let mut seen: HashSet<&str> = HashSet::new();
            let mut next = Some(code.as_str());
            while let Some(here) = next.filter(|here| !free.contains(here)) {
                if !seen.insert(here) {
                    return Err((number, TreeFault::Circle(here.to_owned())));
                }
                way.push(here);
                next = above.get(here).copied();
            }
            free.extend(way);
        }
        Ok(CodeTree { sums })
    }
}

#[cfg(test)]
mod tests {
    use super::{CodeTree, TreeFault};

    fn tree(text: &str) -> Result<CodeTree, (usize, TreeFault)> {
        let pairs = text.split_whitespace().map(|pair| {
            let (code, parent) = pair.split_once('<').expect("a pair");
            (code.to_owned(), parent.to_owned())
        });
        CodeTree::of(&pairs.collect::<Vec<_>>())
    }

    #[test]
    fn codes_are_gathered_below_others() {
        let found = tree("A<T B<T a<A b<A T< b<A").expect("a tree");
        let shown: Vec<String> = found
            .sums
            .iter()
            .map(|(code, below)| format!("{code}={}", below.join("+")))
            .collect();
        assert_eq!(shown, ["T=A+B", "A=a+b"]);
    }

    #[test]
    fn what_is_no_tree_is_told() {
        let fault = |text: &str| tree(text).map(|_| ()).expect_err("no tree");
        assert_eq!(fault("A<"), (0, TreeFault::Empty));
        let two = TreeFault::TwoParents("a".into(), "A".into(), "B".into());
        assert_eq!(fault("a<A b<A a<B"), (2, two));
        assert_eq!(fault("x<T a<b b<c c<a"), (1, TreeFault::Circle("a".into())));
        assert_eq!(fault("a<a"), (0, TreeFault::Circle("a".into())));
    }
}
