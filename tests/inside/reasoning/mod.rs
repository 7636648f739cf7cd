//! Reasoning over whole reports against brute force: small reports of counts,
//! hedged counts and rates under random rules, every value tried.

mod budget;
mod force;
mod mended;
mod population;
mod replay;
mod settled;
mod shared_rate;
mod signed;
mod small;

use self::force::{Case, DOMAIN, Rule, case, case_with_conditions};
use crate::check::{CheckOptions, Outcome};
use crate::finding::{Clash, Mending};
use crate::inside::support::folder::Folder;
use crate::inside::support::often::often;
use crate::reason;
use crate::report::{Options, Report, configuration};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What reasoning says of a report.
fn reasoned(case: &Case) -> Outcome {
    reasoned_over(&case.table(), &case.configuration())
}

/// What reasoning says of a table under a configuration.
fn reasoned_over(table: &str, configured: &str) -> Outcome {
    reasoned_seeing(table, configured, |_| {})
}

/// The same, once the report was seen as it was read.
fn reasoned_seeing(table: &str, configured: &str, seen: impl FnOnce(&Report)) -> Outcome {
    let folder = Folder::new();
    folder.file("2024/t.csv", table);
    folder.file("reportcheck.toml", configured);
    let path = folder.path().join("2024");
    let read = Options::default();
    let loaded = configuration(&path, &read);
    assert!(loaded.errors.is_empty(), "{:?}", loaded.errors);
    let mut report = Report::open(&path, &loaded.config, &read);
    seen(&report);
    let options = CheckOptions {
        keep: usize::MAX,
        read,
        ..CheckOptions::default()
    };
    let outcome = reason::check(&mut report, &loaded.config, &options);
    assert!(outcome.errors.is_empty(), "{:?}", outcome.errors);
    outcome
}

fn clashes(outcome: &Outcome) -> Vec<&Clash> {
    let findings = outcome.findings.kept.iter();
    findings
        .filter_map(|finding| finding.clash.as_deref())
        .collect()
}

fn keys(mending: &Mending) -> BTreeSet<String> {
    let keys = mending
        .changes
        .iter()
        .map(|change| change.mark.named_cell().key.clone());
    keys.map(|key| key.expect("a cell of a row")).collect()
}

/// One set of each clash, in every combination.
fn combined(clashes: &[&Clash]) -> BTreeSet<BTreeSet<String>> {
    let mut sets = BTreeSet::from([BTreeSet::new()]);
    for clash in clashes {
        let own = clash.repairs.iter().filter(|mending| !mending.moved);
        let own: Vec<BTreeSet<String>> = own.map(keys).collect();
        let with = |set: &BTreeSet<String>| -> Vec<BTreeSet<String>> {
            own.iter()
                .map(|own| set.union(own).cloned().collect())
                .collect()
        };
        sets = sets.iter().flat_map(with).collect();
    }
    sets
}

/// Whether a finding stands by itself beside one that figures which changed
/// places would mend: what mends it hangs on whether they did, and least sets
/// do not tell of places.
fn hangs_on_a_move(outcome: &Outcome) -> bool {
    let findings = &outcome.findings.kept;
    let by_itself = findings.iter().any(|finding| finding.clash.is_none());
    let mut clashes = clashes(outcome).into_iter();
    by_itself && clashes.any(|clash| clash.repairs.iter().any(|mending| mending.moved))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: often(300), max_shrink_iters: 400, ..ProptestConfig::default() })]

    /// A finding is there exactly where no values fit all prints and rules,
    /// and the least sets of figures to change are all found, and no others.
    #[test]
    fn findings_and_least_sets_are_those_of_brute_force(case in case()) {
        let outcome = reasoned(&case);
        let told = outcome.reasoned.as_ref().expect("reasoned");
        prop_assert!(told.left_out.is_empty(), "{:?}", told);
        let feasible = case.fits(&BTreeSet::new());
        // One case in thousands has more whole numbers to try than the stated
        // limit: then what is told must still be true.
        if !told.gave_up.is_empty() {
            prop_assert!(outcome.findings.total() == 0 || !feasible, "{}", case);
            return Ok(());
        }
        prop_assert_eq!(outcome.findings.total() == 0, feasible, "{}", case);
        let clashes = clashes(&outcome);
        if feasible {
            return Ok(());
        }
        let Some(least) = case.least_sets() else { return Ok(()) };
        if hangs_on_a_move(&outcome) {
            for told in combined(&clashes) {
                prop_assert!(least.iter().any(|least| told.is_subset(least)), "{}", case);
            }
            return Ok(());
        }
        prop_assert!(!clashes.is_empty() && clashes.iter().all(|clash| !clash.more));
        prop_assert_eq!(combined(&clashes), least, "{}", case);
    }

    /// The same with conditions (`if`, `or`, `!=`), so far as prints settle which side
    /// of each must hold; where they do not, what is told is still true.
    #[test]
    fn conditions_are_told_as_brute_force_tells_them(case in case_with_conditions()) {
        let outcome = reasoned(&case);
        let told = outcome.reasoned.as_ref().expect("reasoned");
        let feasible = case.fits(&BTreeSet::new());
        let whole = told.left_out.is_empty() && told.gave_up.is_empty();
        prop_assert!(outcome.findings.total() == 0 || !feasible, "{}", case);
        if whole {
            prop_assert_eq!(outcome.findings.total() == 0, feasible, "{}", case);
        }
        if feasible || hangs_on_a_move(&outcome) {
            return Ok(());
        }
        let clashes = clashes(&outcome);
        // Slips of the sign, and figures that changed places, are beside the least sets;
        // rates may leave counts no values but ones far beyond what is tried.
        if let ([clash], true) = (clashes.as_slice(), case.rates.is_empty()) {
            let plain = clash.repairs.iter().filter(|repair| !repair.moved);
            for repair in plain.filter(|_| !clash.beside && clash.gave_up.is_none()) {
                prop_assert!(case.fits(&keys(repair)), "{:?} of\n{}", keys(repair), case);
            }
        }
        let Some(least) = case.least_sets() else { return Ok(()) };
        // Where two sides hold as printed, changes of several clashes may undo both.
        if whole && clashes.len() == 1 && clashes.iter().all(|clash| !clash.more) {
            for told in combined(&clashes) {
                prop_assert!(least.contains(&told), "{:?} of\n{}", told, case);
            }
        }
    }

    /// Where one change is enough, its range is that of the values that fit.
    #[test]
    fn ranges_of_single_changes_are_exact(case in case()) {
        let outcome = reasoned(&case);
        let clashes = clashes(&outcome);
        let [clash] = clashes.as_slice() else { return Ok(()) };
        if hangs_on_a_move(&outcome) {
            return Ok(());
        }
        for mending in clash.repairs.iter().filter(|mending| !mending.moved) {
            let [change] = mending.changes.as_slice() else { continue };
            let key = change.mark.named_cell().key.as_deref().expect("a row");
            let Some(values) = case.values_of(key) else { continue };
            let inside: Vec<bool> = (0..DOMAIN).map(|value| {
                change.range.contains(&crate::figure::Rat::from_integer(value.into()))
            }).collect();
            for value in 0..DOMAIN {
                // A range is from the least value to the greatest.
                let within = values.first() <= Some(&value) && Some(&value) <= values.last();
                prop_assert_eq!(inside[value as usize], within, "{} {}\n{}", key, value, case);
            }
        }
    }

    /// What is suggested mends everything.
    #[test]
    fn a_suggestion_leaves_no_finding(case in case()) {
        let outcome = reasoned(&case);
        let clashes = clashes(&outcome);
        let mut mended = case.clone();
        let mut known = BTreeSet::new();
        for clash in &clashes {
            let Some(first) = clash.repairs.first() else { return Ok(()) };
            for change in &first.changes {
                let Some(print) = &change.print else { return Ok(()) };
                let key = change.mark.named_cell().key.clone().expect("a row");
                // Two moves may want the same cell.
                prop_assume!(known.insert(key.clone()));
                mended.reprint(&key, print);
            }
        }
        if !clashes.is_empty() && !hangs_on_a_move(&outcome) {
            let after = reasoned(&mended);
            prop_assert_eq!(after.findings.total(), 0, "{}\nmended\n{}", case, mended);
        }
    }

    /// A blank figure is deduced exactly where one value fits.
    #[test]
    fn what_is_deduced_is_the_only_value(case in case(), at in 0usize..4) {
        let blank = case.blanked(at);
        if !blank.fits(&BTreeSet::new()) {
            return Ok(());
        }
        let outcome = reasoned(&blank);
        let told = outcome.reasoned.expect("reasoned");
        prop_assert!(told.gave_up.is_empty());
        let key = &blank.counts[at].0;
        let named = blank.rules.iter().any(|rule| rule.names(at));
        let divides = blank.rules.iter().any(|rule| matches!(rule, Rule::Rate(_, _, over) if *over == at));
        let values = blank.values_of(key);
        let deduced = told.deduced.iter().find(|deduced| deduced.mark.named_cell().key.as_ref() == Some(key));
        // A rate of a blank figure is not checked, so it says nothing of it.
        if !named || divides {
            return Ok(());
        }
        let Some(values) = values else { return Ok(()) };
        match (deduced, Some(values.as_slice())) {
            (Some(deduced), Some([only])) => prop_assert_eq!(&deduced.value, &crate::figure::Rat::from_integer((*only).into())),
            (None, Some([_])) => prop_assert!(false, "not deduced: {}\n{}", key, blank),
            (Some(deduced), _) => prop_assert!(false, "deduced {}: {}", deduced.print, blank),
            (None, _) => {}
        }
    }
}
