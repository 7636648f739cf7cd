//! What stands above the data: the header is the lowest lines of several cells,
//! single cells above it are its title.

use super::lines::Lines;
use super::stretch::Stretch;
use super::understood::LineClass;

impl Stretch<'_, '_> {
    /// The lines above the data: the header is the lowest lines of several
    /// cells, with no blank one among them.
    pub(super) fn classify_above(&self, lines: &mut Lines, first: usize) {
        let start = lines.extent.start;
        let key = lines.figures.first().copied().unwrap_or(self.width.start);
        let several = |row: &usize| {
            let marked = self.profile.grid.rows[*row].header;
            let single = self.profile.only_cell(*row, &self.width);
            let counts = self.counts[*row].cells;
            marked || counts > 1 || single.is_some_and(|cell| cell.column >= key.max(1))
        };
        let header = |row: &usize| several(row) && !self.states_unit(*row);
        let lowest = (start..first).rev().find(header);
        let run = lowest.map(|lowest| {
            let run = |from: usize| (start..=from).rev().take_while(header).last();
            let mut top = run(lowest).unwrap_or(lowest);
            if let Some(above) = top.checked_sub(2).filter(|above| *above >= start)
                && header(&above)
                && self.is_header_over_blank(above, top, lowest)
            {
                top = run(above).unwrap_or(above);
            }
            let titles = (top..lowest).take_while(|row| self.is_title_of_cells(*row, lowest));
            let top = titles.last().map_or(top, |last| last + 1);
            let texts = (top + 1..=lowest).find(|row| self.is_row_of_texts(*row, row - 1));
            top..texts.unwrap_or(lowest + 1)
        });
        let header = run.unwrap_or(first..first);
        for row in start..first {
            let class = match self.counts[row].cells {
                0 => LineClass::Blank,
                _ if self.states_unit(row) && self.says_who_and_unit(row) => LineClass::Unit,
                _ if header.contains(&row) => LineClass::Header,
                2.. if row >= header.end && !header.is_empty() => LineClass::Data,
                _ if row >= header.end && !header.is_empty() => LineClass::Group,
                _ => LineClass::Title,
            };
            lines.set(row, class);
        }
        let numbering = header.clone();
        let numbering =
            numbering.filter(|row| *row > header.start && self.numbers_columns(*row, start));
        lines.numbering = numbering.collect();
        lines.header = header;
    }

    /// Whether a line below a header that names every column is one of texts: it
    /// has a label, and few cells beside it.
    fn is_row_of_texts(&self, row: usize, header: usize) -> bool {
        let cells = |row: usize| self.profile.cells(row, &self.width);
        let first = |row: usize| cells(row).next().map(|(cell, _)| cell.column);
        let over = self.counts[header].cells;
        let sparse = self.counts[row].cells * 2 <= over;
        let mut columns = cells(header).map(|(cell, _)| cell.column);
        let (from, to) = (
            first(header).unwrap_or_default(),
            columns.next_back().unwrap_or_default(),
        );
        let full = (to - from) as usize + 1 == over && over > 2;
        sparse && full && first(row) == first(header) && first(row) == Some(self.width.start)
    }

    /// Whether a line that states a unit says nothing else, or what is asked for
    /// on forms: 编制单位：某局.
    fn says_who_and_unit(&self, row: usize) -> bool {
        let mut cells = self.profile.cells(row, &self.width);
        let first = cells.next().map(|(cell, _)| cell.text.as_str());
        cells.next().is_none() || first.is_some_and(|text| text.contains([':', '：']))
    }

    /// Whether a line above a header is a title in two cells: `3` and what it is
    /// of, `Year:` and which.
    fn is_title_of_cells(&self, row: usize, lowest: usize) -> bool {
        let cells: Vec<_> = self.profile.cells(row, &self.width).collect();
        let [(first, kind), (second, _)] = cells.as_slice() else {
            return false;
        };
        let fewer = (row + 1..=lowest).any(|row| self.counts[row].cells > 2);
        let text = first.text.trim();
        let asks = text.ends_with([':', '：']);
        let numbered = kind.is_figure() || text.chars().count() <= 4;
        let long = |text: &str, least: usize| text.chars().count() > least;
        let leads = first.column == self.width.start;
        let prose = numbered && long(&second.text, 30) || leads && long(&second.text, 50);
        fewer && (asks || prose)
    }

    /// Whether a line belongs to the header below it although a blank line stands
    /// between: it has about as many cells, all of them short.
    fn is_header_over_blank(&self, row: usize, below: usize, lowest: usize) -> bool {
        let blank = (row + 1..below).all(|row| self.counts[row].cells == 0);
        let counts = self.counts[row];
        let many = counts.cells > 1 && counts.cells * 2 >= self.counts[lowest].cells;
        let mut cells = self.profile.cells(row, &self.width);
        blank
            && many
            && counts.figures == 0
            && cells.all(|(cell, _)| cell.text.chars().count() <= 60)
    }
}
