//! The page in a real browser: it opens without a complaint, its links lead to
//! their cells, no cell becomes markup, it fits a phone and prints. Runs where
//! `REPORTCHECK_CHROMIUM` names a Chromium; nothing else needs one.
#![allow(clippy::expect_used, clippy::float_arithmetic)]

use crate::support::folder::Folder;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Cells that would be markup or script if they were not told as text.
const HOSTILE: [&str; 9] = [
    "<script>parent.ran=1</script>",
    "<img src=x onerror=parent.ran=1>",
    "\"><svg onload=parent.ran=1>",
    "javascript:parent.ran=1",
    "</style><script>parent.ran=1</script>",
    "&lt;b&gt; &amp; &#39;",
    "--><iframe src=javascript:parent.ran=1>",
    "{{ran}} ${ran}",
    "'; ran=1; //",
];

/// The browser to test with, if there is one.
fn browser() -> Option<PathBuf> {
    let browser = std::env::var_os("REPORTCHECK_CHROMIUM").map(PathBuf::from);
    if browser.is_none() {
        eprintln!("skipped: REPORTCHECK_CHROMIUM does not name a Chromium");
    }
    browser
}

fn run(browser: &Path, args: &[&str]) -> Output {
    let profile = tempfile::tempdir().expect("a folder for the browser");
    let profile = format!("--user-data-dir={}", profile.path().display());
    Command::new(browser)
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args(["--disable-dev-shm-usage", "--disable-background-networking"])
        .args([profile.as_str(), "--hide-scrollbars"])
        .args(args)
        .output()
        .expect("the browser runs")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What the browser sees on a page, in frames of a phone's and a desk's width.
fn look(browser: &Path, page: &Path, dark: bool) -> [Value; 2] {
    let harness = root().join("tests/html/look.html");
    let address = format!("file://{}#file://{}", harness.display(), page.display());
    let scheme = format!("--blink-settings=preferredColorScheme={}", u8::from(!dark));
    let ran = run(
        browser,
        &[
            "--allow-file-access-from-files",
            "--enable-logging=stderr",
            "--virtual-time-budget=20000",
            "--window-size=1700,1000",
            "--dump-dom",
            &scheme,
            &address,
        ],
    );
    let (out, err) = (
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr),
    );
    let complaints: Vec<&str> = err
        .lines()
        .filter(|line| line.contains("CONSOLE"))
        .collect();
    assert!(complaints.is_empty(), "{page:?}: {complaints:#?}");
    let between = out
        .split_once("&lt;&lt;&lt;")
        .and_then(|(_, rest)| rest.split_once("&gt;&gt;&gt;"));
    let (seen, _) = between.unwrap_or_else(|| panic!("no answer for {page:?}: {out}\n{err}"));
    let seen: Value = serde_json::from_slice(&base64(seen)).expect("what was seen");
    assert!(seen["error"].is_null(), "{}", seen["error"]);
    let frames = seen["frames"].as_array().expect("frames").clone();
    frames.try_into().expect("two frames")
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes().filter(|digit| *digit != b'=') {
        let value = DIGITS
            .iter()
            .position(|known| *known == digit)
            .expect("a digit");
        bits = bits << 6 | u32::try_from(value).expect("six bits");
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).expect("a byte"));
        }
    }
    bytes
}

/// Writes the page of some reports.
fn write(page: &Path, lang: &str, reports: &[&Path]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reportcheck"));
    command.current_dir(root()).arg("validate").args(reports);
    command.args(["--lang", lang, "--quiet", "--output"]);
    let ran = command
        .arg(format!("html={}", page.display()))
        .output()
        .expect("the binary runs");
    assert!(page.is_file(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// What must hold of every page.
fn is_sound(frame: &Value, what: &str) {
    for list in [
        "repeated", "broken", "wrong", "oneWay", "faint", "foreign", "skipped", "clashing", "cut",
        "split",
    ] {
        let found = frame[list].as_array().expect("a list");
        assert!(found.is_empty(), "{what}, {list}: {found:#?}");
    }
    assert_eq!(frame["ran"], false, "{what}: a script ran");
    assert!(frame["styles"].as_u64() > Some(50), "{what}: no style");
    let (scroll, client) = (frame["scroll"].as_u64(), frame["client"].as_u64());
    assert!(
        scroll <= client,
        "{what}: {scroll:?} of {client:?} at {}",
        frame["width"]
    );
    assert!(frame["links"].as_u64() > Some(5), "{what}: hardly a link");
}

#[test]
fn pages_are_sound_in_a_browser() {
    let Some(browser) = browser() else { return };
    let folder = root().join("target/html");
    std::fs::create_dir_all(&folder).expect("a folder for pages");
    let data = Path::new("data/2016");
    let errors = Path::new("examples/errors");
    let clean = Path::new("examples/clean");
    for (name, lang, reports) in [
        ("data", "en", vec![data]),
        ("data.zh", "zh", vec![data]),
        ("errors", "en", vec![Path::new("examples/errors/2024")]),
        ("many", "en", vec![data, errors, clean]),
    ] {
        let page = folder.join(format!("{name}.html"));
        write(&page, lang, &reports);
        let mut backgrounds = Vec::new();
        for dark in [false, true] {
            for frame in look(&browser, &page, dark) {
                is_sound(&frame, name);
                let code = if lang == "zh" { "zh-CN" } else { "en" };
                assert_eq!(frame["lang"], code, "{name}");
                assert!(frame["drawings"].as_u64() > Some(0), "{name}: no drawing");
                backgrounds.push(frame["background"].to_string());
            }
        }
        assert_eq!(backgrounds[0], backgrounds[1]);
        assert_ne!(backgrounds[0], backgrounds[2], "{name}: dark is light");
        let picture = format!(
            "--screenshot={}",
            folder.join(format!("{name}.png")).display()
        );
        let address = format!("file://{}", page.display());
        run(&browser, &["--window-size=1280,3200", &picture, &address]);
    }
}

/// Writes the picture that the README shows, in a window of its size:
/// `REPORTCHECK_CHROMIUM=chromium cargo test --test cli picture -- --ignored`.
#[test]
#[ignore = "writes docs/images/report.png"]
fn the_picture_of_the_page() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("report.html");
    write(&page, "en", &[Path::new("data/2016")]);
    let picture = root().join("docs/images/report.png");
    let to = format!("--screenshot={}", picture.display());
    let address = format!("file://{}", page.display());
    run(&browser, &["--window-size=1000,770", &to, &address]);
    let bytes = std::fs::read(&picture).expect("a picture");
    assert!(bytes.len() > 30_000, "{} bytes", bytes.len());
}

#[test]
fn cells_stay_text_in_a_browser() {
    let Some(browser) = browser() else { return };
    let folder = Folder::new();
    let mut table = "key,label,value,note\n".to_owned();
    for (number, cell) in HOSTILE.iter().enumerate() {
        let quoted = format!("\"{}\"", cell.replace('"', "\"\""));
        table.push_str(&format!(
            "{quoted},{quoted},{quoted},{quoted}\nk{number},{quoted},1,\n"
        ));
    }
    folder.file("r/2016/t.csv", &table);
    folder.file("r/2016/<img src=x onerror=parent.ran=1>.csv", &table);
    folder.file(
        "r/reportcheck.toml",
        "[sections.t]\ntitle = \"<script>parent.ran=1</script>\"\n\n[[sections.t.rules]]\n\
         name = \"a\\\"><script>parent.ran=1</script>\"\ncheck = \"k0 = k1 + k2\"\n\
         why = \"</dd><script>parent.ran=1</script>\"\n",
    );
    folder.file(
        "r/2016/report.toml",
        "title = \"</title><script>parent.ran=1</script>\"\n",
    );
    let page = folder.path().join("page.html");
    write(&page, "en", &[&folder.path().join("r/2016")]);
    for frame in look(&browser, &page, false) {
        is_sound(&frame, "hostile cells");
        let cells = frame["cells"].as_array().expect("cells");
        for cell in HOSTILE {
            let shown = cells.iter().filter(|shown| *shown == cell).count();
            assert!(shown >= 8, "{cell} is shown {shown} times");
        }
    }
}

#[test]
fn a_page_prints() {
    let Some(browser) = browser() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let (page, printed) = (folder.path().join("p.html"), folder.path().join("p.pdf"));
    write(&page, "en", &[Path::new("data/2016")]);
    let to = format!("--print-to-pdf={}", printed.display());
    run(&browser, &[&to, &format!("file://{}", page.display())]);
    let bytes = std::fs::read(&printed).expect("a printed page");
    let text = String::from_utf8_lossy(&bytes);
    let pages = text.matches("/Type /Page\n").count();
    assert!(pages >= 4, "{pages} pages");
    assert!(bytes.len() > 30_000, "{} bytes", bytes.len());
}
