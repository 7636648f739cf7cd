//! The report as one page for a browser: no script, nothing from a network,
//! everything in one file.

mod drawing;
mod finding;
mod ids;
mod markup;
mod page;
mod report;
mod report_page;
mod section;
mod whole;

use crate::format::html::markup::{Markup, lines};
use crate::format::html::report_page::ReportPage;
use crate::format::output::{Output, Setting};
use crate::say::page as words;
use crate::say::run::{Checked, Run};

/// The report as one page for a browser.
pub(crate) struct Html(pub Setting);

impl Output for Html {
    /// A report's title and its part of the page; of many reports, only the
    /// parts of those that have something to tell.
    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        if checked.is_of_rules() {
            // Beside a report, its ids and headings are those of one of many.
            let setting = Setting {
                many: true,
                ..self.0
            };
            let part = report::rules(&ReportPage::new(checked, &setting), &setting);
            return vec![part.into_string()];
        }
        if self.0.many && !page::in_full(&checked.line()) {
            return Vec::new();
        }
        let shown = ReportPage::new(checked, &self.0);
        let part = report::report(&shown, &self.0).into_string();
        match self.0.many {
            true => vec![part],
            false => vec![report::title(&shown), part],
        }
    }

    fn gathers(&self) -> bool {
        true
    }

    fn names_cells(&self) -> bool {
        true
    }

    fn gather(&self, parts: &[String], run: &Run) -> String {
        let lang = self.0.lang;
        if let (false, [title, parts @ ..]) = (self.0.many, parts) {
            return page::page(title, Markup::made(&parts.concat()), lang);
        }
        let reports = lines(parts.iter().map(|part| Markup::made(part)));
        let mut body = page::matrix(run, lang);
        body.push(reports);
        page::page(&words::heading(run, lang), body, lang)
    }
}
