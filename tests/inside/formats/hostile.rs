//! No cell breaks a format: whatever stands in it, the text can be read back
//! and says as much as of any other cell.

use super::checked::{Opened, setting};
use crate::format::Format;
use crate::inside::support::folder::Folder;
use crate::inside::support::schema::{GITLAB, SARIF, Schema};
use crate::inside::support::steering::{STEERING, raw, steering, steers, toml_text};
use crate::lang::Lang;
use crate::say::{notes, title};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;

/// What has a meaning in some format.
const PIECES: [&str; 30] = [
    "::error file=x::y",
    "\n::set-output name=a::b",
    "##[error]x",
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "]]>",
    "<!--",
    "</summary></details>",
    "<script>alert(1)</script>",
    "&amp;",
    "\u{1b}[31m",
    "\u{0}",
    "\u{FFFE}",
    "\u{FFFF}",
    "\u{85}",
    "\u{2028}",
    "\u{202E}",
    "```",
    "`",
    "|",
    "@everyone",
    "#123",
    "[x](1)",
    "{0}",
    "\r\n",
    "%0A,:",
];

/// A text of anything, not empty, without NUL, which no table holds.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        2 => "[a-z0-9 ,\"']{1,6}",
        1 => "[数量合计，。“”]{1,4}",
    ];
    prop::collection::vec(piece, 1..6)
        .prop_map(|pieces| pieces.concat().replace('\0', ""))
        .prop_filter("blank", |text| !text.trim().is_empty())
}

/// A report with this text in a key, a label, a unit, a quote, a figure, the
/// header, a file's name and the reason for a rule.
fn report(texts: &[String]) -> Folder {
    let folder = Folder::new();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let [key, label, unit, quote, print, column] = texts else {
        panic!("six texts");
    };
    let column = format!("x{column}");
    for record in [
        ["key", "label", "unit", "quote", "value", &column],
        ["total", label, "件", quote, "10", "1"],
        ["a", label, "件", quote, "3", "2"],
        ["b", label, unit, quote, "4", print],
        [key, label, unit, quote, print, "x"],
        [key, label, unit, quote, "5", "x"],
    ] {
        writer.write_record(record).expect("a record");
    }
    let table = writer.into_inner().expect("a table");
    let why = toml_text(label);
    folder
        .file("2016/t.csv", &table)
        .file("2016/=a,b %:@x.csv", &table)
        .file("2016/unread.csv", "key,value\na,\"1\n")
        .file("2016/source.txt", "10 3 4")
        .file("2016/report.toml", "source = \"source.txt\"\n")
        .file(
            "reportcheck.toml",
            format!(
                "[[sections.t.rules]]\nname = \"sum\"\ncheck = \"total.value = a.value + b.value\"\nwhy = {why}\n\n[[sections.t.rules]]\nname = \"row\"\ncheck = \"value > 100\"\nseverity = \"note\"\nwhy = {why}\n"
            ),
        );
    folder
}

#[test]
fn nothing_in_a_cell_breaks_a_format() {
    let (sarif, gitlab) = (Schema::read(SARIF), Schema::read(GITLAB));
    let mut runner = TestRunner::new(Config::with_cases(96));
    let texts = prop::collection::vec(hostile(), 6);
    let mut seen = 0;
    let seen_in = std::cell::RefCell::new(&mut seen);
    runner
        .run(&texts, |texts| {
            let folder = report(&texts);
            let opened = Opened::new(&folder.path().join("2016"));
            let found = opened.outcome.findings.kept.len();
            assert!(opened.checked().errors().count() >= 1);
            **seen_in.borrow_mut() += found;
            for lang in [Lang::En, Lang::Zh] {
                let text = |format| opened.text(format, setting(lang));
                sarif_says_all(&opened, &text(Format::Sarif), lang, &sarif);
                let issues: Value = serde_json::from_str(&text(Format::Gitlab)).expect("JSON");
                gitlab.holds(&issues);
                junit_says_all(&opened, &text(Format::Junit));
                github_says_all(&opened, &text(Format::Github), lang);
                csv_says_all(&opened, &text(Format::Csv));
                markdown_holds(&opened, &text(Format::Markdown));
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(seen > 96 * 5, "{seen}");
}

fn sarif_says_all(opened: &Opened, text: &str, lang: Lang, schema: &Schema) {
    let log: Value = serde_json::from_str(text).expect("JSON");
    schema.holds(&log);
    let results = log["runs"][0]["results"].as_array().expect("results");
    let found = &opened.outcome.findings.kept;
    assert_eq!(results.len(), found.len());
    for (result, finding) in results.iter().zip(found) {
        let message = result["message"]["text"].as_str().expect("a text");
        assert!(!message.contains("]("), "a link: {message}");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let snippet = region["snippet"]["text"].as_str().unwrap_or_default();
        assert_eq!(snippet, finding.primary().place.words());
        assert_eq!(message.is_empty(), title(finding, lang).is_empty());
    }
}

fn junit_says_all(opened: &Opened, text: &str) {
    let xml = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let tags = |name: &str| {
        let nodes = xml.descendants().filter(|node| node.has_tag_name(name));
        nodes.count()
    };
    assert_eq!(tags("error"), opened.checked().errors().count());
    // Every finding is drawn with its code, whether it fails or not.
    let all: String = xml.descendants().filter_map(|node| node.text()).collect();
    for finding in &opened.outcome.findings.kept {
        assert!(all.contains(&format!("[{}]", finding.code)), "{all}");
    }
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
}

fn github_says_all(opened: &Opened, text: &str, lang: Lang) {
    assert!(
        text.chars().all(|c| c == '\n' || !c.is_control()),
        "{text:?}"
    );
    let lines: Vec<&str> = text.lines().collect();
    let found = &opened.outcome.findings.kept;
    let unread = opened.checked().errors().count();
    assert_eq!(lines.len(), unread + found.len() + 1, "{text}");
    let (last, annotations) = lines.split_last().expect("lines");
    assert!(!last.contains("::"));
    let mut said: Vec<String> = annotations
        .iter()
        .map(|line| {
            let (properties, message) = line[2..].split_once("::").expect("a command");
            let (command, properties) = properties.split_once(' ').expect("properties");
            assert!(["error", "warning", "notice"].contains(&command));
            for property in properties.split(',') {
                let (name, value) = property.split_once('=').expect("a property");
                let known = ["file", "line", "col", "endColumn", "endLine", "title"];
                assert!(known.contains(&name), "{line}");
                assert!(!value.contains(':'), "{line}");
            }
            message.replace("%0A", "\n").replace("%25", "%")
        })
        .skip(unread)
        .collect();
    // What is shown is the headline and the lines under it.
    let mut expected: Vec<String> = found
        .iter()
        .map(|finding| {
            let lines = notes(finding, lang);
            shown(&[vec![title(finding, lang)], lines].concat().join("\n"))
        })
        .collect();
    let mut said_shown: Vec<String> = said.drain(..).map(|text| shown(&text)).collect();
    said_shown.sort();
    expected.sort();
    assert_eq!(said_shown, expected);
}

/// What is left of a text when nothing in it steers and no space counts.
fn shown(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !steers(*c))
        .collect()
}

#[test]
fn nothing_that_steers_is_printed_raw() {
    for some in STEERING.chunks(8) {
        let c: String = some.iter().collect();
        let folder = steering(&c);
        let opened = Opened::new(&folder.path().join("2016"));
        assert!(opened.outcome.findings.kept.len() > 3, "{c:?}");
        for lang in [Lang::En, Lang::Zh] {
            for format in Format::ALL {
                let text = opened.text(format, setting(lang));
                assert_eq!(raw(&text), "", "{c:?} in {}:\n{text}", format.name());
            }
        }
    }
}

fn csv_says_all(opened: &Opened, text: &str) {
    let body = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().from_reader(body.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .map(|record| record.expect("as many cells as columns"))
        .collect();
    let status = |wanted: &str| {
        let at = header.iter().position(|name| name == "status");
        let of = rows
            .iter()
            .filter(|row| at.is_some_and(|at| &row[at] == wanted));
        of.count()
    };
    let outcome = &opened.outcome;
    assert_eq!(status("finding"), outcome.findings.kept.len());
    assert_eq!(status("unreadable"), opened.checked().errors().count());
    assert_eq!(status("not checked"), outcome.not_checked.len());
    let numbers = ["line", "column", "difference", "allowed", "print"];
    for row in &rows {
        for (cell, name) in row.iter().zip(&header) {
            let first = cell.trim_start().chars().next().unwrap_or('x');
            let formula = "=+-@＝＋－＠".contains(first) || cell.starts_with(['\t', '\r', '\n']);
            let number = numbers.contains(&name) && !"=@＝＠".contains(first);
            assert!(!formula || number, "{name}: {cell:?}");
            assert!(
                cell.chars().all(|c| c == '\n' || !c.is_control()),
                "{cell:?}"
            );
        }
    }
}

/// Outside the fences there is nothing but our own markup; no fence ends
/// before its text does.
fn markdown_holds(opened: &Opened, text: &str) {
    let mut fence: Option<&str> = None;
    let mut open = 0_i32;
    let mut summaries = 0;
    for line in text.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if let Some(end) = fence {
            if line.trim_start_matches(' ').starts_with(end) {
                assert_eq!(line, end, "{text}");
                fence = None;
            }
            continue;
        }
        if ticks >= 3 {
            assert_eq!(&line[ticks..], "text", "{text}");
            fence = Some(&line[..ticks]);
            continue;
        }
        match line {
            "<details>" => open += 1,
            "</details>" => open -= 1,
            _ => {}
        }
        assert!((0..=1).contains(&open), "{text}");
        summaries += i32::from(line.starts_with("<summary>"));
        let mut plain = line.to_owned();
        for tag in ["details", "summary", "b", "code"] {
            plain = plain.replace(&format!("<{tag}>"), "");
            plain = plain.replace(&format!("</{tag}>"), "");
        }
        let plain = plain.strip_prefix("### ").unwrap_or(&plain);
        let without: String = plain.split("&#").skip(1).fold(
            plain.split("&#").next().unwrap_or_default().to_owned(),
            |all, part| {
                let (digits, rest) = part.split_once(';').expect("a character's number");
                assert!(digits.bytes().all(|b| b.is_ascii_digit()), "{line}");
                all + rest
            },
        );
        assert!(
            !without.contains(['<', '>', '&', '@', '#', '`', '*', '[', '|', '$']),
            "{line}"
        );
    }
    assert_eq!((fence, open), (None, 0), "{text}");
    let lists = i32::from(!opened.outcome.not_checked.is_empty());
    let found = i32::try_from(opened.outcome.findings.kept.len()).expect("few");
    assert_eq!(summaries, found + lists, "{text}");
}
