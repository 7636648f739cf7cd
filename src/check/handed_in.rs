//! What is told of a report that was handed in by others: what it says of its
//! own check, and is not obeyed.

use crate::finding::{Code, Detail, Finding, Findings, Mark};
use crate::report::{AsideKind, Report};
use crate::rule::Config;
use crate::table::ColumnKind;

/// Tells what of a report and of its tables' columns is not obeyed.
pub(super) fn tell_aside(report: &Report, config: &Config, to: &mut Findings) {
    let Some(severity) = config.severity_of(Code::NotObeyed) else {
        return;
    };
    let mut tell = |mark, what| {
        let detail = Detail::NotObeyed(what);
        to.push(Finding::new(Code::NotObeyed, severity, mark, detail));
    };
    for aside in &report.aside {
        tell(Mark::in_file(aside.place.clone()), aside.what.clone());
    }
    for table in &report.tables {
        let columns = table.layout.columns.iter().enumerate();
        for (number, column) in columns.filter(|(_, column)| column.kind == ColumnKind::Aside) {
            let mark = Mark::column(&table.layout, number);
            tell(mark, AsideKind::Column(column.name.clone()));
        }
    }
}
