//! Findings of rules with `=` over sums and single figures.

use super::{Entry, Page, file};

pub(super) const ENTRIES: &[Entry] = &[SUM, BALANCE, REPEAT, VALUE];

const SUM: Entry = Entry {
    code: "sum-mismatch",
    en: Page {
        title: "a total is not the sum of the figures it is made of",
        checks: "A rule says that a figure is the sum of others (`received = online + paper`, or `total = sum(assigned)`). \
The figures are added as far as their prints allow; no true values behind the prints give the total.",
        why: "One of the figures is wrong, or a part is not listed. A reader who adds up the table gets another total than the text states.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,120,requests
online,of which online,75,requests
paper,of which on paper,42,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"requests-received\"
check = \"received = online + paper\"
",
            ),
        ],
        mend: "Compare each figure with the published text. If the table was typed wrongly, correct it. \
If the text itself is wrong, tell the publisher: the finding names the value of each figure that would make the sum right. \
If the parts are not meant to be all of it, write `includes` in place of `=`.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,120,requests
online,of which online,75,requests
paper,of which on paper,45,requests
",
        )],
    },
    zh: Page {
        title: "合计数不等于各项之和",
        checks: "规则写明某数等于若干数之和（如 `收到 = 网上 + 信函` 或 `合计 = sum(交办)`）。\
在所印数字允许的范围内相加，无论真实值是多少，都得不出这个合计数。",
        why: "其中必有一个数有误，或漏列了一项。读者自己相加，得到的合计数与文中不同。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,120,件
网上,其中：网上提交,75,件
信函,其中：信函提交,42,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"收到申请\"
check = \"收到 = 网上 + 信函\"
",
            ),
        ],
        mend: "逐项与公开文本核对。若是录入错误，请改正表格；若原文有误，请告知发布单位：提示中列出了每个数改为多少即可成立。\
若各项本来就不是全部，请把规则中的 `=` 改为 `includes`。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,120,件
网上,其中：网上提交,75,件
信函,其中：信函提交,45,件
",
        )],
    },
};

const BALANCE: Entry = Entry {
    code: "balance-mismatch",
    en: Page {
        title: "the opening figure, what came and went, and the closing figure do not agree",
        checks: "A rule carries a figure forward (`closing = opening + received - closed`), sets one sum against another, \
or ties a figure to the report of the period before (`opening = prior.closing`). No true values behind the prints make both sides the same.",
        why: "Cases have appeared or vanished between two lines of the report, or between two years of it.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
opening,Carried over from last year,14,requests
received,Received,120,requests
closed,Closed,118,requests
closing,Carried over to next year,20,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"requests-carried-over\"
check = \"closing = opening + received - closed\"
",
            ),
        ],
        mend: "Start from the figure that is also printed elsewhere (last year's closing figure, the monthly returns) and correct the one that differs. \
If cases also leave in another way, such as being withdrawn, add that line to the table and to the rule.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
opening,Carried over from last year,14,requests
received,Received,120,requests
closed,Closed,118,requests
closing,Carried over to next year,16,requests
",
        )],
    },
    zh: Page {
        title: "期初、增减与期末对不上",
        checks: "规则把一个数结转到下一处（如 `期末 = 期初 + 收到 - 办结`），或令两个合计相等，或与上一期报告相连（如 `期初 = prior.期末`）。\
无论真实值是多少，两边都不相等。",
        why: "在报告的两行之间，或在前后两年之间，有事项凭空多出或消失。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
期初,上年结转,14,件
收到,本年收到,120,件
办结,本年办结,118,件
期末,结转下年,20,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"申请结转\"
check = \"期末 = 期初 + 收到 - 办结\"
",
            ),
        ],
        mend: "先看哪个数在别处也有（上年期末数、月报），改正与之不同的那个。若还有撤回等其他去向，请在表格和规则中补上这一项。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
期初,上年结转,14,件
收到,本年收到,120,件
办结,本年办结,118,件
期末,结转下年,16,件
",
        )],
    },
};

const REPEAT: Entry = Entry {
    code: "repeat-mismatch",
    en: Page {
        title: "the same figure is printed differently in two places",
        checks: "A rule says that two figures are one (`summary.received = requests.received`). What the two prints allow does not meet. \
`11.7万` and `117,034` do meet.",
        why: "A figure was brought up to date in one place and left standing in the other.",
        example: &[
            file(
                "2024/summary.csv",
                "\
key,label,value,unit
received,Requests received (summary),112,requests
",
            ),
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received (chapter 3),120,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[[rules]]
name = \"received-twice\"
check = \"summary.received = requests.received\"
",
            ),
        ],
        mend: "Find out which of the two is current and correct the other. If they are of different days or of different sets, take the rule away.",
        mended: &[file(
            "2024/summary.csv",
            "\
key,label,value,unit
received,Requests received (summary),120,requests
",
        )],
    },
    zh: Page {
        title: "同一个数在两处不一致",
        checks: "规则写明两处是同一个数（如 `summary.收到 = requests.收到`），而两处所印数字允许的范围没有交集。`11.7万` 与 `117034` 是相容的。",
        why: "一处更新了，另一处没有改。",
        example: &[
            file(
                "2024/summary.csv",
                "\
key,label,value,unit
收到,收到申请（摘要）,112,件
",
            ),
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请（第三部分）,120,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[[rules]]
name = \"收到申请两处\"
check = \"summary.收到 = requests.收到\"
",
            ),
        ],
        mend: "查明哪一处是最新的，改正另一处。若二者日期或口径本就不同，请去掉这条规则。",
        mended: &[file(
            "2024/summary.csv",
            "\
key,label,value,unit
收到,收到申请（摘要）,120,件
",
        )],
    },
};

const VALUE: Entry = Entry {
    code: "value-mismatch",
    en: Page {
        title: "a figure is not what it is worked out to be",
        checks: "A rule says that a figure equals something worked out from others in another way than by sums, rates or counts, \
such as the greatest of them (`busiest = max(north, south)`).",
        why: "The text draws a conclusion from the table that the table does not bear.",
        example: &[
            file(
                "2024/complaints.csv",
                "\
key,label,value,unit
busiest,Complaints at the busiest office,310,complaints
north,North office,295,complaints
south,South office,288,complaints
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.complaints.rules]]
name = \"busiest-office\"
check = \"busiest = max(north, south)\"
",
            ),
        ],
        mend: "Correct the figure, or the one that it was taken from.",
        mended: &[file(
            "2024/complaints.csv",
            "\
key,label,value,unit
busiest,Complaints at the busiest office,295,complaints
north,North office,295,complaints
south,South office,288,complaints
",
        )],
    },
    zh: Page {
        title: "某数与推算结果不符",
        checks: "规则写明某数由其他数推得，但不是求和、求比率或计数，例如其中最大的一个（`最多 = max(北, 南)`）。",
        why: "文中的结论与表格不符。",
        example: &[
            file(
                "2024/complaints.csv",
                "\
key,label,value,unit
最多,投诉最多的网点,310,件
北,北区网点,295,件
南,南区网点,288,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.complaints.rules]]
name = \"最多网点\"
check = \"最多 = max(北, 南)\"
",
            ),
        ],
        mend: "改正该数，或改正它所依据的数。",
        mended: &[file(
            "2024/complaints.csv",
            "\
key,label,value,unit
最多,投诉最多的网点,295,件
北,北区网点,295,件
南,南区网点,288,件
",
        )],
    },
};
