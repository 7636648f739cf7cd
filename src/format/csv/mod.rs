//! Findings for a spreadsheet: one row each, across all reports, under column
//! names that do not change with the language. It begins with a byte order
//! mark, without which Excel takes Chinese for something else.

pub(crate) mod cells;
pub(crate) mod claims;
pub(crate) mod periods;
pub(crate) mod relations;
pub(crate) mod table;

use crate::figure::exact::show;
use crate::finding::{CellLabels, Detail, Finding, Mismatch, NotChecked, Reasoned};
use crate::format::csv::cells::{MARK, number as as_number, words, written};
use crate::format::identity::{Identities, Identity};
use crate::format::output::{Output, Setting};
use crate::format::places::relative;
use crate::lang::Lang;
use crate::place::Place;
use crate::report::ReadError;
use crate::rule::Severity;
use crate::say::clash::{self, whole};
use crate::say::not_checked::{more_not_checked, reason};
use crate::say::quote::one_line;
use crate::say::run::{Checked, Run};
use crate::say::unchecked_reports::of_report;
use crate::say::{counts, errors, ignored, title};
use std::path::Path;

/// One row a finding.
pub(crate) struct Csv(pub Setting);

/// The columns.
pub(crate) const COLUMNS: [&str; 26] = [
    "report",
    "period",
    "severity",
    "code",
    "rule",
    "section",
    "row",
    "cell",
    "print",
    "file",
    "line",
    "column",
    "message",
    "difference",
    "allowed",
    "would_hold_with",
    "why",
    "waived",
    "status",
    "suspect",
    "suggested",
    "explains",
    "section_label",
    "row_label",
    "column_label",
    "rounded",
];

/// Decimal places at which a difference that does not end is rounded, which
/// the row says.
const PLACES: u32 = 12;
/// Decimal places of one that ends.
const PLACES_THAT_END: u32 = 60;

/// A row by its columns; what is not set is empty.
#[derive(Clone, Default)]
struct CsvRecord {
    cells: [String; COLUMNS.len()],
}

impl CsvRecord {
    /// Sets a column to words.
    fn set(&mut self, column: &str, text: &str) {
        self.set_raw(column, words(text));
    }

    /// Sets a column to what is no formula by itself: a number.
    fn set_raw(&mut self, column: &str, text: String) {
        if let Some(at) = COLUMNS.iter().position(|name| *name == column) {
            self.cells[at] = text;
        }
    }

    fn set_place(&mut self, path: &Path, (line, column): (u64, u64)) {
        self.set("file", &relative(path));
        self.set_raw("line", line.to_string());
        self.set_raw("column", column.to_string());
    }

    fn set_cell(&mut self, place: &Place) {
        self.set_place(&place.excerpt.path, place.line_column());
    }

    /// What section, row and column of a cell are called, where they have labels.
    fn set_labels(&mut self, labels: &CellLabels, lang: Lang) {
        let named = [
            ("section_label", &labels.section),
            ("row_label", &labels.row),
            ("column_label", &labels.column),
        ];
        for (column, label) in named {
            self.set(column, label.say(lang).unwrap_or_default());
        }
    }

    fn text(&self) -> String {
        // Writing to memory does not fail.
        written([&self.cells]).unwrap_or_default()
    }
}

impl Output for Csv {
    fn head(&self, _run: &Run) -> String {
        let header = CsvRecord {
            cells: COLUMNS.map(str::to_owned),
        };
        format!("{MARK}{}", header.text())
    }

    fn parts(&self, checked: &Checked<'_>) -> Vec<String> {
        let setting = &self.0;
        let ids = Identities::of(checked, setting.limit);
        let mut empty = CsvRecord::default();
        empty.set("report", &relative(&checked.report.path));
        if let Some(period) = &checked.report.period {
            empty.set("period", period.text());
        }
        let row = |status: &str| {
            let mut row = empty.clone();
            row.set("status", status);
            row
        };
        let mut rows = Vec::new();
        for error in checked.errors() {
            rows.push(self.unread(row("unreadable"), error));
        }
        for (finding, id) in checked.listed(setting.limit).iter().zip(&ids.listed) {
            rows.push(self.finding(row("finding"), finding, id));
        }
        for (waived, id) in checked.outcome.waived.iter().zip(&ids.waived) {
            let mut row = self.finding(row("waived"), &waived.finding, id);
            row.set("waived", &waived.reason);
            rows.push(row);
        }
        for check in &checked.outcome.not_checked {
            rows.push(self.not_checked(row("not checked"), check));
        }
        if let Some(reasoned) = &checked.outcome.reasoned {
            self.reasoned(&row, reasoned, &mut rows);
        }
        let hidden = counts::hidden(checked, setting.limit, setting.lang);
        let more = more_not_checked(checked.outcome, setting.lang);
        for line in hidden.into_iter().chain(more) {
            let mut row = row("not listed");
            row.set("message", &line);
            rows.push(row);
        }
        for name in &checked.report.ignored {
            let row = row("not read");
            rows.push(self.ignored(row, &checked.report.path.join(name)));
        }
        let line = checked.line();
        if let Some(told) = of_report(&line, setting.lang) {
            let mut row = row("no rule checked");
            if line.fails_for_nothing(setting.allow_unchecked) {
                row.set("severity", Severity::Error.name());
            }
            row.set("message", &told);
            rows.push(row);
        }
        rows.iter().map(CsvRecord::text).collect()
    }

    fn tail(&self, run: &Run) -> String {
        let rows = run.ignored.iter().map(|path| {
            let mut row = CsvRecord::default();
            row.set("status", "not read");
            self.ignored(row, path).text()
        });
        rows.collect()
    }
}

impl Csv {
    fn ignored(&self, mut row: CsvRecord, path: &Path) -> CsvRecord {
        row.set("file", &relative(path));
        row.set("message", &ignored::why(path, self.0.lang));
        row
    }

    fn unread(&self, mut row: CsvRecord, error: &ReadError) -> CsvRecord {
        row.set("severity", "error");
        row.set("message", &errors::problem(error, self.0.lang));
        if let Some(at) = errors::place(error) {
            row.set_place(&at.path, (at.line, at.column));
        }
        row
    }

    fn finding(&self, mut row: CsvRecord, finding: &Finding, id: &Identity) -> CsvRecord {
        let lang = self.0.lang;
        row.set("severity", finding.severity.name());
        row.set("code", finding.code.name());
        row.set("section", &finding.section);
        let key = id.cell.as_ref().and_then(|cell| cell.key.as_deref());
        if let Some(key) = finding.row_key().or(key) {
            row.set("row", key);
        }
        if let Some(cell) = &id.cell {
            row.set("cell", &cell.to_string());
        }
        let primary = finding.primary();
        match primary.figure.is_some() {
            true => row.set_raw("print", as_number(primary.place.words())),
            false => row.set("print", primary.place.words()),
        }
        row.set_cell(&primary.place);
        row.set_labels(&primary.labels, lang);
        row.set("message", &title(finding, lang));
        if let Some(rule) = &finding.rule {
            row.set("rule", &rule.name);
            row.set("why", rule.why.say(lang).unwrap_or_default());
        }
        if let Detail::Mismatch(mismatch) = &finding.detail {
            set_numbers(&mut row, mismatch);
        }
        set_clash(&mut row, finding, lang);
        row
    }

    /// What reasoning over the whole report came to beside its findings.
    fn reasoned(
        &self,
        row: &dyn Fn(&str) -> CsvRecord,
        reasoned: &Reasoned,
        rows: &mut Vec<CsvRecord>,
    ) {
        let lang = self.0.lang;
        for one in &reasoned.deduced {
            let mut row = row("deduced");
            row.set("section", &one.mark.named_cell().section);
            row.set(
                "row",
                one.mark.named_cell().key.as_deref().unwrap_or_default(),
            );
            row.set("cell", &one.mark.named_cell().to_string());
            row.set_cell(&one.mark.place);
            row.set_labels(&one.mark.labels, lang);
            row.set("message", &whole::derived(one, lang));
            row.set_raw("suggested", as_number(&one.print));
            rows.push(row);
        }
        for left in &reasoned.left_out {
            let mut row = row("left out");
            row.set("rule", &left.rule.name);
            row.set("message", &whole::why_left_out(left.why, lang));
            row.set_cell(&left.rule.place);
            rows.push(row);
        }
        for line in whole::gave_up(reasoned, lang) {
            let mut row = row("gave up");
            row.set("message", &line);
            rows.push(row);
        }
    }

    fn not_checked(&self, mut row: CsvRecord, check: &NotChecked) -> CsvRecord {
        let lang = self.0.lang;
        row.set("rule", &check.rule.name);
        row.set("section", check.section.as_deref().unwrap_or_default());
        let key = check.row.as_ref().map_or("", |row| row.key.as_str());
        row.set("row", key);
        row.set("message", &reason(check, lang));
        row.set("why", check.rule.why.say(lang).unwrap_or_default());
        if let Some(cell) = &check.cell {
            row.set_cell(&cell.place);
            row.set_labels(&cell.labels, lang);
        }
        row
    }
}

/// The likeliest change, where it can be told, and the rules of the findings
/// that are told in this one.
fn set_clash(row: &mut CsvRecord, finding: &Finding, lang: Lang) {
    let set = finding.clash.as_deref().and_then(clash::likeliest);
    let changes = set.map_or(&[][..], |set| &set.changes);
    let names = changes
        .iter()
        .map(|one| one_line(&one.mark.named_cell().to_string()));
    row.set("suspect", &names.collect::<Vec<_>>().join("; "));
    // A single print is a number; a phrase, or several, are words.
    match changes {
        [one] if one.print.is_some() => {
            row.set_raw("suggested", as_number(&clash::meant(one, lang)))
        }
        changes => {
            let meant = changes.iter().map(|one| clash::meant(one, lang));
            row.set("suggested", &meant.collect::<Vec<_>>().join("; "));
        }
    }
    row.set("explains", &clash::explained_rules(finding).join("; "));
}

/// Differences as plain decimals, so that a spreadsheet can sum and sort them.
fn set_numbers(row: &mut CsvRecord, mismatch: &Mismatch) {
    let mut rounded = Vec::new();
    let numbers = [
        ("difference", &mismatch.difference),
        ("allowed", &mismatch.allowed),
    ];
    for (column, value) in numbers {
        let Some(value) = value else { continue };
        let whole = show(value, PLACES_THAT_END);
        let number = match whole.exact {
            true => whole,
            false => show(value, PLACES),
        };
        if !number.exact {
            rounded.push(column);
        }
        row.set_raw(column, number.text);
    }
    row.set("rounded", &rounded.join("; "));
    let repairs = mismatch
        .repairs
        .iter()
        .map(|repair| one_line(&format!("{} {}", repair.name, repair.print)));
    row.set("would_hold_with", &repairs.collect::<Vec<_>>().join("; "));
}
