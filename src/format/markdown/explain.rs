//! What the kinds of findings mean, as Markdown.

use crate::explain::{Explanation, File};
use crate::lang::Lang;
use crate::say;
use crate::say::explain::{heading, of_group, parts, preface, sentence};
use crate::say::terms::labelled;

/// The whole reference: `docs/findings.md`, `docs/findings.zh.md`.
pub(crate) fn markdown(lang: Lang) -> String {
    let mut text = format!("{}\n\n{}\n", head(lang), preface(lang));
    for built_in in [false, true] {
        text.push_str(&format!("\n## {}\n\n", heading(built_in, lang)));
        for entry in of_group(built_in) {
            let (code, title) = (entry.code, entry.page(lang).title);
            let link = format!("[`{code}`](#{code})");
            text.push_str(&format!("- {}\n", labelled(&link, title, lang)));
        }
        for entry in of_group(built_in) {
            text.push_str(&section(entry, lang));
        }
    }
    text
}

fn section(entry: &Explanation, lang: Lang) -> String {
    format!("\n### {}\n\n{}", entry.code, help(entry, lang))
}

/// Where the page comes from, and its title.
fn head(lang: Lang) -> String {
    say!(
        lang,
        "<!-- Printed by `reportcheck explain --markdown --lang en`; edit src/explain/, not this file. -->\n\n# Findings",
        "<!-- 由 `reportcheck explain --markdown --lang zh` 生成；请改 src/explain/，不要改本文件。 -->\n\n# 发现"
    )
}

/// What a kind means, as Markdown.
pub(crate) fn help(entry: &Explanation, lang: Lang) -> String {
    let page = entry.page(lang);
    let mut text = sentence(page.title, lang);
    let stop = say!(lang, ".", "。");
    let mut part = |heading: &str, prose: &str, files: &[File]| {
        text.push_str(&format!("\n\n**{heading}{stop}** {prose}"));
        for file in files {
            let kind = match file.path.rsplit('.').next() {
                Some("toml") => "toml",
                Some("csv") => "csv",
                _ => "text",
            };
            text.push_str(&format!("\n\n`{}`\n\n", file.path));
            text.push_str(&format!("```{kind}\n{}```", file.text));
        }
    };
    for (heading, prose, files) in parts(entry, lang) {
        part(&heading, &prose, files);
    }
    text.push('\n');
    // A part without prose leaves no space at its line's end.
    text.replace("** \n", "**\n")
}
