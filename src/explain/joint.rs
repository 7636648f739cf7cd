//! Findings of the whole report: rules that hold one by one and not together.

use super::{Entry, Page, file};

pub(super) const ENTRIES: &[Entry] = &[JOINT];

const JOINT: Entry = Entry {
    code: "jointly-inconsistent",
    en: Page {
        title: "rules hold one by one, but no true values satisfy them together",
        checks: "Whether the figures of the whole report can all be true at once. Each rule is satisfied by some true values behind the prints, \
but no values satisfy all of them. The finding names a smallest set of rules that clash: without any one of them, the others hold together. \
Below them stands the proof, line by line. In the example the total must be between 115 and 120, since at most 45 came in on paper, \
and it must be 123, since that many were closed.",
        why: "Rounded and hedged figures leave room, and two rules may need different ends of it. No rule alone shows that one of the figures is wrong.",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
received,Requests received,about 120,requests
online,of which online,75,requests
paper,of which on paper,about 40,requests
granted,Requests granted,90,requests
refused,Requests refused,33,requests
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"channels\"
check = \"received = online + paper\"

[[sections.requests.rules]]
name = \"outcomes\"
check = \"received = granted + refused\"
",
            ),
        ],
        mend: "Follow the proof with the published text beside it: one of its figures is wrong, or one of its rules asks too much. \
Where the finding says which figure is most likely wrong, begin there.",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
received,Requests received,about 120,requests
online,of which online,75,requests
paper,of which on paper,about 40,requests
granted,Requests granted,90,requests
refused,Requests refused,28,requests
",
        )],
    },
    zh: Page {
        title: "各条规则单独成立，但没有真实值能使其同时成立",
        checks: "整份报告的数能否同时为真。每条规则单独看，都有真实值与所印的数相符，但没有一组真实值能满足所有规则。\
发现中列出一组最小的相互矛盾的规则：去掉其中任何一条，其余的就能同时成立。其下逐行写出推导。\
示例中，书面申请至多 45 件，所以收到的应在 115 至 120 件之间；而办结的共 123 件，收到的又应为 123 件。",
        why: "约数和四舍五入的数都留有余地，而两条规则可能各需要余地的一端。单看任何一条规则，都看不出有数字错了。",
        example: &[
            file(
                "2024/requests.csv",
                "\
key,label,value,unit
收到,收到申请,约120,件
网上,其中：网上,75,件
书面,其中：书面,约40,件
公开,予以公开,90,件
不公开,不予公开,33,件
",
            ),
            file(
                "reportcheck.toml",
                "\
[[sections.requests.rules]]
name = \"申请渠道\"
check = \"收到 = 网上 + 书面\"

[[sections.requests.rules]]
name = \"办理结果\"
check = \"收到 = 公开 + 不公开\"
",
            ),
        ],
        mend: "对照公布的原文逐行查看推导：其中必有一个数有误，或有一条规则要求过严。若发现中指出了最可能有误的数，请先核对它。",
        mended: &[file(
            "2024/requests.csv",
            "\
key,label,value,unit
收到,收到申请,约120,件
网上,其中：网上,75,件
书面,其中：书面,约40,件
公开,予以公开,90,件
不公开,不予公开,28,件
",
        )],
    },
};
