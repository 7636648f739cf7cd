//! The page for a browser, without one: whatever stands in cells, its markup
//! is whole and every link leads somewhere. `tests/snapshots/html` shows a
//! small page in both languages.
#![allow(clippy::expect_used)]

mod common;
#[path = "formats/made.rs"]
mod made;

use common::Folder;
use proptest::prelude::*;
use reportcheck::check::{CheckOptions, check};
use reportcheck::format::html::Html;
use reportcheck::format::output::{Output, Setting};
use reportcheck::lang::Lang;
use reportcheck::report::{Options, Report, configuration};
use reportcheck::say::run::{Checked, Run};
use std::collections::BTreeSet;
use std::path::Path;

fn setting(lang: Lang, limit: usize, many: bool) -> Setting {
    Setting {
        lang,
        color: false,
        width: 100,
        limit,
        many,
        errors_apart: false,
        fail_on: None,
        coverage: false,
    }
}

/// The page of some reports.
fn page(reports: &[&Path], lang: Lang, limit: usize, stream_from: Option<u64>) -> String {
    let html = Html(setting(lang, limit, reports.len() > 1));
    let read = Options {
        stream_from,
        ..Options::default()
    };
    let (mut parts, mut run) = (Vec::new(), Run::default());
    for path in reports {
        let loaded = configuration(path, &read);
        let mut report = Report::open(path, &loaded.config, &read);
        let options = CheckOptions {
            keep: limit,
            names: html.names_cells(),
            read: read.clone(),
            ..CheckOptions::default()
        };
        let outcome = check(&mut report, &loaded.config, &options);
        let checked = Checked {
            report: &report,
            config: &loaded.config,
            shared_errors: &loaded.errors,
            outcome: &outcome,
        };
        parts.extend(html.parts(&checked));
        run.lines.push(checked.line());
    }
    html.gather(&parts, &run)
}

/// The elements that pages are made of.
const KNOWN: &str = " html head meta title style body main footer header article section nav h1 h2 h3 h4 p \
    a span code strong ul ol li dl dt dd div table caption thead tbody tr th td sup details summary \
    figure figcaption svg g path circle text tspan ";

/// Reads a page strictly: known elements, each closed where it should be,
/// quoted attributes, no name twice, no link into nothing. Returns its text.
fn read(page: &str) -> Result<String, String> {
    let rest = page.strip_prefix("<!DOCTYPE html>\n").ok_or("no doctype")?;
    let style = rest.find("<style>").ok_or("no style")?;
    let end = rest.find("</style>").ok_or("the style does not end")?;
    let plain = format!("{}{}", &rest[..style], &rest[end + "</style>".len()..]);
    let (mut open, mut text) = (Vec::new(), String::new());
    let (mut ids, mut links) = (BTreeSet::new(), Vec::new());
    let mut pieces = plain.split('<');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, after) = piece.split_once('>').ok_or(format!("<{piece}"))?;
        if after.contains('>') {
            return Err(format!("a bare > after <{tag}>: {after}"));
        }
        text.push_str(after);
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !KNOWN.contains(&format!(" {name} ")) {
            return Err(format!("<{tag}> is no known element"));
        }
        while !attributes.is_empty() {
            let (key, value) = attributes.split_once("=\"").ok_or(format!("<{tag}>"))?;
            let (value, more) = value.split_once('"').ok_or(format!("<{tag}>"))?;
            let bare = |c: char| c.is_ascii_alphabetic() || c == '-' || c == 'B';
            if !key.chars().all(bare) || key.starts_with("on") {
                return Err(format!("{key} in <{tag}>"));
            }
            match key {
                "id" if !ids.insert(value) => return Err(format!("{value} is there twice")),
                "href" => links.push(value),
                _ => {}
            }
            attributes = more.trim_start();
        }
        if name != "meta" {
            open.push(name);
        }
    }
    if !open.is_empty() {
        return Err(format!("not closed: {open:?}"));
    }
    for link in links {
        let name = link
            .strip_prefix('#')
            .ok_or(format!("{link} leaves the page"))?;
        if !ids.contains(name) {
            return Err(format!("{link} leads nowhere"));
        }
    }
    let plain = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    Ok(plain
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to)))
}

fn sound(page: &str) -> String {
    read(page).unwrap_or_else(|problem| panic!("{problem}\n{page}"))
}

#[test]
fn pages_of_reports_are_whole() {
    let reports = ["data/2016", "examples/errors/2024", "examples/clean/2024"].map(Path::new);
    for lang in [Lang::En, Lang::Zh] {
        for report in reports {
            for limit in [usize::MAX, 2, 0] {
                sound(&page(&[report], lang, limit, None));
            }
            let streamed = sound(&page(&[report], lang, usize::MAX, Some(0)));
            assert!(!streamed.is_empty());
        }
        sound(&page(&reports, lang, usize::MAX, None));
    }
}

#[test]
fn every_cell_of_a_report_is_shown_as_printed() {
    let text = sound(&page(&[Path::new("data/2016")], Lang::Zh, 500, None));
    for section in ["environment", "proposals", "food_drug"] {
        let table = std::fs::read_to_string(format!("data/2016/{section}.csv")).expect("a table");
        for line in table.lines().skip(1) {
            for cell in line.split(',').filter(|cell| !cell.contains('"')) {
                assert!(text.contains(cell.trim()), "{section}: {cell}");
            }
        }
    }
}

#[test]
fn a_long_table_shows_its_rows_in_question() {
    let folder = Folder::new();
    let mut table = "key,total,a,b\n".to_owned();
    for row in 0..900 {
        let total = 3 + i32::from(row == 777);
        table.push_str(&format!("row{row},{total},1,2\n"));
    }
    folder.file("2016/t.csv", table);
    let rules = "[[sections.t.rules]]\nname = \"sum\"\ncheck = \"total = a + b\"\n[sections.t]\n";
    folder.file("2016/reportcheck.toml", rules);
    let report = folder.path().join("2016");
    let whole = page(&[&report], Lang::En, 500, None);
    let text = sound(&whole);
    assert!(whole.contains("id=\"c-t-row499-total\""));
    assert!(!whole.contains("id=\"c-t-row500-total\""));
    assert!(whole.contains("id=\"c-t-row777-total\" class=\"figure hit error\""));
    assert!(text.contains("277 rows without findings are left out"));
    assert!(text.contains("122 rows without findings are left out"));
    let streamed = page(&[&report], Lang::En, 500, Some(1));
    assert!(sound(&streamed).contains("only the rows in question are shown"));
    assert!(streamed.contains("id=\"c-t-row777-total\" class=\"figure hit error\""));
    assert!(!streamed.contains("row776"));
}

/// Text that tries to be markup, and any other.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<script>",
        "</td>",
        "\"",
        "'",
        "&",
        "&lt;",
        "<!--",
        "-->",
        "</style>",
        "]]>",
        "<svg onload=x>",
        "javascript:",
        "\u{202e}",
        "\u{0}",
        "#",
        "a",
        "7",
        "合计",
        "`",
        "\n",
        ",",
        "=",
        " ",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_cell_becomes_markup(cells in prop::collection::vec(hostile(), 8), title in hostile()) {
        let folder = Folder::new();
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let cell = |index: usize| quoted(&cells[index]);
        let table = format!(
            "key,label,value,{}x\n{},{},{},1\n{},{},12,{}\nk,l,3,{},{}\n",
            cells[7].replace(|c: char| !c.is_alphanumeric() && c != '<', ""),
            cell(0), cell(1), cell(2), cell(3), cell(4), cell(5), cell(6), cell(0),
        );
        folder.file("2016/t.csv", table);
        let rules = format!(
            "[[rules]]\nname = \"r\"\nsection = \"t\"\ncheck = \"k.value = 4\"\nwhy = {}\n",
            toml::Value::String(title.clone())
        );
        folder.file("2016/reportcheck.toml", rules);
        folder.file("2016/report.toml", format!("title = {}\n", toml::Value::String(title)));
        let report = folder.path().join("2016");
        for lang in [Lang::En, Lang::Zh] {
            let page = page(&[&report], lang, 50, None);
            prop_assert!(read(&page).is_ok(), "{:?}\n{page}", read(&page).err());
        }
    }
}

#[test]
fn a_small_page_in_both_languages() {
    let folder = Folder::new();
    folder.file(
        "reportcheck.toml",
        "[sections.t]\ntitle = { en = \"Requests\", zh = \"申请\" }\n\n\
         [sections.t.labels]\ntotal = { en = \"Requests received\" }\n\n\
         [[sections.t.rules]]\nname = \"t-sum\"\ncheck = \"total = online + paper\"\n\
         why = { en = \"There is no third way.\", zh = \"没有第三种方式。\" }\n\n\
         [[sections.t.rules]]\nname = \"t-back\"\ncheck = \"total >= prior.total\"\n",
    );
    let table =
        "key,label,value,unit\ntotal,收到申请,12,件\nonline,网上 <b>,7,件\npaper,书面,4,件\n";
    folder.file("2016/t.csv", table);
    let args = ["validate", "2016", "--format", "html"];
    for (lang, ran) in [("en", folder.run(&args)), ("zh", folder.run_zh(&args))] {
        assert_eq!((ran.status, ran.err.as_str()), (1, ""));
        sound(&ran.out);
        let (head, rest) = ran.out.split_once("<style>").expect("a style");
        let (_, rest) = rest.split_once("</style>").expect("its end");
        insta::with_settings!({
            snapshot_path => "snapshots/html",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(format!("small.{lang}"), format!("{head}<style/>{rest}"));
        });
    }
}

#[test]
fn a_clash_is_told_with_its_proof() {
    let folder = Folder::new();
    let made = made::Made::new(folder.path());
    for (lang, name) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
        let html = Html(setting(lang, 500, false));
        let mut run = Run::default();
        run.lines.push(made.checked().line());
        let page = html.gather(&html.parts(&made.checked()), &run);
        sound(&page);
        let (_, rest) = page.split_once("</style>").expect("its end");
        let path = folder.path().display().to_string();
        let rest = rest.replace(&format!("{path}/"), "");
        insta::with_settings!({
            snapshot_path => "snapshots/html",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(format!("clash.{name}"), rest);
        });
    }
}

#[test]
fn what_the_documentation_says_is_there() {
    let text = std::fs::read_to_string("docs/html.md").expect("the page's own page");
    let shown = page(&[Path::new("data/2016")], Lang::En, 500, None);
    let mut links = 0;
    for link in text.split("`#").skip(1) {
        let (name, _) = link.split_once('`').expect("its end");
        assert!(shown.contains(&format!("id=\"{name}\"")), "{name}");
        links += 1;
    }
    assert_eq!(links, 2);
    let folder = Folder::new();
    let mut command = folder.command(&["validate", "--quiet", "--output", "html=report.html"]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let report = root.join("examples/errors/2024");
    let ran = common::Ran::of(command.arg(report).output().expect("the binary runs"));
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.err.as_str()),
        (1, "", "")
    );
    let written = std::fs::read_to_string(folder.path().join("report.html"));
    sound(&written.expect("the page"));
}

#[test]
fn what_is_waived_is_shown_as_such() {
    let folder = Folder::new();
    folder.file("2024/t.csv", "key,value\nclosed,130\nreceived,120\n");
    let rule = "[[sections.t.rules]]\nname = \"closed\"\ncheck = \"closed <= received\"\n";
    folder.file("reportcheck.toml", format!("[sections.t]\n{rule}"));
    folder.file(
        "2024/report.toml",
        "[[waivers]]\nrule = \"closed\"\ncell = \"t.closed\"\nprint = \"130\"\n\
         with = { received = \"120\" }\nreason = \"closed <in> bulk\"\n",
    );
    let ran = folder.run(&["validate", "2024", "--format", "html"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let text = sound(&ran.out);
    assert!(text.contains("All that was found is waived"));
    assert!(text.contains("closed <in> bulk"));
    for part in [
        "<article id=\"f-closed-t-closed\" class=\"finding waived\">",
        "<td id=\"c-t-closed\" class=\"figure hit waived\">",
        "<td id=\"c-t-received\" class=\"figure part waived\">",
        "<a href=\"#f-closed-t-closed\" class=\"tie waived\">",
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
}
