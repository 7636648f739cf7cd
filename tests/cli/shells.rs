//! Completions for shells, manual pages, and the page that tells of them.

use crate::support::folder::Folder;
use crate::support::markdown;
use std::process::Command;

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = Folder::new().run(&["--help"]).out;
    let listed = help.split("Commands:\n").nth(1).expect("commands");
    let lines = listed.lines().take_while(|line| line.starts_with("  "));
    // A line that is wrapped goes on further in.
    let names = lines.filter(|line| !line.starts_with("   "));
    let first = |line: &str| line.split_whitespace().next().map(str::to_owned);
    let names: Vec<String> = names
        .filter_map(first)
        .filter(|name| name != "help")
        .collect();
    assert!(names.len() >= 8, "{help}");
    names
}

#[test]
fn every_shell_of_the_page_gets_its_completions() {
    let page = std::fs::read_to_string("docs/editors.md").expect("a page");
    let shells = markdown::rows(&page, &["Shell"]);
    assert_eq!(shells.len(), 5);
    let folder = Folder::new();
    for row in shells {
        let shell = row[0].to_lowercase();
        let told = format!("reportcheck completions {shell} ");
        assert!(row[1].contains(&told), "{row:?}");
        let ran = folder.run(&["completions", &shell]);
        assert_eq!(ran.status, 0, "{ran:?}");
        for command in commands() {
            assert!(ran.out.contains(&command), "{shell}: {command}");
        }
    }
    assert_eq!(folder.run(&["completions", "cmd"]).status, 2);
}

#[cfg(unix)]
#[test]
fn bash_completes_with_them() {
    let folder = Folder::new();
    folder.file("completions", folder.run(&["completions", "bash"]).out);
    let complete = |words: &str, at: usize| {
        let script = format!(
            "source ./completions; COMP_WORDS=({words}); COMP_CWORD={at}; \
             _reportcheck reportcheck \"${{COMP_WORDS[{at}]}}\" \"${{COMP_WORDS[{at}-1]}}\"; \
             echo \"${{COMPREPLY[@]}}\""
        );
        let output = Command::new("bash")
            .args(["--norc", "-c", &script])
            .current_dir(folder.path())
            .output()
            .expect("bash");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    assert_eq!(complete("reportcheck va", 1), "validate");
    assert_eq!(complete("reportcheck init --st", 2), "--stdout");
    assert_eq!(complete("reportcheck completions z", 2), "zsh");
}

#[test]
fn there_is_a_manual_page_for_each_command() {
    let folder = Folder::new();
    let ran = folder.run(&["man", "--dir", "man1"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let main = folder.run(&["man"]).out;
    let page = |name: &str| {
        let path = folder.path().join("man1").join(format!("{name}.1"));
        std::fs::read_to_string(path).unwrap_or_else(|_| panic!("{name}"))
    };
    assert_eq!(page("reportcheck"), main);
    assert!(main.contains(".SH \"EXIT STATUS\""), "{main}");
    for command in commands() {
        let page = page(&format!("reportcheck-{command}"));
        let name = command.replace('-', "\\-");
        assert!(
            main.contains(&format!("reportcheck\\-{name}(1)")),
            "{command}"
        );
        assert!(
            page.starts_with(&format!(".TH reportcheck-{command} 1 ")),
            "{page}"
        );
        // Typesetters differ in the bytes that they take.
        assert!(page.is_ascii(), "{command}");
        for section in [
            ".SH NAME",
            ".SH SYNOPSIS",
            ".SH OPTIONS",
            ".SH \"EXAMPLES\"",
        ] {
            assert!(page.contains(section), "{command}: {section}");
        }
    }
}

#[test]
fn pages_that_cannot_be_written_are_an_error() {
    let folder = Folder::new();
    folder.file("file", "text");
    let ran = folder.run(&["man", "--dir", "file/man1"]);
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.err.contains("file/man1"), "{ran:?}");
}

/// The schema lines of the page: those files are what `schema` prints.
#[cfg(unix)]
#[test]
fn the_commands_of_the_page_run() {
    let folder = Folder::new();
    let bin = std::path::Path::new(env!("CARGO_BIN_EXE_reportcheck"));
    let bin = bin.parent().expect("a folder").display().to_string();
    let path = std::env::var("PATH").expect("a path");
    for script in markdown::blocks("docs/editors.md", "sh") {
        let script = script.replace('~', ".");
        let output = Command::new("bash")
            .args(["-e", "-c", &script])
            .current_dir(folder.path())
            .env("PATH", format!("{bin}:{path}"))
            .output()
            .expect("bash");
        assert!(output.status.success(), "{script}: {output:?}");
    }
    for (file, args) in [
        ("reportcheck.schema.json", vec!["schema"]),
        ("report.schema.json", vec!["schema", "report"]),
    ] {
        let written = std::fs::read_to_string(folder.path().join(file)).expect("written");
        assert_eq!(written, folder.run(&args).out);
    }
    for block in markdown::blocks("docs/editors.md", "toml") {
        toml::from_str::<toml::Value>(&block).expect("TOML");
    }
}
