use super::*;
use proptest::prelude::*;

fn cells(text: &str) -> Vec<Vec<(u32, String)>> {
    let content = read(Path::new("t.csv"), text.into(), None, false).expect("a text");
    let [Block::Grid(grid)] = content.blocks.as_slice() else {
        panic!("one grid");
    };
    let row = |row: &GridRow| {
        let cells = row.cells.iter();
        cells.map(|cell| (cell.column, cell.text.clone())).collect()
    };
    grid.rows.iter().map(row).collect()
}

fn row(cells: &[(u32, &str)]) -> Vec<(u32, String)> {
    let cells = cells.iter();
    cells
        .map(|(column, text)| (*column, (*text).to_owned()))
        .collect()
}

#[test]
fn the_sign_is_the_one_that_lines_hold_equally_often() {
    for (text, second) in [
        ("a,b\n1,2\n", [(0, "1"), (1, "2")]),
        ("a;b\n1,5;2,5\n", [(0, "1,5"), (1, "2,5")]),
        ("a\tb\nx, y\tz\n", [(0, "x, y"), (1, "z")]),
        ("a|b\nx, y|z\n", [(0, "x, y"), (1, "z")]),
        (
            "Sales, by region; EUR\na;b;c\n1,5;2,5\n",
            [(0, "a"), (1, "b")],
        ),
    ] {
        assert_eq!(cells(text)[1][..2], row(&second)[..], "{text}");
    }
    assert_eq!(cells("sep=|\na|b\n")[1], row(&[(0, "a"), (1, "b")]));
    assert!(cells("sep=|\na|b\n")[0].is_empty());
}

#[test]
fn lines_of_words_are_one_cell_and_blank_lines_stay() {
    let text = "Exports, imports and balance, 2008\n\n# made, by hand\nyear,a,b,c\n2008,1,2,3\n,,,\nSource: Office, of figures\n";
    let cells = cells(text);
    assert_eq!(cells[0], row(&[(0, "Exports, imports and balance, 2008")]));
    assert!(cells[1].is_empty());
    assert_eq!(cells[2], row(&[(0, "# made, by hand")]));
    assert_eq!(cells[4].len(), 4);
    assert!(cells[5].is_empty());
    assert_eq!(cells[6], row(&[(0, "Source: Office, of figures")]));
}

#[test]
fn cells_know_their_line_column_and_indentation() {
    let text = "名称,\"两\n行\",b\n  甲,\"x\"\"y\",3\n";
    let content = read(Path::new("t.csv"), text.into(), None, false).expect("a text");
    let [Block::Grid(grid)] = content.blocks.as_slice() else {
        panic!("one grid");
    };
    let spot = |row: usize, at: usize| {
        let cell = &grid.rows[row].cells[at];
        match cell.spot {
            Spot::Line {
                line,
                column,
                length,
            } => (line, column, length),
            _ => panic!("a line"),
        }
    };
    assert_eq!(spot(0, 0), (1, 1, 2));
    assert_eq!(spot(0, 1), (1, 5, 1));
    assert_eq!(spot(0, 2), (2, 4, 1));
    assert_eq!(spot(1, 0), (3, 3, 1));
    assert_eq!(grid.rows[1].cells[0].indent, 2);
    assert_eq!(grid.rows[1].cells[1].text, "x\"y");
}

#[test]
fn prose_becomes_paragraphs() {
    let text = "In 2019, we closed 5 cases, 3 of them late.\n\nOf these, 2 were open.\n";
    let content = read(Path::new("t.txt"), text.into(), None, true).expect("a text");
    assert_eq!(content.blocks.len(), 2);
    assert!(matches!(content.blocks[0], Block::Paragraph(_)));
    let table = "a\tb\n1\t2\n";
    let content = read(Path::new("t.txt"), table.into(), None, true).expect("a text");
    assert!(matches!(content.blocks[..], [Block::Grid(_)]));
}

#[test]
fn a_table_within_prose_is_a_grid_with_its_lines() {
    let text = "The office closed 5 of its 9 cases in the year, which is fewer than the year\n\
        before; 2 were late.\n\
        \n\
        Cases by kind\n\
        kind\tnew\tclosed\n\
        tax\t4\t3\n\
        \n\
        rent\t5\t2\n\
        \n\
        More was not possible.\n";
    let content = read(Path::new("t.txt"), text.into(), None, true).expect("a text");
    let [
        Block::Paragraph(first),
        Block::Grid(grid),
        Block::Paragraph(last),
    ] = content.blocks.as_slice()
    else {
        panic!("{:?}", content.blocks);
    };
    assert!(first.text.ends_with("than the year before; 2 were late."));
    assert_eq!(last.text, "More was not possible.");
    assert_eq!(grid.rows.len(), 5);
    let line = |spot: &Spot| matches!(spot, Spot::Line { line: 6, .. });
    assert!(line(&grid.rows[2].cells[1].spot));
}

proptest! {
    #[test]
    fn whatever_the_bytes_every_line_has_its_place(
        bytes in prop::collection::vec(
            prop_oneof![
                prop::sample::select(b"\t;|,\"\n\r ab1.#=".to_vec()),
                any::<u8>(),
            ],
            0..80,
        ),
        prose: bool,
    ) {
        let lines = bytes.len() as u64 + 1;
        let Ok(content) = read(Path::new("t.txt"), bytes, None, prose) else {
            return Ok(());
        };
        let mut last = 0;
        for block in &content.blocks {
            let spots: Vec<&Spot> = match block {
                Block::Paragraph(paragraph) => vec![&paragraph.spot],
                Block::Grid(grid) => {
                    let cells = grid.rows.iter().flat_map(|row| &row.cells);
                    cells.map(|cell| &cell.spot).collect()
                }
            };
            for spot in spots {
                let Spot::Line { line, column, length } = spot else {
                    panic!("a line");
                };
                prop_assert!(*line >= last && *line <= lines && *column > 0 && *length > 0);
                last = *line;
            }
        }
    }
}
