//! What would take a parser of pages very long: it compares the attributes of a
//! tag with one another, so that one with very many is told before.

/// How much comparing may be asked for in one page.
const MOST: u64 = 2_000_000_000;
/// How many bytes are looked at, by the length of a page: a tag may seem to
/// begin within another.
const LOOKS: usize = 40;

/// Whether a page has tags with more attributes than are read.
pub(super) fn tags(page: &str) -> bool {
    let bytes = page.as_bytes();
    let mut looks = bytes.len().saturating_mul(LOOKS).saturating_add(1 << 20);
    let mut work = 0_u64;
    for start in memchr::memchr_iter(b'<', bytes) {
        let opens = bytes
            .get(start + 1)
            .is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/');
        if !opens {
            continue;
        }
        let (attributes, length) = attributes(&bytes[start + 1..], looks);
        work = work.saturating_add(attributes.saturating_mul(attributes));
        match looks.checked_sub(length) {
            Some(left) if work <= MOST => looks = left,
            _ => return true,
        }
    }
    false
}

/// About how many attributes a tag has, and how long it is; no more than so many
/// bytes are looked at.
fn attributes(tag: &[u8], most: usize) -> (u64, usize) {
    let (mut count, mut quote, mut in_value, mut in_name) = (0_u64, None, false, false);
    for (at, byte) in tag.iter().take(most).enumerate() {
        if let Some(open) = quote {
            if *byte == open {
                (quote, in_value, in_name) = (None, false, false);
            }
            continue;
        }
        match byte {
            b'>' => return (count, at + 1),
            b'"' | b'\'' if in_value => quote = Some(*byte),
            b'=' if !in_value => in_value = true,
            b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'/' if !in_value || *byte != b'/' => {
                // White space before a value is none of it.
                in_name = false;
                in_value &= at > 0 && tag[at - 1] == b'=';
            }
            _ if !in_name => {
                in_name = true;
                count += 1;
            }
            _ => {}
        }
    }
    (count, tag.len().min(most) + usize::from(tag.len() > most))
}
