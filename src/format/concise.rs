//! One line a finding: `file:line:column: severity[code]: headline`, for
//! editors, `grep` and long lists.

use crate::clean::on_one_line;
use crate::finding::Finding;
use crate::format::output::{Output, Setting};
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say::run::{Checked, Run};
use crate::say::terms::{self, aside, labelled, severity_name};
use crate::say::title::title;
use crate::say::{clash, counts, errors, rule, waivers};

/// One line a finding.
pub(crate) struct Concise(pub Setting);

impl Output for Concise {
    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        let lang = self.0.lang;
        let unread = checked.errors().map(|error| {
            let place = match errors::place(error) {
                Some(at) => format!("{}:{}:{}: ", at.path.display(), at.line, at.column),
                None => String::new(),
            };
            let word = severity_name(Severity::Error, lang);
            let told = labelled(&word, &errors::problem(error, lang), lang);
            line(&format!("{place}{told}"))
        });
        let findings = checked.listed(self.0.limit).iter();
        let findings = findings.map(|finding| {
            let word = severity_name(finding.severity, lang);
            line(&headline(finding, &word, lang))
        });
        let waived = checked.outcome.waived.iter().map(|waived| {
            let headline = headline(&waived.finding, &terms::waived(lang), lang);
            line(&aside(
                &headline,
                &waivers::because(&waived.reason, lang),
                lang,
            ))
        });
        let hidden = match checked.hidden(self.0.limit) {
            0 => None,
            hidden => {
                let counts = (hidden, checked.outcome.findings.total());
                let more = counts::more_of_report(&checked.path(), counts, lang);
                Some(line(&more))
            }
        };
        unread.chain(findings).chain(waived).chain(hidden).collect()
    }

    fn tail(&self, run: &Run) -> String {
        let lang = self.0.lang;
        let last = counts::last_lines(run, lang);
        last.iter().map(|told| line(told)).collect()
    }
}

fn line(text: &str) -> String {
    format!("{}\n", on_one_line(text))
}

/// `word` is the severity, or that it is waived.
fn headline(finding: &Finding, word: &str, lang: Lang) -> String {
    let (code, mut title) = (finding.code, title(finding, lang));
    if let Some(rule) = &finding.rule {
        title = aside(&title, &rule::named(&rule.name, lang), lang);
    }
    if let Some(also) = clash::in_short(finding, lang) {
        title = aside(&title, &also, lang);
    }
    let address = finding.primary().place.address_in(lang);
    let told = labelled(&format!("{word}[{code}]"), &title, lang);
    format!("{address}: {told}")
}
