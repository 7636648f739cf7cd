//! Configurations: no text breaks their reading, and every mistake has a place
//! in the file.

use proptest::prelude::*;
use reportcheck::lang::Lang;
use reportcheck::rule::{ConfigError, load, load_facts};
use std::path::Path;

/// Lines of configurations, good and bad, to be put together at random.
const LINES: [&str; 40] = [
    "[sections.t]",
    "[sections.t.columns.a]",
    "[sections.\"建议\".labels]",
    "[[sections.t.rules]]",
    "[[rules]]",
    "[units]",
    "[checks]",
    "[x",
    "name = \"r\"",
    "name = \"\"",
    "name = 5",
    "check = \"a = b\"",
    "check = \"\\u7532 = \\\"乙\\\" ?\"",
    "check = '''",
    "check = \"\"\"",
    "  a = b \\",
    "  + 丙'''",
    "  + 丙\"\"\"",
    "check = \"a = (b + c\"",
    "rows = 'level = \"市\"'",
    "rows = '级别 = '",
    "why = { en = \"why\", zh = \"理由\" }",
    "why = { en = 5",
    "severity = \"warning\"",
    "severity = \"fatal\"",
    "tolerance = { absolute = \"1\" }",
    "tolerance = { relative = \"约5\" }",
    "missing = \"zero\"",
    "decimals = -3",
    "unit = \"万元\"",
    "text = true",
    "counting = [\"斛\"]",
    "counting = [5, \"斛\"]",
    "duplicate-key = \"off\"",
    "rounding = \"truncate\"",
    "键 = 1",
    "a.b.c = 1979-05-27",
    "\"\\q\" = 'x'",
    "period = \"二〇一六\"",
    "source = \"s.txt\" # 注",
];

const GOOD: &str = include_str!("../../data/reportcheck.toml");

fn places_are_sound(text: &str, errors: &[ConfigError]) -> Result<(), TestCaseError> {
    let lines = text.split('\n').count() as u64;
    for error in errors {
        let place = &error.place;
        let words = text.get(place.start..place.end);
        prop_assert_eq!(words, Some(place.words()), "{:?}", error.problem);
        let (line, column) = place.line_column();
        prop_assert!(line <= lines && column >= 1);
        for lang in [Lang::En, Lang::Zh] {
            prop_assert!(!error.problem.say(lang).is_empty());
        }
    }
    Ok(())
}

fn loads_without_harm(text: &str) -> Result<(), TestCaseError> {
    let path = Path::new("reportcheck.toml");
    let (config, errors) = load(path, text);
    places_are_sound(text, &errors)?;
    for rule in &config.rules {
        let whole = rule.check.whole();
        prop_assert!(text.get(whole.start..whole.end).is_some());
        rule.expr.each_name(&mut |name| {
            for (part, span) in &name.parts {
                let place = rule.check.place(*span);
                let written = place.words();
                assert!(
                    written.contains('\\') || written.contains(part.as_str()),
                    "{written} {part}"
                );
            }
        });
    }
    let (_, errors) = load_facts(path, text);
    places_are_sound(text, &errors)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_reading(text in "(.|\\n){0,80}") {
        loads_without_harm(&text)?;
    }

    #[test]
    fn no_lines_break_the_reading(
        lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..16),
        end in prop_oneof![Just("\n"), Just("\r\n")],
    ) {
        loads_without_harm(&lines.join(end))?;
    }

    #[test]
    fn no_slip_of_the_pen_breaks_the_reading(
        at in any::<prop::sample::Index>(),
        length in 0_usize..4,
        slip in prop_oneof![Just(""), Just("\""), Just("["), Just("]"), Just("\n"), Just("\\"),
            Just("'''"), Just("="), Just("中"), Just("{"), Just("\r"), Just("#")],
    ) {
        // A few rules are enough, and quicker than all.
        let text: String = GOOD.lines().take(60).map(|line| format!("{line}\n")).collect();
        let chars: Vec<char> = text.chars().collect();
        let at = at.index(chars.len());
        let end = (at + length).min(chars.len());
        let before: String = chars[..at].iter().collect();
        let after: String = chars[end..].iter().collect();
        loads_without_harm(&format!("{before}{slip}{after}"))?;
    }
}
