//! A rule with severities by the size of the difference, held against a rule with
//! each of its tolerances.

use super::panels::run;
use crate::inside::support::often::often;
use crate::rule::Severity;
use proptest::prelude::*;

const CHECKS: [&str; 6] = [
    "x = y",
    "x <= y",
    "x = 10 * y",
    "y > x - 2",
    "x / y <= 150%",
    "x = sum(y)",
];
const PRINTS: [&str; 8] = ["1", "2.0", "约5", "7", "12", "20余", "<3", "-4"];
const BOUNDS: [(&str, [&str; 3]); 2] = [
    ("absolute", ["0", "1.5", "6"]),
    ("relative", ["\"5%\"", "\"40%\"", "\"100%\""]),
];

fn rule(check: &str, settings: &str) -> String {
    format!("[[sections.t.rules]]\nname = \"r\"\ncheck = '{check}'\n{settings}\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(64), ..ProptestConfig::default() })]

    /// Each failure has the gravest severity whose bound it lies beyond.
    #[test]
    fn severities_by_size_are_those_of_rules_one_by_one(
        figures in prop::collection::vec((0..PRINTS.len(), 0..PRINTS.len()), 1..6),
        check in prop::sample::select(&CHECKS[..]),
        (kind, bounds) in prop::sample::select(&BOUNDS[..]),
        stream_from in prop::sample::select(&[None, Some(0)][..]),
    ) {
        let mut table = "key,x,y\n".to_owned();
        for (at, (x, y)) in figures.iter().enumerate() {
            table += &format!("k{at},{},{}\n", PRINTS[*x], PRINTS[*y]);
        }
        let other = "key,x,y\nz,1,1\n";
        let tried = |settings: &str| run([[other, other], [&table, other]], &rule(check, settings), stream_from);
        let fails = bounds.map(|bound| {
            let alone = tried(&format!("tolerance = {{ {kind} = {bound} }}"));
            alone.tally.inconsistent
        });
        let level = |at: usize| format!("{{ {kind} = {} }}", bounds[at]);
        let leveled = tried(&format!("severity = {{ note = {}, error = {}, warning = {} }}", level(0), level(2), level(1)));
        prop_assert!(leveled.errors.is_empty(), "{:?}", leveled.errors);
        prop_assert_eq!(leveled.tally.inconsistent, fails[0]);
        // What is found in the table itself stands beside.
        let beside = tried("tolerance = { absolute = 1000000 }");
        let found = |severity| leveled.findings.count(severity) - beside.findings.count(severity);
        let expected = [fails[2], fails[1] - fails[2], fails[0] - fails[1]];
        let severities = [Severity::Error, Severity::Warning, Severity::Note];
        prop_assert_eq!(severities.map(found), expected, "{} {:?}\n{}", check, bounds, table);
    }
}
