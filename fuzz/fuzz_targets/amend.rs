//! A table of any bytes, a cell of which is changed: the first byte says which,
//! the bytes up to the first zero what it becomes, the rest is the table.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&cell, rest)) = bytes.split_first() else {
        return;
    };
    let end = rest.iter().position(|byte| *byte == 0).unwrap_or(0);
    let text = String::from_utf8_lossy(&rest[..end]);
    let table = rest.get(end + 1..).unwrap_or_default();
    reportcheck::fuzzing::amended(table, usize::from(cell), &text);
});
