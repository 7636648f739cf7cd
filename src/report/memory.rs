//! How long a table may be that is held in memory: that hangs on what is free.

use super::options::Options;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

/// A table of this length is held on any machine, in bytes.
const ALWAYS: u64 = 64 << 20;
/// What a held table takes at most of the machine, its text and rows and all that
/// is made of them, as a multiple of its text. Measured: 11 where rows are short
/// and a rule looks at other rows of each key, 4 to 9 elsewhere; the rest is room.
const TIMES_TEXT: u64 = 24;
/// After so much text, what is free is looked at again, in bytes: figures that keep
/// exact ranges of their own take up to 170 times their text.
const LOOK_AGAIN: u64 = 32 << 20;
/// That part of what was free at first stays free for checking what is held.
const STAYS_FREE: u64 = 4;

/// What a table may take of the memory.
#[derive(Debug)]
pub(super) struct Memory {
    /// The longest table that is held, in bytes.
    longest: u64,
    /// What was free before it was read, in bytes, where that hangs on it.
    free: Option<u64>,
    /// The text that was held since what is free was looked at, in bytes.
    since: u64,
}

impl Memory {
    /// What the next table may take, of so many bytes in its file: as much as is
    /// said, or what is free allows.
    pub(super) fn for_table(length: u64, options: &Options) -> Memory {
        let (longest, free) = match options.hold {
            Some(mib) => (mib.saturating_mul(1 << 20), None),
            // Asking the machine takes longer than reading a short table. Text may
            // be longer than the bytes that it was encoded in.
            None if length <= ALWAYS / 2 => (ALWAYS, None),
            None => {
                let free = free();
                (ALWAYS.max(free / TIMES_TEXT), Some(free))
            }
        };
        let since = 0;
        Memory {
            longest,
            free,
            since,
        }
    }

    /// The longest table that is held, in bytes.
    pub(super) fn longest(&self) -> u64 {
        self.longest
    }

    /// The same in MiB.
    pub(super) fn mib(&self) -> u64 {
        self.longest >> 20
    }

    /// Whether there is room left after rows of so many bytes more.
    pub(super) fn has_room_after(&mut self, bytes: usize) -> bool {
        self.since += bytes as u64;
        let Some(before) = self.free.filter(|_| self.since >= LOOK_AGAIN) else {
            return true;
        };
        self.since = 0;
        free() >= before / STAYS_FREE
    }
}

/// The memory that is free, in bytes, within what this process may take; 0 where
/// the machine does not tell.
fn free() -> u64 {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    let system = System::new_with_specifics(memory);
    let own = system.cgroup_limits().map(|limits| limits.free_memory);
    own.unwrap_or(u64::MAX).min(system.available_memory())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_goes_before_what_is_free() {
        let said = Options {
            hold: Some(3),
            ..Options::default()
        };
        let mut said = Memory::for_table(u64::MAX, &said);
        assert_eq!((said.longest(), said.mib()), (3 << 20, 3));
        assert!(said.has_room_after(usize::MAX));
        assert_eq!(Memory::for_table(1, &Options::default()).free, None);
        let mut free = Memory::for_table(ALWAYS, &Options::default());
        assert!(free.longest() >= ALWAYS);
        assert!(free.has_room_after(1));
        free.free = Some(u64::MAX);
        assert!(free.has_room_after(1) && !free.has_room_after(LOOK_AGAIN as usize));
        assert!(free.has_room_after(1), "it is not looked at again at once");
    }
}
