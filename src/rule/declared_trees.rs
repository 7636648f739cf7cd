//! The trees of codes that a configuration declares: written out, or a table of
//! codes and those above them beside it.

use super::config::{Config, EveryColumn, Rule};
use super::config_error::{ConfigError, ConfigProblem};
use super::names::written_name;
use super::nearest::nearest;
use super::parser::parse;
use super::placed_text::PlacedText;
use super::syntax::Expr;
use super::toml_reader::{TomlEntry, TomlReader, TomlValue};
use super::trees::{CodeTree, OfTree, TreeFault, TreeSource};
use std::borrow::Cow;
use std::sync::Arc;

impl Config {
    /// The tree of a name.
    pub(super) fn tree_named(&self, name: &str) -> Option<&Arc<CodeTree>> {
        let found = self.trees.iter().find(|tree| tree.name == name);
        found.map(|found| &found.tree)
    }
}

/// Reads the trees of a configuration: those of files are read with the files.
pub(super) fn read_trees(toml: &mut TomlReader, entry: &TomlEntry, config: &mut Config) {
    for item in toml.any_entries(entry) {
        let (file, pairs) = match &item.value {
            TomlValue::Text(name) if name.trim().is_empty() => {
                toml.error(ConfigProblem::Empty("trees"), &item.value_span);
                continue;
            }
            TomlValue::Text(_) => (toml.located(&item), Vec::new()),
            TomlValue::Table(_) => (None, pairs_of(toml, &item)),
            other => {
                let problem = ConfigProblem::Type("tree", other.kind());
                toml.error(problem, &item.value_span);
                continue;
            }
        };
        let tree = match &file {
            Some(_) => CodeTree::default(),
            None => CodeTree::of(&pairs).unwrap_or_else(|(_, fault)| {
                toml.error(ConfigProblem::NoTree(fault), &item.value_span);
                CodeTree::default()
            }),
        };
        config.trees.push(TreeSource {
            name: item.key,
            file,
            tree: Arc::new(tree),
        });
    }
}

/// `{ total = ["north", "south"] }` as codes and those above them.
fn pairs_of(toml: &mut TomlReader, entry: &TomlEntry) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for item in toml.any_entries(entry) {
        let below = toml.strings(&item);
        pairs.extend(below.into_iter().map(|code| (code, item.key.clone())));
    }
    pairs
}

/// What a rule says of a tree, and the columns that it is for.
pub(super) fn of_tree(
    toml: &mut TomlReader,
    tree: &TomlEntry,
    children: Option<&TomlEntry>,
) -> Option<OfTree> {
    let present = match children {
        Some(item) => toml.choice(item, &["all", "present"])? == "present",
        None => false,
    };
    Some(OfTree {
        name: toml.located(tree)?,
        present,
    })
}

/// Finds the trees that rules name and nobody declares, and rules of trees that
/// are of no section.
pub(super) fn unknown_trees(config: &Config) -> Vec<ConfigError> {
    let of = |rule: &Rule| {
        let name = &rule.tree.as_ref()?.name;
        let problem = match (config.tree_named(&name.text), &rule.section) {
            (None, _) => {
                let known = config.trees.iter().map(|tree| tree.name.as_str());
                let nearest = nearest(&name.text, known).map(str::to_owned);
                ConfigProblem::NoTreeNamed(name.text.clone(), nearest)
            }
            (Some(_), None) => ConfigProblem::Needs("section"),
            (Some(_), Some(_)) => return None,
        };
        let place = name.whole();
        Some(ConfigError { problem, place })
    };
    config.rules.iter().filter_map(of).collect()
}

/// What is wrong with a tree that stands in a file of its own: in which of its
/// lines, where that is known.
pub(crate) fn tree_mistake(file: &PlacedText, line: u64, fault: TreeFault) -> ConfigError {
    ConfigError {
        problem: ConfigProblem::NoTreeIn(file.text.clone(), line, fault),
        place: file.whole(),
    }
}

/// Puts the sums of trees in the place of the rules that name them: with `$` for
/// each column, or as a list has them, where that is what a section is.
pub(super) fn with_sums<'c>(
    config: &'c Config,
    is_list: &dyn Fn(&str) -> Option<bool>,
) -> Cow<'c, [Rule]> {
    if !config.rules.iter().any(Rule::is_open) {
        return Cow::Borrowed(&config.rules);
    }
    let mut rules = Vec::new();
    for rule in &config.rules {
        let tree = rule.tree.as_ref().filter(|_| rule.is_open());
        let tree = tree.and_then(|tree| config.tree_named(&tree.name.text));
        let section = rule.section.as_deref();
        // Of a section without a table nothing can be added.
        let (Some(tree), Some(list)) = (tree, section.and_then(is_list)) else {
            rules.push(rule.clone());
            continue;
        };
        let all = matches!(&rule.every, Some(EveryColumn::But(but)) if but.is_empty());
        rules.extend(rule.of_tree(tree, all && list));
    }
    Cow::Owned(rules)
}

impl Rule {
    /// The rules that it stands for: one for each code of its tree that has others
    /// below it, with `$` for the column, or as a list has them.
    fn of_tree(&self, tree: &CodeTree, as_list: bool) -> Vec<Rule> {
        let sums = tree.sums().iter();
        sums.filter_map(|(code, below)| {
            let one = |code: &String| match as_list {
                true => written_name(code).into_owned(),
                false => format!("{}.$", written_name(code)),
            };
            let parts: Vec<String> = below.iter().map(one).collect();
            let sum = self.of_sum(format!("{} = {}", one(code), parts.join(" + ")))?;
            Some(Rule {
                every: sum.every.filter(|_| !as_list),
                ..sum
            })
        })
        .collect()
    }

    /// Whether it names a tree, and is not yet the rule of one of its sums.
    pub(crate) fn is_open(&self) -> bool {
        let nothing = matches!(&self.expr, Expr::And(members) if members.is_empty());
        self.tree.is_some() && nothing
    }

    /// The rule of one sum: all of it stands where the configuration names the tree.
    fn of_sum(&self, text: String) -> Option<Rule> {
        let expr = parse(&text).ok()?;
        let named = &self.tree.as_ref()?.name;
        let at = named.offsets.first().copied().unwrap_or_default();
        let end = named.offsets.last().copied().unwrap_or(at);
        let mut offsets = vec![at; text.len()];
        offsets.push(end);
        Some(Rule {
            check: PlacedText {
                text,
                excerpt: named.excerpt.clone(),
                offsets,
            },
            expr,
            written: Some(self.as_written()),
            ..self.clone()
        })
    }
}
