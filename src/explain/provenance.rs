//! Findings about where a figure comes from: its quote, the published text
//! and the year.

use super::{Entry, Page, file};

pub(super) const ENTRIES: &[Entry] = &[QUOTE, FIGURE, PERIOD];

const QUOTE: Entry = Entry {
    code: "quote-not-in-source",
    en: Page {
        title: "a quote does not stand in the published text",
        checks: "Where the report has a source text (`source = \"source.txt\"` in report.toml), every `quote` must stand in it word for word; \
white space and full-width forms do not matter.",
        why: "The quote is the proof of the figure. One that is not in the text was changed, or belongs to another report.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit,quote
received,Requests received,120,requests,we received 120 requests in all
",
            ),
            file("2024/report.toml", "source = \"source.txt\"\n"),
            file(
                "2024/source.txt",
                "During the year we received 120 requests.\n",
            ),
        ],
        mend: "Copy the words from the text again. Do not shorten a quote in the middle.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit,quote
received,Requests received,120,requests,we received 120 requests
",
        )],
    },
    zh: Page {
        title: "公开文本中找不到引文",
        checks: "报告有原文（report.toml 中写 `source = \"source.txt\"`）时，每处 `quote` 都应与原文逐字相同；空白和全角半角不计。",
        why: "引文是数字的依据。原文中没有的引文，或是被改过，或是出自另一份报告。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit,quote
收到,收到申请,120,件,全市共收到申请 120 件
",
            ),
            file("2024/report.toml", "source = \"source.txt\"\n"),
            file("2024/source.txt", "全年收到申请120件。\n"),
        ],
        mend: "重新从原文复制。引文中间不要省略。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit,quote
收到,收到申请,120,件,全年收到申请 120 件
",
        )],
    },
};

const FIGURE: Entry = Entry {
    code: "figure-not-in-quote",
    en: Page {
        title: "a figure does not stand in its own quote",
        checks: "Where the report has a source text, each figure of a row must stand in the row's `quote`, as a number of its own and not as some digits of another.",
        why: "The figure was typed wrongly: 43 for 34, or from the line below.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit,quote
received,Requests received,43,requests,we received 34 requests
",
            ),
            file("2024/report.toml", "source = \"source.txt\"\n"),
            file(
                "2024/source.txt",
                "During the year we received 34 requests.\n",
            ),
        ],
        mend: "Correct the figure, or quote the words that state it. A figure that was worked out, not printed, has no quote: leave the cell blank.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit,quote
received,Requests received,34,requests,we received 34 requests
",
        )],
    },
    zh: Page {
        title: "引文中找不到这个数",
        checks: "报告有原文时，每行的数都应出现在该行的 `quote` 中，并且是一个完整的数，而不是另一个数的一部分。",
        why: "录入有误：如把 34 录成 43，或录了下一行的数。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit,quote
收到,收到申请,43,件,全年收到申请34件
",
            ),
            file("2024/report.toml", "source = \"source.txt\"\n"),
            file("2024/source.txt", "全年收到申请34件。\n"),
        ],
        mend: "改正该数，或改引写有该数的原句。推算得来而非印出的数没有引文，请留空。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit,quote
收到,收到申请,34,件,全年收到申请34件
",
        )],
    },
};

const PERIOD: Entry = Entry {
    code: "other-period",
    en: Page {
        title: "a label, quote or note speaks of another year than the report's",
        checks: "The report's year is that of its folder, or of `period` in report.toml. A text that says “in 2023” or “2023年” in the report of 2024 is pointed out, \
once for a section and year; comparisons (“than in 2023”, 比2023年) are not.",
        why: "Last year's sentence was copied and left standing, often with last year's figures.",
        example: &[file(
            "2024/staff.csv",
            "\
key,label,value,unit,note
staff,Staff of the office,13,people,as counted in 2023
",
        )],
        mend: "Ask whether the figure is this year's. If only the year is wrong, correct the text; if the older figure is meant, keep it and let the warning stand.",
        mended: &[file(
            "2024/staff.csv",
            "\
key,label,value,unit,note
staff,Staff of the office,13,people,as counted in 2024
",
        )],
    },
    zh: Page {
        title: "名称、引文或备注写的是另一年",
        checks: "报告期取自文件夹名，或 report.toml 中的 `period`。2024 年报告中写“2023年”的文字会被指出，同一部分同一年份只提示一次；“比2023年”等比较不算。",
        why: "沿用了上一年的句子而没有改，数字往往也是上一年的。",
        example: &[file(
            "2024/staff.csv",
            "\
key,label,value,unit,note
人员,工作人员,13,人,2023年共有13人
",
        )],
        mend: "先问清该数是否为本年数。若只是年份写错，请更正；若确指往年的数，可保留，此警告不影响其他核对。",
        mended: &[file(
            "2024/staff.csv",
            "\
key,label,value,unit,note
人员,工作人员,13,人,2024年共有13人
",
        )],
    },
};
