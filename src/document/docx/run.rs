//! What stands in a run beside its text: breaks, symbols of fonts that have
//! their own, and the beginnings and ends of fields.

use super::super::xml::Tag;

/// A break or a sign in a run, as it is printed.
pub(super) fn sign(tag: &Tag<'_>) -> Option<&'static str> {
    match tag.name() {
        "tab" | "ptab" => Some(" "),
        "br" | "cr" => Some("\n"),
        "noBreakHyphen" => Some("-"),
        _ => None,
    }
}

/// A symbol of a font as a character that is one without it.
pub(super) fn symbol(tag: &Tag<'_>) -> Option<char> {
    let code = tag.get("char")?;
    let code = u32::from_str_radix(code.trim(), 16).ok()?;
    let font = tag.get("font").unwrap_or_default().to_lowercase();
    // Fonts of symbols stand in the private area, byte by byte.
    let byte = match code {
        0xF000..=0xF0FF => code - 0xF000,
        0..=0xFF => code,
        other => return char::from_u32(other),
    };
    let wingdings = match byte {
        0x6F | 0x71 | 0x72 | 0xA8 | 0xA3 => Some('□'),
        0xFE | 0x52 | 0x53 => Some('☑'),
        0xFD | 0x54 | 0x51 => Some('☒'),
        0xFC | 0x50 => Some('✓'),
        0xFB | 0x4F => Some('✗'),
        0x6C => Some('●'),
        0x6E => Some('■'),
        0x75 => Some('◆'),
        0xD8 => Some('➢'),
        _ => None,
    };
    if font.contains("wingdings") {
        return wingdings;
    }
    match byte {
        0x2D => Some('−'),
        0x20..=0x40 | 0x5B | 0x5D | 0x7B..=0x7D => char::from_u32(byte),
        0xA3 => Some('≤'),
        0xB0 => Some('°'),
        0xB1 => Some('±'),
        0xB3 => Some('≥'),
        0xB4 => Some('×'),
        0xB7 => Some('•'),
        0xB8 => Some('÷'),
        0xB9 => Some('≠'),
        0xBB => Some('≈'),
        0x6D => Some('μ'),
        0x53 | 0xE5 => Some('∑'),
        _ => None,
    }
}

/// Whether what stands in fields is their code.
#[derive(Debug, Default)]
pub(super) struct Codes(Vec<bool>);

impl Codes {
    /// Goes past the beginning, the middle or the end of a field.
    pub(super) fn pass(&mut self, tag: &Tag<'_>) {
        match tag.get("fldCharType").as_deref() {
            Some("begin") => self.0.push(true),
            Some("separate") => {
                if let Some(last) = self.0.last_mut() {
                    *last = false;
                }
            }
            Some("end") => drop(self.0.pop()),
            _ => {}
        }
    }

    /// Whether what stands here is the code of a field.
    pub(super) fn are_open(&self) -> bool {
        self.0.contains(&true)
    }
}
