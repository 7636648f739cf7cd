//! Input that is missing, broken, hostile or merely unusual, as a whole run
//! meets it: a clear message with its place, exit status 2 only when something
//! could not be read, and never a panic.

use crate::run::Ran;
use crate::support::folder::Folder;
use std::fmt::Write as _;
use std::process::Stdio;

/// A report of one table without rules.
fn one_table(bytes: impl AsRef<[u8]>) -> Folder {
    let folder = Folder::new();
    folder.file("2016/t.csv", bytes);
    folder
}

/// That a run ends with this status and says this.
#[track_caller]
fn says(ran: &Ran, status: i32, words: &str) {
    assert_eq!(ran.status, status, "{ran:?}");
    assert!(ran.text().contains(words), "{words}\n{ran:?}");
    let longest = ran.text().lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(400), "a line of {longest:?} characters");
}

#[test]
fn another_encoding_is_named_and_can_be_said() {
    let table = "key,label,value\na,年报统计,1\nb,乙,2\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(table);
    let folder = one_table(&gbk);
    let ran = folder.run(&["validate", "2016"]);
    says(&ran, 2, "2016/t.csv:2:3: byte 0xC4 is not valid UTF-8 here");
    says(&ran, 2, "encoding = \"gb18030\"");
    says(&folder.run_zh(&["validate", "2016"]), 2, "看来是 GB18030");
    let said = [
        "validate",
        "2016",
        "--encoding",
        "gb18030",
        "--check",
        "t.a = t.b",
    ];
    says(&folder.run(&said), 1, "a,年报统计,1");
    folder.file("reportcheck.toml", "encoding = \"gbk\"\n");
    says(&folder.run(&["validate", "2016"]), 2, "no rule was checked");
}

#[test]
fn encodings_of_old_are_named_with_what_to_write() {
    let latin = "key,value\nEingänge,5\nAnträge,5\n";
    let chinese = "key,value\n臺北市政府環境保護局,5\n新北市政府環境保護局,5\n";
    let utf16: Vec<u8> = latin.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encoded = |encoding: &'static encoding_rs::Encoding, text: &'static str| {
        let (bytes, _, lost) = encoding.encode(text);
        assert!(!lost);
        bytes.into_owned()
    };
    for (name, bytes, check) in [
        (
            "windows-1252",
            encoded(encoding_rs::WINDOWS_1252, latin),
            "Eingänge = Anträge",
        ),
        (
            "big5",
            encoded(encoding_rs::BIG5, chinese),
            "臺北市政府環境保護局 = 新北市政府環境保護局",
        ),
        (
            "gb18030",
            encoded(encoding_rs::GB18030, chinese),
            "臺北市政府環境保護局 = 新北市政府環境保護局",
        ),
        ("utf-16le", utf16, "Eingänge = Anträge"),
    ] {
        let folder = one_table(bytes);
        let told = format!("try --encoding {name}, which is encoding = \"{name}\"");
        let check = [
            "validate",
            "2016",
            "--check",
            &format!("t.{check}").replace("= ", "= t."),
        ]
        .map(str::to_owned);
        let check: Vec<&str> = check.iter().map(String::as_str).collect();
        says(&folder.run(&check), 2, &told);
        let ran = folder.run(&[&check[..], &["--encoding", name]].concat());
        says(&ran, 0, "1 rule, 1 check: 1 consistent");
    }
}

#[test]
fn utf_16_is_read_with_its_mark_and_named_without() {
    let table = "key,value\na,1\n";
    let bytes = |mark: &str| -> Vec<u8> {
        format!("{mark}{table}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect()
    };
    says(
        &one_table(bytes("\u{feff}")).run(&["validate", "2016"]),
        2,
        "no rule was checked",
    );
    let ran = one_table(bytes("")).run(&["validate", "2016"]);
    says(&ran, 2, "this looks like UTF-16 without a byte order mark");
}

#[test]
fn a_workbook_that_is_cut_off_is_told() {
    let ran = one_table(b"PK\x03\x04\x14\x00\x06\x00").run(&["validate", "2016"]);
    says(&ran, 2, "2016/t.csv: the file is damaged or not whole");
}

#[test]
fn cells_and_numbers_beyond_all_measure() {
    let huge = format!("key,value\na,{}\nb,1\n", "九".repeat(3_500_000));
    let ran = one_table(huge).run(&["validate", "2016"]);
    says(
        &ran,
        2,
        "2016/t.csv:2:3: the cell that starts here is longer than 1 MiB",
    );
    let digits = format!("key,value\na,{}\nb,1\n", "7".repeat(10_000));
    let ran = one_table(digits).run(&["validate", "2016"]);
    says(&ran, 1, "is too long for a figure");
    // 400 digits are a figure, and exact.
    let folder = one_table(format!("key,value\na,1{0}1\nb,1{0}2\n", "0".repeat(390)));
    let ran = folder.run(&["validate", "2016", "--check", "t.b - t.a = 1"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let ran = folder.run(&["validate", "2016", "--check", "t.a = t.b"]);
    assert_eq!(ran.status, 1, "{ran:?}");
}

#[test]
fn a_row_of_many_characters_is_cut_around_the_cell() {
    let note = "很长的说明".repeat(800);
    let table = format!("key,note,value,quote\na,{note},1,{note}\nb,短,2,\n");
    let folder = one_table(table);
    for args in [["validate", "2016"], ["validate", "2016/t.csv"]] {
        let ran = folder.run(&[&args[..], &["--check", "t.a = t.b"]].concat());
        says(&ran, 1, "reported");
        let widest = ran.out.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(100), "{widest:?}\n{}", ran.out);
    }
}

#[test]
fn rules_beyond_all_measure() {
    let folder = one_table("key,value\na,1\nb,1\n");
    let rule = |check: &str| {
        let rules = format!("[[sections.t.rules]]\nname = \"r\"\ncheck = \"{check}\"\n");
        folder.file("reportcheck.toml", rules);
        folder.run(&["validate", "2016"])
    };
    let deep = |open: &str, close: &str| {
        let n = 100_000;
        format!("a = {}b{}", open.repeat(n), close.repeat(n))
    };
    says(&rule(&deep("(", ")")), 2, "more than 20000 words");
    says(&rule(&deep("-", "")), 2, "more than 20000 words");
    let nested = format!("a = {}b{}", "(".repeat(5_000), ")".repeat(5_000));
    says(&rule(&nested), 2, "nested more than 100 deep");
    says(
        &rule(&format!("a = {}b", "-".repeat(5_000))),
        2,
        "nested more than 100 deep",
    );
    says(
        &rule(&format!("{}a = b", "not ".repeat(5_000))),
        2,
        "nested more than 100 deep",
    );
    let ifs = format!("{}a = b", "if a = b then ".repeat(3_000));
    says(&rule(&ifs), 2, "nested more than 100 deep");
    let terms = format!("a = b{}", " + b".repeat(100_000));
    says(&rule(&terms), 2, "more than 20000 words");
    let many = format!("a = b{}", " + b - b".repeat(2_000));
    says(&rule(&many), 0, "1 consistent");
    let digits = format!("a = {}", "1".repeat(10_000));
    says(&rule(&digits), 2, "this is not a number");
    let name = format!("a = {}", "名".repeat(10_000));
    assert_eq!(rule(&name).status, 2);
}

#[test]
fn nested_toml_beyond_all_measure() {
    let folder = one_table("key,value\na,1\n");
    for text in [
        format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        "a.".repeat(100_000),
        format!("[{}a]", "a.".repeat(50_000)),
        "{".repeat(100_000),
        "\"".repeat(100_001),
        "[[".repeat(100_000),
    ] {
        folder.file("reportcheck.toml", text);
        let ran = folder.run(&["validate", "2016"]);
        assert_eq!(
            ran.status,
            2,
            "{:?}",
            ran.err.chars().take(500).collect::<String>()
        );
    }
}

#[test]
fn a_finding_over_many_figures_stays_short() {
    let mut table = "key,level,value\ntotal,all,1\n".to_owned();
    for row in 0..1_000 {
        let _ = writeln!(table, "r{row},city,{row}");
    }
    let folder = one_table(table);
    folder.file(
        "reportcheck.toml",
        "[sections.t.columns.level]\ntext = true\n[sections.t.columns.value]\n\
         [[sections.t.rules]]\nname = \"sum\"\n\
         check = \"total.value = sum(value where level = 'city')\"\n"
            .replace('\'', "\\\""),
    );
    let ran = folder.run(&["validate", "2016"]);
    says(&ran, 1, "and 976 more figures");
    assert!(ran.out.lines().count() < 70, "{}", ran.out);
}

#[test]
fn a_reader_that_goes_away_stops_nothing() {
    let mut table = "key,value\n".to_owned();
    for row in 0..2_000 {
        let _ = writeln!(table, "r{row},12O");
    }
    let folder = one_table(table);
    for format in ["text", "json"] {
        let args = ["validate", "2016", "--max", "0", "--format", format];
        let mut child = folder
            .command(&args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the binary ends");
        assert_eq!(Ran::of(output).status, 1, "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn closed_outputs_stop_nothing() {
    let folder = one_table("key,value\na,见附件\n");
    let binary = env!("CARGO_BIN_EXE_reportcheck");
    // A full disk stops nothing either, but what is lost is no success.
    for closed in [
        ">&-",
        "2>&-",
        ">&- 2>&-",
        ">/dev/full",
        "2>/dev/full",
        "| true",
    ] {
        let script = format!("\"$0\" validate 2016 {closed}");
        let output = std::process::Command::new("sh")
            .args(["-c", &script, binary])
            .current_dir(folder.path())
            .output()
            .expect("a shell");
        let wanted = match closed {
            "| true" => 0,
            ">/dev/full" => 2,
            _ => 1,
        };
        assert_eq!(Ran::of(output).status, wanted, "{closed}");
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_are_walked_once() {
    let folder = one_table("key,value\na,1\n");
    let link = |to: &str, name: &str| {
        std::os::unix::fs::symlink(to, folder.path().join(name)).expect("a link");
    };
    link("..", "2016/up");
    link(".", "round");
    link("self", "self");
    link("nowhere", "2016/gone.csv");
    let ran = folder.run(&["validate", "."]);
    says(&ran, 2, "2016/gone.csv: a link that leads nowhere");
    assert_eq!(
        ran.out.matches("consistent").count(),
        2,
        "one report\n{}",
        ran.out
    );
    says(
        &folder.run(&["validate", "self"]),
        2,
        "no such file or folder",
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = one_table("key,value\na,1\n");
    let path = folder.path().join("2016/t.csv");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("permissions");
    if std::fs::read(&path).is_ok() {
        return; // The superuser may read everything.
    }
    says(&folder.run(&["validate", "2016"]), 2, "permission denied");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8_are_shown_as_well_as_can_be() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    let name = OsStr::from_bytes(b"2016\xCD.csv");
    std::fs::write(folder.path().join(name), "key,value\na,见附件\n").expect("a file");
    says(&folder.run(&["validate", "."]), 1, "2016\u{fffd}.csv:2:3");
    let mut command = folder.command(&["validate"]);
    let ran = Ran::of(command.arg(name).output().expect("the binary runs"));
    says(&ran, 1, "2016\u{fffd}.csv:2:3");
}

#[test]
fn broken_facts_and_configurations_in_other_encodings() {
    let folder = one_table("key,value\na,1\n");
    folder.file("2016/report.toml", b"title = \"\xC4\xEA\xB1\xA8\"\n");
    says(
        &folder.run(&["validate", "2016"]),
        2,
        "2016/report.toml:1:10: byte 0xC4",
    );
    folder.file("2016/report.toml", "");
    folder.file("reportcheck.toml", b"a = 1\n\0");
    says(
        &folder.run(&["validate", "2016"]),
        2,
        "reportcheck.toml:2:1: a NUL byte",
    );
}

#[test]
fn controls_in_names_do_not_reach_the_terminal() {
    let folder = Folder::new();
    let table = "key,value\n\u{1b}[31ma\u{202e},\nb,\u{7}x\n";
    folder.file("t.csv", table);
    folder.file(
        "reportcheck.toml",
        "[[sections.t.rules]]\nname = \"\\u001b[2Jr\"\ncheck = \"x.y = 1\"\n\
         [[sections.t.rules]]\nname = \"n\\u202e\"\ncheck = \"b = `\u{1b}[31ma\u{202e}`\"\n",
    );
    let ran = folder.run(&["validate", "."]);
    let print = folder.run(&["figure", "\u{1b}[31m5", "5\u{202e}"]);
    for text in [ran.text(), print.text()] {
        for control in ['\u{1b}', '\u{7}', '\u{202e}'] {
            assert!(!text.contains(control), "{text:?}");
        }
    }
}

#[test]
fn the_language_is_that_of_the_locale_unless_it_is_said() {
    let folder = one_table("key,value\na,1\n");
    let speaks = |set: &[(&str, &str)], args: &[&str]| {
        let mut command = folder.command(&[&["validate", "2016"], args].concat());
        let ran = Ran::of(
            command
                .envs(set.iter().copied())
                .output()
                .expect("the binary runs"),
        );
        if ran.out.contains("没有核对任何规则") {
            "zh"
        } else {
            "en"
        }
    };
    assert_eq!(speaks(&[("LANG", "zh_CN.UTF-8")], &[]), "zh");
    assert_eq!(speaks(&[("LANG", "zh")], &[]), "zh");
    assert_eq!(speaks(&[("LANG", "C")], &[]), "en");
    assert_eq!(speaks(&[("LANG", "de_DE.UTF-8")], &[]), "en");
    assert_eq!(speaks(&[("LANG", "")], &[]), "en");
    assert_eq!(
        speaks(&[("LANG", "zh_CN"), ("LC_ALL", "en_US.UTF-8")], &[]),
        "en"
    );
    assert_eq!(
        speaks(&[("LANG", "en_US"), ("LC_MESSAGES", "zh_TW")], &[]),
        "zh"
    );
    assert_eq!(speaks(&[("LC_MESSAGES", "zh"), ("LC_ALL", "C")], &[]), "en");
    assert_eq!(speaks(&[("LANG", "zh_CN")], &["--lang", "en"]), "en");
    assert_eq!(speaks(&[("LANG", "C")], &["--lang", "zh"]), "zh");
}

/// Of six thousand wrong rows every format lists some, counts all and says so.
#[test]
fn a_long_list_of_findings_is_cut_and_counted_in_every_format() {
    let folder = Folder::new();
    let rows: String = (0..6_000).map(|row| format!("r{row},1,2\n")).collect();
    folder.file("2016/t.csv", format!("key,a,b\n{rows}"));
    let rule = "[[sections.t.rules]]\nname = \"same\"\ncheck = \"a = b\"\n";
    folder.file("reportcheck.toml", rule);
    let said = [
        ("json", "\"findings_listed\": 5000"),
        ("csv", "1000 of 6000 findings are not listed"),
        ("sarif", "1000 of 6000 findings are not listed"),
        ("gitlab", "1000 of 6000 findings are not listed"),
        ("github", "1000 of 6000 findings are not listed"),
        ("junit", "1000 of 6000 findings are not listed"),
    ];
    let outputs = said.map(|(format, _)| format!("--output={format}=out/{format}"));
    folder.file("out/.keep", "");
    let mut args = vec!["validate", "2016", "--format", "concise"];
    args.extend(outputs.iter().map(String::as_str));
    let ran = folder.run(&args);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(ran.out.contains("1000 more findings"));
    assert_eq!(ran.out.matches(": error[").count(), 5_000);
    for (format, said) in said {
        let path = folder.path().join("out").join(format);
        let text = std::fs::read_to_string(path).expect("a written file");
        assert!(text.contains(said), "{format} lacks {said}");
    }
}
