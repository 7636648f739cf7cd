//! Relations of a bare table, found by what its figures show: which lines are
//! sums of others, averages, rates, shares and changes, and where one of these
//! is broken. Exact arithmetic decides where a relation holds; how much speaks
//! for it is counted in bits, which choose between explanations and decide
//! nothing else.
//!
//! ```text
//! field     what is searched: lines of figures over crossing lines
//! relation  what is found
//! bits      logarithms without floats
//! candidate a relation that may be one
//! of_grid   a grid of a document as a field
//! number    a figure as it is searched
//! view      the table along its rows, or along its columns
//! small     the same in machine words, to tell fast what is none
//! judge     where a relation holds, and what that is worth
//! pilots    the crossing lines that are looked at first
//! additive  how a sum or an average fares
//! sums      what lines that follow one another add up to
//! side      the lines on one side of a result
//! called_alike  lines that are called alike
//! runs      sums and averages of lines that follow one another
//! many      the same among many lines
//! additive_lines  all of these
//! quotients rates, shares, relative changes
//! pairs     sums of two lines anywhere
//! chance    whether a sum holds more often than chance makes it
//! independent  crossing lines that say the same twice
//! words     what the name of a line says that it is
//! likely    whether a line that breaks a relation has a slip in it
//! pen       slips of the pen
//! one_slip_of  slips in what is divided
//! unlike    lines that a relation is not about
//! kin       whether such a line is like those in which it holds
//! claimed   totals that only their names tell of
//! choose    which of several explanations is taken
//! alike     sums that are ones since others are
//! others    lines that say others once more, balances
//! wholes    lines that split a whole which stands nowhere
//! portions  lines that say which parts of a whole others are
//! courses   lines that go on from one crossing line to the next
//! paces     how these fare
//! steps     how crossing lines follow one another by their names
//! parts     lines that are by their name parts of others
//! search    puts these together
//! ```

mod additive;
mod additive_lines;
mod alike;
mod bits;
mod called_alike;
mod candidate;
mod chance;
mod choose;
mod claimed;
mod courses;
mod field;
mod groups;
mod independent;
mod judge;
mod kin;
mod likely;
mod many;
mod number;
mod of_grid;
mod one_slip_of;
mod others;
mod paces;
mod pairs;
mod parts;
mod pen;
mod pilots;
mod portions;
mod quotients;
mod relation;
mod runs;
mod search;
mod side;
mod small;
mod steps;
mod sums;
#[cfg(test)]
mod tests;
mod unlike;
mod view;
mod wholes;
mod words;

pub(crate) use bits::{BIT, log2};
pub(crate) use field::{Field, FieldCell, Line, Printed};
#[cfg(test)]
pub(crate) use likely::Passed;
pub(crate) use likely::Slips;
pub(crate) use of_grid::{Searched, search};
pub(crate) use pen::{is_misspelt, one_slip};
#[cfg(test)]
pub(crate) use relation::Standing;
pub(crate) use relation::{
    Along, Course, CourseKind, Crosses, Discovered, Miss, Operand, Outcome, Pace, Part, Portion,
    Relation, RelationKind, Whole,
};
pub(crate) use search::discover;
