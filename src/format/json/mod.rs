//! JSON that programs read: each document has a version, and is made of the
//! pieces in `dto`, so that the inside may change without breaking readers.

pub(crate) mod claims;
mod clash;
mod dto;
mod finding;
pub(crate) mod lint;
pub(crate) mod periods;
pub(crate) mod places;
pub(crate) mod relations;
pub(crate) mod report;
mod structure;
pub(crate) mod table;
mod written;

pub(crate) use report::Json;
pub(crate) use written::indented;
