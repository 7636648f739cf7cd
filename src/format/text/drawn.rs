//! Findings, and what could not be read, drawn as a compiler draws them.

use crate::clean::on_one_line;
use crate::finding::{Code, Detail, Finding, Waived};
use crate::format::snippet::{Drawing, LabelledPlace};
use crate::report::ReadError;
use crate::rule::Severity;
use crate::say::marks::{label, related_label};
use crate::say::notes::notes;
use crate::say::quote::one_line;
use crate::say::terms;
use crate::say::title::title;
use crate::say::waivers;
use std::path::Path;

/// Whether the first figure of a finding is blank and counts as zero.
fn blank_side(finding: &Finding) -> bool {
    match &finding.detail {
        Detail::Mismatch(mismatch) => mismatch.left.zero,
        _ => false,
    }
}

/// A finding, drawn.
pub(crate) fn finding(finding: &Finding, drawing: Drawing) -> String {
    let lang = drawing.lang;
    let mut marks = vec![LabelledPlace {
        place: &finding.primary().place,
        label: match (&finding.rule, finding.code) {
            (None, _) | (_, Code::UnitClash | Code::MissingFigure) => String::new(),
            _ if finding.primary().figure.is_none() && !blank_side(finding) => String::new(),
            _ => label(finding.primary(), lang),
        },
        primary: true,
    }];
    for mark in finding.related() {
        marks.push(LabelledPlace {
            place: &mark.place,
            label: related_label(finding, mark, lang),
            primary: false,
        });
    }
    let title = title(finding, lang);
    let notes = notes(finding, lang);
    drawing.draw(
        finding.severity,
        Some(finding.code.name()),
        &title,
        &marks,
        &notes,
    )
}

/// An error that kept something from being read, with its place.
pub(crate) fn read_error(error: &ReadError, drawing: Drawing) -> String {
    let title = error.say(drawing.lang);
    let place = match error {
        ReadError::Config(error) => Some(&error.place),
        ReadError::Header(error) => Some(&error.place),
        _ => None,
    };
    match place {
        Some(place) => {
            let marks = [LabelledPlace {
                place,
                label: String::new(),
                primary: true,
            }];
            drawing.draw(Severity::Error, None, &title, &marks, &[])
        }
        None => {
            let title = match error {
                ReadError::Document(error) => {
                    terms::labelled(&error.path.display().to_string(), &title, drawing.lang)
                }
                ReadError::Empty { path, .. }
                | ReadError::NoTableWithin { path, .. }
                | ReadError::NoTables { path, .. }
                | ReadError::NoConfiguration { path }
                | ReadError::NotFound { path }
                | ReadError::NoOwnRules { path }
                | ReadError::LongReport { path, .. }
                | ReadError::HeldTables { path, .. }
                | ReadError::TwoTables { both: [path, _] }
                | ReadError::TwoSections { path, .. }
                | ReadError::PeriodUnclear { path, .. }
                | ReadError::TwoBefore { path, .. }
                | ReadError::Stopped { path } => {
                    terms::labelled(&path.display().to_string(), &title, drawing.lang)
                }
                _ => title,
            };
            drawing.draw(Severity::Error, None, &title, &[], &[])
        }
    }
}

/// A file that could not be written.
pub(crate) fn unwritten(path: &Path, problem: &str, drawing: Drawing) -> String {
    let title = terms::labelled(&path.display().to_string(), problem, drawing.lang);
    drawing.draw(Severity::Error, None, &title, &[], &[])
}

/// A waived finding: what it is, where, and why it is accepted; dimmer than
/// one that counts.
pub(crate) fn waived(waived: &Waived, drawing: Drawing) -> String {
    let lang = drawing.lang;
    let finding = &waived.finding;
    let (code, title) = (finding.code, title(finding, lang));
    let reason = waivers::reason(&one_line(&waived.reason), lang);
    let mut lines = vec![
        terms::labelled(&format!("{}[{code}]", terms::waived(lang)), &title, lang),
        format!(" --> {}", finding.primary().place.address_in(lang)),
        format!("  = {reason}"),
    ];
    if let Some(day) = &waived.expires {
        lines.push(format!("  = {}", waivers::until(day, lang)));
    }
    let dim = |line: String| match drawing.color {
        true => format!("\u{1b}[2m{}\u{1b}[0m\n", on_one_line(&line)),
        false => format!("{}\n", on_one_line(&line)),
    };
    lines.into_iter().map(dim).collect()
}
