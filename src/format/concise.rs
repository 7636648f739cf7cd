//! One line a finding: `file:line:column: severity[code]: headline`, for
//! editors, `grep` and long lists.

use crate::clean::on_one_line;
use crate::finding::Finding;
use crate::format::output::{Output, Setting};
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::run::{Checked, ReportLine, Run};
use crate::say::terms::severity_name;
use crate::say::title::title;
use crate::say::{clash, counts, errors};

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
            line(&format!("{place}{word}: {}", errors::problem(error, lang)))
        });
        let findings = checked.listed(self.0.limit).iter();
        let findings = findings.map(|finding| line(&headline(finding, lang)));
        let waived = checked.outcome.waived.iter().map(|waived| {
            let reason = &waived.reason;
            let headline = waived_headline(&waived.finding, lang);
            line(&say!(
                lang,
                "{headline} (waived: {reason})",
                "{headline}（已豁免：{reason}）"
            ))
        });
        let hidden = match checked.hidden(self.0.limit) {
            0 => None,
            hidden => {
                let path = checked.path();
                Some(line(&say!(
                    lang,
                    "{path}: {hidden} more findings are not listed (--max 0 lists all)",
                    "{path}：另有 {hidden} 处发现未列出（--max 0 可全部列出）"
                )))
            }
        };
        unread.chain(findings).chain(waived).chain(hidden).collect()
    }

    fn tail(&self, run: &Run) -> String {
        let lang = self.0.lang;
        counts::findings_line(&ReportLine::total(run), lang)
    }
}

fn line(text: &str) -> String {
    format!("{}\n", on_one_line(text))
}

fn headline(finding: &Finding, lang: Lang) -> String {
    let word = severity_name(finding.severity, lang);
    with_word(finding, &word, lang)
}

fn waived_headline(finding: &Finding, lang: Lang) -> String {
    with_word(finding, &say!(lang, "waived", "已豁免"), lang)
}

fn with_word(finding: &Finding, word: &str, lang: Lang) -> String {
    let (code, title) = (finding.code, title(finding, lang));
    let rule = finding.rule.as_ref().map_or(String::new(), |rule| {
        let name = &rule.name;
        say!(lang, " (rule {name})", "（规则 {name}）")
    });
    let also = clash::in_short(finding, lang)
        .map_or(String::new(), |also| say!(lang, " ({also})", "（{also}）"));
    let address = finding.primary().place.address();
    format!("{address}: {word}[{code}]: {title}{rule}{also}")
}
