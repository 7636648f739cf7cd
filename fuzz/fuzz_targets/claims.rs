//! Sentences and the tables that they state again.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| reportcheck::fuzzing::claims(text));
