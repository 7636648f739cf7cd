//! `sum(votes by precinct)`: the groups of rows that a function over rows is taken
//! of, and those that a rule is checked for, in SQL.

use super::conditions::selected;
use super::numbers::Numbers;
use super::reasons::Why;
use super::text::{FALSE, all, any, not};
use crate::check::{BoundRule, Leaf, Over};

/// What is known of each row that a function over rows may take, under the names
/// of its columns, and which rows those are.
pub(super) struct Picked {
    pub columns: Vec<(&'static str, String)>,
    pub rows: String,
}

/// The groups of a function over rows.
pub(super) struct Groups {
    /// The columns whose texts make them, among the function's rows.
    columns: Vec<String>,
    /// Those that say of which group the row that is checked is.
    own: Vec<String>,
    /// Whether that row is left out.
    pub without_checked: bool,
}

/// The truth values that are told of all rows together.
const FLAGS: [&str; 8] = [
    "stop",
    "unknown",
    "insists",
    "percent",
    "lo_open",
    "hi_open",
    "whole",
    "fractions",
];

impl Picked {
    /// What the rows come to, all of them or group by group.
    pub(super) fn query(&self, figures: &str, groups: Option<&Groups>, integer: &str) -> String {
        let by: Vec<String> = groups.map(Groups::names).unwrap_or_default();
        let without = groups.is_some_and(|groups| groups.without_checked);
        let rows = match groups {
            Some(groups) => all([self.rows.clone(), not(&blank(&groups.columns))]),
            None => self.rows.clone(),
        };
        let columns = self.columns.iter().map(|(name, value)| (value, *name));
        let made = groups.map_or(&[][..], |groups| &groups.columns);
        let names = by.iter().map(String::as_str);
        let columns = made.iter().zip(names).chain(columns);
        let columns: Vec<String> = columns
            .map(|(value, name)| format!("{value} AS {name}"))
            .collect();
        let mut picked = format!(
            "SELECT {}\n    FROM {figures} AS f\n    WHERE {rows}",
            columns.join(", ")
        );
        let partition = by.join(", ");
        if self.columns.iter().any(|(name, _)| *name == "is_total") {
            // Where a group has no other row that is selected, its totals are meant.
            picked = format!(
                "SELECT * FROM (SELECT *, bool_or(NOT is_total AND NOT is_heading) OVER (PARTITION BY {partition}) AS others\n    \
                 FROM (\n    {picked}\n    ) AS rows_selected) AS rows_told\n    WHERE is_total = (NOT others)"
            );
        }
        let mut out = by.clone();
        out.push(times("is_taken AND NOT is_heading", "taken"));
        out.push(times("is_heading", "headings"));
        for end in ["lo", "hi"] {
            let free = format!("{end} IS NULL AND NOT is_heading");
            let own = format!("CASE WHEN is_heading THEN 0 ELSE {end} END");
            let sum = format!("coalesce(sum(CAST({own} AS {integer})), 0)");
            match without {
                true => {
                    out.push(format!("{sum} AS {end}"));
                    out.push(times(&free, &format!("{end}_free")));
                }
                false => out.push(format!(
                    "CASE WHEN bool_or({free}) THEN NULL ELSE {sum} END AS {end}"
                )),
            }
        }
        out.extend(FLAGS.iter().map(|flag| match without {
            true => times(&format!("{flag} AND NOT is_heading"), flag),
            false => format!("coalesce(bool_or({flag} AND NOT is_heading), FALSE) AS {flag}"),
        }));
        let group_by = match groups {
            Some(_) => format!("\n  GROUP BY {partition}"),
            None => String::new(),
        };
        format!(
            "SELECT {}\n  FROM (\n    {picked}\n  ) AS rows_taken{group_by}",
            out.join(",\n    ")
        )
    }

    /// A column of the row that is checked, as this function would take it.
    fn of_itself(&self, name: &str) -> &str {
        let mut columns = self.columns.iter();
        let found = columns.find(|(column, _)| *column == name);
        found.map_or(FALSE, |(_, value)| value)
    }

    /// 1 where the row that is checked is among those that are taken, and this holds.
    fn is_among(&self, condition: &str) -> String {
        let heading = self.of_itself("is_heading");
        let among = all([self.rows.clone(), not(heading), condition.to_owned()]);
        match among.as_str() {
            FALSE => "0".to_owned(),
            _ => format!("CASE WHEN {among} THEN 1 ELSE 0 END"),
        }
    }
}

/// How many rows a truth value holds for.
fn times(condition: &str, name: &str) -> String {
    format!("coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) AS {name}")
}

/// That one of these texts is blank.
fn blank(texts: &[String]) -> String {
    any(texts.iter().map(|text| format!("{text} = ''")))
}

impl Groups {
    fn names(&self) -> Vec<String> {
        (1..=self.columns.len())
            .map(|at| format!("by_{at}"))
            .collect()
    }

    /// Joins what the groups come to, to the rows that are checked.
    pub(super) fn join(&self, query: &str, alias: &str) -> String {
        let names = self.names();
        let same = names.iter().zip(&self.own);
        let same = all(same.map(|(name, own)| format!("{alias}.{name} = {own}")));
        format!("LEFT JOIN {query} AS {alias} ON {same}")
    }

    /// That the row that is checked is in no group.
    pub(super) fn no_group(&self) -> String {
        blank(&self.own)
    }

    /// A part of what a group comes to, without the row that is checked where that
    /// is left out.
    pub(super) fn part(&self, alias: &str, part: &str, itself: Option<&Picked>) -> String {
        let whole = format!("{alias}.{part}");
        let number = |part: &str| format!("coalesce({alias}.{part}, 0)");
        let ends = matches!(part, "lo" | "hi");
        match itself {
            _ if part == "headings" => number(part),
            None if part == "taken" => number(part),
            None if ends => whole,
            None => format!("coalesce({whole}, FALSE)"),
            Some(itself) if part == "taken" => {
                let taken = itself.is_among(itself.of_itself("is_taken"));
                format!("({} - {taken})", number(part))
            }
            Some(itself) if ends => {
                let end = itself.of_itself(part);
                let free = itself.is_among(&format!("{end} IS NULL"));
                let own = match itself.is_among(&format!("{end} IS NOT NULL")).as_str() {
                    "0" => "0".to_owned(),
                    among => format!("{among} * coalesce({end}, 0)"),
                };
                let others = number(&format!("{part}_free"));
                format!("CASE WHEN {others} - {free} > 0 THEN NULL ELSE {whole} - {own} END")
            }
            Some(itself) => {
                let own = itself.is_among(itself.of_itself(part));
                format!("({} - {own} > 0)", number(part))
            }
        }
    }
}

impl Numbers<'_, '_> {
    /// The groups that a function over rows is taken of.
    pub(super) fn groups_of(&mut self, over: &Over) -> Result<Option<Groups>, Why> {
        let Some(by) = &over.by else {
            return Ok(None);
        };
        let home = (false, self.checked.ok_or(Why::Groups)?);
        let at = (over.prior, over.table);
        if by.own.len() != by.columns.len() {
            return Err(Why::Absent);
        }
        let without_checked = by.without_checked && at == home;
        // Which rows are meant then is told with the row that is left out.
        if without_checked && over.filter.is_some() && !over.totals.is_empty() {
            return Err(Why::Groups);
        }
        Ok(Some(Groups {
            columns: self.texts_of(at, &by.columns)?,
            own: self.texts_of(home, &by.own)?,
            without_checked,
        }))
    }

    fn texts_of(&mut self, at: (bool, usize), columns: &[usize]) -> Result<Vec<String>, Why> {
        let columns = columns.iter();
        let texts = columns.map(|column| Ok(format!("f.{}", self.tables.text(at, *column)?)));
        texts.collect()
    }

    /// The groups that a rule is checked for, each with what it is called, and the
    /// rows that it would take and that are in none.
    pub(super) fn groups_checked(
        &mut self,
        bound: &BoundRule,
        table: usize,
        by: &[usize],
    ) -> Result<String, Why> {
        let at = (false, table);
        let figures = self.tables.figures(at)?;
        let columns = self.texts_of(at, by)?;
        let mut overs: Vec<&Over> = Vec::new();
        bound.condition.visit(&mut |leaf| {
            if let Leaf::Over(over) = leaf
                && (over.prior, over.table) == at
            {
                overs.push(over);
            }
        });
        // Groups of nothing but rows that sum up others are none, unless all are.
        let totals = match overs.last() {
            Some(over) => self.left_out(at, &over.totals)?,
            None => FALSE.to_owned(),
        };
        let in_group = not(&blank(&columns));
        let having = match totals == FALSE {
            true => String::new(),
            false => format!(
                "\n    HAVING (NOT bool_and({totals})) OR (SELECT bool_and({totals}) FROM {figures} AS f WHERE {in_group})"
            ),
        };
        let mut taken = Vec::new();
        for over in overs.iter().filter(|over| over.by.is_some()) {
            let left_out = self.left_out(at, &[over.totals.as_slice(), &over.own].concat())?;
            let selects = match &over.filter {
                None => super::text::TRUE.to_owned(),
                Some(filter) => selected(filter, &mut self.of_each())?.0,
            };
            taken.push(all([not(&left_out), "NOT f.heading".to_owned(), selects]));
        }
        let layout = &self.tables.table(at).ok_or(Why::Absent)?.layout;
        let dialect = self.tables.dialect;
        let called = by.iter().zip(&columns).enumerate();
        let called: Vec<String> = called
            .map(|(number, (column, text))| {
                let between = if number > 0 { ", " } else { "" };
                let name = &layout.columns[*column].name;
                format!("{}, {text}", dialect.quoted(&format!("{between}{name} = ")))
            })
            .collect();
        let keys = layout.key_columns().to_vec();
        let key = self.tables.key(at, &keys, Some("f"))?;
        let made = columns.join(", ");
        Ok(format!(
            "(\n    SELECT {made}, min(f.row_number) AS row_number, concat({}) AS row_key\n    \
             FROM {figures} AS f\n    WHERE {in_group}\n    GROUP BY {made}{having}\n    UNION ALL\n    \
             SELECT {made}, f.row_number, {key} AS row_key\n    FROM {figures} AS f\n    WHERE {}\n  )",
            called.join(", "),
            all([blank(&columns), any(taken)])
        ))
    }
}
