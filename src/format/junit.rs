//! JUnit XML, as Jenkins and GitLab read it: a suite a report, a case a rule
//! and a case a check that needs no rule.
//!
//! JUnit knows no warnings: a case fails by findings that fail the run
//! (`--fail-on`); others stand in the output of a case that passes. A case
//! whose findings are all waived is skipped, with the reason.

use crate::check::RuleTally;
use crate::clean::{on_one_line, with_lines};
use crate::finding::{Finding, NotChecked, Waived};
use crate::format::output::{Output, Setting};
use crate::format::snippet::Drawing;
use crate::format::text::drawn;
use crate::lang::Lang;
use crate::report::ReadError;
use crate::rule::{Code, Group};
use crate::say;
use crate::say::clash::whole::why_left_out;
use crate::say::not_checked::more_not_checked;
use crate::say::quote::one_line;
use crate::say::run::{Checked, Run};
use crate::say::{counts, errors, title, why_not};
use std::collections::BTreeMap;

/// The columns of a finding drawn as text.
const WIDTH: usize = 100;
/// Reasons named where a case is skipped; all of them are in its output.
const REASONS_SHOWN: usize = 3;

/// A suite a report.
pub(crate) struct Junit(pub Setting);

impl Output for Junit {
    fn head(&self, _run: &Run) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"reportcheck\">\n".to_owned()
    }

    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        vec![Suite::new(checked, self.0).text()]
    }

    fn tail(&self, _run: &Run) -> String {
        "</testsuites>\n".to_owned()
    }
}

/// What is said of one rule, or of one check that needs none.
#[derive(Default)]
struct Told<'a> {
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

/// How a case came out.
enum Came {
    Passed,
    Skipped(String),
    /// What a reader sees first, its kind, and the whole.
    Failed(String, &'static str, String),
    /// Something could not be read.
    Unread(String),
}

struct Case {
    /// Where it belongs in the report: a section, or a kind of check.
    class: String,
    name: String,
    came: Came,
    /// Whatever else is to be said.
    output: Vec<String>,
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

/// What a suite's cases are made from.
struct Source<'a> {
    checked: &'a Checked<'a>,
    setting: Setting,
    /// How many findings that fail the run are not listed.
    hidden_failing: u64,
}

impl Suite {
    fn new(checked: &Checked<'_>, setting: Setting) -> Suite {
        let listed = checked.listed(setting.limit);
        let hidden_failing = setting.fail_on.map_or(0, |least| {
            let failing = |finding: &&Finding| finding.severity >= least;
            let listed = listed.iter().filter(failing).count() as u64;
            checked.outcome.findings.at_least(least) - listed
        });
        let source = Source {
            checked,
            setting,
            hidden_failing,
        };
        let mut told = source.told();
        let mut cases: Vec<Case> = checked.errors().map(|error| source.unread(error)).collect();
        for rule in &checked.outcome.rules {
            let told = told.remove(&Subject::Rule(&rule.name)).unwrap_or_default();
            cases.push(source.rule(rule, &told));
        }
        for code in Code::built_in() {
            let told = told.remove(&Subject::Code(code)).unwrap_or_default();
            let made = source.made_built_in() && code.group() != Group::Configuration;
            if made || !told.findings.is_empty() || !told.waived.is_empty() {
                cases.push(source.code(code, &told));
            }
        }
        for (subject, told) in told {
            cases.push(match subject {
                Subject::Rule(name) => source.case("checks", name.to_owned(), &told),
                Subject::Code(code) => source.code(code, &told),
            });
        }
        cases.extend(source.hidden());
        Suite {
            name: on_one_line(&checked.path()),
            cases,
        }
    }

    fn text(&self) -> String {
        let count = |came: fn(&Came) -> bool| {
            let cases = self.cases.iter().filter(|case| came(&case.came));
            cases.count()
        };
        let mut text = format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
            attribute(&self.name),
            self.cases.len(),
            count(|came| matches!(came, Came::Failed(..))),
            count(|came| matches!(came, Came::Unread(_))),
            count(|came| matches!(came, Came::Skipped(_))),
        );
        for case in &self.cases {
            text.push_str(&case.text(&self.name));
        }
        text.push_str("  </testsuite>\n");
        text
    }
}

impl<'a> Source<'a> {
    /// What there is to say, by rule and code.
    fn told(&self) -> BTreeMap<Subject<'a>, Told<'a>> {
        let outcome = self.checked.outcome;
        let mut told: BTreeMap<Subject<'a>, Told<'a>> = BTreeMap::new();
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
                Some(place) => format!("{place}: {problem}"),
                None => problem,
            }),
            output: Vec::new(),
        }
    }

    fn rule(&self, rule: &RuleTally, told: &Told<'_>) -> Case {
        let lang = self.setting.lang;
        let rules = &self.checked.config.rules;
        let check = rules.iter().find(|known| known.name == rule.name);
        let name = match check {
            Some(check) => format!("{}: {}", rule.name, one_line(&check.check.text)),
            None => rule.name.clone(),
        };
        let tally = rule.tally;
        let said = (told.findings.len() + told.waived.len() + told.explained.len()) as u64;
        let unlisted = tally.inconsistent.saturating_sub(said);
        let unlisted = (unlisted > 0).then(|| {
            say!(
                lang,
                "{unlisted} more findings of this rule are not listed (--max 0 lists all)",
                "此规则另有 {unlisted} 处发现未列出（--max 0 可全部列出）"
            )
        });
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
                case.came =
                    Came::Skipped(say!(lang, "there was nothing to check", "没有可核对的内容"));
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
        let lines =
            open.map(|check| on_one_line(&crate::say::not_checked::not_checked(check, lang)));
        case.output.extend(lines);
        case
    }

    /// That a rule takes no part in the check of the whole report.
    fn left_out(&self, rule: &RuleTally) -> Option<String> {
        let lang = self.setting.lang;
        let reasoned = self.checked.outcome.reasoned.as_ref()?;
        let mut left_out = reasoned.left_out.iter();
        let left_out = left_out.find(|left| left.rule.name == rule.name)?;
        let reason = why_left_out(left_out.why, lang);
        Some(say!(
            lang,
            "left out of the whole-report check: {reason}",
            "未参加整份报告的核对：{reason}"
        ))
    }

    fn code(&self, code: Code, told: &Told<'_>) -> Case {
        let mut case = self.case("checks", code.to_string(), told);
        let off = code.is_built_in() && self.checked.config.severity_of(code).is_none();
        if off && matches!(case.came, Came::Passed) {
            let lang = self.setting.lang;
            case.came = Came::Skipped(say!(
                lang,
                "turned off under [checks]",
                "已在 [checks] 中关闭"
            ));
        }
        case
    }

    fn case(&self, class: &str, name: String, told: &Told<'_>) -> Case {
        let lang = self.setting.lang;
        let fails = |finding: &&&Finding| {
            let least = self.setting.fail_on;
            least.is_some_and(|least| finding.severity >= least)
        };
        let failing: Vec<&Finding> = told.findings.iter().filter(fails).copied().collect();
        let others = told.findings.iter().filter(|finding| !fails(finding));
        let mut output: Vec<String> = others.map(|finding| self.drawn(finding)).collect();
        for waived in &told.waived {
            let (drawn, reason) = (self.drawn(&waived.finding), &waived.reason);
            output.push(say!(
                lang,
                "waived: {reason}\n{drawn}",
                "已豁免：{reason}\n{drawn}"
            ));
        }
        let mut also = told.explained.iter();
        let told_apart = told.findings.is_empty() && told.waived.is_empty();
        let told_by = also.next().filter(|_| told_apart);
        let also = if told_apart {
            also
        } else {
            told.explained.iter()
        };
        output.extend(also.map(|(other, main)| explained(other, main, lang)));
        let came = match (failing.first(), told.waived.first()) {
            (Some(first), _) => {
                let all: Vec<String> = failing.iter().map(|finding| self.drawn(finding)).collect();
                let more = failing.len() - 1;
                let title = title(first, lang);
                let message = match more {
                    0 => title,
                    more => say!(
                        lang,
                        "{title} (and {more} more)",
                        "{title}（另有 {more} 处）"
                    ),
                };
                Came::Failed(message, first.code.name(), all.join("\n"))
            }
            (None, Some(waived)) if told.findings.is_empty() => {
                let reason = &waived.reason;
                Came::Skipped(say!(lang, "waived: {reason}", "已豁免：{reason}"))
            }
            // Where the cause is mended, so is this: it fails no run of its own.
            (None, _) => told_by.map_or(Came::Passed, |(other, main)| {
                Came::Skipped(explained(other, main, lang))
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

/// A finding that is told in another.
fn explained(other: &Finding, main: &Finding, lang: Lang) -> String {
    let (other, place) = (title(other, lang), main.primary().place.address());
    let main = one_line(main.waived_as());
    say!(
        lang,
        "{other} (explained by {main}, {place})",
        "{other}（已由 {main} 说明，{place}）"
    )
}

/// Why checks were not made, each reason once.
fn reasons(checks: &[&NotChecked], lang: Lang) -> String {
    let mut reasons: Vec<String> = Vec::new();
    for check in checks {
        let reason = one_line(&why_not(&check.why, &check.name, lang));
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let more = reasons.len().saturating_sub(REASONS_SHOWN);
    reasons.truncate(REASONS_SHOWN);
    let list = reasons.join(&say!(lang, "; ", "；"));
    let list = match more {
        0 => list,
        more => say!(lang, "{list}; and {more} more", "{list}；另有 {more} 项"),
    };
    say!(lang, "not checked: {list}", "未核对：{list}")
}

impl Case {
    fn text(&self, suite: &str) -> String {
        let class = attribute(&format!("{suite}.{}", self.class));
        let name = attribute(&self.name);
        let mut inside = match &self.came {
            Came::Passed => String::new(),
            Came::Skipped(why) => format!("      <skipped message=\"{}\"/>\n", attribute(why)),
            Came::Failed(message, kind, all) => format!(
                "      <failure message=\"{}\" type=\"{kind}\">{}</failure>\n",
                attribute(message),
                content(all)
            ),
            Came::Unread(message) => format!(
                "      <error message=\"{0}\" type=\"not-read\">{1}</error>\n",
                attribute(message),
                content(message)
            ),
        };
        if !self.output.is_empty() {
            let output = self.output.join("\n");
            inside.push_str(&format!(
                "      <system-out>{}</system-out>\n",
                content(&output)
            ));
        }
        let open = format!("    <testcase classname=\"{class}\" name=\"{name}\"");
        match inside.is_empty() {
            true => format!("{open}/>\n"),
            false => format!("{open}>\n{inside}    </testcase>\n"),
        }
    }
}

/// Text in an element.
fn content(text: &str) -> String {
    let mut escaped = String::new();
    for c in with_lines(text).trim_end().chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Text in an attribute, on one line.
fn attribute(text: &str) -> String {
    content(&on_one_line(text)).replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::{attribute, content};

    #[test]
    fn nothing_is_markup_and_nothing_is_no_character() {
        assert_eq!(
            content("<a>&amp;]]>\u{0}\u{1b}\u{FFFE}"),
            "&lt;a&gt;&amp;amp;]]&gt;\u{FFFD}\u{FFFD}\u{FFFD}"
        );
        assert_eq!(attribute("\"a\"\r\nb"), "&quot;a&quot; b");
    }
}
