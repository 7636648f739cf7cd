//! What the sentences of a document state of their figures, listed: each claim
//! with its verdict, and each figure with what it was taken for.

use crate::claim::{ClaimKind, NoFigure, Stands, Why};
use crate::lang::Lang;
use crate::place::Place;
use crate::report::{ListedClaim, ListedClaims};
use crate::say;
use crate::say::quote::in_short;
use crate::say::terms::plural;

/// The longest words of a claim, in characters.
const WORDS: usize = 90;

/// All that was read.
pub(crate) fn listed(listed: &ListedClaims, lang: Lang) -> String {
    let mut text = String::new();
    for claim in &listed.claims {
        text += &sentence(claim, lang);
        text.push('\n');
    }
    let none = listed
        .figures
        .iter()
        .filter(|figure| figure.claims.is_empty());
    let none = none.map(|figure| (&figure.place, in_short(&figure.words, WORDS)));
    let none: Vec<String> = none
        .map(|(place, words)| line(place, &words, lang))
        .collect();
    text += &part(
        &say!(lang, "Figures in no claim", "没有陈述的数字"),
        &none,
        lang,
    );
    let others = listed.others.iter().map(|other| {
        let (print, what) = (&other.print, what(other.what, lang));
        line(
            &other.place,
            &say!(lang, "{print} ({what})", "{print}（{what}）"),
            lang,
        )
    });
    let others: Vec<String> = others.collect();
    text += &part(&say!(lang, "No figures", "不是数据的数字"), &others, lang);
    text += &count(listed, lang);
    text.push('\n');
    text
}

/// A claim: where, its verdict, what it says, and the words that say it.
fn sentence(claim: &ListedClaim, lang: Lang) -> String {
    let said = say!(
        lang,
        "{verdict}: {kind}, {formula}",
        "{verdict}：{kind}，{formula}",
        verdict = verdict(claim.stands, lang),
        kind = kind(claim.kind, lang),
        formula = formula(claim, lang)
    );
    let words = in_short(&claim.words, WORDS);
    let quoted = say!(lang, "“{words}”", "“{words}”");
    format!("{}\n    {quoted}", line(&claim.place, &said, lang))
}

/// What it says, in prints.
fn formula(claim: &ListedClaim, lang: Lang) -> String {
    let plain = &claim.formula;
    match claim.stands {
        Stands::Depends(why) => say!(
            lang,
            "{plain}; {why}",
            "{plain}；{why}",
            why = why_not(why, lang)
        ),
        _ => plain.clone(),
    }
}

/// Something at its place, which goes before it.
fn line(place: &Place, words: &str, lang: Lang) -> String {
    let at = match place.spot() {
        Some(spot) => spot.say(lang),
        None => {
            let (line, column) = place.line_column();
            format!("{line}:{column}")
        }
    };
    format!("{at}  {words}")
}

/// Some lines below what they are; nothing where there are none.
fn part(heading: &str, lines: &[String], lang: Lang) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let heading = say!(lang, "{heading}:", "{heading}：");
    let lines: Vec<String> = lines.iter().map(|line| format!("  {line}\n")).collect();
    format!("{heading}\n{}", lines.concat())
}

/// How much was read.
pub(crate) fn count(listed: &ListedClaims, lang: Lang) -> String {
    let count = listed.count();
    let none = count.figures - count.claimed;
    let (figures, claimed, claims) = (count.figures, count.claimed, count.claims);
    match figures {
        0 => say!(lang, "no figures in sentences", "句中没有数字"),
        _ => say!(
            lang,
            "{figures} figure{s}, {claimed} in {claims} claim{c}, {none} in none",
            "数字 {figures} 个，{claimed} 个见于 {claims} 项陈述，{none} 个没有陈述{s}{c}",
            s = plural(figures, lang),
            c = plural(claims, lang)
        ),
    }
}

/// A verdict.
pub(crate) fn verdict(stands: Stands, lang: Lang) -> String {
    match stands {
        Stands::Holds => say!(lang, "consistent", "一致"),
        Stands::Fails => say!(lang, "inconsistent", "不一致"),
        Stands::Depends(_) => say!(lang, "depends", "待定"),
    }
}

/// Why it cannot be told.
pub(crate) fn why_not(why: Why, lang: Lang) -> String {
    match why {
        Why::NoBase => say!(
            lang,
            "what it is a share of is not in the text",
            "文中没有作为分母的数字"
        ),
        Why::NoEarlier => say!(
            lang,
            "the earlier value is not in the text",
            "文中没有上期的数字"
        ),
        Why::Adjusted => say!(
            lang,
            "the change is told in other prices than the figures",
            "增减按其他价格或口径计算"
        ),
        Why::Unclear => say!(
            lang,
            "the words leave open which figures are meant",
            "文字没有说清指哪些数字"
        ),
    }
}

/// What a claim is about.
pub(crate) fn kind(kind: ClaimKind, lang: Lang) -> String {
    match kind {
        ClaimKind::Sum => say!(lang, "a total and its parts", "合计与各部分"),
        ClaimKind::Part => say!(lang, "parts of a whole", "其中的部分"),
        ClaimKind::Ratio
        | ClaimKind::RatioInHundredths
        | ClaimKind::RatioOfSum
        | ClaimKind::RatioOfParts
        | ClaimKind::Margin => {
            say!(lang, "a rate or share", "比率或占比")
        }
        ClaimKind::Shares => say!(lang, "shares of a whole", "占比合计"),
        ClaimKind::Growth | ClaimKind::GrowthBy => say!(lang, "an increase", "增长"),
        ClaimKind::Decline | ClaimKind::DeclineBy => say!(lang, "a decrease", "下降"),
        ClaimKind::Difference => say!(lang, "a difference", "相差"),
        ClaimKind::Balance => say!(lang, "a balance", "结转"),
        ClaimKind::Average | ClaimKind::AverageOfMany(_) => say!(lang, "an average", "平均"),
        ClaimKind::Multiple => say!(lang, "a multiple", "倍数"),
        ClaimKind::AtLeast => say!(lang, "a least value", "下限"),
        ClaimKind::AtMost => say!(lang, "a most value", "上限"),
        ClaimKind::Repeat => say!(lang, "the same figure again", "重复的数字"),
        ClaimKind::Count => say!(lang, "a count of what is named", "列举的项数"),
    }
}

/// What something was taken for that is no figure.
pub(crate) fn what(what: NoFigure, lang: Lang) -> String {
    match what {
        NoFigure::Date => say!(lang, "a date", "日期"),
        NoFigure::Clock => say!(lang, "a time of day", "时刻"),
        NoFigure::Ordinal => say!(lang, "an ordinal", "序数"),
        NoFigure::Document => say!(
            lang,
            "the number of a document or a place in one",
            "文号或编号"
        ),
        NoFigure::Phone => say!(lang, "a telephone number or a code", "电话或代码"),
        NoFigure::Name => say!(lang, "a name", "名称"),
        NoFigure::Span => say!(lang, "from one number to another", "数的范围"),
        NoFigure::Ratio => say!(lang, "one number against another", "比值"),
        NoFigure::Duration => say!(lang, "a length of time or an age", "时长或年龄"),
        NoFigure::Bare => say!(lang, "a bare number", "没有单位的数"),
        NoFigure::Unreadable => say!(lang, "not readable as a figure", "无法识读"),
    }
}
