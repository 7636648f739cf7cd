//! The cases of a report: what there is to say, put by rules and checks.

use super::element::{Came, Case, Suite};
use crate::check::RuleTally;
use crate::clean::on_one_line;
use crate::finding::{Finding, NotChecked, Waived};
use crate::format::output::Setting;
use crate::format::snippet::Drawing;
use crate::format::text::drawn;
use crate::report::ReadError;
use crate::rule::{Code, CodeGroup};
use crate::say::clash::explained_by;
use crate::say::clash::whole::left_out_since;
use crate::say::not_checked::{
    more_not_checked, not_checked, nothing_to_check, reasons, turned_off,
};
use crate::say::quote::one_line;
use crate::say::run::Checked;
use crate::say::terms::labelled;
use crate::say::unchecked::NO_RULE_CHECKED;
use crate::say::unchecked_reports::of_report;
use crate::say::{counts, errors, ignored, title, waivers};
use std::collections::BTreeMap;
use std::path::Path;

/// The columns of a finding drawn as text.
const WIDTH: usize = 100;

/// What is said of one rule, or of one check that needs none.
#[derive(Default)]
struct ToldOf<'a> {
    findings: Vec<&'a Finding>,
    waived: Vec<&'a Waived>,
    /// Findings that are told in another, and that one.
    explained: Vec<(&'a Finding, &'a Finding)>,
    not_checked: Vec<&'a NotChecked>,
}

/// A rule by its name, or a code that needs no rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject<'a> {
    Rule(&'a str),
    Code(Code),
}

impl<'a> Subject<'a> {
    fn of(finding: &'a Finding) -> Subject<'a> {
        match &finding.rule {
            Some(rule) => Subject::Rule(&rule.name),
            None => Subject::Code(finding.code),
        }
    }
}

/// What a suite's cases are made from.
struct CaseMaker<'a> {
    checked: &'a Checked<'a>,
    setting: Setting,
    /// How many findings that fail the run are not listed.
    hidden_failing: u64,
}

/// A report as a suite.
pub(super) fn suite(checked: &Checked<'_>, setting: Setting) -> Suite {
    let listed = checked.listed(setting.limit);
    let hidden_failing = setting.fail_on.map_or(0, |least| {
        let failing = |finding: &&Finding| finding.severity >= least;
        let listed = listed.iter().filter(failing).count() as u64;
        checked.outcome.findings.at_least(least) - listed
    });
    let maker = CaseMaker {
        checked,
        setting,
        hidden_failing,
    };
    let mut told = maker.told();
    let mut cases: Vec<Case> = checked.errors().map(|error| maker.unread(error)).collect();
    for rule in &checked.outcome.rules {
        let told = told.remove(&Subject::Rule(&rule.name)).unwrap_or_default();
        cases.push(maker.rule(rule, &told));
    }
    for code in Code::built_in() {
        let told = told.remove(&Subject::Code(code)).unwrap_or_default();
        let made = maker.made_built_in() && maker.is_asked(code);
        if made || !told.findings.is_empty() || !told.waived.is_empty() {
            cases.push(maker.code(code, &told));
        }
    }
    for (subject, told) in told {
        cases.push(match subject {
            Subject::Rule(name) => maker.case("checks", name.to_owned(), &told),
            Subject::Code(code) => maker.code(code, &told),
        });
    }
    cases.extend(maker.hidden());
    cases.extend(maker.unchecked());
    cases.extend(maker.ignored());
    Suite {
        name: on_one_line(&checked.path()),
        cases,
    }
}

impl<'a> CaseMaker<'a> {
    /// What there is to say, by rule and code.
    fn told(&self) -> BTreeMap<Subject<'a>, ToldOf<'a>> {
        let outcome = self.checked.outcome;
        let mut told: BTreeMap<Subject<'a>, ToldOf<'a>> = BTreeMap::new();
        for finding in self.checked.listed(self.setting.limit) {
            let of = told.entry(Subject::of(finding)).or_default();
            of.findings.push(finding);
        }
        for waived in &outcome.waived {
            let of = told.entry(Subject::of(&waived.finding)).or_default();
            of.waived.push(waived);
        }
        let listed = self.checked.listed(self.setting.limit).iter();
        let waived = outcome.waived.iter().map(|waived| &waived.finding);
        for finding in listed.chain(waived) {
            for other in finding.explains.iter() {
                let of = told.entry(Subject::of(other)).or_default();
                of.explained.push((other, finding));
            }
        }
        for check in &outcome.not_checked {
            let of = told.entry(Subject::Rule(&check.rule.name)).or_default();
            of.not_checked.push(check);
        }
        told
    }

    fn unread(&self, error: &ReadError) -> Case {
        let lang = self.setting.lang;
        let place = errors::place(error).map(|at| {
            let (path, line, column) = (at.path.display(), at.line, at.column);
            format!("{path}:{line}:{column}")
        });
        let problem = errors::problem(error, lang);
        let name = place.clone();
        Case {
            class: "reading".to_owned(),
            name: name.unwrap_or_else(|| "command-line".to_owned()),
            came: Came::Unread(match place {
                Some(place) => labelled(&place, &problem, lang),
                None => problem,
            }),
            output: Vec::new(),
        }
    }

    fn rule(&self, rule: &RuleTally, told: &ToldOf<'_>) -> Case {
        let lang = self.setting.lang;
        let rules = &self.checked.config.rules;
        let check = rules.iter().find(|known| known.name == rule.name);
        let name = match check {
            Some(check) => format!("{}: {}", rule.name, one_line(check.check_as_written())),
            None => rule.name.clone(),
        };
        let tally = rule.tally;
        let said = (told.findings.len() + told.waived.len() + told.explained.len()) as u64;
        let unlisted = tally.inconsistent.saturating_sub(said);
        let total = self.checked.outcome.findings.total();
        let unlisted = (unlisted > 0).then(|| counts::more_of_rule(unlisted, total, lang));
        let mut case = self.case(rule.section.as_deref().unwrap_or("rules"), name, told);
        let reasons = reasons(&told.not_checked, lang);
        match (&unlisted, &case.came) {
            (Some(line), Came::Passed | Came::Skipped(_)) if self.hidden_failing > 0 => {
                let kind = told
                    .findings
                    .first()
                    .map_or("inconsistent", |one| one.code.name());
                case.came = Came::Failed(line.clone(), kind, line.clone());
            }
            (None, Came::Passed) if tally.checks() == 0 => {
                case.came = Came::Skipped(nothing_to_check(lang));
            }
            (None, Came::Passed) if tally.not_checked == tally.checks() => {
                case.came = Came::Skipped(reasons);
            }
            _ => case.output.extend(unlisted),
        }
        case.output.extend(self.left_out(rule));
        // The one reason for which a case is skipped is not said twice.
        let said = matches!(case.came, Came::Skipped(_)) && told.not_checked.len() == 1;
        let open = told.not_checked.iter().filter(|_| !said);
        let lines = open.map(|check| on_one_line(&not_checked(check, lang)));
        case.output.extend(lines);
        case
    }

    /// That a rule takes no part in the check of the whole report.
    fn left_out(&self, rule: &RuleTally) -> Option<String> {
        let reasoned = self.checked.outcome.reasoned.as_ref()?;
        let mut left_out = reasoned.left_out.iter();
        let left_out = left_out.find(|left| left.rule.name == rule.name)?;
        Some(left_out_since(left_out.why, self.setting.lang))
    }

    fn code(&self, code: Code, told: &ToldOf<'_>) -> Case {
        let mut case = self.case("checks", code.to_string(), told);
        let off = code.is_built_in() && self.checked.config.severity_of(code).is_none();
        if off && matches!(case.came, Came::Passed) {
            case.came = Came::Skipped(turned_off(self.setting.lang));
        }
        case
    }

    fn case(&self, class: &str, name: String, told: &ToldOf<'_>) -> Case {
        let lang = self.setting.lang;
        let fails = |finding: &&&Finding| {
            let least = self.setting.fail_on;
            least.is_some_and(|least| finding.severity >= least)
        };
        let failing: Vec<&Finding> = told.findings.iter().filter(fails).copied().collect();
        let others = told.findings.iter().filter(|finding| !fails(finding));
        let mut output: Vec<String> = others.map(|finding| self.drawn(finding)).collect();
        for waived in &told.waived {
            let (drawn, because) = (
                self.drawn(&waived.finding),
                waivers::because(&waived.reason, lang),
            );
            output.push(format!("{because}\n{drawn}"));
        }
        let mut also = told.explained.iter();
        let told_apart = told.findings.is_empty() && told.waived.is_empty();
        let told_by = also.next().filter(|_| told_apart);
        let also = if told_apart {
            also
        } else {
            told.explained.iter()
        };
        output.extend(also.map(|(other, main)| explained_by(other, main, lang)));
        let came = match (failing.first(), told.waived.first()) {
            (Some(first), _) => {
                let all: Vec<String> = failing.iter().map(|finding| self.drawn(finding)).collect();
                let title = title(first, lang);
                let message = counts::with_more(&title, failing.len() - 1, lang);
                Came::Failed(message, first.code.name(), all.join("\n"))
            }
            (None, Some(waived)) if told.findings.is_empty() => {
                Came::Skipped(waivers::because(&waived.reason, lang))
            }
            // Where the cause is mended, so is this: it fails no run of its own.
            (None, _) => told_by.map_or(Came::Passed, |(other, main)| {
                Came::Skipped(explained_by(other, main, lang))
            }),
        };
        Case {
            class: class.to_owned(),
            name,
            came,
            output,
        }
    }

    /// That not all is listed, as a case that no one overlooks.
    fn hidden(&self) -> Option<Case> {
        let (lang, outcome) = (self.setting.lang, self.checked.outcome);
        let hidden = counts::hidden(self.checked, self.setting.limit, lang);
        let more = more_not_checked(outcome, lang);
        let lines: Vec<String> = hidden.into_iter().chain(more).collect();
        let first = lines.first()?.clone();
        Some(Case {
            class: "checks".to_owned(),
            name: "not-listed".to_owned(),
            came: match self.hidden_failing {
                0 => Came::Skipped(first),
                _ => Came::Failed(first, "not-listed", lines.join("\n")),
            },
            output: lines,
        })
    }

    /// The files that are not read, each as a case that is skipped.
    fn ignored(&self) -> impl Iterator<Item = Case> {
        let lang = self.setting.lang;
        let names = self.checked.report.ignored.iter();
        names.map(move |name| Case {
            class: "reading".to_owned(),
            name: name.clone(),
            came: Came::Skipped(ignored::why(Path::new(name), lang)),
            output: Vec::new(),
        })
    }

    /// That no rule was checked, as a case that no one overlooks.
    fn unchecked(&self) -> Option<Case> {
        let line = self.checked.line();
        let told = of_report(&line, self.setting.lang)?;
        Some(Case {
            class: "rules".to_owned(),
            name: NO_RULE_CHECKED.to_owned(),
            came: match line.fails_for_nothing(self.setting.allow_unchecked) {
                true => Came::Unread(told),
                false => Came::Skipped(told),
            },
            output: Vec::new(),
        })
    }

    /// Whether a run over reports asks for a check, and asked for this one.
    fn is_asked(&self, code: Code) -> bool {
        match code.group() {
            CodeGroup::Configuration => false,
            CodeGroup::Submission => self.checked.outcome.untrusted,
            CodeGroup::Relation => self.checked.report.searched,
            _ => true,
        }
    }

    /// Whether checks that need no rule say something by passing.
    fn made_built_in(&self) -> bool {
        self.checked.outcome.built_in && !self.checked.report.tables.is_empty()
    }

    fn drawn(&self, finding: &Finding) -> String {
        let drawing = Drawing {
            lang: self.setting.lang,
            color: false,
            width: WIDTH,
        };
        drawn::finding(finding, drawing)
    }
}
