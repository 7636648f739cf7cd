//! Findings about a single cell, which need no rule.

use super::{Entry, Page, file};

pub(super) const ENTRIES: &[Entry] = &[UNREADABLE, FRACTIONAL, SHARE, CLASH, UNKNOWN];

const UNREADABLE: Entry = Entry {
    code: "unreadable-figure",
    en: Page {
        title: "a cell is not one plain figure",
        checks: "Every cell of a figure column must be one figure in a known notation, blank, or a word such as `N/A`. \
Nothing is guessed: two numbers, a date, an unknown unit or badly grouped digits are not read. The message says which.",
        why: "What cannot be read cannot be checked, and rules that need the figure are skipped.",
        example: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
duration,Days until an answer,12-15,days
",
        )],
        mend: "Write one figure as it was printed, with its unit in the `unit` column or behind it, and remarks in `note`. \
`reportcheck figure '12-15'` shows how a print is read.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
duration_min,Days until an answer (shortest),12,days
duration_max,Days until an answer (longest),15,days
",
        )],
    },
    zh: Page {
        title: "单元格不是一个明确的数",
        checks: "数字列的每个单元格应是一个按已知写法印出的数、空白，或“不适用”等词。从不猜测：两个数、日期、未知单位、分节有误的数字都不识读，提示中会说明原因。",
        why: "读不出的数无法核对，用到它的规则也会跳过。",
        example: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
时长,答复用时,12-15,天
",
        )],
        mend: "按所印写一个数，单位写在 `unit` 列或数后，说明写在 `note` 列。用 `reportcheck figure '12-15'` 可查看如何识读。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
最短,答复用时（最短）,12,天
最长,答复用时（最长）,15,天
",
        )],
    },
};

const FRACTIONAL: Entry = Entry {
    code: "fractional-count",
    en: Page {
        title: "a count of whole things has a fraction",
        checks: "Figures in a counting unit (requests, people, 件) or in a column with `whole = true` must be whole numbers.",
        why: "Half a request was never received: often a mean, a rate or a sum of money stands in the wrong cell.",
        example: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,12.5,requests
",
        )],
        mend: "Correct the figure or its unit. If the things can be divided (full-time posts), use a unit of measure: `[units] measure = [\"posts\"]`.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,125,requests
",
        )],
    },
    zh: Page {
        title: "计数的数带有小数",
        checks: "计数单位（件、人、条等）或写有 `whole = true` 的列，其数应为整数。",
        why: "不会收到半件申请：往往是平均数、比率或金额填错了地方。",
        example: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,12.5,件
",
        )],
        mend: "改正数字或单位。若确实可以分割（如折算编制），请声明为计量单位：`[units] measure = [\"名\"]`。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,125,件
",
        )],
    },
};

const SHARE: Entry = Entry {
    code: "share-out-of-range",
    en: Page {
        title: "a share lies outside 0–100%",
        checks: "A column that the configuration calls a share (`share = true`) holds a figure that no true value within 0–100% is printed as.",
        why: "A share of a whole cannot be negative or more than all of it.",
        example: &[
            file(
                "2024/offices.csv",
                "\
key,label,on_time
north,North office,103%
south,South office,98%
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.offices.columns]
on_time = { unit = \"%\", share = true }
",
            ),
        ],
        mend: "Correct the figure. If it may exceed 100% (a growth, a rate of fulfilment), take `share = true` away.",
        mended: &[file(
            "2024/offices.csv",
            "\
key,label,on_time
north,North office,93%
south,South office,98%
",
        )],
    },
    zh: Page {
        title: "占比不在 0–100% 之间",
        checks: "配置中写明为占比（`share = true`）的列，其数按所印范围完全在 0–100% 之外。",
        why: "整体的一部分不会是负数，也不会超过全部。",
        example: &[
            file(
                "2024/offices.csv",
                "\
key,label,按时率
北,北区,103%
南,南区,98%
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.offices.columns]
\"按时率\" = { unit = \"%\", share = true }
",
            ),
        ],
        mend: "改正该数。若本来就可以超过 100%（如增幅、完成率），请去掉 `share = true`。",
        mended: &[file(
            "2024/offices.csv",
            "\
key,label,按时率
北,北区,93%
南,南区,98%
",
        )],
    },
};

const CLASH: Entry = Entry {
    code: "unit-clash",
    en: Page {
        title: "unlike units are added, compared or mixed in a cell",
        checks: "A rule may only add and compare figures of one unit (万元 and 亿元 are one unit at two scales; a figure without a unit fits any). \
A cell's own unit must be that of its column or row.",
        why: "Requests and people do not add up. The rule is not checked until the units agree.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,120,requests
online,of which online,75,requests
paper,of which on paper,45,people
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
        mend: "Correct the unit in the table. If the rule compares unlike things on purpose (offices and their staff), say `units = \"ignore\"` in it.",
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
        title: "不同单位相加、比较，或单元格与列的单位不一致",
        checks: "规则只能对同一单位的数相加、比较（万元与亿元是同一单位；没有单位的数与任何单位相容）。单元格自带的单位应与列或行的单位一致。",
        why: "件与人不能相加。单位一致之前，该规则不予核对。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,120,件
网上,其中：网上提交,75,件
信函,其中：信函提交,45,人
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
        mend: "改正表格中的单位。若规则有意比较不同单位（如机构数与人数），请在规则中写 `units = \"ignore\"`。",
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

const UNKNOWN: Entry = Entry {
    code: "unknown-unit",
    en: Page {
        title: "a unit is not known to count or to measure",
        checks: "Units are looked up in a list of counting words (people, items, 件, 户) and measures (EUR, km, 万元, 天). Told once for each unknown word.",
        why: "Whether a whole number is exact depends on it: 300 requests are exactly 300, 300 tonnes may be 299.6. Under an unknown unit it counts as rounded.",
        example: &[file(
            "2024/archive.csv",
            "\
key,label,value,unit
kept,Dossiers kept,300,dossiers
",
        )],
        mend: "Correct the spelling, or say in the configuration what kind of unit it is.",
        mended: &[file(
            "reportcheck.toml",
            "\
[units]
counting = [\"dossiers\"]
",
        )],
    },
    zh: Page {
        title: "不认识的单位",
        checks: "单位在计数词（件、人、户等）和计量单位（元、公里、天等）的清单中查找。每个不认识的词只提示一次。",
        why: "整数是否精确由单位决定：300 件恰为 300，300 吨可以是 299.6。单位不明时按四舍五入处理。",
        example: &[file(
            "2024/archive.csv",
            "\
key,label,value,unit
保管,保管案卷,300,案卷
",
        )],
        mend: "改正写法，或在配置中说明它是哪类单位。",
        mended: &[file(
            "reportcheck.toml",
            "\
[units]
counting = [\"案卷\"]
",
        )],
    },
};
