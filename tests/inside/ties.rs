//! Figures of sentences that tables of the same document print too: which are
//! tied, and above all which are not.

use crate::claim::Stands;
use crate::document::open_any;
use crate::fuzzing::claims;
use crate::report::{ListedClaims, Reach};

use proptest::prelude::*;

/// The ties of a document: the print of the sentence, that of the cell, and
/// whether they agree.
fn ties(text: &str) -> Vec<(String, String, bool)> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.md");
    std::fs::write(&path, text).expect("a file");
    let access = Reach::default().naming(&path).access(&path);
    let listed = ListedClaims::of(open_any(&path, &access, None).expect("a document"));
    let ties = listed
        .claims
        .iter()
        .filter(|claim| claim.pattern == "same-cell");
    ties.map(|claim| {
        let agree = claim.stands == Stands::Holds;
        (claim.reported.clone(), claim.operands[0].clone(), agree)
    })
    .collect()
}

/// Only the figures that differ.
fn differ(text: &str) -> Vec<(String, String)> {
    let ties = ties(text).into_iter();
    ties.filter(|(_, _, agree)| !agree)
        .map(|(said, cell, _)| (said, cell))
        .collect()
}

const OFFICE: &str = "\n\n| 指标 | 单位 | 数值 |\n|---|---|---|\n\
    | 受理投诉举报 | 件 | 1283 |\n| 办结投诉举报 | 件 | 1197 |\n| 组织专项检查 | 次 | 24 |\n| 罚没款金额 | 万元 | 86.5 |\n";

#[test]
fn what_differs_is_told_beside_what_is_restated() {
    let said = "# 2023年工作报告\n\n全年共受理投诉举报1238件，办结投诉举报1197件。";
    assert_eq!(
        differ(&format!("{said}{OFFICE}")),
        [("1238".into(), "1283".into())]
    );
    let said = "# 2023年工作报告\n\n全年受理投诉举报1283件，组织专项检查26次，罚没款金额86.5万元。";
    assert_eq!(
        differ(&format!("{said}{OFFICE}")),
        [("26".into(), "24".into())]
    );
}

#[test]
fn units_are_taken_into_account() {
    let said = "# 报告\n\n全年罚没款金额865000元，受理投诉举报1283件，组织专项检查24次。";
    let all = ties(&format!("{said}{OFFICE}"));
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all.iter().all(|(_, _, agree)| *agree), "{all:?}");
    // A part of it is counted in something else.
    let said = "# 报告\n\n全年受理投诉举报1283件，办结投诉举报1197人次。";
    assert_eq!(ties(&format!("{said}{OFFICE}")).len(), 1);
}

#[test]
fn rounded_prints_agree_where_they_can() {
    let said = "# 报告\n\n全年受理投诉举报1283件，罚没款金额约86万元，办结投诉举报1100余件。";
    assert_eq!(differ(&format!("{said}{OFFICE}")), []);
}

/// Sentences whose figures are of something else, beside one that is restated.
#[test]
fn what_is_of_something_else_is_not_told() {
    for said in [
        "2022年受理投诉举报1102件。",
        "上半年受理投诉举报602件。",
        "1-10月受理投诉举报1002件。",
        "截至2023年10月，累计受理投诉举报5012件。",
        "市本级受理投诉举报402件。",
        "网上受理投诉举报302件。",
        "月均受理投诉举报107件。",
        "计划组织专项检查30次。",
        "下一年度目标：组织专项检查30次。",
        "五年来受理投诉举报6012件。",
        "受理投诉举报较上年增加181件。",
        "受理投诉举报占比45件。",
        "不予受理投诉举报45件。",
        "受理投诉举报最多的单位45件。",
        "受理投诉举报超过1200件。",
        "受理投诉举报1100件（不含网上）。",
    ] {
        let text = format!("# 2023年报告\n\n全年办结投诉举报1197件。{said}{OFFICE}");
        assert_eq!(differ(&text), [], "{said}");
    }
}

#[test]
fn nothing_is_told_where_nothing_else_is_restated() {
    let said = "# 2023年报告\n\n全年受理投诉举报45件，组织专项检查3次。";
    assert_eq!(differ(&format!("{said}{OFFICE}")), []);
}

#[test]
fn two_cells_that_fit_are_none() {
    let twice = "\n\n| 县区 | 受理投诉举报 | 办结投诉举报 |\n|---|---|---|\n| 东区 | 683 | 600 |\n| 西区 | 600 | 597 |\n";
    let said = "# 2023年报告\n\n全年受理投诉举报1111件，办结投诉举报1197件。";
    assert_eq!(
        differ(&format!("{said}{OFFICE}{twice}")),
        [("1111".into(), "1283".into())]
    );
    let other = OFFICE.replace("1283", "1302");
    assert_eq!(
        differ(&format!("{said}{OFFICE}\n下表为上年情况。{other}")),
        []
    );
}

#[test]
fn a_plan_beside_what_was_done_leaves_the_year_open() {
    let said = "# 关于2023年预算执行情况和2024年预算草案的报告\n\n一般公共预算收入98.76亿元，税收收入70.10亿元。";
    let table = "\n\n| 项目 | 预算数（亿元） |\n|---|---|\n| 一般公共预算收入 | 105.20 |\n| 税收收入 | 70.10 |\n";
    assert_eq!(differ(&format!("{said}{table}")), []);
}

#[test]
fn a_change_beside_its_figure_is_tied_with_its_sign() {
    let table = "\n\n| 指标 | 绝对数（亿元） | 比上年增长（%） |\n|---|---|---|\n\
        | 固定资产投资 | 312.45 | -3.2 |\n| 社会消费品零售总额 | 198.20 | 6.1 |\n";
    let said = "# 2023年公报\n\n全年固定资产投资312.45亿元，比上年下降3.2%。社会消费品零售总额198.20亿元，比上年增长6.7%。";
    assert_eq!(
        differ(&format!("{said}{table}")),
        [("6.7%".into(), "6.1".into())]
    );
    assert_eq!(ties(&format!("{said}{table}")).len(), 4);
    // Adjusted for prices, or against another period, it is another one.
    for other in [
        "实际增长6.7%",
        "比上年同期增长6.7%",
        "比上年提高6.7个百分点",
        "环比增长6.7%",
    ] {
        let said = format!(
            "# 2023年公报\n\n全年固定资产投资312.45亿元，社会消费品零售总额198.20亿元，{other}。"
        );
        assert_eq!(differ(&format!("{said}{table}")), [], "{other}");
    }
}

const MEASURES: &str = "\n\n| Measure | 2022 | 2023 |\n|---|---|---|\n| Requests received | 1,100 | 1,248 |\n\
    | Requests closed | 1,050 | 1,190 |\n| Staff trained | 40 | 45 |\n";

#[test]
fn english_sentences_are_tied_to_the_column_of_their_year() {
    let said = "# Annual report 2023\n\nWe received 1,284 requests and closed 1,190 requests. In 2022 we received 1,100 requests.";
    assert_eq!(
        differ(&format!("{said}{MEASURES}")),
        [("1,284".into(), "1,248".into())]
    );
    for other in [
        "Of the requests received, 45 were late.",
        "We received about 1,300 requests.",
        "On average we received 104 requests per month.",
        "We received 300 requests in the first quarter.",
        "Since 2010 we received 9,104 requests.",
        "We received 310 requests by post.",
        "Last year we received 1,104 requests.",
        "Staff trained by others: 12 people.",
    ] {
        let said = format!("# Annual report 2023\n\nWe closed 1,190 requests. {other}");
        assert_eq!(differ(&format!("{said}{MEASURES}")), [], "{other}");
    }
}

proptest! {
    /// Whatever is written, figures are listed in their order and nothing breaks.
    #[test]
    fn any_page_is_read(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..40)) {
        claims(&words.concat());
    }
}

/// What pages are made of.
const WORDS: &[&str] = &[
    "# 2023年报告\n\n",
    "全年",
    "受理投诉举报",
    "办结投诉举报",
    "1283件",
    "1197",
    "-3.2%",
    "比上年",
    "增长",
    "下降",
    "占",
    "，",
    "。",
    "\n\n",
    "2022年",
    "86.5万元",
    "99999999999999999999亿元",
    "其中",
    "received ",
    "requests ",
    "in 2023 ",
    "1,284 ",
    "(",
    ")",
    "\n\n| 指标 | 数值 | 增长（%） |\n|---|---|---|\n",
    "| 受理投诉举报 | 1283 | -3.2 |\n",
    "| 办结投诉举报 | 99999999999999999999 | 1 |\n",
    "| Requests received | 1,284 | |\n",
];
