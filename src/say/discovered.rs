//! Relations that were found in tables, in a sentence each.

use crate::discover::{
    Along, Course, CourseKind, Crosses, Miss, Outcome, Part, Portion, Relation, RelationKind,
    Searched, Whole,
};
use crate::lang::Lang;
use crate::place::letters;
use crate::report::Between;
use crate::say;
use crate::say::quote::one_line;

/// Zeros that are written behind a number of tens, at most.
const MOST_ZEROS: usize = 30;

/// Crossing lines that are named before the rest is counted.
const NAMED: usize = 3;

/// What is listed of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed<'a> {
    /// Its tables, with the relations in each.
    pub tables: &'a [Searched],
    /// The relations between them.
    pub between: &'a [Between],
}

/// All relations of a document, and how many hold.
pub(crate) fn listed(listed: &Listed<'_>, lang: Lang) -> String {
    let mut text = tables(listed.tables, lang);
    if !listed.between.is_empty() {
        text.push_str(&say!(lang, "Between tables\n", "表间\n"));
    }
    for one in listed.between {
        text.push_str(&between(one, lang));
        text.push('\n');
    }
    text.push_str(&count(listed, lang));
    text.push('\n');
    text
}

/// A relation between tables: its first figure, and how many others there are.
pub(crate) fn between(one: &Between, lang: Lang) -> String {
    let first = one.checks.first().map_or("", String::as_str);
    let (holds, all) = (one.holds, one.checks.len());
    match all {
        0 | 1 => first.to_owned(),
        _ => {
            let more = all - 1;
            say!(
                lang,
                "{first}, and {more} more, holds in {holds} of {all} figures",
                "{first}，另有 {more} 处同类，{all} 处中有 {holds} 处成立"
            )
        }
    }
}

/// All relations within tables.
fn tables(searched: &[Searched], lang: Lang) -> String {
    let mut text = String::new();
    let several = searched.len() > 1;
    for (at, table) in searched.iter().enumerate() {
        let found = &table.found;
        if several && found.count() > 0 {
            text.push_str(&heading(at + 1, table, lang));
            text.push('\n');
        }
        for relation in &table.found.relations {
            text.push_str(&sentence(table, relation, lang));
            text.push('\n');
        }
        for split in &table.found.wholes {
            text.push_str(&whole(table, split, lang));
            text.push('\n');
        }
        for portion in &table.found.portions {
            text.push_str(&shares(table, portion, lang));
            text.push('\n');
        }
        for one in &table.found.courses {
            text.push_str(&course(table, one, lang));
            text.push('\n');
        }
        for one in &table.found.parts {
            text.push_str(&part(table, one, lang));
            text.push('\n');
        }
        if table.found.gave_up {
            text.push_str(&say!(
                lang,
                "The table is large: not everything was tried.\n",
                "表格较大，未能全部尝试。\n"
            ));
        }
    }
    text
}

fn heading(number: usize, table: &Searched, lang: Lang) -> String {
    let name = table.name.as_deref().map(one_line).unwrap_or_default();
    match name.is_empty() {
        true => say!(lang, "Table {number}", "表 {number}"),
        false => say!(lang, "Table {number}: {name}", "表 {number}：{name}"),
    }
}

fn count(listed: &Listed<'_>, lang: Lang) -> String {
    let tables = listed.tables.iter();
    let found: usize = tables.clone().map(|table| table.found.count()).sum();
    let found = found + listed.between.len();
    let hold: usize = tables.map(|table| table.found.hold_everywhere()).sum();
    let all = listed.between.iter().filter(|one| one.holds_everywhere());
    let hold = hold + all.count();
    let gave_up = listed.tables.iter().any(|table| table.found.gave_up);
    match found {
        0 if gave_up => say!(
            lang,
            "No relations found in what was tried.",
            "在已尝试的范围内没有找到关系。"
        ),
        0 => say!(lang, "No relations found.", "没有找到关系。"),
        1 => say!(
            lang,
            "1 relation found, {hold} of which holds everywhere.",
            "找到 1 个关系，其中 {hold} 个处处成立。"
        ),
        _ => say!(
            lang,
            "{found} relations found, {hold} of which hold everywhere.",
            "找到 {found} 个关系，其中 {hold} 个处处成立。"
        ),
    }
}

/// A relation: `row 15 "total" = sum of rows 3–14, holds in 6 of 6 columns`.
pub(crate) fn sentence(table: &Searched, relation: &Relation, lang: Lang) -> String {
    let result = line(table, relation.along, relation.result, lang);
    let called = called(table, relation.along, relation.result, lang);
    let given = given(table, relation, lang);
    let holds = relation.holds();
    let told = |outcome: &Outcome| !matches!(outcome, Outcome::Blank);
    let all = relation
        .over
        .iter()
        .filter(|(_, outcome)| told(outcome))
        .count();
    let crossing = crossing(relation.along, all, lang);
    let off: Vec<_> = relation.fails().collect();
    let fails = fails(table, relation.along, &off, lang);
    let rounded = match table.rounded(relation) {
        0 => String::new(),
        rounded => say!(
            lang,
            " (in {rounded} of them but for rounding)",
            "（其中 {rounded} {crossing}略有出入，属四舍五入范围）"
        ),
    };
    say!(
        lang,
        "{result}{called} = {given}, holds in {holds} of {all} {crossing}{rounded}{fails}",
        "{result}{called} ＝ {given}，{all} {crossing}中 {holds} {crossing}成立{rounded}{fails}"
    )
}

/// How a relation fares: `, holds in 8 of 9 rows; off in row 4 by 3`; `verb` is what
/// it does in English, if that is not said already.
fn told(
    table: &Searched,
    along: Along,
    (relation, verb): (&impl Crosses, &str),
    lang: Lang,
) -> String {
    let (holds, all) = (relation.holds(), relation.over().count());
    let crossing = crossing(along, all, lang);
    let off: Vec<_> = relation.fails().collect();
    let fails = fails(table, along, &off, lang);
    say!(
        lang,
        ", {verb}in {holds} of {all} {crossing}{fails}",
        "，{all} {crossing}中 {holds} {crossing}成立{fails}"
    )
}

/// What relations do that are told by an equation.
const HOLDS: &str = "holds ";

/// Lines that split a whole: `columns 2–4 add up to 100, in 5 of 6 rows`.
pub(crate) fn whole(table: &Searched, split: &Whole, lang: Lang) -> String {
    let parts = several(table, split.along, &split.parts, lang);
    let sum = split.sum;
    let told = told(table, split.along, (split, ""), lang);
    say!(
        lang,
        "{parts} add up to {sum}{told}",
        "{parts}之和为 {sum}{told}"
    )
}

/// Shares of a whole: `column 3 "share" = column 2 ÷ row 10 of it, in %, holds in 8
/// of 9 rows`.
pub(crate) fn shares(table: &Searched, portion: &Portion, lang: Lang) -> String {
    let along = portion.along;
    let share = line(table, along, portion.share, lang);
    let called = called(table, along, portion.share, lang);
    let of = line(table, along, portion.of, lang);
    let own = match along {
        Along::Rows => "该行",
        Along::Columns => "该列",
    };
    let whole = match portion.whole {
        Some(whole) => {
            let whole = line(table, along.across(), whole, lang);
            say!(lang, "{whole} of it", "{own}{whole}")
        }
        None => say!(lang, "its sum", "{own}合计"),
    };
    let percent = match portion.scale {
        100 => say!(lang, ", in %", "（%）"),
        _ => String::new(),
    };
    let told = told(table, along, (portion, HOLDS), lang);
    say!(
        lang,
        "{share}{called} = {of} ÷ {whole}{percent}{told}",
        "{share}{called} ＝ {of} ÷ {whole}{percent}{told}"
    )
}

/// What a table calls a line, in quotes behind its number.
fn called(table: &Searched, along: Along, line: usize, lang: Lang) -> String {
    let label = label(table, along, line);
    match label.is_empty() {
        true => String::new(),
        false => say!(lang, " \"{label}\"", "“{label}”"),
    }
}

/// What so many lines are called that lines of a relation cross.
fn crossing(along: Along, count: usize, lang: Lang) -> &'static str {
    match (along, lang) {
        (Along::Rows, Lang::En) if count == 1 => "column",
        (Along::Rows, Lang::En) => "columns",
        (Along::Columns, Lang::En) if count == 1 => "row",
        (Along::Columns, Lang::En) => "rows",
        (Along::Rows, Lang::Zh) => "列",
        (Along::Columns, Lang::Zh) => "行",
    }
}

/// A line that goes on from line to line: `column 3 "cumulative" = what it was in the
/// row before + column 2, holds in 11 of 11 rows`.
pub(crate) fn course(table: &Searched, course: &Course, lang: Lang) -> String {
    let along = course.along;
    let result = line(table, along, course.result, lang);
    let called = called(table, along, course.result, lang);
    let of = line(table, along, course.of, lang);
    let one = crossing(along, 1, lang);
    let given = match course.kind {
        CourseKind::RunningTotal => say!(
            lang,
            "what it was in the {one} before + {of}",
            "上一{one}的累计 ＋ {of}"
        ),
        CourseKind::Change => say!(
            lang,
            "{of} less what that was in the {one} before",
            "{of} － 上一{one}的同项"
        ),
        CourseKind::Growth => say!(
            lang,
            "what {of} grew by since the {one} before, in %",
            "{of}比上一{one}的增长率（%）"
        ),
        CourseKind::CarriedOver => say!(lang, "{of} in the {one} before", "上一{one}的{of}"),
    };
    let told = told(table, along, (course, HOLDS), lang);
    say!(
        lang,
        "{result}{called} = {given}{told}",
        "{result}{called} ＝ {given}{told}"
    )
}

/// A line that is part of another: `column 3 "of which women" is no more than column 2,
/// in 11 of 12 rows`.
pub(crate) fn part(table: &Searched, part: &Part, lang: Lang) -> String {
    let along = part.along;
    let own = line(table, along, part.part, lang);
    let called = called(table, along, part.part, lang);
    let whole = line(table, along, part.whole, lang);
    let told = told(table, along, (part, ""), lang);
    say!(
        lang,
        "{own}{called} is no more than {whole}{told}",
        "{own}{called} 不大于{whole}{told}"
    )
}

/// Where a relation fails, and by how much.
fn fails(table: &Searched, along: Along, fails: &[(usize, Miss)], lang: Lang) -> String {
    if fails.is_empty() {
        return String::new();
    }
    let across = along.across();
    let shown = fails.iter().take(NAMED).map(|(cross, miss)| {
        let place = line(table, across, *cross, lang);
        let by = in_places(miss.by, miss.places);
        say!(lang, "{place} by {by}", "{place}差 {by}")
    });
    let shown: Vec<String> = shown.collect();
    let shown = shown.join(&say!(lang, ", ", "，"));
    match fails.len() - fails.len().min(NAMED) {
        0 => say!(lang, "; off in {shown}", "；{shown}"),
        more => say!(
            lang,
            "; off in {shown} and {more} more",
            "；{shown}，另有 {more} 处"
        ),
    }
}

/// A number of so many places; zeros at its end say nothing.
pub(crate) fn in_places(digits: i128, places: i32) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let plain = digits.unsigned_abs().to_string();
    let tens = usize::try_from(places.saturating_neg()).unwrap_or(0);
    let plain = plain + &"0".repeat(tens.min(MOST_ZEROS));
    let places = usize::try_from(places).unwrap_or(0);
    let padded = format!("{plain:0>width$}", width = places + 1);
    let (whole, fraction) = padded.split_at(padded.len() - places);
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction}"),
    }
}

/// What the operands give.
fn given(table: &Searched, relation: &Relation, lang: Lang) -> String {
    let lines: Vec<usize> = relation
        .operands
        .iter()
        .map(|operand| operand.line)
        .collect();
    let one = |at: usize| {
        let operand = lines.get(at).copied().unwrap_or_default();
        line(table, relation.along, operand, lang)
    };
    let all = || several(table, relation.along, &lines, lang);
    let (first, second) = (one(0), one(1));
    match relation.kind {
        RelationKind::Sum => {
            let all = all();
            say!(lang, "sum of {all}", "{all}之和")
        }
        RelationKind::Average => {
            let all = all();
            say!(lang, "mean of {all}", "{all}的平均")
        }
        RelationKind::Quotient => say!(lang, "{first} ÷ {second}", "{first} ÷ {second}"),
        RelationKind::Percentage => {
            say!(lang, "{first} ÷ {second}, in %", "{first} ÷ {second}（%）")
        }
        RelationKind::RelativeChange => say!(
            lang,
            "change from {first} to {second}, over {first}",
            "{second}比{first}的增减率"
        ),
        RelationKind::PercentChange => say!(
            lang,
            "change from {first} to {second}, in %",
            "{second}比{first}的增减率（%）"
        ),
        RelationKind::Difference => {
            say!(lang, "{first} − {second}", "{first} − {second}")
        }
        RelationKind::Product => say!(lang, "{first} × {second}", "{first} × {second}"),
        RelationKind::Equal => say!(lang, "{first} once more", "{first}（相同）"),
        RelationKind::Balance => signed(table, relation, lang),
    }
}

/// `row 3 + row 4 − row 5`.
fn signed(table: &Searched, relation: &Relation, lang: Lang) -> String {
    let mut text = String::new();
    for (at, operand) in relation.operands.iter().enumerate() {
        text.push_str(match (at, operand.minus) {
            (0, false) => "",
            (0, true) => "−",
            (_, false) => " + ",
            (_, true) => " − ",
        });
        text.push_str(&line(table, relation.along, operand.line, lang));
    }
    text
}

/// What a line is called by people: `row 15`, `column C`.
fn line(table: &Searched, along: Along, line: usize, lang: Lang) -> String {
    let number = number(table, along, line);
    match along {
        Along::Rows => say!(lang, "row {number}", "第 {number} 行"),
        Along::Columns => say!(lang, "column {number}", "第 {number} 列"),
    }
}

fn number(table: &Searched, along: Along, line: usize) -> String {
    match along {
        Along::Rows => table
            .numbers
            .get(line)
            .copied()
            .unwrap_or(line as u64 + 1)
            .to_string(),
        Along::Columns if table.is_sheet => letters(u32::try_from(line).unwrap_or(0) + 1),
        Along::Columns => (line + 1).to_string(),
    }
}

/// `rows 3–14, 16`.
fn several(table: &Searched, along: Along, lines: &[usize], lang: Lang) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => runs.push((line, line)),
        }
    }
    let number = |line: usize| number(table, along, line);
    let runs = runs.into_iter().map(|(first, last)| match last - first {
        0 => number(first),
        _ => format!("{}–{}", number(first), number(last)),
    });
    let runs: Vec<String> = runs.collect();
    let runs = runs.join(&say!(lang, ", ", "、"));
    match along {
        Along::Rows => say!(lang, "rows {runs}", "第 {runs} 行"),
        Along::Columns => say!(lang, "columns {runs}", "第 {runs} 列"),
    }
}

/// What the table calls a line.
pub(crate) fn label(table: &Searched, along: Along, line: usize) -> String {
    let called = match along {
        Along::Rows => table.called.get(line),
        Along::Columns => table.field.columns.get(line).map(|line| &line.label),
    };
    called.map(|called| one_line(called)).unwrap_or_default()
}
