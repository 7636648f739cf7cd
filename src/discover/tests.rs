//! Tables with relations of each kind, and tables with none.

use super::*;

/// A table of plain figures; an empty text is a blank, any other words.
fn field(rows: &[(&str, &[&str])]) -> Field {
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let lines = rows.iter().map(|(label, _)| Line::called(*label)).collect();
    let mut field = Field::new(lines, vec![Line::default(); width]);
    for (row, (_, cells)) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            field.set(row, column, cell(text));
        }
    }
    field
}

fn cell(text: &str) -> FieldCell {
    let percent = text.ends_with('%');
    let number = text.trim_end_matches('%');
    let places = number.split_once('.').map_or(0, |(_, places)| places.len());
    match number.replace('.', "").parse() {
        Ok(digits) => FieldCell::Figure(Printed {
            digits,
            places: i32::try_from(places).expect("few places"),
            percent,
        }),
        Err(_) if text.is_empty() => FieldCell::Blank,
        Err(_) => FieldCell::Words,
    }
}

/// The relations of a table in short: kind, result and operands, by lines from 0.
fn found(field: &Field) -> Vec<(RelationKind, Along, usize, Vec<usize>)> {
    let relations = discover(field).relations.into_iter();
    let short = relations.map(|found| {
        let lines = found.operands.iter().map(|operand| operand.line).collect();
        (found.kind, found.along, found.result, lines)
    });
    short.collect()
}

#[test]
fn a_total_row_is_the_sum_of_the_rows_above_it() {
    let table = field(&[
        ("north", &["120", "341", "87"]),
        ("south", &["233", "192", "415"]),
        ("west", &["318", "77", "264"]),
        ("total", &["671", "610", "766"]),
    ]);
    let expected = (RelationKind::Sum, Along::Rows, 3, vec![0, 1, 2]);
    assert_eq!(found(&table), [expected]);
}

#[test]
fn a_total_column_is_the_sum_of_the_columns_beside_it() {
    let table = field(&[
        ("north", &["671", "120", "233", "318"]),
        ("south", &["610", "341", "192", "77"]),
        ("west", &["766", "87", "415", "264"]),
    ]);
    let expected = (RelationKind::Sum, Along::Columns, 0, vec![1, 2, 3]);
    assert_eq!(found(&table), [expected]);
}

#[test]
fn a_total_that_is_wrong_in_one_column_is_found_and_told() {
    let table = field(&[
        ("north", &["120", "341", "87", "512"]),
        ("south", &["233", "192", "415", "138"]),
        ("west", &["318", "77", "264", "906"]),
        ("total", &["671", "610", "856", "1556"]),
    ]);
    let relations = discover(&table).relations;
    assert_eq!(relations.len(), 1);
    assert_eq!(relations[0].standing, Standing::Broken);
    let fails: Vec<(usize, Miss)> = relations[0].fails().collect();
    assert_eq!(fails, [(2, Miss { by: 90, places: 0 })]);
    assert_eq!(relations[0].holds(), 3);
}
