//! Every kind of finding on the smallest report that has it, as people read
//! it, in English and in Chinese. The reports are in `tests/cases/findings`,
//! what is said of them in `tests/snapshots/findings`.

mod common;

#[test]
fn every_kind_of_finding_is_told_in_both_languages() {
    common::check_cases("findings");
}
