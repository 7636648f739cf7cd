//! Findings about the tables of a report and their columns and rows.

use super::{Entry, Page, file};

pub(super) const ENTRIES: &[Entry] = &[
    DUPLICATE,
    RAGGED,
    UNKNOWN_COLUMN,
    MISSING_TABLE,
    UNKNOWN_TABLE,
];

const DUPLICATE: Entry = Entry {
    code: "duplicate-key",
    en: Page {
        title: "two rows of a table have the same key",
        checks: "The first column names the row, so each name may stand there once.",
        why: "Rules take the first row of a name; the second would never be checked, and may contradict it.",
        example: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,120,requests
received,Requests received online,75,requests
",
        )],
        mend: "Give the second row a name of its own, or delete it.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,120,requests
online,Requests received online,75,requests
",
        )],
    },
    zh: Page {
        title: "表格中有两行同名",
        checks: "第一列是行名，每个行名只能出现一次。",
        why: "规则只取第一个同名行；第二行不会被核对，还可能与之矛盾。",
        example: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,120,件
收到,网上收到申请,75,件
",
        )],
        mend: "给第二行另起行名，或删去。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,120,件
网上,网上收到申请,75,件
",
        )],
    },
};

const RAGGED: Entry = Entry {
    code: "ragged-row",
    en: Page {
        title: "a row has more or fewer cells than the header",
        checks: "Every row of a table must have as many cells as its header.",
        why: "It cannot be told which figure belongs to which column, so no figure of the row is checked.",
        example: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,1,234,requests
",
        )],
        mend: "Put quotes around a cell that has a comma in it, or add the missing cells (left blank).",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,\"1,234\",requests
",
        )],
    },
    zh: Page {
        title: "某行的单元格数与表头不符",
        checks: "每一行的单元格数应与表头的列数相同。",
        why: "无法判断哪个数属于哪一列，因此该行的数都不核对。",
        example: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,1,234,件
",
        )],
        mend: "单元格内有逗号时给它加上引号，或补足空单元格。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,\"1,234\",件
",
        )],
    },
};

const UNKNOWN_COLUMN: Entry = Entry {
    code: "unknown-column",
    en: Page {
        title: "a table has a column that the configuration does not describe",
        checks: "Where the configuration lists the columns of a section, each figure column of its table must be one of them.",
        why: "Usually a slip in the header: the rules then do not find the column that they need.",
        example: &[
            file(
                "2024/offices.csv",
                "\
key,label,recieved
north,North office,43
south,South office,102
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.offices.columns]
received = { unit = \"requests\" }
",
            ),
        ],
        mend: "Correct the header, or describe the column under `[sections.….columns]`. A column of text needs `text = true`.",
        mended: &[file(
            "2024/offices.csv",
            "\
key,label,received
north,North office,43
south,South office,102
",
        )],
    },
    zh: Page {
        title: "表格中有配置未说明的列",
        checks: "配置列出某部分的各列时，表格的每个数字列都应在其中。",
        why: "多为表头写错，规则因此找不到所需的列。",
        example: &[
            file(
                "2024/offices.csv",
                "\
key,label,收到件
北,北区,43
南,南区,102
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.offices.columns]
\"收到\" = { unit = \"件\" }
",
            ),
        ],
        mend: "改正表头，或在 `[sections.….columns]` 中说明该列。文本列要写 `text = true`。",
        mended: &[file(
            "2024/offices.csv",
            "\
key,label,收到
北,北区,43
南,南区,102
",
        )],
    },
};

const MISSING_TABLE: Entry = Entry {
    code: "missing-table",
    en: Page {
        title: "the report has no table for a section",
        checks: "Each section of the configuration must have a table of its name in the report's folder.",
        why: "A chapter was left out, or its file has another name. The rules of the section are not checked.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,120,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.requests]
title = \"Requests\"

[sections.complaints]
title = \"Complaints\"
",
            ),
        ],
        mend: "Add the table, or rename the file. A chapter that this year's report really lacks: put a table with a header only.",
        mended: &[file(
            "2024/complaints.csv",
            "\
key,label,value,unit
",
        )],
    },
    zh: Page {
        title: "报告缺少某部分的表格",
        checks: "配置中的每一部分，在报告的文件夹中都应有同名的表格。",
        why: "或是漏了一章，或是文件名不同。该部分的规则不会核对。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,120,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.requests]
title = \"申请\"

[sections.complaints]
title = \"投诉\"
",
            ),
        ],
        mend: "补上表格，或改正文件名。若本年报告确实没有这一章，放一张只有表头的表格。",
        mended: &[file(
            "2024/complaints.csv",
            "\
key,label,value,unit
",
        )],
    },
};

const UNKNOWN_TABLE: Entry = Entry {
    code: "unknown-table",
    en: Page {
        title: "the report has a table that is no section of the configuration",
        checks: "Where the configuration lists sections, each table in the report's folder must be one of them.",
        why: "No rule is looked for in a table that nobody described: its figures go unchecked.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,120,requests
",
            ),
            file(
                "2024/fees.csv",
                "\
key,label,value,unit
charged,Fees charged,30,EUR
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.requests]
title = \"Requests\"
",
            ),
        ],
        mend: "Correct the file's name, describe the section in the configuration, or move the file out of the folder.",
        mended: &[file(
            "reportcheck.toml",
            "\
[sections.requests]
title = \"Requests\"

[sections.fees]
title = \"Fees\"
",
        )],
    },
    zh: Page {
        title: "报告中有配置未说明的表格",
        checks: "配置列出各部分时，报告文件夹中的每张表格都应是其中之一。",
        why: "没有说明的表格没有规则，其中的数不会核对。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,120,件
",
            ),
            file(
                "2024/fees.csv",
                "\
key,label,value,unit
收费,收取费用,30,元
",
            ),
            file(
                "reportcheck.toml",
                "\
[sections.requests]
title = \"申请\"
",
            ),
        ],
        mend: "改正文件名，在配置中说明这一部分，或把文件移出文件夹。",
        mended: &[file(
            "reportcheck.toml",
            "\
[sections.requests]
title = \"申请\"

[sections.fees]
title = \"收费\"
",
        )],
    },
};
