//! Numbers before labels, and how deep they say that these are.

/// How deep the number before a label is: 一、 is 1, （一） 2, `1.` 3, `1.1` 4,
/// （1） 6, ① 7.
pub(super) fn depth_of_number(label: &str) -> Option<u32> {
    let chinese = |c: char| "一二三四五六七八九十".contains(c);
    let digit = |c: char| c.is_ascii_digit();
    let label = label.trim_start();
    if let Some(inner) = label.strip_prefix(['（', '(']) {
        let rest = inner.trim_start_matches(chinese);
        let of_chinese = rest.len() < inner.len();
        let rest = if of_chinese {
            rest
        } else {
            inner.trim_start_matches(digit)
        };
        let closed = rest.len() < inner.len() && rest.starts_with(['）', ')']);
        return closed.then_some(if of_chinese { 2 } else { 6 });
    }
    if label.starts_with(|c: char| ('①'..='⑳').contains(&c)) {
        return Some(7);
    }
    let rest = label.trim_start_matches(chinese);
    if rest.len() < label.len() {
        return rest.starts_with(['、', '.', '．']).then_some(1);
    }
    let number = label.trim_start_matches(|c: char| digit(c) || c == '.' || c == '．');
    let written = &label[..label.len() - number.len()];
    let (bare, closed) = match written.strip_suffix(['.', '．']) {
        Some(bare) => (bare, true),
        None => (written, number.starts_with('、')),
    };
    let dots = bare.chars().filter(|c| !digit(*c)).count();
    let dots = u32::try_from(dots).ok()?;
    let begins = bare.starts_with(digit) && bare.len() < 12;
    match dots {
        0 => (begins && closed).then_some(3),
        1..=2 if begins && number.starts_with([' ', '\u{3000}', '、']) => Some(3 + dots),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::depth_of_number;

    #[test]
    fn numbers_before_labels_say_how_deep_they_are() {
        for (label, depth) in [
            ("一、本年新收", Some(1)),
            ("（一）予以公开", Some(2)),
            ("(二)部分公开", Some(2)),
            ("1.属于国家秘密", Some(3)),
            ("2、其他", Some(3)),
            ("1.1 Wages", Some(4)),
            ("1.1.2 Wages", Some(5)),
            ("（1）甲", Some(6)),
            ("①乙", Some(7)),
            ("一般公共预算", None),
            ("2016", None),
            ("3.5%", None),
            ("Total", None),
        ] {
            assert_eq!(depth_of_number(label), depth, "{label}");
        }
    }
}
