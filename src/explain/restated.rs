//! Findings of figures that are printed again a period later.

use super::{Entry, Page, file};

pub(super) const ENTRIES: &[Entry] = &[RESTATED];

const RESTATED: Entry = Entry {
    code: "restated-differently",
    en: Page {
        title: "last year's figure is not what last year's report printed",
        checks: "A column or row that says `restates` prints a figure of the report before once more. \
Both prints are compared as far as they allow: 11.7万 restates 116,800, and 120 does not restate 118. \
Where the report before, its row or one of the figures is not there, nothing is checked.",
        why: "Figures are corrected later, and that is honest; but a reader who sets the reports side by side meets two figures for one year, \
and a growth worked out from one of them is not the growth from the other.",
        example: &[
            file(
                "2023/requests.csv",
                "\
key,label,value,unit
received,Requests received,118,requests
",
            ),
            file(
                "2024/requests.csv",
                "\
key,label,value,last_year,unit
received,Requests received,130,120,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.requests.columns]
value = { label = \"Figure\" }
last_year = { label = \"Year before\", restates = \"value\" }
",
            ),
        ],
        mend: "Compare both tables with the published texts. If the figure was corrected since, the newer report should say so. \
If one of them was typed wrongly, correct it.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,last_year,unit
received,Requests received,130,118,requests
",
        )],
    },
    zh: Page {
        title: "上年数与上年报告所印的不同",
        checks: "写有 `restates` 的列或行重印上一期报告的数。两处所印的数在其允许的范围内比较：11.7万与116,800相符，120与118不符。\
没有上一期报告、没有这一行或缺一个数的，不核对。",
        why: "数字事后更正本属正常；但读者并排看两份报告时，同一年会有两个数，按其中一个算出的增幅也不是按另一个算出的增幅。",
        example: &[
            file(
                "2023/requests.csv",
                "\
key,label,value,unit
收到,收到申请,118,件
",
            ),
            file(
                "2024/requests.csv",
                "\
key,label,value,上年数,unit
收到,收到申请,130,120,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.requests.columns]
value = { label = \"本年数\" }
\"上年数\" = { restates = \"value\" }
",
            ),
        ],
        mend: "把两张表与公布的原文核对。若数字事后更正，新报告应予说明；若是录入有误，请改正。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,上年数,unit
收到,收到申请,130,118,件
",
        )],
    },
};
