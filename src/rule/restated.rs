//! Figures that are printed once more a period later: each column and key that
//! says `restates` becomes a rule that sets it against what was printed then.

use super::config::{Config, Located, Missing, Rule, SectionConfig, Severity, Words};
use super::load::expression_error;
use super::nearest::nearest;
use super::parser::{parse, written_name};
use super::problem::{ConfigError, ConfigProblem};

/// The check that these rules make, as `[checks]` knows it.
pub(super) const CODE: &str = "restated-differently";

/// Adds a rule for each column and key that restates another; what is wrong
/// with them joins the mistakes.
pub(super) fn add_rules(config: &mut Config, errors: &mut Vec<ConfigError>) {
    let mut rules = Vec::new();
    for section in &config.sections {
        for column in &section.columns {
            let Some(of) = &column.restates else { continue };
            match known_column(section, of) {
                Ok(()) => rules.extend(rule(section, &column.name, of, errors)),
                Err(error) => errors.push(error),
            }
        }
        for (key, of) in &section.restates {
            match not_empty(of) {
                Ok(()) => rules.extend(rule(section, key, of, errors)),
                Err(error) => errors.push(error),
            }
        }
    }
    // Turned off, they are still read, so that their mistakes are told.
    if let Some(severity) = config.severity_of(CODE) {
        config.rules.extend(rules.into_iter().map(|rule| Rule {
            severity,
            ..rule
        }));
    }
}

fn not_empty(of: &Located) -> Result<(), ConfigError> {
    match of.text.trim().is_empty() {
        true => Err(mistake(ConfigProblem::Empty("restates"), of)),
        false => Ok(()),
    }
}

/// A column restates one that the section describes.
fn known_column(section: &SectionConfig, of: &Located) -> Result<(), ConfigError> {
    not_empty(of)?;
    if section.column(&of.text).is_some() {
        return Ok(());
    }
    let known = section.columns.iter().map(|column| column.name.as_str());
    let problem = ConfigProblem::NoColumn {
        name: of.text.clone(),
        nearest: nearest(&of.text, known).map(str::to_owned),
        section: section.name.clone(),
    };
    Err(mistake(problem, of))
}

fn mistake(problem: ConfigProblem, of: &Located) -> ConfigError {
    ConfigError {
        problem,
        place: of.whole(),
    }
}

/// `own = prior.of`, standing where the configuration names `of`.
fn rule(
    section: &SectionConfig,
    own: &str,
    of: &Located,
    errors: &mut Vec<ConfigError>,
) -> Option<Rule> {
    let text = format!("{} = prior.{}", written_name(own), written_name(&of.text));
    let first = of.offsets.first().copied().unwrap_or_default();
    let last = of.offsets.last().copied().unwrap_or(first);
    let mut offsets = vec![first; text.len()];
    offsets.push(last);
    let check = Located {
        excerpt: of.excerpt.clone(),
        offsets,
        text,
    };
    match parse(&check.text) {
        Ok(expr) => Some(Rule {
            name: format!("{}-{own}-restated", section.name),
            section: Some(section.name.clone()),
            check,
            expr,
            rows: None,
            why: Words {
                en: Some("It restates what the report before printed.".to_owned()),
                zh: Some("这个数重印上一期报告的数。".to_owned()),
            },
            severity: Severity::Warning,
            remainder: None,
            rounding: None,
            tolerance: None,
            missing: Missing::Skip,
            any_units: false,
            restates: true,
        }),
        Err(error) => {
            errors.push(expression_error(error, &check));
            None
        }
    }
}
