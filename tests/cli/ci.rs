//! What others copy: the GitHub action, the pre-commit hook and the examples in
//! `examples/ci`. Their shell scripts are run for real.
#![cfg(unix)]

use crate::run::Ran;
use crate::support::folder::Folder;
use std::path::Path;
use std::process::{Command, Stdio};
use yaml_rust2::{Yaml, YamlLoader};

fn yaml(path: &str) -> Yaml {
    let text = std::fs::read_to_string(path).expect("a file");
    let mut documents = YamlLoader::load_from_str(&text).expect("YAML");
    assert_eq!(documents.len(), 1, "{path}");
    documents.remove(0)
}

fn text<'a>(yaml: &'a Yaml, what: &str) -> &'a str {
    yaml[what]
        .as_str()
        .unwrap_or_else(|| panic!("{what}: {yaml:?}"))
}

/// A report with a rule that does not hold.
fn report(folder: &Folder) {
    folder.file(
        "data/reportcheck.toml",
        "[[sections.t.rules]]\nname = \"sum\"\ncheck = \"total = a + b\"\n",
    );
    folder.file("data/2016/t.csv", "key,value\ntotal,12\na,4\nb,7\n");
}

/// A folder with the binary, and nothing else that matters.
fn with_binary(folder: &Folder, name: &str) {
    let bin = folder.path().join(name);
    std::fs::create_dir_all(&bin).expect("a folder");
    let binary = env!("CARGO_BIN_EXE_reportcheck");
    std::os::unix::fs::symlink(binary, bin.join("reportcheck")).expect("a link");
}

#[test]
fn the_action_is_well_formed_and_takes_its_inputs_by_the_environment() {
    let action = yaml("action.yml");
    for key in ["name", "description"] {
        assert!(!text(&action, key).is_empty());
    }
    let inputs = action["inputs"].as_hash().expect("inputs");
    let whole = std::fs::read_to_string("action.yml").expect("a file");
    for (name, input) in inputs {
        let name = name.as_str().expect("a name");
        assert!(!text(input, "description").is_empty(), "{name}");
        assert_eq!(input["required"].as_bool(), Some(false), "{name}");
        text(input, "default");
        let used = whole.matches(&format!("inputs.{name} ")).count();
        assert_eq!(used, 1, "{name}: an input is used once");
    }
    assert_eq!(text(&action["runs"], "using"), "composite");
    for step in action["runs"]["steps"].as_vec().expect("steps") {
        let name = text(step, "name");
        match step["run"].as_str() {
            Some(script) => {
                assert_eq!(text(step, "shell"), "bash", "{name}");
                assert!(!script.contains("${{"), "{name}: {script}");
                let checked = Command::new("bash").args(["-n", "-c", script]).status();
                assert!(checked.expect("bash").success(), "{name}");
            }
            None => assert!(text(step, "uses").contains('@'), "{name}"),
        }
    }
}

/// The action's own script over the binary at hand.
fn act(folder: &Folder, paths: &str, args: &str, fail_on: &str) -> (Ran, String) {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_vec().expect("steps");
    let check = steps
        .iter()
        .find(|step| step["id"].as_str() == Some("check"));
    let script = text(check.expect("a step"), "run");
    let output = folder.path().join("github-output");
    std::fs::write(&output, "").expect("written");
    // As GitHub runs it.
    let options = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    let ran = Command::new("bash")
        .args(options)
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .env("INPUT_PATHS", paths)
        .env("INPUT_ARGS", args)
        .env("INPUT_FAIL_ON", fail_on)
        .env("INPUT_LANG", "en")
        .env("RUNNER_TEMP", folder.path().join("temp"))
        .env("GITHUB_OUTPUT", &output)
        .output()
        .expect("bash");
    let said = std::fs::read_to_string(&output).expect("an output");
    (Ran::of(ran), said)
}

#[test]
fn the_action_keeps_the_exit_status_and_writes_sarif() {
    let folder = Folder::new();
    report(&folder);
    with_binary(&folder, "temp/reportcheck/bin");
    let (ran, said) = act(&folder, "data\n", "", "error");
    assert_eq!((ran.status, said.as_str()), (1, "status=1\n"), "{ran:?}");
    assert!(ran.out.contains("::error"), "{ran:?}");
    let sarif = std::fs::read_to_string(folder.path().join("reportcheck.sarif"));
    let sarif: serde_json::Value = serde_json::from_str(&sarif.expect("SARIF")).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let (ran, said) = act(&folder, "data\r\n", "", "never");
    assert_eq!((ran.status, said.as_str()), (0, "status=0\n"), "{ran:?}");
    let (ran, said) = act(&folder, "nowhere", "", "error");
    assert_eq!((ran.status, said.as_str()), (2, "status=2\n"), "{ran:?}");
    let (ran, _) = act(&folder, "data", "--check\n=", "error");
    assert_eq!(ran.status, 2, "{ran:?}");
}

#[test]
fn nothing_in_an_input_is_run() {
    let folder = Folder::new();
    report(&folder);
    with_binary(&folder, "temp/reportcheck/bin");
    folder.file("a $(touch pwned)/2016/t.csv", "key,value\na,1\n");
    let rule = "[[rules]]\nname = \"one\"\ncheck = \"t.a = 1\"\n";
    folder.file("a $(touch pwned)/reportcheck.toml", rule);
    for (paths, args) in [
        ("a $(touch pwned)", ""),
        ("data\"; touch pwned; \"", ""),
        ("--help", ""),
        ("data", "--section=`touch pwned`\n; touch pwned"),
    ] {
        let (ran, said) = act(&folder, paths, args, "error");
        let expected = if paths.starts_with('a') { 0 } else { 2 };
        assert_eq!(ran.status, expected, "{paths} {args}: {ran:?}");
        assert_eq!(said, format!("status={expected}\n"));
        assert!(!folder.path().join("pwned").exists(), "{paths} {args}");
    }
}

#[test]
fn the_hook_runs_for_tables_and_configurations() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hook = &hooks[0];
    assert_eq!(text(hook, "language"), "rust");
    assert_eq!(hook["pass_filenames"].as_bool(), Some(false));
    assert_eq!(text(hook, "files"), r"(\.csv|(^|/)report(check)?\.toml)$");
    let config = yaml("examples/ci/pre-commit-config.yaml");
    let used = &config["repos"][0]["hooks"][0];
    assert_eq!(text(used, "id"), text(hook, "id"));
    let folder = Folder::new();
    report(&folder);
    for args in [&hook["args"], &used["args"]] {
        let entry = text(hook, "entry").split(' ').skip(1);
        let args = args.as_vec().expect("args").iter();
        let args = args.map(|arg| arg.as_str().expect("a word"));
        let words: Vec<&str> = entry.chain(args).collect();
        assert_eq!(folder.run(&words).status, 1, "{words:?}");
    }
}

/// A script, with `reportcheck` on the path.
fn sh(folder: &Folder, script: &str) -> Ran {
    let bin = folder.path().join("bin");
    let path = std::env::var("PATH").expect("a path");
    let output = Command::new("sh")
        .args(["-e", "-c", script])
        .current_dir(folder.path())
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("LANG", "C.UTF-8")
        .output();
    Ran::of(output.expect("sh"))
}

#[test]
fn the_examples_run() {
    let folder = Folder::new();
    report(&folder);
    with_binary(&folder, "bin");
    let there = |name: &str| {
        folder
            .path()
            .join(name)
            .metadata()
            .is_ok_and(|file| file.len() > 0)
    };

    let script = std::fs::read_to_string("examples/ci/check.sh").expect("a script");
    let ran = sh(&folder, &script);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(
        ran.out.contains("there are findings") && there("findings.txt") && there("findings.json")
    );

    let gitlab = yaml("examples/ci/gitlab-ci.yml");
    let job = &gitlab["reportcheck"];
    for command in job["script"].as_vec().expect("a script") {
        let ran = sh(&folder, command.as_str().expect("a command"));
        assert_eq!(ran.status, 1, "{ran:?}");
    }
    let reports = &job["artifacts"]["reports"];
    for kind in ["codequality", "junit"] {
        assert!(there(text(reports, kind)), "{kind}");
    }

    let github = yaml("examples/ci/github.yml");
    let steps = github["jobs"]["reportcheck"]["steps"]
        .as_vec()
        .expect("steps");
    let ours = steps
        .iter()
        .find(|step| text(step, "uses").contains("/reportcheck@"));
    let action = yaml("action.yml");
    let known = action["inputs"].as_hash().expect("inputs");
    let given = ours.expect("the action")["with"].as_hash().expect("inputs");
    assert!(given.keys().all(|key| known.contains_key(key)), "{given:?}");
}

/// The page shows the files themselves.
#[test]
fn the_page_shows_the_examples_as_they_are() {
    let page = std::fs::read_to_string("docs/ci.md").expect("a page");
    for file in std::fs::read_dir("examples/ci").expect("a folder") {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        let shown = page.contains(text.trim_end());
        assert!(shown, "docs/ci.md shows another {}", path.display());
    }
    // No version is tagged, so none is named.
    assert_eq!(page.matches("COMMIT").count(), 4);
    for pinned in ["@v", "rev: v"] {
        let ours = page.lines().filter(|line| !line.contains("actions/"));
        let named = ours.filter(|line| line.contains(pinned)).count();
        assert_eq!(named, 0, "{pinned}");
    }
    assert!(Path::new(".pre-commit-hooks.yaml").exists());
}
