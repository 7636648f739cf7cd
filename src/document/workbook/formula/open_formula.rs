//! Formulas of OpenDocument as people see them: `of:=SUM([.B2:.B5])` is
//! `SUM(B2:B5)`.

/// The formula as its author wrote it, in the notation of other workbooks.
pub(in crate::document) fn as_written(formula: &str) -> String {
    let formula = ["of:", "oooc:", "msoxl:"]
        .iter()
        .find_map(|prefix| formula.strip_prefix(prefix))
        .unwrap_or(formula);
    let formula = formula.strip_prefix('=').unwrap_or(formula);
    let mut text = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some(next) = rest.chars().next() {
        match next {
            '"' => {
                let end = rest[1..].find('"').map_or(rest.len(), |end| end + 2);
                text.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            '[' => {
                let end = closing(rest);
                text.push_str(&reference(&rest[1..end]));
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            ';' | '~' => {
                text.push(',');
                rest = &rest[1..];
            }
            _ => {
                text.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    text
}

/// Where a reference ends: a sheet's name between quotes may hold a bracket.
fn closing(text: &str) -> usize {
    let mut within = false;
    for (at, next) in text.char_indices() {
        match next {
            '\'' => within = !within,
            ']' if !within => return at,
            _ => {}
        }
    }
    text.len()
}

/// `$'2016 年'.B2:.B5` as `'2016 年'!B2:B5`; what stands in another file
/// as `[file]Sheet!B2`.
fn reference(inner: &str) -> String {
    let (file, inner) = match inner.starts_with('\'') {
        true => match inner.find("'#") {
            Some(end) => (Some(&inner[1..end]), &inner[end + 2..]),
            None => (None, inner),
        },
        false => (None, inner),
    };
    let (first, last) = parts(inner);
    let (sheet, cell) = split(first);
    let mut text = String::new();
    match (file, sheet) {
        (Some(file), sheet) => {
            let sheet = sheet.trim_matches('\'');
            text.push_str(&format!("'[{file}]{sheet}'!"));
        }
        (None, "") => {}
        (None, sheet) => {
            text.push_str(sheet);
            text.push('!');
        }
    }
    text.push_str(cell);
    if let Some(last) = last {
        text.push(':');
        text.push_str(split(last).1);
    }
    text
}

/// The two ends of a range.
fn parts(inner: &str) -> (&str, Option<&str>) {
    let mut within = false;
    for (at, next) in inner.char_indices() {
        match next {
            '\'' => within = !within,
            ':' if !within => return (&inner[..at], Some(&inner[at + 1..])),
            _ => {}
        }
    }
    (inner, None)
}

/// A sheet's name and a cell.
fn split(part: &str) -> (&str, &str) {
    match part.rfind('.') {
        Some(at) => (part[..at].trim_start_matches('$'), &part[at + 1..]),
        None => ("", part),
    }
}
