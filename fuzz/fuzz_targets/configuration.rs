//! A reportcheck.toml, or a report.toml.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| reportcheck::fuzzing::configuration(text));
