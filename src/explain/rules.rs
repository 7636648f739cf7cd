//! Findings of the rules themselves.

use super::{Entry, Page, file};

pub(super) const ENTRIES: &[Entry] = &[
    NEVER_FAILS,
    ALWAYS_FAILS,
    REPEATED,
    CONTRADICT,
    CHECKS_NOTHING,
    NAMES_NOTHING,
];

const NEVER_FAILS: Entry = Entry {
    code: "rule-never-fails",
    en: Page {
        title: "no figures can break this rule",
        checks: "Whether any values of a rule’s figures break it. None do for `received = received`, or for `0% <= rate <= 100%` where the column `rate` is a `share`, which is kept within these ends without a rule. A rule with `missing = \"fail\"` is left out: it asks for its figures to be there.",
        why: "Such a rule counts as consistent in every report and checks nothing. Mostly it names the wrong figure.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,120,requests
online,of which online,75,requests
paper,of which on paper,45,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"requests-received\"
check = \"received = received\"
",
            ),
        ],
        mend: "Write what was meant, or drop the rule.",
        mended: &[file(
            "reportcheck.toml",
            "\
[[sections.requests.rules]]
name = \"requests-received\"
check = \"received = online + paper\"
",
        )],
    },
    zh: Page {
        title: "无论填报什么数，这条规则都成立",
        checks: "是否有某些数值使规则不成立。例如 `收到 = 收到` 总是成立；“满意率”列标明 `share` 时，`0% <= 满意率 <= 100%` 也不需要规则。写有 `missing = \"fail\"` 的规则除外，它要求填报。",
        why: "这样的规则在任何报告中都算一致，却什么也没有核对，多半是写错了数的名称。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,120,件
网上,其中：网上申请,75,件
书面,其中：书面申请,45,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"申请来源\"
check = \"收到 = 收到\"
",
            ),
        ],
        mend: "改成本来要写的规则，或删去它。",
        mended: &[file(
            "reportcheck.toml",
            "\
[[sections.requests.rules]]
name = \"申请来源\"
check = \"收到 = 网上 + 书面\"
",
        )],
    },
};

const ALWAYS_FAILS: Entry = Entry {
    code: "rule-always-fails",
    en: Page {
        title: "no figures can satisfy this rule",
        checks: "Whether any values of a rule’s figures satisfy it. None do for `a = a + 1`, or for a chain that leads back to where it began.",
        why: "Every report breaks such a rule, so its finding says nothing of the report.",
        example: &[
            file(
                "2024/website.csv",
                "\
key,label,value,unit
visits,Visits to the website,5200,visits
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.website.rules]]
name = \"website-visits\"
check = \"visits > prior.visits > visits\"
",
            ),
        ],
        mend: "Write what was meant.",
        mended: &[file(
            "reportcheck.toml",
            "\
[[sections.website.rules]]
name = \"website-visits\"
check = \"visits > prior.visits\"
",
        )],
    },
    zh: Page {
        title: "无论填报什么数，这条规则都不成立",
        checks: "是否有某些数值使规则成立。例如 `a = a + 1`，或首尾相同的连续比较，总是不成立。",
        why: "任何报告都不符合这样的规则，它的发现说明不了报告的问题。",
        example: &[
            file(
                "2024/website.csv",
                "\
key,label,value,unit
访问量,网站访问量,5200,次
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.website.rules]]
name = \"网站访问量\"
check = \"访问量 > prior.访问量 > 访问量\"
",
            ),
        ],
        mend: "改成本来要写的规则。",
        mended: &[file(
            "reportcheck.toml",
            "\
[[sections.website.rules]]
name = \"网站访问量\"
check = \"访问量 > prior.访问量\"
",
        )],
    },
};

const REPEATED: Entry = Entry {
    code: "rule-repeated",
    en: Page {
        title: "a rule asks the same as an earlier one",
        checks: "Whether a rule of the same rows asks the same as an earlier one, whatever the order of its terms and sides and whatever both sides are multiplied with: `a >= b` and `2 * b <= 2 * a`. Rules that differ in `rows`, `missing`, `rounding`, `tolerance` or `units` are not the same.",
        why: "One mistake in a report gives two findings, and who changes one of the rules may forget the other.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,120,requests
online,of which online,75,requests
paper,of which on paper,45,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"requests-received\"
check = \"received = online + paper\"

[[sections.requests.rules]]
name = \"requests-by-channel\"
check = \"paper + online = received\"
",
            ),
        ],
        mend: "Drop one of the two.",
        mended: &[file(
            "reportcheck.toml",
            "\
[[sections.requests.rules]]
name = \"requests-received\"
check = \"received = online + paper\"
",
        )],
    },
    zh: Page {
        title: "这条规则与前面一条的要求相同",
        checks: "针对同样的行，是否与前面某条规则要求相同；各项和两边的次序、两边同乘一个数都不影响判断，如 `a >= b` 与 `2 * b <= 2 * a`。`rows`、`missing`、`rounding`、`tolerance` 或 `units` 不同的，不算相同。",
        why: "报告中的一处错误会得出两处发现；改了其中一条规则，也容易忘记另一条。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,120,件
网上,其中：网上申请,75,件
书面,其中：书面申请,45,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"申请来源\"
check = \"收到 = 网上 + 书面\"

[[sections.requests.rules]]
name = \"按渠道合计\"
check = \"书面 + 网上 = 收到\"
",
            ),
        ],
        mend: "删去其中一条。",
        mended: &[file(
            "reportcheck.toml",
            "\
[[sections.requests.rules]]
name = \"申请来源\"
check = \"收到 = 网上 + 书面\"
",
        )],
    },
};

const CONTRADICT: Entry = Entry {
    code: "rules-contradict",
    en: Page {
        title: "no figures can satisfy both of two rules",
        checks: "Whether any values satisfy two rules of the same rows that name the same figures and that some values satisfy one by one. None do for `total = a + b` and `total = a + b + 1`.",
        why: "Every report breaks one of the two: one of the rules is wrong.",
        example: &[
            file(
                "2024/website.csv",
                "\
key,label,value,unit
visits,Visits to the website,5200,visits
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.website.rules]]
name = \"website-visits\"
check = \"visits >= prior.visits\"

[[sections.website.rules]]
name = \"website-visits-before\"
check = \"prior.visits > visits\"
",
            ),
        ],
        mend: "Decide which of the rules is right, and correct or drop the other.",
        mended: &[file(
            "reportcheck.toml",
            "\
[[sections.website.rules]]
name = \"website-visits\"
check = \"visits >= prior.visits\"
",
        )],
    },
    zh: Page {
        title: "没有数能同时符合这两条规则",
        checks: "针对同样的行、涉及同样的数、各自都可以成立的两条规则，是否有数值能同时满足。例如 `合计 = a + b` 与 `合计 = a + b + 1` 就没有。",
        why: "任何报告都至少违反其中一条，可见其中一条规则有误。",
        example: &[
            file(
                "2024/website.csv",
                "\
key,label,value,unit
访问量,网站访问量,5200,次
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.website.rules]]
name = \"网站访问量\"
check = \"访问量 >= prior.访问量\"

[[sections.website.rules]]
name = \"上年访问量\"
check = \"prior.访问量 > 访问量\"
",
            ),
        ],
        mend: "判断哪一条正确，改正或删去另一条。",
        mended: &[file(
            "reportcheck.toml",
            "\
[[sections.website.rules]]
name = \"网站访问量\"
check = \"访问量 >= prior.访问量\"
",
        )],
    },
};

const CHECKS_NOTHING: Entry = Entry {
    code: "rule-checks-nothing",
    en: Page {
        title: "a rule was for no row of any table",
        checks: "Whether a rule was checked at all in the reports of a run: `rows` may select none, or a table may have none. A rule that could not be checked since a figure is missing is none of these.",
        why: "A rule that nothing is checked by looks like one that all is well with. Mostly the selection is misspelt.",
        example: &[
            file(
                "2024/offices.csv",
                "\
key,level,received,closed
north,city,43,37
south,city,77,70
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.offices.columns]
level = { text = true }
received = { unit = \"requests\" }
closed = { unit = \"requests\" }

[[sections.offices.rules]]
name = \"offices-closed\"
check = \"closed <= received\"
rows = 'level = \"County\"'
",
            ),
        ],
        mend: "Correct the selection. Where other years have such rows, turn the check into what you like under `[checks]`, or leave the note.",
        mended: &[file(
            "reportcheck.toml",
            "\
[sections.offices.columns]
level = { text = true }
received = { unit = \"requests\" }
closed = { unit = \"requests\" }

[[sections.offices.rules]]
name = \"offices-closed\"
check = \"closed <= received\"
rows = 'level = \"city\"'
",
        )],
    },
    zh: Page {
        title: "这条规则没有核对到任何一行",
        checks: "一次运行的各份报告中，规则是否核对过：`rows` 可能没有选中任何行，表格也可能没有行。因缺数而未核对的规则不在此列。",
        why: "没有核对过的规则，看上去和没有问题一样；多半是筛选条件写错了字。",
        example: &[
            file(
                "2024/offices.csv",
                "\
key,级别,收到,办结
北区,市级,43,37
南区,市级,77,70
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.offices.columns]
\"级别\" = { text = true }
\"收到\" = { unit = \"件\" }
\"办结\" = { unit = \"件\" }

[[sections.offices.rules]]
name = \"办结不多于收到\"
check = \"办结 <= 收到\"
rows = '级别 = \"市\"'
",
            ),
        ],
        mend: "改正筛选条件。若其他年份才有这样的行，可保留此提示，或在 `[checks]` 中调整。",
        mended: &[file(
            "reportcheck.toml",
            "\
[sections.offices.columns]
\"级别\" = { text = true }
\"收到\" = { unit = \"件\" }
\"办结\" = { unit = \"件\" }

[[sections.offices.rules]]
name = \"办结不多于收到\"
check = \"办结 <= 收到\"
rows = '级别 = \"市级\"'
",
        )],
    },
};

const NAMES_NOTHING: Entry = Entry {
    code: "names-nothing",
    en: Page {
        title: "the configuration describes what is in no table",
        checks: "Whether each column and row that `[sections.…]` describes (`columns`, `labels`, `totals`, `trusted`, `weights`) is in some table of its section, in the reports below the configuration. Asked by `reportcheck lint` only, since a single report need not have them all.",
        why: "What is described under a wrong name has no effect: a unit is not known, a total is added to its parts.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,120,requests
online,of which online,75,requests
paper,of which on paper,45,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.requests.labels]
recieved = \"All requests\"
",
            ),
        ],
        mend: "Write the name as the tables do, or drop it.",
        mended: &[file(
            "reportcheck.toml",
            "\
[sections.requests.labels]
received = \"All requests\"
",
        )],
    },
    zh: Page {
        title: "配置中说明了表格里没有的行或列",
        checks: "`[sections.…]` 所说明的各列和各行（`columns`、`labels`、`totals`、`trusted`、`weights`），在配置所管的报告中是否有表格含有它。只由 `reportcheck lint` 检查，因为单独一份报告不必样样都有。",
        why: "名称写错的说明不起作用：单位无从得知，合计行也会被当作分项相加。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,120,件
网上,其中：网上申请,75,件
书面,其中：书面申请,45,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.requests.labels]
\"收件\" = \"收到的申请\"
",
            ),
        ],
        mend: "按表格中的写法改正名称，或删去它。",
        mended: &[file(
            "reportcheck.toml",
            "\
[sections.requests.labels]
\"收到\" = \"收到的申请\"
",
        )],
    },
};
