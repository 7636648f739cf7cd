//! PDFs drawn here, letter by letter, and printed ones whose cells are known.

use super::read;
use crate::document::{Block, Bound, Cause, Content, Grid, Told};
use crate::inside::support::often::often;
use crate::place::Spot;
use proptest::prelude::*;
use std::fmt::Write;

/// A PDF that is drawn: 600 points wide, 800 high, from the upper left corner.
#[derive(Default)]
struct Drawn {
    pages: Vec<String>,
}

impl Drawn {
    fn page(&mut self) -> &mut Drawn {
        self.pages.push(String::new());
        self
    }

    fn draw(&mut self, what: &str) -> &mut Drawn {
        if let Some(page) = self.pages.last_mut() {
            page.push_str(what);
            page.push('\n');
        }
        self
    }

    /// A text in Courier, in which each letter takes six tenths of its size.
    fn text(&mut self, x: i32, y: i32, size: i32, text: &str) -> &mut Drawn {
        let text = text
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)");
        self.draw(&format!(
            "BT /F1 {size} Tf {x} {} Td ({text}) Tj ET",
            800 - y
        ))
    }

    /// A Chinese text, in which each letter takes its size.
    fn chinese(&mut self, x: i32, y: i32, size: i32, text: &str) -> &mut Drawn {
        let mut code = String::new();
        for unit in text.encode_utf16() {
            let _ = write!(code, "{unit:04X}");
        }
        self.draw(&format!(
            "BT /F2 {size} Tf {x} {} Td <{code}> Tj ET",
            800 - y
        ))
    }

    fn line(&mut self, from: (i32, i32), to: (i32, i32)) -> &mut Drawn {
        self.draw(&format!(
            "0.5 w {} {} m {} {} l S",
            from.0,
            800 - from.1,
            to.0,
            800 - to.1
        ))
    }

    /// The lines of a grid at these places.
    fn grid(&mut self, xs: &[i32], ys: &[i32]) -> &mut Drawn {
        for x in xs {
            self.line((*x, ys[0]), (*x, ys[ys.len() - 1]));
        }
        for y in ys {
            self.line((xs[0], *y), (xs[xs.len() - 1], *y));
        }
        self
    }

    fn bytes(&self) -> Vec<u8> {
        let count = self.pages.len();
        let kids: String = (0..count)
            .map(|page| format!("{} 0 R ", 6 + page * 2))
            .collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Count {count} /Kids [{kids}] >>"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_owned(),
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>".to_owned(),
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>".to_owned(),
        ];
        for (page, content) in self.pages.iter().enumerate() {
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>",
                7 + page * 2
            ));
            objects.push(format!(
                "<< /Length {} >>\nstream\n{content}\nendstream",
                content.len()
            ));
        }
        let mut out = String::from("%PDF-1.4\n");
        let mut places = Vec::new();
        for (number, object) in objects.iter().enumerate() {
            places.push(out.len());
            let _ = writeln!(out, "{} 0 obj\n{object}\nendobj", number + 1);
        }
        let start = out.len();
        let _ = writeln!(out, "xref\n0 {}\n0000000000 65535 f ", places.len() + 1);
        for place in &places {
            let _ = writeln!(out, "{place:010} 00000 n ");
        }
        let _ = write!(
            out,
            "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
            places.len() + 1
        );
        out.into_bytes()
    }

    fn read(&self) -> Content {
        read(&self.bytes()).expect("a drawn PDF is read")
    }
}

fn grids(content: &Content) -> Vec<&Grid> {
    let grids = content.blocks.iter().filter_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        Block::Paragraph(_) => None,
    });
    grids.collect()
}

fn paragraphs(content: &Content) -> Vec<&str> {
    let texts = content.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        Block::Grid(_) => None,
    });
    texts.collect()
}

/// The texts of a grid, blank where there is no cell.
fn texts(grid: &Grid) -> Vec<Vec<&str>> {
    let rows = grid.rows.iter().map(|row| {
        let text = |column| row.cells.iter().find(|cell| cell.column == column);
        let texts =
            (0..grid.width()).map(|column| text(column).map_or("", |cell| cell.text.as_str()));
        texts.collect()
    });
    rows.collect()
}

/// The cells of a document as the list of its source has them.
fn listed(content: &Content) -> Vec<String> {
    let mut out = Vec::new();
    for (table, grid) in grids(content).iter().enumerate() {
        for (row, cells) in grid.rows.iter().enumerate() {
            for cell in cells.cells.iter().filter(|cell| !cell.text.is_empty()) {
                out.push(format!(
                    "{}\t{}\t{}\t{}\t{}\t{}",
                    table + 1,
                    row + 1,
                    cell.column + 1,
                    cell.rows,
                    cell.columns,
                    cell.text
                ));
            }
        }
    }
    out
}

const PRINTED: [(&[u8], &str); 3] = [
    (
        include_bytes!("../../../tests/documents/pdf/disclosure.pdf"),
        include_str!("../../../tests/documents/pdf/disclosure.tsv"),
    ),
    (
        include_bytes!("../../../tests/documents/pdf/budget.pdf"),
        include_str!("../../../tests/documents/pdf/budget.tsv"),
    ),
    (
        include_bytes!("../../../tests/documents/pdf/pages.pdf"),
        include_str!("../../../tests/documents/pdf/pages.tsv"),
    ),
];

#[test]
fn every_cell_of_what_was_printed_is_read() {
    for (bytes, cells) in PRINTED {
        let content = read(bytes).expect("a printed PDF is read");
        let mut found = listed(&content);
        let mut wanted: Vec<&str> = cells.lines().collect();
        found.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(found, wanted);
        assert_eq!(content.told, []);
    }
}

#[test]
fn a_table_over_the_break_is_one_and_its_cells_keep_their_pages() {
    let content = read(PRINTED[2].0).expect("it is read");
    let grids = grids(&content);
    assert_eq!(grids.len(), 1);
    let pages = grids[0]
        .rows
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| match cell.spot {
            Spot::Page { page, .. } => page,
            _ => 0,
        });
    let pages: std::collections::BTreeSet<u32> = pages.collect();
    assert_eq!(pages, [1, 2].into());
}

#[test]
fn a_head_that_is_printed_again_is_a_head_once() {
    let mut drawn = Drawn::default();
    for page in 0..2 {
        drawn.page().text(50, 40, 10, "Annual report 2023").text(
            290,
            780,
            10,
            &format!("- {} -", page + 1),
        );
        let ys = [100, 120, 140, 160];
        drawn.grid(&[50, 200, 300, 400], &ys);
        drawn
            .text(55, 115, 10, "Area")
            .text(205, 115, 10, "Received")
            .text(305, 115, 10, "Closed");
        for row in 0..2 {
            let y = 135 + row * 20;
            let n = page * 2 + row;
            drawn
                .text(55, y, 10, &format!("Area {n}"))
                .text(205, y, 10, &format!("1{n}2"))
                .text(305, y, 10, &format!("9{n}"));
        }
    }
    let content = drawn.read();
    let grids = grids(&content);
    assert_eq!(grids.len(), 1);
    let texts = texts(grids[0]);
    let labels: Vec<&str> = texts.iter().map(|row| row[0]).collect();
    assert_eq!(labels, ["Area", "Area 0", "Area 1", "Area 2", "Area 3"]);
    assert_eq!(texts[4], ["Area 3", "132", "93"]);
    let heads: Vec<bool> = grids[0].rows.iter().map(|row| row.header).collect();
    assert_eq!(heads, [true, false, false, false, false]);
    assert_eq!(paragraphs(&content), Vec::<&str>::new());
}

#[test]
fn cells_with_borders_of_their_own_are_next_to_each_other() {
    // As browsers print `border=1`: each cell has a frame, three points apart.
    let mut drawn = Drawn::default();
    drawn.page();
    let words = [
        ["Office", "New", "Closed"],
        ["North", "12", "9"],
        ["South", "7", "8"],
    ];
    for (row, words) in words.iter().enumerate() {
        for (column, word) in words.iter().enumerate() {
            let (x, y) = (50 + 103 * column as i32, 100 + 23 * row as i32);
            drawn.grid(&[x, x + 100], &[y, y + 20]);
            drawn.text(x + 5, y + 15, 10, word);
        }
    }
    let content = drawn.read();
    let grids = grids(&content);
    assert_eq!(grids.len(), 1);
    assert_eq!(texts(grids[0]), words);
}

#[test]
fn a_table_of_its_own_on_the_next_page_stays_one() {
    let mut drawn = Drawn::default();
    for (page, word) in ["Schools", "Pupils"].iter().enumerate() {
        drawn.page().grid(&[50, 200, 300], &[100, 120, 140]);
        drawn.text(55, 115, 10, "Area").text(205, 115, 10, word);
        drawn
            .text(55, 135, 10, "North")
            .text(205, 135, 10, &format!("{page}12"));
    }
    assert_eq!(grids(&drawn.read()).len(), 2);
}

#[test]
fn figures_are_as_printed() {
    let mut drawn = Drawn::default();
    drawn
        .page()
        .grid(&[50, 200, 320, 440], &[100, 120, 140, 160, 180]);
    drawn
        .text(55, 115, 10, "Item")
        .text(205, 115, 10, "2022")
        .text(325, 115, 10, "2023");
    drawn
        .text(55, 135, 10, "Profit")
        .text(205, 135, 10, "(1,204.5)")
        .text(325, 135, 10, "-86%");
    // A mark of a footnote, smaller and above the line.
    drawn
        .text(55, 155, 10, "Births")
        .text(205, 155, 10, "352.9")
        .text(235, 151, 6, "1")
        .text(325, 155, 10, "12.0");
    // A figure that is printed twice, a little beside itself, is bold.
    drawn
        .text(55, 175, 10, "Total")
        .text(205, 175, 10, "8611")
        .draw("BT /F1 10 Tf 205.3 625 Td (8611) Tj ET")
        .text(325, 175, 10, "$ 1 204");
    let content = drawn.read();
    let grids = grids(&content);
    let texts = texts(grids[0]);
    assert_eq!(texts[1], ["Profit", "(1,204.5)", "-86%"]);
    assert_eq!(texts[2], ["Births", "352.9", "12.0"]);
    assert_eq!(grids[0].rows[2].cells[1].footnotes, ["1"]);
    assert_eq!(texts[3], ["Total", "8611", "$ 1 204"]);
    assert_eq!(
        grids[0].rows[3].cells[1].emphasis,
        crate::document::Emphasis::Bold
    );
    assert_eq!(content.told, []);
}

#[test]
fn a_figure_across_a_line_is_told() {
    let mut drawn = Drawn::default();
    drawn.page().grid(&[50, 200, 320, 440], &[100, 120, 140]);
    drawn
        .text(55, 115, 10, "Item")
        .text(205, 115, 10, "2022")
        .text(325, 115, 10, "2023");
    drawn
        .text(55, 135, 10, "Profit")
        .text(299, 135, 10, "120456");
    assert_eq!(drawn.read().told, [Told::DoubtfulCells(vec![1])]);
}

#[test]
fn chinese_is_joined_without_spaces_and_shapes_are_letters() {
    let mut drawn = Drawn::default();
    drawn.page();
    drawn.chinese(
        70,
        100,
        10,
        "本年度共收到政府信息公开申请一百二十三件，其中自然人申请一百件，法人或者其他",
    );
    drawn.chinese(50, 116, 10, "组织申请二十三件。");
    drawn.chinese(50, 140, 10, "⼀⽹通办");
    let content = drawn.read();
    assert_eq!(
        paragraphs(&content)[0],
        "本年度共收到政府信息公开申请一百二十三件，其中自然人申请一百件，法人或者其他组织申请二十三件。"
    );
    assert_eq!(paragraphs(&content)[1], "一网通办");
}

#[test]
fn merged_cells_are_spans() {
    let mut drawn = Drawn::default();
    drawn.page();
    // A head of two rows: its first column stands over both.
    for y in [100, 140, 160] {
        drawn.line((50, y), (350, y));
    }
    drawn.line((150, 120), (350, 120));
    for x in [50, 150, 350] {
        drawn.line((x, 100), (x, 160));
    }
    drawn.line((250, 120), (250, 160));
    drawn
        .text(60, 125, 10, "Area")
        .text(230, 115, 10, "Cases")
        .text(160, 135, 10, "New")
        .text(260, 135, 10, "Old");
    drawn
        .text(60, 155, 10, "North")
        .text(160, 155, 10, "12")
        .text(260, 155, 10, "7");
    let content = drawn.read();
    assert_eq!(
        listed(&content),
        [
            "1\t1\t1\t2\t1\tArea",
            "1\t1\t2\t1\t2\tCases",
            "1\t2\t2\t1\t1\tNew",
            "1\t2\t3\t1\t1\tOld",
            "1\t3\t1\t1\t1\tNorth",
            "1\t3\t2\t1\t1\t12",
            "1\t3\t3\t1\t1\t7",
        ]
    );
}

#[test]
fn what_cannot_be_read_says_why() {
    let locked = include_bytes!("../../../tests/documents/pdf/locked.pdf");
    let restricted = include_bytes!("../../../tests/documents/pdf/restricted.pdf");
    assert!(matches!(read(locked), Err(Cause::Encrypted)));
    assert_eq!(
        texts(grids(&read(restricted).expect("it opens"))[0])[1],
        ["North", "1,204"]
    );
    assert!(matches!(read(b""), Err(Cause::Damaged(_))));
    assert!(matches!(read(b"%PDF-1.4\n%%EOF"), Err(Cause::Damaged(_))));
    let whole = PRINTED[1].0;
    assert!(matches!(
        read(&whole[..whole.len() - 40]),
        Err(Cause::Damaged(_))
    ));
    let mut scanned = Drawn::default();
    scanned
        .page()
        .draw("BI /W 1 /H 1 /CS /G /BPC 8 ID \u{1} EI")
        .draw("100 100 m 200 200 300 300 400 100 c S");
    assert!(matches!(read(&scanned.bytes()), Err(Cause::Scanned)));
    scanned.page().text(50, 50, 10, "A page with text");
    assert_eq!(scanned.read().told, [Told::PagesWithoutText(vec![1])]);
}

#[test]
fn a_document_of_very_many_pages_is_not_read() {
    let mut drawn = Drawn::default();
    for _ in 0..=super::PAGES {
        drawn.page();
    }
    let read = read(&drawn.bytes());
    assert!(matches!(
        read,
        Err(Cause::TooLarge(Bound::Pages(super::PAGES)))
    ));
}

#[test]
fn a_long_document_reads_as_a_short_one() {
    let mut drawn = Drawn::default();
    for page in 0..super::AT_ONCE + 5 {
        drawn.page().text(
            50,
            100,
            10,
            &format!("Area {page} closed {page} cases of {}.", page + 7),
        );
    }
    let content = drawn.read();
    assert_eq!(paragraphs(&content).len() as u64, super::AT_ONCE + 5);
    assert_eq!(
        paragraphs(&content)[124],
        "Area 124 closed 124 cases of 131."
    );
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(str::to_owned)
}

/// A table of labels and figures.
fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    (2..5usize, 2..7usize).prop_flat_map(|(columns, rows)| {
        let figure = prop_oneof![
            "[1-9][0-9]{0,3}",
            "-[1-9][0-9]\\.[0-9]",
            "\\([1-9][0-9]{1,2}\\)",
            "[1-9][0-9]\\.[0-9]%"
        ];
        let row = ("[A-Z][a-z]{2,8}", prop::collection::vec(figure, columns));
        prop::collection::vec(
            row.prop_map(|(label, mut figures)| {
                figures.insert(0, label);
                figures
            }),
            rows,
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: often(48), ..ProptestConfig::default() })]

    /// Whether lines part a table or not, each word stands in one cell: its own.
    #[test]
    fn every_word_is_in_one_cell(rows in table(), ruled: bool, right: bool, pitch in 14..26i32) {
        let mut drawn = Drawn::default();
        drawn.page().text(50, 60, 10, "A table of figures that follow");
        let count = i32::try_from(rows[0].len()).unwrap_or(0);
        let xs: Vec<i32> = (0..=count).map(|column| 50 + column * 90).collect();
        let ys: Vec<i32> = (0..=rows.len()).map(|row| 90 + i32::try_from(row).unwrap_or(0) * pitch).collect();
        if ruled {
            drawn.grid(&xs, &ys);
        }
        for (row, y) in rows.iter().zip(&ys) {
            for (column, (text, x)) in row.iter().zip(&xs).enumerate() {
                let width = i32::try_from(text.len()).unwrap_or(0) * 6;
                let x = if right && column > 0 { x + 84 - width } else { x + 4 };
                drawn.text(x, y + 11, 10, text);
            }
        }
        drawn.text(50, ys[rows.len()] + 60, 10, "Source: the office.");
        let content = drawn.read();
        let grids = grids(&content);
        prop_assert_eq!(grids.len(), 1);
        prop_assert_eq!(&texts(grids[0]), &rows);
        let printed: Vec<String> = paragraphs(&content).into_iter().flat_map(words).collect();
        prop_assert_eq!(printed.join(" "), "A table of figures that follow Source: the office.");
        prop_assert_eq!(content.told, []);
    }

    /// Bytes that are changed, cut off or made up give an error or a document.
    #[test]
    fn no_bytes_break_the_reader(which in 0..3usize, cut in 0..60_000usize, changes in prop::collection::vec((0..60_000usize, any::<u8>()), 0..12)) {
        let mut bytes = PRINTED[which].0.to_vec();
        for (at, byte) in changes {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        if cut % 3 == 0 {
            bytes.truncate(cut);
        }
        let _ = read(&bytes);
    }

    #[test]
    fn no_made_up_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400), head: bool) {
        let mut all = if head { b"%PDF-1.7\n".to_vec() } else { Vec::new() };
        all.extend(bytes);
        all.extend(b"\n%%EOF");
        prop_assert!(read(&all).is_err());
    }
}
