//! `reportcheck validate`: checks reports and prints what it found.

mod args;
mod batch;
mod progress;
mod sinks;
mod watch;

pub(super) use args::ValidateArgs;

use super::exit::Exit;
use super::targets::{self, Selected};
use super::terminal::{Terminal, ToldOnce};
use crate::api::OpenOptions;
use crate::format::text::line;
use crate::lint::Usage;
use crate::parallel::in_order;
use crate::report::{Loaded, taken_from_within};
use crate::say;
use crate::say::run::Run;
use crate::say::unchecked_reports::of_run;
use batch::{Batch, Done};
use progress::Progress;
use sinks::Sinks;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use watch::watch;

/// Checks the reports, once or whenever they change.
pub(super) fn run(args: &ValidateArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let once = || check_all(args, terminal);
    // A file that cannot be written to is no reason to go on watching.
    if args.watch
        && let Err(error) = Sinks::open(
            args,
            &chosen(args, &args.opening(terminal), terminal),
            terminal,
        )
    {
        return Ok(terminal.unwritten(&error));
    }
    match args.watch {
        true => watch(&args.paths, &args.opening(terminal).read, terminal, once),
        false => once(),
    }
}

/// The reports that are asked for.
fn chosen(args: &ValidateArgs, opening: &OpenOptions, terminal: &Terminal) -> Selected {
    targets::all(&args.paths, &opening.read, args.threads(), terminal)
}

/// Tells where the rules for what was handed in lie in it.
fn tell_rules_within(args: &ValidateArgs, terminal: &Terminal) {
    for file in taken_from_within(&args.opening(terminal).read) {
        let (file, lang) = (file.display(), terminal.lang);
        terminal.warn(&line(&say!(
            lang,
            "taking the rules of {file}, which lies in what was handed in: whoever made that folder may have made them; --rules names others",
            "使用报送文件夹中的 {file} 作为规则：制作该文件夹的人可能也制作了这些规则；可用 --rules 指定其他规则"
        )));
    }
}

fn check_all(args: &ValidateArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let opening = args.opening(terminal);
    let selected = chosen(args, &opening, terminal);
    if let Some(notice) = selected.notice.as_ref().filter(|_| !args.quiet.quiet) {
        terminal.warn(notice);
    }
    if !args.quiet.quiet {
        tell_rules_within(args, terminal);
    }
    let many = selected.targets.len() > 1;
    let mut sinks = match Sinks::open(args, &selected, terminal) {
        Ok(sinks) => sinks,
        Err(error) => return Ok(terminal.unwritten(&error)),
    };
    let batch = Batch::new(
        args,
        opening,
        selected.targets,
        sinks.outputs(),
        sinks.keep(),
        terminal,
    );
    let mut exit = Exit::Clean;
    let mut run = Run {
        ignored: selected.ignored,
        ..Run::default()
    };
    let mut told = ToldOnce::new(terminal);
    let mut rules: BTreeMap<PathBuf, (Arc<Loaded>, Usage)> = BTreeMap::new();
    let mut progress = Progress::new(batch.len(), many && !args.quiet.quiet, terminal);
    let count = batch.len();
    let threads = args.threads().min(count);
    in_order(
        0..count,
        threads,
        |index| batch.check(index),
        Done::bytes,
        |index, done| {
            let done = done.unwrap_or_else(|_| batch.stopped(index));
            progress.clear();
            done.errors.into_iter().for_each(|error| told.warn(error));
            exit = exit.worse(done.exit);
            sinks.add(done.parts, terminal);
            let path = done.line.path.clone();
            run.lines.push(done.line);
            if let Some(used) = done.rules {
                run.by_rule.add(&used.loaded.config, &used.tallies);
                let known = rules.entry(used.file);
                let (_, usage) = known.or_insert_with(|| (used.loaded, Usage::new()));
                usage.add_names(&used.tallies);
                if used.all {
                    usage.add_tallies(&used.tallies);
                }
                usage.add_prior(&path, used.no_prior.as_ref(), used.found_prior);
            }
            progress.show(index + 1);
            true
        },
    );
    progress.clear();
    for (file, (loaded, usage)) in &rules {
        if let Some(done) = batch.check_rules(file, &loaded.config, usage) {
            exit = exit.worse(done.exit);
            done.errors.into_iter().for_each(|error| told.warn(error));
            sinks.add(done.parts, terminal);
            run.rules.push(done.line);
        }
    }
    if run.fails_for_nothing(args.allow_unchecked) && !args.says_it_last() {
        for told in of_run(&run, terminal.lang) {
            terminal.problem(&told);
        }
    }
    for error in sinks.finish(&run, terminal) {
        exit = terminal.unwritten(&error);
    }
    Ok(exit)
}
