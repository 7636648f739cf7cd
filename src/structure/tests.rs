use super::doubt::DoubtKind;
use super::*;
use crate::document::{Block, Emphasis, Grid, GridCell, GridRow, delimited};
use crate::figure::UnitBook;
use crate::place::Spot;
use proptest::prelude::*;
use std::path::Path;

/// The grid of a text.
fn grid(text: &str) -> Grid {
    let content = delimited::read(Path::new("t.csv"), text.into(), None, false);
    match content.expect("a text").blocks.pop() {
        Some(Block::Grid(grid)) => grid,
        _ => panic!("a grid"),
    }
}

pub(super) fn of(text: &str) -> Structure {
    understand(&grid(text), &UnitBook::default())
}

/// What each line is, by the first letter of its class: `s` is a subtotal, `S`
/// a total.
fn letters(structure: &Structure) -> String {
    let letter = |class: &LineClass| match class {
        LineClass::Blank => '.',
        LineClass::Title => 't',
        LineClass::Unit => 'u',
        LineClass::Header => 'h',
        LineClass::Group => 'g',
        LineClass::Data => 'd',
        LineClass::Subtotal => 's',
        LineClass::Total => 'S',
        LineClass::Note => 'n',
    };
    structure.classes.iter().map(letter).collect()
}

/// The names of the columns of figures.
fn names(table: &Understood) -> Vec<&str> {
    let figures = table.columns.iter().filter(|c| c.holds == Holds::Figures);
    figures.map(|column| column.name.as_str()).collect()
}

/// The paths of the rows with figures.
fn paths(table: &Understood) -> Vec<String> {
    let rows = table.rows.iter().filter(|row| row.class.is_data());
    rows.map(|row| row.key.join(" > ")).collect()
}

fn doubts(table: &Understood) -> Vec<DoubtKind> {
    table
        .doubts
        .iter()
        .map(|doubt| doubt.kind.clone())
        .collect()
}

#[test]
fn a_statistical_table_from_its_title_to_its_source() {
    let structure = of("Table 3. Staff and cases by court,,,,\n\
        2019-2020,,,,(in thousands)\n\
        ,,,,\n\
        ,Staff,,Cases,\n\
        Court,2019,2020,2019,2020\n\
        North,,,,\n\
        \u{20} Aford,12,13,4.5,4.6\n\
        \u{20} Bford,5,..,1.0,1.1\n\
        \u{20} Subtotal,17,..,5.5,5.7\n\
        South,,,,\n\
        \u{20} Cford,7,8,2.0,2.0\n\
        Total,24,..,7.5,7.7\n\
        ,,,,\n\
        .. not known,,,,\n\
        Source: court office,,,,\n");
    assert_eq!(letters(&structure), "tt.hhgddsgdS.nn");
    let table = &structure.tables[0];
    assert_eq!(
        names(table),
        ["Staff 2019", "Staff 2020", "Cases 2019", "Cases 2020"]
    );
    assert_eq!(table.keys, [0]);
    assert_eq!(
        paths(table),
        [
            "North > Aford",
            "North > Bford",
            "North > Subtotal",
            "South > Cford",
            "Total"
        ]
    );
    assert_eq!(
        table.unit.as_ref().map(|unit| unit.text.as_str()),
        Some("thousands")
    );
    let period = table.columns[1].period.as_ref();
    assert_eq!(period.map(|period| period.plain()), Some("2020".to_owned()));
    assert!(table.doubts.is_empty(), "{:?}", table.doubts);
}

#[test]
fn a_chinese_form_with_numbered_labels_and_columns() {
    let structure = of("2021年度部门收支情况表,,,,\n\
        编制单位：某局,,,,单位：万元\n\
        序号,项目,行次,本年数,\n\
        ,,,预算,决算\n\
        ,甲,乙,1,2\n\
        1,一、财政拨款,1,100.0,101.5\n\
        2,其中：专项,2,20.0,21.0\n\
        3,（一）教育,3,60.0,60.5\n\
        4,（二）卫生,4,20.0,20.0\n\
        5,二、其他收入,5,8.0,8.2\n\
        6,合计,6,108.0,109.7\n\
        注：按收付实现制。,,,,\n");
    assert_eq!(letters(&structure), "tuhhhdddddSn");
    let table = &structure.tables[0];
    assert_eq!(names(table), ["本年数 预算", "本年数 决算"]);
    assert_eq!(table.keys, [1]);
    let holds: Vec<Holds> = table.columns.iter().map(|column| column.holds).collect();
    let figures = Holds::Figures;
    assert_eq!(holds, [Holds::Numbers, Holds::Numbers, figures, figures]);
    assert_eq!(
        paths(table),
        [
            "一、财政拨款",
            "一、财政拨款 > 其中：专项",
            "一、财政拨款 > （一）教育",
            "一、财政拨款 > （二）卫生",
            "二、其他收入",
            "合计"
        ]
    );
    assert_eq!(
        table.unit.as_ref().map(|unit| unit.text.as_str()),
        Some("万元")
    );
    let period = table.period.as_ref();
    assert_eq!(period.map(|period| period.plain()), Some("2021".to_owned()));
}

#[test]
fn columns_that_a_line_works_out_and_parts_behind_dashes() {
    let structure = of("Theme,Public,Private,All\n\
        栏次,1,2,3=1+2\n\
        Schools,20,10,30\n\
        - primary,15,5,20\n\
        - other,5,5,10\n\
        Roads,4,0,4\n");
    assert_eq!(letters(&structure), "hhdddd");
    let table = &structure.tables[0];
    assert_eq!(names(table), ["Public", "Private", "All"]);
    assert_eq!(
        table.columns[2]
            .number
            .as_ref()
            .map(|number| number.text.as_str()),
        Some("3=1+2")
    );
    assert_eq!(
        paths(table),
        [
            "Schools",
            "Schools > - primary",
            "Schools > - other",
            "Roads"
        ]
    );
}

#[test]
fn labels_that_are_left_out_are_those_above() {
    let structure = of("Region,Sex,Cases,Share (%)\n\
        North,men,3,60\n\
        ,women,2,40\n\
        South,men,4,80\n\
        ,women,1,20\n\
        Total,,10,100\n");
    let table = &structure.tables[0];
    assert_eq!(table.keys, [0, 1]);
    assert_eq!(
        paths(table),
        [
            "North > men",
            "North > women",
            "South > men",
            "South > women",
            "Total"
        ]
    );
    assert_eq!(
        table.columns[1]
            .unit
            .as_ref()
            .map(|unit| unit.text.as_str()),
        Some("%")
    );
    assert_eq!(letters(&structure), "hddddS");
}

#[test]
fn tables_below_one_another() {
    let text = "Table 1. Staff,,\n\
        Office,2019,2020\n\
        A,10.5,12\n\
        B,1,2\n\
        Source: x,,\n\
        ,,\n\
        Table 2. Cases,,\n\
        Kind,new,closed\n\
        tax,7,8\n\
        rent,9,11\n";
    let structure = of(text);
    assert_eq!(letters(&structure), "thddn.thdd");
    let titles = structure.tables.iter().map(|table| table.title.clone());
    let titles: Vec<_> = titles.flatten().collect();
    assert_eq!(titles, ["Table 1. Staff", "Table 2. Cases"]);
    assert_eq!(names(&structure.tables[1]), ["new", "closed"]);
}

#[test]
fn one_header_over_several_tables_and_over_several_pages() {
    let pages = of("Staff,,\n\
        Office,new,left\n\
        A,10,12\n\
        B,1,2\n\
        ,,\n\
        Staff (continued),,\n\
        Office,new,left\n\
        C,4,5\n");
    assert_eq!(letters(&pages), "thdd.thd");
    assert_eq!(pages.tables.len(), 1);
    assert_eq!(pages.tables[0].repeated, [6]);
    assert_eq!(paths(&pages.tables[0]), ["A", "B", "C"]);
    let tables = of("2019,,\n\
        Office,new,left\n\
        A,10,12\n\
        B,1,2\n\
        ,,\n\
        2020,,\n\
        Office,new,left\n\
        A,4,5\n\
        B,5,5\n");
    assert_eq!(tables.tables.len(), 2);
    assert_eq!(letters(&tables), "thdd.thdd");
    let periods = tables.tables.iter().map(|table| table.period.clone());
    let periods: Vec<String> = periods.flatten().map(|period| period.plain()).collect();
    assert_eq!(periods, ["2019", "2020"]);
}

#[test]
fn tables_side_by_side() {
    let blank = of("Office,new,,Kind,closed,open\n\
        A,3,,tax,7,1\n\
        B,4,,rent,8,2\n");
    let widths: Vec<_> = blank
        .tables
        .iter()
        .map(|table| table.width.clone())
        .collect();
    assert_eq!(widths, [0..2, 3..6]);
    assert_eq!(names(&blank.tables[1]), ["closed", "open"]);
    assert_eq!(paths(&blank.tables[1]), ["tax", "rent"]);
    let folded = of("地区,数量,地区,数量\n甲,3,丙,5\n乙,4,丁,6\n");
    assert_eq!(folded.tables.len(), 2);
    assert_eq!(paths(&folded.tables[1]), ["丙", "丁"]);
    // Columns that are set apart are one table.
    let spaced = of("Office,,2019,,2020\nA,,3,,4\nB,,5,,6\n");
    assert_eq!(spaced.tables.len(), 1);
    assert_eq!(names(&spaced.tables[0]), ["2019", "2020"]);
}

#[test]
fn codes_names_and_units_of_rows() {
    let structure = of("Code,Item,Unit,Value,Note\n\
        1001,Water,m³,3.5,estimated\n\
        1002,Power,kWh,40,\n\
        2001,Heat,kWh,12,\n");
    let table = &structure.tables[0];
    assert_eq!(table.keys, [1]);
    let holds: Vec<Holds> = table.columns.iter().map(|column| column.holds).collect();
    assert_eq!(
        holds,
        [Holds::Numbers, Holds::Units, Holds::Figures, Holds::Text]
    );
    // Numbers call the rows where nothing else does, which is said.
    let numbers = of("pupil no.,math,arts\n4711,3,4\n4712,5,6\n4713,1,1\n");
    assert_eq!(numbers.tables[0].keys, [0]);
    assert_eq!(doubts(&numbers.tables[0]), [DoubtKind::KeysOfNumbers]);
    assert_eq!(names(&numbers.tables[0]), ["math", "arts"]);
}

#[test]
fn a_heading_with_the_number_of_its_line_is_one() {
    let structure = of("Line,Account,Opening,Closing\n\
        1,1. Land,,\n\
        2,(301) Plots,\"114,271\",\"114,271\"\n\
        3,(302) Fields,\"2,850\",\"2,878\"\n\
        4,2. Works,,\n\
        5,(311) Mills,5,6\n");
    assert_eq!(letters(&structure), "hgddgd");
    assert_eq!(
        paths(&structure.tables[0]),
        [
            "1. Land > (301) Plots",
            "1. Land > (302) Fields",
            "2. Works > (311) Mills"
        ]
    );
}

#[test]
fn years_call_columns_and_rows_and_marks_of_what_is_missing_are_figures_cells() {
    let structure = of("Year,Cases,Staff\n2018,5,..\n2019,6,-\n2020,n/a,X\n");
    assert_eq!(letters(&structure), "hddd");
    assert_eq!(structure.tables[0].keys, [0]);
    assert_eq!(names(&structure.tables[0]), ["Cases"]);
    let structure = of("Court,2018,2019*,2020p\nA,..,-,-\nB,5,6,7\nC,5,6,*\n");
    assert_eq!(letters(&structure), "hddd");
    assert_eq!(names(&structure.tables[0]), ["2018", "2019*", "2020p"]);
    let ages = of("Court,Under 19 years,19 years,Over 19 years\nA,1,2,3\nB,4,5,6\n");
    assert_eq!(letters(&ages), "hdd");
}

#[test]
fn a_form_above_a_table_and_rows_of_words() {
    let structure = of("Election report,,,\n\
        Office,Mayor,,\n\
        Town,Sample,,\n\
        Seats,1,,\n\
        ,,,\n\
        Candidate,Round 1,Round 2,Round 3\n\
        Out,Poe,,\n\
        Poe,11,,\n\
        Coe,20,25,30\n\
        Doe,21,25,30\n");
    assert_eq!(letters(&structure), "tddd.hdddd");
    assert_eq!(structure.tables.len(), 2);
    assert_eq!(doubts(&structure.tables[0]), [DoubtKind::NoHeader]);
    assert_eq!(
        names(&structure.tables[1]),
        ["Round 1", "Round 2", "Round 3"]
    );
}

#[test]
fn units_in_a_line_of_the_header_are_those_of_the_columns() {
    let structure = of("Item,Sales,Share\n,万元,%\nA,3.5,40\nB,5.0,60\n");
    assert_eq!(letters(&structure), "hhdd");
    let units = structure.tables[0]
        .columns
        .iter()
        .map(|column| column.unit.clone());
    let units: Vec<String> = units.flatten().map(|unit| unit.text).collect();
    assert_eq!(units, ["万元", "%"]);
    assert_eq!(names(&structure.tables[0]), ["Sales", "Share"]);
}

#[test]
fn blank_lines_within_a_header_and_titles_in_two_cells() {
    let structure = of(
        "Series 3,Emissions of carbon dioxide by sector and kind of fuel,,\n\
        Year,Homes,Roads,All\n\
        ,,,\n\
        ,coal,oil,\n\
        1990,3.5,4.0,7.5\n\
        1991,3.0,4.1,7.1\n",
    );
    assert_eq!(letters(&structure), "th.hdd");
    assert_eq!(
        names(&structure.tables[0]),
        ["Homes coal", "Roads oil", "All"]
    );
}

#[test]
fn what_a_document_marks_goes_before_what_is_guessed() {
    let cell = |column, text: &str| GridCell::plain(column, text, Spot::Paragraph(1));
    let row = |cells: Vec<GridCell>, header| GridRow {
        cells,
        header,
        hidden: false,
    };
    let wide = GridCell {
        columns: 2,
        emphasis: Emphasis::Header,
        ..cell(1, "Number of 100")
    };
    let tall = GridCell {
        rows: 2,
        ..cell(0, "Office")
    };
    let grid = Grid {
        name: Some("Staff".to_owned()),
        rows: vec![
            row(vec![tall, wide], true),
            row(vec![cell(1, "10"), cell(2, "20")], true),
            row(vec![cell(0, "A"), cell(1, "1"), cell(2, "2")], false),
            row(vec![cell(0, "B"), cell(1, "3"), cell(2, "4")], false),
        ],
        spot: Spot::Paragraph(1),
        is_sheet: false,
    };
    let structure = understand(&grid, &UnitBook::default());
    assert_eq!(letters(&structure), "hhdd");
    let table = &structure.tables[0];
    assert_eq!(names(table), ["Number of 100 10", "Number of 100 20"]);
    assert_eq!(table.title.as_deref(), Some("Staff"));
    // Numbers that are marked as what the rows are called are no figures.
    let called = |number: &str| GridCell {
        emphasis: Emphasis::Header,
        ..cell(0, number)
    };
    let line = |number: &str, value: &str| row(vec![called(number), cell(1, value)], false);
    let grid = Grid {
        rows: vec![
            row(vec![called("Staff"), cell(1, "Offices")], true),
            line("0", "5"),
            line("10", "7"),
            line("50", "9"),
        ],
        ..grid
    };
    let structure = understand(&grid, &UnitBook::default());
    assert_eq!(structure.tables[0].keys, [0]);
    assert_eq!(paths(&structure.tables[0]), ["0", "10", "50"]);
}

#[test]
fn a_cell_that_may_be_centred_is_doubted() {
    let structure = of("Name,,Homework,,Total\n,1a,1b,1c,\nA,3,4,5,12\nB,3,3,3,9\n");
    assert!(doubts(&structure.tables[0]).contains(&DoubtKind::Spans));
    let certain = of("Name,Homework,,,Total\n,1a,1b,1c,\nA,3,4,5,12\nB,3,3,3,9\n");
    assert!(doubts(&certain.tables[0]).is_empty());
    assert_eq!(
        names(&certain.tables[0]),
        ["Homework 1a", "Homework 1b", "Homework 1c", "Total"]
    );
}

#[test]
fn the_least_of_tables_have_data_or_are_none() {
    assert!(of("2019,2019\n").tables.is_empty());
    let codes = of("1001,2019\n1,Total\n");
    assert_eq!(paths(&codes.tables[0]).len(), 2);
}

proptest! {
    #[test]
    fn any_grid_is_understood_without_a_contradiction(
        rows in prop::collection::vec(
            prop::collection::vec(
                prop::sample::select(vec![
                    "", "", "1", "2", "3.5", "2019", "2020", "Total", "合计", "A", "b c", "单位：万元",
                    "-", "..", "n/a", "(in thousands)", "Source: x", "12%", "一、", "（一）甲", "Year",
                    "5 years", "2020-01-05", "1001", "Office", "  indented",
                ]),
                0..7,
            ),
            0..14,
        )
    ) {
        let lines: Vec<String> = rows.iter().map(|cells| cells.join(";")).collect();
        let text = format!("sep=;\n{}\n", lines.join("\n"));
        let grid = grid(&text);
        let structure = understand(&grid, &UnitBook::default());
        prop_assert_eq!(structure.classes.len(), grid.rows.len());
        for (row, class) in grid.rows.iter().zip(&structure.classes) {
            prop_assert!(row.cells.is_empty() || !structure.tables.is_empty() || *class == LineClass::Blank);
        }
        let mut last = 0;
        for table in &structure.tables {
            prop_assert!(table.width.start > 0 || table.lines.start >= last);
            last = table.lines.end;
            prop_assert!(table.header.end <= table.lines.end);
            prop_assert!(table.columns.iter().all(|c| !table.keys.contains(&c.column)));
            let data = table.rows.iter().filter(|row| row.class.is_data());
            prop_assert!(data.clone().all(|row| row.row >= table.header.end));
            prop_assert!(data.count() > 0);
        }
    }
}

#[test]
fn small_numbers_below_a_header_count_its_columns_only_from_the_first() {
    for (line, letters_of) in [
        ("3,4,5", "hhddd"),
        (",1,2", "hhhdd"),
        ("1,2,3", "hhhdd"),
        ("甲,7,8", "hhhdd"),
        ("2,3,4", "hhddd"),
        ("甲,(7),(8)", "hhhdd"),
    ] {
        let structure = of(&format!(
            "Office,Staff,\n,All,Women\n{line}\nA,9,4\nB,7,3\n"
        ));
        assert_eq!(letters(&structure), letters_of, "{line}");
    }
    assert_eq!(letters(&of("T,,\n3,4,5\n4,5,6\n5,6,8\n")), "tddd");
}
