//! The end of a run over many reports: which came out how.

use crate::clean::on_one_line;
use crate::lang::Lang;
use crate::say::ignored::of_run as of_ignored;
use crate::say::reports::{cells, headings, more_consistent, totals};
use crate::say::run::{Run, Standing};
use crate::say::unchecked::not_one;
use crate::say::unchecked_reports::of_run;
use unicode_width::UnicodeWidthStr;

/// Up to so many reports each have their row; of more, those that agree are
/// only counted.
const ALL_SHOWN: usize = 40;

/// The reports by their outcome, as aligned columns.
pub(crate) fn text(run: &Run, lang: Lang) -> String {
    let all = run.lines.len() <= ALL_SHOWN;
    let shown = run
        .lines
        .iter()
        .filter(|line| all || line.standing() != Standing::Consistent);
    let mut rows = vec![headings(lang)];
    rows.extend(shown.map(|line| {
        let name = on_one_line(&line.path.display().to_string());
        cells(name, line, lang)
    }));
    let hidden = run.lines.len() + 1 - rows.len();
    let columns = rows[0].len();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .map(|row| row[column].width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in &rows {
        let mut aligned = String::new();
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[column] - cell.width());
            // Names and outcomes begin at the left, counts end at the right.
            match column == 0 || column + 1 == columns {
                true => aligned.push_str(&format!("{cell}{pad}  ")),
                false => aligned.push_str(&format!("{pad}{cell}  ")),
            }
        }
        text.push_str(aligned.trim_end());
        text.push('\n');
    }
    if hidden > 0 {
        text.push_str(&format!("{}\n", more_consistent(hidden, lang)));
    }
    text.push('\n');
    let ignored = of_ignored(run, lang);
    text.extend(ignored.map(|told| format!("{}\n", on_one_line(&told))));
    text.push_str(&totals(run, lang));
    text.push('\n');
    let mut unchecked = of_run(run, lang);
    // What could not be read has been told; that nothing was checked has not.
    if unchecked.is_empty() && !run.lines.is_empty() && run.tally().settled() == 0 {
        unchecked.push(not_one(lang));
    }
    text.extend(
        unchecked
            .iter()
            .map(|told| format!("{}\n", on_one_line(told))),
    );
    text
}
