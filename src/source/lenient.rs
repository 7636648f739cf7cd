//! The text of a page whose encoding is said by the page itself, wrongly now and
//! then, or by nothing: what is no character becomes U+FFFD.

use encoding_rs::{Encoding, GB18030, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

use super::legacy;
use super::text::looks_like_gb18030;

/// How many bytes say what encoding a text is in.
const SAMPLE: usize = 64 << 10;

/// Bytes as text: by their byte order mark, else as what they plainly are, else
/// in the encoding that they are said to be in.
pub(crate) fn decoded<'b>(bytes: &'b [u8], said: Option<&str>) -> Cow<'b, str> {
    let said = said.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = match Encoding::for_bom(bytes) {
        Some((marked, _)) => marked,
        None => settled(bytes, said),
    };
    encoding.decode(bytes).0
}

fn settled(bytes: &[u8], said: Option<&'static Encoding>) -> &'static Encoding {
    match *bytes {
        [a, 0, b, 0, ..] if a > 0 && b > 0 => return UTF_16LE,
        [0, a, 0, b, ..] if a > 0 && b > 0 => return UTF_16BE,
        _ => {}
    }
    let start = match str::from_utf8(bytes) {
        Ok(_) if said == Some(ISO_2022_JP) => return ISO_2022_JP,
        Ok(_) => return UTF_8,
        Err(error) => error.valid_up_to(),
    };
    let end = bytes.len().min(start + SAMPLE);
    let sample = &bytes[start..end];
    match said {
        // Their names are used for the larger set that has both.
        Some(said) if ["GBK", "gb18030"].contains(&said.name()) => GB18030,
        Some(said) if ![UTF_8, UTF_16LE, UTF_16BE].contains(&said) => said,
        said => {
            if looks_like_gb18030(sample) {
                return GB18030;
            }
            let guess = legacy::guess(sample);
            let guess = guess.and_then(|label| Encoding::for_label(label.as_bytes()));
            // One broken byte in a page of UTF-8 makes it no other.
            match said.is_some() {
                true => UTF_8,
                false => guess.unwrap_or(WINDOWS_1252),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_the_encoding_that_it_is_in() {
        let chinese = "<p>收到申请 12 件，办结 11 件</p>";
        let gb = GB18030.encode(chinese).0;
        for said in [
            None,
            Some("gb2312"),
            Some("utf-8"),
            Some("gbk"),
            Some("x-unknown"),
        ] {
            assert_eq!(decoded(&gb, said), chinese, "{said:?}");
            assert_eq!(decoded(chinese.as_bytes(), said), chinese, "{said:?}");
        }
        let western = WINDOWS_1252.encode("<p>Zürich £5</p>").0;
        assert_eq!(decoded(&western, None), "<p>Zürich £5</p>");
        assert_eq!(decoded(&western, Some("iso-8859-1")), "<p>Zürich £5</p>");
        assert_eq!(decoded(b"\xEF\xBB\xBFa", Some("gbk")), "a");
        assert_eq!(decoded(b"\xFF\xFEa\0", None), "a");
        assert_eq!(decoded("中文a\u{e9}b".as_bytes(), Some("utf-8")), "中文aéb");
        assert_eq!(
            decoded(b"\xE4\xB8\xAD\xE6\x96\x87 86% \xFF", Some("utf-8")),
            "中文 86% \u{FFFD}"
        );
    }
}
