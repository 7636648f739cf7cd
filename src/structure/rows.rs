//! What each row is called, and below which headings it stands: by labels that
//! are left out where they repeat, by indentation, by numbers before the labels
//! (一、 over （一） over 1.), and by headings without figures.

use super::kind::Kind;
use super::lines::Lines;
use super::numbered::depth_of_number;
use super::profile::Profile;
use super::roles::Roles;
use super::total_words::{TotalName, is_subtotal, total_name};
use super::understood::{Holds, LineClass, UnderstoodRow};
use super::units::{unit_alone, unit_of_name};
use crate::document::GridCell;
use crate::figure::UnitBook;
use std::collections::HashMap;

/// The label of a row and how deep it is set.
struct Label {
    row: usize,
    class: LineClass,
    /// Its labels, those included that are left out since they stand above.
    texts: Vec<String>,
    indent: u32,
    /// A part of the row before it: 其中, of which.
    of_which: bool,
}

/// A heading or a row that others may stand below.
struct Above {
    text: String,
    indent: u32,
    group: bool,
    /// How far the first row below a heading is indented.
    inner: Option<u32>,
}

/// The rows of a table with figures and its group headings.
pub(super) fn rows(
    profile: &Profile<'_>,
    lines: &Lines,
    roles: &Roles,
    units: &UnitBook,
) -> Vec<UnderstoodRow> {
    let mut labels = labels(profile, lines, roles);
    if roles.keys.len() < 2 {
        by_numbers(&mut labels);
        by_dashes(&mut labels);
    }
    let mut rows = Vec::with_capacity(labels.len());
    let mut above: Vec<Above> = Vec::new();
    let runs = runs(&labels);
    let mut stated = StatedBy {
        units,
        headings: HashMap::new(),
    };
    for (at, label) in labels.iter().enumerate() {
        let group = label.class == LineClass::Group;
        let before = at.checked_sub(1).map(|before| &labels[before]);
        let indent = match before {
            Some(before) if label.of_which => before.indent + u32::from(!before.of_which),
            _ => label.indent,
        };
        let nested = before.is_some_and(|before| before.class == LineClass::Group) && group;
        leave(&mut above, indent, group, (nested, runs[at]));
        if let Some(heading) = above.last_mut().filter(|last| last.group && !group) {
            heading.inner = heading.inner.or(Some(indent));
        }
        let headings = above.iter().map(|above| above.text.clone());
        let key: Vec<String> = headings.chain(label.texts.iter().cloned()).collect();
        let depth = u32::try_from(key.len().saturating_sub(1)).unwrap_or(u32::MAX);
        rows.push(UnderstoodRow {
            row: label.row,
            class: class(label, depth),
            unit: if group {
                None
            } else {
                stated.unit(&key, above.len())
            },
            key,
            words: !group && is_of_words(profile, lines, roles, label.row),
        });
        if let Some(text) = label.texts.last() {
            above.push(Above {
                text: text.clone(),
                indent,
                group,
                inner: None,
            });
        }
    }
    rows
}

/// Whether words or days stand in a row where others have figures, and nothing
/// else: who was elected in the round of each column.
fn is_of_words(profile: &Profile<'_>, lines: &Lines, roles: &Roles, row: usize) -> bool {
    let figures = |column: u32| roles.others.contains(&(column, Holds::Figures));
    let cells = profile.cells(row, &lines.width);
    let mut over = cells.filter(|(cell, _)| figures(cell.column)).peekable();
    let word = |cell: &GridCell| {
        let letters = cell.text.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && !cell.text.contains(|c: char| c.is_ascii_digit())
    };
    let told = |cell: &GridCell, kind| match kind {
        Kind::Time => true,
        kind => kind == Kind::Text && word(cell),
    };
    over.peek().is_some() && over.all(|(cell, kind)| told(cell, kind))
}

/// What labels and headings state of units; each is looked at once.
struct StatedBy<'u> {
    units: &'u UnitBook,
    headings: HashMap<String, Option<String>>,
}

impl StatedBy<'_> {
    /// The unit that a row's own labels state, else the nearest heading over it.
    fn unit(&mut self, key: &[String], headings: usize) -> Option<String> {
        let (above, own) = key.split_at(headings.min(key.len()));
        let sign = |text: &&String| {
            let signs = ['(', '（', '[', ',', '，', '%', '％', '‰', ':', '：'];
            text.contains(signs) || text.contains(" per ") || text.contains(" in ")
        };
        let own = own.iter().rev().filter(sign);
        let said = own
            .filter_map(|label| unit_of_name(label, self.units))
            .next();
        if said.is_some() {
            return said.map(str::to_owned);
        }
        above.iter().rev().find_map(|text| self.heading(text))
    }

    fn heading(&mut self, text: &str) -> Option<String> {
        if let Some(known) = self.headings.get(text) {
            return known.clone();
        }
        let said = unit_alone(text, self.units).or_else(|| unit_of_name(text, self.units));
        let said = said.map(str::to_owned);
        self.headings.insert(text.to_owned(), said.clone());
        said
    }
}

/// Leaves the headings that a row does not stand below.
fn leave(above: &mut Vec<Above>, indent: u32, group: bool, (nested, run): (bool, usize)) {
    while let Some(last) = above.last() {
        let stays = match (last.group, group) {
            (true, true) => last.indent < indent || last.indent == indent && nested,
            (true, false) => {
                last.indent < indent
                    || last.indent == indent && last.inner.is_none_or(|inner| inner <= indent)
            }
            (false, _) => last.indent < indent,
        };
        if stays {
            return;
        }
        // Some headings in a row take the place of as many.
        if last.group && group && last.indent == indent && !nested {
            let alike = above.iter().rev();
            let alike = alike.take_while(|above| above.group && above.indent == indent);
            let alike = alike.count();
            above.truncate(above.len() - run.min(alike));
            return;
        }
        above.pop();
    }
}

/// Of each label, how many headings of one indentation begin there.
fn runs(labels: &[Label]) -> Vec<usize> {
    let mut runs = vec![0; labels.len()];
    for at in (0..labels.len()).rev() {
        if labels[at].class == LineClass::Group {
            let next = labels.get(at + 1);
            let goes_on = next.is_some_and(|next| {
                next.class == LineClass::Group && next.indent == labels[at].indent
            });
            runs[at] = 1 + if goes_on { runs[at + 1] } else { 0 };
        }
    }
    runs
}

/// What a row of figures is by its name.
fn class(label: &Label, depth: u32) -> LineClass {
    if label.class != LineClass::Data {
        return label.class;
    }
    let total = label.texts.iter().find(|text| {
        let name = total_name(text);
        name == Some(TotalName::Sure)
    });
    match total {
        None => LineClass::Data,
        Some(name) if is_subtotal(name) || depth > 0 => LineClass::Subtotal,
        Some(_) => LineClass::Total,
    }
}

/// The labels of the rows, those filled in that are left out.
fn labels(profile: &Profile<'_>, lines: &Lines, roles: &Roles) -> Vec<Label> {
    let mut above: Vec<Option<String>> = vec![None; roles.keys.len()];
    let mut labels = Vec::new();
    for (row, class) in lines.classes() {
        let heading = class == LineClass::Data && is_heading(profile, lines, roles, row);
        let class = if heading { LineClass::Group } else { class };
        if class == LineClass::Group {
            let mut cells = profile.cells(row, &lines.width);
            let called = |cell: &GridCell| !heading || roles.keys.contains(&cell.column);
            let cell = cells.find(|(cell, _)| called(cell));
            above.iter_mut().for_each(|text| *text = None);
            labels.extend(cell.map(|(cell, _)| Label {
                row,
                class,
                texts: vec![label(&cell.text)],
                indent: cell.indent,
                of_which: false,
            }));
        } else if class.is_data() {
            labels.push(of_data(profile, (row, class), roles, &mut above));
        }
    }
    let rows: Vec<usize> = (0..labels.len())
        .filter(|at| is_row_without_figures(&labels, lines, *at))
        .collect();
    for at in rows {
        labels[at].class = LineClass::Data;
    }
    labels
}

/// Whether what looks like a heading is a row of a form that nothing was filled in: it
/// is numbered as a row, and by its own number stands beside the next one, not over it.
fn is_row_without_figures(labels: &[Label], lines: &Lines, at: usize) -> bool {
    let depth = |at: usize| depth_of_number(labels.get(at)?.texts.last()?);
    let label = &labels[at];
    let mut of_data = lines.classes().filter(|(row, _)| *row == label.row);
    let total = |label: &Label| {
        label
            .texts
            .last()
            .is_some_and(|text| total_name(text).is_some())
    };
    let beside = match labels.get(at + 1) {
        Some(next) => depth(at + 1) == depth(at) || total(next),
        None => true,
    };
    label.class == LineClass::Group
        && of_data.any(|(_, class)| class.is_data())
        && depth(at).is_some()
        && beside
}

/// Whether a line holds nothing but one label and the number of its row.
fn is_heading(profile: &Profile<'_>, lines: &Lines, roles: &Roles, row: usize) -> bool {
    let cells = profile.cells(row, &lines.width);
    let mut others = cells.filter(|(cell, _)| !roles.keys.contains(&cell.column));
    let numbers = |column: u32| roles.others.contains(&(column, Holds::Numbers));
    let labels = roles.keys.iter();
    let labels = labels.filter(|column| profile.cell(row, **column).is_some());
    let mut holds = roles.others.iter().map(|(_, holds)| *holds);
    let one = labels.count() == 1 && holds.any(|holds| holds == Holds::Figures);
    one && others.next().is_some_and(|(cell, _)| numbers(cell.column))
        && others.all(|(cell, _)| numbers(cell.column))
}

/// The label of a row of figures.
fn of_data(
    profile: &Profile<'_>,
    (row, class): (usize, LineClass),
    roles: &Roles,
    above: &mut [Option<String>],
) -> Label {
    let keys = roles.keys.iter().enumerate();
    let cells = keys.filter_map(|(at, column)| Some((at, profile.cell(row, *column)?.0)));
    let cells: Vec<_> = cells.collect();
    let mut own = Label {
        row,
        class,
        texts: Vec::new(),
        indent: cells.first().map_or(0, |(_, cell)| cell.indent),
        of_which: false,
    };
    let last = cells.last().map(|(at, _)| *at);
    let mut stands = cells.iter().peekable();
    // What stands under a label of the row's own begins anew.
    let mut anew = false;
    for (at, kept) in above.iter_mut().enumerate() {
        if let Some((_, cell)) = stands.next_if(|(own, _)| *own == at) {
            let text = label(&cell.text);
            own.of_which |= own.texts.is_empty() && is_of_which(&text);
            *kept = Some(text);
            anew = true;
        } else if anew || last.is_none_or(|last| at > last) {
            *kept = None;
        }
        own.texts.extend(kept.clone());
    }
    own
}

/// A label in one line.
fn label(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a label says that its row is a part of the one before it.
fn is_of_which(label: &str) -> bool {
    let plain = label.to_lowercase();
    [
        "其中",
        "其 中",
        "of which",
        "davon",
        "darunter",
        "dont ",
        "de los cuales",
        "うち",
    ]
    .iter()
    .any(|word| plain.starts_with(word))
}

/// Where nothing is indented and labels are numbered in several ways, the ways
/// say how deep they are.
fn by_numbers(labels: &mut [Label]) {
    let flat = labels.iter().all(|label| label.indent == 0);
    let depths = || {
        labels
            .iter()
            .filter_map(|label| depth_of_number(label.texts.last()?))
    };
    let mut ways: Vec<u32> = depths().collect();
    ways.sort_unstable();
    ways.dedup();
    let enough = depths().take(3).count() > 2;
    if !flat || ways.len() < 2 || !enough {
        return;
    }
    for label in labels {
        let depth = label.texts.last().and_then(|text| depth_of_number(text));
        let at = depth.and_then(|depth| ways.binary_search(&depth).ok());
        label.indent = at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
    }
}

/// Where nothing is indented, dashes before labels say that they are parts of
/// what stands above without one.
fn by_dashes(labels: &mut [Label]) {
    let flat = labels.iter().all(|label| label.indent == 0);
    for label in labels.iter_mut().filter(|_| flat) {
        let dash = |c: char| matches!(c, '-' | '–' | '—' | '•' | '·' | '－');
        let text = label.texts.last().map_or("", String::as_str);
        let rest = text.trim_start_matches(|c: char| dash(c) || c == ' ');
        let dashes = text[..text.len() - rest.len()].chars().filter(|c| dash(*c));
        let words = rest.starts_with(char::is_alphabetic);
        let count = u32::try_from(dashes.count()).unwrap_or_default();
        label.indent = if words { count } else { 0 };
    }
}
