//! The end of a run over many reports: which came out how.

use crate::clean::on_one_line;
use crate::lang::Lang;
use crate::say::by_rule;
use crate::say::ignored::of_run as of_ignored;
use crate::say::reports::{cells, headings, more_consistent, totals};
use crate::say::run::{Run, Standing};
use crate::say::unchecked::not_one;
use crate::say::unchecked_reports::of_run;
use unicode_width::UnicodeWidthStr;

/// Up to so many reports each have their row; of more, those that agree are
/// only counted.
const ALL_SHOWN: usize = 40;
/// Rules with a row of their own.
const RULES_SHOWN: usize = 10;

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
    // Names and outcomes begin at the left, counts end at the right.
    let mut text = aligned(&rows, &[0, rows[0].len() - 1]);
    if hidden > 0 {
        text.push_str(&format!("{}\n", more_consistent(hidden, lang)));
    }
    text.push('\n');
    if let Some(rules) = by_rule(run, lang) {
        text.push_str(&format!("{rules}\n"));
    }
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

/// The rules that most reports fail, as aligned columns.
fn by_rule(run: &Run, lang: Lang) -> Option<String> {
    let (rules, rest) = run.by_rule.failing(RULES_SHOWN, lang)?;
    let mut rows = vec![by_rule::headings(lang)];
    rows.extend(rules.iter().map(|line| line.cells(on_one_line, lang)));
    let mut text = aligned(&rows, &[0, 1]);
    if !rest.is_empty() {
        text.push_str(&format!("{rest}\n"));
    }
    Some(text)
}

/// Rows in columns; those that are named begin at the left.
fn aligned<const COLUMNS: usize>(rows: &[[String; COLUMNS]], left: &[usize]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max();
    let widths: Vec<usize> = (0..COLUMNS).map(|at| width(at).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[column] - cell.width());
            match left.contains(&column) {
                true => line.push_str(&format!("{cell}{pad}  ")),
                false => line.push_str(&format!("{pad}{cell}  ")),
            }
        }
        text.push_str(&format!("{}\n", line.trim_end()));
    }
    text
}
