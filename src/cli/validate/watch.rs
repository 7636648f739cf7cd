//! `--watch`: checks again whenever a file of the reports is saved.

use crate::cli::exit::Exit;
use crate::cli::targets::{self, Target};
use crate::cli::terminal::Terminal;
use crate::parallel::at_once;
use crate::report::{Neighbours, Options, find_configuration, folder_of};
use crate::say;
use std::collections::{BTreeMap, BTreeSet};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// How often files are looked at.
const EVERY: Duration = Duration::from_millis(300);

/// What tells whether a file was saved: its time and its length.
type Stamps = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Runs, and runs again whenever something changed, until it is interrupted.
///
/// # Errors
/// What ends a run ends the watch.
pub(super) fn watch(
    paths: &[PathBuf],
    read: &Options,
    terminal: &Terminal,
    run: impl Fn() -> anyhow::Result<Exit>,
) -> anyhow::Result<Exit> {
    let lang = terminal.lang;
    loop {
        // What is saved while a run goes on is checked by the next one.
        let before = stamps(paths, read, terminal);
        if std::io::stdout().is_terminal() {
            terminal.print_raw("\x1b[2J\x1b[H");
        }
        run()?;
        terminal.warn(&say!(
            lang,
            "watching for changes; Ctrl-C ends\n",
            "正在监视文件变化；按 Ctrl-C 结束\n"
        ));
        let mut pause = EVERY;
        loop {
            std::thread::sleep(pause);
            let begun = Instant::now();
            if stamps(paths, read, terminal) != before {
                break;
            }
            // Looking at thousands of reports must not keep the machine busy.
            pause = EVERY.max(begun.elapsed() * 5);
        }
    }
}

/// The files of all reports at these paths, and their configurations.
fn stamps(paths: &[PathBuf], read: &Options, terminal: &Terminal) -> Stamps {
    // What was looked up before may have changed.
    let read = &Options {
        neighbours: Neighbours::within(read.reach().clone()),
        ..read.clone()
    };
    let mut folders = BTreeSet::new();
    let mut stamps = Stamps::new();
    for target in targets::all(paths, read, at_once(), terminal).targets {
        let path = match target {
            Target::Report(path) | Target::Unreadable(path, _) => path,
        };
        let folder = folder_of(&path).to_path_buf();
        if let Some(file) = find_configuration(&folder, read) {
            stamp(&file, &mut stamps);
        }
        folders.insert(folder);
    }
    for folder in folders {
        // A folder that is gone has changed; what is wrong with it is told by the run.
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if !hidden {
                stamp(&entry.path(), &mut stamps);
            }
        }
    }
    stamps
}

fn stamp(file: &Path, stamps: &mut Stamps) {
    if let Ok(about) = std::fs::metadata(file)
        && about.is_file()
    {
        let stamp = (about.modified().ok(), about.len());
        stamps.insert(file.to_path_buf(), stamp);
    }
}
