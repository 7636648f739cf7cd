//! Number formats: how a workbook prints the number, the day or the text of a
//! cell. `0.8605` in `0%` is `86%`: the print, and not what is kept, is what was
//! published.

mod builtin;
mod code;
mod dates;
mod decimal;
mod general;
mod numbers;
mod numerals;

pub(super) use builtin::builtin;
pub(super) use decimal::Decimal;

use code::{Part, Section};

/// A number format.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NumberFormat {
    /// Its sections for numbers, at least one.
    sections: Vec<Section>,
    /// Its section for texts, where it has one.
    text: Option<Section>,
}

/// What a cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Its text.
    pub text: String,
    /// Whether that is a day or a time.
    pub is_date: bool,
}

impl Default for NumberFormat {
    fn default() -> NumberFormat {
        NumberFormat::of("General")
    }
}

impl NumberFormat {
    /// The format that a code asks for.
    pub(super) fn of(code: &str) -> NumberFormat {
        let mut sections = code::sections(code);
        let is_of_text = sections.last().is_some_and(Section::is_of_text);
        let text = match is_of_text || sections.len() == 4 {
            true => sections.pop(),
            false => None,
        };
        if sections.is_empty() {
            sections = code::sections("General");
        }
        NumberFormat { sections, text }
    }

    /// What it shows of a number; days count from 1904 where `from_1904`.
    pub(super) fn number(&self, number: &Decimal, from_1904: bool) -> Shown {
        let section = self.section(number);
        if section.is_date() {
            let text = dates::shown(section, number, from_1904);
            let is_date = text.is_some();
            let text = text.unwrap_or_else(|| general::general(number));
            return Shown { text, is_date };
        }
        let mut text = numbers::shown(section, &number.absolute());
        if number.negative && !number.is_zero() && self.shows_sign(section) {
            text.insert(0, '-');
        }
        Shown {
            text,
            is_date: false,
        }
    }

    /// What it shows of a text.
    pub(super) fn text(&self, text: &str) -> String {
        let Some(section) = &self.text else {
            return text.to_owned();
        };
        let shown = section.parts.iter().map(|part| match part {
            Part::Literal(literal) => literal,
            Part::Text => text,
            _ => "",
        });
        shown.collect()
    }

    /// The section for a number.
    fn section(&self, number: &Decimal) -> &Section {
        let [first, rest @ ..] = self.sections.as_slice() else {
            unreachable!("a format has at least one section");
        };
        if self
            .sections
            .iter()
            .any(|section| section.condition.is_some())
        {
            let met = |section: &&Section| match &section.condition {
                Some(condition) => condition.is_met(number),
                None => true,
            };
            // The last is for all that is left; a lone one for all.
            return self
                .sections
                .iter()
                .find(met)
                .or(rest.last())
                .unwrap_or(first);
        }
        match (number.is_zero(), number.negative, rest) {
            (true, _, [_, zero, ..]) => zero,
            (false, true, [below, ..]) => below,
            _ => first,
        }
    }

    /// Whether a minus is shown by itself in a section: not in one that is for
    /// numbers below zero only, which says in its own way what they are.
    fn shows_sign(&self, section: &Section) -> bool {
        let first = &self.sections[0];
        if let Some(condition) = &section.condition {
            let below = condition.holds[0] && !condition.holds[2];
            let only_below = below && condition.limit.is_zero();
            return !only_below;
        }
        if std::ptr::eq(first, section) {
            return true;
        }
        match &first.condition {
            None => !std::ptr::eq(&self.sections[1], section),
            Some(condition) => {
                let above = condition.holds[2] && !condition.holds[0];
                !(above && condition.limit.is_zero() && std::ptr::eq(&self.sections[1], section))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, NumberFormat, Shown};

    fn shown(number: &str, code: &str) -> Shown {
        NumberFormat::of(code).number(&Decimal::of(number).expect("made here"), false)
    }

    #[test]
    fn numbers_are_printed_as_their_format_says() {
        for (number, code, print) in [
            ("0.8605", "0%", "86%"),
            ("0.8605", "0.00%", "86.05%"),
            ("0.865", "0%", "87%"),
            ("0.01", "0.0%", "1.0%"),
            ("1234567", "#,##0", "1,234,567"),
            ("999", "#,##0", "999"),
            ("0", "#,##0", "0"),
            ("0", "#,###", ""),
            ("1234.5", "#,##0.00", "1,234.50"),
            ("1.005", "0.00", "1.01"),
            ("2.5", "0", "3"),
            ("-2.5", "0", "-3"),
            ("12", "0.0", "12.0"),
            ("5", "000", "005"),
            ("1234", "00000", "01234"),
            ("12345", "#,##0", "12,345"),
            ("12", "0,000", "0,012"),
            ("300", "0\"件\"", "300件"),
            ("300", "General\"件\"", "300件"),
            ("1234567", "0.0,", "1234.6"),
            ("1234567", "#,##0,", "1,235"),
            ("1234567890", "#,##0.0,,", "1,234.6"),
            ("12345", "0!.0,\"万\"", "1.2万"),
            ("56789", "0\\.0,", "5.7"),
            ("5", "0!", "5!"),
            (
                "1234",
                "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)",
                "  1,234 ",
            ),
            (
                "-1234",
                "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)",
                "  (1,234)",
            ),
            ("0", "_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", "  -   "),
            ("-1234", "#,##0;(#,##0)", "(1,234)"),
            ("-1234", "#,##0_);[Red](#,##0)", "(1,234)"),
            ("-5", "0;[Red]0", "5"),
            ("-5", "[Red]0", "-5"),
            ("0", "0;-0;\"nil\"", "nil"),
            ("0", "0;-0;;@", ""),
            ("3.5", "# ?/?", "3 1/2"),
            ("0.5", "# ?/?", " 1/2"),
            ("3", "# ?/?", "3"),
            ("0.3333333", "# ??/??", " 1/3"),
            ("3.5", "?/?", "7/2"),
            ("0.25", "# ?/8", " 2/8"),
            ("0.125", "# ??/100", " 13/100"),
            ("12345", "0.00E+00", "1.23E+04"),
            ("0.00012345", "0.0E-0", "1.2E-4"),
            ("123456", "##0.0E+0", "123.5E+3"),
            ("12345", "[$¥-804]#,##0.00", "¥12,345.00"),
            ("-5", "\"¥\"0", "-¥5"),
            ("5", "[$€-2] 0.00", "€ 5.00"),
            ("1500", "[>=1000]0.0,\"k\";0", "1.5k"),
            ("500", "[>=1000]0.0,\"k\";0", "500"),
            (
                "123456789",
                "[>=100000000]0.00,,\"M\";[>=10000]0,\"T\";0",
                "123.46M",
            ),
            (
                "20000",
                "[>=100000000]0.00,,\"M\";[>=10000]0,\"T\";0",
                "20T",
            ),
            ("-3", "[<0]\"down \"0;0", "down 3"),
            ("-3", "[>=0]0;\"minus \"0", "minus 3"),
            ("-3", "[>=10]0.0;0", "-3"),
            ("-2500000", "[<=-1000000]0.0,,\"M\";0", "-2.5M"),
            ("0.5", ".00", ".50"),
            ("5", "0.##", "5."),
            ("5.1", "0.0#", "5.1"),
            ("-0.3", "0", "-0"),
            ("1234", "@", "1234"),
            ("13812345678", "000-0000-0000", "138-1234-5678"),
            ("1234", "[DBNum1]General", "一千二百三十四"),
            ("1234", "[DBNum1][$-804]0", "一二三四"),
            ("105", "[DBNum2]General", "壹佰零伍"),
            (
                "39302178",
                "[DBNum2]General",
                "叁仟玖佰叁拾万贰仟壹佰柒拾捌",
            ),
            ("100002345", "[DBNum1]General", "一亿〇二千三百四十五"),
            ("100050", "[DBNum1]General", "十万〇五十"),
            ("0", "[DBNum1]General", "〇"),
            ("12", "[DBNum3]0", "１２"),
            ("5", "General", "5"),
            ("86", "0\\%", "86%"),
            ("0.0386", "0.0\"‰\"", "0.0‰"),
            ("123", "", ""),
            ("5", "\"n/a\"", "n/a"),
        ] {
            assert_eq!(shown(number, code).text, print, "{number} in {code}");
        }
    }

    #[test]
    fn a_number_without_a_format_takes_eleven_characters() {
        for (number, print) in [
            ("0.30000000000000004", "0.3"),
            ("0.123456789012", "0.123456789"),
            ("0.000123456789", "0.000123457"),
            ("1234.5678912", "1234.567891"),
            ("-1234.5678912", "-1234.567891"),
            ("12345678901", "12345678901"),
            ("123456789012", "1.23457E+11"),
            ("99999999999.9", "1E+11"),
            ("1E+20", "1E+20"),
            ("0.00001", "0.00001"),
            ("0.000012345678912", "1.23457E-05"),
            ("0.0000000001", "1E-10"),
            ("100", "100"),
            ("0.1", "0.1"),
            ("1E+100", "1E+100"),
            ("86.049999999999997", "86.05"),
        ] {
            assert_eq!(shown(number, "General").text, print, "{number}");
        }
    }

    #[test]
    fn days_and_times_are_printed_in_their_format() {
        for (number, code, print) in [
            ("42735", "yyyy/m/d", "2016/12/31"),
            ("42735", "yyyy\"年\"m\"月\"d\"日\"", "2016年12月31日"),
            ("42735", "mmm-yy", "Dec-16"),
            ("42735", "[$-804]mmm-yy", "12月-16"),
            ("42735", "[$-409]d-mmm-yy;@", "31-Dec-16"),
            (
                "42735",
                "dddd, mmmm dd, yyyy",
                "Saturday, December 31, 2016",
            ),
            ("42735", "aaaa", "星期六"),
            ("42735.5", "yyyy-mm-dd hh:mm:ss", "2016-12-31 12:00:00"),
            ("42735.75", "h:mm AM/PM", "6:00 PM"),
            ("42735.75", "上午/下午h\"时\"mm\"分\"", "下午6时00分"),
            ("0.0000115740740740741", "mm:ss.0", "00:01.0"),
            ("1.5", "[h]:mm", "36:00"),
            ("0.999999", "h:mm:ss", "0:00:00"),
            (
                "42735",
                "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"",
                "二〇一六年十二月三十一日",
            ),
            ("60", "yyyy/m/d", "1900/2/29"),
            ("61", "yyyy/m/d", "1900/3/1"),
            ("1", "yyyy/m/d", "1900/1/1"),
            ("42735", "ggge\"年\"m\"月\"d\"日\"", "平成28年12月31日"),
            ("42735", "e\"年\"", "2016年"),
        ] {
            let shown = shown(number, code);
            assert_eq!(
                (shown.text.as_str(), shown.is_date),
                (print, true),
                "{number} in {code}"
            );
        }
        let early =
            NumberFormat::of("yyyy/m/d").number(&Decimal::of("0").expect("made here"), true);
        assert_eq!(early.text, "1904/1/1");
        // What no day is counted by is shown as a number.
        assert!(!shown("-5", "yyyy/m/d").is_date);
        assert!(!shown("99999999", "yyyy/m/d").is_date);
    }

    #[test]
    fn texts_are_printed_as_their_section_says() {
        let text = |code: &str| NumberFormat::of(code).text("甲");
        assert_eq!(text("General"), "甲");
        assert_eq!(text("@"), "甲");
        assert_eq!(text("0;0;0;\"第\"@\"组\""), "第甲组");
        assert_eq!(text("0;0;0;"), "");
        assert_eq!(text("@\"市\""), "甲市");
    }
}
