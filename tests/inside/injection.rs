//! The reports of the injection benchmark, one of each shape: undamaged,
//! nothing is found; damaged so that the rules cannot all hold, something is.

#[allow(dead_code, reason = "the benchmark uses all of it")]
#[path = "../support/injection/mod.rs"]
pub(super) mod reports;

use reports::judge::{Bench, Change, Clash, Set, Told, Verdict};
use reports::models::Model;
use reports::oracle::{Fewest, Oracle};
use reports::random::Random;
use reports::slips::{Changes, Slip};
use reports::system::{Answer, System, exact};
use std::collections::BTreeSet;
use std::path::Path;

/// All reports and slips follow from it.
const SEED: u64 = 7;

/// Checks a report undamaged and with each slip, and says for how many slips
/// it had a place.
fn each_slip(model: &Model, random: &mut Random) -> usize {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bench = Bench::new(model, folder.path(), 0).expect("a report written");
    let judged = |changes: &Changes| -> Verdict {
        let verdict = bench.judge(model, changes).expect("a report written");
        let known = verdict.detectable.expect("a report that can be told");
        let shown = (&model.name, changes, &verdict.failures);
        assert_eq!(verdict.detected, known, "{shown:?}");
        let of_rules = |kind: &str| kind.starts_with("other checks") || kind == "not read";
        let fails = verdict.failures.iter().any(|(kind, _)| of_rules(kind));
        assert!(!fails, "{shown:?}");
        verdict
    };
    assert_eq!(judged(&Changes::new()).detectable, Some(false));
    let mut made = 0;
    for (slip, _) in Slip::ALL {
        if let Some(changes) = slip.make(model, &BTreeSet::new(), random) {
            judged(&changes);
            made += 1;
        }
    }
    made
}

#[test]
fn slips_in_a_two_way_table_are_found() {
    let mut random = Random::new(SEED, &[0]);
    let model = reports::grids::two_way(4, 5, &mut random);
    assert_eq!(model.own().len(), 30);
    assert_eq!(each_slip(&model, &mut random), 13);
}

#[test]
fn slips_in_a_request_flow_are_found() {
    let mut random = Random::new(SEED, &[1]);
    let model = reports::grids::flow(&mut random);
    assert_eq!(model.own().len(), 168);
    assert_eq!(each_slip(&model, &mut random), 14);
}

#[test]
fn slips_in_a_city_report_are_found() {
    let mut random = Random::new(SEED, &[2]);
    let model = reports::city::city(3, true, &mut random);
    assert_eq!(model.own().len(), 63);
    assert_eq!(each_slip(&model, &mut random), 19);
}

/// The visits of the report of a city, as they are printed.
const VISITS: [(&str, &str); 5] = [
    ("visits.total", "5.2万"),
    ("visits.website", "3.14万"),
    ("visits.wechat", "1.1万"),
    ("visits.other", "9000"),
    ("overview.wechat", "1.06万"),
];

#[test]
fn the_benchmark_sees_what_no_rule_fails_by_itself() {
    let model = reports::city::city(3, true, &mut Random::new(SEED, &[2]));
    let with = |wechat: &str| {
        let mut prints = model.prints();
        for (name, print) in VISITS {
            prints[model.at(name)] = print.to_owned();
        }
        prints[model.at("overview.wechat")] = wechat.to_owned();
        let oracle = Oracle::new(&model, &prints);
        let fewest = oracle.fewest(&BTreeSet::from([model.at("visits.total")]), 1_000);
        let alone: u64 = oracle.broken().values().sum();
        (alone, oracle.consistent(), fewest.map(|fewest| fewest.only))
    };
    // 3.145 + 1.065 + 0.9 is less than 5.15.
    assert_eq!(with("1.06万"), (0, Answer::No, Some(Some(false))));
    assert_eq!(with("1.12万").1, Answer::Yes);
    assert_eq!(with("1.16万").0, 1);
}

#[test]
fn whole_numbers_are_found_where_there_are_any() {
    let mut random = Random::new(SEED, &[3]);
    let mut hold = 0;
    for _ in 0..400 {
        let mut system = System::default();
        let most = 4;
        for _ in 0..3 {
            system.variable(Some(exact(0)), Some(exact(most)), true);
        }
        let rows: Vec<([i64; 3], i64)> = (0..2)
            .map(|_| {
                (
                    [0; 3].map(|_| random.between(0, 9) - 4),
                    random.between(0, 9) - 4,
                )
            })
            .collect();
        for (factors, sum) in &rows {
            let terms = factors.iter().map(|factor| exact(i128::from(*factor)));
            let sum = exact(i128::from(*sum));
            system.ask(
                terms.enumerate().collect(),
                Some(sum.clone()),
                Some(sum + exact(1)),
            );
        }
        let kept = |a: i64, b: i64, c: i64| {
            rows.iter()
                .all(|([x, y, z], sum)| (0..2).contains(&(x * a + y * b + z * c - sum)))
        };
        let ends = 0..=4;
        let any = ends
            .clone()
            .any(|a| ends.clone().any(|b| ends.clone().any(|c| kept(a, b, c))));
        let expected = if any { Answer::Yes } else { Answer::No };
        assert_eq!(system.feasible(), expected, "{rows:?}");
        hold += u32::from(any);
    }
    assert!((100..300).contains(&hold), "{hold}");
}

/// A change of the cell of a key, to a print.
fn change(key: &str, print: &str, year: &str) -> Change {
    Change {
        cell: key.to_owned(),
        file: Path::new(year).join("table.csv"),
        print: Some(print.to_owned()),
    }
}

/// A clash with these sets of changes of one figure or two.
fn clash(sets: Vec<Vec<Change>>) -> Clash {
    let set = |changes| Set {
        changes,
        moved: false,
    };
    Clash {
        sets: sets.into_iter().map(set).collect(),
        ..Clash::default()
    }
}

/// What is made of clashes where `a` and `b` slipped, which were 1 and 2.
fn located(clashes: &[Clash], only: bool) -> Verdict {
    let told = Told {
        gave_up: false,
        clashes: clashes.to_vec(),
        report: Path::new("2024"),
        truth: [("a".to_owned(), "1"), ("b".to_owned(), "2")].into(),
    };
    let mut verdict = Verdict::default();
    let only = Some(only);
    verdict.locate(&told, Some(Fewest { size: 2, only }), 2);
    verdict
}

fn told(verdict: &Verdict) -> [bool; 4] {
    let Verdict {
        listed,
        first,
        value,
        listed_only,
        ..
    } = verdict;
    [*listed, *first, *value, *listed_only]
}

#[test]
fn sets_of_several_clashes_are_taken_together() {
    let now = |key, print| vec![change(key, print, "2024")];
    let alone = [clash(vec![now("a", "1")]), clash(vec![now("b", "2")])];
    let verdict = located(&alone, true);
    assert_eq!(told(&verdict), [true; 4]);
    assert!(verdict.failures.is_empty() && verdict.fewest && verdict.only);

    let second = [clash(vec![now("c", "1"), now("a", "1")]), alone[1].clone()];
    let verdict = located(&second, false);
    assert_eq!(told(&verdict), [true, false, false, false]);
    assert!(verdict.failures.is_empty());
    assert_eq!(located(&second, true).failures.len(), 1);

    let other_print = [clash(vec![now("a", "3")]), alone[1].clone()];
    assert_eq!(
        told(&located(&other_print, true)),
        [true, true, false, true]
    );
}

#[test]
fn what_is_missing_or_wrong_is_a_failure() {
    let kinds = |clashes: &[Clash], only| {
        let failures = located(clashes, only).failures;
        failures.iter().map(|(kind, _)| *kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&[], true), ["nothing is named"]);
    let both = |year| clash(vec![vec![change("a", "1", "2024"), change("b", "2", year)]]);
    assert!(kinds(&[both("2024")], true).is_empty());
    let missing = ["the true set is not among those named"];
    assert_eq!(kinds(&[both("2023")], false), missing);
    let one = clash(vec![vec![change("a", "1", "2024")]]);
    let fewer = ["not the fewest are named", missing[0]];
    assert_eq!(kinds(&[one], false), fewer);
}
