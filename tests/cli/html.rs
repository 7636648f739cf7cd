//! The page for a browser as the program writes it: `tests/snapshots/html`
//! shows a small one in both languages.

use crate::run::Ran;
use crate::support::folder::Folder;
use crate::support::page::sound;
use crate::support::snapshot::snapshot;
use std::path::Path;

#[test]
fn a_small_page_in_both_languages() {
    let folder = Folder::new();
    folder.file(
        "reportcheck.toml",
        "[sections.t]\ntitle = { en = \"Requests\", zh = \"申请\" }\n\n\
         [sections.t.labels]\ntotal = { en = \"Requests received\" }\n\n\
         [[sections.t.rules]]\nname = \"t-sum\"\ncheck = \"total = online + paper\"\n\
         why = { en = \"There is no third way.\", zh = \"没有第三种方式。\" }\n\n\
         [[sections.t.rules]]\nname = \"t-back\"\ncheck = \"total >= prior.total\"\n",
    );
    let table =
        "key,label,value,unit\ntotal,收到申请,12,件\nonline,网上 <b>,7,件\npaper,书面,4,件\n";
    folder.file("2016/t.csv", table);
    let args = ["validate", "2016", "--format", "html"];
    for (lang, ran) in [("en", folder.run(&args)), ("zh", folder.run_zh(&args))] {
        assert_eq!((ran.status, ran.err.as_str()), (1, ""));
        sound(&ran.out);
        let (head, rest) = ran.out.split_once("<style>").expect("a style");
        let (_, rest) = rest.split_once("</style>").expect("its end");
        let shown = format!("{head}<style/>{rest}");
        snapshot("html", &format!("small.{lang}"), &shown);
    }
}

#[test]
fn what_was_handed_in_and_is_not_obeyed_stands_on_the_page() {
    let folder = Folder::new();
    folder.file(
        "reportcheck.toml",
        "[[sections.t.rules]]\nname = \"all\"\ncheck = \"all = day + night\"\n",
    );
    folder.file("in/acme/report.toml", "rounding = \"any\"\n");
    folder.file("in/acme/t.csv", "key,value\nall,约90\nday,60\nnight,\n");
    let args = ["validate", "in/acme", "--format", "html"];
    let own = ["not-obeyed", "unchecked-rule", "hedged-figure"];
    let page = folder.run(&args).out;
    assert!(own.iter().all(|code| !page.contains(code)), "{page}");
    let args = [&args[..], &["--untrusted"]].concat();
    for (ran, words) in [
        (folder.run(&args), "is not obeyed"),
        (folder.run_zh(&args), "不予采用"),
    ] {
        assert_eq!(ran.status, 1, "{ran:?}");
        sound(&ran.out);
        assert!(own.iter().all(|code| ran.out.contains(code)), "{ran:?}");
        assert!(ran.out.contains(words), "{ran:?}");
    }
}

#[test]
fn what_the_documentation_says_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string("docs/html.md").expect("the page's own page");
    let args = ["validate", "data/2016", "--format", "html", "--lang", "en"];
    let mut command = Folder::new().command(&args);
    let shown = command.current_dir(root).output().expect("the binary runs");
    let shown = Ran::of(shown).out;
    let mut links = 0;
    for link in text.split("`#").skip(1) {
        let (name, _) = link.split_once('`').expect("its end");
        assert!(shown.contains(&format!("id=\"{name}\"")), "{name}");
        links += 1;
    }
    assert_eq!(links, 2);
    let folder = Folder::new();
    let mut command = folder.command(&["validate", "--quiet", "--output", "html=report.html"]);
    let report = root.join("examples/errors/2024");
    let ran = Ran::of(command.arg(report).output().expect("the binary runs"));
    assert_eq!(
        (ran.status, ran.out.as_str(), ran.err.as_str()),
        (1, "", "")
    );
    let written = std::fs::read_to_string(folder.path().join("report.html"));
    sound(&written.expect("the page"));
}

#[test]
fn what_is_waived_is_shown_as_such() {
    let folder = Folder::new();
    folder.file("2024/t.csv", "key,value\nclosed,130\nreceived,120\n");
    let rule = "[[sections.t.rules]]\nname = \"closed\"\ncheck = \"closed <= received\"\n";
    folder.file("reportcheck.toml", format!("[sections.t]\n{rule}"));
    folder.file(
        "2024/report.toml",
        "[[waivers]]\nrule = \"closed\"\ncell = \"t.closed\"\nprint = \"130\"\n\
         with = { received = \"120\" }\nreason = \"closed <in> bulk\"\n",
    );
    let ran = folder.run(&["validate", "2024", "--format", "html"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let text = sound(&ran.out);
    assert!(text.contains("All that was found is waived"));
    assert!(text.contains("closed <in> bulk"));
    for part in [
        "<article id=\"f-closed-t-closed\" class=\"finding waived\">",
        "id=\"c-t-closed\" class=\"figure hit waived\">",
        "id=\"c-t-received\" class=\"figure part waived\">",
        "<a href=\"#f-closed-t-closed\" class=\"tie waived\">",
    ] {
        assert!(ran.out.contains(part), "{part}\n{}", ran.out);
    }
}

/// The declarations of the first rule of a style sheet with this selector.
fn declared<'a>(style: &'a str, selector: &str) -> &'a str {
    let rule = style.split_once(&format!("{selector} {{"));
    let (_, rest) = rule.unwrap_or_else(|| panic!("no rule for {selector}"));
    rest.split_once('}').expect("the end of a rule").0
}

/// What a browser would show at the width of a telephone, as far as the rules
/// of the style sheet tell.
#[test]
fn on_a_narrow_screen_no_figure_is_cut_and_no_word_broken() {
    let folder = Folder::new();
    folder.file(
        "reportcheck.toml",
        "[[sections.t.rules]]\nname = \"all\"\ncheck = \"all = day + night\"\n\
         [[sections.g.rules]]\nname = \"row\"\ncheck = \"c = a + b\"\n",
    );
    folder.file("2016/t.csv", "key,value\nall,312\nday,130\nnight,131\n");
    folder.file("2016/g.csv", "key,a,b,c\nx,1,2,3\ny,1,2,4\n");
    let page = folder.run(&["validate", "2016", "--format", "html"]).out;
    let (_, rest) = page.split_once("<style>").expect("a style");
    let (style, page) = rest.split_once("</style>").expect("its end");
    assert!(declared(style, "td.figure").contains("white-space: nowrap"));
    assert!(declared(style, ".scroll").contains("overflow-x: auto"));
    assert!(!style.contains("text-overflow"), "no figure ends in dots");
    assert!(!style.contains("break-all"), "no word is broken by letters");
    // Only what is meant for no eye is clipped.
    let clipped = style
        .lines()
        .filter(|line| line.contains("overflow: hidden"));
    assert!(clipped.into_iter().all(|line| line.starts_with(".unseen")));
    // What is wider than the screen scrolls, or its rows become cards.
    let (_, narrow) = style
        .split_once("@media (max-width: 40rem)")
        .expect("narrow");
    assert!(declared(narrow, ".cells, .cells tbody, .coverage, .coverage tbody").contains("block"));
    assert!(declared(narrow, ".figures tr, .matrix tr").contains("display: block"));
    let tables: Vec<usize> = page.match_indices("<table").map(|(at, _)| at).collect();
    assert!(tables.len() > 3, "{page}");
    for at in tables {
        let (before, table) = page.split_at(at);
        let tag = table.split('>').next().unwrap_or_default();
        let within = before.rsplit('<').find(|tag| !tag.starts_with('/'));
        let scrolls = within.is_some_and(|tag| tag.contains("class=\"scroll\""));
        assert!(
            scrolls || tag.contains("class=\"cells\""),
            "{tag} in {within:?}"
        );
    }
}
