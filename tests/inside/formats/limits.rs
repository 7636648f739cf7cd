//! What is not listed is counted, in whatever way a format has.

use super::checked::{Opened, setting};
use crate::finding::MOST_LISTED;
use crate::format::Format;
use crate::format::output::Setting;
use crate::inside::support::folder::Folder;
use crate::lang::Lang;
use crate::rule::Severity;
use crate::rule::{Code, CodeGroup};
use crate::say::counts;
use serde_json::Value;
use std::path::Path;

/// A report with many findings, and some rows that cannot be checked.
fn many(rows: usize) -> Folder {
    let folder = Folder::new();
    let mut table = "key,x,y\n".to_owned();
    for row in 0..rows {
        table.push_str(&format!("row{row},{row},{}\n", row + 1));
    }
    table.push_str("blank1,,1\nblank2,,1\n");
    folder.file("2016/t.csv", table).file(
        "reportcheck.toml",
        "[[sections.t.rules]]\nname = \"same\"\ncheck = \"x = y\"\nwhy = \"因为 it is @so.\"\n",
    );
    folder
}

fn limited(limit: usize) -> Setting {
    Setting {
        limit,
        ..setting(Lang::En)
    }
}

#[test]
fn a_limit_hides_no_count() {
    let folder = many(30);
    let opened = Opened::new(&folder.path().join("2016"));
    let text = |format| opened.text(format, limited(7));
    let sarif: Value = serde_json::from_str(&text(Format::Sarif)).expect("JSON");
    let run = &sarif["runs"][0];
    assert_eq!(run["results"].as_array().map(Vec::len), Some(7));
    let told = &run["invocations"][0]["toolExecutionNotifications"];
    let told: Vec<&str> = told
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["message"]["text"].as_str().expect("a text"))
        .collect();
    let line = "23 of 30 findings are not listed (--max 0 lists all)";
    assert_eq!(told[0], line);
    assert_eq!(told.len(), 3, "and two rows are not checked: {told:?}");
    let gitlab: Vec<Value> = serde_json::from_str(&text(Format::Gitlab)).expect("JSON");
    assert_eq!(gitlab.len(), 8);
    assert_eq!(gitlab[7]["description"], line);
    assert!(text(Format::Github).contains(&format!("\n{line}\n")));
    let csv = text(Format::Csv);
    assert_eq!(
        csv.lines()
            .filter(|row| row.contains(",finding,,,"))
            .count(),
        7
    );
    let told = csv.lines().find(|row| row.ends_with(",not listed,,,,,,,"));
    assert!(told.is_some_and(|row| row.contains(line)), "{csv}");
    let junit = text(Format::Junit);
    assert!(junit.contains(&format!("<failure message=\"{line}\" type=\"not-listed\">")));
    let markdown = text(Format::Markdown);
    assert!(
        markdown.contains("\nNot shown here: 23 findings.\n"),
        "{markdown}"
    );
}

/// However many there are, what asks for all is given no more than can be held.
#[test]
fn nobody_is_told_that_all_of_too_many_can_be_listed() {
    let most = MOST_LISTED as u64;
    let all = counts::not_listed(7, most, Lang::En);
    assert!(all.ends_with("(--max 0 lists all)"), "{all}");
    for lang in [Lang::En, Lang::Zh] {
        let some = counts::not_listed(7, most + 1, lang);
        assert!(some.contains(&MOST_LISTED.to_string()), "{some}");
        assert!(some.contains("--section"), "{some}");
    }
}

/// A case passes only where nothing that fails the run can be hidden in it.
#[test]
fn no_case_of_junit_passes_over_hidden_findings() {
    let folder = many(5);
    folder.file(
        "reportcheck.toml",
        "[[sections.t.rules]]\nname = \"same\"\ncheck = \"x = y\"\n\n[[sections.t.rules]]\nname = \"other\"\ncheck = \"x + 1 = y + 1\"\n",
    );
    let opened = Opened::new(&folder.path().join("2016"));
    for (fail_on, failed) in [
        (Some(Severity::Error), 3),
        (Some(Severity::Note), 3),
        (None, 0),
    ] {
        for limit in [0, 1, 2, 5, 9] {
            let setting = Setting {
                fail_on,
                ..limited(limit)
            };
            let text = opened.text(Format::Junit, setting);
            let xml = roxmltree::Document::parse(&text).expect("XML");
            let failures = xml
                .descendants()
                .filter(|node| node.has_tag_name("failure"));
            assert_eq!(failures.count(), failed, "{limit}: {text}");
        }
        let setting = Setting {
            fail_on,
            ..limited(10)
        };
        let text = opened.text(Format::Junit, setting);
        let failures = text.matches("<failure ").count();
        assert_eq!(failures, failed.min(2), "{text}");
    }
}

#[test]
fn a_suite_counts_its_cases() {
    for path in [
        "data/2016",
        "examples/errors/2024",
        "examples/clean/2024",
        "no/such",
    ] {
        for fail_on in [Some(Severity::Error), Some(Severity::Warning), None] {
            let setting = Setting {
                fail_on,
                ..setting(Lang::Zh)
            };
            let opened = Opened::new(Path::new(path));
            let text = opened.text(Format::Junit, setting);
            let xml = roxmltree::Document::parse(&text).expect("XML");
            let suites: Vec<_> = xml
                .root_element()
                .children()
                .filter(|n| n.is_element())
                .collect();
            assert_eq!(suites.len(), 1);
            let count = |name: &str| {
                let of_name = suites[0]
                    .descendants()
                    .filter(|node| node.has_tag_name(name));
                of_name.count().to_string()
            };
            for (attribute, tag) in [
                ("tests", "testcase"),
                ("failures", "failure"),
                ("errors", "error"),
                ("skipped", "skipped"),
            ] {
                assert_eq!(
                    suites[0].attribute(attribute),
                    Some(count(tag).as_str()),
                    "{path}"
                );
            }
            // Each code that needs no rule has a case, so that passes show; those
            // of the rules themselves are no checks of a report, and those of what
            // others hand in are made only where it is.
            let class = format!("{path}.checks");
            let own = |node: &roxmltree::Node<'_, '_>| node.attribute("classname") == Some(&class);
            let codes = suites[0].children().filter(own).count();
            let expected = match opened.report.tables.is_empty() {
                true => 0,
                false => {
                    let codes = Code::built_in().into_iter();
                    let others = [
                        CodeGroup::Configuration,
                        CodeGroup::Submission,
                        CodeGroup::Relation,
                    ];
                    let of_report = |code: &Code| !others.contains(&code.group());
                    codes.filter(of_report).count()
                }
            };
            assert_eq!(codes, expected, "{path}");
            for case in suites[0]
                .children()
                .filter(|node| node.has_tag_name("testcase"))
            {
                let names: Vec<&str> = case.attributes().map(|one| one.name()).collect();
                assert_eq!(names, ["classname", "name"]);
                let inside: Vec<&str> = case
                    .children()
                    .filter(|node| node.is_element())
                    .map(|node| node.tag_name().name())
                    .collect();
                assert!(
                    matches!(
                        inside.as_slice(),
                        [] | ["system-out"]
                            | ["skipped" | "failure" | "error"]
                            | ["skipped" | "failure" | "error", "system-out"]
                    ),
                    "{inside:?}"
                );
            }
        }
    }
}

#[test]
fn a_comment_stays_below_the_limit_and_says_what_is_left_out() {
    for lang in [Lang::En, Lang::Zh] {
        for rows in [10, 200, 3000] {
            let folder = many(rows);
            let opened = Opened::new(&folder.path().join("2016"));
            let text = opened.text(Format::Markdown, setting(lang));
            assert!(text.encode_utf16().count() < 65_536);
            let word = if lang == Lang::En { "error" } else { "错误" };
            let shown = text.matches(&format!("<summary><b>{word}</b>")).count();
            assert!(
                shown == rows || text.encode_utf16().count() > 60_000,
                "{shown}"
            );
            let left = match lang {
                Lang::En => format!("\nNot shown here: {} findings", rows - shown),
                Lang::Zh => format!("\n此处未列出：{} 处发现", rows - shown),
            };
            assert_eq!(
                shown < rows,
                text.contains(&left),
                "{}",
                &text[text.len() - 300..]
            );
            assert_eq!(
                text.matches("<details>").count(),
                text.matches("</details>").count()
            );
        }
    }
}

#[test]
fn a_report_without_findings_takes_one_line() {
    let opened = Opened::new(Path::new("examples/clean/2024"));
    let text = opened.text(Format::Markdown, setting(Lang::En));
    assert_eq!(
        text,
        "### reportcheck: no findings\n\n27 checks: 27 consistent, 0 inconsistent, 0 not checked.\n"
    );
    let sarif: Value =
        serde_json::from_str(&opened.text(Format::Sarif, setting(Lang::En))).expect("JSON");
    // An empty list says that all was looked at; no list, that nothing was.
    assert_eq!(sarif["runs"][0]["results"], serde_json::json!([]));
    assert_eq!(opened.text(Format::Gitlab, setting(Lang::En)), "[]\n");
    assert_eq!(
        opened.text(Format::Github, setting(Lang::En)),
        "no findings\n"
    );
}

#[test]
fn the_page_names_every_column_and_every_format() {
    let page = std::fs::read_to_string("docs/formats.md").expect("a page");
    let (last, first) = crate::format::csv::COLUMNS.split_last().expect("columns");
    let first: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
    let columns = format!("The columns are {} and `{last}`", first.join(", "));
    assert!(page.contains(&columns), "{columns}");
    for format in Format::ALL {
        let name = format.name();
        let row = format!("| `{name}` |");
        let linked = format!("| [`{name}`](#{name}) |");
        assert!(page.contains(&row) || page.contains(&linked), "{name}");
    }
}
