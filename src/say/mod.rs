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
pub mod marks;
pub mod mismatch;
pub mod not_checked;
pub mod notes;
pub mod numbers;
pub mod quote;
pub mod reports;
pub mod rule;
pub mod run;
pub mod terms;
pub mod title;
pub mod waivers;

pub use not_checked::{no_report, why_not};
pub use notes::notes;
pub use terms::severity_name;
pub use title::title;
