//! Tests that look into the library: properties over all input, oracles and
//! brute force, and pages held to what the program knows. They stand here and
//! not in `src`, which is the product alone; what runs the program is in
//! `tests/cli`.

#[path = "../support/mod.rs"]
pub(crate) mod support;

mod claims;
mod data;
mod discovery;
mod docs;
mod examples;
mod explain;
mod figure;
mod fix;
mod formats;
mod house;
mod html;
mod init;
mod injection;
mod json;
mod laws;
mod likely;
mod lint;
mod long_tables;
mod made;
mod notation;
mod reading;
mod reasoning;
mod schema;
mod shown;
mod statutory;
mod structure;
mod ties;
mod verdicts;
mod waivers;
