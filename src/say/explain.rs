//! What the kinds of findings mean, for a terminal and as Markdown.

use crate::explain::{Explanation, File, Page, entries, headings};
use crate::lang::Lang;
use crate::rule::SeverityFrom;
use crate::say;
use crate::say::terms::severity_name;
use crate::say::unchecked::NO_RULE_CHECKED;

/// The parts of a kind's page in their order: each with its heading, its prose
/// (or none) and the files that it shows.
pub(crate) fn parts(entry: &Explanation, lang: Lang) -> [(String, String, &[File]); 5] {
    let page = entry.page(lang);
    let [checks, why, example, mend] = headings(lang).map(str::to_owned);
    [
        (checks, page.checks.to_owned(), &[]),
        (why, page.why.to_owned(), &[]),
        (example, String::new(), &page.example),
        (mend, page.mend.to_owned(), &page.mended),
        (severity_heading(lang), severity(entry, lang), &[]),
    ]
}

/// Where a kind's severity comes from.
pub(crate) fn severity(entry: &Explanation, lang: Lang) -> String {
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

/// The heading of the kinds that rules find, and of those that need none.
pub(crate) fn heading(built_in: bool, lang: Lang) -> String {
    match built_in {
        false => say!(lang, "Findings of rules", "规则的发现"),
        true => say!(lang, "Findings that need no rule", "不需要规则的发现"),
    }
}

/// The kinds of one group.
pub(crate) fn of_group(built_in: bool) -> impl Iterator<Item = &'static Explanation> {
    entries().filter(move |entry| entry.code.is_built_in() == built_in)
}

/// A title as a sentence of its own.
pub(crate) fn sentence(title: &str, lang: Lang) -> String {
    let mut letters = title.chars();
    match (letters.next(), lang) {
        (Some(first), Lang::En) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        _ => format!("{title}。"),
    }
}

/// What a kind checks, and why.
pub(crate) fn in_full(page: &Page, lang: Lang) -> String {
    let (checks, why) = (page.checks, page.why);
    say!(lang, "{checks} {why}", "{checks}{why}")
}

/// Above where a severity comes from.
pub(crate) fn severity_heading(lang: Lang) -> String {
    say!(lang, "Severity", "严重程度")
}

/// Below the list of all kinds.
pub(crate) fn how_to_ask(lang: Lang) -> String {
    say!(
        lang,
        "`reportcheck explain CODE` tells what a finding means and how to mend it;\n\
         `reportcheck explain RULE` what a rule of your configuration checks.\n",
        "“reportcheck explain 代码”说明某种发现的含义和改法；\n\
         “reportcheck explain 规则名”说明配置中某条规则核对什么。\n"
    )
}

/// At the head of the reference.
pub(crate) fn preface(lang: Lang) -> String {
    say!(
        lang,
        "Every finding carries a code in brackets, such as `error[sum-mismatch]`. \
         This page says for each code what is checked, why it matters, and how to mend it. \
         `reportcheck explain sum-mismatch` prints the same at the terminal. \
         Each example is run by a test: it has this finding and no other, and none once it is mended. \
         Findings of one cause are told as one, with the figures that may be wrong: \
         see [reasoning.md](reasoning.md).",
        "每处发现都带有方括号中的代码，如 `错误[sum-mismatch]`。本页逐一说明每个代码核对什么、为什么重要、怎样改正。\
         在终端可用 `reportcheck explain sum-mismatch` 查看。每个示例都由测试运行过：恰有这一处发现，改正后则没有。\
         出于同一原因的几处发现合为一处，并指出可能有误的数，见 [reasoning.md](reasoning.md)。"
    )
}

/// What is told beside findings, by its kind.
pub(crate) fn kinds_of_notes(lang: Lang) -> [(&'static str, String); 8] {
    [
        (
            "not-read",
            say!(lang, "Something could not be read.", "有内容无法读取。"),
        ),
        (
            "not-checked",
            say!(lang, "A check could not be made.", "有一项核对未能进行。"),
        ),
        (
            NO_RULE_CHECKED,
            say!(
                lang,
                "No rule of a report was checked.",
                "有一份报告没有核对任何规则。"
            ),
        ),
        (
            "ignored",
            say!(
                lang,
                "A file beside the tables is not read.",
                "表格旁有文件未读取。"
            ),
        ),
        (
            "not-listed",
            say!(lang, "Findings are not listed.", "有发现未列出。"),
        ),
        (
            "deduced",
            say!(
                lang,
                "The rules leave a blank figure one value.",
                "规则使一个空白的数只能取一个值。"
            ),
        ),
        (
            "left-out",
            say!(
                lang,
                "A rule takes no part in the check of the whole report.",
                "有一条规则未参加整份报告的核对。"
            ),
        ),
        (
            "gave-up",
            say!(
                lang,
                "The check of the whole report was not finished.",
                "整份报告的核对未能完成。"
            ),
        ),
    ]
}
