//! JSON that programs read: each document has a version, and is made of the
//! pieces in `dto`, so that the inside may change without breaking readers.

mod clash;
mod dto;
mod finding;
pub mod lint;
pub mod periods;
pub mod report;
pub mod table;
mod written;

pub use report::Json;
pub use written::indented;
