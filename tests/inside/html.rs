//! The page for a browser, without one: whatever stands in cells, its markup
//! is whole and every link leads somewhere.

use crate::check::{CheckOptions, check};
use crate::format::html::Html;
use crate::format::output::{Output, Setting};
use crate::inside::made::Made;
use crate::inside::support::folder::Folder;
use crate::inside::support::often::often;
use crate::inside::support::page::{read, sound};
use crate::inside::support::snapshot::snapshot;
use crate::lang::Lang;
use crate::report::{Options, Report, configuration};
use crate::say::run::{Checked, Run};
use proptest::prelude::*;
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
        allow_unchecked: false,
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
    assert!(whole.contains("id=\"c-t-row777-total\" class=\"figure total hit error\""));
    assert!(text.contains("277 rows without findings are left out"));
    assert!(text.contains("122 rows without findings are left out"));
    let streamed = page(&[&report], Lang::En, 500, Some(1));
    assert!(sound(&streamed).contains("only the rows in question are shown"));
    assert!(streamed.contains("id=\"c-t-row777-total\" class=\"figure total hit error\""));
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
    #![proptest_config(ProptestConfig::with_cases(often(48)))]
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
fn a_clash_is_told_with_its_proof() {
    let folder = Folder::new();
    let made = Made::new(folder.path());
    for (lang, name) in [(Lang::En, "en"), (Lang::Zh, "zh")] {
        let html = Html(setting(lang, 500, false));
        let mut run = Run::default();
        run.lines.push(made.checked().line());
        let page = html.gather(&html.parts(&made.checked()), &run);
        sound(&page);
        let (_, rest) = page.split_once("</style>").expect("its end");
        let path = folder.path().display().to_string();
        let rest = rest.replace(&format!("{path}/"), "");
        snapshot("html", &format!("clash.{name}"), &rest);
    }
}
