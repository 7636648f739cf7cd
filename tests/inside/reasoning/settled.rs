//! Small reports that reasoning once gave up, or left a figure out of.

use super::{clashes, combined, keys, reasoned_over};
use std::collections::BTreeSet;

/// A configuration with a rule for each check.
fn rules(checks: &[&str]) -> String {
    let rule = |(number, check): (usize, &&str)| {
        format!("[[sections.t.rules]]\nname = \"r{number}\"\ncheck = \"{check}\"\n")
    };
    let rules: String = checks.iter().enumerate().map(rule).collect();
    format!("[sections.t]\n{rules}")
}

fn sets(sets: &[&[&str]]) -> BTreeSet<BTreeSet<String>> {
    let set = |keys: &&[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    sets.iter().map(set).collect()
}

/// What is suggested for one clash takes no suspect from the other, where
/// they share a figure.
#[test]
fn clashes_that_share_a_figure_keep_all_their_suspects() {
    let table = "key,value,unit\nall,12,件\nbase,8,件\nheld,5,件\nopen,0,件\nrate,63%,%\n";
    let outcome = reasoned_over(table, &rules(&["held = open + all", "rate = open / base"]));
    let expected: [&[&str]; 4] = [
        &["held", "open"],
        &["held", "rate"],
        &["all", "open"],
        &["all", "rate"],
    ];
    assert_eq!(combined(&clashes(&outcome)), sets(&expected));
}

/// Counts without an end beside a narrow rate: there are few cases of the
/// counts, though very many of their sums.
#[test]
fn counts_that_a_rate_ties_are_tried_by_themselves() {
    let table = "key,value,unit\na,20多,件\nb,1,件\nd,0,件\nrate,171%,%\n";
    let outcome = reasoned_over(table, &rules(&["d <= a", "b <= d", "rate = a / b"]));
    let told = outcome.reasoned.as_ref().expect("reasoned");
    assert!(told.gave_up.is_empty(), "{:?}", told.gave_up);
    // By hand: 171% of 14 and of 17 is near a whole number from 20 to 29
    // (23.94 and 29.07), of no other count.
    let found = combined(&clashes(&outcome));
    assert!(
        found.contains(&["b", "d"].map(str::to_owned).into()),
        "{found:?}"
    );
    assert!(
        found.contains(&["d", "rate"].map(str::to_owned).into()),
        "{found:?}"
    );
    let of_two = clashes(&outcome);
    let repairs = of_two.iter().flat_map(|clash| &clash.repairs);
    assert!(repairs.clone().all(|repair| keys(repair).contains("d")));
}

/// A check whose divisor may be zero says nothing beside others, and that is
/// told.
#[test]
fn a_divisor_that_may_be_zero_is_left_out_by_name() {
    let table = "key,value,unit\na,3,件\nb,≤5,件\nc,9,件\nrate,60%,%\n";
    let outcome = reasoned_over(table, &rules(&["rate = a / b", "c >= b + a", "c = 3 * a"]));
    let told = outcome.reasoned.as_ref().expect("reasoned");
    let left_out: Vec<&str> = told
        .left_out
        .iter()
        .map(|left| left.rule.name.as_str())
        .collect();
    assert_eq!(left_out, ["r0"]);
    assert_eq!(
        (outcome.tally.consistent, outcome.tally.not_checked),
        (3, 0)
    );
}
