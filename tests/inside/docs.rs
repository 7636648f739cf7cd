//! The documents say what the program does: the finding reference is its own
//! output, the notation table is read again, the examples of rules parse.

use crate::explain::entries;
use crate::figure::exact::show;
use crate::figure::{Context, Reading, Rounding, UnitBook, read};
use crate::format::markdown::explain;
use crate::inside::support::markdown::{blocks, code, rows};
use crate::lang::Lang;
use crate::rule::{Code, ConfigProblem, SeverityFrom, code_of, load, load_facts, parse};
use crate::say::numbers::Style;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn the_finding_reference_is_current() {
    for (lang, option, path) in [
        (Lang::En, "en", "docs/findings.md"),
        (Lang::Zh, "zh", "docs/findings.zh.md"),
    ] {
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == explain::markdown(lang),
            "{path} is out of date; print it again with\n\n    cargo run -- explain --markdown --lang {option} > {path}\n"
        );
    }
}

#[test]
fn pages_keep_to_the_form() {
    for entry in entries() {
        for lang in [Lang::En, Lang::Zh] {
            let (code, page) = (entry.code.name(), entry.page(lang));
            assert!(
                page.title.chars().count() <= 80,
                "{code}: a title is one line"
            );
            assert!(
                !page.title.ends_with(['.', '。']),
                "{code}: a title has no full stop"
            );
            for prose in [page.checks, page.why, page.mend] {
                let ends = ['.', '。', '”', ')', '）'];
                assert!(prose.ends_with(ends), "{code}: {prose}");
            }
            assert!(
                !page.example.is_empty() && !page.mended.is_empty(),
                "{code}"
            );
        }
    }
}

/// What a print allows, in the words of `reportcheck figure`.
fn allowed(print: &str, unit: &str, rounding: Rounding) -> String {
    let units = UnitBook::default();
    let unit = units.read(unit);
    let context = Context {
        rounding,
        ..Context::of_unit(&units, unit.as_ref())
    };
    let figure = match read(print, &context) {
        Reading::Blank => return "not reported".to_owned(),
        Reading::NotApplicable => return "not applicable".to_owned(),
        Reading::Withheld => return "withheld".to_owned(),
        Reading::Unreadable(_) => return "unreadable".to_owned(),
        Reading::Figure(figure) => figure,
    };
    let shown = Style::like(&figure).range(&figure.range).text;
    match (figure.range.is_point().is_some(), figure.range.whole) {
        (true, _) => format!("exactly {}", show(&figure.nominal, 12).text),
        (false, true) => format!("{shown}, whole numbers"),
        (false, false) => shown,
    }
}

#[test]
fn the_notation_is_read_as_the_tables_say() {
    let text = std::fs::read_to_string("docs/figures.md").expect("a text");
    let cells = rows(&text, &["Cell", "Unit", "What it allows"]);
    assert!(cells.len() > 80, "{}", cells.len());
    let readme = std::fs::read_to_string("README.md").expect("a text");
    let more = rows(&readme, &["Cell", "Unit", "What it allows"]);
    assert!(more.len() > 8, "{}", more.len());
    for row in cells.into_iter().chain(more) {
        let (print, unit, expected) = (code(&row[0]), code(&row[1]), &row[2]);
        let found = allowed(print, unit, Rounding::Nearest);
        assert_eq!(&found, expected, "`{print}` under `{unit}`");
    }
    let modes = rows(&text, &["Way"]);
    assert_eq!(modes.len(), Rounding::ALL.len());
    for row in modes {
        let mode: Rounding = code(&row[0]).parse().expect("a way of rounding");
        assert_eq!(allowed("2.5", "", mode), row[1], "{mode}");
        assert_eq!(allowed("-2.5", "", mode), row[2], "{mode}");
    }
    assert_eq!(allowed("2.4", "", Rounding::HalfEven), "[2.35, 2.45]");
}

/// The shares of slips are those that the program goes by.
#[test]
fn the_odds_of_slips_are_current() {
    let text = std::fs::read_to_string("docs/reasoning.md").expect("a text");
    let listed = rows(&text, &["Slip", "Share"]);
    let listed: Vec<&str> = listed.iter().map(|row| row[1].as_str()).collect();
    let known = std::fs::read_to_string("src/reason/odds.rs").expect("a text");
    let known = known.lines().filter_map(|line| line.strip_prefix("//! | "));
    let known: Vec<&str> = known
        .filter_map(|row| row.split(" | ").nth(1))
        .filter(|share| share.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    assert_eq!(known.len(), 21);
    assert_eq!(listed, known);
}

#[test]
fn the_examples_of_the_language_and_the_configuration_are_right() {
    let mut seen = 0;
    for path in [
        "docs/rules.md",
        "docs/config.md",
        "docs/periods.md",
        "docs/waivers.md",
        "README.md",
    ] {
        for block in blocks(path, "toml") {
            let (_, errors) = load(Path::new(path), &block);
            assert!(errors.is_empty(), "{block}\n{errors:?}");
            seen += 1;
        }
        for line in blocks(path, "rule").iter().flat_map(|block| block.lines()) {
            assert!(parse(line).is_ok(), "{line}: {:?}", parse(line));
            seen += 1;
        }
        for block in blocks(path, "report") {
            let (_, errors) = load_facts(Path::new(path), &block);
            assert!(errors.is_empty(), "{block}\n{errors:?}");
            seen += 1;
        }
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn rules_are_called_what_the_table_says() {
    let text = std::fs::read_to_string("docs/rules.md").expect("a text");
    let shapes = rows(&text, &["Shape of the rule", "Code"]);
    for shape in &shapes {
        let expr = parse(code(&shape[0])).expect("a rule");
        let found = code_of(&expr);
        // What remains of an `includes` has a code of its own.
        let expected = shape[1].replace("parts-incomplete", "parts-exceed-whole");
        assert_eq!(found.name(), expected, "{}", shape[0]);
    }
    let named: BTreeSet<&str> = shapes.iter().map(|shape| shape[1].as_str()).collect();
    let of_rules = entries().filter(|entry| !entry.code.is_built_in());
    let of_rules = of_rules.map(|entry| entry.code.name());
    // A figure may be missing, or a check not be made, whatever the rule's shape.
    let of_any = ["missing-figure", "unchecked-rule"];
    let of_shapes = of_rules.filter(|code| !of_any.contains(code));
    assert_eq!(named, of_shapes.collect());
    let grammar = std::fs::read_to_string("src/rule/parser.rs").expect("a text");
    let plain: String = grammar
        .lines()
        .map(|line| line.trim_start_matches("//! ").to_owned() + "\n")
        .collect();
    let last = blocks("docs/rules.md", "text").pop().expect("the grammar");
    assert!(
        plain.contains(&last),
        "the grammar is that of src/rule/parser.rs"
    );
}

/// The keys that are known at some place of a configuration, by asking for
/// one that is not.
fn known(config: &str, facts: bool) -> BTreeSet<String> {
    let path = Path::new("x.toml");
    let errors = match facts {
        true => load_facts(path, config).1,
        false => load(path, config).1,
    };
    let keys = errors.into_iter().find_map(|error| match error.problem {
        ConfigProblem::Key(name, _, known) if name == "zzz" => Some(known),
        _ => None,
    });
    let keys = keys.expect("a mistake about `zzz`");
    keys.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_key_of_the_configuration_is_described() {
    let text = std::fs::read_to_string("docs/config.md").expect("a text");
    for (heading, config) in [
        ("## reportcheck.toml", "zzz = 1"),
        ("## [sections.NAME]", "[sections.a]\nzzz = 1"),
        (
            "## [sections.NAME.columns]",
            "[sections.a.columns]\nb = { zzz = 1 }",
        ),
        (
            "## [[rules]] and",
            "[[rules]]\nname = \"a\"\ncheck = \"a = b\"\nzzz = 1",
        ),
        ("## [units]", "[units]\nzzz = 1"),
        ("## [checks]", "[checks]\nzzz = 1"),
        ("## report.toml", "zzz = 1"),
    ] {
        let part = text
            .split("\n## ")
            .find(|part| format!("## {part}").starts_with(heading));
        let part = part.unwrap_or_else(|| panic!("no part {heading}"));
        let described = rows(part, &["Key"]);
        let described: BTreeSet<String> = described
            .iter()
            .map(|row| code(&row[0]).to_owned())
            .collect();
        assert_eq!(
            described,
            known(config, heading == "## report.toml"),
            "{heading}"
        );
    }
    for check in Code::built_in() {
        let SeverityFrom::Checks(severity) = check.severity_from() else {
            panic!("{check}");
        };
        let line = format!("| `{check}` | {} |", severity.name());
        assert!(text.contains(&line), "{line}");
    }
}

#[test]
fn every_key_of_a_waiver_is_described() {
    let text = std::fs::read_to_string("docs/waivers.md").expect("a text");
    let described = rows(&text, &["Key"]);
    let described: BTreeSet<String> = described
        .iter()
        .map(|row| code(&row[0]).to_owned())
        .collect();
    assert_eq!(described, known("[[waivers]]\nzzz = 1", true));
}

/// Where a path that `ARCHITECTURE.md` names in code may lead from.
const FROM: [&str; 2] = ["src", "."];

#[test]
fn the_architecture_names_files_that_are_there() {
    let text = std::fs::read_to_string("ARCHITECTURE.md").expect("a page");
    let spans = text.split('`').skip(1).step_by(2);
    let path_like = |span: &&str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "_./".contains(c);
        span.chars().all(plain) && (span.contains('/') || span.ends_with(".rs"))
    };
    let named: BTreeSet<&str> = spans.filter(path_like).collect();
    assert!(named.len() > 20, "{named:?}");
    let there = |name: &str| FROM.iter().any(|from| Path::new(from).join(name).exists());
    let gone: Vec<&&str> = named.iter().filter(|name| !there(name)).collect();
    assert!(
        gone.is_empty(),
        "ARCHITECTURE.md names what is gone: {gone:?}"
    );
}
