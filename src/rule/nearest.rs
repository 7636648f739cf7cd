//! "Did you mean": the known name that is nearest to a mistyped one.

/// The known name with the fewest single-character edits (insert, drop,
/// replace, swap of neighbours: Damerau 1964, restricted), when that is close
/// enough to be a slip: at most a third of the name, at least one.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: Vec<char> = name.to_lowercase().chars().take(80).collect();
    let allowed = (name.len() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| {
            let letters: Vec<char> = candidate.to_lowercase().chars().take(80).collect();
            (edits(&name, &letters), candidate)
        })
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < candidate.chars().count().max(2)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The nearest of some names, as an owned string.
pub(super) fn nearest_of(name: &str, known: &[&'static str]) -> Option<String> {
    nearest(name, known.iter().copied()).map(str::to_owned)
}

fn edits(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if swapped {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_does_not() {
        let known = ["handled", "assigned", "办结", "办结率"];
        assert_eq!(nearest("hanlded", known), Some("handled"));
        assert_eq!(nearest("asigned", known), Some("assigned"));
        assert_eq!(nearest("办理率", known), Some("办结率"));
        assert_eq!(nearest("received", known), None);
        assert_eq!(nearest("x", known), None);
    }
}
