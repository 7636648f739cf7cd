//! A report with its configuration and the year before, parted by lines of
//! `====`, checked with all of its reasoning and told in every format.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // A full disk is no fault.
    let _written = reportcheck::fuzzing::whole_run(text);
});
