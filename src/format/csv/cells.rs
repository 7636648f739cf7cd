//! CSV that people open in a spreadsheet: nothing in it is taken for a formula.

use crate::clean::with_lines;
use csv::{Terminator, WriterBuilder};

/// Words that no spreadsheet takes for a formula. Numbers go without.
pub(crate) fn words(text: &str) -> String {
    const BEGINS_FORMULA: &str = "=+-@\t\r\n＝＋－＠";
    let plain = with_lines(text);
    let begins = |text: &str| text.starts_with(|c| BEGINS_FORMULA.contains(c));
    if begins(text) || begins(plain.trim_start()) {
        return format!("'{plain}");
    }
    plain
}

/// A number as it is; one that a spreadsheet would take for a formula, such as
/// `+1.2 pp`, as words.
pub(crate) fn number(text: &str) -> String {
    let plain = with_lines(text);
    let digits = plain.trim_start_matches(['+', '-']);
    let signs = plain.len() - digits.len();
    let mut parts = digits.trim_end_matches('%').split('.');
    let is_digits = |part: &str| part.bytes().all(|c| c.is_ascii_digit() || c == b',');
    let alone = parts.all(is_digits) && digits.contains(|c: char| c.is_ascii_digit());
    match signs == 0 || (signs == 1 && alone) {
        true => plain,
        false => words(&plain),
    }
}

/// What a file begins with, so that Excel does not take Chinese for something
/// else.
pub(crate) const MARK: &str = "\u{FEFF}";

/// Records as CSV, each line ended by `\r\n` as RFC 4180 asks.
///
/// # Errors
/// What the writer says.
pub(crate) fn written(
    records: impl IntoIterator<Item = impl AsRef<[String]>>,
) -> Result<String, csv::Error> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for record in records {
        writer.write_record(record.as_ref())?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_numbers() {
        for (text, safe) in [
            ("+12", "+12"),
            ("-1,234.5%", "-1,234.5%"),
            ("+1.2 pp", "'+1.2 pp"),
            ("+5万", "'+5万"),
            ("+-1", "'+-1"),
            ("+", "'+"),
            ("≈+3", "≈+3"),
        ] {
            assert_eq!(number(text), safe, "{text:?}");
        }
    }

    #[test]
    fn formulas_become_text() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+86", "'+86"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "' x"),
            (" =1", "' =1"),
            ("＝1", "'＝1"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(words(text), safe, "{text:?}");
        }
    }
}
