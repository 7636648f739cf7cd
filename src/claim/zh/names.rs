//! How much two names have in common.

/// How many characters two names have in common, side by side.
pub(super) fn common(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut best = 0;
    let mut row = vec![0; other.len() + 1];
    for a in &one {
        let mut before = 0;
        for (at, b) in other.iter().enumerate() {
            let diagonal = before;
            before = row[at + 1];
            row[at + 1] = if a == b { diagonal + 1 } else { 0 };
            best = best.max(row[at + 1]);
        }
    }
    best
}
