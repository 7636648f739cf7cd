//! The Chinese texts of commands and arguments.

/// What is said of a command.
#[derive(Clone, Copy)]
pub(super) struct CommandText {
    /// What it does.
    pub about: &'static str,
    /// Its examples, and what else stands below.
    pub after: &'static str,
}

/// What is said of a command.
pub(super) fn command_text(name: &str) -> Option<CommandText> {
    let known = COMMANDS.iter().find(|(known, _)| *known == name);
    known.map(|(_, text)| *text)
}

/// What is said of an argument: of this command's, else of all that share it.
pub(super) fn argument(command: &str, id: &str) -> Option<&'static str> {
    let of = |command: &str| {
        let known = ARGUMENTS.iter();
        let mut known = known.filter(|(own, own_id, _)| (*own, *own_id) == (command, id));
        known.next().map(|(_, _, text)| *text)
    };
    of(command).or_else(|| of(""))
}

/// What the place of a value is called.
pub(super) fn value_name(name: &str) -> &str {
    let known = VALUES.iter().find(|(english, _)| *english == name);
    known.map_or(name, |(_, chinese)| *chinese)
}

/// The commands.
pub(super) const COMMANDS: &[(&str, CommandText)] = &[
    (
        "reportcheck",
        CommandText {
            about: "核对公开报告中的数字：每个数字按其印出的精度代表一个范围",
            after: "示例：
  reportcheck validate data/2016             核对一份报告
  reportcheck validate submissions/          核对文件夹中的所有报告
  reportcheck init data                      写出一份初始配置
  reportcheck lint                           检查规则本身
  reportcheck table --section proposals      打印一个部分的表格
  reportcheck explain parts-exceed-whole     说明一种发现的含义和处理办法
  reportcheck figure 5万多                   一个数字如何识读
  reportcheck relations report.pdf           数字之间的合计与比率
  reportcheck claims report.pdf              文字中关于数字的陈述
  reportcheck fix data/2016                  列出能判断出的改动

退出状态：0 没有发现，1 有发现，2 有内容无法读取。",
        },
    ),
    (
        "validate",
        CommandText {
            about: "核对报告：逐条核对规则，并检查不需要规则的内容",
            after: "示例：
  reportcheck validate                       当前文件夹中最新的一份报告
  reportcheck validate data/2016             一份报告
  reportcheck validate submissions/          文件夹中的所有报告
  reportcheck validate data/2016 --section proposals --lang zh
  reportcheck validate t.csv --check 'total = a + b' --rounding truncate
  reportcheck validate t.csv --rules my-rules.toml --format json
  reportcheck validate submissions/ --rules office.toml --untrusted",
        },
    ),
    (
        "lint",
        CommandText {
            about: "检查规则本身：永远成立、永远不成立、重复、可由其他规则推出、矛盾或没有用到的规则",
            after: "示例：
  reportcheck lint                    当前文件夹所用的配置
  reportcheck lint data               报告文件夹的配置
  reportcheck lint my-rules.toml      指定的文件
  reportcheck lint data --rules my-rules.toml --fail-on warning",
        },
    ),
    (
        "table",
        CommandText {
            about: "把报告的各部分打印成表格，并标出其中的发现",
            after: "示例：
  reportcheck table                              最新一份报告有哪些部分
  reportcheck table data/2016 --section proposals
  reportcheck table data/2016 --section proposals,trading --recompute
  reportcheck table data --section proposals --periods 2014..2016
  reportcheck table data/2016/budget.csv --columns quote
  reportcheck table data/2016 --section budget --format markdown --lang zh",
        },
    ),
    (
        "explain",
        CommandText {
            about: "说明一种发现的含义和处理办法，或一条规则核对什么",
            after: "示例：
  reportcheck explain                        列出全部代码，每个一行
  reportcheck explain parts-exceed-whole     一种发现的代码
  reportcheck explain science-posts data/2016    一条规则，以及它涉及的单元格",
        },
    ),
    (
        "figure",
        CommandText {
            about: "说明一个数字如何识读，或规则给报告中的某个数留下什么余地",
            after: "示例：
  reportcheck figure 5万多
  reportcheck figure 6.4％ --rounding truncate
  reportcheck figure 21918.70 --unit 万元
  reportcheck figure -15.8%
  reportcheck figure 'about 200' 1,234* --lang en
  reportcheck figure science.posts --in data/2016",
        },
    ),
    (
        "relations",
        CommandText {
            about: "列出一个文件的表格中数字之间的合计、比率、增减等关系",
            after: "示例：
  reportcheck relations budget.csv
  reportcheck relations report.xlsx --lang zh
  reportcheck relations budget.csv --format json

只看数字，不需要规则或配置。在一两行（列）中不成立的关系也会列出，并指出是哪些行（列）。",
        },
    ),
    (
        "claims",
        CommandText {
            about: "列出一个文件的文字中关于数字的陈述",
            after: "示例：
  reportcheck claims report.txt
  reportcheck claims report.docx --lang zh
  reportcheck claims report.pdf --format json

每个数字都会列出其识读结果，每项陈述都会列出结论：一致、不一致，或取决于文中没有的数字。",
        },
    ),
    (
        "fix",
        CommandText {
            about: "列出由其他数字推出的改动；加 --write 则写入文件",
            after: "示例：
  reportcheck fix                            当前文件夹中最新的报告应如何改动
  reportcheck fix data/2016 --write          写入改动
  reportcheck fix data/2016 --cell environment.complaints --write
  reportcheck fix data/2016 > fix.patch

退出状态：0 无需改动或已全部改好，1 有建议的改动尚未写入，2 有内容无法读取或改动。",
        },
    ),
    (
        "init",
        CommandText {
            about: "写出一份初始的 reportcheck.toml，或将文档写成数据文件夹",
            after: "示例：
  reportcheck init data                      用于文件夹中的所有报告
  reportcheck init data/2016                 用于一份报告
  reportcheck init data/2016/posts.csv       用于一张表格，写在它所在的文件夹
  reportcheck init data --stdout             只打印，不写文件
  reportcheck init report.docx               把文档写成表格：report/
  reportcheck init report.pdf --into 2016    同上，写到 2016/
  reportcheck init published                 每份文档各一个：published/data/文件名/

其中列出每个部分和每一列，能判断单位的写明单位，
并建议对全部数字都成立的规则（已注释掉）。
已有的 reportcheck.toml 不会被改动。

对文档（pdf、docx、xlsx、ods、html、带标题和注释的 csv），则写出一个文件夹：
每张表格一个 CSV，另有全文、report.toml、reportcheck.toml，以及 places.json，
记录每个单元格在文档中的位置。文档本身不会被改动。
再次运行时，未改动过的文件重新写入，手工改动过的予以保留。",
        },
    ),
    (
        "waive",
        CommandText {
            about: "接受一处发现：以后显示为已豁免，不再影响结果",
            after: "示例：
  reportcheck waive data/2016 --rule environment-complaints --reason '已向主管局核实'
  reportcheck waive data/2016 --rule duplicate-key --cell press.releases.key --reason '发布了两次'
  reportcheck waive --rule science-posts --reason '即将更正' --expires 2027-01-31 --dry-run",
        },
    ),
    (
        "baseline",
        CommandText {
            about: "接受现有的全部发现，以后只有新的发现才影响结果",
            after: "示例：
  reportcheck baseline data/                 data/ 下的所有报告
  reportcheck baseline data/2016 --dry-run   只打印将要豁免的内容
  reportcheck baseline --prune               同时删除不再起作用的豁免",
        },
    ),
    (
        "schema",
        CommandText {
            about: "打印 reportcheck.toml 或 report.toml 的 JSON Schema，供编辑器使用",
            after: "示例：
  reportcheck schema > reportcheck.schema.json
  reportcheck schema report > report.schema.json

然后在 reportcheck.toml 开头写
  #:schema ./reportcheck.schema.json",
        },
    ),
    (
        "sql",
        CommandText {
            about: "把规则写成 SQL，在数据所在的引擎上执行",
            after: "示例：
  reportcheck sql data/2016 > checks.sql
  duckdb < checks.sql
  reportcheck sql data/2016 --dialect spark --output checks.sql
  reportcheck sql data/2016 --table \"requests=read_parquet('requests.parquet')\"
  reportcheck sql data/2016 --table requests=lake.requests --table prior.requests=lake.requests_2015

退出状态：0 规则全部写出，1 有规则未写出，2 没有规则，或有内容无法读取。",
        },
    ),
    (
        "completions",
        CommandText {
            about: "打印命令行补全脚本",
            after: "示例：
  source <(reportcheck completions bash)     用于当前的命令行
  reportcheck completions bash > ~/.local/share/bash-completion/completions/reportcheck
  reportcheck completions zsh > ~/.zfunc/_reportcheck
  reportcheck completions fish > ~/.config/fish/completions/reportcheck.fish",
        },
    ),
    (
        "man",
        CommandText {
            about: "打印手册页，或写出全部命令的手册页",
            after: "示例：
  reportcheck man | man -l -                 阅读
  reportcheck man --dir ~/.local/share/man/man1
                                             安装，每个命令一页",
        },
    ),
    (
        "help",
        CommandText {
            about: "显示本说明，或某个命令的说明",
            after: "",
        },
    ),
];

/// The arguments: of one command, or (with none) of all that have them.
pub(super) const ARGUMENTS: &[(&str, &str, &str)] = &[
    ("", "lang", "提示信息的语言 [默认：按系统语言]"),
    ("", "color", "何时使用颜色"),
    ("", "encoding", "表格的编码，如 gb18030 [默认：UTF-8]"),
    ("", "follow_links", "报告文件夹里的链接指向别处时，也读取"),
    ("", "help", "显示说明"),
    ("", "version", "显示版本"),
    ("", "rules", "用这份配置，而不用自动找到的"),
    (
        "",
        "untrusted",
        "报告由他人报送：其中削弱自身核对的内容只列出，不采用",
    ),
    (
        "",
        "report_size",
        "一份报告的表格合计最多多少 MiB，其中同时存入内存的不超过六十四分之一 [默认：使用 --untrusted 时为 64]",
    ),
    (
        "",
        "hold",
        "规则需要同时用到所有行时，最多把多少 MiB 的表格存入内存，所占内存最多为其文本的 24 倍 [默认：视空闲内存而定，至少 64]",
    ),
    (
        "",
        "rounding",
        "数字的修约方式（四舍五入、截尾等），优先于所有配置",
    ),
    (
        "",
        "rounded_to",
        "各数取整到哪个数的倍数，如 5，优先于所有配置",
    ),
    ("", "decimal", "表格用哪个小数点（. 或 ,），优先于所有配置"),
    (
        "figure",
        "rounded_to",
        "这个数取整到哪个数的倍数，如 5 或 0.5",
    ),
    (
        "figure",
        "decimal",
        "这个数用哪个小数点（. 或 ,），另一个为千位分隔符",
    ),
    (
        "validate",
        "allow_unchecked",
        "没有规则或没有数字的报告也算通过，而不以退出状态 2 结束",
    ),
    ("", "fail_on", "达到这一严重程度的发现使退出状态为 1"),
    ("", "quiet", "只给退出状态和无法读取的内容"),
    ("", "as_of", "按哪一天判断豁免是否到期 [默认：今天]"),
    ("", "format", "输出格式"),
    ("", "dry_run", "只打印豁免，不写入文件"),
    ("validate", "paths", "报告所在的文件夹，或单个表格、文档"),
    ("validate", "check", "用这条规则代替配置中的规则；可写多次"),
    ("validate", "only_rules", "只核对这条规则；可写多次"),
    ("validate", "sections", "只核对这个部分；可写多次"),
    (
        "validate",
        "max",
        "每份报告最多列出几处发现，0 为全部 ，且不超过 20000 处 [默认：text 50，html 500，其他格式 5000]",
    ),
    (
        "validate",
        "allow_unchecked",
        "接受没有规则或没有数字的报告，退出状态不为 2",
    ),
    ("validate", "coverage", "按部分列出不受任何规则核对的数字"),
    (
        "validate",
        "discover",
        "另在没有规则核对的数字中寻找其本身显示的勾稽关系（如合计与各项）；没有规则时总会这样做",
    ),
    (
        "validate",
        "strict",
        "与看出的勾稽关系不符按错误计，不按警告计",
    ),
    (
        "validate",
        "no_reason",
        "只逐条核对规则，不把整份报告合起来推断",
    ),
    (
        "validate",
        "as_of",
        "按哪一天判断豁免是否到期，如 2027-01-31 [默认：今天]",
    ),
    (
        "validate",
        "output",
        "同时写入文件：格式看扩展名（如 report.html），或写在文件名前；可写多次",
    ),
    (
        "validate",
        "jobs",
        "同时核对几份报告，或一张长表的几段 [默认：每个处理器一份]",
    ),
    ("validate", "watch", "文件保存后重新核对，直到中断"),
    (
        "lint",
        "paths",
        "配置文件，或有配置的报告文件夹 [默认：当前文件夹所用的配置]",
    ),
    (
        "table",
        "path",
        "一份报告的文件夹、多份报告的文件夹（取最新一份），或一个表格",
    ),
    ("table", "sections", "要打印的部分；不写则列出全部部分"),
    ("table", "keys", "同时显示行名"),
    (
        "table",
        "columns",
        "同时显示引文、备注或小数位数，或只显示所列的列",
    ),
    ("table", "recompute", "在合计和比率旁显示按规则重算的数"),
    (
        "table",
        "periods",
        "把几个报告期并排：2014..2016、2014,2016、2015-Q1..",
    ),
    ("explain", "name", "发现的代码或规则的名称"),
    (
        "explain",
        "path",
        "规则所在的报告 [默认：当前文件夹中最新的报告]",
    ),
    (
        "figure",
        "prints",
        "印出的数字，或单元格名称，如 requests.received",
    ),
    ("relations", "file", "一个表格或文档"),
    ("relations", "format", "输出格式"),
    (
        "claims",
        "file",
        "一个文件：文本、Markdown、Word、PDF 或网页",
    ),
    ("claims", "format", "输出格式"),
    ("figure", "unit", "所在列或行的单位"),
    (
        "figure",
        "decimals",
        "小数点后有效位数；十位以上为负数，精确数为 INF",
    ),
    ("figure", "rounding", "这个数的修约方式（四舍五入、截尾等）"),
    (
        "figure",
        "within",
        "单元格所在的报告 [默认：当前文件夹中最新的报告]",
    ),
    ("fix", "path", "报告的文件夹，或其中一个表格"),
    ("fix", "rule", "只处理这条规则或这种代码的发现"),
    (
        "fix",
        "cell",
        "只处理涉及这个单元格的改动，如 requests.received",
    ),
    ("fix", "write", "写入改动"),
    (
        "init",
        "folder",
        "一份报告、多份报告的文件夹、一张表格、一份文档，或文档的文件夹",
    ),
    (
        "init",
        "stdout",
        "只打印将写入的内容，不写文件（也可写 --dry-run）",
    ),
    (
        "init",
        "into",
        "把文档写到这个文件夹；有多份文档时，在其中各写一个文件夹",
    ),
    ("init", "force", "重新写入文档的文件，包括手工改动过的"),
    ("waive", "path", "报告的文件夹，或其中一个表格"),
    ("waive", "rule", "发现所属的规则，或其代码"),
    ("waive", "cell", "发现所在的单元格，如 requests.received"),
    ("waive", "reason", "接受这处发现的理由"),
    ("waive", "expires", "豁免有效的最后一天，如 2027-01-31"),
    ("baseline", "paths", "报告所在的文件夹，或单个表格、文档"),
    (
        "baseline",
        "reason",
        "接受这些发现的理由 [默认：“基线”加今天的日期]",
    ),
    ("baseline", "expires", "豁免有效的最后一天，如 2027-01-31"),
    ("baseline", "prune", "删除不再起作用的豁免"),
    ("schema", "file", "reportcheck.toml 的，还是 report.toml 的"),
    (
        "sql",
        "path",
        "一份报告的文件夹、多份报告的文件夹（取最新一份），或一个表格",
    ),
    ("sql", "dialect", "执行查询的引擎"),
    (
        "sql",
        "tables",
        "某部分各行所在，按引擎的写法；可写多次。prior.部分 指上期报告",
    ),
    ("sql", "output", "写入这个文件，而不写到标准输出"),
    ("completions", "shell", "命令行的种类"),
    ("man", "dir", "写入全部手册页的文件夹"),
];

/// The places of values.
const VALUES: [(&str, &str); 28] = [
    ("CELL", "单元格"),
    ("CODE|RULE", "代码|规则"),
    ("COLOR", "时机"),
    ("COMMAND", "命令"),
    ("DATE", "日期"),
    ("DECIMALS", "位数"),
    ("FILE", "文件"),
    ("FOLDER", "文件夹"),
    ("DIALECT", "引擎"),
    ("FORMAT", "格式"),
    ("[FORMAT=]FILE", "[格式=]文件"),
    ("LANG", "语言"),
    ("MODE", "方式"),
    ("MIB", "MiB 数"),
    ("N", "个数"),
    ("NAME", "名称"),
    ("NAME|CODE", "名称|代码"),
    ("PATH", "路径"),
    ("PATHS", "路径"),
    ("PERIODS", "报告期"),
    ("PRINT|CELL", "数字|单元格"),
    ("RULE", "规则"),
    ("SECTION=EXPRESSION", "部分=所在"),
    ("SEVERITY", "程度"),
    ("SHELL", "种类"),
    ("SIGN", "符号"),
    ("TEXT", "文字"),
    ("UNIT", "单位"),
];
