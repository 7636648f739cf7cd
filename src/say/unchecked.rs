//! Why no rule of a report was checked, and what to do next. Such a report is
//! never said to have no findings.

use crate::check::Outcome;
use crate::finding::WhyNot;
use crate::lang::Lang;
use crate::report::Report;
use crate::rule::Config;
use crate::say;
use crate::say::terms::{labelled, plural};
use std::path::PathBuf;

/// What programs know a report by in which no rule was checked.
pub(crate) const NO_RULE_CHECKED: &str = "no-rule-checked";

/// Why no rule of a report was checked; the plainest last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unchecked {
    /// Its checks could not be made: how many, and what they lack.
    NoneMade(u64, Lacking),
    /// No row is one that its rules are for.
    NoRows,
    /// There is no rule for it; the configuration, where there is one.
    NoRules(Option<PathBuf>),
    /// There is no rule, and its figures show no relations by themselves.
    NoRelations,
    /// Its tables hold no figure.
    NoFigures,
}

/// What checks that could not be made lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lacking {
    /// Something else.
    Other,
    /// The report of the period before.
    Prior,
    /// A table, a row or a column.
    Names,
    /// Figures that are reported.
    Figures,
}

impl Unchecked {
    /// Why none of a report's rules was checked; nothing where one was.
    pub(crate) fn of(report: &Report, config: &Config, outcome: &Outcome) -> Option<Unchecked> {
        let tally = outcome.tally;
        if tally.settled() > 0 {
            return None;
        }
        let mut tables = report.tables.iter();
        Some(if !tables.any(|table| table.has_figures()) {
            Unchecked::NoFigures
        } else if outcome.rules.is_empty() {
            let file = config.excerpt.as_ref().map(|excerpt| &excerpt.path);
            let all = report.given_up.is_empty() && report.sampled.is_empty() && !report.apart;
            match report.searched && all && file.is_none() {
                true => Unchecked::NoRelations,
                false => Unchecked::NoRules(file.map(|path| path.to_path_buf())),
            }
        } else if tally.checks() == 0 {
            Unchecked::NoRows
        } else {
            // The same whatever order the checks come in.
            let open = outcome.not_checked.iter();
            let lacking = open.map(|check| lacking(&check.why)).max();
            Unchecked::NoneMade(tally.checks(), lacking.unwrap_or(Lacking::Other))
        })
    }

    /// Whether there was nothing to check at all: no rule, or no figure.
    pub(crate) fn is_for_nothing(&self) -> bool {
        matches!(
            self,
            Unchecked::NoRules(_) | Unchecked::NoRelations | Unchecked::NoFigures
        )
    }

    /// Whether two reasons are one, however many checks they are about.
    pub(crate) fn is_like(&self, other: &Unchecked) -> bool {
        match (self, other) {
            (Unchecked::NoneMade(_, one), Unchecked::NoneMade(_, other)) => one == other,
            (one, other) => one == other,
        }
    }

    /// Adds the checks of a reason that is like it.
    pub(crate) fn add(&mut self, other: &Unchecked) {
        if let (Unchecked::NoneMade(sum, _), Unchecked::NoneMade(more, _)) = (self, other) {
            *sum += more;
        }
    }

    /// The reason and what to do next, behind [`not_one`].
    pub(crate) fn why(&self, lang: Lang) -> String {
        match self {
            Unchecked::NoFigures => say!(
                lang,
                "no table holds a figure; a table has a header such as `key,label,value,unit`, and below it rows with figures",
                "表格中没有数字；表格应有表头（例如 key,label,value,unit），其下各行填有数字"
            ),
            Unchecked::NoRelations => say!(
                lang,
                "there are no rules, and the figures show no relations by themselves; `reportcheck init` begins a configuration, and `--check 'total = a + b'` tries a rule",
                "还没有规则，数字本身也看不出勾稽关系；可用 reportcheck init 起草配置，或用 --check 'total = a + b' 试一条规则"
            ),
            Unchecked::NoRules(None) => say!(
                lang,
                "there are no rules; `reportcheck init` writes some to begin with, and `--check 'total = a + b'` tries one",
                "还没有规则；可用 reportcheck init 写出初稿，或用 --check 'total = a + b' 试一条"
            ),
            Unchecked::NoRules(Some(file)) => say!(
                lang,
                "{file} has no rule for this; write one there, or try one with `--check 'total = a + b'`",
                "{file} 中没有适用的规则；请在其中写上规则，或用 --check 'total = a + b' 试一条",
                file = file.display()
            ),
            Unchecked::NoRows => say!(
                lang,
                "no row is one that the rules are for; see their `rows`",
                "没有一行是规则要核对的；请看规则中的 rows"
            ),
            Unchecked::NoneMade(checks, lacking) => {
                let next = lacking.next(lang);
                say!(
                    lang,
                    "{checks} check{s} could not be made; {next}",
                    "{checks} 项核对都无法进行；{next}{s}",
                    s = plural(*checks, lang)
                )
            }
        }
    }

    /// That no rule was checked, why, and what to do next.
    pub(crate) fn say(&self, lang: Lang) -> String {
        labelled(&not_one(lang), &self.why(lang), lang)
    }
}

impl Lacking {
    fn next(self, lang: Lang) -> String {
        match self {
            Lacking::Figures => say!(
                lang,
                "fill in the figures, or say in the rules what a missing one means (`missing`)",
                "请填上数字，或在规则中用 missing 说明缺数时怎么办"
            ),
            Lacking::Names => say!(
                lang,
                "compare the names in the rules with those in the tables",
                "请将规则中的名称与表格中的名称对照"
            ),
            Lacking::Prior => say!(
                lang,
                "put the report of the period before beside this one, in a folder named by its period",
                "请将上一期报告放在本报告旁边以报告期命名的文件夹中"
            ),
            Lacking::Other => say!(
                lang,
                "each is listed with its reason",
                "每一项的原因已经列出"
            ),
        }
    }
}

fn lacking(why: &WhyNot) -> Lacking {
    match why {
        WhyNot::NotReported | WhyNot::NotApplicable | WhyNot::Withheld => Lacking::Figures,
        WhyNot::NoReport(_) => Lacking::Prior,
        WhyNot::NoTable(_) | WhyNot::NotInReport(_) | WhyNot::NotInPrior(_) => Lacking::Names,
        _ => Lacking::Other,
    }
}

/// That no rule was checked.
pub(crate) fn not_one(lang: Lang) -> String {
    say!(lang, "no rule was checked", "没有核对任何规则")
}
