//! Values as JSON text, which is harmless wherever it is shown.

use crate::clean::escaped_in_json;
use serde::Serialize;

/// A value as JSON, its lines after the first further to the right. A line
/// break in it is never part of a text: JSON writes those as `\n`.
pub(crate) fn indented(value: &impl Serialize, by: usize) -> String {
    // Nothing here can fail to be written: no map has keys that are no text.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let text = escaped_in_json(text);
    match by {
        0 => text,
        by => text.replace('\n', &format!("\n{}", " ".repeat(by))),
    }
}

/// A whole document.
pub(super) fn whole(value: &impl Serialize) -> String {
    indented(value, 0) + "\n"
}
