//! How long checks take, beside a plain loop with the rules written into it and
//! other engines, all in one run; how cost grows with size; what memory it takes.
//! Run with `cargo bench --bench speed`; `-- --write` puts the result into
//! `docs/speed.md`. `REPORTCHECK_PYTHON` names a Python that has DuckDB and polars;
//! without it they are left out.

#[path = "../common/mod.rs"]
mod common;
mod measure;
mod tables;

use measure::{Run, command, medians, plain_loop};
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use tables::{COLUMN, RULES};

/// Where the result goes.
const PAGE: &str = "docs/speed.md";
/// Rows of the table that all are timed on.
const ROWS: u64 = 1_000_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if args.iter().any(|arg| arg == "--test") {
        return ExitCode::SUCCESS;
    }
    let mut page = String::from(
        "# Speed\n\nThis page is written by `cargo bench --bench speed -- --write`; \
         nothing in it is copied by hand.\n\n",
    );
    let _ = writeln!(page, "{}\n", measure::machine());
    side_by_side(&mut page);
    stages(&mut page);
    memory(&mut page);
    growth(&mut page);
    bare(&mut page);
    reasoning(&mut page);
    println!("{page}");
    if args.iter().any(|arg| arg == "--write")
        && let Err(error) = std::fs::write(PAGE, page)
    {
        eprintln!("{PAGE}: {error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

/// A million rows by each engine.
fn side_by_side(page: &mut String) {
    let path = tables::table(ROWS, 1_000);
    page.push_str(
        "## A million rows, side by side\n\nA table of 6 columns (35 MB) with the rules \
         `total = a + b + c` and `rate = a / total` printed to 0.1%, 1,000 of its rows wrong. The \
         measure (1) is a loop over the `csv` crate and `rust_decimal` with the rules written into \
         it. All run by turns on the machine above, medians of seven, start-up apart: of `reportcheck` the \
         library is timed, of the others a query once they are loaded.\n\n\
         | | Threads | Time | Measured by the plain loop | Memory |\n|---|---|---|---|---|\n",
    );
    let mut runs = vec![Run::new("plain loop", 1, {
        let path = path.clone();
        move || plain_loop(&path)
    })];
    for threads in measure::thread_counts() {
        let path = path.clone();
        runs.push(Run::new("reportcheck", threads, move || {
            measure::library(&path, &RULES, threads)
        }));
    }
    let times = medians(&runs, 7);
    let plain = times[0];
    let row = |page: &mut String, name: &str, threads: usize, took: Duration, memory: String| {
        let ratio = measure::ratio(took, plain);
        let _ = writeln!(
            page,
            "| {name} | {threads} | {} | {ratio} | {memory} |",
            measure::shown(took)
        );
    };
    for (run, took) in runs.iter().zip(&times) {
        let memory = match run.name {
            "reportcheck" => measure::kilobytes(&mut command(&path, &RULES, run.threads)),
            _ => String::from("2 MB"),
        };
        row(page, run.name, run.threads, *took, memory);
    }
    for (engine, threads) in measure::peers() {
        if let Some((took, found, peak)) = measure::peer(engine, "rows", &path, threads) {
            assert_eq!(found, ROWS / 1_000, "{engine} finds the same");
            row(page, engine, threads, took, measure::megabytes(peak));
        }
    }
    page.push_str(
        "\nThe engines are told what each column holds, do whole numbers, and count violations; \
         `reportcheck` finds that out, reads what each print allows, and tells of each \
         row in words what is wrong with it.\n\n",
    );
    whole_column(page);
    page.push_str("Start-up, beside:\n\n| | Time |\n|---|---|\n");
    for (name, took) in measure::start_ups() {
        let _ = writeln!(page, "| {name} | {} |", measure::shown(took));
    }
    page.push('\n');
}

/// A rule over a whole column.
fn whole_column(page: &mut String) {
    let path = tables::table(100_000, 0);
    page.push_str(
        "A rule over a whole column, `sum(a) >= 0`, on 100,000 rows (4 MB):\n\n\
         | | Threads | Time | Memory |\n|---|---|---|---|\n",
    );
    for threads in measure::thread_counts() {
        let timed = Run::new("reportcheck", threads, {
            let path = path.clone();
            move || measure::library(&path, &[COLUMN], threads)
        });
        let took = medians(&[timed], 3)[0];
        let memory = measure::kilobytes(&mut command(&path, &[COLUMN], threads));
        let _ = writeln!(
            page,
            "| reportcheck | {threads} | {} | {memory} |",
            measure::shown(took)
        );
    }
    for (engine, threads) in measure::peers() {
        if let Some((took, _, peak)) = measure::peer(engine, "column", &path, threads) {
            let _ = writeln!(
                page,
                "| {engine} | {threads} | {} | {} |",
                measure::shown(took),
                measure::megabytes(peak)
            );
        }
    }
    page.push('\n');
}

/// What each stage costs.
fn stages(page: &mut String) {
    let path = tables::table(ROWS, 0);
    let read = {
        let path = path.clone();
        move || std::fs::read(&path).map_or(0, |bytes| bytes.len() as u64)
    };
    let with = |rules: &'static [&'static str]| {
        let path = path.clone();
        move || measure::library(&path, rules, 1)
    };
    let runs = [
        Run::new("the file's bytes", 1, read),
        // With no rule at all, relations would be looked for.
        Run::new(
            "… and rows, keys, figures and `a >= 0`",
            1,
            with(&["a >= 0"]),
        ),
        Run::new("… and `total = a + b + c`", 1, with(&["a >= 0", RULES[0]])),
        Run::new(
            "… and `rate = a / total`",
            1,
            with(&["a >= 0", RULES[0], RULES[1]]),
        ),
    ];
    page.push_str(
        "## Stage by stage\n\nA million rows without a mistake, on one thread; each line does what \
         those above do, and more.\n\n| What is done | Time |\n|---|---|\n",
    );
    for (run, took) in runs.iter().zip(medians(&runs, 5)) {
        let _ = writeln!(page, "| {} | {} |", run.name, measure::shown(took));
    }
    page.push('\n');
}

/// The most memory that the command holds.
fn memory(page: &mut String) {
    page.push_str(
        "## Memory\n\nThe most that the command holds while it checks the two rules.\n\n\
         | Rows | Memory |\n|---|---|\n",
    );
    for rows in [ROWS / 4, ROWS, 4 * ROWS] {
        let path = tables::table(rows, 1_000);
        let held = measure::kilobytes(&mut command(&path, &RULES, 0));
        let _ = writeln!(page, "| {rows} | {held} |");
    }
    page.push('\n');
}

/// Cost against size: n, 2n, 4n.
fn growth(page: &mut String) {
    page.push_str(
        "## Growth\n\nThe whole command, start-up included, at a size, at twice and at four times \
         it (fastest of three); the last column is the growth from the second to the third, where \
         2 is proportional.\n\n| What grows | n | Time at n | 2n | 4n | Growth |\n|---|---|---|---|---|---|\n",
    );
    let mut line = |what: &str, n: u64, run: &dyn Fn(u64) -> Duration| {
        let times = [n, 2 * n, 4 * n].map(run);
        let factor = measure::ratio(times[2], times[1]);
        let shown = times.map(measure::shown);
        let _ = writeln!(page, "| {what} | {n} | {} | {factor} |", shown.join(" | "));
    };
    let checked = |path: &Path, rules: &[&str]| measure::fastest(&mut command(path, rules, 0));
    line("rows, two rules over each", 250_000, &|rows| {
        checked(&tables::table(rows, 1_000), &RULES)
    });
    line("rows, a rule over a column", 50_000, &|rows| {
        checked(&tables::table(rows, 0), &[COLUMN])
    });
    line("rows that are wrong", 5_000, &|rows| {
        checked(&tables::table(rows, 1), &RULES)
    });
    line("columns, 100 rows of one sum", 250, &|columns| {
        let (path, rule) = tables::wide(columns, 100);
        checked(&path, &[rule.as_str()])
    });
    line("rules, 100 rows", 100, &|rules| {
        checked(&tables::ruled(rules), &[])
    });
    line("reports of 12 rows", 1_000, &|reports| {
        checked(&tables::reports(reports), &[])
    });
    page.push('\n');
}

/// Tables without rules, whose relations are looked for.
fn bare(page: &mut String) {
    page.push_str(
        "## Tables without rules\n\nWhat `validate` takes where nobody wrote a rule: the relations \
         of the table are found and checked, start-up included (fastest of three). Every five \
         columns are three parts, their sum and a rate to 0.1%; of more than 1,000 rows the first \
         300 are searched, and all are checked. The last table has none to find.\n\n\
         | Rows | Columns | Time | Memory |\n|---|---|---|---|\n",
    );
    let tables = [
        (1_000, 50, tables::bare(1_000, 10)),
        (20_000, 5, tables::bare(20_000, 1)),
        (100_000, 20, tables::bare(100_000, 4)),
        (10, 2_000, tables::unrelated(10, 2_000)),
    ];
    for (rows, columns, path) in tables {
        let took = measure::shown(measure::fastest(&mut command(&path, &[], 0)));
        let held = measure::kilobytes(&mut command(&path, &[], 0));
        let _ = writeln!(page, "| {rows} | {columns} | {took} | {held} |");
    }
    page.push('\n');
}

/// Reports with slips, explained.
fn reasoning(page: &mut String) {
    let mut times: Vec<Duration> = (0..20)
        .map(|seed| {
            let (path, rule) = tables::slipped(1_000, seed);
            measure::fastest(&mut command(&path, &[rule.as_str()], 0))
        })
        .collect();
    times.sort();
    let _ = writeln!(
        page,
        "## Explaining\n\nTwenty reports of 1,000 figures with five wrong digits each, checked and \
         explained, start-up included: {} in the middle, {} at most.",
        measure::shown(times[times.len() / 2]),
        measure::shown(times[times.len() - 1]),
    );
}
