//! Characters that steer a terminal or a reader instead of being read, and a
//! report that is full of them.

use super::folder::Folder;

/// Characters that nothing may print raw: they end lines, move the cursor,
/// turn the direction of writing, or cannot be seen.
pub(crate) const STEERING: [char; 27] = [
    '\u{1b}',
    '\u{7}',
    '\u{7f}',
    '\u{85}',
    '\u{9b}',
    '\u{61c}',
    '\u{200b}',
    '\u{200e}',
    '\u{200f}',
    '\u{2028}',
    '\u{2029}',
    '\u{202a}',
    '\u{202b}',
    '\u{202c}',
    '\u{202d}',
    '\u{202e}',
    '\u{2060}',
    '\u{2066}',
    '\u{2067}',
    '\u{2068}',
    '\u{2069}',
    '\u{feff}',
    '\u{fff9}',
    '\u{fffb}',
    '\u{fffe}',
    '\u{1ffff}',
    '\u{e0041}',
];

/// Whether a character may do more than be seen.
pub(crate) fn steers(c: char) -> bool {
    STEERING.contains(&c)
        || c.is_control()
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFD}' | '\u{E0000}'..='\u{E007F}')
        || u32::from(c) % 0x10000 >= 0xFFFE
}

/// What of a printed text steers; its line ends and, of CSV, the mark that it
/// begins with aside.
pub(crate) fn raw(text: &str) -> String {
    let text = text
        .strip_prefix('\u{FEFF}')
        .unwrap_or(text)
        .replace("\r\n", "\n");
    let steering = text
        .chars()
        .filter(|c| *c != '\n' && *c != '\u{FFFD}' && steers(*c));
    steering.collect()
}

/// A text as TOML writes it.
pub(crate) fn toml_text(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// A report whose names and cells hold such characters, in a key, a label, a heading, a unit, a quote, a print, a rule, a title, a reason.
pub(crate) fn steering(c: &str) -> Folder {
    let folder = Folder::new();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let with = |text: &str| format!("{text}{c}x");
    let (key, label, unit, quote) = (with("k"), with("l"), with("u"), with("q"));
    for record in [
        ["key", "label", "unit", "quote", "value", &with("v")],
        ["total", &label, "件", &quote, "10", "1"],
        ["a", &label, "件", &quote, "3", "2"],
        ["b", &label, &unit, &quote, "4", &with("5")],
        [&key, &label, &unit, &quote, "5", &with("6")],
        [&key, &label, &unit, &quote, &with("7"), ""],
    ] {
        writer.write_record(record).expect("a record");
    }
    let table = writer.into_inner().expect("a table");
    let (why, name) = (toml_text(&label), toml_text(&with("sum")));
    for year in ["2015", "2016"] {
        folder.file(&format!("{year}/t.csv"), &table);
    }
    folder
        .file("2016/source.txt", "10 3 4")
        .file("2016/report.toml", "source = \"source.txt\"\n")
        .file(
            "reportcheck.toml",
            format!(
                "[sections.t]\ntitle = {why}\n\n[sections.t.columns]\n{column} = {{ label = {why} }}\n\n\
                 [[sections.t.rules]]\nname = {name}\ncheck = \"total.value = a.value + b.value\"\nwhy = {why}\n\n\
                 [[sections.t.rules]]\nname = \"never\"\ncheck = \"value > value + 1\"\nwhy = {why}\n",
                column = toml_text(&with("v")),
            ),
        );
    folder
}
