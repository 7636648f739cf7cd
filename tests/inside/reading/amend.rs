//! Changing cells: these are what they should be, and not a byte beside them
//! is another.

use std::path::Path;

use crate::inside::support::often::often;
use crate::lang::Lang;
use crate::source::{Amended, CellChange, Encoding, NotAmended, Source, TableForm, amend};
use proptest::prelude::*;

use super::{named, utf16};

/// A row with what a change of its cells may not change.
#[derive(Clone, Debug, PartialEq)]
struct Read {
    line: u64,
    raw: String,
    /// What stands between the row before and this one.
    gap: String,
    cells: Vec<String>,
    quoted: Vec<bool>,
}

fn rows(bytes: &[u8], encoding: Option<Encoding>) -> Vec<Read> {
    let open = || Source::from_bytes(Path::new("t.csv"), bytes.to_vec(), encoding).unwrap();
    let text = open().text().unwrap();
    let mut reader = open().rows();
    let mut found: Vec<Read> = Vec::new();
    let mut from = 0;
    while let Some(row) = reader.next_row().unwrap() {
        let start = from + text[from..].find(row.raw).unwrap();
        let cells = 0..row.fields.len();
        found.push(Read {
            line: row.line,
            raw: row.raw.to_owned(),
            gap: text[from..start].to_owned(),
            cells: cells.map(|cell| row.text(cell).into_owned()).collect(),
            quoted: row.fields.iter().map(|field| field.quoted).collect(),
        });
        from = start + row.raw.len();
    }
    found
}

fn change(row: &Read, column: usize, text: &str) -> CellChange {
    CellChange {
        line: row.line,
        row: row.raw.as_str().into(),
        column,
        part: None,
        text: text.to_owned(),
    }
}

fn amended(
    bytes: &[u8],
    encoding: Option<Encoding>,
    changes: &[CellChange],
) -> Result<Amended, NotAmended> {
    amend(
        Path::new("t.csv"),
        bytes,
        (encoding, &TableForm::default()),
        changes,
    )
}

/// Changes one cell of a table, and shows the bytes as text.
fn one(table: &str, row: usize, column: usize, text: &str) -> String {
    let bytes = table.as_bytes();
    let change = change(&rows(bytes, None)[row], column, text);
    let amended = amended(bytes, None, &[change]).unwrap();
    String::from_utf8(amended.bytes).unwrap()
}

#[test]
fn quotes_stay_and_come_where_they_are_needed() {
    for (table, text, expected) in [
        ("k,v\na,12\n", "34", "k,v\na,34\n"),
        ("\u{feff}k,v\r\na,12\r\n", "34", "\u{feff}k,v\r\na,34\r\n"),
        ("k,v\ra,12\rb,1", "34", "k,v\ra,34\rb,1"),
        ("k,v\na, 12 \n", "34", "k,v\na, 34 \n"),
        ("k,v\na,\n", "34", "k,v\na,34\n"),
        ("k,v\na,12\n", "1,234", "k,v\na,\"1,234\"\n"),
        ("k,v\na, 12 \n", "1,234", "k,v\na,\" 1,234 \"\n"),
        ("k;v\na;12\n", "1,234", "k;v\na;1,234\n"),
        ("k;v\na;12\n", "1;234", "k;v\na;\"1;234\"\n"),
        ("k\tv\na\t12\n", "1,234", "k\tv\na\t1,234\n"),
        ("k,v\na,\"12\",x\n", "34", "k,v\na,\"34\",x\n"),
        ("k,v\na,\" 12 \"\n", "1,234", "k,v\na,\" 1,234 \"\n"),
        ("k,v\na,\"1\"\"2\"\n", "3\"4", "k,v\na,\"3\"\"4\"\n"),
        ("k,v\na,\"1\"2,x\n", "34", "k,v\na,\"34\",x\n"),
        ("k,v\na,1\"2\n", "34", "k,v\na,34\n"),
        ("k,v\na,\"x\ny\"\nb,1\n", "34", "k,v\na,\"34\"\nb,1\n"),
    ] {
        assert_eq!(one(table, 1, 1, text), expected, "{table}");
    }
}

#[test]
fn several_cells_are_changed_or_none() {
    let table = b"k,v,w\na,1,2\n\nb,\"x\n\",4\nc,5,6\n";
    let read = rows(table, None);
    let wanted = [
        change(&read[3], 2, "66"),
        change(&read[1], 2, "22"),
        change(&read[1], 1, "11"),
        change(&read[2], 2, "44"),
        // The last one counts.
        change(&read[3], 2, "7"),
    ];
    let changed = amended(table, None, &wanted).unwrap();
    assert_eq!(changed.new, "k,v,w\na,11,22\n\nb,\"x\n\",44\nc,5,7\n");
    assert_eq!(changed.bytes, changed.new.as_bytes());
    assert_eq!(changed.old.as_bytes(), table);
    let same = amended(table, None, &[]).unwrap();
    assert_eq!(same.bytes, table);

    // The file is another than the one that was read.
    for other in [
        "k,v,w\na,1,2\n\nb,\"x\n\",4\nc,5,60\n",
        "k,v,w\n\na,1,2\n\nb,\"x\n\",4\nc,5,6\n",
        "k,v,w\na,1,2\n",
        "k,v,w\n",
    ] {
        let error = amended(other.as_bytes(), None, &wanted).unwrap_err();
        assert!(matches!(error, NotAmended::Moved { .. }), "{other}");
    }
    let no_cell = change(&read[3], 3, "7");
    let error = amended(table, None, &[no_cell]).unwrap_err();
    let said = "t.csv:6: this row has changed since it was checked; the file is left as it is";
    assert_eq!(error.to_string(), said);
    let error = amended(b"k,v\na,\xFF\n", None, &wanted).unwrap_err();
    assert!(matches!(error, NotAmended::Unread(_)), "{error}");
}

#[test]
fn what_an_encoding_has_not_is_an_error() {
    let latin = named("windows-1252");
    let table = b"k,v\na,12\x80\n";
    let read = rows(table, latin);
    let error = amended(table, latin, &[change(&read[1], 1, "12万")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "t.csv:2: windows-1252, in which this file is written, cannot express `12万`; the file is left as it is"
    );
    assert!(error.say(Lang::Zh).contains("windows-1252"));
    let done = amended(table, latin, &[change(&read[1], 1, "34€")]).unwrap();
    assert_eq!(done.bytes, b"k,v\na,34\x80\n");
}

#[test]
fn bytes_that_would_be_written_otherwise_stay() {
    // The euro sign as GBK once had it.
    let gbk = named("gbk");
    let table = b"k,v,w\n\x80,12,\xD6\xD0\n\x80,5,6\n";
    let read = rows(table, gbk);
    let done = amended(table, gbk, &[change(&read[1], 1, "约34")]).unwrap();
    assert_eq!(done.bytes, b"k,v,w\n\x80,\xD4\xBC34,\xD6\xD0\n\x80,5,6\n");
    // An encoding with states: they change at escape sequences.
    let jis = named("iso-2022-jp");
    let table = b"k,v,w\n\x1B$BF|\x1B(B,\x1B$BF|K\\\x1B(B,1\n";
    let read = rows(table, jis);
    assert_eq!(read[1].cells, ["日", "日本", "1"]);
    for text in ["12", "本"] {
        let done = amended(table, jis, &[change(&read[1], 1, text)]).unwrap();
        assert!(done.bytes.starts_with(b"k,v,w\n\x1B$BF|\x1B(B"));
        assert!(done.bytes.ends_with(b",1\n"));
        assert_eq!(rows(&done.bytes, jis)[1].cells, ["日", text, "1"]);
    }
}

/// A table out of cells with quotes or without, and line ends of all kinds.
fn table() -> impl Strategy<Value = String> {
    let cell = proptest::sample::select(vec![
        "1",
        "12",
        "",
        " 3 ",
        "a",
        "中文",
        "\"4\"",
        "\"\"",
        "\"a\"\"b\"",
        "\" 5,6 \"",
        "\"x\ny\"",
        "\"7\"8",
        "9\"",
        "\u{3000}五",
        "\"总\r\n计\"",
        "a b",
        "\"é\"",
        "約5",
    ]);
    let row = proptest::collection::vec(cell, 1..6);
    let end = proptest::sample::select(vec!["\n", "\r\n", "\r", "\n\n", "\r\n \r\n"]);
    let delimiter = proptest::sample::select(vec![",", ",", ";", "\t"]);
    let rows = proptest::collection::vec((row, end), 1..12);
    (delimiter, rows, any::<bool>()).prop_map(|(delimiter, rows, last)| {
        let mut text = format!("key{delimiter}value\n");
        for (cells, end) in &rows {
            text.push_str(&cells.join(delimiter));
            text.push_str(end);
        }
        if last { text } else { text + "z" }
    })
}

/// The bytes of a text in some encoding, with the mark or without; `None`
/// where it has not all its characters.
fn bytes_of(text: &str, way: usize) -> Option<(Vec<u8>, Option<Encoding>)> {
    let by_name = |name: &str| {
        let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
        let (bytes, _, lost) = encoding.encode(text);
        (!lost).then(|| (bytes.into_owned(), named(name)))
    };
    let marked = format!("\u{feff}{text}");
    match way {
        0 => Some((text.as_bytes().to_vec(), None)),
        1 => Some((marked.into_bytes(), None)),
        2 => Some((marked.into_bytes(), named("gb18030"))),
        3 => Some((utf16(&marked, u16::to_le_bytes), None)),
        4 => Some((utf16(&marked, u16::to_be_bytes), None)),
        5 => Some((utf16(text, u16::to_le_bytes), named("utf-16le"))),
        6 => by_name("gb18030"),
        7 => by_name("gb18030").map(|(bytes, named)| {
            let mark = b"\x84\x31\x95\x33".to_vec();
            ([mark, bytes].concat(), named)
        }),
        8 => by_name("big5"),
        9 => by_name("shift_jis"),
        10 => by_name("iso-2022-jp"),
        11 => by_name("euc-kr"),
        _ => by_name("windows-1252"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(256), ..ProptestConfig::default() })]

    #[test]
    fn only_the_cells_change(
        table in table(),
        way in 0_usize..13,
        picks in proptest::collection::vec((any::<usize>(), any::<usize>(), 0_usize..9), 0..6),
    ) {
        let Some((bytes, encoding)) = bytes_of(&table, way) else { return Ok(()) };
        let before = rows(&bytes, encoding);
        let texts = ["34", "1,234", "5;6", "7\t8", "9\"", "\"", "中文", "約 5", "é"];
        let mut changes: Vec<CellChange> = Vec::new();
        for (row, column, text) in picks {
            if before.len() < 2 {
                continue;
            }
            let row = &before[1 + row % (before.len() - 1)];
            let column = column % row.cells.len();
            changes.retain(|change| (change.line, change.column) != (row.line, column));
            changes.push(change(row, column, texts[text]));
        }
        let done = match amended(&bytes, encoding, &changes) {
            Ok(done) => done,
            Err(NotAmended::NotEncodable { text, .. }) => {
                prop_assert!(way > 7 && !text.is_ascii(), "{way}: {text}");
                return Ok(());
            }
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        // The text as a whole is encoded as it was.
        let (expected, _) = bytes_of(&done.new, way).expect("encodable");
        if way != 10 {
            prop_assert_eq!(&done.bytes, &expected);
        }
        let after = rows(&done.bytes, encoding);
        prop_assert_eq!(before.len(), after.len());
        for (old, new) in before.iter().zip(&after) {
            let of_row: Vec<_> = changes.iter().filter(|change| change.line == old.line).collect();
            prop_assert_eq!(&old.gap, &new.gap);
            prop_assert_eq!(old.cells.len(), new.cells.len());
            if of_row.is_empty() {
                prop_assert_eq!(&old.raw, &new.raw);
            }
            for column in 0..old.cells.len() {
                match of_row.iter().find(|change| change.column == column) {
                    Some(change) => {
                        prop_assert_eq!(new.cells[column].trim(), &change.text);
                        prop_assert!(new.quoted[column] >= old.quoted[column]);
                    }
                    None => {
                        prop_assert_eq!(&new.cells[column], &old.cells[column]);
                        prop_assert_eq!(new.quoted[column], old.quoted[column]);
                    }
                }
            }
        }
    }
}
