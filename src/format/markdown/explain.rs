//! What the kinds of findings mean, as Markdown.

use crate::explain::{Explanation, File, headings};
use crate::lang::Lang;
use crate::say;
use crate::say::explain::{heading, of_group, sentence, severity};

/// The whole reference: `docs/findings.md`, `docs/findings.zh.md`.
pub(crate) fn markdown(lang: Lang) -> String {
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
