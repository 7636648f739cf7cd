//! The formats of `validate` for other programs: what they say of a report
//! with a bit of everything, that they keep to their schemas, that nothing
//! gets lost in them, and that no cell breaks them.

mod checked;
mod clashes;
mod hostile;
mod identities;
mod limits;
mod table;
mod waived;
