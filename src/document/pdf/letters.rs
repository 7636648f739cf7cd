//! Letters as a PDF maps its shapes to them: forms that stand for the same sign
//! are written as that sign; full-width forms stay as printed.

use unicode_normalization::UnicodeNormalization;

/// Radicals that stand for a character of their own shape and that Unicode does
/// not map to it.
const RADICALS: &str = "⺁厂⺇几⺌小⺎兀⺏尣⺕彐⺛旡⺝月⺟母⺠民⺤爫⺩王⺫目⺬示⺮竹⺯糸⺱罒⺲罒⺳网⺶羊⺷羊\
⺸羊⺹耂⺻聿⺼月⺾艹⺿艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页\
⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻲亀";

/// The letters of a shape as they are written: radicals, compatibility
/// ideographs and Latin ligatures stand for other signs; a soft hyphen, and what
/// only joins or marks, is no sign.
pub(super) fn written(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
                match radical(letter) {
                    Some(stands_for) => out.push(stands_for),
                    None => out.extend(std::iter::once(letter).nfkc()),
                }
            }
            '\u{FB00}'..='\u{FB06}' => out.extend(std::iter::once(letter).nfkc()),
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\0' => {}
            _ => out.push(letter),
        }
    }
    out
}

/// What a radical stands for, where only the table knows.
fn radical(letter: char) -> Option<char> {
    let mut letters = RADICALS.chars();
    while let (Some(from), Some(to)) = (letters.next(), letters.next()) {
        if from == letter {
            return Some(to);
        }
    }
    None
}

/// Whether a letter is not known: the document does not say what its shape
/// stands for.
pub(super) fn is_unknown(letter: char) -> bool {
    matches!(letter, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
        || (letter.is_control() && !letter.is_whitespace())
}

/// Whether no space is printed between a letter and the next word: Chinese
/// characters, their punctuation and full-width forms.
pub(super) fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{303F}' | '\u{3041}'..='\u{33FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A digit or a sign as it is printed above the line.
pub(super) fn raised(letter: char) -> Option<char> {
    Some(match letter {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(letter as u32 - '4' as u32 + '⁴' as u32)?,
        '-' | '\u{2212}' => '⁻',
        '+' => '⁺',
        _ => return None,
    })
}

/// A digit as it is printed below the line.
pub(super) fn lowered(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => char::from_u32(letter as u32 - '0' as u32 + '₀' as u32),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_written_as_what_they_stand_for_and_full_width_stays() {
        assert_eq!(written("⼀⽹⻓⻔"), "一网长门");
        assert_eq!(written("\u{F9F4}\u{2F800}"), "林丽");
        assert_eq!(written("ﬁve ﬂoors"), "five floors");
        assert_eq!(written("１２．５％（合计）"), "１２．５％（合计）");
        assert_eq!(written("serv\u{AD}ices"), "services");
    }

    #[test]
    fn the_table_of_radicals_is_pairs() {
        assert_eq!(RADICALS.chars().count() % 2, 0);
        for (index, letter) in RADICALS.chars().enumerate() {
            let is_radical = ('\u{2E80}'..='\u{2EFF}').contains(&letter);
            assert_eq!(is_radical, index % 2 == 0, "{letter} at {index}");
        }
    }
}
