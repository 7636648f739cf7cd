//! How many small reports a run checks in a second, and the memory it takes.
//! Run with `cargo bench --bench submissions`.

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const REPORTS: u64 = 10_000;

const RULES: &str = r#"
[sections.requests]
title = "Requests for information"

[[sections.requests.rules]]
name = "received"
check = "received = online + letter + in_person"

[[sections.requests.rules]]
name = "flow"
check = "opening + received = closed + open"

[[sections.requests.rules]]
name = "rate"
check = "rate = closed / (opening + received)"

[[sections.requests.rules]]
name = "appeals"
check = "appeals <= refused"

[sections.proposals]
title = "Proposals"
columns = { level = { text = true }, assigned = {}, handled = {}, completion_rate = {} }

[[sections.proposals.rules]]
name = "completion"
check = "completion_rate = handled / assigned"

[[sections.proposals.rules]]
name = "handled"
check = "handled <= assigned"

[[sections.proposals.rules]]
name = "assigned-total"
check = "total.assigned = sum(assigned where level != \"total\")"
"#;

fn main() {
    if std::env::args().any(|arg| arg == "--test") {
        return;
    }
    let folder = submissions();
    println!("{REPORTS} reports of 2 tables, 12 rows and 7 rules; one in 50 has a mistake");
    for (name, args) in [
        ("text", vec![]),
        ("quiet", vec!["--quiet"]),
        ("one thread", vec!["--jobs", "1"]),
        ("json", vec!["--format", "json"]),
    ] {
        let (took, peak) = best_of_three(&folder, &args);
        let rate = u128::from(REPORTS) * 1_000_000 / took.as_micros().max(1);
        println!("{name:>12}: {took:?}, {rate} reports a second, {peak} kB at most");
    }
}

fn best_of_three(folder: &Path, args: &[&str]) -> (Duration, u64) {
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reportcheck"));
        command.arg("validate").arg(folder).args(args);
        common::peak_memory(command.stdout(Stdio::null()).stderr(Stdio::null()))
    };
    (0..3).map(|_| run()).min().expect("three runs")
}

/// A folder of reports that share a configuration.
fn submissions() -> PathBuf {
    let folder = std::env::temp_dir().join("reportcheck-bench/submissions");
    let write = |path: PathBuf, text: String| {
        std::fs::write(path, text).expect("the temporary folder can be written");
    };
    std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
    write(folder.join("reportcheck.toml"), RULES.to_owned());
    for number in 0..REPORTS {
        let report = folder.join(format!("office-{number:05}/2016"));
        std::fs::create_dir_all(&report).expect("the temporary folder can be written");
        write(report.join("requests.csv"), requests(number));
        write(report.join("proposals.csv"), proposals(number));
    }
    folder
}

fn requests(number: u64) -> String {
    let (online, letter, person) = (60 + number % 97, 20 + number % 13, 5 + number % 7);
    let received = online + letter + person + u64::from(number % 50 == 7);
    let (opening, open) = (number % 11, number % 5);
    let closed = opening + received - open;
    let of = opening + received;
    let tenths = (closed * 2_000 + of) / (2 * of);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    format!(
        "key,label,value,unit\nopening,年初结转,{opening},件\nreceived,受理申请,{received},件\n\
         online,网络申请,{online},件\nletter,信函申请,{letter},件\nin_person,当面申请,{person},件\n\
         closed,办结,{closed},件\nopen,结转下年,{open},件\nrate,办结率,{whole}.{tenth}%,\n\
         refused,不予公开,9,件\nappeals,行政复议,{},件\n",
        number % 9
    )
}

fn proposals(number: u64) -> String {
    let (city, county) = (43 + number % 17, 20 + number % 19);
    let (done, also) = (city - number % 6, county - number % 3);
    let percent = |part: u64, of: u64| (part * 200 + of) / (2 * of);
    format!(
        "key,label,level,assigned,handled,completion_rate\ncity,市级,city,{city},{done},{}%\n\
         county,县级,county,{county},{also},{}%\ntotal,合计,total,{},{},{}%\n",
        percent(done, city),
        percent(also, county),
        city + county,
        done + also,
        percent(done + also, city + county)
    )
}
