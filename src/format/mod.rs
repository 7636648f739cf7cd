//! Sentences and tables become bytes: one file, or one folder, a format.

pub(crate) mod concise;
pub(crate) mod csv;
pub(crate) mod data_folder;
pub(crate) mod diff;
pub(crate) mod edits;
pub(crate) mod github;
pub(crate) mod gitlab;
pub(crate) mod html;
pub(crate) mod identity;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod markdown;
pub(crate) mod output;
pub(crate) mod places;
pub(crate) mod sarif;
pub(crate) mod snippet;
pub(crate) mod starter;
pub(crate) mod tagged;
pub(crate) mod text;
pub(crate) mod view;

use concise::Concise;
use csv::Csv;
use github::Github;
use gitlab::Gitlab;
use html::Html;
use json::Json;
use junit::Junit;
use markdown::Markdown;
use output::{Output, Setting};
use sarif::Sarif;
use std::path::Path;
use text::Text;

/// A format of `validate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Findings as a compiler shows them.
    Text,
    /// One line a finding.
    Concise,
    /// All there is, for programs.
    Json,
    /// One page for a browser.
    Html,
    /// One row a finding, for a spreadsheet.
    Csv,
    /// A comment for a pull request.
    Markdown,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, for test reports.
    Junit,
    /// Annotations of a GitHub workflow.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
}

/// Findings of a report that programs are given, unless told.
const LISTED: usize = 5_000;

impl Format {
    /// All formats, in the order in which help lists them.
    pub const ALL: [Format; 10] = [
        Format::Text,
        Format::Concise,
        Format::Json,
        Format::Csv,
        Format::Markdown,
        Format::Sarif,
        Format::Junit,
        Format::Github,
        Format::Gitlab,
        Format::Html,
    ];

    /// How files of a format end, where that says which one it is; a longer
    /// ending before the one that it ends in.
    pub const ENDINGS: [(&str, Format); 11] = [
        (".html", Format::Html),
        (".htm", Format::Html),
        (".sarif.json", Format::Sarif),
        (".json", Format::Json),
        (".sarif", Format::Sarif),
        (".csv", Format::Csv),
        (".md", Format::Markdown),
        (".markdown", Format::Markdown),
        (".xml", Format::Junit),
        (".txt", Format::Text),
        (".text", Format::Text),
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Markdown => "markdown",
            Format::Sarif => "sarif",
            Format::Junit => "junit",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
        }
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format of a file by how its name ends, where that says one.
    pub fn of_file(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let ends = |(ending, _): &&(&str, Format)| {
            let stem = name.strip_suffix(ending);
            stem.is_some_and(|stem| !stem.is_empty())
        };
        let known = Format::ENDINGS.iter().find(ends);
        known.map(|(_, format)| *format)
    }

    /// How many findings of a report it lists unless told: a long list is cut,
    /// and its length told. People do not read on, services refuse longer ones
    /// (code scanning takes 25,000 results of a run and shows 5,000), and those
    /// of a million wrong rows would take gigabytes.
    pub(crate) fn listed(self) -> usize {
        match self {
            Format::Text => 50,
            Format::Html => 500,
            _ => LISTED,
        }
    }

    /// The format, set up for its reader.
    pub(crate) fn output(self, setting: Setting) -> Box<dyn Output> {
        match self {
            Format::Text => Box::new(Text(setting)),
            Format::Concise => Box::new(Concise(setting)),
            Format::Json => Box::new(Json(setting)),
            Format::Html => Box::new(Html(setting)),
            Format::Csv => Box::new(Csv(setting)),
            Format::Markdown => Box::new(Markdown(setting)),
            Format::Sarif => Box::new(Sarif(setting)),
            Format::Junit => Box::new(Junit(setting)),
            Format::Github => Box::new(Github(setting)),
            Format::Gitlab => Box::new(Gitlab(setting)),
        }
    }
}
