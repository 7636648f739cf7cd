//! Averages: so much for each of something, for each day of a time that the
//! sentence tells, for every thousand people.

use super::names::common;
use super::reader::{Chinese, Role};
use super::words::{holds, is_earlier};
use crate::claim::claimed::{ClaimKind, Operand};
use crate::claim::evidence::only_pair;
use crate::claim::measures::is_of_time;
use crate::figure::{Hedge, Rat};

/// `总额A，共N户，户均E`, `N天共A，日均E`.
const AVERAGE: &str = "average";
/// `人口N，床位A，每千人口床位E`.
const OF_MANY: &str = "average-of-many";
/// Figures back in which what an amount is a part of is looked for.
const EACH: usize = 4;
/// An average with fewer steps is met by chance.
const STEPS: i64 = 50;
/// Sentences back in which what an average of many is of is looked for.
const SENTENCES: usize = 4;

/// Words for so many of those that something is counted by.
const MANY: &[(&str, u32)] = &[
    ("每十万", 100_000),
    ("每百万", 1_000_000),
    ("每百", 100),
    ("每千", 1_000),
    ("每万", 10_000),
];

impl Chinese<'_> {
    /// What an amount for each is made of is for each too: 人均消费支出21559元，其中食品
    /// 6084元，衣着1338元.
    pub(super) fn parts_of_each(&mut self) {
        for part in 1..self.figures.len() {
            let said = &self.figures[part];
            if self.roles[part] != Role::Plain || !said.is_amount() {
                continue;
            }
            let level = |other: &usize| {
                let own = &self.figures[*other];
                own.is_amount() && matches!(self.roles[*other], Role::Each | Role::Plain)
            };
            let Some(before) = (part.saturating_sub(EACH)..part).rev().find(level) else {
                continue;
            };
            let of = &self.figures[before];
            let begins = holds(&self.gap(part), &["其中"]) && of.sentence + 1 >= said.sentence;
            let goes_on = self.is_part_of_each(before) && of.sentence == said.sentence;
            let smaller = of.figure.nominal >= said.figure.nominal || goes_on;
            if self.roles[before] == Role::Each
                && (begins || goes_on)
                && smaller
                && of.unit == said.unit
                && of.adds_to(said)
            {
                self.roles[part] = Role::Each;
            }
        }
    }

    /// Whether an amount is for each by its place and not by its words.
    fn is_part_of_each(&self, figure: usize) -> bool {
        self.roles[figure] == Role::Each && !self.lead(figure).contains(['均', '每'])
    }

    /// So much for each of something: a total before it in its sentence, and
    /// how many there are of what it is for.
    pub(super) fn average(&mut self, figure: usize) {
        let said = &self.figures[figure];
        let lead = self.lead(figure);
        // 平均亩产400公斤 is of what the fields of the sentence bore.
        if lead.ends_with("亩产") || lead.ends_with("亩产量") {
            self.average_of_before(figure, "亩", "");
            return;
        }
        let Some(at) = lead.rfind('均').or_else(|| lead.rfind('每')) else {
            return;
        };
        let (before, behind): (String, String) =
            (lead[..at].to_owned(), lead[at..].chars().skip(1).collect());
        if is_earlier(&before) {
            return;
        }
        let behind = behind.trim_start_matches('每').to_owned();
        let plain = |other: &usize| {
            self.roles[*other] == Role::Plain && self.figures[*other].depth == said.depth
        };
        let group: Vec<usize> = self.before_in_group(figure).filter(plain).collect();
        let all: Vec<usize> = match group.len() {
            0 | 1 => self.before_in_sentence(figure).filter(plain).collect(),
            _ => group,
        };
        // What each has is less than what all have.
        let totals: Vec<usize> = all
            .iter()
            .copied()
            .filter(|other| self.figures[*other].adds_to(said))
            .filter(|other| self.figures[*other].figure.nominal > said.figure.nominal)
            .collect();
        // What is said to be all is what the average is of.
        let all_told = |other: &usize| holds(self.lead(*other), &["合计", "共", "累计", "总计"]);
        let told: Vec<usize> = totals.iter().copied().filter(all_told).collect();
        let totals = match told.len() {
            1 => told,
            _ => totals,
        };
        let numbers: Vec<usize> = all
            .iter()
            .copied()
            .filter(|other| self.is_counted_by(*other, &before, &behind))
            .collect();
        let ([total, ..], [number, ..]) = (totals.as_slice(), numbers.as_slice()) else {
            self.average_of_before(figure, &before, &behind);
            return;
        };
        let (total, number) = (*total, *number);
        if total == number {
            return;
        }
        let readings: Vec<(ClaimKind, Vec<Operand>)> = totals
            .iter()
            .flat_map(|total| numbers.iter().map(move |number| (*total, *number)))
            .filter(|(total, number)| total != number)
            .map(|(total, number)| (ClaimKind::Average, vec![total.into(), number.into()]))
            .collect();
        // People of a place are counted otherwise for what they earn on average.
        let by_people = holds(self.lead(number), &["人口"]);
        let sure = readings.len() == 1 && !by_people && said.figure.hedge == Hedge::None;
        // 人均月补助316元 is not for the time of its total.
        let own_time = before
            .chars()
            .last()
            .is_some_and(|c| "月日天周季".contains(c));
        let of_a_time = !own_time && lead.contains(['月', '日', '天', '周', '季']);
        let over_time = is_of_time(&self.figures[number].unit) || of_a_time;
        let holding =
            |(kind, operands): &(ClaimKind, Vec<Operand>)| self.holds(*kind, figure, operands);
        if over_time && !readings.iter().any(holding) {
            let near = self.is_near(ClaimKind::Average, figure, &[total.into(), number.into()]);
            if of_a_time || !(sure && near) {
                return;
            }
        }
        self.best(AVERAGE, figure, &readings, sure);
    }

    /// An average of what the sentences before tell, where that holds.
    fn average_of_before(&mut self, figure: usize, before: &str, behind: &str) {
        let said = &self.figures[figure];
        let near: Vec<usize> = (0..figure)
            .rev()
            .take_while(|other| self.figures[*other].sentence + 2 >= said.sentence)
            .filter(|other| self.roles[*other] == Role::Plain && self.figures[*other].is_amount())
            .take(8)
            .chain(self.people_behind(figure))
            .collect();
        let counted = |other: &usize| {
            let unit = &self.figures[*other].unit;
            self.is_counted_by(*other, before, behind)
                || behind.chars().take(6).any(|c| unit.contains(c)) && !unit.is_empty()
        };
        let pair = only_pair(&near, |total, number| {
            let operands = [total.into(), number.into()];
            counted(&number)
                && self.figures[total].adds_to(said)
                && self.holds(ClaimKind::Average, figure, &operands)
        });
        if let Some([total, number]) = pair.filter(|_| said.steps() >= Rat::whole(STEPS)) {
            let operands = [total.into(), number.into()];
            self.claim(ClaimKind::Average, AVERAGE, figure, &operands);
        }
    }

    /// How many people there are, where that stands right behind an average for each:
    /// 人均藏书0.86册。全市常住人口382万人.
    fn people_behind(&self, figure: usize) -> impl Iterator<Item = usize> {
        let sentence = self.figures[figure].sentence;
        let behind = (figure + 1..self.figures.len()).take(3);
        behind.filter(move |other| {
            let said = &self.figures[*other];
            said.sentence <= sentence + 1
                && self.roles[*other] == Role::Plain
                && said.is_amount()
                && holds(self.lead(*other), &["人口", "学生", "职工"])
        })
    }

    /// Whether an amount counts what an average is for: 户 of 户均, 天 of 日均,
    /// 所 of 校均.
    fn is_counted_by(&self, other: usize, before: &str, behind: &str) -> bool {
        let unit = self.figures[other].unit.as_str();
        let per =
            |unit: &str| !unit.is_empty() && (before.ends_with(unit) || behind.starts_with(unit));
        let time = match before.chars().last() {
            Some('日' | '天') => matches!(unit, "天" | "日" | "工作日" | "个工作日"),
            Some('月') => unit == "个月",
            Some('周') => unit == "周",
            Some('年') => unit == "年",
            _ => false,
        };
        // 37所小学 for 校均, 391个行政村 for 村均.
        let called = before
            .chars()
            .last()
            .filter(|c| !"人平日月年周".contains(*c));
        let tail: String = self.tail(other).chars().take(5).collect();
        // 律师事务所128家 for 平均每所.
        let named = before.ends_with('平') && !behind.is_empty() && {
            // 12个班级 for 平均每班.
            self.lead(other).ends_with(behind) || self.tail(other).starts_with(behind)
        };
        // 在校学生26418人 for 生均.
        let taught = before == "生"
            && matches!(unit, "人" | "名")
            && holds(self.lead(other), &["学生", "在校", "生"]);
        per(unit)
            || named
            || taught
            || called.is_some() && unit.chars().next() == called
            || time
            || called.is_some_and(|c| tail.contains(c) || c == '校' && unit == "所")
            || before.ends_with('案') && matches!(unit, "件" | "起" | "宗")
            || before
                .strip_suffix('平')
                .is_some_and(|one| one.ends_with(unit) && !unit.is_empty())
            || (before.ends_with('人') || behind.starts_with('人'))
                && matches!(unit, "名" | "位" | "人次")
    }

    /// So much for every thousand people: how many people there are, and the
    /// amount that is called so. Which people are meant is seldom told, so what
    /// does not hold is told only where it nearly does.
    pub(super) fn average_of_many(&mut self, figure: usize, many: u32) {
        let said = &self.figures[figure];
        let Some((_, of)) = many_of(self.lead(figure)) else {
            return;
        };
        let of = of.to_owned();
        let near: Vec<usize> = (0..figure)
            .rev()
            .take_while(|other| self.figures[*other].sentence + SENTENCES > said.sentence)
            .filter(|other| matches!(self.roles[*other], Role::Plain | Role::To))
            .chain((figure + 1..self.figures.len()).take(2))
            .filter(|other| *other < figure || self.figures[*other].sentence == said.sentence)
            .filter(|other| self.figures[*other].is_amount())
            .collect();
        let people = |other: &usize| {
            let named = holds(self.lead(*other), &["人口"]);
            named && matches!(self.figures[*other].unit.as_str(), "人" | "")
        };
        let numbers: Vec<usize> = near.iter().copied().filter(people).collect();
        let called = |other: &usize| {
            let like = self.figures[*other].unit == said.unit;
            like && !people(other) && common(&of, &self.name_of(*other)) >= 2
        };
        let amounts: Vec<usize> = near.iter().copied().filter(called).collect();
        let kind = ClaimKind::AverageOfMany(many);
        let readings: Vec<(ClaimKind, Vec<Operand>)> = amounts
            .iter()
            .flat_map(|amount| numbers.iter().map(move |number| (*amount, *number)))
            .map(|(amount, number)| (kind, vec![amount.into(), number.into()]))
            .collect();
        let holding = readings
            .iter()
            .find(|(kind, operands)| self.holds(*kind, figure, operands));
        let slip = |operands: &[Operand]| {
            let [_, number] = operands else {
                return false;
            };
            let same_people = ["常住", "户籍"]
                .iter()
                .all(|word| of.contains(word) == self.lead(number.figure).contains(word));
            same_people && self.is_near(kind, figure, operands)
        };
        let only = readings
            .first()
            .filter(|(_, operands)| readings.len() == 1 && slip(operands));
        if let Some((kind, operands)) = holding.or(only).cloned() {
            self.claim(kind, OF_MANY, figure, &operands);
        }
    }
}

/// Of how many something is told, and the words behind that: 每千人口床位 is of
/// a thousand 人口床位.
pub(super) fn many_of(lead: &str) -> Option<(u32, &str)> {
    let (word, many) = MANY.iter().find(|(word, _)| lead.contains(word))?;
    let (_, behind) = lead.split_once(word)?;
    let people = [
        "人", "名", "常住", "户籍", "老年", "老人", "儿童", "城镇", "居民",
    ];
    let of_people = people.iter().any(|word| behind.starts_with(word));
    of_people.then_some((*many, behind))
}
