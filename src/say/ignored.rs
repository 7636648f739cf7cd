//! Files that lie among a report's tables, or among reports, and are not read.

use crate::lang::Lang;
use crate::report::{Report, is_table};
use crate::say;
use crate::say::lists;
use crate::say::run::Run;
use std::path::Path;

/// Files named before the list is cut.
const FILES_NAMED: usize = 3;

/// That files of a report are not read, and which; nothing where all are.
pub(crate) fn of_report(report: &Report, lang: Lang) -> Option<String> {
    let ignored = &report.ignored;
    let table = ignored.iter().any(|name| is_table(Path::new(name)));
    (!ignored.is_empty()).then(|| not_read(ignored.len(), ignored, table, lang))
}

/// The same of all reports of a run, and of what lies among them.
pub(crate) fn of_run(run: &Run, lang: Lang) -> Option<String> {
    let of_reports = run.lines.iter().flat_map(|line| {
        let names = line.ignored.iter();
        let here = line.path.as_os_str() == ".";
        names.map(move |name| match here {
            true => name.clone(),
            false => line.path.join(name).display().to_string(),
        })
    });
    let among = run.ignored.iter().map(|path| path.display().to_string());
    let names: Vec<String> = among.chain(of_reports).collect();
    let table = names.iter().any(|name| is_table(Path::new(name)));
    let all = run.ignored_files();
    (all > 0).then(|| not_read(all, &names, table, lang))
}

/// How many are not read, and which; `table`, whether tables are among them.
fn not_read(count: usize, names: &[String], table: bool, lang: Lang) -> String {
    let names = &names[..names.len().min(FILES_NAMED)];
    let more = (count - names.len()) as u64;
    let names = lists::listed_in_part(names, more, "项", lang);
    if table {
        return say!(
            lang,
            "{count} not read: {names} (of files for one section the newest is, and only .csv tables and documents are)",
            "未读取 {count} 项：{names}（同一部分的几个文件只读取最新的一个；只读取 .csv 表格和文档）"
        );
    }
    say!(
        lang,
        "{count} not read: {names} (only .csv tables and documents are)",
        "未读取 {count} 项：{names}（只读取 .csv 表格和文档）"
    )
}

/// Why one of them is not read.
pub(crate) fn why(path: &Path, lang: Lang) -> String {
    if is_table(path) {
        return say!(
            lang,
            "not read: another file is for the same section, and newer",
            "未读取：同一部分另有更新的文件"
        );
    }
    say!(
        lang,
        "not read: only .csv tables and documents are",
        "未读取：只读取 .csv 表格和文档"
    )
}
