//! Work done on several threads and taken in order, so that what comes out
//! does not depend on how many there are.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, Result};

/// How far the work may run ahead of what is taken, for each thread: it bounds
/// the memory where one piece takes long.
const AHEAD: usize = 32;

/// The bytes that may be done and not yet taken: what a thousand long reports
/// leave behind must not gather before one that takes long.
const HELD: usize = 16 << 20;

/// A thread's stack, in bytes: as much as the main thread has.
const STACK: usize = 8 << 20;

/// How many threads the machine runs at once, as far as it is known.
pub(crate) fn at_once() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

struct QueueState<T> {
    /// How many pieces there are, once the last one was handed out.
    count: Option<usize>,
    /// The next piece to be taken.
    taken: usize,
    /// What is done and not yet taken, with its bytes; an error where the
    /// work panicked.
    done: BTreeMap<usize, (Result<T>, usize)>,
    /// The bytes of all that is done and not yet taken.
    held: usize,
    /// Whether nothing more is wanted.
    stopped: bool,
    /// Whether a piece waits until something is taken.
    waiting: bool,
}

impl<T> QueueState<T> {
    /// Whether a piece may be begun: the one that is waited for always is.
    fn has_room(&self, index: usize, window: usize) -> bool {
        index <= self.taken || (index < self.taken.saturating_add(window) && self.held <= HELD)
    }
}

/// The pieces of the work, handed out one by one, and how many were.
struct Pieces<I> {
    iter: I,
    next: usize,
}

/// Does `work` for each of the pieces on so many threads, the calling one among
/// them, and hands the results to `take` in their order, on the calling thread.
/// A piece of work that panics is an error; the others go on. Stops early when
/// `take` says so, and pauses where what is not yet taken is of too many
/// `bytes`.
pub(crate) fn in_order<P, T: Send>(
    pieces: impl Iterator<Item = P> + Send,
    threads: usize,
    work: impl Fn(P) -> T + Sync,
    bytes: impl Fn(&T) -> usize + Sync,
    mut take: impl FnMut(usize, Result<T>) -> bool,
) {
    let guarded = |piece| catch_unwind(AssertUnwindSafe(|| work(piece)));
    if threads < 2 {
        for (index, piece) in pieces.enumerate() {
            if !take(index, guarded(piece)) {
                return;
            }
        }
        return;
    }
    let queue = Queue {
        state: Mutex::new(QueueState {
            count: None,
            taken: 0,
            done: BTreeMap::new(),
            held: 0,
            stopped: false,
            waiting: false,
        }),
        finished: Condvar::new(),
        room: Condvar::new(),
        pieces: Mutex::new(Pieces {
            iter: pieces,
            next: 0,
        }),
        window: AHEAD * threads,
    };
    let worker = || {
        while let Some((index, piece)) = queue.begin() {
            queue.work_on(index, || guarded(piece), &bytes);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            let builder = Builder::new().stack_size(STACK);
            // What no thread is to be had for is done here.
            let _ = builder.spawn_scoped(scope, worker);
        }
        for index in 0.. {
            let result = queue.wait_for(index, |index, piece| {
                queue.work_on(index, || guarded(piece), &bytes);
            });
            let Some(result) = result else { return };
            let taken = catch_unwind(AssertUnwindSafe(|| take(index, result)));
            if !matches!(taken, Ok(true)) {
                locked(&queue.state).stopped = true;
                queue.room.notify_all();
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

struct Queue<I, T> {
    state: Mutex<QueueState<T>>,
    /// The piece that is waited for is done, or there is none.
    finished: Condvar,
    /// Something was taken.
    room: Condvar,
    pieces: Mutex<Pieces<I>>,
    window: usize,
}

impl<P, I: Iterator<Item = P>, T> Queue<I, T> {
    /// The next piece and its number, once there is room for what comes of it.
    fn begin(&self) -> Option<(usize, P)> {
        loop {
            match self.begin_at_once() {
                Ok(piece) => return piece,
                Err(mut full) => {
                    full.waiting = true;
                    drop(wait(&self.room, full));
                }
            }
        }
    }

    /// The same; where there is no room, the state in which there was none.
    fn begin_at_once(
        &self,
    ) -> std::result::Result<Option<(usize, P)>, MutexGuard<'_, QueueState<T>>> {
        let mut pieces = locked(&self.pieces);
        let index = pieces.next;
        let state = locked(&self.state);
        if state.stopped || state.count.is_some() {
            return Ok(None);
        }
        if !state.has_room(index, self.window) {
            return Err(state);
        }
        drop(state);
        let piece = catch_unwind(AssertUnwindSafe(|| pieces.iter.next()));
        pieces.next = index + 1;
        match piece {
            Ok(Some(piece)) => return Ok(Some((index, piece))),
            Ok(None) => locked(&self.state).count = Some(index),
            // What cannot be handed out is work that panicked, and the last of it.
            Err(panic) => {
                let mut state = locked(&self.state);
                state.done.insert(index, (Err(panic), 0));
                state.count = Some(index + 1);
            }
        }
        self.finished.notify_all();
        Ok(None)
    }

    /// Does a piece and keeps what came of it until it is taken.
    fn work_on(&self, index: usize, work: impl FnOnce() -> Result<T>, bytes: impl Fn(&T) -> usize) {
        let result = work();
        let size = result.as_ref().map_or(0, bytes);
        let mut state = locked(&self.state);
        state.held += size;
        state.done.insert(index, (result, size));
        if index == state.taken {
            self.finished.notify_all();
        }
    }

    /// What came of a piece; `None` if there is no such piece. Until it is done,
    /// others are begun and handed to `work`.
    fn wait_for(&self, index: usize, work: impl Fn(usize, P)) -> Option<Result<T>> {
        loop {
            let mut state = locked(&self.state);
            if let Some((result, size)) = state.done.remove(&index) {
                state.taken = index + 1;
                state.held -= size;
                if std::mem::take(&mut state.waiting) {
                    self.room.notify_all();
                }
                return Some(result);
            }
            if state.count.is_some_and(|count| index >= count) {
                return None;
            }
            drop(state);
            match self.begin_at_once() {
                Ok(Some((index, piece))) => work(index, piece),
                Ok(None) => self.wait_until_done(index),
                Err(full) => {
                    drop(full);
                    self.wait_until_done(index);
                }
            }
        }
    }

    /// Waits until a piece that was begun is done; not where there is none.
    fn wait_until_done(&self, index: usize) {
        let mut state = locked(&self.state);
        let no_piece = |state: &QueueState<T>| state.count.is_some_and(|count| index >= count);
        while !state.done.contains_key(&index) && !no_piece(&state) {
            state = wait(&self.finished, state);
        }
    }
}

fn wait<'s, T>(
    changed: &Condvar,
    state: MutexGuard<'s, QueueState<T>>,
) -> MutexGuard<'s, QueueState<T>> {
    changed.wait(state).unwrap_or_else(PoisonError::into_inner)
}

fn locked<T>(state: &Mutex<T>) -> MutexGuard<'_, T> {
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
            in_order(0..500, threads, work, bytes, |index, result| {
                taken.push((index, result.ok()));
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
            0..6,
            2,
            work,
            |_| 0,
            |_, result| {
                taken.push(result.ok());
                true
            },
        );
        assert_eq!(taken, [Some(0), Some(1), Some(2), None, Some(4), Some(5)]);
    }

    #[test]
    fn pieces_that_cannot_be_handed_out_end_the_work() {
        let pieces = (0..6).inspect(|piece| assert!(*piece != 4, "as the test wants it"));
        let mut taken = Vec::new();
        in_order(
            pieces,
            3,
            |piece| piece,
            |_| 0,
            |_, result| {
                taken.push(result.ok());
                true
            },
        );
        assert_eq!(taken, [Some(0), Some(1), Some(2), Some(3), None]);
    }

    #[test]
    fn a_panic_while_taking_leaves_no_thread_waiting() {
        let ran = std::panic::catch_unwind(|| {
            in_order(
                0..10_000,
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
            0..1_000_000,
            2,
            |index| index,
            |_| 0,
            |_, _| {
                count += 1;
                count < 10
            },
        );
        assert_eq!(count, 10);
        in_order(0..0, 4, |index| index, |_| 0, |_, _| true);
    }
}
