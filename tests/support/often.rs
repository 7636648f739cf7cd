//! How often a property is tried.

/// `cases`, or so many times as many as `REPORTCHECK_DRAWS` says: a run of a
/// night tries what a run of minutes leaves to chance.
pub(crate) fn often(cases: u32) -> u32 {
    let times = std::env::var("REPORTCHECK_DRAWS").ok();
    let times = times.and_then(|times| times.parse::<u32>().ok());
    cases.saturating_mul(times.unwrap_or(1).max(1))
}
