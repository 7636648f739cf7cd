//! How a run ends, and the exit status that says so.

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing at or above `--fail-on` was found.
    Clean,
    /// Something was.
    Findings,
    /// The command, the configuration or a file could not be read.
    Unread,
}

impl Exit {
    /// The worse of two ends.
    #[must_use]
    pub fn worse(self, other: Exit) -> Exit {
        if self.code() >= other.code() {
            self
        } else {
            other
        }
    }

    /// The exit status.
    pub fn code(self) -> u8 {
        match self {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Unread => 2,
        }
    }
}
