//! Turns the outcome into an exit status, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    match reportcheck::cli::run(std::env::args_os()) {
        Ok(exit) => ExitCode::from(exit.code()),
        Err(error) => {
            eprintln!("reportcheck: {error:#}");
            ExitCode::from(2)
        }
    }
}
