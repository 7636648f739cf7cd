//! How things are timed: by turns, so that what else the machine does falls on
//! all of them.

use crate::common;
use reportcheck::OpenOptions;
use rust_decimal::Decimal;
use std::num::NonZeroUsize;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Something that is timed.
pub(crate) struct Run {
    /// What it is called.
    pub name: &'static str,
    /// On how many threads it runs.
    pub threads: usize,
    work: Box<dyn Fn() -> u64>,
}

impl Run {
    /// What to time.
    pub(crate) fn new(name: &'static str, threads: usize, work: impl Fn() -> u64 + 'static) -> Run {
        Run {
            name,
            threads,
            work: Box::new(work),
        }
    }
}

/// The median time of each, run by turns.
pub(crate) fn medians(runs: &[Run], turns: usize) -> Vec<Duration> {
    let mut times = vec![Vec::new(); runs.len()];
    for _ in 0..turns {
        for (run, times) in runs.iter().zip(&mut times) {
            let begun = Instant::now();
            std::hint::black_box((run.work)());
            times.push(begun.elapsed());
        }
    }
    let median = |times: &mut Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    times.iter_mut().map(median).collect()
}

/// One thread, and as many as the machine runs at once.
pub(crate) fn thread_counts() -> Vec<usize> {
    match std::thread::available_parallelism().map_or(1, NonZeroUsize::get) {
        1 => vec![1],
        all => vec![1, all],
    }
}

/// The violations that the library finds.
pub(crate) fn library(path: &Path, rules: &[&str], threads: usize) -> u64 {
    let threads = NonZeroUsize::new(threads).expect("some");
    let mut how = OpenOptions::new().keep(50).threads(threads);
    for rule in rules {
        how = how.rule(*rule);
    }
    let opened = how.open(path).expect("the bench's report opens");
    opened.check_rule_by_rule().tally().inconsistent
}

/// What a user would write by hand: decimals, cross-multiplication, a
/// tolerance of half the last printed place.
pub(crate) fn plain_loop(path: &Path) -> u64 {
    let mut reader = csv::Reader::from_path(path).expect("the bench's table opens");
    let mut record = csv::StringRecord::new();
    let half = Decimal::new(5, 4);
    let mut violations = 0;
    while reader
        .read_record(&mut record)
        .expect("the bench's table is well-formed")
    {
        let number = |column: usize| record[column].parse::<Decimal>().expect("a number");
        let (a, b, c, total) = (number(1), number(2), number(3), number(4));
        let rate = record[5]
            .trim_end_matches('%')
            .parse::<Decimal>()
            .expect("a rate");
        let rate = rate * Decimal::new(1, 2);
        violations += u64::from(total != a + b + c);
        let apart = (rate * total - a).abs();
        violations += u64::from(apart > half * total);
    }
    violations
}

/// The command that checks a path; on so many threads, 0 for its own choice.
pub(crate) fn command(path: &Path, rules: &[&str], threads: usize) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reportcheck"));
    command.arg("validate").arg(path).arg("--quiet");
    command.args(rules.iter().flat_map(|rule| ["--check", rule]));
    if threads > 0 {
        command.arg("--jobs").arg(threads.to_string());
    }
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The fastest of three runs.
pub(crate) fn fastest(command: &mut Command) -> Duration {
    let mut run = || {
        let begun = Instant::now();
        command.status().expect("the command starts");
        begun.elapsed()
    };
    (0..3).map(|_| run()).min().unwrap_or_default()
}

/// The most memory that a command holds.
pub(crate) fn kilobytes(command: &mut Command) -> String {
    megabytes(common::peak_memory(command).1)
}

pub(crate) fn megabytes(kilobytes: u64) -> String {
    format!("{} MB", kilobytes.div_ceil(1_000))
}

/// A time in the unit that suits it.
pub(crate) fn shown(took: Duration) -> String {
    match took.as_millis() {
        0..100 => format!("{} ms", in_tenths(took.as_micros() / 100)),
        100..10_000 => format!("{} ms", took.as_millis()),
        _ => format!("{} s", in_tenths(took.as_millis() / 100)),
    }
}

fn in_tenths(tenths: u128) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// How many times as long as another, to a hundredth.
pub(crate) fn ratio(took: Duration, other: Duration) -> String {
    let hundredths = took.as_nanos() * 100 / other.as_nanos().max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn python() -> Option<String> {
    std::env::var("REPORTCHECK_PYTHON").ok()
}

/// The other engines, where there is a Python that has them.
pub(crate) fn peers() -> Vec<(&'static str, usize)> {
    let engines = ["duckdb", "polars"].into_iter();
    engines
        .flat_map(|engine| {
            thread_counts()
                .into_iter()
                .map(move |count| (engine, count))
        })
        .filter(|_| python().is_some())
        .collect()
}

/// The time that another engine takes, what it found and the memory it held, in kB.
pub(crate) fn peer(
    engine: &str,
    task: &str,
    path: &Path,
    threads: usize,
) -> Option<(Duration, u64, u64)> {
    let output = Command::new(python()?)
        .arg("benches/speed/peers.py")
        .args([engine, task])
        .arg(path)
        .arg(threads.to_string())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let mut words = text.split_whitespace();
    let took = Duration::try_from_secs_f64(words.next()?.parse().ok()?).ok()?;
    Some((
        took,
        words.next()?.parse().ok()?,
        words.next()?.parse().ok()?,
    ))
}

/// How long each takes to begin.
pub(crate) fn start_ups() -> Vec<(String, Duration)> {
    let mut own = Command::new(env!("CARGO_BIN_EXE_reportcheck"));
    own.arg("--version").stdout(Stdio::null());
    let mut all = vec![("`reportcheck --version`".to_owned(), fastest(&mut own))];
    for engine in ["duckdb", "polars"] {
        let Some(python) = python() else { continue };
        let mut import = Command::new(python);
        import.args(["-c", &format!("import {engine}")]);
        all.push((format!("Python with {engine}"), fastest(&mut import)));
    }
    all
}

/// The machine, as far as it says what it is.
pub(crate) fn machine() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let model = model.map_or("an unnamed processor", |name| {
        name.trim_start_matches([' ', '\t', ':'])
    });
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"));
    let kilobytes = kilobytes.and_then(|text| text.split_whitespace().next()?.parse::<u64>().ok());
    let gigabytes = kilobytes.unwrap_or(0).div_ceil(1_000_000);
    format!(
        "Machine: {model}, {threads} threads, {gigabytes} GB of memory, {}.",
        std::env::consts::OS
    )
}
