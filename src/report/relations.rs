//! The relations that the figures of tables show, as rules over them: so that
//! they are checked, told and reasoned about as rules that were written.

use super::across::across;
use super::as_courses::{CourseWriter, Rows};
use super::as_parts::part_rules;
use super::as_portions::PortionWriter;
use super::as_rules::{Names, Writer};
use super::as_wholes::WholeWriter;
use super::before::before;
use super::course_of_rows::course_rules;
use super::found_total::{FoundTotal, totals};
use super::open_total::OpenTotal;
use super::passed_over::{PassedAs, PassedOver};
use super::rounded::Rounding;
use super::searched::Searched;
use super::summary::{are_too_many, summaries};
use super::summed::{Forms, summed};
use crate::discover::{
    Along, Course, CourseKind, Discovered, Outcome, Relation, RelationKind, Slips, discover,
};
use crate::figure::UnitBook;
use crate::rule::Rule;
use crate::table::Table;

/// Rules that relations of one report become; of more the rest is left.
const RULES: usize = 20_000;

/// Tables of more rows are long.
const LONG: usize = 1_000;
/// The first rows of a long table, which are searched.
pub(crate) const SAMPLE: usize = 300;

/// The rules that relations of tables are.
#[derive(Debug, Default)]
pub(crate) struct RelationRules {
    /// The rules: one for all rows where that says it, else one for each line
    /// that a relation crosses.
    pub rules: Vec<Rule>,
    /// Rules for all rows of long tables, as their first rows show them: they
    /// are still to be tried in the others.
    pub to_try: Vec<Rule>,
    /// How many relations were found.
    pub relations: usize,
    /// Tables in which not everything was tried, since they are too large, by
    /// their sections.
    pub given_up: Vec<String>,
    /// Whether there were too many tables, or too large ones, to look for one that sums
    /// up others.
    pub apart: bool,
    /// Long tables, of which the first rows were searched, by their sections.
    pub sampled: Vec<String>,
    /// Lines that are sums of others.
    pub totals: Vec<FoundTotal>,
    /// Lines that are called totals, with how they fare in the lines that they
    /// cross; of long tables that is still to be tried.
    pub open_totals: Vec<OpenTotal>,
    /// Sums that are off by as little as rounding makes.
    pub passed_over: Vec<PassedOver>,
}

/// Where relations are looked for.
pub(crate) struct Sought<'a> {
    /// The tables.
    pub tables: &'a [&'a Table],
    /// Those of the report before.
    pub earlier: &'a [Table],
    /// The first rows of a table that is read row by row.
    pub first_rows: &'a dyn Fn(&Table) -> Option<Table>,
    /// The units that are known.
    pub units: &'a UnitBook,
    /// Which figures (of a section, in a row and a column) are under a rule
    /// already: what they are the result of is left to that.
    pub covered: &'a dyn Fn(&str, usize, usize) -> bool,
}

/// Finds the relations of tables, among one another and to those of the report
/// before, and says them as rules.
pub(crate) fn relation_rules(sought: &Sought<'_>) -> RelationRules {
    let mut found = RelationRules::default();
    let mut names = Names::new();
    for table in sought.tables {
        if found.rules.len() >= RULES {
            found.given_up.push(table.section().to_owned());
            continue;
        }
        if !table.streamed && table.rows.len() <= LONG {
            found.of_table(table, sought, &mut names);
            continue;
        }
        match first_rows(table, sought) {
            Some(first) => found.of_long(&first, sought, &mut names),
            None => found.given_up.push(table.section().to_owned()),
        }
    }
    let (tables, covered) = (sought.tables, sought.covered);
    let forms = Forms::of(tables);
    found.apart = are_too_many(tables) || forms.too_large;
    let (rules, more) = across(tables, &found.totals, covered, found.relations);
    found.add_all(rules, more);
    let (rules, more) = summaries(tables, &found.totals, covered, found.relations);
    found.add_all(rules, more);
    let (rules, more) = summed((tables, &forms), covered, found.relations);
    found.add_all(rules, more);
    let (rules, more) = before(tables, sought.earlier, covered, found.relations);
    found.add_all(rules, more);
    found
}

/// Takes out of sums the lines in which they fail since these hold what is there at a
/// time: that adds up to nothing over the times.
fn leave_stocks(relations: &mut Vec<Relation>, courses: &[Course]) {
    relations.retain_mut(|relation| {
        let adds = matches!(relation.kind, RelationKind::Sum | RelationKind::Average);
        let across = relation.along.across();
        let of_stocks = courses.iter().filter(|course| {
            adds && course.kind == CourseKind::CarriedOver && course.along == across
        });
        let stocks: Vec<usize> = of_stocks.flat_map(|one| [one.result, one.of]).collect();
        let is_told = |(at, outcome): &(usize, Outcome)| {
            !stocks.contains(at) || !matches!(outcome, Outcome::Fails(_))
        };
        relation.over.retain(is_told);
        relation.beyond.retain(is_told);
        !relation.over.is_empty()
    });
}

/// The first rows of a long table.
fn first_rows(table: &Table, sought: &Sought<'_>) -> Option<Table> {
    if table.streamed {
        return (sought.first_rows)(table);
    }
    let rows = table.rows.iter().take(SAMPLE).cloned().collect();
    Some(Table::new(table.layout.clone(), rows, false))
}

impl RelationRules {
    /// Finds those of a table.
    fn of_table(&mut self, table: &Table, sought: &Sought<'_>, names: &mut Names) {
        let section = table.section();
        let searched = Searched::of(table);
        let mut discovered = discover(&searched.field);
        let mut given_up = discovered.gave_up;
        let wholes = std::mem::take(&mut discovered.wholes);
        let portions = std::mem::take(&mut discovered.portions);
        let courses = std::mem::take(&mut discovered.courses);
        let parts = std::mem::take(&mut discovered.parts);
        leave_stocks(&mut discovered.relations, &courses);
        self.written((&searched, discovered), sought, |own, writer| {
            if own.rules.len() >= RULES {
                given_up = true;
                return false;
            }
            let rules = writer.rules(names);
            let found = !rules.is_empty();
            own.rules.extend(rules);
            found
        });
        let covered = |row: usize, column: usize| (sought.covered)(section, row, column);
        for whole in &wholes {
            let writer = WholeWriter::new(&searched, whole, self.relations);
            self.add(writer.rules(&covered, names));
        }
        for portion in &portions {
            let writer = PortionWriter::new(&searched, portion, self.relations);
            self.add(writer.rules(&covered, names));
        }
        for course in &courses {
            let writer = CourseWriter::new(&searched, course, self.relations);
            self.add(course_rules(&writer, &covered, names));
        }
        for part in &parts {
            self.add(part_rules(
                (&searched, part),
                self.relations,
                &covered,
                names,
            ));
        }
        if given_up {
            self.given_up.push(section.to_owned());
        }
    }

    /// Adds the rules of so many relations between tables.
    fn add_all(&mut self, rules: Vec<Rule>, relations: usize) {
        self.rules.extend(rules);
        self.relations += relations;
    }

    /// Adds the rules of a relation, where it has any.
    fn add(&mut self, rules: Vec<Rule>) {
        self.relations += usize::from(!rules.is_empty());
        self.rules.extend(rules);
    }

    /// Finds those of whole columns that the first rows of a long table show.
    fn of_long(&mut self, first: &Table, sought: &Sought<'_>, names: &mut Names) {
        let section = first.section();
        let searched = Searched::of(first);
        let mut discovered = discover(&searched.field);
        let rows = first.rows.len();
        let courses = std::mem::take(&mut discovered.courses);
        discovered.relations.retain(|relation| {
            // A slip near one end may cut off what is behind it.
            relation.along == Along::Columns && relation.over.len() * 10 >= rows * 9
        });
        self.written((&searched, discovered), sought, |own, writer| {
            let rule = writer.rule_of_long(names);
            let found = rule.is_some();
            own.to_try.extend(rule);
            found
        });
        let of_columns = courses.iter().filter(|one| one.along == Along::Columns);
        for course in of_columns {
            let writer = CourseWriter::new(&searched, course, self.relations);
            let rule = writer.rule_of_rows(Rows::First, names);
            self.relations += usize::from(rule.is_some());
            self.to_try.extend(rule);
        }
        self.sampled.push(section.to_owned());
    }

    /// Writes each relation of a table that is new; `write` says whether that gave
    /// a rule.
    fn written(
        &mut self,
        (searched, discovered): (&Searched<'_>, Discovered),
        sought: &Sought<'_>,
        mut write: impl FnMut(&mut RelationRules, &Writer<'_>) -> bool,
    ) {
        let section = searched.table.section();
        let covered = |row: usize, column: usize| (sought.covered)(section, row, column);
        let relations = searched.new_ones(discovered, &covered);
        let rounding = Rounding::of(searched, &relations, sought.units);
        let slips = Slips::of(&searched.field, &relations);
        let mut numbered = Vec::new();
        let mut passed_over = PassedAs::ALL.map(|why| PassedOver::of(section, why));
        for relation in &relations {
            let by = (&rounding, &slips);
            let writer = Writer::new((searched, relation), by, self.relations, &covered);
            if write(self, &writer) {
                numbered.push((self.relations, relation));
                let open = OpenTotal::of(searched, relation, &slips, self.relations);
                self.open_totals.extend(open);
                for one in &mut passed_over {
                    one.add(searched, relation, &writer);
                }
                self.relations += 1;
            }
        }
        let passed_over = passed_over.into_iter();
        self.passed_over
            .extend(passed_over.filter(|one| one.count > 0));
        self.totals.extend(totals(searched, &numbered));
    }
}
