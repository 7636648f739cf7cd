//! Which names may occur twice, told in fixed memory however many there are:
//! each marks one of many slots, and two that are the same mark the same one. What
//! shares its slot with another by chance is told apart when those that are left
//! mark other slots (multistage filtering, as for iceberg queries: Fang et al.,
//! VLDB 1998).

use std::hash::{DefaultHasher, Hash, Hasher};

/// Slots that names have marked.
pub(super) struct Marks {
    /// Which of the stages this is; each has slots of its own for a name.
    stage: u32,
    slots: u64,
    once: Vec<u64>,
    twice: Vec<u64>,
    /// How many names share a slot, and how many slots are shared.
    shared: (u64, u64),
}

impl Marks {
    /// No slot of so many is marked yet; each takes two bits.
    pub(super) fn new(stage: u32, slots: u64) -> Marks {
        let words = usize::try_from(slots / 64 + 1).unwrap_or(usize::MAX);
        Marks {
            stage,
            slots,
            once: vec![0; words],
            twice: vec![0; words],
            shared: (0, 0),
        }
    }

    fn slot(&self, name: &str) -> (usize, u64) {
        let mut hasher = DefaultHasher::new();
        (self.stage, name).hash(&mut hasher);
        let slot = hasher.finish() % self.slots;
        let word = usize::try_from(slot / 64).unwrap_or_default();
        (word, 1 << (slot % 64))
    }

    /// Marks the slot of a name.
    pub(super) fn mark(&mut self, name: &str) {
        let (word, bit) = self.slot(name);
        if self.once[word] & bit == 0 {
            self.once[word] |= bit;
            return;
        }
        let first = u64::from(self.twice[word] & bit == 0);
        self.shared.0 += 1 + first;
        self.shared.1 += first;
        self.twice[word] |= bit;
    }

    /// All are marked: what is kept is which slots are shared.
    pub(super) fn close(&mut self) {
        self.once = Vec::new();
    }

    /// Whether a name may occur twice: its slot was marked more than once.
    pub(super) fn is_shared(&self, name: &str) -> bool {
        let (word, bit) = self.slot(name);
        self.twice[word] & bit != 0
    }

    /// About how many different names share their slot: two a slot, where not
    /// more were marked.
    pub(super) fn different(&self) -> u64 {
        let (names, slots) = self.shared;
        names.min(2 * slots)
    }
}

#[cfg(test)]
mod tests {
    use super::Marks;

    #[test]
    fn names_that_come_back_share_a_slot_and_few_others_do() {
        let names: Vec<String> = (0..3_000).map(|at| format!("k{}", at % 2_990)).collect();
        let mut marks = Marks::new(0, 1 << 20);
        names.iter().for_each(|name| marks.mark(name));
        marks.close();
        assert!((0..10).all(|at| marks.is_shared(&format!("k{at}"))));
        let shared = names.iter().filter(|name| marks.is_shared(name)).count();
        assert!((20..60).contains(&shared));
        assert!((18..=shared as u64).contains(&marks.different()));
    }

    #[test]
    fn each_stage_has_slots_of_its_own() {
        let slot = |stage| Marks::new(stage, 1 << 20).slot("k1");
        assert!(slot(0) != slot(1) && slot(1) != slot(2));
    }
}
