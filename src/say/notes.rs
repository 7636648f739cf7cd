//! The lines under a finding: the arithmetic, the rule, and what would mend it.

use crate::figure::exact::NumberText;
use crate::figure::{Range, Rat, Rounding};
use crate::finding::{
    Clause, Detail, Factor, Finding, Gap, HoldsIf, Mismatch, Repair, Requirement, RowsTaken,
};
use crate::lang::Lang;
use crate::rule::{Comparison, Tolerance};
use crate::say;
use crate::say::below::Below;
use crate::say::clash;
use crate::say::lists;
use crate::say::numbers::{Style, with_slack};
use crate::say::quote::{closed_up, one_line, sums_in_short};
use crate::say::terms::row_name;
use crate::say::{relation, stated};
use num_traits::Zero;

/// Repairs named before the list is cut.
const REPAIRS_SHOWN: usize = 3;

/// The lines under a finding.
pub(crate) fn notes(finding: &Finding, lang: Lang) -> Vec<String> {
    let mut notes = computed(finding, lang);
    notes.extend(clash::lines(finding, lang));
    if let Some(rule) = &finding.rule {
        let (check, name, address) = (&rule.check, &rule.name, rule.place.address_in(lang));
        let check = sums_in_short(&one_line(check), lang);
        if let Some(found) = &rule.found {
            notes.extend(relation::evidence(&check, found, lang));
            notes.extend(clash::explained(finding, lang));
            notes.extend(advice(finding, lang));
            return notes;
        }
        if let Some(stated) = &rule.stated {
            notes.extend(stated::evidence(&check, stated, lang));
            notes.extend(clash::explained(finding, lang));
            notes.extend(advice(finding, lang));
            return notes;
        }
        notes.push(say!(
            lang,
            "rule {name}: {check} ({address})",
            "规则 {name}：{check}（{address}）"
        ));
        notes.extend(tolerance(finding, lang));
        if let Some(why) = rule.why.say(lang) {
            notes.push(say!(lang, "why: {why}", "理由：{why}"));
        }
    }
    notes.extend(clash::explained(finding, lang));
    notes.extend(advice(finding, lang));
    notes.extend(crate::say::waivers::notes(&finding.detail, lang));
    notes
}

/// The lines that compute a finding's numbers.
pub(crate) fn computed(finding: &Finding, lang: Lang) -> Vec<String> {
    match &finding.detail {
        Detail::Mismatch(mismatch) => {
            let below = Below::of(finding, lang);
            let mut lines = arithmetic(mismatch, &Style::of(finding), &below, lang);
            // The clash names the same changes, and more of them.
            if !clash::has_repairs(finding) {
                lines.extend(repairs(&mismatch.repairs, &below, lang));
            }
            lines.extend(mismatch.factor.as_ref().map(|one| factor(one, lang)));
            // A figure that was cut is told once.
            let own = mismatch.holds_if.iter();
            let own = own.filter(|holds| holds.figure.is_none() || !clash::says_cut(finding));
            lines.extend(own.map(|holds| holds_if(holds, &below, lang)));
            let lines = lines.into_iter();
            lines.map(|line| closed_up(line, lang)).collect()
        }
        _ => Vec::new(),
    }
}

/// What a finding's rule allows beyond the prints.
pub(crate) fn tolerance(finding: &Finding, lang: Lang) -> Option<String> {
    let tolerance = finding.rule.as_ref()?.tolerance.as_ref()?;
    let (Tolerance::Absolute(size) | Tolerance::Relative(size)) = tolerance;
    // Severities by size may begin with none.
    if size.is_zero() {
        return None;
    }
    let allowed = match tolerance {
        Tolerance::Absolute(size) => Style::of(finding).exact(size),
        tolerance @ Tolerance::Relative(_) => crate::say::rule::tolerated(tolerance, lang),
    };
    Some(say!(
        lang,
        "the rule tolerates {allowed} on top",
        "规则另允许误差 {allowed}"
    ))
}

/// What a function over rows added, and what it left out.
fn rows_taken(taken: &RowsTaken, style: &Style, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    let function = one_line(&taken.function);
    // What is held against a rate, as a part of a quotient, need be none.
    let style = match style.is_rate() && !taken.rates {
        true => &Style::Plain,
        false => style,
    };
    if !taken.added.is_empty() {
        let (terms, count) = (taken.added.join(" + "), taken.figures);
        // A code for many numbers adds up to none.
        let sum = taken.sum.as_ref().map_or(String::new(), |sum| {
            let about = taken.hedged || !style.is_exact(sum);
            format!(" {} {}", if about { '≈' } else { '=' }, style.number(sum))
        });
        notes.push(match taken.added.len() < count {
            true => say!(
                lang,
                "{function} = {terms} + …{sum} ({count} figures)",
                "{function} = {terms} + …{sum}（共 {count} 个数）"
            ),
            false => format!("{function} = {terms}{sum}"),
        });
    }
    match taken.open {
        0 => {}
        1 => notes.push(say!(
            lang,
            "whether {function} takes one of these rows is left open by the figures as printed; neither fits",
            "其中一行是否计入 {function}，填报数不能确定；计入与否都不相符"
        )),
        open => notes.push(say!(
            lang,
            "whether {function} takes {open} of these rows is left open by the figures as printed; no choice of them fits",
            "其中 {open} 行是否计入 {function}，填报数不能确定；无论怎样取舍都不相符"
        )),
    }
    if !taken.left_out.is_empty() {
        let rows = taken.left_out.iter().map(|row| row_name(row, lang));
        let more = taken.more_left_out as u64;
        let names = lists::listed_in_part(&rows.collect::<Vec<_>>(), more, "行", lang);
        notes.push(say!(
            lang,
            "{function} leaves out rows that sum up others: {names}",
            "{function} 未计入合计行：{names}"
        ));
    }
    notes
}

fn arithmetic(mismatch: &Mismatch, style: &Style, below: &Below<'_>, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if mismatch.more_figures > 0 {
        let more = mismatch.more_figures;
        notes.push(say!(lang, "and {more} more figures", "另有 {more} 个数字"));
    }
    // A GRIM test has no sides to compute.
    let sides = match mismatch.relation {
        Requirement::Grim { .. } => Vec::new(),
        _ => vec![&mismatch.left, &mismatch.right],
    };
    for side in sides {
        let Some(value) = &side.printed else { continue };
        let shown = style.printed(side, value);
        let plain = side.arithmetic.is_empty() || side.arithmetic == shown;
        if !plain && side.arithmetic.contains(' ') {
            let about = side.hedged || !style.is_exact(value);
            let equals = if about { '≈' } else { '=' };
            let terms = sums_in_short(&one_line(&side.arithmetic), lang);
            notes.push(format!("{terms} {equals} {shown}"));
        }
    }
    notes.extend(
        mismatch
            .taken
            .iter()
            .flat_map(|taken| rows_taken(taken, style, lang)),
    );
    for clause in &mismatch.clauses {
        notes.extend(clause_note(clause, style, lang));
    }
    let slack = match mismatch.relation {
        Requirement::Grim { .. } => Vec::new(),
        _ => with_slack(mismatch),
    };
    let sides = [&mismatch.left, &mismatch.right];
    let other = |range: &Range| {
        let mut ranges = sides.iter().filter_map(|side| side.range.as_ref());
        ranges.find(|other| *other != range)
    };
    let possible = |(text, range): (&str, &Range)| {
        let text = below.side(text);
        let range = within(range, other(range), style, lang);
        say!(lang, "{text} within {range}", "{text} 在{range}内")
    };
    let possible: Vec<String> = slack.into_iter().map(possible).collect();
    if !possible.is_empty() {
        let possible = lists::phrases(&possible, lang);
        notes.push(say!(
            lang,
            "possible as printed: {possible}",
            "按所印数字，真实值：{possible}"
        ));
    }
    // Where only whole numbers clash, the gap between the ranges says nothing.
    let apart = |rest: &&Rat| !rest.is_zero() && !mismatch.whole_only;
    if let Some(difference) = mismatch.difference.as_ref().filter(apart) {
        notes.push(difference_note(mismatch, difference, style, lang));
    }
    if let Some(gap) = &mismatch.gap {
        notes.push(gap_note(mismatch, gap, style, lang));
    }
    let bounded = mismatch.bounded.iter();
    notes.extend(bounded.map(|bounded| crate::say::bounded::bounded(bounded, below, lang)));
    if let Requirement::Grim {
        below: Some(below),
        above: Some(above),
        ..
    } = &mismatch.relation
    {
        let (below, above) = (style.number(below), style.number(above));
        notes.push(say!(
            lang,
            "the nearest possible values are {below} and {above}",
            "最接近的可能值是 {below} 和 {above}"
        ));
    }
    if mismatch.whole_only && !matches!(mismatch.relation, Requirement::Grim { .. }) {
        notes.push(say!(
            lang,
            "only whole numbers can be meant here, and none fit",
            "此处只能取整数，而没有任何整数满足"
        ));
    }
    notes
}

/// What the prints allow the sides of one comparison among several.
fn clause_note(clause: &Clause, style: &Style, lang: Lang) -> Option<String> {
    let written = format!(
        "{} {} {}",
        one_line(&clause.left.text),
        clause.sign.sign(),
        one_line(&clause.right.text)
    );
    let (a, b) = (clause.left.range.as_ref()?, clause.right.range.as_ref()?);
    let (a, b) = (
        within(a, Some(b), style, lang),
        within(b, Some(a), style, lang),
    );
    Some(say!(
        lang,
        "{written}: possible as printed are {a} and {b}",
        "{written}：按所印数字，两边的真实值分别在{a}和{b}内"
    ))
}

/// A range inside a sentence, and that it is rounded where it is; what does
/// not meet the other side's does not as it is written.
fn within(range: &Range, other: Option<&Range>, style: &Style, lang: Lang) -> String {
    let NumberText { text, exact } = match other {
        Some(other) => style.range_beside(range, other),
        None => style.range(range),
    };
    match exact {
        true => say!(lang, "{text}", " {text} "),
        false => say!(lang, "about {text}", "约 {text} "),
    }
}

fn difference_note(mismatch: &Mismatch, difference: &Rat, style: &Style, lang: Lang) -> String {
    let unit = points(style, lang);
    let how = apart(&mismatch.relation, difference.is_positive(), lang);
    let none = Rat::zero();
    let allowed = mismatch.allowed.as_ref();
    let [size, most] = style.sizes(difference, allowed.unwrap_or(&none));
    let first = say!(lang, "{how} by {size}{unit}", "{how} {size}{unit}");
    let Some(allowed) = allowed else {
        return first;
    };
    let hedged = mismatch.left.hedged || mismatch.right.hedged;
    if mismatch.hardly {
        return say!(
            lang,
            "{first}; rounding hardly ever makes more than {most}{unit}",
            "{first}；四舍五入造成的差额极少超过 {most}{unit}"
        );
    }
    match (allowed.is_zero(), hedged) {
        (true, false) => say!(
            lang,
            "{first}, which rounding cannot explain",
            "{first}，无法用四舍五入解释"
        ),
        (true, true) => say!(
            lang,
            "{first}, which approximate figures cannot explain",
            "{first}，无法用概数解释"
        ),
        (false, false) => say!(
            lang,
            "{first}; rounding explains at most {most}{unit}",
            "{first}；四舍五入最多可解释 {most}{unit}"
        ),
        (false, true) => say!(
            lang,
            "{first}; approximate figures explain at most {most}{unit}",
            "{first}；概数最多可解释 {most}{unit}"
        ),
    }
}

/// How far apart two sides are of which the prints only say bounds.
fn gap_note(mismatch: &Mismatch, gap: &Gap, style: &Style, lang: Lang) -> String {
    let size = format!("{}{}", style.least_size(&gap.size), points(style, lang));
    let how = apart(&mismatch.relation, gap.left_above, lang);
    match gap.more {
        true => say!(lang, "{how} by more than {size}", "{how}超过 {size}"),
        false => say!(lang, "{how} by at least {size}", "至少{how} {size}"),
    }
}

/// How two sides miss each other: seen from the parts of a whole, and from
/// the left side of a bound.
fn apart(relation: &Requirement, left_above: bool, lang: Lang) -> String {
    match (relation, left_above) {
        (Requirement::NoRemainder | Requirement::Parts, true)
        | (Requirement::Compare(Comparison::AtLeast | Comparison::Greater), false) => {
            say!(lang, "short", "少")
        }
        (Requirement::NoRemainder | Requirement::Parts, false)
        | (Requirement::Compare(Comparison::AtMost | Comparison::Less), true) => {
            say!(lang, "over", "多")
        }
        _ => say!(lang, "off", "相差"),
    }
}

/// What follows a number of percentage points.
fn points(style: &Style, lang: Lang) -> String {
    match style.is_percent() {
        true => say!(lang, " percentage points", " 个百分点"),
        false => String::new(),
    }
}

fn repairs(repairs: &[Repair], below: &Below<'_>, lang: Lang) -> Option<String> {
    if repairs.is_empty() {
        return None;
    }
    let shown: Vec<String> = repairs
        .iter()
        .take(REPAIRS_SHOWN)
        .map(|repair| format!("{} {}", below.named(&repair.name), repair.print))
        .collect();
    let list = lists::or(&shown, lang);
    let more = match repairs.len() - shown.len() {
        0 => String::new(),
        more => {
            let more = lists::and_more(more as u64, "个", lang);
            say!(lang, ", {more}", "，{more}")
        }
    };
    Some(say!(
        lang,
        "would hold with {list}{more}",
        "若改为 {list}{more}，则成立"
    ))
}

/// That the rule is off by a factor, and what to do about it.
fn factor(factor: &Factor, lang: Lang) -> String {
    let by = crate::figure::exact::show(&factor.by, 0).text;
    match factor.too_much {
        Some(sign) => say!(
            lang,
            "the rule is off by {by}, since % is part of the figure: drop {sign} {by} from the rule, and it holds",
            "规则差了 {by} 倍，因为数字本身已带百分号：从规则中删去 {sign} {by} 即成立"
        ),
        None => say!(
            lang,
            "the rule is off by {by}, since the figure is printed without %: write × {by} in the rule, or give the column the unit %, and it holds",
            "规则差了 {by} 倍，因为数字未带百分号：在规则中写上 × {by}，或给该列加单位 %，即成立"
        ),
    }
}

fn holds_if(holds: &HoldsIf, below: &Below<'_>, lang: Lang) -> String {
    let figure = holds.figure.as_ref();
    let figure = figure.map(|(name, print)| (below.named(name), print));
    let cut = holds.rounding == Rounding::Truncate;
    match (figure, cut) {
        (Some((name, print)), true) => say!(
            lang,
            "holds if {name} {print} was cut, not rounded",
            "若 {name} {print} 是截尾而非四舍五入，则成立"
        ),
        (Some((name, print)), false) => say!(
            lang,
            "holds if {name} {print} was rounded up",
            "若 {name} {print} 是只入不舍所得，则成立"
        ),
        (None, true) => say!(
            lang,
            "holds if all its figures were cut, not rounded",
            "若各数都是截尾而非四舍五入，则成立"
        ),
        (None, false) => say!(
            lang,
            "holds if all its figures were rounded up",
            "若各数都是只入不舍所得，则成立"
        ),
    }
}

/// How to mend what the built-in checks find.
pub(crate) fn advice(finding: &Finding, lang: Lang) -> Option<String> {
    Some(match &finding.detail {
        Detail::TextColumn(text) => {
            let text = one_line(text);
            say!(
                lang,
                "such as `{text}`; say `text = true` of the column, and this is told no more",
                "例如“{text}”；在配置中为该列写上 text = true，便不再提示"
            )
        }
        Detail::UnknownColumn(Some(name)) | Detail::UnknownTable(Some(name)) => {
            say!(lang, "did you mean `{name}`?", "是不是“{name}”？")
        }
        Detail::RequiredRow(Some(name)) | Detail::RequiredColumn(Some(name)) => {
            say!(lang, "did you mean `{name}`?", "是不是“{name}”？")
        }
        Detail::UnknownColumn(None) => say!(
            lang,
            "describe it under [sections.….columns], or drop it",
            "请在 [sections.….columns] 中说明该列，或删除它"
        ),
        Detail::DecimalSign { taken, .. } => {
            let (taken, other) = (taken.char(), taken.other().char());
            say!(
                lang,
                "say decimal = \"{taken}\" for the section or the column if that is right, and decimal = \"{other}\" if it is not",
                "若读法正确，请为这一部分或这一列写 decimal = \"{taken}\"；否则写 decimal = \"{other}\""
            )
        }
        Detail::NumberInBrackets(print) => {
            let mark = super::title::mark_in_brackets(print);
            say!(
                lang,
                "if it is a mark, say flags = [\"{mark}\"] of the column, and this is told no more; a second figure needs a column of its own",
                "如果是标记，请为该列写 flags = [\"{mark}\"]，以后不再提示；如果是第二个数，请另立一列"
            )
        }
        Detail::LetterAsFlag(print, flags) => {
            let quoted: Vec<String> = flags.iter().map(|flag| format!("\"{flag}\"")).collect();
            let all = quoted.join(", ");
            let letter = super::title::letter_behind(print);
            say!(
                lang,
                "if that is right, say flags = [{all}] of the section, and this is told no more; if it is a unit, say unit = \"{letter}\"",
                "如果是标记，请为这一部分写 flags = [{all}]，以后不再提示；如果是单位，请写 unit = \"{letter}\""
            )
        }
        Detail::NotObeyed(what) => crate::say::not_obeyed::note(what, lang),
        Detail::UnknownTable(None) => say!(
            lang,
            "describe it under [sections], or take the file away",
            "请在 [sections] 中说明，或移走该文件"
        ),
        Detail::UnknownUnit(unit) => say!(
            lang,
            "if it counts things, say so: [units] counting = [\"{unit}\"]; if it measures, measure = [\"{unit}\"]",
            "若是计数单位，请写 [units] counting = [\"{unit}\"]；若是计量单位，写 measure = [\"{unit}\"]"
        ),
        Detail::Ragged { found, expected } if found > expected => say!(
            lang,
            "a comma inside a cell needs quotes around it: \"1,234\"",
            "单元格内有逗号时要加引号：\"1,234\""
        ),
        Detail::UnitClash { left, right } if left.is_empty() || right.is_empty() => say!(
            lang,
            "write the number as a rate: 100% and not 100, which would be 10000%",
            "请把数字写成比率：写 100%，不写 100（那是 10000%）"
        ),
        Detail::UnitClash { .. } if finding.rule.is_some() => say!(
            lang,
            "if the rule mixes them on purpose, say units = \"ignore\" in it",
            "若有意混用，请在规则中写 units = \"ignore\""
        ),
        _ => return crate::say::lint::advice(finding, lang),
    })
}
