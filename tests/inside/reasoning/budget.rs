//! What large reports may cost, counted in work and never in time, and what
//! must be told of them all the same.

use super::{clashes, reasoned_over};
use crate::check::Outcome;
use crate::finding::WhyNot;
use crate::inside::injection::reports::random::Random;

/// What reasoning over any report may cost.
const BOUND: u64 = 20_000_000;
/// What it may cost over a small part of a wide table.
const WIDE: u64 = 6_000_000;

/// Rules of the section `t`, one by one.
fn rules(checks: &[String]) -> String {
    let rule = |(number, check): (usize, &String)| {
        format!("[[sections.t.rules]]\nname = \"r{number}\"\ncheck = '''{check}'''\n")
    };
    checks.iter().enumerate().map(rule).collect()
}

/// Tenths as they are printed, or whole numbers.
fn print(value: i64, tenths: bool) -> String {
    match tenths {
        true => format!("{}.{}", value / 10, value % 10),
        false => value.to_string(),
    }
}

/// A wide table with totals of its rows, some of which are wrong by one cell.
fn wide(rows: u64, columns: u64, wrong: u64, tenths: bool) -> (String, String) {
    let mut random = Random::new(17, &[rows, columns]);
    let names: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
    let mut table = format!("key,{},total\n", names.join(","));
    for row in 0..rows {
        let mut cells: Vec<i64> = names.iter().map(|_| random.between(100, 9_999)).collect();
        let total: i64 = cells.iter().sum();
        if row < wrong {
            cells[random.index(names.len())] += 5_000;
        }
        let cells: Vec<String> = cells.iter().map(|cell| print(*cell, tenths)).collect();
        let total = print(total, tenths);
        table.push_str(&format!("r{row},{},{total}\n", cells.join(",")));
    }
    (table, rules(&[format!("total = {}", names.join(" + "))]))
}

fn explained(outcome: &Outcome) -> usize {
    let all = clashes(outcome).into_iter();
    all.filter(|clash| !clash.repairs.is_empty() && clash.gave_up.is_none())
        .count()
}

fn spent(outcome: &Outcome) -> u64 {
    outcome.reasoned.as_ref().expect("reasoned").spent
}

#[test]
fn a_wide_table_is_explained_clash_by_clash_within_its_bound() {
    for tenths in [false, true] {
        let (table, configured) = wide(12, 40, 6, tenths);
        let outcome = reasoned_over(&table, &configured);
        let cost = spent(&outcome);
        assert!(cost > 0 && cost <= WIDE, "{cost}");
        assert_eq!(explained(&outcome), 6);
    }
}

/// Rates of hundreds of digits over counts that are only about right: those
/// short enough are decided, those longer are not checked, and neither is
/// reasoned over at a price.
#[test]
fn long_rates_over_rough_counts_cost_next_to_nothing() {
    let digits = |count: usize, row: u64| -> String {
        let mut random = Random::new(29, &[count as u64, row]);
        (0..count)
            .map(|_| random.between(1, 9).to_string())
            .collect()
    };
    for (length, decided) in [(40, 8), (320, 0)] {
        let mut table = "key,answers,rate\n".to_owned();
        for row in 0..8 {
            table.push_str(&format!("k{row},5{row}多万,7.{}%\n", digits(length, row)));
        }
        let described =
            "[sections.t.columns]\nanswers = { unit = \"件\" }\nrate = { unit = \"%\" }\n";
        let configured = format!("{described}{}", rules(&["grim(rate, answers)".to_owned()]));
        let outcome = reasoned_over(&table, &configured);
        assert!(spent(&outcome) <= WIDE, "{}", spent(&outcome));
        let tally = &outcome.tally;
        assert_eq!(
            (tally.inconsistent, tally.not_checked),
            (decided, 8 - decided)
        );
    }
}

/// Sixty wrong rows of two hundred figures each: none takes what the others
/// need.
#[test]
fn a_wide_table_of_true_size_is_explained_clash_by_clash() {
    let (table, configured) = wide(120, 200, 60, false);
    let outcome = reasoned_over(&table, &configured);
    assert!(spent(&outcome) <= BOUND, "{}", spent(&outcome));
    assert_eq!(outcome.tally.inconsistent, 60);
    assert_eq!(explained(&outcome), 60);
}

#[test]
fn a_wide_table_of_rounded_figures_is_mostly_explained() {
    let (table, configured) = wide(120, 200, 60, true);
    let outcome = reasoned_over(&table, &configured);
    assert!(spent(&outcome) <= BOUND, "{}", spent(&outcome));
    assert_eq!(outcome.tally.inconsistent, 60);
    assert!(explained(&outcome) >= 40, "{}", explained(&outcome));
}

/// The totals of a square grid, of its rows and of its columns.
fn both_ways(names: &[String]) -> Vec<String> {
    let mut checks = vec![format!("total = {}", names.join(" + "))];
    checks.extend(names.iter().map(|name| {
        let rows: Vec<String> = (0..names.len()).map(|at| format!("k{at}.{name}")).collect();
        format!("whole.{name} = {}", rows.join(" + "))
    }));
    checks
}

/// The verdicts of a table of so many rows: holds, fails, cannot be told.
fn verdicts(rows: usize, row: impl Fn(usize) -> String, check: &str) -> (u64, u64, u64) {
    let rows: String = (0..rows).map(row).collect();
    let table = format!("key,kind,a,rate\n{rows}");
    let configured = rules(&[check.to_owned()]);
    let text = "[sections.t.columns.kind]\ntext = true\n";
    let tally = reasoned_over(&table, &format!("{text}{configured}")).tally;
    (tally.consistent, tally.inconsistent, tally.not_checked)
}

/// A rule that every row holds against a whole column costs the column once.
/// Long tables here would take minutes if it did not.
#[test]
fn a_column_is_added_up_once_for_all_rows() {
    let rows = 1_500;
    let shares = |a: &'static str, rate: &'static str| {
        move |row: usize| format!("k{row},{},{a},{rate}\n", ["x", "y"][row % 2])
    };
    let long = u64::try_from(rows).expect("few");
    // 1 of 1,500 is 0.0667 %, of 750 it is 0.133 %.
    let sum = "rate = a / sum(a)";
    assert_eq!(verdicts(rows, shares("7", "0.07%"), sum), (long, 0, 0));
    assert_eq!(verdicts(rows, shares("7.0", "0.07%"), sum), (long, 0, 0));
    assert_eq!(verdicts(rows, shares("7", "0.09%"), sum), (0, long, 0));
    let of_kind = "rate = a / sum(a where kind = \"x\")";
    assert_eq!(verdicts(rows, shares("7", "0.13%"), of_kind), (long, 0, 0));
    let one_blank = |row: usize| format!("k{row},x,{},0.07%\n", if row == 5 { "" } else { "7" });
    assert_eq!(verdicts(rows, one_blank, sum), (0, 0, long));
}

/// Short tables are checked in both ways where a test runs.
#[test]
fn known_columns_say_what_all_figures_say() {
    let prints = ["7", "7.0", "约200", "", "<5", "-3", "0"];
    let checks = [
        "rate = a / sum(a)",
        "a <= sum(a)",
        "a <= mean(a) * 2",
        "a <= max(a)",
        "min(a) <= a",
        "count(a) >= 3",
        "a * 3 <= sum(a where kind = \"x\")",
        "sum(a) - a >= 10",
        "a + sum(a) = 30 or rate = 7%",
    ];
    let mut random = Random::new(23, &[1]);
    for _ in 0..60 {
        let rows: Vec<String> = (0..5)
            .map(|row| {
                let a = prints[random.index(prints.len())];
                format!(
                    "k{row},{},{a},{}%\n",
                    ["x", "y"][row % 2],
                    random.between(1, 90)
                )
            })
            .collect();
        for check in checks {
            let (holds, fails, open) = verdicts(5, |row| rows[row].clone(), check);
            let once = check.starts_with("count");
            assert_eq!(holds + fails + open, if once { 1 } else { 5 }, "{check}");
        }
    }
}

/// Products are given up at a stated amount of work, also where their numbers
/// are long.
#[test]
fn products_that_cannot_be_decided_are_given_up() {
    let list = |names: &[String], print: &dyn Fn(usize) -> String| -> String {
        let rows = names.iter().enumerate();
        let rows: String = rows
            .map(|(at, name)| format!("{name},{}\n", print(at)))
            .collect();
        format!("key,value\n{rows}total,5.00\n")
    };
    let names = |count: usize| -> Vec<String> { (0..count).map(|at| format!("a{at}")).collect() };
    let many = names(200);
    let product = rules(&[format!("total = {}", many.join(" * "))]);
    let table = list(&many, &|at| format!("{}.{}", 1 + at % 9, at % 7));
    let pairs: Vec<String> = names(24);
    let quotients: Vec<String> = pairs.chunks(2).map(|two| two.join(" / ")).collect();
    let quotients = rules(&[format!("total = {}", quotients.join(" + "))]);
    let long = list(&pairs, &|at| format!("{}83736251940.5", 123_456_789 + at));
    for (table, configured) in [(table, product), (long, quotients)] {
        let outcome = reasoned_over(&table, &configured);
        assert_eq!(outcome.tally.not_checked, 1);
        assert_eq!(outcome.not_checked[0].why, WhyNot::TooComplex);
    }
}

/// One wrong cell of rounded figures with totals both ways.
#[test]
fn one_wrong_cell_of_a_rounded_grid_is_found_within_the_bound() {
    const SIZE: usize = 32;
    let mut random = Random::new(29, &[1]);
    let mut cell = || random.between(100, 9_999);
    let mut cells: Vec<Vec<i64>> = (0..SIZE)
        .map(|_| (0..SIZE).map(|_| cell()).collect())
        .collect();
    let names: Vec<String> = (0..SIZE).map(|column| format!("c{column}")).collect();
    let total = |values: &mut dyn Iterator<Item = i64>| print(values.sum(), true);
    let down: Vec<String> = (0..SIZE)
        .map(|column| total(&mut cells.iter().map(|row| row[column])))
        .collect();
    let across: Vec<String> = cells
        .iter()
        .map(|row| total(&mut row.iter().copied()))
        .collect();
    let all = total(&mut cells.iter().flatten().copied());
    cells[3][5] += 500;
    let mut table = format!("key,{},total\n", names.join(","));
    for (at, row) in cells.iter().enumerate() {
        let row: Vec<String> = row.iter().map(|cell| print(*cell, true)).collect();
        table.push_str(&format!("k{at},{},{}\n", row.join(","), across[at]));
    }
    table.push_str(&format!("whole,{},{all}\n", down.join(",")));
    let outcome = reasoned_over(&table, &rules(&both_ways(&names)));
    assert!(spent(&outcome) <= BOUND, "{}", spent(&outcome));
    assert_eq!(outcome.tally.inconsistent, 2);
    let told = clashes(&outcome);
    let first = told.first().and_then(|clash| clash.repairs.first());
    let changed: Vec<String> = first
        .into_iter()
        .flat_map(|first| &first.changes)
        .map(|change| change.mark.named_cell().to_string())
        .collect();
    assert_eq!(changed, ["t.k3.c5"]);
}

/// Rounded figures in rules of a few terms each, any of them in any, one or
/// more of them changed after all was made to agree.
fn sparse(figures: usize, terms: usize, wrong: &[(usize, i64)], seed: u64) -> (String, String) {
    let mut random = Random::new(seed, &[1]);
    let mut values: Vec<i64> = (0..figures).map(|_| random.between(20, 999)).collect();
    let checks: Vec<String> = (0..figures)
        .map(|at| {
            let mut own = vec![at];
            while own.len() < terms {
                let other = random.index(figures);
                if !own.contains(&other) {
                    own.push(other);
                }
            }
            let (left, right) = own.split_at(terms / 2);
            let sum = |names: &[usize]| names.iter().map(|at| values[*at]).sum::<i64>();
            let named = |names: &[usize]| {
                let names: Vec<String> = names.iter().map(|at| format!("k{at}")).collect();
                names.join(" + ")
            };
            let apart = sum(left) - sum(right);
            format!("{} = {apart} + {}", named(left), named(right))
        })
        .collect();
    for (at, by) in wrong {
        values[*at] += by;
    }
    let rows = values.iter().enumerate();
    let rows: String = rows
        .map(|(at, value)| format!("k{at},{value},EUR\n"))
        .collect();
    (format!("key,value,unit\n{rows}"), rules(&checks))
}

/// The cells that the likeliest changes of all clashes name.
fn suspects(outcome: &Outcome) -> Vec<String> {
    let told = clashes(outcome);
    let first = told.iter().filter_map(|clash| clash.repairs.first());
    let changes = first.flat_map(|first| &first.changes);
    let mut cells: Vec<String> = changes
        .map(|change| change.mark.named_cell().to_string())
        .collect();
    cells.sort();
    cells.dedup();
    cells
}

/// One wrong figure among many that hang together by short rules is found.
#[test]
fn one_wrong_figure_of_many_short_rules_is_found_within_the_bound() {
    for (figures, terms) in [(120, 4), (60, 12)] {
        let (table, configured) = sparse(figures, terms, &[(17, 40)], 31);
        let outcome = reasoned_over(&table, &configured);
        assert!(spent(&outcome) <= BOUND / 2, "{}", spent(&outcome));
        assert_eq!(suspects(&outcome), ["t.k17"]);
        let told = outcome.reasoned.as_ref().expect("reasoned");
        assert!(told.gave_up.is_empty(), "{:?}", told.gave_up);
    }
}

/// A rounded grid with several cells that are wrong by other amounts.
#[test]
fn some_wrong_cells_of_a_rounded_grid_are_found_within_the_bound() {
    const SIZE: usize = 16;
    let mut random = Random::new(37, &[1]);
    let mut cells: Vec<Vec<i64>> = (0..SIZE)
        .map(|_| (0..SIZE).map(|_| random.between(100, 9_999)).collect())
        .collect();
    let names: Vec<String> = (0..SIZE).map(|column| format!("c{column}")).collect();
    let across: Vec<i64> = cells.iter().map(|row| row.iter().sum()).collect();
    let down: Vec<i64> = (0..SIZE)
        .map(|at| cells.iter().map(|row| row[at]).sum())
        .collect();
    let all: i64 = across.iter().sum();
    for at in 0..3 {
        cells[3 + 2 * at][1 + at * at] += 500 + 210 * i64::try_from(at).expect("few");
    }
    let line = |values: &[i64]| -> String {
        let prints: Vec<String> = values.iter().map(|value| print(*value, true)).collect();
        prints.join(",")
    };
    let mut table = format!("key,{},total\n", names.join(","));
    for (at, row) in cells.iter().enumerate() {
        table.push_str(&format!(
            "k{at},{},{}\n",
            line(row),
            print(across[at], true)
        ));
    }
    table.push_str(&format!("whole,{},{}\n", line(&down), print(all, true)));
    let outcome = reasoned_over(&table, &rules(&both_ways(&names)));
    assert!(spent(&outcome) <= BOUND, "{}", spent(&outcome));
    assert_eq!(suspects(&outcome), ["t.k3.c1", "t.k5.c2", "t.k7.c5"]);
}

/// A total that is less than its parts, over many columns.
#[test]
fn totals_below_their_many_parts_are_explained_within_the_bound() {
    let mut random = Random::new(41, &[1]);
    let names: Vec<String> = (0..200).map(|column| format!("c{column}")).collect();
    let mut table = format!("key,{},total\n", names.join(","));
    for row in 0..30 {
        let cells: Vec<i64> = names.iter().map(|_| random.between(1, 999)).collect();
        let less = [40, 900, 4_000][row % 3];
        let total = cells.iter().sum::<i64>() - less;
        let cells: Vec<String> = cells.iter().map(i64::to_string).collect();
        table.push_str(&format!("r{row},{},{total}\n", cells.join(",")));
    }
    let outcome = reasoned_over(
        &table,
        &rules(&[format!("total includes {}", names.join(" + "))]),
    );
    assert!(spent(&outcome) <= BOUND, "{}", spent(&outcome));
    assert_eq!(explained(&outcome), 30);
}

/// Many sizes in one sum: decided or given up, at no great cost.
#[test]
fn many_sizes_in_one_sum_are_within_the_bound() {
    let names: Vec<String> = (0..40).map(|at| format!("a{at}")).collect();
    let rows: String = names.iter().map(|name| format!("{name},<3,\n")).collect();
    let sizes: Vec<String> = names.iter().map(|name| format!("abs({name})")).collect();
    let table = format!("key,value,unit\n{rows}t,5.0,\n");
    let outcome = reasoned_over(&table, &rules(&[format!("t = {}", sizes.join(" + "))]));
    let open = &outcome.not_checked;
    assert_eq!(outcome.tally.inconsistent, 0);
    assert!(open.iter().all(|one| one.why == WhyNot::TooComplex));
    assert!(spent(&outcome) <= WIDE, "{}", spent(&outcome));
}

/// A report of a thousand figures in sums of ten and shares of them, with five
/// slips of a digit.
#[test]
fn slips_in_a_thousand_figures_are_found_within_the_bound() {
    for seed in 0..6 {
        let mut random = Random::new(seed, &[47]);
        let mut rows: Vec<(String, String)> = Vec::new();
        let mut checks = Vec::new();
        for block in 0..84 {
            let parts: Vec<i64> = (0..10).map(|_| random.between(100, 9_999)).collect();
            let names: Vec<String> = (0..10).map(|at| format!("p{block}x{at}")).collect();
            let sum: i64 = parts.iter().sum();
            rows.extend(
                names
                    .iter()
                    .cloned()
                    .zip(parts.iter().map(|part| format!("{part}件"))),
            );
            rows.push((format!("s{block}"), format!("{sum}件")));
            let share = parts[0] * 1_000 / sum;
            rows.push((
                format!("r{block}"),
                format!("{}.{}%", share / 10, share % 10),
            ));
            checks.push((format!("s{block} = {}", names.join(" + ")), false));
            checks.push((format!("r{block} = p{block}x0 / s{block}"), true));
        }
        for _ in 0..5 {
            let at = random.index(rows.len());
            let digit = rows[at]
                .1
                .chars()
                .position(|c| c.is_ascii_digit())
                .expect("a digit");
            let old = rows[at].1.as_bytes()[digit] - b'0';
            let new = (old + 3) % 9 + 1;
            rows[at].1.replace_range(digit..=digit, &new.to_string());
        }
        let rows: String = rows
            .iter()
            .map(|(key, print)| format!("{key},{print}\n"))
            .collect();
        let rule = |(number, (check, cut)): (usize, &(String, bool))| {
            let rounding = if *cut {
                "rounding = \"truncate\"\n"
            } else {
                ""
            };
            format!("[[sections.t.rules]]\nname = \"r{number}\"\ncheck = '''{check}'''\n{rounding}")
        };
        let configured: String = checks.iter().enumerate().map(rule).collect();
        let outcome = reasoned_over(&format!("key,value\n{rows}"), &configured);
        assert!(spent(&outcome) <= BOUND / 4, "{}", spent(&outcome));
    }
}
