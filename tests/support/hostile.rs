//! A report that attacks whoever reads about it: its every text, from the names
//! of its files to the reasons in it, holds what steers a terminal and what
//! runners of jobs take for commands.

use super::folder::Folder;
use super::steering::{raw, toml_text};

/// What steers terminals and readers, among it a colour that is none of ours.
pub(crate) const STEERS: &str =
    "\u{1b}[35;7m\u{1b}]0;title\u{7}\u{9b}31m\u{85}\u{202e}\u{2066}\u{200b}\u{2028}\u{7f}";

/// What GitHub, Azure and TeamCity take for commands, at the beginnings of lines and within them.
pub(crate) const COMMANDS: &str =
    "\n::error::a\r\n  ::add-mask::b\r::warning::c\n##[error]d ##vso[task.e]e\n##teamcity[f]\u{a0}";

/// A text that attacks: what comes first may be the beginning of a line.
pub(crate) fn hostile(name: &str) -> String {
    format!("::error::{name}{COMMANDS}{STEERS}\n\u{3000}::stop-commands::{name}")
}

/// The same, as far as the name of a file or of a folder can be.
pub(crate) fn hostile_name(name: &str) -> String {
    format!("::error::{name}\n::error::{name} ##vso[x]\u{1b}[35;7m\u{202e}{name}")
}

/// The report `2016` with one before it, below a folder of an evil name, and
/// the same tables without a configuration below another; with mistakes that
/// keep things from being read, or without.
pub(crate) fn attacking(mistakes: bool) -> Folder {
    let folder = Folder::new();
    let at = hostile_name("data");
    let table = table("7");
    let words = [
        ("TITLE", hostile("title")),
        ("WHY", hostile("why")),
        ("SUM", hostile("sum")),
        ("ROWS", hostile("rows")),
        ("LABEL", hostile("label")),
        ("UNIT", hostile("unit")),
        ("KEY", hostile("key")),
        ("COLUMN", hostile("column")),
        ("REASON", hostile("reason")),
        ("FILE", hostile_name("source")),
    ];
    let filled = |text: &str| {
        words.iter().fold(text.to_owned(), |text, (name, word)| {
            text.replace(&format!("%{name}%"), &toml_text(word))
        })
    };
    let bare = hostile_name("bare");
    let (mut facts, mut rules) = (FACTS.to_owned(), RULES.to_owned());
    if mistakes {
        facts.insert_str(0, "organisation = %TITLE%\n");
        rules.push_str(MISTAKES);
        folder.file(
            &format!("{at}/2016/unread.csv"),
            "key,value\na,\"1\n::error::x\n",
        );
    }
    folder
        .file(&format!("{bare}/2015/t.csv"), self::table("3"))
        .file(&format!("{bare}/2016/t.csv"), self::table("3"))
        .file(&format!("{at}/2015/t.csv"), self::table("3"))
        .file(&format!("{at}/2016/t.csv"), &table)
        .file(&format!("{at}/2016/{}.csv", hostile_name("u")), &table)
        .file(&format!("{at}/2016/{}", hostile_name("source")), "nothing")
        .file(&format!("{at}/2016/report.toml"), filled(&facts))
        .file(&format!("{at}/reportcheck.toml"), filled(&rules));
    folder
}

/// One wrong figure in a table with totals both ways, so that a fix is known;
/// and cells of every kind.
fn table(wrong: &str) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let text = hostile;
    let (key, label, column) = (text("key"), text("label"), text("column"));
    for record in [
        [
            "key", "label", "unit", "quote", "note", "x", "y", "s", &column,
        ],
        [
            &text("a"),
            &text("b"),
            "件",
            &text("q"),
            &text("n"),
            "1",
            "2",
            "3",
            "1",
        ],
        [
            "a",
            &label,
            "件",
            &text("q"),
            &text("n"),
            wrong,
            "4",
            "7",
            "1",
        ],
        ["b", &label, "件", "", "", "5", "6", "11", "1"],
        ["total", &label, "件", "", "", "8", "10", "18", "9"],
        [
            &key,
            &label,
            &text("unit"),
            &text("q"),
            &text("n"),
            "5",
            "5",
            "10",
            &text("5"),
        ],
        [
            &text("a"),
            &label,
            &text("unit"),
            &text("q"),
            "",
            &text("7"),
            "2",
            "3",
            "",
        ],
    ] {
        writer.write_record(record).expect("a record");
    }
    String::from_utf8(writer.into_inner().expect("a table")).expect("text")
}

const FACTS: &str = "\
title = %TITLE%
source = %FILE%

[[waivers]]
rule = %SUM%
cell = %KEY%
print = \"5\"
reason = %REASON%

[[waivers]]
rule = \"unknown-unit\"
print = %UNIT%
reason = %REASON%
expires = 2020-01-31
";

const RULES: &str = "\
[units]
counting = [%UNIT%]

[sections.t]
title = %TITLE%
unit = %UNIT%

[sections.t.columns]
%COLUMN% = { label = %LABEL%, unit = %UNIT% }

[sections.%TITLE%]
title = %TITLE%

[[sections.t.rules]]
name = %SUM%
check = \"total.x = a.x + b.x\"
why = %WHY%

[[sections.t.rules]]
name = \"across\"
check = \"s = x + y\"
why = %WHY%

[[sections.t.rules]]
name = %ROWS%
check = \"x < x - 1\"
why = { en = %WHY%, zh = %WHY% }

[[sections.t.rules]]
name = \"words\"
check = \"x >= 0\"
rows = 'label != %LABEL%'

[[sections.t.rules]]
name = \"prior\"
check = \"x = prior.x\"
why = %WHY%
";

const MISTAKES: &str = "
[[sections.t.rules]]
name = %COLUMN%
check = %KEY%

[[sections.t.rules]]
name = \"nothing\"
check = \"nowhere = x\"
unknown = %KEY%
";

/// What of an output attacks; nothing, where all is well. Annotations are the
/// lines that begin with `::`, the level and a property.
pub(crate) fn attacks(text: &str, annotations: bool) -> Vec<String> {
    let mut found = Vec::new();
    let steering = raw(text);
    if !steering.is_empty() {
        found.push(format!("steers: {steering:?}"));
    }
    let own = ["error", "warning", "notice"]
        .map(|level| (format!("::{level} file="), format!("::{level} title=")));
    for line in text.split(['\n', '\r']) {
        let begins = line.trim_start();
        let ours = annotations
            && own
                .iter()
                .any(|(file, title)| line.starts_with(file) || line.starts_with(title));
        // A second file is drawn behind `:::`, which is no command.
        if begins.starts_with("::") && !begins.starts_with("::: ") && !ours {
            found.push(format!("a command: {line:?}"));
        }
        for command in ["##[", "##vso[", "##teamcity["] {
            if line.contains(command) {
                found.push(format!("a command: {line:?}"));
            }
        }
    }
    found
}
