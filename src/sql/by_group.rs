//! Rules that are checked once for each group of rows: the groups, and the rows that
//! are in none, in SQL.

use super::conditions::selected;
use super::groups::blank;
use super::numbers::Numbers;
use super::reasons::Why;
use super::text::{FALSE, TRUE, all, any, not};
use crate::check::{BoundRule, Leaf, Over};

impl Numbers<'_, '_> {
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
                None => TRUE.to_owned(),
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
