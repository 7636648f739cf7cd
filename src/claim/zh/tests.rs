//! Sentences, and the claims that are read from them, one a line.

use crate::claim::{Claim, Stands, read};
use crate::figure::UnitBook;

/// The claims of a text: pattern, reported figure, operands, verdict.
fn claims(text: &str) -> Vec<String> {
    let read = read(text, &UnitBook::default());
    let chars: Vec<char> = text.chars().collect();
    let print = |figure: usize| -> String {
        let number = read.figures[figure].number.clone();
        chars[number].iter().collect()
    };
    let line = |claim: &Claim| {
        let operands = claim.operands.iter().map(|operand| {
            let sign = if operand.minus { "-" } else { "" };
            format!("{sign}{}", print(operand.figure))
        });
        let operands: Vec<String> = operands.collect();
        let verdict = match claim.stands {
            Stands::Holds => "holds",
            Stands::Fails => "fails",
            Stands::Depends(_) => "depends",
        };
        let (pattern, reported) = (claim.pattern, print(claim.reported));
        format!(
            "{pattern}: {reported} <- {} {verdict}",
            operands.join(" + ")
        )
    };
    read.claims.iter().map(line).collect()
}

/// Asks that a text states a claim, among others.
fn states(text: &str, claim: &str) {
    let found = claims(text);
    assert!(found.iter().any(|own| own == claim), "{text}: {found:?}");
}

/// Asks that nothing is found wrong in texts.
fn right(texts: &[&str]) {
    for text in texts {
        let found = claims(text);
        let wrong = found.iter().find(|own| own.ends_with("fails"));
        assert_eq!(wrong, None, "{text}");
    }
}

#[test]
fn parts_that_take_in_each_other_are_no_list() {
    right(&[
        "医院现有职工3264人，其中卫生技术人员2758人，占84.5%；卫生技术人员中，医师986人，护士1412人。",
        "学校现有教职工2186人，其中专任教师1432人，具有博士学位的教师986人，占专任教师总数的68.85%。",
        "处分11286人，其中党纪处分9642人，政务处分2318人（双重处分674人）。",
        "处分11286人，其中党纪处分9642人，政务处分2318人。",
    ]);
    // A list that goes on with amounts of its own is one.
    states(
        "学校现有教职工2186人，其中专任教师1432人，行政人员486人，教辅人员268人。",
        "parts-listed: 2186 <- 1432 + 486 + 268 holds",
    );
}

#[test]
fn named_ratios_and_means_stand_also_behind() {
    states(
        "生师比为18.4:1（在校生26418人，专任教师1432人）。",
        "named-ratio: 18.4 <- 26418 + 1432 holds",
    );
    states(
        "营业总收入48.62亿元，营业成本31.27亿元，毛利率35.68%。",
        "named-ratio: 35.68% <- 48.62亿 + 31.27亿 holds",
    );
    states(
        "图书馆藏书286.3万册，生均108.4册，在校学生26418人。",
        "average: 108.4 <- 286.3万 + 26418 holds",
    );
    right(&[
        "营业总收入48.62亿元，营业成本31.27亿元，毛利率34.12%。",
        "生师比为18.4:1（在校生26418人，外聘教师1132人）。",
        "图书馆藏书286.3万册，生均118.4册，在校学生26418人。",
    ]);
}

#[test]
fn what_is_left_of_cases_is_told_by_what_is_not_done() {
    states(
        "旧存2318件，新收19264件，审结19877件，尚有1705件未审结。",
        "balance: 1705 <- 2318 + 19264 + -19877 holds",
    );
    right(&["新收19264件，审结18877件，尚有1705件未审结。"]);
}

#[test]
fn parts_and_shares_among_some() {
    for (text, claim) in [
        (
            "不合格网站12家，主要是更新不及时（8家）和链接不可用（4家）。",
            "parts-listed: 12 <- 8 + 4 holds",
        ),
        (
            "12个行业中有9个行业实现增长，增长面为75%。",
            "share-of-whole: 75% <- 9 + 12 holds",
        ),
        (
            "受访企业中有62.4%表示订单增加，21.3%表示持平，16.3%表示减少。",
            "shares-complete: 62.4% <- 62.4% + 21.3% + 16.3% holds",
        ),
        (
            "测评票486张，其中“满意”462张，“基本满意”21张，“不满意”3张，满意率为99.38%。",
            "named-rate: 99.38% <- 462 + 21 + 486 holds",
        ),
        (
            "共有12个班级，学生486人，平均每班40.5人。",
            "average: 40.5 <- 486 + 12 holds",
        ),
        (
            "上诉案件为4件，诉讼案件结案数为97件，服判息诉率为95.9%。",
            "named-ratio: 95.9% <- 97 + 4 holds",
        ),
    ] {
        states(text, claim);
    }
    right(&[
        "不合格网站12家，主要是更新不及时（8家）和链接不可用（6家）。",
        "12个行业中有9个行业实现增长，利润率为65%。",
        "受访企业中有62.4%表示订单增加，21.3%表示持平，12.3%表示减少。",
        "上诉案件为14件，诉讼案件结案数为97件，服判息诉率为95.9%。",
    ]);
}

#[test]
fn limits_of_changes() {
    states(
        "居民消费价格上涨1.8%，控制在3%以内。",
        "bound: 3% <- 1.8% holds",
    );
    states(
        "能耗下降3.2%，完成年度下降3%的目标任务。",
        "bound: 3% <- 3.2% holds",
    );
    right(&["收入增长3.2%，支出增长2.4%，完成年度下降3%的目标任务。"]);
}

#[test]
fn names_that_leave_no_choice_tell_mistakes_too() {
    for (text, claim) in [
        (
            "应考人数3862人，实考3618人，缺考274人。",
            "difference: 274 <- 3862 + 3618 fails",
        ),
        (
            "社会保险基金收入126.8亿元，支出108.3亿元，当年收支结余18.6亿元。",
            "difference: 18.6亿 <- 126.8亿 + 108.3亿 holds",
        ),
        (
            "社会保险基金收入126.8亿元，支出108.3亿元，当年收支结余18.9亿元。",
            "difference: 18.9亿 <- 126.8亿 + 108.3亿 fails",
        ),
        (
            "电话接通率98.92%，呼入12.86万个，接通12.683万个。",
            "named-rate: 98.92% <- 12.683万 + 12.86万 fails",
        ),
        (
            "共抽检食品12486批次，检出不合格样品318批次，总体合格率97.75%。",
            "named-rate: 97.75% <- 12486 + 318 fails",
        ),
        (
            "归母净利润为3.12亿元，去年同期为2.68亿元，同比增长19.42%。",
            "change-from: 19.42% <- 3.12亿 + 2.68亿 fails",
        ),
    ] {
        states(text, claim);
    }
}

#[test]
fn names_that_leave_a_choice_tell_none() {
    right(&[
        // What is left out, or counted otherwise.
        "新签约项目286个，其中亿元以上项目212个、10亿元以上项目42个、50亿元以上项目6个。",
        "全市共有党员18.6万名，其中女党员5.2万名，占27.9%；35岁及以下党员3.8万名，占20.6%；大专及以上学历党员9.4万名，占50.4%。",
        "应到代表312名，实到298名，因病因事请假12名。",
        "社会保险基金收入126.8亿元，支出108.3亿元，年末滚存结余142.7亿元。",
        "收入126.8亿元，其中税收收入98.4亿元，支出108.3亿元，当年结余17.2亿元。",
        "预算收入86.4亿元，预算支出71.2亿元，短收4.1亿元。",
        "资产总额86.4亿元，负债总额47.2亿元，归属于母公司所有者权益36.1亿元。",
        // Rates of something else.
        "群众满意率98.9%，受理诉求3218件，办结3205件。",
        "按时办结率98.6%，共受理3218件，办结3205件。",
        "满意率98.6%，共受理3218件，基本满意3105件。",
        "接通率98.9%，呼入12.86万个，其中夜间呼入2.1万个，接通12.3万个。",
        "抽检食品12486批次，不合格318批次，其中食用农产品合格率98.1%。",
        "抽检食品12486批次，不合格318批次，较上年合格率提高0.2个百分点，达到97.45%。",
        // Changes that are told otherwise.
        "归母净利润为3.12亿元，去年同期为2.68亿元（调整后），同比增长15.92%。",
        "扣非净利润3.12亿元，去年同期为2.68亿元，同口径增长15.92%。",
        "增加值3.12亿元，去年同期为2.68亿元，按可比价格计算，同比增长15.9%。",
        "营业收入18.2亿元，净利润3.12亿元，去年同期为2.68亿元，营业收入同比增长16.3%。",
    ]);
}
