//! `figure`: the cells of a report by their names, and what its rules leave
//! them, in English and in Chinese.

use crate::cell::{CellName, NamedCell};
use crate::figure::exact::{int, scaled};
use crate::figure::{Context, End, Range, Reading, UnitBook, read};
use crate::finding::{ClashCheck, Implied, Limit, Mark, RuleNote};
use crate::format::text::figure;
use crate::inside::support::snapshot::snapshot;
use crate::lang::Lang;
use crate::place::Excerpt;
use crate::rule::{Severity, Words};
use std::path::Path;

/// A check, made for a row or not.
fn check(name: &str, asks: &str, row: Option<&str>) -> ClashCheck {
    let file = Excerpt::new(Path::new("reportcheck.toml"), 4, asks);
    ClashCheck {
        rule: RuleNote {
            name: name.to_owned(),
            check: asks.to_owned(),
            place: file.place(0, asks.len()),
            why: Words::default(),
            tolerance: None,
            found: None,
            stated: None,
        },
        row: row.map(str::to_owned),
        severity: Severity::Error,
    }
}

/// What is left a cell of `row`, whose print stands from byte 8 on.
fn implied(row: &str, unit: &str, left: Option<Range>) -> Implied {
    let units = UnitBook::default();
    let unit = units.read(unit);
    let excerpt = Excerpt::new(Path::new("2016/requests.csv"), 3, row);
    let place = excerpt.place(8, row.len());
    let context = Context::of_unit(&units, unit.as_ref());
    let figure = match read(place.words(), &context) {
        Reading::Figure(figure) => Some(*figure),
        _ => None,
    };
    Implied {
        own: figure.as_ref().map(|figure| figure.range.clone()),
        mark: Mark {
            name: "granted".to_owned(),
            figure,
            cell: Some(NamedCell {
                name: CellName {
                    section: "requests".to_owned(),
                    key: Some("granted".to_owned()),
                    column: None,
                },
                prior: false,
                row: None,
                column: None,
            }),
            ..Mark::in_file(place)
        },
        implied: left,
        binding: Vec::new(),
        others: Vec::new(),
        gave_up: None,
    }
}

fn closed(lo: i64, hi: i64, whole: bool) -> Range {
    Range {
        lo: End::Closed(int(lo)),
        hi: End::Closed(int(hi)),
        whole,
    }
}

#[test]
fn what_the_rules_leave_a_figure_is_said() {
    let units = UnitBook::default();
    let sum = check("sum", "total = granted +\n  refused", None);
    let rate = check("rate", "rate = granted / received", Some("north"));
    let holds = Implied {
        binding: vec![sum.clone(), rate.clone()],
        others: vec![check("limit", "granted <= received", None)],
        ..implied("granted,about 75", "requests", Some(closed(74, 78, true)))
    };
    let excluded = Implied {
        binding: vec![sum.clone()],
        ..implied("granted,75", "requests", Some(closed(68, 68, true)))
    };
    // Only a fraction lies in both, and the figure is a whole number.
    let between = Range {
        lo: End::Open(int(75)),
        hi: End::Open(int(76)),
        whole: false,
    };
    let between = Implied {
        binding: vec![sum.clone()],
        ..implied("granted,more than 70", "requests", Some(between))
    };
    let nothing = Implied {
        others: vec![sum.clone()],
        ..implied("granted,75", "requests", None)
    };
    let share = Range {
        lo: End::Closed(scaled(855, -3)),
        hi: End::Free,
        whole: false,
    };
    let blank = Implied {
        binding: vec![rate],
        ..implied("granted,", "%", Some(share))
    };
    let alone = implied("granted,75", "requests", Some(Range::everything(true)));
    let unknown = Implied {
        gave_up: Some(Limit::Figures(200)),
        others: vec![sum],
        ..implied("granted,75", "requests", None)
    };
    for (lang, name) in [(Lang::En, "implied.en"), (Lang::Zh, "implied.zh")] {
        let mut said = String::new();
        for of in [&holds, &excluded, &between, &nothing, &alone, &unknown] {
            said.push_str(&figure::implied(of, None, lang));
        }
        said.push_str(&figure::implied(&blank, units.read("%").as_ref(), lang));
        snapshot("figure", name, &said);
    }
}
