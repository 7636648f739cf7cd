//! `init` of documents: the folder that it writes says what the document does,
//! each cell with its place, and what a person changed in it is kept.

use crate::support::folder::Folder;
use std::io::Write;
use zip::write::SimpleFileOptions;

/// A page with two tables: titles, groups, units, a footnote's mark.
const PAGE: &str = r#"<!DOCTYPE html>
<html><head><meta charset="utf-8"></head><body>
<h1>Requests handled in 2023</h1>
<p>The office received 35 requests.</p>
<table><caption>Requests by kind</caption>
<tr><th>Kind</th><th>Persons</th><th>Firms</th><th>All</th></tr>
<tr><td>New</td><td>20</td><td>15</td><td>35</td></tr>
<tr><td>Carried over</td><td>3</td><td>1</td><td>4</td></tr>
<tr><td>Total</td><td>23</td><td>16</td><td>38</td></tr>
</table>
<table><caption>支出</caption>
<tr><th>部门</th><th>科目</th><th>预算（万元）</th><th>决算（万元）</th></tr>
<tr><td rowspan="2">教育</td><td>工资</td><td>1,200.5</td><td>1,180.2</td></tr>
<tr><td>设备</td><td>300.0</td><td>295.1<sup>1</sup></td></tr>
<tr><td rowspan="2">卫生</td><td>工资</td><td>800.0</td><td>790.0</td></tr>
<tr><td>设备</td><td>200.0</td><td>190.5</td></tr>
<tr><td colspan="2">合计</td><td>2,500.5</td><td>2,455.7</td></tr>
</table>
</body></html>
"#;

/// A table in text with a title, a line of units and a source.
const MESSY: &str = "Budget of the council,,,\nin thousands,,,\nItem,Planned,Made,Change\n\
    Schools,100,110,10%\nRoads,50,60,20%\nTotal,150,181,13.3%\n\"Source: own figures\",,,\n";

/// A text of a word processor with a paragraph and a table.
fn docx(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |text: &&str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &&[&str]| {
        let cells: String = cells.iter().map(cell).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().map(row).collect();
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body><w:p><w:r><w:t>Requests, 2023</w:t></w:r></w:p><w:tbl>{rows}</w:tbl></w:body>\
         </w:document>"
    );
    let types = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Types xmlns=\
        \"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", types), ("word/document.xml", &body)] {
        let begun = to.start_file(name, SimpleFileOptions::default());
        begun.expect("a part begun");
        to.write_all(text.as_bytes()).expect("a part written");
    }
    to.finish().expect("a whole file").into_inner()
}

fn requests() -> Vec<u8> {
    docx(&[
        &["Kind", "Persons", "Firms", "All"],
        &["New", "20", "15", "35"],
        &["Carried over", "3", "1", "4"],
        &["Total", "23", "16", "38"],
    ])
}

fn read(folder: &Folder, name: &str) -> String {
    let text = std::fs::read_to_string(folder.path().join(name));
    text.unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What was found: of each finding its code, its rule, its cell and the numbers;
/// and how many checks were made.
fn findings(folder: &Folder, args: &[&str]) -> Vec<String> {
    let ran = folder.run(&[&["validate", "--format", "json"], args].concat());
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let report = &json["reports"][0];
    let of = |finding: &serde_json::Value| {
        let keys = ["code", "severity", "difference", "allowed"];
        let parts = keys.map(|key| finding[key].to_string());
        let cell = &finding["cell"];
        format!(
            "{} {} {} {} {}",
            parts.join(" "),
            finding["rule"]["name"],
            cell["cell_name"],
            cell["print"],
            cell["figure"]
        )
    };
    let list = report["findings"].as_array().expect("a list");
    let mut found: Vec<String> = list.iter().map(of).collect();
    found.push(report["summary"]["checks"].to_string());
    found
}

#[test]
fn a_document_and_the_folder_written_from_it_come_to_the_same_verdicts() {
    let workbook = std::fs::read("tests/documents/workbook.xlsx").expect("a workbook");
    let pdf = std::fs::read("tests/documents/requests.pdf").expect("a PDF");
    let requests = requests();
    let cases: [(&str, &[u8], &[&str]); 5] = [
        (
            "page.html",
            PAGE.as_bytes(),
            &[
                "`Requests by kind`.Total.All = `Requests by kind`.New.All + `Requests by kind`.`Carried over`.All",
                "支出.合计.`决算（万元）` = 支出.`教育 / 工资`.`决算（万元）` + 支出.`教育 / 设备`.`决算（万元）`",
            ],
        ),
        (
            "messy.csv",
            MESSY.as_bytes(),
            &["messy.Total.Made = messy.Schools.Made + messy.Roads.Made"],
        ),
        (
            "requests.docx",
            &requests,
            &["requests.Total.All = requests.New.All + requests.`Carried over`.All"],
        ),
        (
            "requests.pdf",
            &pdf,
            &["table1.Total.All = table1.New.All + table1.`Carried over`.All"],
        ),
        ("workbook.xlsx", &workbook, &[]),
    ];
    for (name, bytes, checks) in cases {
        let folder = Folder::new();
        folder.file(name, bytes);
        let ran = folder.run(&["init", name]);
        assert_eq!(ran.status, 0, "{name}: {ran:?}");
        let (stem, _) = name.split_once('.').expect("an ending");
        // Those of the workbook are its formulas.
        let rule = |(number, check): (usize, &&str)| {
            format!("\n[[rules]]\nname = \"r{number}\"\ncheck = '{check}'\n")
        };
        let rules: String = checks.iter().enumerate().map(rule).collect();
        folder.file("reportcheck.toml", &rules);
        let config = format!("{stem}/reportcheck.toml");
        folder.file(&config, read(&folder, &config) + &rules);
        let of_document = findings(&folder, &[name]);
        let of_folder = findings(&folder, &[stem]);
        let without_names = |found: &[String]| {
            // A column without a name has one in the folder.
            let named = |found: &&String| !found.contains("unclear-header");
            found.iter().filter(named).cloned().collect::<Vec<_>>()
        };
        assert_eq!(
            without_names(&of_document),
            without_names(&of_folder),
            "{name}"
        );
        assert!(of_document.len() > 1, "{name}: {of_document:?}");
        // Rules that are given name the sections of a document too.
        let given = checks.iter().flat_map(|check| ["--check", *check]);
        let given: Vec<&str> = std::iter::once(name).chain(given).collect();
        if !checks.is_empty() {
            let of_given = findings(&folder, &given);
            assert_eq!(of_given.last(), of_document.last(), "{name}");
        }
        // Nothing in the folder is said to be unread.
        let ran = folder.run(&["validate", stem]);
        let all = format!("{}{}", ran.out, ran.err);
        assert!(
            !all.contains("places.json") && !all.contains("source.txt"),
            "{all}"
        );
    }
}

#[test]
fn each_cell_is_traced_to_its_place() {
    let folder = Folder::new();
    folder.file("page.html", PAGE);
    assert_eq!(folder.run(&["init", "page.html"]).status, 0);
    let table = read(&folder, "page/支出.csv");
    let lines: Vec<&str> = table.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(lines[0], "key,label,科目,预算（万元）,决算（万元）,quote");
    assert_eq!(
        lines[2],
        "教育 / 设备,设备,设备,300.0,295.1,设备 | 300.0 | 295.1"
    );
    let places = read(&folder, "page/places.json");
    let places: serde_json::Value = serde_json::from_str(&places).expect("JSON");
    assert_eq!(places["document"], "page.html");
    let spot = &places["tables"]["支出.csv"]["E3"];
    assert_eq!(
        (&spot["table"], &spot["row"]),
        (&2.into(), &3.into()),
        "{spot}"
    );
    let facts = read(&folder, "page/report.toml");
    assert_eq!(
        facts,
        "title = \"Requests handled in 2023\"\nperiod = \"2023\"\nsource = \"source.txt\"\n"
    );
    let config = read(&folder, "page/reportcheck.toml");
    assert!(
        config.contains("\"预算（万元）\" = { unit = \"万元\" }"),
        "{config}"
    );
}

#[test]
fn what_was_changed_by_hand_is_kept_and_told() {
    let folder = Folder::new();
    folder.file("t.csv", MESSY);
    assert_eq!(folder.run(&["init", "t.csv"]).status, 0);
    let first = read(&folder, "t/places.json");
    // Again: nothing is said to be changed, and nothing is.
    let ran = folder.run(&["init", "t.csv"]);
    assert!(ran.status == 0 && !ran.out.contains("kept"), "{ran:?}");
    assert_eq!(read(&folder, "t/places.json"), first);
    let config = read(&folder, "t/reportcheck.toml") + "# mine\n";
    folder.file("t/reportcheck.toml", &config);
    folder.file("t.csv", MESSY.replace("110", "111"));
    let ran = folder.run(&["init", "t.csv"]);
    assert!(
        ran.out
            .contains("kept reportcheck.toml, which was changed by hand"),
        "{ran:?}"
    );
    assert_eq!(read(&folder, "t/reportcheck.toml"), config);
    assert!(read(&folder, "t/t.csv").contains("Schools,100,111,10%"));
    // A table that was corrected stays so, whatever the document says by now.
    let table = read(&folder, "t/t.csv").replace("181", "170");
    folder.file("t/t.csv", &table);
    folder.file("t.csv", MESSY.replace("110", "112"));
    let ran = folder.run(&["init", "t.csv", "--lang", "zh"]);
    assert!(
        ran.out
            .contains("保留了手工改动过的 t.csv；文档内容已与上次不同"),
        "{ran:?}"
    );
    assert_eq!(read(&folder, "t/t.csv"), table);
    assert_eq!(folder.run(&["init", "t.csv", "--force"]).status, 0);
    assert!(read(&folder, "t/t.csv").contains("Schools,100,112,10%"));
    // A folder of something else is left alone.
    folder.file("u.csv", MESSY);
    folder.file("u/notes.md", "mine\n");
    for args in [&["init", "u.csv"][..], &["init", "u.csv", "--into", "t"]] {
        let ran = folder.run(args);
        assert!(
            ran.status == 2 && ran.err.contains("nothing was written"),
            "{ran:?}"
        );
    }
    assert_eq!(
        std::fs::read_dir(folder.path().join("u"))
            .expect("a folder")
            .count(),
        1
    );
}

#[test]
fn a_folder_of_documents_becomes_a_folder_each() {
    let folder = Folder::new();
    folder.file("in/a.html", PAGE);
    folder.file("in/a.docx", requests());
    folder.file("in/b.docx", b"PK\x03\x04 word/ cut off");
    folder.file("in/c.docx", requests());
    let ran = folder.run(&["init", "in", "--stdout"]);
    assert!(ran.out.contains("==> in/data/c/c.csv <=="), "{ran:?}");
    assert!(!folder.path().join("in/data").exists());
    for _ in 0..2 {
        // What cannot be read is told, and keeps nothing else from being written.
        let ran = folder.run(&["init", "in"]);
        assert!(ran.status == 2 && ran.err.contains("b.docx"), "{ran:?}");
        assert_eq!(read(&folder, "in/data/c/report.toml").lines().count(), 3);
        assert!(!folder.path().join("in/data/b").exists());
    }
    // The folders stand for their documents from now on.
    let ran = folder.run(&["validate", "in", "--allow-unchecked"]);
    assert!(ran.status != 2 && !ran.out.contains("docx:"), "{ran:?}");
    let ran = folder.run(&["init", "in/c.docx", "--into", "2023"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(!read(&folder, "2023/report.toml").contains("period"));
}

#[test]
fn tables_in_text_with_titles_are_documents_and_plain_ones_are_a_report() {
    let folder = Folder::new();
    folder.file("in/a.csv", MESSY);
    folder.file("in/b.docx", requests());
    assert_eq!(folder.run(&["init", "in"]).status, 0);
    assert!(read(&folder, "in/data/a/a.csv").starts_with("key,Planned,Made,Change,quote"));
    assert!(folder.path().join("in/data/b/b.csv").exists());
    folder.file("plain/t.csv", "key,value\na,1\n");
    assert_eq!(folder.run(&["init", "plain"]).status, 0);
    assert!(folder.path().join("plain/reportcheck.toml").exists());
    assert!(!folder.path().join("plain/data").exists());
}

#[test]
fn a_hostile_name_of_a_table_stays_in_the_folder() {
    let names = [
        "../x",
        "a/b",
        "CON",
        "..",
        "x\u{202E}vsc",
        &"long".repeat(50),
    ];
    let table = |name: &&str| {
        format!(
            "<table><caption>{name}</caption><tr><th>k</th><th>a</th><th>b</th></tr>\
            <tr><td>x</td><td>1</td><td>2</td></tr><tr><td>y</td><td>3</td><td>4</td></tr></table>"
        )
    };
    let tables: String = names.iter().map(table).collect();
    let folder = Folder::new();
    folder.file("in/p.html", format!("<html><body>{tables}</body></html>"));
    let ran = folder.run(&["init", "in/p.html"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let list = |path: &str| {
        let entries = std::fs::read_dir(folder.path().join(path)).expect("a folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        };
        let mut names: Vec<String> = entries.map(name).collect();
        names.sort();
        names
    };
    assert_eq!(list("in"), ["p", "p.html"]);
    let tables: Vec<String> = list("in/p")
        .into_iter()
        .filter(|name| name.ends_with(".csv"))
        .collect();
    assert_eq!(tables.len(), names.len(), "{tables:?}");
    assert!(tables.contains(&"CON_.csv".to_owned()) && tables.contains(&"a_b.csv".to_owned()));
    assert!(
        tables
            .iter()
            .all(|name| name.len() < 80 && !name.contains('\u{202E}'))
    );
    let ran = folder.run(&["validate", "in/p", "--allow-unchecked"]);
    assert_ne!(ran.status, 2, "{ran:?}");
}
