//! What all cells of a table show of how its figures are printed: the decimal
//! sign of each column, and what marks mean that a single cell leaves open.

use super::column::{Column, ColumnKind};
use super::text_cells::TextCells;
use crate::figure::{
    DecimalSign, GluedLetters, Prints, Seen, Signs, TrailingMinus, Triangle, UnitBook, look,
    plain_char,
};
use crate::rule::PrintSettings;
use crate::source::RawRow;
use std::collections::{BTreeMap, BTreeSet};

/// A table of more units than this says nothing by them.
const UNITS: usize = 40;

/// More bare whole numbers than this say no more of a column.
const ENOUGH: u64 = 10_000;

/// What stands where a small figure is hidden, beside `<3`.
const HIDDEN: [&str; 8] = ["*", "**", "***", "c", "[c]", "s", "x", "保密"];

/// What was seen in a table.
#[derive(Clone, Debug)]
pub(crate) struct Evidence {
    delimiter: char,
    unit_column: Option<usize>,
    columns: Vec<ColumnEvidence>,
    /// Characters of the header and the labels that tell Japanese from Chinese.
    script: Script,
}

/// What was seen in a column.
#[derive(Clone, Debug, Default)]
struct ColumnEvidence {
    figures: bool,
    /// Whether it may hold text, since nobody described it.
    open: bool,
    cells: TextCells,
    /// The signs of its numbers, by the units of their rows.
    signs: BTreeMap<String, SignCount>,
    /// The first number that either sign can be read in.
    either: Option<String>,
    /// Prints that begin or end in a number.
    numbers: u64,
    /// Whether some print a %.
    rates: bool,
    /// Whole numbers without any sign.
    bare: u64,
    plus_behind: bool,
    minus_behind: BTreeSet<u128>,
    least: Option<u128>,
    up: bool,
    down: bool,
    margins: u64,
    letters: u64,
    /// Prints such as `9,904E`, by their letters.
    glued: GluedLetters,
    /// Prints such as `12 (1)`.
    noted: u64,
    /// The first of them with each mark.
    noted_by: BTreeMap<String, String>,
    durations: bool,
    /// The units of time that it prints, in seconds.
    times: BTreeSet<i64>,
    below: bool,
    /// Prints such as `0-2`.
    spans: u64,
    bracketed: bool,
}

/// How often signs were seen.
#[derive(Clone, Debug, Default)]
struct SignCount {
    point: u64,
    comma: u64,
    either_point: u64,
    either_comma: u64,
    /// Of these two, those that end in 0.
    padded: u64,
    /// Whole numbers from 100 to 999.
    hundreds: u64,
    /// Whole numbers above, without a separator.
    ungrouped: u64,
}

impl SignCount {
    fn add(&mut self, other: &SignCount) {
        self.point += other.point;
        self.comma += other.comma;
        self.either_point += other.either_point;
        self.either_comma += other.either_comma;
        self.padded += other.padded;
        self.hundreds += other.hundreds;
        self.ungrouped += other.ungrouped;
    }

    fn see(&mut self, seen: &Seen) {
        match seen.signs {
            Signs::None => {}
            Signs::Bare(3) if seen.size >= Some(100) => self.hundreds += 1,
            Signs::Bare(digits) => self.ungrouped += u64::from(digits > 3),
            Signs::Point => self.point += 1,
            Signs::Comma => self.comma += 1,
            Signs::EitherPoint(zero) => {
                self.either_point += 1;
                self.padded += u64::from(zero);
            }
            Signs::EitherComma(zero) => {
                self.either_comma += 1;
                self.padded += u64::from(zero);
            }
        }
    }
}

/// What the words of a table show of its language.
#[derive(Clone, Copy, Debug, Default)]
struct Script {
    chinese: bool,
    japanese: bool,
}

/// Characters that are written so in Japan only, beside kana.
const JAPANESE: [char; 24] = [
    '円', '収', '済', '歳', '県', '総', '増', '対', '差', '単', '価', '実', '発', '売', '変', '経',
    '営', '権', '検', '気', '枠', '予', '払', '繰',
];

impl Script {
    fn see(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_ascii()) {
            self.japanese |= matches!(c, '\u{3041}'..='\u{30FF}') || JAPANESE.contains(&c);
            self.chinese |= ('\u{4E00}'..='\u{9FFF}').contains(&c);
        }
    }

    fn triangle(self) -> Triangle {
        match self.chinese && !self.japanese {
            true => Triangle::Unknown,
            false => Triangle::Minus,
        }
    }
}

/// What was concluded of the decimal signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// By prints that only one sign fits, or by nothing that matters.
    Surely(DecimalSign),
    /// By how likely the other reading is; a finding says so.
    Likely(DecimalSign),
    /// Not at all.
    Unknown,
}

/// How a column's figures are printed, and what of it is not sure.
#[derive(Clone, Debug)]
pub(crate) struct ColumnPrints {
    /// How they are printed.
    pub prints: Prints,
    /// A print that may be read with the other decimal sign, where the one
    /// taken is but likely.
    pub doubtful: Option<String>,
    /// A print such as `12 (1)` whose number in brackets was taken for a
    /// footnote mark, which nobody said it is.
    pub noted: Option<String>,
    /// A print such as `1,310p` whose letter was taken for a flag, which nobody
    /// said it is.
    pub flagged: Option<String>,
    /// Whether its numbers leave out the % of its unit.
    pub bare_rates: bool,
}

impl Evidence {
    /// Nothing seen yet.
    pub(crate) fn new(columns: &[Column], delimiter: char) -> Evidence {
        let mut script = Script::default();
        let kept = columns.iter().map(|column| {
            script.see(&column.name);
            ColumnEvidence {
                figures: column.kind == ColumnKind::Figure,
                open: column.kind == ColumnKind::Figure && !column.described,
                ..ColumnEvidence::default()
            }
        });
        let kept = kept.collect();
        let unit = |column: &Column| column.kind == ColumnKind::Unit;
        Evidence {
            delimiter,
            unit_column: columns.iter().position(unit),
            columns: kept,
            script,
        }
    }

    /// Looks at a row.
    pub(crate) fn see(&mut self, row: &RawRow<'_>, units: &UnitBook) {
        let unit = self.unit_column.map(|column| row.text(column));
        let unit = unit.as_deref().map_or("", str::trim);
        for (index, column) in self.columns.iter_mut().enumerate() {
            if column.figures {
                let text = row.text(index);
                column.see(&text, unit);
                if column.open {
                    column.cells.see(&text, units);
                }
            } else if !self.script.japanese {
                self.script.see(row.slice(index));
            }
        }
    }

    /// Which columns print a share in brackets behind a figure.
    pub(crate) fn bracketed(&self) -> impl Iterator<Item = bool> + '_ {
        self.columns.iter().map(|column| column.bracketed)
    }

    /// Whether what was seen leaves nothing open: prints that only a point fits,
    /// or separated thousands in a file of commas, and beside them columns in
    /// which all of many cells are texts, or none.
    pub(crate) fn is_plain(&self) -> bool {
        let total = self.total();
        let text = |column: &ColumnEvidence| {
            column.open && column.cells.text().is_some() && !column.cells.are_all_text()
        };
        let thousands = self.delimiter == ',' && total.either_comma > 0 && total.either_point == 0;
        let plain = total.comma == 0 && (total.point > 0 || thousands);
        plain && !self.columns.iter().any(text)
    }

    /// A cell that shows that a column holds text, which nobody said.
    pub(super) fn text_by(&self, column: usize) -> Option<&str> {
        let column = self.columns.get(column).filter(|column| column.open);
        column?.cells.text()
    }

    /// A cell that is a text in a column that names rows, so that all are: 2023 beside
    /// 2023Q1.
    pub(super) fn name_by(&self, column: usize) -> Option<&str> {
        let column = self.columns.get(column).filter(|column| column.open);
        column?.cells.some_text()
    }

    /// Whether nothing stands in a column that nobody described.
    pub(super) fn is_blank(&self, column: usize) -> bool {
        let column = self.columns.get(column).filter(|column| column.open);
        column.is_some_and(|column| column.cells.is_blank())
    }

    fn total(&self) -> SignCount {
        let mut total = SignCount::default();
        for column in &self.columns {
            total.add(&column.total());
        }
        total
    }

    /// How each column's figures are printed.
    pub(crate) fn settle(
        &self,
        columns: &[Column],
        section: &PrintSettings,
        units: &UnitBook,
    ) -> Vec<ColumnPrints> {
        let table = self.table_sign(columns, section, units);
        let down = self.columns.iter().any(|column| column.down);
        let durations = |column: &ColumnEvidence| column.durations || column.times.len() > 1;
        let durations = self.columns.iter().any(durations);
        let hidden = self.columns.iter().any(|column| column.below);
        let glued = self.glued_flags();
        let of_column = |(column, seen): (&Column, &ColumnEvidence)| {
            let said = column.config.prints.over(section);
            let told = match said.decimal {
                Some(sign) => Told::Surely(sign),
                None => seen.sign(table),
            };
            let (decimal, undecided) = match told {
                Told::Surely(sign) | Told::Likely(sign) => (sign, false),
                Told::Unknown => (DecimalSign::Point, true),
            };
            let triangle = if down {
                Triangle::Plus
            } else {
                self.script.triangle()
            };
            let taken = seen.glued.first_of(&glued).filter(|_| said.flags.is_none());
            let flags = said.flags.unwrap_or_else(|| glued.clone());
            ColumnPrints {
                flagged: taken.map(str::to_owned),
                noted: seen.noted_unless(&flags),
                bare_rates: seen.numbers > 0 && !seen.rates,
                prints: Prints {
                    decimal,
                    undecided,
                    triangle: said.triangle.unwrap_or(triangle),
                    trailing_minus: said.trailing_minus.unwrap_or(seen.trailing_minus()),
                    letters_are_flags: seen.letters < seen.numbers,
                    numbers_are_marks: seen.noted < seen.numbers,
                    flags,
                    ranges: said
                        .ranges
                        .unwrap_or(hidden && seen.spans > 0 && seen.numbers > 0),
                    margins: said
                        .margin
                        .unwrap_or(seen.margins > 0 && seen.margins == seen.numbers),
                    durations,
                },
                doubtful: seen
                    .either
                    .clone()
                    .filter(|_| matches!(told, Told::Likely(_))),
            }
        };
        columns.iter().zip(&self.columns).map(of_column).collect()
    }

    /// The letters that are flags right behind figures of the table.
    fn glued_flags(&self) -> Vec<String> {
        let mut all = GluedLetters::default();
        let figures = self.columns.iter().filter(|column| column.figures);
        figures.for_each(|column| all.add(&column.glued));
        all.flags()
    }

    /// The decimal sign of the table, by the columns that say none themselves.
    fn table_sign(&self, columns: &[Column], section: &PrintSettings, units: &UnitBook) -> Told {
        let mut total = SignCount::default();
        let mut likely = Likely {
            delimiter: self.delimiter,
            ..Likely::default()
        };
        let figures = self.columns.iter().filter(|column| column.figures).count();
        let of_all_kinds = figures == 1 && self.unit_column.is_none();
        for (column, seen) in columns.iter().zip(&self.columns) {
            if column.config.prints.over(section).decimal.is_some() {
                continue;
            }
            total.add(&seen.total());
            for (unit, count) in &seen.signs {
                let unit = units.read(unit);
                let unit = unit.as_ref().or(column.config.unit.as_ref());
                let counts = unit.is_some_and(|unit| unit.counting);
                let whole = column.config.whole.unwrap_or(counts);
                likely.see(count, whole, of_all_kinds);
            }
        }
        match (total.point, total.comma) {
            // Nobody who writes Chinese or Japanese writes a decimal comma.
            (0, 0) if self.script.chinese || self.script.japanese => {
                Told::Surely(DecimalSign::Point)
            }
            (0, 0) => likely.sign(&total),
            (_, 0) => Told::Surely(DecimalSign::Point),
            // A lost digit (`12,34`) among thousands makes no decimal comma.
            (0, 1) if self.delimiter == ',' && total.either_point == 0 => {
                Told::Surely(DecimalSign::Point)
            }
            (0, commas) if self.delimiter == ',' && total.either_comma >= commas => {
                Told::Surely(DecimalSign::Point)
            }
            // The same in a document, where nothing tells what separates its cells.
            (_, commas)
                if self.delimiter != ';'
                    && total.either_point == 0
                    && total.either_comma >= 4 * commas =>
            {
                Told::Surely(DecimalSign::Point)
            }
            (0, _) => Told::Surely(DecimalSign::Comma),
            (points, commas) if points >= 4 * commas => Told::Surely(DecimalSign::Point),
            (points, commas) if commas >= 4 * points => Told::Surely(DecimalSign::Comma),
            _ => Told::Unknown,
        }
    }
}

/// What tells the sign of a table without a print that only one sign fits: how
/// its whole numbers are printed and what separates its cells.
#[derive(Clone, Copy, Debug, Default)]
struct Likely {
    delimiter: char,
    /// Whole numbers are printed with a point, or with a comma, that either
    /// sign could be.
    whole_point: bool,
    whole_comma: bool,
    /// Hundreds stand beside such prints without a fraction.
    grouped: bool,
    /// Thousands stand beside such prints without a separator.
    fractions: bool,
    /// One column holds both `1.080` and `1,080`.
    both: bool,
}

impl Likely {
    /// Looks at the prints of a column in one unit. Those of a list without
    /// units are of all kinds, so that one says little of another.
    fn see(&mut self, count: &SignCount, whole: bool, of_all_kinds: bool) {
        self.whole_point |= whole && count.either_point > 0;
        self.whole_comma |= whole && count.either_comma > 0;
        let enough = if of_all_kinds { 2 } else { 1 };
        self.grouped |= count.hundreds > 0 && count.either() >= enough;
        self.fractions |= count.ungrouped > 0 && count.either() > 0;
        self.both |= count.either_point > 0 && count.either_comma > 0;
    }

    fn sign(&self, total: &SignCount) -> Told {
        use DecimalSign::{Comma, Point};
        let semicolon = self.delimiter == ';';
        let commas_part = self.delimiter == ',';
        match (total.either_point > 0, total.either_comma > 0) {
            (false, false) => Told::Surely(Point),
            (false, true) if !semicolon || self.whole_comma => Told::Surely(Point),
            (false, true) => match (self.grouped, self.fractions) {
                (true, false) => Told::Likely(Point),
                (false, true) => Told::Likely(Comma),
                _ => Told::Unknown,
            },
            (true, true) if self.both || self.whole_point && self.whole_comma => Told::Unknown,
            (true, true) if self.whole_comma => Told::Surely(Point),
            (true, _) if self.whole_point && semicolon => Told::Surely(Comma),
            (true, _) if self.whole_point => Told::Likely(Comma),
            (true, true) if commas_part => Told::Likely(Point),
            (true, true) => Told::Unknown,
            (true, false) => match (self.grouped, self.fractions) {
                (false, true) => Told::Likely(Point),
                (true, true) if commas_part => Told::Likely(Point),
                (true, true) => Told::Unknown,
                _ if semicolon => Told::Surely(Comma),
                (true, false) if total.padded > 0 || !commas_part => Told::Likely(Comma),
                _ => Told::Likely(Point),
            },
        }
    }
}

impl SignCount {
    fn either(&self) -> u64 {
        self.either_point + self.either_comma
    }
}

impl ColumnEvidence {
    fn see(&mut self, cell: &str, unit: &str) {
        let cell = cell.trim();
        let bare = cell.bytes().all(|byte| byte.is_ascii_digit());
        if cell.is_empty() || (bare && self.bare > ENOUGH) {
            return;
        }
        self.bare += u64::from(bare);
        let seen = look(cell);
        self.numbers += u64::from(seen.is_number());
        self.rates |= cell.contains(['%', '％']);
        self.plus_behind |= seen.plus_behind;
        self.up |= seen.up;
        self.down |= seen.down;
        self.below |= seen.below || HIDDEN.contains(&cell.trim());
        self.spans += u64::from(seen.span);
        self.bracketed |= seen.bracketed;
        self.margins += u64::from(seen.margin);
        self.letters += u64::from(seen.letter);
        self.glued.see(&seen, cell);
        if seen.noted {
            self.noted += 1;
            let mark = cell.rfind(['(', '（']).map_or("", |open| &cell[open..]);
            // `14 (0)` is not read at all.
            let first = mark.chars().nth(1).map(plain_char);
            if first != Some('0') && !self.noted_by.contains_key(mark) {
                self.noted_by.insert(mark.to_owned(), cell.to_owned());
            }
        }
        self.durations |= seen.duration;
        self.times.extend(seen.time);
        match seen.size {
            Some(size) if seen.minus_behind && self.minus_behind.len() < 2 => {
                self.minus_behind.insert(size);
            }
            Some(size) if !seen.minus_behind => {
                self.least = Some(self.least.map_or(size, |least| least.min(size)));
            }
            _ => {}
        }
        let either = matches!(seen.signs, Signs::EitherPoint(_) | Signs::EitherComma(_));
        // No share is a thousand percent and more.
        if either && seen.percent {
            return;
        }
        if either && self.either.is_none() {
            self.either = Some(cell.trim().to_owned());
        }
        if let Some(count) = self.signs.get_mut(unit) {
            count.see(&seen);
        } else if self.signs.len() < UNITS {
            self.signs.entry(unit.to_owned()).or_default().see(&seen);
        }
    }

    /// A print whose number in brackets is taken for a mark, and no known flag.
    fn noted_unless(&self, flags: &[String]) -> Option<String> {
        let plain = |text: &str| -> String { text.chars().map(plain_char).collect() };
        let known = |mark: &str| flags.iter().any(|flag| plain(flag) == plain(mark));
        let taken = self.noted < self.numbers;
        let mut open = self.noted_by.iter().filter(|(mark, _)| !known(mark));
        open.next().filter(|_| taken).map(|(_, cell)| cell.clone())
    }

    fn total(&self) -> SignCount {
        let mut total = SignCount::default();
        self.signs.values().for_each(|count| total.add(count));
        total
    }

    /// The column's own decimal sign, or that of its table.
    fn sign(&self, table: Told) -> Told {
        let total = self.total();
        match (total.point > 0, total.comma > 0, table) {
            (true, false, Told::Unknown) => Told::Surely(DecimalSign::Point),
            (false, true, Told::Unknown) => Told::Surely(DecimalSign::Comma),
            _ => table,
        }
    }

    fn trailing_minus(&self) -> TrailingMinus {
        let lower = |size: &u128| self.least.is_some_and(|least| least < *size);
        match (self.plus_behind, self.minus_behind.len()) {
            (true, 1) => TrailingMinus::AtMost,
            (false, 2..) => TrailingMinus::Minus,
            (false, 1) if self.minus_behind.iter().any(lower) => TrailingMinus::Minus,
            _ => TrailingMinus::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::figure::Reading;
    use crate::figure::exact::show;
    use crate::report::{Options, Report};
    use crate::rule::load;
    use std::path::Path;

    /// How the figures of a table are read: `1080 950 ?`, and whether a finding
    /// says that the sign is but likely.
    fn read_with(csv: &str, config: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("t.csv");
        std::fs::write(&file, csv).expect("written");
        let (config, errors) = load(Path::new("reportcheck.toml"), config);
        assert!(errors.is_empty(), "{errors:?}");
        let report = Report::open(&file, &config, &Options::default());
        assert!(report.errors.is_empty(), "{:?}", report.errors);
        let table = &report.tables[0];
        let mut said: Vec<String> = Vec::new();
        for row in &table.rows {
            for column in table.layout.figure_columns() {
                said.push(match row.reading(column).expect("a column") {
                    Reading::Figure(figure) => show(&figure.nominal, 6).text,
                    Reading::Unreadable(_) => "?".to_owned(),
                    _ => "-".to_owned(),
                });
            }
        }
        if table
            .layout
            .prints
            .iter()
            .any(|column| column.doubtful.is_some())
        {
            said.push("likely".to_owned());
        }
        said.join(" ")
    }

    fn check(cases: &[(&str, &str)]) {
        let read = |csv: &str| read_with(csv, "");
        let wrong: Vec<String> = cases
            .iter()
            .filter(|(csv, expected)| read(csv) != *expected)
            .map(|(csv, expected)| format!("{csv:?}: {} instead of {expected}", read(csv)))
            .collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    }

    #[test]
    fn tables_of_countries_with_a_decimal_comma() {
        check(&[
            ("a;b;c\nx;950;1.080\ny;1.210;1.150\n", "950 1080 1210 1150"),
            ("a;b\nx;1.080\n", "1080"),
            ("a;b;c\nx;12.500;114,9\n", "12500 114.9"),
            ("a,b,c\nx,12.500,\"114,9\"\n", "12500 114.9"),
            ("a\tb\tc\nx\t12.500\t114,9\n", "12500 114.9"),
            ("a;b\nx;1.070,10\ny;1.080\ny;250,5\n", "1070.1 1080 250.5"),
            ("a;b\nx;1 234,5\ny;1.234\n", "1234.5 1234"),
            ("a;b\nx;1.234.567\ny;1.234\n", "1234567 1234"),
            ("a;b\nx;0,5\ny;1,234\n", "0.5 1.234"),
            ("a,b\nx,\"5,-\"\ny,\"€ 1.250,--\"\n", "5 1250"),
            ("a;b\nx;1,5 Mio.\ny;1.080 Tsd. EUR\n", "1500000 1080000"),
            ("a;b\nx;-11.550\ny;(1.234)\n", "-11550 -1234"),
            ("a;b\nx;12,5%\ny;1.234 EUR\n", "0.125 1234"),
            ("a;b\nx;1,997876E+10\ny;1.234\n", "19978760000 1234"),
            // Neither semicolons nor another cell decide: the hundreds do.
            ("a,value,unit\nx,1.080,EUR\ny,250,EUR\n", "1080 250 likely"),
            (
                "a,b,c\nx,81.254,87.603\ny,12.500,950\n",
                "81254 87603 12500 950 likely",
            ),
            ("a\tb\nx\t1.085\ny\t1.075\ny\t250\n", "1085 1075 250 likely"),
            ("a,value,unit\nx,1.080,cases\n", "1080 likely"),
        ]);
    }

    #[test]
    fn tables_with_a_decimal_point() {
        check(&[
            ("a,b\nx,\"1,080\"\ny,950\n", "1080 950"),
            ("a\tb\nx\t1,080\n", "1080"),
            ("a,b\nx,\"1,080\"\ny,1234\n", "1080 1234"),
            ("a,b\nx,\"1,080\"\ny,1234\ny,200\n", "1080 1234 200"),
            ("a,b,c\nx,1.080,0.5\n", "1.08 0.5"),
            ("a;b;c\nx;1.080;0.5\n", "1.08 0.5"),
            ("a;b;c\nx;1,080;107.8\n", "1080 107.8"),
            ("a;b\nx;1’234.50\ny;1.080\n", "1234.5 1.08"),
            ("a;b\nx;1’234\ny;950\n", "1234 950"),
            ("a;b\nx;1,234,567\ny;1,080\n", "1234567 1080"),
            ("a,b\nx,\"1,28,205\"\ny,\"1,080\"\n", "128205 1080"),
            ("a;b\nx;1,080\nz;1,075\ny;950\n", "1080 1075 950 likely"),
            ("a,b\nx,1.080\ny,12345\n", "1.08 12345 likely"),
            ("key,value\nrate,1.085\ncases,250\n", "1.085 250 likely"),
            ("a,b,c\nx,1.085,\"1,080\"\n", "1.085 1080 likely"),
            (
                "a,value,unit\nx,\"1,080\",cases\ny,1.085,kg\n",
                "1080 1.085",
            ),
            ("区域,面积\n甲,1.085\n乙,250\n", "1.085 250"),
            ("区域;面积\n甲;1.085\n", "1.085"),
            ("a,b\nx,5.-\ny,1.080\n", "5 1.08"),
        ]);
    }

    #[test]
    fn tables_that_do_not_tell() {
        check(&[
            ("a;b\nx;1,080\ny;2,400\n", "? ?"),
            ("a,b\nx,1.080\ny,\"1,080\"\n", "? ?"),
            ("a;b;c;d\nx;1.5;2,5;1.080\n", "1.5 2.5 ?"),
            (
                "a\tb\nx\t1.080\nz\t1.075\ny\t12345\ny\t250\n",
                "? ? 12345 250",
            ),
            // A digit was lost among thousands.
            ("a,b\nx,\"1,234\"\ny,\"12,34\"\n", "1234 ?"),
            ("a,b\nx,1234\ny,\"12,34\"\n", "1234 ?"),
            // One comma among many points.
            (
                "a,b\nx,1.5\ny,2.5\ny,3.5\ny,4.5\ny,\"5,5\"\n",
                "1.5 2.5 3.5 4.5 ?",
            ),
        ]);
    }

    #[test]
    fn what_the_configuration_says_goes_first() {
        let csv = "a,b,c\nx,1.080,1.080\ny,0.5,0.5\n";
        let of_column = "[sections.t.columns]\nb = { decimal = \",\" }\nc = {}\n";
        assert_eq!(read_with(csv, of_column), "1080 1.08 ? 0.5");
        let section = "[sections.t]\ndecimal = \",\"\n[sections.t.columns]\nb = {}\nc = { decimal = \".\" }\n";
        assert_eq!(read_with(csv, section), "1080 1.08 ? 0.5");
        let doubtful = "a,value,unit\nx,1.080,EUR\ny,250,EUR\n";
        assert_eq!(
            read_with(doubtful, "[sections.t]\ndecimal = \".\"\n"),
            "1.08 250"
        );
    }

    #[test]
    fn marks_that_a_cell_leaves_open() {
        check(&[
            // Bottom and top codes, and a minus behind the number.
            ("a,b\nx,\"10,000-\"\ny,\"250,000+\"\n", "10000 250000"),
            ("a,b\nx,120-\ny,130-\n", "-120 -130"),
            ("a,b\nx,120-\ny,50\n", "-120 50"),
            ("a,b\nx,120-\ny,500\n", "? 500"),
            // Triangles: minus, up, and in a Chinese table neither.
            ("a,b\nx,▲5\ny,3\n", "-5 3"),
            ("a,b\nx,▲5\ny,▼3\n", "5 -3"),
            ("款,収入済額\nx,▲5\n", "-5"),
            ("项目,收入\nx,▲5\n", "?"),
            // Margins, ranges beside hidden figures, letters that are units or flags.
            ("a,b,c\nx,5,±312\ny,6,±15\n", "5 312 6 15"),
            ("a,b\nx,5\ny,±15\n", "5 ?"),
            ("a,b\nx,0-2\ny,<3\n", "1 3"),
            ("a,b,c\nx,0-2,s\ny,3,5\n", "1 - 3 5"),
            ("a,b\nx,0-2\ny,3\n", "? 3"),
            ("a,b,c\nx,0-2,<3\ny,5-9,7\n", "? 3 ? 7"),
            ("a,b\nx,5 m\ny,3 m\n", "5 3"),
            // Letters right behind few of the figures, and behind one or all.
            ("a,b,c\nx,5E,7\ny,3,9E\nz,2,1\n", "5 7 3 9 2 1"),
            ("a,b,c\nx,5E,7\ny,3,9\nz,2,1\n", "? 7 3 9 2 1"),
            ("a,b,c\nx,5E,7E\ny,3E,9E\nz,2,1E\n", "2"),
        ]);
    }
}
