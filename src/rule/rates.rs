//! Which figures the rules take for rates: those that are compared with a
//! quotient of figures, with a percentage, or with another rate. Where tables
//! are handed in by others, no other figure that a rule names may be printed
//! as a rate, since a count that is called `101%` is a rounded one.

use super::config::Rule;
use super::syntax::{Entry, Expr, Function, Listed, Path};
use crate::figure::Rat;
use num_traits::One;
use std::collections::{HashMap, HashSet};

/// A figure as a rule names it: by a row, a column, or both.
type Name = (String, Option<String>);

/// What the rules say of the figures of each section.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rates {
    sections: HashMap<String, OfSection>,
}

#[derive(Clone, Debug, Default)]
struct OfSection {
    named: HashSet<Name>,
    sure: HashSet<Name>,
    possible: HashSet<Name>,
}

/// A comparison: the section of its rule, and all that is added and compared.
struct Alike<'r> {
    section: Option<&'r str>,
    terms: Vec<&'r Expr>,
}

impl Rates {
    /// What some rules say.
    pub(crate) fn of(rules: &[Rule]) -> Rates {
        let mut rates = Rates::default();
        let mut open = Vec::new();
        for rule in rules {
            let section = rule.section.as_deref();
            for expr in [Some(&rule.expr), rule.rows.as_ref().map(|(_, expr)| expr)] {
                let Some(expr) = expr else { continue };
                expr.each_name(&mut |path| rates.note(section, path, |of| &mut of.named));
                rates.walk(section, expr, &mut open);
            }
        }
        // Each rate that is found may show others to be some.
        loop {
            let before = open.len();
            open.retain(|alike| {
                let shown = (alike.terms.iter()).any(|term| rates.shows(alike.section, term));
                if shown {
                    for term in &alike.terms {
                        if let Expr::Name(path) = term {
                            rates.note(alike.section, path, |of| &mut of.sure);
                        }
                    }
                }
                !shown
            });
            if open.len() == before {
                return rates;
            }
        }
    }

    /// Whether rules show a cell's figure to be a rate.
    pub(crate) fn is_rate(&self, section: &str, row: &str, column: &str) -> bool {
        let of = self.sections.get(section);
        of.is_some_and(|of| holds(&of.sure, row, column))
    }

    /// Whether rules name a cell's figure, and none of them leaves it to be a
    /// rate.
    pub(crate) fn is_none(&self, section: &str, row: &str, column: &str) -> bool {
        self.sections.get(section).is_some_and(|of| {
            let rate = holds(&of.sure, row, column) || holds(&of.possible, row, column);
            !rate && holds(&of.named, row, column)
        })
    }

    fn note(
        &mut self,
        section: Option<&str>,
        path: &Path,
        to: impl Fn(&mut OfSection) -> &mut HashSet<Name>,
    ) {
        for (section, name) in meant(section, path) {
            to(self.sections.entry(section.to_owned()).or_default()).insert(name);
        }
    }

    /// Collects the comparisons of an expression, and the figures in it that
    /// may be rates by what is done with them.
    fn walk<'r>(&mut self, section: Option<&'r str>, expr: &'r Expr, to: &mut Vec<Alike<'r>>) {
        let mut all = |rates: &mut Rates, members: &[&'r Expr]| {
            members.iter().for_each(|one| rates.walk(section, one, to));
        };
        match expr {
            Expr::Number { .. } | Expr::Name(_) => {}
            Expr::Negate(inner, _) | Expr::Not(inner, _) => all(self, &[inner]),
            Expr::Sum(members, _) => members.iter().for_each(|(_, one)| all(self, &[one])),
            Expr::Product(members, _) => {
                let is_figure = |(divides, one): &&(bool, Expr)| {
                    !divides && !matches!(one, Expr::Number { .. })
                };
                if members.iter().filter(is_figure).count() > 1 {
                    for (divides, one) in members {
                        if let (false, Expr::Name(path)) = (divides, one) {
                            self.note(section, path, |of| &mut of.possible);
                        }
                    }
                }
                members.iter().for_each(|(_, one)| all(self, &[one]));
            }
            Expr::And(members) | Expr::Or(members) => {
                members.iter().for_each(|one| all(self, &[one]));
            }
            Expr::If {
                condition,
                then,
                otherwise,
                ..
            } => {
                all(self, &[condition, then]);
                otherwise.iter().for_each(|one| all(self, &[one]));
            }
            Expr::Call {
                function,
                args,
                filter,
                ..
            } => {
                if let (Function::Grim, Some(Expr::Name(path))) = (function, args.first()) {
                    self.note(section, path, |of| &mut of.possible);
                }
                args.iter().for_each(|one| all(self, &[one]));
                filter.iter().for_each(|one| all(self, &[one]));
            }
            Expr::Compare { first, rest } => {
                let sides = || {
                    [&**first]
                        .into_iter()
                        .chain(rest.iter().map(|(_, _, side)| side))
                };
                sides().for_each(|side| all(self, &[side]));
                to.push(alike(section, sides()));
            }
            Expr::In { item, list, .. } => {
                all(self, &[item]);
                // A figure that is one of some rates is a rate.
                if let (Expr::Name(path), Listed::Here(entries)) = (&**item, list)
                    && entries
                        .iter()
                        .any(|(entry, _)| matches!(entry, Entry::Number(_, true)))
                {
                    self.note(section, path, |of| &mut of.sure);
                }
            }
            Expr::Includes { whole, parts } => {
                all(self, &[whole, parts]);
                to.push(alike(section, [&**whole, &**parts].into_iter()));
            }
        }
    }

    /// Whether what is compared shows the others beside it to be rates.
    fn shows(&self, section: Option<&str>, expr: &Expr) -> bool {
        match expr {
            Expr::Number { percent, .. } => *percent,
            Expr::Name(path) => meant(section, path).any(|(section, name)| {
                let of = self.sections.get(section);
                of.is_some_and(|of| of.sure.contains(&name))
            }),
            // As many figures divide as are multiplied.
            Expr::Product(members, _) => {
                let mut over = 0_i64;
                let mut figures = 0_usize;
                for (divides, one) in members {
                    match one {
                        Expr::Number { percent: true, .. } => {}
                        Expr::Number { value, .. } if value == &Rat::one() => {}
                        // `cases / people * 1000` is a rate, but not of a hundred.
                        Expr::Number { .. } => return false,
                        one if self.shows(section, one) => figures += 1,
                        _ if *divides => over -= 1,
                        _ => over += 1,
                    }
                    figures += usize::from(*divides);
                }
                over == 0 && figures > 0
            }
            Expr::Call { function, .. } => *function == Function::Growth,
            Expr::Negate(..)
            | Expr::Sum(..)
            | Expr::Compare { .. }
            | Expr::Includes { .. }
            | Expr::In { .. }
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(..)
            | Expr::If { .. } => false,
        }
    }
}

fn holds(names: &HashSet<Name>, row: &str, column: &str) -> bool {
    let has = |name: &str, column: Option<&str>| {
        names.contains(&(name.to_owned(), column.map(str::to_owned)))
    };
    has(row, None) || has(column, None) || has(row, Some(column))
}

/// The figures that a name may stand for: `a.b` is row `a` and column `b` of
/// the rule's own section, or a row or a column of the section `a`.
fn meant<'p>(
    section: Option<&'p str>,
    path: &'p Path,
) -> impl Iterator<Item = (&'p str, Name)> + 'p {
    let part = |at: usize| path.parts.get(at).map(|(part, _)| part.as_str());
    let (own, other) = match (part(0), part(1), part(2)) {
        (Some(one), None, _) => (
            section.map(|section| (section, (one.to_owned(), None))),
            None,
        ),
        (Some(one), Some(two), None) => (
            section.map(|section| (section, (one.to_owned(), Some(two.to_owned())))),
            Some((one, (two.to_owned(), None))),
        ),
        (Some(one), Some(two), Some(three)) => {
            (None, Some((one, (two.to_owned(), Some(three.to_owned())))))
        }
        (None, ..) => (None, None),
    };
    own.into_iter().chain(other)
}

fn alike<'r>(section: Option<&'r str>, sides: impl Iterator<Item = &'r Expr>) -> Alike<'r> {
    let mut terms = Vec::new();
    sides.for_each(|side| add_terms(side, &mut terms));
    Alike { section, terms }
}

/// What is added up, or chosen from, and so is of one kind.
fn add_terms<'r>(expr: &'r Expr, to: &mut Vec<&'r Expr>) {
    match expr {
        Expr::Negate(inner, _) => add_terms(inner, to),
        Expr::Sum(members, _) => members.iter().for_each(|(_, one)| add_terms(one, to)),
        Expr::Call {
            function:
                Function::Sum
                | Function::Min
                | Function::Max
                | Function::Mean
                | Function::Median
                | Function::Mad
                | Function::Abs
                | Function::First
                | Function::Last,
            args,
            ..
        } => args.iter().for_each(|one| add_terms(one, to)),
        _ => to.push(expr),
    }
}

#[cfg(test)]
mod tests {
    use super::Rates;
    use crate::rule::load;
    use std::path::Path;

    fn rates(checks: &[&str]) -> Rates {
        let rule = |(at, check): (usize, &&str)| {
            format!("[[sections.s.rules]]\nname = \"r{at}\"\ncheck = '{check}'\n")
        };
        let text: String = checks.iter().enumerate().map(rule).collect();
        let (config, errors) = load(Path::new("reportcheck.toml"), &text);
        assert!(errors.is_empty(), "{errors:?}");
        Rates::of(&config.rules)
    }

    /// What rules say of rows: `%` where they are rates, `1` where they are
    /// none, `?` where they may be some.
    #[track_caller]
    fn say(checks: &[&str], names: &str, expected: &str) {
        let rates = rates(checks);
        let of = |name: &str| match (rates.is_rate("s", name, "v"), rates.is_none("s", name, "v")) {
            (true, false) => '%',
            (false, true) => '1',
            _ => '?',
        };
        let found: String = names.split(' ').map(of).collect();
        assert_eq!(found, expected, "{checks:?}: {names}");
    }

    #[test]
    fn rates_are_what_is_compared_with_one() {
        say(&["a = b + c"], "a b c d", "111?");
        say(&["rate = b / a", "a = b + c"], "rate a b c", "%111");
        say(&["0% <= rate", "rate = x - y"], "rate x y", "%%%");
        say(
            &["x = rate + y", "rate = a / b", "z <= x"],
            "x y z a b",
            "%%%11",
        );
        say(&["growth(a) = g", "a = b"], "g a b", "%11");
        say(&["half = a / 2", "a = b * 1.5"], "half a b", "111");
        say(&["price = a / b * c"], "price a b c", "1?1?");
        say(&["c = rate * a", "a = d + e"], "rate a c d e", "??111");
        say(&["per = 1000 * a / b"], "per a b", "111");
        say(
            &["rate includes x + y", "max(rate, z) = 100%"],
            "rate x y z",
            "%%%%",
        );
        say(
            &["if a > 0 then rate = b / a else rate = 0"],
            "rate a b",
            "%11",
        );
        say(&["sum(x) = 100%", "s.y = s.x"], "x y", "%%");
        say(&["grim(rate, a)"], "rate a", "?1");
    }
}
