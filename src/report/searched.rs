//! A table of a report as the search for relations takes it, and a relation as
//! a rule of its own.

use crate::discover::{
    Along, Discovered, Field, FieldCell, Line, Outcome, Printed, Relation, RelationKind,
};
use crate::figure::{Figure, Hedge};
use crate::lang::Lang;
use crate::place::Excerpt;
use crate::rule::{Code, Found, Lines, Rule, rule_of_relation};
use crate::table::{Table, TableRow};

/// A table as it is searched.
pub(super) struct Searched<'a> {
    /// The table.
    pub table: &'a Table,
    /// The columns of the table that are those of the field.
    pub columns: Vec<usize>,
    /// The field.
    pub field: Field,
}

impl<'a> Searched<'a> {
    /// A table whose rows are held.
    pub(super) fn of(table: &'a Table) -> Searched<'a> {
        let columns: Vec<usize> = table.layout.figure_columns().collect();
        // A label beside a key says more than the key.
        let called = |row: &TableRow| {
            let words = table.layout.row_label(row).say(Lang::En);
            let texts = (1..table.layout.columns.len()).filter(|column| !columns.contains(column));
            let texts: Vec<&str> = texts.map(|column| row.text(column)).collect();
            Line {
                label: words.unwrap_or(row.key()).to_owned(),
                words: texts.join("\n"),
                ..Line::default()
            }
        };
        let rows = table.rows.iter().map(called);
        let names = columns.iter();
        let names = names.map(|column| Line::called(table.layout.columns[*column].name.as_str()));
        let mut field = Field::new(rows.collect(), names.collect());
        for (at_row, row) in table.rows.iter().enumerate() {
            for (at_column, &column) in columns.iter().enumerate() {
                let cell = match row.figure(column) {
                    Some(figure) => printed(figure).map_or(FieldCell::Words, FieldCell::Figure),
                    None if row.text(column).chars().any(char::is_alphanumeric) => FieldCell::Words,
                    None => FieldCell::Blank,
                };
                field.set(at_row, at_column, cell);
            }
        }
        Searched {
            table,
            columns,
            field,
        }
    }

    /// The row and the column of the table where a line of a relation meets one
    /// that it crosses.
    pub(super) fn cell(&self, along: Along, line: usize, crossing: usize) -> (usize, usize) {
        let (row, column) = along.cell(line, crossing);
        (row, self.columns[column])
    }

    /// Whether the key of the row there is a word that no other row has, so that rules
    /// can name it wherever they are written.
    pub(super) fn has_own_key(&self, along: Along, line: usize, crossing: usize) -> bool {
        let (row, _) = self.cell(along, line, crossing);
        let key = self.table.rows.get(row).map_or("", TableRow::key);
        key.chars().any(char::is_alphanumeric) && self.table.only_row(key) == Some(row)
    }

    /// The figure there.
    pub(super) fn figure(&self, along: Along, line: usize, crossing: usize) -> Option<&'a Figure> {
        let (row, column) = self.cell(along, line, crossing);
        self.table.rows.get(row)?.figure(column)
    }

    /// The relations that say something of figures which no rule covers yet.
    pub(super) fn new_ones(
        &self,
        discovered: Discovered,
        covered: &dyn Fn(usize, usize) -> bool,
    ) -> Vec<Relation> {
        let new = |relation: &Relation| {
            let mut over = relation.over.iter();
            over.any(|(crossing, outcome)| {
                let (row, column) = self.cell(relation.along, relation.result, *crossing);
                let says = matches!(outcome, Outcome::Holds | Outcome::Fails(_));
                says && !covered(row, column)
            })
        };
        let relations = discovered.relations.into_iter();
        relations.filter(new).collect()
    }

    /// How often what the operands give is to be taken times a hundred, or, below
    /// zero, over a hundred, so that it is the result: prints of rates stand for
    /// hundredths, and a relation is found among prints. None where what is added or
    /// compared is in per cent in part.
    pub(super) fn hundreds(&self, relation: &Relation, crossing: usize) -> Option<i32> {
        let along = relation.along;
        let rate = |line: usize| {
            let figure = self.figure(along, line, crossing);
            figure.map(|figure| i32::from(figure.is_rate()))
        };
        let rates: Vec<i32> = relation
            .operands
            .iter()
            .filter_map(|one| rate(one.line))
            .collect();
        let of = |at: usize| rates.get(at).copied().unwrap_or(0);
        let result = rate(relation.result).unwrap_or(0);
        let percent = i32::from(relation.kind.is_in_percent());
        match relation.kind {
            RelationKind::Quotient | RelationKind::Percentage => {
                Some(percent + of(0) - of(1) - result)
            }
            RelationKind::RelativeChange | RelationKind::PercentChange => {
                (of(0) == of(1)).then_some(percent - result)
            }
            RelationKind::Product => {
                (result == 0 && rates.iter().all(|one| *one == 0)).then_some(0)
            }
            _ => rates.iter().all(|one| *one == result).then_some(0),
        }
    }

    /// A figure as its digits.
    pub(super) fn printed(&self, along: Along, line: usize, crossing: usize) -> Option<Printed> {
        self.field.figure(along.cell(line, crossing))
    }
}

/// A figure as its digits, where it is one number without a hedge.
pub(super) fn printed(figure: &Figure) -> Option<Printed> {
    if figure.hedge != Hedge::None {
        return None;
    }
    let percent = figure.is_rate();
    let value = figure.value?;
    let places = i32::try_from(value.scale()).ok()?;
    let of_unit = figure.unit.as_ref().filter(|_| !percent);
    let tens = figure.multiplier_exp10 + of_unit.map_or(0, |unit| unit.exp10);
    Some(Printed {
        digits: value.mantissa(),
        places: places - tens,
        percent,
    })
}

/// What is told of the relation of this number, which holds in so many lines of so
/// many; of one that no name says.
pub(super) fn found(
    relation: usize,
    code: Code,
    along: Along,
    (holds, tried): (usize, usize),
) -> Found {
    Found {
        relation,
        code,
        over: match along {
            Along::Rows => Lines::Columns,
            Along::Columns => Lines::Rows,
        },
        holds,
        tried,
        named: false,
        hardly: false,
    }
}

/// A rule of an expression that stands nowhere: its place is the row that it is
/// about.
pub(super) fn relation_rule(name: &str, text: &str, at: &Excerpt, found: Found) -> Option<Rule> {
    let excerpt = Excerpt::new(&at.path, at.first_line, text);
    rule_of_relation(name, excerpt, found).ok()
}
