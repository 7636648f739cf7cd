//! Input that is missing, broken, hostile or merely unusual, as a whole run
//! meets it: a clear message with its place, exit status 2 only when something
//! could not be read, and never a panic.

mod common;

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    common::check_cases("bad_input");
}
