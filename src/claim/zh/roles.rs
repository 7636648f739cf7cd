//! What a figure is by its words: a plain amount, a change, a share, a rate,
//! the base of a share, an earlier value.

use super::averages::many_of;
use super::named_ratios::is_named_ratio;
use super::reader::{Chinese, Role};
use super::words::{Way, ends, holds, is_earlier, way, way_behind};

impl Chinese<'_> {
    /// What a figure is by its words.
    pub(super) fn role(&self, figure: usize) -> Role {
        let said = &self.figures[figure];
        let lead = self.lead(figure);
        if said.is_points()
            || said.is_percent()
            || said.is_multiple()
            || said.figure.is_pure() && !said.unit.is_empty()
        {
            return self.role_of_share(figure, lead);
        }
        if said.spelled {
            return Role::Spelled;
        }
        if said.unit.is_empty() && is_named_ratio(lead) {
            return Role::Rate;
        }
        let tail = self.tail(figure);
        let next = self.figures.get(figure + 1);
        let of_next = next.is_some_and(|next| next.is_percent() || next.is_multiple());
        if of_next && is_of_before(tail) {
            return Role::Base;
        }
        if self.is_then(figure) || self.is_of_time_in_front(figure) {
            return Role::Earlier;
        }
        let changes = way_behind(tail);
        // 由上年末的A，下跌至B
        let then_to = next.is_some_and(|next| {
            next.sentence == said.sentence && leads_to(self.lead(figure + 1)) && next.adds_to(said)
        });
        // 由9名董事组成 says of how many.
        let made_up = holds(tail, &["组成", "构成"]);
        if ends(lead, &["由", "从"]) && !made_up
            || then_to && lead.contains(['由', '从']) && is_from(lead)
            || changes.is_some() && lead.contains(['由', '从']) && is_from(lead)
        {
            return Role::From;
        }
        let against = ["相比", "相较", "比较", "对比"]
            .iter()
            .any(|word| tail.starts_with(word));
        let clause = self.words(self.since(figure, &[',', ';', '。']));
        let compared = against && clause.contains(['与', '和', '同', '较'])
            || lead.starts_with(['较', '比', '与'])
            || holds(lead, &["较上", "比上", "较去", "比去"]);
        if compared && (changes.is_some() || against) {
            return Role::Earlier;
        }
        // 较上年同期的480件802人
        let goes_on = figure.checked_sub(1).is_some_and(|last| {
            let other = &self.figures[last];
            self.roles[last] == Role::Earlier && !other.adds_to(said) && other.is_amount()
        });
        if goes_on && matches!(self.gap(figure).as_str(), "" | "、" | "和" | "及") {
            return Role::Earlier;
        }
        // 比前年的48.2亿元多8.6亿元
        let then = figure
            .checked_sub(1)
            .filter(|then| self.roles[*then] == Role::Earlier && self.figures[*then].adds_to(said));
        match lead {
            "多" | "高" | "多出" if then.is_some() => return Role::Change(Way::Up),
            "少" | "低" if then.is_some() => return Role::Change(Way::Down),
            _ => {}
        }
        if let Some(way) = way(lead) {
            return Role::Change(way);
        }
        if let Some(way) = self.changes_in_turn(figure) {
            return Role::Change(way);
        }
        if leads_to(lead) {
            return Role::To;
        }
        if let Some((many, _)) = many_of(lead) {
            return Role::EachOfMany(many);
        }
        if is_each(lead) || is_for_each(lead) {
            return Role::Each;
        }
        let earlier =
            is_earlier(lead) && ends(lead, &["为", "是", "的", "同期", "去年", "上年", "数"]);
        if earlier && !holds(lead, &["年初预算", "结转", "旧存", "结余", "遗留"]) {
            return Role::Earlier;
        }
        Role::Plain
    }

    /// 分别减少14起、11人: an amount in a row of changes.
    fn changes_in_turn(&self, figure: usize) -> Option<Way> {
        let last = figure.checked_sub(1)?;
        let Role::Change(way) = self.roles[last] else {
            return None;
        };
        let row = self.figures[last].is_amount()
            && !self.figures[last].is_points()
            && matches!(self.gap(figure).as_str(), "、" | "和" | "及" | "与")
            && self.clause(figure).contains("分别");
        row.then_some(way)
    }

    /// Whether a share is one of a structure: 6.3:42.5:51.2.
    pub(super) fn in_structure(&self, figure: usize) -> bool {
        let said = &self.figures[figure];
        let sign = |at: Option<usize>| at.is_some_and(|at| self.text.at(at) == Some(':'));
        said.is_percent()
            && said.unit.is_empty()
            && (sign(Some(said.span.end)) || sign(said.span.start.checked_sub(1)))
    }

    /// Whether an amount in brackets behind a change says what was before it:
    /// 同比上升24.2%（去年95起）.
    fn is_then(&self, figure: usize) -> bool {
        let said = &self.figures[figure];
        let changed = figure.checked_sub(1).is_some_and(|before| {
            matches!(self.roles[before], Role::Change(_)) && self.figures[before].is_percent()
        });
        let gap = self.gap(figure);
        changed
            && said.depth > 0
            && gap.starts_with('(')
            && gap.contains(['年', '期', '月', '季', '周'])
    }

    fn role_of_share(&self, figure: usize, lead: &str) -> Role {
        let said = &self.figures[figure];
        let before = figure.checked_sub(1).map(|before| &self.figures[before]);
        // 较上年2.86%下降
        let then = lead.strip_prefix(['较', '比']).is_some_and(|then| {
            is_earlier(then) && ends(then, &["年", "期", "月", "度", "末", "季", "初"])
        });
        let compared = lead.starts_with(['较', '比', '与']) && lead.ends_with('的') || then;
        // 较年初（64%）下降1.5个百分点
        let then = || compared && way_behind(self.tail(figure)).is_some();
        if !said.is_points() && (then() || self.is_of_time_in_front(figure)) {
            return Role::Earlier;
        }
        if let Some(way) = way(lead) {
            return Role::Change(way);
        }
        if self.in_structure(figure) {
            return Role::Share;
        }
        // 增加1.2千人（15.0%）, 增加482件（+8.5%）
        let changed = figure.checked_sub(1).map(|before| self.roles[before]);
        let gap = self.gap(figure);
        if let Some(role @ Role::Change(_)) = changed
            && (said.is_percent() || said.is_multiple())
            && before.is_some_and(|before| before.is_amount())
            && matches!(
                gap.as_str(),
                "(" | "(+" | "(-" | "(或" | "即" | "或" | ",约" | "," | ",即" | "、" | "(约"
            )
        {
            return role;
        }
        if is_earlier(lead)
            && ends(lead, &["为", "是", "的"])
            && !lead.contains(['占', '比'])
            && !lead.contains("年初预算")
        {
            return Role::Earlier;
        }
        // 有97.2%（3,512份）的答卷
        let in_brackets = self.figures.get(figure + 1).is_some_and(|next| {
            next.is_amount()
                && next.depth == said.depth + 1
                && self.words(said.span.end..next.span.start) == "("
        });
        if in_brackets && !said.is_points() && said.is_percent() {
            return Role::Share;
        }
        // 7,043人，近六成
        let in_words = !self
            .words(said.number.clone())
            .contains(|c: char| c.is_ascii_digit());
        if in_words
            && said.is_percent()
            && lead.is_empty()
            && gap == ","
            && before.is_some_and(|before| before.is_amount())
        {
            return Role::Share;
        }
        // 分别上升7.8%和5.3%
        let last = figure.checked_sub(1).map(|before| self.roles[before]);
        let same = before.is_some_and(|before| {
            before.is_percent() == said.is_percent() && before.sentence == said.sentence
        });
        let row = matches!(lead, "和" | "及" | "与" | "以及" | "");
        if let Some(role @ (Role::Change(_) | Role::Share)) = last
            && same
            && row
            && said.depth == before.map_or(0, |before| before.depth)
            && (!lead.is_empty() || self.gap(figure) == "、")
        {
            return role;
        }
        let touches =
            before.is_some_and(|before| before.span.end == said.lead.start && before.is_amount());
        if touches && is_of_before(lead) {
            return Role::OfFigure;
        }
        let tail = self.tail(figure);
        if ends(lead, &["由", "从"]) || lead.contains(['由', '从']) && way_behind(tail).is_some()
        {
            return Role::From;
        }
        if leads_to(lead) {
            return Role::To;
        }
        if said.is_points() {
            return Role::Other;
        }
        if lead.contains('占')
            || lead.contains('占')
            || holds(lead, &["比重", "比例"])
            || holds(lead, &["相当于", "相等于"]) && lead.ends_with('的')
            || is_of_plan(lead)
            || ends(
                lead.trim_end_matches(['为', '达']),
                &["盈利面", "亏损面", "受益面", "参与面", "覆盖面", "增长面"],
            )
        {
            return Role::Share;
        }
        if lead.contains('率') || is_named_ratio(lead) || said.depth > 0 && lead.is_empty() {
            return match said.depth > 0 && lead.is_empty() {
                true => Role::Share,
                false => Role::Rate,
            };
        }
        Role::Other
    }
}

/// 60999万元的40.4%, 占12.6亿元的比重为68.5%: what follows is a share of what stands
/// right before.
fn is_of_before(lead: &str) -> bool {
    let behind = lead.strip_prefix('的').map(|rest| {
        let rest = ["比重", "比例"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .unwrap_or(rest);
        ["为", "达到", "达", "是", "约为"]
            .iter()
            .find_map(|word| rest.strip_prefix(word))
            .unwrap_or(rest)
    });
    matches!(behind, Some("" | "约" | "近"))
}

/// 完成年初预算的, 为计划的, 达到目标的: what follows is a share of what was planned.
pub(super) fn is_of_plan(lead: &str) -> bool {
    const PLANNED: &[&str] = &[
        "预算的",
        "计划的",
        "任务的",
        "目标的",
        "预算数的",
        "任务数的",
        "目标数的",
        "计划数的",
        "目标任务的",
        "预算指标的",
    ];
    let states = ["完成", "为", "达", "是", "占"];
    states.iter().any(|word| lead.starts_with(word)) && ends(lead, PLANNED)
}

/// Whether an amount is called one that was planned: 年初预算, 计划任务. 基金预算收入 is
/// what came in.
pub(super) fn is_planned(lead: &str) -> bool {
    const PLANNED: &[&str] = &[
        "计划",
        "任务",
        "目标",
        "指标",
        "年初预算",
        "调整预算",
        "预算数",
        "预算安排",
        "预算调整",
        "批复",
    ];
    let ended = ["预算", "预算为", "预算是", "预算共", "预算总额", "预算额"];
    holds(lead, PLANNED) || ends(lead, &ended)
}

/// 增至, 提高到2023年末的: what follows is what it came to.
fn leads_to(lead: &str) -> bool {
    const TO: &[&str] = &[
        "下跌至",
        "下跌到",
        "跌至",
        "回落到",
        "回升到",
        "攀升至",
        "攀升到",
        "下滑至",
        "压缩至",
        "压缩到",
        "压减为",
        "压降至",
        "调整至",
        "调整到",
        "调至",
        "压减到",
        "精简为",
        "精简到",
        "减为",
        "降为",
        "增为",
        "缩减为",
        "扩大为",
        "上升为",
        "下降为",
        "增加为",
        "减少为",
        "增至",
        "降至",
        "减至",
        "升至",
        "涨到",
        "涨至",
        "发展到",
        "增加到",
        "增加至",
        "提高到",
        "提高至",
        "提升到",
        "提升至",
        "上升到",
        "上升至",
        "下降到",
        "下降至",
        "减少到",
        "减少至",
        "扩大到",
        "扩大至",
        "缩短至",
        "缩短到",
        "缩减至",
        "增长到",
        "增长至",
        "减至",
        "降到",
        "升到",
        "回落至",
        "回升至",
        "压减至",
        "调整为",
        "调整为",
        "上调至",
        "下调至",
    ];
    // All of them end in one of three words; where none does, none is there.
    let mut ends = lead
        .char_indices()
        .rev()
        .filter(|(_, c)| matches!(c, '至' | '到' | '为'))
        .map(|(at, c)| at + c.len_utf8());
    let at = ends.find(|end| TO.iter().any(|word| lead[..*end].ends_with(word)));
    at.is_some_and(|at| {
        let behind = &lead[at..];
        let time = [
            "期末", "年末", "年底", "目前", "今年", "本年", "现在", "当前",
        ];
        behind.is_empty()
            || time.contains(&behind)
            || behind.ends_with('的') && behind.chars().count() <= 10
    })
}

/// 平均每户, 平均每个: so much for each, told the other way about.
fn is_for_each(lead: &str) -> bool {
    let behind = lead.rsplit_once("平均每").map(|(_, behind)| behind);
    behind.is_some_and(|behind| behind.chars().count() <= 10)
}

/// 人均, 场均观众, 平均每亩, 亩产: so much for each.
fn is_each(lead: &str) -> bool {
    if ends(lead, &["亩产", "亩产量"]) {
        return true;
    }
    let Some(at) = lead.rfind('均') else {
        return false;
    };
    // 单件平均收入, 每户平均
    let one = lead[..at].strip_suffix('平').unwrap_or_default();
    let mut one = one.chars().rev();
    if one.next().is_some() && matches!(one.next(), Some('单' | '每')) {
        return true;
    }
    let behind = lead[at..].chars().skip(1).count();
    let of = lead[..at].chars().last();
    let each = of.is_some_and(|c| "人户场场件日月年亩次店校班村台平车例床案单票笔宗".contains(c))
        || lead[..at] == *"生";
    let longest = if of == Some('人') { 16 } else { 6 };
    each && behind <= longest && !lead[..at].ends_with("工作人")
}

/// 由上年的, 从去年同期的, 由年初: an earlier time follows the word.
fn is_from(lead: &str) -> bool {
    let at = lead.rfind(['由', '从']);
    at.is_some_and(|at| lead[at..].chars().count() <= 10)
}
