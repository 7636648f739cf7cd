//! What is said of the changes that findings suggest, and of findings that
//! suggest none.

use crate::cell::CellName;
use crate::finding::Finding;
use crate::fix::{CellFix, WhyNone};
use crate::lang::Lang;
use crate::say;
use crate::say::clash::limit;
use crate::say::lists;
use crate::say::terms::plural;
use crate::say::title::title;
use std::path::Path;

/// That a finding suggests no change, and why.
pub(crate) fn none(finding: &Finding, why: &WhyNone, lang: Lang) -> String {
    let address = finding.primary().place.address_in(lang);
    let title = title(finding, lang);
    let why = why_none(why, lang);
    say!(
        lang,
        "no change suggested: {address}: {title}: {why}",
        "未建议改动：{address}：{title}：{why}"
    )
}

fn why_none(why: &WhyNone, lang: Lang) -> String {
    match why {
        WhyNone::NotKnown => say!(
            lang,
            "what it should be does not follow from the other figures",
            "从其他数推不出应改成什么"
        ),
        WhyNone::CannotBeTold => say!(
            lang,
            "it cannot be told which figure is wrong",
            "无法判断是哪个数有误"
        ),
        WhyNone::Rule => say!(
            lang,
            "the rule is off by a factor, not a figure",
            "是规则差了一个倍数，不是数字有误"
        ),
        WhyNone::Restated => say!(
            lang,
            "the report before prints it otherwise: it was restated since, or is wrong there",
            "与上一期报告所印不同：此后作了调整，或上一期有误"
        ),
        WhyNone::OnlyZero => say!(
            lang,
            "the rules contradict one another: only 0 satisfies them all",
            "规则相互矛盾：只有 0 才能使其全部成立"
        ),
        WhyNone::NoRepair => say!(
            lang,
            "no change of the figures that may be wrong mends it",
            "改动可能有误的数都不能使其成立"
        ),
        WhyNone::GaveUp(most) => {
            let limit = limit(*most, lang);
            say!(
                lang,
                "the search was not finished, because {limit}",
                "查找未能完成，因为{limit}"
            )
        }
        WhyNone::NoPrint(cell) => say!(
            lang,
            "{cell} is wrong, but what it should say cannot be told",
            "{cell} 有误，但无法判断应是多少"
        ),
        WhyNone::Elsewhere(cell) => say!(
            lang,
            "{cell} is wrong, and is not in a table that can be changed here",
            "{cell} 有误，但它所在的表格不能在此改动"
        ),
        WhyNone::Disputed(cell) => say!(
            lang,
            "other findings suggest something else for {cell}",
            "其他发现对 {cell} 的建议与此不同"
        ),
        WhyNone::InDocument(cells) => {
            let change =
                |(cell, print, new): &(CellName, String, String)| format!("{cell} {print} → {new}");
            let changes: Vec<String> = cells.iter().map(change).collect();
            let changes = lists::listed(&changes, lang);
            say!(
                lang,
                "a document is not changed here: change it there ({changes}), or write its tables out by `reportcheck init`",
                "文档不在此改动：请在原文中修改（{changes}），或用 reportcheck init 写出其中的表格"
            )
        }
        WhyNone::Unwritable(path) => {
            let path = path.display();
            say!(lang, "{path} cannot be changed", "{path} 不能改动")
        }
    }
}

/// That a quote beside a change says the old figure; none where no quote does.
pub(crate) fn quote(fix: &CellFix, lang: Lang) -> Option<String> {
    let quote = fix.quote.as_ref()?;
    let (address, cell, print) = (quote.address_in(lang), &fix.cell, fix.place.words());
    Some(say!(
        lang,
        "note: the quote of {cell} still says {print} ({address})",
        "提示：{cell} 的引文中仍是 {print}（{address}）"
    ))
}

/// That a difference shows lines otherwise than they are.
pub(crate) fn no_patch(path: &Path, lang: Lang) -> String {
    let path = path.display();
    say!(
        lang,
        "note: {path} holds characters that steer what shows them, and they are shown as U+FFFD: `patch` cannot take this; use --write",
        "提示：{path} 含有会影响显示的控制字符，这里显示为 U+FFFD，因此不能交给 patch；请用 --write"
    )
}

/// What a run that writes nothing came to.
pub(crate) fn suggested(cells: usize, files: usize, lang: Lang) -> String {
    match cells {
        0 => say!(lang, "no changes suggested", "没有可建议的改动"),
        _ => say!(
            lang,
            "{cells} change{s} suggested in {files} file{f}; --write makes them",
            "建议改动 {files} 个文件中的 {cells} 个单元格{s}{f}；加 --write 写入",
            s = plural(cells as u64, lang),
            f = plural(files as u64, lang)
        ),
    }
}

/// That a file was written.
pub(crate) fn written(path: &Path, cells: usize, lang: Lang) -> String {
    let path = path.display();
    say!(
        lang,
        "{path}: {cells} cell{s} changed",
        "{path}：已改动 {cells} 个单元格{s}",
        s = plural(cells as u64, lang)
    )
}

/// That nothing is written, since not all could be read.
pub(crate) fn not_all_read(lang: Lang) -> String {
    say!(
        lang,
        "nothing is written, since part of the report could not be read",
        "报告中有内容无法读取，因此没有写入任何改动"
    )
}
