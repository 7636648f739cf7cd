//! Several periods side by side, and figures restated a period later.

mod common;

#[test]
fn periods_are_set_side_by_side() {
    common::check_cases("periods");
}
