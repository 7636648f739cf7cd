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
}

impl Counted {
    /// Adds those of another text.
    pub(crate) fn add(&mut self, other: Counted) {
        self.figures += other.figures;
        self.claimed += other.claimed;
        self.claims += other.claims;
        self.hold += other.hold;
    }

    /// The same, of which so many hold.
    pub(crate) fn holding(self, hold: u64) -> Counted {
        Counted { hold, ..self }
    }
}
