//! What is wrong with a waiver itself: it has ended, is for figures that are
//! others now, or is for nothing.

use super::subject::table_is_gone;
use crate::cell::{CellPath, NumberedRow};
use crate::check::options::CheckOptions;
use crate::check::outcome::Outcome;
use crate::finding::{Changed, Code, Detail, Finding, Mark, MarkRole, Unused, WaiverNote};
use crate::place::Place;
use crate::report::{Report, row_reader};
use crate::rule::{Config, Waiver, WaiverSubject, nearest};
use crate::table::{Layout, TableRow};
use std::collections::{BTreeMap, BTreeSet};

/// What became of a waiver.
#[derive(Default)]
pub(super) struct WaiverUse {
    /// How many findings it is for.
    pub(super) found: u64,
    /// The cell of the first of them.
    pub(super) cell: Option<Mark>,
}

/// Rows of streamed tables that waivers are for, by table and key; the first
/// of each key.
pub(super) type StreamedRows = BTreeMap<(usize, String), TableRow>;

/// Findings that no waiver is for: the first of each rule and cell.
pub(super) type Unmatched = BTreeMap<(String, Option<CellPath>), (WaiverSubject, Mark)>;

/// Reads the rows of streamed tables that waivers are for.
pub(super) fn streamed_rows<'a>(
    waivers: impl Iterator<Item = &'a Waiver>,
    report: &Report,
    config: &Config,
    options: &CheckOptions,
) -> StreamedRows {
    let mut wanted: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for waiver in waivers {
        let Some(cell) = CellPath::of_subject(&waiver.says.subject) else {
            continue;
        };
        let table = cell.section().and_then(|section| report.table(section));
        let streamed = table.filter(|table| !cell.prior && report.tables[*table].streamed);
        if let (Some(table), Some(key)) = (streamed, cell.names.get(1)) {
            wanted.entry(table).or_default().insert(key.clone());
        }
    }
    let mut rows = StreamedRows::new();
    for (table, keys) in wanted {
        let layout = &report.tables[table].layout;
        let Ok(mut reader) = row_reader(layout, config, &options.read) else {
            continue;
        };
        // What cannot be read is told by the check itself.
        let _header = reader.next_row();
        while let Ok(Some(row)) = reader.next_row() {
            let key = layout.key_of(|column| row.text(column)).into_owned();
            let place = (table, key);
            if keys.contains(&place.1) && !rows.contains_key(&place) {
                rows.insert(place, layout.read(&row, &config.units));
            }
        }
    }
    rows
}

/// What a waiver's cell says today.
enum Now {
    /// This stands there.
    There(Box<Mark>),
    /// The cell is not there.
    Nothing,
    /// The waiver is for no cell.
    NoCell,
}

/// What is said of waivers after a run.
pub(super) struct Judge<'a> {
    pub(super) report: &'a Report,
    pub(super) config: &'a Config,
    pub(super) options: &'a CheckOptions,
    pub(super) outcome: &'a Outcome,
    /// Findings that no waiver is for, with their cells.
    pub(super) unmatched: &'a Unmatched,
    pub(super) rows: StreamedRows,
}

impl Judge<'_> {
    /// What is to be said of a waiver.
    pub(super) fn finding(
        &self,
        waiver: &Waiver,
        standing: &WaiverUse,
        ended: bool,
    ) -> Option<Finding> {
        let note = WaiverNote {
            rule: waiver.says.subject.rule.clone(),
            cell: waiver.says.subject.cell.clone(),
            reason: waiver.says.reason.clone(),
        };
        let (times, found) = (waiver.says.times, standing.found);
        if let (Some(last), true) = (waiver.says.expires, ended) {
            if found == 0 && !self.was_run(waiver) {
                return None;
            }
            let cell = standing
                .cell
                .as_ref()
                .or(self.near(waiver).map(|(_, mark)| mark));
            let place = waiver.expires_place.as_ref().unwrap_or(&waiver.place);
            let detail = Detail::WaiverExpired {
                waiver: note,
                last,
                shows: cell.is_some(),
            };
            return self.told(Code::WaiverExpired, waiver, place, cell, detail);
        }
        if found == times || !self.was_run(waiver) {
            return None;
        }
        if found > 0 {
            let detail = Detail::WaiverUnused(note, Unused::Fewer { times, found });
            return self.told(Code::WaiverUnused, waiver, &waiver.place, None, detail);
        }
        self.without_finding(waiver, note)
    }

    /// A waiver that no finding is waived by.
    fn without_finding(&self, waiver: &Waiver, note: WaiverNote) -> Option<Finding> {
        let waived = &waiver.says.subject;
        let near = self.near(waiver);
        let now = self.cell_now(waived);
        let (changed, cell) = match (near, &now) {
            (Some((found, mark)), _) => (differences(waived, found), Some(mark)),
            (None, Now::There(mark)) if mark.place.words() != waived.print => {
                let print = Changed {
                    name: None,
                    was: waived.print.clone(),
                    now: Some(mark.place.words().to_owned()),
                };
                (vec![print], Some(mark.as_ref()))
            }
            _ => (Vec::new(), None),
        };
        if let Some(first) = changed.first() {
            let number = |name: &String| waived.with.iter().position(|(known, _)| known == name);
            let with = first.name.as_ref().and_then(number);
            let place = with.and_then(|number| waiver.with_places.get(number));
            let place = place.unwrap_or(&waiver.print_place);
            let cell = cell.filter(|_| first.name.is_none());
            let detail = Detail::WaiverChanged {
                waiver: note,
                changed,
                shows: near.is_some(),
            };
            return self.told(Code::WaiverChanged, waiver, place, cell, detail);
        }
        let why = self.why_unused(waived, &now);
        let detail = Detail::WaiverUnused(note, why);
        self.told(Code::WaiverUnused, waiver, &waiver.place, None, detail)
    }

    /// A finding of the waiver's rule in its cell that it is not for.
    fn near(&self, waiver: &Waiver) -> Option<&(WaiverSubject, Mark)> {
        let waived = &waiver.says.subject;
        let cell = (waived.rule.clone(), CellPath::of_subject(waived));
        self.unmatched.get(&cell)
    }

    fn why_unused(&self, waived: &WaiverSubject, now: &Now) -> Unused {
        let name = waived.rule.as_str();
        let mut names: Vec<&str> = Vec::new();
        names.extend(self.config.rules.iter().map(|rule| rule.name.as_str()));
        names.extend(Code::built_in().into_iter().map(|code| code.name()));
        if !names.contains(&name) {
            let nearest = nearest(name, names);
            return Unused::NoSuchName(nearest.map(str::to_owned));
        }
        let is_rule = self.config.rules.iter().any(|rule| rule.name == name);
        let severity = Code::named(name).and_then(|code| self.config.severity_of(code));
        if !is_rule && severity.is_none() {
            return Unused::TurnedOff;
        }
        if let Now::Nothing = now {
            return Unused::NoSuchCell;
        }
        let tally = self.outcome.rules.iter().find(|rule| rule.name == name);
        match tally.map(|rule| rule.tally) {
            Some(tally) if tally.checks() == tally.not_checked && tally.checks() > 0 => {
                Unused::NotChecked
            }
            _ => Unused::Holds,
        }
    }

    /// Whether what a waiver is for was part of this run, so that finding
    /// nothing means that nothing is there.
    fn was_run(&self, waiver: &Waiver) -> bool {
        if !self.outcome.errors.is_empty() {
            return false;
        }
        let waived = &waiver.says.subject;
        let cell = CellPath::of_subject(waived);
        let section = cell.as_ref().and_then(CellPath::section);
        // Of a single table, only its own waivers can be told.
        let table = section.is_some_and(|section| self.report.table(section).is_some());
        if !table && !self.report.is_folder {
            return false;
        }
        if table_is_gone(waived, self.report, self.config) {
            return false;
        }
        let is_rule = |name: &str| self.config.rules.iter().any(|rule| rule.name == name);
        if is_rule(&waived.rule) {
            return self
                .outcome
                .rules
                .iter()
                .any(|rule| rule.name == waived.rule);
        }
        let options = self.options;
        let any = options.sections.is_empty();
        let section = section.map_or(any, |section| options.wants_section(section));
        let known = Code::named(&waived.rule).is_some_and(Code::is_built_in);
        options.rules.is_empty() && section && (known || !options.other_rules)
    }

    fn cell_now(&self, waived: &WaiverSubject) -> Now {
        let Some(cell) = CellPath::of_subject(waived) else {
            return Now::NoCell;
        };
        let report = match (cell.prior, &self.outcome.prior) {
            (true, Some(prior)) => prior,
            (true, None) => return Now::NoCell,
            (false, _) => self.report,
        };
        let (section, key, column) = match cell.names.as_slice() {
            [section, key] => (section, key, None),
            [section, key, column] => (section, key, Some(column.as_str())),
            _ => return Now::NoCell,
        };
        let Some(number) = report.table(section) else {
            return Now::Nothing;
        };
        let table = &report.tables[number];
        let row = match table.streamed {
            true => self.rows.get(&(number, key.clone())).map(|row| (None, row)),
            false => table.row(key).map(|row| (Some(row), &table.rows[row])),
        };
        let layout = &table.layout;
        let mark = match row {
            Some(row) => mark_in(layout, row, column, &waived.print),
            None if column.is_none() => layout
                .column(key)
                .map(|column| Mark::column(layout, column)),
            None => None,
        };
        mark.map_or(Now::Nothing, |mark| Now::There(Box::new(mark)))
    }

    fn told(
        &self,
        code: Code,
        waiver: &Waiver,
        place: &Place,
        cell: Option<&Mark>,
        detail: Detail,
    ) -> Option<Finding> {
        let name = CellPath::of_subject(&waiver.says.subject);
        let section = name
            .as_ref()
            .and_then(CellPath::section)
            .unwrap_or_default();
        let mark = Mark::in_file(place.clone());
        let finding = Finding::new(code, self.config.severity_of(code)?, mark, detail);
        let cell = cell.map(|cell| Mark {
            role: MarkRole::Compared,
            name: String::new(),
            figure: None,
            ..cell.clone()
        });
        let beside = cell.into_iter().collect();
        Some(finding.in_section(section).beside(beside))
    }
}

/// The cell of a row, or the row itself where the waiver is for one.
fn mark_in(
    layout: &Layout,
    row: NumberedRow<'_>,
    column: Option<&str>,
    print: &str,
) -> Option<Mark> {
    let whole = Mark::row(layout, row);
    let column = match column {
        Some(column) => layout.column(column)?,
        None if whole.place.words() == print => return Some(whole),
        None => match layout.list_column() {
            Some(column) => column,
            None => return Some(whole),
        },
    };
    Some(Mark::cell(layout, row, column))
}

/// The prints of a waiver that are others in a finding.
fn differences(waived: &WaiverSubject, found: &WaiverSubject) -> Vec<Changed> {
    let mut changed = Vec::new();
    if waived.print != found.print {
        changed.push(Changed {
            name: None,
            was: waived.print.clone(),
            now: Some(found.print.clone()),
        });
    }
    for (name, was) in &waived.with {
        let now = found.with.iter().find(|(known, _)| known == name);
        let now = now.map(|(_, print)| print.clone());
        if now.as_ref() != Some(was) {
            changed.push(Changed {
                name: Some(name.clone()),
                was: was.clone(),
                now,
            });
        }
    }
    changed
}
