//! The headlines of findings, and why checks were not made, in English and in
//! Chinese.

use crate::figure::{Unreadable, plain_char};
use crate::finding::{Detail, Finding};
use crate::lang::Lang;
use crate::say;
use crate::say::called;
use crate::say::lists;
use crate::say::mismatch::mismatch_title;
use crate::say::not_checked::why_not;
use crate::say::quote::{closed_up, one_line, quoted};
use crate::say::terms::{labelled, plural};
use crate::table::SameIn;

/// Columns named before a list is cut.
const NAMES_SHOWN: usize = 6;

/// A finding's headline: the row or the cell that it is for, where that is not
/// said by what follows, and what was found.
pub(crate) fn title(finding: &Finding, lang: Lang) -> String {
    let found = found(finding, lang);
    match found_at(finding, lang) {
        Some(at) => labelled(&at, &found, lang),
        // A name in code is set off from words before it, of which there are none.
        None => found.trim_start().to_owned(),
    }
}

/// The row or the cell that a headline begins with.
fn found_at(finding: &Finding, lang: Lang) -> Option<String> {
    match &finding.detail {
        Detail::Mismatch(_)
        | Detail::MissingFigure
        | Detail::Unchecked(_)
        | Detail::Ragged { .. } => called::row(finding, lang),
        Detail::UnitClash { .. } if finding.rule.is_some() => called::row(finding, lang),
        Detail::Unreadable(_)
        | Detail::NoFigures { why: Some(_), .. }
        | Detail::LeadingZero
        | Detail::OddMultiple { .. }
        | Detail::OddPlaces { .. }
        | Detail::Decimals
        | Detail::RoundedTo
        | Detail::Unrounded(_)
        | Detail::FractionalCount
        | Detail::ShareOutOfRange
        | Detail::FigureNotInQuote
        | Detail::RequiredCell
        | Detail::Hedged
        | Detail::Rough
        | Detail::RoughRate
        | Detail::UnitClash { .. } => called::cell(finding, lang),
        _ => None,
    }
}

/// That a key is there twice, and in what its rows agree beside it.
fn same_row(key: &str, with: &SameIn, lang: Lang) -> String {
    match with {
        SameIn::All => say!(
            lang,
            "the row `{key}` is there twice, the same in every column",
            "行“{key}”重复，各列都相同"
        ),
        SameIn::Key(names) => {
            let names = names.iter().map(|name| quoted(name, lang));
            let names = lists::listed(&names.collect::<Vec<String>>(), lang);
            say!(
                lang,
                "the row `{key}` is there twice, by its key of {names}",
                "行“{key}”重复，键为{names}"
            )
        }
        SameIn::Columns(names) if names.is_empty() => {
            say!(lang, "the key `{key}` is there twice", "行名“{key}”重复")
        }
        SameIn::Columns(names) => {
            let names = names.iter().map(|name| quoted(name, lang));
            let names = lists::listed(&names.collect::<Vec<String>>(), lang);
            say!(
                lang,
                "the key `{key}` is there twice, also with the same {names}",
                "行名“{key}”重复，{names}也相同"
            )
        }
    }
}

/// That cells among figures are none, and what is wrong with the first.
fn no_figures(print: &str, count: u64, why: Option<&Unreadable>, lang: Lang) -> String {
    match (why.map(|why| why.say(lang)), count) {
        (Some(why), 1) => why,
        (Some(why), _) => {
            let more = count - 1;
            say!(
                lang,
                "{why}; so it is in {more} more",
                "{why}；另有 {more} 处类似"
            )
        }
        (None, 1) => say!(
            lang,
            "`{print}` stands among figures and is none; nothing was checked of it",
            "“{print}”位于数字列中，但不是数字，未作核对"
        ),
        (None, _) => say!(
            lang,
            "{count} cells among figures hold none, such as `{print}`; nothing was checked of them",
            "数字列中有 {count} 个单元格不是数字，如“{print}”，未作核对"
        ),
    }
}

fn found(finding: &Finding, lang: Lang) -> String {
    let print = one_line(finding.primary().place.words());
    let section = called::section(finding, lang);
    match &finding.detail {
        Detail::Mismatch(mismatch) => mismatch_title(finding, mismatch, lang),
        Detail::Joint => joint_title(finding, lang),
        Detail::MissingFigure => {
            let name = called::figure(finding.primary(), finding, lang);
            say!(lang, "{name} is not reported", "没有填报{name}")
        }
        Detail::LacksNamed(why) => why_not(why, "", lang),
        Detail::DuplicateKey(with) => {
            let cell = finding.primary().cell.as_ref();
            let key = cell.and_then(|cell| cell.name.key.as_deref());
            same_row(key.unwrap_or(&print), with, lang)
        }
        Detail::RepeatedLabels(1) => say!(
            lang,
            "another row is called `{print}` too; rules cannot tell the two apart by that",
            "另有一行也叫“{print}”；规则无法仅凭行名区分"
        ),
        Detail::RepeatedLabels(count) => say!(
            lang,
            "{count} rows are called as others are, such as `{print}`; rules cannot tell them apart by that",
            "有 {count} 行与其他行同名，如“{print}”；规则无法仅凭行名区分"
        ),
        Detail::MissingPeriods {
            series,
            between: [before, after],
            missing,
            more,
        } => {
            let named = missing.len();
            let missing = match more {
                0 => lists::listed(missing, lang),
                more => {
                    let some = missing.join(&say!(lang, ", ", "、"));
                    let all = named + more;
                    say!(lang, "{some} and {more} more", "{some} 等共 {all} 期")
                }
            };
            let of = match series.is_empty() {
                true => String::new(),
                false => say!(lang, " of {}", "{}在 ", quoted(series, lang)),
            };
            say!(
                lang,
                "no row{of} is of {missing}, between {before} and {after}",
                "{of}{before} 与 {after} 之间缺少 {missing}"
            )
        }
        Detail::SeriesNotLookedAt => say!(
            lang,
            "whether a series leaves out a period was not looked at: the table is too long, and its rows are not in the order of their series",
            "未查各序列是否缺期：表太长，且各行未按序列排列"
        ),
        Detail::Unreadable(reason) => reason.say(lang),
        Detail::NoFigures { count, why } => no_figures(&print, *count, why.as_ref(), lang),
        Detail::OddMultiple { step, others } => say!(
            lang,
            "`{print}` is no multiple of {step}, as the {others} other figures of the table are: it is not rounded as they are, or digits of it are wrong",
            "“{print}”不是 {step} 的倍数，而表中其他 {others} 个数都是：它没有同样取整，或数字有误"
        ),
        Detail::OddPlaces { usual, others } => say!(
            lang,
            "the {others} other figures of the column have {usual} digit{s} behind the point, `{print}` has not: one may be typed twice, or left out",
            "“{print}”的小数位数与本列其他 {others} 个数（{usual} 位{s}）不同：可能多打或漏打了一位",
            s = plural(u64::from(*usual), lang)
        ),
        Detail::LeadingZero => say!(
            lang,
            "`{print}` begins with a zero, as no other figure of its column does: digits may be swapped in it, or one left out",
            "“{print}”以 0 开头，而本列其他数都不是：可能数字颠倒或漏写"
        ),
        Detail::Decimals => say!(
            lang,
            "`{print}` is no number of decimals; write 2, 0, -3 or INF",
            "“{print}”不是小数位数；请写 2、0、-3 或 INF"
        ),
        Detail::RoundedTo => say!(
            lang,
            "`{print}` is nothing to round to; write a number above zero, such as 5, 100 or 0.5",
            "“{print}”不能作为取整的单位；请写大于零的数，例如 5、100 或 0.5"
        ),
        Detail::Unrounded(to) => say!(
            lang,
            "`{print}` is no multiple of {to}, to which it is said to be rounded",
            "“{print}”不是 {to} 的倍数，但按说明应取整到 {to}"
        ),
        Detail::FractionalCount => say!(
            lang,
            "`{print}` counts whole things, so it cannot have a fraction",
            "“{print}”是计数，不应有小数"
        ),
        Detail::ShareOutOfRange => say!(
            lang,
            "`{print}` is a share, so it must lie within 0–100%",
            "“{print}”是占比，应在 0–100% 之间"
        ),
        Detail::Ragged { found, expected } => say!(
            lang,
            "this row has {found} cell{s}, the header {expected}",
            "这一行有 {found} 个单元格{s}，表头有 {expected} 列",
            s = plural(*found as u64, lang)
        ),
        Detail::TextColumn(_) => say!(
            lang,
            "the column `{print}` holds text, not figures",
            "“{print}”列是文字，不是数字"
        ),
        Detail::TextColumns(names) => {
            let names: Vec<String> = names.iter().map(|name| quoted(name, lang)).collect();
            let names = lists::cut(&names, NAMES_SHOWN, "列", lang);
            say!(
                lang,
                "the columns {names} hold text, not figures; nothing was checked of them",
                "{names}各列是文字，不是数字，未作核对"
            )
        }
        Detail::UnclearHeader(names) => {
            let names: Vec<String> = names.iter().map(|name| quoted(name, lang)).collect();
            let names = lists::cut(&names, NAMES_SHOWN, "列", lang);
            say!(
                lang,
                "the header does not tell its columns apart; rules call them {names}",
                "表头未能区分各列；规则中请写作{names}"
            )
        }
        Detail::UnknownColumn(_) => {
            let column = finding.primary().named_cell().column.as_deref();
            let column = column.map_or(print, one_line);
            say!(
                lang,
                "the column `{column}` is not in the configuration of {section}",
                "配置中{section}没有列“{column}”"
            )
        }
        Detail::RequiredRow(_) => {
            let name = quoted(&finding.primary().name, lang);
            say!(
                lang,
                "the row {name} must be there, and is not",
                "缺少必有的行{name}"
            )
        }
        Detail::RequiredColumn(_) => {
            let name = quoted(&finding.primary().name, lang);
            say!(
                lang,
                "the column {name} must be there, and is not",
                "缺少必有的列{name}"
            )
        }
        Detail::RequiredCell => match print.is_empty() {
            true => say!(lang, "must be filled in", "应填写"),
            false => say!(
                lang,
                "must be filled in with a figure, and not `{print}`",
                "应填写数字，而不是“{print}”"
            ),
        },
        Detail::Hedged => say!(
            lang,
            "`{print}` is hedged, where a plain figure must stand",
            "“{print}”是约数，这里应填确数"
        ),
        Detail::Rough => say!(
            lang,
            "`{print}` is rough: it does not give the figure to its last whole number",
            "“{print}”过于粗略，没有写到个位"
        ),
        Detail::RoughRate => say!(
            lang,
            "`{print}` is rough for a rate: it gives no hundredths, as `86%` and `0.86` do",
            "“{print}”作为比率过于粗略，没有像“86%”“0.86”那样写到百分位"
        ),
        Detail::Unchecked(None) => say!(
            lang,
            "the rule could not be checked: no row is one that it is for",
            "规则未能核对：没有一行是它要核对的"
        ),
        Detail::Unchecked(Some(why)) => {
            let mark = finding.primary();
            let own = std::slice::from_ref(mark);
            let name = called::words(&mark.name, own, finding.row_key(), lang);
            let why = closed_up(why_not(why, &name, lang), lang);
            say!(
                lang,
                "the rule could not be checked: {why}",
                "规则未能核对：{why}"
            )
        }
        Detail::MissingTable => say!(
            lang,
            "there is no table for the section {section}",
            "缺少{section}部分的表格"
        ),
        Detail::NotObeyed(what) => crate::say::not_obeyed::title(what, lang),
        Detail::UnknownTable(_) => say!(
            lang,
            "the table {section} is no section of the configuration",
            "配置中没有{section}这一部分"
        ),
        Detail::DecimalSign { print, taken } => {
            let (grouped, fraction) = both_ways(print);
            let (read, other) = match taken.char() == print_sign(print) {
                true => (fraction, grouped),
                false => (grouped, fraction),
            };
            say!(
                lang,
                "`{print}` was read as {read}; it may also be {other}, and no other cell decides",
                "“{print}”按{read}读，也可能是{other}，表中没有能够断定的数"
            )
        }
        Detail::NumberInBrackets(print) => {
            let mark = mark_in_brackets(print);
            say!(
                lang,
                "`{mark}` of `{print}` was taken for a footnote mark, not for a figure",
                "“{print}”中的“{mark}”按脚注标记读，不作数"
            )
        }
        Detail::LetterAsFlag(print, _) => {
            let letter = letter_behind(print);
            say!(
                lang,
                "the `{letter}` of `{print}` was taken for a flag: such letters stand behind fewer than half of the figures of this table",
                "“{print}”末尾的“{letter}”按标记读，不作单位：表中带这类字母的数字不到一半"
            )
        }
        Detail::QuoteNotInSource { source } => say!(
            lang,
            "this quote does not stand in {source}",
            "{source} 中找不到这段引文"
        ),
        Detail::FigureNotInQuote => say!(
            lang,
            "`{print}` does not stand in its quote",
            "引文中找不到“{print}”"
        ),
        Detail::OtherPeriod { found, own } => say!(
            lang,
            "this text speaks of {found}, but the report is for {own}",
            "这里写的是 {found} 年，而报告期是 {own}"
        ),
        Detail::UnknownUnit(unit) => say!(
            lang,
            "the unit `{unit}` is not known, so its whole numbers count as rounded",
            "未知单位“{unit}”，其整数视为经过四舍五入"
        ),
        Detail::UnitClash { left, right } if left.is_empty() || right.is_empty() => say!(
            lang,
            "a plain number stands beside a rate",
            "普通数与比率不能相加或比较"
        ),
        Detail::UnitClash { left, right } => say!(
            lang,
            "`{left}` and `{right}` are unlike units",
            "单位不一致：“{left}”与“{right}”"
        ),
        Detail::NeverFails { .. }
        | Detail::AlwaysFails { .. }
        | Detail::Repeated { .. }
        | Detail::Contradict { .. }
        | Detail::Implied { .. }
        | Detail::ChecksNothing
        | Detail::NeverFound { .. }
        | Detail::MarkIsFigure { .. }
        | Detail::NamesNothing { .. } => crate::say::lint::title(finding, lang),
        Detail::WaiverUnused(..) | Detail::WaiverExpired { .. } | Detail::WaiverChanged { .. } => {
            crate::say::waivers::title(&finding.detail, lang)
        }
    }
}

/// Figures that a headline names.
const FIGURES_NAMED: usize = 3;

/// The headline of checks that clash only together: the figures in question.
fn joint_title(finding: &Finding, lang: Lang) -> String {
    let checks = finding.clash.as_ref().map_or(0, |clash| clash.checks.len());
    let marks = finding.marks();
    let mut names: Vec<String> = marks
        .map(|mark| called::figure(mark, finding, lang))
        .collect();
    let all = names.len();
    names.truncate(FIGURES_NAMED);
    let more = all - names.len();
    let last = match (more, names.len()) {
        (0, 0 | 1) => None,
        (0, _) => names.pop(),
        _ => None,
    };
    let list = names.join(&say!(lang, ", ", ""));
    let list = match (last, more) {
        (Some(last), _) => say!(lang, "{list} and {last}", "{list}和{last}"),
        (None, 0) => list,
        (None, more) => say!(lang, "{list} and {more} more", "{list}等 {all} 个数"),
    };
    match all {
        1 => say!(
            lang,
            "{list} cannot be right: {checks} checks hold one by one, but not together",
            "{list}不可能正确：{checks} 项核对逐项都成立，合在一起却不成立"
        ),
        _ => say!(
            lang,
            "{list} cannot all be right: {checks} checks hold one by one, but not together",
            "{list}不可能都正确：{checks} 项核对逐项都成立，合在一起却不成立"
        ),
    }
}

/// The number in brackets at the end of a print such as `12 (1)`, in plain characters.
pub(super) fn mark_in_brackets(print: &str) -> String {
    let open = print.rfind(['(', '（']).unwrap_or(0);
    print[open..].chars().map(plain_char).collect()
}

/// The letter right behind a number.
pub(super) fn letter_behind(print: &str) -> String {
    print.chars().last().map(String::from).unwrap_or_default()
}

/// The sign in a print that has one.
fn print_sign(print: &str) -> char {
    print
        .chars()
        .find(|c| matches!(c, '.' | ','))
        .unwrap_or('.')
}

/// What a print such as `1.080 EUR` is with a separator of thousands, and with
/// a decimal sign.
fn both_ways(print: &str) -> (String, String) {
    let number: String = print
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    (number.replace(['.', ','], ""), number.replace(',', "."))
}
