//! `reportcheck completions`: what a shell needs to complete commands.

use super::{Cli, Exit, Terminal};
use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

/// Print what a shell needs to complete commands and options
#[derive(Args)]
#[command(after_help = "Examples:
  source <(reportcheck completions bash)     in this shell
  reportcheck completions bash > ~/.local/share/bash-completion/completions/reportcheck
  reportcheck completions zsh > ~/.zfunc/_reportcheck
  reportcheck completions fish > ~/.config/fish/completions/reportcheck.fish")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the shell's script.
pub fn run(args: &CompletionsArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "reportcheck", &mut script);
    terminal.print(&String::from_utf8_lossy(&script));
    Ok(Exit::Clean)
}
