//! What people and programs read: one file a format. Sentences are made here,
//! in the reader's language, from the numbers that findings hold.

mod clash;
pub mod concise;
pub mod counts;
mod coverage;
pub mod csv;
pub mod diff;
pub mod errors;
pub mod explain;
pub mod figure;
pub mod fix;
pub mod format;
pub mod github;
pub mod gitlab;
pub mod html;
mod identity;
pub mod json;
pub mod junit;
pub mod lint;
pub mod markdown;
mod matrix;
mod notes;
pub mod numbers;
pub mod output;
mod places;
pub mod rule;
pub mod sarif;
pub mod snippet;
mod spreadsheet;
pub mod starter;
pub mod table;
mod tagged;
pub mod text;
mod waivers;
mod words;
mod wrap;

pub use notes::notes;
pub use words::{no_report, severity_name, title, why_not};
