//! The reports of the injection benchmark, one of each shape: undamaged,
//! nothing is found; damaged so that the rules cannot all hold, something is.

#[path = "../benches/injection/city.rs"]
mod city;
#[path = "../benches/injection/grids.rs"]
mod grids;
#[allow(dead_code)]
#[path = "../benches/injection/judge.rs"]
mod judge;
#[path = "../benches/injection/models.rs"]
mod models;
#[path = "../benches/injection/oracle.rs"]
mod oracle;
#[path = "../benches/injection/print.rs"]
mod print;
#[path = "../benches/injection/random.rs"]
mod random;
#[path = "../benches/injection/slips.rs"]
mod slips;
#[path = "../benches/injection/system.rs"]
mod system;

use judge::{Bench, Verdict};
use models::Model;
use oracle::Oracle;
use random::Random;
use slips::{Changes, Slip};
use std::collections::BTreeSet;
use system::{Answer, System, exact};

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
    let model = grids::two_way(4, 5, &mut random);
    assert_eq!(model.own().len(), 30);
    assert_eq!(each_slip(&model, &mut random), 13);
}

#[test]
fn slips_in_a_request_flow_are_found() {
    let mut random = Random::new(SEED, &[1]);
    let model = grids::flow(&mut random);
    assert_eq!(model.own().len(), 168);
    assert_eq!(each_slip(&model, &mut random), 14);
}

#[test]
fn slips_in_a_city_report_are_found() {
    let mut random = Random::new(SEED, &[2]);
    let model = city::city(3, true, &mut random);
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
    let model = city::city(3, true, &mut Random::new(SEED, &[2]));
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
