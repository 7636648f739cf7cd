//! The slips that the benchmark makes, each in figures chosen at random.

use super::models::{Asks, Model, Term};
use super::print::Kind;
use super::random::Random;
use std::collections::{BTreeMap, BTreeSet};

/// What may happen to figures when people write them down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    Digit,
    Swapped,
    Lost,
    Doubled,
    Inserted,
    Point,
    Power,
    Multiplier,
    Sign,
    Exchanged,
    Shifted,
    Copied,
    LastPeriod,
    LeftOut,
    CountedTwice,
    OlderTotal,
    OtherDenominator,
    Cut,
    LastPlace,
}

/// Figures with the prints that stand there instead.
pub(crate) type Changes = BTreeMap<usize, String>;

impl Slip {
    /// All of them, with what the tables call them.
    pub(crate) const ALL: [(Slip, &'static str); 19] = [
        (Slip::Digit, "another digit"),
        (Slip::Swapped, "two digits swapped"),
        (Slip::Lost, "a digit lost"),
        (Slip::Doubled, "a digit doubled"),
        (Slip::Inserted, "a digit too many"),
        (Slip::Point, "point shifted"),
        (Slip::Power, "zeros too many or too few"),
        (Slip::Multiplier, "another multiplier (万, 亿)"),
        (Slip::Sign, "another sign"),
        (Slip::Exchanged, "two neighbours exchanged"),
        (Slip::Shifted, "several figures one cell on"),
        (Slip::Copied, "a neighbour's figure"),
        (Slip::LastPeriod, "last year's figure"),
        (Slip::LeftOut, "total without a part"),
        (Slip::CountedTwice, "total with a part twice"),
        (Slip::OlderTotal, "total from before a correction"),
        (Slip::OtherDenominator, "rate over something else"),
        (Slip::Cut, "rate cut, not rounded"),
        (Slip::LastPlace, "rounded figure one off"),
    ];

    /// Makes the slip somewhere outside some cells; `None` where the report
    /// has no place for it.
    pub(crate) fn make(
        self,
        model: &Model,
        taken: &BTreeSet<usize>,
        random: &mut Random,
    ) -> Option<Changes> {
        // A place that is drawn may not do: 7 has no two digits to swap.
        (0..200).find_map(|_| {
            let mut changes = self.try_once(model, random)?;
            changes.retain(|cell, print| model.cells[*cell].print != *print);
            let free = |cell: &usize| !taken.contains(cell) && !model.cells[*cell].fixed;
            (!changes.is_empty() && changes.keys().all(free)).then_some(changes)
        })
    }

    /// One try: `Some` of no changes where the place will not do.
    fn try_once(self, model: &Model, random: &mut Random) -> Option<Changes> {
        let places = match self {
            Slip::LeftOut | Slip::CountedTwice | Slip::OlderTotal => {
                return of_total(self, model, random);
            }
            Slip::OtherDenominator | Slip::Cut => return of_rate(self, model, random),
            Slip::Exchanged | Slip::Shifted | Slip::Copied => {
                return Some(of_neighbours(self, model, random));
            }
            _ => suitable(self, model),
        };
        let cell = *random.pick(&places)?;
        let print = &model.cells[cell].print;
        let slipped = match self {
            Slip::LastPeriod => model
                .before(cell)
                .map(|cell| model.cells[cell].print.clone()),
            Slip::Multiplier => Some(multiplied(print)),
            Slip::Sign => Some(match print.strip_prefix('-') {
                Some(size) => size.to_owned(),
                None => format!("-{print}"),
            }),
            Slip::Point => point(print, random),
            Slip::Power => power(print, random),
            Slip::LastPlace => {
                let reading = model.read(cell, print);
                let unit = reading.per / 10_i128.pow(reading.places);
                let one = [-unit, unit][random.index(2)];
                Some(reading.reprint(reading.value() + one, 1))
            }
            _ => digits(self, print, random),
        };
        Some(slipped.into_iter().map(|print| (cell, print)).collect())
    }
}

/// Cells in which a slip of one cell can happen.
fn suitable(slip: Slip, model: &Model) -> Vec<usize> {
    let fits = |cell: &usize| {
        let Some(of) = model.cells.get(*cell) else {
            return false;
        };
        let whole = of.kind == Kind::Count && !of.print.contains('万');
        match slip {
            Slip::Point => of.print.contains('.'),
            Slip::LastPlace => !whole,
            Slip::Power => whole,
            Slip::Multiplier => whole || of.print.contains('亿'),
            Slip::Sign => signed(model, *cell),
            Slip::LastPeriod => model.before(*cell).is_some(),
            _ => true,
        }
    };
    model.own().into_iter().filter(fits).collect()
}

/// Whether a figure may be negative: a change from the year before.
fn signed(model: &Model, cell: usize) -> bool {
    matches!(model.key(cell), "change" | "growth")
}

/// A slip of digits: a wrong or a swapped one anywhere, one too many or too
/// few before the point.
fn digits(slip: Slip, print: &str, random: &mut Random) -> Option<String> {
    let mut text = print.as_bytes().to_vec();
    let (start, end) = (usize::from(print.starts_with('-')), text.len());
    let stop = |byte: &u8| !byte.is_ascii_digit() && *byte != b'.';
    let end = text[start..]
        .iter()
        .position(stop)
        .map_or(end, |n| start + n);
    let point = text[start..end].iter().position(|byte| *byte == b'.');
    let point = point.map_or(end, |n| start + n);
    let anywhere = matches!(slip, Slip::Digit | Slip::Swapped);
    let last = if anywhere { end } else { point };
    let places: Vec<usize> = (start..last).filter(|&n| text[n] != b'.').collect();
    let (number, at) = {
        let number = random.index(places.len());
        (number, *places.get(number)?)
    };
    let drawn = b'0' + u8::try_from(random.below(10)).unwrap_or(0);
    match slip {
        Slip::Digit => text[at] = drawn,
        Slip::Swapped => text.swap(at, *places.get(number + 1)?),
        Slip::Lost if places.len() > 1 => drop(text.remove(at)),
        Slip::Doubled => text.insert(at, text[at]),
        Slip::Inserted => {
            let before = number.checked_sub(1).map(|n| text[places[n]]);
            if text[at] == drawn || before == Some(drawn) {
                return None;
            }
            text.insert(at, drawn);
        }
        _ => return None,
    }
    let zero = text[start] == b'0' && text.get(start + 1).is_some_and(u8::is_ascii_digit);
    String::from_utf8(text).ok().filter(|_| !zero)
}

/// The point one place to the left or to the right.
fn point(print: &str, random: &mut Random) -> Option<String> {
    let point = print.find('.')?;
    let (whole, behind) = (&print[..point], &print[point + 1..]);
    let places = behind.chars().take_while(char::is_ascii_digit).count();
    let (digits, suffix) = behind.split_at(places);
    if random.below(2) == 0 {
        let (first, last) = whole.split_at(whole.len().checked_sub(1)?);
        let first = match first {
            "" | "-" => format!("{first}0"),
            _ => first.to_owned(),
        };
        return Some(format!("{first}.{last}{digits}{suffix}"));
    }
    let (first, others) = digits.split_at(1);
    let dot = if others.is_empty() { "" } else { "." };
    let text = format!("{whole}{first}");
    let (sign, size) = text.split_at(usize::from(text.starts_with('-')));
    let size = size.trim_start_matches('0');
    let zero = if size.is_empty() { "0" } else { "" };
    Some(format!("{sign}{zero}{size}{dot}{others}{suffix}"))
}

/// One or two zeros more, or one less.
fn power(print: &str, random: &mut Random) -> Option<String> {
    match random.below(3) {
        _ if print == "0" => None,
        0 => Some(format!("{print}0")),
        1 => Some(format!("{print}00")),
        _ => print.strip_suffix('0').map(str::to_owned),
    }
}

/// 亿 for 万, or 万 for nothing.
fn multiplied(print: &str) -> String {
    match print.contains('亿') {
        true => print.replace('亿', "万"),
        false => format!("{print}万"),
    }
}

/// Figures of a row or a column of a table that follow one another and are of
/// one kind, in a random direction.
fn line(model: &Model, random: &mut Random) -> Option<Vec<usize>> {
    let own = model.own();
    let cell = &model.cells[*random.pick(&own)?];
    let cells = &model.sheets[cell.sheet].cells;
    let line: Vec<usize> = match random.below(2) {
        0 => cells[cell.row].clone(),
        _ => cells.iter().map(|row| row[cell.column]).collect(),
    };
    let alike = |n: &usize| model.cells[*n].kind == cell.kind;
    let mut line: Vec<usize> = line.into_iter().filter(alike).collect();
    if random.below(2) == 0 {
        line.reverse();
    }
    (line.len() > 1).then_some(line)
}

/// A slip among neighbouring cells; no changes where the place will not do.
fn of_neighbours(slip: Slip, model: &Model, random: &mut Random) -> Changes {
    let Some(line) = line(model, random) else {
        return Changes::new();
    };
    let moved = match slip {
        Slip::Shifted => 2 + random.index(3),
        _ => 1,
    };
    if line.len() <= moved {
        return Changes::new();
    }
    let first = random.index(line.len() - moved);
    let print = |n: usize| model.cells[line[n]].print.clone();
    let mut changes: Changes = (first..first + moved)
        .map(|n| (line[n + 1], print(n)))
        .collect();
    if slip == Slip::Exchanged {
        changes.insert(line[first], print(first + 1));
    }
    changes
}

/// A total and its parts, where a check asks for one.
fn total(terms: &[Term]) -> Option<(usize, Vec<usize>)> {
    let of_sign = |sign: i64| terms.iter().filter(move |term| term.0 == sign);
    let parts: Vec<usize> = of_sign(1).map(|term| term.1).collect();
    let wholes: Vec<usize> = of_sign(-1).map(|term| term.1).collect();
    match wholes[..] {
        [whole] if parts.len() > 1 => Some((whole, parts)),
        _ => None,
    }
}

/// A slip in adding up.
fn of_total(slip: Slip, model: &Model, random: &mut Random) -> Option<Changes> {
    let totals: Vec<(usize, Vec<usize>)> = model
        .checks
        .iter()
        .filter_map(|check| match &check.asks {
            Asks::Zero(terms) => total(terms),
            _ => None,
        })
        .collect();
    let (whole, parts) = random.pick(&totals)?;
    let part = *random.pick(parts)?;
    let print = &model.cells[part].print;
    let value = model.read(part, print).value();
    let wrong = match slip {
        Slip::LeftOut => -value,
        Slip::CountedTwice => value,
        _ => match digits(Slip::Digit, print, random) {
            Some(older) => model.read(part, &older).value() - value,
            None => 0,
        },
    };
    let reading = model.read(*whole, &model.cells[*whole].print);
    let print = reading.reprint(reading.value() + wrong, 1);
    Some(Changes::from([(*whole, print)]))
}

/// A slip in working out a rate.
fn of_rate(slip: Slip, model: &Model, random: &mut Random) -> Option<Changes> {
    let rates: Vec<(usize, &[Term], &[Term])> = model
        .checks
        .iter()
        .filter_map(|check| match &check.asks {
            Asks::Rate { rate, part, over } => Some((*rate, &part[..], &over[..])),
            _ => None,
        })
        .collect();
    let &(rate, part, over) = random.pick(&rates)?;
    let value = |cell: usize| model.read(cell, &model.cells[cell].print).value();
    let sum = |terms: &[Term]| -> i128 {
        let of_term = |term: &Term| i128::from(term.0) * value(term.1);
        terms.iter().map(of_term).sum()
    };
    let (part, reading) = (sum(part), model.read(rate, &model.cells[rate].print));
    let scaled = part * 1_000_000_000;
    if slip == Slip::Cut {
        return Some(Changes::from([(
            rate,
            reading.reprint_cut(scaled, sum(over)),
        )]));
    }
    let mut others = others(model, rate, over);
    others.retain(|cell| value(*cell) >= part && value(*cell) > 0);
    let changes = random.pick(&others).map(|other| {
        let print = reading.reprint(scaled, value(*other));
        (rate, print)
    });
    Some(changes.into_iter().collect())
}

/// What a rate might be worked out over by mistake: figures beside it, one of
/// several denominators, the denominator of the year before, or the total's.
fn others(model: &Model, rate: usize, over: &[Term]) -> Vec<usize> {
    let sheet = &model.sheets[model.cells[rate].sheet];
    let list = sheet.columns.len() == 1;
    let rows = match list {
        true => &sheet.cells[..],
        false => std::slice::from_ref(&sheet.cells[model.cells[rate].row]),
    };
    let first = over[0].1;
    let kind = model.cells[first].kind;
    let beside = rows.iter().flatten().copied();
    let mut others: Vec<usize> = beside
        .filter(|cell| model.cells[*cell].kind == kind)
        .collect();
    others.extend(over.iter().filter_map(|term| model.before(term.1)));
    if !list {
        others.extend(sheet.cells.last().map(|row| row[model.cells[first].column]));
    }
    others
}
