//! Figures that are printed once more a period later: each column and key that
//! says `restates` becomes a rule that sets it against what was printed then.

use super::code::Code;
use super::config::{Config, Rule, SectionConfig};
use super::config_error::{ConfigError, ConfigProblem};
use super::in_force::InForce;
use super::missing_settings::Missing;
use super::names::written_name;
use super::nearest::nearest;
use super::parser::parse;
use super::placed_text::PlacedText;
use super::severity::Severity;
use super::words::Words;

/// Adds a rule for each column and key that restates another; what is wrong
/// with them joins the mistakes.
pub(super) fn add_rules(config: &mut Config, errors: &mut Vec<ConfigError>) {
    let mut rules = Vec::new();
    let mut add = |section: &SectionConfig, own: &str, of: &PlacedText, problem| match problem {
        None => rules.extend(rule(section, own, of, errors)),
        Some(problem) => errors.push(ConfigError {
            problem,
            place: of.whole(),
        }),
    };
    for section in &config.sections {
        for column in &section.columns {
            if let Some(of) = &column.restates {
                let problem = empty(of).or_else(|| unknown_column(section, of));
                add(section, &column.name, of, problem);
            }
        }
        for (key, of) in &section.restates {
            add(section, key, of, empty(of));
        }
    }
    // Turned off, they are still read, so that their mistakes are told.
    if let Some(severity) = config.severity_of(Code::RestatedDifferently) {
        config
            .rules
            .extend(rules.into_iter().map(|rule| Rule { severity, ..rule }));
    }
}

fn empty(of: &PlacedText) -> Option<ConfigProblem> {
    let empty = of.text.trim().is_empty();
    empty.then_some(ConfigProblem::Empty("restates"))
}

/// A column restates one that the section describes.
fn unknown_column(section: &SectionConfig, of: &PlacedText) -> Option<ConfigProblem> {
    if section.column(&of.text).is_some() {
        return None;
    }
    let known = section.columns.iter().map(|column| column.name.as_str());
    Some(ConfigProblem::NoColumn {
        name: of.text.clone(),
        nearest: nearest(&of.text, known).map(str::to_owned),
        section: section.name.clone(),
    })
}

/// `own = prior.of`, standing where the configuration names `of`.
fn rule(
    section: &SectionConfig,
    own: &str,
    of: &PlacedText,
    errors: &mut Vec<ConfigError>,
) -> Option<Rule> {
    let text = format!("{} = prior.{}", written_name(own), written_name(&of.text));
    let first = of.offsets.first().copied().unwrap_or_default();
    let last = of.offsets.last().copied().unwrap_or(first);
    let mut offsets = vec![first; text.len()];
    offsets.push(last);
    let check = PlacedText {
        excerpt: of.excerpt.clone(),
        offsets,
        text,
    };
    match parse(&check.text) {
        Ok(expr) => Some(Rule {
            name: format!("{}-{own}-restated", section.name),
            written: None,
            every: None,
            tree: None,
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
            in_force: InForce::default(),
            out: None,
            missing: Missing::Skip,
            missing_said: true,
            graver: Vec::new(),
            any_units: false,
            restates: true,
            found: None,
            stated: None,
        }),
        Err(error) => {
            errors.push(ConfigError::in_expression(error, &check));
            None
        }
    }
}
