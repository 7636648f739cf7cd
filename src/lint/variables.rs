//! What the names of rules stand for when no report is at hand: one variable
//! where two names are surely the same figure, and one each where they might
//! not be. So what holds for all values of the variables holds for all figures.

use crate::check::comparisons::tolerated_range;
use crate::figure::{End, Range, Rat};
use crate::rule::{ColumnConfig, Config, Entry, Listed, Path, Tolerance};
use crate::solve::formula::Formula;
use crate::solve::polynomial::Var;
use crate::solve::ranges::Ranges;
use crate::table::ColumnKind;
use num_traits::{One, Zero};
use std::collections::{BTreeMap, BTreeSet};

/// Parts the parts of a variable's name; no text of a configuration holds it.
const DOT: &str = "\u{1}";

/// The variables of one rule, or of some rules together.
pub(super) struct Variables<'c> {
    config: &'c Config,
    /// Whether shares are held within 0–100 %.
    shares: bool,
    vars: BTreeMap<String, Var>,
    /// Each variable's name.
    pub keys: Vec<String>,
    /// Each variable's range.
    pub ranges: Ranges,
    /// What ties variables to one another whatever the rules ask.
    pub ties: Vec<Formula>,
    /// The variables that are shares, with the names of their columns.
    pub held: BTreeMap<Var, String>,
    /// Those of them whose range is that of a share where shares are held.
    within_whole: BTreeSet<Var>,
}

impl<'c> Variables<'c> {
    /// No variables yet.
    pub(super) fn new(config: &'c Config, shares: bool) -> Variables<'c> {
        Variables {
            config,
            shares,
            vars: BTreeMap::new(),
            keys: Vec::new(),
            ranges: Ranges::default(),
            ties: Vec::new(),
            held: BTreeMap::new(),
            within_whole: BTreeSet::new(),
        }
    }

    /// What a list behind `in` holds; `None` where nobody declares it, or where it
    /// was not read.
    pub(super) fn entries_of(&self, list: &Listed) -> Option<Vec<Entry>> {
        let entries = self.config.entries_of(list).ok();
        entries.filter(|entries| !entries.is_empty())
    }

    /// The names that variables stand for.
    pub(super) fn named(&self) -> impl Iterator<Item = &String> {
        self.vars.keys()
    }

    /// The variable of a name, and whether it is new.
    pub(super) fn var(&mut self, key: &str, range: Range) -> (Var, bool) {
        if let Some(var) = self.vars.get(key) {
            return (*var, false);
        }
        let var = self.fresh(key, range);
        self.vars.insert(key.to_owned(), var);
        (var, true)
    }

    /// A variable that no name stands for.
    fn fresh(&mut self, key: &str, range: Range) -> Var {
        self.keys.push(key.to_owned());
        self.ranges.push(range)
    }

    /// What a rule tolerates: of each comparison by itself.
    pub(super) fn slack(&mut self, tolerance: &Tolerance) -> Var {
        self.fresh("±", tolerated_range(tolerance))
    }

    /// Some whole number.
    pub(super) fn whole(&mut self) -> Var {
        self.fresh("whole", Range::everything(true))
    }

    /// The variable of a figure.
    pub(super) fn figure(&mut self, path: &Path, home: Option<&str>, back: bool) -> Var {
        let key = self.key(path, home, back);
        let column = self.column(path, home);
        let whole = column.is_some_and(|column| column.whole == Some(true));
        let share = column.filter(|column| column.share);
        let mut range = Range::everything(whole);
        if share.is_some() && self.shares {
            range = share_of(range);
        }
        let (var, new) = self.var(&key, range);
        if let Some(column) = share {
            if new {
                self.within_whole.insert(var);
            }
            self.held.insert(var, column.name.clone());
        }
        var
    }

    /// Holds shares within 0–100 % from now on: what was read of rules stays as it is.
    /// Gives the variables whose ranges are others now.
    pub(super) fn hold_shares(&mut self) -> &BTreeSet<Var> {
        self.shares = true;
        for var in &self.within_whole {
            let range = share_of(self.ranges.range(*var).clone());
            self.ranges = self.ranges.with(*var, range);
        }
        &self.within_whole
    }

    /// The share columns that a finding rests on; none where shares may be anything.
    pub(super) fn held_columns(&self) -> Vec<String> {
        let names: BTreeSet<&String> = self.held.values().filter(|_| self.shares).collect();
        names.into_iter().cloned().collect()
    }

    /// What a name stands for. `key.column` of the rule's own section and
    /// `section.key` look alike: where only a table could tell, the name
    /// stands for itself.
    pub(super) fn key(&self, path: &Path, home: Option<&str>, back: bool) -> String {
        let parts: Vec<&str> = path.parts.iter().map(|(part, _)| part.as_str()).collect();
        let mut whole: Vec<String> = Vec::new();
        if path.prior || back {
            whole.push("prior".to_owned());
        }
        match (parts.as_slice(), home) {
            ([_], Some(home)) => whole.push(home.to_owned()),
            ([first, second], Some(home)) => match self.config.section(first) {
                None => whole.push(home.to_owned()),
                // A row of a list; a column would be that of the row at hand.
                Some(_) if self.lacks_column(home, second) && self.lacks_column(first, second) => {}
                Some(_) => whole.push(format!("{home}?")),
            },
            _ => {}
        }
        whole.extend(parts.into_iter().map(str::to_owned));
        whole.join(DOT)
    }

    /// Whether a section has columns, and surely none of this name.
    fn lacks_column(&self, section: &str, column: &str) -> bool {
        let section = self.config.section(section);
        section
            .is_some_and(|section| !section.columns.is_empty() && section.column(column).is_none())
    }

    /// What the configuration says of the column that a name ends in.
    fn column(&self, path: &Path, home: Option<&str>) -> Option<&'c ColumnConfig> {
        let parts: Vec<&str> = path.parts.iter().map(|(part, _)| part.as_str()).collect();
        let (section, column) = match parts.as_slice() {
            [column] => (home?, column),
            [first, column] if self.config.section(first).is_none() => (home?, column),
            [section, _, column] => (*section, column),
            _ => return None,
        };
        self.config.section(section)?.column(column)
    }

    /// Whether a name surely stands for a text column.
    pub(super) fn is_text(&self, path: &Path, home: Option<&str>) -> bool {
        if let Some(column) = self.column(path, home) {
            return column.text;
        }
        let last = path.parts.last().map_or("", |(part, _)| part.as_str());
        ColumnKind::reserved(last).is_some() && path.parts.len() == 1 && !path.quoted
    }
}

/// A range of which only what lies within 0–100 % counts.
pub(super) fn share_of(range: Range) -> Range {
    Range {
        lo: End::Closed(Rat::zero()),
        hi: End::Closed(Rat::one()),
        ..range
    }
}
