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
    if !cfg!(test) {
        hook(lang);
    }
}

fn hook(lang: Lang) {
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
    use super::{fault, guarded, hook};
    use crate::cli::exit::Exit;
    use crate::lang::Lang;
    use std::process::Command;

    /// Says to the child process of a test below that it is one.
    const CHILD: &str = "REPORTCHECK_TEST_OF_A_FAULT";

    /// A panic in a process of its own: this test, begun once more.
    #[test]
    fn a_panic_of_a_process_is_told_and_ends_as_a_run_does() {
        if std::env::var_os(CHILD).is_some() {
            hook(Lang::En);
            let work = std::thread::spawn(|| guarded(Lang::En, || panic!("\u{1b}[31m::error::")));
            let ended = work.join().expect("the panic stays within");
            assert_eq!(ended.expect("an exit"), Exit::Unread);
            return;
        }
        let own = "cli::fault::tests::a_panic_of_a_process_is_told_and_ends_as_a_run_does";
        let binary = std::env::current_exe().expect("these tests");
        let mut child = Command::new(binary);
        child.args([own, "--exact", "--nocapture", "--test-threads", "1"]);
        let ran = child.env(CHILD, "1").output().expect("they run");
        assert!(ran.status.success(), "{ran:?}");
        let told = String::from_utf8(ran.stderr).expect("text");
        let lines: Vec<&str> = told.lines().collect();
        let at = lines
            .iter()
            .position(|line| line.starts_with("reportcheck: a fault of ours: src"));
        let at = at.unwrap_or_else(|| panic!("no fault is told: {told}"));
        assert!(lines[at].ends_with(": \u{FFFD}[31m::error::"), "{told}");
        assert!(lines[at + 1].starts_with("please report it"), "{told}");
        assert!(told.contains("no file is left half-written"), "{told}");
        assert!(!told.contains('\u{1b}'), "{told}");
    }

    /// A panic can be caught only where it unwinds.
    #[test]
    fn every_profile_unwinds() {
        let manifest = include_str!("../../Cargo.toml");
        let manifest: toml::Table = manifest.parse().expect("a manifest");
        let profiles = manifest["profile"].as_table().expect("profiles");
        assert!(profiles.contains_key("release"));
        for (name, profile) in profiles {
            let panic = profile.get("panic").and_then(toml::Value::as_str);
            assert!(panic.is_none_or(|how| how == "unwind"), "{name}: {panic:?}");
        }
    }

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
