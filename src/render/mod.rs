//! What people and programs read: one file a format. Sentences are made here,
//! in the reader's language, from the numbers that findings hold.

pub mod concise;
pub mod errors;
pub mod explain;
pub mod format;
pub mod html;
pub mod json;
mod matrix;
mod notes;
pub mod numbers;
pub mod output;
pub mod rule;
pub mod snippet;
pub mod table;
pub mod text;
mod words;
mod wrap;

pub use notes::notes;
pub use words::{severity_name, title, why_not};
