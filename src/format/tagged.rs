//! Parts that say what they are, for formats that gather them: those put
//! them into another order, or several lists.

use crate::rule::Severity;

/// What a part is about, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum About {
    /// Something could not be read.
    Unread,
    /// A finding that is an error.
    Error,
    /// One that is a warning.
    Warning,
    /// One that is a note.
    Note,
    /// A waived finding.
    Waived,
    /// How much is not listed.
    Hidden,
    /// What could not be checked.
    NotChecked,
}

impl About {
    const ALL: [About; 7] = [
        About::Unread,
        About::Error,
        About::Warning,
        About::Note,
        About::Waived,
        About::Hidden,
        About::NotChecked,
    ];

    /// Of a finding of this severity.
    pub(crate) fn finding(severity: Severity) -> About {
        match severity {
            Severity::Error => About::Error,
            Severity::Warning => About::Warning,
            Severity::Note => About::Note,
        }
    }

    /// Whether it is a finding that is not waived.
    pub(crate) fn is_finding(self) -> bool {
        matches!(self, About::Error | About::Warning | About::Note)
    }

    /// A part that says so.
    pub(crate) fn tag(self, text: &str) -> String {
        format!("{}{text}", self as u8)
    }

    /// What a part is about, and its text.
    pub(crate) fn of(part: &str) -> (About, &str) {
        let (digit, text) = part.split_at_checked(1).unwrap_or(("", part));
        let number = digit.parse::<usize>().unwrap_or(0);
        (About::ALL[number.min(About::ALL.len() - 1)], text)
    }
}

/// Parts with what they are about, the most urgent first. What several
/// reports share, such as a mistake in their configuration, is there once.
pub(crate) fn sorted(parts: &[String]) -> Vec<(About, &str)> {
    let mut told = std::collections::HashSet::new();
    let parts = parts.iter().map(|part| About::of(part));
    let once = parts.filter(|(about, text)| *about != About::Unread || told.insert(*text));
    let mut sorted: Vec<(About, &str)> = once.collect();
    sorted.sort_by_key(|(about, _)| *about);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_know_what_they_are_about() {
        for about in About::ALL {
            assert_eq!(About::of(&about.tag("8 é")), (about, "8 é"));
        }
        let parts = [
            About::Note.tag("n"),
            About::Unread.tag("u"),
            About::Note.tag("n"),
        ];
        let again = [parts.clone(), parts].concat();
        let kinds: Vec<&str> = sorted(&again).into_iter().map(|(_, text)| text).collect();
        assert_eq!(kinds, ["u", "n", "n", "n", "n"]);
    }
}
