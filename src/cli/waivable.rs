//! What `waive` and `baseline` have in common: a report with its findings,
//! the waivers that they call for, and the file that those are written to.

use super::alone::Alone;
use super::bad_value::BadValue;
use super::exit::Exit;
use super::terminal::Terminal;
use super::whole_file::{Before, Unwritable, WriteError, write_over};
use crate::cell::same_cell;
use crate::check::{Outcome, subject, table_is_gone};
use crate::date::Date;
use crate::finding::{Finding, Listed, MOST_LISTED};
use crate::format::text::drawn;
use crate::reason;
use crate::report::{FACTS_FILE, Loaded, ReadError, Report};
use crate::rule::{
    CodeGroup, Config, Waiver, WaiverDraft, WaiverSubject, waiver_block, with_waivers,
};
use crate::say;
use crate::say::errors;
use crate::source::SETTINGS_LIMIT;
use std::collections::{BTreeMap, HashMap};
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
    /// What that said before the report was checked.
    before: Before,
    /// Nobody else waives in its folder until this is done.
    _alone: Option<Alone>,
}

/// How often a report is checked again because its waivers were changed by
/// hand meanwhile.
const AGAIN: usize = 3;

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
    /// Opens and checks a report, or one table of it. Until this is done with,
    /// no other run waives in it, unless nothing is to be written.
    ///
    /// # Errors
    /// When another run does not end.
    pub(super) fn open(
        path: &Path,
        today: Date,
        writes: bool,
        terminal: &Terminal,
    ) -> Result<Waivable, WriteError> {
        Waivable::open_listing(None, path, today, writes, terminal)
    }

    /// The same where all findings are to be waived, so that no more need be
    /// known of most than what their waivers say.
    ///
    /// # Errors
    /// When another run does not end.
    pub(super) fn open_all(
        path: &Path,
        today: Date,
        writes: bool,
        terminal: &Terminal,
    ) -> Result<Waivable, WriteError> {
        let listed = Listed {
            most: MOST_LISTED,
            subject,
            bytes: SETTINGS_LIMIT << 20,
        };
        Waivable::open_listing(Some(listed), path, today, writes, terminal)
    }

    fn open_listing(
        listed: Option<Listed>,
        path: &Path,
        today: Date,
        writes: bool,
        terminal: &Terminal,
    ) -> Result<Waivable, WriteError> {
        let single = !path.is_dir();
        let folder = match path.parent() {
            Some(parent) if single => parent,
            _ => path,
        };
        let facts = folder.join(FACTS_FILE);
        let unwritten = |why| WriteError {
            path: facts.clone(),
            why,
        };
        let alone = writes.then(|| Alone::in_folder(folder)).transpose();
        let alone = alone.map_err(|error| unwritten(error.into()))?;
        let access = terminal.reach.access(&facts);
        // What cannot be read is told with the report, and not written to.
        let before = Before::of(&facts, access.clone());
        let before = before.unwrap_or_else(|_| Before::nothing(access));
        let mut opened = terminal.opening().today(today).open_there(path);
        opened.options.listed = listed;
        let outcome = opened.check_by(reason::check);
        Ok(Waivable {
            facts,
            before,
            _alone: alone,
            report: opened.report,
            loaded: opened.loaded,
            outcome,
        })
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

    /// The waivers that all of them call for, and how many they are.
    ///
    /// # Errors
    /// When no file could hold them.
    pub(super) fn all_drafts(
        &self,
        reason: &str,
        expires: Option<Date>,
    ) -> Result<(Vec<WaiverDraft>, u64), Unwritten> {
        let none = BTreeMap::new();
        let beyond = match &self.outcome.findings.beyond {
            Some(beyond) => beyond.subjects().ok_or_else(|| self.too_long())?,
            None => &none,
        };
        let listed = self.findings().map(|finding| (subject(finding), 1));
        let noted = beyond.iter();
        let noted = noted.map(|(subject, times)| (subject.clone(), *times));
        let drafts = drafts(listed.chain(noted), (reason, expires));
        let count = drafts.iter().map(|draft| draft.times).sum();
        Ok((drafts, count))
    }

    /// The waivers that some findings call for, those alike as one.
    pub(super) fn drafts(
        &self,
        findings: &[&Finding],
        reason: &str,
        expires: Option<Date>,
    ) -> Vec<WaiverDraft> {
        let subjects = findings.iter().map(|finding| (subject(finding), 1));
        drafts(subjects, (reason, expires))
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
        if self.errors().next().is_some() || !self.report.is_folder {
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
        // What would not be read again need not be put together.
        let lengths = drafts.iter().map(|draft| waiver_block(draft, "\n").len());
        if lengths.sum::<usize>() > SETTINGS_LIMIT << 20 {
            return Err(self.too_long());
        }
        let text = self.text_before().map_err(Unwritten::File)?;
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

    /// Why a file of more waivers than are read again is not written.
    fn too_long(&self) -> Unwritten {
        let (path, why) = (self.facts.clone(), Unwritable::Long);
        Unwritten::File(WriteError { path, why })
    }

    /// What the file said before the report was checked; nothing where there
    /// was none.
    fn text_before(&self) -> Result<String, WriteError> {
        let bytes = self.before.bytes.clone().unwrap_or_default();
        String::from_utf8(bytes).map_err(|_| WriteError {
            path: self.facts.clone(),
            why: std::io::Error::from(ErrorKind::InvalidData).into(),
        })
    }

    /// Writes the file, if it says what it did when the report was checked.
    ///
    /// # Errors
    /// When it cannot be written; then what was there is untouched.
    pub(super) fn write(&self, text: &str) -> Result<(), Unwritten> {
        if text.len() > SETTINGS_LIMIT << 20 {
            return Err(self.too_long());
        }
        write_over(&self.facts, self.before.clone(), text).map_err(Unwritten::File)
    }
}

/// The waivers of findings by what each says, those alike as one.
fn drafts(
    subjects: impl Iterator<Item = (WaiverSubject, u64)>,
    (reason, expires): (&str, Option<Date>),
) -> Vec<WaiverDraft> {
    let mut drafts: Vec<WaiverDraft> = Vec::new();
    let mut known: HashMap<WaiverSubject, usize> = HashMap::new();
    for (subject, times) in subjects {
        let number = *known.entry(subject.clone()).or_insert(drafts.len());
        match drafts.get_mut(number) {
            Some(draft) => draft.times += times,
            None => drafts.push(WaiverDraft {
                subject,
                times,
                reason: reason.to_owned(),
                expires,
            }),
        }
    }
    drafts
}

/// Does something with a checked report, again where its waivers were changed
/// by hand meanwhile.
///
/// # Errors
/// What could not be written in the end.
pub(super) fn again<T>(mut once: impl FnMut() -> Result<T, Unwritten>) -> Result<T, Unwritten> {
    for _ in 1..AGAIN {
        match once() {
            Err(Unwritten::File(error)) if matches!(error.why, Unwritable::Changed) => {}
            done => return done,
        }
    }
    once()
}

impl From<WriteError> for Unwritten {
    fn from(error: WriteError) -> Unwritten {
        Unwritten::File(error)
    }
}

impl Unwritten {
    /// Says why; what would have been written goes with it.
    pub(super) fn tell(&self, terminal: &Terminal) -> Exit {
        match self {
            Unwritten::File(error) => terminal.unwritten(error),
            Unwritten::Text(path, blocks) => {
                let problem = say!(
                    terminal.lang,
                    "waivers cannot be put into this text as it is; make each a `[[waivers]]` table of its own, and add:",
                    "无法直接写入这个文件；请把每条豁免写成单独的 [[waivers]] 表，并加入："
                );
                terminal.warn_drawn(&drawn::unwritten(path, &problem, terminal.drawing()));
                terminal.warn(&format!("\n{blocks}"));
                Exit::Unread
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

#[cfg(test)]
mod tests {
    use super::super::terminal::Terminal;
    use super::super::whole_file::Unwritable;
    use super::{Unwritten, Waivable, again, subject};
    use crate::date::Date;
    use crate::finding::Listed;
    use crate::source::SETTINGS_LIMIT;

    const OLD: &str =
        "[[waivers]]\nrule = \"idle\"\ncell = \"t.a\"\nprint = \"1\"\nreason = \"old\"\n";
    const BY_HAND: &str =
        "[[waivers]]\nrule = \"one\"\ncell = \"t.a\"\nprint = \"1\"\nreason = \"by hand\"\n";

    /// Takes out what waives nothing, while `meddle` does something to the file
    /// before each try at writing; how it ends, and how often it was tried.
    fn prune(meddle: impl Fn(usize, &str) -> Option<String>) -> (bool, usize, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("written");
        };
        file("t.csv", "key,value\na,1\nb,1\n");
        let rules = "[[sections.t.rules]]\nname = \"one\"\ncheck = \"a = 5\"\n";
        file("reportcheck.toml", rules);
        file("report.toml", OLD);
        let mut tries = 0;
        let read = || std::fs::read_to_string(folder.path().join("report.toml")).expect("a text");
        let done = again(|| {
            tries += 1;
            let terminal = Terminal::of_test();
            let waivable = Waivable::open(folder.path(), Date::today(), true, &terminal)?;
            let text = waivable.text(&[], &waivable.idle())?;
            if let Some(meddled) = meddle(tries, &read()) {
                file("report.toml", &meddled);
            }
            waivable.write(&text)
        });
        (done.is_ok(), tries, read())
    }

    /// What nothing reads again waives nothing, and stops every later check.
    #[test]
    fn no_more_is_written_than_is_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let facts = folder.path().join("report.toml");
        std::fs::write(&facts, OLD).expect("written");
        let terminal = Terminal::of_test();
        let open = || Waivable::open(folder.path(), Date::today(), true, &terminal);
        let comments = |length: usize| format!("{OLD}{}\n", "#".repeat(length - OLD.len() - 1));
        let waivable = open().expect("a report");
        let long = waivable.write(&comments((SETTINGS_LIMIT << 20) + 1));
        assert!(
            matches!(long, Err(Unwritten::File(error)) if matches!(error.why, Unwritable::Long))
        );
        assert_eq!(std::fs::read_to_string(&facts).expect("a text"), OLD);
        assert!(waivable.write(&comments(SETTINGS_LIMIT << 20)).is_ok());
    }

    #[test]
    fn a_waiver_that_is_added_by_hand_meanwhile_is_not_taken_for_another() {
        assert_eq!(prune(|_, _| None), (true, 1, String::new()));
        let once = |tries: usize, text: &str| (tries == 1).then(|| format!("{BY_HAND}{text}"));
        let (done, tries, text) = prune(once);
        assert!(done && tries == 2, "{tries}");
        assert!(text.contains("by hand") && !text.contains("old"), "{text}");
        // One that is saved all the time is left alone in the end.
        let always = |tries: usize, text: &str| Some(format!("# {tries}\n{text}"));
        let (done, tries, text) = prune(always);
        assert_eq!((done, tries), (false, 3));
        assert_eq!(text, format!("# 3\n# 2\n# 1\n{OLD}"));
    }

    /// However few findings are held, all of them are waived, those alike as one.
    #[test]
    fn what_is_not_held_is_waived_as_what_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("written");
        };
        let rows: String = (0..40)
            .map(|row| format!("{},{row},1,{}\n", row / 2 % 15, row + 2 - row % 3))
            .collect();
        file("t.csv", &format!("key,a,b,c\n{rows}"));
        let rules = "[[sections.t.rules]]\nname = \"one\"\ncheck = \"c = a + b\"\n";
        file("reportcheck.toml", rules);
        let terminal = Terminal::of_test();
        let drafts = |most: Option<usize>, bytes: usize| {
            let listed = most.map(|most| Listed {
                most,
                subject,
                bytes,
            });
            let today = Date::today();
            let waivable = Waivable::open_listing(listed, folder.path(), today, false, &terminal);
            let waivable = waivable.expect("a report");
            let held = waivable.outcome.findings.kept.len();
            let drafts = waivable.all_drafts("reason", None);
            drafts.ok().map(|(mut drafts, count)| {
                drafts.sort_by(|one, other| one.subject.cmp(&other.subject));
                (held, drafts, count)
            })
        };
        let (all, expected, count) = drafts(None, 0).expect("drafts");
        assert!(all > 30 && expected.len() < all && count == all as u64);
        for most in [0, 3, 20, 100] {
            let (held, found, total) = drafts(Some(most), 1 << 20).expect("drafts");
            assert!(held <= 3 * most || held == all, "{held} of {most}");
            assert_eq!((found, total), (expected.clone(), count), "{most}");
        }
        // What no file could hold is told.
        assert!(drafts(Some(3), 100).is_none());
    }

    #[test]
    fn only_a_change_is_tried_again() {
        let mut tries = 0;
        let ended: Result<(), Unwritten> = again(|| {
            tries += 1;
            Err(Unwritten::Text("report.toml".into(), String::new()))
        });
        assert!(ended.is_err());
        assert_eq!(tries, 1);
    }
}
