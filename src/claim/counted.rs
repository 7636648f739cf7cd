//! How much was read of some sentences.

/// What was read of the sentences of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The figures in them.
    pub figures: u64,
    /// Those that some claim is about.
    pub claimed: u64,
    /// The claims.
    pub claims: u64,
    /// Those of them that hold.
    pub hold: u64,
    /// Those that do not. What the others say cannot be told from the text alone.
    pub fail: u64,
}

impl Counted {
    /// Adds those of another text.
    pub(crate) fn add(&mut self, other: Counted) {
        self.figures += other.figures;
        self.claimed += other.claimed;
        self.claims += other.claims;
        self.hold += other.hold;
        self.fail += other.fail;
    }

    /// The same, of which so many hold and so many do not.
    pub(crate) fn judged(self, hold: u64, fail: u64) -> Counted {
        Counted { hold, fail, ..self }
    }

    /// How many claims are left open.
    pub(crate) fn open(self) -> u64 {
        self.claims.saturating_sub(self.hold + self.fail)
    }
}
