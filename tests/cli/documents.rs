//! Documents as they were published, checked as they are: the same tables in
//! every kind are read the same, formulas are rules, findings point into the
//! document, and what cannot be read is told.

use crate::support::folder::Folder;
use crate::support::snapshot::snapshot;
use serde_json::Value;
use std::io::Write;
use zip::write::SimpleFileOptions;

/// The kinds in which the same two tables are kept (`tests/documents/same`).
const KINDS: [&str; 6] = ["html", "docx", "odt", "pdf", "xlsx", "ods"];

/// A folder with the same document in every kind.
fn every_kind() -> Folder {
    let folder = Folder::new();
    for kind in KINDS {
        let name = format!("disclosure.{kind}");
        let file = format!("{}/tests/documents/same/{name}", env!("CARGO_MANIFEST_DIR"));
        folder.file(&name, std::fs::read(file).expect("a fixture"));
    }
    folder
}

/// The rows of all tables that are shown of a file, cell by cell; a workbook
/// that was made of a page shows its numbers without commas.
fn rows(folder: &Folder, file: &str) -> Vec<Vec<Vec<String>>> {
    let shown = folder.run(&["table", file, "--format", "json"]).out;
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    let print = |cell: &Value| cell["print"].as_str().unwrap_or_default().replace(',', "");
    let row = |row: &Value| -> Vec<String> {
        let cells = row["cells"].as_array().expect("cells");
        cells.iter().map(print).collect()
    };
    let tables = shown["tables"].as_array().expect("tables");
    tables
        .iter()
        .map(|table| {
            table["rows"]
                .as_array()
                .expect("rows")
                .iter()
                .map(row)
                .collect()
        })
        .collect()
}

#[test]
fn the_same_tables_are_read_the_same_from_every_kind() {
    let folder = every_kind();
    let page = rows(&folder, "disclosure.html");
    assert_eq!(page.iter().map(Vec::len).collect::<Vec<_>>(), [6, 3]);
    assert_eq!(page[0][4], ["无法提供", "1072", "8", "2", "1082"]);
    assert_eq!(page[1][1], ["项目支出", "96.00", "-0.40"]);
    for kind in KINDS {
        let same = rows(&folder, &format!("disclosure.{kind}"));
        // A workbook that was made of a page has no places that say nothing.
        let plain = |table: &Vec<Vec<String>>| -> Vec<Vec<String>> {
            let cut = |cell: &String| match cell.strip_suffix('0') {
                Some(cut) if cell.contains('.') => cut.trim_end_matches(['0', '.']).to_owned(),
                _ => cell.clone(),
            };
            table
                .iter()
                .map(|row| row.iter().map(cut).collect())
                .collect()
        };
        let (same, page): (Vec<_>, Vec<_>) = (
            same.iter().map(plain).collect(),
            page.iter().map(plain).collect(),
        );
        assert_eq!(same, page, "{kind}");
    }
}

#[test]
fn a_finding_points_into_the_document() {
    let folder = every_kind();
    let mut told = String::new();
    for lang in ["en", "zh"] {
        for kind in KINDS {
            let file = format!("disclosure.{kind}");
            let run = folder.run(&[
                "validate",
                &file,
                "--section",
                "table1",
                "--check",
                "自然人 <= 1000",
                "--lang",
                lang,
            ]);
            assert_eq!(run.status, 1, "{file}: {}{}", run.out, run.err);
            told += &format!("$ validate {file} --lang {lang}\n{}\n", run.out);
        }
    }
    snapshot("documents", "findings", &told);
}

#[test]
fn programs_get_the_place_in_the_document() {
    let folder = every_kind();
    let of = |kind: &str, format: &str| {
        let file = format!("disclosure.{kind}");
        let check = ["--section", "table1", "--check", "自然人 <= 1000"];
        let arguments = [&["validate", &file, "--format", format][..], &check].concat();
        folder.run(&arguments).out
    };
    let spot = |kind: &str| -> Value {
        let json: Value = serde_json::from_str(&of(kind, "json")).expect("JSON");
        let findings = json["reports"][0]["findings"].as_array().expect("a list");
        let mut bounds = findings
            .iter()
            .filter(|found| found["code"] == "bound-violated");
        bounds.next().expect("the finding")["cell"]["spot"].clone()
    };
    assert_eq!(spot("xlsx")["kind"], "sheet");
    assert_eq!(spot("docx")["kind"], "table");
    assert_eq!(spot("pdf")["kind"], "page");
    assert_eq!(spot("pdf")["area"].as_array().map(Vec::len), Some(4));
    let sarif: Value = serde_json::from_str(&of("pdf", "sarif")).expect("SARIF");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let mut bounds = results
        .iter()
        .filter(|found| found["ruleId"] == "bound-violated");
    let location = &bounds.next().expect("the result")["locations"][0];
    assert!(location["physicalLocation"].get("region").is_none());
    let name = &location["logicalLocations"][1]["fullyQualifiedName"];
    let name = name.as_str().expect("an address");
    assert!(name.contains("disclosure.pdf: page"), "{name}");
    assert!(of("docx", "html").contains("1,072"));
}

/// A workbook of one sheet, its rows as XML.
fn workbook(rows: &str) -> Vec<u8> {
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        (
            "xl/workbook.xml",
            format!(
                "{head}<workbook {main} xmlns:r=\"{office}\"><sheets>\
                 <sheet name=\"Budget\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "{head}<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" \
                 Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("{head}<worksheet {main}><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        let begun = to.start_file(name, SimpleFileOptions::default());
        begun.expect("a part begun");
        to.write_all(text.as_bytes()).expect("a part written");
    }
    to.finish().expect("a whole file").into_inner()
}

/// A row of a sheet: a name, then numbers or `formula|value`.
fn sheet_row(number: usize, cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .enumerate()
        .map(|(at, cell)| {
            let address = format!("{}{number}", char::from(b'A' + at as u8));
            match cell.split_once('|') {
                Some((formula, value)) => {
                    format!("<c r=\"{address}\"><f>{formula}</f><v>{value}</v></c>")
                }
                None if cell.parse::<u32>().is_ok() => {
                    format!("<c r=\"{address}\"><v>{cell}</v></c>")
                }
                None => format!("<c r=\"{address}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            }
        })
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

#[test]
fn what_the_author_of_a_workbook_computed_is_checked() {
    let folder = Folder::new();
    let rows = [
        sheet_row(1, &["Budget of the council"]),
        sheet_row(3, &["Item", "Planned", "Made", "Left"]),
        sheet_row(4, &["Schools", "110", "100", "B4-C4|10"]),
        sheet_row(5, &["Roads", "60", "50", "B5-C5|10"]),
        sheet_row(
            6,
            &[
                "Total",
                "SUM(B4:B5)|170",
                "SUM(C4:C5)|155",
                "VLOOKUP(1,A1:B2,2)|20",
            ],
        ),
    ];
    folder.file("budget.xlsx", workbook(&rows.concat()));
    let mut told = String::new();
    for lang in ["en", "zh"] {
        let run = folder.run(&["validate", "budget.xlsx", "--lang", lang]);
        assert_eq!(run.status, 1);
        told += &format!("{}\n", run.out);
        told += &folder.run(&["table", "budget.xlsx", "--lang", lang]).out;
    }
    snapshot("documents", "formulas", &told);
}

#[test]
fn documents_of_a_folder_are_reports_by_themselves() {
    let folder = Folder::new();
    let page = |total: u32| {
        format!(
            "<h2>Requests</h2><table><tr><th>Office</th><th>Received</th><th>Closed</th></tr>\
             <tr><td>North</td><td>12</td><td>9</td></tr><tr><td>South</td><td>8</td><td>8</td></tr>\
             <tr><td>Total</td><td>20</td><td>{total}</td></tr></table>"
        )
    };
    folder.file("in/a.html", page(17));
    folder.file("in/b.html", page(18));
    // Sections are found by the title that stands above a table.
    folder.file(
        "reportcheck.toml",
        "[sections.requests]\ntitle = { en = \"Requests\" }\n\n\
         [[sections.requests.rules]]\nname = \"total\"\ncheck = \"Total.Closed = North.Closed + South.Closed\"\n",
    );
    let good = folder.run(&["validate", "in", "--format", "concise"]);
    folder.file("in/c.docx", b"PK\x03\x04 word/ cut off");
    let broken = folder.run(&["validate", "in", "--format", "concise"]);
    assert_eq!((good.status, broken.status), (1, 2));
    snapshot(
        "documents",
        "folder",
        &format!("{}\n{}{}", good.out, broken.out, broken.err),
    );
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let folder = every_kind();
    let whole = |kind: &str| {
        let file = format!(
            "{}/tests/documents/same/disclosure.{kind}",
            env!("CARGO_MANIFEST_DIR")
        );
        std::fs::read(file).expect("a fixture")
    };
    for kind in KINDS {
        let cut = whole(kind);
        folder.file(&format!("cut.{kind}"), &cut[..cut.len() / 2]);
    }
    folder.file("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more");
    folder.file("note.rtf", b"{\\rtf1 a text}");
    folder.file(
        "prose.txt",
        "共收到申请 300 件，网上办事大厅的窗口当天受理。\n办结的都按时告知了申请人。\n",
    );
    let mut told = String::new();
    for file in [
        "cut.docx",
        "cut.xlsx",
        "cut.pdf",
        "old.doc",
        "note.rtf",
        "prose.txt",
    ] {
        for lang in ["en", "zh"] {
            let run = folder.run(&["validate", file, "--lang", lang]);
            assert_eq!(run.status, 2, "{file}: {}", run.out);
            told += &format!("$ validate {file} --lang {lang}\n{}{}", run.out, run.err);
        }
    }
    snapshot("documents", "unreadable", &told);
}

#[test]
fn a_document_is_not_changed() {
    let folder = Folder::new();
    let text = "Visits to parks,,\nPark,Adults,All\nNorth,20,30\nSouth,5,15\nTotal,25,54\n";
    folder.file("parks.csv", text);
    folder.file(
        "reportcheck.toml",
        "[[rules]]\nname = \"sum\"\ncheck = \"parks.Total.All = parks.North.All + parks.South.All\"\n\
         [[rules]]\nname = \"floor\"\ncheck = \"parks.North.All = 30 and parks.South.All = 15\"\n",
    );
    for arguments in [&["fix", "parks.csv"][..], &["fix", "parks.csv", "--write"]] {
        let ran = folder.run(arguments);
        let told = format!("{}{}", ran.out, ran.err);
        assert!(
            told.contains("change it there (parks.Total.All 54 → 45)"),
            "{told}"
        );
        let kept = std::fs::read_to_string(folder.path().join("parks.csv"));
        assert_eq!(kept.expect("the table"), text);
    }
}

#[test]
fn a_title_above_a_long_table_is_one() {
    let folder = Folder::new();
    let mut text = String::from("Register of visits\nplace,adults,children,total\n");
    for row in 0..80_000 {
        text += &format!("p{row},{},{},{}\n", row % 97, row % 31, row % 97 + row % 31);
    }
    assert!(text.len() > 1 << 20);
    folder.file("long.csv", &text);
    let check = ["--check", "total = adults + children"];
    let ran = folder.run(&[&["validate", "long.csv"][..], &check].concat());
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.out.contains("80000 checks: 80000 consistent"),
        "{}",
        ran.out
    );
}
