//! Faults of ours: where this program, or something it is built on, panics, the
//! run ends with a message and a status as any other, whatever the command.

use super::exit::Exit;
use crate::clean::{Own, on_one_line, output};
use crate::lang::Lang;
use crate::say;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

/// How much is shown of what a panic says: it may quote what was read.
const SHOWN: usize = 200;

/// Does a command's work. A panic in it is told, and ends it as something that
/// could not be read; files that were being written are as they were before.
///
/// # Errors
/// Those of the work.
pub(super) fn guarded(
    lang: Lang,
    work: impl FnOnce() -> anyhow::Result<Exit>,
) -> anyhow::Result<Exit> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_told_by_hook| {
        let text = say!(
            lang,
            "reportcheck: the run was stopped by it; no file is left half-written\n",
            "reportcheck：运行因此中止；没有文件只写了一半\n"
        );
        let mut err = std::io::stderr().lock();
        let _gone = err.write_all(text.as_bytes());
        Ok(Exit::Unread)
    })
}

/// From now on a panic is told in the reader's language, on clean lines; not
/// within tests, whose own panics say what failed.
pub(super) fn tell_in(lang: Lang) {
    if cfg!(test) {
        return;
    }
    std::panic::set_hook(Box::new(move |info| {
        let trace = Backtrace::capture();
        let mut text = told(info, lang);
        if trace.status() == BacktraceStatus::Captured {
            text.push_str(&format!("{trace}\n"));
        }
        let mut err = std::io::stderr().lock();
        let _gone = err.write_all(output(&text, Own::default()).as_bytes());
    }));
}

fn told(info: &PanicHookInfo<'_>, lang: Lang) -> String {
    let at = info.location().map(ToString::to_string);
    let at = at.unwrap_or_else(|| "?".to_owned());
    let says = info.payload();
    let text = says.downcast_ref::<&str>().copied();
    let says = text.or(says.downcast_ref::<String>().map(String::as_str));
    fault(&at, says.unwrap_or_default(), lang)
}

/// What a fault is told as: where it is in the program, and what it says.
fn fault(at: &str, says: &str, lang: Lang) -> String {
    let says: String = on_one_line(says).chars().take(SHOWN).collect();
    say!(
        lang,
        "reportcheck: a fault of ours: {at}: {says}\n\
         please report it, with the files that it happens on\n",
        "reportcheck：这是我们程序的错误：{at}：{says}\n\
         请将它连同出错时所用的文件一起反馈给开发者\n"
    )
}

#[cfg(test)]
mod tests {
    use super::{fault, guarded};
    use crate::cli::exit::Exit;
    use crate::lang::Lang;

    #[test]
    fn a_fault_ends_a_run_as_what_cannot_be_read() {
        let ended = guarded(Lang::En, || panic!("as the test wants it"));
        assert_eq!(ended.expect("an exit"), Exit::Unread);
        let ended = guarded(Lang::Zh, || Ok(Exit::Findings));
        assert_eq!(ended.expect("an exit"), Exit::Findings);
    }

    #[test]
    fn a_fault_is_told_on_two_lines_whatever_it_quotes() {
        let says = format!("`{}`\n::error::", "\u{1b}[31m".repeat(100));
        for (lang, begin) in [
            (
                Lang::En,
                "reportcheck: a fault of ours: src/x.rs:1:2: `\u{FFFD}[31m",
            ),
            (
                Lang::Zh,
                "reportcheck：这是我们程序的错误：src/x.rs:1:2：`\u{FFFD}[31m",
            ),
        ] {
            let text = fault("src/x.rs:1:2", &says, lang);
            assert!(text.starts_with(begin), "{text}");
            assert_eq!(text.lines().count(), 2, "{text}");
            assert!(text.chars().count() < 330, "{text}");
        }
    }
}
