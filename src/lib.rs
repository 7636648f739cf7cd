//! Checks the figures of a published report against one another.
//!
//! A reported figure is not a number but what its print allows: `86%` was
//! rounded, `5万多` is hedged, `300件` is exact. A rule is *consistent* when
//! some true values fit all the prints it names, *inconsistent* when none do,
//! and *not checked* when a figure it needs is missing.
//!
//! # Checking a report
//!
//! A report is a folder of CSV tables. [`open`] reads it with its
//! `reportcheck.toml`, [`OpenReport::check`] checks it, and what was found is
//! there to be read or [rendered](CheckedReport::render):
//!
//! ```
//! use reportcheck::{Format, Lang, Severity, open};
//!
//! let checked = open("examples/errors/2024")?.check();
//! let finding = checked
//!     .findings()
//!     .iter()
//!     .find(|finding| finding.rule() == Some("offices-closing-rate"))
//!     .expect("a finding of this rule");
//!
//! assert_eq!(finding.code(), "rate-mismatch");
//! assert_eq!(finding.severity(), Severity::Error);
//! assert_eq!(finding.section(), "offices");
//! assert_eq!(finding.place().line_column(), (2, 26));
//! println!("{}: {}", finding.place().path().display(), finding.headline(Lang::En));
//! let cells: Vec<(&str, &str)> = finding
//!     .cells()
//!     .map(|cell| (cell.name(), cell.print()))
//!     .collect();
//! assert_eq!(cells[0], ("closing_rate", "85%"));
//! for note in finding.notes(Lang::Zh) {
//!     println!("  {note}");
//! }
//!
//! // What could not be read is told, and all the rest is checked.
//! for error in checked.errors() {
//!     eprintln!("{error}");
//! }
//! let page = checked.render(Format::Html, Lang::En);
//! # assert!(page.starts_with("<!"));
//! # Ok::<(), reportcheck::ReadError>(())
//! ```
//!
//! A configuration, an encoding, rules and more are given by [`OpenOptions`].
//! Where there is no report, and what of one cannot be read, is a [`ReadError`].
//! What each finding means stands in `docs/findings.md`, how rules are written
//! in `docs/rules.md`.
//!
//! # How it is built
//!
//! Data flows one way; nothing lower imports anything higher:
//!
//! ```text
//! lang, place, period, date   who reads, where it stands, which year and day
//! parallel  work on several threads, taken in order
//! clean     what may not reach a reader raw
//! source    bytes, encodings, rows          document  what was published: paragraphs and grids of cells, with their places
//! figure    what a print allows
//! structure  what the grids of a document mean: titles, headers, keys, units, totals, notes
//! discover  what the figures of a bare table show: sums, rates and other relations of its lines
//! claim     what the sentences of a text state of its figures
//! rule      configuration and expressions
//! solve     exact arithmetic over unknowns: which values satisfy conditions
//! table     rows and columns by name        report    a folder of tables, and those of other periods beside it
//! cell      what a cell is called, and which cell a name stands for
//! finding   what a check found: numbers and places, no sentences
//! check     rules over figures: verdicts and findings
//! reason    the whole report at once: what can be true together, what must be wrong
//! fix       which cells to change, and to what
//! lint      rules over rules, without a report
//! series    one section over several periods
//! explain   what each kind of finding means
//! suggest   what a configuration of tables at hand could say
//! extract   what the data folder of a document holds: its tables with their places, its text
//! sql       the rules as queries for an engine where the data live
//! say       a finding becomes sentences, both languages side by side
//! format    one file a format: sentences and tables become bytes
//! api       the crate as a library: open, check, read, render
//! fuzzing   what any input must leave standing; built for tests only
//! cli       one file a command; the only one that prints
//! ```

// Where readers of documents are left out, so is who calls what they share.
#![cfg_attr(
    not(all(
        feature = "docx",
        feature = "html",
        feature = "pdf",
        feature = "workbook"
    )),
    allow(dead_code, unused_imports)
)]

mod api;
mod cell;
mod check;
mod claim;
mod clean;
pub mod cli;
mod date;
mod discover;
mod document;
mod explain;
mod extract;
mod figure;
mod finding;
mod fix;
mod format;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzzing;
mod lang;
mod lint;
mod parallel;
mod period;
mod place;
mod reason;
mod report;
mod rule;
mod say;
mod series;
mod solve;
mod source;
mod sql;
mod structure;
mod suggest;
mod table;

pub(crate) use lang::say;

pub use api::{CheckedReport, OpenOptions, OpenReport, open};
pub use date::Date;
pub use figure::Rounding;
pub use finding::{Finding, Mark, Tally};
pub use format::Format;
pub use lang::Lang;
pub use place::Place;
pub use report::ReadError;
pub use rule::{ConfigError, Severity};
pub use source::{Encoding, OtherKind, SourceError};
pub use table::HeaderError;

#[cfg(test)]
extern crate self as reportcheck;

#[cfg(test)]
#[path = "../tests/inside/mod.rs"]
mod inside;
