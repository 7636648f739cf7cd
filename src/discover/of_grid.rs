//! A grid of a document as a field: what its figures print, read with the
//! decimal sign of its own table; what calls its lines is words.

use super::field::{Field, FieldCell, Line, Printed};
use super::likely::Slips;
use super::relation::{Crosses, Discovered, Outcome, Relation, RelationKind, Standing};
use super::search::discover;
use crate::document::{Block, Document, Grid, GridRow, Hint};
use crate::figure::{
    Context, DecimalSign, Figure, GluedLetters, Hedge, Prints, Reading, Seen, Signs, UnitBook,
    look, read,
};
use crate::structure::{Holds, LineClass, Structure, Understood, row_names, understand};
use std::collections::BTreeMap;

/// Longer texts do not say what a line is.
const WORDS: usize = 60;
/// So many cells of a line may say what it is.
const CELLS: usize = 4;

/// A table of a document that was searched.
#[derive(Clone, Debug)]
pub(crate) struct Searched {
    /// What it is called, where something calls it.
    pub name: Option<String>,
    /// What each of its rows is called.
    pub called: Vec<String>,
    /// By which number people find each of its rows.
    pub numbers: Vec<u64>,
    /// Whether its columns have letters, as in a sheet.
    pub is_sheet: bool,
    /// What was searched.
    pub field: Field,
    /// What was found.
    pub found: Discovered,
}

impl Searched {
    /// A product as the division that it is too: how many things the result is
    /// for, as whole numbers, over what each of them is. The quotient, what is
    /// divided, and by what; none where that cannot be told.
    pub(crate) fn division(&self, relation: &Relation) -> Option<[usize; 3]> {
        let [one, other] = relation.operands.as_slice() else {
            return None;
        };
        let whole = |line: usize| {
            let held = relation.over.iter().filter(|(_, outcome)| outcome.holds());
            let figures = held.map(|(at, _)| self.field.figure(relation.along.cell(line, *at)));
            figures.flatten().all(Printed::is_whole)
        };
        let (count, each) = match (whole(one.line), whole(other.line)) {
            (true, false) => (one.line, other.line),
            (false, true) => (other.line, one.line),
            _ => return None,
        };
        (relation.kind == RelationKind::Product).then_some([count, relation.result, each])
    }
}

impl Searched {
    /// In how many lines a sum holds only since something may have been rounded.
    pub(crate) fn rounded(&self, relation: &Relation) -> usize {
        let over = relation.over.iter();
        let held = over.filter(|(_, outcome)| *outcome == Outcome::Holds);
        held.filter(|(crossing, _)| self.is_off(relation, *crossing) == Some(true))
            .count()
    }

    /// Whether the printed parts of a sum give something else than its print in a
    /// crossing line; none where that is no sum, or cannot be told.
    fn is_off(&self, relation: &Relation, crossing: usize) -> Option<bool> {
        let figure = |line: usize| self.field.figure(relation.along.cell(line, crossing));
        if !relation.kind.adds() {
            return None;
        }
        let operands = relation.operands.iter();
        let parts: Vec<(bool, Printed)> = operands
            .filter_map(|operand| Some((operand.minus, figure(operand.line)?)))
            .collect();
        let result = figure(relation.result)?;
        let places = parts.iter().map(|(_, part)| part.places);
        let places = places.fold(result.places, i32::max);
        let mut rest = result.digits_in(places)?;
        for (minus, part) in parts {
            let digits = part.digits_in(places)?;
            rest = match minus {
                true => rest.checked_add(digits)?,
                false => rest.checked_sub(digits)?,
            };
        }
        Some(rest != 0)
    }
}

/// Searches all grids of a document.
pub(crate) fn search(document: &Document, units: &UnitBook) -> Vec<Searched> {
    let blocks = document.content.blocks.iter();
    let grids = blocks.filter_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        Block::Paragraph(_) => None,
    });
    let searched = grids.map(|grid| {
        let structure = understand(grid, units);
        let field = field_of(grid, &structure, units);
        let title = structure
            .tables
            .first()
            .and_then(|table| table.title.clone());
        let number = |row: usize| match grid.is_sheet {
            true => grid.number(row),
            false => row as u64 + 1,
        };
        Searched {
            name: grid.name.clone().or(title),
            called: called(&structure, &field),
            numbers: (0..grid.rows.len()).map(number).collect(),
            is_sheet: grid.is_sheet,
            found: told(&field, discover(&field)),
            field,
        }
    });
    searched.collect()
}

/// What is told of what was found, as the checks of a table tell it: lines
/// beyond that likely have a slip in them belong to their relation, and what only
/// a name tells of is none where nothing bears it out.
fn told(field: &Field, mut found: Discovered) -> Discovered {
    let slips = Slips::of(field, &found.relations);
    let slips_of = |relation: &Relation| -> Vec<(usize, Outcome)> {
        let all = relation.over.iter().chain(&relation.beyond);
        let slips = all.filter(|(crossing, outcome)| {
            matches!(outcome, Outcome::Fails(miss) if slips.is_slip(relation, *crossing, *miss))
        });
        slips.copied().collect()
    };
    let of_all: Vec<Vec<(usize, Outcome)>> = found.relations.iter().map(slips_of).collect();
    let mut of_all = of_all.into_iter();
    found.relations.retain_mut(|relation| {
        let slips = of_all.next().unwrap_or_default();
        let kept = relation.holds() > 0 || !slips.is_empty();
        let is_own = |crossing: usize, over: &[(usize, Outcome)]| {
            over.iter().any(|(own, _)| *own == crossing)
        };
        for (crossing, outcome) in slips {
            if !is_own(crossing, &relation.over) {
                relation.over.push((crossing, outcome));
            }
        }
        relation
            .over
            .sort_unstable_by_key(|(crossing, _)| *crossing);
        let over = std::mem::take(&mut relation.over);
        relation
            .beyond
            .retain(|(crossing, _)| !is_own(*crossing, &over));
        relation.over = over;
        if relation.standing == Standing::Holds {
            relation.standing = Standing::of(relation.holds(), relation.fails().count());
        }
        kept
    });
    found
}

/// What rows are called, as the rules of their tables call them.
fn called(structure: &Structure, field: &Field) -> Vec<String> {
    let mut called: Vec<String> = field.rows.iter().map(|row| row.label.clone()).collect();
    for table in &structure.tables {
        let rows: Vec<_> = table
            .rows
            .iter()
            .filter(|row| row.class.is_data())
            .collect();
        for (row, name) in rows.iter().zip(row_names(&rows)) {
            if let Some(called) = called.get_mut(row.row).filter(|_| !name.is_empty()) {
                *called = name;
            }
        }
    }
    called
}

/// Takes a grid for a field, row by row and column by column: the lines of the
/// field are those of the grid.
fn field_of(grid: &Grid, structure: &Structure, units: &UnitBook) -> Field {
    let width = usize::try_from(grid.width()).unwrap_or(0);
    let mut field = Field::new(
        row_lines(grid, structure),
        column_lines(grid, structure, width),
    );
    let prints = prints(grid);
    let context = Context {
        prints: &prints,
        ..Context::of_unit(units, None)
    };
    for (at, row) in grid.rows.iter().enumerate() {
        for cell in &row.cells {
            let words = is_label(structure, at, cell.column)
                || matches!(cell.hint, Hint::Date | Hint::Error);
            let found = match words {
                true => FieldCell::Words,
                false => of_print(&cell.text, &context),
            };
            field.set(at, cell.column as usize, found);
        }
    }
    field
}

/// What a cell prints.
fn of_print(text: &str, context: &Context<'_>) -> FieldCell {
    match read(text, context) {
        Reading::Figure(figure) => printed(&figure).map_or(FieldCell::Words, FieldCell::Figure),
        Reading::Blank | Reading::NotApplicable | Reading::Withheld => FieldCell::Blank,
        Reading::Unreadable(_) => FieldCell::Words,
    }
}

/// A figure as its digits, where it is one number without a hedge.
fn printed(figure: &Figure) -> Option<Printed> {
    let value = figure.value.filter(|_| figure.hedge == Hedge::None)?;
    Some(Printed {
        digits: value.mantissa(),
        places: i32::try_from(value.scale()).ok()? - figure.multiplier_exp10,
        percent: figure.is_rate(),
    })
}

/// Whether a cell calls its line, or says something of the table.
fn is_label(structure: &Structure, row: usize, column: u32) -> bool {
    let class = structure.classes.get(row).copied().unwrap_or_default();
    if matches!(
        class,
        LineClass::Title | LineClass::Unit | LineClass::Header | LineClass::Note
    ) {
        return true;
    }
    let within = |table: &&Understood| table.lines.contains(&row) && table.width.contains(&column);
    structure.tables.iter().find(within).is_some_and(|table| {
        let counts = |holds| matches!(holds, Holds::Times | Holds::Numbers);
        let columns = &mut table.columns.iter();
        table.keys.contains(&column) || columns.any(|own| own.column == column && counts(own.holds))
    })
}

/// What the rows are called: by their keys, else by the first words in them.
fn row_lines(grid: &Grid, structure: &Structure) -> Vec<Line> {
    let words = |row: &GridRow| {
        let mut cells = row.cells.iter().map(|cell| cell.text.as_str());
        cells
            .find(|text| is_words(text))
            .unwrap_or_default()
            .to_owned()
    };
    let others = |row: &GridRow| {
        let cells = row.cells.iter().map(|cell| cell.text.as_str());
        let words = cells.filter(|text| is_words(text) && text.len() <= WORDS);
        words.take(CELLS).collect::<Vec<&str>>().join("\n")
    };
    let line = |row: &GridRow| Line {
        label: words(row),
        words: others(row),
        ..Line::default()
    };
    let mut lines: Vec<Line> = grid.rows.iter().map(line).collect();
    for table in &structure.tables {
        for row in &table.rows {
            let Some(line) = lines.get_mut(row.row) else {
                continue;
            };
            line.key = row.key.join("\n");
            if let Some(label) = row.key.iter().rev().find(|part| is_words(part)) {
                line.label.clone_from(label);
            }
        }
    }
    lines
}

/// What the columns are called: by the first table that calls them, else by the
/// first words in them.
fn column_lines(grid: &Grid, structure: &Structure, width: usize) -> Vec<Line> {
    let mut lines = vec![Line::default(); width];
    let called = structure.tables.iter().flat_map(|table| &table.columns);
    let called = called.map(|column| (column.column, column.name.as_str()));
    for (column, name) in called.clone() {
        if let Some(line) = lines
            .get_mut(column as usize)
            .filter(|line| line.key.is_empty())
        {
            name.clone_into(&mut line.key);
        }
    }
    let cells = grid.rows.iter().flat_map(|row| &row.cells);
    let words = cells.map(|cell| (cell.column, cell.text.as_str()));
    for (column, label) in called.chain(words).filter(|(_, label)| is_words(label)) {
        if let Some(line) = lines.get_mut(column as usize)
            && line.label.is_empty()
        {
            label.clone_into(&mut line.label);
        }
    }
    lines
}

/// Whether a text may call a line: there is a letter in it, or a sign of a share.
fn is_words(text: &str) -> bool {
    text.contains(|c: char| c.is_alphabetic() || c == '%')
}

/// How the figures of a grid are printed, as all of its cells show.
fn prints(grid: &Grid) -> Prints {
    let cells = grid.rows.iter().flat_map(|row| &row.cells);
    let mut letters = GluedLetters::default();
    let look_at = |cell: &str| {
        let seen = look(cell);
        letters.see(&seen, cell);
        seen
    };
    let cells = cells.map(|cell| cell.text.as_str());
    let seen: Vec<Seen> = cells.map(look_at).collect();
    Prints {
        decimal: decimal_sign(&seen),
        flags: letters.flags(),
        ..Prints::PLAIN.clone()
    }
}

/// The sign before fractions that most prints show.
fn decimal_sign(seen: &[Seen]) -> DecimalSign {
    let mut counts: BTreeMap<u8, usize> = BTreeMap::new();
    for seen in seen {
        let kind = match seen.signs {
            Signs::Point => 0,
            Signs::Comma => 1,
            Signs::EitherPoint(_) => 2,
            Signs::EitherComma(_) => 3,
            Signs::None | Signs::Bare(_) => continue,
        };
        *counts.entry(kind).or_default() += 1;
    }
    let count = |kind: u8| counts.get(&kind).copied().unwrap_or(0);
    let (point, comma) = (count(0), count(1));
    // A digit too many (`1,6691`) among thousands makes no decimal comma.
    if point == 0 && count(2) == 0 && count(3) >= 4 * comma {
        return DecimalSign::Point;
    }
    match point.cmp(&comma) {
        std::cmp::Ordering::Less => DecimalSign::Comma,
        std::cmp::Ordering::Greater => DecimalSign::Point,
        // `1.080` alone: as many of the one kind speak for the other sign.
        std::cmp::Ordering::Equal if count(2) > count(3) => DecimalSign::Comma,
        std::cmp::Ordering::Equal => DecimalSign::Point,
    }
}
