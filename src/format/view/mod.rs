//! A report's sections as tables to read, whatever the format: `document` is
//! what is shown, `build` makes it from a report and its findings, `overview`
//! lists the sections, `periods` sets them side by side.

pub(crate) mod build;
pub(crate) mod document;
pub(crate) mod marks;
pub(crate) mod overview;
pub(crate) mod periods;

pub(crate) use build::{Asked, Shown, build};
pub(crate) use overview::{Overview, Size, overview};
