//! What tells rows apart that have one key: their texts, the years and codes
//! that stand beside them, and what rules pick rows by.

use super::column::{Column, ColumnKind};
use super::key_text::written_key;
use crate::rule::{Config, picks};
use crate::structure::{is_residual, total_name};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a name of a column says that its numbers are, and within which bounds
/// they are that: a column `month` may also hold the figures of this month.
const NUMBERS: [(&str, u32, u32); 10] = [
    (
        "year years yr fy anno año ano jahr année annee год 年 年份 年度 年别 会计年度 財政年度 연도",
        1500,
        2700,
    ),
    ("half halfyear semester 半年 学期", 1, 2),
    ("quarter qtr trimester trimestre quartal 季 季度", 1, 4),
    ("month mon mes mois monat mese 月 月份", 1, 12),
    ("week wk semana semaine woche settimana kw 周 周次", 1, 53),
    ("day 日", 1, 31),
    ("sex gender sexe sexo geschlecht 性别", 0, 9),
    ("age ages alter edad 年龄 岁", 0, 130),
    ("wave round 轮次 批次", 1, 999),
    (
        "code codes id ids fips nuts isic naics sic icd vocabulary 代码 编码 编号 序号 区号",
        0,
        u32::MAX,
    ),
];

/// The same by each of its words.
static WORDS: LazyLock<HashMap<&str, (u32, u32)>> = LazyLock::new(|| {
    let each = NUMBERS.iter().rev().flat_map(|(words, from, to)| {
        let words = words.split_whitespace();
        words.map(|word| (word, (*from, *to)))
    });
    each.collect()
});

/// What may stand before a word for a year: `fiscal_year`, `report month`.
const BEFORE: &str = "
    fiscal financial calendar school academic report reporting survey reference ref
    data tax marketing budget 财政 报告 统计 数据 所属 会计 年度
";

/// What a column's cells tell rows apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Apart {
    /// Whatever stands in them.
    Always,
    /// Whole numbers from one to another, both included.
    Numbers(u32, u32),
}

/// In what two rows of one key agree beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SameIn {
    /// In these columns, by their names.
    Columns(Vec<String>),
    /// In every column.
    All,
    /// In those that the section says make up the key.
    Key(Vec<String>),
}

/// By what the rows of a table that have one key are told apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowsApart {
    /// By what each column does, in their order.
    columns: Vec<Option<Apart>>,
    /// The columns that the section says make up the key: nothing else does.
    pub(super) key: Option<Vec<usize>>,
    /// The one of them that says the period.
    pub(super) period: Option<usize>,
    /// Whether rules pick rows by the key, so that it stands for several.
    pub(crate) picked_by_key: bool,
}

impl RowsApart {
    /// Whether the configuration tells rows apart by a column: as a part of their key
    /// or as their period.
    pub(super) fn names_rows(&self, column: usize) -> bool {
        let key = self.key.as_deref().unwrap_or_default();
        self.period == Some(column) || key.contains(&column)
    }

    /// For the columns of a section.
    pub(super) fn new(columns: &[Column], config: &Config, section: &str) -> RowsApart {
        let picked = picks(config, section);
        let of_key = |column: &str| {
            let first = columns.first();
            column == "key" || first.is_some_and(|first| first.name == column)
        };
        let picked_by_key = picked.iter().any(|(column, text)| {
            let one = |text: &str| total_name(text).is_none() && !is_residual(text);
            of_key(column) && text.is_some_and(one)
        });
        let of = |column: &Column| {
            let named = picked.iter().any(|(name, _)| *name == column.name);
            match column.kind {
                ColumnKind::Key => None,
                ColumnKind::Text => Some(Apart::Always),
                _ if picked_by_key || named => Some(Apart::Always),
                ColumnKind::Figure => numbers(&column.name),
                _ => None,
            }
        };
        RowsApart {
            columns: columns.iter().map(of).collect(),
            key: None,
            period: None,
            picked_by_key,
        }
    }

    /// By the columns that the section says make up the key, where it does.
    pub(super) fn with_key(self, key: Option<Vec<usize>>, period: Option<usize>) -> RowsApart {
        let picked_by_key = self.picked_by_key && key.is_none();
        RowsApart {
            period: period.filter(|_| key.is_some()),
            key,
            picked_by_key,
            ..self
        }
    }

    /// Takes a column for one that holds texts.
    pub(super) fn is_text(&mut self, column: usize) {
        if let Some(apart) = self.columns.get_mut(column) {
            *apart = Some(Apart::Always);
        }
    }

    /// Whether something but the key tells rows apart.
    pub(crate) fn by_more_than_key(&self) -> bool {
        self.key.is_some() || self.columns.iter().any(Option::is_some)
    }

    /// What tells a row from others: its key, and what stands beside it.
    pub(crate) fn identity<'t>(&self, text: impl Fn(usize) -> Cow<'t, str>) -> String {
        if let Some(key) = &self.key {
            return written_key(key.iter().map(|column| text(*column)));
        }
        let mut identity = text(0).trim().to_owned();
        for (column, apart) in self.columns.iter().enumerate() {
            let Some(apart) = apart else {
                continue;
            };
            let cell = text(column);
            identity.push('\u{1f}');
            if apart.tells(cell.trim()) {
                identity.push_str(cell.trim());
            }
        }
        identity
    }

    /// In which of its columns rows agree that nothing tells apart.
    pub(super) fn same_in(&self, columns: &[Column]) -> SameIn {
        if let Some(key) = &self.key {
            let name = |column: &usize| columns.get(*column).map(|column| column.name.clone());
            return SameIn::Key(key.iter().filter_map(name).collect());
        }
        if self.picked_by_key {
            return SameIn::All;
        }
        let columns = columns.iter().zip(&self.columns);
        let telling = columns.filter(|(_, apart)| apart.is_some());
        SameIn::Columns(telling.map(|(column, _)| column.name.clone()).collect())
    }
}

/// What a name says that whole numbers in its column are.
fn numbers(name: &str) -> Option<Apart> {
    let name = name.trim().to_lowercase();
    let parts = name.split([' ', '_', '-', '.']).collect::<Vec<&str>>();
    let (last, before) = parts.split_last()?;
    let code = |word: &str| matches!(word, "code" | "id" | "fips");
    let prefixed = |word: &&str| BEFORE.split_whitespace().any(|known| known == *word);
    let coded = ["代码", "编码", "编号", "年份"]
        .iter()
        .any(|end| name.ends_with(end));
    let ending = || {
        let ends = |(words, ..): &&(&str, u32, u32)| {
            let mut words = words.split_whitespace();
            words.any(|word| word == *last || name.ends_with(word))
        };
        let (_, from, to) = NUMBERS.iter().find(ends)?;
        Some((*from, *to))
    };
    let (from, to) = match coded {
        true => ending()?,
        false => *WORDS.get(last)?,
    };
    let fits = before.is_empty() || code(last) || before.iter().all(prefixed);
    fits.then_some(Apart::Numbers(from, to))
}

impl Apart {
    /// Whether what stands in a cell tells its row from others.
    fn tells(self, cell: &str) -> bool {
        match self {
            Apart::Always => true,
            Apart::Numbers(from, to) => {
                let digits = cell.bytes().all(|byte| byte.is_ascii_digit());
                let number = cell.parse::<u32>().ok().filter(|_| digits);
                number.is_some_and(|number| (from..=to).contains(&number))
                    || (digits && to == u32::MAX && !cell.is_empty())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Apart, numbers};

    #[test]
    fn names_say_which_numbers_tell_rows_apart() {
        for (name, cell) in [
            ("year", "2020"),
            ("Fiscal_Year", "2020"),
            ("年份", "2020"),
            ("数据年份", "2020"),
            ("quarter", "4"),
            ("reporting month", "12"),
            ("sex", "1"),
            ("sector_code", "11220"),
            ("行政区划代码", "110000"),
            ("fips", "00013125"),
        ] {
            assert!(
                numbers(name).is_some_and(|apart| apart.tells(cell)),
                "{name}"
            );
        }
        for (name, cell) in [
            ("month", "1234"),
            ("year", "31"),
            ("quarter", "2.5"),
            ("age", ""),
        ] {
            assert!(
                !numbers(name).is_some_and(|apart| apart.tells(cell)),
                "{name}"
            );
        }
        for name in [
            "Balance at End of Year",
            "cases last week",
            "年末人数",
            "value",
            "本月",
            "",
        ] {
            assert_eq!(numbers(name), None, "{name}");
        }
        assert!(Apart::Always.tells("anything"));
    }
}
