//! What is told of rules against trying values one by one.

use super::lint;
use super::one_rule::{Satisfiability, satisfiability};
use super::two_rules::contradiction;
use crate::figure::Rat;
use crate::figure::exact::int;
use crate::inside::support::often::often;
use crate::rule::{Code, Comparison, Config, Entry, Expr, Function, Listed, Rule, load};
use num_traits::{One, Zero};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// A configuration with these rules of one section.
fn config(rules: &[&str]) -> Config {
    let mut text = String::from(
        "[sections.t.columns]\nshare = { share = true, unit = \"%\" }\nwhole = { whole = true }\nlevel = { text = true }\n[sections.u]\n",
    );
    for (number, rule) in rules.iter().enumerate() {
        text.push_str(&format!(
            "[[sections.t.rules]]\nname = \"r{number}\"\n{}\n",
            match rule.contains("check =") {
                true => (*rule).to_owned(),
                false => format!("check = '{rule}'"),
            }
        ));
    }
    let (config, errors) = load(Path::new("reportcheck.toml"), &text);
    assert!(errors.is_empty(), "{text}\n{errors:?}");
    config
}

fn codes(rules: &[&str]) -> Vec<&'static str> {
    // What follows from others is tried by itself.
    let found = lint(&config(rules));
    let found = found
        .iter()
        .filter(|finding| finding.code != Code::RuleImplied);
    found.map(|finding| finding.code.name()).collect()
}

#[test]
fn what_cannot_fail_or_hold_is_found() {
    for rule in [
        "a = a",
        "a <= a + 0",
        "a + b >= b + a",
        "if x = 1 then y = y",
        "if x = 1 then x >= 1 else x != 1",
        "a = a or b = c",
        "a / b = a / b",
        "2 * a / b <= 4 * a / (2 * b)",
        "a <= b or a > b",
        "max(a, b) >= a",
        "min(a, b) <= (a + b) / 2",
        "abs(a - b) >= b - a",
        "count(a, b) >= 0",
        "not (a < b and b < a)",
        "sum(a where level = \"x\") = sum(a where level = \"x\")",
        "level = \"x\" or level != \"x\"",
        "sum(a, b) = a + b",
        "mean(a, b) * 2 = b + a",
        "growth(a) = (a - prior.a) / prior.a",
        "a includes a",
        "0% <= share <= 100%",
        "2 * whole != 2 * whole + 1",
        "check = 'a = a + 1'\ntolerance = { absolute = 1 }",
        "level in (\"x\", \"y\") or level not in (\"x\")",
        "a in (1, 2) or a not in (2)",
        "if level in (\"x\") then level = \"x\"",
        "matches(level, \"x\") or not matches(level, \"x\")",
        "length(level) >= 0",
        "reported(level) or not reported(level)",
        "level = level",
    ] {
        assert_eq!(codes(&[rule]), ["rule-never-fails"], "{rule}");
    }
    for rule in [
        "a < a",
        "a = a + 1",
        "a < b and b < a",
        "a < b < a",
        "a / b = a / b + 1",
        "level = \"x\" and level = \"y\"",
        "2 * whole = 2 * whole + 1",
        "share > 100%",
        "abs(a) < 0",
        "max(a, b) < b",
        "a includes a + 1",
        "count(a) < 0",
        "check = 'a = a + 2'\ntolerance = { absolute = 1 }",
        "check = 'a = a + 2'\nmissing = \"fail\"",
        "if a = a then b < b",
        "level in (\"x\", \"y\") and level = \"z\"",
        "a in (1, 2) and a > 2",
        "length(level) < 0",
        "reported(a) and not reported(a)",
    ] {
        assert_eq!(codes(&[rule]), ["rule-always-fails"], "{rule}");
    }
}

#[test]
fn what_can_fail_and_hold_is_left_alone() {
    for rule in [
        "a = b",
        "a <= 2 * a",
        "a / b <= a / c",
        "a / b > 0",
        "a / 0 = 1",
        "if b = 0 then x = 0 else r = r * b / b",
        "a >= 0",
        "level = \"x\"",
        "a includes a + b",
        "grim(r, n)",
        "sum(a) = sum(a where level = \"x\")",
        "prior.a = a",
        "growth(a) = growth(b)",
        "check = 'a = a'\nmissing = \"fail\"",
        "check = 'a = a + 1'\ntolerance = { relative = \"50%\" }",
        "check = 'a includes a + b'\nremainder = \"none\"",
        // A key of the own section and a section with the same name.
        "u.a = a",
        "0 <= max(share, b) <= 1",
        "level in (\"x\", \"y\")",
        "a not in (1, 2)",
        "matches(level, \"x\")",
        "matches(level, \"x\") or not matches(level, \"y\")",
        "length(level) <= 10",
        "if reported(a) then reported(level)",
        "level = area",
    ] {
        assert_eq!(codes(&[rule]), [""; 0], "{rule}");
    }
}

#[test]
fn rules_that_repeat_an_earlier_one_are_found() {
    for [a, b] in [
        ["total = a + b", "b + a = total"],
        ["a >= b", "b <= a"],
        ["a <= b", "2 * a <= b * 2"],
        ["a - b = 0", "a = b"],
        ["a <= b <= c", "c >= b >= a"],
        ["a <= b <= c", "b <= c and a <= b"],
        ["r = a / b", "a / b = r"],
        ["r <= a / b", "a / b >= r"],
        ["max(a, b) <= c", "c >= max(b, a)"],
        ["sum(a, b) = c", "c = a + b"],
        ["sum(a where b = 1) = c", "c = sum(a where b = 1)"],
        ["sum(a by p, q) = 1", "1 = sum(a by q, p)"],
        ["a = sum(a by p)", "a = sum(a by p)"],
        ["a != b", "not (a = b)"],
        ["w includes a + b", "w includes b + a"],
        ["grim(r, n)", "grim(r, n)"],
        ["growth(a) = b", "b = growth(a)"],
        ["level = \"x\" or a = 1", "a = 1 or \"x\" = level"],
        [
            "check = 'a = b'\nrows = 'level = \"x\"'",
            "check = 'b = a'\nrows = 'level = \"x\"'",
        ],
        ["t.x.a = 1", "x.a = 1"],
        ["level in (\"x\", \"y\")", "level = \"y\" or level = \"x\""],
        ["a in (1, 2)", "a in (2, 1, 1)"],
        ["matches(level, \"x\")", "matches(level, \"x\")"],
        ["level = area", "area = level"],
    ] {
        assert_eq!(codes(&[a, b]), ["rule-repeated"], "{a}\n{b}");
    }
    for [a, b] in [
        ["total = a + b", "total = a + c"],
        ["total = a + b", "total includes a + b"],
        ["a <= b", "a < b"],
        ["a <= b", "a <= 2 * b"],
        ["r = a / b", "r * b = a"],
        ["max(a, b) <= c", "max(a, 2 * b) <= c"],
        ["max(a, b) <= c", "min(a, b) <= c"],
        ["sum(a where b = 1) = c", "sum(a where b = 2) = c"],
        ["sum(a by p) = 1", "sum(a by q) = 1"],
        ["sum(a by p) = 1", "sum(a) = 1"],
        ["a = b", "check = 'a = b'\ntolerance = { absolute = 1 }"],
        ["a = b", "check = 'a = b'\nmissing = \"fail\""],
        ["a = b", "check = 'a = b'\nrows = 'level = \"x\"'"],
        ["prior.a = b", "a = b"],
        ["matches(level, \"x\")", "matches(level, \"y\")"],
        ["level in (\"x\", \"y\")", "level in (\"x\")"],
        [
            "check = 'a = b'\nmissing = \"zero\"",
            "check = 'a = b'\nmissing = \"zero-if-any\"",
        ],
        // A section `u` and a row `u` of the section are told apart by tables only.
        ["u.total = level", "t.u.total = level"],
    ] {
        assert_eq!(codes(&[a, b]), [""; 0], "{a}\n{b}");
    }
}

#[test]
fn rules_that_exclude_each_other_are_found() {
    for [a, b] in [
        ["total = a + b", "total = a + b + 1"],
        ["a < b", "b < a"],
        ["a < b", "b <= a"],
        ["a = 1", "a = 2"],
        ["a >= 3", "a + b = 2 and b >= 0"],
        ["max(a, b) <= 1", "a > 1"],
        ["level = \"x\"", "level = \"y\""],
        ["r = a / b", "r = a / b + 1"],
        ["share >= b + 1", "b > 0"],
        ["check = 'a = b'\ntolerance = { absolute = 1 }", "a > b + 1"],
        ["check = 'a < b'\nrows = 'level = \"x\"'", "a > b"],
        ["sum(a) = b", "b > sum(a)"],
        ["sum(a by p) = 1", "sum(a by p) > 1"],
        ["a > prior.a", "prior.a > a"],
        ["w includes a + b", "a + b > w"],
        [
            "level in (\"x\", \"y\")",
            "level not in (\"x\", \"y\", \"z\")",
        ],
        ["a in (1, 2)", "a >= 3"],
        ["level = area", "level != area"],
    ] {
        assert_eq!(codes(&[a, b]), ["rules-contradict"], "{a}\n{b}");
    }
    for [a, b] in [
        ["total = a + b", "total = a + b + c"],
        ["a <= b", "b <= a"],
        ["r = a / b", "r = 100 * a / b"],
        ["if a = 0 then b = 0", "if a = 0 then b = 1"],
        ["a < b", "prior.b < prior.a"],
        ["a.x < a.y", "t.a.x < t.a.z"],
        ["u.x < 1", "t.u.x > 1"],
        [
            "check = 'a < b'\nrows = 'level = \"x\"'",
            "check = 'a > b'\nrows = 'level = \"y\"'",
        ],
        [
            "check = 'a = b'\ntolerance = { absolute = 1 }",
            "a > b + 0.5",
        ],
        ["sum(a where level = \"x\") = 1", "sum(a) = 2"],
        ["level in (\"x\", \"y\")", "level not in (\"x\")"],
        ["matches(level, \"x\")", "matches(level, \"y\")"],
        ["reported(a)", "a = 0"],
        ["sum(a by p) = 1", "sum(a by q) = 2"],
        ["sum(a by p) = 1", "sum(a) = 2"],
        // The first leaves the row itself out, the second does not.
        ["a = sum(a by p)", "b = sum(a by p) and b > a"],
    ] {
        assert_eq!(codes(&[a, b]), [""; 0], "{a}\n{b}");
    }
}

#[test]
fn a_check_that_is_off_says_nothing() {
    let (config, _) = load(
        Path::new("c.toml"),
        "[checks]\nrule-never-fails = \"off\"\nshare-out-of-range = \"off\"\nrules-contradict = \"error\"\n\
         [sections.t.columns]\ns = { share = true }\n\
         [[sections.t.rules]]\nname = \"a\"\ncheck = \"a = a\"\n\
         [[sections.t.rules]]\nname = \"b\"\ncheck = \"s <= 100%\"\n\
         [[sections.t.rules]]\nname = \"c\"\ncheck = \"a < c\"\n\
         [[sections.t.rules]]\nname = \"d\"\ncheck = \"a > c\"\n",
    );
    let found = lint(&config);
    let found: Vec<_> = found
        .iter()
        .map(|f| (f.code.name(), f.severity.name()))
        .collect();
    assert_eq!(found, [("rules-contradict", "error")]);
}

/// A rule's value by trying: `None` where a divisor is zero.
fn holds(expr: &Expr, values: &BTreeMap<&str, Rat>) -> Option<bool> {
    match expr {
        Expr::Compare { first, rest } => {
            let mut left = number(first, values);
            let mut all = left.as_ref().map(|_| true);
            for (sign, _, right) in rest {
                let right = number(right, values);
                let order = left.as_ref().zip(right.as_ref()).map(|(a, b)| a.cmp(b));
                let this = order.map(|order| match sign {
                    Comparison::Equal => order.is_eq(),
                    Comparison::Unequal => order.is_ne(),
                    Comparison::Less => order.is_lt(),
                    Comparison::AtMost => order.is_le(),
                    Comparison::Greater => order.is_gt(),
                    Comparison::AtLeast => order.is_ge(),
                });
                all = all.zip(this).map(|(a, b)| a && b);
                left = right;
            }
            all
        }
        Expr::In {
            item,
            list: Listed::Here(entries),
            not,
            ..
        } => {
            let item = number(item, values)?;
            let is = |(entry, _): &(Entry, _)| matches!(entry, Entry::Number(value, _) if *value == item);
            Some(entries.iter().any(is) != *not)
        }
        Expr::Includes { whole, parts } => Some(number(whole, values)? >= number(parts, values)?),
        Expr::And(members) => joined(members, values, false),
        Expr::Or(members) => joined(members, values, true),
        Expr::Not(inner, _) => holds(inner, values).map(|value| !value),
        Expr::If {
            condition,
            then,
            otherwise,
            ..
        } => match (holds(condition, values)?, otherwise) {
            (true, _) => holds(then, values),
            (false, Some(otherwise)) => holds(otherwise, values),
            (false, None) => Some(true),
        },
        _ => unreachable!("no condition: {expr:?}"),
    }
}

fn joined(members: &[Expr], values: &BTreeMap<&str, Rat>, settles: bool) -> Option<bool> {
    let members: Vec<Option<bool>> = members.iter().map(|m| holds(m, values)).collect();
    if members.contains(&Some(settles)) {
        return Some(settles);
    }
    (!members.contains(&None)).then_some(!settles)
}

fn number(expr: &Expr, values: &BTreeMap<&str, Rat>) -> Option<Rat> {
    let all = |args: &[Expr]| -> Option<Vec<Rat>> {
        args.iter().map(|arg| number(arg, values)).collect()
    };
    Some(match expr {
        Expr::Number { value, .. } => value.clone(),
        Expr::Name(path) => values[path.parts[0].0.as_str()].clone(),
        Expr::Negate(inner, _) => -number(inner, values)?,
        Expr::Sum(members, _) => {
            let mut total = Rat::zero();
            for (minus, member) in members {
                let value = number(member, values)?;
                total += if *minus { -value } else { value };
            }
            total
        }
        Expr::Product(members, _) => {
            let mut product = Rat::one();
            for (divides, member) in members {
                let value = number(member, values)?;
                match divides {
                    true if value.is_zero() => return None,
                    true => product /= value,
                    false => product *= value,
                }
            }
            product
        }
        Expr::Call { function, args, .. } => {
            let args = all(args)?;
            match function {
                Function::Abs => args[0].abs(),
                Function::Max => args.into_iter().max()?,
                Function::Min => args.into_iter().min()?,
                Function::Sum => args.into_iter().sum(),
                _ => unreachable!("not tried: {function:?}"),
            }
        }
        _ => unreachable!("no number: {expr:?}"),
    })
}

/// Values to try for two names, and for some of a third.
fn tried(third: &[i64]) -> Vec<BTreeMap<&'static str, Rat>> {
    let values: Vec<Rat> = (-4..5).map(|half| int(half) / int(2)).collect();
    let third: Vec<Rat> = third.iter().map(|value| int(*value)).collect();
    let mut all = Vec::new();
    for a in &values {
        for b in &values {
            for c in &third {
                all.push(BTreeMap::from([
                    ("a", a.clone()),
                    ("b", b.clone()),
                    ("c", c.clone()),
                ]));
            }
        }
    }
    all
}

fn rule_of(text: &str) -> Rule {
    config(&[text]).rules.remove(0)
}

/// What is told of a rule against all values tried.
fn agrees(rule: &Rule, values: &[BTreeMap<&str, Rat>]) -> Result<(), String> {
    let verdicts: Vec<Option<bool>> = values.iter().map(|v| holds(&rule.expr, v)).collect();
    let wrong = match satisfiability(rule, &Config::default()) {
        Satisfiability::Contingent => false,
        Satisfiability::NeverFails(_) => verdicts.contains(&Some(false)),
        Satisfiability::AlwaysFails(_) => verdicts.contains(&Some(true)),
    };
    match wrong {
        true => Err(format!(
            "{}: {:?}",
            rule.check.text,
            satisfiability(rule, &Config::default())
        )),
        false => Ok(()),
    }
}

/// Small linear rules are told exactly: what no value of a wide enough grid
/// breaks (or satisfies) is found.
#[test]
fn small_linear_rules_are_told_exactly() {
    let sides = ["a", "b", "0", "a + 1", "2 * a - a", "a - b", "b - a", "1"];
    let values = tried(&[0]);
    let mut told = BTreeMap::new();
    for left in sides {
        for right in sides {
            for sign in ["=", "!=", "<", "<="] {
                let rule = rule_of(&format!("{left} {sign} {right}"));
                let verdicts: Vec<Option<bool>> =
                    values.iter().map(|v| holds(&rule.expr, v)).collect();
                let expected = match (
                    verdicts.contains(&Some(true)),
                    verdicts.contains(&Some(false)),
                ) {
                    (true, true) => Satisfiability::Contingent,
                    (true, false) => Satisfiability::NeverFails(Vec::new()),
                    _ => Satisfiability::AlwaysFails(Vec::new()),
                };
                let found = satisfiability(&rule, &Config::default());
                assert_eq!(found, expected, "{}", rule.check.text);
                *told.entry(format!("{found:?}")).or_insert(0) += 1;
            }
        }
    }
    assert!(
        told.len() == 3 && told.values().all(|count| *count > 10),
        "{told:?}"
    );
}

#[test]
fn small_linear_pairs_are_told_exactly() {
    let sides = ["a", "b", "a + 1", "0"];
    let mut rules = Vec::new();
    for left in sides {
        for right in sides {
            for sign in ["=", "<", "<="] {
                rules.push(rule_of(&format!("{left} {sign} {right}")));
            }
        }
    }
    let values = tried(&[0]);
    let verdicts: Vec<Vec<Option<bool>>> = rules
        .iter()
        .map(|rule| values.iter().map(|v| holds(&rule.expr, v)).collect())
        .collect();
    for (one, a) in rules.iter().enumerate() {
        for (two, b) in rules.iter().enumerate() {
            let both =
                |(x, y): (&Option<bool>, &Option<bool>)| *x == Some(true) && *y == Some(true);
            let some = verdicts[one].iter().zip(&verdicts[two]).any(both);
            let found = contradiction(a, b, &Config::default()).is_some();
            assert_eq!(found, !some, "{} / {}", a.check.text, b.check.text);
        }
    }
}

/// Numbers of a rule over three names.
fn term() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => prop_oneof![Just("a"), Just("b"), Just("c")].prop_map(str::to_owned),
        1 => prop_oneof![Just("0"), Just("1"), Just("2"), Just("0.5")].prop_map(str::to_owned),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(x, y)| format!("({x} + {y})")),
            (inner.clone(), inner.clone()).prop_map(|(x, y)| format!("({x} - {y})")),
            (inner.clone(), inner.clone()).prop_map(|(x, y)| format!("({x} * {y})")),
            (inner.clone(), inner.clone()).prop_map(|(x, y)| format!("({x} / {y})")),
            (inner.clone(), inner.clone()).prop_map(|(x, y)| format!("max({x}, {y})")),
            (inner.clone(), inner.clone()).prop_map(|(x, y)| format!("min({x}, {y})")),
            (inner.clone(), inner.clone()).prop_map(|(x, y)| format!("sum({x}, {y})")),
            inner.prop_map(|x| format!("abs({x})")),
        ]
    })
}

fn rule() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        Just("="),
        Just("!="),
        Just("<"),
        Just("<="),
        Just(">"),
        Just(">=")
    ];
    let comparison = (term(), sign, term()).prop_map(|(x, sign, y)| format!("{x} {sign} {y}"));
    let leaf = prop_oneof![
        6 => comparison,
        1 => (term(), term()).prop_map(|(x, y)| format!("{x} includes {y}")),
        1 => (term(), term(), term()).prop_map(|(x, y, z)| format!("{x} <= {y} < {z}")),
        1 => term().prop_map(|x| format!("{x} in (0, 2, 0.5)")),
        1 => term().prop_map(|x| format!("{x} not in (-1, 1)")),
    ];
    leaf.prop_recursive(2, 4, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(x, y)| format!("({x} and {y})")),
            (inner.clone(), inner.clone()).prop_map(|(x, y)| format!("({x} or {y})")),
            inner.clone().prop_map(|x| format!("not ({x})")),
            (inner.clone(), inner.clone()).prop_map(|(x, y)| format!("(if {x} then {y})")),
            (inner.clone(), inner.clone(), inner)
                .prop_map(|(x, y, z)| format!("(if {x} then {y} else {z})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(100)))]

    #[test]
    fn no_rule_is_accused_that_some_values_clear(text in rule()) {
        // What remains of an `includes` is a finding of its own, and tried apart.
        let rule = rule_of(&format!("check = '{text}'\nremainder = \"none\""));
        let agreed = agrees(&rule, &tried(&[-1, 0, 2]));
        prop_assert!(agreed.is_ok(), "{:?}", agreed);
    }

    #[test]
    fn no_pair_is_accused_that_some_values_satisfy(one in rule(), two in rule()) {
        let (one, two) = (rule_of(&one), rule_of(&two));
        if contradiction(&one, &two, &Config::default()).is_some() {
            for values in tried(&[-1, 0, 2]) {
                let both = [&one, &two].map(|rule| holds(&rule.expr, &values));
                prop_assert_ne!(both, [Some(true); 2], "{:?}", values);
            }
        }
    }

    /// Rules of one normal form come out alike for all values.
    #[test]
    fn repeated_rules_come_out_alike(one in rule(), two in rule(), turned in any::<bool>()) {
        let two = if turned { format!("not (not ({one}))") } else { two };
        let both = config(&[&one, &two]);
        let repeated = lint(&both).iter().any(|finding| finding.code == Code::RuleRepeated);
        if repeated {
            for values in tried(&[-1, 0, 2]) {
                let [one, two] = [0, 1].map(|rule| holds(&both.rules[rule].expr, &values));
                prop_assert_eq!(one, two, "{:?}", values);
            }
        }
    }
}
