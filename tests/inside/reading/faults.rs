//! What cannot be read: where, why, and what the reader is told to do.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::lang::Lang;
use crate::report::{Options, Report};
use crate::rule::Config;
use crate::source::{Access, Encoding, Position, Source, SourceError, read_text};

use super::laws::Dribble;
use super::{brief, named, of_bytes, outcome, utf16};

#[test]
fn malformed_bytes() {
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let looks = "; this looks like GB18030 (Chinese Excel): save as \"CSV UTF-8\", or try --encoding gb18030, which is encoding = \"gb18030\" in reportcheck.toml";
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
            "! t.csv:1:6: byte 0xE9 is not valid UTF-8 here; this may be windows-1252: save as \"CSV UTF-8\", or try --encoding windows-1252, which is encoding = \"windows-1252\" in reportcheck.toml".to_owned(),
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
    let spreadsheet =
        "! t.csv: this is a spreadsheet file; save it as .xlsx, or the sheet as CSV UTF-8";
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
            error.contains(&format!(
                "try --encoding {name}, which is encoding = \"{name}\""
            )),
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
        let error = read_text(path, &Access::Named).unwrap_err();
        assert_eq!((error.path(), error.place()), (path, None));
        assert_eq!(error.to_string(), error.say(Lang::En));
        error
            .say(lang)
            .replace(&*folder.path().to_string_lossy(), "DIR")
    };
    assert_eq!(said(&file, Lang::En), "DIR/t.csv: no such file or folder");
    assert_eq!(said(&file, Lang::Zh), "DIR/t.csv：没有这个文件或文件夹");
    assert_eq!(
        said(folder.path(), Lang::En),
        "DIR: this is a folder, not a file"
    );
    fs::write(&file, "a,b\n").unwrap();
    assert!(said(&file.join("x"), Lang::En).starts_with("DIR/t.csv/x: cannot be opened: "));
    assert_eq!(read_text(&file, &Access::Named).unwrap(), "a,b\n");
    assert_eq!(
        brief(&outcome(Source::open(&file, &Access::Named, None))),
        "1:a|b"
    );
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
    assert_eq!(error.place(), Some(Position { line: 2, column: 2 }));
    let error = text(b"a\r\nb\rc\xFF\0", None).unwrap_err();
    assert_eq!(error.place(), Some(Position { line: 3, column: 2 }));
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

#[test]
fn a_report_that_vanishes_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let gone = folder.path().join("2016");
    let report = Report::open(&gone, &Config::default(), &Options::default());
    let [error] = report.errors.as_slice() else {
        panic!("one error: {:?}", report.errors);
    };
    assert!(
        error.to_string().ends_with("no such file or folder"),
        "{error}"
    );
}
