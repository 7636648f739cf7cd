//! What was carried over from the year before, what came, what was settled and what
//! is carried over to the next, in any order and in sentences of their own.

use super::balances::BALANCE;
use super::reader::{Chinese, Role};
use super::words::holds;
use crate::claim::claimed::{ClaimKind, Operand};
use crate::figure::Rat;

/// Sentences back in which the others are looked for.
const SENTENCES: usize = 3;
/// What is carried over by fewer steps may be met by chance, so that all of the four
/// must be called by surer words.
const STEPS: i64 = 5;

/// What is left in the end.
const LEFT: &[&str] = &[
    "结转下",
    "结转至下",
    "转下年",
    "转入下",
    "结转到下",
    "未结",
    "未办结",
    "未审结",
    "未执结",
    "尚在办理",
    "正在办理",
    "尚未办",
    "存案",
    "尚存",
    "未答复",
    "结转",
];
/// What was left from before.
const BEFORE: &[&str] = &[
    "上年结转",
    "结转上年",
    "上年度结转",
    "去年结转",
    "旧存",
    "上年未结",
    "上年遗留",
    "年初未结",
    "上年转",
    "往年结转",
    "上年存",
    "上一年结转",
    "上期结转",
    "积存",
    "上年度转",
    "年初存",
    "上年延续",
];
/// What came.
const CAME: &[&str] = &[
    "新收", "收到", "受理", "收案", "接收", "接到", "新立", "立案", "收件",
];
/// What was settled.
const WENT: &[&str] = &[
    "办结",
    "审结",
    "审执结",
    "执结",
    "结案",
    "答复",
    "办理",
    "办复",
    "办毕",
    "处理",
];

impl Chinese<'_> {
    /// 上年结转A; 新收B; 办结合计C; 结转下年D, be they in sentences of their own.
    pub(super) fn carried(&mut self) {
        for closing in 0..self.figures.len() {
            let told = self
                .claims
                .iter()
                .any(|claim| claim.kind == ClaimKind::Balance && claim.reported == closing);
            let left = self.figures[closing].is_amount() && self.is_left(closing);
            if told || !left || self.carried_as_named(closing) {
                continue;
            }
            self.carried_where_it_holds(closing);
        }
    }

    fn is_left(&self, figure: usize) -> bool {
        holds(self.lead(figure), LEFT) && !holds(self.lead(figure), BEFORE)
    }

    /// The only amount before one that is called by one of some words.
    fn only_called(&self, closing: usize, words: &[&str]) -> Option<usize> {
        let said = &self.figures[closing];
        let before = (0..closing)
            .rev()
            .take_while(|other| self.figures[*other].sentence + SENTENCES >= said.sentence);
        let mut found = before.filter(|other| {
            holds(self.lead(*other), words)
                && self.roles[*other] == Role::Plain
                && self.figures[*other].adds_to(said)
        });
        let one = found.next();
        one.filter(|_| found.next().is_none())
    }

    /// By the words of the form that reports on requests have.
    fn carried_as_named(&mut self, closing: usize) -> bool {
        if !holds(self.lead(closing), &["结转下", "结转至下"]) {
            return false;
        }
        let opening = self.only_called(closing, &["上年结转", "结转上年", "上年度结转"]);
        let came = self.only_called(closing, &["新收"]);
        let went = self
            .only_called(closing, &["总计", "办结合计", "共办结", "共办理"])
            .or_else(|| self.only_called(closing, &["办结"]));
        let Some(((opening, came), went)) = opening.zip(came).zip(went) else {
            return false;
        };
        self.carry(closing, [opening, came, went]);
        true
    }

    /// By other words for the same, where one reading alone holds.
    fn carried_where_it_holds(&mut self, closing: usize) {
        let said = &self.figures[closing];
        let near = |words: &[&str]| -> Vec<usize> {
            let before = (0..closing)
                .rev()
                .take_while(|other| self.figures[*other].sentence + SENTENCES >= said.sentence);
            before
                .filter(|other| {
                    holds(self.lead(*other), words)
                        && self.roles[*other] == Role::Plain
                        && self.figures[*other].adds_to(said)
                        && self.figures[*other].depth == said.depth
                })
                .take(4)
                .collect()
        };
        let (openings, came, went) = (near(BEFORE), near(CAME), near(WENT));
        let [opening] = openings.as_slice() else {
            return;
        };
        let mut holding = Vec::new();
        for came in came.iter().filter(|came| *came != opening) {
            for went in went.iter().filter(|went| *went != opening && *went != came) {
                let all = [*opening, *came, *went];
                if self.holds(ClaimKind::Balance, closing, &signed(all)) {
                    holding.push(all);
                }
            }
        }
        let enough = self.figures[holding.first().map_or(closing, |all| all[1])].steps()
            >= Rat::whole(STEPS);
        if let ([all], true) = (holding.as_slice(), enough) {
            self.carry(closing, *all);
        }
    }

    fn carry(&mut self, closing: usize, all: [usize; 3]) {
        self.claim(ClaimKind::Balance, BALANCE, closing, &signed(all));
    }
}

/// What was there and what came, less what went.
fn signed([opening, came, went]: [usize; 3]) -> [Operand; 3] {
    let went = Operand {
        figure: went,
        minus: true,
    };
    [opening.into(), came.into(), went]
}
