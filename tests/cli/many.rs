//! Runs over many reports, and what they write: the same whatever the number
//! of threads, whole files or none, and one broken report stopping no other.

use crate::run::Ran;
use crate::support::folder::Folder;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const RULES: &str = "[[rules]]\nname = \"total\"\nsection = \"t\"\ncheck = \"total = a + b\"\n";

/// Sixty reports: one in seven has a mistake, one cannot be read, one has a
/// broken configuration of its own.
fn submissions() -> Folder {
    let folder = Folder::new();
    folder.file("in/reportcheck.toml", RULES);
    for number in 0..60_u64 {
        let total = 7 + number + u64::from(number % 7 == 3);
        let table = format!("key,value\ntotal,{total}\na,7\nb,{number}\n");
        folder.file(&format!("in/office {number:02}/2016/t.csv"), table);
    }
    folder.file("in/office 11/2016/t.csv", "key|value\n");
    folder.file("in/office 12/2016/reportcheck.toml", "[rules\n");
    folder
}

/// Every format, as the program names them to one that asks for another.
fn formats() -> Vec<String> {
    let refused = Folder::new().run(&["validate", "--format", "no-such"]).err;
    let (_, listed) = refused.split_once("[possible values: ").expect("a list");
    let (listed, _) = listed.split_once(']').expect("its end");
    listed.split(", ").map(str::to_owned).collect()
}

#[test]
fn what_is_written_does_not_depend_on_the_number_of_threads() {
    let folder = submissions();
    for format in &formats() {
        let run = |jobs| folder.run(&["validate", "in", "--format", format, "--jobs", jobs]);
        let one = run("1");
        assert_eq!(one.status, 2, "{format}");
        for jobs in ["2", "5", "64"] {
            let several = run(jobs);
            assert_eq!(several.out, one.out, "{format}, {jobs} threads");
            assert_eq!(several.err, one.err, "{format}, {jobs} threads");
            assert_eq!(several.status, one.status);
        }
    }
}

#[test]
fn a_broken_report_stops_no_other() {
    let folder = submissions();
    let ran = folder.run(&["validate", "in", "gone", "--fail-on", "never"]);
    assert_eq!(ran.status, 2);
    // 8 of 60 have a mistake that is found; 3 paths cannot be read.
    let last = ran.out.lines().last().expect("a last line");
    assert_eq!(
        last,
        "61 reports: 49 consistent, 9 with findings, 3 not readable"
    );
    for named in [
        "office 11/2016/t.csv:1:1",
        "office 12/2016/reportcheck.toml:1",
        "gone: no such",
    ] {
        assert!(ran.err.contains(named), "{named} in {}", ran.err);
    }
    let listed = |name: &str| ran.out.lines().any(|line| line.starts_with(name));
    assert!(listed("in/office 11/2016") && listed("in/office 12/2016") && listed("gone"));
    assert!(!listed("in/office 13/2016"), "it is consistent");
}

#[test]
fn several_formats_are_written_in_one_run() {
    let folder = submissions();
    let mut args = vec!["validate".to_owned(), "in".to_owned()];
    let formats = formats();
    for format in &formats {
        args.extend(["--output".to_owned(), format!("{format}=out.{format}")]);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let ran = folder.run(&args);
    assert_eq!(ran.out, folder.run(&["validate", "in"]).out);
    for name in formats.iter().filter(|name| *name != "text") {
        let alone = folder.run(&["validate", "in", "--format", name]);
        let path = folder.path().join(format!("out.{name}"));
        let written = std::fs::read_to_string(path).expect("the file is there");
        assert_eq!(written, alone.out, "{name}");
    }
    // A text file tells what could not be read as well: nobody sees the terminal.
    let text = std::fs::read_to_string(folder.path().join("out.text")).expect("the file");
    assert!(text.contains("office 11/2016/t.csv:1:1"), "{text}");
    assert_eq!(leftovers(&folder), Vec::<String>::new());
}

#[test]
fn what_cannot_be_written_is_an_error_and_leaves_nothing() {
    let folder = submissions();
    folder.file("kept.json", "old");
    let fails = |output: &str, expected: &str| {
        let ran = folder.run(&[
            "validate",
            "in",
            "--output",
            "json=kept.json",
            "--output",
            output,
        ]);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.err.contains(expected), "{expected} in {}", ran.err);
        ran
    };
    let missing = "no/such/out.json: cannot be written: the folder is not there";
    let ran = fails("json=no/such/out.json", missing);
    assert_eq!(ran.out, "", "it is found out before anything is checked");
    fails("json=in", "in: cannot be written: it is a folder");
    fails("json=in/reportcheck.toml/x", "its folder is a file");
    assert_eq!(
        std::fs::read_to_string(folder.path().join("kept.json")).expect("the file"),
        "old"
    );
    assert_eq!(leftovers(&folder), Vec::<String>::new());
    for (output, expected) in [
        ("json", "the ending of `json` does not say its format"),
        (
            "findings.xlsx",
            "write FORMAT=FILE, such as html=findings.xlsx",
        ),
        (".html", "does not say its format"),
        ("excel=found.csv", "formats are text, concise, json"),
        ("json=", "expected a file after `json=`"),
        ("jsn=x", "did you mean json?"),
    ] {
        fails(output, expected);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = submissions();
    let ran = folder.run(&["validate", "in", "--output", "json=/dev/full"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .contains("/dev/full: cannot be written: the disk is full"),
        "{}",
        ran.err
    );
    assert!(ran.out.ends_with("not readable\n"), "the rest is there");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_standard_output_is_told() {
    let folder = Folder::new();
    folder.file("2016/t.csv", "key,value\na,1\n");
    for command in ["validate", "table"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let mut run = folder.command(&[command, "2016"]);
        run.stdout(full.expect("the device"));
        let ran = Ran::of(run.output().expect("it runs"));
        let told = "error: standard output cannot be written: the disk is full\n";
        assert_eq!((ran.status, ran.err.as_str()), (2, told), "{command}");
    }
}

/// What a run reads, it must not write over; and a table that it wrote among
/// reports would be read as one of them by the next run.
#[test]
fn what_is_read_is_not_written_over() {
    let folder = Folder::new();
    folder.file("in/reportcheck.toml", RULES);
    let table = "key,value\ntotal,3\na,1\nb,2\n";
    folder.file("in/2016/t.csv", table);
    folder.file("t.txt", table);
    let names = |path: &str| {
        let file = folder.path().join(path);
        std::fs::read_to_string(file).ok()
    };
    for (paths, output) in [
        ("in", "in/2016/t.csv"),
        ("in", "in/2016/findings.csv"),
        ("in", "in/findings.CSV"),
        ("in", "in/../in/findings.csv"),
        ("in/2016", "in/2016/findings.csv"),
        ("in/2016/t.csv", "in/2016/t.csv"),
        ("t.txt", "t.txt"),
        ("in", "in/reportcheck.toml"),
        ("in", "report.toml"),
    ] {
        let before = names(output);
        let ran = folder.run(&["validate", paths, "--output", &format!("csv={output}")]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{output}");
        let told = format!("error: {output}: cannot be written: it is, or would be, read");
        assert!(ran.err.starts_with(&told), "{}", ran.err);
        assert_eq!(names(output), before, "{output}");
    }
    for output in [
        "csv=findings.csv",
        "json=in/2016/findings.json",
        "csv=/dev/null",
    ] {
        let ran = folder.run(&["validate", "in", "--output", output]);
        assert_eq!(ran.status, 0, "{output}: {}", ran.err);
    }
    // A table in the current folder would be the report that is found there.
    let mut run = folder.command(&["validate", "--output", "csv=found.csv"]);
    let run = run.current_dir(folder.path().join("in"));
    let ran = Ran::of(run.output().expect("it runs"));
    assert_eq!(ran.status, 2, "{}", ran.err);
}

#[test]
fn a_file_knows_its_format_by_its_ending() {
    let folder = submissions();
    for (file, format, begins) in [
        ("a.html", "html", "<!DOCTYPE html>"),
        ("b.HTM", "html", "<!DOCTYPE html>"),
        ("c.json", "json", "{\n  \"version\""),
        ("c.sarif.json", "sarif", "{\n  \"$schema\""),
        ("d.sarif", "sarif", "{\n  \"$schema\""),
        ("e.csv", "csv", "\u{feff}report,period"),
        ("f.md", "markdown", "### reportcheck: "),
        ("g.markdown", "markdown", "### reportcheck: "),
        ("h.xml", "junit", "<?xml "),
        ("i.txt", "text", "== in/"),
        ("C:\\k=2.json", "json", "{\n  \"version\""),
    ] {
        let written = |output: &str, file: &str| {
            let ran = folder.run(&["validate", "in", "--quiet", "--output", output]);
            assert_eq!(ran.out, "", "{output}: {}", ran.err);
            let path = folder.path().join(file);
            std::fs::read_to_string(path).expect("the file is there")
        };
        let known = written(file, file);
        assert!(known.starts_with(begins), "{file}: {known}");
        // The format may be named all the same, whatever the file is called.
        assert_eq!(
            written(&format!("{format}={file}.out"), &format!("{file}.out")),
            known
        );
    }
}

#[test]
fn two_formats_do_not_share_a_file() {
    let folder = submissions();
    let both = [
        "validate",
        "in",
        "--output",
        "csv=out",
        "--output",
        "json=./out",
    ];
    let ran = folder.run(&both);
    assert_eq!(ran.status, 2);
    let told = "error: ./out: cannot be written: `--output` names it twice";
    assert!(ran.err.starts_with(told), "{}", ran.err);
    assert!(!folder.path().join("out").exists());
}

#[cfg(unix)]
#[test]
fn a_name_of_two_lines_writes_no_line_of_its_own() {
    let folder = Folder::new();
    let name = "in/x\n9 reports: 9 consistent, 0 with findings, 0 not readable";
    folder.file("in/reportcheck.toml", RULES);
    folder.file(&format!("{name}/t.csv"), "key,value\ntotal,9\na,1\nb,2\n");
    folder.file("in/2016/t.csv", "key,value\ntotal,3\na,1\nb,2\n");
    let ran = folder.run(&["validate", "in"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("x 9 reports: 9 consistent"), "{}", ran.out);
    assert!(!ran.out.contains("\n9 reports"), "{}", ran.out);
}

#[test]
fn what_is_too_long_to_be_held_is_told_at_once() {
    let lengthen = |folder: &Folder, name: &str, mib: u64| {
        let path = folder.path().join(name);
        let file = std::fs::OpenOptions::new().append(true).open(path);
        file.expect("the file")
            .set_len(mib << 20)
            .expect("a long file");
    };
    let folder = Folder::new();
    folder.file("reportcheck.toml", RULES);
    folder.file("2016/t.csv", "key,value\ntotal,3\na,1\nb,1\n");
    lengthen(&folder, "2016/t.csv", 70);
    let ran = folder.run(&["validate", "2016", "--hold", "69"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .contains("2016/t.csv: longer than 69 MiB, which is as much as is held"),
        "{}",
        ran.err
    );
    lengthen(&folder, "reportcheck.toml", 65);
    let ran = folder.run(&["validate", "2016"]);
    assert!(
        ran.err
            .contains("reportcheck.toml: longer than 4 MiB, and not read"),
        "{}",
        ran.err
    );
}

#[test]
fn as_much_is_held_as_is_said() {
    let folder = Folder::new();
    folder.file(
        "reportcheck.toml",
        "[sections.t]\nkey = [\"office\", \"year\"]\nperiod = \"year\"\n\
         rules = [{ name = \"carried\", check = \"opening = prior.pending\" }]\n",
    );
    let mut table = String::from("office,year,opening,pending,note\n");
    let note = "x".repeat(1000);
    for office in 0..600 {
        for year in 2020..2024 {
            let opening = office + year;
            let slip = u32::from((office, year) == (597, 2022));
            let pending = opening + 1 + slip;
            table.push_str(&format!("o{office},{year},{opening},{pending},{note}\n"));
        }
    }
    folder.file("2023/t.csv", &table);
    let ran = folder.run(&["validate", "2023", "--hold", "1", "--no-reason"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("longer than 1 MiB"), "{}", ran.err);
    for said in [&["--hold", "3"][..], &[]] {
        let ran = folder.run(&[&["validate", "2023", "--no-reason"], said].concat());
        assert_eq!(ran.status, 1, "{}", ran.err);
        assert!(ran.out.contains("o597, 2023"), "{}", ran.out);
        assert!(
            ran.out.contains("1799 consistent, 1 inconsistent"),
            "{}",
            ran.out
        );
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_tables_holds_nothing_up() {
    let folder = submissions();
    let pipe = folder.path().join("in/office 00/2016/pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    let ran = folder.run(&["validate", "in/office 00", "in/office 01"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("pipe.csv: this is no file but a pipe"),
        "{}",
        ran.err
    );
}

#[test]
fn a_link_that_leads_back_is_walked_once() {
    let folder = submissions();
    #[cfg(unix)]
    std::os::unix::fs::symlink(".", folder.path().join("in/loop")).expect("a link");
    let ran = folder.run(&["validate", "in", "in", "--quiet", "--format", "concise"]);
    assert_eq!(ran.out, "");
    let ran = folder.run(&["validate", "in", "in"]);
    assert!(ran.out.contains("\n60 reports: "), "{}", ran.out);
}

#[test]
fn saving_a_file_checks_again() {
    let folder = Folder::new();
    folder.file("reportcheck.toml", RULES);
    folder.file("2016/t.csv", "key,value\ntotal,3\na,1\nb,1\n");
    let mut child = folder
        .command(&["validate", "2016", "--watch", "--format", "concise"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let lines = read_lines(child.stdout.take().expect("its output"));
    let says = |part: &str| wait_for(&lines, part);
    assert!(says("sum-mismatch"));
    assert!(says("1 error"));
    folder.file("2016/t.csv", "key,value\ntotal,2\na,1\nb,1\n");
    assert!(says("no findings"));
    // The configuration is watched as well.
    folder.file("reportcheck.toml", RULES.replace("a + b", "a + b + b"));
    assert!(says("sum-mismatch"));
    child.kill().expect("it is still there");
    let ended = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(said.contains("watching for changes"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}

fn read_lines(from: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    receive
}

/// Whether a line with these words comes; a run that hangs ends the test.
fn wait_for(lines: &Receiver<String>, part: &str) -> bool {
    loop {
        match lines.recv_timeout(Duration::from_secs(60)) {
            Ok(line) if line.contains(part) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// Temporary files that a run left behind.
fn leftovers(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).expect("the folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    names.filter(|name| name.contains(".tmp")).collect()
}

/// A run is told apart from one that a signal ended.
#[test]
fn a_reader_that_goes_away_ends_no_run() {
    let folder = submissions();
    let mut child = folder
        .command(&["validate", "in"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().expect("it ends"));
    assert_eq!(ran.status, 2);
}

#[test]
fn a_watch_that_cannot_write_ends() {
    let folder = submissions();
    let ran = folder.run(&["validate", "in", "--watch", "--output", "json=no/such/x"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("the folder is not there"), "{}", ran.err);
}

/// A table of forty thousand rows, of which the last sums up the others, and
/// should: what is told of it is what would be told of a short one.
#[test]
fn a_long_table_whose_total_is_wrong_is_told_in_both_languages() {
    let folder = Folder::new();
    let mut table = String::from("key,level,a,b\n");
    let mut sum = 0;
    for number in 0..80_000_u64 {
        let (a, level) = (
            number % 97,
            ["x", "y", "z"][usize::try_from(number % 3).expect("small")],
        );
        sum += a;
        table.push_str(&format!("r{number:07},{level},{a},{}\n", 97 - a));
    }
    table.push_str(&format!("合计,,{},\n", sum + 1));
    assert!(table.len() > 1 << 20);
    folder.file("t.csv", table);
    folder.file(
        "reportcheck.toml",
        "[sections.t.columns]\nlevel = { text = true }\na = {}\nb = {}\n\
         [[sections.t.rules]]\nname = \"total\"\ncheck = \"合计.a = sum(a)\"\n\
         [[sections.t.rules]]\nname = \"of-x\"\ncheck = 'sum(a where level = \"x\") < 1000000'\n\
         [[sections.t.rules]]\nname = \"share\"\ncheck = 'a / sum(b) <= 1'\n",
    );
    let told = ["en", "zh"].map(|lang| folder.run(&["validate", "t.csv", "--lang", lang]).out);
    insta::assert_snapshot!(told.join("\n"));
}
