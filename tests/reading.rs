//! Reading: what rows, cells, places and errors come of which bytes. The csv
//! crate is the oracle for rows; for places and errors the tables below are.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::Path;

use proptest::prelude::*;
use reportcheck::lang::Lang;
use reportcheck::source::{Encoding, Place, RowReader, Source, SourceError, read_text};

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
        // Blank lines are counted, not read; empty cells are.
        ("\n\na,b\n\n \t \n\u{3000}\n1,2\n\n", "3:a|b 7:1|2"),
        ("a,b,c\n,,\n1,,\n", "1:a|b|c 2:|| 3:1||"),
        ("a\n\"\"\nb", "1:a 2: 3:b"),
        ("a\n\" \"\n", "1:a 2: "),
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
        assert_eq!(reader.path(), Path::new("t.csv"));
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

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn encodings() {
    let text = "键,数\n一,\"２\"\n";
    let rows = "1:键|数 2:一|２";
    for name in [
        "gb18030", "GBK", "gb2312", "big5", "euc-jp", "utf-8", "UTF8",
    ] {
        let Some(Encoding::Named(encoding)) = named(name) else {
            assert_eq!(brief(&of_bytes(text.as_bytes(), named(name))), rows);
            continue;
        };
        let text = text.replace('键', "鍵").replace('数', "値");
        let (bytes, _, lost) = encoding.encode(&text);
        assert!(!lost || name != "gb18030");
        if !lost {
            let rows = rows.replace('键', "鍵").replace('数', "値");
            assert_eq!(brief(&of_bytes(&bytes, named(name))), rows, "{name}");
        }
    }
    let marked = format!("\u{feff}{text}");
    for bytes in [
        utf16(&marked, u16::to_le_bytes),
        utf16(&marked, u16::to_be_bytes),
    ] {
        for encoding in [
            None,
            Some(Encoding::Utf8),
            named("gb18030"),
            named("utf-16"),
        ] {
            assert_eq!(brief(&of_bytes(&bytes, encoding)), rows);
        }
    }
    let unmarked = utf16(text, u16::to_le_bytes);
    assert_eq!(brief(&of_bytes(&unmarked, named("utf-16le"))), rows);
    // A file saved anew as UTF-8 is read although the configuration says GB18030.
    assert_eq!(brief(&of_bytes(marked.as_bytes(), named("gb18030"))), rows);
    let (gb, _, _) = encoding_rs::GB18030.encode(&marked);
    assert_eq!(brief(&of_bytes(&gb, named("gb18030"))), rows);
    assert_eq!(named("gbk").unwrap().to_string(), "GBK");
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
fn malformed_bytes() {
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let looks = "; this looks like GB18030 (Chinese Excel): save as \"CSV UTF-8\", or say encoding = \"gb18030\"";
    let cases: Vec<(Vec<u8>, Option<Encoding>, String)> = vec![
        (
            gb("key,assigned\n总计,34\n"),
            None,
            format!("1:key|assigned ! t.csv:2:1: byte 0xD7 is not valid UTF-8 here{looks}"),
        ),
        (
            // The bytes of 全 are UTF-8 by accident.
            gb("k,v\n全市,公司\n"),
            None,
            format!("1:k|v ! t.csv:2:2: byte 0xCA is not valid UTF-8 here{looks}"),
        ),
        (
            b"k,caf\xE9,na\xEFve\n".to_vec(),
            None,
            "! t.csv:1:6: byte 0xE9 is not valid UTF-8 here".to_owned(),
        ),
        (
            b"k\n\x89PNG\r\n\x1A\n\0\0\0".to_vec(),
            None,
            "1:k ! t.csv:2:1: a NUL byte: this is a binary file, not text".to_owned(),
        ),
        (
            "k\n\"一\n二".as_bytes()[..9].to_vec(),
            None,
            "1:k ! t.csv:3:1: byte 0xE4 is not valid UTF-8 here".to_owned(),
        ),
        (
            "k\n一\n二".as_bytes()[..8].to_vec(),
            None,
            "1:k 2:一 ! t.csv:3:1: byte 0xE4 is not valid UTF-8 here".to_owned(),
        ),
        (
            // One byte of UTF-8 is lost; what is left decodes as GB18030, too.
            [&"k\n完成率".as_bytes()[..10], "办结件".as_bytes()].concat(),
            None,
            "1:k ! t.csv:2:3: byte 0xE7 is not valid UTF-8 here".to_owned(),
        ),
        (
            b"k\n\xB0\xA1,\xFFx\n".to_vec(),
            named("gb18030"),
            "1:k ! t.csv:2:3: byte 0xFF is not valid gb18030 here".to_owned(),
        ),
        (
            "k\n完成率,件".as_bytes().to_vec(),
            named("gbk"),
            "1:k ! t.csv:2:5: byte 0x87 is not valid GBK here; this looks like UTF-8: \
             say encoding = \"utf-8\", or leave it out"
                .to_owned(),
        ),
        (
            b"k\n\xB0".to_vec(),
            named("gb18030"),
            "1:k ! t.csv:2:1: byte 0xB0 is not valid gb18030 here".to_owned(),
        ),
        (
            [b"\xFF\xFE".as_slice(), b"k\0\n\0", b"\x00\xD8", b"x\0"].concat(),
            None,
            "1:k ! t.csv:2:1: byte 0x00 is not valid UTF-16LE here".to_owned(),
        ),
    ];
    for (bytes, encoding, expected) in cases {
        assert_eq!(brief(&of_bytes(&bytes, encoding)), expected, "{bytes:?}");
    }
}

#[test]
fn malformed_bytes_are_counted_in_the_file() {
    let offset = |bytes: &[u8], encoding| {
        let source = Source::from_bytes(Path::new("t"), bytes.to_vec(), encoding);
        match source.and_then(Source::text) {
            Err(SourceError::Malformed { offset, .. }) => offset,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(offset(b"\xEF\xBB\xBFab\xFF", None), 5);
    assert_eq!(
        offset(&[b"x".repeat(300_000), vec![0xFF; 9000]].concat(), None),
        300_000
    );
    assert_eq!(offset(b"\xB0\xA1b\xFFcdefghijkl", named("gb18030")), 3);
    assert_eq!(
        offset(
            &[b"\xB0\xA1".repeat(99_999), vec![0xFF]].concat(),
            named("gbk")
        ),
        199_998
    );
}

#[test]
fn files_that_are_not_tables() {
    let spreadsheet = "! t.csv: this is a spreadsheet file; save the sheet as CSV UTF-8";
    for bytes in [
        b"PK\x03\x04\x14\0".as_slice(),
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0",
    ] {
        for encoding in [None, named("gb18030")] {
            assert_eq!(brief(&of_bytes(bytes, encoding)), spreadsheet);
        }
    }
    assert_eq!(brief(&of_bytes(b"PK,v\n", None)), "1:PK|v");
    for (bytes, name) in [
        (utf16("k,v\n", u16::to_le_bytes), "utf-16le"),
        (utf16("k,v\n", u16::to_be_bytes), "utf-16be"),
    ] {
        let error = of_bytes(&bytes, None).error.unwrap();
        assert!(
            error.contains(&format!("say encoding = \"{name}\"")),
            "{error}"
        );
        assert_eq!(brief(&of_bytes(&bytes, named(name))), "1:k|v");
    }
}

#[test]
fn cells_and_rows_that_never_end() {
    let long =
        "t.csv:2:3: the cell that starts here is longer than 1 MiB; is a closing quote missing?";
    let open = [b"k,v\n1,\"".as_slice(), &b"2\n".repeat(600_000)].concat();
    assert_eq!(of_bytes(&open, None).error.unwrap(), long);
    let wide = [b"k,v\n1,".as_slice(), &b"2".repeat((1 << 20) + 1), b"\n"].concat();
    assert_eq!(of_bytes(&wide, None).error.unwrap(), long);
    let fits = [b"k,v\n1,".as_slice(), &b"2".repeat(1 << 20), b"\n3\n"].concat();
    assert_eq!(of_bytes(&fits, None).rows.len(), 3);
    let endless = |byte| outcome(Source::from_reader(Path::new("-"), io::repeat(byte), None));
    assert!(
        endless(b'x')
            .error
            .unwrap()
            .starts_with("-:1:1: the cell that starts here")
    );
    assert!(
        endless(b',')
            .error
            .unwrap()
            .starts_with("-:1:1: the row that starts here")
    );
}

/// A stream that hands out its bytes a few at a time, and stutters.
struct Dribble {
    bytes: Cursor<Vec<u8>>,
    sizes: Vec<usize>,
    turn: usize,
    then: Option<ErrorKind>,
}

impl Dribble {
    fn new(bytes: &[u8], sizes: &[usize]) -> Dribble {
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

#[test]
fn a_file_that_vanishes_while_it_is_read() {
    for (text, expected) in [
        (
            "key,value\n1,2\n3,4",
            "1:key|value 2:1|2 ! t.csv:3:4: reading broke off here: ",
        ),
        ("key,\"value\n1", "! t.csv:2:2: reading broke off here: "),
        ("key,val", "! t.csv:1:1: reading broke off here: "),
    ] {
        let mut stream = Dribble::new(text.as_bytes(), &[4]);
        stream.then = Some(ErrorKind::ConnectionReset);
        let found = brief(&outcome(Source::from_reader(
            Path::new("t.csv"),
            stream,
            None,
        )));
        assert!(found.starts_with(expected), "{found}");
    }
}

#[test]
fn files_that_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.csv");
    let said = |path: &Path, lang| {
        let error = read_text(path, None).unwrap_err();
        assert_eq!((error.path(), error.place()), (path, None));
        assert_eq!(error.to_string(), error.say(Lang::En));
        error
            .say(lang)
            .replace(&*folder.path().to_string_lossy(), "DIR")
    };
    assert_eq!(said(&file, Lang::En), "DIR/t.csv: there is no such file");
    assert_eq!(said(&file, Lang::Zh), "DIR/t.csv: 没有这个文件");
    assert_eq!(
        said(folder.path(), Lang::En),
        "DIR: this is a folder, not a file"
    );
    fs::write(&file, "a,b\n").unwrap();
    assert!(said(&file.join("x"), Lang::En).starts_with("DIR/t.csv/x: cannot be opened: "));
    assert_eq!(read_text(&file, None).unwrap(), "a,b\n");
    assert_eq!(brief(&outcome(Source::open(&file, None))), "1:a|b");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
        // The superuser may read it all the same.
        if fs::File::open(&file).is_err() {
            let expected = "DIR/t.csv: permission denied: this file may not be read";
            assert_eq!(said(&file, Lang::En), expected);
        }
    }
}

#[test]
fn whole_texts() {
    let text = |bytes: &[u8], encoding| {
        Source::from_bytes(Path::new("t"), bytes.to_vec(), encoding).and_then(Source::text)
    };
    assert_eq!(
        text("\u{feff}a\r\n\r二".as_bytes(), None).unwrap(),
        "a\r\n\r二"
    );
    assert_eq!(text(b"\xB0\xA1\n", named("gbk")).unwrap(), "啊\n");
    assert_eq!(text(b"", None).unwrap(), "");
    let long = "一二\n".repeat(100_000);
    assert_eq!(text(long.as_bytes(), None).unwrap(), long);
    let error = text("一\n二\0".as_bytes(), None).unwrap_err();
    assert_eq!(error.place(), Some(Place { line: 2, column: 2 }));
    let error = text(b"a\r\nb\rc\xFF\0", None).unwrap_err();
    assert_eq!(error.place(), Some(Place { line: 3, column: 2 }));
}

#[test]
fn every_error_speaks_both_languages() {
    let samples: [&[u8]; 6] = [
        b"PK\x03\x04",
        b"k\0,\0v\0",
        b"a\0",
        b"a\xFF",
        b"\"a",
        &b"x".repeat(1 << 21),
    ];
    for bytes in samples {
        let source = Source::from_bytes(Path::new("t"), bytes.to_vec(), None);
        let error = source
            .and_then(|source| source.rows().next_row().map(|_| ()))
            .unwrap_err();
        assert!(error.what(Lang::En).is_ascii(), "{error}");
        assert!(error.what(Lang::Zh).contains(|c| c > '\u{4E00}'), "{error}");
    }
}

/// Whether a row is one that is skipped, or that another reader cannot tell from one.
fn blank(cells: &[String], delimiter: char) -> bool {
    (cells.len() == 1 || delimiter == '\t') && cells.iter().all(|cell| cell.trim().is_empty())
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
    found.retain(|cells: &Vec<String>| !blank(cells, delimiter));
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
    expected.retain(|cells| !blank(cells, delimiter));
    if stopped {
        prop_assert!(found.len() <= expected.len());
        expected.truncate(found.len());
    }
    prop_assert_eq!(found, expected);
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

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
        found.retain(|cells| !blank(cells, ','));
        expected.retain(|cells| !blank(cells, ','));
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
