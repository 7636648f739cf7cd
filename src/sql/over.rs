//! Functions over the rows of a table: each is a query of its own, worked out
//! once and joined to the rows that are checked.

use super::arithmetic::{Stages, Whole};
use super::conditions::selected;
use super::groups::{Groups, Picked};
use super::leaves::{Home, Leaf};
use super::numbers::{Meaning, Numbers};
use super::reasons::Why;
use super::tables::TableAt;
use super::text::{FALSE, TRUE, all, any, not, one_line};
use crate::check::{Condition, Leaf as Named, Number, Over, RowRef};
use crate::figure::Rat;
use crate::figure::exact::pow10;
use crate::rule::{Function, Missing};
use crate::solve::dimension::Dim;
use crate::solve::polynomial::Poly;
use crate::solve::quotient::Value;
use num_traits::{One, Signed};

/// More rows than a sum may have, as digits.
const ROWS: i32 = 9;

impl Numbers<'_, '_> {
    /// A sum, mean or count over the rows of a table, worked out once.
    pub(super) fn over(&mut self, over: &Over) -> Result<Value, Why> {
        if hangs_on_row(over) {
            return Err(Why::HangsOnRow);
        }
        let counts = over.function == Function::Count;
        if !counts && !matches!(over.function, Function::Sum | Function::Mean) {
            return Err(Why::Function(over.function.name()));
        }
        let meaning = |rows: bool| Meaning::Rows(over.span.start, over.span.end, over.prior, rows);
        let at = (over.prior, over.table);
        let words = self.words(over.span);
        let groups = self.groups_of(over)?;
        let left_out = [over.totals.as_slice(), &over.own].concat();
        let home = match groups.as_ref().is_some_and(|groups| groups.without_checked) {
            true => Home::OtherRows(at, left_out),
            false => Home::Rows(at, left_out),
        };
        let name = format!("{}_over_{}", self.name, self.before.len() + 1);
        let taken = self.rows_of(over, at, groups.as_ref())?;
        let alias = format!("over_{}", self.before.len() + 1);
        self.before.push(format!(
            "-- {}\n{} AS (\n  {}\n)",
            one_line(&words),
            name,
            taken.query
        ));
        self.join(match &groups {
            Some(groups) => groups.join(&name, &alias),
            None => format!("CROSS JOIN {name} AS {alias}"),
        });
        let no_group = groups.as_ref().map_or(FALSE.to_owned(), Groups::no_group);
        self.no_group.push(no_group.clone());
        let part = |part: &str| match (&groups, &taken.itself) {
            (Some(groups), itself) => groups.part(&alias, part, itself.as_ref()),
            (None, _) => format!("{alias}.{part}"),
        };
        let headings = self.rule.missing == Missing::Skip && !over.headings.is_empty();
        if headings {
            self.headings.push(format!("{} > 0", part("headings")));
        }
        let mut count = Leaf::number(&words, &part("taken"), 0, ROWS);
        count.stop = any([no_group.clone(), part("stop")]);
        if counts {
            return self.var(meaning(true), count);
        }
        let sum = Leaf {
            words: words.clone(),
            lo: part("lo"),
            hi: part("hi"),
            lo_open: part("lo_open"),
            hi_open: part("hi_open"),
            whole: all([part("whole"), not(&part("fractions"))]),
            mixed: all([part("whole"), part("fractions")]),
            unknown: part("unknown"),
            stop: any([no_group, part("stop"), format!("{} = 0", part("taken"))]),
            // Which of them is met first, the rows' order tells.
            insists: all([part("insists"), not(&part("stop"))]),
            gone: FALSE.to_owned(),
            percent: part("percent"),
            scale: taken.scale,
            size: taken.size + ROWS,
            home,
        };
        let mut value = self.var(meaning(false), sum)?;
        if over.function == Function::Mean {
            value.den = self.var(meaning(true), count)?.num;
        }
        value.dim = taken.dim;
        Ok(value)
    }

    /// The query of what a function over rows takes.
    fn rows_of(&mut self, over: &Over, at: TableAt, groups: Option<&Groups>) -> Result<Taken, Why> {
        let figures = self.tables.figures(at)?;
        let left_out = self.left_out(at, &over.own)?;
        let totals = self.left_out(at, &over.totals)?;
        let skip = self.rule.missing == Missing::Skip;
        let counted = match over.counted {
            Some(column) => format!("f.{} <> ''", self.tables.text(at, column)?),
            None => TRUE.to_owned(),
        };
        let counts = over.function == Function::Count;
        let mut each = self.of_each();
        let value = match &over.argument {
            Some(Number::Cell(cell, span)) if counts => Some(each.reported(cell, *span)?),
            Some(_) if counts => return Err(Why::InFunction),
            Some(argument) => Some(each.value(argument)?),
            None => None,
        };
        if value
            .as_ref()
            .is_some_and(|value| value.den != Poly::constant(Rat::one()))
            || !each.divisors.is_empty()
        {
            return Err(Why::Division);
        }
        let selection = match &over.filter {
            None => (TRUE.to_owned(), FALSE.to_owned()),
            Some(filter) => selected(filter, &mut each)?,
        };
        let (clash, absent) = (each.clash, each.absent);
        let leaves = std::mem::take(&mut each.leaves);
        self.clash |= clash;
        self.absent |= absent;
        let (yes, unsure) = selection;
        let zero = Poly::default();
        let poly = value.as_ref().map_or(&zero, |value| &value.num);
        let whole = Whole::of(poly, &leaves)?;
        let ends = Stages::inline(&whole, &leaves)?;
        let named: Vec<&Leaf> = whole.vars().iter().map(|leaf| &leaves[*leaf]).collect();
        let part = |part: &dyn Fn(&Leaf) -> String| any(named.iter().map(|leaf| part(leaf)));
        // Whole numbers that are taken other than once leave other gaps.
        let once = whole.terms.iter().all(|(factor, vars)| {
            let own: i32 = vars.iter().map(|leaf| leaves[*leaf].scale).sum();
            let steps = u32::try_from(whole.scale - own).ok();
            vars.is_empty() || steps.is_some_and(|steps| factor.abs() == pow10(steps))
        });
        let open_whole = part(&|leaf| leaf.whole.clone());
        let fractions = match once {
            true => part(&|leaf| all([leaf.loose(), not(&leaf.whole)])),
            false => part(&|leaf| leaf.loose()),
        };
        let may_be_meant = over.filter.is_some() && !over.totals.is_empty();
        let left_out_totals = match (may_be_meant, groups) {
            // Where no other row is selected, the totals are meant.
            (true, None) => format!(
                "({totals}) = (SELECT count(*) = 0 FROM {figures} AS f WHERE {} AND NOT {totals} AND {})",
                all([not(&left_out), heading(skip)]),
                any([yes.clone(), unsure.clone()])
            ),
            // The same, told of each group.
            (true, Some(_)) => TRUE.to_owned(),
            (false, _) => not(&totals),
        };
        let taken = match counts && value.is_some() {
            true => part(&|leaf| format!("{} = 1", leaf.lo)),
            false => counted,
        };
        let is_heading = if skip { "f.heading" } else { FALSE };
        let mut picked = Picked {
            columns: vec![
                ("is_taken", taken),
                ("is_heading", is_heading.to_owned()),
                (
                    "stop",
                    any([unsure.clone(), part(&|leaf| leaf.stop.clone())]),
                ),
                ("unknown", part(&|leaf| leaf.unknown.clone())),
                ("insists", part(&|leaf| leaf.insists.clone())),
                ("percent", part(&|leaf| leaf.percent.clone())),
                ("lo", ends.lo),
                ("hi", ends.hi),
                ("lo_open", ends.lo_open),
                ("hi_open", ends.hi_open),
                ("whole", open_whole),
                ("fractions", fractions),
            ],
            rows: all([not(&left_out), left_out_totals, any([yes, unsure])]),
        };
        if may_be_meant && groups.is_some() {
            picked.columns.push(("is_total", totals));
        }
        let integer = self.tables.dialect.integer();
        let query = picked.query(&figures, groups, integer);
        let sizes = whole.terms.iter().map(|(factor, vars)| {
            let digits = i32::try_from(factor.to_string().len()).unwrap_or(40);
            digits + vars.iter().map(|leaf| leaves[*leaf].size).sum::<i32>()
        });
        let size = sizes.max().unwrap_or(1) + 1;
        if size + ROWS > 37 {
            return Err(Why::TooLong);
        }
        Ok(Taken {
            query,
            scale: whole.scale,
            size,
            dim: value.map_or(Dim::Any, |value| value.dim),
            itself: groups
                .filter(|groups| groups.without_checked)
                .map(|_| picked),
        })
    }

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

    pub(super) fn texts_of(
        &mut self,
        at: (bool, usize),
        columns: &[usize],
    ) -> Result<Vec<String>, Why> {
        let columns = columns.iter();
        let texts = columns.map(|column| Ok(format!("f.{}", self.tables.text(at, *column)?)));
        texts.collect()
    }

    /// Whether a row is one of these.
    pub(super) fn left_out(&mut self, at: TableAt, rows: &[usize]) -> Result<String, Why> {
        if rows.is_empty() {
            return Ok(FALSE.to_owned());
        }
        let table = self.tables.table(at).ok_or(Why::Absent)?;
        let keys: Vec<&str> = rows.iter().map(|row| table.rows[*row].key()).collect();
        let others = table.rows.iter().enumerate();
        let mut others = others.filter(|(row, _)| rows.binary_search(row).is_err());
        if let Some((_, row)) = others.find(|(_, row)| keys.contains(&row.key())) {
            return Err(Why::SeveralRows(row.key().to_owned()));
        }
        let dialect = self.tables.dialect;
        let mut quoted: Vec<String> = keys.iter().map(|key| dialect.quoted(key)).collect();
        quoted.dedup();
        let key = self.tables.text(at, 0)?;
        Ok(format!("f.{key} IN ({})", quoted.join(", ")))
    }
}

fn heading(skip: bool) -> String {
    match skip {
        true => "NOT f.heading".to_owned(),
        false => TRUE.to_owned(),
    }
}

/// What a function over rows takes.
struct Taken {
    query: String,
    scale: i32,
    size: i32,
    dim: Dim,
    /// What the row that is checked would add, where it is left out.
    itself: Option<Picked>,
}

/// Whether what a function over rows takes hangs on the row that is checked.
fn hangs_on_row(over: &Over) -> bool {
    let mut found = false;
    let mut see = |leaf: Named<'_>| match leaf {
        Named::Figure(cell, _) | Named::Text(cell) | Named::WholeText(cell) => {
            found |= cell.row != RowRef::Each;
        }
        Named::Over(_) | Named::Absent(..) => found = true,
    };
    if let Some(argument) = &over.argument {
        argument.visit(&mut see);
    }
    if let Some(filter) = &over.filter {
        Condition::visit(filter, &mut see);
    }
    found
}
