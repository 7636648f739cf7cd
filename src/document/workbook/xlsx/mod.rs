//! Workbooks of Office Open XML (.xlsx, .xlsm): which sheets there are, in
//! their order, and what of them is read.

mod relations;
mod sheet;
mod strings;
mod styles;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::packed;

use super::sheet::{Budget, Sheet};
use crate::document::damage::Damage;
use crate::document::packed::Packed;
use crate::document::xml::{Piece, Xml};
use crate::document::{Cause, Content, Told};
use relations::Relations;
use sheet::{Shared, is_true};
use std::collections::BTreeMap;

/// How many sheets are read.
const MOST_SHEETS: usize = 10_000;

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    relation: String,
    hidden: bool,
}

/// Reads a workbook.
pub(super) fn read(package: &mut Packed) -> Result<Content, Cause> {
    let relations = Relations::of(package, "")?;
    let main = relations
        .first("officeDocument")
        .unwrap_or("xl/workbook.xml");
    let main = main.to_owned();
    let relations = Relations::of(package, &main)?;
    let Main {
        listed,
        from_1904,
        names,
    } = listed(package, &main)?;
    let mut budget = Budget::new();
    let strings = match relations.first("sharedStrings") {
        Some(part) => strings::read(package, part, &mut budget)?,
        None => Vec::new(),
    };
    let styles = match relations.first("styles") {
        Some(part) => styles::Styles::read(package, part)?,
        None => styles::Styles::default(),
    };
    let shared = Shared {
        strings,
        styles,
        from_1904,
    };
    let mut content = Content {
        names,
        ..Content::default()
    };
    if relations.first("vbaProject").is_some() {
        content.told.push(Told::Macros);
    }
    let mut external = 0;
    for entry in listed {
        // Sheets that are charts or dialogs have no cells.
        let Some(part) = relations.part(&entry.relation, "worksheet") else {
            continue;
        };
        let mut read = Sheet::new(&entry.name, entry.hidden);
        external += sheet::read(
            package,
            part,
            &shared,
            &mut read,
            &mut budget,
            &mut content.told,
        )?;
        read.put_into(&mut content, &mut budget)?;
    }
    if external > 0 {
        content.told.push(Told::ExternalLinks(external));
    }
    Ok(content)
}

/// What the main part of a workbook says.
#[derive(Default)]
struct Main {
    /// Its sheets.
    listed: Vec<Listed>,
    /// Whether its days count from 1904.
    from_1904: bool,
    /// What names stand for, by the names in capitals.
    names: BTreeMap<String, String>,
}

/// Reads the main part of a workbook.
fn listed(package: &mut Packed, part: &str) -> Result<Main, Cause> {
    let missing = || Cause::Damaged(Damage::Missing(part.to_owned()));
    let mut xml = Xml::new(package.part(part)?.ok_or_else(missing)?);
    let mut main = Main::default();
    let mut named = None;
    loop {
        match xml.next()? {
            Piece::Open(tag) => match tag.name() {
                // Names of one sheet alone are not followed.
                "definedName" if tag.get("localSheetId").is_none() => {
                    named = tag.get("name").map(|name| name.to_uppercase());
                }
                "sheet" if main.listed.len() < MOST_SHEETS => main.listed.push(Listed {
                    name: tag.get("name").unwrap_or_default().into_owned(),
                    relation: tag.get("id").unwrap_or_default().into_owned(),
                    hidden: tag.get("state").is_some_and(|state| state != "visible"),
                }),
                "workbookPr" => {
                    let value = tag.get("date1904");
                    main.from_1904 = value.is_some_and(|value| is_true(&value));
                }
                _ => {}
            },
            Piece::Text(text) => {
                let fits = main.names.len() < MOST_SHEETS;
                if let Some(name) = named.as_ref().filter(|_| fits) {
                    main.names.entry(name.clone()).or_default().push_str(&text);
                }
            }
            Piece::Close => named = None,
            Piece::End => return Ok(main),
        }
    }
}
