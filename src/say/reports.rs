//! The end of a run over many reports: which came out how.

use crate::clean::on_one_line;
use crate::lang::Lang;
use crate::rule::Severity;
use crate::say;
use crate::say::run::{ReportLine, Run, Standing};
use unicode_width::UnicodeWidthStr;

/// Up to so many reports each have their row; of more, those that agree are
/// only counted.
const ALL_SHOWN: usize = 40;

/// What a standing is called.
pub fn standing_name(standing: Standing, lang: Lang) -> String {
    match standing {
        Standing::Consistent => say!(lang, "consistent", "一致"),
        Standing::Findings => say!(lang, "findings", "有发现"),
        Standing::NotReadable => say!(lang, "not readable", "无法读取"),
    }
}

/// The number of reports of each standing, in one sentence.
pub fn totals(run: &Run, lang: Lang) -> String {
    let reports = run.lines.len();
    let [good, found, unread] = Standing::ALL.map(|standing| run.reports(standing));
    say!(
        lang,
        "{reports} reports: {good} consistent, {found} with findings, {unread} not readable",
        "共 {reports} 份报告：一致 {good}，有发现 {found}，无法读取 {unread}"
    )
}

/// The reports by their outcome, as aligned columns.
pub fn text(run: &Run, lang: Lang) -> String {
    let all = run.lines.len() <= ALL_SHOWN;
    let shown = run
        .lines
        .iter()
        .filter(|line| all || line.standing() != Standing::Consistent);
    let mut rows = vec![headings(lang)];
    rows.extend(shown.map(|line| {
        let name = on_one_line(&line.path.display().to_string());
        cells(name, line, lang)
    }));
    let hidden = run.lines.len() + 1 - rows.len();
    let columns = rows[0].len();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .map(|row| row[column].width())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[column] - cell.width());
            // Names and outcomes begin at the left, counts end at the right.
            match column == 0 || column + 1 == columns {
                true => line.push_str(&format!("{cell}{pad}  ")),
                false => line.push_str(&format!("{pad}{cell}  ")),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    if hidden > 0 {
        text.push_str(&say!(
            lang,
            "… and {hidden} consistent reports\n",
            "……另有 {hidden} 份一致的报告\n"
        ));
    }
    text.push('\n');
    text.push_str(&totals(run, lang));
    text.push('\n');
    text
}

/// The names of the columns.
pub(crate) fn headings(lang: Lang) -> [String; 8] {
    [
        say!(lang, "report", "报告"),
        say!(lang, "errors", "错误"),
        say!(lang, "warnings", "警告"),
        say!(lang, "notes", "提示"),
        say!(lang, "waived", "已豁免"),
        say!(lang, "checks", "核对"),
        say!(lang, "not checked", "未核对"),
        say!(lang, "outcome", "结果"),
    ]
}

/// A report's row below the headings; its name as the format shows it.
pub(crate) fn cells(name: String, line: &ReportLine, lang: Lang) -> [String; 8] {
    [
        name,
        line.count(Severity::Error).to_string(),
        line.count(Severity::Warning).to_string(),
        line.count(Severity::Note).to_string(),
        line.waived.to_string(),
        line.tally.checks().to_string(),
        line.tally.not_checked.to_string(),
        standing_name(line.standing(), lang),
    ]
}
