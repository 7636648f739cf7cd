//! Puts waivers into the text of a `report.toml` and takes them out again.
//! All else stays as it is, byte for byte: the new text is read again before
//! anyone sees it.

use super::facts::{Facts, load_facts};
use super::toml_text::{toml_key, toml_string};
use super::waiver::{WAIVERS, WaiverDraft};
use std::ops::Range;
use std::path::Path;

/// The waiver as it stands in a file.
pub(crate) fn waiver_block(draft: &WaiverDraft, line_end: &str) -> String {
    let subject = &draft.subject;
    let mut lines = vec![format!("[[{WAIVERS}]]")];
    lines.push(format!("rule = {}", toml_string(&subject.rule)));
    if let Some(cell) = &subject.cell {
        lines.push(format!("cell = {}", toml_string(cell)));
    }
    lines.push(format!("print = {}", toml_string(&subject.print)));
    if !subject.with.is_empty() {
        let with = subject.with.iter();
        let with = with.map(|(name, print)| format!("{} = {}", toml_key(name), toml_string(print)));
        let with: Vec<String> = with.collect();
        lines.push(format!("with = {{ {} }}", with.join(", ")));
    }
    if draft.times > 1 {
        lines.push(format!("times = {}", draft.times));
    }
    lines.push(format!("reason = {}", toml_string(&draft.reason)));
    if let Some(expires) = &draft.expires {
        lines.push(format!("expires = {expires}"));
    }
    lines.push(String::new());
    lines.join(line_end)
}

/// The text with the waivers of some numbers taken out and others added at
/// its end; `None` where that is not what the new text would say, as after
/// `waivers = [ … ]` on one line.
pub(crate) fn with_waivers(
    path: &Path,
    text: &str,
    out: &[usize],
    add: &[WaiverDraft],
) -> Option<String> {
    let (before, errors) = load_facts(path, text);
    if !errors.is_empty() {
        return None;
    }
    let mut spans: Vec<Range<usize>> = out
        .iter()
        .map(|&number| whole_lines(text, &before.waivers.get(number)?.span))
        .collect::<Option<_>>()?;
    spans.sort_by_key(|span| span.start);
    let mut new = text.to_owned();
    for span in spans.into_iter().rev() {
        // One that is no block of its own begins or ends within another.
        new.get(span.clone())?;
        new.replace_range(span, "");
    }
    let line_end = match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    };
    for draft in add {
        if !new.is_empty() && !new.ends_with('\n') {
            new.push_str(line_end);
        }
        if !new.is_empty() {
            new.push_str(line_end);
        }
        new.push_str(&waiver_block(draft, line_end));
    }
    let kept = before.waivers.iter().enumerate();
    let kept = kept.filter(|(number, _)| !out.contains(number));
    let expected: Vec<&WaiverDraft> = kept.map(|(_, waiver)| &waiver.says).chain(add).collect();
    says(path, &new, &before, &expected).then_some(new)
}

/// Whether a text says these waivers and, of all else, what it did.
fn says(path: &Path, text: &str, before: &Facts, expected: &[&WaiverDraft]) -> bool {
    let (after, errors) = load_facts(path, text);
    let found: Vec<&WaiverDraft> = after.waivers.iter().map(|waiver| &waiver.says).collect();
    let others = |facts: &Facts| {
        (
            facts.title.clone(),
            facts.publisher.clone(),
            facts.period.clone(),
            facts.source.as_ref().map(|source| source.text.clone()),
            facts.rounding,
        )
    };
    errors.is_empty() && found == expected && others(&after) == others(before)
}

/// The lines that a waiver takes, with the blank one before it; `None` where
/// it shares them with something else.
fn whole_lines(text: &str, span: &Range<usize>) -> Option<Range<usize>> {
    let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(span.end..)?;
    let end = rest.find('\n').map_or(text.len(), |at| span.end + at + 1);
    if !text[start..].trim_start().starts_with("[[") {
        return None;
    }
    // The blank line before it goes too.
    let above = text[..start].strip_suffix('\n');
    let above = above.map(|above| above.strip_suffix('\r').unwrap_or(above));
    let blank = above.filter(|above| above.is_empty() || above.ends_with('\n'));
    Some(blank.map_or(start, str::len)..end)
}
