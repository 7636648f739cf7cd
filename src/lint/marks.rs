//! Marks of missing figures that are figures themselves: cells that print them
//! are no figures then.

use crate::figure::{Context, EmptyKind, Prints, Reading, Rounding, Unit, read};
use crate::finding::{Code, Detail, Finding, Mark};
use crate::rule::{Config, MissingMark};

/// The marks that can be read as figures.
pub(super) fn findings(config: &Config) -> Vec<Finding> {
    let Some(severity) = config.severity_of(Code::MarkIsFigure) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for section in &config.sections {
        let unit = section.unit.as_ref();
        let own = section.missing.marks.iter().map(|mark| (mark, unit));
        let columns = section.columns.iter().flat_map(|column| {
            let unit = column.unit.as_ref().or(unit);
            column.missing.marks.iter().map(move |mark| (mark, unit))
        });
        for (mark, unit) in own.chain(columns) {
            if is_figure(mark, unit, config) {
                let detail = Detail::MarkIsFigure {
                    mark: mark.text.clone(),
                    kind: mark.kind,
                };
                let at = Mark::in_file(mark.place.clone());
                let finding = Finding::new(Code::MarkIsFigure, severity, at, detail);
                found.push(finding.in_section(&section.name));
            }
        }
    }
    found
}

/// Whether a mark reads as a figure that it does not mean.
fn is_figure(mark: &MissingMark, unit: Option<&Unit>, config: &Config) -> bool {
    let context = Context {
        unit,
        decimals: None,
        rounding: Rounding::default(),
        whole: None,
        units: &config.units,
        prints: Prints::PLAIN,
    };
    match read(&mark.text, &context) {
        Reading::Figure(figure) => {
            let zero = figure
                .range
                .is_point()
                .is_some_and(num_traits::Zero::is_zero);
            !(zero && mark.kind == EmptyKind::Zero)
        }
        _ => false,
    }
}
