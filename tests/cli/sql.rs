//! The rules as queries: what they look like, and that an engine comes to the
//! verdicts of `validate`. Engines run where `REPORTCHECK_ENGINES` names a
//! Python that has them.
#![allow(clippy::expect_used)]

use std::path::PathBuf;
use std::process::Command;

/// Reports that are made for an engine, and how many rules each has.
const REPORTS: [(&str, &str, &str); 2] = [("duckdb", "12", "16"), ("spark", "1", "14")];

#[test]
fn engines_come_to_the_verdicts_of_validate() {
    let Some(python) = std::env::var_os("REPORTCHECK_ENGINES").map(PathBuf::from) else {
        eprintln!("skipped: REPORTCHECK_ENGINES does not name a Python with duckdb and pyspark");
        return;
    };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sql/equal.py");
    for (engine, reports, rules) in REPORTS {
        let ran = Command::new(&python)
            .args([script, env!("CARGO_BIN_EXE_reportcheck"), engine])
            .args([reports, rules])
            .output()
            .expect("Python runs");
        let out = String::from_utf8_lossy(&ran.stdout);
        let err = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{engine}:\n{out}\n{err}");
    }
}
