//! Findings about waivers: those that are for nothing, have ended, or hold on
//! to figures that are others now.

use super::{Entry, File, Page, file};

pub(super) const ENTRIES: &[Entry] = &[CHANGED, EXPIRED, UNUSED];

const CONFIG: File = file(
    "reportcheck.toml",
    "\
[[sections.requests.rules]]
name = \"requests-received\"
check = \"received = online + paper\"
",
);

const TABLE: File = file(
    "2024/requests.csv",
    "\
key,label,value,unit
received,Requests received,120,requests
online,of which online,75,requests
paper,of which on paper,45,requests
",
);

const ZH_CONFIG: File = file(
    "reportcheck.toml",
    "\
[[sections.requests.rules]]
name = \"收到申请\"
check = \"收到 = 网上 + 书面\"
",
);

const ZH_TABLE: File = file(
    "2024/requests.csv",
    "\
key,label,value,unit
收到,收到申请,120,件
网上,其中：网上,75,件
书面,其中：书面,45,件
",
);

const CHANGED: Entry = Entry {
    code: "waiver-changed",
    en: Page {
        title: "a waiver is for a figure that is another now",
        checks: "A waiver holds on to what stood in the cells when the finding was accepted: `print` for the cell itself, `with` for the other figures. \
Where one of them has changed since, the waiver is for something else. If the rule is still broken, its finding shows again.",
        why: "A difference that was accepted at 3 may have grown to 300 since.",
        example: &[
            CONFIG,
            TABLE,
            file(
                "2024/report.toml",
                "\
[[waivers]]
rule = \"requests-received\"
cell = \"requests.received\"
print = \"117\"
with = { online = \"75\", paper = \"45\" }
reason = \"three came in twice\"
",
            ),
        ],
        mend: "Take the waiver out where nothing is wrong any more. Otherwise look at the finding again, and waive it anew with `reportcheck waive` if it is still to be accepted.",
        mended: &[file("2024/report.toml", "\n")],
    },
    zh: Page {
        title: "所豁免的数已经变了",
        checks: "豁免记下了当时单元格所印的内容：`print` 是该单元格，`with` 是参与核对的其他数字。其中有一个变了，这条豁免就不再适用；若规则仍不成立，该发现会重新列出。",
        why: "当初接受的差额是 3，如今可能已是 300。",
        example: &[
            ZH_CONFIG,
            ZH_TABLE,
            file(
                "2024/report.toml",
                "\
[[waivers]]
rule = \"收到申请\"
cell = \"requests.收到\"
print = \"117\"
with = { \"网上\" = \"75\", \"书面\" = \"45\" }
reason = \"有三件重复提交\"
",
            ),
        ],
        mend: "该处已无问题的，删去这条豁免；否则请重新看这处发现，仍可接受的，用 `reportcheck waive` 重新豁免。",
        mended: &[file("2024/report.toml", "\n")],
    },
};

const EXPIRED: Entry = Entry {
    code: "waiver-expired",
    en: Page {
        title: "the last day of a waiver is past",
        checks: "A waiver with `expires` accepts its finding up to that day and on it. After it, the finding shows again beside this one. The day is that of the computer's clock (UTC), or of `--as-of`.",
        why: "“To be corrected next year” must come up again next year, whether it was corrected or not.",
        example: &[
            CONFIG,
            TABLE,
            file(
                "2024/report.toml",
                "\
[[waivers]]
rule = \"requests-received\"
cell = \"requests.received\"
print = \"117\"
reason = \"to be corrected in the next edition\"
expires = 2025-06-30
",
            ),
        ],
        mend: "Correct the figure, and take the waiver out. If the finding is to be accepted for longer, waive it again with `reportcheck waive` and a later day.",
        mended: &[file("2024/report.toml", "\n")],
    },
    zh: Page {
        title: "豁免已过有效期",
        checks: "写有 `expires` 的豁免到该日为止（含当日）。过期后，它所豁免的发现会与这一条一起重新列出。日期取计算机时钟（UTC），或 `--as-of` 所给的日期。",
        why: "“下一年更正”的事，到了下一年就应再提出来，无论是否已经更正。",
        example: &[
            ZH_CONFIG,
            ZH_TABLE,
            file(
                "2024/report.toml",
                "\
[[waivers]]
rule = \"收到申请\"
cell = \"requests.收到\"
print = \"117\"
reason = \"下一版更正\"
expires = 2025-06-30
",
            ),
        ],
        mend: "改正该数，并删去这条豁免。仍需接受的，用 `reportcheck waive` 重新豁免，并写明新的日期。",
        mended: &[file("2024/report.toml", "\n")],
    },
};

const UNUSED: Entry = Entry {
    code: "waiver-unused",
    en: Page {
        title: "a waiver is for a finding that is not there",
        checks: "Each waiver in report.toml must meet the finding that it is for: the same rule or check, cell and prints. Waivers for rules and sections that a run leaves out are not judged by it.",
        why: "The figure was corrected, or the rule or the cell has another name now. A waiver left standing may one day accept what nobody has looked at.",
        example: &[
            CONFIG,
            TABLE,
            file(
                "2024/report.toml",
                "\
[[waivers]]
rule = \"requests-received\"
cell = \"requests.received\"
print = \"120\"
reason = \"three came in twice\"
",
            ),
        ],
        mend: "Take the waiver out, or correct its `rule` or `cell`. `reportcheck baseline --prune` takes out all that waive nothing.",
        mended: &[file("2024/report.toml", "\n")],
    },
    zh: Page {
        title: "所豁免的发现并不存在",
        checks: "report.toml 中的每条豁免都应对应一处发现：规则或检查、单元格和所印的数都相同。某次核对没有涉及的规则和部分，其豁免不作判断。",
        why: "可能数字已经改正，也可能规则或单元格改了名。留着不删，日后可能会放过无人看过的问题。",
        example: &[
            ZH_CONFIG,
            ZH_TABLE,
            file(
                "2024/report.toml",
                "\
[[waivers]]
rule = \"收到申请\"
cell = \"requests.收到\"
print = \"120\"
reason = \"有三件重复提交\"
",
            ),
        ],
        mend: "删去这条豁免，或更正其中的 `rule` 或 `cell`。用 `reportcheck baseline --prune` 可删去所有已无用的豁免。",
        mended: &[file("2024/report.toml", "\n")],
    },
};
