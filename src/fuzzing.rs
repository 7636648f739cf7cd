//! What any input must leave standing: the entry points that fuzz targets
//! (`fuzz/`) and the property tests in `tests/inside/laws` share. Each takes
//! whatever it is given, and panics where a law is broken.

use crate::document::{Block, Content, Document, every_reader, page_of_text};
use crate::figure::exact::scaled;
use crate::figure::{Context, End, QuickColumn, Rat, Reading, Rounding, UnitBook, read};
use crate::report::{ListedClaims, read_sentences};
use crate::rule::{ConfigError, Span, load, load_facts, parse};
use crate::source::{CellChange, Source, TableForm, amend};
use crate::structure::understand;
use crate::{Date, Format, Lang, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Units in which a print is tried.
const UNITS: [&str; 5] = ["", "件", "万元", "%", "斛"];

/// A print of a figure: the quick reader says what the full one does.
pub fn notation(print: &str) {
    let units = UnitBook::default();
    for (unit, rounding) in UNITS
        .iter()
        .flat_map(|unit| Rounding::ALL.map(|mode| (unit, mode)))
    {
        let unit = units.read(unit);
        quick_is_full(
            print,
            &Context {
                rounding,
                ..Context::of_unit(&units, unit.as_ref())
            },
        );
    }
}

/// A document of any kind: it is read, or told why not, and every cell of the
/// tables that are understood in it stands in its grid.
pub fn document(bytes: &[u8]) {
    let units = UnitBook::default();
    for content in every_reader(bytes).into_iter().flatten() {
        sentences(&content, &units);
        for block in &content.blocks {
            let Block::Grid(grid) = block else { continue };
            let structure = understand(grid, &units);
            assert_eq!(structure.classes.len(), grid.rows.len());
            for table in &structure.tables {
                let inside = |row: usize| row < grid.rows.len();
                assert!(table.rows.iter().all(|row| inside(row.row)));
                assert!(table.header.end <= grid.rows.len());
            }
        }
    }
}

/// A page of text with its tables: its sentences are read, and tied to them.
pub fn claims(text: &str) {
    if let Ok(content) = page_of_text(text) {
        sentences(&content, &UnitBook::default());
    }
}

/// The sentences of a document: what is listed of them stands in the text, in
/// its order, and no claim names a figure that is not there.
fn sentences(content: &Content, units: &UnitBook) {
    let document = Document {
        path: PathBuf::from("document"),
        content: content.clone(),
    };
    let read = read_sentences(&document, units);
    let listed = ListedClaims::of(document);
    let known = listed.figures.len();
    for passage in &read {
        let figures = &passage.read.figures;
        let sorted = figures
            .windows(2)
            .all(|pair| pair[0].span.end <= pair[1].span.start);
        assert!(sorted, "figures overlap in {:?}", passage.passage.text);
        let claims = passage.read.claims.iter();
        let inside = |figure: usize| figure < figures.len();
        assert!(claims.flat_map(|claim| claim.figures()).all(inside));
    }
    let all: usize = read.iter().map(|passage| passage.read.figures.len()).sum();
    assert_eq!(all, known);
}

/// What the quick reader takes, the full one takes alike.
pub(crate) fn quick_is_full(print: &str, context: &Context<'_>) {
    let full = read(print, context);
    let Some(quick) = QuickColumn::new(context).and_then(|column| column.read(print.as_bytes()))
    else {
        return;
    };
    let Reading::Figure(figure) = full else {
        panic!("`{print}` is no figure in full");
    };
    let range = figure.range.clone().tighten();
    let (lo, lo_open) = end(&range.lo);
    let (hi, hi_open) = end(&range.hi);
    assert_eq!(scaled(quick.lo, quick.exp), lo, "{print}");
    assert_eq!(scaled(quick.hi, quick.exp), hi, "{print}");
    assert_eq!(quick.open, lo_open || hi_open, "{print}");
    assert!(!figure.fractional_count, "{print}");
}

fn end(end: &End) -> (Rat, bool) {
    match end {
        End::Open(value) => (value.clone(), true),
        End::Closed(value) => (value.clone(), false),
        End::Free => panic!("a quick figure has two ends"),
    }
}

/// A rule: a tree whose parts stand in the text, or an error that does.
pub fn expression(text: &str) {
    match parse(text) {
        Err(error) => {
            // The place of an error lies within the text, or at its end.
            let Span { start, end } = error.span;
            assert!(start <= end && end <= text.len() + 1, "{error:?}");
            assert!(text.is_char_boundary(start), "{text:?} {error:?}");
            for lang in [Lang::En, Lang::Zh] {
                let said = error.problem.say(lang);
                assert!(!said.is_empty() && said.len() < text.len() + 200);
            }
        }
        Ok(expr) => {
            let span = expr.span();
            assert!(text.get(span.start..span.end).is_some(), "{text:?}");
            expr.each_name(&mut |name| {
                for (_, span) in &name.parts {
                    assert!(text.get(span.start..span.end).is_some(), "{text:?}");
                }
            });
        }
    }
}

/// A configuration, and a report's facts: mistakes and rules have their places.
pub fn configuration(text: &str) {
    let path = Path::new("reportcheck.toml");
    let (config, errors) = load(path, text);
    places_are_sound(text, &errors);
    for rule in &config.rules {
        let whole = rule.check.whole();
        assert!(text.get(whole.start..whole.end).is_some());
        rule.expr.each_name(&mut |name| {
            for (part, span) in &name.parts {
                let place = rule.check.place(*span);
                let written = place.words();
                assert!(
                    written.contains('\\') || written.contains(part.as_str()),
                    "{written} {part}"
                );
            }
        });
    }
    let (_, errors) = load_facts(path, text);
    places_are_sound(text, &errors);
}

fn places_are_sound(text: &str, errors: &[ConfigError]) {
    let lines = text.split('\n').count() as u64;
    for error in errors {
        let place = &error.place;
        let words = text.get(place.start..place.end);
        assert_eq!(words, Some(place.words()), "{:?}", error.problem);
        let (line, column) = place.line_column();
        assert!(line <= lines && column >= 1);
        for lang in [Lang::En, Lang::Zh] {
            assert!(!error.problem.say(lang).is_empty());
        }
    }
}

/// A table of whatever bytes, a cell of which becomes the text, or is refused:
/// it then says that, and every other cell what it said.
pub fn amended(bytes: &[u8], cell: usize, text: &str) {
    let path = Path::new("t.csv");
    let Some(rows) = cells(bytes) else { return };
    let all: Vec<(usize, usize)> = (1..rows.len())
        .flat_map(|row| (0..rows[row].2.len()).map(move |column| (row, column)))
        .collect();
    let Some(&(row, column)) = all.get(cell % all.len().max(1)) else {
        return;
    };
    // A row in which nothing stands any more is none.
    let others = rows[row].2.iter().enumerate();
    let mut others = others.filter(|(number, _)| *number != column);
    if text.trim().is_empty() && others.all(|(_, said)| said.trim().is_empty()) {
        return;
    }
    let change = CellChange {
        line: rows[row].0,
        row: rows[row].1.as_str().into(),
        column,
        part: None,
        text: text.to_owned(),
    };
    let Ok(amended) = amend(path, bytes, (None, &TableForm::default()), &[change]) else {
        return;
    };
    let after = cells(&amended.bytes).expect("a table still");
    assert_eq!(after.len(), rows.len());
    for (number, (before, after)) in rows.iter().zip(&after).enumerate() {
        let mut expected = before.2.clone();
        if number == row {
            expected[column] = text.to_owned();
            // White space around what a cell says stays.
            assert_eq!(after.2[column].trim(), text.trim());
            expected[column].clone_from(&after.2[column]);
        }
        assert_eq!(after.2, expected, "row {number}");
    }
}

/// A row: its line, its text and what its cells say.
type ReadRow = (u64, String, Vec<String>);

/// The rows of a table; none where it cannot be read to its end.
fn cells(bytes: &[u8]) -> Option<Vec<ReadRow>> {
    let source = Source::from_bytes(Path::new("t.csv"), bytes.to_vec(), None).ok()?;
    let mut reader = source.rows();
    let mut rows = Vec::new();
    while let Some(row) = reader.next_row().ok()? {
        let cells = 0..row.fields.len();
        let said = cells.map(|cell| row.text(cell).into_owned()).collect();
        rows.push((row.line, row.raw.to_owned(), said));
    }
    Some(rows)
}

/// What parts the files of a run: its configuration, its facts, its table and
/// the one of the year before.
pub const PART: &str = "\n====\n";

/// A whole run with all of its reasoning, told in every format.
///
/// # Errors
/// Where its files cannot be written.
pub fn whole_run(text: &str) -> std::io::Result<()> {
    let mut parts = text.splitn(4, PART);
    let mut part = || parts.next().unwrap_or_default();
    let folder = Scratch::new()?;
    for name in [
        "reportcheck.toml",
        "2016/report.toml",
        "2016/t.csv",
        "2015/t.csv",
    ] {
        folder.write(name, part())?;
    }
    let mut options = OpenOptions::new().keep(20);
    if let Ok(today) = "2026-11-26".parse::<Date>() {
        options = options.today(today);
    }
    let Ok(opened) = options.open(folder.0.join("2016")) else {
        return Ok(());
    };
    let checked = opened.check();
    let tally = checked.tally();
    assert_eq!(
        tally.checks(),
        tally.consistent + tally.inconsistent + tally.not_checked
    );
    for lang in [Lang::En, Lang::Zh] {
        for format in Format::ALL {
            assert!(!checked.render(format, lang).contains('\u{1b}'));
        }
    }
    Ok(())
}

/// A folder that goes when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> std::io::Result<Scratch> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("reportcheck-fuzz-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        for year in ["2015", "2016"] {
            std::fs::create_dir_all(folder.join(year))?;
        }
        Ok(Scratch(folder))
    }

    fn write(&self, name: &str, text: &str) -> std::io::Result<()> {
        std::fs::write(self.0.join(name), text)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}
