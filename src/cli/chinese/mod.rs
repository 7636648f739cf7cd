//! The command line's help and its errors in Chinese. Commands and options are
//! defined once, in English; here their texts are replaced.

mod errors;
mod texts;

pub(super) use errors::message;

use clap::{Arg, ArgAction, Command};
use texts::{CommandText, argument, command_text, value_name};

/// A command with all that is below it, in Chinese.
pub(super) fn translated(mut command: Command) -> Command {
    // What the parser adds itself, such as --help, is there only then.
    command.build();
    below(command)
}

fn below(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let command = command.mut_args(|arg| in_chinese(&name, arg));
    let mut command = command.mut_subcommands(below);
    let usage = command.render_usage().to_string();
    let usage = usage_in_chinese(&usage);
    let template = template(&command);
    let command = command
        .override_usage(usage)
        .help_template(template)
        .subcommand_value_name("命令");
    match command_text(&name) {
        Some(CommandText { about, after }) => command.about(about).after_help(after),
        None => command,
    }
}

/// A usage line without its heading.
pub(super) fn usage_in_chinese(usage: &str) -> String {
    let usage = usage.trim_start_matches("Usage:").trim();
    let usage = usage.replace("[OPTIONS]", "[选项]");
    usage.replace("COMMAND", "命令")
}

/// The parts of a command's help.
fn template(command: &Command) -> String {
    let shown = |arg: &&Arg| !arg.is_hide_set();
    let mut template = "{about}\n\n用法：{usage}\n".to_owned();
    if command.get_positionals().any(|arg| shown(&arg)) {
        template.push_str("\n参数：\n{positionals}\n");
    }
    if command.has_subcommands() {
        template.push_str("\n命令：\n{subcommands}\n");
    }
    if command
        .get_arguments()
        .any(|arg| !arg.is_positional() && shown(&arg))
    {
        template.push_str("\n选项：\n{options}");
    }
    template.push_str("{after-help}");
    template
}

/// An argument with its text, its default and the values that it can have.
fn in_chinese(command: &str, arg: Arg) -> Arg {
    let mut help = match argument(command, arg.get_id().as_str()) {
        Some(text) => text.to_owned(),
        None => arg.get_help().map(ToString::to_string).unwrap_or_default(),
    };
    let values = arg.get_action().takes_values();
    let default = arg.get_default_values().first();
    if let Some(default) = default.filter(|_| values) {
        help.push_str(&format!(" [默认：{}]", default.to_string_lossy()));
    }
    let possible = arg.get_possible_values();
    let possible: Vec<&str> = possible.iter().map(|value| value.get_name()).collect();
    if values && !possible.is_empty() && !matches!(arg.get_action(), ArgAction::SetTrue) {
        help.push_str(&format!(" [可选：{}]", possible.join("、")));
    }
    let names: Option<Vec<String>> = arg.get_value_names().map(|names| {
        let names = names.iter();
        names.map(|name| value_name(name).to_owned()).collect()
    });
    let named = match names {
        Some(names) if values => arg.value_names(names),
        None if values => {
            let name = arg.get_id().as_str().to_uppercase();
            arg.value_name(value_name(&name).to_owned())
        }
        _ => arg,
    };
    named
        .help(help)
        .hide_default_value(true)
        .hide_possible_values(true)
}

#[cfg(test)]
mod tests {
    use super::texts::{ARGUMENTS, COMMANDS};
    use super::{argument, command_text, translated};
    use clap::{Arg, Command};
    use std::collections::BTreeSet;

    fn each(command: &Command, visit: &mut impl FnMut(&Command)) {
        visit(command);
        // What stands below `help` are the same commands once more.
        for below in command
            .get_subcommands()
            .filter(|_| command.get_name() != "help")
        {
            each(below, visit);
        }
    }

    fn command_line() -> Command {
        let mut command = crate::cli::command_line();
        command.build();
        command
    }

    fn chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
    }

    #[test]
    fn every_command_and_every_argument_has_a_chinese_text() {
        let mut known = 0;
        each(&command_line(), &mut |command| {
            let name = command.get_name();
            let text = command_text(name).unwrap_or_else(|| panic!("{name} has no text"));
            assert!(chinese(text.about), "{name}");
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                let id = arg.get_id().as_str();
                let text = argument(name, id).unwrap_or_else(|| panic!("{name} {id} has no text"));
                assert!(chinese(text), "{name} {id}");
                known += 1;
            }
        });
        assert!(known > 80, "{known}");
    }

    #[test]
    fn no_text_is_of_a_command_or_an_argument_that_is_not_there() {
        let (mut commands, mut arguments) = (BTreeSet::new(), BTreeSet::new());
        each(&command_line(), &mut |command| {
            let name = command.get_name().to_owned();
            let ids = command.get_arguments().map(|arg| arg.get_id().to_string());
            for id in ids {
                arguments.insert((String::new(), id.clone()));
                arguments.insert((name.clone(), id));
            }
            commands.insert(name);
        });
        for (name, _) in COMMANDS {
            assert!(commands.contains(*name), "{name}");
        }
        for (command, id, _) in ARGUMENTS {
            let known = arguments.contains(&((*command).to_owned(), (*id).to_owned()));
            assert!(known, "{command} {id}");
        }
    }

    #[test]
    fn examples_are_those_of_the_english_help() {
        each(&command_line(), &mut |command| {
            let name = command.get_name();
            let commands = |text: &str| -> Vec<String> {
                let lines = text.lines().filter(|line| line.starts_with("  "));
                let own = lines.filter(|line| !line.starts_with("      "));
                own.map(|line| {
                    line.trim()
                        .split("  ")
                        .next()
                        .unwrap_or_default()
                        .to_owned()
                })
                .collect()
            };
            let english = command.get_after_help().map(ToString::to_string);
            let text = command_text(name).expect("a text");
            let (english, own) = (commands(&english.unwrap_or_default()), commands(text.after));
            assert_eq!(english.len(), own.len(), "{name}");
            let quoted = |line: &str| line.contains(['\'', '#']);
            for (english, own) in english.iter().zip(&own) {
                assert!(english == own || quoted(english), "{name}: {english} {own}");
            }
        });
    }

    #[test]
    fn nothing_of_the_parser_s_own_english_is_left() {
        each(&translated(crate::cli::command_line()), &mut |command| {
            let help = command.clone().render_long_help().to_string();
            for word in [
                "Usage",
                "Options:",
                "Commands:",
                "Arguments:",
                "default:",
                "possible",
            ] {
                assert!(!help.contains(word), "{word} in\n{help}");
            }
            for arg in command
                .get_arguments()
                .filter(|arg: &&Arg| !arg.is_hide_set())
            {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                assert!(chinese(&help), "{help}");
            }
        });
    }
}
