//! `reportcheck man`: manual pages, one a command.

use super::chinese;
use super::exit::Exit;
use super::terminal::Terminal;
use super::whole_file::{WriteError, write_whole};
use crate::format::text::line;
use crate::lang::Lang;
use crate::say;
use anyhow::Context;
use clap::{Args, Command};
use clap_mangen::Man;
use std::path::PathBuf;

/// Print the manual page, or write the pages of all commands
#[derive(Args)]
#[command(after_help = "Examples:
  reportcheck man | man -l -                 read it
  reportcheck man --dir ~/.local/share/man/man1
                                             install it, with a page for each command")]
pub(super) struct ManArgs {
    /// The folder to write all pages to
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// Prints or writes the pages of the whole command line.
pub(super) fn run(args: &ManArgs, command: Command, terminal: &Terminal) -> anyhow::Result<Exit> {
    let mut command = command.disable_help_subcommand(true);
    match terminal.lang {
        Lang::En => command.build(),
        Lang::Zh => command = chinese::translated(command),
    }
    let lang = terminal.lang;
    let Some(dir) = &args.dir else {
        terminal.print(&page(command, lang)?);
        return Ok(Exit::Clean);
    };
    if let Err(cause) = std::fs::create_dir_all(dir) {
        let (path, why) = (dir.clone(), cause.into());
        return Ok(terminal.unwritten(&WriteError { path, why }));
    }
    let pages = command.get_subcommands().cloned().collect::<Vec<_>>();
    let count = pages.len() + 1;
    for command in pages.into_iter().chain([command]) {
        let name = command.get_display_name().unwrap_or(command.get_name());
        let file = dir.join(format!("{name}.1"));
        if let Err(error) = write_whole(&file, &page(command, lang)?) {
            return Ok(terminal.unwritten(&error));
        }
    }
    let dir = dir.display();
    terminal.print(&line(&say!(
        terminal.lang,
        "wrote {count} pages to {dir}",
        "已写入 {count} 页手册：{dir}"
    )));
    Ok(Exit::Clean)
}

/// The headings that a page has, in English and in Chinese.
const HEADINGS: [(&str, &str); 5] = [
    ("NAME", "名称"),
    ("SYNOPSIS", "用法"),
    ("DESCRIPTION", "说明"),
    ("OPTIONS", "选项"),
    ("SUBCOMMANDS", "命令"),
];

/// A command's page. What stands below its help becomes sections of its own.
fn page(command: Command, lang: Lang) -> anyhow::Result<String> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let version = env!("CARGO_PKG_VERSION");
    // No date: the same version gives the same pages.
    let title = format!(".TH {name} 1 \"\" \"reportcheck {version}\" reportcheck\n");
    let below = command.get_after_help().map(ToString::to_string);
    let man = Man::new(command.clone());
    let mut page = title.into_bytes();
    man.render_name_section(&mut page)
        .and_then(|()| man.render_synopsis_section(&mut page))
        .and_then(|()| man.render_description_section(&mut page))
        .and_then(|()| man.render_options_section(&mut page))
        .context("writing a manual page")?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)
            .context("writing a manual page")?;
    }
    let mut page = String::from_utf8(page)?;
    if lang == Lang::Zh {
        for (english, chinese) in HEADINGS {
            page = page.replace(&format!(".SH {english}\n"), &format!(".SH {chinese}\n"));
        }
    }
    page.push_str(&sections(&below.unwrap_or_default()));
    // Typesetters differ in the bytes that they take; these names all know.
    Ok(page.chars().map(typeset).collect())
}

/// `Examples:` and its lines as they are, `Exit status: …` as a paragraph.
fn sections(text: &str) -> String {
    let mut out = String::new();
    let mut as_is = false;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let heading = line
            .split_once([':', '：'])
            .filter(|_| !line.starts_with(' '));
        let line = match heading {
            Some((heading, rest)) => {
                if std::mem::take(&mut as_is) {
                    out.push_str(".fi\n");
                }
                out.push_str(&format!(".SH \"{}\"\n", heading.to_uppercase()));
                rest.trim()
            }
            None => {
                if !std::mem::replace(&mut as_is, true) {
                    out.push_str(".nf\n");
                }
                line.trim_end()
            }
        };
        if !line.is_empty() {
            out.push_str(&format!(
                "\\&{}\n",
                line.replace('\\', "\\e").replace('-', "\\-")
            ));
        }
    }
    if as_is {
        out.push_str(".fi\n");
    }
    out
}

fn typeset(c: char) -> String {
    if c.is_ascii() {
        return c.to_string();
    }
    format!("\\[u{:04X}]", u32::from(c))
}
