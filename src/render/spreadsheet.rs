//! CSV that people open in a spreadsheet: nothing in it is taken for a formula.

use super::table::visible::with_lines;
use csv::{Terminator, WriterBuilder};

/// Words that no spreadsheet takes for a formula. Numbers go without.
pub fn words(text: &str) -> String {
    const BEGINS_FORMULA: &str = "=+-@\t\r\n＝＋－＠";
    let plain = with_lines(text);
    let begins = |text: &str| text.starts_with(|c| BEGINS_FORMULA.contains(c));
    if begins(text) || begins(plain.trim_start()) {
        return format!("'{plain}");
    }
    plain
}

/// Records as CSV, each line ended by `\n`, or by `\r\n` as RFC 4180 asks.
///
/// # Errors
/// What the writer says.
pub fn written(
    records: impl IntoIterator<Item = impl AsRef<[String]>>,
    crlf: bool,
) -> Result<String, csv::Error> {
    let terminator = match crlf {
        true => Terminator::CRLF,
        false => Terminator::Any(b'\n'),
    };
    let mut writer = WriterBuilder::new()
        .terminator(terminator)
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
