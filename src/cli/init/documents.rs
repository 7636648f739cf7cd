//! `init` of documents: which there are, where the folder of each goes, and what
//! is told of it.

use super::args::InitArgs;
use super::kept::{self, Fate, Kept};
use crate::clean::on_one_line;
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::extract::{Extract, extract};
use crate::format::data_folder::{FolderFile, files};
use crate::format::json::places::places;
use crate::lang::Lang;
use crate::period::in_name;
use crate::report::{
    CONFIG_FILE, Neighbours, PLACES_FILE, ReadError, Report, find_upwards, is_document, is_page,
    list,
};
use crate::rule::{Config, Severity};
use crate::say;
use crate::say::understood::of_report;
use anyhow::Context;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// Where the folders of a folder's documents go, in that.
const INTO: &str = "data";

/// The documents to write as folders.
pub(super) enum Documents {
    /// One that was named, opened.
    One(Box<Report>),
    /// Those of a folder.
    Of(PathBuf, Vec<PathBuf>),
}

/// The documents that a path names; none where it names reports and tables.
pub(super) fn found(args: &InitArgs, terminal: &Terminal) -> Option<Documents> {
    let path = &args.folder;
    if !path.exists() {
        return None;
    }
    if path.is_dir() {
        let listing = list(path).ok()?;
        let known = Neighbours::within(terminal.reach.clone());
        // A document beside reports is one about them.
        let other = |folder: &PathBuf| known.holds_report(folder) && !is_written(folder);
        // So is one beside tables, unless they are to be understood first as well.
        let plain = |table: &PathBuf| open(table, terminal).documents.is_empty();
        let alone = !listing.folders.iter().any(other) && !listing.tables.iter().any(plain);
        let mut documents = [listing.tables, listing.documents].concat();
        documents.sort();
        if documents.is_empty() && alone {
            documents.extend(listing.others.into_iter().filter(|path| is_page(path)));
        }
        return (alone && !documents.is_empty()).then(|| Documents::Of(path.clone(), documents));
    }
    let report = open(path, terminal);
    let named = is_document(path) || is_page(path);
    let document = !report.documents.is_empty() || (named && !report.errors.is_empty());
    document.then(|| Documents::One(Box::new(report)))
}

/// Whether a folder, or those in it, were written from documents.
fn is_written(folder: &Path) -> bool {
    let has = |folder: &Path| folder.join(PLACES_FILE).is_file();
    let within = list(folder).map(|listing| listing.folders);
    has(folder) || within.is_ok_and(|folders| folders.iter().all(|folder| has(folder)))
}

fn open(path: &Path, terminal: &Terminal) -> Report {
    Report::open(path, &Config::default(), &terminal.read())
}

/// Writes or prints the folders of documents. What cannot be read of one keeps
/// no other from being written.
pub(super) fn run(
    documents: Documents,
    args: &InitArgs,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    match documents {
        Documents::One(report) => {
            let folder = args.into.clone().unwrap_or_else(|| beside(&report.path));
            one(*report, &folder, args, terminal)
        }
        Documents::Of(folder, documents) => {
            let folder = folder.strip_prefix(".").unwrap_or(&folder);
            let into = args.into.clone().unwrap_or_else(|| folder.join(INTO));
            let mut exit = Exit::Clean;
            for (document, name) in documents.iter().zip(folder_names(&documents)) {
                let report = open(document, terminal);
                if one(report, &into.join(name), args, terminal)? != Exit::Clean {
                    exit = Exit::Unread;
                }
            }
            Ok(exit)
        }
    }
}

/// The folder of a document beside it: its name without the ending.
fn beside(document: &Path) -> PathBuf {
    match document.extension() {
        Some(_) => document.with_extension(""),
        None => document.with_extension("data"),
    }
}

/// What the folder of each document is called: as the document is without its
/// ending, and with it where several are called the same.
fn folder_names(documents: &[PathBuf]) -> Vec<String> {
    let text =
        |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let stem = |path: &PathBuf| text(path.file_stem());
    let mut count: HashMap<String, usize> = HashMap::new();
    for document in documents {
        *count.entry(stem(document).to_lowercase()).or_default() += 1;
    }
    let name = |path: &PathBuf| {
        let stem = stem(path);
        match count.get(&stem.to_lowercase()) {
            Some(1) => stem,
            _ => format!("{stem}-{}", text(path.extension()).to_lowercase()),
        }
    };
    documents.iter().map(name).collect()
}

/// Writes or prints the folder of one document.
fn one(
    report: Report,
    folder: &Path,
    args: &InitArgs,
    terminal: &Terminal,
) -> anyhow::Result<Exit> {
    let lang = terminal.lang;
    let document = report.path.clone();
    let told = of_report(&report, lang);
    if !report.errors.is_empty() {
        return Ok(unread(&report.errors, terminal));
    }
    let extracted = match extract(report, &terminal.read()) {
        Ok(extracted) => extracted,
        Err(errors) => return Ok(unread(&errors, terminal)),
    };
    for line in told {
        terminal.warn(&(on_one_line(&line) + "\n"));
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let with_period = in_name(&name).is_none();
    let files = files(&extracted, with_period, lang).context("writing CSV")?;
    if args.stdout {
        terminal.print(&shown(folder, &files, &extracted));
        return Ok(Exit::Clean);
    }
    let served = served(folder, terminal);
    let files: Vec<FolderFile> = files
        .into_iter()
        .filter(|file| served.is_none() || file.name != CONFIG_FILE)
        .collect();
    match kept::write(folder, &files, &extracted, args.force, terminal) {
        Ok(kept) => {
            let text = written((&document, folder), &extracted, &kept, served, terminal);
            terminal.print(&text);
            Ok(Exit::Clean)
        }
        Err(kept::NotWritten::File(error)) => Ok(terminal.unwritten(&error)),
        Err(kept::NotWritten::Other(there)) => {
            let (title, help) = in_the_way(folder, there.as_deref(), lang);
            let drawing = terminal.drawing();
            terminal.warn_drawn(&drawing.draw(Severity::Error, None, &title, &[], &[help]));
            Ok(Exit::Unread)
        }
    }
}

fn unread(errors: &[ReadError], terminal: &Terminal) -> Exit {
    for error in errors {
        terminal.error(error);
    }
    Exit::Unread
}

/// A configuration above a folder, which serves what is written there.
fn served(folder: &Path, terminal: &Terminal) -> Option<PathBuf> {
    if folder.join(CONFIG_FILE).exists() {
        return None;
    }
    // The folder need not be there yet.
    let mut above = folder.ancestors().skip(1);
    let there = above.find(|above| above.as_os_str().is_empty() || above.is_dir())?;
    let there = match there.as_os_str().is_empty() {
        true => Path::new("."),
        false => there,
    };
    find_upwards(there, &Neighbours::within(terminal.reach.clone()))
}

/// All files, one below the other.
fn shown(folder: &Path, files: &[FolderFile], extracted: &Extract) -> String {
    let marks: BTreeMap<String, String> = files.iter().map(kept::marked).collect();
    let places = FolderFile {
        name: PLACES_FILE.to_owned(),
        text: places(extracted, &marks),
    };
    let mut out = String::new();
    for file in files.iter().chain([&places]) {
        let path = folder.join(&file.name);
        out += &format!("==> {} <==\n", on_one_line(&path.display().to_string()));
        out += file.text.trim_start_matches('\u{FEFF}');
        out.push('\n');
    }
    out
}

fn in_the_way(folder: &Path, document: Option<&str>, lang: Lang) -> (String, String) {
    let folder = folder.display();
    let title = match document {
        Some(document) => say!(
            lang,
            "{folder} was written from another document, {document}; nothing was written",
            "{folder} 是由另一份文档 {document} 生成的；未写入任何内容"
        ),
        None => say!(
            lang,
            "{folder} is there already, and was not written from a document; nothing was written",
            "{folder} 已经存在，且不是由文档生成的；未写入任何内容"
        ),
    };
    let help = say!(
        lang,
        "name another folder with `--into`; `--force` writes into this one, over files of the same names",
        "请用 --into 指定别的文件夹；--force 写入此文件夹，并覆盖同名文件"
    );
    (title, help)
}

/// What was written, what was kept, and what to do next.
fn written(
    (document, folder): (&Path, &Path),
    extracted: &Extract,
    kept: &[Kept],
    served: Option<PathBuf>,
    terminal: &Terminal,
) -> String {
    let lang = terminal.lang;
    let path = |path: &Path| on_one_line(&path.display().to_string());
    let (document, shown) = (path(document), path(folder));
    let (tables, formulas) = (extracted.tables.len(), extracted.starter.rules.len());
    let rules = extracted.starter.suggestions();
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let (t, f, r) = (plural(tables), plural(formulas), plural(rules));
    let formulas = match formulas {
        0 => String::new(),
        _ => say!(
            lang,
            ", {formulas} rule{f} of its author",
            "，{formulas} 条作者写下的规则"
        ),
    };
    let mut out = say!(
        lang,
        "wrote {shown}: {tables} table{t} of {document}{formulas}, {rules} suggested rule{r}\n",
        "已写入 {shown}：{document} 的 {tables} 张表格{formulas}，{rules} 条建议规则\n"
    );
    for file in kept {
        out += &of_kept(file, lang);
    }
    if let Some(there) = served {
        let there = path(&there);
        out += &say!(
            lang,
            "no reportcheck.toml: {there} serves these tables already\n",
            "未写 reportcheck.toml：已有适用于这些表格的 {there}\n"
        );
    }
    out += &say!(
        lang,
        "next: compare the tables with the document, look through reportcheck.toml, then run `reportcheck validate {shown}`\n",
        "下一步：对照文档查看表格，检查 reportcheck.toml，再运行 reportcheck validate {shown}\n"
    );
    out
}

fn of_kept(file: &Kept, lang: Lang) -> String {
    let name = on_one_line(&file.name);
    match file.fate {
        Fate::Changed => say!(
            lang,
            "kept {name}, which was changed by hand\n",
            "保留了手工改动过的 {name}\n"
        ),
        Fate::Differs => say!(
            lang,
            "kept {name}, which was changed by hand; the document now says something else: `--stdout` shows it, `--force` takes it\n",
            "保留了手工改动过的 {name}；文档内容已与上次不同：--stdout 可查看，--force 则覆盖\n"
        ),
        Fate::Gone => say!(
            lang,
            "{name} was written before, and the document no longer has its table; delete it if it is not needed\n",
            "{name} 是上次写的，文档中已没有这张表格；不需要时请删除\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_one_name_have_folders_of_their_own() {
        let paths = ["in/a.docx", "in/A.pdf", "in/b.xlsx"].map(PathBuf::from);
        assert_eq!(folder_names(&paths), ["a-docx", "A-pdf", "b"]);
        assert_eq!(beside(Path::new("in/a.docx")), Path::new("in/a"));
        assert_eq!(beside(Path::new("in/a")), Path::new("in/a.data"));
    }
}
