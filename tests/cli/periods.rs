//! Several periods side by side, and figures restated a period later.

use crate::support::folder::Folder;
use crate::support::markdown;
use std::collections::BTreeSet;

/// The page's first picture is of a real run.
#[test]
fn the_page_shows_what_happens() {
    let config = markdown::blocks("docs/periods.md", "toml");
    let restated = config.iter().find(|block| block.contains("restates"));
    let restated = restated.expect("a column that restates another");
    let folder = Folder::new();
    folder.file(
        "reportcheck.toml",
        format!("[sections.requests]\ntitle = \"Requests\"\n{restated}"),
    );
    for (year, rows) in [
        (
            "2013",
            "value\nreceived,Received,97\nrate,Closed in time,95%\nvisits,Visits,9.8万\nposts,Posts,100余\nopen,Still open,4\n",
        ),
        (
            "2015",
            "value\nreceived,Received,118\nrate,Closed in time,97.0%\nvisits,Visits,11.7万\nposts,Posts,200以上\nopen,Still open,0\n",
        ),
        (
            "2016",
            "value,last_year\nreceived,Received,130,120\nrate,Closed in time,96.4%,97.0%\nvisits,Visits,13.5万,11.7万\nposts,Posts,150,\nopen,Still open,3,0\n",
        ),
    ] {
        folder.file(&format!("{year}/requests.csv"), format!("key,label,{rows}"));
    }
    let pictures = markdown::blocks("docs/periods.md", "text");
    let mut runs = pictures.iter().filter(|block| block.starts_with("$ "));
    let picture = runs.next().expect("a picture of a run");
    let (command, shown) = picture.split_once('\n').expect("a command");
    let args: Vec<&str> = command.split_whitespace().skip(2).collect();
    let ran = folder.run(&args);
    assert_eq!(format!("{}{}", ran.err, ran.out), shown);
}

/// Each field of the JSON is on its page, and each field there occurs.
#[test]
fn the_page_lists_the_fields_of_the_json() {
    let folder = Folder::new();
    folder.file(
        "reportcheck.toml",
        "[sections.t.columns]\nvalue = {}\nlast = { restates = \"value\" }\n",
    );
    folder.file("2015/t.csv", "key,value,unit\na,10,件\nb,3,元\n");
    folder.file("2016/t.csv", "key,value,last,unit\na,12,11,件\nb,5,,人\n");
    let ran = folder.run(&[
        "table",
        "--section",
        "t",
        "--periods",
        "2014..2016",
        "--format",
        "json",
    ]);
    let document: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let mut written = BTreeSet::new();
    fields(&document, &mut written);
    let page = std::fs::read_to_string("docs/table-json.md").expect("the page");
    let (_, part) = page.split_once("## Several periods").expect("its part");
    let table = markdown::rows(part, &["Object", "Fields"]);
    // A word in brackets is a value, not a field.
    let bare = |cell: &str| -> String {
        let mut depth = 0;
        let keep = |c: &char| {
            depth += i32::from(*c == '(') - i32::from(*c == ')');
            depth == 0
        };
        cell.chars().filter(keep).collect()
    };
    let listed: BTreeSet<String> = table
        .iter()
        .flat_map(|row| {
            let cell = bare(&row[1]);
            let words = cell.split('`').skip(1).step_by(2);
            words.map(str::to_owned).collect::<Vec<_>>()
        })
        .chain(["low", "low_open", "high", "high_open", "whole"].map(str::to_owned))
        .collect();
    assert_eq!(listed, written);
}

fn fields(value: &serde_json::Value, to: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (name, value) in object {
                to.insert(name.clone());
                fields(value, to);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| fields(item, to)),
        _ => {}
    }
}
