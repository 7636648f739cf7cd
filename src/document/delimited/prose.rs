//! Prose with tables in it: which lines of a text hold cells, and which are
//! lines of one paragraph.

/// Some lines of a text that follow one another.
pub(super) struct Stretch<'a> {
    /// How many lines stand before them.
    pub line: u64,
    /// The lines.
    pub text: &'a str,
    /// Whether they may hold cells.
    pub cells: bool,
}

/// Lines without cells that may stand within a table: blank ones, headings.
const WITHIN: usize = 2;
/// A line without a full stop that is as wide as this was broken for its length.
const WIDE: usize = 55;

/// The text in stretches of lines with cells and of others.
pub(super) fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut cells: Vec<bool> = lines.iter().map(|line| has_cells(line)).collect();
    // One line is no table.
    for at in 0..cells.len() {
        let beside = |at: Option<usize>| at.and_then(|at| cells.get(at)) == Some(&true);
        let near = (1..=WITHIN + 1).any(|by| beside(at.checked_sub(by)) || beside(Some(at + by)));
        cells[at] &= near;
    }
    fill(&mut cells, &lines);
    let mut stretches: Vec<Stretch<'_>> = Vec::new();
    let (mut line, mut from, mut end) = (0, 0, 0);
    for (at, own) in lines.iter().enumerate() {
        end += own.len();
        if cells.get(at + 1) != Some(&cells[at]) {
            stretches.push(Stretch {
                line,
                text: &text[from..end],
                cells: cells[at],
            });
            (line, from) = (at as u64 + 1, end);
        }
    }
    stretches
}

/// Takes lines between those with cells for lines of the table, and a title
/// right above.
fn fill(cells: &mut [bool], lines: &[&str]) {
    let with: Vec<usize> = (0..cells.len()).filter(|at| cells[*at]).collect();
    for pair in with.windows(2) {
        if pair[1] - pair[0] <= WITHIN + 1 {
            cells[pair[0]..pair[1]].fill(true);
        }
    }
    // The line right above the first one of a table may be its title.
    for at in with {
        let above = at.checked_sub(1).filter(|above| !cells[*above]);
        if let Some(above) = above {
            let text = lines[above].trim();
            cells[above] = !text.is_empty() && !goes_on(text) && !ends_sentence(text);
        }
    }
}

/// Whether a line may hold cells: it has a tab, a bar, a semicolon, or commas
/// without a space behind them.
fn has_cells(line: &str) -> bool {
    let bytes = line.trim().as_bytes();
    let inner = bytes.iter().any(|byte| matches!(byte, b'\t' | b'|' | b';'));
    let commas = bytes
        .windows(2)
        .filter(|pair| pair[0] == b',' && pair[1] != b' ');
    let quoted = commas.clone().count() > 0;
    inner && !ends_sentence(line.trim()) || quoted && !line.contains(", ")
}

/// Whether a line ends a sentence.
fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '。', '!', '！', '?', '？', '；', ';', ':', '：'])
}

/// Whether a line was broken for its length, so that the next one goes on.
pub(super) fn goes_on(line: &str) -> bool {
    let width: usize = line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum();
    width >= WIDE && !ends_sentence(line)
}

/// Whether a line begins a paragraph of its own: it is indented, an item of a
/// list, or numbered.
pub(super) fn begins(line: &str) -> bool {
    let text = line.trim_start();
    let indented = line.starts_with(['\u{3000}', '\t']) || line.starts_with("  ");
    let item = text.starts_with(['-', '*', '•', '·', '（', '(']);
    let number =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let numbered = number.len() < text.len() && number.starts_with(['.', '、', '．', ')']);
    indented || item || numbered
}

/// Joins a line to those before it.
pub(crate) fn join(text: &mut String, line: &str) {
    let wide = |c: Option<char>| c.is_some_and(is_wide);
    if !(wide(text.chars().last()) && wide(line.chars().next())) {
        text.push(' ');
    }
    text.push_str(line);
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}
