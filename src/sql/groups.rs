//! What a function over rows comes to, of all of them or of groups
//! (`sum(votes by precinct)`), in SQL.

use super::text::{FALSE, all, any, not};

/// What is known of each row that a function over rows may take, under the names
/// of its columns, and which rows those are.
pub(super) struct Picked {
    pub columns: Vec<(&'static str, String)>,
    pub rows: String,
}

/// The groups of a function over rows.
pub(super) struct Groups {
    /// The columns whose texts make them, among the function's rows.
    pub columns: Vec<String>,
    /// Those that say of which group the row that is checked is.
    pub own: Vec<String>,
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
pub(super) fn blank(texts: &[String]) -> String {
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
