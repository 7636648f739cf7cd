//! The arguments of `reportcheck init`.

use clap::Args;
use std::path::PathBuf;

/// Write a reportcheck.toml to begin with, or a document as a data folder
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck init data                      for all reports in a folder
  reportcheck init data/2016                 for one report
  reportcheck init data/2016/posts.csv       for one table, in its folder
  reportcheck init data --stdout             print it, write nothing
  reportcheck init report.docx               the document as tables: report/
  reportcheck init report.pdf --into 2016    the same, in 2016/
  reportcheck init published                 each document: published/data/NAME/

It names every section and column, with units where they can be told, and
suggests rules that hold over all the figures: they are commented out.
A reportcheck.toml that is there is never touched.

Of a document (pdf, docx, xlsx, ods, html, a csv with titles and notes) it
writes a folder: one CSV a table, the text, report.toml, reportcheck.toml, and
places.json, which says where each cell stands in the document. The document
itself is not changed. Run again, it writes anew what is as it was written, and
keeps what was changed by hand.")]
pub(crate) struct InitArgs {
    /// A report, a folder of reports, a table, a document, or a folder of documents
    #[arg(value_name = "PATH", default_value = ".")]
    pub folder: PathBuf,
    /// Print what would be written, and write nothing (--dry-run says the same)
    #[arg(long, alias = "dry-run")]
    pub stdout: bool,
    /// Write a document's files to this folder; of several, a folder each in it
    #[arg(long, value_name = "FOLDER")]
    pub into: Option<PathBuf>,
    /// Write a document's files anew, also those that were changed by hand
    #[arg(long)]
    pub force: bool,
}
