//! Random prints made wrong by one slip are found again, and whatever is read
//! as a figure has sound candidates.

use std::collections::HashSet;

use crate::inside::support::often::often;
use proptest::prelude::*;

use super::tests::of;
use super::*;
use crate::figure::{Decimals, UnitBook};

/// Checks what holds of the candidates of any print; how many there are.
fn sound(print: &str, context: &Context<'_>) -> Result<usize, TestCaseError> {
    let Some((figure, found)) = of(print, context) else {
        return Ok(0);
    };
    let mut prints = HashSet::new();
    for candidate in &found {
        let meant = &candidate.figure.print;
        prop_assert!(*meant != figure.print && candidate.odds > 0);
        let cut = candidate.kind == SlipKind::Cut;
        prop_assert!(prints.insert((meant.clone(), cut)), "`{}` twice", meant);
        prop_assert!(
            candidate.figure.nominal != figure.nominal,
            "`{}` is the same",
            meant
        );
        let again = read(meant, context);
        prop_assert_eq!(again, Reading::Figure(Box::new(candidate.figure.clone())));
    }
    prop_assert!(found.len() < MAX_CANDIDATES, "{} candidates", found.len());
    prop_assert_eq!(&candidates(&figure, context), &found);
    Ok(found.len())
}

/// One slip of every kind made by hand in a plain print; those that are no
/// other print are empty.
fn wrong(number: &str, at: usize, digit: char) -> Vec<String> {
    let digits: Vec<char> = number.chars().collect();
    let at = at % digits.len();
    let edit = |change: &dyn Fn(&mut Vec<char>)| {
        let mut digits = digits.clone();
        change(&mut digits);
        digits.into_iter().collect::<String>()
    };
    let is_digit = digits[at] != '.';
    let next_is_digit = digits.get(at + 1).is_some_and(|next| *next != '.');
    let mut prints = vec![
        edit(&|digits| digits.insert(at, digit)),
        format!("{number}{digit}"),
    ];
    if is_digit {
        prints.push(edit(&|digits| digits[at] = digit));
        prints.push(edit(&|digits| {
            digits.remove(at);
        }));
        prints.push(edit(&|digits| digits.insert(at, digits[at])));
    }
    if is_digit && next_is_digit {
        prints.push(edit(&|digits| digits.swap(at, at + 1)));
    }
    match number.split_once('.') {
        None => prints.extend(["0", "00", "000", "0000"].map(|zeros| format!("{number}{zeros}"))),
        Some((whole, fraction)) => {
            prints.push(format!("{whole}{fraction}"));
            let (left, right) = (whole.split_at(whole.len() - 1), fraction.split_at(1));
            prints.push(format!("{}.{}{fraction}", left.0, left.1));
            prints.push(format!("{whole}{}.{}", right.0, right.1));
        }
    }
    prints
}

/// A number as it is normally printed, with as many digits as a figure has.
fn number() -> impl Strategy<Value = String> {
    let fraction = prop_oneof![Just(String::new()), "\\.[0-9]{1,3}"];
    ("0|[1-9][0-9]{0,6}", fraction).prop_map(|(whole, fraction)| whole + &fraction)
}

/// A number printed with thousands separators, the plain one given.
fn grouped(number: &str, separator: &str) -> String {
    let (whole, fraction) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text + fraction
}

/// Signs, hedges, multipliers and units around a number.
const AROUND: &[(&str, &str)] = &[
    ("", ""),
    ("-", ""),
    ("(", ")"),
    ("约", "万元"),
    ("", "%"),
    ("－", "％"),
    ("", "万多"),
    ("", " million"),
    ("超过 ", "亿[2]"),
    ("", " 公里*"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(often(100)))]

    #[test]
    fn a_print_made_wrong_by_one_slip_is_found(
        number in number(), at in 0_usize..12, digit in "[0-9]", around in 0..AROUND.len(),
    ) {
        let units = UnitBook::default();
        let context = Context::of_unit(&units, None);
        let (before, after) = AROUND[around];
        let print = |number: &str| format!("{before}{number}{after}");
        let meant = print(&number);
        let (right, _) = of(&meant, &context).expect("a figure");
        let digit = digit.chars().next().expect("a digit");
        for wrong in wrong(&number, at, digit) {
            let Some((figure, found)) = of(&print(&wrong), &context) else { continue };
            let zeros = wrong.len() > 1 && wrong.starts_with('0') && !wrong.starts_with("0.");
            if figure.nominal == right.nominal || zeros || wrong.starts_with('.') {
                continue;
            }
            let prints: Vec<&str> = found.iter().map(|found| found.figure.print.as_str()).collect();
            prop_assert!(prints.contains(&meant.as_str()), "{} of {}: {:?}", wrong, meant, prints);
        }
    }

    #[test]
    fn a_cut_print_is_found(number in "[1-9][0-9]{0,5}", places in 0_usize..4, around in 0..6_usize) {
        let units = UnitBook::default();
        let context = Context::of_unit(&units, None);
        let (before, after) = [("", "%"), ("-", "‰"), ("（", " km）"), ("", "万"), ("", "亿元[1]"), ("+", "%")][around];
        let print = |number: u64| {
            let digits = format!("{number:0>width$}", width = places + 1);
            let (whole, fraction) = digits.split_at(digits.len() - places);
            let point = if places > 0 { "." } else { "" };
            format!("{before}{whole}{point}{fraction}{after}")
        };
        let number: u64 = number.parse().expect("a number");
        // A sign is lost with what is cut to zero.
        prop_assume!(number > 1 || before.is_empty() || before == "+");
        let (_, found) = of(&print(number - 1), &context).expect("a figure");
        let cut: Vec<&Candidate> = found.iter().filter(|found| found.kind == SlipKind::Cut).collect();
        prop_assert_eq!(cut.len(), 1);
        prop_assert_eq!(&cut[0].figure.print, &print(number));
    }

    #[test]
    fn separators_stay_where_they_belong(
        number in "[1-9][0-9]{3,8}(\\.[0-9]{1,2})?", separator in "[,， ’]",
    ) {
        let units = UnitBook::default();
        let context = Context::of_unit(&units, None);
        let (_, found) = of(&grouped(&number, &separator), &context).expect("a figure");
        for candidate in found {
            let print = candidate.figure.print;
            let (sign, digits) = print.split_at(usize::from(print.starts_with('-')));
            let end = digits.find(|c| "千万百亿".contains(c)).unwrap_or(digits.len());
            let end = end.min(digits.find(" thou").unwrap_or(end));
            let end = end.min(digits.find("illion").map_or(end, |at| at - 2));
            let plain = digits[..end].replace(separator.as_str(), "");
            prop_assert_eq!(
                format!("{sign}{}{}", grouped(&plain, &separator), &digits[end..]),
                print
            );
        }
    }

    #[test]
    fn there_is_a_bound_to_the_candidates(
        print in "[1-9][0-9]{10,15}(\\.[0-9]{1,5})?", decimals in -3..4_i32, odd: bool,
    ) {
        let units = UnitBook::default();
        let decimals = odd.then_some(Decimals::Places(decimals));
        let context = Context { decimals, ..Context::of_unit(&units, None) };
        let count = sound(&print, &context)?;
        let digits = print.len() - usize::from(print.contains('.'));
        prop_assert_eq!(count == 0, digits > spelling::MAX_DIGITS);
    }
}

proptest! {
    // Each case reads thousands of prints.
    #![proptest_config(ProptestConfig::with_cases(often(12)))]

    #[test]
    fn every_slip_is_its_own_mirror(number in number(), around in 0..AROUND.len(), wide: bool) {
        let units = UnitBook::default();
        let context = Context::of_unit(&units, None);
        let (before, after) = AROUND[around];
        let number = if wide {
            number.chars().map(|c| spelling::alike('０', c)).collect()
        } else {
            number
        };
        let meant = format!("{before}{number}{after}");
        let (right, found) = of(&meant, &context).expect("a figure");
        for wrong in found.iter().filter(|found| found.kind != SlipKind::Cut) {
            let back = candidates(&wrong.figure, &context);
            // Where a sign was removed or a space went with it, it may be another print.
            let there = back.iter().any(|back| back.figure.nominal == right.nominal);
            prop_assert!(there, "{:?} of {} is not found", wrong.figure.print, meant);
        }
    }

    #[test]
    fn another_sign_or_multiplier_is_found(number in number()) {
        let units = UnitBook::default();
        let context = Context::of_unit(&units, None);
        let families: [&[&str]; 6] = [
            &["N%", "N‰"],
            &["-N%", "N%"],
            &["N元", "N千元", "N万元", "N百万元", "N亿元"],
            &["约N多", "约N多万", "约N多亿"],
            &["N km", "N thousand km", "N million km", "N billion km"],
            &["N", "-N"],
        ];
        for (wrong, right) in families.iter().flat_map(|family| {
            family.iter().flat_map(move |wrong| family.iter().map(move |right| (wrong, right)))
        }) {
            let (wrong, right) = (wrong.replace('N', &number), right.replace('N', &number));
            let (Some((printed, found)), Some((meant, _))) = (of(&wrong, &context), of(&right, &context)) else {
                continue;
            };
            let there = found.iter().any(|found| found.figure.print == right);
            prop_assert_eq!(there, printed.nominal != meant.nominal, "{} for {}", wrong, right);
        }
    }
}

proptest! {
    // Most are no figures.
    #![proptest_config(ProptestConfig::with_cases(often(2000)))]

    #[test]
    fn candidates_of_any_print_are_sound(
        print in "[-−+(（约近超<]{0,2}[0-9０-９.．,，' ]{1,9}[0-9万亿千百十多余%‰％.，,件元人)） m2]{0,5}(\\[1\\]|注1|\\*)?",
        unit in "(|件|元|万元|%|people|km2)",
    ) {
        let units = UnitBook::default();
        let unit = units.read(&unit);
        sound(&print, &Context::of_unit(&units, unit.as_ref()))?;
    }

    #[test]
    fn candidates_of_any_soup_are_sound(print in "[-−0-9０５.．,，万亿千百十%‰()（）一二零多约件 ]{1,12}") {
        let units = UnitBook::default();
        sound(&print, &Context::of_unit(&units, None))?;
    }
}
