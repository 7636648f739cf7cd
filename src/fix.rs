//! Which cells of a report to change, and to what: where reasoning over the
//! whole report can tell which figures are wrong and what was meant.

use crate::cell::CellName;
use crate::finding::{Clash, Detail, Finding, Likeliest, Limit, Mark, Mending, SlipKind};
use crate::place::Place;
use crate::report::Report;
use crate::source::CellChange;
use crate::table::{ColumnKind, Table, TableRow};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A cell to change.
#[derive(Clone, Debug)]
pub(crate) struct CellFix {
    /// Its name.
    pub cell: CellName,
    /// Where it stands.
    pub place: Place,
    /// Its column's number in the table.
    pub column: usize,
    /// Whether it stands in a document, which is changed by hand.
    pub in_document: bool,
    /// The cell of the file that it is in, and the bytes of the row that it
    /// takes there where that holds more.
    pub field: (usize, Option<std::ops::Range<usize>>),
    /// What it should say.
    pub print: String,
    /// The quote beside it that says what it says now.
    pub quote: Option<Place>,
}

/// Changes that mend a finding: all of them together.
#[derive(Clone, Debug)]
pub(crate) struct Suggestion<'f> {
    /// The finding.
    pub finding: &'f Finding,
    /// The cells.
    pub fixes: Vec<CellFix>,
}

/// Why no change is suggested for a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum WhyNone {
    /// Nothing is known of what it should be.
    NotKnown,
    /// The rule is off by a factor, and not a figure.
    Rule,
    /// The report before prints it otherwise.
    Restated,
    /// Several figures may be the wrong one.
    CannotBeTold,
    /// The rules leave the figures nothing but 0, so that those are wrong.
    OnlyZero,
    /// No change of the figures that may be wrong helps.
    NoRepair,
    /// The search stopped before it was sure.
    GaveUp(Limit),
    /// This figure is wrong, but what it should say is open.
    NoPrint(CellName),
    /// This figure stands in no table of the report, or in one that is too
    /// long to be held.
    Elsewhere(CellName),
    /// Another finding suggests something else for this cell.
    Disputed(CellName),
    /// These figures stand in a document, which is changed by hand: the cell of
    /// each, what it prints, and what it should.
    InDocument(Vec<(CellName, String, String)>),
    /// Its file cannot be changed.
    Unwritable(PathBuf),
}

/// What is to be done about the findings of a report.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan<'f> {
    /// What is suggested, in the findings' order.
    pub suggestions: Vec<Suggestion<'f>>,
    /// Findings for which nothing is.
    pub without: Vec<(&'f Finding, WhyNone)>,
}

/// What is to be done about some findings.
pub(crate) fn plan<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    report: &Report,
) -> Plan<'f> {
    let mut plan = Plan::default();
    for finding in findings {
        match fixes(finding, report) {
            Ok(fixes) => plan.suggestions.push(Suggestion { finding, fixes }),
            Err(why) => plan.without.push((finding, why)),
        }
    }
    plan.drop_disputed();
    plan.drop_documents();
    plan
}

/// What a finding suggests.
fn fixes(finding: &Finding, report: &Report) -> Result<Vec<CellFix>, WhyNone> {
    let factor = matches!(&finding.detail, Detail::Mismatch(one) if one.factor.is_some());
    let why = if factor {
        WhyNone::Rule
    } else {
        WhyNone::NotKnown
    };
    let clash = finding.clash.as_deref().ok_or(why)?;
    let mut fixes = Vec::new();
    for change in &likeliest(clash)?.changes {
        let slip = change.slips.first().map(|slip| &slip.kind);
        if slip == Some(&SlipKind::Restated) {
            return Err(WhyNone::Restated);
        }
        let cell = || change.mark.named_cell().clone();
        let print = change.print.clone();
        let print = print.ok_or_else(|| WhyNone::NoPrint(cell()))?;
        let found = in_table(&change.mark, report);
        let (table, row, column) = found.ok_or_else(|| WhyNone::Elsewhere(cell()))?;
        let quotes = table.layout.of_kind(ColumnKind::Quote);
        let says = |quotes: &usize| quotes_print(row.text(*quotes), row.text(column));
        if print != row.text(column) {
            fixes.push(CellFix {
                cell: cell(),
                quote: quotes.filter(says).map(|quotes| row.place(quotes)),
                place: change.mark.place.clone(),
                column,
                in_document: table.layout.of_text || change.mark.place.excerpt.origin.is_some(),
                field: row.field(column),
                print,
            });
        }
    }
    match fixes.is_empty() {
        true => Err(WhyNone::NoRepair),
        false => Ok(fixes),
    }
}

/// The changes of a clash that can be told from all others.
fn likeliest(clash: &Clash) -> Result<&Mending, WhyNone> {
    if let Some(limit) = clash.gave_up {
        return Err(WhyNone::GaveUp(limit));
    }
    match clash.verdict {
        Likeliest::Only | Likeliest::Slip => clash.repairs.first().ok_or(WhyNone::NoRepair),
        // That others are confirmed is no answer to what this one should say.
        Likeliest::Evidence | Likeliest::CannotBeTold => Err(WhyNone::CannotBeTold),
        Likeliest::OnlyZero => Err(WhyNone::OnlyZero),
        Likeliest::NoRepair => Err(WhyNone::NoRepair),
    }
}

/// The table of a report, the row and the column that a mark is in.
fn in_table<'r>(mark: &Mark, report: &'r Report) -> Option<(&'r Table, &'r TableRow, usize)> {
    let cell = mark.cell.as_ref()?;
    let table = &report.tables[report.table(&cell.own_name()?.section)?];
    Some((table, table.rows.get(cell.row?)?, cell.column?))
}

/// Whether a quote says a print, and not only as part of a longer number.
fn quotes_print(quote: &str, print: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let goes_on = |one: Option<char>, next: Option<char>| digit(one) && digit(next);
    let apart = |(at, _): (usize, &str)| {
        let before = quote[..at].chars().next_back();
        let after = quote[at + print.len()..].chars().next();
        let longer = goes_on(before, print.chars().next());
        !longer && !goes_on(print.chars().next_back(), after)
    };
    !print.is_empty() && quote.match_indices(print).any(apart)
}

/// What tells a cell from all others of a report.
type CellPlace<'p> = (&'p std::path::Path, u64, usize);

fn key(fix: &CellFix) -> CellPlace<'_> {
    let row = &fix.place.excerpt;
    (&row.path, row.first_line, fix.column)
}

impl<'f> Plan<'f> {
    /// Drops the suggestions that are not at one about a cell.
    fn drop_disputed(&mut self) {
        let mut prints: BTreeMap<CellPlace<'_>, BTreeSet<&str>> = BTreeMap::new();
        let all = self.suggestions.iter().flat_map(|made| &made.fixes);
        for fix in all {
            prints.entry(key(fix)).or_default().insert(&fix.print);
        }
        let disputed = |made: &Suggestion<'_>| {
            let fixes = made.fixes.iter();
            let mut fixes = fixes.filter(|fix| prints[&key(fix)].len() > 1);
            fixes.next().map(|fix| WhyNone::Disputed(fix.cell.clone()))
        };
        let whys: Vec<Option<WhyNone>> = self.suggestions.iter().map(disputed).collect();
        self.drop(whys);
    }

    /// Drops the suggestions that would change a document.
    fn drop_documents(&mut self) {
        let why = |made: &Suggestion<'_>| {
            let within = |fix: &&CellFix| fix.in_document;
            made.fixes.iter().find(within)?;
            let told = made.fixes.iter().map(|fix| {
                let words = fix.place.words().to_owned();
                (fix.cell.clone(), words, fix.print.clone())
            });
            Some(WhyNone::InDocument(told.collect()))
        };
        let whys = self.suggestions.iter().map(why).collect();
        self.drop(whys);
    }

    /// Drops the suggestions that change a file which cannot be changed.
    pub(crate) fn drop_file(&mut self, path: &std::path::Path) {
        let why = |made: &Suggestion<'_>| {
            let mut fixes = made.fixes.iter();
            let within = fixes.any(|fix| *fix.place.excerpt.path == *path);
            within.then(|| WhyNone::Unwritable(path.to_path_buf()))
        };
        let whys = self.suggestions.iter().map(why).collect();
        self.drop(whys);
    }

    /// Drops the suggestions that there is a reason against.
    fn drop(&mut self, whys: Vec<Option<WhyNone>>) {
        let made = std::mem::take(&mut self.suggestions);
        for (suggestion, why) in made.into_iter().zip(whys) {
            match why {
                None => self.suggestions.push(suggestion),
                Some(why) => self.without.push((suggestion.finding, why)),
            }
        }
    }

    /// The cells to change, each once, in the findings' order.
    pub(crate) fn fixes(&self) -> Vec<&CellFix> {
        let mut seen = BTreeSet::new();
        let all = self.suggestions.iter().flat_map(|made| &made.fixes);
        all.filter(|fix| seen.insert(key(fix))).collect()
    }

    /// The changes to each file.
    pub(crate) fn by_file(&self) -> BTreeMap<PathBuf, Vec<CellChange>> {
        let mut files: BTreeMap<PathBuf, Vec<CellChange>> = BTreeMap::new();
        for fix in self.fixes() {
            let row = &fix.place.excerpt;
            let changes = files.entry(row.path.to_path_buf()).or_default();
            changes.push(CellChange {
                line: row.first_line,
                row: row.text.clone(),
                column: fix.field.0,
                part: fix.field.1.clone(),
                text: fix.print.clone(),
            });
        }
        files
    }
}

#[cfg(test)]
mod tests {
    use super::quotes_print;

    #[test]
    fn a_quote_says_a_print_that_stands_apart() {
        for (quote, print, says) in [
            ("共受理 120 件", "120", true),
            ("共受理120件", "120", true),
            ("共受理 1120 件", "120", false),
            ("共受理 1200 件", "120", false),
            ("1120 件，其中 120 件", "120", true),
            ("约5万", "约5", true),
            ("约50万", "约5", false),
            ("", "120", false),
            ("共受理", "", false),
        ] {
            assert_eq!(quotes_print(quote, print), says, "{quote} {print}");
        }
    }
}
