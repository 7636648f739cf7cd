//! Numbers that say how many things the text then names.

use super::reader::Chinese;
use super::reader::Role;
use super::words::holds;
use crate::claim::claimed::{Claim, Stands};

/// `以下五项：一是…`, `A、B、C三个县`.
const COUNT: &str = "count";

/// Characters behind a number in which what it counts is looked for.
const REACH: usize = 1_500;

/// What the points of a list begin with.
const MARKS: &[&[&str]] = &[
    &[
        "一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是",
    ],
    &[
        "(一)", "(二)", "(三)", "(四)", "(五)", "(六)", "(七)", "(八)", "(九)", "(十)",
    ],
    &[
        "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)",
    ],
    &["①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"],
    &[
        "第一,", "第二,", "第三,", "第四,", "第五,", "第六,", "第七,", "第八,",
    ],
    &["1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9."],
];

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
        let joins = ["和", "与", "及"];
        let joined = joins
            .iter()
            .map(|word| names.matches(word).count())
            .sum::<usize>();
        let last = names.rsplit('、').next().unwrap_or_default();
        let one_joined = joined == 1 && !rest && holds(last, &joins);
        let simple = (!holds(names, &["和", "与", "及", "或", "以", "等"]) || one_joined)
            && names.matches('、').count() < 20;
        let items = names.matches('、').count() + 1 + usize::from(one_joined);
        let short = names
            .split('、')
            .skip(1)
            .all(|name| (1..=10).contains(&name.chars().count()) || one_joined && name == last);
        // A number far from how many are named counts something else.
        let near = items.abs_diff(count)
            <= usize::from(count <= 10 && PLACES.contains(&said.unit.as_str()));
        if !simple || !short || rest && items != count || items < 3 || !near {
            return;
        }
        if one_joined && items != count {
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
        // What follows at once behind a colon is what the number counts.
        let rest = self.text.plain(said.span.end..said.span.end + REACH);
        let named: String = rest.chars().take_while(|c| *c != ':').take(16).collect();
        let behind = rest.get(named.len()..).unwrap_or_default();
        let sure = holds(
            self.lead(figure),
            &[
                "以下", "分为", "如下", "下列", "做好", "抓好", "突出", "存在", "主要",
            ],
        );
        let begins = |marks: &[&str]| match behind.strip_prefix(':') {
            Some(list) => list.trim_start().starts_with(marks[0]),
            None => false,
        };
        let near: String = rest.chars().take(40).collect();
        let marks = MARKS.iter().find(|marks| {
            let clause = !named.contains([',', ';', '。']);
            clause && begins(marks) || sure && marks[0] == "一是" && near.contains("一是")
        });
        let Some(marks) = marks else {
            return;
        };
        let first = rest.find(marks[0]).unwrap_or(0) + marks[0].len();
        // The next list begins anew.
        let end = rest[first..].find(marks[0]).map(|next| first + next);
        let list = &rest[..end.unwrap_or(rest.len())];
        let mut at = 0;
        let found = marks
            .iter()
            .take_while(|mark| match list[at..].find(*mark) {
                Some(next) => {
                    at += next + mark.len();
                    true
                }
                None => false,
            });
        let found = found.count();
        match found == count {
            true => self.count(figure, found, Stands::Holds),
            false if sure => self.count(figure, found, Stands::Fails),
            false => {}
        }
    }

    pub(super) fn count(&mut self, figure: usize, counted: usize, stands: Stands) {
        let said = &self.figures[figure];
        let words = said.lead.start..said.span.end;
        let claim = Claim::of_count(COUNT, figure, (counted, words), stands);
        self.claims.push(claim);
    }
}
