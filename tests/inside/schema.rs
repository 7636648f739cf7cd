//! The JSON Schemas of `reportcheck.toml` and `report.toml` say what the
//! loader says: the same keys, the same words, and no more mistakes than it
//! finds.

use crate::inside::support::folder::written_out;
use crate::rule::{Code, ConfigError, ConfigProblem, SeverityFrom, load, load_facts};
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const CONFIG: &str = "docs/schema/reportcheck.schema.json";
const FACTS: &str = "docs/schema/report.schema.json";

/// A schema as JSON.
fn json(path: &str) -> Value {
    let text = std::fs::read_to_string(path).expect("a schema");
    serde_json::from_str(&text).expect("JSON")
}

/// Both schemas, ready to validate with.
struct Both {
    schemas: Schemas,
    config: SchemaIndex,
    facts: SchemaIndex,
}

impl Both {
    fn new() -> Both {
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        let mut compile = |path| compiler.compile(path, &mut schemas).expect("a schema");
        let (config, facts) = (compile(CONFIG), compile(FACTS));
        Both {
            schemas,
            config,
            facts,
        }
    }

    /// What the schema of a file says against its text.
    fn against(&self, path: &Path, text: &str) -> Option<String> {
        let table: toml::Value = toml::from_str(text).expect("TOML");
        let schema = if is_facts(path) {
            self.facts
        } else {
            self.config
        };
        let value = as_json(&table);
        let found = self.schemas.validate(&value, schema);
        found.err().map(|error| format!("{error:#}"))
    }
}

fn is_facts(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "report.toml")
}

/// TOML as editors hand it to a schema: dates are texts.
fn as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => items.iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            let entries = table.iter();
            let entries = entries.map(|(key, value)| (key.clone(), as_json(value)));
            Value::Object(entries.collect())
        }
        other => serde_json::to_value(other).expect("a value"),
    }
}

fn mistakes(path: &Path, text: &str) -> Vec<ConfigError> {
    if is_facts(path) {
        load_facts(path, text).1
    } else {
        load(path, text).1
    }
}

/// Whether a schema can see such a mistake. An encoding is one of very many.
fn can_be_seen(problem: &ConfigProblem) -> bool {
    match problem {
        ConfigProblem::Value(_, known, _) => !known.contains(&"gb18030"),
        ConfigProblem::Key(..)
        | ConfigProblem::Type(..)
        | ConfigProblem::Weight(..)
        | ConfigProblem::Needs(_)
        | ConfigProblem::Empty(_)
        | ConfigProblem::OneTolerance => true,
        _ => false,
    }
}

fn toml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            toml_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

#[test]
fn what_loads_is_valid_and_what_a_schema_can_see_is_not() {
    let both = Both::new();
    let mut files = Vec::new();
    toml_files(Path::new("data"), &mut files);
    toml_files(Path::new("examples"), &mut files);
    let mut texts: Vec<(PathBuf, String)> = files
        .into_iter()
        .map(|path| (path.clone(), std::fs::read_to_string(&path).expect("text")))
        .collect();
    let mut cases = Vec::new();
    for group in std::fs::read_dir("tests/cases").expect("cases") {
        let group = group.expect("a group").path();
        cases.extend(std::fs::read_dir(group).expect("cases"));
    }
    for case in cases {
        let case = case.expect("a case").path();
        let text = std::fs::read_to_string(&case).expect("a case");
        let (folder, _) = written_out(&text);
        let mut files = Vec::new();
        toml_files(folder.path(), &mut files);
        for file in files {
            // A file that is no text is no matter of a schema.
            if let Ok(text) = std::fs::read_to_string(&file) {
                let name = file.file_name().expect("a name");
                texts.push((case.join(name), text));
            }
        }
    }
    let (mut valid, mut invalid) = (0, 0);
    for (path, text) in texts {
        if toml::from_str::<toml::Value>(&text).is_err() {
            continue;
        }
        let mistakes = mistakes(&path, &text);
        let against = both.against(&path, &text);
        let path = path.display();
        if mistakes.iter().any(|error| can_be_seen(&error.problem)) {
            assert!(against.is_some(), "{path}: no mistake seen\n{mistakes:#?}");
            invalid += 1;
        } else if mistakes.is_empty() {
            assert_eq!(against, None, "{path}");
            valid += 1;
        }
    }
    assert!(valid > 40 && invalid > 3, "{valid} valid, {invalid} not");
}

/// Asks the loader for the keys that it knows at a place: it names them where
/// it is given one that it does not know.
fn known_keys(path: &str, text: &str) -> BTreeSet<String> {
    let found = mistakes(Path::new(path), text);
    let keys = found.iter().find_map(|error| match &error.problem {
        ConfigProblem::Key(name, _, known) if name == "zzz" => Some(known),
        _ => None,
    });
    let keys = keys.unwrap_or_else(|| panic!("{text}: {found:?}"));
    keys.iter().map(|key| (*key).to_owned()).collect()
}

/// The words that the loader takes for a value.
fn known_words(path: &str, text: &str) -> BTreeSet<String> {
    let found = mistakes(Path::new(path), text);
    let words = found.iter().find_map(|error| match &error.problem {
        ConfigProblem::Value(word, known, _) if word == "zzz" => Some(known),
        _ => None,
    });
    let words = words.unwrap_or_else(|| panic!("{text}: {found:?}"));
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn keys_of(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let properties = schema.pointer(pointer).and_then(Value::as_object);
    let properties = properties.unwrap_or_else(|| panic!("{pointer}"));
    properties.keys().cloned().collect()
}

fn words_of(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let words = schema.pointer(pointer).and_then(Value::as_array);
    let words = words.unwrap_or_else(|| panic!("{pointer}")).iter();
    words
        .map(|word| word.as_str().expect("a word").to_owned())
        .collect()
}

#[test]
fn the_schemas_know_the_keys_of_the_loader() {
    let (config, facts) = (json(CONFIG), json(FACTS));
    for (pointer, text) in [
        ("", "zzz = 1"),
        ("/definitions/section", "[sections.a]\nzzz = 1"),
        (
            "/definitions/column",
            "[sections.a.columns]\nb = { zzz = 1 }",
        ),
        ("/definitions/rule", "[[rules]]\nzzz = 1"),
        ("/definitions/rule", "[[sections.a.rules]]\nzzz = 1"),
        (
            "/definitions/tolerance",
            "[[rules]]\nname = \"a\"\ncheck = \"a.b = 1\"\ntolerance = { zzz = 1 }",
        ),
        (
            "/definitions/words/anyOf/1",
            "[sections.a]\ntitle = { zzz = \"\" }",
        ),
        ("/properties/units", "[units]\nzzz = 1"),
        ("/properties/checks", "[checks]\nzzz = 1"),
    ] {
        let keys = keys_of(&config, &format!("{pointer}/properties"));
        assert_eq!(keys, known_keys("reportcheck.toml", text), "{text}");
    }
    for (pointer, text) in [
        ("", "zzz = 1"),
        ("/definitions/words/anyOf/1", "title = { zzz = \"\" }"),
        ("/definitions/waiver", "[[waivers]]\nzzz = 1"),
    ] {
        let keys = keys_of(&facts, &format!("{pointer}/properties"));
        assert_eq!(keys, known_keys("report.toml", text), "{text}");
    }
}

#[test]
fn the_schemas_know_the_words_of_the_loader() {
    let config = json(CONFIG);
    for (pointer, text) in [
        ("/definitions/rounding", "rounding = \"zzz\""),
        (
            "/definitions/section/properties/blank",
            "[sections.a]\nblank = \"zzz\"",
        ),
        (
            "/definitions/section/properties/not_applicable",
            "[sections.a]\nnot_applicable = \"zzz\"",
        ),
        (
            "/definitions/column/properties/blank",
            "[sections.a.columns]\nb = { blank = \"zzz\" }",
        ),
        (
            "/definitions/column/properties/not_applicable",
            "[sections.a.columns]\nb = { not_applicable = \"zzz\" }",
        ),
        (
            "/definitions/column/properties/missing",
            "[sections.a.columns]\nb = { missing = \"zzz\" }",
        ),
        (
            "/definitions/missing_marks/anyOf/1/additionalProperties",
            "[sections.a.missing_marks]\nb = \"zzz\"",
        ),
        ("/properties/period", "period = \"zzz\""),
        (
            "/definitions/rule/properties/severity/anyOf/0",
            "[[rules]]\nname = \"a\"\ncheck = \"a.b = 1\"\nseverity = \"zzz\"",
        ),
        (
            "/definitions/rule/properties/remainder",
            "[[rules]]\nname = \"a\"\ncheck = \"a.b = 1\"\nremainder = \"zzz\"",
        ),
        (
            "/definitions/rule/properties/missing",
            "[[rules]]\nname = \"a\"\ncheck = \"a.b = 1\"\nmissing = \"zzz\"",
        ),
        (
            "/definitions/rule/properties/units",
            "[[rules]]\nname = \"a\"\ncheck = \"a.b = 1\"\nunits = \"zzz\"",
        ),
    ] {
        let words = words_of(&config, &format!("{pointer}/enum"));
        assert_eq!(words, known_words("reportcheck.toml", text), "{text}");
    }
    for code in Code::built_in() {
        let SeverityFrom::Checks(severity) = code.severity_from() else {
            panic!("{code}");
        };
        let pointer = format!("/properties/checks/properties/{code}");
        let text = format!("[checks]\n{code} = \"zzz\"");
        let words = words_of(&config, &format!("{pointer}/enum"));
        assert_eq!(words, known_words("reportcheck.toml", &text), "{code}");
        let default = config.pointer(&format!("{pointer}/default"));
        assert_eq!(default, Some(&Value::from(severity.name())), "{code}");
    }
    for shared in ["words", "rounding"] {
        let pointer = format!("/definitions/{shared}");
        assert_eq!(config.pointer(&pointer), json(FACTS).pointer(&pointer));
    }
}
