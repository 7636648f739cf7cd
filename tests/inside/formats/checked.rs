//! Reports checked and written within the test.

use crate::check::{CheckOptions, Outcome, check};
use crate::format::Format;
use crate::format::output::Setting;
use crate::lang::Lang;
use crate::report::{Loaded, Options, Report, configuration};
use crate::rule::Severity;
use crate::say::run::{Checked, Run};
use std::path::Path;

/// A checked report with its configuration.
pub(super) struct Opened {
    pub loaded: Loaded,
    pub report: Report,
    pub outcome: Outcome,
}

impl Opened {
    /// Opens and checks a report, and keeps all it finds.
    pub(super) fn new(path: &Path) -> Opened {
        let options = CheckOptions {
            keep: usize::MAX,
            ..CheckOptions::default()
        };
        let loaded = configuration(path, &Options::default());
        let mut report = Report::open(path, &loaded.config, &Options::default());
        let outcome = check(&mut report, &loaded.config, &options);
        Opened {
            loaded,
            report,
            outcome,
        }
    }

    /// As formats see it.
    pub(super) fn checked(&self) -> Checked<'_> {
        Checked {
            report: &self.report,
            config: &self.loaded.config,
            shared_errors: &self.loaded.errors,
            outcome: &self.outcome,
        }
    }

    /// The whole text of a format over this report.
    pub(super) fn text(&self, format: Format, setting: Setting) -> String {
        written(&self.checked(), format, setting)
    }
}

/// The whole text of a format over a report.
pub(super) fn written(checked: &Checked<'_>, format: Format, setting: Setting) -> String {
    let run = Run::of_one(checked);
    let output = format.output(setting);
    let parts = output.parts(checked);
    if output.gathers() {
        return output.gather(&parts, &run);
    }
    let parts = parts.join(output.between());
    format!(
        "{}{parts}{}",
        output.head(&Run::default()),
        output.tail(&run)
    )
}

/// All findings, for readers of a language; errors fail.
pub(super) fn setting(lang: Lang) -> Setting {
    Setting {
        lang,
        color: false,
        width: 100,
        limit: usize::MAX,
        coverage: false,
        many: false,
        errors_apart: false,
        fail_on: Some(Severity::Error),
        allow_unchecked: false,
    }
}
