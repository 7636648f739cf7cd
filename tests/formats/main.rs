//! The formats of `validate` for other programs: what they say of a report
//! with a bit of everything, that they keep to their schemas, that nothing
//! gets lost in them, and that no cell breaks them.

mod checked;
mod clashes;
#[path = "../common/mod.rs"]
mod common;
mod hostile;
mod identities;
mod limits;
mod made;
mod schemas;

#[test]
fn a_report_with_a_bit_of_everything_is_told_in_each_format() {
    common::check_cases("formats");
}
