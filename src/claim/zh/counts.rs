//! Numbers that say how many things the text then names.

use super::reader::Chinese;
use super::reader::Role;
use super::words::holds;
use crate::claim::claimed::{Claim, Stands};

/// `以下五项：一是…`, `A、B、C三个县`.
const COUNT: &str = "count";

impl Chinese<'_> {
    /// A、B、C三个县: as many names as the number says.
    pub(super) fn count_of_names(&mut self, figure: usize) {
        let said = &self.figures[figure];
        let small = said
            .figure
            .nominal
            .to_i128()
            .filter(|count| (2..=20).contains(count));
        let Some(count) = small.and_then(|count| usize::try_from(count).ok()) else {
            return;
        };
        let span = self.since(figure, &[',', ';', '。', '(', ')']);
        let list = self.words(said.lead.clone());
        let whole = self.words(span);
        let words = if list.contains('、') || !whole.contains('、') {
            list
        } else {
            whole
        };
        if words.contains(|c: char| c.is_ascii_digit())
            || !words.contains('、')
            || self.roles[figure] == Role::OfFigure
        {
            return;
        }
        const PLACES: &[&str] = &[
            "个", "家", "所", "县", "市", "区", "镇", "乡", "街道", "村", "个", "间", "间",
        ];
        let rest = words.contains('等');
        let names = words.trim_end_matches('等');
        let simple = !holds(names, &["和", "与", "及", "或", "以", "等"])
            && names.matches('、').count() < 20;
        let items = names.matches('、').count() + 1;
        let short = names
            .split('、')
            .skip(1)
            .all(|name| (1..=10).contains(&name.chars().count()));
        // A number far from how many are named counts something else.
        let near = items.abs_diff(count)
            <= usize::from(count <= 10 && PLACES.contains(&said.unit.as_str()));
        if !simple || !short || rest && items != count || items < 3 || !near {
            return;
        }
        let stands = if items == count {
            Stands::Holds
        } else {
            Stands::Fails
        };
        self.count(figure, items, stands);
    }

    /// 以下五个方面：一是…二是…
    pub(super) fn count_of_points(&mut self, figure: usize) {
        let said = &self.figures[figure];
        let small = said
            .figure
            .nominal
            .to_i128()
            .filter(|count| (2..=10).contains(count));
        let Some(count) = small.and_then(|count| usize::try_from(count).ok()) else {
            return;
        };
        if !holds(
            self.lead(figure),
            &[
                "以下", "分为", "如下", "下列", "做好", "抓好", "突出", "存在", "主要",
            ],
        ) {
            return;
        }
        let rest = self.text.plain(said.span.end..self.text.chars.len());
        let marks = [
            "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是",
        ];
        if !rest.chars().take(40).collect::<String>().contains("一是") {
            return;
        }
        let mut at = 0;
        let found = marks
            .iter()
            .take_while(|mark| match rest[at..].find(*mark) {
                Some(next) => {
                    at += next + mark.len();
                    true
                }
                None => false,
            });
        let found = found.count();
        let stands = if found == count {
            Stands::Holds
        } else {
            Stands::Fails
        };
        self.count(figure, found, stands);
    }

    pub(super) fn count(&mut self, figure: usize, counted: usize, stands: Stands) {
        let said = &self.figures[figure];
        let words = said.lead.start..said.span.end;
        let claim = Claim::of_count(COUNT, figure, (counted, words), stands);
        self.claims.push(claim);
    }
}
