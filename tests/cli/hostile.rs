//! No command prints raw what steers, whatever a cell holds.

use crate::support::folder::Folder;
use crate::support::hostile::{attacking, attacks, hostile, hostile_name};
use crate::support::steering::{raw, steering};

#[test]
fn no_command_prints_raw_what_steers() {
    let commands: [&[&str]; 17] = [
        &["validate", "2016"],
        &["validate", "2016", "--coverage"],
        &["validate", "2015", "2016"],
        &["lint"],
        &["lint", "2016"],
        &["lint", "--format", "json"],
        &["table", "2016"],
        &["table", "2016", "--format", "json"],
        &["table", "2016", "--section", "t", "--keys"],
        &["table", "2016", "--section", "t", "--format", "json"],
        &["table", "2016", "--section", "t", "--format", "csv"],
        &["table", "2016", "--section", "t", "--format", "markdown"],
        &["table", "--periods", "2015,2016", "--section", "t"],
        &[
            "table",
            "--periods",
            "2015,2016",
            "--section",
            "t",
            "--format",
            "json",
        ],
        &[
            "table",
            "--periods",
            "2015,2016",
            "--section",
            "t",
            "--format",
            "csv",
        ],
        &["fix", "2016"],
        &["explain", "never", "2016"],
    ];
    let c = "\u{202e}\u{1b}[31m\u{200b}\u{9b}\u{2066}";
    let folder = steering(c);
    let sum = format!("sum{c}x");
    let cell = format!("t.total.v{c}x");
    let more = [
        vec!["explain", &sum, "2016"],
        vec!["figure", &cell, "--in", "2016"],
    ];
    let all = commands.iter().map(|args| args.to_vec()).chain(more);
    let bare = steering(c);
    std::fs::remove_file(bare.path().join("reportcheck.toml")).expect("no configuration");
    let begun = bare.run(&["init", "--stdout"]);
    assert!(begun.out.contains("[sections.t]"), "{begun:?}");
    assert_eq!(raw(&begun.out), "", "{c:?}, init:\n{}", begun.out);
    for args in all {
        for ran in [folder.run(&args), folder.run_zh(&args)] {
            assert!(!ran.out.is_empty() || !ran.err.is_empty(), "{args:?}");
            assert_eq!(raw(&ran.out), "", "{c:?}, {args:?}:\n{}", ran.out);
            assert_eq!(raw(&ran.err), "", "{c:?}, {args:?}:\n{}", ran.err);
        }
    }
}

/// A command with what it is run on: `PATH` stands for the folder of the
/// reports, `REPORT` for one, `RULE` for a rule's name, `X` for a text.
const COMMANDS: &[&str] = &[
    "validate PATH",
    "validate REPORT",
    "validate REPORT --format concise --max 0",
    "validate REPORT --format json",
    "validate REPORT --format sarif",
    "validate REPORT --format gitlab",
    "validate REPORT --format github",
    "validate REPORT --format junit",
    "validate REPORT --format csv --max 0",
    "validate REPORT --format markdown --max 0",
    "validate REPORT --format html",
    "validate REPORT --coverage --max 0",
    "validate REPORT --no-reason --max 0",
    "validate REPORT --untrusted --max 0",
    "validate REPORT --rule RULE",
    "validate REPORT --rule X",
    "validate REPORT --section X",
    "validate REPORT --check X",
    "validate REPORT --rules X",
    "validate REPORT --as-of X",
    "validate REPORT --rounding X",
    "validate REPORT --encoding X",
    "validate REPORT --output X",
    "validate REPORT --quiet --output text=X",
    "validate REPORT --X",
    "validate REPORT/t.csv",
    "validate REPORT/unread.csv",
    "validate X",
    "validate PATH --format concise",
    "validate PATH --format junit",
    "validate PATH --format markdown",
    "validate PATH --format csv",
    "validate PATH --format github",
    "validate PATH --format json",
    "X",
    "lint",
    "lint PATH",
    "lint PATH --format json",
    "lint X",
    "lint --rules X PATH",
    "table REPORT",
    "table REPORT --format json",
    "table REPORT --format csv",
    "table REPORT --format markdown",
    "table REPORT --section t",
    "table REPORT --section t --keys --columns quote --columns note",
    "table REPORT --section t --columns X",
    "table REPORT --section t --recompute",
    "table REPORT --section t --format json",
    "table REPORT --section t --format csv",
    "table REPORT --section t --format markdown",
    "table REPORT --section X",
    "table PATH --periods 2015,2016 --section t",
    "table PATH --periods 2015,2016 --section t --format json",
    "table PATH --periods 2015,2016 --section t --format csv",
    "table PATH --periods 2015,2016 --section t --format markdown",
    "table PATH --periods X --section t",
    "explain RULE REPORT",
    "explain ROWS REPORT",
    "explain prior REPORT",
    "explain words PATH",
    "explain X REPORT",
    "figure X",
    "figure X --unit X",
    "figure 5 --unit X",
    "figure t.a.x --in REPORT",
    "figure X --in REPORT",
    "figure t.a.x --in PATH",
    "fix REPORT",
    "fix REPORT --rule RULE",
    "fix REPORT --rule X",
    "fix REPORT --cell X",
    "fix PATH",
    "schema",
    "schema X",
    "completions X",
    "man --dir PATH/man",
];

/// What takes a configuration without mistakes, or none.
const SOUND: &[&str] = &[
    "validate PATH --untrusted",
    "validate REPORT --max 0",
    "lint PATH",
    "table REPORT --section t --recompute",
    "explain RULE REPORT",
    "figure t.a.x --in REPORT",
    "fix REPORT",
    "waive REPORT --rule RULE --reason X --dry-run",
    "waive REPORT --rule ROWS --reason X --dry-run",
    "waive REPORT --rule ROWS --cell t.a.x --reason X --dry-run",
    "waive REPORT --rule across --cell X --reason X --dry-run",
    "waive REPORT --rule unknown-unit --reason X --dry-run",
    "waive REPORT --rule X --reason X",
    "waive REPORT --rule across --reason X",
    "waive REPORT --rule ROWS --cell t.a.x --reason X",
    "baseline PATH --dry-run --prune",
    "baseline REPORT --reason X --dry-run",
    "baseline REPORT --expires X",
    "fix REPORT --write",
    "baseline REPORT --reason X",
    "baseline PATH --prune",
    "validate REPORT --format junit",
    "validate REPORT --format markdown",
    "init PATH",
    "init BARE --stdout",
    "init BARE/2016 --stdout",
    "init BARE",
    "validate BARE",
];

/// Each command in both languages, plain and with colours: no byte of what it
/// prints steers a terminal or is a command to a runner of jobs.
#[test]
fn nothing_that_is_handed_in_reaches_a_terminal_or_a_log_raw() {
    for (lang, color) in [("en", "never"), ("zh", "always")] {
        no_command_attacks(&attacking(true), COMMANDS, lang, color);
        no_command_attacks(&attacking(false), SOUND, lang, color);
    }
}

fn no_command_attacks(folder: &Folder, commands: &[&str], lang: &str, color: &str) {
    let (path, bare) = (hostile_name("data"), hostile_name("bare"));
    let word = |word: &str| match word {
        "RULE" => hostile("sum"),
        "ROWS" => hostile("rows"),
        word => word
            .replace("REPORT", &format!("./{path}/2016"))
            .replace("PATH", &format!("./{path}"))
            .replace("BARE", &format!("./{bare}"))
            .replace('X', &hostile("x")),
    };
    for line in commands {
        let mut args: Vec<String> = line.split(' ').map(word).collect();
        args.extend(["--lang", lang, "--color", color].map(str::to_owned));
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let ran = folder.run(&args);
        let silent = line.contains("--quiet");
        assert!(
            silent || !ran.out.is_empty() || !ran.err.is_empty(),
            "{line}"
        );
        for text in [&ran.out, &ran.err] {
            let plain = match color {
                "always" => without_own_colors(text),
                _ => text.clone(),
            };
            let attacks = attacks(&plain, line.contains("github"));
            assert!(attacks.is_empty(), "{line}: {attacks:#?}\n{text}");
        }
    }
}

/// The text without our colours, none of which is the attack's.
fn without_own_colors(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, code)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let end = code.find('m').expect("a colour");
        assert!(
            code[..end].bytes().all(|b| b.is_ascii_digit() || b == b';'),
            "{code}"
        );
        assert_ne!(&code[..end], "35;7", "{text}");
        rest = &code[end + 1..];
    }
    plain + rest
}
