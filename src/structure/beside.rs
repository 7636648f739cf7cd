//! Which columns of a grid are tables that stand side by side.

use super::profile::Profile;
use std::ops::Range;

/// The columns of the tables that stand side by side: one where there is but
/// one.
pub(super) fn side_by_side(profile: &Profile<'_>) -> Vec<Range<u32>> {
    std::iter::once(0..profile.width).collect()
}
