//! `reportcheck init`: a configuration to begin with, from the tables there are;
//! and a data folder, from a document.

mod args;
mod documents;
mod kept;

pub(super) use args::InitArgs;

use crate::clean::on_one_line;
use crate::cli::exit::Exit;
use crate::cli::targets::{self, Target};
use crate::cli::terminal::Terminal;
use crate::cli::whole_file::{Before, write_over};
use crate::format::starter::starter;
use crate::period::in_name;
use crate::report::{
    CONFIG_FILE, Neighbours, Options, Reach, ReadError, find_upwards, folder_of, is_report,
    is_table, no_tables,
};
use crate::rule::Severity;
use crate::say;
use crate::suggest::{Starter, suggest};
use std::path::{Path, PathBuf};

/// The reports to read, and the folder for their configuration.
struct InitTarget {
    reports: Vec<PathBuf>,
    folder: PathBuf,
}

/// Writes or prints the configuration.
pub(super) fn run(args: &InitArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    if let Some(documents) = documents::found(args, terminal) {
        return documents::run(documents, args, terminal);
    }
    if args.folder.exists() && (args.into.is_some() || args.force) {
        return Ok(terminal.problem(&say!(
            terminal.lang,
            "--into and --force are for documents, and there is none in {}",
            "--into 和 --force 用于文档，而 {} 中没有文档",
            args.folder.display()
        )));
    }
    let target = match target(&args.folder, terminal) {
        Ok(target) => target,
        Err(error) => return Ok(unread(&[error], terminal)),
    };
    if !args.stdout
        && let Some(there) = configured(&target, terminal)
    {
        terminal.warn_drawn(&in_the_way(&there, terminal));
        return Ok(Exit::Unread);
    }
    let found = match suggest(&target.reports, &terminal.read()) {
        Ok(found) => found,
        Err(errors) => return Ok(unread(&errors, terminal)),
    };
    let text = starter(&found, terminal.encoding, terminal.lang);
    let exit = match found.unread.is_empty() {
        true => Exit::Clean,
        false => unread(&found.unread, terminal),
    };
    if args.stdout {
        terminal.print(&text);
        return Ok(exit);
    }
    let file = target.folder.join(CONFIG_FILE);
    let before = Before::nothing(terminal.reach.access(&file));
    if let Err(error) = write_over(&file, before, &text) {
        return Ok(terminal.unwritten(&error));
    }
    terminal.print(&written(&file, &target, &found, terminal));
    Ok(exit)
}

fn unread(errors: &[ReadError], terminal: &Terminal) -> Exit {
    for error in errors {
        terminal.error(error);
    }
    Exit::Unread
}

/// One report beside others of other periods stands for all of them: they
/// share a configuration, which then goes to the folder that holds them.
fn target(folder: &Path, terminal: &Terminal) -> Result<InitTarget, ReadError> {
    if folder.exists() && !folder.is_dir() {
        if !is_table(folder) {
            return Err(no_tables(folder));
        }
        return Ok(InitTarget {
            reports: vec![folder.to_path_buf()],
            folder: folder_of(folder).to_path_buf(),
        });
    }
    let own = |reports| InitTarget {
        reports,
        folder: folder.to_path_buf(),
    };
    if !is_report(folder) {
        let (mut reports, mut without) = (Vec::new(), None);
        for found in targets::all(&[folder.to_path_buf()], &Options::default(), 1, terminal).targets
        {
            match found {
                Target::Report(path) => reports.push(path),
                // Others beside it may show what a configuration needs.
                Target::Unreadable(_, error @ ReadError::NoTables { .. }) => without = Some(error),
                Target::Unreadable(_, error) => return Err(error),
            }
        }
        return match without {
            Some(error) if reports.is_empty() => Err(error),
            _ => Ok(own(reports)),
        };
    }
    let parent = match folder.parent() {
        Some(parent) if folder.file_name().is_some() => match parent.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => parent.to_path_buf(),
        },
        _ => folder.join(".."),
    };
    let siblings = beside(folder, &parent, &terminal.reach);
    let real = folder.canonicalize().ok();
    let among = siblings
        .iter()
        .any(|sibling| sibling.canonicalize().ok() == real);
    Ok(match among && siblings.len() > 1 {
        true => InitTarget {
            reports: siblings,
            folder: parent,
        },
        false => own(vec![folder.to_path_buf()]),
    })
}

/// The reports in a folder that are called by their periods as one of them is.
fn beside(folder: &Path, parent: &Path, reach: &Reach) -> Vec<PathBuf> {
    let series = |path: &Path| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some(in_name(&name)?.series)
    };
    let own = series(folder).or_else(|| series(&folder.canonicalize().ok()?));
    let Some(own) = own else {
        return Vec::new();
    };
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let mut reports: Vec<PathBuf> = entries
        .filter(|entry| series(&entry.path()).is_some_and(|series| series == own))
        .map(|entry| entry.path())
        .map(|path| path.strip_prefix(".").map(PathBuf::from).unwrap_or(path))
        .filter(|path| reach.may_be_report(path))
        .collect();
    reports.sort();
    reports
}

/// A configuration that serves one of the reports already.
fn configured(target: &InitTarget, terminal: &Terminal) -> Option<PathBuf> {
    let folders = std::iter::once(&target.folder).chain(&target.reports);
    let known = Neighbours::within(terminal.reach.clone());
    folders
        .map(|folder| find_upwards(folder, &known))
        .find_map(|found| found)
}

fn in_the_way(there: &Path, terminal: &Terminal) -> String {
    let (path, lang) = (there.display(), terminal.lang);
    let title = say!(
        lang,
        "{path} is there already and serves these reports; nothing was written",
        "已有适用于这些报告的 {path}；未写入任何内容"
    );
    let help = say!(
        lang,
        "edit it, or move it away first; `--stdout` prints what would be written",
        "请直接修改它，或先将它移走；加上 --stdout 则只打印、不写入"
    );
    let drawing = terminal.drawing();
    drawing.draw(Severity::Error, None, &title, &[], &[help])
}

fn written(file: &Path, target: &InitTarget, found: &Starter, terminal: &Terminal) -> String {
    let checked = match target.reports.as_slice() {
        [table] if table.is_file() => table,
        _ => &target.folder,
    };
    let (file, folder) = (file.display().to_string(), checked.display());
    let (file, folder) = (on_one_line(&file), on_one_line(&folder.to_string()));
    let (sections, rules) = (found.sections.len(), found.suggestions());
    let reports = target.reports.len();
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let (s, r, p) = (plural(sections), plural(rules), plural(reports));
    let lang = terminal.lang;
    let first = match rules {
        0 => say!(
            lang,
            "add rules (see docs/rules.md)",
            "写入规则（参见 docs/rules.md）"
        ),
        _ => say!(
            lang,
            "take the # from the rules that must hold",
            "删去应成立的规则行首的“#”"
        ),
    };
    say!(
        lang,
        "wrote {file}: {sections} section{s} of {reports} report{p}, {rules} suggested rule{r}\n\
         next: {first}, then run `reportcheck validate {folder}`\n",
        "已写入 {file}：{reports} 份报告，{sections} 个部分，{rules} 条建议规则\n\
         下一步：{first}，再运行 reportcheck validate {folder}\n"
    )
}
