//! `reportcheck completions`: what a shell needs to complete commands.

use super::exit::Exit;
use super::terminal::Terminal;
use clap::{Args, Command};
use clap_complete::{Shell, generate};

/// Print what a shell needs to complete commands and options
#[derive(Args)]
#[command(after_help = "Examples:
  source <(reportcheck completions bash)     in this shell
  reportcheck completions bash > ~/.local/share/bash-completion/completions/reportcheck
  reportcheck completions zsh > ~/.zfunc/_reportcheck
  reportcheck completions fish > ~/.config/fish/completions/reportcheck.fish")]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the shell's script for the whole command line.
pub(super) fn run(
    args: &CompletionsArgs,
    mut command: Command,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    generate(args.shell, &mut command, "reportcheck", &mut script);
    terminal.print(&String::from_utf8_lossy(&script));
    Ok(Exit::Clean)
}
