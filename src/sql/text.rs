//! Small pieces of SQL: truth values that are put together, and powers of ten.

/// What holds always.
pub(super) const TRUE: &str = "TRUE";
/// What never holds.
pub(super) const FALSE: &str = "FALSE";

/// That all of these hold.
pub(super) fn all(members: impl IntoIterator<Item = String>) -> String {
    joined(members, " AND ", TRUE, FALSE)
}

/// That one of these holds.
pub(super) fn any(members: impl IntoIterator<Item = String>) -> String {
    joined(members, " OR ", FALSE, TRUE)
}

fn joined(
    members: impl IntoIterator<Item = String>,
    by: &str,
    nothing: &str,
    settles: &str,
) -> String {
    let mut kept: Vec<String> = Vec::new();
    for member in members {
        if member == settles {
            return member;
        }
        if member != nothing && !kept.contains(&member) {
            kept.push(member);
        }
    }
    match kept.as_slice() {
        [] => nothing.to_owned(),
        [one] => one.clone(),
        _ => format!("({})", kept.join(by)),
    }
}

/// That something does not hold.
pub(super) fn not(condition: &str) -> String {
    match condition {
        TRUE => FALSE.to_owned(),
        FALSE => TRUE.to_owned(),
        other => format!("NOT {other}"),
    }
}

/// One of two, by a condition.
pub(super) fn either(condition: &str, then: &str, otherwise: &str) -> String {
    match condition {
        TRUE => then.to_owned(),
        FALSE => otherwise.to_owned(),
        _ if then == otherwise => then.to_owned(),
        _ => format!("CASE WHEN {condition} THEN {then} ELSE {otherwise} END"),
    }
}

/// `10^exp` as a whole number; none where it is a fraction.
pub(super) fn power(exp: i32) -> Option<String> {
    let zeros = usize::try_from(exp).ok()?;
    Some(format!("1{}", "0".repeat(zeros)))
}

/// Which of several columns a row has, by a number: `CASE x WHEN 0 THEN …`.
pub(super) fn by_number(number: &str, values: impl IntoIterator<Item = String>) -> String {
    let cases: Vec<String> = values
        .into_iter()
        .enumerate()
        .map(|(at, value)| format!("WHEN {at} THEN {value}"))
        .collect();
    format!("CASE {number} {} END", cases.join(" "))
}

/// A text in a comment, which a line break would end.
pub(super) fn one_line(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(plain).collect()
}
