//! Over the reports of a run: in how many each rule fails, of those in which
//! it was checked.

use crate::check::RuleTally;
use crate::lang::Lang;
use crate::rule::{Config, Rule, Words};
use crate::say;
use crate::say::lists::clauses;
use crate::say::terms::{aside, plural};
use std::cmp::Reverse;
use std::collections::HashMap;

/// A rule, with the number of reports in which it came out how. Rules of
/// several configurations are one where they check the same under one name.
#[derive(Clone, Debug)]
pub(crate) struct RuleLine {
    /// Its name.
    pub name: String,
    /// Its section.
    pub section: Option<String>,
    /// What the section is called.
    pub title: Words,
    /// What it checks, as written.
    pub check: String,
    /// Reports in which a check of it is inconsistent, waived or not.
    pub failing: u64,
    /// Reports in which a check of it came to a verdict.
    pub checked: u64,
    /// Reports in which none of its checks could be made.
    pub not_checked: u64,
}

/// The rules of a run, in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByRule {
    lines: Vec<RuleLine>,
    /// The lines of each name.
    of_name: HashMap<String, Vec<usize>>,
}

impl ByRule {
    /// Adds how the checks of a report came out.
    pub(crate) fn add(&mut self, config: &Config, tallies: &[RuleTally]) {
        let mut rules = config.rules.iter();
        for tally in tallies {
            // They stand in the order of the configuration.
            let is_it = |rule: &&Rule| rule.name == tally.name;
            let next = rules.by_ref().find(is_it);
            let Some(rule) = next.or_else(|| config.rules.iter().find(is_it)) else {
                continue;
            };
            let (made, settled) = (tally.tally.checks(), tally.tally.settled());
            let line = self.line(rule, config);
            line.failing += u64::from(tally.tally.inconsistent > 0);
            line.checked += u64::from(settled > 0);
            line.not_checked += u64::from(settled == 0 && made > 0);
        }
    }

    fn line(&mut self, rule: &Rule, config: &Config) -> &mut RuleLine {
        let lines = &self.lines;
        let is_it = |at: &&usize| {
            let line = &lines[**at];
            line.section == rule.section && line.check == rule.check_as_written()
        };
        let known = self.of_name.get(&rule.name);
        let at = match known.and_then(|known| known.iter().find(is_it)) {
            Some(at) => *at,
            None => {
                let of_name = self.of_name.entry(rule.name.clone()).or_default();
                of_name.push(self.lines.len());
                self.lines.push(RuleLine::new(rule, config));
                self.lines.len() - 1
            }
        };
        &mut self.lines[at]
    }

    /// All rules, those that most reports fail first.
    pub(crate) fn worst_first(&self) -> Vec<&RuleLine> {
        let mut lines: Vec<&RuleLine> = self.lines.iter().collect();
        lines.sort_by_key(|line| Reverse((line.failing, line.not_checked)));
        lines
    }

    /// The rules to show, at most so many of those that some report fails, and
    /// what is said of the others; nothing where no report fails any.
    pub(crate) fn failing(&self, most: usize, lang: Lang) -> Option<(Vec<&RuleLine>, String)> {
        let mut failing = self.worst_first();
        failing.retain(|line| line.failing > 0);
        if failing.is_empty() {
            return None;
        }
        let more = failing.len().saturating_sub(most) as u64;
        let others = (self.lines.len() - failing.len()) as u64;
        failing.truncate(most);
        let mut rest = Vec::new();
        if more > 0 {
            rest.push(say!(
                lang,
                "… and {more} more rule{s} that some report fails",
                "……还有 {more} 条规则在部分报告中不一致{s}",
                s = plural(more, lang)
            ));
        }
        if others > 0 {
            rest.push(say!(
                lang,
                "{others} rule{s} that no report fails",
                "另有 {others} 条规则没有一份报告不一致{s}",
                s = plural(others, lang)
            ));
        }
        let rest = clauses(&rest, lang);
        Some((failing, rest))
    }
}

impl RuleLine {
    fn new(rule: &Rule, config: &Config) -> RuleLine {
        let section = rule.section.as_deref();
        let described = section.and_then(|name| config.section(name));
        RuleLine {
            name: rule.name.clone(),
            section: rule.section.clone(),
            title: described.map_or_else(Words::default, |section| section.title.clone()),
            check: rule.check_as_written().to_owned(),
            failing: 0,
            checked: 0,
            not_checked: 0,
        }
    }

    /// Its row below the headings; names as the format shows them.
    pub(crate) fn cells(&self, shown: impl Fn(&str) -> String, lang: Lang) -> [String; 5] {
        let key = self.section.as_deref().unwrap_or_default();
        let title = self.title.say(lang).filter(|title| *title != key);
        let section = match title {
            Some(title) => aside(title, key, lang),
            None => key.to_owned(),
        };
        [
            shown(&self.name),
            shown(&section),
            self.failing.to_string(),
            self.checked.to_string(),
            self.not_checked.to_string(),
        ]
    }
}

/// The names of the columns; all counts are of reports.
pub(crate) fn headings(lang: Lang) -> [String; 5] {
    [
        say!(lang, "rule", "规则"),
        say!(lang, "section", "部分"),
        say!(lang, "reports failing", "不一致的报告"),
        say!(lang, "reports checked", "已核对的报告"),
        say!(lang, "not checked", "未核对的报告"),
    ]
}

/// What the table of rules is called.
pub(crate) fn heading(lang: Lang) -> String {
    say!(lang, "By rule", "按规则统计")
}
