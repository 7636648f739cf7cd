//! Which figures each rule ties together, how it came out, and which rules
//! hang together through the figures that they share.

use crate::check::{BoundName, RuleTally, StandsFor};
use crate::finding::{Finding, Mark};
use crate::format::html::report_page::{Anchor, ReportPage};
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::lists;
use crate::say::marks::or_blank;
use crate::say::page as words;
use crate::say::quote::one_line;
use crate::say::terms;
use std::collections::HashMap;

/// Rows named beside a rule that clashes in them.
const ROWS_NAMED: usize = 3;

/// How a rule came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// It could not be checked.
    NotChecked,
    /// It holds.
    Consistent,
    /// It does not hold, and that is accepted.
    Waived,
    /// It does not hold.
    Clash(Severity),
}

impl State {
    /// What it is called.
    pub(super) fn name(self, lang: Lang) -> String {
        match self {
            State::Clash(_) => terms::inconsistent(lang),
            State::Waived => terms::waived(lang),
            State::Consistent => terms::consistent(lang),
            State::NotChecked => terms::not_checked(lang),
        }
    }
}

/// A figure, or a column of figures, that rules name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// The section's title; none for what is not in this report.
    pub group: Option<String>,
    /// What to call it.
    pub label: String,
    /// What is printed there.
    pub print: String,
    /// What a link to it leads to, where the page shows it.
    pub link: Option<String>,
    /// Where it comes among the others: by section, row and column.
    order: (usize, u64, usize),
}

/// A rule with the figures that it ties together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tie {
    /// Its name.
    pub name: String,
    /// What it asks, or in which rows it clashes.
    pub note: String,
    /// How it came out.
    pub state: State,
    /// Its figures.
    pub nodes: Vec<usize>,
    /// What a link to its first finding leads to.
    pub link: Option<String>,
}

/// The figures and rules of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Graph {
    /// The figures, in the order of sections and rows.
    pub nodes: Vec<Node>,
    /// The rules, in the configuration's order.
    pub ties: Vec<Tie>,
}

/// What tells figures apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Shown(Anchor),
    Elsewhere(std::path::PathBuf, u64, usize),
    Absent(String),
}

impl Graph {
    /// Of a report whose outcome says which cells its rules name.
    pub(super) fn of(page: &ReportPage<'_>) -> Graph {
        let mut graph = Graph::default();
        let mut known: HashMap<Key, usize> = HashMap::new();
        for rule in &page.checked.outcome.rules {
            let mut nodes = Vec::new();
            for named in &rule.names {
                let (key, node) = node(named, rule, page);
                let number = *known.entry(key).or_insert_with(|| {
                    graph.nodes.push(node);
                    graph.nodes.len() - 1
                });
                if !nodes.contains(&number) {
                    nodes.push(number);
                }
            }
            if !nodes.is_empty() {
                graph.ties.push(tie(rule, nodes, page));
            }
        }
        graph.sorted()
    }

    fn sorted(self) -> Graph {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|&node| self.nodes[node].order);
        let mut places = vec![0; order.len()];
        for (place, &node) in order.iter().enumerate() {
            places[node] = place;
        }
        let mut ties = self.ties;
        for tie in &mut ties {
            tie.nodes.iter_mut().for_each(|node| *node = places[*node]);
            tie.nodes.sort_unstable();
        }
        let nodes = order.iter().map(|&node| self.nodes[node].clone());
        Graph {
            nodes: nodes.collect(),
            ties,
        }
    }

    /// The graph of some of its rules and the figures of these.
    pub(super) fn only(&self, ties: &[usize]) -> Graph {
        let mut kept = vec![false; self.nodes.len()];
        for &tie in ties {
            self.ties[tie]
                .nodes
                .iter()
                .for_each(|&node| kept[node] = true);
        }
        let mut places = vec![0; kept.len()];
        let mut nodes = Vec::new();
        for (node, _) in kept.iter().enumerate().filter(|(_, kept)| **kept) {
            places[node] = nodes.len();
            nodes.push(self.nodes[node].clone());
        }
        let moved = ties.iter().map(|&tie| {
            let mut tie = self.ties[tie].clone();
            tie.nodes.iter_mut().for_each(|node| *node = places[*node]);
            tie
        });
        Graph {
            nodes,
            ties: moved.collect(),
        }
    }

    /// The rules that hang together through figures they share; parts with
    /// the worst rule first, then in the rules' order.
    pub(super) fn parts(&self) -> Vec<Vec<usize>> {
        let mut root: Vec<usize> = (0..self.nodes.len()).collect();
        fn find(root: &mut [usize], mut node: usize) -> usize {
            while root[node] != node {
                root[node] = root[root[node]];
                node = root[node];
            }
            node
        }
        for tie in &self.ties {
            let first = find(&mut root, tie.nodes[0]);
            for &node in &tie.nodes[1..] {
                let other = find(&mut root, node);
                root[other] = first;
            }
        }
        let mut parts: Vec<(usize, Vec<usize>)> = Vec::new();
        for (number, tie) in self.ties.iter().enumerate() {
            let of = find(&mut root, tie.nodes[0]);
            match parts.iter_mut().find(|(known, _)| *known == of) {
                Some((_, part)) => part.push(number),
                None => parts.push((of, vec![number])),
            }
        }
        let mut parts: Vec<Vec<usize>> = parts.into_iter().map(|(_, part)| part).collect();
        parts.sort_by_key(|part| std::cmp::Reverse(self.worst(part)));
        parts
    }

    /// The worst outcome of some rules.
    pub(super) fn worst(&self, ties: &[usize]) -> Option<State> {
        ties.iter().map(|&tie| self.ties[tie].state).max()
    }

    /// The rules of a part that clash (be it waived), and those that share a figure with one.
    pub(super) fn around_clashes(&self, part: &[usize]) -> Vec<usize> {
        let clash = |tie: usize| self.ties[tie].state >= State::Waived;
        let mut near = vec![false; self.nodes.len()];
        for &tie in part.iter().filter(|&&tie| clash(tie)) {
            self.ties[tie]
                .nodes
                .iter()
                .for_each(|&node| near[node] = true);
        }
        let shares = |tie: usize| self.ties[tie].nodes.iter().any(|&node| near[node]);
        part.iter().copied().filter(|&tie| shares(tie)).collect()
    }
}

fn tie(rule: &RuleTally, nodes: Vec<usize>, page: &ReportPage<'_>) -> Tie {
    let lang = page.lang;
    // A finding is also that of the rules that clash in it.
    let own = |finding: &Finding| {
        let clash = finding.clash.iter().flat_map(|clash| &clash.checks);
        let mut notes = clash.map(|check| &check.rule);
        notes.any(|note| note.name == rule.name) || of_rule(finding, rule).next().is_some()
    };
    let mut entries = page.entries.iter().filter(|entry| own(entry.finding));
    let first = entries.clone().find(|entry| entry.waived.is_none());
    let configured = page
        .checked
        .config
        .rules
        .iter()
        .find(|known| known.name == rule.name);
    let check = configured.map_or(String::new(), |rule| one_line(rule.check_as_written()));
    let tally = rule.tally;
    let state = match (first, tally.inconsistent, tally.consistent) {
        (Some(entry), ..) => State::Clash(entry.finding.severity),
        // It clashes in what is waived or not listed.
        (None, 1.., _) if entries.clone().next().is_none() => {
            State::Clash(configured.map_or(Severity::Error, |rule| rule.severity))
        }
        (None, 1.., _) => State::Waived,
        (None, _, 1..) => State::Consistent,
        _ => State::NotChecked,
    };
    let rows: Vec<&str> = entries
        .clone()
        .flat_map(|entry| of_rule(entry.finding, rule))
        .filter_map(|finding| finding.row_key())
        .collect();
    let note = match rows.len() {
        0 => check,
        shown => {
            let (bad, all) = (tally.inconsistent, tally.checks());
            let names = lists::listed(&rows[..shown.min(ROWS_NAMED)], lang);
            let more = if shown > ROWS_NAMED { "…" } else { "" };
            let names = format!("{names}{more}");
            words::clashes_in(&check, (bad, all), &names, lang)
        }
    };
    Tie {
        name: rule.name.clone(),
        note,
        state,
        nodes,
        link: first.or(entries.next()).map(|entry| entry.id.clone()),
    }
}

/// A finding and those that are told in it, if they are of a rule.
fn of_rule<'a>(finding: &'a Finding, rule: &RuleTally) -> impl Iterator<Item = &'a Finding> {
    finding.with_explained().filter(|finding| {
        let note = finding.rule.as_ref();
        note.is_some_and(|note| note.name == rule.name)
    })
}

fn node(named: &BoundName, rule: &RuleTally, page: &ReportPage<'_>) -> (Key, Node) {
    let lang = page.lang;
    match &named.stands_for {
        StandsFor::Cell(mark, _) => marked(named, mark, mark.place.words(), page),
        StandsFor::Column(mark, _) => {
            let checks = rule.tally.checks();
            let rows = say!(lang, "{checks} rows", "{checks} 行");
            marked(named, mark, &rows, page)
        }
        StandsFor::Rows(mark, _) => {
            let rows = say!(lang, "its rows", "各行");
            marked(named, mark, &rows, page)
        }
        StandsFor::Absent(_) => {
            let node = Node {
                group: None,
                label: named.name.clone(),
                print: say!(lang, "absent", "缺"),
                link: None,
                order: (usize::MAX, u64::MAX, 0),
            };
            (Key::Absent(named.name.clone()), node)
        }
    }
}

fn marked(named: &BoundName, mark: &Mark, print: &str, page: &ReportPage<'_>) -> (Key, Node) {
    let place = &mark.place;
    let print = one_line(&or_blank(print, page.lang));
    let line = place.excerpt.first_line;
    let Some(anchor) = page.anchor(mark) else {
        let section = page.section_of(mark);
        let title = |section: usize| page.sections[section].table.title.clone();
        let node = Node {
            group: section.map(title),
            label: named.name.clone(),
            print,
            link: None,
            order: (section.unwrap_or(usize::MAX), line, place.start),
        };
        let path = place.excerpt.path.to_path_buf();
        return (Key::Elsewhere(path, line, place.start), node);
    };
    let section = anchor.section();
    let node = Node {
        group: Some(page.sections[section].table.title.clone()),
        label: page.label_of(anchor),
        print,
        link: page.link_to(mark).map(str::to_owned),
        order: (section, line, place.start),
    };
    (Key::Shown(anchor), node)
}
