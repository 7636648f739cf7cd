//! Tables with relations of each kind, and tables with none.

use super::*;
use crate::inside::support::often::often;
use proptest::prelude::*;

/// A table of plain figures; an empty text is a blank, any other words.
pub(super) fn field(rows: &[(&str, &[&str])]) -> Field {
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

#[test]
fn sub_totals_are_found_and_the_total_is_one_of_them() {
    let table = field(&[
        ("total", &["1061", "1137", "1280", "998"]),
        ("cities", &["600", "713", "552", "401"]),
        ("north city", &["241", "322", "150", "287"]),
        ("south city", &["359", "391", "402", "114"]),
        ("counties", &["461", "424", "728", "597"]),
        ("upper county", &["123", "290", "519", "88"]),
        ("lower county", &["338", "134", "209", "509"]),
    ]);
    let rows = found(&table);
    let sum = |result, parts: &[usize]| (RelationKind::Sum, Along::Rows, result, parts.to_vec());
    assert_eq!(
        rows,
        [sum(0, &[1, 4]), sum(1, &[2, 3]), sum(4, &[5, 6])],
        "{rows:?}"
    );
}

#[test]
fn a_two_way_table_adds_up_both_ways() {
    let table = field(&[
        ("north", &["671", "120", "233", "318"]),
        ("south", &["610", "341", "192", "77"]),
        ("west", &["766", "87", "415", "264"]),
        ("total", &["2047", "548", "840", "659"]),
    ]);
    let found = found(&table);
    assert!(found.contains(&(RelationKind::Sum, Along::Rows, 3, vec![0, 1, 2])));
    assert!(found.contains(&(RelationKind::Sum, Along::Columns, 0, vec![1, 2, 3])));
    assert_eq!(found.len(), 2);
}

#[test]
fn blanks_and_zeros_count_as_nothing() {
    let table = field(&[
        ("a", &["120", "", "87", "0"]),
        ("b", &["233", "192", "", ""]),
        ("c", &["318", "77", "264", "0"]),
        ("total", &["671", "269", "351", "0"]),
    ]);
    let relations = discover(&table).relations;
    assert_eq!(relations.len(), 1, "{relations:?}");
    assert_eq!(relations[0].holds(), 4);
}

#[test]
fn rounded_parts_need_not_add_up_to_the_last_digit() {
    let table = field(&[
        ("a", &["12.3", "41.8", "27.2", "8.9"]),
        ("b", &["33.4", "19.3", "41.1", "55.6"]),
        ("c", &["54.2", "38.8", "31.8", "35.4"]),
        ("total", &["100.0", "100.0", "100.0", "100.0"]),
    ]);
    let relations = discover(&table).relations;
    assert_eq!(relations.len(), 1, "{relations:?}");
    assert_eq!(relations[0].standing, Standing::Holds);
}

#[test]
fn shares_averages_and_changes_are_found() {
    let table = field(&[
        ("a", &["120", "341", "35.2", "184.2"]),
        ("b", &["233", "592", "39.4", "154.1"]),
        ("c", &["318", "777", "40.9", "144.3"]),
        ("d", &["87", "415", "21.0", "377.0"]),
        ("e", &["291", "648", "44.9", "122.7"]),
    ]);
    let found = found(&table);
    let share = (RelationKind::Percentage, Along::Columns, 2, vec![0, 1]);
    let change = (RelationKind::PercentChange, Along::Columns, 3, vec![0, 1]);
    assert!(
        found.contains(&share) && found.contains(&change),
        "{found:?}"
    );

    let table = field(&[
        ("a", &["12", "41", "27", "88"]),
        ("b", &["33", "19", "41", "55"]),
        ("c", &["54", "38", "31", "36"]),
        ("average", &["33.0", "32.7", "33.0", "59.7"]),
    ]);
    let mean = (RelationKind::Average, Along::Rows, 3, vec![0, 1, 2]);
    assert_eq!(self::found(&table), [mean]);
}

#[test]
fn a_price_times_a_quantity_is_no_rate() {
    let table = field(&[
        ("bolts", &["64", "2.70", "172.80"]),
        ("nuts", &["21", "3.60", "75.60"]),
        ("rings", &["16", "6.75", "108.00"]),
        ("plates", &["9", "31.30", "281.70"]),
        ("rods", &["37", "36.15", "1337.55"]),
    ]);
    let product = (RelationKind::Product, Along::Columns, 2, vec![0, 1]);
    assert_eq!(found(&table), [product]);
}

#[test]
fn what_is_left_is_a_difference_or_a_balance() {
    let mut table = field(&[
        ("a", &["841", "512", "329"]),
        ("b", &["933", "719", "214"]),
        ("c", &["754", "638", "116"]),
        ("d", &["687", "255", "432"]),
    ]);
    for (at, name) in ["received", "spent", "balance"].iter().enumerate() {
        table.columns[at] = Line::called(*name);
    }
    let difference = (RelationKind::Difference, Along::Columns, 2, vec![0, 1]);
    assert_eq!(found(&table), [difference]);

    let mut table = field(&[
        ("a", &["400", "512", "329", "583"]),
        ("b", &["351", "719", "214", "856"]),
        ("c", &["628", "638", "116", "1150"]),
        ("d", &["193", "255", "432", "16"]),
    ]);
    for (at, name) in ["opening", "received", "spent", "closing"]
        .iter()
        .enumerate()
    {
        table.columns[at] = Line::called(*name);
    }
    let relations = discover(&table).relations;
    assert_eq!(relations.len(), 1, "{relations:?}");
    assert_eq!(relations[0].kind, RelationKind::Balance);
    let minus: Vec<bool> = relations[0]
        .operands
        .iter()
        .map(|part| part.minus)
        .collect();
    assert_eq!(minus, [false, false, true]);
}

#[test]
fn stacked_tables_have_their_own_relations() {
    let table = field(&[
        ("a", &["671", "120", "233", "318"]),
        ("b", &["610", "341", "192", "77"]),
        ("c", &["766", "87", "415", "264"]),
        ("d", &["905", "512", "138", "255"]),
        ("second", &["", "", "", ""]),
        ("e", &["371", "420", "33", "118"]),
        ("f", &["310", "641", "92", "79"]),
        ("g", &["466", "287", "15", "64"]),
        ("h", &["505", "912", "38", "55"]),
    ]);
    let relations = discover(&table).relations;
    assert_eq!(relations.len(), 1, "{relations:?}");
    let over: Vec<usize> = relations[0].over.iter().map(|(line, _)| *line).collect();
    assert_eq!(over, [0, 1, 2, 3]);
}

#[test]
fn sub_totals_of_zeros_are_found_by_those_of_the_same_names() {
    let table = field(&[
        ("new", &["31.5", "28.7"]),
        ("kept", &["72.5", "84.1"]),
        ("subtotal", &["104.0", "112.8"]),
        ("new", &["0.0", "0.0"]),
        ("kept", &["0.0", "0.0"]),
        ("subtotal", &["0.0", "0.0"]),
        ("new", &["16.2", "90.4"]),
        ("kept", &["15.3", "31.1"]),
        ("subtotal", &["31.5", "121.5"]),
    ]);
    let expected = (RelationKind::Sum, Along::Rows, 5, vec![3, 4]);
    assert!(found(&table).contains(&expected), "{:?}", found(&table));
}

/// Numbers that have nothing to do with one another.
fn random(rows: usize, columns: usize, below: u64, seed: u64) -> Field {
    let mut state = seed;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        i128::from(state % below)
    };
    let mut field = Field::new(vec![Line::default(); rows], vec![Line::default(); columns]);
    for row in 0..rows {
        for column in 0..columns {
            field.set(row, column, FieldCell::Figure(Printed::plain(next(), 0)));
        }
    }
    field
}

#[test]
fn random_tables_have_no_relations() {
    for seed in 1..120 {
        let rows = 3 + usize::try_from(seed % 17).expect("few");
        let columns = 2 + usize::try_from(seed % 7).expect("few");
        let below = [100, 1_000, 100_000, 10_000_000][rows % 4];
        let found = found(&random(rows, columns, below, seed * 7_919 + 13));
        assert!(found.is_empty(), "{rows} × {columns} of {below}: {found:?}");
    }
}

#[test]
fn the_work_on_a_large_table_is_bounded() {
    let found = discover(&random(600, 20, 100_000, 5));
    assert!(!found.gave_up && found.relations.is_empty());
    assert!(found.work < 60_000_000, "{}", found.work);
}

/// Small figures, some of them missing, which agree by chance now and then.
fn any_table() -> impl Strategy<Value = Field> {
    let cell = prop_oneof![
        8 => (0_i128..40, 0_i32..2).prop_map(|(digits, places)| Some((digits, places))),
        1 => Just(None),
    ];
    (3_usize..8, 2_usize..7).prop_flat_map(move |(rows, columns)| {
        prop::collection::vec(cell.clone(), rows * columns).prop_map(move |cells| {
            let lines = |count, name: &str| vec![Line::called(name); count];
            let mut field = Field::new(lines(rows, "total"), lines(columns, "average"));
            for (at, cell) in cells.into_iter().enumerate() {
                if let Some((digits, places)) = cell {
                    let printed = FieldCell::Figure(Printed::plain(digits, places));
                    field.set(at / columns, at % columns, printed);
                }
            }
            field
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(300)))]

    /// What is said to hold does, in numbers that share no code with the search.
    #[test]
    fn what_is_reported_holds(table in any_table()) {
        for relation in discover(&table).relations {
            for (cross, outcome) in &relation.over {
                let printed = |line: usize| match relation.along {
                    Along::Rows => table.cell(line, *cross),
                    Along::Columns => table.cell(*cross, line),
                };
                if matches!(outcome, Outcome::Holds | Outcome::Trivial) {
                    let result = printed(relation.result);
                    let operands = relation.operands.iter().map(|part| printed(part.line));
                    let operands: Vec<FieldCell> = operands.collect();
                    prop_assert!(holds(relation.kind, result, &operands), "{:?}", relation);
                }
            }
        }
    }
}

/// A figure in halves of thousandths, and half of its last place.
fn exact(cell: FieldCell) -> Option<(i128, i128)> {
    let FieldCell::Figure(printed) = cell else {
        return None;
    };
    let place = 10_i128.pow(u32::try_from(3 - printed.places).expect("few places"));
    Some((2 * printed.digits * place, place))
}

/// Whether a relation holds for some true values that are printed so.
fn holds(kind: RelationKind, result: FieldCell, operands: &[FieldCell]) -> bool {
    let Some((own, half)) = exact(result) else {
        return false;
    };
    let parts: Vec<Option<(i128, i128)>> = operands.iter().map(|cell| exact(*cell)).collect();
    let there = parts.iter().flatten();
    let (sum, slack) = there.clone().fold((0, 0), |(sum, slack), (value, half)| {
        (sum + value, slack + half)
    });
    let averages = |count: i128| (own * count - sum).abs() <= slack + half * count;
    let count = i128::try_from(parts.len()).expect("few parts");
    let scale = match kind {
        RelationKind::Percentage | RelationKind::PercentChange => 100,
        _ => 1,
    };
    match (kind, parts.as_slice()) {
        (RelationKind::Sum, _) => averages(1),
        (RelationKind::Average, _) => {
            averages(i128::try_from(there.count()).expect("few")) || averages(count)
        }
        (RelationKind::Equal, [Some((other, _))]) => own == *other,
        (RelationKind::Quotient | RelationKind::Percentage, [Some(a), Some(b)]) => {
            let off = own * b.0 - scale * 2_000 * a.0;
            off.abs() <= half * b.0.abs() + scale * 2_000 * a.1 + own.abs() * b.1
        }
        (RelationKind::RelativeChange | RelationKind::PercentChange, [Some(a), Some(b)]) => {
            let off = own * a.0 - scale * 2_000 * (b.0 - a.0);
            let base = own + scale * 2_000;
            off.abs() <= half * a.0.abs() + scale * 2_000 * b.1 + base.abs() * a.1
        }
        (RelationKind::Product, [Some(a), Some(b)]) => a.0 * b.0 == own * 2_000,
        (RelationKind::Difference, [Some(a), Some(b)]) => (a.0 - b.0 - own).abs() <= slack + half,
        (RelationKind::Balance, [a, b, c]) => {
            let value = |part: &Option<(i128, i128)>| part.map_or(0, |part| part.0);
            (value(a) + value(b) - value(c) - own).abs() <= slack + half
        }
        _ => false,
    }
}
