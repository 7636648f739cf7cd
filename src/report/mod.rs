//! A report on disk: its configuration, its own facts, its tables and its
//! source text, and the reports of other periods beside it.

mod across;
mod as_courses;
mod as_parts;
mod as_portions;
mod as_printed;
mod as_rules;
mod as_wholes;
mod aside;
mod before;
mod between;
mod budget;
mod chance;
mod claim_keys;
mod claimed;
mod claims;
mod claims_listed;
mod configuration;
mod counted;
mod course_of_rows;
mod cut;
mod dated;
mod documents;
mod error;
mod expression;
#[cfg(feature = "workbook")]
mod formulas;
mod found_total;
mod listed_ahead;
mod listing;
mod location;
mod long_prints;
mod memory;
mod neighbours;
mod no_prior;
mod open_total;
mod opened;
mod options;
mod passages;
mod passed_over;
mod reach;
mod relations;
mod rounded;
mod searched;
mod sections;
mod sentences;
mod siblings;
mod slack;
mod summary;
mod summed;
mod tables;
mod tie_words;
mod tie_years;
mod ties;
mod tree;
mod twice;

pub(crate) use aside::AsideKind;
pub(crate) use before::may_state_again;
pub(crate) use between::{Between, between};
pub(crate) use claimed::{section_in, section_of_file, section_within};
pub(crate) use claims_listed::{ListedClaim, ListedClaims, ListedFigure, ListedOther};
pub(crate) use configuration::{
    Loaded, configuration, find_configuration, find_upwards, load_configuration, taken_from_within,
};
pub(crate) use documents::ReadDocument;
pub use error::ReadError;
pub(crate) use found_total::{FoundTotal, TotalLine};
pub(crate) use listing::{is_report, list, no_tables};
pub(crate) use location::{
    CONFIG_FILE, FACTS_FILE, FolderId, PLACES_FILE, ReportPath, folder_of, is_document, is_page,
    is_table, section_of,
};
pub(crate) use neighbours::{Neighbours, folder_above, period_of, series_of};
pub(crate) use no_prior::NoPrior;
pub(crate) use open_total::OpenTotal;
pub(crate) use opened::{Report, SourceText};
pub(crate) use options::Options;
pub(crate) use passed_over::{PassedAs, PassedLine, PassedOver};
pub(crate) use reach::Reach;
pub(crate) use relations::{SAMPLE, Sought, relation_rules};
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) use sentences::read_sentences;
pub(crate) use summed::summed_columns;
pub(crate) use tables::{first_rows, row_reader};
pub(crate) use tree::{FoundPlace, walk};
