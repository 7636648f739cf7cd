//! What a dotted name stands for: a cell of the rule's own section first, else
//! of the section that it names.

use super::binder::{BindResult, Binder, Resolved};
use super::bound::{Absent, CellRef, RowRef};
use super::other_rows::no_other_row;
use crate::report::Report;
use crate::rule::{ConfigProblem, Path, nearest};
use crate::table::{ColumnKind, Table};

impl<'a> Binder<'a> {
    /// What a name stands for.
    pub(super) fn resolve(&mut self, path: &Path) -> BindResult<Resolved> {
        if path.sign.is_some() && !self.lacks_home() {
            return self.mistake(ConfigProblem::ColumnSign, path.span);
        }
        let names: Vec<&str> = path.parts.iter().map(|(part, _)| part.as_str()).collect();
        if let Some(cell) = self.of_part(&names) {
            return Ok(Resolved::Cell(cell));
        }
        if let (true, [name]) = (path.prior, names.as_slice())
            && let Some(cell) = self.one_period_before(name)
        {
            return Ok(Resolved::Cell(cell));
        }
        let report = match self.report(path.prior) {
            Ok(report) => report,
            Err(absent) => {
                // The name must still be one: look it up in this report.
                let now = Path {
                    prior: false,
                    ..path.clone()
                };
                self.resolve(&now)?;
                return Ok(Resolved::Absent(absent));
            }
        };
        let found = match names.as_slice() {
            [name] => self.in_scope(report, path, name)?,
            [first, second] => self.two(report, path, first, second)?,
            [section, key, column] => self.three(report, path, section, key, Some(column))?,
            _ => return self.mistake(ConfigProblem::TooManyParts, path.span),
        };
        Ok(found)
    }

    /// Whether the table of the rule's section is not there.
    pub(super) fn lacks_home(&self) -> bool {
        let home = self.home;
        home.is_some_and(|home| self.scope.report.table(home).is_none())
    }

    /// What a name stands for, without a word on what it may lack.
    pub(super) fn probe(&mut self, path: &Path) -> Option<Resolved> {
        let checked = self.checked;
        let (lacks, lacking) = (self.lacks.len(), self.lacking.clone());
        let found = self.resolve(path).ok();
        let there = self.lacks.len() == lacks;
        if !there {
            self.checked = checked;
        }
        self.lacks.truncate(lacks);
        self.lacking = lacking;
        found.filter(|_| there)
    }

    /// The cell of a text column, when the name stands for one.
    pub(super) fn text_cell(&mut self, path: &Path) -> Option<CellRef> {
        if path.quoted {
            return None;
        }
        let checked = self.checked;
        let found = self.probe(path);
        if let Some(Resolved::Cell(cell)) = found {
            let table = self.table_of(&cell)?;
            if table.layout.columns[cell.column].kind != ColumnKind::Figure {
                return Some(cell);
            }
        }
        self.checked = checked;
        None
    }

    pub(super) fn table_of(&self, cell: &CellRef) -> Option<&'a Table> {
        self.report(cell.prior)
            .ok()
            .map(|report| &report.tables[cell.table])
    }

    /// A function over this report's rows cannot look at last year's with them.
    fn one_report(&self, path: &Path, prior: bool, section: &str) -> BindResult<()> {
        if path.prior && !prior {
            let other = format!("prior.{section}");
            let problem = ConfigProblem::TwoTables(section.to_owned(), other);
            return self.mistake(problem, path.span);
        }
        Ok(())
    }

    /// A bare name: a column of the rows at hand, a row of a list, a column.
    fn in_scope(&mut self, report: &'a Report, path: &Path, name: &str) -> BindResult<Resolved> {
        if let Some((prior, table)) = self.each
            && let Ok(each) = self.report(prior)
            && let Some(column) = each.tables[table].layout.column(name)
        {
            self.one_report(path, prior, each.tables[table].section())?;
            return Ok(Resolved::Cell(CellRef {
                prior,
                table,
                row: RowRef::Each,
                column,
            }));
        }
        let Some(home) = self.home else {
            let sections: Vec<&str> = self.sections();
            if sections.contains(&name) {
                return self.mistake(ConfigProblem::NeedsKey(name.to_owned()), path.span);
            }
            let absent = Absent::Table(name.to_owned());
            return Ok(self.unknown(path, name, absent, &sections));
        };
        let Some(index) = report.table(home) else {
            return Ok(Resolved::Absent(Absent::whole(home, path.prior)));
        };
        let table = &report.tables[index];
        let list = table.layout.list_column();
        if let (Some(column), Some(row)) = (list, self.row(index, table, name, path.prior)) {
            if let Some(several) = self.several(path, table, name) {
                return Ok(several);
            }
            let row = RowRef::Fixed(row);
            return Ok(Resolved::Cell(CellRef {
                prior: path.prior,
                table: index,
                row,
                column,
            }));
        }
        if let Some(column) = table.layout.column(name) {
            // The rows to check are this report's, also where the one before is asked.
            let Some(now) = self.scope.report.table(home) else {
                return Ok(Resolved::Absent(Absent::whole(home, false)));
            };
            self.checked = Some(now);
            let row = RowRef::Checked;
            return Ok(Resolved::Cell(CellRef {
                prior: path.prior,
                table: index,
                row,
                column,
            }));
        }
        if !table.has_rows() {
            self.needs_rows.insert(index);
            return Ok(Resolved::Absent(Absent::Table(home.to_owned())));
        }
        if path.prior {
            return Ok(Resolved::Absent(Absent::Prior(name.to_owned())));
        }
        if table.row(name).is_some() {
            let columns = table.layout.figure_columns();
            let columns = columns.map(|column| table.layout.columns[column].name.clone());
            let problem = ConfigProblem::NeedsColumn(name.to_owned(), columns.collect());
            return self.mistake(problem, path.span);
        }
        if self.lenient {
            let absent = Absent::Here(name.to_owned());
            self.lacking
                .get_or_insert_with(|| (absent.clone(), path.span));
            return Ok(Resolved::Absent(absent));
        }
        let known = names_of(table);
        let (section, name) = (home.to_owned(), name.to_owned());
        let absent = match list {
            Some(_) => Absent::Row {
                section,
                key: name.clone(),
            },
            None => Absent::Name {
                section,
                name: name.clone(),
            },
        };
        Ok(self.unknown(path, &name, absent, &known))
    }

    /// That a key is that of several rows, so that it names none.
    fn several(&mut self, path: &Path, table: &Table, key: &str) -> Option<Resolved> {
        let rows = table.rows_called(key);
        (rows > 1).then(|| {
            let (section, key) = (table.section().to_owned(), key.to_owned());
            let absent = Absent::Several { section, key, rows };
            self.lacking
                .get_or_insert_with(|| (absent.clone(), path.span));
            Resolved::Absent(absent)
        })
    }

    fn row(&mut self, index: usize, table: &Table, key: &str, prior: bool) -> Option<usize> {
        if !table.has_rows() && !prior && table.layout.column(key).is_none() {
            self.needs_rows.insert(index);
        }
        table.row(key)
    }

    /// `key.column` in the rule's own section, else `section.key`.
    fn two(
        &mut self,
        report: &'a Report,
        path: &Path,
        first: &str,
        second: &str,
    ) -> BindResult<Resolved> {
        if let (false, Some(cell)) = (path.prior, self.other_row(first, second)) {
            return Ok(Resolved::Cell(cell));
        }
        if let Some(index) = self.home.and_then(|home| report.table(home)) {
            let table = &report.tables[index];
            let is_section = self.sections().contains(&first);
            let row = if is_section {
                table.row(first)
            } else {
                self.row(index, table, first, path.prior)
            };
            if let (Some(row), Some(column)) = (row, table.layout.column(second)) {
                if let Some(several) = self.several(path, table, first) {
                    return Ok(several);
                }
                let row = RowRef::Fixed(row);
                return Ok(Resolved::Cell(CellRef {
                    prior: path.prior,
                    table: index,
                    row,
                    column,
                }));
            }
            if row.is_some() && !is_section {
                return Ok(self.no_column(path, table, second));
            }
            // `key.column` with the table's column: it is the row that lacks.
            if !is_section && table.has_rows() && table.layout.column(second).is_some() {
                let mut known = self.sections();
                known.extend(names_of(table));
                let absent = Absent::Row {
                    section: table.section().to_owned(),
                    key: first.to_owned(),
                };
                return Ok(self.unknown(path, first, absent, &known));
            }
        }
        if let Some((prior, each)) = self.each
            && let Ok(own) = self.report(prior)
            && own.table(first) == Some(each)
            && let Some(column) = own.tables[each].layout.column(second)
        {
            self.one_report(path, prior, first)?;
            return Ok(Resolved::Cell(CellRef {
                prior,
                table: each,
                row: RowRef::Each,
                column,
            }));
        }
        if let Some(joined) = self.joined(report, path, first, second) {
            return Ok(joined);
        }
        // Of a section without its table it cannot be told what its rows are.
        if let Some(home) = self.home.filter(|home| report.table(home).is_none())
            && !self.sections().contains(&first)
        {
            return Ok(Resolved::Absent(Absent::whole(home, path.prior)));
        }
        self.three(report, path, first, second, None)
    }

    /// `section.column` in a rule over rows: the figure of the row there that has
    /// the key of the row at hand; none where it stands for something else.
    fn joined(
        &mut self,
        report: &'a Report,
        path: &Path,
        section: &str,
        name: &str,
    ) -> Option<Resolved> {
        let prior = path.prior;
        let home = self.scope.report.table(self.home?)?;
        let index = report.table(section).filter(|_| self.each.is_none())?;
        let table = &report.tables[index];
        let column = table.layout.column(name)?;
        let own = !prior && index == home;
        let is_key = || table.layout.list_column().is_some() && table.row(name).is_some();
        if !own && !prior && !table.has_rows() {
            self.needs_rows.insert(index);
        } else if is_key() {
            return None;
        }
        let now = &self.scope.report.tables[home];
        if let Err(lacks) = now.layout.columns_of_key(&table.layout) {
            let problem = ConfigProblem::OtherKey {
                section: section.to_owned(),
                column: lacks.to_owned(),
                home: now.section().to_owned(),
            };
            let absent = Absent::OtherKey {
                section: section.to_owned(),
                column: lacks.to_owned(),
            };
            return Some(Resolved::Absent(self.lack(absent, problem, path.span)));
        }
        self.checked = Some(home);
        Some(Resolved::Cell(CellRef {
            prior,
            table: index,
            row: match own {
                true => RowRef::Checked,
                false => RowRef::Joined,
            },
            column,
        }))
    }

    fn three(
        &mut self,
        report: &'a Report,
        path: &Path,
        section: &str,
        key: &str,
        column: Option<&str>,
    ) -> BindResult<Resolved> {
        let Some(index) = report.table(section) else {
            if self.scope.config.section(section).is_some() || report.failed(section) {
                return Ok(Resolved::Absent(Absent::whole(section, path.prior)));
            }
            let mut known = self.sections();
            if let Some(home) = self.home.and_then(|home| report.table(home)) {
                known.extend(names_of(&report.tables[home]));
            }
            let home = self.home.filter(|home| report.table(home).is_some());
            let absent = match home {
                Some(home) => Absent::Name {
                    section: home.to_owned(),
                    name: section.to_owned(),
                },
                None => Absent::Table(section.to_owned()),
            };
            return Ok(self.unknown(path, section, absent, &known));
        };
        let table = &report.tables[index];
        let Some(row) = self.row(index, table, key, path.prior) else {
            if !table.has_rows() && self.needs_rows.contains(&index) {
                return Ok(Resolved::Absent(Absent::Table(section.to_owned())));
            }
            if path.prior {
                return Ok(Resolved::Absent(Absent::Prior(format!("{section}.{key}"))));
            }
            if column.is_none() && table.layout.column(key).is_some() {
                let problem = ConfigProblem::ColumnWithoutRow(section.to_owned(), key.to_owned());
                return self.mistake(problem, path.span);
            }
            let known: Vec<&str> = keys_of(table).collect();
            let absent = Absent::Row {
                section: section.to_owned(),
                key: key.to_owned(),
            };
            return Ok(self.unknown(path, key, absent, &known));
        };
        if let Some(several) = self.several(path, table, key) {
            return Ok(several);
        }
        let found = match column {
            Some(name) => table.layout.column(name),
            None => table.layout.list_column(),
        };
        match (found, column) {
            (Some(column), _) => {
                let row = RowRef::Fixed(row);
                Ok(Resolved::Cell(CellRef {
                    prior: path.prior,
                    table: index,
                    row,
                    column,
                }))
            }
            (None, Some(name)) if path.prior => {
                Ok(Resolved::Absent(Absent::Prior(name.to_owned())))
            }
            (None, Some(name)) => Ok(self.no_column(path, table, name)),
            (None, None) => {
                let columns = table.layout.figure_columns();
                let columns = columns.map(|column| table.layout.columns[column].name.clone());
                let name = format!("{section}.{key}");
                let problem = ConfigProblem::NeedsColumn(name, columns.collect());
                self.mistake(problem, path.span)
            }
        }
    }

    fn sections(&self) -> Vec<&'a str> {
        let tables = self.scope.report.tables.iter().map(Table::section);
        let configured = self
            .scope
            .config
            .sections
            .iter()
            .map(|section| section.name.as_str());
        tables.chain(configured).collect()
    }

    /// That a table has no column of a name.
    pub(super) fn no_column(&mut self, path: &Path, table: &'a Table, column: &str) -> Resolved {
        let absent = Absent::Column {
            section: table.section().to_owned(),
            column: column.to_owned(),
        };
        self.unknown(path, column, absent, &column_names(table))
    }

    /// A name that this report has nothing for, with the nearest that it has.
    fn unknown(&mut self, path: &Path, name: &str, absent: Absent, known: &[&str]) -> Resolved {
        // Not every table has every code of a tree.
        if self.of_tree && absent.is_row() {
            return Resolved::Absent(absent);
        }
        let span = path
            .parts
            .iter()
            .find(|(part, _)| part == name)
            .map_or(path.span, |part| part.1);
        if let Some(problem) = no_other_row(name) {
            return Resolved::Absent(self.lack(absent, problem, span));
        }
        if let Some(absent) = self.not_in_force(&absent, name) {
            self.lacking.get_or_insert_with(|| (absent.clone(), span));
            return Resolved::Absent(absent);
        }
        let problem = ConfigProblem::Unknown {
            name: name.to_owned(),
            nearest: self.nearest(name, &absent, known).map(str::to_owned),
            section: match &absent {
                Absent::Row { section, .. }
                | Absent::Column { section, .. }
                | Absent::Name { section, .. } => Some(section.clone()),
                _ => self.home.map(str::to_owned),
            },
        };
        Resolved::Absent(self.lack(absent, problem, span))
    }
}

impl Binder<'_> {
    /// The known name that is nearest to one that is not there: for a column by
    /// the header that it should have.
    fn nearest<'k>(&self, name: &str, absent: &Absent, known: &[&'k str]) -> Option<&'k str> {
        let (Absent::Column { section, .. } | Absent::Name { section, .. }) = absent else {
            return nearest(name, known.iter().copied());
        };
        let column = self.scope.config.section(section);
        match column.and_then(|section| section.column(name)) {
            Some(column) => column.nearest(known.iter().copied()),
            None => nearest(name, known.iter().copied()),
        }
    }

    /// That a column which a table lacks is not in force in the report's period.
    fn not_in_force(&self, absent: &Absent, name: &str) -> Option<Absent> {
        let (Absent::Column { section, .. } | Absent::Name { section, .. }) = absent else {
            return None;
        };
        let section = self.scope.config.section(section)?;
        let column = section.column(name).filter(|_| section.is_out(name))?;
        let times = match column.in_force.is_always() {
            true => section.in_force.written(),
            false => column.in_force.written(),
        };
        Some(Absent::NotInForce {
            column: Some(name.to_owned()),
            times,
        })
    }
}

fn names_of(table: &Table) -> Vec<&str> {
    let mut names = column_names(table);
    names.extend(keys_of(table));
    names
}

fn column_names(table: &Table) -> Vec<&str> {
    table
        .layout
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .filter(|name| !name.is_empty())
        .collect()
}

fn keys_of(table: &Table) -> impl Iterator<Item = &str> {
    let keys = table.rows.iter().map(|row| row.key());
    keys.filter(|key| !key.is_empty())
}
