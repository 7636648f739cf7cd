//! Conditions and expressions in a normal form: two that read alike ask the
//! same, whatever the order and the scale in which they were written.

use super::variables::Variables;
use crate::figure::Rat;
use crate::rule::{Expr, Listed};
use crate::solve::formula::{Formula, Relation};
use crate::solve::polynomial::Poly;
use num_traits::One;
use std::collections::BTreeMap;

/// A condition in normal form.
pub(super) fn normal_form(formula: &Formula, keys: &[String]) -> String {
    match formula {
        Formula::Constant(value) => value.to_string(),
        Formula::Tolerant(sides) => normal_form(&sides[0], keys),
        Formula::All(members) => joined("all", members, keys),
        Formula::Any(members) => joined("any", members, keys),
        Formula::Atom(atom) => {
            let (sign, either_side) = match atom.relation {
                Relation::Zero => ("=", true),
                Relation::NotZero => ("≠", true),
                Relation::Negative => ("<", false),
                Relation::NotPositive => ("≤", false),
            };
            let terms = terms(&atom.poly, keys);
            let first = terms.values().next().cloned();
            let scale = match first {
                Some(first) if either_side => first,
                Some(first) => first.abs(),
                None => Rat::one(),
            };
            format!("{}{sign}0", sum(&terms, &(Rat::one() / scale)))
        }
    }
}

fn joined(word: &str, members: &[Formula], keys: &[String]) -> String {
    let mut flat = Vec::new();
    flatten(word, members, keys, &mut flat);
    flat.sort();
    flat.dedup();
    match flat.as_slice() {
        [one] => one.clone(),
        _ => format!("{word}({})", flat.join(";")),
    }
}

/// `all` within `all` is one.
fn flatten(word: &str, members: &[Formula], keys: &[String], flat: &mut Vec<String>) {
    for member in members {
        match (word, member) {
            ("all", Formula::All(inner)) | ("any", Formula::Any(inner)) => {
                flatten(word, inner, keys, flat);
            }
            _ => flat.push(normal_form(member, keys)),
        }
    }
}

/// A polynomial, not scaled.
pub(super) fn plain(poly: &Poly, keys: &[String]) -> String {
    sum(&terms(poly, keys), &Rat::one())
}

fn terms<'k>(poly: &Poly, keys: &'k [String]) -> BTreeMap<Vec<&'k str>, Rat> {
    let mut terms = BTreeMap::new();
    for (monomial, factor) in poly.terms() {
        let key = |var: &u32| keys.get(*var as usize).map_or("", String::as_str);
        let mut names: Vec<&str> = monomial.iter().map(key).collect();
        names.sort_unstable();
        // The constant last, so that it does not set the scale.
        if names.is_empty() {
            names.push("\u{10ffff}");
        }
        terms.insert(names, factor.clone());
    }
    terms
}

fn sum(terms: &BTreeMap<Vec<&str>, Rat>, scale: &Rat) -> String {
    let term =
        |(names, factor): (&Vec<&str>, &Rat)| format!("{}·{}", factor * scale, names.join("·"));
    let terms: Vec<String> = terms.iter().map(term).collect();
    terms.join(" + ")
}

/// An expression with its names looked up.
pub(super) fn written(
    expr: &Expr,
    variables: &Variables<'_>,
    home: Option<&str>,
    back: bool,
) -> String {
    let inner = |expr: &Expr| written(expr, variables, home, back);
    let marked = |sign: [&str; 2], members: &[(bool, Expr)]| {
        let one = |(mark, member): &(bool, Expr)| {
            format!("{}{}", sign[usize::from(*mark)], inner(member))
        };
        let mut members: Vec<String> = members.iter().map(one).collect();
        members.sort();
        format!("({})", members.concat())
    };
    let listed = |word: &str, members: &[Expr]| {
        let members: Vec<String> = members.iter().map(inner).collect();
        format!("{word}({})", members.join(","))
    };
    match expr {
        Expr::Number { value, .. } => value.to_string(),
        Expr::Name(path) => {
            let quote = if path.quoted { "\"" } else { "" };
            format!("{quote}{}", variables.key(path, home, back))
        }
        Expr::Negate(one, _) => format!("-{}", inner(one)),
        Expr::Sum(members, _) => marked(["+", "-"], members),
        Expr::Product(members, _) => marked(["*", "/"], members),
        Expr::Compare { first, rest } => {
            let mut text = inner(first);
            for (sign, _, side) in rest {
                text.push_str(sign.sign());
                text.push_str(&inner(side));
            }
            format!("({text})")
        }
        Expr::Includes { whole, parts } => format!("({}⊇{})", inner(whole), inner(parts)),
        Expr::In {
            item, list, not, ..
        } => {
            let list = match list {
                Listed::Named(name, _) => format!("[{name}]"),
                Listed::Here(entries) => {
                    let entries = entries.iter().map(|(entry, _)| format!("{entry:?}"));
                    let mut entries: Vec<String> = entries.collect();
                    entries.sort();
                    entries.dedup();
                    entries.join(",")
                }
            };
            let not = if *not { "not" } else { "" };
            format!("({}{not}∈{list})", inner(item))
        }
        Expr::And(members) => listed("and", members),
        Expr::Or(members) => listed("or", members),
        Expr::Not(one, _) => format!("not{}", inner(one)),
        Expr::If {
            condition,
            then,
            otherwise,
            ..
        } => {
            let otherwise = otherwise.as_ref().map_or(String::new(), |one| inner(one));
            format!("if({},{},{otherwise})", inner(condition), inner(then))
        }
        Expr::Call {
            function,
            args,
            filter,
            by,
            across,
            ..
        } => {
            let mut text = listed(function.name(), args);
            if args.is_empty() {
                text.push_str(&format!("{home:?}{back}"));
            }
            if let Some(filter) = filter {
                let filter = written(filter, variables, home, false);
                text.push_str(&format!(" where {filter}"));
            }
            if !by.is_empty() {
                let names = by.iter().flat_map(|path| &path.parts);
                let mut names: Vec<&str> = names.map(|(name, _)| name.as_str()).collect();
                names.sort_unstable();
                text.push_str(&format!(" by {names:?}"));
            }
            if let Some(across) = across {
                text.push_str(&format!(" {}", across.written()));
            }
            text
        }
    }
}
