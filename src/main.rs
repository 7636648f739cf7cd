//! Turns the outcome into an exit status, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(reportcheck::cli::run(std::env::args_os()).code())
}
