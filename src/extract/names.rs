//! What the table of a section is called as a file, whatever the document calls
//! the section: on every system, and never outside its folder.

/// The longest name, in characters and in bytes, without its ending.
const CHARACTERS: usize = 60;
const BYTES: usize = 150;
/// Names that Windows keeps for devices, whatever stands behind a point.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
/// The same with a digit behind them.
const NUMBERED: [&str; 2] = ["com", "lpt"];

/// A section's name as that of a file, without its ending: letters, digits and
/// most signs as they are, all else as `_`.
pub(super) fn of_file(section: &str) -> String {
    let safe = |c: char| match c {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '`' => '_',
        c if c.is_control() || steers(c) => '_',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let mut name = String::new();
    for c in section.trim().chars().map(safe).take(CHARACTERS) {
        if name.len() + c.len_utf8() > BYTES {
            break;
        }
        name.push(c);
    }
    // What begins so is hidden, a lock, an option or a remark.
    let begins = |c: char| matches!(c, '.' | '~' | '-' | '#' | ' ');
    let ends = |c: char| matches!(c, '.' | ' ');
    let name = name.trim_start_matches(begins).trim_end_matches(ends);
    if name.is_empty() {
        return "table".to_owned();
    }
    match is_device(name) {
        true => format!("{name}_"),
        false => name.to_owned(),
    }
}

/// Whether a character changes how those around it are shown, or is none to be
/// seen.
fn steers(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFD}' | '\u{E0000}'..='\u{E01EF}')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_lowercase();
    let numbered = NUMBERED.iter().any(|device| {
        let digit = stem.strip_prefix(device).unwrap_or_default();
        let mut digits = digit.chars();
        digits.next().is_some_and(|c| "0123456789¹²³".contains(c)) && digits.next().is_none()
    });
    numbered || DEVICES.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder_on_every_system() {
        for (section, name) in [
            ("requests", "requests"),
            ("收入 支出", "收入 支出"),
            ("../x", "_x"),
            ("a/b", "a_b"),
            ("..\\..\\x", "_.._x"),
            ("/etc/passwd", "_etc_passwd"),
            ("C:\\x", "C__x"),
            ("CON", "CON_"),
            ("nul.tables", "nul.tables_"),
            ("Com1", "Com1_"),
            ("com10", "com10"),
            (".hidden", "hidden"),
            ("~$lock", "$lock"),
            ("-rf", "rf"),
            ("end. . ", "end"),
            ("a\u{202E}b\n", "a_b"),
            ("...", "table"),
            ("", "table"),
        ] {
            assert_eq!(of_file(section), name, "{section:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        assert_eq!(of_file(&"x".repeat(200)), "x".repeat(CHARACTERS));
        assert_eq!(of_file(&"表".repeat(200)), "表".repeat(BYTES / 3));
    }
}
