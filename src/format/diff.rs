//! The difference between two texts of a file, as `diff -u` shows it.

use crate::clean::{Own, on_one_line, output};
use std::ops::Range;
use std::path::Path;

/// Lines shown before and after what changes.
const CONTEXT: usize = 3;

const BOLD: &str = "1";
const RED: &str = "31";
const GREEN: &str = "32";
const CYAN: &str = "36";

/// A change: lines of the old text, and those that stand there instead.
type ChangedLines = (Range<usize>, Range<usize>);

/// The difference as a unified diff; empty where there is none.
pub(crate) fn unified(path: &Path, old: &str, new: &str, color: bool) -> String {
    let paint = |code: &str, line: &str| match color {
        true => format!("\u{1b}[{code}m{line}\u{1b}[0m\n"),
        false => format!("{line}\n"),
    };
    let (old, new) = (lines(old), lines(new));
    let changes = changes(&old, &new);
    if changes.is_empty() {
        return String::new();
    }
    let path = on_one_line(&path.display().to_string());
    let path = path.trim_start_matches("./").trim_start_matches('/');
    let mut text = paint(BOLD, &format!("--- a/{path}"));
    text.push_str(&paint(BOLD, &format!("+++ b/{path}")));
    for hunk in changes.chunk_by(|one, next| next.0.start - one.0.end <= 2 * CONTEXT) {
        let (first, last) = (&hunk[0], &hunk[hunk.len() - 1]);
        let lead = first.0.start.min(CONTEXT);
        let tail = (old.len() - last.0.end).min(CONTEXT);
        let of_old = span(first.0.start - lead..last.0.end + tail);
        let of_new = span(first.1.start - lead..last.1.end + tail);
        text.push_str(&paint(CYAN, &format!("@@ -{of_old} +{of_new} @@")));
        let mut at = first.0.start - lead;
        let mut add = |code: Option<&str>, sign: char, lines: &[&str]| {
            for line in lines {
                let shown = shown(sign, line);
                text.push_str(
                    &code.map_or_else(|| format!("{shown}\n"), |code| paint(code, &shown)),
                );
                if !line.ends_with('\n') {
                    text.push_str("\\ No newline at end of file\n");
                }
            }
        };
        for (out, into) in hunk {
            add(None, ' ', &old[at..out.start]);
            add(Some(RED), '-', &old[out.clone()]);
            add(Some(GREEN), '+', &new[into.clone()]);
            at = out.end;
        }
        add(None, ' ', &old[at..at + tail]);
    }
    text
}

/// Whether a difference shows lines otherwise than they are, since they would
/// steer what shows them: `patch` then finds them nowhere.
pub(crate) fn hides(difference: &str, old: &str, new: &str) -> bool {
    let shows = |line: &&str| {
        let line = line.strip_suffix('\n').unwrap_or(line);
        let shown = output(&shown(' ', line), Own::default()).into_owned();
        shown[1..] != *line && output(difference, Own::default()).contains(&shown[1..])
    };
    lines(old).iter().chain(&lines(new)).any(shows)
}

/// The lines of a text with their ends.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// A line as it is shown: nothing in it can disturb a terminal, and it is
/// still the line of the file, as far as that allows.
fn shown(sign: char, line: &str) -> String {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let (line, end) = match line.strip_suffix('\r') {
        Some(line) => (line, "\r"),
        None => (line, ""),
    };
    let line: Vec<String> = line.split('\t').map(on_one_line).collect();
    format!("{sign}{}{end}", line.join("\t"))
}

/// Which lines change. A change of cells leaves their number as it is, and
/// then each is compared with its own; otherwise all between the first and the
/// last that differ are one change.
fn changes(old: &[&str], new: &[&str]) -> Vec<ChangedLines> {
    if old.len() == new.len() {
        let differ = (0..old.len()).filter(|line| old[*line] != new[*line]);
        let mut changes: Vec<ChangedLines> = Vec::new();
        for line in differ {
            match changes.last_mut().filter(|(out, _)| out.end == line) {
                Some((out, into)) => (out.end, into.end) = (line + 1, line + 1),
                None => changes.push((line..line + 1, line..line + 1)),
            }
        }
        return changes;
    }
    let pairs = old.iter().zip(new);
    let head = pairs.take_while(|(old, new)| old == new).count();
    let pairs = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = pairs.take_while(|(old, new)| old == new).count();
    vec![(head..old.len() - tail, head..new.len() - tail)]
}

/// A stretch of lines as a hunk's head names it: the first, from 1, and how
/// many.
fn span(lines: Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::unified;
    use std::path::Path;

    fn diff(old: &str, new: &str) -> String {
        unified(Path::new("data/t.csv"), old, new, false)
    }

    #[test]
    fn changed_lines_stand_among_their_neighbours() {
        let old: String = (1..=20).map(|line| format!("{line},x\n")).collect();
        let new = old.replace("2,x", "2,y").replace("17,x", "17,z");
        assert_eq!(
            diff(&old, &new),
            "--- a/data/t.csv\n+++ b/data/t.csv\n\
             @@ -1,5 +1,5 @@\n 1,x\n-2,x\n+2,y\n 3,x\n 4,x\n 5,x\n\
             @@ -9,12 +9,12 @@\n 9,x\n 10,x\n 11,x\n-12,x\n+12,y\n 13,x\n 14,x\n 15,x\n 16,x\n\
             -17,x\n+17,z\n 18,x\n 19,x\n 20,x\n"
        );
        assert_eq!(diff(&old, &old), "");
    }

    #[test]
    fn line_ends_and_tabs_stay_and_controls_do_not() {
        assert_eq!(
            diff(
                "k\tv\r\na\t1\u{1b}[31m\r\nb\t3",
                "k\tv\r\na\t2\u{1b}[31m\r\nb\t4"
            ),
            "--- a/data/t.csv\n+++ b/data/t.csv\n@@ -1,3 +1,3 @@\n k\tv\r\n-a\t1\u{FFFD}[31m\r\n-b\t3\n\
             \\ No newline at end of file\n+a\t2\u{FFFD}[31m\r\n+b\t4\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn lines_that_are_shown_otherwise_are_known() {
        let old: String = (1..=20).map(|line| format!("{line},x\n")).collect();
        for (steers, hidden) in [("y\u{1b}[2J", true), ("##[error]", true), ("y:: #1", false)] {
            // Beside the change, and far from it.
            let near = old.replace("3,x", &format!("3,{steers}"));
            let far = old.replace("15,x", &format!("15,{steers}"));
            for (old, hidden) in [(near, hidden), (far, false)] {
                let new = old.replacen("2,x", "2,y", 1);
                let shown = diff(&old, &new);
                assert_eq!(super::hides(&shown, &old, &new), hidden, "{shown}");
            }
        }
    }

    #[test]
    fn other_numbers_of_lines_are_one_change() {
        assert_eq!(
            diff("k,v\na,\"1\n2\"\nb,3\n", "k,v\na,\"12\"\nb,3\n"),
            "--- a/data/t.csv\n+++ b/data/t.csv\n@@ -1,4 +1,3 @@\n k,v\n-a,\"1\n-2\"\n+a,\"12\"\n b,3\n"
        );
        assert!(diff("", "a\n").contains("@@ -0,0 +1 @@\n+a\n"));
    }

    #[test]
    fn colours_are_those_of_diff() {
        let text = unified(Path::new("/t.csv"), "a\nb\n", "a\nc\n", true);
        assert_eq!(
            text,
            "\u{1b}[1m--- a/t.csv\u{1b}[0m\n\u{1b}[1m+++ b/t.csv\u{1b}[0m\n\
             \u{1b}[36m@@ -1,2 +1,2 @@\u{1b}[0m\n a\n\u{1b}[31m-b\u{1b}[0m\n\u{1b}[32m+c\u{1b}[0m\n"
        );
    }
}
