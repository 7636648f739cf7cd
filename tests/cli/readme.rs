//! The README and the pages under docs/ show what really happens: their
//! commands are run, each page's in a folder of its own that holds copies of
//! `data` and `examples`, and the README's picture is of a real run.

use crate::support::markdown::blocks;
use std::path::Path;
use std::process::Command;

/// The program in the words of a reader of English, on 100 columns.
fn english(command: &mut Command) -> &mut Command {
    command
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
}

#[test]
fn the_picture_is_of_a_real_run() {
    let run = english(&mut Command::new(env!("CARGO_BIN_EXE_reportcheck")))
        .args(["validate", "data/2016"])
        .output()
        .expect("a run");
    let real = String::from_utf8(run.stdout).expect("a text");
    let picture = blocks("README.md", "text").swap_remove(0);
    let stretches: Vec<&str> = picture.split("\n…\n").collect();
    assert!(stretches.len() > 1);
    let mut findings = 0;
    for stretch in stretches {
        let stretch = stretch.trim_matches('\n');
        assert!(
            format!("\n{real}").contains(&format!("\n{stretch}\n")),
            "not in the output of `reportcheck validate data/2016`:\n{stretch}"
        );
        findings += stretch.lines().filter(|line| line.contains("]: ")).count();
    }
    assert!(findings >= 3);
    assert!(real.ends_with(picture.rsplit("…\n\n").next().expect("the last lines")));
}

/// A command with the lines that it is said to print.
struct Step {
    command: String,
    printed: Vec<String>,
}

/// The commands of a page. `$ ` begins one, `> ` goes on with it; every other
/// line is printed.
fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in blocks(page, "console").iter().flat_map(|b| b.lines()) {
        if let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step {
                command: command.to_owned(),
                printed: Vec::new(),
            });
            continue;
        }
        let step = steps.last_mut().expect("a block begins with a command");
        match line.strip_prefix('>').filter(|_| step.printed.is_empty()) {
            Some(more) => {
                step.command.push('\n');
                step.command
                    .push_str(more.strip_prefix(' ').unwrap_or(more));
            }
            None => step.printed.push(line.to_owned()),
        }
    }
    steps
}

/// Whether lines are those shown, `…` standing for any.
fn shown(shown: &[String], real: &[&str]) -> bool {
    match shown.split_first() {
        None => real.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=real.len()).any(|skipped| self::shown(rest, &real[skipped..]))
        }
        Some((first, rest)) => {
            real.first() == Some(&first.as_str()) && self::shown(rest, &real[1..])
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for item in std::fs::read_dir(from).expect("a folder") {
        let path = item.expect("an item").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(&path, &to).expect("a copy");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_commands_print_what_is_shown() {
    assert!(steps("README.md").len() >= 10);
    let mut pages = vec!["README.md".to_owned()];
    for page in std::fs::read_dir("docs").expect("the pages") {
        let path = page.expect("a page").path();
        if path.extension().is_some_and(|ending| ending == "md") {
            pages.push(path.display().to_string());
        }
    }
    pages.sort();
    let wrong: Vec<String> = pages.iter().filter_map(|page| first_wrong(page)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs a page's commands in a folder of its own; the first whose output is
/// not what the page shows.
fn first_wrong(page: &str) -> Option<String> {
    let steps = steps(page);
    if steps.is_empty() {
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    copy(Path::new("data"), &folder.path().join("data"));
    copy(Path::new("examples"), &folder.path().join("examples"));
    let program = Path::new(env!("CARGO_BIN_EXE_reportcheck"));
    let mut places = vec![program.parent().expect("a folder").to_path_buf()];
    places.extend(std::env::split_paths(
        &std::env::var_os("PATH").expect("a PATH"),
    ));
    let path = std::env::join_paths(places).expect("a PATH");
    for Step { command, printed } in steps {
        let run = english(&mut Command::new("sh"))
            .args(["-c", &format!("exec 2>&1\n{command}\n")])
            .current_dir(folder.path())
            .env("PATH", &path)
            .output()
            .expect("a run");
        let real = String::from_utf8(run.stdout).expect("a text");
        let lines: Vec<&str> = real.lines().collect();
        if !shown(&printed, &lines) {
            let printed = printed.join("\n");
            return Some(format!(
                "{page}: $ {command}\nshown:\n{printed}\nreal:\n{real}"
            ));
        }
    }
    None
}
