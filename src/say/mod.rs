//! What is said: findings, rules, counts, waivers and figures become sentences
//! in the reader's language, English and Chinese side by side. Knows no format.

pub(crate) mod below;
pub(crate) mod bounded;
pub(crate) mod by_rule;
pub(crate) mod called;
pub(crate) mod changes;
pub(crate) mod claims;
pub(crate) mod clash;
pub(crate) mod counts;
pub(crate) mod coverage;
pub(crate) mod discovered;
pub(crate) mod errors;
pub(crate) mod explain;
pub(crate) mod figure;
pub(crate) mod fix;
pub(crate) mod headings;
pub(crate) mod ignored;
pub(crate) mod lint;
pub(crate) mod lists;
pub(crate) mod marks;
pub(crate) mod mismatch;
pub(crate) mod not_checked;
pub(crate) mod not_obeyed;
pub(crate) mod notes;
pub(crate) mod numbers;
pub(crate) mod page;
pub(crate) mod quote;
pub(crate) mod relation;
pub(crate) mod reports;
pub(crate) mod rule;
pub(crate) mod run;
pub(crate) mod starter;
pub(crate) mod stated;
pub(crate) mod terms;
mod texts;
pub(crate) mod title;
pub(crate) mod unchecked;
pub(crate) mod unchecked_reports;
pub(crate) mod understood;
pub(crate) mod waivers;

pub(crate) use not_checked::no_report;
pub(crate) use notes::notes;
pub(crate) use terms::severity_name;
pub(crate) use title::title;
