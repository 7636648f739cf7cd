//! Figures that may be below zero beside counts that may not, hedged, blank
//! and withheld: what each rule says, what they say together, and what they
//! leave each figure, against elimination (Fourier and Motzkin).

use crate::cell::CellName;
use crate::check::{CheckOptions, Outcome, check};
use crate::figure::exact::{half, int};
use crate::figure::{End, Range, Rat};
use crate::finding::Detail;
use crate::inside::support::folder::Folder;
use crate::inside::support::often::often;
use crate::reason;
use crate::report::{Options, Report, configuration};
use crate::solve::decision::Decision;
use crate::solve::formula::{Atom, Relation};
use crate::solve::polynomial::Poly;
use crate::solve::ranges::Ranges;
use crate::solve::tests::fourier_motzkin;
use num_traits::One;
use proptest::prelude::*;

/// What a cell prints.
#[derive(Clone, Copy, Debug)]
enum Print {
    Exactly(i64),
    Below(i64),
    AtMost(i64),
    Above(i64),
    AtLeast(i64),
    About(i64),
    Blank,
    Withheld,
}

/// A cell, and whether it counts things.
#[derive(Clone, Copy, Debug)]
struct Cell {
    print: Print,
    counts: bool,
}

/// A rule over cells by number.
#[derive(Clone, Copy, Debug)]
enum Rule {
    /// `a = b + c`
    Sum(usize, usize, usize),
    /// `a = b - c`
    Difference(usize, usize, usize),
    /// `a <= b`
    AtMost(usize, usize),
    /// `a = 2 * b`
    Twice(usize, usize),
    /// `a >= -1`
    Least(usize),
    /// `a = b`
    Same(usize, usize),
}

#[derive(Clone, Debug)]
struct Case {
    cells: Vec<Cell>,
    rules: Vec<Rule>,
}

const KEYS: [&str; 4] = ["a", "b", "c", "d"];

impl Print {
    fn text(self) -> String {
        match self {
            Print::Exactly(n) => n.to_string(),
            Print::Below(n) => format!("<{n}"),
            Print::AtMost(n) => format!("≤{n}"),
            Print::Above(n) => format!("more than {n}"),
            Print::AtLeast(n) => format!("{n}以上"),
            Print::About(n) => format!("约{n}"),
            Print::Blank => String::new(),
            Print::Withheld => "*".to_owned(),
        }
    }

    /// The values that may be printed so, of either sign.
    fn range(self) -> Range {
        let (closed, open) = (|n| End::Closed(int(n)), |n| End::Open(int(n)));
        let (lo, hi) = match self {
            Print::Exactly(n) => (closed(n), closed(n)),
            Print::Below(n) => (End::Free, open(n)),
            Print::AtMost(n) => (End::Free, closed(n)),
            Print::Above(n) => (open(n), End::Free),
            Print::AtLeast(n) => (closed(n), End::Free),
            Print::About(n) => {
                let around = half(&Rat::one());
                let (lo, hi) = (int(n) - &around, int(n) + &around);
                (End::Closed(lo), End::Closed(hi))
            }
            Print::Blank | Print::Withheld => (End::Free, End::Free),
        };
        Range::between(lo, hi)
    }

    fn is_negative(self) -> bool {
        matches!(self, Print::Exactly(n) if n < 0)
    }

    fn is_hidden(self) -> bool {
        matches!(self, Print::Blank | Print::Withheld)
    }
}

impl Rule {
    fn check(self) -> String {
        let name = |at: usize| KEYS[at];
        match self {
            Rule::Sum(a, b, c) => format!("{} = {} + {}", name(a), name(b), name(c)),
            Rule::Difference(a, b, c) => format!("{} = {} - {}", name(a), name(b), name(c)),
            Rule::AtMost(a, b) => format!("{} <= {}", name(a), name(b)),
            Rule::Twice(a, b) => format!("{} = 2 * {}", name(a), name(b)),
            Rule::Least(a) => format!("{} >= -1", name(a)),
            Rule::Same(a, b) => format!("{} = {}", name(a), name(b)),
        }
    }

    fn atom(self) -> Atom {
        let var = |at: usize| Poly::var(u32::try_from(at).expect("few"));
        let (poly, relation) = match self {
            Rule::Sum(a, b, c) => (var(a).minus(&var(b)).minus(&var(c)), Relation::Zero),
            Rule::Difference(a, b, c) => {
                let mut poly = var(a).minus(&var(b));
                poly.add_scaled(&var(c), &Rat::one());
                (poly, Relation::Zero)
            }
            Rule::AtMost(a, b) => (var(a).minus(&var(b)), Relation::NotPositive),
            Rule::Twice(a, b) => (var(a).minus(&var(b).scaled(&int(2))), Relation::Zero),
            Rule::Least(a) => (
                Poly::constant(int(-1)).minus(&var(a)),
                Relation::NotPositive,
            ),
            Rule::Same(a, b) => (var(a).minus(&var(b)), Relation::Zero),
        };
        Atom { poly, relation }
    }

    fn names(self) -> Vec<usize> {
        match self {
            Rule::Sum(a, b, c) | Rule::Difference(a, b, c) => vec![a, b, c],
            Rule::AtMost(a, b) | Rule::Twice(a, b) | Rule::Same(a, b) => vec![a, b],
            Rule::Least(a) => vec![a],
        }
    }
}

impl Case {
    /// What each cell may be: a count is a whole number, and not below zero
    /// unless some count of the table is.
    fn ranges(&self) -> Ranges {
        let mut counts = self.cells.iter().filter(|cell| cell.counts);
        let signed = counts.any(|cell| cell.print.is_negative());
        let mut ranges = Ranges::default();
        for cell in &self.cells {
            let mut range = cell.print.range();
            range.whole = cell.counts;
            if cell.counts && !signed {
                range = range.meet(&Range::between(End::Closed(int(0)), End::Free));
            }
            ranges.push(range);
        }
        ranges
    }

    /// The same, where nothing is known of one cell but what it counts.
    fn without(&self, at: usize) -> Ranges {
        let mut other = self.clone();
        // What its print says of the table stays.
        let own = other.cells[at];
        other.cells[at].print = match own.print.is_negative() {
            true => own.print,
            false => Print::Blank,
        };
        let ranges = other.ranges();
        let var = u32::try_from(at).expect("few");
        match own.print.is_negative() {
            true => ranges.with(var, Range::everything(own.counts)),
            false => ranges,
        }
    }

    fn fits(rules: impl IntoIterator<Item = Rule>, ranges: &Ranges) -> Option<bool> {
        let atoms: Vec<Atom> = rules.into_iter().map(Rule::atom).collect();
        match fourier_motzkin::decide(&atoms, ranges) {
            Decision::Yes => Some(true),
            Decision::No => Some(false),
            Decision::GaveUp => None,
        }
    }

    /// The rules that have to do with a cell, by way of other rules too.
    fn tied_to(&self, at: usize) -> Vec<Rule> {
        let mut cells = vec![at];
        let mut rules: Vec<usize> = Vec::new();
        for _ in &self.rules {
            for (number, rule) in self.rules.iter().enumerate() {
                let names = rule.names();
                if !rules.contains(&number) && names.iter().any(|name| cells.contains(name)) {
                    rules.push(number);
                    cells.extend(names);
                }
            }
        }
        rules.into_iter().map(|number| self.rules[number]).collect()
    }

    fn table(&self) -> String {
        let mut text = "key,value,unit\n".to_owned();
        for (key, cell) in KEYS.iter().zip(&self.cells) {
            let unit = if cell.counts { "件" } else { "" };
            text.push_str(&format!("{key},{},{unit}\n", cell.print.text()));
        }
        text
    }

    fn configuration(&self) -> String {
        let mut text = "[sections.t]\n".to_owned();
        for (number, rule) in self.rules.iter().enumerate() {
            let check = rule.check();
            text.push_str(&format!(
                "[[sections.t.rules]]\nname = \"r{number}\"\ncheck = \"{check}\"\n"
            ));
        }
        text
    }

    fn with_report<T>(
        &self,
        ask: impl FnOnce(&mut Report, &crate::rule::Config, &CheckOptions) -> T,
    ) -> T {
        let folder = Folder::new();
        folder.file("2024/t.csv", self.table());
        folder.file("reportcheck.toml", self.configuration());
        let path = folder.path().join("2024");
        let read = Options::default();
        let loaded = configuration(&path, &read);
        assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
        let mut report = Report::open(&path, &loaded.config, &read);
        let options = CheckOptions {
            keep: usize::MAX,
            read,
            ..CheckOptions::default()
        };
        ask(&mut report, &loaded.config, &options)
    }

    /// What the rules leave a cell.
    fn implied(&self, at: usize) -> Option<crate::finding::Implied> {
        let name = CellName {
            section: "t".to_owned(),
            key: Some(KEYS[at].to_owned()),
            column: None,
        };
        self.with_report(|report, config, options| reason::implied(report, config, options, &name))
    }

    fn outcome(
        &self,
        ask: fn(&mut Report, &crate::rule::Config, &CheckOptions) -> Outcome,
    ) -> Outcome {
        self.with_report(ask)
    }
}

fn cell() -> impl Strategy<Value = Cell> {
    let exact = (-4i64..12).prop_map(Print::Exactly);
    let open = prop_oneof![
        (1i64..9).prop_map(Print::Below),
        (0i64..9).prop_map(Print::AtMost),
        (0i64..9).prop_map(Print::Above),
        (0i64..9).prop_map(Print::AtLeast),
        (1i64..9).prop_map(Print::About),
        Just(Print::Blank),
        Just(Print::Withheld),
    ];
    let print = prop_oneof![exact, open];
    (print, any::<bool>()).prop_map(|(print, counts)| Cell { print, counts })
}

fn rule() -> impl Strategy<Value = Rule> {
    let order = Just(vec![0usize, 1, 2, 3]).prop_shuffle();
    (order, 0u8..7).prop_map(|(n, kind)| match kind {
        0 | 1 => Rule::Sum(n[0], n[1], n[2]),
        2 => Rule::Difference(n[0], n[1], n[2]),
        3 => Rule::AtMost(n[0], n[1]),
        4 => Rule::Twice(n[0], n[1]),
        5 => Rule::Least(n[0]),
        _ => Rule::Same(n[0], n[1]),
    })
}

fn case() -> impl Strategy<Value = Case> {
    let cells = prop::collection::vec(cell(), 4);
    let rules = prop::collection::vec(rule(), 1..4);
    (cells, rules).prop_map(|(cells, rules)| Case { cells, rules })
}

/// As far from zero what is open to one side must be possible somewhere.
const FAR: i64 = 20;

/// Values at which ranges are compared.
fn probes() -> impl Iterator<Item = Rat> {
    (-80i64..=80).map(|n| half(&int(n)))
}

/// What is whatever two counts differ by is a whole number, whether or not it
/// counts anything itself.
#[test]
fn what_counts_make_up_goes_by_whole_numbers() {
    let cell = |print, counts| Cell { print, counts };
    let case = |c| Case {
        cells: vec![
            cell(Print::Blank, true),
            cell(Print::Blank, false),
            cell(c, false),
            cell(Print::Blank, true),
        ],
        rules: vec![Rule::AtMost(2, 1), Rule::Sum(0, 3, 1)],
    };
    let left = |case: &Case| case.implied(1).and_then(|told| told.implied);
    let from = |least| Some(Range::between(End::Closed(int(least)), End::Free));
    assert_eq!(left(&case(Print::Above(0))), from(1));
    assert_eq!(left(&case(Print::AtLeast(3))), from(3));
    let halves = Case {
        rules: vec![Rule::AtMost(2, 1), Rule::Twice(0, 1)],
        ..case(Print::Above(0))
    };
    let half = Range::between(End::Closed(half(&int(1))), End::Free);
    assert_eq!(left(&halves), Some(half));
}

/// Whether what the rules leave a figure is what elimination leaves it.
fn leaves_what_fits(case: &Case, at: usize) -> Result<(), TestCaseError> {
    let Some(implied) = case.implied(at) else {
        prop_assert!(
            !case.rules.iter().any(|rule| rule.names().contains(&at)),
            "{case:?}"
        );
        return Ok(());
    };
    prop_assume!(implied.gave_up.is_none());
    let (ranges, var) = (case.without(at), u32::try_from(at).expect("few"));
    let rules = case.tied_to(at);
    let mut fitting = Vec::new();
    for probe in probes() {
        let only = ranges.range(var).meet(&Range::exact(probe.clone()));
        if only.is_empty() {
            continue;
        }
        let there = ranges.with(var, Range::exact(probe.clone()));
        let Some(fits) = Case::fits(rules.iter().copied(), &there) else {
            return Ok(());
        };
        if fits {
            fitting.push(probe);
        }
    }
    let Some(left) = &implied.implied else {
        prop_assert!(
            fitting.is_empty(),
            "nothing is left of {fitting:?}\n{}{}",
            case.table(),
            case.configuration()
        );
        return Ok(());
    };
    let told = || {
        format!(
            "{} of {left:?}\n{}{}",
            KEYS[at],
            case.table(),
            case.configuration()
        )
    };
    for probe in &fitting {
        prop_assert!(left.contains(probe), "{probe} fits, {}", told());
    }
    // No more is told than is needed: what fits comes as near to each end as
    // can be. Between the ends whole numbers may leave gaps.
    let fits = |value: Rat| {
        let there = ranges.with(var, Range::exact(value));
        Case::fits(rules.iter().copied(), &there)
    };
    for (end, inward) in [(&left.lo, 1), (&left.hi, -1)] {
        let near = match end {
            End::Closed(value) => fits(value.clone()) != Some(false),
            End::Open(value) => (1..6).any(|times| {
                let step = Rat::new(inward.into(), (1 << times).into());
                fits(value + &step) != Some(false)
            }),
            End::Free => fitting.iter().any(|probe| probe * int(-inward) > int(FAR)),
        };
        prop_assert!(near, "nothing fits at {end:?}, {}", told());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: often(250), max_shrink_iters: 300, ..ProptestConfig::default() })]

    /// What the rules leave a figure is what elimination leaves it.
    #[test]
    fn what_is_left_to_a_figure_is_what_fits(case in case(), at in 0usize..4) {
        leaves_what_fits(&case, at)?;
    }

    /// The same where two sums share figures, of which few cases are drawn.
    #[test]
    fn what_two_sums_leave_a_figure_is_what_fits(cells in prop::collection::vec(cell(), 4), at in 0usize..4) {
        let rules = vec![Rule::Sum(2, 0, 1), Rule::Sum(3, 2, 0)];
        leaves_what_fits(&Case { cells, rules }, at)?;
    }

    /// Each rule by itself fails exactly where no values fit the prints.
    #[test]
    fn each_rule_fails_where_nothing_fits(case in case()) {
        let ranges = case.ranges();
        let outcome = case.outcome(check);
        for (number, rule) in case.rules.iter().enumerate() {
            let Some(fits) = Case::fits([*rule], &ranges) else { continue };
            let tally = outcome.rules.iter().find(|tally| tally.name == format!("r{number}"));
            let failed = tally.is_some_and(|tally| tally.tally.inconsistent > 0);
            prop_assert_eq!(failed, !fits, "r{}\n{}{}", number, case.table(), case.configuration());
            let open = rule.names().iter().any(|at| case.cells[*at].print.is_hidden());
            let told = tally.is_some_and(|tally| tally.tally.not_checked > 0);
            prop_assert!(!told || open, "r{}\n{}{}", number, case.table(), case.configuration());
        }
    }

    /// Together they clash exactly where no values fit all of them, and those
    /// that are named cannot hold together.
    #[test]
    fn rules_clash_where_nothing_fits_them_all(case in case()) {
        let ranges = case.ranges();
        let Some(fits) = Case::fits(case.rules.iter().copied(), &ranges) else { return Ok(()) };
        let outcome = case.outcome(reason::check);
        let told = outcome.reasoned.as_ref().expect("reasoned");
        prop_assume!(told.gave_up.is_empty());
        prop_assert_eq!(outcome.findings.total() == 0, fits, "{}{}", case.table(), case.configuration());
        for finding in &outcome.findings.kept {
            let (Detail::Joint, Some(clash)) = (&finding.detail, &finding.clash) else { continue };
            let names = |number: usize| {
                let name = format!("r{number}");
                clash.checks.iter().any(|check| check.rule.name == name)
            };
            let named = case.rules.iter().enumerate().filter(|(number, _)| names(*number));
            let together = Case::fits(named.map(|(_, rule)| *rule), &ranges);
            prop_assert!(together != Some(true), "named rules fit\n{}{}", case.table(), case.configuration());
            // Nor could any of them be left out of the clash.
            let named: Vec<usize> = (0..case.rules.len()).filter(|number| names(*number)).collect();
            for without in &named {
                let others = named.iter().filter(|number| *number != without);
                let fits = Case::fits(others.map(|number| case.rules[*number]), &ranges);
                prop_assert!(fits != Some(false), "r{} is not needed\n{}{}", without, case.table(), case.configuration());
            }
        }
        for deduced in &told.deduced {
            let key = deduced.mark.named_cell().key.clone().expect("a row");
            let at = KEYS.iter().position(|known| **known == key).expect("a cell");
            let var = u32::try_from(at).expect("few");
            let value = deduced.value.clone();
            let own = ranges.range(var);
            let beside = [
                own.meet(&Range::between(End::Free, End::Open(value.clone()))),
                own.meet(&Range::between(End::Open(value.clone()), End::Free)),
            ];
            prop_assert!(own.contains(&value), "{} = {}", key, value);
            for other in beside.into_iter().filter(|other| !other.is_empty()) {
                let fits = Case::fits(case.rules.iter().copied(), &ranges.with(var, other));
                prop_assert!(fits != Some(true), "{} is not only {}\n{}{}", key, value, case.table(), case.configuration());
            }
        }
    }
}
