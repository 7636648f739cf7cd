//! How reports are to be read.

use super::neighbours::Neighbours;
use super::reach::Reach;
use crate::figure::{DecimalSign, Multiple, Rounding};
use crate::rule::Config;
use crate::source::Encoding;
use crate::table::Rounded;
use std::path::PathBuf;

/// How reports are to be read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// How the tables are encoded, over what the configuration says.
    pub encoding: Option<Encoding>,
    /// How figures were rounded, over all that is configured.
    pub rounding: Option<Rounding>,
    /// What they were rounded to multiples of, over all that is configured.
    pub rounded_to: Option<Multiple>,
    /// The decimal sign of the tables, over all that is configured.
    pub decimal: Option<DecimalSign>,
    /// A configuration to use instead of the one found.
    pub rules: Option<PathBuf>,
    /// Stream tables longer than so many bytes; one MiB unless said.
    pub stream_from: Option<u64>,
    /// Whether the reports were handed in by others: what they say that weakens
    /// their own check is not obeyed.
    pub untrusted: bool,
    /// What the tables of a report may be together, in MiB; 64 of what was
    /// handed in, unless said.
    pub report_size: Option<u64>,
    /// The longest table that is held in memory, in MiB; as long as what is free
    /// allows, unless said.
    pub hold: Option<u64>,
    /// The paths that were named: all below them was handed in.
    pub named: Vec<PathBuf>,
    /// The reports beside those that were read, as far as they were looked for,
    /// and how far that is.
    pub neighbours: Neighbours,
}

impl Options {
    /// How the figures of a report were rounded: where nothing nearer says it,
    /// and whatever else is said.
    pub(super) fn rounded(&self, config: &Config, report: Rounded) -> [Rounded; 2] {
        let base = Rounded {
            rounding: report.rounding.or(config.rounding),
            to: report.to.or(config.rounded_to),
        };
        let forced = Rounded {
            rounding: self.rounding,
            to: self.rounded_to,
        };
        [base, forced]
    }

    /// How far links are followed.
    pub(crate) fn reach(&self) -> &Reach {
        self.neighbours.reach()
    }
}
