//! Draws columns for a terminal: fitted to its width, rules where totals
//! begin, colours where it has them. Knows nothing of reports.

use crate::format::text::fit::{Need, share, widest_word, width, wrap};
use crate::rule::Severity;
use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};

/// Columns between two columns.
const GAP: usize = 2;
/// A column of words is not made narrower than this, nor than its widest word
/// where that is not too wide itself.
const LEAST_WORDS: usize = 10;
const WIDEST_WORD: usize = 16;

/// Invisible characters around a footnote sign, where its colour begins and
/// ends. Cells cannot hold them: `clean` takes them out.
const COLOR_BEGINS: [char; 3] = ['\u{2061}', '\u{2062}', '\u{2063}'];
const COLOR_ENDS: char = '\u{2060}';
/// Fills the line between two rows, so that rows can be told apart once drawn.
const BETWEEN_ROWS: char = '\u{2064}';

const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// What is drawn on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paper {
    /// Columns to fit into.
    pub width: usize,
    /// With colours.
    pub color: bool,
}

/// A column.
pub(crate) struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether it holds numbers, which are never wrapped and stand to the right.
    pub numbers: bool,
}

/// A row.
pub(crate) struct Row {
    /// Its cells.
    pub cells: Vec<String>,
    /// Whether it is set apart as a total.
    pub total: bool,
}

/// Columns and rows to draw.
pub(crate) struct Grid {
    /// The columns; the first one names the rows.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The escape sequence of a severity's colour.
fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "\u{1b}[1;31m",
        Severity::Warning => "\u{1b}[1;33m",
        Severity::Note => "\u{1b}[1;36m",
    }
}

/// A footnote sign that [`Grid::draw`] colours.
pub(crate) fn sign(number: usize, severity: Severity) -> String {
    let begins = COLOR_BEGINS[severity as usize];
    format!("{begins}[{number}]{COLOR_ENDS}")
}

impl Paper {
    /// A line with its signs coloured, in bold where wanted.
    pub(crate) fn finish(self, line: &str, bold: bool) -> String {
        let line = line.trim_end();
        let bold = bold && self.color && !line.is_empty();
        let mut text = String::from(if bold { BOLD } else { "" });
        let mut open = bold;
        for c in line.chars() {
            let begins = COLOR_BEGINS.iter().position(|begins| *begins == c);
            if let Some(severity) = begins {
                if self.color {
                    text.push_str(color(Severity::ALL[severity]));
                    open = true;
                }
            } else if c != COLOR_ENDS {
                text.push(c);
            } else if self.color {
                text.push_str(PLAIN);
                text.push_str(if bold { BOLD } else { "" });
                open = bold;
            }
        }
        text.push_str(if open { PLAIN } else { "" });
        text.push('\n');
        text
    }
}

impl Grid {
    /// Draws the grid: side by side where that fits, else in several tables,
    /// each with the first column again.
    pub(crate) fn draw(&self, paper: Paper) -> String {
        let parts = self.parts(paper.width);
        let drawn = parts.iter().map(|(columns, widths)| {
            let lines = self.lines(columns, widths);
            self.with_rules(&lines, paper)
        });
        drawn.collect::<Vec<_>>().join("\n")
    }

    /// The columns of each table to draw, with their widths.
    fn parts(&self, room: usize) -> Vec<(Vec<usize>, Vec<usize>)> {
        let needs: Vec<Need> = (0..self.columns.len()).map(|at| self.need(at)).collect();
        let fit = |columns: &[usize]| {
            let gaps = GAP * columns.len().saturating_sub(1);
            let own: Vec<Need> = columns.iter().map(|&at| needs[at]).collect();
            share(&own, room.saturating_sub(gaps))
        };
        let mut parts = Vec::new();
        let mut columns = vec![0];
        for at in 1..self.columns.len() {
            columns.push(at);
            if columns.len() > 2 && fit(&columns).is_none() {
                columns.pop();
                parts.push(std::mem::replace(&mut columns, vec![0, at]));
            }
        }
        parts.push(columns);
        let with_widths = |columns: Vec<usize>| {
            let least = || columns.iter().map(|&at| needs[at].least).collect();
            let widths = fit(&columns).unwrap_or_else(least);
            (columns, widths)
        };
        parts.into_iter().map(with_widths).collect()
    }

    fn need(&self, at: usize) -> Need {
        let column = &self.columns[at];
        let cells = || self.rows.iter().filter_map(|row| row.cells.get(at));
        let widest = cells().flat_map(|cell| cell.lines()).map(width).max();
        let widest = widest.unwrap_or(0);
        let heading = widest_word(&column.heading);
        let whole = widest.max(width(&column.heading));
        let least = if column.numbers {
            widest.max(heading)
        } else {
            let words = cells().map(|cell| widest_word(cell).min(WIDEST_WORD));
            let word = words.max().unwrap_or(0).max(heading);
            whole.min(LEAST_WORDS.max(word))
        };
        Need { whole, least }
    }

    /// The drawn lines, with a line of [`BETWEEN_ROWS`] between any two rows.
    fn lines(&self, columns: &[usize], widths: &[usize]) -> Vec<String> {
        let mut table = Table::new();
        let rule = LineStyle::none().fill('─');
        let between = LineStyle::none().fill(BETWEEN_ROWS);
        let style = TableStyle::new()
            .header_separator(rule)
            .row_separator(between);
        table
            .load_style(style)
            .set_content_arrangement(ContentArrangement::Disabled);
        let shown = || columns.iter().zip(widths);
        table.set_header(shown().map(|(&at, &room)| {
            let heading = wrap(&self.columns[at].heading, room).join("\n");
            Cell::new(heading).set_alignment(self.side(at))
        }));
        for row in &self.rows {
            table.add_row(shown().map(|(&at, &room)| {
                let text = row.cells.get(at).map_or("", String::as_str);
                let cell = match self.columns[at].numbers {
                    true => Cell::new(text),
                    false => Cell::new(wrap(text, room).join("\n")),
                };
                cell.set_alignment(self.side(at))
            }));
        }
        for (at, &own) in widths.iter().enumerate() {
            let gap = if at + 1 == widths.len() { 0 } else { GAP };
            let fixed = |width: usize| u16::try_from(width).unwrap_or(u16::MAX);
            if let Some(column) = table.column_mut(at) {
                let width = Width::Fixed(fixed(own + gap));
                column.set_padding((0, fixed(gap)));
                column.set_constraint(ColumnConstraint::Absolute(width));
            }
        }
        table.lines().collect()
    }

    fn side(&self, at: usize) -> CellAlignment {
        if self.columns[at].numbers {
            CellAlignment::Right
        } else {
            CellAlignment::Left
        }
    }

    /// Takes out the lines between rows but those where totals begin or end.
    fn with_rules(&self, lines: &[String], paper: Paper) -> String {
        let total = |row: usize| self.rows.get(row).is_some_and(|row| row.total);
        let mut text = String::new();
        let mut row = None;
        for line in lines {
            if line.starts_with(BETWEEN_ROWS) {
                let before = row.unwrap_or(0);
                row = Some(before + 1);
                if total(before) != total(before + 1) {
                    let rule = "─".repeat(line.chars().count());
                    text.push_str(&paper.finish(&rule, false));
                }
            } else if row.is_none() && line.starts_with('─') {
                row = Some(0);
                text.push_str(&paper.finish(line, false));
            } else {
                text.push_str(&paper.finish(line, row.is_none_or(total)));
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(cells: &[&[&str]], totals: &[usize]) -> Grid {
        let column = |(at, heading): (usize, &&str)| Column {
            heading: (*heading).to_owned(),
            numbers: at > 0,
        };
        let row = |(at, cells): (usize, &&[&str])| Row {
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            total: totals.contains(&at),
        };
        Grid {
            columns: cells[0].iter().enumerate().map(column).collect(),
            rows: cells[1..].iter().enumerate().map(row).collect(),
        }
    }

    const WIDE: Paper = Paper {
        width: 80,
        color: false,
    };

    #[test]
    fn totals_are_set_apart() {
        let drawn = grid(&[&["项目", "n"], &["市人大", "1"], &["合计", "1"]], &[1]).draw(WIDE);
        assert_eq!(
            drawn,
            "项目    n\n─────────\n市人大  1\n─────────\n合计    1\n"
        );
    }

    #[test]
    fn what_does_not_fit_is_drawn_in_parts() {
        let narrow = Paper { width: 20, ..WIDE };
        let drawn = grid(&[&["item", "assigned", "completed"], &["a", "1", "2"]], &[]);
        assert_eq!(
            drawn.draw(narrow),
            "item  assigned\n──────────────\na            1\n\n\
             item  completed\n───────────────\na             2\n"
        );
    }

    #[test]
    fn colours_only_where_wanted() {
        let line = format!("7 {} ", sign(2, Severity::Warning));
        assert_eq!(WIDE.finish(&line, true), "7 [2]\n");
        let paper = Paper {
            color: true,
            ..WIDE
        };
        let coloured = paper.finish(&line, true);
        assert_eq!(
            coloured,
            "\u{1b}[1m7 \u{1b}[1;33m[2]\u{1b}[0m\u{1b}[1m\u{1b}[0m\n"
        );
    }
}
