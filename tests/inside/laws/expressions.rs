//! Expressions: no text breaks the parser, and what is parsed prints back to
//! the same tree.

use crate::figure::Rat;
use crate::fuzzing::expression;
use crate::inside::support::often::often;
use crate::period::Parts;
use crate::rule::{Across, Back, Comparison, Entry, Expr, Function, Listed, Path, Span, parse};
use proptest::prelude::*;

/// The words of the language, and some that are nearly of it.
const WORDS: [&str; 65] = [
    "a",
    "b",
    "办结",
    "prior",
    "prior.a",
    "t.a",
    "t.a.b",
    "if",
    "then",
    "else",
    "and",
    "or",
    "not",
    "includes",
    "where",
    "by",
    "over",
    "since",
    "quarters",
    "year_ago",
    "last",
    "sum",
    "min",
    "max",
    "mean",
    "median",
    "mad",
    "count",
    "abs",
    "growth",
    "grim",
    "summ",
    "in",
    "reported",
    "length",
    "matches",
    "\"[A-Z]+\"",
    "(",
    ")",
    "（",
    "）",
    ",",
    "、",
    ".",
    "+",
    "-",
    "−",
    "*",
    "×",
    "/",
    "÷",
    "=",
    "==",
    "!=",
    "<",
    "<=",
    "≤",
    ">",
    "≥",
    "1",
    "0.5",
    "86%",
    "5万",
    "`x y`",
    "\"市\"",
];

fn parses_without_harm(text: &str) -> Result<(), TestCaseError> {
    expression(text);
    parse(text).map_or(Ok(()), |expr| prints_back(&expr))
}

fn prints_back(expr: &Expr) -> Result<(), TestCaseError> {
    let printed = print(expr, Level::Rule);
    let again = parse(&printed);
    let again = again.map_err(|error| TestCaseError::fail(format!("{printed}: {error:?}")))?;
    prop_assert_eq!(tree(&again), tree(expr), "{}", printed);
    Ok(())
}

/// The grammar's levels, the loosest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Rule,
    Or,
    And,
    Not,
    Relation,
    Sum,
    Product,
    Unary,
    Operand,
}

fn level(expr: &Expr) -> Level {
    match expr {
        Expr::If { .. } => Level::Rule,
        Expr::Or(_) => Level::Or,
        Expr::And(_) => Level::And,
        Expr::Not(..) => Level::Not,
        Expr::Compare { .. } | Expr::Includes { .. } | Expr::In { .. } => Level::Relation,
        Expr::Sum(..) => Level::Sum,
        Expr::Product(..) => Level::Product,
        Expr::Negate(..) => Level::Unary,
        Expr::Number { .. } | Expr::Name(_) | Expr::Call { .. } => Level::Operand,
    }
}

/// An expression where one of this level may stand.
fn print(expr: &Expr, least: Level) -> String {
    let text = bare(expr);
    match level(expr) < least {
        true => format!("({text})"),
        false => text,
    }
}

fn bare(expr: &Expr) -> String {
    let joined = |members: &[Expr], word: &str, level: Level| {
        let members = members.iter().map(|member| print(member, level));
        members.collect::<Vec<_>>().join(word)
    };
    match expr {
        Expr::Number { value, percent, .. } => number(value, *percent),
        Expr::Name(path) => name(path),
        Expr::Negate(inner, _) => format!("- {}", print(inner, Level::Unary)),
        Expr::Sum(members, _) => chain(members, ["+", "-"], Level::Product),
        Expr::Product(members, _) => chain(members, ["*", "/"], Level::Unary),
        Expr::Compare { first, rest } => {
            let mut text = print(first, Level::Sum);
            for (sign, _, side) in rest {
                text.push_str(&format!(" {} {}", sign.sign(), print(side, Level::Sum)));
            }
            text
        }
        Expr::Includes { whole, parts } => {
            format!(
                "{} includes {}",
                print(whole, Level::Sum),
                print(parts, Level::Sum)
            )
        }
        Expr::In {
            item, list, not, ..
        } => {
            let not = if *not { "not " } else { "" };
            format!("{} {not}in {}", print(item, Level::Sum), listed(list))
        }
        Expr::And(members) => joined(members, " and ", Level::Not),
        Expr::Or(members) => joined(members, " or ", Level::And),
        Expr::Not(inner, _) => format!("not {}", print(inner, Level::Not)),
        Expr::If {
            condition,
            then,
            otherwise,
            ..
        } => {
            // An `else` goes with the nearest `if`: parentheses keep them apart.
            let then = print(then, Level::Or);
            let mut text = format!("if {} then {then}", print(condition, Level::Or));
            if let Some(otherwise) = otherwise {
                text.push_str(&format!(" else {}", print(otherwise, Level::Rule)));
            }
            text
        }
        Expr::Call {
            function,
            args,
            filter,
            by,
            across,
            ..
        } => {
            let args = args.iter().map(|arg| print(arg, Level::Rule));
            let mut text = args.collect::<Vec<_>>().join(", ");
            if let Some(filter) = filter {
                text.push_str(&format!(" where {}", print(filter, Level::Or)));
            }
            if !by.is_empty() {
                let names: Vec<String> = by.iter().map(name).collect();
                text.push_str(&format!(" by {}", names.join(", ")));
            }
            if let Some(across) = across {
                text.push_str(&format!(" {}", across.written()));
            }
            format!("{}({text})", function.name())
        }
    }
}

fn listed(list: &Listed) -> String {
    match list {
        Listed::Named(name, _) => format!("`{name}`"),
        Listed::Here(entries) => {
            let entries = entries.iter().map(|(entry, _)| match entry {
                Entry::Text(text) => format!("\"{text}\""),
                Entry::Number(value, percent) => number(value, *percent),
            });
            format!("({})", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn chain(members: &[(bool, Expr)], signs: [&str; 2], level: Level) -> String {
    let mut text = String::new();
    for (number, (inverse, member)) in members.iter().enumerate() {
        if number > 0 {
            text.push_str(&format!(" {} ", signs[usize::from(*inverse)]));
        }
        text.push_str(&print(member, level));
    }
    text
}

/// A number with as many decimals as it takes; every number of the language
/// has an end.
fn number(value: &Rat, percent: bool) -> String {
    let (value, sign) = match percent {
        true => (value * Rat::from_integer(100.into()), "%"),
        false => (value.clone(), ""),
    };
    let shown = crate::figure::exact::show(&value, 500);
    assert!(shown.exact, "{value}");
    format!("{}{sign}", shown.text)
}

fn name(path: &Path) -> String {
    let quote = |part: &str| match part.contains('`') {
        true => format!("\"{part}\""),
        false => format!("`{part}`"),
    };
    if path.quoted {
        return format!("\"{}\"", path.parts[0].0);
    }
    let parts = path.parts.iter().enumerate();
    let parts = parts.map(|(at, (part, _))| match path.sign == Some(at) {
        true => part.clone(),
        false => quote(part),
    });
    let prior = if path.prior { "prior." } else { "" };
    format!("{prior}{}", parts.collect::<Vec<_>>().join("."))
}

/// A tree without its places.
fn tree(expr: &Expr) -> String {
    let list = |members: &[Expr]| members.iter().map(tree).collect::<Vec<_>>().join(" ");
    let marked = |members: &[(bool, Expr)]| {
        let members = members
            .iter()
            .map(|(mark, member)| format!("{mark}:{}", tree(member)));
        members.collect::<Vec<_>>().join(" ")
    };
    match expr {
        Expr::Number { value, percent, .. } => format!("{value}/{percent}"),
        Expr::Name(path) => {
            let parts: Vec<&str> = path.parts.iter().map(|(part, _)| part.as_str()).collect();
            let Path {
                prior,
                quoted,
                sign,
                ..
            } = path;
            format!("{parts:?}/{prior}/{quoted}/{sign:?}")
        }
        Expr::Negate(inner, _) => format!("(neg {})", tree(inner)),
        Expr::Sum(members, _) => format!("(sum {})", marked(members)),
        Expr::Product(members, _) => format!("(product {})", marked(members)),
        Expr::Compare { first, rest } => {
            let rest = rest
                .iter()
                .map(|(sign, _, side)| format!("{sign:?} {}", tree(side)));
            format!(
                "(compare {} {})",
                tree(first),
                rest.collect::<Vec<_>>().join(" ")
            )
        }
        Expr::Includes { whole, parts } => format!("(includes {} {})", tree(whole), tree(parts)),
        Expr::In {
            item,
            list: codes,
            not,
            ..
        } => {
            let codes = match codes {
                Listed::Named(name, _) => format!("{name:?}"),
                Listed::Here(entries) => {
                    let entries = entries.iter().map(|(entry, _)| format!("{entry:?}"));
                    entries.collect::<Vec<_>>().join(" ")
                }
            };
            format!("(in {} {not} {codes})", tree(item))
        }
        Expr::And(members) => format!("(and {})", list(members)),
        Expr::Or(members) => format!("(or {})", list(members)),
        Expr::Not(inner, _) => format!("(not {})", tree(inner)),
        Expr::If {
            condition,
            then,
            otherwise,
            ..
        } => {
            let otherwise = otherwise.as_ref().map(|expr| tree(expr));
            format!("(if {} {} {otherwise:?})", tree(condition), tree(then))
        }
        Expr::Call {
            function,
            args,
            filter,
            by,
            across,
            ..
        } => {
            let by = by.iter().map(|path| tree(&Expr::Name(path.clone())));
            let by = by.collect::<Vec<_>>().join(" ");
            let filter = filter.as_ref().map(|filter| tree(filter));
            format!(
                "(call {function:?} {} {filter:?} {by} {across:?})",
                list(args)
            )
        }
    }
}

const NOWHERE: Span = Span { start: 0, end: 0 };

fn any_name() -> impl Strategy<Value = Expr> {
    let part = prop_oneof![
        "[a-z_][a-z0-9_]{0,3}",
        Just("办结率".to_owned()),
        Just("x y".to_owned()),
        Just("if".to_owned()),
        Just("prior".to_owned()),
        Just("2016".to_owned()),
        "[^`\"]{1,4}",
    ];
    (
        prop::collection::vec(part, 1..4),
        any::<bool>(),
        any::<bool>(),
        prop::option::of(0_usize..4),
    )
        .prop_map(|(mut parts, prior, quoted, sign)| {
            let sign = sign.filter(|at| *at < parts.len());
            if let Some(at) = sign {
                parts[at] = "$".to_owned();
            }
            let quoted = quoted && parts.len() == 1 && sign.is_none();
            let parts = parts.into_iter().map(|part| (part, NOWHERE)).collect();
            Expr::Name(Path {
                prior: prior && !quoted,
                parts,
                quoted,
                sign,
                span: NOWHERE,
            })
        })
}

/// A column that rows are grouped by.
fn grouping() -> impl Strategy<Value = Path> {
    let part = prop_oneof![
        "[a-z_][a-z0-9_]{0,3}",
        Just("by".to_owned()),
        Just("区".to_owned()),
        "[^`\"]{1,4}"
    ];
    (part, any::<bool>()).prop_map(|(part, sign)| Path {
        prior: false,
        sign: sign.then_some(0),
        parts: vec![(if sign { "$".to_owned() } else { part }, NOWHERE)],
        quoted: false,
        span: NOWHERE,
    })
}

fn any_number() -> impl Strategy<Value = Expr> {
    (0_i64..1_000_000, 0_u32..6, any::<bool>()).prop_map(|(digits, places, percent)| {
        let value = Rat::new(digits.into(), 10_i64.pow(places).into());
        Expr::Number {
            value,
            percent,
            span: NOWHERE,
        }
    })
}

/// Functions that look at other periods than the row's own.
const ACROSS: [(Function, Across); 6] = [
    (Function::Sum, Across::Over(Parts::Quarters)),
    (Function::Count, Across::Over(Parts::Months)),
    (Function::Last, Across::Over(Parts::Halves)),
    (Function::Growth, Across::Since(Back::YearAgo)),
    (Function::Growth, Across::Since(Back::Previous)),
    (Function::Growth, Across::Since(Back::Prior)),
];

fn figures() -> impl Strategy<Value = Expr> {
    prop_oneof![any_name(), any_number()].prop_recursive(4, 32, 4, |inner| {
        let marked =
            prop::collection::vec((any::<bool>(), inner.clone()), 2..4).prop_map(|mut all| {
                all[0].0 = false;
                all
            });
        let several = prop_oneof![
            Just(Function::Sum),
            Just(Function::Min),
            Just(Function::Max),
            Just(Function::Mean),
            Just(Function::Count)
        ];
        prop_oneof![
            inner
                .clone()
                .prop_map(|inner| Expr::Negate(Box::new(inner), NOWHERE)),
            marked
                .clone()
                .prop_filter_map("a sum within a sum has parentheses", |all| {
                    Some(Expr::Sum(all, NOWHERE))
                }),
            marked.prop_map(|all| Expr::Product(all, NOWHERE)),
            (
                several,
                prop::collection::vec(inner.clone(), 1..3),
                prop::collection::vec(grouping(), 0..3)
            )
                .prop_map(|(function, args, by)| Expr::Call {
                    function,
                    // Only one column is taken by groups.
                    by: if args.len() == 1 { by } else { Vec::new() },
                    args,
                    filter: None,
                    across: None,
                    span: NOWHERE,
                }),
            inner.clone().prop_map(|arg| Expr::Call {
                function: Function::Abs,
                args: vec![arg],
                filter: None,
                by: Vec::new(),
                across: None,
                span: NOWHERE
            }),
            (prop::sample::select(&ACROSS[..]), inner).prop_map(|((function, across), arg)| {
                Expr::Call {
                    function,
                    args: vec![arg],
                    filter: None,
                    by: Vec::new(),
                    across: Some(across),
                    span: NOWHERE,
                }
            }),
        ]
    })
}

fn conditions() -> impl Strategy<Value = Expr> {
    let sign = prop_oneof![
        Just(Comparison::Equal),
        Just(Comparison::Unequal),
        Just(Comparison::Less),
        Just(Comparison::AtMost),
        Just(Comparison::Greater),
        Just(Comparison::AtLeast)
    ];
    let compare =
        (figures(), prop::collection::vec((sign, figures()), 1..3)).prop_map(|(first, rest)| {
            let rest = rest
                .into_iter()
                .map(|(sign, side)| (sign, NOWHERE, side))
                .collect();
            Expr::Compare {
                first: Box::new(first),
                rest,
            }
        });
    let includes = (figures(), figures()).prop_map(|(whole, parts)| Expr::Includes {
        whole: Box::new(whole),
        parts: Box::new(parts),
    });
    prop_oneof![3 => compare, 1 => includes].prop_recursive(3, 16, 3, |inner| {
        let several = prop::collection::vec(inner.clone(), 2..4);
        let otherwise = prop::option::of(inner.clone().prop_map(Box::new));
        prop_oneof![
            several.clone().prop_map(Expr::And),
            several.prop_map(Expr::Or),
            inner
                .clone()
                .prop_map(|inner| Expr::Not(Box::new(inner), NOWHERE)),
            (inner.clone(), inner, otherwise).prop_map(|(condition, then, otherwise)| Expr::If {
                condition: Box::new(condition),
                then: Box::new(then),
                otherwise,
                span: NOWHERE
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(256), ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_parser(text in ".{0,40}") {
        parses_without_harm(&text)?;
    }

    #[test]
    fn no_words_break_the_parser(
        words in prop::collection::vec(prop::sample::select(&WORDS[..]), 0..14),
        glue in prop_oneof![Just(" "), Just(""), Just("\n"), Just("\u{3000}")],
    ) {
        parses_without_harm(&words.join(glue))?;
    }

    #[test]
    fn what_is_printed_parses_to_the_same_tree(expr in conditions()) {
        prints_back(&expr)?;
    }
}
