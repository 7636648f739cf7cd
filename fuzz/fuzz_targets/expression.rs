//! The text of a rule.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| reportcheck::fuzzing::expression(text));
