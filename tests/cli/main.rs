//! The program as it is run: what it prints and writes, and how it ends; and
//! the few calls of the library. These tests know no more than users do; what
//! looks into the library is in `tests/inside`.

#[path = "../support/mod.rs"]
mod support;

mod bad_input;
mod cases;
mod ci;
mod corners;
mod dependencies;
mod explain;
mod formats;
mod handed_in;
mod hostile;
mod html;
mod html_browser;
mod init;
#[cfg(all(
    feature = "docx",
    feature = "html",
    feature = "pdf",
    feature = "workbook"
))]
mod init_documents;
mod library;
mod many;
mod nothing_lost;
mod periods;
mod readme;
mod run;
mod shells;
mod sql;
mod table;
mod waivers;
