//! What a configuration of a document's tables says beyond what their figures
//! show: the units of captions and headers, which columns hold text, titles.

use crate::figure::{Unit, UnitBook};
use crate::report::Report;
use crate::structure::{Said, Understood};
use crate::suggest::{ColumnPlan, SectionPlan};
use crate::table::{Column, ColumnKind, Table};

/// Completes the plans of a document's sections.
pub(super) fn complete(plans: &mut [SectionPlan], report: &Report) {
    for table in &report.tables {
        let plan = plans.iter_mut().find(|plan| plan.name == table.section());
        let mut documents = report.documents.iter();
        let found = documents.find_map(|read| read.table(table.section()));
        if let (Some(plan), Some((_, understood))) = (plan, found) {
            plan.columns = columns(table, understood, &plan.columns);
            plan.title.clone_from(&understood.title);
            plan.decimal_comma = table.layout.has_decimal_comma();
        }
    }
}

/// The columns of a table that hold figures or text, as they are called in its
/// file.
fn columns(table: &Table, understood: &Understood, seen: &[ColumnPlan]) -> Vec<ColumnPlan> {
    let units = UnitBook::default();
    let unit_column = table.layout.of_kind(ColumnKind::Unit);
    let columns = table.layout.printed_columns().iter().enumerate().skip(1);
    let columns = columns.filter(|(number, _)| unit_column != Some(*number));
    let plan = |(number, column): (usize, &Column)| {
        let seen = seen.iter().find(|seen| seen.name == column.name);
        let text = match column.kind {
            ColumnKind::Figure => seen.is_some_and(|seen| seen.text),
            _ => true,
        };
        let at = number.checked_sub(understood.keys.len());
        let of_header = at.and_then(|at| understood.columns.get(at)?.unit.as_ref());
        let said = [of_header, understood.unit.as_ref()];
        let own = column.config.unit.as_ref();
        let own = own.and_then(|unit| written(unit, &said, &units));
        ColumnPlan {
            name: column.name.clone(),
            text,
            unit: own.or_else(|| seen?.unit.clone()).filter(|_| !text),
        }
    };
    columns.map(plan).collect()
}

/// A unit in words that are read as the same.
fn written(unit: &Unit, said: &[Option<&Said>], units: &UnitBook) -> Option<String> {
    let said = said.iter().flatten().map(|said| said.text.as_str());
    let mut texts = std::iter::once(unit.text.as_str()).chain(said);
    let same = |text: &&str| {
        let read = units.read_stated(text);
        read.is_some_and(|read| read.bases == unit.bases && read.exp10 == unit.exp10)
    };
    texts.find(same).map(str::to_owned)
}
