//! What the tests share: those that run the program (`tests/cli`) and those
//! that look into the library (`tests/inside`).
#![allow(dead_code, reason = "each crate of tests uses some of it")]

pub mod folder;
pub mod markdown;
pub mod page;
pub mod schema;
pub mod snapshot;
pub mod steering;
