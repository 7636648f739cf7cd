//! Waived findings in each format.

use super::checked::{Opened, setting};
use crate::format::Format;
use crate::inside::support::schema::{GITLAB, SARIF, Schema};
use crate::lang::Lang;
use serde_json::Value;
use std::path::Path;

/// Waived findings are in each format, and none of them counts.
#[test]
fn waived_findings_are_told_apart() {
    let mut opened = Opened::new(Path::new("data/2016"));
    let all = opened.outcome.findings.total();
    let finding = opened.outcome.findings.kept.remove(0);
    opened.outcome.findings.counts[finding.severity as usize] -= 1;
    opened.outcome.waived.push(crate::finding::Waived {
        place: finding.primary().place.clone(),
        finding,
        reason: "so it was <printed>".to_owned(),
        expires: Some("2030-01-31".to_owned()),
    });
    let text = |format| opened.text(format, setting(Lang::En));
    let sarif: Value = serde_json::from_str(&text(Format::Sarif)).expect("JSON");
    Schema::read(SARIF).holds(&sarif);
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len() as u64, all);
    let waived = |result: &&Value| result.get("suppressions").is_some();
    let waived: Vec<&Value> = results.iter().filter(waived).collect();
    assert_eq!(waived.len(), 1);
    let suppression = &waived[0]["suppressions"][0];
    assert_eq!(suppression["justification"], "so it was <printed>");
    assert_eq!(suppression["properties"]["expires"], "2030-01-31");
    let gitlab: Value = serde_json::from_str(&text(Format::Gitlab)).expect("JSON");
    Schema::read(GITLAB).holds(&gitlab);
    assert_eq!(gitlab.as_array().map(Vec::len), usize::try_from(all).ok());
    let junit = text(Format::Junit);
    assert!(junit.contains("<skipped message=\"waived: so it was &lt;printed&gt;\"/>"));
    assert!(text(Format::Csv).contains(",so it was <printed>,waived,,,"));
    let markdown = text(Format::Markdown);
    assert!(markdown.contains(
        "<summary><b>waived</b> the parts of Science items disclosed (<code>posts</code>)"
    ));
    assert!(markdown.contains("\nwaived: so it was <printed>\n"));
    // Annotations are for what is to be done.
    assert!(!text(Format::Github).contains("Science items"));
}
