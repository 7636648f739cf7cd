//! Row rules compiled to arithmetic over scaled integers, for long tables.
//!
//! A compiled rule only ever answers what is sure: that a row holds, or that one
//! which is no more than counted fails. Every other row goes to the exact check.
//! So it may give up anywhere (overflow, open ends that meet, a divisor that may
//! be negative) without a verdict being at stake.

mod columns;
mod compile;
mod many;
mod plan;
mod rule;

pub(crate) use columns::{QuickColumns, QuickRow};
pub(crate) use compile::{compile, decimal};
pub(crate) use many::ManyRows;
pub(crate) use plan::{Plan, Told};
pub(crate) use rule::FastRule;
