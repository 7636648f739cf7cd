//! What holds for all bytes: rows are those of the csv crate, the size of the
//! reads changes nothing, every cell knows its place.

use std::io::{self, Cursor, ErrorKind, Read};
use std::path::Path;

use crate::inside::support::often::often;
use crate::lang::Lang;
use crate::source::{Encoding, ManyCells, RowReader, Source};
use proptest::prelude::*;

use super::{named, of_bytes, outcome, reader, utf16};

/// A stream that hands out its bytes a few at a time, and stutters.
pub(super) struct Dribble {
    bytes: Cursor<Vec<u8>>,
    sizes: Vec<usize>,
    turn: usize,
    pub then: Option<ErrorKind>,
}

impl Dribble {
    pub(super) fn new(bytes: &[u8], sizes: &[usize]) -> Dribble {
        Dribble {
            bytes: Cursor::new(bytes.to_vec()),
            sizes: sizes.to_vec(),
            turn: 0,
            then: None,
        }
    }
}

impl Read for Dribble {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        self.turn += 1;
        if self.turn.is_multiple_of(5) {
            return Err(ErrorKind::Interrupted.into());
        }
        let size = self.sizes[self.turn % self.sizes.len()].min(room.len());
        match (self.bytes.read(&mut room[..size])?, self.then) {
            (0, Some(kind)) => Err(kind.into()),
            (count, _) => Ok(count),
        }
    }
}

/// Whether a row is one that is skipped, or that another reader cannot tell from one.
fn blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

/// The rows are those that the csv crate finds, up to where an error stops them.
fn agrees_with_csv(bytes: &[u8]) -> Result<(), TestCaseError> {
    let Ok(source) = Source::from_bytes(Path::new("t"), bytes.to_vec(), None) else {
        return Ok(());
    };
    let mut reader = source.rows();
    let mut found = Vec::new();
    let stopped = loop {
        match reader.next_row() {
            Ok(Some(row)) => found.push(
                (0..row.fields.len())
                    .map(|cell| row.text(cell).into_owned())
                    .collect(),
            ),
            Ok(None) => break false,
            Err(_) => break true,
        }
    };
    let delimiter = reader.delimiter();
    found.retain(|cells: &Vec<String>| !blank(cells));
    let mut csv = csv::ReaderBuilder::new();
    let csv = csv
        .flexible(true)
        .has_headers(false)
        .delimiter(delimiter as u8);
    let mut expected = Vec::new();
    for record in csv.from_reader(bytes).byte_records() {
        let cells = record.unwrap();
        let cells = cells
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).into_owned());
        expected.push(cells.collect::<Vec<_>>());
    }
    expected.retain(|cells| !blank(cells));
    if stopped {
        prop_assert!(found.len() <= expected.len());
        expected.truncate(found.len());
    }
    prop_assert_eq!(found, expected);
    Ok(())
}

/// A row: its line, its byte and its cells.
type Placed = (u64, u64, Vec<String>);

/// The rows of a reader, and what stopped it.
fn placed(reader: &mut RowReader, to: &mut Vec<Placed>) -> Option<String> {
    loop {
        match reader.next_row() {
            Ok(Some(row)) => {
                let cells = (0..row.fields.len()).map(|cell| row.text(cell).into_owned());
                to.push((row.line, row.offset, cells.collect()));
            }
            Ok(None) => return None,
            Err(error) => return Some(error.say(Lang::En)),
        }
    }
}

/// The same where those that are plainly written are read many at once, and how
/// many were.
fn placed_many(
    reader: &mut RowReader,
    size: (usize, usize),
    to: &mut Vec<Placed>,
) -> (usize, Option<String>) {
    let (mut cells, mut fields, mut many) = (ManyCells::default(), Vec::new(), 0);
    loop {
        let rows = reader.plain_rows(size, &mut cells);
        many += rows.len();
        for number in 0..rows.len() {
            let row = rows.row(number, &mut fields);
            let texts: Vec<String> = (0..row.fields.len())
                .map(|cell| row.text(cell).into_owned())
                .collect();
            for (cell, text) in texts.iter().enumerate() {
                assert_eq!(rows.bytes(number, cell), text.as_bytes());
            }
            to.push((row.line, row.offset, texts));
        }
        match reader.next_row() {
            Ok(Some(row)) => {
                let cells = (0..row.fields.len()).map(|cell| row.text(cell).into_owned());
                to.push((row.line, row.offset, cells.collect()));
            }
            Ok(None) => return (many, None),
            Err(error) => return (many, Some(error.say(Lang::En))),
        }
    }
}

#[test]
fn plain_rows_are_found_many_at_once() {
    let text =
        "k,a,b\n1,2,3\r\n\"4\",\"5\",\"6\"\n7,,\"\"\n\"8\n\",8,8\n,9,9\n10,1\n11,1,1\n12,1,1";
    let source = Source::from_bytes(Path::new("t"), text.as_bytes().to_vec(), None).unwrap();
    let mut reader = source.rows();
    reader.next_row().unwrap();
    let mut found = Vec::new();
    let (many, error) = placed_many(&mut reader, (3, 2), &mut found);
    // Two, then one by itself; then those with line breaks within, without a
    // key, with too few cells, and the last one, whose end is that of the text.
    assert_eq!((many, error, found.len()), (3, None, 8));
}

/// Rows, their places and errors are the same in pieces of any size.
fn agrees_in_pieces(bytes: &[u8], sizes: &[usize]) -> Result<(), TestCaseError> {
    let open = || Source::from_bytes(Path::new("t"), bytes.to_vec(), None).map(Source::rows);
    let Ok(mut reader) = open() else {
        return Ok(());
    };
    // The header is read before the pieces are.
    if !matches!(reader.next_row(), Ok(Some(_))) {
        return Ok(());
    }
    let mut expected = Vec::new();
    let stopped = placed(&mut reader, &mut expected);
    for width in 1..4 {
        let mut reader = open().unwrap();
        reader.next_row().unwrap();
        let mut found = Vec::new();
        let (_, error) = placed_many(&mut reader, (width, 3), &mut found);
        prop_assert_eq!(&found, &expected, "many rows of {} cells", width);
        prop_assert_eq!(&error, &stopped, "many rows of {} cells", width);
    }
    for &size in sizes {
        let mut reader = open().unwrap();
        reader.next_row().unwrap();
        let mut chunks = reader.into_chunks();
        chunks.in_pieces_of(size);
        let (mut found, mut error) = (Vec::new(), None);
        while let Some(chunk) = chunks.next("what stood here before".to_owned()) {
            prop_assert!(error.is_none(), "an error is in the last piece");
            let mut reader = RowReader::of_chunk("t".into(), chunk);
            error = placed(&mut reader, &mut found);
            if error.is_some() {
                break;
            }
        }
        prop_assert_eq!(&found, &expected, "pieces of {}", size);
        prop_assert_eq!(&error, &stopped, "pieces of {}", size);
    }
    Ok(())
}

/// Text out of what matters to a reader of rows.
fn tricky() -> impl Strategy<Value = String> {
    let parts = [
        "a", "1", ",", ",", "\"", "\"", "\n", "\r", "\r\n", ";", "\t", " ", "中", "\u{feff}",
        "\u{3000}", "，", "€",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..150)
        .prop_map(|parts| parts.concat())
}

#[test]
fn a_table_larger_than_a_read_is_read_as_csv_reads_it() {
    let row = |i: usize| match i % 5 {
        0 => format!("行{i},\"名，称\n{i}\",,{}件\r\n", i * i),
        1 => format!("{i},\"a\"\"b\",\"c\",\"d\"\n"),
        2 => format!("€{i}{}\n", ",宽".repeat(i % 97)),
        3 => "\n\r\n".to_owned(),
        _ => format!("{i},{},{}\r", "长".repeat(i % 301), i),
    };
    let table: String = (0..4000).map(row).collect();
    assert!(table.len() > 500_000);
    agrees_with_csv(table.as_bytes()).unwrap();
    agrees_in_pieces(table.as_bytes(), &[1, 100, 1000, 65_536, 262_144]).unwrap();
}

#[test]
fn pieces_end_where_rows_end() {
    for table in [
        // Line ends of each kind, cut in their middle.
        "k,a\r\n1,2\r\n3,4\r\n",
        "k,a\r1,2\r\r\n3,4\n\r5,6",
        // Line breaks and delimiters within quotes, quotes within text.
        "k,a\n\"1\n\n2\",3\n4\",\"5\"\"\n\"\n6,7\n",
        // What cannot be read.
        "k,a\n1,2\n\"3,4\n5,6\n",
        "k,a\n1,2\n3,\0\n5,6\n",
        "\u{feff}k,a\n1,2",
    ] {
        agrees_in_pieces(table.as_bytes(), &[1, 2, 3, 4, 5, 6, 7, 8, 100]).unwrap();
    }
    let mut cut = b"k,a\n1,2\n3,".to_vec();
    cut.push(0xE4);
    agrees_in_pieces(&cut, &[1, 2, 3, 5, 100]).unwrap();
    // A row longer than a piece, and one longer than a row may be.
    let long = format!("k,a\n1{}\n2,3\n", ",4".repeat(300_000));
    agrees_in_pieces(long.as_bytes(), &[100, 262_144]).unwrap();
    let longer = format!("k,a\n1{}\n2,3\n", ",4".repeat(9 << 20));
    agrees_in_pieces(longer.as_bytes(), &[262_144]).unwrap();
    let open = format!("k,a\n1,2\n\"{}", "x\n".repeat(1 << 20));
    agrees_in_pieces(open.as_bytes(), &[1000, 262_144]).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(256), ..ProptestConfig::default() })]

    #[test]
    fn pieces_are_read_as_the_whole(text in tricky(), sizes in proptest::collection::vec(1_usize..40, 3)) {
        agrees_in_pieces(format!("k,a\n{text}").as_bytes(), &sizes)?;
        agrees_in_pieces(text.as_bytes(), &sizes)?;
    }

    #[test]
    fn written_tables_are_read_back(
        rows in proptest::collection::vec(proptest::collection::vec("[a-c0-9,;\" \n\r中，]{0,4}|\\PC{0,6}", 1..5), 0..12),
        all in any::<bool>(),
        end in proptest::sample::select(vec!["\n", "\r\n", "\r"]),
        mark in any::<bool>(),
    ) {
        let terminator = match end { "\r\n" => csv::Terminator::CRLF, other => csv::Terminator::Any(other.as_bytes()[0]) };
        let style = if all { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let bytes = if mark { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
        let mut writer = csv::WriterBuilder::new().flexible(true).terminator(terminator).quote_style(style).from_writer(bytes);
        // A header with a comma settles the delimiter.
        writer.write_record(["键", "a"]).unwrap();
        for row in &rows { writer.write_record(row).unwrap(); }
        let bytes = writer.into_inner().unwrap();
        let mut found = of_bytes(&bytes, None);
        prop_assert_eq!(&found.error, &None);
        let mut found: Vec<_> = found.rows.drain(1..).map(|(_, cells)| cells).collect();
        let mut expected = rows;
        found.retain(|cells| !blank(cells));
        expected.retain(|cells| !blank(cells));
        prop_assert_eq!(found, expected);
        agrees_with_csv(&bytes)?;
    }

    #[test]
    fn tricky_text_is_read_as_csv_reads_it(text in tricky()) {
        agrees_with_csv(text.as_bytes())?;
    }

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if !matches!(bytes[..], [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
            agrees_with_csv(&bytes)?;
        }
        for name in ["gb18030", "utf-16le", "big5", "shift_jis", "windows-1252"] {
            of_bytes(&bytes, named(name));
        }
    }

    #[test]
    fn the_size_of_the_reads_changes_nothing(
        text in tricky(),
        rest in proptest::collection::vec(any::<u8>(), 0..6),
        name in proptest::sample::select(vec!["utf-8", "gb18030", "utf-16le", "big5"]),
        piece in 1usize..8,
        sizes in proptest::collection::vec(1usize..8, 1..6),
    ) {
        let encoding = named(name);
        let mut bytes = match encoding.unwrap() {
            Encoding::Utf8 => text.into_bytes(),
            Encoding::Named(encoding) if name == "utf-16le" => {
                prop_assert_eq!(encoding.name(), "UTF-16LE");
                utf16(&text, u16::to_le_bytes)
            }
            Encoding::Named(encoding) => encoding.encode(&text).0.into_owned(),
        };
        bytes.extend(rest);
        let dribble = Dribble::new(&bytes, &sizes);
        let path = Path::new("t.csv");
        let whole = of_bytes(&bytes, encoding);
        let pieces = Source::in_pieces(path, Cursor::new(bytes), encoding, piece);
        prop_assert_eq!(&outcome(pieces), &whole);
        prop_assert_eq!(outcome(Source::from_reader(path, dribble, encoding)), whole);
    }

    #[test]
    fn every_place_is_that_of_its_character(text in tricky()) {
        let mut reader = reader(text.clone());
        let start = text.strip_prefix('\u{feff}').map_or(0, |_| 3);
        while let Ok(Some(row)) = reader.next_row() {
            let offset = row.offset as usize;
            prop_assert_eq!(&text[offset..offset + row.raw.len()], row.raw);
            for field in row.fields {
                let before = &text[start..offset + field.start as usize];
                let lines = before.replace("\r\n", "\n").replace('\r', "\n");
                let last = lines.rsplit('\n').next().unwrap();
                let expected = (lines.split('\n').count() as u64, last.chars().count() as u64 + 1);
                // A cell that starts between CR and LF stands on the line of the CR.
                let split = before.ends_with('\r') && text[start + before.len()..].starts_with('\n');
                if !split {
                    prop_assert_eq!(row.column_of(field.start as usize), expected);
                }
            }
        }
    }
}
