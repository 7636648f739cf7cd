//! `reportcheck table` as it is run: the real report and made-up broken ones,
//! in each format, both languages, narrow and wide.

use crate::support::snapshot;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

/// A made-up configuration: a grid with a total and a rate, a list with a
/// rate, a section without a table.
const CONFIG: &str = r#"
[sections.cases]
title = { en = "Cases", zh = "案件" }
totals = ["total"]

[sections.cases.columns]
region = { text = true, label = { en = "Region", zh = "地区" } }
received = { unit = "件", label = { en = "Received", zh = "收到" } }
closed = { unit = "件", label = { en = "Closed", zh = "办结" } }
rate = { unit = "%", label = { en = "Closing rate", zh = "办结率" } }

[[sections.cases.rules]]
name = "rate"
check = "rate = closed / received"

[sections.money]
title = { en = "Money", zh = "资金" }

[sections.money.labels]
spent = { en = "Spent" }

[[sections.money.rules]]
name = "share"
check = "share = spent / budget"

[[sections.money.rules]]
name = "small"
check = "small <= cases.total.closed"
units = "ignore"

[sections.gone]
title = { en = "Gone", zh = "没有的" }
"#;

/// Everything that a cell can get wrong.
const CASES: &str = "\
key,label,region,received,closed,rate,note,quote
a,=SUM(A1),north,\"1,234*\",1000余,８１％,,+x
b,\"pipe | back\\slash\",south,-,*,/,see below,
c,\"bell \u{7} esc \u{1b}[31mred\u{9b}1m \u{202e}rtl\",south,twelve or so,5,,,
d,\"two\nlines\",north,十二,6,50.0%,,
e,一个相当长的中文标签用来看看换行的样子,north,40,13,33.33%,,
f,,west,２,０,0.0%,,
f,-minus,west,3,(1),-5%,,
g,only here,west,7
total,合计,,1300,1024,80%,,
";

const MONEY: &str = "\
key,label,value,unit
budget,预算,11.7万,元
spent,支出,6.40万,元
share,占比,54.7%,%
small,,不足200000,件
";

/// Two reports with one configuration; the newer one is the broken one.
fn made_up() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    };
    write("reportcheck.toml", CONFIG);
    write("2019/money.csv", MONEY);
    write("2020/cases.csv", CASES);
    write("2020/money.csv", MONEY);
    folder
}

fn run(folder: &Path, lang: &str, columns: usize, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reportcheck"))
        .arg("table")
        .args(args)
        .current_dir(folder)
        .env("LC_ALL", lang)
        .env("LANG", lang)
        .env("COLUMNS", columns.to_string())
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary runs")
}

/// A whole run as it is kept: status, what was printed, what was warned of.
fn shown(output: &Output) -> String {
    let code = output.status.code().unwrap_or(-1);
    let out = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    let mut text = format!("exit {code}\n{out}");
    if !err.is_empty() {
        text.push_str(&format!("--- stderr\n{err}"));
    }
    text
}

const EN: &str = "en_GB.UTF-8";
const ZH: &str = "zh_CN.UTF-8";

fn real(lang: &str, columns: usize, args: &[&str]) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    shown(&run(folder, lang, columns, args))
}

fn broken(lang: &str, columns: usize, args: &[&str]) -> String {
    shown(&run(made_up().path(), lang, columns, args))
}

/// That a run says what `tests/snapshots/table` holds under a name.
#[track_caller]
fn shows(name: impl AsRef<str>, said: impl AsRef<str>) {
    snapshot::snapshot("table", name.as_ref(), said.as_ref());
}

#[test]
fn sections_are_listed() {
    shows("list_en_120", real(EN, 120, &["data/2016"]));
    shows("list_zh_40", real(ZH, 40, &["data/2016"]));
    shows("list_broken", broken(EN, 120, &[]));
}

#[test]
fn sections_are_listed_in_every_format() {
    for format in ["markdown", "csv", "json"] {
        let listed = broken(EN, 80, &["2020", "--format", format]);
        shows(format!("list_broken_{format}"), listed);
    }
}

#[test]
fn real_tables_are_printed() {
    let grid = ["data/2016", "--section", "proposals", "--recompute"];
    shows("proposals_en_120", real(EN, 120, &grid));
    shows("proposals_zh_40", real(ZH, 40, &grid));
    let list = ["data/2016", "--section", "trading", "--recompute"];
    shows("trading_en_120", real(EN, 120, &list));
    shows("trading_zh_40", real(ZH, 40, &list));
}

#[test]
fn a_finding_has_one_number_in_every_table() {
    let args = ["data/2016", "--section", "science,disclosure"];
    shows("science_disclosure_en_120", real(EN, 120, &args));
    let twice = ["data/2016", "--section", "staffing", "--section", "market"];
    shows("staffing_market_zh_120", real(ZH, 120, &twice));
}

#[test]
fn broken_cells_are_shown_as_printed() {
    let args = ["2020", "--section", "cases,money", "--recompute"];
    shows("cases_en_120", broken(EN, 120, &args));
    shows("cases_zh_40", broken(ZH, 40, &args));
}

#[test]
fn broken_cells_are_harmless_in_every_format() {
    for format in ["markdown", "csv", "json"] {
        let args = [
            "2020",
            "--section",
            "cases",
            "--recompute",
            "--format",
            format,
        ];
        shows(format!("cases_{format}"), broken(ZH, 80, &args));
    }
}

#[test]
fn nothing_steers_the_terminal() {
    let folder = made_up();
    for format in ["text", "markdown", "csv", "json"] {
        for section in ["cases", "money", "gone"] {
            let columns = ["--columns", "quote,note"];
            let args = ["2020", "--keys", "--section", section, "--format", format];
            let output = run(folder.path(), ZH, 60, &[&args[..], &columns[..]].concat());
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            // A file of CSV begins as Excel wants it, and its lines end with CR LF.
            let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
            let steers = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
            assert!(!text.contains(steers), "{format} {section}: {text:?}");
        }
    }
}

#[test]
fn keys_and_further_columns_are_shown_when_asked() {
    let keys = ["2020/cases.csv", "--keys", "--columns", "quote,note"];
    shows("cases_keys", broken(EN, 120, &keys));
    let only = ["2020/cases.csv", "--columns", "closed"];
    shows("cases_only_closed", broken(EN, 120, &only));
}

#[test]
fn totals_and_signs_are_coloured() {
    let args = ["2020", "--section", "cases", "--color", "always"];
    let coloured = broken(EN, 120, &args).replace('\u{1b}', "␛");
    shows("cases_coloured", coloured);
}

#[test]
fn the_newest_report_is_taken_and_said() {
    shows("newest", broken(EN, 80, &["--section", "money"]));
    shows("newest_zh", broken(ZH, 80, &[".", "--section", "gone"]));
}

#[test]
fn what_is_not_there_is_said() {
    shows("no_section", broken(EN, 80, &["2020", "--section", "case"]));
    let column = ["2020", "--section", "cases", "--columns", "close"];
    shows("no_column", broken(ZH, 80, &column));
    shows("no_path", broken(EN, 80, &["2031"]));
    shows("for_tables_only", broken(ZH, 80, &["2020", "--keys"]));
}

#[test]
fn an_unreadable_table_is_told_and_the_rest_shown() {
    let folder = made_up();
    std::fs::write(folder.path().join("2020/gone.csv"), "").expect("a file");
    let output = run(folder.path(), EN, 80, &["2020", "--section", "money,gone"]);
    shows("unreadable_table", shown(&output));
}

#[test]
fn a_table_without_configuration_is_printed() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("alone.csv");
    std::fs::write(file, "key,n,rate\na,1,6.4%\nb,100,12%\n").expect("a file");
    let output = run(folder.path(), EN, 80, &["alone.csv"]);
    shows("alone", shown(&output));
    let rules = "[[rules]]\nname = \"r\"\ncheck = \"rate = n / 15\"\n";
    std::fs::write(folder.path().join("r.toml"), rules).expect("a file");
    let args = ["alone.csv", "--rules", "r.toml", "--recompute"];
    let output = run(folder.path(), EN, 80, &args);
    shows("alone_with_rules", shown(&output));
    std::fs::write(folder.path().join("empty.csv"), "key,value\n").expect("a file");
    let output = run(
        folder.path(),
        ZH,
        80,
        &["empty.csv", "--format", "markdown"],
    );
    shows("no_rows", shown(&output));
}

#[test]
fn rounding_and_rules_are_the_reader_s() {
    let cut = [
        "2020",
        "--section",
        "money",
        "--rounding",
        "truncate",
        "--recompute",
    ];
    shows("money_truncated", broken(EN, 80, &cut));
    let folder = made_up();
    let rules =
        "[[rules]]\nname = \"twice\"\ncheck = \"money.share = money.spent * 2 / money.budget\"\n";
    std::fs::write(folder.path().join("mine.toml"), rules).expect("a file");
    let args = [
        "2020",
        "--section",
        "money",
        "--rules",
        "mine.toml",
        "--recompute",
    ];
    shows(
        "money_other_rules",
        shown(&run(folder.path(), EN, 80, &args)),
    );
}

/// The names of the real report's sections.
fn real_sections() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = run(folder, EN, 80, &["data/2016", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let records = reader.records().map(|record| record.expect("a record"));
    records.map(|record| record[0].to_owned()).collect()
}

#[test]
fn text_fits_the_terminal() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sections = real_sections().join(",");
    assert!(sections.contains("proposals"));
    for columns in [40, 50, 64, 80, 100, 120, 160] {
        for lang in [EN, ZH] {
            let args = ["data/2016", "--section", &sections, "--keys", "--recompute"];
            let output = run(folder, lang, columns, &args);
            for line in String::from_utf8_lossy(&output.stdout).lines() {
                assert!(line.width() <= columns, "{columns}: {line}");
            }
        }
    }
}

#[test]
fn csv_and_json_are_well_formed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    for section in real_sections() {
        let of = |format| {
            run(
                folder,
                EN,
                80,
                &["data/2016", "--section", &section, "--format", format],
            )
        };
        let output = of("csv");
        let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
        let rows = reader.records().map(|record| record.expect("even records"));
        let rows = rows.count();
        let output = of("json");
        let document: serde_json::Value =
            serde_json::from_slice(&output.stdout).expect("well-formed JSON");
        assert_eq!(document["version"], 1);
        let table = &document["tables"][0];
        assert_eq!(
            table["rows"].as_array().map(Vec::len),
            Some(rows),
            "{section}"
        );
    }
}

/// A table whose first column is no `key`, with a total and a rate by rules.
#[test]
fn totals_and_rates_are_made_again_under_the_headings_of_the_file() {
    let folder = TempDir::new().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    };
    write(
        "reportcheck.toml",
        "[sections.offices]\ntotals = [\"合计\"]\n\
         [[sections.offices.rules]]\nname = \"sum\"\ncheck = \"合计.受理 = 东区.受理 + 西区.受理\"\n\
         [[sections.offices.rules]]\nname = \"rate\"\ncheck = \"办结率 = 办结 / 受理\"\n\
         [[sections.mail.rules]]\nname = \"parts\"\ncheck = \"all includes a + b\"\n\
         [[sections.mail.rules]]\nname = \"open\"\nremainder = \"none\"\ncheck = \"some includes a + b\"\n",
    );
    write(
        "2024/offices.csv",
        "单位名称,受理,办结,办结率\n东区,40,30,75%\n西区,20,+16,82%\n合计,70,50,71%\n",
    );
    write(
        "2024/mail.csv",
        "key,value,unit\nall,10,件\na,3,件\nb,4,件\nsome,20,件\n",
    );
    let said = |args: &[&str]| {
        let run = run(folder.path(), "en", 100, args);
        String::from_utf8(run.stdout).expect("a text")
    };
    let text = said(&["2024", "--section", "offices,mail", "--recompute"]);
    let heading = text
        .lines()
        .find(|line| line.contains("单位名称"))
        .expect("a heading");
    let words: Vec<&str> = heading.split_whitespace().collect();
    // The cells of the rate say their unit.
    assert_eq!(
        words,
        [
            "单位名称",
            "受理",
            "recomputed",
            "办结",
            "办结率",
            "recomputed"
        ]
    );
    let row = |key: &str| -> Vec<&str> {
        let line = text
            .lines()
            .find(|line| line.starts_with(key))
            .expect("a row");
        line.split_whitespace()
            .filter(|word| !word.starts_with('['))
            .collect()
    };
    assert_eq!(row("东区"), ["东区", "40", "30", "75%", "75.00%"]);
    assert_eq!(row("合计"), ["合计", "70", "60", "50", "71%", "71.43%"]);
    assert_eq!(row("all"), ["all", "10", "7"]);
    assert_eq!(row("some"), ["some", "20"]);
    let csv = said(&["2024", "--section", "offices", "--format", "csv"]);
    assert!(
        csv.starts_with("\u{FEFF}单位名称,受理,办结,办结率,findings\r\n"),
        "{csv}"
    );
    assert!(csv.contains("\r\n西区,20,+16,82%,"), "{csv}");
    // Both commands count alike.
    let list = said(&["2024"]);
    let checked = Command::new(env!("CARGO_BIN_EXE_reportcheck"))
        .args(["validate", "2024", "--lang", "en"])
        .current_dir(folder.path())
        .output()
        .expect("the binary runs");
    let checked = String::from_utf8(checked.stdout).expect("a text");
    let counts = checked.lines().last().expect("a last line");
    assert!(counts.contains("error"), "{counts}");
    assert!(list.trim_end().ends_with(counts), "{list}\n{checked}");
}

/// The last line of some output that has words in it.
fn line_with<'a>(text: &'a str, words: &str) -> &'a str {
    let mut lines = text.lines().rev();
    let line = lines.find(|line| line.contains(words));
    line.unwrap_or_else(|| panic!("no {words:?} in {text}"))
}

#[test]
fn table_and_validate_count_alike() {
    let folder = TempDir::new().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    };
    // Long enough to be read row by row; three of its rows are wrong.
    let filler = "n".repeat(600);
    let row = |row: usize| format!("k{row},7,{},{filler}\n", if row % 700 == 9 { 8 } else { 7 });
    let long: String = (0..2000).map(row).collect();
    write("2024/long.csv", &format!("key,all,part,note\n{long}"));
    let requests = "key,value,unit\nreceived,120,requests\nonline,75,requests\n\
                    paper,42,requests\nclosed,130,requests\n";
    write("2024/requests.csv", requests);
    write(
        "reportcheck.toml",
        "[[sections.long.rules]]\nname = \"parts\"\ncheck = \"all = part\"\n\n\
         [[sections.requests.rules]]\nname = \"received\"\ncheck = \"received = online + paper\"\n\n\
         [[sections.requests.rules]]\nname = \"closed\"\ncheck = \"closed <= received\"\n\
         severity = \"warning\"\n\n\
         [[sections.requests.rules]]\nname = \"same\"\ncheck = \"online = online\"\n",
    );
    write(
        "2024/report.toml",
        "[[waivers]]\nrule = \"received\"\ncell = \"requests.received\"\nprint = \"120\"\n\
         with = { online = \"75\", paper = \"42\" }\nreason = \"three came in twice\"\n",
    );
    let checked = |folder: &Path, path: &str| {
        let ran = Command::new(env!("CARGO_BIN_EXE_reportcheck"))
            .args(["validate", path])
            .current_dir(folder)
            .env("LC_ALL", EN)
            .output()
            .expect("the binary runs");
        String::from_utf8(ran.stdout).expect("a text")
    };
    let made = checked(folder.path(), "2024");
    let table = shown(&run(folder.path(), EN, 100, &["2024"]));
    assert!(made.contains("\n3 errors, 1 warning, 1 waived\n"), "{made}");
    assert!(made.contains("\n4 rules: 1 warning\n"), "{made}");
    let total = line_with(&table, "Total ");
    assert!(total.ends_with(" 3 errors, 1 warning"), "{table}");
    assert!(line_with(&table, "long ").ends_with(" 3 errors"), "{table}");
    let beside = "not counted here: 1 waived; \
                  1 warning on the rules themselves (`reportcheck lint` shows them)";
    assert_eq!(line_with(&table, "not counted here"), beside);
    let table = shown(&run(folder.path(), ZH, 100, &["2024"]));
    let beside = "以上未计入：已豁免 1 处；规则本身的 1 处警告（reportcheck lint 可列出）";
    assert_eq!(line_with(&table, "以上未计入"), beside);

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for report in ["data/2016", "examples/clean/2024", "examples/errors/2024"] {
        let checked = checked(root, report);
        let mut lines = checked.lines();
        lines
            .find(|line| line.contains(" checks: "))
            .expect("a tally");
        let counts = match lines.next().expect("counts") {
            "no findings" => "none",
            counts => counts,
        };
        let table = real(EN, 100, &[report]);
        let total = line_with(&table, "Total ");
        assert!(total.ends_with(&format!("  {counts}")), "{report}: {table}");
        assert_eq!(
            checked.contains(" rules: "),
            table.contains("on the rules themselves"),
            "{report}: {table}"
        );
    }
}
