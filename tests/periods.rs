//! Several periods side by side, and figures restated a period later.

mod common;
mod markdown;

#[test]
fn periods_are_set_side_by_side() {
    common::check_cases("periods");
}

/// The page's first picture is of a real run, and its configurations are read.
#[test]
fn the_page_shows_what_happens() {
    let config = markdown::blocks("docs/periods.md", "toml");
    for block in &config {
        let (_, errors) = reportcheck::rule::load(std::path::Path::new("docs"), block);
        assert!(errors.is_empty(), "{block}\n{errors:?}");
    }
    let folder = common::Folder::new();
    folder.file(
        "reportcheck.toml",
        format!("[sections.requests]\ntitle = \"Requests\"\n{}", config[0]),
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
