//! Human slips in words.

use crate::cell::CellName;
use crate::figure::Rat;
use crate::finding::{Mark, Slip, SlipKind};
use crate::lang::Lang;
use crate::say;
use crate::say::clash::figures::NamedFigures;
use crate::say::numbers::Style;
use crate::say::quote::one_line;
use crate::say::terms::plural;

/// Powers of ten that are written out.
const MOST_ZEROS: usize = 12;

/// What happened to a figure.
pub(crate) fn slip(slip: &Slip, mark: &Mark, figures: &NamedFigures<'_>, lang: Lang) -> String {
    match &slip.kind {
        SlipKind::Digit => say!(lang, "one digit is wrong", "一位数字写错"),
        SlipKind::Swapped => say!(lang, "two neighbouring digits swapped", "相邻两位数字颠倒"),
        SlipKind::Lost => say!(lang, "a digit was lost", "漏了一位数字"),
        SlipKind::Doubled => say!(lang, "a digit was written twice", "一位数字写了两遍"),
        SlipKind::Inserted => say!(lang, "a digit too many", "多了一位数字"),
        SlipKind::Point(places) => point(*places, lang),
        SlipKind::Power(power) => self::power(*power, lang),
        SlipKind::Multiplier { from, to } => multiplier(from, to, lang),
        SlipKind::Sign => sign(&slip.print, mark, lang),
        SlipKind::Cut => say!(lang, "cut, not rounded", "截尾而非四舍五入"),
        SlipKind::LastPeriod => say!(
            lang,
            "last period's figure, left standing",
            "沿用了上一期的数"
        ),
        SlipKind::Restated => say!(
            lang,
            "restated since the report before, or wrong there",
            "上一期之后作了调整，或上一期有误"
        ),
        SlipKind::Shifted { along_row, figures } => shifted(*along_row, *figures, lang),
        SlipKind::OtherDenominator { over, value, part } => {
            let print = mark.place.words();
            denominator(print, over, [part, value], figures, lang)
        }
        SlipKind::Exchanged(cell)
        | SlipKind::Copied(cell)
        | SlipKind::LeftOut(cell)
        | SlipKind::CountedTwice(cell)
        | SlipKind::NotTakenOff(cell)
        | SlipKind::TakenOffTwice(cell)
        | SlipKind::OlderTotal(cell) => other_cell(&slip.kind, &figures.name(cell), lang),
    }
}

/// Slips that have to do with another cell.
fn other_cell(kind: &SlipKind, cell: &str, lang: Lang) -> String {
    match kind {
        SlipKind::Exchanged(_) => say!(
            lang,
            "exchanged with the figure of {cell}",
            "与 {cell} 的数互换了"
        ),
        SlipKind::Copied(_) => say!(
            lang,
            "copied from the cell beside it, {cell}",
            "抄成了旁边单元格 {cell} 的数"
        ),
        SlipKind::LeftOut(_) => say!(lang, "added up without {cell}", "合计时漏加了 {cell}"),
        SlipKind::CountedTwice(_) => {
            say!(lang, "added up with {cell} twice", "合计时 {cell} 加了两次")
        }
        SlipKind::NotTakenOff(_) => say!(
            lang,
            "worked out without taking off {cell}",
            "计算时漏减了 {cell}"
        ),
        SlipKind::TakenOffTwice(_) => say!(
            lang,
            "worked out with {cell} taken off twice",
            "计算时 {cell} 减了两次"
        ),
        _ => say!(
            lang,
            "added up before {cell} was corrected",
            "合计是在 {cell} 更正之前算出的"
        ),
    }
}

fn point(places: i32, lang: Lang) -> String {
    let count = places.unsigned_abs();
    let s = plural(u64::from(count), lang);
    match places > 0 {
        true => say!(
            lang,
            "the decimal point stands {count} place{s} too far to the right",
            "小数点偏右 {count} 位{s}"
        ),
        false => say!(
            lang,
            "the decimal point stands {count} place{s} too far to the left",
            "小数点偏左 {count} 位{s}"
        ),
    }
}

fn power(power: i32, lang: Lang) -> String {
    let zeros = usize::try_from(power.unsigned_abs()).unwrap_or(usize::MAX);
    let times = match zeros {
        0..=MOST_ZEROS => format!("1{}", "0".repeat(zeros)),
        _ => format!("10^{zeros}"),
    };
    match power > 0 {
        true => say!(lang, "{times} times too large", "是应有数的 {times} 倍"),
        false => say!(lang, "{times} times too small", "是应有数的 1/{times}"),
    }
}

fn multiplier(from: &str, to: &str, lang: Lang) -> String {
    let (from, to) = (one_line(from), one_line(to));
    match (from.is_empty(), to.is_empty()) {
        (true, _) => say!(lang, "without its {to}", "漏写了“{to}”"),
        (_, true) => say!(lang, "with {from}, which is too much", "多写了“{from}”"),
        _ => say!(lang, "{from} written for {to}", "把“{to}”写成了“{from}”"),
    }
}

fn sign(right: &str, mark: &Mark, lang: Lang) -> String {
    let negative = |print: &str| print.trim_start().starts_with(['-', '−', '－', '(', '（']);
    match (negative(right), negative(mark.place.words())) {
        (true, false) => say!(lang, "the minus sign is missing", "漏了负号"),
        (false, true) => say!(lang, "a minus sign too many", "多了负号"),
        _ => say!(lang, "the sign is wrong", "正负号有误"),
    }
}

fn shifted(along_row: bool, figures: usize, lang: Lang) -> String {
    match along_row {
        true => say!(
            lang,
            "{figures} figures of the row stand one cell too far along",
            "本行有 {figures} 个数错后一格"
        ),
        false => say!(
            lang,
            "{figures} figures of the column stand one cell too low",
            "本列有 {figures} 个数错下一格"
        ),
    }
}

/// `6.4% is what 21918.70 is of 340934.66, deal + saved`.
fn denominator(
    print: &str,
    over: &[CellName],
    [part, value]: [&Rat; 2],
    figures: &NamedFigures<'_>,
    lang: Lang,
) -> String {
    let printed = figures.printed(part);
    let style = printed.as_ref().map_or(&Style::Plain, |(_, style)| style);
    let whole = figures.printed(value).map(|(print, _)| print);
    let whole = whole.unwrap_or_else(|| style.exact(value));
    let part = match &printed {
        Some((print, _)) => print.clone(),
        None => style.exact(part),
    };
    let over: Vec<String> = over.iter().map(|cell| figures.name(cell)).collect();
    let (print, over) = (one_line(print), over.join(" + "));
    say!(
        lang,
        "{print} is what {part} is of {whole}, {over}",
        "{print} 是 {part} 占 {whole}（{over}）的比率"
    )
}
