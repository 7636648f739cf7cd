//! Prints of figures.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| reportcheck::fuzzing::notation(text));
