//! What a report that was handed in says of its own check, and is not obeyed.

use crate::lang::Lang;
use crate::report::AsideKind;
use crate::say;
use crate::say::quote::one_line;

/// What is not obeyed.
pub(crate) fn title(what: &AsideKind, lang: Lang) -> String {
    match what {
        AsideKind::Configuration => say!(
            lang,
            "this configuration was handed in with the report, and is not obeyed",
            "这份配置随报告一起报送，不予采用"
        ),
        AsideKind::Waiver(rule) => say!(
            lang,
            "this waiver of {rule} was handed in with the report, and waives nothing",
            "这项对 {rule} 的豁免随报告一起报送，不起作用",
            rule = one_line(rule)
        ),
        AsideKind::Setting(key) => say!(
            lang,
            "`{key}` was handed in with the report, and is not obeyed",
            "“{key}”随报告一起报送，不予采用"
        ),
        AsideKind::Period { said, named } => say!(
            lang,
            "the report says that it is for `{said}`, but its folder is `{named}`; the folder decides",
            "报告自称属于“{said}”，而文件夹是“{named}”；以文件夹为准",
            said = one_line(said),
            named = one_line(named)
        ),
        AsideKind::Column(name) => say!(
            lang,
            "the column `{name}` was handed in with the report, and is not obeyed",
            "“{name}”列随报告一起报送，不予采用",
            name = one_line(name)
        ),
        AsideKind::Unit { own, asked } => say!(
            lang,
            "the unit `{own}` is not the one that was asked for, `{asked}`, and is not obeyed",
            "单位“{own}”不是所要求的“{asked}”，不予采用",
            own = one_line(own),
            asked = one_line(asked)
        ),
    }
}

/// What those who check the report can do about it.
pub(crate) fn note(what: &AsideKind, lang: Lang) -> String {
    match what {
        AsideKind::Configuration => say!(
            lang,
            "only --rules, or a configuration in a folder above what was handed in, says how reports are checked",
            "怎样核对，只由 --rules 或报送文件夹的上级文件夹中的配置决定"
        ),
        AsideKind::Waiver(_) => say!(
            lang,
            "the finding shows; whoever checks the report decides whether to accept it",
            "相应的发现照常列出；是否接受，由核对方决定"
        ),
        AsideKind::Setting(_) | AsideKind::Column(_) => say!(
            lang,
            "how far figures are known is said by `rounding`, `rounded_to` and `decimals` of your own configuration",
            "数字的精度由核对方配置中的 rounding、rounded_to、decimals 说明"
        ),
        AsideKind::Period { .. } => say!(
            lang,
            "correct the folder's name, or the period in report.toml",
            "请改正文件夹名，或 report.toml 中的 period"
        ),
        AsideKind::Unit { asked, .. } => say!(
            lang,
            "its figures are read in `{asked}`, as the configuration says",
            "其中的数按配置以“{asked}”读取",
            asked = one_line(asked)
        ),
    }
}
