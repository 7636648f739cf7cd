//! What the benches share.

use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// How long a command took, and the most memory that it held, in kB.
pub(crate) fn peak_memory(command: &mut Command) -> (Duration, u64) {
    let begun = Instant::now();
    let mut child: Child = command.spawn().expect("the command starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child
        .try_wait()
        .expect("the command can be waited for")
        .is_none()
    {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        peak = peak.max(kilobytes.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(1));
    }
    (begun.elapsed(), peak)
}
