//! What a headline calls figures, rows and tables: by their labels, where they
//! have some, with what the rules call them behind.

use crate::finding::{Finding, Mark};
use crate::lang::Lang;
use crate::rule::{Words, names_in_arithmetic};
use crate::say;
use crate::say::quote::{in_quotes, one_line, quoted, sums_in_short};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a label that a headline shows.
const LABEL_SHOWN: usize = 60;
/// Columns of a sum or quotient in labels that a headline shows.
const EXPRESSION_SHOWN: usize = 90;
/// How labels of parts begin, which means nothing out of their list.
const OF_WHICH: [&str; 5] = ["其中：", "其中:", "其中", "of which", "Of which"];
/// Figures that a headline calls by their labels within one sum or quotient.
const LABELLED_TERMS: usize = 4;

/// A side of a rule: a figure, or an expression, by labels with the rule's own
/// words behind; in those alone where something has no label.
pub(crate) fn side(text: &str, finding: &Finding, lang: Lang) -> String {
    let label = expression(text, finding, lang);
    labelled(label.as_deref(), text, lang)
}

/// A cell that a finding is about, by what its rule calls it.
pub(crate) fn figure(mark: &Mark, finding: &Finding, lang: Lang) -> String {
    labelled(label(mark, finding, lang).as_deref(), &mark.name, lang)
}

/// The row that a finding is for, where it is for one.
pub(crate) fn row(finding: &Finding, lang: Lang) -> Option<String> {
    let key = finding.row_key().filter(|key| !key.is_empty())?;
    let own = finding.marks().find(|mark| is_in_row(mark, key));
    let label = own.and_then(|mark| shown(&mark.labels.row, lang));
    Some(labelled(label.as_deref(), key, lang))
}

/// The cell that a check without a rule is about: its row, and its column
/// where the row has several figures.
pub(crate) fn cell(finding: &Finding, lang: Lang) -> Option<String> {
    let row = row(finding, lang)?;
    let mark = finding.primary();
    let name = mark.named_cell().column.as_deref();
    Some(match name {
        Some(name) => {
            let column = labelled(shown(&mark.labels.column, lang).as_deref(), name, lang);
            say!(lang, "{row}, {column}", "{row}的{column}")
        }
        None => row,
    })
}

/// A section by its title, with its name behind.
pub(crate) fn section(finding: &Finding, lang: Lang) -> String {
    let title = shown(&finding.primary().labels.section, lang);
    labelled(title.as_deref(), &finding.section, lang)
}

/// A name with the label before it, where it has another one.
fn labelled(label: Option<&str>, name: &str, lang: Lang) -> String {
    let label = label.filter(|label| *label != name);
    let Some(label) = label else {
        return quoted(name, lang);
    };
    let (name, zh) = (sums_in_short(&one_line(name), lang), in_quotes(label));
    match name.contains('`') {
        true => say!(lang, "{label} ({name})", "{zh}（{name}）"),
        false => say!(lang, "{label} (`{name}`)", "{zh}（{name}）"),
    }
}

/// A label as a headline shows it.
fn shown(words: &Words, lang: Lang) -> Option<String> {
    let label = one_line(words.say(lang)?);
    let lead = |lead: &&str| label.strip_prefix(*lead);
    let short = OF_WHICH.iter().find_map(lead).unwrap_or_default();
    let short = short.trim_start_matches([':', ' ']);
    let label = if short.is_empty() {
        label.as_str()
    } else {
        short
    };
    if label.width() <= LABEL_SHOWN {
        return Some(label.to_owned());
    }
    let mut room = LABEL_SHOWN;
    let fits = |c: &char| {
        let left = room.checked_sub(c.width().unwrap_or(0));
        room = left.unwrap_or(0);
        left.is_some()
    };
    let cut: String = label.chars().take_while(fits).collect();
    Some(format!("{}…", cut.trim_end()))
}

/// The label of a figure: that of its row, of its column, or of both, as the
/// rule's name for it goes by.
pub(crate) fn label(mark: &Mark, finding: &Finding, lang: Lang) -> Option<String> {
    label_seen_from(finding.row_key(), mark, lang)
}

/// A figure that no finding is about, by its label with its full name behind.
pub(crate) fn alone(mark: &Mark, lang: Lang) -> String {
    let name = mark.named_cell().to_string();
    match label_seen_from(None, mark, lang) {
        Some(label) => labelled(Some(&label), &name, lang),
        None => one_line(&name),
    }
}

/// Words of a rule, each figure by its label and the words behind; the words
/// alone where a figure has none. `row` is where they are read from.
pub(crate) fn words(words: &str, figures: &[Mark], row: Option<&str>, lang: Lang) -> String {
    let label = replaced(words, figures.iter(), &|mark| {
        label_seen_from(row, mark, lang)
    });
    match label.filter(|label| label != words) {
        Some(label) => labelled(Some(&label), words, lang),
        None => words.to_owned(),
    }
}

/// A row by its label with its key behind, or by what it is called.
pub(crate) fn row_by(label: &Words, name: &str, lang: Lang) -> Option<String> {
    let label = shown(label, lang).filter(|label| label != name)?;
    Some(labelled(Some(&label), name, lang))
}

fn label_seen_from(row: Option<&str>, mark: &Mark, lang: Lang) -> Option<String> {
    let cell = mark.cell.as_ref()?;
    let own_row = row.is_some() && row == cell.name.key.as_deref();
    let row = shown(&mark.labels.row, lang);
    let column = shown(&mark.labels.column, lang);
    let label = match (&cell.name.column, own_row) {
        (None, _) => row?,
        (Some(_), true) => column?,
        (Some(name), false) => {
            if row.is_none() && column.is_none() {
                return None;
            }
            let row = row.or(cell.name.key.as_deref().map(one_line))?;
            let column = column.unwrap_or_else(|| one_line(name));
            say!(lang, "{column} of {row}", "{row}的{column}")
        }
    };
    Some(match cell.prior {
        true => say!(lang, "{label} of the period before", "上一期的{label}"),
        false => label,
    })
}

/// An expression with each name replaced by its label; none where one has none,
/// or where it is more than plain arithmetic.
fn expression(text: &str, finding: &Finding, lang: Lang) -> Option<String> {
    in_labels(text, finding, &|mark| label(mark, finding, lang))
}

/// An expression with each name replaced by what `write` makes of its figure.
pub(crate) fn in_labels(
    text: &str,
    finding: &Finding,
    write: &dyn Fn(&Mark) -> Option<String>,
) -> Option<String> {
    replaced(text, finding.marks(), write)
}

fn replaced<'a>(
    text: &str,
    figures: impl Iterator<Item = &'a Mark>,
    write: &dyn Fn(&Mark) -> Option<String>,
) -> Option<String> {
    let figures: Vec<&Mark> = figures.collect();
    let names = names_in_arithmetic(text)?;
    if names.is_empty() || names.len() > LABELLED_TERMS {
        return None;
    }
    let names_one = names.len() == 1;
    let mut labelled = String::new();
    let mut at = 0;
    for name in names {
        let written = text.get(name.span.start..name.span.end)?;
        let mark = figures.iter().find(|mark| mark.name == written)?;
        labelled.push_str(text.get(at..name.span.start)?);
        labelled.push_str(&write(mark)?);
        at = name.span.end;
    }
    labelled.push_str(text.get(at..)?);
    let labelled = one_line(&labelled);
    let short = names_one || labelled.width() <= EXPRESSION_SHOWN;
    short.then_some(labelled)
}

fn is_in_row(mark: &Mark, key: &str) -> bool {
    let cell = mark.cell.as_ref();
    cell.is_some_and(|cell| !cell.prior && cell.name.key.as_deref() == Some(key))
}
