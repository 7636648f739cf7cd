//! A report's sections as tables to read, whatever the format: `document` is
//! what is shown; `build` makes it from a report and its findings, of the
//! `columns`, `rows` and `marks` that are shown and the rates that are
//! `recomputed`; which lines are `totals`; `overview` lists the sections, `periods` sets them side by side.

pub(crate) mod build;
mod columns;
pub(crate) mod document;
pub(crate) mod marks;
pub(crate) mod overview;
pub(crate) mod periods;
mod recomputed;
mod rows;
mod structure;
mod totals;

pub(crate) use build::{Asked, Basis, as_they_stand, build};
pub(crate) use overview::{Overview, Size, overview};
pub(crate) use structure::{ColumnOfStructure, RowOfStructure, StructureView};
