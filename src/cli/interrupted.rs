//! Ctrl-C and a polite end from outside: what is half written is taken away,
//! and the run ends as it would have.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// The files that are not finished.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
static WATCHED: Once = Once::new();

fn unfinished() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes a file away if the run is ended from now on.
pub(super) fn begin(temporary: &Path) {
    WATCHED.call_once(watch);
    // The folder that is current now need not be so later.
    let whole = std::path::absolute(temporary);
    unfinished().insert(whole.unwrap_or_else(|_| temporary.to_path_buf()));
}

/// A file is finished, or gone.
pub(super) fn end(temporary: &Path) {
    let whole = std::path::absolute(temporary);
    unfinished().remove(whole.as_deref().unwrap_or(temporary));
}

/// Waits for signals in a thread of its own.
#[cfg(unix)]
fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    // Without it, the next run takes away what is left.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    let wait = move || {
        for signal in signals.forever() {
            let files = unfinished();
            for file in files.iter() {
                let _gone = std::fs::remove_file(file);
            }
            // The lock is kept, so that nothing new is begun.
            let _ended = emulate_default_handler(signal);
        }
    };
    let _watching = std::thread::Builder::new().spawn(wait);
}

#[cfg(not(unix))]
fn watch() {}
