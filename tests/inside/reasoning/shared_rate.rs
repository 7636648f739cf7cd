//! One rate in several rules, taken of figures that are open themselves: what is
//! suggested holds for one value of the rate, by trying every count.

use super::{clashes, reasoned_over};
use crate::finding::{Likeliest, Mending};
use crate::inside::support::often::often;
use num_rational::Ratio;
use proptest::prelude::*;
use std::collections::BTreeMap;

const KEYS: [&str; 4] = ["a", "b", "c", "d"];

/// Counts and one rate, by key.
type Prints = BTreeMap<&'static str, String>;

/// What each count may be, by its print.
fn values(print: &str) -> Option<Vec<i64>> {
    let number = |text: &str| text.parse::<i64>().ok();
    if let Some(tens) = print.strip_suffix("0多") {
        let first = 10 * number(tens)?;
        return Some((first..first + 10).collect());
    }
    Some(vec![number(print)?])
}

/// Whether some counts and one value of the rate fit; `None` where the prints
/// are none that are known here.
fn fits(prints: &Prints, rates: &[(usize, usize)], sum: bool) -> Option<bool> {
    let percent: i64 = prints["r"].strip_suffix('%')?.parse().ok()?;
    let counts: Option<Vec<Vec<i64>>> = KEYS.iter().map(|key| values(&prints[key])).collect();
    let counts = counts?;
    for &a in &counts[0] {
        for &b in &counts[1] {
            for &c in &counts[2] {
                for &d in &counts[3] {
                    let all = [a, b, c, d];
                    let rate = |(part, of): &(usize, usize)| {
                        (all[*of] > 0).then(|| Ratio::new(all[*part], all[*of]))
                    };
                    let Some(found) = rates.iter().map(rate).collect::<Option<Vec<_>>>() else {
                        continue;
                    };
                    let same = found.windows(2).all(|pair| pair[0] == pair[1]);
                    let near = |rate: &Ratio<i64>| {
                        let apart = rate * 200 - 2 * percent;
                        apart <= Ratio::from(1) && apart >= Ratio::from(-1)
                    };
                    let added = !sum || a + c == d;
                    if same && added && found.iter().all(near) {
                        return Some(true);
                    }
                }
            }
        }
    }
    Some(false)
}

fn table(prints: &Prints) -> String {
    let mut text = "key,value,unit\n".to_owned();
    for key in KEYS {
        text.push_str(&format!("{key},{},件\n", prints[key]));
    }
    text + &format!("r,{},\n", prints["r"])
}

fn configuration(rates: &[(usize, usize)], sum: bool) -> String {
    let mut text = "[sections.t]\n".to_owned();
    for (number, (part, of)) in rates.iter().enumerate() {
        let (part, of) = (KEYS[*part], KEYS[*of]);
        text.push_str(&format!(
            "[[sections.t.rules]]\nname = \"r{number}\"\ncheck = \"r = {part} / {of}\"\n"
        ));
    }
    if sum {
        text.push_str("[[sections.t.rules]]\nname = \"sum\"\ncheck = \"a + c = d\"\n");
    }
    text
}

fn count() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (1u32..30).prop_map(|count| count.to_string()),
        2 => (1u32..4).prop_map(|n| format!("{n}0多")),
    ]
}

fn with(prints: &Prints, mending: &Mending) -> Option<Prints> {
    let mut all = prints.clone();
    for change in &mending.changes {
        let key = change.mark.named_cell().key.clone()?;
        *all.get_mut(key.as_str())? = change.print.clone()?;
    }
    Some(all)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: often(150), max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn suggestions_hold_for_one_value_of_the_rate(
        counts in prop::collection::vec(count(), KEYS.len()),
        percent in 20u32..101,
        second in prop_oneof![Just((2usize, 3usize)), Just((2, 1)), Just((0, 3))],
        sum in any::<bool>(),
    ) {
        let rates = [(0, 1), second];
        let mut prints: Prints = KEYS.into_iter().zip(counts).collect();
        prints.insert("r", format!("{percent}%"));
        let outcome = reasoned_over(&table(&prints), &configuration(&rates, sum));
        let told = clashes(&outcome);
        let alone = outcome.findings.kept.iter().any(|one| one.clash.is_none());
        let [clash] = told.as_slice() else { return Ok(()) };
        if alone || clash.gave_up.is_some() {
            return Ok(());
        }
        // What is only listed beside others that are as good may be open.
        let sure = matches!(clash.verdict, Likeliest::Only | Likeliest::Slip | Likeliest::Evidence);
        for mending in clash.repairs.iter().take(if sure { 1 } else { usize::MAX }) {
            let Some(mended) = with(&prints, mending) else { continue };
            let Some(fits) = fits(&mended, &rates, sum) else { continue };
            prop_assert!(fits, "{:?}\n{}{}", mended, table(&prints), configuration(&rates, sum));
        }
    }
}
