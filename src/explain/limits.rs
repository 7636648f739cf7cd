//! Findings of rules about limits and conditions.

use super::{Entry, Page, file};

pub(super) const ENTRIES: &[Entry] = &[BOUND, CONDITION];

const BOUND: Entry = Entry {
    code: "bound-violated",
    en: Page {
        title: "a figure is larger or smaller than another lets it be",
        checks: "A rule with `<=`, `<`, `>=`, `>` or `!=`, or a chain of them (`0% <= rate <= 100%`). No true values behind the prints satisfy it.",
        why: "More requests granted than received: one of the two figures is wrong, or they do not count the same things.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,120,requests
granted,Requests granted,130,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"granted-of-received\"
check = \"granted <= received\"
",
            ),
        ],
        mend: "Correct the figure that is wrong. If the larger one also counts cases of earlier years, add those to the other side of the rule.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,120,requests
granted,Requests granted,103,requests
",
        )],
    },
    zh: Page {
        title: "某数超出了另一个数所允许的界限",
        checks: "含 `<=`、`<`、`>=`、`>`、`!=` 的规则，或几个相连（如 `0% <= 满意率 <= 100%`）。无论真实值是多少都不成立。",
        why: "例如办结的比收到的还多：两个数中必有一个有误。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,120,件
公开,予以公开,130,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"予以公开\"
check = \"公开 <= 收到\"
",
            ),
        ],
        mend: "改正有误的数。若较大的数还包括往年的事项，请在规则另一边加上。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,120,件
公开,予以公开,103,件
",
        )],
    },
};

const CONDITION: Entry = Entry {
    code: "condition-violated",
    en: Page {
        title: "an if, and, or, not rule does not hold",
        checks: "A rule made of several conditions (`if received = 0 then fees = 0`, `a = b or a = c`). No true values behind the prints satisfy it.",
        why: "Two statements of the report exclude each other: no requests came in, and yet fees were charged.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,0,requests
fees,Fees charged,30,EUR
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"no-requests-no-fees\"
check = \"if received = 0 then fees = 0\"
",
            ),
        ],
        mend: "Decide which of the statements is wrong and correct it. Where both can be true (a fee for last year's request), limit the rule.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,2,requests
fees,Fees charged,30,EUR
",
        )],
    },
    zh: Page {
        title: "含“如果、且、或、非”的规则不成立",
        checks: "由几个条件组成的规则（如 `if 收到 = 0 then 收费 = 0`、`a = b or a = c`）。无论真实值是多少都不成立。",
        why: "报告中的两处说法互相排斥：没有收到申请，却收了费。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,0,件
收费,收取费用,30,元
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"无申请无收费\"
check = \"if 收到 = 0 then 收费 = 0\"
",
            ),
        ],
        mend: "判断哪一处说法有误并改正。若二者可以同时成立（如上年申请的收费），请限定规则的范围。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,2,件
收费,收取费用,30,元
",
        )],
    },
};
