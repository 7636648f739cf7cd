//! Clashes and consequences among several rules, against trying whole numbers one by
//! one and against a system that is eliminated figure by figure.

use super::condition::condition;
use super::lint;
use super::system::{Statement, System};
use super::variables::Variables;
use crate::finding::{Detail, Finding};
use crate::inside::support::often::often;
use crate::rule::{Config, load};
use proptest::prelude::*;
use std::path::Path;

/// A configuration with these rules of one section.
fn config(rules: &[String], more: &str) -> Config {
    let mut text = format!(
        "{more}[sections.t.columns]\nshare = {{ share = true, unit = \"%\" }}\nlevel = {{ text = true }}\n[sections.u]\n"
    );
    for (number, rule) in rules.iter().enumerate() {
        let settings = match rule.contains("check =") {
            true => rule.clone(),
            false => format!("check = '{rule}'"),
        };
        text.push_str(&format!(
            "[[sections.t.rules]]\nname = \"r{number}\"\n{settings}\n"
        ));
    }
    let (config, errors) = load(Path::new("reportcheck.toml"), &text);
    assert!(errors.is_empty(), "{text}\n{errors:?}");
    config
}

/// What is told: each code, its rule, and the others.
fn told(rules: &[&str]) -> Vec<String> {
    let rules: Vec<String> = rules.iter().map(ToString::to_string).collect();
    lint(&config(&rules, "")).iter().map(in_short).collect()
}

fn in_short(finding: &Finding) -> String {
    let rule = finding.rule.as_ref().map_or("", |rule| &rule.name);
    let others = match &finding.detail {
        Detail::Contradict { others, .. } | Detail::Implied { others, .. } => others.join(" "),
        Detail::Repeated { earlier } => earlier.clone(),
        _ => String::new(),
    };
    let code = finding.code.name().trim_start_matches("rule");
    format!("{code} {rule}: {others}")
}

#[test]
fn clashes_of_several_rules_are_found() {
    for (rules, expected) in [
        (
            &[
                "cost >= 0.6 * turnover",
                "cost <= 0.5 * turnover",
                "turnover > 0",
            ][..],
            "s-contradict r2: r0 r1",
        ),
        (&["a < b", "b < c", "c < a"], "s-contradict r2: r0 r1"),
        (
            &["a < b", "x = y + z", "b < c", "c < d", "d < a", "e = x + a"],
            "s-contradict r4: r0 r2 r3",
        ),
        (
            &["total = a + b", "a = b", "total = 3 * b", "b > 0"],
            "s-contradict r3: r0 r1 r2",
        ),
        (
            &["if a > 5 then b > 5", "a > 6", "b < 3"],
            "s-contradict r2: r0 r1",
        ),
        (
            &["max(a, b) <= 3", "a + b = c", "c >= 7"],
            "s-contradict r2: r0 r1",
        ),
        (
            &["level = \"x\" or a > 1", "level = \"y\"", "a < 0"],
            "s-contradict r2: r0 r1",
        ),
        (&["b = c", "c = a + 1", "a < b"], "-implied r2: r0 r1"),
    ] {
        let expected: Vec<&str> = [expected]
            .into_iter()
            .filter(|one| !one.is_empty())
            .collect();
        assert_eq!(told(rules), expected, "{rules:?}");
    }
}

#[test]
fn what_follows_from_others_is_found() {
    for (rules, expected) in [
        (&["a <= b", "b <= c", "a <= c"][..], "-implied r2: r0 r1"),
        (
            &["cost >= 0.6 * turnover", "cost > 0", "turnover > 0"],
            "-implied r1: r0 r2",
        ),
        (&["a <= 5", "a <= 10"], "-implied r1: r0"),
        (&["a = b", "b = c", "c = a"], "-implied r2: r0 r1"),
        (
            &["total = a + b", "total = c + d", "c + d = a + b"],
            "-implied r2: r0 r1",
        ),
        (
            &["a >= 0", "b >= 0", "c = a + b", "c >= a"],
            "-implied r3: r1 r2",
        ),
        (
            &["if a > 5 then b > 5", "a > 6", "b > 4"],
            "-implied r2: r0 r1",
        ),
        (&["rate = a / b", "rate <= 2", "b > 0", "a <= 2 * b"], ""),
        (&["a / b <= 1", "a / b <= 2"], "-implied r1: r0"),
        // Where b is zero the first is not checked, and only there the second says more.
        (&["a / b = 1", "a = b"], "-implied r0: r1"),
        (&["a / b = 1", "b > 0", "a = b"], "-implied r2: r0 r1"),
        // That a share lies within 0–100% is found without a rule.
        (&["share = a", "a >= 0"], "-implied r1: r0"),
        (
            &["median(a, b, c) <= 5", "median(a, b, c) <= 6"],
            "-implied r1: r0",
        ),
        (
            &["sum(a) = 5", "sum(a) + b = 7", "b = 2"],
            "-implied r2: r0 r1",
        ),
    ] {
        let expected: Vec<&str> = [expected]
            .into_iter()
            .filter(|one| !one.is_empty())
            .collect();
        let found = told(rules);
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, expected, "{rules:?}");
    }
}

#[test]
fn a_rule_that_says_more_stays() {
    for rules in [
        // It is graver than those it follows from.
        &[
            "check = 'a <= b'\nseverity = \"note\"",
            "check = 'b <= c'\nseverity = \"note\"",
            "a <= c",
        ][..],
        // It is asked of more rows, or at other times.
        &[
            "check = 'a <= b'\nrows = 'level = \"x\"'",
            "b <= c",
            "a <= c",
        ],
        &["check = 'a <= b'\nfrom = \"2015\"", "b <= c", "a <= c"],
        // It takes blanks for zero.
        &["a <= b", "b <= c", "check = 'a <= c'\nmissing = \"zero\""],
        // It says that the figures are there.
        &["a <= b", "b <= c", "check = 'a <= c'\nmissing = \"fail\""],
        // What the others tolerate adds up.
        &[
            "check = 'a = b'\ntolerance = { absolute = 1 }",
            "check = 'b = c'\ntolerance = { absolute = 1 }",
            "check = 'a = c'\ntolerance = { absolute = 1.5 }",
        ],
    ] {
        assert_eq!(told(rules), [""; 0], "{rules:?}");
    }
}

#[test]
fn rows_and_times_are_looked_at_by_themselves() {
    let selected = |check: &str| format!("check = '{check}'\nrows = 'level = \"x\"'");
    let (a, b) = (selected("a < b"), selected("c < a"));
    assert_eq!(told(&[&a, "b < c", &b]), ["s-contradict r2: r0 r1"]);
    let other = "check = 'c < a'\nrows = 'level = \"y\"'";
    assert_eq!(told(&[&a, "b < c", other]), [""; 0]);
    let timed = |check: &str, from: &str| format!("check = '{check}'\nfrom = \"{from}\"");
    let (a, b) = (timed("a < b", "2015"), timed("c < a", "2015"));
    assert_eq!(told(&[&a, "b < c", &b]), ["s-contradict r2: r0 r1"]);
    let b = timed("c < a", "2016");
    assert_eq!(told(&[&a, "b < c", &b]), [""; 0]);
    // The tolerance is wide enough for a circle of so many steps.
    let wide = "check = 'c = a + 3'\ntolerance = { absolute = 3 }";
    assert_eq!(told(&["a = b", "b = c", wide]), ["-implied r2: r0 r1"]);
    let close = "check = 'c = a + 3'\ntolerance = { absolute = 2 }";
    assert_eq!(told(&["a = b", "b = c", close]), ["s-contradict r2: r0 r1"]);
}

#[test]
fn long_chains_are_found_and_the_limit_is_told() {
    let chain = |long: usize| -> Vec<String> {
        let step = |at: usize| format!("x{at} < x{}", at + 1);
        (0..long)
            .map(step)
            .chain([format!("x{long} < x0")])
            .collect()
    };
    let found = lint(&config(&chain(30), ""));
    assert_eq!(found.len(), 1);
    assert!(matches!(&found[0].detail, Detail::Contradict { others, .. } if others.len() == 30));
    let looked = super::look(&config(&chain(90), ""));
    assert!(looked.findings.is_empty());
    assert!(
        looked.beyond.iter().any(|name| name == "r90"),
        "{:?}",
        looked.beyond
    );
    // Many sums that share nothing but their totals are put aside at once.
    let sums: Vec<String> = (0..300)
        .map(|at| format!("total = a{at} + b{at}"))
        .collect();
    let looked = super::look(&config(&sums, ""));
    assert!(looked.findings.is_empty() && looked.beyond.is_empty());
    let off = "[checks]\nrule-implied = \"off\"\nrules-contradict = \"off\"\n";
    let rules = ["a < b", "b < c", "a < c", "c < a"].map(str::to_owned);
    assert!(lint(&config(&rules, off)).is_empty());
}

/// A linear comparison of three figures, each from -3 to 3.
#[derive(Clone, Debug)]
struct Line {
    factors: [i64; 3],
    sign: &'static str,
    bound: i64,
}

impl Line {
    fn written(&self) -> String {
        let [a, b, c] = self.factors;
        format!("{a} * a + {b} * b + {c} * c {} {}", self.sign, self.bound)
    }

    /// As sums that must be no more than a bound, or less.
    fn halves(&self) -> Vec<(Vec<i128>, bool)> {
        let row = |turn: i64| -> Vec<i128> {
            let factors = self.factors.iter().map(|factor| i128::from(factor * turn));
            factors.chain([i128::from(-self.bound * turn)]).collect()
        };
        match self.sign {
            "<=" => vec![(row(1), false)],
            "<" => vec![(row(1), true)],
            ">=" => vec![(row(-1), false)],
            ">" => vec![(row(-1), true)],
            _ => vec![(row(1), false), (row(-1), false)],
        }
    }

    /// The same of what makes it fail: each way.
    fn failing(&self) -> Vec<Line> {
        let signs: &[&'static str] = match self.sign {
            "<=" => &[">"],
            "<" => &[">="],
            ">=" => &["<"],
            ">" => &["<="],
            _ => &["<", ">"],
        };
        let one = |sign: &&'static str| Line {
            sign,
            ..self.clone()
        };
        signs.iter().map(one).collect()
    }
}

/// Whether some real numbers satisfy sums that must be no more than zero, or less:
/// one figure after the other is eliminated.
fn satisfiable(lines: &[Line]) -> bool {
    let mut rows: Vec<(Vec<i128>, bool)> = lines.iter().flat_map(Line::halves).collect();
    for figure in 0..3 {
        let (with, mut without): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|(row, _)| row[figure] != 0);
        let (above, below): (Vec<_>, Vec<_>) =
            with.into_iter().partition(|(row, _)| row[figure] > 0);
        for (upper, strict) in &above {
            for (lower, other) in &below {
                let (up, down) = (upper[figure], -lower[figure]);
                let sum = upper.iter().zip(lower).map(|(u, l)| u * down + l * up);
                without.push((sum.collect(), *strict || *other));
            }
        }
        rows = without;
    }
    rows.iter().all(|(row, strict)| match strict {
        true => row[3] < 0,
        false => row[3] <= 0,
    })
}

fn line() -> impl Strategy<Value = Line> {
    let sign = prop::sample::select(&["<=", "<", ">=", ">", "=", "<="][..]);
    let factors = [-2i64..3, -2i64..3, -2i64..3];
    (factors, sign, -3i64..4).prop_map(|(factors, sign, bound)| Line {
        factors,
        sign,
        bound,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(256), ..ProptestConfig::default() })]

    /// What is told is so, of no fewer rules; and where something is so, it is told.
    #[test]
    fn what_is_told_is_what_elimination_finds(lines in prop::collection::vec(line(), 2..6)) {
        let rules: Vec<String> = lines.iter().map(Line::written).collect();
        let config = config(&rules, "");
        let found = lint(&config);
        let number = |name: &str| name[1..].parse::<usize>().expect("a number");
        let told = |finding: &Finding| number(finding.rule.as_ref().map_or("", |rule| &rule.name));
        let of = |at: &[usize]| -> Vec<Line> { at.iter().map(|at| lines[*at].clone()).collect() };
        let mut clashing = false;
        for finding in &found {
            let rule = told(finding);
            let (others, ways) = match &finding.detail {
                Detail::Contradict { others, .. } => (others, vec![lines[rule].clone()]),
                Detail::Implied { others, .. } => (others, lines[rule].failing()),
                _ => {
                    clashing |= matches!(finding.detail, Detail::AlwaysFails { .. });
                    continue;
                }
            };
            clashing |= matches!(finding.detail, Detail::Contradict { .. });
            let others: Vec<usize> = others.iter().map(|name| number(name)).collect();
            let holds = |others: &[usize]| ways.iter().any(|way| {
                satisfiable(&[of(others), vec![way.clone()]].concat())
            });
            prop_assert!(!holds(&others), "{:?} {:?}", rules, finding.detail);
            for at in 0..others.len() {
                let mut fewer = others.clone();
                fewer.remove(at);
                prop_assert!(holds(&fewer), "{:?} {:?} is not the fewest", rules, finding.detail);
            }
        }
        prop_assert_eq!(clashing, !satisfiable(&lines), "{:?} {:?}", rules, found.iter().map(in_short).collect::<Vec<_>>());
        if !clashing {
            let quiet: Vec<usize> = (0..lines.len())
                .filter(|at| !found.iter().any(|finding| told(finding) == *at))
                .collect();
            for &rule in &quiet {
                let others: Vec<usize> = quiet.iter().copied().filter(|at| *at != rule).collect();
                let ways = lines[rule].failing();
                let open = ways.iter().any(|way| satisfiable(&[of(&others), vec![way.clone()]].concat()));
                prop_assert!(open, "{:?}: r{} follows", rules, rule);
            }
        }
    }
}

/// Rules over shares and other figures.
const OF_SHARES: [&str; 12] = [
    "s <= 0.5 * t",
    "t >= 2 * s",
    "s + t = 1.5",
    "a = s + b",
    "a > b + 1",
    "b <= c",
    "a <= c",
    "s > 0.9",
    "max(s, t) >= a",
    "if s > 0.5 then a > b else t < 0.2",
    "c = a * s",
    "a = b / t",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(96), ..ProptestConfig::default() })]

    /// What is kept of the questions for any values, and the system with shares held
    /// afterwards, give what a system gives that knew of shares from the beginning.
    #[test]
    fn shares_may_be_held_afterwards(
        rules in prop::collection::vec(prop::sample::select(&OF_SHARES[..]), 2..6),
    ) {
        let mut text = "[sections.t.columns]\ns = { share = true }\nt = { share = true }\n".to_owned();
        for (at, rule) in rules.iter().enumerate() {
            text += &format!("[[sections.t.rules]]\nname = \"r{at}\"\ncheck = '{rule}'\n");
        }
        let (config, mistakes) = load(Path::new("reportcheck.toml"), &text);
        prop_assert!(mistakes.is_empty(), "{:?}", mistakes);
        let built = |shares: bool| {
            let mut variables = Variables::new(&config, shares);
            let statements = config.rules.iter().enumerate().map(|(at, rule)| {
                Statement::of(at, condition(rule, &mut variables))
            });
            let statements: Vec<Statement> = statements.collect();
            (System::new(statements, &variables), variables)
        };
        let ask = |system: &mut System| {
            let mut questions = 1_000;
            let mut found = Vec::new();
            for rule in 0..rules.len() {
                let others: Vec<usize> = (0..rules.len()).filter(|other| *other != rule).collect();
                found.push(system.that_may_imply(rule, &others));
                found.push(system.smallest_clash(rule, others.clone(), &mut questions));
                found.push(system.smallest_proof(rule, others, &mut questions));
            }
            (found, system.that_may_clash(), questions)
        };
        let (mut later, mut variables) = built(false);
        let (mut fresh, told) = built(true);
        ask(&mut later);
        later.hold(variables.hold_shares());
        prop_assert_eq!(ask(&mut later), ask(&mut fresh));
        prop_assert_eq!(variables.held_columns(), told.held_columns());
    }
}
