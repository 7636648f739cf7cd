//! `reportcheck baseline`: accepts all that is found today, so that from now
//! on only what is new fails.

use super::arguments::AsOf;
use super::exit::Exit;
use super::targets::{Target, all};
use super::terminal::{Terminal, ToldOnce};
use super::waivable::{Unwritten, Waivable, again, can_end, reason};
use crate::date::Date;
use crate::format::text;
use crate::parallel::at_once;
use crate::rule::waiver_block;
use crate::say;
use crate::say::terms::plural;
use clap::Args;
use std::path::{Path, PathBuf};

/// Accept all present findings, so that only new ones fail
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck baseline data/                 every report below data/
  reportcheck baseline data/2016 --dry-run   print what would be accepted
  reportcheck baseline --prune               also take out waivers that waive nothing")]
pub(super) struct BaselineArgs {
    /// Folders of reports, or single tables and documents
    paths: Vec<PathBuf>,
    /// Why the findings are accepted [default: baseline of today's date]
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    reason: Option<String>,
    /// The last day on which they are, such as 2027-01-31
    #[arg(long, value_name = "DATE")]
    expires: Option<Date>,
    /// Take out waivers that waive nothing
    #[arg(long)]
    prune: bool,
    /// Print the waivers, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    as_of: AsOf,
}

/// Accepts the findings of each report.
pub(super) fn run(args: &BaselineArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let today = args.as_of.day();
    if !can_end(args.expires, today, terminal) {
        return Ok(Exit::Unread);
    }
    let selected = all(&args.paths, &terminal.read(), at_once(), terminal);
    terminal.warn(&selected.notice.unwrap_or_default());
    let mut exit = Exit::Clean;
    let mut told = ToldOnce::new(terminal);
    for target in &selected.targets {
        let ended = match target {
            Target::Report(path) => accept(path, args, &mut told, terminal),
            Target::Unreadable(_, error) => terminal.error(error),
        };
        exit = exit.worse(ended);
    }
    Ok(exit)
}

/// Accepts the findings of one report.
fn accept(path: &Path, args: &BaselineArgs, told: &mut ToldOnce<'_>, terminal: &Terminal) -> Exit {
    let today = args.as_of.day();
    let accepted = again(|| {
        let waivable = Waivable::open_all(path, today, !args.dry_run, terminal)?;
        let mut exit = Exit::Clean;
        for error in waivable.errors() {
            exit = told.error(error);
        }
        if !waivable.facts_are_wrong() {
            write(&waivable, path, args, today, terminal)?;
        }
        Ok(exit)
    });
    accepted.unwrap_or_else(|unwritten: Unwritten| unwritten.tell(terminal))
}

fn write(
    waivable: &Waivable,
    path: &Path,
    args: &BaselineArgs,
    today: Date,
    terminal: &Terminal,
) -> Result<(), Unwritten> {
    let lang = terminal.lang;
    let own = || say!(lang, "baseline of {today}", "{today} 的基线");
    let reason = args.reason.clone().unwrap_or_else(own);
    let (drafts, count) = waivable.all_drafts(&reason, args.expires)?;
    let out = match args.prune {
        true => waivable.idle(),
        false => Vec::new(),
    };
    let shown = path.display();
    let pruned = out.len();
    let change = !drafts.is_empty() || !out.is_empty();
    if change {
        let text = waivable.text(&drafts, &out)?;
        if !args.dry_run {
            waivable.write(&text)?;
        }
    }
    let s = plural(count, lang);
    let mut line = match (count, args.dry_run) {
        (0, _) => say!(
            lang,
            "{shown}: nothing to waive",
            "{shown}：没有可豁免的发现"
        ),
        (_, true) => say!(
            lang,
            "{shown}: {count} finding{s} would be waived",
            "{shown}：将豁免 {count} 处发现{s}"
        ),
        (_, false) => {
            let facts = waivable.facts().display();
            say!(
                lang,
                "{shown}: {count} finding{s} waived in {facts}",
                "{shown}：已在 {facts} 中豁免 {count} 处发现{s}"
            )
        }
    };
    if pruned > 0 {
        line.push_str(&say!(
            lang,
            ", {pruned} taken out that waived nothing",
            "，删去 {pruned} 条已无用的豁免"
        ));
    }
    if args.dry_run && !drafts.is_empty() {
        for draft in &drafts {
            terminal.print(&format!("{}\n", waiver_block(draft, "\n")));
        }
    }
    terminal.print(&text::line(&line));
    Ok(())
}
