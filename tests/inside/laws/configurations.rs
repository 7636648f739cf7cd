//! Configurations: no text breaks their reading, and every mistake has a place
//! in the file.

use crate::date::Date;
use crate::fuzzing::configuration;
use crate::inside::support::often::often;
use crate::lang::Lang;
use crate::period::{Evidence, Periods, in_name, readings};
use crate::rule::{WaiverDraft, WaiverSubject, load_facts, with_waivers};
use proptest::prelude::*;
use std::path::Path;

/// Lines of configurations, good and bad, to be put together at random.
const LINES: [&str; 54] = [
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
    "[[waivers]]",
    "waivers = [{ rule = \"r\", print = \"1\", reason = \"x\" }]",
    "rule = \"r\"",
    "cell = \"t.`a b`\"",
    "cell = \"t..\"",
    "print = \"300 件\"",
    "print = '3' # 注",
    "with = { a = \"1\", \"乙 丙\" = \"\" }",
    "reason = \"  \"",
    "reason = \"核实无误\"",
    "expires = 2027-01-31",
    "expires = \"2027-02-30\"",
    "times = 2",
    "restates = \"value\"",
];

const GOOD: &str = include_str!("../../../data/reportcheck.toml");

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: often(256), ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_reading(text in "(.|\\n){0,80}") {
        configuration(&text);
    }

    #[test]
    fn no_lines_break_the_reading(
        lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..16),
        end in prop_oneof![Just("\n"), Just("\r\n")],
    ) {
        configuration(&lines.join(end));
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
        configuration(&format!("{before}{slip}{after}"));
    }

    /// Waivers are put after whatever a file says and say what they were to
    /// say; nothing else changes, or the file is refused.
    #[test]
    fn waivers_join_any_file(
        lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..10),
        end in prop_oneof![Just("\n"), Just("\r\n")],
        last in any::<bool>(),
        words in prop::collection::vec("(.|\n|[\"'\\\\]){1,12}", 3),
        expires in prop::option::of(0_u64..40_000),
    ) {
        let mut text = lines.join(end);
        if last {
            text.push_str(end);
        }
        let path = Path::new("report.toml");
        let draft = WaiverDraft {
            subject: WaiverSubject {
                rule: words[0].clone(),
                cell: None,
                print: words[1].clone(),
                with: vec![(words[1].clone(), words[0].clone())],
            },
            times: 1,
            reason: format!("x{}", words[2]),
            expires: expires.map(Date::of_days),
        };
        if let Some(new) = with_waivers(path, &text, &[], std::slice::from_ref(&draft)) {
            prop_assert!(new.starts_with(&text));
            let (before, _) = load_facts(path, &text);
            let (facts, errors) = load_facts(path, &new);
            prop_assert!(errors.is_empty(), "{:?}", errors);
            prop_assert_eq!(facts.waivers.len(), before.waivers.len() + 1);
            prop_assert_eq!(facts.waivers.last().map(|waiver| &waiver.says), Some(&draft));
            // Taking it out again leaves what was there.
            let number = facts.waivers.len() - 1;
            let out = with_waivers(path, &new, &[number], &[]);
            prop_assert_eq!(out.as_deref().map(str::trim_end), Some(text.trim_end()));
        }
    }

    #[test]
    fn no_text_breaks_dates_and_periods(text in "[0-9QhFYWJanMay年月周季上半第一三度.,，、 /_\\-]{0,24}|(.|\n){0,12}") {
        let _date = text.parse::<Date>();
        for reading in readings(&text) {
            let period = reading.period;
            prop_assert!(period.before().after().is(&period), "{text}");
            prop_assert!(period.after().before().is(&period), "{text}");
            prop_assert!(period.before().order() < period.order(), "{text}");
            prop_assert!(period.is_like(&period.before()), "{text}");
            // It is read again as it is said.
            let plain = readings(&period.plain());
            prop_assert!(plain.iter().any(|one| one.period.is(&period)), "{text}");
        }
        if let Some(name) = in_name(&text) {
            prop_assert!(!name.readings.is_empty() && text.contains(&name.written));
        }
        if let Err(error) = Periods::read(&text, &Evidence::default()) {
            for lang in [Lang::En, Lang::Zh] {
                prop_assert!(!error.say(lang).is_empty());
            }
        }
    }
}
