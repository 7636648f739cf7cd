//! A report's sections as tables to read, whatever the format: `document` is
//! what is shown, `build` makes it from a report and its findings, `overview`
//! lists the sections, `periods` sets them side by side.

pub mod build;
pub mod document;
pub mod marks;
pub mod overview;
pub mod periods;

pub use build::{Asked, Shown, build};
pub use overview::{Overview, SectionLine, Size, overview};
