//! What was understood of a document and its tables, so that a person sees at
//! once whether it was read right.

use crate::document::{Grid, Told};
use crate::lang::Lang;
use crate::place::Spot;
use crate::report::{
    FoundTotal, OpenTotal, PassedAs, PassedLine, PassedOver, ReadDocument, Report, SAMPLE,
    TotalLine,
};
use crate::say;
use crate::say::discovered::in_places;
use crate::say::lists::{self, listed};
use crate::say::quote::one_line;
use crate::structure::{LineClass, Understood, UnderstoodRow, total_name};

/// Rows and columns that are named before a list is cut.
const NAMED: usize = 6;

/// What should be known of how the documents of a report were read.
pub(crate) fn of_report(report: &Report, lang: Lang) -> Vec<String> {
    let formulas = match report.other_formulas {
        0 => None,
        1 => Some(say!(
            lang,
            "1 formula does more than rules can say, or names cells without figures: it was not checked",
            "有 1 个公式超出规则所能表达的范围，或引用了没有数字的单元格：未核对"
        )),
        count => Some(say!(
            lang,
            "{count} formulas do more than rules can say, or name cells without figures: they were not checked",
            "有 {count} 个公式超出规则所能表达的范围，或引用了没有数字的单元格：未核对"
        )),
    };
    let documents = report.documents.iter();
    let told = documents.flat_map(|read| {
        let path = read.document.path.display();
        let told = read.document.content.told.iter();
        told.map(move |told| format!("{path}: {}", say_told(told, lang)))
    });
    told.chain(formulas)
        .chain(not_searched(report, lang))
        .chain(report.open_totals.iter().map(|total| open(total, lang)))
        .chain(report.passed_over.iter().map(|one| passed_over(one, lang)))
        .collect()
}

/// That what is called a total is none in many of the lines that it crosses.
fn open(total: &OpenTotal, lang: Lang) -> String {
    let section = one_line(&total.section);
    let (fails, tried) = (total.passed_over, total.tried);
    let name = one_line(&total.name);
    let why = match fails {
        1 => say!(
            lang,
            "that is not like a slip, so that it was not checked there",
            "不像笔误，该处未作核对"
        ),
        _ => say!(
            lang,
            "too many for slips, so that it was not checked there",
            "处数过多，不像笔误，这些地方未作核对"
        ),
    };
    match total.line {
        TotalLine::Row(_) => say!(
            lang,
            "{section}: row `{name}` is not the sum of its parts in {fails} of {tried} columns: {why}",
            "{section}：“{name}”行在 {tried} 列中有 {fails} 列不等于各项之和；{why}"
        ),
        TotalLine::Column(_) => say!(
            lang,
            "{section}: column `{name}` is not the sum of its parts in {fails} of {tried} rows: {why}",
            "{section}：“{name}”列在 {tried} 行中有 {fails} 行不等于各项之和；{why}"
        ),
    }
}

/// That lines in which relations are off are told as no findings, and why.
fn passed_over(taken: &PassedOver, lang: Lang) -> String {
    let section = one_line(&taken.section);
    let told = |sum: &PassedLine| {
        let (name, crossing) = (one_line(&sum.name), one_line(&sum.crossing));
        let by = in_places(sum.miss.by.saturating_abs(), sum.miss.places);
        match (sum.adds, sum.miss.by > 0) {
            _ if taken.why == PassedAs::Cut => {
                say!(lang, "`{name}` of `{crossing}`", "“{crossing}”的“{name}”")
            }
            (false, true) => say!(
                lang,
                "`{name}` of `{crossing}` is {by} more than the figures that it is worked out of give",
                "“{crossing}”的“{name}”比由其他数算出的多 {by}"
            ),
            (false, false) => say!(
                lang,
                "`{name}` of `{crossing}` is {by} less than the figures that it is worked out of give",
                "“{crossing}”的“{name}”比由其他数算出的少 {by}"
            ),
            (true, true) => say!(
                lang,
                "`{name}` of `{crossing}` is {by} more than its parts",
                "“{crossing}”的“{name}”比各项之和多 {by}"
            ),
            (true, false) => say!(
                lang,
                "`{name}` of `{crossing}` is {by} less than its parts",
                "“{crossing}”的“{name}”比各项之和少 {by}"
            ),
        }
    };
    let shown: Vec<String> = taken.shown.iter().map(told).collect();
    let shown = shown.join(&say!(lang, ", ", "，"));
    let more = match taken.count - taken.shown.len().min(taken.count) {
        0 => String::new(),
        more => say!(lang, ", and {more} more", "，另有 {more} 处"),
    };
    match (taken.why, taken.count) {
        (PassedAs::Rounding, 1) => say!(
            lang,
            "{section}: {shown}; that was taken for rounding: if these figures were not rounded, one of them is wrong",
            "{section}：{shown}，已按四舍五入处理；如这些数字未经四舍五入，则其中有误"
        ),
        (PassedAs::Rounding, _) => say!(
            lang,
            "{section}: {shown}{more}; that was taken for rounding: if these figures were not rounded, some of them are wrong",
            "{section}：{shown}{more}，已按四舍五入处理；如这些数字未经四舍五入，则其中有误"
        ),
        (PassedAs::Multiples, _) => say!(
            lang,
            "{section}: {shown}{more}; the figures are all multiples of a number, and rounding to it explains that: if they were not rounded, one of them is wrong",
            "{section}：{shown}{more}；这些数字都是同一个数的倍数，取整可以解释这一差额；如未取整，则其中有误"
        ),
        (PassedAs::Cut, _) => say!(
            lang,
            "{section}: {shown}{more}: digits were cut off, not rounded, and all others of the line may be cut off too; that is no finding",
            "{section}：{shown}{more}，末位以下直接舍去，没有四舍五入；同一列（行）的其他数也都符合舍去，不算问题"
        ),
        (PassedAs::TooLittle, _) => say!(
            lang,
            "{section}: {shown}{more}, and the other lines agree; too little speaks for a mistake to call it one",
            "{section}：{shown}{more}，而其他各行（列）相符；尚不足以认定有误"
        ),
    }
}

/// The tables in which not all relations were looked for.
fn not_searched(report: &Report, lang: Lang) -> Vec<String> {
    let large = in_part(&report.given_up, lang).map(|sections| {
        say!(
            lang,
            "not all relations were looked for in {sections}: too large; `reportcheck init` writes rules for it",
            "{sections} 过大，没有找遍其中的勾稽关系；可用 reportcheck init 写下规则"
        )
    });
    let long = in_part(&report.sampled, lang).map(|sections| {
        say!(
            lang,
            "{sections}: relations of columns were looked for in the first {SAMPLE} rows, and tried in all; sums of rows were not looked for",
            "{sections}：只在前 {SAMPLE} 行中寻找各列之间的勾稽关系，再逐行核对；没有寻找各行之间的关系"
        )
    });
    let apart = report.apart.then(|| {
        say!(
            lang,
            "whether one of the tables sums up others was not looked for in all of them: they are too many, or too large",
            "表格过多或过大，没有找遍其中是否有汇总表"
        )
    });
    large.into_iter().chain(long).chain(apart).collect()
}

fn say_told(told: &Told, lang: Lang) -> String {
    match told {
        Told::HiddenSheet(name) => say!(
            lang,
            "the sheet `{name}` is hidden; it was read all the same",
            "工作表“{name}”是隐藏的，也已读取"
        ),
        Told::HiddenLines(name, count) => say!(
            lang,
            "{count} rows or columns of `{name}` are hidden; they were read all the same",
            "“{name}”中有 {count} 个隐藏的行或列，也已读取"
        ),
        Told::HiddenText(count) => say!(
            lang,
            "{count} hidden passages were left out",
            "略去了 {count} 处隐藏文字"
        ),
        Told::TrackedChanges(count) => say!(
            lang,
            "{count} tracked changes were taken as accepted",
            "有 {count} 处修订，均按接受处理"
        ),
        Told::ExternalLinks(count) => say!(
            lang,
            "{count} cells take their figures from other files, which were not opened: they are as they were saved",
            "{count} 个单元格引用其他文件，未打开这些文件，按保存时的数值读取"
        ),
        Told::Macros => say!(
            lang,
            "it has macros, which were not run",
            "文件含有宏，未运行"
        ),
        Told::PagesWithoutText(pages) => {
            let pages = numbers(pages, lang);
            say!(
                lang,
                "pages {pages} hold no text (they may be scanned) and were not read",
                "第 {pages} 页没有文字（可能是扫描页），未读取"
            )
        }
        Told::DoubtfulCells(pages) => {
            let pages = numbers(pages, lang);
            say!(
                lang,
                "on pages {pages} a figure is printed across the edge of its cell, or two stand in one: compare them with the print",
                "第 {pages} 页有数字跨越单元格边线，或一格内有两个数字：请与原文核对"
            )
        }
        Told::UnknownLetters(pages) => {
            let pages = numbers(pages, lang);
            say!(
                lang,
                "pages {pages} have letters that the file does not name, which were not read",
                "第 {pages} 页有文件未注明的字符，未能读取"
            )
        }
        Told::NoValue(cell) => say!(
            lang,
            "the formula in {cell} has no saved value; open the workbook and save it",
            "{cell} 的公式没有保存结果；请打开工作簿后重新保存"
        ),
    }
}

fn numbers(pages: &[u32], lang: Lang) -> String {
    let pages: Vec<String> = pages.iter().map(u32::to_string).collect();
    listed(&pages, lang)
}

/// What was understood of a section's table; nothing where it is a plain table
/// of its own.
pub(crate) fn of_table(report: &Report, section: &str, lang: Lang) -> Vec<String> {
    let found = report.documents.iter().find_map(|read| {
        let (grid, table) = read.table(section)?;
        Some((read, grid, table))
    });
    match found {
        Some((read, grid, table)) => lines(read, grid, table, lang),
        None => Vec::new(),
    }
}

fn lines(read: &ReadDocument, grid: &Grid, table: &Understood, lang: Lang) -> Vec<String> {
    let path = read.document.path.display();
    let mut lines = Vec::new();
    let place = place(grid, table, lang);
    let languages: Vec<String> = read
        .languages
        .iter()
        .map(|code| language(code, lang))
        .collect();
    lines.push(match languages.is_empty() {
        true => say!(lang, "read from {path}: {place}", "读自 {path}：{place}"),
        false => {
            let languages = listed(&languages, lang);
            say!(
                lang,
                "read from {path} (in {languages}): {place}",
                "读自 {path}（{languages}）：{place}"
            )
        }
    });
    lines.extend(columns(table, lang));
    if let Some(unit) = &table.unit {
        let unit = &unit.text;
        lines.push(say!(lang, "unit: {unit}", "单位：{unit}"));
    }
    lines.extend(periods(table, lang));
    lines.extend(totals(table, lang));
    for doubt in &table.doubts {
        let (row, doubt) = (grid.number(doubt.row), doubt.say(lang));
        lines.push(say!(
            lang,
            "not certain: {doubt} (row {row})",
            "不确定：{doubt}（第 {row} 行）"
        ));
    }
    lines
}

/// The name of a language.
fn language(code: &str, lang: Lang) -> String {
    match code {
        "zh" => say!(lang, "Chinese", "中文"),
        "en" => say!(lang, "English", "英文"),
        "ja" => say!(lang, "Japanese", "日文"),
        "ko" => say!(lang, "Korean", "韩文"),
        "de" => say!(lang, "German", "德文"),
        "fr" => say!(lang, "French", "法文"),
        "es" => say!(lang, "Spanish", "西班牙文"),
        "it" => say!(lang, "Italian", "意大利文"),
        "pt" => say!(lang, "Portuguese", "葡萄牙文"),
        "nl" => say!(lang, "Dutch", "荷兰文"),
        "sv" => say!(lang, "Swedish", "瑞典文"),
        "da" => say!(lang, "Danish", "丹麦文"),
        "no" => say!(lang, "Norwegian", "挪威文"),
        "pl" => say!(lang, "Polish", "波兰文"),
        "fi" => say!(lang, "Finnish", "芬兰文"),
        code => code.to_owned(),
    }
}

/// The rows of the grid that the table takes, from its header on.
fn place(grid: &Grid, table: &Understood, lang: Lang) -> String {
    let place = match &grid.spot {
        Spot::Sheet { sheet, .. } => sheet.to_string(),
        Spot::Line { .. } => String::new(),
        spot => spot.say(lang),
    };
    let place = match place.is_empty() {
        true => place,
        false => say!(lang, "{place}, ", "{place}，"),
    };
    let data = table.rows.iter().filter(|row| row.class.is_data());
    let data: Vec<u64> = data.map(|row| grid.number(row.row)).collect();
    let (first, last) = (data.first().copied(), data.last().copied());
    let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
    let end = table.header.end.saturating_sub(1);
    let header = match (grid.number(table.header.start), grid.number(end)) {
        _ if table.header.is_empty() => say!(lang, "no header", "无表头"),
        (from, to) if from == to => say!(lang, "header in row {to}", "表头在第 {to} 行"),
        (from, to) => say!(
            lang,
            "header in rows {from}–{to}",
            "表头在第 {from}–{to} 行"
        ),
    };
    say!(
        lang,
        "{place}{header}, figures in rows {first}–{last}",
        "{place}{header}，数字在第 {first}–{last} 行"
    )
}

fn columns(table: &Understood, lang: Lang) -> Option<String> {
    let own: Vec<String> = table
        .columns
        .iter()
        .filter_map(|column| {
            let unit = &column.unit.as_ref()?.text;
            (!column.name.contains(unit.as_str())).then(|| format!("{} {unit}", column.name))
        })
        .collect();
    let own = in_part(&own, lang)?;
    Some(say!(lang, "units of columns: {own}", "各列单位：{own}"))
}

fn periods(table: &Understood, lang: Lang) -> Option<String> {
    let mut periods: Vec<String> = Vec::new();
    let of_columns = table.columns.iter().map(|column| &column.period);
    for period in of_columns.chain([&table.period]).flatten() {
        let text = period.text().to_owned();
        if !periods.contains(&text) {
            periods.push(text);
        }
    }
    let periods = in_part(&periods, lang)?;
    Some(say!(lang, "periods: {periods}", "报告期：{periods}"))
}

fn totals(table: &Understood, lang: Lang) -> Option<String> {
    let total = |row: &&UnderstoodRow| matches!(row.class, LineClass::Total | LineClass::Subtotal);
    let rows = table.rows.iter().filter(total);
    let rows = rows.map(|row| row.key.join(" / "));
    let columns = table.columns.iter().filter(|column| column.total);
    let columns = columns.map(|column| column.name.clone());
    let mut named: Vec<String> = Vec::new();
    for name in rows.chain(columns) {
        if !named.contains(&name) {
            named.push(name);
        }
    }
    let named = in_part(&named, lang)?;
    Some(say!(lang, "totals by name: {named}", "名称为合计：{named}"))
}

/// The lines of a section's table whose figures show that they sum up others.
pub(crate) fn found_totals(report: &Report, section: &str, lang: Lang) -> Vec<String> {
    let own = report
        .found_totals
        .iter()
        .filter(|total| total.section == section);
    // Of a document the totals by name are told before.
    let known = |name: &str| {
        let mut documents = report.documents.iter();
        documents.any(|read| read.table(section).is_some()) && total_name(name).is_some()
    };
    let called = |total: &FoundTotal| match (one_line(&total.name), total.line) {
        (name, TotalLine::Row(line)) if name.is_empty() => {
            say!(lang, "row {line}", "第 {line} 行")
        }
        (name, _) => name,
    };
    let named = |parts: bool| {
        let mut named: Vec<String> = Vec::new();
        for total in own.clone().filter(|total| total.is_part == parts) {
            let name = called(total);
            if !named.contains(&name) && !name.is_empty() && !known(&name) {
                named.push(name);
            }
        }
        in_part(&named, lang)
    };
    let totals = named(false).map(|named| {
        say!(
            lang,
            "totals by their figures: {named}",
            "按数字看是合计：{named}"
        )
    });
    let parts = named(true).map(|named| {
        say!(
            lang,
            "sub-totals by their figures: {named}",
            "按数字看是小计：{named}"
        )
    });
    totals.into_iter().chain(parts).collect()
}

/// Some names; none where there are none.
fn in_part(names: &[String], lang: Lang) -> Option<String> {
    (!names.is_empty()).then(|| lists::cut(names, NAMED, "项", lang))
}
