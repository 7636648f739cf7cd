//! What others hand in can neither hold a run up nor lead it astray: pipes,
//! devices, links and paths that lead out are named and not read, and no
//! configuration is passed over in silence.
#![cfg(unix)]

use crate::run::Ran;
use crate::support::folder::Folder;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RULES: &str = "[sections.t]\n[[sections.t.rules]]\nname = \"same\"\ncheck = \"a = b\"\n";
const TABLE: &str = "key,value\na,4\nb,4\n";

/// A report `in/2016` under rules, and a text and a report elsewhere.
fn report() -> Folder {
    let folder = Folder::new();
    folder.file("in/reportcheck.toml", RULES);
    folder.file("in/2016/t.csv", TABLE);
    folder.file("out/secret.txt", "the password is 4711\n");
    folder.file("out/2015/t.csv", "key,value\na,71\nb,71\n");
    folder
}

impl Folder {
    fn link(&self, name: &str, to: &str) -> &Folder {
        symlink(to, self.path().join(name)).expect("a link");
        self
    }

    fn pipe(&self, name: &str) -> &Folder {
        let made = Command::new("mkfifo").arg(self.path().join(name)).status();
        assert!(made.expect("mkfifo").success());
        self
    }

    /// A run that has to end soon, with an input that never does.
    fn ends(&self, args: &[&str]) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        let begun = Instant::now();
        let held = child.stdin.take();
        while child.try_wait().expect("a status").is_none() {
            if begun.elapsed() > Duration::from_secs(30) {
                child.kill().expect("killed");
                panic!("{args:?} does not end");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(held);
        Ran::of(child.wait_with_output().expect("its output"))
    }

    /// That a run over a report ends with status 2 and says this of a file.
    #[track_caller]
    fn refuses(&self, args: &[&str], words: &str) {
        let ran = self.ends(args);
        assert_eq!(ran.status, 2, "{ran:?}");
        assert!(ran.err.contains(words), "{words}: {ran:?}");
        for read in ["4711", "71", "root:x"] {
            assert!(!ran.text().contains(read), "{read}: {ran:?}");
        }
    }
}

#[test]
fn a_source_is_a_file_in_the_reports_folder() {
    let elsewhere = [
        "/dev/stdin",
        "/dev/zero",
        "/proc/kmsg",
        "/etc/passwd",
        "../../out/secret.txt",
        "../2016/source.txt",
        "sub/../../../out/secret.txt",
        "..",
        "/",
    ];
    for source in elsewhere {
        let folder = report();
        folder.file("in/2016/report.toml", format!("source = \"{source}\"\n"));
        folder.file("in/2016/t.csv", "key,value,quote\na,4,password\nb,4,\n");
        let words = format!("`{source}` is outside the report's folder");
        folder.refuses(&["validate", "in/2016"], &words);
        folder.refuses(&["validate", "in"], "in/2016/report.toml:1:11");
        let ran = folder.run_zh(&["table", "in/2016", "--section", "t"]);
        assert!(ran.err.contains("在报告的文件夹之外"), "{ran:?}");
    }
    let folder = report();
    folder.file("in/2016/report.toml", "source = \"texts/../a.txt\"\n");
    folder.file("in/2016/texts/a.txt", "");
    folder.file("in/2016/a.txt", "it was 4 in all");
    folder.file("in/2016/t.csv", "key,value,quote\na,4,was 4\nb,4,\n");
    assert_eq!(folder.ends(&["validate", "in/2016"]).status, 0);
    // The user may allow it, but a source is still a file.
    folder.file("in/2016/report.toml", "source = \"../../out/secret.txt\"\n");
    folder.file("in/2016/t.csv", "key,value,quote\na,4711,4711\nb,4711,\n");
    let args = ["validate", "in/2016", "--follow-links"];
    assert_eq!(folder.ends(&args).status, 0);
    folder.file("in/2016/report.toml", "source = \"/dev/stdin\"\n");
    let ran = folder.ends(&args);
    assert!(ran.err.contains("/dev/stdin: this is no file"), "{ran:?}");
}

#[test]
fn links_of_files_are_followed_within_the_report() {
    type Make = for<'a> fn(&'a Folder) -> &'a Folder;
    let leads_out = "a link leads out of the folder here";
    let out: [(&str, Make, &str); 9] = [
        (
            "2016/t.csv",
            |f| f.link("in/2016/t.csv", "../../out/2015/t.csv"),
            leads_out,
        ),
        (
            "2016/t.csv",
            |f| f.link("in/2016/t.csv", "/etc/passwd"),
            leads_out,
        ),
        (
            "2016/t.csv",
            |f| f.link("in/2016/t.csv", "/no/such/file"),
            leads_out,
        ),
        (
            "2016/t.csv",
            |f| {
                f.link("in/2016/t.csv", "by")
                    .link("in/2016/by", "../../out/secret.txt")
            },
            leads_out,
        ),
        (
            "2016/t.csv",
            |f| {
                f.link("in/2016/t.csv", "by/t.csv")
                    .link("in/2016/by", "../../out/2015")
            },
            leads_out,
        ),
        (
            "2016/t.csv",
            |f| f.link("in/2016/t.csv", "/dev/stdin"),
            "this is no file",
        ),
        (
            "2016/t.csv",
            |f| f.link("in/2016/t.csv", "pipe").pipe("in/2016/pipe"),
            "this is no file",
        ),
        (
            "2016/t.csv",
            |f| f.link("in/2016/t.csv", "t.csv"),
            "cannot be opened",
        ),
        (
            "2016/t.csv",
            |f| f.link("in/2016/t.csv", "gone.csv"),
            "a link that leads nowhere",
        ),
    ];
    for (file, make, words) in out {
        let folder = report();
        std::fs::remove_file(folder.path().join("in/2016/t.csv")).expect("gone");
        make(&folder);
        for args in [
            ["validate", "in/2016"],
            ["validate", "in"],
            ["table", "in/2016"],
        ] {
            folder.refuses(&args, &format!("{file}: {words}"));
        }
    }
    let folder = report();
    folder.file("in/2016/kept/real.csv", TABLE);
    folder
        .link("in/2016/u.csv", "t.csv")
        .link("in/2016/v.csv", "kept/real.csv");
    folder
        .link("in/2016/deep", "kept")
        .link("in/2016/w.csv", "deep/../deep/real.csv");
    let whole = folder.path().join("in/2016/kept/real.csv");
    folder.link("in/2016/x.csv", whole.to_str().expect("a path"));
    let ran = folder.ends(&["table", "in/2016"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{ran:?}");
    // The option, and what the user names.
    folder.link("in/2016/y.csv", "../../out/2015/t.csv");
    folder.refuses(&["validate", "in/2016"], "in/2016/y.csv: a link leads out");
    let ran = folder.ends(&["table", "in/2016", "--section", "y", "--follow-links"]);
    assert!(ran.status == 0 && ran.out.contains("71"), "{ran:?}");
    folder
        .link("mine.csv", "out/2015/t.csv")
        .link("mine", "in/2016");
    folder.link("rules.toml", "in/reportcheck.toml");
    let named = ["validate", "mine.csv", "--check", "a = b"];
    assert_eq!(folder.ends(&named).status, 0);
    std::fs::remove_file(folder.path().join("in/2016/y.csv")).expect("gone");
    assert_eq!(folder.ends(&["validate", "mine"]).status, 0);
    assert_eq!(folder.ends(&["validate", "mine/"]).status, 0);
    let args = ["validate", "mine", "--rules=rules.toml"];
    assert_eq!(folder.ends(&args).status, 0);
}

#[test]
fn a_table_that_is_no_file_is_named() {
    let folder = report();
    folder.pipe("in/2016/pipe.csv");
    let _socket = UnixListener::bind(folder.path().join("in/2016/socket.csv"));
    folder.link("in/2016/zero.csv", "/dev/zero");
    for name in ["pipe", "socket", "zero"] {
        let words = format!("in/2016/{name}.csv: this is no file but a pipe");
        folder.refuses(&["validate", "in/2016"], &words);
        folder.refuses(&["validate", "in"], &words);
    }
    for command in ["fix", "baseline", "table"] {
        folder.refuses(&[command, "in/2016"], "pipe.csv: this is no file");
    }
    folder.refuses(&["init", "in/2016"], "reportcheck.toml is there already");
}

#[test]
fn links_of_folders_are_followed_within_what_is_checked() {
    let folder = report();
    folder.link("in/root", "/").link("in/2014", "../out/2015");
    folder.refuses(&["validate", "in"], "in/root: a link leads out");
    folder.refuses(&["validate", "in"], "in/2014: a link leads out");
    folder.refuses(&["lint", "in/2016", "--rules", "out"], "this is a folder");
    // Nothing is looked for behind them.
    folder
        .link("in/2016/root", "/")
        .link("in/2016/more", "../../out");
    folder.refuses(&["validate", "in"], "in/2016/root: a link leads out");
    assert_eq!(folder.ends(&["table", "in/2016"]).status, 0);
    // What the option allows, and what leads back.
    let folder = report();
    folder.link("in/2014", "../out/2015").link("in/round", ".");
    folder
        .link("in/2016/up", "..")
        .link("in/0", "2016")
        .link("in/self", "self");
    let ran = folder.ends(&["validate", "in", "--follow-links"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("2 reports"), "{ran:?}");
    assert!(
        ran.out.contains("in/2014") && !ran.out.contains("in/0"),
        "{ran:?}"
    );
    // One that is only hidden is inside.
    let folder = report();
    folder.file("in/.kept/2014/t.csv", TABLE);
    folder.link("in/2014", ".kept/2014");
    let ran = folder.ends(&["validate", "in"]);
    assert!(ran.status == 0 && ran.out.contains("2 reports"), "{ran:?}");
}

#[test]
fn the_report_before_is_no_link_that_leads_out() {
    let folder = report();
    folder.file(
        "in/reportcheck.toml",
        "[sections.t]\n[[sections.t.rules]]\nname = \"grown\"\ncheck = \"a >= prior.a\"\n",
    );
    folder.link("in/2015", "../out/2015");
    folder.refuses(&["validate", "in/2016"], "in/2015: a link leads out");
    let ran = folder.ends(&["validate", "in/2016", "--follow-links"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    std::fs::remove_file(folder.path().join("in/2015")).expect("gone");
    folder.file("in/other/2015/t.csv", "key,value\na,3\nb,3\n");
    folder.link("in/2015", "other/2015");
    assert_eq!(folder.ends(&["validate", "in/2016"]).status, 0);
}

#[test]
fn no_configuration_and_no_facts_are_passed_over() {
    type Make = for<'a> fn(&'a Folder, &str) -> &'a Folder;
    let kinds: [(Make, &str); 6] = [
        (
            |f, name| f.link(name, "nowhere.toml"),
            "a link that leads nowhere",
        ),
        (
            |f, name| f.link(name, "../../out/secret.txt"),
            "a link leads out",
        ),
        (|f, name| f.link(name, "/dev/zero"), "a link leads out"),
        (
            |f, name| f.file(&format!("{name}/x"), ""),
            "this is a folder",
        ),
        (|f, name| f.pipe(name), "this is no file but a pipe"),
        (|f, name| f.file(name, "\u{0}"), "a NUL byte"),
    ];
    let commands: [&[&str]; 9] = [
        &["validate", "in/2016"],
        &["validate", "in"],
        &["lint", "in/2016"],
        &["table", "in/2016"],
        &["table", "in/2016", "--section", "t"],
        &["fix", "in/2016"],
        &["waive", "in/2016", "--rule", "same", "--reason", "so"],
        &["baseline", "in/2016"],
        &["figure", "t.a", "--in", "in/2016"],
    ];
    for (make, words) in kinds {
        for at in [
            "in/2016/reportcheck.toml",
            "in/reportcheck.toml",
            "in/2016/report.toml",
        ] {
            let folder = Folder::new();
            folder
                .file("out/secret.txt", "")
                .file("in/2016/t.csv", TABLE);
            if at.ends_with("report.toml") {
                folder.file("in/reportcheck.toml", RULES);
            }
            make(&folder, at);
            for args in commands {
                folder.refuses(args, words);
                folder.refuses(args, at);
            }
            if at.ends_with("reportcheck.toml") {
                folder.refuses(&["init", "in/2016"], at);
            }
        }
    }
}

#[test]
fn what_the_user_pipes_in_is_read() {
    let folder = report();
    let run = |table: &str| {
        let script = format!("printf '{table}' | \"$0\" validate /dev/stdin --check 'a = b'");
        let binary = env!("CARGO_BIN_EXE_reportcheck");
        let output = Command::new("sh")
            .args(["-c", &script, binary])
            .current_dir(folder.path())
            .output();
        Ran::of(output.expect("a shell")).status
    };
    assert_eq!(run("key,value\\na,1\\nb,1\\n"), 0);
    assert_eq!(run("key,value\\na,1\\nb,2\\n"), 1);
}

#[test]
fn what_is_handed_in_has_a_greatest_length() {
    let folder = Folder::new();
    let rows: String = (0..120_000).map(|row| format!("c{row},7\n")).collect();
    folder.file("office.toml", RULES);
    folder.file("in/long/t.csv", format!("{TABLE}{rows}"));
    folder.file("in/short/t.csv", TABLE);
    let office = ["validate", "in", "--rules", "office.toml", "--untrusted"];
    let with = |more: &[&str]| folder.run(&[&office[..], more].concat());
    // Its length, what of it must be held at once, and both allowed.
    for (size, status, error) in [
        (
            "1",
            2,
            "in/long: the tables of this report come to more than 1 MiB",
        ),
        (
            "2",
            2,
            "in/long/t.csv: the rules need all rows of this table at once",
        ),
        ("128", 0, ""),
    ] {
        let ran = with(&["--report-size", size]);
        assert_eq!(ran.status, status, "{size}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(error), "{size}: {}", ran.err);
        let short = ran.out.lines().find(|line| line.starts_with("in/short"));
        assert!(
            short.is_some_and(|line| line.ends_with("consistent")),
            "{}",
            ran.out
        );
    }
    // Nothing said is 64, of which one is held: this table is a little longer.
    let ran = with(&[]);
    assert!(ran.err.contains("a sixty-fourth of 64 MiB"), "{}", ran.err);
    assert_eq!(ran.status, 2);
}

#[test]
fn settings_have_a_greatest_length() {
    for name in ["in/reportcheck.toml", "in/2016/report.toml"] {
        let folder = report();
        let line = "# nothing to say\n";
        folder.file(name, line.repeat((4 << 20) / line.len() + 1));
        let words = format!("{name}: longer than 4 MiB, and not read");
        folder.refuses(&["validate", "in/2016"], &words);
    }
}
