//! Nothing that was saved is lost: runs that write the same file wait for one
//! another, what was changed by hand meanwhile stays, and no link is written
//! through.

use crate::run::Ran;
use crate::support::folder::Folder;
use std::fmt::Write as _;
use std::io::Read;
use std::process::{Child, Stdio};

/// A report of so many rules that all fail, each by itself.
fn failing(rules: usize) -> Folder {
    let folder = Folder::new();
    let (mut table, mut config) = ("key,value\n".to_owned(), "[sections.t]\n".to_owned());
    for n in 0..rules {
        let _ = writeln!(table, "k{n},{n}");
        let _ = writeln!(
            config,
            "[[sections.t.rules]]\nname = \"r{n}\"\ncheck = \"k{n} = {}\"",
            n + 7
        );
    }
    folder.file("2016/t.csv", table);
    folder.file("reportcheck.toml", config);
    folder
}

fn begun(folder: &Folder, args: &[&str]) -> Child {
    let mut command = folder.command(args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the binary runs")
}

fn ended(child: Child) -> Ran {
    Ran::of(child.wait_with_output().expect("its output"))
}

fn text(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).expect("a text")
}

#[test]
fn waivers_that_are_written_at_once_are_all_kept() {
    for round in 0..8 {
        let folder = failing(6);
        if round % 2 == 1 {
            folder.file("2016/report.toml", "title = \"kept\"\n");
        }
        let rules: Vec<String> = (0..6).map(|n| format!("r{n}")).collect();
        let waive = |rule: &String| {
            begun(
                &folder,
                &["waive", "2016", "--rule", rule, "--reason", "so"],
            )
        };
        let children: Vec<Child> = rules.iter().map(waive).collect();
        for child in children {
            let ran = ended(child);
            assert_eq!(ran.status, 0, "{ran:?}");
        }
        let facts = text(&folder, "2016/report.toml");
        for rule in &rules {
            let line = format!("rule = \"{rule}\"");
            assert_eq!(facts.matches(&line).count(), 1, "{rule}\n{facts}");
        }
        assert_eq!(facts.contains("kept"), round % 2 == 1);
        let left = std::fs::read_dir(folder.path().join("2016")).expect("a folder");
        assert_eq!(left.count(), 2);
    }
}

#[test]
fn a_table_that_is_saved_while_its_changes_are_read_stays_as_it_was_saved() {
    let folder = Folder::new();
    let (mut table, mut config) = ("key,value,note\n".to_owned(), "[sections.t]\n".to_owned());
    let note = "n".repeat(3_000);
    for n in 0..8 {
        for (row, print) in [
            ("t", "120"),
            ("a", "57"),
            ("b", "45"),
            ("c", "about 110"),
            ("r", "90.8%"),
        ] {
            let _ = writeln!(table, "{row}{n},{print},{note}");
        }
        for check in [format!("t{n} = a{n} + b{n}"), format!("r{n} = c{n} / t{n}")] {
            let _ = writeln!(
                config,
                "[[sections.t.rules]]\nname = \"{check}\"\ncheck = \"{check}\""
            );
        }
    }
    table.push_str("user,1,\n");
    folder.file("2016/t.csv", &table);
    folder.file("reportcheck.toml", config);
    let shown = folder.run(&["fix", "2016"]);
    assert!(
        shown.out.len() > 100_000,
        "more than a pipe holds: {}",
        shown.out.len()
    );
    let mut child = begun(&folder, &["fix", "2016", "--write"]);
    // The changes are being printed, and wait for their reader.
    let mut first = [0];
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut first).expect("a byte");
    let saved = table.replace("user,1,", "user,999,");
    folder.file("2016/t.csv", &saved);
    let mut rest = Vec::new();
    out.read_to_end(&mut rest).expect("the rest");
    let ran = ended(child);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(
        ran.err
            .contains("changed meanwhile, and nothing was written"),
        "{ran:?}"
    );
    assert_eq!(text(&folder, "2016/t.csv"), saved);
    // Undisturbed, it is written.
    assert_eq!(folder.run(&["fix", "2016", "--write"]).status, 0);
    assert!(text(&folder, "2016/t.csv").contains("user,999,"));
    assert_ne!(text(&folder, "2016/t.csv"), saved);
}

#[cfg(unix)]
#[test]
fn no_link_is_written_through_to_somewhere_else() {
    use std::os::unix::fs::symlink;
    let folder = failing(2);
    folder.file("elsewhere/report.toml", "title = \"another's\"\n");
    folder.file("2016/kept/mine.toml", "title = \"mine\"\n");
    let facts = folder.path().join("2016/report.toml");
    symlink("../elsewhere/report.toml", &facts).expect("a link");
    let commands: [&[&str]; 3] = [
        &["waive", "2016", "--rule", "r0", "--reason", "so"],
        &["baseline", "2016"],
        &["baseline", "2016", "--prune"],
    ];
    for args in commands {
        let ran = folder.run(args);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(
            ran.err.contains("2016/report.toml: a link leads out"),
            "{ran:?}"
        );
        let other = text(&folder, "elsewhere/report.toml");
        assert_eq!(other, "title = \"another's\"\n");
    }
    // Inside, the file itself is written, and the link stays.
    std::fs::remove_file(&facts).expect("gone");
    symlink("kept/mine.toml", &facts).expect("a link");
    assert_eq!(folder.run(&["baseline", "2016"]).status, 0);
    assert!(facts.is_symlink());
    assert!(text(&folder, "2016/kept/mine.toml").contains("[[waivers]]"));
    // A table that is a link out is not mended either.
    let table = folder.path().join("2016/u.csv");
    folder.file("elsewhere/u.csv", "key,value\na,1\n");
    symlink("../elsewhere/u.csv", table).expect("a link");
    assert_eq!(folder.run(&["fix", "2016", "--write"]).status, 2);
    assert_eq!(text(&folder, "elsewhere/u.csv"), "key,value\na,1\n");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing_half_written() {
    for signal in ["INT", "TERM"] {
        let folder = failing(2);
        // The second table never ends, so that the run goes on.
        let pipe = folder.path().join("pipe.csv");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo").success());
        let args = ["validate", "2016", "pipe.csv", "--output", "out.json"];
        let child = begun(&folder, &args);
        let hidden = || {
            let names = std::fs::read_dir(folder.path()).expect("a folder");
            let names = names.map(|entry| entry.expect("an entry").file_name());
            names
                .filter(|name| name.to_string_lossy().starts_with(".out.json"))
                .count()
        };
        let started = std::time::Instant::now();
        while hidden() == 0 {
            assert!(started.elapsed().as_secs() < 30, "the output is begun");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        // Its name is there a moment before its owner is known.
        std::thread::sleep(std::time::Duration::from_millis(100));
        let id = child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", signal, &id])
            .status();
        assert!(sent.expect("kill").success());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), None, "it is ended by the signal");
        assert_eq!(hidden(), 0, "{signal}");
        assert!(!folder.path().join("out.json").exists());
    }
}
