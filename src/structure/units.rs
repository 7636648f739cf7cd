//! How units are stated in words: 单位：万元, (in thousands), `Amounts in
//! thousands of USD`, `NOK million`, `births per 1,000 population`, %.

use crate::figure::{Stated, UnitBook};

/// What stands before a unit, in lower case, its colon aside.
const BEFORE: [&str; 16] = [
    "金额单位",
    "货币单位",
    "计量单位",
    "計量單位",
    "数量单位",
    "单位",
    "單位",
    "単位",
    "단위",
    "units",
    "unit",
    "einheit",
    "unité",
    "unidad",
    "unidade",
    "unità",
];

/// Words before `in` that say nothing but that a unit follows, in lower case.
const LEADS: [&str; 58] = [
    "all",
    "figures",
    "amounts",
    "amount",
    "values",
    "value",
    "numbers",
    "number",
    "data",
    "prices",
    "expressed",
    "reported",
    "stated",
    "presented",
    "shown",
    "measured",
    "quoted",
    "given",
    "are",
    "is",
    "and",
    "unless",
    "angaben",
    "beträge",
    "werte",
    "zahlen",
    "alle",
    "montants",
    "chiffres",
    "valeurs",
    "données",
    "cifras",
    "importes",
    "datos",
    "valores",
    "importi",
    "valori",
    "dati",
    "bedragen",
    "cijfers",
    "waarden",
    "belopp",
    "beløp",
    "tall",
    "tal",
    "siffror",
    "kwoty",
    "dane",
    "exprimés",
    "exprimées",
    "expresados",
    "expresadas",
    "espressi",
    "uttryckt",
    "oppgitt",
    "dollars",
    "dollar",
    "$",
];

/// What stands between such words and the unit.
const PREPOSITIONS: [&str; 8] = ["in", "en", "em", "i", "w", "v", "à", "em"];

/// A longer statement is prose.
const LONGEST: usize = 80;

/// The unit that a text states and nothing else: 单位：万元, (in thousands), %.
pub(crate) fn unit_alone<'t>(text: &'t str, units: &UnitBook) -> Option<&'t str> {
    let text = text.trim();
    let inner = without_brackets(text);
    if let Some(said) = behind_word(inner).or_else(|| behind_currency(inner)) {
        return Some(said);
    }
    let bare = without_lead(inner);
    let marked = inner.len() < text.len() || bare.len() < inner.len();
    if says_unit(bare, marked, units) {
        return Some(bare);
    }
    marked.then(|| first_clause(bare, units)).flatten()
}

/// The multiple that the first clause of a statement says, where others follow:
/// `dollars in millions, except per share data`.
fn first_clause<'t>(said: &'t str, units: &UnitBook) -> Option<&'t str> {
    let clause = said.split([',', ';', '，', '；']).next()?;
    let clause = without_lead(clause.split(". ").next()?.trim());
    (clause.len() < said.len() && is_scaled(clause, units)).then_some(clause)
}

/// The unit that a text states beside other words: `Sales (EUR)`,
/// 财政收入（单位：万元）, `Exports. NOK million`, `Change, %`, `Trade in millions
/// of dollars`.
pub(super) fn unit_within<'t>(text: &'t str, units: &UnitBook) -> Option<&'t str> {
    let text = text.trim();
    let bracketed = brackets(text).rev().find_map(|inner| {
        let said = behind_word(inner).or_else(|| unit_of_phrase(inner, true, units));
        said.or_else(|| first_clause(without_lead(inner), units))
    });
    // What follows a sign first, since `Mio. Euro` has one: then what stands
    // between two of them.
    let signs = ['.', ',', '，', ';', '；', '。', ':', '：'];
    let cuts = || {
        text.match_indices(signs)
            .filter(|(at, sign)| !is_in_number(text, *at, sign))
    };
    let ends = || cuts().map(|(at, sign)| at + sign.len());
    let behind = || ends().find_map(|at| unit_of_phrase(&text[at..], false, units));
    let starts = || std::iter::once(0).chain(ends());
    let parts = || {
        let until = cuts().map(|(at, _)| at).chain([text.len()]);
        let parts: Vec<&str> = starts()
            .zip(until)
            .map(|(from, to)| &text[from..to])
            .collect();
        parts.into_iter().rev()
    };
    let between = || parts().find_map(|part| unit_of_phrase(part, false, units));
    let said = || parts().find_map(|part| behind_preposition(part.trim(), units));
    bracketed
        .or_else(|| behind_word_within(text))
        .or_else(|| behind_preposition(text, units))
        .or_else(behind)
        .or_else(between)
        .or_else(said)
        .or_else(|| behind_sign_of_money(text, units))
}

/// Whether words name periods and no length of time: `Year 1`, `Year/Quarter`.
fn is_period(bare: &str) -> bool {
    const PERIODS: [&str; 5] = ["year", "quarter", "month", "week", "day"];
    let plain = bare.to_lowercase();
    let words = plain.split(|c: char| !c.is_alphabetic());
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| PERIODS.contains(&word))
}

/// Whether a sign stands between two digits, within a number: `$5,001 - $10,000`.
fn is_in_number(text: &str, at: usize, sign: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    text[..at].ends_with(digit) && text[at + sign.len()..].starts_with(digit)
}

/// Money at the end of a text that its sign begins: `2008 Canada $ millions`.
fn behind_sign_of_money<'t>(text: &'t str, units: &UnitBook) -> Option<&'t str> {
    let mut signs = text.match_indices(['$', '€', '£', '¥', '￥']);
    let (at, _) = signs.next().filter(|_| signs.next().is_none())?;
    // `US$`, `NT$`.
    let word = text[..at].rfind(char::is_whitespace)? + 1;
    [word, at]
        .into_iter()
        .map(|from| text[from..].trim())
        .find(|said| is_scaled(said, units))
}

/// The unit that the name of a column or of a row states: as within any text,
/// and as a share at its beginning: `% of GDP`, `Percentage of households`.
pub(super) fn unit_of_name<'t>(text: &'t str, units: &UnitBook) -> Option<&'t str> {
    unit_within(text, units).or_else(|| {
        let text = text.trim();
        if let Some((at, _)) = text.char_indices().next_back().filter(|(at, c)| {
            let sign = matches!(c, '%' | '％' | '‰');
            sign && !text[..*at].ends_with(|c: char| c.is_ascii_digit())
        }) {
            return Some(&text[at..]);
        }
        let share = matches!(units.stated(text), Some(Stated::Known(unit)) if unit.is_rate());
        (share && text.len() <= LONGEST).then_some(text)
    })
}

/// The units that one statement names, where it names several: 单位：亿元、%.
pub(super) fn several<'t>(said: &'t str, units: &UnitBook) -> Vec<&'t str> {
    let signs = said.match_indices(['、', '，', ',', ';', '；', '|']);
    // `per 1,000` is one.
    let within_number = |at: usize| said[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let signs = signs.filter(|(at, sign)| *sign != "," || !within_number(*at));
    let mut from = 0;
    let mut parts: Vec<&str> = Vec::new();
    for (at, sign) in signs {
        parts.push(&said[from..at]);
        from = at + sign.len();
    }
    parts.push(&said[from..]);
    let parts = parts.into_iter();
    let parts = parts
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split('和'));
    let parts: Vec<&str> = parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let all = parts.len() > 1 && parts.iter().all(|part| is_known(part, units));
    if all { parts } else { Vec::new() }
}

/// Whether the rest of a statement says that it does not hold of all figures:
/// `in millions, except per share data`.
pub(super) fn has_exceptions(text: &str) -> bool {
    let plain = text.to_lowercase();
    [
        "except",
        "unless",
        "excluding",
        "other than",
        "除外",
        "除",
        "另有",
        "ausgenommen",
        "außer",
        "sauf",
        "excepto",
        "salvo",
    ]
    .iter()
    .any(|word| plain.contains(word))
}

/// Whether a text is a known unit.
pub(super) fn is_known(text: &str, units: &UnitBook) -> bool {
    let text = text.trim();
    let short = text.len() <= LONGEST && !text.is_empty();
    short && matches!(units.stated(text), Some(Stated::Known(_)))
}

/// Whether a text says a multiple or a share of something.
fn is_scaled(text: &str, units: &UnitBook) -> bool {
    let stated = units.stated(text).filter(|_| text.len() <= LONGEST);
    stated.is_some_and(|stated| stated.unit().exp10 != 0)
}

/// Whether a whole text says a unit: a multiple or a share by itself, any other
/// where it is marked as one.
fn says_unit(text: &str, marked: bool, units: &UnitBook) -> bool {
    if text.is_empty() || text.len() > LONGEST {
        return false;
    }
    if several(text, units)
        .iter()
        .any(|part| is_scaled(part, units))
    {
        return true;
    }
    match units.stated(text) {
        Some(Stated::Known(unit)) => {
            // 万元 and 千人 stand for themselves as names, too.
            let wide = |c: char| matches!(c, '\u{2e80}'..='\u{9fff}');
            let multiple = unit.exp10 > 0 && !text.contains(wide);
            let per = starts_with(text, "per ") && unit.exp10 < 0;
            let share = text.starts_with('%') && unit.is_rate();
            marked || multiple || per || share || is_plain_share(text)
        }
        Some(Stated::MultipleOf(..)) => marked,
        None => false,
    }
}

fn is_plain_share(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "%" | "percent" | "per cent" | "prozent" | "pour cent" | "por ciento" | "per cento"
    )
}

fn starts_with_share(text: &str) -> bool {
    let plain = text.to_lowercase();
    plain.starts_with("percent") || plain.starts_with('%')
}

/// The unit that a few words are: `NOK million`, `per cent`; `% public` is none.
fn unit_of_phrase<'t>(phrase: &'t str, bracketed: bool, units: &UnitBook) -> Option<&'t str> {
    let phrase = without_footnote(phrase.trim());
    if phrase.is_empty() || phrase.len() > LONGEST {
        return None;
    }
    let bare = without_lead(phrase);
    // One letter is a name of a column rather than a unit, as `min` is.
    let letter = bare.len() == 1 && bare.starts_with(char::is_alphabetic);
    let short = matches!(bare, "min" | "in" | "mi" | "may" | "per")
        || matches!(
            bare,
            "区" | "市" | "县" | "镇" | "乡" | "村" | "班" | "级" | "课" | "类" | "期" | "里"
        );
    // `dollars in millions` is a unit, `population in thousands` has one.
    let first = bare
        .split(" in ")
        .next()
        .filter(|first| first.len() < bare.len());
    let of_money = |first: &str| {
        units
            .read(first)
            .is_some_and(|unit| unit.known && !unit.counting)
    };
    let titled = first.is_some_and(|first| !of_money(first));
    // `Company B` is a company, and no billion of it; `EUR m` is money.
    let words = bare.rsplit_once(' ');
    let called = words.is_some_and(|(first, last)| {
        let single = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
        single && last.is_ascii() && !of_money(first.trim())
    });
    if letter || short || titled || called || (!bracketed && is_period(bare)) {
        return None;
    }
    if !several(bare, units).is_empty() {
        return bracketed.then_some(bare);
    }
    match units.stated(bare) {
        Some(Stated::Known(unit)) => {
            let counts = unit.counting && unit.exp10 == 0 && (bare.is_ascii() || !bracketed);
            let share = starts_with_share(bare) && !is_plain_share(bare) && !bracketed;
            (!counts && !share).then_some(bare)
        }
        Some(Stated::MultipleOf(..)) => (bare.len() < phrase.len()).then_some(bare),
        None => None,
    }
}

/// `in thousands of dollars` behind other words, `per 1,000 population`.
fn behind_preposition<'t>(text: &'t str, units: &UnitBook) -> Option<&'t str> {
    let opens = [" in ", " en ", " em "].iter();
    let said = opens.filter_map(|word| Some(text.rfind(word)? + word.len()));
    let rates = [" per ", " pro ", " je "]
        .iter()
        .filter_map(|word| Some(text.find(word)? + 1));
    let mut rest = said
        .chain(rates)
        .map(|at| without_footnote(text[at..].trim()));
    rest.find(|rest| is_scaled(rest, units) && is_known(rest, units))
}

/// What stands in each pair of brackets.
fn brackets(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let opens = text.char_indices();
    let opens = opens.filter(|(_, c)| matches!(c, '(' | '（' | '[' | '【'));
    let inner = opens.filter_map(|(open, c)| {
        let inner = &text[open + c.len_utf8()..];
        let end = inner.find([')', '）', ']', '】'])?;
        Some(inner[..end].trim())
    });
    inner.collect::<Vec<_>>().into_iter()
}

/// A phrase without a footnote's mark at its end: `thousands 1)`.
fn without_footnote(phrase: &str) -> &str {
    let marks = |c: char| c.is_ascii_digit() || matches!(c, ')' | '*' | ' ' | '¹' | '²' | '³');
    let bare = phrase.trim_end_matches(marks);
    match bare.ends_with(|c: char| c.is_alphabetic() || c == '%') && bare.len() < phrase.len() {
        true if phrase[bare.len()..].starts_with([' ', ')', '*', '¹', '²', '³'])
            && !phrase[bare.len()..].contains("00") =>
        {
            bare
        }
        _ => phrase,
    }
}

/// A statement without the words before it: `Amounts in thousands`.
fn without_lead(text: &str) -> &str {
    let mut rest = text;
    let mut led = None;
    for _ in 0..5 {
        let Some((word, behind)) = rest.split_once(' ') else {
            break;
        };
        let plain = word.trim_end_matches(':').to_lowercase();
        if PREPOSITIONS.contains(&plain.as_str()) {
            led = Some(behind.trim_start());
            break;
        }
        if !LEADS.contains(&plain.as_str()) {
            break;
        }
        rest = behind.trim_start();
    }
    let money = |word: &str| matches!(word, "dollars" | "dollar" | "$");
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    // `dollars in millions` says what of.
    led.filter(|_| !money(&first)).unwrap_or(text)
}

fn without_brackets(text: &str) -> &str {
    let open = text.strip_prefix(['(', '（', '[', '【']);
    let inner = open.and_then(|text| text.strip_suffix([')', '）', ']', '】']));
    let inner = inner.filter(|inner| !inner.contains([')', '）', ']', '】']));
    inner.map_or(text, str::trim)
}

/// What follows 单位：at the start of a text.
fn behind_word(text: &str) -> Option<&str> {
    let word = BEFORE.iter().find(|word| starts_with(text, word))?;
    let rest = text[word.len()..].trim_start();
    let said = rest.strip_prefix([':', '：', '／', '/'])?.trim();
    let end = said.find([' ', '\u{3000}', ')', '）']);
    let latin = said.starts_with(|c: char| c.is_ascii());
    let said = match end {
        Some(end) if !latin => &said[..end],
        _ => said,
    };
    (!said.is_empty() && said.len() <= LONGEST).then_some(said)
}

/// 币种：人民币 单位：万元.
fn behind_currency(text: &str) -> Option<&str> {
    let rest = ["币种", "幣別", "货币"]
        .iter()
        .find_map(|word| text.strip_prefix(word))?;
    let at = BEFORE
        .iter()
        .filter(|word| !word.is_ascii())
        .filter_map(|word| rest.find(word))
        .min()?;
    behind_word(&rest[at..])
}

/// The same within a text.
fn behind_word_within(text: &str) -> Option<&str> {
    let chinese = BEFORE.iter().filter(|word| !word.is_ascii());
    let at = chinese.filter_map(|word| text.find(word)).min()?;
    behind_word(&text[at..])
}

fn starts_with(text: &str, word: &str) -> bool {
    let start = text.get(..word.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests;
