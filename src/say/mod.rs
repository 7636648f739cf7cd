//! What is said: findings, rules, counts, waivers and figures become sentences
//! in the reader's language, English and Chinese side by side. Knows no format.

pub mod changes;
pub mod clash;
pub mod counts;
pub mod coverage;
pub mod errors;
pub mod explain;
pub mod figure;
pub mod fix;
pub mod headings;
pub mod lint;
pub mod notes;
pub mod numbers;
pub mod reports;
pub mod rule;
pub mod run;
pub mod waivers;
pub mod words;

pub use notes::notes;
pub use words::{no_report, severity_name, title, why_not};
