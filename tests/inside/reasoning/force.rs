//! Small reports whose every value can be tried: four counts, one of them
//! perhaps hedged, and rates of two of them.

use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt;

/// Counts are tried from 0 up to this.
pub(super) const DOMAIN: i64 = 130;

/// A printed count: exact, hedged or blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Print {
    /// As printed.
    pub text: String,
    /// The least and the greatest count that may be printed so.
    pub range: (i64, i64),
}

/// A rule over counts by number; rates are by number too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// `a = b + c`
    Sum(usize, usize, usize),
    /// `a + b = c + d`
    Balance([usize; 4]),
    /// `a <= b`
    AtMost(usize, usize),
    /// `a >= b + c`
    Holds(usize, usize, usize),
    /// `a = 2 * b`
    Twice(usize, usize),
    /// `rate = a / b`
    Rate(usize, usize, usize),
    /// `if a <= 5 then b <= c`
    Given(usize, usize, usize),
    /// `a != b or c = 0`
    Either(usize, usize, usize),
}

impl Rule {
    /// Whether it names a count.
    pub(super) fn names(&self, count: usize) -> bool {
        match self {
            Rule::Sum(a, b, c)
            | Rule::Holds(a, b, c)
            | Rule::Given(a, b, c)
            | Rule::Either(a, b, c) => [a, b, c].contains(&&count),
            Rule::Balance(all) => all.contains(&count),
            Rule::AtMost(a, b) | Rule::Twice(a, b) | Rule::Rate(_, a, b) => {
                [a, b].contains(&&count)
            }
        }
    }
}

/// A report with its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Case {
    /// The counts by key.
    pub counts: Vec<(String, Print)>,
    /// Whole percents by key.
    pub rates: Vec<(String, i64)>,
    /// The rules; each rate is in one of them.
    pub rules: Vec<Rule>,
    /// Prints of rates that were changed by a suggestion.
    changed: Vec<(String, String)>,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.table(), self.configuration())
    }
}

fn print() -> impl Strategy<Value = Print> {
    let exact = (0i64..12).prop_map(|count| Print {
        text: count.to_string(),
        range: (count, count),
    });
    let hedged = prop_oneof![
        (2i64..9).prop_map(|n| Print {
            text: format!("不足{n}"),
            range: (0, n - 1)
        }),
        (1i64..2).prop_map(|n| Print {
            text: format!("{n}0多"),
            range: (10 * n, 10 * n + 9)
        }),
        (3i64..9).prop_map(|n| Print {
            text: format!("{n}以上"),
            range: (n, DOMAIN - 1)
        }),
    ];
    prop_oneof![6 => exact, 1 => hedged]
}

fn rule() -> impl Strategy<Value = Rule> {
    let order = Just(vec![0usize, 1, 2, 3]).prop_shuffle();
    (order, 0u8..7).prop_map(|(n, kind)| match kind {
        0 | 1 => Rule::Sum(n[0], n[1], n[2]),
        2 => Rule::Balance([n[0], n[1], n[2], n[3]]),
        3 => Rule::AtMost(n[0], n[1]),
        4 => Rule::Holds(n[0], n[1], n[2]),
        5 => Rule::Twice(n[0], n[1]),
        _ => Rule::Rate(0, n[0], n[1]),
    })
}

/// A rule, or a condition.
fn rule_or_condition() -> impl Strategy<Value = Rule> {
    let order = Just(vec![0usize, 1, 2, 3]).prop_shuffle();
    let condition = (order, any::<bool>()).prop_map(|(n, given)| match given {
        true => Rule::Given(n[0], n[1], n[2]),
        false => Rule::Either(n[0], n[1], n[2]),
    });
    prop_oneof![rule(), condition]
}

/// A report with up to four rules.
pub(super) fn case() -> impl Strategy<Value = Case> {
    case_of(rule())
}

/// A report with up to four rules, conditions among them.
pub(super) fn case_with_conditions() -> impl Strategy<Value = Case> {
    case_of(rule_or_condition())
}

fn case_of(rule: impl Strategy<Value = Rule>) -> impl Strategy<Value = Case> {
    let counts = prop::collection::vec(print(), 4);
    let rules = prop::collection::vec(rule, 1..5);
    let percents = prop::collection::vec(prop_oneof![40i64..=70, 130i64..=180], 4);
    (counts, rules, percents).prop_map(|(counts, mut rules, percents)| {
        let mut hedged = false;
        let keys = ["a", "b", "c", "d"].map(str::to_owned);
        let counts = keys.into_iter().zip(counts).map(|(key, print)| {
            let open = print.range.0 != print.range.1;
            let second = open && hedged;
            hedged |= open;
            let print = match second {
                true => Print {
                    text: "7".to_owned(),
                    range: (7, 7),
                },
                false => print,
            };
            (key, print)
        });
        let counts: Vec<(String, Print)> = counts.collect();
        // Each rate is in one rule, and is taken of something that is printed
        // above zero. With a count that has no end, a rate may fit only far
        // beyond what is tried.
        let endless = counts.iter().any(|(_, print)| print.range.1 == DOMAIN - 1);
        rules.retain(|rule| !(endless && matches!(rule, Rule::Rate(..))));
        rules
            .retain(|rule| !matches!(rule, Rule::Rate(_, _, over) if counts[*over].1.range.0 == 0));
        let mut rates = Vec::new();
        for rule in &mut rules {
            if let Rule::Rate(rate, _, _) = rule {
                *rate = rates.len();
                rates.push((format!("rate{}", rates.len()), percents[rates.len()]));
            }
        }
        let mut seen = Vec::new();
        rules.retain(|rule| {
            let new = !seen.contains(rule);
            seen.push(rule.clone());
            new
        });
        Case {
            counts,
            rates,
            rules,
            changed: Vec::new(),
        }
    })
}

impl Rule {
    /// The last of the counts that it is about.
    fn last_count(&self) -> usize {
        match *self {
            Rule::Sum(a, b, c)
            | Rule::Holds(a, b, c)
            | Rule::Given(a, b, c)
            | Rule::Either(a, b, c) => a.max(b).max(c),
            Rule::Balance([a, b, c, d]) => a.max(b).max(c).max(d),
            Rule::AtMost(a, b) | Rule::Twice(a, b) | Rule::Rate(_, a, b) => a.max(b),
        }
    }
}

impl Case {
    /// The table.
    pub(super) fn table(&self) -> String {
        let mut text = "key,value,unit\n".to_owned();
        for (key, print) in &self.counts {
            text.push_str(&format!("{key},{},件\n", print.text));
        }
        for (key, percent) in &self.rates {
            let changed = self.changed.iter().find(|(known, _)| known == key);
            let print = changed.map_or(format!("{percent}%"), |(_, print)| print.clone());
            text.push_str(&format!("{key},{print},%\n"));
        }
        text
    }

    /// The configuration.
    pub(super) fn configuration(&self) -> String {
        let mut text = "[sections.t]\n".to_owned();
        let name = |count: &usize| self.counts[*count].0.as_str();
        for (number, rule) in self.rules.iter().enumerate() {
            let check = match rule {
                Rule::Sum(a, b, c) => format!("{} = {} + {}", name(a), name(b), name(c)),
                Rule::Balance([a, b, c, d]) => {
                    format!("{} + {} = {} + {}", name(a), name(b), name(c), name(d))
                }
                Rule::AtMost(a, b) => format!("{} <= {}", name(a), name(b)),
                Rule::Holds(a, b, c) => format!("{} >= {} + {}", name(a), name(b), name(c)),
                Rule::Twice(a, b) => format!("{} = 2 * {}", name(a), name(b)),
                Rule::Given(a, b, c) => {
                    format!("if {} <= 5 then {} <= {}", name(a), name(b), name(c))
                }
                Rule::Either(a, b, c) => {
                    format!("{} != {} or {} = 0", name(a), name(b), name(c))
                }
                Rule::Rate(rate, a, b) => {
                    format!("{} = {} / {}", self.rates[*rate].0, name(a), name(b))
                }
            };
            text.push_str(&format!(
                "[[sections.t.rules]]\nname = \"r{number}\"\ncheck = \"{check}\"\n"
            ));
        }
        text
    }

    /// Whether some values fit, with these figures taken for wrong.
    pub(super) fn fits(&self, wrong: &BTreeSet<String>) -> bool {
        self.some(wrong, None)
    }

    /// The same, where one of the counts is of a known value.
    fn some(&self, wrong: &BTreeSet<String>, known: Option<(usize, i64)>) -> bool {
        let range = |(at, (key, print)): (usize, &(String, Print))| match known {
            Some((one, value)) if one == at => (value, value),
            _ if wrong.contains(key) && !print.text.is_empty() => (0, DOMAIN - 1),
            _ => print.range,
        };
        let ranges: Vec<(i64, i64)> = self.counts.iter().enumerate().map(range).collect();
        // Each rule is asked as soon as all its counts have values.
        let mut rules = vec![Vec::new(); ranges.len()];
        for rule in &self.rules {
            rules[rule.last_count()].push(rule);
        }
        self.tried(&ranges, &rules, wrong, &mut Vec::new())
    }

    /// Tries every value of the counts that have none.
    fn tried(
        &self,
        ranges: &[(i64, i64)],
        rules: &[Vec<&Rule>],
        wrong: &BTreeSet<String>,
        values: &mut Vec<i64>,
    ) -> bool {
        let at = values.len();
        let Some((first, last)) = ranges.get(at) else {
            return true;
        };
        for value in *first..=*last {
            values.push(value);
            let holds = rules[at].iter().all(|rule| self.holds(rule, values, wrong));
            if holds && self.tried(ranges, rules, wrong, values) {
                return true;
            }
            values.pop();
        }
        false
    }

    fn holds(&self, rule: &Rule, v: &[i64], wrong: &BTreeSet<String>) -> bool {
        match *rule {
            Rule::Sum(a, b, c) => v[a] == v[b] + v[c],
            Rule::Balance([a, b, c, d]) => v[a] + v[b] == v[c] + v[d],
            Rule::AtMost(a, b) => v[a] <= v[b],
            Rule::Holds(a, b, c) => v[a] >= v[b] + v[c],
            Rule::Twice(a, b) => v[a] == 2 * v[b],
            Rule::Given(a, b, c) => v[a] > 5 || v[b] <= v[c],
            Rule::Either(a, b, c) => v[a] != v[b] || v[c] == 0,
            Rule::Rate(rate, a, b) => {
                let (key, percent) = &self.rates[rate];
                let near = 2 * (100 * v[a] - percent * v[b]).abs() <= v[b];
                v[b] > 0 && (near || wrong.contains(key))
            }
        }
    }

    /// The smallest sets of figures to change, of up to two; `None` where more
    /// are needed.
    pub(super) fn least_sets(&self) -> Option<BTreeSet<BTreeSet<String>>> {
        let counts = self
            .counts
            .iter()
            .filter(|(_, print)| !print.text.is_empty());
        let keys = counts
            .map(|(key, _)| key)
            .chain(self.rates.iter().map(|(key, _)| key));
        let keys: Vec<&String> = keys.collect();
        let single = keys.iter().map(|key| BTreeSet::from([(*key).clone()]));
        let single: BTreeSet<BTreeSet<String>> = single.filter(|set| self.fits(set)).collect();
        if !single.is_empty() {
            return Some(single);
        }
        let mut pairs = BTreeSet::new();
        for (at, one) in keys.iter().enumerate() {
            for other in &keys[at + 1..] {
                let set = BTreeSet::from([(*one).clone(), (*other).clone()]);
                if self.fits(&set) {
                    pairs.insert(set);
                }
            }
        }
        (!pairs.is_empty()).then_some(pairs)
    }

    /// The values of a count that fit all else, in order; `None` where they may
    /// lie beyond what is tried, or it is no count.
    pub(super) fn values_of(&self, key: &str) -> Option<Vec<i64>> {
        let at = self.counts.iter().position(|(known, _)| known == key)?;
        let wrong = BTreeSet::from([key.to_owned()]);
        let fits = |value: &i64| self.some(&wrong, Some((at, *value)));
        let values: Vec<i64> = (0..DOMAIN).filter(fits).collect();
        let others = self
            .counts
            .iter()
            .filter(|(known, print)| known != key && !print.text.is_empty());
        let endless = others
            .map(|(_, print)| print.range.1)
            .any(|end| end == DOMAIN - 1);
        let last = values.last().is_some_and(|last| *last > DOMAIN - 12);
        let far = endless || last;
        (!far).then_some(values)
    }

    /// The same with one count blank.
    pub(super) fn blanked(&self, at: usize) -> Case {
        let mut blank = self.clone();
        blank.counts[at].1 = Print {
            text: String::new(),
            range: (0, DOMAIN - 1),
        };
        blank
    }

    /// Prints a figure otherwise.
    pub(super) fn reprint(&mut self, key: &str, print: &str) {
        match self.counts.iter_mut().find(|(known, _)| known == key) {
            Some((_, own)) => own.text = print.to_owned(),
            None => self.changed.push((key.to_owned(), print.to_owned())),
        }
    }
}
