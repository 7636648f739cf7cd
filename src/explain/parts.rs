//! Findings of rules about parts of a whole, and of figures that are not there.

use super::{Entry, Page, file};

pub(super) const ENTRIES: &[Entry] = &[EXCEED, INCOMPLETE, GRIM, MISSING];

const EXCEED: Entry = Entry {
    code: "parts-exceed-whole",
    en: Page {
        title: "the parts add up to more than their whole",
        checks: "A rule says “of which” (`posts includes decisions + notices`). The parts are added at the least that their prints allow, \
and that is still more than the whole.",
        why: "A part cannot be larger than what it is a part of: one figure is wrong, or the parts are not parts.",
        example: &[
            file(
                "2024/posts.csv",
                "\
key,label,value,unit
posts,Items published,312,items
decisions,of which decisions,150,items
notices,of which notices,more than 200,items
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.posts.rules]]
name = \"posts-parts\"
check = \"posts includes decisions + notices\"
",
            ),
        ],
        mend: "Read the sentence again. If one item can be in two parts, they do not add up: \
check each part alone (`max(decisions, notices) <= posts`). Otherwise correct the figure that is wrong.",
        mended: &[file(
            "2024/posts.csv",
            "\
key,label,value,unit
posts,Items published,372,items
decisions,of which decisions,150,items
notices,of which notices,more than 200,items
",
        )],
    },
    zh: Page {
        title: "各部分之和超过总数",
        checks: "规则写明“其中”关系（如 `信息 includes 文件 + 公告`）。各部分按所印数字允许的最小值相加，仍超过总数。",
        why: "部分不会大于整体：或是某个数有误，或是这些并不是它的部分。",
        example: &[
            file(
                "2024/posts.csv",
                "\
key,label,value,unit
信息,公开信息,312,条
文件,其中：文件,150,条
公告,其中：公告,200余,条
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.posts.rules]]
name = \"公开信息\"
check = \"信息 includes 文件 + 公告\"
",
            ),
        ],
        mend: "重读原句。若同一条信息可属于两类，则不能相加，请逐项核对（`max(文件, 公告) <= 信息`）；否则改正有误的数。",
        mended: &[file(
            "2024/posts.csv",
            "\
key,label,value,unit
信息,公开信息,372,条
文件,其中：文件,150,条
公告,其中：公告,200余,条
",
        )],
    },
};

const INCOMPLETE: Entry = Entry {
    code: "parts-incomplete",
    en: Page {
        title: "the parts do not make up their whole",
        checks: "A rule says “of which” (`complaints includes hotline + letters + visits`). The parts fit into the whole, but something of it is in no part.",
        why: "A list that reads as complete and is not hides a category, or one of its figures is wrong.",
        example: &[
            file(
                "2024/complaints.csv",
                "\
key,label,value,unit
complaints,Complaints received,300,complaints
hotline,of which by telephone,136,complaints
letters,of which by letter,125,complaints
visits,of which in person,16,complaints
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.complaints.rules]]
name = \"complaints-by-channel\"
check = \"complaints includes hotline + letters + visits\"
",
            ),
        ],
        mend: "Look for the part that is left out and add it, or correct the figure. \
Where the text closes its list with “and others”, a remainder is right: say `remainder = \"none\"` in the rule.",
        mended: &[file(
            "2024/complaints.csv",
            "\
key,label,value,unit
complaints,Complaints received,300,complaints
hotline,of which by telephone,136,complaints
letters,of which by letter,125,complaints
visits,of which in person,39,complaints
",
        )],
    },
    zh: Page {
        title: "各部分之和不足总数",
        checks: "规则写明“其中”关系（如 `投诉 includes 热线 + 信箱 + 来访`）。各部分没有超过总数，但有一些不在任何一部分。",
        why: "看似列全而实未列全，或是漏了一类，或是某个数有误。",
        example: &[
            file(
                "2024/complaints.csv",
                "\
key,label,value,unit
投诉,受理投诉,300,件
热线,其中：热线电话,136,件
信箱,其中：信箱来信,125,件
来访,其中：来访,16,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.complaints.rules]]
name = \"投诉来源\"
check = \"投诉 includes 热线 + 信箱 + 来访\"
",
            ),
        ],
        mend: "找出漏列的一类并补上，或改正有误的数。若原文以“等”字收尾，有余数是正常的，请在规则中写 `remainder = \"none\"`。",
        mended: &[file(
            "2024/complaints.csv",
            "\
key,label,value,unit
投诉,受理投诉,300,件
热线,其中：热线电话,136,件
信箱,其中：信箱来信,125,件
来访,其中：来访,39,件
",
        )],
    },
};

const GRIM: Entry = Entry {
    code: "grim-impossible",
    en: Page {
        title: "no whole number of cases gives this rate or mean",
        checks: "A rule with `grim(x, n)` asks whether a rate or mean over n whole things can be what is printed. \
Of 43 answers, 36 are 84% and 37 are 86%; no number of them is 85%.",
        why: "The counts behind the rate are not printed, and yet it can be seen to be wrong (or taken over another number of cases).",
        example: &[
            file(
                "2024/survey.csv",
                "\
key,label,value,unit
answers,Answers received,43,
satisfied,Satisfied with the handling,85%,%
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.survey.rules]]
name = \"satisfied-possible\"
check = \"grim(satisfied, answers)\"
",
            ),
        ],
        mend: "Ask for the count and work the rate out again. If the rate is taken over another number (answers without “don't know”, say), name that number in the rule. \
For a mean of several questions per person write `grim(x, n, questions)`.",
        mended: &[file(
            "2024/survey.csv",
            "\
key,label,value,unit
answers,Answers received,43,
satisfied,Satisfied with the handling,84%,%
",
        )],
    },
    zh: Page {
        title: "任何整数件数都得不出这个比率或平均数",
        checks: "含 `grim(x, n)` 的规则检验 n 个整数得出的比率或平均数能否为所印数字。43 份答卷中，36 份为 84%，37 份为 86%，没有 85%。",
        why: "即使没有印出件数，也能看出比率有误（或是按另一个总数计算的）。",
        example: &[
            file(
                "2024/survey.csv",
                "\
key,label,value,unit
答卷,收回答卷,43,份
满意率,办理满意率,85%,%
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.survey.rules]]
name = \"满意率可能\"
check = \"grim(满意率, 答卷)\"
",
            ),
        ],
        mend: "查明件数后重新计算。若比率是按另一个总数算的（如不含“不了解”的答卷），请在规则中改用那个数。每人答多题的平均数请写 `grim(x, n, 题数)`。",
        mended: &[file(
            "2024/survey.csv",
            "\
key,label,value,unit
答卷,收回答卷,43,份
满意率,办理满意率,84%,%
",
        )],
    },
};

const MISSING: Entry = Entry {
    code: "missing-figure",
    en: Page {
        title: "a figure that a rule insists on is not reported",
        checks: "A rule with `missing = \"fail\"` needs a figure whose cell is blank or withheld. \
(Other rules are then “not checked”; they too are findings when no value at all could make them hold.)",
        why: "A form was handed in with a gap that nobody may leave.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,120,requests
online,of which online,75,requests
paper,of which on paper,,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"requests-received\"
check = \"received = online + paper\"
missing = \"fail\"
",
            ),
        ],
        mend: "Fill the cell in. Write 0 only where the answer is none, and `N/A` where there can be no such figure.",
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
        title: "规则要求填报的数没有填报",
        checks: "写有 `missing = \"fail\"` 的规则所需的数为空白或未公开。（其他规则此时列为“未核对”；若无论填什么都不成立，同样是发现。）",
        why: "报表有必填项未填。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,120,件
网上,其中：网上提交,75,件
信函,其中：信函提交,,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"收到申请\"
check = \"收到 = 网上 + 信函\"
missing = \"fail\"
",
            ),
        ],
        mend: "补填该单元格。确实没有才写 0；本来就不会有这个数的，写“不适用”。",
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
