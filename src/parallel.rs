//! Work done on several threads and taken in order, so that what comes out
//! does not depend on how many there are.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

/// How far the work may run ahead of what is taken, for each thread: it bounds
/// the memory where one piece takes long.
const AHEAD: usize = 32;

/// The bytes that may be done and not yet taken: what a thousand long reports
/// leave behind must not gather before one that takes long.
const HELD: usize = 16 << 20;

/// A thread's stack, in bytes: as much as the main thread has.
const STACK: usize = 8 << 20;

struct QueueState<T> {
    /// The next piece that no thread has begun.
    next: usize,
    /// The next piece to be taken.
    taken: usize,
    /// What is done and not yet taken, with its bytes; `None` where the work
    /// panicked.
    done: BTreeMap<usize, (Option<T>, usize)>,
    /// The bytes of all that is done and not yet taken.
    held: usize,
}

/// Does `work` for each of `0..count` on so many threads, and hands the
/// results to `take` in that order, on the calling thread. A piece of work that
/// panics gives `None`; the others go on. Stops early when `take` says so, and
/// pauses where what is not yet taken is of too many `bytes`.
pub(crate) fn in_order<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    bytes: impl Fn(&T) -> usize + Sync,
    mut take: impl FnMut(usize, Option<T>) -> bool,
) {
    let guarded = |index| catch_unwind(AssertUnwindSafe(|| work(index))).ok();
    let threads = threads.clamp(1, count.max(1));
    let state = Mutex::new(QueueState {
        next: 0,
        taken: 0,
        done: BTreeMap::new(),
        held: 0,
    });
    let changed = Condvar::new();
    let window = AHEAD * threads;
    let worker = || {
        let mut held = locked(&state);
        loop {
            // The piece that is waited for is always begun.
            while held.next < count
                && (held.next >= held.taken.saturating_add(window)
                    || (held.held > HELD && held.next > held.taken))
            {
                held = changed.wait(held).unwrap_or_else(PoisonError::into_inner);
            }
            let index = held.next;
            if index >= count {
                return;
            }
            held.next += 1;
            drop(held);
            let result = guarded(index);
            let size = result.as_ref().map_or(0, &bytes);
            held = locked(&state);
            held.held += size;
            held.done.insert(index, (result, size));
            changed.notify_all();
        }
    };
    std::thread::scope(|scope| {
        let spawn = |_| {
            let builder = Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, worker).is_ok()
        };
        let any = (0..threads).filter(|number| spawn(*number)).count() > 0;
        for index in 0..count {
            let result = match any {
                // No thread is to be had: then do it here.
                false => guarded(index),
                true => wait_for(index, &state, &changed),
            };
            let taken = catch_unwind(AssertUnwindSafe(|| take(index, result)));
            if !matches!(taken, Ok(true)) {
                let mut held = locked(&state);
                held.next = count;
                changed.notify_all();
            }
            match taken {
                Ok(true) => {}
                Ok(false) => return,
                // No thread waits any longer for what nobody takes.
                Err(panic) => resume_unwind(panic),
            }
        }
    });
}

fn wait_for<T>(index: usize, state: &Mutex<QueueState<T>>, changed: &Condvar) -> Option<T> {
    let mut held = locked(state);
    loop {
        if let Some((result, size)) = held.done.remove(&index) {
            held.taken = index + 1;
            held.held -= size;
            changed.notify_all();
            return result;
        }
        held = changed.wait(held).unwrap_or_else(PoisonError::into_inner);
    }
}

fn locked<T>(state: &Mutex<QueueState<T>>) -> MutexGuard<'_, QueueState<T>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{HELD, in_order};

    #[test]
    fn results_are_taken_in_order_whatever_the_number_of_threads() {
        for threads in [1, 2, 7, 64] {
            let mut taken = Vec::new();
            let work = |index: usize| {
                // The first take longest.
                let spins = (500 - index) * 20;
                (0..spins).fold(index, |sum, spin| sum ^ (spin & 1) ^ (spin & 1))
            };
            // Some are too large to wait beside others.
            let bytes = |index: &usize| if index.is_multiple_of(5) { HELD + 1 } else { 1 };
            in_order(500, threads, work, bytes, |index, result| {
                taken.push((index, result));
                true
            });
            let expected: Vec<_> = (0..500).map(|index| (index, Some(index))).collect();
            assert_eq!(taken, expected, "{threads} threads");
        }
    }

    #[test]
    fn work_that_panics_stops_no_other() {
        let mut taken = Vec::new();
        let work = |index: usize| {
            assert!(index != 3, "as the test wants it");
            index
        };
        in_order(
            6,
            2,
            work,
            |_| 0,
            |_, result| {
                taken.push(result);
                true
            },
        );
        assert_eq!(taken, [Some(0), Some(1), Some(2), None, Some(4), Some(5)]);
    }

    #[test]
    fn a_panic_while_taking_leaves_no_thread_waiting() {
        let ran = std::panic::catch_unwind(|| {
            in_order(
                10_000,
                2,
                |index| index,
                |_| 0,
                |index, _| {
                    assert!(index != 5, "as the test wants it");
                    true
                },
            );
        });
        assert!(ran.is_err());
    }

    #[test]
    fn taking_may_stop_the_work() {
        let mut count = 0;
        in_order(
            1_000_000,
            2,
            |index| index,
            |_| 0,
            |_, _| {
                count += 1;
                count < 10
            },
        );
        assert_eq!(count, 10);
        in_order(0, 4, |index| index, |_| 0, |_, _| true);
    }
}
