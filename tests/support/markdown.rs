//! What tests read out of the documents: tables and fenced blocks.

/// The rows of the Markdown tables whose header begins with these cells.
pub(crate) fn rows(text: &str, header: &[&str]) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim().trim_start_matches('|').trim_end_matches('|');
        line.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    let mut inside = false;
    let mut rows = Vec::new();
    for line in text.lines() {
        if !line.starts_with('|') {
            inside = false;
        } else if cells(line)
            .starts_with(&header.iter().map(|h| (*h).to_owned()).collect::<Vec<_>>())
        {
            inside = true;
        } else if inside && !line.starts_with("|--") {
            rows.push(cells(line));
        }
    }
    rows
}

/// The text between back-quotes, or nothing.
pub(crate) fn code(cell: &str) -> &str {
    cell.strip_prefix('`')
        .and_then(|rest| rest.strip_suffix('`'))
        .unwrap_or("")
}

/// The fenced blocks of a kind.
pub(crate) fn blocks(path: &str, kind: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a text");
    let mut blocks = Vec::new();
    let mut open: Option<(bool, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(found)) => open = Some((found == kind, String::new())),
            (Some((wanted, block)), Some(_)) => {
                if *wanted {
                    blocks.push(std::mem::take(block));
                }
                open = None;
            }
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    blocks
}

/// The codes of findings that a page like `docs/findings.md` has a part on.
pub(crate) fn codes(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a text");
    let parts = text.lines().filter_map(|line| line.strip_prefix("### "));
    parts.map(str::to_owned).collect()
}
