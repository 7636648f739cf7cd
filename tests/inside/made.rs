//! A checked report whose findings carry what reasoning over the whole report
//! can say, made by hand: every slip, every step of a proof, every limit.
#![allow(dead_code)]

use crate::cell::CellName;
use crate::check::{CheckOptions, Outcome, check};
use crate::figure::exact::{self, int, scaled};
use crate::figure::{Context, End, Range, Rat, Reading, UnitBook, read};
use crate::finding::{
    Change, Clash, ClashCheck, Code, Deduced, Detail, Finding, LeftOut, Likeliest, Limit, Mark,
    MarkRole, Mending, ProofStep, Reasoned, RuleNote, Slip, SlipKind, WhyLeftOut,
};
use crate::report::{Loaded, Options, Report, configuration};
use crate::rule::Severity;
use crate::say::run::Checked;
use std::path::Path;

const TABLE: &str = "\
key,label,value,unit
received,Requests received,171,requests
online,of which online,75,requests
paper,of which on paper,42,requests
granted,Granted,100,requests
refused,Refused,17,requests
open,Still open,,requests
opening,Open before,about 120,requests
cases,Cases,\"1,017\",cases
area,Area,21918.70,
deal,Deal,340934.66,
rate,Rate,6.4%,%
";

const RULES: &str = "\
[[sections.requests.rules]]
name = \"received\"
check = \"received = online + paper\"
why = \"A request comes in online or on paper.\"

[[sections.requests.rules]]
name = \"outcome\"
check = \"received = granted + refused\"

[[sections.requests.rules]]
name = \"cap\"
check = \"received <= 150\"
severity = \"warning\"
";

/// A report that was checked.
pub(super) struct Made {
    pub loaded: Loaded,
    pub report: Report,
    pub outcome: Outcome,
}

impl Made {
    /// The report, written below a folder, with one finding for the rules
    /// that it breaks, and one of rules that clash only together.
    pub(super) fn new(folder: &Path) -> Made {
        let path = folder.join("2024");
        std::fs::create_dir_all(&path).expect("a folder");
        std::fs::write(path.join("requests.csv"), TABLE).expect("a table");
        std::fs::write(folder.join("reportcheck.toml"), RULES).expect("rules");
        let options = CheckOptions {
            keep: usize::MAX,
            names: true,
            ..CheckOptions::default()
        };
        let loaded = configuration(&path, &Options::default());
        let mut report = Report::open(&path, &loaded.config, &Options::default());
        let outcome = check(&mut report, &loaded.config, &options);
        let mut made = Made {
            loaded,
            report,
            outcome,
        };
        made.merge();
        let joint = made.joint();
        made.outcome.findings.push(joint);
        made.outcome.reasoned = Some(made.reasoned());
        made
    }

    /// As formats see it.
    pub(super) fn checked(&self) -> Checked<'_> {
        Checked {
            report: &self.report,
            config: &self.loaded.config,
            shared_errors: &self.loaded.errors,
            outcome: &self.outcome,
        }
    }

    /// Makes the three findings one.
    fn merge(&mut self) {
        let kept = &mut self.outcome.findings.kept;
        assert_eq!(kept.len(), 3);
        let explains = kept.split_off(1);
        self.outcome.findings.counts = [0, 0, 1];
        let checks = std::iter::once(&self.outcome.findings.kept[0]).chain(&explains);
        let checks = checks.filter_map(|finding| Some(clash_check(finding.rule.clone()?)));
        let checks = checks.collect();
        let swapped = slip(SlipKind::Swapped, "117", 20_000);
        let repairs = vec![mending(vec![self.change(
            "received",
            Some("117"),
            vec![swapped],
        )])];
        self.outcome.findings.kept[0].explains = explains;
        self.outcome.findings.kept[0].clash = Some(Box::new(Clash {
            beside: false,
            checks,
            repairs,
            ..empty(Likeliest::Only)
        }));
    }

    /// A cell of the table.
    pub(super) fn mark(&self, key: &str, role: MarkRole) -> Mark {
        let table = &self.report.tables[0];
        let number = table.row(key).expect("a row");
        let row = &table.rows[number];
        let units = UnitBook::default();
        let unit = units.read(row.text(3));
        let context = Context::of_unit(&units, unit.as_ref());
        let figure = match read(row.text(2), &context) {
            Reading::Figure(figure) => Some(*figure),
            _ => None,
        };
        Mark {
            role,
            name: cell(key).to_string(),
            figure,
            ..Mark::cell(&table.layout, (Some(number), row), 2)
        }
    }

    /// A change of a cell to a print, or to no more than 15.
    pub(super) fn change(&self, key: &str, print: Option<&str>, slips: Vec<Slip>) -> Change {
        Change {
            mark: self.mark(key, MarkRole::Reported),
            range: range(End::Free, End::Closed(int(15))),
            print: print.map(str::to_owned),
            nearest: Vec::new(),
            slips,
        }
    }

    /// A rule that clashes with others.
    fn rule(&self, name: &str, check: &str) -> RuleNote {
        let known = &self.outcome.findings.kept[0];
        RuleNote {
            name: name.to_owned(),
            check: check.to_owned(),
            ..known.rule.clone().expect("a rule")
        }
    }

    /// Two rules that hold one by one.
    fn joint(&self) -> Finding {
        let mut sum = clash_check(self.rule("sum", "received = online + paper"));
        sum.row = Some("2024".to_owned());
        let rate = clash_check(self.rule("rate", "rate = area / deal"));
        let related = ["online", "paper", "opening", "rate"];
        let related = related.map(|key| self.mark(key, MarkRole::Also));
        let sets = vec![
            mending(vec![self.change("online", None, Vec::new())]),
            mending(vec![
                self.change(
                    "paper",
                    Some("24"),
                    vec![slip(SlipKind::Swapped, "24", 20_000)],
                ),
                self.change("cases", Some("1,071"), Vec::new()),
            ]),
        ];
        let (code, primary) = (
            Code::JointlyInconsistent,
            self.mark("received", MarkRole::Reported),
        );
        let mut finding = Finding::new(code, Severity::Error, primary, Detail::Joint)
            .in_section("requests")
            .beside(related.into());
        finding.clash = Some(Box::new(Clash {
            beside: false,
            checks: vec![sum, rate],
            derivation: self.steps(),
            repairs: sets,
            more: true,
            gave_up: Some(Limit::Steps(20_000)),
            ..empty(Likeliest::CannotBeTold)
        }));
        finding
    }

    /// Every kind of step, one after the other.
    fn steps(&self) -> Vec<ProofStep> {
        let name = |key: &str| cell(key).to_string();
        let known = |key: &str| {
            let figure = self.mark(key, MarkRole::Also).figure;
            figure.map_or(Range::everything(true), |figure| figure.range)
        };
        let term = |factor: Rat, key: &str, range: Range| (factor, name(key), range);
        let opening = range(End::Closed(int(117)), End::Closed(int(122)));
        vec![
            ProofStep::Bounded {
                check: 0,
                figure: name("opening"),
                terms: vec![
                    term(int(1), "online", known("online")),
                    term(int(1), "paper", known("paper")),
                ],
                constant: int(0),
                range: Range::exact(int(117)),
            },
            ProofStep::Bounded {
                check: 1,
                figure: name("received"),
                terms: vec![
                    term(int(2), "opening", Range::exact(int(117))),
                    term(-scaled(5, -1), "rate", known("rate")),
                ],
                constant: -int(3),
                range: range(End::Free, End::Closed(int(241))),
            },
            ProofStep::Bounded {
                check: 1,
                figure: name("rate"),
                terms: Vec::new(),
                constant: int(1) / int(3),
                range: range(End::Open(int(1) / int(3)), End::Free),
            },
            ProofStep::Bounded {
                check: 1,
                figure: name("area"),
                terms: vec![term(scaled(645, -4), "deal", known("deal"))],
                constant: int(0),
                range: range(End::Free, End::Closed(int(22_000))),
            },
            ProofStep::Bounded {
                check: 1,
                figure: name("deal"),
                terms: vec![term(scaled(645, -4).recip(), "area", known("area"))],
                constant: int(0),
                range: range(End::Closed(int(339_824)), End::Free),
            },
            ProofStep::Combined {
                checks: vec![(0, int(1)), (1, -int(2))],
                terms: vec![
                    term(int(1), "online", known("online")),
                    term(-int(1), "opening", opening.clone()),
                ],
                at_most: true,
                strict: true,
                bound: -int(60),
                range: range(End::Closed(-int(47)), End::Closed(-int(42))),
            },
            ProofStep::Combined {
                checks: vec![(1, int(1))],
                terms: Vec::new(),
                at_most: false,
                strict: false,
                bound: int(1),
                range: Range::exact(int(0)),
            },
            ProofStep::Suppose {
                figure: name("received"),
                range: range(End::Free, End::Closed(int(12))),
                other: range(End::Closed(int(13)), End::Free),
                first: true,
            },
            ProofStep::NoWhole {
                figure: name("received"),
                range: range(End::Open(int(12)), End::Open(int(13))),
            },
            ProofStep::Suppose {
                figure: name("received"),
                range: range(End::Closed(int(13)), End::Free),
                other: range(End::Free, End::Closed(int(12))),
                first: false,
            },
            ProofStep::OutOfStep {
                checks: vec![(0, int(1)), (1, -int(1))],
                terms: vec![term(int(2), "received", Range::everything(true))],
                others: vec![term(int(1), "opening", Range::exact(int(117)))],
                sum: Range::exact(int(240)),
                step: int(2),
            },
            ProofStep::NoValue {
                figure: name("received"),
                one: range(End::Free, End::Closed(int(241))),
                other: known("received"),
            },
            ProofStep::NoValue {
                figure: name("opening"),
                one: known("opening"),
                other: Range::exact(int(117)),
            },
            ProofStep::NoValue {
                figure: name("rate"),
                one: range(End::Open(int(1) / int(3)), End::Free),
                other: range(End::Closed(scaled(2, -1)), End::Open(scaled(3, -1))),
            },
        ]
    }

    fn reasoned(&self) -> Reasoned {
        let left_out = |name: &str, why| LeftOut {
            rule: self.rule(name, "…"),
            why,
        };
        let deduced = |by: Option<&str>| Deduced {
            mark: self.mark("open", MarkRole::Reported),
            value: int(6),
            print: "6".to_owned(),
            shown: exact::show(&int(6), 0),
            by: by.map(str::to_owned),
            checks: vec![
                clash_check(self.rule("sum", "…")),
                clash_check(self.rule("rate", "…")),
            ],
        };
        Reasoned {
            parts: 2,
            figures: 11,
            checks: 5,
            left_out: vec![
                left_out("either", WhyLeftOut::Condition),
                left_out("mean", WhyLeftOut::Product),
                left_out("top", WhyLeftOut::Greatest),
                left_out("either-way", WhyLeftOut::Condition),
                left_out("cap", WhyLeftOut::Selection),
                left_out("late", WhyLeftOut::Divisor),
                left_out("long", WhyLeftOut::LongTable),
            ],
            deduced: vec![
                deduced(Some("requests.granted − requests.refused")),
                deduced(None),
            ],
            gave_up: vec![Limit::Figures(400), Limit::Figures(400), Limit::Checks(900)],
            spent: 0,
        }
    }
}

/// A clash without anything but what can be said of it.
pub(super) fn empty(verdict: Likeliest) -> Clash {
    Clash {
        beside: false,
        checks: Vec::new(),
        derivation: Vec::new(),
        repairs: Vec::new(),
        more: false,
        verdict,
        gave_up: None,
    }
}

/// A set of changes.
pub(super) fn mending(changes: Vec<Change>) -> Mending {
    Mending {
        changes,
        moved: false,
        odds: 20_000,
        confirmed: 0,
    }
}

/// A slip.
pub(super) fn slip(kind: SlipKind, print: &str, odds: u64) -> Slip {
    Slip {
        kind,
        print: print.to_owned(),
        odds,
    }
}

/// A cell of the table, by its name.
pub(super) fn cell(key: &str) -> CellName {
    CellName {
        section: "requests".to_owned(),
        key: Some(key.to_owned()),
        column: None,
    }
}

/// Every slip.
pub(super) fn slips() -> Vec<SlipKind> {
    let multiplier = |from: &str, to: &str| SlipKind::Multiplier {
        from: from.to_owned(),
        to: to.to_owned(),
    };
    vec![
        SlipKind::Digit,
        SlipKind::Swapped,
        SlipKind::Lost,
        SlipKind::Doubled,
        SlipKind::Inserted,
        SlipKind::Point(1),
        SlipKind::Point(-2),
        SlipKind::Power(3),
        SlipKind::Power(-1),
        multiplier("万", "亿"),
        multiplier("", "万"),
        multiplier("万", ""),
        SlipKind::Sign,
        SlipKind::Cut,
        SlipKind::Exchanged(cell("paper")),
        SlipKind::Shifted {
            along_row: true,
            figures: 4,
        },
        SlipKind::Shifted {
            along_row: false,
            figures: 4,
        },
        SlipKind::Copied(cell("paper")),
        SlipKind::LastPeriod,
        SlipKind::LeftOut(cell("paper")),
        SlipKind::CountedTwice(cell("paper")),
        SlipKind::OlderTotal(cell("paper")),
        SlipKind::OtherDenominator {
            over: vec![cell("deal"), cell("saved")],
            value: scaled(34_093_466, -2),
            part: scaled(2_191_870, -2),
        },
    ]
}

fn clash_check(rule: RuleNote) -> ClashCheck {
    ClashCheck {
        rule,
        row: None,
        severity: Severity::Error,
    }
}

fn range(lo: End, hi: End) -> Range {
    Range {
        lo,
        hi,
        whole: false,
    }
}
