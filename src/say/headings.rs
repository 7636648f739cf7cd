//! What tables, columns and counts are called where the configuration does
//! not say.

use crate::lang::Lang;
use crate::say;
use crate::table::{Column, ColumnKind, Layout};

/// A column's heading: the configuration's word, the reader's word for a
/// reserved name, else its name.
pub(crate) fn of_column(column: &Column, lang: Lang) -> String {
    if let Some(label) = column.config.label.say(lang) {
        return label.to_owned();
    }
    match column.name.as_str() {
        "key" => key(lang),
        "label" => item(lang),
        "value" => say!(lang, "Value", "数值"),
        "unit" => unit(lang),
        "decimals" => say!(lang, "Decimals", "小数位数"),
        "rounded_to" => say!(lang, "Rounded to", "取整到"),
        "quote" => say!(lang, "Quote", "引文"),
        "note" => say!(lang, "Note", "备注"),
        name => name.to_owned(),
    }
}

/// The heading of the column of keys, as the file has it.
pub(crate) fn of_keys(layout: Option<&Layout>, lang: Lang) -> String {
    first(layout, lang).unwrap_or_else(|| key(lang))
}

/// The heading of the column of labels; that of the keys, where they serve as
/// labels.
pub(crate) fn of_labels(layout: Option<&Layout>, lang: Lang) -> String {
    let own = layout.and_then(|layout| {
        let column = layout.of_kind(ColumnKind::Label)?;
        Some(of_column(&layout.columns[column], lang))
    });
    own.or_else(|| first(layout, lang))
        .unwrap_or_else(|| item(lang))
}

/// What the first column is called: the configuration's word, else what the
/// file calls it, where that says more than that it holds keys.
fn first(layout: Option<&Layout>, lang: Lang) -> Option<String> {
    let column = layout?.columns.first()?;
    let named = !matches!(column.name.as_str(), "key" | "");
    match column.config.label.say(lang) {
        Some(label) => Some(label.to_owned()),
        None => named.then(|| column.name.clone()),
    }
}

/// A report by its title and its period.
pub(crate) fn of_report(title: &str, period: &str, lang: Lang) -> String {
    say!(lang, "{title}, {period}", "{title}（{period}）")
}

/// A column's heading in a table as it stands: the reader's word for a
/// reserved column, else the configuration's word, else its name.
pub(crate) fn in_file(column: &Column, lang: Lang) -> String {
    match column.kind {
        ColumnKind::Key if column.name == "key" => say!(lang, "key", "行名"),
        ColumnKind::Label => say!(lang, "label", "名称"),
        ColumnKind::Unit => say!(lang, "unit", "单位"),
        ColumnKind::Decimals => say!(lang, "decimals", "小数位数"),
        ColumnKind::RoundedTo => say!(lang, "rounded to", "取整到"),
        ColumnKind::Quote => say!(lang, "quote", "引文"),
        ColumnKind::Note => say!(lang, "note", "备注"),
        ColumnKind::Figure if column.name == "value" => match column.config.label.say(lang) {
            Some(label) => label.to_owned(),
            None => say!(lang, "value", "数值"),
        },
        ColumnKind::Key | ColumnKind::Text | ColumnKind::Aside | ColumnKind::Figure => {
            or_name(column, lang)
        }
    }
}

/// The configuration's word for a column, else its name.
pub(crate) fn or_name(column: &Column, lang: Lang) -> String {
    let label = column.config.label.say(lang);
    label.unwrap_or(&column.name).to_owned()
}

/// The column of keys.
pub(crate) fn key(lang: Lang) -> String {
    say!(lang, "Key", "行名")
}

/// The column of labels.
pub(crate) fn item(lang: Lang) -> String {
    say!(lang, "Item", "项目")
}

/// The column of units.
pub(crate) fn unit(lang: Lang) -> String {
    say!(lang, "Unit", "单位")
}

/// The change between two periods, given as `2015→2016`.
pub(crate) fn change(pair: &str, lang: Lang) -> String {
    say!(lang, "Change {pair}", "{pair} 增减")
}

/// What the prints allow it to be.
pub(crate) fn change_range(pair: &str, lang: Lang) -> String {
    say!(lang, "Change {pair}, range", "{pair} 增减范围")
}

/// The growth between two periods.
pub(crate) fn growth(pair: &str, lang: Lang) -> String {
    say!(lang, "Growth {pair}", "{pair} 增幅")
}

/// What the prints allow it to be.
pub(crate) fn growth_range(pair: &str, lang: Lang) -> String {
    say!(lang, "Growth {pair}, range", "{pair} 增幅范围")
}

/// The column of recomputed totals and rates.
pub(crate) fn recomputed(lang: Lang) -> String {
    say!(lang, "recomputed", "重算")
}

/// Said of a section that the report has no table for.
pub(crate) fn no_table(lang: Lang) -> String {
    say!(lang, "(no table)", "（没有表格）")
}

/// Said of a table without rows.
pub(crate) fn no_rows(lang: Lang) -> String {
    say!(lang, "(no rows)", "（没有数据行）")
}

/// The headings of the list of sections.
pub(crate) fn overview(lang: Lang) -> [String; 5] {
    [
        say!(lang, "Section", "部分"),
        say!(lang, "Title", "标题"),
        say!(lang, "Rows", "行数"),
        say!(lang, "Figures", "数字"),
        say!(lang, "Findings", "发现"),
    ]
}

/// Said of findings that are in no section.
pub(crate) fn across(lang: Lang) -> String {
    say!(lang, "(across sections)", "（跨部分）")
}

/// The name of the total line.
pub(crate) fn total(lang: Lang) -> String {
    say!(lang, "Total", "合计")
}

/// How many sections.
pub(crate) fn sections(count: usize, lang: Lang) -> String {
    let plural = if count == 1 { "" } else { "s" };
    match lang {
        Lang::En => format!("{count} section{plural}"),
        Lang::Zh => format!("{count} 个部分"),
    }
}

/// That figures are printed with a decimal comma.
pub(crate) fn decimal_comma(lang: Lang) -> String {
    say!(lang, "decimal sign: comma", "小数点写作逗号")
}
