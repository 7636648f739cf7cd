//! Every mistake that a configuration can hold, as its author reads it, in
//! English and in Chinese: the caret must stand under what is wrong. The
//! configurations are in `tests/cases/configuration`, what is said of them in
//! `tests/snapshots/configuration`.

mod common;

#[test]
fn every_mistake_is_shown_at_its_place() {
    common::check_cases("configuration");
}
