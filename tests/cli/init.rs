//! `init`: what it writes and where, and what it leaves alone.

use crate::support::folder::Folder;

#[test]
fn a_file_that_is_there_is_never_touched() {
    let folder = Folder::new();
    folder.file("2016/t.csv", "key,value\na,1\n");
    assert_eq!(folder.run(&["init", "2016"]).status, 0);
    let file = folder.path().join("2016/reportcheck.toml");
    std::fs::write(&file, "# mine\n").expect("written");
    assert_eq!(folder.run(&["init", "2016"]).status, 2);
    assert_eq!(folder.run(&["init"]).status, 2);
    assert_eq!(folder.run(&["init", "2016", "--stdout"]).status, 0);
    assert_eq!(std::fs::read_to_string(&file).expect("read"), "# mine\n");
}

#[test]
fn what_cannot_be_read_writes_nothing() {
    let folder = Folder::new();
    folder.file("2016/u.csv", "key,value\n\"a,1\n");
    assert_eq!(folder.run(&["init", "2016"]).status, 2);
    assert!(!folder.path().join("2016/reportcheck.toml").exists());
}

#[test]
fn one_table_that_cannot_be_read_does_not_stop_the_others() {
    let folder = Folder::new();
    folder.file("2016/t.csv", "key,value\na,1\n");
    folder.file("2016/u.csv", "key,value\n\"a,1\n");
    let ran = folder.run(&["init", "2016"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("u.csv"), "{ran:?}");
    let written = folder.path().join("2016/reportcheck.toml");
    let written = std::fs::read_to_string(written).expect("a configuration");
    assert!(written.contains("[sections.t]") && !written.contains("[sections.u]"));
}

#[test]
fn tables_in_another_encoding_are_read_again_without_saying_so() {
    let folder = Folder::new();
    let table = b"key,\xca\xfd\xc1\xbf\n\xba\xcf\xbc\xc6,12\n";
    folder.file("2016/t.csv", table);
    assert_eq!(folder.run(&["init", "2016"]).status, 2);
    assert_eq!(
        folder
            .run(&["init", "2016", "--encoding", "gb18030"])
            .status,
        0
    );
    let ran = folder.run(&["validate", "2016", "--allow-unchecked"]);
    assert_eq!(ran.status, 0, "{ran:?}");
}

/// The page's tables give the page's configuration.
#[test]
fn the_example_of_the_page_is_right() {
    let page = std::fs::read_to_string("docs/init.md").expect("a page");
    let folder = Folder::new();
    for block in page.split("```csv ").skip(1) {
        let (name, rest) = block.split_once('\n').expect("a name");
        let (table, _) = rest.split_once("```").expect("an end");
        folder.file(name, table);
    }
    let shown = page.split("```toml\n").nth(1).expect("a configuration");
    let (shown, _) = shown.split_once("```").expect("an end");
    assert_eq!(folder.run(&["init", "data", "--stdout"]).out, shown);
}
