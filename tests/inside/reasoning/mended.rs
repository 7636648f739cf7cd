//! What is said to make everything hold does: every suggestion for random small
//! reports is put in, and the report is checked again.

use super::{clashes, reasoned_over};
use crate::check::Outcome;
use crate::finding::{Change, Clash, Likeliest, Mending, SlipKind, WhyNot};
use crate::fix::plan;
use crate::inside::support::folder::Folder;
use crate::inside::support::often::often;
use crate::report::{Options, Report, configuration};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A small report: prints by key, and rules.
#[derive(Clone, Debug)]
struct Small {
    figures: Vec<(&'static str, String, &'static str)>,
    rules: Vec<(String, &'static str)>,
}

impl Small {
    fn table(&self) -> String {
        let mut text = "key,value,unit\n".to_owned();
        for (key, print, unit) in &self.figures {
            let _ = writeln!(text, "{key},{print},{unit}");
        }
        text
    }

    fn configuration(&self) -> String {
        let mut text = "[sections.t]\n".to_owned();
        for (number, (rule, rounding)) in self.rules.iter().enumerate() {
            let _ = writeln!(
                text,
                "[[sections.t.rules]]\nname = \"r{number}\"\ncheck = \"{rule}\"\n{rounding}"
            );
        }
        text
    }

    /// With other prints.
    fn with(&self, prints: &BTreeMap<String, String>) -> Small {
        let mut other = self.clone();
        for (key, print, _) in &mut other.figures {
            if let Some(new) = prints.get(*key) {
                print.clone_from(new);
            }
        }
        other
    }

    /// How many findings there are.
    fn fails(&self) -> u64 {
        self.outcome().findings.total()
    }

    fn outcome(&self) -> Outcome {
        reasoned_over(&self.table(), &self.configuration())
    }

    /// How many checks found no figure to divide by.
    fn divide_by_nothing(&self) -> usize {
        let not_checked = self.outcome().not_checked;
        let divided = not_checked
            .iter()
            .filter(|not| not.why == WhyNot::DivisionByZero);
        divided.count()
    }

    /// Whether some rule has two sides of which one is enough.
    fn has_conditions(&self) -> bool {
        let mut rules = self.rules.iter();
        rules.any(|(rule, _)| rule.contains("if ") || rule.contains(" or "))
    }
}

const KEYS: [&str; 5] = ["a", "b", "c", "d", "e"];

fn count() -> impl Strategy<Value = (String, &'static str)> {
    let exact = (0u32..60).prop_map(|count| count.to_string());
    let large = (60u32..1500).prop_map(|count| count.to_string());
    let hedged = (1u32..9).prop_map(|n| format!("不足{n}"));
    let about = (2u32..20).prop_map(|n| format!("约{n}"));
    let more = (1u32..5).prop_map(|n| format!("{n}0多"));
    let blank = Just(String::new());
    let zero = Just("0".to_owned());
    let print = prop_oneof![
        10 => exact, 4 => large, 1 => hedged, 1 => about, 1 => more, 1 => blank, 1 => zero
    ];
    (print, prop_oneof![3 => Just("件"), 1 => Just("")])
}

fn rate() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (0u32..130).prop_map(|n| format!("{n}%")),
        2 => (0u32..1300).prop_map(|n| format!("{}.{}%", n / 10, n % 10)),
        1 => Just(String::new()),
    ]
}

fn rule() -> impl Strategy<Value = (String, &'static str)> {
    let order = Just(KEYS.to_vec()).prop_shuffle();
    let rounding = prop_oneof![
        6 => Just(""),
        1 => Just("rounding = \"away\"\n"),
        1 => Just("rounding = \"truncate\"\n"),
    ];
    (order, 0u8..14, rounding).prop_map(|(n, kind, rounding)| {
        let (a, b, c, d) = (n[0], n[1], n[2], n[3]);
        let rule = match kind {
            0 | 1 => format!("{a} = {b} + {c}"),
            2 => format!("{a} + {b} = {c} + {d}"),
            3 => format!("{a} <= {b}"),
            4 | 5 => format!("r = {a} / {b}"),
            6 => format!("q = {a} / {b}"),
            7 => format!("r = {a} / ({a} + {b})"),
            8 => format!("{a} = {b} - {c} + {d}"),
            9 => format!("{a} + 1 = {b}"),
            10 => format!("{a} includes {b} + {c}"),
            11 => format!("if {a} = 0 then {b} = 0"),
            12 => format!("max({a}, {b}) <= {c}"),
            _ => format!("r = {a} / {b} or {c} <= {d}"),
        };
        (rule, rounding)
    })
}

fn small() -> impl Strategy<Value = Small> {
    let counts = prop::collection::vec(count(), KEYS.len());
    let rates = [rate(), rate()];
    let rules = prop::collection::vec(rule(), 2..5);
    (counts, rates, rules).prop_map(|(counts, [r, q], mut rules)| {
        let counts = KEYS.into_iter().zip(counts);
        let mut figures: Vec<_> = counts
            .map(|(key, (print, unit))| (key, print, unit))
            .collect();
        figures.push(("r", r, ""));
        figures.push(("q", q, ""));
        rules.sort();
        rules.dedup_by(|one, other| one.0 == other.0);
        Small { figures, rules }
    })
}

fn key(change: &Change) -> String {
    let key = change.mark.named_cell().key.clone();
    key.expect("a cell of a row")
}

/// The prints of a set, where all of them are settled.
fn prints(mending: &Mending) -> Option<BTreeMap<String, String>> {
    let prints = mending.changes.iter();
    prints
        .map(|change| Some((key(change), change.print.clone()?)))
        .collect()
}

/// What each clash suggests first, but one of them: all of that must be put in
/// for everything to hold.
fn beside(clashes: &[&Clash], but: usize) -> Option<BTreeMap<String, String>> {
    let mut all = BTreeMap::new();
    for (number, clash) in clashes.iter().enumerate() {
        if number != but {
            all.extend(prints(clash.repairs.first()?)?);
        }
    }
    Some(all)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: often(150), max_shrink_iters: 300, ..ProptestConfig::default() })]

    /// Each set of prints, and each slip of a single figure, leaves no finding
    /// where it is the only clash; where there are others, what is suggested
    /// first for those is put in beside the first.
    #[test]
    fn what_is_said_to_make_everything_hold_does(small in small()) {
        let outcome = reasoned_over(&small.table(), &small.configuration());
        let clashes = clashes(&outcome);
        // Findings without a clash stay as they are.
        let alone = outcome.findings.kept.iter().filter(|one| one.clash.is_none()).count();
        // Nor are clashes held together that only a condition ties.
        if alone > 0 || clashes.len() > 1 && small.has_conditions() {
            return Ok(());
        }
        for (number, clash) in clashes.iter().enumerate() {
            if matches!(clash.verdict, Likeliest::OnlyZero | Likeliest::NoRepair) || clash.gave_up.is_some() {
                return Ok(());
            }
            let Some(others) = beside(&clashes, number) else { continue };
            let sets = match clashes.len() {
                1 => &clash.repairs[..],
                _ => &clash.repairs[..1],
            };
            for mending in sets {
                if let Some(mut own) = prints(mending) {
                    own.extend(others.clone());
                    let mended = small.with(&own);
                    prop_assert_eq!(mended.fails(), 0, "{:?}\n{}{}", own, small.table(), small.configuration());
                }
                let [change] = mending.changes.as_slice() else { continue };
                for slip in change.slips.iter().filter(|_| clashes.len() == 1) {
                    let own = BTreeMap::from([(key(change), slip.print.clone())]);
                    let mended = small.with(&own);
                    prop_assert_eq!(mended.fails(), 0, "{:?} {:?}\n{}{}", own, slip.kind, small.table(), small.configuration());
                }
            }
        }
    }

    /// What `fix` writes is the only print in its notation that would do, and
    /// with all that it writes nothing fails of what it was to mend. A print by
    /// which a rate that is reported would be one of nothing does not do.
    #[test]
    fn fix_writes_nothing_that_has_two_answers(small in small()) {
        let folder = Folder::new();
        folder.file("2024/t.csv", small.table());
        folder.file("reportcheck.toml", small.configuration());
        let path = folder.path().join("2024");
        let config = configuration(&path, &Options::default()).config;
        let report = Report::open(&path, &config, &Options::default());
        let outcome = reasoned_over(&small.table(), &small.configuration());
        // Two figures that changed places are one answer.
        let all = clashes(&outcome);
        let changes = all.iter().flat_map(|clash| &clash.repairs).flat_map(|one| &one.changes);
        let mut slips = changes.flat_map(|change| &change.slips);
        if slips.any(|slip| matches!(slip.kind, SlipKind::Exchanged(_) | SlipKind::Shifted { .. })) {
            return Ok(());
        }
        let made = plan(&outcome.findings.kept, &report);
        let all: BTreeMap<String, String> = made
            .fixes()
            .iter()
            .map(|fix| (fix.cell.key.clone().expect("a row"), fix.print.clone()))
            .collect();
        if all.is_empty() || !made.without.is_empty() {
            return Ok(());
        }
        prop_assert_eq!(small.with(&all).fails(), 0, "{:?}\n{}{}", all, small.table(), small.configuration());
        for (key, print) in &all {
            for other in others(print) {
                let mut prints = all.clone();
                prints.insert(key.clone(), other.clone());
                let other_way = small.with(&prints);
                if other_way.divide_by_nothing() > small.divide_by_nothing() {
                    continue;
                }
                let fails = other_way.fails();
                prop_assert!(fails > 0, "{} {} or {}\n{}{}", key, print, other, small.table(), small.configuration());
            }
        }
    }
}

/// The prints next to a print.
fn others(print: &str) -> Vec<String> {
    let digits: String = print.chars().filter(char::is_ascii_digit).collect();
    let Ok(number) = digits.parse::<i64>() else {
        return Vec::new();
    };
    let near = [number - 1, number + 1]
        .into_iter()
        .filter(|near| *near >= 0);
    let point = print.contains('.');
    let plain = print
        .chars()
        .all(|c| c.is_ascii_digit() || ".%".contains(c));
    near.filter(|_| plain)
        .map(|near| {
            let number = match point {
                true => format!("{}.{}", near / 10, near % 10),
                false => near.to_string(),
            };
            format!("{number}{}", if print.ends_with('%') { "%" } else { "" })
        })
        .collect()
}
