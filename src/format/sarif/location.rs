//! Where something is, and what is said of it.

use crate::clean::with_lines;
use crate::format::places::{Stretch, uri};
use crate::place::Place;
use serde_json::{Value, json};
use std::path::Path;

/// A stretch of a file with what stands there.
pub(super) fn location_at(place: &Place) -> Value {
    if place.is_in_document() {
        let address = place.address();
        let mut location = location_of(&place.excerpt.path, None);
        location["logicalLocations"] = json!([{
            "name": place.words(),
            "fullyQualifiedName": address,
            "kind": "cell",
        }]);
        return location;
    }
    let mut region = region(place);
    if !place.words().is_empty() {
        region["snippet"] = json!({"text": place.words()});
    }
    location_of(&place.excerpt.path, Some(region))
}

pub(super) fn region(place: &Place) -> Value {
    let stretch = Stretch::of(place);
    json!({
        "startLine": stretch.line,
        "startColumn": stretch.column,
        "endLine": stretch.end_line,
        "endColumn": stretch.end_column,
    })
}

pub(super) fn location_of(path: &Path, region: Option<Value>) -> Value {
    let mut place = json!({"artifactLocation": {"uri": uri(path)}});
    if let Some(region) = region {
        place["region"] = region;
    }
    json!({"physicalLocation": place})
}

/// A message. Readers take `[text](1)` in it for a link; none is meant.
pub(super) fn message(text: &str) -> Value {
    json!({"text": with_lines(text).replace("](", "]\u{200B}(")})
}
