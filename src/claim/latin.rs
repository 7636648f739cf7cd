//! What stands where numbers do in English text: numbers in words, groups that
//! spaces part, telephones, numbers of a series, hedges of more than one word.

use super::beside::{ends_with_word, latin_multiplier, latin_unit, latin_word, latin_word_before};
use super::said::NoFigure;
use super::text::Text;
use std::ops::Range;

/// Whether a number says of how many something is told: n=772, N = 1,088.
pub(super) fn is_sample(text: &Text, start: usize) -> bool {
    let alone = start
        .checked_sub(3)
        .and_then(|at| text.at(at))
        .is_none_or(|c| !c.is_alphanumeric());
    start >= 2 && alone && text.plain(start - 2..start).to_lowercase() == "n="
}

/// Whether a number is what another before it is of, in brackets behind a percentage:
/// 80% (1,840/2,300).
pub(super) fn is_over(text: &Text, span: &Range<usize>) -> bool {
    let Some(stroke) = span
        .start
        .checked_sub(1)
        .filter(|at| text.at(*at) == Some('/'))
    else {
        return false;
    };
    let mut start = stroke;
    while start > 0 && (text.chars[start - 1].is_ascii_digit() || text.chars[start - 1] == ',') {
        start -= 1;
    }
    let opens = start.checked_sub(1).filter(|at| text.at(*at) == Some('('));
    let share = opens.map(|opens| text.before_spaces(opens));
    share.is_some_and(|end| {
        let before = text.plain(end.saturating_sub(8)..end).to_lowercase();
        before.ends_with(['%', '％']) || before.ends_with("per cent") || before.ends_with("percent")
    }) && start < stroke
        && text.at(span.end) == Some(')')
}

/// Hedges of English beside those of cells, and what they say.
const HEDGES: &[(&str, &str)] = &[
    ("just over", "over"),
    ("just under", "nearly"),
    ("a little over", "over"),
    ("a little under", "nearly"),
    ("slightly over", "over"),
    ("slightly more than", "over"),
    ("slightly less than", "nearly"),
    ("slightly under", "nearly"),
    ("a little more than", "over"),
    ("a little less than", "nearly"),
    ("just more than", "over"),
    ("just less than", "nearly"),
    ("well over", "over"),
    ("well below", "below"),
    ("well under", "below"),
    ("well above", "over"),
    ("in excess of", "over"),
    ("upwards of", "at least"),
    ("close to", "nearly"),
    ("roughly", "about"),
    ("some", "about"),
    ("an estimated", "about"),
    ("estimated", "about"),
    ("c.", "about"),
    ("ca.", "about"),
];

/// Where the hedge of several words before a number starts.
pub(super) fn hedge_start(text: &Text, start: usize) -> Option<usize> {
    let end = text.before_spaces(start);
    let there = HEDGES.iter().map(|(word, _)| *word);
    let longest = there
        .filter(|word| ends_with_word(text, end, word))
        .max_by_key(|word| word.len())?;
    Some(end - longest.len())
}

/// A print whose hedge is one that cells have.
pub(super) fn plain_hedge(print: &str) -> String {
    let low = print.to_lowercase();
    let there = HEDGES.iter().filter(|(word, _)| low.starts_with(word));
    match there.max_by_key(|(word, _)| word.len()) {
        Some((word, plain)) => format!("{plain}{}", &print[word.len()..]),
        None => print.to_owned(),
    }
}

/// Where digits end that go on in groups of three behind spaces: `5 318`.
pub(super) fn past_groups(text: &Text, first: Range<usize>) -> Option<usize> {
    let run = |from: usize| {
        let rest = text.chars.get(from..).unwrap_or_default();
        rest.iter().take_while(|c| c.is_ascii_digit()).count()
    };
    let short = first.len() <= 3 && text.at(first.start) != Some('0');
    // A group behind another number is not the first of its own.
    let before = text.before(text.before_spaces(first.start));
    let free = !before.is_some_and(|c| c.is_ascii_digit() || c == '%');
    let mut end = first.end;
    while short && free && text.at(end) == Some(' ') && run(end + 1) == 3 {
        end += 4;
    }
    let behind = text.at(text.past_spaces(end));
    let odd =
        behind.is_some_and(|c| c.is_ascii_digit()) || text.at(end) == Some(',') && run(end + 1) > 0;
    (end > first.end && !odd).then_some(end)
}

/// Where a telephone number ends that begins with nought: `01632 960 418`.
pub(super) fn phone(text: &Text, digits: &Range<usize>) -> Option<usize> {
    let nought = text.at(digits.start) == Some('0') && digits.len() >= 3;
    let plus = text.before(digits.start) == Some('+') && digits.len() <= 3;
    let mut end = digits.end;
    while let Some(' ' | '-') = text.at(end) {
        let next = end + 1;
        let rest = text.chars.get(next..).unwrap_or_default();
        let more = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        if more < 3 {
            break;
        }
        end = next + more;
    }
    (nought || plus && end > digits.end).then_some(end)
}

/// Where a date ends that strokes part: `11/19/2022`.
pub(super) fn slashed_date(text: &Text, start: usize) -> Option<usize> {
    let run = |from: usize| {
        let rest = text.chars.get(from..).unwrap_or_default();
        let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
        (1..=4).contains(&digits).then_some(from + digits)
    };
    let day = run(start).filter(|end| text.at(*end) == Some('/'))?;
    let month = run(day + 1).filter(|end| text.at(*end) == Some('/'))?;
    run(month + 1)
}

/// Whether nothing follows a number that it could count: `adopted 1846 (words)`.
pub(super) fn stands_alone(text: &Text, end: usize) -> bool {
    let at = text.past_spaces(end);
    match text.at(at) {
        Some('(') => !text
            .at(text.past_spaces(at + 1))
            .is_some_and(|c| c.is_ascii_digit()),
        Some(c) => matches!(c, ')' | ',' | ';'),
        None => true,
    }
}

/// Words before the numbers of a series, in lower case.
const SERIES: &[&str] = &[
    "sections",
    "section",
    "articles",
    "article",
    "paragraphs",
    "paragraph",
    "paras",
    "para",
    "tables",
    "table",
    "figures",
    "figure",
    "chapters",
    "chapter",
    "pages",
    "page",
    "clauses",
    "clause",
    "appendix",
    "appendices",
    "annex",
    "annexes",
    "schedules",
    "schedule",
    "regulations",
    "regulation",
    "rules",
    "rule",
    "footnote",
    "footnotes",
    "note",
    "notes",
    "versions",
    "version",
    "step",
    "stage",
    "phase",
    "nos",
    "no",
    "provision",
    "provisions",
    "subsection",
    "subsections",
    "exhibit",
    "chart",
    "§",
    "pp",
    "part",
    "scope",
    "scopes",
    "category",
    "type",
    "priority",
    "zone",
    "wave",
    "tier",
    "level",
    "grade",
    "band",
];

/// The same, of words that are such only with a capital.
const CAPITAL: &[&str] = &[
    "Scope",
    "Scopes",
    "Category",
    "Categories",
    "Class",
    "Ward",
    "Wards",
    "Key Stage",
    "Year",
    "Years",
    "Wave",
    "Option",
    "Objective",
    "Target",
    "Lot",
    "Zone",
    "Junction",
    "Platform",
    "Gate",
    "Building",
    "Volume",
    "Issue",
    "Edition",
    "Division",
    "District",
    "Flight",
    "Windows",
    "Round",
    "Week",
    "Day",
    "Group",
    "Route",
    "Line",
    "Terminal",
    "Pier",
    "Unit",
    "Block",
    "Area",
    "Order",
    "Act",
    "Cm",
    "HC",
    "HL",
    "SI",
    "Civ",
    "Crim",
    "Goals",
    "Goal",
    "Pillar",
    "Axis",
    "Priority",
    "Sprint",
    "Model",
    "Mark",
    "Type",
    "Grades",
    "Bus",
    "Train",
    "Floor",
    "Suite",
    "Flat",
    "Room",
    "Rooms",
    "Highway",
    "Interstate",
    "Apollo",
    "Boeing",
    "Airbus",
    "Chamber",
    "Court",
    "Form",
    "Bill",
    "Protocol",
    "Agenda",
    "Vision",
    "Horizon",
    "Euro",
    "Tier",
    "Title",
];

/// Whether a number that stands behind a place is one of a series: `Section
/// 12`, `Articles 5, 6 and 7`.
pub(super) fn in_series(
    text: &Text,
    before: usize,
    last: Option<&(Range<usize>, NoFigure)>,
) -> bool {
    let latin = text
        .before(text.before_spaces(before))
        .is_some_and(|c| c.is_ascii());
    if !latin && last.is_none_or(|(_, what)| *what != NoFigure::Document) {
        return false;
    }
    let word = latin_word_before(text, before);
    let low = word.to_lowercase();
    let named = SERIES.contains(&low.trim_end_matches('.'))
        && (low != "no" || word.starts_with('N'))
        && !matches!(
            low.as_str(),
            "items" | "pages" | "levels" | "steps" | "parts"
        )
        || CAPITAL
            .iter()
            .any(|name| ends_with_word(text, before, name) && text.ends(before, name));
    if named {
        return true;
    }
    let goes_on = last.filter(|(_, what)| *what == NoFigure::Document);
    goes_on.is_some_and(|(span, _)| {
        let between = text.plain(span.end..before);
        matches!(
            between.trim(),
            "and" | "or" | "," | "to" | "-" | "&" | ", and"
        )
    })
}

/// Where `between 5 and 10` ends, whose first number stands at a place.
pub(super) fn between(text: &Text, start: usize, end: usize) -> Option<usize> {
    let lead = text.plain(start.saturating_sub(12)..start).to_lowercase();
    let between = lead
        .trim_end_matches(['$', '£', '€', '₹', ' '])
        .ends_with("between");
    let mut at = text.past_spaces(end);
    if let Some(length) = latin_multiplier(text, at) {
        at = text.past_spaces(at + length);
    }
    if text.at(at) == Some('%') {
        at = text.past_spaces(at + 1);
    } else if let Some(unit) = latin_unit(text, at) {
        at = text.past_spaces(at + unit.chars().count());
    }
    let word = latin_word(text, at);
    let or = word == "or" && !between;
    if !(between && word == "and" || or) {
        return None;
    }
    let mut other = text.past_spaces(at + word.len());
    while matches!(text.at(other), Some('$' | '£' | '€' | '₹')) {
        other += 1;
    }
    let rest = text.chars.get(other..).unwrap_or_default();
    let digits = rest
        .iter()
        .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .count();
    // "331 or 14.3%" is one change told twice.
    let alike = between || rest.get(digits) != Some(&'%') && digits <= 2 && end - start <= 2;
    (digits > 0 && alike).then_some(other + digits)
}

/// Whether a percent sign or its words follow a number.
pub(super) fn is_percent_behind(text: &Text, end: usize) -> bool {
    let at = text.past_spaces(end);
    text.at(at) == Some('%') || latin_word(text, at).starts_with("per")
}

/// Whether what stands behind a number makes it a multiple, which is a quotient that
/// was rounded: `8 times as many`, `1.8 times EBITDA`, `threefold`; what was done
/// `8 times` was counted.
pub(super) fn is_multiple(text: &Text, unit: &str, end: usize) -> bool {
    const OF: [&str; 14] = [
        "as", "the", "that", "those", "more", "higher", "larger", "greater", "bigger", "its",
        "their", "our", "what", "over",
    ];
    match unit {
        "fold" | "-fold" => true,
        "times" => {
            let word = latin_word(text, text.past_spaces(end));
            let capitals = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
            capitals || OF.contains(&word.to_lowercase().as_str())
        }
        _ => false,
    }
}

/// Whether the words around a number say that it is a mean.
pub(super) fn is_mean(text: &Text, start: usize, end: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
    let beside = latin(text.before(start)) || latin(text.at(end));
    if !beside {
        return false;
    }
    let lead = text.plain(start.saturating_sub(24)..start).to_lowercase();
    let tail = text.plain(end..end + 40).to_lowercase();
    let tail = tail.split([',', ';', '.', '(']).next().unwrap_or_default();
    let before = [
        "average of ",
        "mean of ",
        "mean value of ",
        "on average ",
        "averaging ",
        "averaged ",
    ];
    let lead = lead.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ' ');
    let behind = [
        " each",
        " each on average",
        " on average",
        " per ",
        " for each ",
        " for every ",
    ];
    let lead = format!("{} ", lead.trim_end());
    before.iter().any(|word| lead.ends_with(word)) || behind.iter().any(|word| tail.contains(word))
}
