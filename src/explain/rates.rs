//! Findings of rules with `=` over rates, growth and counts.

use super::{Entry, Page, file};

pub(super) const ENTRIES: &[Entry] = &[RATE, GROWTH, COUNT];

const RATE: Entry = Entry {
    code: "rate-mismatch",
    en: Page {
        title: "a printed rate or average is not what its figures give",
        checks: "A rule says that a figure is a quotient, a product or a mean of others (`rate = closed / received`). \
The quotient is compared with what the printed rate allows: 85% allows 84.5% to 85.5%.",
        why: "Rates are often worked out from older counts, or from another total. Readers quote the rate, not the counts.",
        example: &[
            file(
                "2024/offices.csv",
                "\
key,label,received,closed,rate
north,North office,43,37,85%
south,South office,102,89,87%
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.offices.rules]]
name = \"closing-rate\"
check = \"rate = closed / received\"
",
            ),
        ],
        mend: "Work the rate out again from the two counts, and check that both are of the same period. \
If the finding says that the rule holds when the rate was cut, not rounded, ask the publisher how it was done; \
where that is the house rule, say `rounding = \"truncate\"` in the rule.",
        mended: &[file(
            "2024/offices.csv",
            "\
key,label,received,closed,rate
north,North office,43,37,86%
south,South office,102,89,87%
",
        )],
    },
    zh: Page {
        title: "所印比率或平均数与计算结果不符",
        checks: "规则写明某数是其他数的商、积或平均数（如 `办结率 = 办结 / 交办`）。计算结果与所印比率允许的范围比较：85% 允许 84.5% 至 85.5%。",
        why: "比率常按旧的件数或另一个总数算出。读者引用的往往是比率，而不是件数。",
        example: &[
            file(
                "2024/proposals.csv",
                "\
key,label,交办,办结,办结率
建议,代表建议,43,37,85%
提案,委员提案,102,89,87%
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.proposals.rules]]
name = \"办结率\"
check = \"办结率 = 办结 / 交办\"
",
            ),
        ],
        mend: "用两个件数重新计算，并确认二者属于同一时期。若提示说“若是截尾而非四舍五入，则成立”，请向发布单位了解其取舍办法；\
如确为规定，可在规则中写 `rounding = \"truncate\"`。",
        mended: &[file(
            "2024/proposals.csv",
            "\
key,label,交办,办结,办结率
建议,代表建议,43,37,86%
提案,委员提案,102,89,87%
",
        )],
    },
};

const GROWTH: Entry = Entry {
    code: "growth-mismatch",
    en: Page {
        title: "a printed change is not the change from the report before",
        checks: "A rule with `growth(x)` sets the printed change against (this period - the one before) / the one before. \
The period before is the report in the neighbouring folder.",
        why: "“Up by 15%” is what a press release quotes. It must follow from the two reports that anybody can lay side by side.",
        example: &[
            file(
                "2023/requests.csv",
                "\
key,label,value,unit
received,Requests received,100,requests
",
            ),
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,120,requests
change,Change from last year,15%,%
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"requests-change\"
check = \"change = growth(received)\"
",
            ),
        ],
        mend: "Work the change out again from both reports. If last year's figure was corrected since, the text should say so; \
then keep the corrected figure in last year's table. A change in percentage points is a difference, not a growth: write `x - prior.x`.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,120,requests
change,Change from last year,20%,%
",
        )],
    },
    zh: Page {
        title: "所印增幅与上一期报告对不上",
        checks: "含 `growth(x)` 的规则把所印增幅与（本期 - 上期）/ 上期 比较。上期即相邻文件夹中的报告。",
        why: "“同比增长 15%”常被新闻引用，应能由任何人并排摆出的两份报告算出。",
        example: &[
            file(
                "2023/requests.csv",
                "\
key,label,value,unit
收到,收到申请,100,件
",
            ),
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,120,件
增幅,比上年增长,15%,%
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"申请增幅\"
check = \"增幅 = growth(收到)\"
",
            ),
        ],
        mend: "用两期报告重新计算。若上年数后来有过更正，原文应予说明，上年表格中保留更正后的数。百分点的升降是差，不是增幅，请写 `x - prior.x`。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,120,件
增幅,比上年增长,20%,%
",
        )],
    },
};

const COUNT: Entry = Entry {
    code: "count-mismatch",
    en: Page {
        title: "a printed number is not how many are listed",
        checks: "A rule with `count(…)` sets a printed number against the rows of a table (`audited = count(bodies.key)`).",
        why: "“We audited four bodies”, and three are named: one is missing from the list, or was never audited.",
        example: &[
            file(
                "2024/audits.csv",
                "\
key,label,value,unit
audited,Bodies audited,4,
",
            ),
            file(
                "2024/bodies.csv",
                "\
key,label
health,Health office
roads,Roads office
schools,Schools office
",
            ),
            file(
                "reportcheck.toml",
                "\
[[rules]]
name = \"bodies-named\"
check = \"audits.audited = count(bodies.key)\"
",
            ),
        ],
        mend: "Add what the list leaves out, or correct the number. Where the text closes its list with “and others”, write `count(…) <= audited`.",
        mended: &[file(
            "2024/audits.csv",
            "\
key,label,value,unit
audited,Bodies audited,3,
",
        )],
    },
    zh: Page {
        title: "所印个数与所列项数不符",
        checks: "含 `count(…)` 的规则把所印个数与表格的行数比较（如 `audits.项目 = count(bodies.key)`）。",
        why: "文中说审计了四个单位，却只列出三个：或是漏列，或是并未审计。",
        example: &[
            file(
                "2024/audits.csv",
                "\
key,label,value,unit
项目,审计项目,4,个
",
            ),
            file(
                "2024/bodies.csv",
                "\
key,label
卫生,卫生局
交通,交通局
教育,教育局
",
            ),
            file(
                "reportcheck.toml",
                "\
[[rules]]
name = \"被审计单位\"
check = \"audits.项目 = count(bodies.key)\"
",
            ),
        ],
        mend: "补列漏掉的项，或改正个数。若原文以“等”字收尾，请写 `count(…) <= 个数`。",
        mended: &[file(
            "2024/audits.csv",
            "\
key,label,value,unit
项目,审计项目,3,个
",
        )],
    },
};
