//! The reports of a run in which no rule was checked, by the reason.

use crate::lang::Lang;
use crate::say;
use crate::say::lists;
use crate::say::run::{ReportLine, Run};
use crate::say::unchecked::{Unchecked, not_one};

/// Reports named before the list is cut.
const REPORTS_NAMED: usize = 3;

/// What is said of a report in which no rule was checked; what could not be
/// read is a reason that is told by itself.
pub(crate) fn of_report(line: &ReportLine, lang: Lang) -> Option<String> {
    let why = line.unchecked.as_ref()?;
    Some(match line.unread {
        0 => why.say(lang),
        _ => not_one(lang),
    })
}

/// What is said of a run in which reports were not checked by any rule, a line
/// a reason; nothing where each was.
pub(crate) fn of_run(run: &Run, lang: Lang) -> Vec<String> {
    match ReportLine::total(run).unchecked {
        Some(why) if run.lines.iter().any(ReportLine::is_unchecked) => vec![why.say(lang)],
        _ => of_some(run, lang),
    }
}

/// The same of a run in which others were checked; where none was, the counts
/// of the run say it.
pub(crate) fn of_some(run: &Run, lang: Lang) -> Vec<String> {
    if ReportLine::total(run).unchecked.is_some() {
        return Vec::new();
    }
    let mut groups: Vec<(Unchecked, Vec<String>)> = Vec::new();
    for line in run.lines.iter().filter(|line| line.is_unchecked()) {
        let Some(why) = &line.unchecked else { continue };
        let name = line.path.display().to_string();
        match groups.iter_mut().find(|(known, _)| known.is_like(why)) {
            Some((known, names)) => {
                known.add(why);
                names.push(name);
            }
            None => groups.push((why.clone(), vec![name])),
        }
    }
    let all = run.lines.len();
    let said = groups.into_iter().map(|(why, names)| {
        let (some, why) = (names.len(), why.why(lang));
        let names = lists::cut(&names, REPORTS_NAMED, "份", lang);
        say!(
            lang,
            "no rule was checked in {some} of {all} reports ({names}): {why}",
            "{all} 份报告中有 {some} 份没有核对任何规则（{names}）：{why}"
        )
    });
    said.collect()
}
