//! Which encoding older than UTF-8 some bytes may be in: no more than a hint,
//! by what they would say in each.

use encoding_rs::{BIG5, EUC_KR, Encoding, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

/// The label of an encoding that bytes may be in; none where nothing speaks
/// for any.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static str> {
    let kana = |c: char| matches!(c, '\u{3041}'..='\u{30FF}');
    let hangul = |c: char| matches!(c, '\u{AC00}'..='\u{D7A3}');
    let chinese = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let cyrillic = |c: char| matches!(c, '\u{0410}'..='\u{044F}' | 'ё' | 'Ё');
    let latin = |c: char| matches!(c, '\u{00C0}'..='\u{00FF}') && !matches!(c, '×' | '÷');
    // A letter within a word, or a sign of print or money by itself.
    let words = of(WINDOWS_1252, bytes).is_some_and(|text| {
        let chars: Vec<char> = text.chars().collect();
        let near = |at: usize| chars.get(at).is_some_and(char::is_ascii_alphabetic);
        let mut high = chars.iter().enumerate().filter(|(_, c)| !c.is_ascii());
        let sign = |c: char| "£€°±²³µ½¼¾§©®«»“”‘’–—…•‰ \u{a0}".contains(c);
        let fits = |(at, c): (usize, &char)| {
            let inside = near(at + 1) || at.checked_sub(1).is_some_and(near);
            // A word by itself, as in French and Italian.
            let word = "àÀèéÉòóìíùúáÁ".contains(*c);
            sign(*c) || latin(*c) && (inside || word)
        };
        high.all(fits)
    });
    let found = [
        (words, "windows-1252"),
        (
            mostly(SHIFT_JIS, bytes, kana, |c| kana(c) || chinese(c)),
            "shift_jis",
        ),
        (mostly(EUC_KR, bytes, hangul, hangul), "euc-kr"),
        (
            mostly(WINDOWS_1251, bytes, cyrillic, cyrillic),
            "windows-1251",
        ),
        (mostly(BIG5, bytes, chinese, chinese), "big5"),
    ];
    let mut found = found.into_iter().filter(|(fits, _)| *fits);
    found.next().map(|(_, label)| label)
}

/// The bytes as text, where all of them are. A last character may be cut.
fn of(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let cut = bytes.len().saturating_sub(1);
    let mut ends = [bytes, &bytes[..cut]].into_iter();
    let text =
        ends.find_map(|bytes| encoding.decode_without_bom_handling_and_without_replacement(bytes))?;
    Some(text.into_owned())
}

/// Whether bytes are text in an encoding that has some of its own letters, and
/// few others that are not ASCII.
fn mostly(
    encoding: &'static Encoding,
    bytes: &[u8],
    some: impl Fn(char) -> bool,
    own: impl Fn(char) -> bool,
) -> bool {
    of(encoding, bytes).is_some_and(|text| {
        let high = || text.chars().filter(|c| !c.is_ascii());
        high().any(some)
            && high().count() > 1
            && 10 * high().filter(|c| own(*c)).count() >= 8 * high().count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bytes_may_be_is_told_by_what_they_say() {
        for (text, encoding, label) in [
            ("München,5\nKöln,6", WINDOWS_1252, "windows-1252"),
            ("price “net” – £5", WINDOWS_1252, "windows-1252"),
            ("Pêche à Orléans", WINDOWS_1252, "windows-1252"),
            ("名稱,數量\n臺北市,五\n新北市,六", BIG5, "big5"),
            ("キー,値\n東京,1\n大阪,2", SHIFT_JIS, "shift_jis"),
            ("이름,값\n서울,1", EUC_KR, "euc-kr"),
            ("Москва,1\nТверь,2", WINDOWS_1251, "windows-1251"),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(guess(&bytes), Some(label), "{text}");
        }
        assert_eq!(guess(b"1,2\xff,3"), None);
    }
}
