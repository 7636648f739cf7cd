//! Puts slips into consistent reports, and counts how many are found, and
//! how often the figures that slipped are named. Run with
//! `cargo bench --bench injection`; `-- --write` puts the result into
//! `docs/injection.md`, `-- --rounds N` makes more or fewer reports.

#[path = "../../tests/support/injection/mod.rs"]
mod reports;
mod tell;

use reports::judge::{Bench, Verdict};
use reports::models::Model;
use reports::random::Random;
use reports::slips::{Changes, Slip};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use tell::Counts;

/// All reports and slips follow from it.
const SEED: u64 = 20_240_601;
/// Reports of each size with each slip, where nothing is said.
const ROUNDS: u64 = 12;
/// Steps in the search for the fewest wrong figures before it is given up.
const STEPS: usize = 3_000;
/// Slips of different kinds in one report.
const MIXES: [usize; 3] = [2, 3, 5];
/// Slips in the reports that only the time is told of.
const TIMED: [usize; 4] = [0, 1, 3, 5];
/// Failures of a kind that are told in full.
const TOLD: usize = 8;
/// Where the result goes.
const PAGE: &str = "docs/injection.md";

/// What was counted.
#[derive(Default)]
struct Results {
    /// By slip, then by number of different slips.
    kinds: Vec<(String, Counts)>,
    mixes: Vec<(String, Counts)>,
    /// By report.
    models: Vec<(String, Counts)>,
    times: Vec<(String, Counts)>,
    all: Counts,
    /// What must not be, by its kind.
    failures: BTreeMap<&'static str, Vec<String>>,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if args.iter().any(|arg| arg == "--test") {
        return ExitCode::SUCCESS;
    }
    let after = |name: &str| args.iter().skip_while(|arg| *arg != name).nth(1);
    let rounds = after("--rounds").map_or(Ok(ROUNDS), |rounds| rounds.parse());
    let Ok(rounds) = rounds else {
        eprintln!("--rounds needs a number");
        return ExitCode::from(2);
    };
    let begun = Instant::now();
    let results = match run(rounds) {
        Ok(results) => results,
        Err(error) => {
            eprintln!("the temporary folder cannot be written: {error}");
            return ExitCode::from(2);
        }
    };
    let page = page(&results, rounds);
    println!("{page}");
    eprintln!("took {:?}", begun.elapsed());
    if args.iter().any(|arg| arg == "--write")
        && let Err(error) = std::fs::write(PAGE, page)
    {
        eprintln!("{PAGE}: {error}");
        return ExitCode::from(2);
    }
    ExitCode::from(u8::from(!results.failures.is_empty()))
}

/// A way to make a report from random numbers.
type Maker = fn(&mut Random) -> Model;

/// The reports, from small to large; the last has a thousand figures.
const MODELS: [Maker; 8] = [
    |random| reports::grids::two_way(3, 4, random),
    |random| reports::grids::two_way(9, 10, random),
    |random| reports::grids::flow(random),
    |random| reports::city::city(3, false, random),
    |random| reports::city::city(12, true, random),
    |random| reports::city::city(37, true, random),
    |random| reports::grids::two_way(19, 24, random),
    |random| reports::grids::two_way(24, 39, random),
];

fn run(rounds: u64) -> std::io::Result<Results> {
    let mut results = Results::default();
    let named = |name: &dyn ToString| (name.to_string(), Counts::default());
    results.kinds = Slip::ALL.iter().map(|(_, name)| named(name)).collect();
    let mixed = |count: &usize| named(&format!("{count} of different kinds"));
    results.mixes = MIXES.iter().map(mixed).collect();
    for (number, maker) in (0..).zip(MODELS) {
        let mut of_model = Counts::default();
        let mut times = vec![Counts::default(); TIMED.len()];
        let mut name = String::new();
        for round in 0..rounds {
            let mut random = Random::new(SEED, &[number, round]);
            let model = maker(&mut random);
            let folder = folder(number);
            let bench = Bench::new(&model, &folder, STEPS)?;
            let mut trial = Trial {
                model: &model,
                bench: &bench,
                round,
            };
            trial.slips(&mut random, &mut results, &mut of_model)?;
            trial.times(&mut random, &mut results, &mut times)?;
            name.clone_from(&model.name);
        }
        for (count, counts) in TIMED.iter().zip(times) {
            let plural = if *count == 1 { "" } else { "s" };
            let damage = format!("{name} | {count} slip{plural}");
            results.times.push((damage, counts));
        }
        results.models.push((name, of_model));
        eprintln!("{} done", results.models[results.models.len() - 1].0);
    }
    Ok(results)
}

fn folder(number: u64) -> PathBuf {
    let name = format!("reportcheck-bench/injection/{number}");
    std::env::temp_dir().join(name)
}

/// One report, to be damaged again and again.
struct Trial<'m> {
    model: &'m Model,
    bench: &'m Bench,
    round: u64,
}

impl Trial<'_> {
    /// Each slip once, and then several at a time.
    fn slips(
        &mut self,
        random: &mut Random,
        results: &mut Results,
        of_model: &mut Counts,
    ) -> std::io::Result<()> {
        for (number, (slip, name)) in Slip::ALL.iter().enumerate() {
            let Some(changes) = slip.make(self.model, &BTreeSet::new(), random) else {
                continue;
            };
            let verdict = self.judge(name, &changes, results)?;
            results.kinds[number].1.add(&verdict);
            of_model.add(&verdict);
        }
        for (number, count) in MIXES.iter().enumerate() {
            let changes = several(*count, self.model, random);
            let verdict = self.judge(&results.mixes[number].0.clone(), &changes, results)?;
            results.mixes[number].1.add(&verdict);
            of_model.add(&verdict);
        }
        Ok(())
    }

    /// The report with none to five slips, for the time only.
    fn times(
        &mut self,
        random: &mut Random,
        results: &mut Results,
        times: &mut [Counts],
    ) -> std::io::Result<()> {
        for (count, counts) in TIMED.iter().zip(times) {
            let changes = several(*count, self.model, random);
            counts.add(&self.judge("timed", &changes, results)?);
        }
        Ok(())
    }

    /// Judges a damaged report, and notes what must not be.
    fn judge(
        &mut self,
        name: &str,
        changes: &Changes,
        results: &mut Results,
    ) -> std::io::Result<Verdict> {
        let verdict = self.bench.judge(self.model, changes)?;
        results.all.add(&verdict);
        let told = |(cell, print): (&usize, &String)| {
            let right = &self.model.cells[*cell].print;
            format!("{} {right} → {print}", self.model.called(*cell))
        };
        let places: Vec<String> = changes.iter().map(told).collect();
        for (kind, more) in &verdict.failures {
            let (model, round) = (&self.model.name, self.round);
            let places = places.join(", ");
            let line = format!("{model}, round {round}, {name}: {places} {more}");
            results.failures.entry(kind).or_default().push(line);
        }
        Ok(verdict)
    }
}

/// Slips of different kinds in different figures.
fn several(count: usize, model: &Model, random: &mut Random) -> Changes {
    let mut changes = Changes::new();
    let mut left: Vec<Slip> = Slip::ALL.iter().map(|(slip, _)| *slip).collect();
    let mut made = 0;
    while made < count && !left.is_empty() {
        let slip = left.swap_remove(random.index(left.len()));
        let taken = changes.keys().copied().collect();
        if let Some(more) = slip.make(model, &taken, random) {
            changes.extend(more);
            made += 1;
        }
    }
    changes
}

/// What must not be, kind by kind.
fn failures(results: &Results) -> String {
    let mut text = String::new();
    for (kind, lines) in &results.failures {
        let _ = writeln!(text, "{}: {kind}\n", lines.len());
        for line in lines.iter().take(TOLD) {
            let _ = writeln!(text, "- {}", line.trim_end());
        }
        text += "\n";
    }
    match text.is_empty() {
        true => "None.\n".to_owned(),
        false => text,
    }
}

/// What the times were taken on.
fn machine() -> String {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let (system, kind) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("{system} on {kind} with {processors} processors")
}

/// The whole page.
fn page(results: &Results, rounds: u64) -> String {
    let introduction = include_str!("introduction.md")
        .replace("SEED", &SEED.to_string())
        .replace("MACHINE", &machine())
        .replace("ROUNDS", &rounds.to_string());
    [
        introduction,
        "## One slip\n".to_owned(),
        tell::table("Slip", &results.kinds),
        "## Several slips\n".to_owned(),
        tell::table("Slips", &results.mixes),
        "## By report\n".to_owned(),
        tell::table("Report", &results.models),
        results.all.remarks() + "\n",
        "## Time\n".to_owned(),
        tell::times(&results.times),
        "## Failures\n".to_owned(),
        failures(results),
    ]
    .join("\n")
}
