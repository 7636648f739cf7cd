//! Waivers against findings: what each waiver is for is taken out of the
//! findings, and a waiver that is for nothing, has ended or holds on to
//! figures that are others now is a finding itself.

use super::finding::{Changed, Detail, Finding, Mark, MarkRole, Unused, Waived, WaiverNote};
use super::run::{CheckOptions, Outcome};
use crate::cell::CellName;
use crate::place::Place;
use crate::report::{Report, row_reader};
use crate::rule::{BUILT_IN, Config, Subject, Waiver, nearest, parse_name};
use crate::table::{Layout, Table, TableRow};
use std::collections::{BTreeMap, BTreeSet};

/// What a waiver of a finding has to say: its rule and cell, and every print
/// that it rests on, so that one that changes shows the finding again.
pub fn subject(finding: &Finding, report: &Report, prior: Option<&Report>) -> Subject {
    let named = |place: &Place| {
        let own = CellName::at(place, report).map(|name| name.to_string());
        own.or_else(|| Some(format!("prior.{}", CellName::at(place, prior?)?)))
    };
    // What stands in no table is known by its section: that of the rule, or
    // the one that has no table.
    let section = || {
        let section = &finding.section;
        (!section.is_empty()).then(|| CellName::of_section(section).to_string())
    };
    let mut with: Vec<(String, String)> = Vec::new();
    let mut add = |name: String, print: &str| {
        let taken = |name: &str| with.iter().any(|(known, _)| known == name);
        let mut numbered = name.clone();
        let mut number = 1;
        while taken(&numbered) {
            number += 1;
            numbered = format!("{name} #{number}");
        }
        with.push((numbered, print.to_owned()));
    };
    for mark in &finding.related {
        // The row that had a key first says nothing that the key does not.
        if mark.role == MarkRole::First {
            continue;
        }
        let name = Some(mark.name.clone()).filter(|name| !name.is_empty());
        let name = name.or_else(|| named(&mark.place)).unwrap_or_default();
        add(name, mark.place.words());
    }
    match &finding.detail {
        // What rests on more than the marks: of many figures only some are
        // shown, and of a count none.
        Detail::Mismatch(mismatch) => {
            let sides = [&mismatch.left, &mismatch.right];
            let clauses = mismatch.clauses.iter();
            let sides = sides
                .into_iter()
                .chain(clauses.flat_map(|c| [&c.left, &c.right]));
            for side in sides {
                let unseen = mismatch.more_figures > 0 || side.text.contains("count");
                if let Some(value) = side.printed.as_ref().filter(|_| unseen) {
                    add(side.text.clone(), &value.to_string());
                }
            }
        }
        Detail::UnitClash { left, right } => add("units".to_owned(), &format!("{left} / {right}")),
        _ => {}
    }
    Subject {
        rule: finding.waived_as().to_owned(),
        cell: named(&finding.primary.place).or_else(section),
        print: finding.primary.place.words().to_owned(),
        with,
    }
}

/// Whether two names are of the same cell, however they are quoted.
pub fn same_cell(a: Option<&str>, b: Option<&str>) -> bool {
    a.map(Parts::of) == b.map(Parts::of)
}

/// A cell's name, taken apart.
#[derive(PartialEq, Eq)]
struct Parts {
    prior: bool,
    parts: Vec<String>,
}

impl Parts {
    fn of(cell: &str) -> Parts {
        if let Some(path) = parse_name(cell) {
            let parts = path.parts.into_iter().map(|(part, _)| part).collect();
            let prior = path.prior;
            return Parts { prior, parts };
        }
        Parts {
            prior: false,
            parts: vec![cell.trim().to_owned()],
        }
    }

    fn section(&self) -> Option<&str> {
        self.parts.first().map(String::as_str)
    }
}

/// What became of a waiver.
#[derive(Default)]
struct Standing {
    /// How many findings it is for.
    found: u64,
    /// The cell of the first of them.
    cell: Option<Place>,
}

/// Takes the waived findings out of those that may be waived, counts the
/// others, and adds what is to be said of the waivers.
pub(super) fn settle(
    outcome: &mut Outcome,
    report: &Report,
    config: &Config,
    options: &CheckOptions,
) {
    let waivers = &report.facts.waivers;
    let mut standings: Vec<Standing> = waivers.iter().map(|_| Standing::default()).collect();
    let mut unmatched: Vec<(Subject, Place)> = Vec::new();
    let ended = |waiver: &Waiver| {
        let last = waiver.says.expires;
        last.zip(options.today)
            .is_some_and(|(last, today)| last < today)
    };
    for finding in outcome.findings.take_held() {
        let subject = subject(&finding, report, outcome.prior.as_ref());
        let place = finding.primary.place.clone();
        let fits = |number: &usize| {
            let waiver = &waivers[*number];
            standings[*number].found < waiver.says.times && is_for(&waiver.says.subject, &subject)
        };
        let fitting: Vec<usize> = (0..waivers.len()).filter(fits).collect();
        let still = fitting.iter().find(|&&number| !ended(&waivers[number]));
        let Some(&number) = still.or(fitting.first()) else {
            unmatched.push((subject, place));
            outcome.findings.add(finding);
            continue;
        };
        standings[number].found += 1;
        standings[number].cell.get_or_insert(place);
        let waiver = &waivers[number];
        match ended(waiver) {
            true => outcome.findings.add(finding),
            false => outcome.waived.push(Waived {
                finding,
                reason: waiver.says.reason.clone(),
                expires: waiver.says.expires.map(|date| date.to_string()),
                place: waiver.place.clone(),
            }),
        }
    }
    let judge = Judge {
        report,
        config,
        options,
        outcome,
        unmatched: &unmatched,
        rows: streamed_rows(waivers, report, config, options),
    };
    let judged = waivers.iter().zip(&standings);
    let findings =
        judged.filter_map(|(waiver, standing)| judge.finding(waiver, standing, ended(waiver)));
    let findings: Vec<Finding> = findings.collect();
    for finding in findings {
        outcome.findings.add(finding);
    }
}

/// Whether a waiver is for a finding: every print that it names is the same.
fn is_for(waived: &Subject, found: &Subject) -> bool {
    waived.rule == found.rule
        && waived.print == found.print
        && same_cell(waived.cell.as_deref(), found.cell.as_deref())
        && waived.with.iter().all(|figure| found.with.contains(figure))
}

/// Rows of streamed tables that waivers are for, by table and key; the first
/// of each key.
type StreamedRows = BTreeMap<(usize, String), TableRow>;

fn streamed_rows(
    waivers: &[Waiver],
    report: &Report,
    config: &Config,
    options: &CheckOptions,
) -> StreamedRows {
    let mut wanted: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for waiver in waivers {
        let Some(parts) = waiver.says.subject.cell.as_deref().map(Parts::of) else {
            continue;
        };
        let table = parts.section().and_then(|section| report.table(section));
        let streamed = table.filter(|table| !parts.prior && report.tables[*table].streamed);
        if let (Some(table), Some(key)) = (streamed, parts.parts.get(1)) {
            wanted.entry(table).or_default().insert(key.clone());
        }
    }
    let mut rows = StreamedRows::new();
    for (table, keys) in wanted {
        let layout = &report.tables[table].layout;
        let Ok(mut reader) = row_reader(&layout.header.path, config, &options.read) else {
            continue;
        };
        // What cannot be read is told by the check itself.
        let _header = reader.next_row();
        while let Ok(Some(row)) = reader.next_row() {
            let key = row.text(0);
            let place = (table, key.trim().to_owned());
            if keys.contains(key.trim()) && !rows.contains_key(&place) {
                rows.insert(place, layout.read(&row, &config.units));
            }
        }
    }
    rows
}

/// What a waiver's cell says today.
enum Now {
    /// This stands there.
    Place(Place),
    /// The cell is not there.
    Nothing,
    /// The waiver is for no cell.
    NoCell,
}

struct Judge<'a> {
    report: &'a Report,
    config: &'a Config,
    options: &'a CheckOptions,
    outcome: &'a Outcome,
    /// Findings that no waiver is for, with their cells.
    unmatched: &'a [(Subject, Place)],
    rows: StreamedRows,
}

impl Judge<'_> {
    /// What is to be said of a waiver.
    fn finding(&self, waiver: &Waiver, standing: &Standing, ended: bool) -> Option<Finding> {
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
                .or(self.near(waiver).map(|(_, place)| place));
            let place = waiver.expires_place.as_ref().unwrap_or(&waiver.place);
            let detail = Detail::WaiverExpired {
                waiver: note,
                last,
                shows: cell.is_some(),
            };
            return self.told("waiver-expired", waiver, place, cell, detail);
        }
        if found == times || !self.was_run(waiver) {
            return None;
        }
        if found > 0 {
            let detail = Detail::WaiverUnused(note, Unused::Fewer { times, found });
            return self.told("waiver-unused", waiver, &waiver.place, None, detail);
        }
        self.without_finding(waiver, note)
    }

    /// A waiver that no finding is waived by.
    fn without_finding(&self, waiver: &Waiver, note: WaiverNote) -> Option<Finding> {
        let waived = &waiver.says.subject;
        let near = self.near(waiver);
        let now = self.cell_now(waived);
        let (changed, cell) = match (near, &now) {
            (Some((found, place)), _) => (differences(waived, found), Some(place)),
            (None, Now::Place(place)) if place.words() != waived.print => {
                let print = Changed {
                    name: None,
                    was: waived.print.clone(),
                    now: Some(place.words().to_owned()),
                };
                (vec![print], Some(place))
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
            return self.told("waiver-changed", waiver, place, cell, detail);
        }
        let why = self.why_unused(waived, &now);
        let detail = Detail::WaiverUnused(note, why);
        self.told("waiver-unused", waiver, &waiver.place, None, detail)
    }

    /// A finding of the waiver's rule in its cell that it is not for.
    fn near(&self, waiver: &Waiver) -> Option<&(Subject, Place)> {
        let waived = &waiver.says.subject;
        self.unmatched.iter().find(|(found, _)| {
            found.rule == waived.rule && same_cell(found.cell.as_deref(), waived.cell.as_deref())
        })
    }

    fn why_unused(&self, waived: &Subject, now: &Now) -> Unused {
        let name = waived.rule.as_str();
        let rules = self.config.rules.iter().map(|rule| rule.name.as_str());
        let codes = BUILT_IN.iter().map(|(code, _)| *code);
        let mut names = rules.clone().chain(codes.clone());
        if !names.any(|known| known == name) {
            let nearest = nearest(name, rules.chain(codes));
            return Unused::NoSuchName(nearest.map(str::to_owned));
        }
        let is_rule = self.config.rules.iter().any(|rule| rule.name == name);
        if !is_rule && self.config.severity_of(name).is_none() {
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
        let cell = waived.cell.as_deref().map(Parts::of);
        let section = cell.as_ref().and_then(Parts::section);
        // Of a single table, only its own waivers can be told.
        let table = section.is_some_and(|section| self.report.table(section).is_some());
        if !table && !self.report.path.is_dir() {
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
        let wanted = |section: &str| options.sections.iter().any(|wanted| wanted == section);
        let section = options.sections.is_empty() || section.is_some_and(wanted);
        let known = BUILT_IN.iter().any(|(code, _)| *code == waived.rule);
        options.rules.is_empty() && section && (known || !options.other_rules)
    }

    fn cell_now(&self, waived: &Subject) -> Now {
        let Some(cell) = waived.cell.as_deref().map(Parts::of) else {
            return Now::NoCell;
        };
        let report = match (cell.prior, &self.outcome.prior) {
            (true, Some(prior)) => prior,
            (true, None) => return Now::NoCell,
            (false, _) => self.report,
        };
        let (section, key, column) = match cell.parts.as_slice() {
            [section, key] => (section, key, None),
            [section, key, column] => (section, key, Some(column.as_str())),
            _ => return Now::NoCell,
        };
        let Some(number) = report.table(section) else {
            return Now::Nothing;
        };
        let table = &report.tables[number];
        let row = match table.streamed {
            true => self.rows.get(&(number, key.clone())),
            false => table.row(key).map(|row| &table.rows[row]),
        };
        let place = match row {
            Some(row) => cell_of(table, row, column, &waived.print),
            None if column.is_none() => header_of(&table.layout, key),
            None => None,
        };
        place.map_or(Now::Nothing, Now::Place)
    }

    fn told(
        &self,
        code: &'static str,
        waiver: &Waiver,
        place: &Place,
        cell: Option<&Place>,
        detail: Detail,
    ) -> Option<Finding> {
        let mark = |place: &Place, role| Mark {
            place: place.clone(),
            role,
            name: String::new(),
            figure: None,
        };
        let name = waiver.says.subject.cell.as_deref().map(Parts::of);
        let section = name.as_ref().and_then(Parts::section).unwrap_or_default();
        Some(Finding {
            code,
            severity: self.config.severity_of(code)?,
            rule: None,
            section: section.to_owned(),
            row: None,
            primary: mark(place, MarkRole::Reported),
            related: cell
                .map(|cell| mark(cell, MarkRole::Compared))
                .into_iter()
                .collect(),
            detail,
        })
    }
}

/// The cell of a row, or the row itself where the waiver is for one.
fn cell_of(table: &Table, row: &TableRow, column: Option<&str>, print: &str) -> Option<Place> {
    let whole = row.whole();
    let column = match column {
        Some(column) => table.layout.column(column)?,
        None if whole.words() == print => return Some(whole),
        None => match table.layout.list_column() {
            Some(column) => column,
            None => return Some(whole),
        },
    };
    Some(row.place(column))
}

/// A column's name in the header.
fn header_of(layout: &Layout, name: &str) -> Option<Place> {
    let column = layout.column(name)?;
    Some(layout.columns[column].place.clone())
}

/// The prints of a waiver that are others in a finding.
fn differences(waived: &Subject, found: &Subject) -> Vec<Changed> {
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

#[cfg(test)]
mod tests {
    use super::same_cell;
    use crate::cell::CellName;

    #[test]
    fn a_cell_is_the_same_however_its_name_is_quoted() {
        let same = |a, b| same_cell(Some(a), Some(b));
        assert!(same("requests.closed", "requests . `closed`"));
        assert!(same("requests.\"closed\"", "requests.closed"));
        assert!(!same("requests.closed", "requests.close"));
        assert!(!same("prior.requests.closed", "requests.closed"));
        assert!(!same("`a.b`", "a.b"));
        assert!(same_cell(None, None) && !same_cell(None, Some("requests")));
        // Names as they are printed are read again as the same name.
        for key in ["a b", "`", "2016", "", "if", "Ａ", "\"`"] {
            let name = CellName {
                section: "t".to_owned(),
                key: Some(key.to_owned()),
                column: None,
            };
            let name = name.to_string();
            assert!(same(&name, &name), "{name}");
            let other = format!("{name}.x");
            assert!(!same(&name, &other), "{name}");
        }
    }
}
