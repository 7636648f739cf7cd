//! What the kinds of findings mean, for a terminal and as Markdown.

use crate::explain::{Explanation, File, entries, headings};
use crate::format::wrap::wrap;
use crate::lang::Lang;
use crate::rule::SeverityFrom;
use crate::say;
use crate::say::words::severity_name;
use unicode_width::UnicodeWidthStr;

/// Lines of prose are not longer than this, however wide the terminal is.
const WIDEST: usize = 80;

/// The page of a kind.
pub fn page(entry: &Explanation, width: usize, lang: Lang) -> String {
    let page = entry.page(lang);
    let width = width.min(WIDEST);
    let mut text = say!(lang, "{}: {}\n", "{}：{}\n", entry.code, page.title);
    let mut part = |heading: &str, prose: &str, files: &[File]| {
        text.push_str(&format!("\n{heading}\n"));
        if !prose.is_empty() {
            text.push_str(&wrap(prose, width, "  "));
        }
        for file in files {
            text.push_str(&format!("\n  {}\n", file.path));
            for line in file.text.lines() {
                text.push_str(format!("    {line}").trim_end());
                text.push('\n');
            }
        }
    };
    let [checks, why, example, mend] = headings(lang);
    part(checks, page.checks, &[]);
    part(why, page.why, &[]);
    part(example, "", &page.example);
    part(mend, page.mend, &page.mended);
    part(
        &say!(lang, "Severity", "严重程度"),
        &severity(entry, lang),
        &[],
    );
    text
}

/// Where a kind's severity comes from.
fn severity(entry: &Explanation, lang: Lang) -> String {
    match entry.code.severity_from() {
        SeverityFrom::Rule => say!(
            lang,
            "The rule's: `severity = \"error\"` unless it says `\"warning\"` or `\"note\"`.",
            "由规则决定：默认 `severity = \"error\"`（错误），可写 `\"warning\"`（警告）或 `\"note\"`（提示）。"
        ),
        SeverityFrom::Remainder => say!(
            lang,
            "The rule's: `remainder = \"warning\"` unless it says `\"error\"`, `\"note\"` or `\"none\"`.",
            "由规则决定：默认 `remainder = \"warning\"`（警告），可写 `\"error\"`（错误）、`\"note\"`（提示）或 `\"none\"`（不提示）。"
        ),
        SeverityFrom::Checks(severity) => {
            let (code, name) = (entry.code, severity_name(severity, lang));
            let other = match severity.name() {
                "note" => "warning",
                _ => "note",
            };
            say!(
                lang,
                "{name}, without any rule. To change it, write `{code} = \"{other}\"` under `[checks]` in reportcheck.toml; `\"off\"` turns it off.",
                "{name}，不需要规则。若要更改，在 reportcheck.toml 的 `[checks]` 中写 `{code} = \"{other}\"`；写 `\"off\"` 则关闭。"
            )
        }
    }
}

/// All kinds, one line each.
pub fn list(lang: Lang) -> String {
    let wide = entries()
        .map(|entry| entry.code.name().len())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for built_in in [false, true] {
        text.push_str(&heading(built_in, lang));
        text.push('\n');
        for entry in of_group(built_in) {
            let title = entry.page(lang).title;
            text.push_str(&format!("  {:wide$}  {title}\n", entry.code));
        }
        text.push('\n');
    }
    text.push_str(&say!(
        lang,
        "`reportcheck explain CODE` tells what a finding means and how to mend it;\n`reportcheck explain RULE` what a rule of your configuration checks.\n",
        "“reportcheck explain 代码”说明某种发现的含义和改法；\n“reportcheck explain 规则名”说明配置中某条规则核对什么。\n"
    ));
    text
}

fn heading(built_in: bool, lang: Lang) -> String {
    match built_in {
        false => say!(lang, "Findings of rules", "规则的发现"),
        true => say!(lang, "Findings that need no rule", "不需要规则的发现"),
    }
}

fn of_group(built_in: bool) -> impl Iterator<Item = &'static Explanation> {
    entries().filter(move |entry| entry.code.is_built_in() == built_in)
}

/// The whole reference: `docs/findings.md`, `docs/findings.zh.md`.
pub fn markdown(lang: Lang) -> String {
    let mut text = say!(
        lang,
        "<!-- Printed by `reportcheck explain --markdown --lang en`; edit src/explain/, not this file. -->\n\n# Findings\n\n\
Every finding carries a code in brackets, such as `error[sum-mismatch]`. \
This page says for each code what is checked, why it matters, and how to mend it. \
`reportcheck explain sum-mismatch` prints the same at the terminal. \
Each example is run by a test: it has this finding and no other, and none once it is mended. \
Findings of one cause are told as one, with the figures that may be wrong: see [reasoning.md](reasoning.md).\n",
        "<!-- 由 `reportcheck explain --markdown --lang zh` 生成；请改 src/explain/，不要改本文件。 -->\n\n# 发现\n\n\
每处发现都带有方括号中的代码，如 `错误[sum-mismatch]`。本页逐一说明每个代码核对什么、为什么重要、怎样改正。\
在终端可用 `reportcheck explain sum-mismatch` 查看。每个示例都由测试运行过：恰有这一处发现，改正后则没有。\
出于同一原因的几处发现合为一处，并指出可能有误的数，见 [reasoning.md](reasoning.md)。\n"
    );
    for built_in in [false, true] {
        text.push_str(&format!("\n## {}\n\n", heading(built_in, lang)));
        for entry in of_group(built_in) {
            let (code, title) = (entry.code, entry.page(lang).title);
            text.push_str(&say!(
                lang,
                "- [`{code}`](#{code}): {title}\n",
                "- [`{code}`](#{code})：{title}\n"
            ));
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

/// What a kind means, as Markdown.
pub fn help(entry: &Explanation, lang: Lang) -> String {
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
    let [checks, why, example, mend] = headings(lang);
    part(checks, page.checks, &[]);
    part(why, page.why, &[]);
    part(example, "", &page.example);
    part(mend, page.mend, &page.mended);
    part(
        &say!(lang, "Severity", "严重程度"),
        &severity(entry, lang),
        &[],
    );
    text.push('\n');
    // A part without prose leaves no space at its line's end.
    text.replace("** \n", "**\n")
}

/// A title as a sentence of its own.
pub(crate) fn sentence(title: &str, lang: Lang) -> String {
    let mut letters = title.chars();
    match (letters.next(), lang) {
        (Some(first), Lang::En) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        _ => format!("{title}。"),
    }
}

/// Rows of names and values, the values in one column.
pub fn aligned(rows: &[(String, String)], indent: &str) -> String {
    let wide = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    rows.iter()
        .map(|(name, value)| {
            let space = " ".repeat(wide - name.width());
            format!("{indent}{name}{space}  {value}\n")
        })
        .collect()
}
