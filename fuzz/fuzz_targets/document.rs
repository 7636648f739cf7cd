//! Documents of every kind.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| reportcheck::fuzzing::document(bytes));
