//! What `waive` and `baseline` have in common: a report with its findings,
//! the waivers that they call for, and the file that those are written to.

use super::bad_value::BadValue;
use super::terminal::Terminal;
use super::whole_file::{WriteError, write_whole};
use crate::cell::same_cell;
use crate::check::{Outcome, subject, table_is_gone};
use crate::date::Date;
use crate::finding::Finding;
use crate::format::text::drawn;
use crate::reason;
use crate::report::{FACTS_FILE, Loaded, ReadError, Report};
use crate::rule::{
    CodeGroup, Config, Waiver, WaiverDraft, WaiverSubject, waiver_block, with_waivers,
};
use crate::say;
use crate::say::errors;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A checked report whose findings may be waived.
pub(super) struct Waivable {
    /// The report.
    pub report: Report,
    /// What checking it found, all of it.
    pub outcome: Outcome,
    /// Its configuration, with what is wrong in it.
    loaded: Arc<Loaded>,
    /// The file of its waivers.
    facts: PathBuf,
}

/// Why waivers could not be written.
pub(super) enum Unwritten {
    /// The file could not be read or written.
    File(WriteError),
    /// Its text cannot take them as they are; the waivers as they would stand.
    Text(PathBuf, String),
}

/// Whether waivers can end on a day: one that is past would waive nothing, and
/// that is told.
pub(super) fn can_end(last: Option<Date>, today: Date, terminal: &Terminal) -> bool {
    let Some(last) = last.filter(|last| *last < today) else {
        return true;
    };
    let problem = say!(
        terminal.lang,
        "--expires: {last} is past, so the waiver would waive nothing; write a day from {today} on",
        "--expires：{last} 已过，这样的豁免不起作用；请写 {today} 或以后的日期"
    );
    terminal.problem(&problem);
    false
}

impl Waivable {
    /// Opens and checks a report, or one table of it.
    pub(super) fn open(path: &Path, today: Date, terminal: &Terminal) -> Waivable {
        let mut opened = terminal.opening().today(today).open_there(path);
        let outcome = opened.check_by(reason::check);
        let single = !path.is_dir();
        let beside = if single { path.parent() } else { Some(path) };
        Waivable {
            facts: beside.unwrap_or(path).join(FACTS_FILE),
            report: opened.report,
            loaded: opened.loaded,
            outcome,
        }
    }

    /// Its configuration.
    pub(super) fn config(&self) -> &Config {
        &self.loaded.config
    }

    /// The file that its waivers are in.
    pub(super) fn facts(&self) -> &Path {
        &self.facts
    }

    /// All that could not be read.
    pub(super) fn errors(&self) -> impl Iterator<Item = &ReadError> {
        self.loaded.errors.iter().chain(&self.outcome.errors)
    }

    /// Whether something is wrong with the file of its waivers, so that it is
    /// better left alone.
    pub(super) fn facts_are_wrong(&self) -> bool {
        let at = |error: &ReadError| errors::place(error).map(|at| at.path);
        self.errors()
            .any(|error| at(error).as_deref() == Some(self.facts.as_path()))
    }

    /// The findings that can be waived: all but those about waivers. One that
    /// is told in another, since the same change mends both, is waived by
    /// itself.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        let kept = self.outcome.findings.kept.iter();
        let with_explained = kept.flat_map(Finding::with_explained);
        with_explained.filter(|finding| finding.code.group() != CodeGroup::Waiver)
    }

    /// The waivers that some findings call for, those alike as one.
    pub(super) fn drafts(
        &self,
        findings: &[&Finding],
        reason: &str,
        expires: Option<Date>,
    ) -> Vec<WaiverDraft> {
        let mut drafts: Vec<WaiverDraft> = Vec::new();
        let mut known: HashMap<WaiverSubject, usize> = HashMap::new();
        for finding in findings {
            let subject = subject(finding);
            let number = *known.entry(subject.clone()).or_insert(drafts.len());
            match drafts.get_mut(number) {
                Some(draft) => draft.times += 1,
                None => drafts.push(WaiverDraft {
                    subject,
                    times: 1,
                    reason: reason.to_owned(),
                    expires,
                }),
            }
        }
        drafts
    }

    /// How many findings each waiver waives.
    fn uses(&self) -> Vec<u64> {
        let mut by_start: HashMap<usize, u64> = HashMap::new();
        for waived in &self.outcome.waived {
            *by_start.entry(waived.place.start).or_default() += 1;
        }
        let waivers = self.report.facts.waivers.iter();
        let uses = |waiver: &Waiver| by_start.get(&waiver.place.start).copied();
        waivers
            .map(|waiver| uses(waiver).unwrap_or_default())
            .collect()
    }

    /// The numbers of the waivers that waive nothing; none where that cannot
    /// be told, since not all of the report was read.
    pub(super) fn idle(&self) -> Vec<usize> {
        if self.errors().next().is_some() || !self.report.path.is_dir() {
            return Vec::new();
        }
        let waivers = self.report.facts.waivers.iter();
        let uses = waivers.zip(self.uses()).enumerate();
        let idle = uses.filter(|(_, (waiver, uses))| {
            let waived = &waiver.says.subject;
            *uses == 0 && !table_is_gone(waived, &self.report, self.config())
        });
        idle.map(|(number, _)| number).collect()
    }

    /// The text of the file with these waivers in it and without some others.
    /// Those for the same cell that waive nothing any more make room.
    ///
    /// # Errors
    /// When the file cannot be read, or cannot take them.
    pub(super) fn text(&self, drafts: &[WaiverDraft], out: &[usize]) -> Result<String, Unwritten> {
        let mut drafts = drafts.to_vec();
        let mut out = out.to_vec();
        let waivers = self.report.facts.waivers.iter().zip(self.uses());
        for (number, (waiver, uses)) in waivers.enumerate() {
            let known = &waiver.says.subject;
            let of_rule = |draft: &&mut WaiverDraft| draft.subject.rule == known.rule;
            for draft in drafts.iter_mut().filter(of_rule) {
                let own = &draft.subject;
                let cell = || same_cell(known.cell.as_deref(), own.cell.as_deref());
                if known == own {
                    // One that is used is for its findings and the new ones.
                    draft.times += uses;
                    out.push(number);
                } else if uses == 0 && cell() {
                    out.push(number);
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        let text = read(&self.facts).map_err(Unwritten::File)?;
        let (mark, text) = match text.strip_prefix(BYTE_ORDER_MARK) {
            Some(text) => (BYTE_ORDER_MARK, text),
            None => ("", text.as_str()),
        };
        match with_waivers(&self.facts, text, &out, &drafts) {
            Some(new) => Ok(format!("{mark}{new}")),
            None => {
                let blocks: Vec<String> = drafts
                    .iter()
                    .map(|draft| waiver_block(draft, "\n"))
                    .collect();
                Err(Unwritten::Text(self.facts.clone(), blocks.join("\n")))
            }
        }
    }

    /// Writes the file.
    ///
    /// # Errors
    /// When it cannot be written; then what was there is untouched.
    pub(super) fn write(&self, text: &str) -> Result<(), Unwritten> {
        write_whole(&self.facts, text).map_err(Unwritten::File)
    }
}

/// The file's text; empty where there is none yet.
fn read(path: &Path) -> Result<String, WriteError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(cause) => Err(WriteError {
            path: path.to_path_buf(),
            why: cause.into(),
        }),
    }
}

impl Unwritten {
    /// Says why; what would have been written goes with it.
    pub(super) fn tell(&self, terminal: &Terminal) {
        match self {
            Unwritten::File(error) => {
                terminal.unwritten(error);
            }
            Unwritten::Text(path, blocks) => {
                let problem = say!(
                    terminal.lang,
                    "waivers cannot be put into this text as it is; make each a `[[waivers]]` table of its own, and add:",
                    "无法直接写入这个文件；请把每条豁免写成单独的 [[waivers]] 表，并加入："
                );
                terminal.warn_drawn(&drawn::unwritten(path, &problem, terminal.drawing()));
                terminal.warn(&format!("\n{blocks}"));
            }
        }
    }
}

/// A reason of at least one word.
pub(super) fn reason(text: &str) -> Result<String, BadValue> {
    match text.trim() {
        "" => Err(BadValue::new(|lang| {
            say!(
                lang,
                "expected a reason; a waiver without one helps nobody",
                "请写明理由；没有理由的豁免没有意义"
            )
        })),
        text => Ok(text.to_owned()),
    }
}
