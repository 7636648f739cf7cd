//! All that the rules of a report ask of its figures, side by side: every
//! check as comparisons over figures of which each is one variable, whatever
//! rules name it, also where its print leaves it no choice.

mod builder;
mod conjunction;
pub(crate) mod could_clash;
mod stated;
mod unknown;

pub(crate) use builder::System;
pub(in crate::check) use conjunction::selects_by_figures;
pub(crate) use stated::{Stated, uses};
pub(crate) use unknown::FigureCell;
