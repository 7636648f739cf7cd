//! Work done on several threads and taken in order, so that what comes out
//! does not depend on how many there are.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

/// How far the work may run ahead of what is taken, for each thread: it bounds
/// the memory where one piece takes long.
const AHEAD: usize = 32;

/// A thread's stack, in bytes: as much as the main thread has.
const STACK: usize = 8 << 20;

struct State<T> {
    /// The next piece that no thread has begun.
    next: usize,
    /// The next piece to be taken.
    taken: usize,
    /// What is done and not yet taken; `None` where the work panicked.
    done: BTreeMap<usize, Option<T>>,
}

/// Does `work` for each of `0..count` on so many threads, and hands the
/// results to `take` in that order, on the calling thread. A piece of work that
/// panics gives `None`; the others go on. Stops early when `take` says so.
pub(crate) fn in_order<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, Option<T>) -> bool,
) {
    let guarded = |index| catch_unwind(AssertUnwindSafe(|| work(index))).ok();
    let threads = threads.clamp(1, count.max(1));
    let state = Mutex::new(State {
        next: 0,
        taken: 0,
        done: BTreeMap::new(),
    });
    let changed = Condvar::new();
    let window = AHEAD * threads;
    let worker = || {
        let mut held = locked(&state);
        loop {
            while held.next < count && held.next >= held.taken.saturating_add(window) {
                held = changed.wait(held).unwrap_or_else(PoisonError::into_inner);
            }
            let index = held.next;
            if index >= count {
                return;
            }
            held.next += 1;
            drop(held);
            let result = guarded(index);
            held = locked(&state);
            held.done.insert(index, result);
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
            if !take(index, result) {
                let mut held = locked(&state);
                held.next = count;
                changed.notify_all();
                return;
            }
        }
    });
}

fn wait_for<T>(index: usize, state: &Mutex<State<T>>, changed: &Condvar) -> Option<T> {
    let mut held = locked(state);
    loop {
        if let Some(result) = held.done.remove(&index) {
            held.taken = index + 1;
            changed.notify_all();
            return result;
        }
        held = changed.wait(held).unwrap_or_else(PoisonError::into_inner);
    }
}

fn locked<T>(state: &Mutex<State<T>>) -> MutexGuard<'_, State<T>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_are_taken_in_order_whatever_the_number_of_threads() {
        for threads in [1, 2, 7, 64] {
            let mut taken = Vec::new();
            let work = |index: usize| {
                // The first take longest.
                let spins = (500 - index) * 20;
                (0..spins).fold(index, |sum, spin| sum ^ (spin & 1) ^ (spin & 1))
            };
            in_order(500, threads, work, |index, result| {
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
        in_order(6, 2, work, |_, result| {
            taken.push(result);
            true
        });
        assert_eq!(taken, [Some(0), Some(1), Some(2), None, Some(4), Some(5)]);
    }

    #[test]
    fn taking_may_stop_the_work() {
        let mut count = 0;
        in_order(
            1_000_000,
            2,
            |index| index,
            |_, _| {
                count += 1;
                count < 10
            },
        );
        assert_eq!(count, 10);
        in_order(0, 4, |index| index, |_, _| true);
    }
}
