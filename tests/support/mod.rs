//! What the tests share: those that run the program (`tests/cli`) and those
//! that look into the library (`tests/inside`).
#![allow(dead_code, reason = "each crate of tests uses some of it")]

pub(crate) mod folder;
pub(crate) mod hostile;
pub(crate) mod markdown;
pub(crate) mod often;
pub(crate) mod page;
pub(crate) mod schema;
pub(crate) mod snapshot;
pub(crate) mod steering;
