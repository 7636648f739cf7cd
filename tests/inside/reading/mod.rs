//! Reading: what rows, cells, places and errors come of which bytes. Here are
//! rows and places; `faults` is what cannot be read, `laws` what holds for all
//! bytes, with the csv crate as the oracle, `amend` what changing cells changes.
#![allow(clippy::unwrap_used)]

mod amend;
mod faults;
mod laws;

use std::path::Path;

use crate::lang::Lang;
use crate::source::{Encoding, RowReader, Source, SourceError};

/// What a table comes to: every row with its line, and how it ended.
#[derive(Debug, PartialEq)]
struct Outcome {
    rows: Vec<(u64, Vec<String>)>,
    error: Option<String>,
}

/// Reads a stream to its end.
fn outcome(source: Result<Source, SourceError>) -> Outcome {
    let mut rows = Vec::new();
    let error = source.and_then(|source| {
        let mut reader = source.rows();
        while let Some(row) = reader.next_row()? {
            let cells = (0..row.fields.len()).map(|cell| row.text(cell).into_owned());
            rows.push((row.line, cells.collect()));
        }
        assert!(reader.next_row().unwrap().is_none(), "the end is the end");
        Ok(())
    });
    let error = error.err().map(|error| error.say(Lang::En));
    Outcome { rows, error }
}

fn of_bytes(bytes: &[u8], encoding: Option<Encoding>) -> Outcome {
    outcome(Source::from_bytes(
        Path::new("t.csv"),
        bytes.to_vec(),
        encoding,
    ))
}

fn reader(bytes: impl Into<Vec<u8>>) -> RowReader {
    Source::from_bytes(Path::new("t.csv"), bytes.into(), None)
        .unwrap()
        .rows()
}

fn named(name: &str) -> Option<Encoding> {
    Some(name.parse().unwrap())
}

/// The rows as one line of text: `line:cell|cell`, a space between rows.
fn brief(outcome: &Outcome) -> String {
    let rows = outcome
        .rows
        .iter()
        .map(|(line, cells)| format!("{line}:{}", cells.join("|")));
    let mut parts: Vec<_> = rows.collect();
    parts.extend(outcome.error.as_ref().map(|error| format!("! {error}")));
    parts.join(" ")
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn rows_and_lines() {
    let cases: &[(&str, &str)] = &[
        ("", ""),
        ("\u{feff}", ""),
        ("\n\r\n \n\u{3000}\t\r", ""),
        // Line ends.
        ("a,b\n1,2\n", "1:a|b 2:1|2"),
        ("a,b\r\n1,2\r\n", "1:a|b 2:1|2"),
        ("a,b\r1,2\r", "1:a|b 2:1|2"),
        ("a,b\n\r1,2", "1:a|b 3:1|2"),
        ("a\r\r\nb\n\nc", "1:a 3:b 5:c"),
        ("a\r\n\nb\r\n\r\n\n\rc", "1:a 3:b 7:c"),
        ("a,b\n1,2", "1:a|b 2:1|2"),
        ("a,b\r\n1,", "1:a|b 2:1|"),
        // Blank lines are counted, not read, with separators too; empty cells are.
        ("\n\na,b\n\n \t \n\u{3000}\n1,2\n\n", "3:a|b 7:1|2"),
        ("a,b,c\n,,\n1,,\n", "1:a|b|c 3:1||"),
        ("a,b\n , \n\"\",\" \"\n,1\n;\n", "1:a|b 4:|1 5:;"),
        (",,\na,b\n", "2:a|b"),
        ("a\n\"\"\nb", "1:a 3:b"),
        ("a\n\" \n\"\nb", "1:a 4:b"),
        (" a , b \n", "1: a | b "),
        // Quotes.
        (
            "\"a\",\"b\"\n\"1,5\",\"2\n3\"\n4,5",
            "1:a|b 2:1,5|2\n3 4:4|5",
        ),
        ("a\n\"x\r\ny\rz\n\"\nb", "1:a 2:x\r\ny\rz\n 6:b"),
        ("\"a\"\"b\",\"\"\"\",\"\"\n", "1:a\"b|\"|"),
        ("a\"b,c\"\n", "1:a\"b|c\""),
        ("\"a\"b,\"c\" ,d\n", "1:ab|c |d"),
        ("\"a\"b\"c,\"\"d\n", "1:ab\"c|d"),
        ("\"a\"\"\"b,\"\"\"\"c\n", "1:a\"b|\"c"),
        ("\"a\"", "1:a"),
        ("\"a\"b", "1:ab"),
        // The mark, and what looks like it elsewhere.
        ("\u{feff}\"a\",b\n", "1:a|b"),
        ("a\n\u{feff}b\n", "1:a 2:\u{feff}b"),
        // Delimiters.
        ("a;b\n1;2,5\n", "1:a|b 2:1|2,5"),
        ("a\tb\n1\t2,5\n\t\n3\t", "1:a|b 2:1|2,5 4:3|"),
        ("a;b,c\n1;2,5\n", "1:a;b|c 2:1;2|5"),
        ("\n \n\"a,b\";\"c\"\"d,\"\n1;2\n", "3:a,b|c\"d, 4:1|2"),
        ("a;b;c\td\n", "1:a|b|c\td"),
        ("a\n1;2\n", "1:a 2:1;2"),
        ("\"a;b\",c\n", "1:a;b|c"),
        // Rows of unlike lengths.
        ("a,b\n1\n1,2,3\n", "1:a|b 2:1 3:1|2|3"),
        ("键,数\n一,１\n", "1:键|数 2:一|１"),
        // What stops reading, after the rows before it.
        (
            "a,b\n1,\"2\n3,4\n",
            "1:a|b ! t.csv:2:3: the quote that opens this cell is never closed",
        ),
        (
            "键,\"数\n",
            "! t.csv:1:3: the quote that opens this cell is never closed",
        ),
        (
            "a\n\"x\ny\",\"z\"\"",
            "1:a ! t.csv:3:4: the quote that opens this cell is never closed",
        ),
        (
            "a,b\n键,\0",
            "1:a|b ! t.csv:2:3: a NUL byte: this is a binary file, not text",
        ),
        (
            "a\n\"\n\0\"",
            "1:a ! t.csv:3:1: a NUL byte: this is a binary file, not text",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(
            brief(&of_bytes(text.as_bytes(), None)),
            *expected,
            "{text:?}"
        );
    }
}

#[test]
fn delimiters() {
    for (text, expected) in [
        ("a,b", ','),
        ("a;b", ';'),
        ("a\tb", '\t'),
        ("a", ','),
        ("", ','),
    ] {
        let mut reader = reader(text);
        reader.next_row().unwrap();
        assert_eq!(reader.delimiter(), expected, "{text:?}");
    }
}

#[test]
fn cells_know_their_places() {
    let mut reader = reader("\u{feff}k,v\n\n键,\"一\n二三\",\"x\"\"y\"\r\nz");
    assert_eq!(reader.next_row().unwrap().unwrap().offset, 3);
    let row = reader.next_row().unwrap().unwrap();
    assert_eq!((row.line, row.offset), (3, 8));
    assert_eq!(row.raw, "键,\"一\n二三\",\"x\"\"y\"");
    assert_eq!(
        (row.slice(0), row.slice(1), row.slice(2)),
        ("键", "一\n二三", "x\"\"y")
    );
    assert_eq!(
        (&*row.text(2), &*row.text(3), row.slice(9)),
        ("x\"y", "", "")
    );
    let flags: Vec<_> = row
        .fields
        .iter()
        .map(|field| (field.quoted, field.doubled))
        .collect();
    assert_eq!(flags, [(false, false), (true, false), (true, true)]);
    let places: Vec<_> = row
        .fields
        .iter()
        .map(|field| row.column_of(field.start as usize))
        .collect();
    assert_eq!(places, [(3, 1), (3, 4), (4, 6)]);
    // Inside a character is the character; past the end is the end.
    assert_eq!((row.column_of(1), row.column_of(999)), ((3, 1), (4, 11)));
    let row = reader.next_row().unwrap().unwrap();
    assert_eq!((row.line, row.raw, row.offset), (5, "z", 33));
}

#[test]
fn a_line_break_ends_its_own_line() {
    let mut reader = reader("\"a\r\nb\rc\"");
    let row = reader.next_row().unwrap().unwrap();
    let places: Vec<_> = (0..8).map(|byte| row.column_of(byte)).collect();
    let expected = [
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 4),
        (2, 1),
        (2, 2),
        (3, 1),
        (3, 2),
    ];
    assert_eq!(places, expected);
}

#[test]
fn encodings() {
    let cases = [
        ("utf-8", "键,数\n一,\"２\"\n", "1:键|数 2:一|２"),
        ("UTF8", "键,数\n一,\"２\"\n", "1:键|数 2:一|２"),
        (
            "gb18030",
            "键,数\n一,\"２\"\n㐀,𠀀",
            "1:键|数 2:一|２ 3:㐀|𠀀",
        ),
        ("GBK", "键;数\n镕;\"２\"\n", "1:键|数 2:镕|２"),
        ("gb2312", "键,数\n一,\"２\"\n", "1:键|数 2:一|２"),
        ("big5", "鍵,數\n功,\"２\"\n", "1:鍵|數 2:功|２"),
        ("shift_jis", "表,数\n一,\"２\"\n", "1:表|数 2:一|２"),
    ];
    for (name, text, rows) in cases {
        let bytes = match name.parse().unwrap() {
            Encoding::Utf8 => text.as_bytes().to_vec(),
            Encoding::Named(encoding) => {
                let (bytes, _, lost) = encoding.encode(text);
                assert!(!lost, "{name}");
                bytes.into_owned()
            }
        };
        assert_eq!(brief(&of_bytes(&bytes, named(name))), rows, "{name}");
    }
    assert_eq!(named("gbk").unwrap().to_string(), "GBK");
    assert_eq!(named("utf8").unwrap().to_string(), "UTF-8");
    let unknown = "klingon".parse::<Encoding>().unwrap_err();
    assert!(
        unknown
            .to_string()
            .starts_with("unknown encoding `klingon`; known are")
    );
    assert!(unknown.say(Lang::Zh).contains("不认识编码“klingon”"));
    assert!("replacement".parse::<Encoding>().is_err());
}

#[test]
fn a_byte_order_mark_outranks_the_encoding_said() {
    let text = "\u{feff}键,数\n一,\"２\"\n";
    let rows = "1:键|数 2:一|２";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    assert_eq!(brief(&of_bytes(&gb, named("gb18030"))), rows);
    let utf8 = text.as_bytes().to_vec();
    for bytes in [
        utf8,
        utf16(text, u16::to_le_bytes),
        utf16(text, u16::to_be_bytes),
    ] {
        for encoding in [None, named("utf-8"), named("gb18030"), named("utf-16")] {
            assert_eq!(brief(&of_bytes(&bytes, encoding)), rows);
        }
    }
}
