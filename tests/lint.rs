//! Rules that are checked themselves, and figures under no rule, as people
//! read them, in English and in Chinese: `tests/cases/lint`.

mod common;

#[test]
fn rules_are_checked_themselves_in_both_languages() {
    common::check_cases("lint");
}
