//! A city's annual report: lists and grids that repeat one another's figures,
//! with rates, money, and balances against the year before.

use super::models::{Asks, Column, Model, YEAR};
use super::print::{Kind, Reading, fixed, nearest, percent};
use super::random::Random;
use std::fmt::Write as _;

/// What is traded, by kind.
const TRADES: [&str; 4] = ["works", "procurement", "land", "property"];
/// How calls come in.
const CHANNELS: [&str; 4] = ["phone", "website", "letter", "app"];

/// The numbers behind a year's report.
struct Year {
    /// Received, assigned and handled by each office, their sums last.
    offices: Vec<[i64; 3]>,
    /// Open before, received, closed, carried over.
    calls: [i64; 4],
    channels: Vec<i64>,
    /// Budget and price of each kind of trade in 元, their sums last.
    trades: Vec<[i64; 2]>,
    /// On the website, in the gazette, otherwise; normative, replies.
    posts: [i64; 5],
    /// Of the website, of WeChat, of other pages.
    visits: [i64; 3],
}

/// A report on so many offices; a full one also has the sections on
/// channels, disclosure and trading.
pub(crate) fn city(offices: usize, full: bool, random: &mut Random) -> Model {
    let figures = 4 * (offices + 1) + 11 + if full { 36 } else { 0 };
    let mut model = Model::new(&format!("city report, {figures} figures"));
    let before = Year::new(offices, None, random);
    let now = Year::new(offices, Some(&before), random);
    for (year, numbers, earlier) in [(YEAR - 1, &before, None), (YEAR, &now, Some(&before))] {
        numbers.tables(&mut model, year, earlier, full);
    }
    describe(&mut model, full);
    office_rules(&mut model, offices);
    call_rules(&mut model);
    repeat_rules(&mut model, full);
    if full {
        trade_rules(&mut model);
        list_rules(&mut model);
    }
    model
}

impl Year {
    fn new(offices: usize, before: Option<&Year>, random: &mut Random) -> Year {
        let mut rows: Vec<[i64; 3]> = (0..offices)
            .map(|_| {
                let received = random.between(20, 900);
                let assigned = received - random.between(0, 15);
                [received, assigned, assigned - random.between(0, 12)]
            })
            .collect();
        let sum = |n: usize| rows.iter().map(|row| row[n]).sum();
        rows.push([sum(0), sum(1), sum(2)]);
        let channels: Vec<i64> = [40_000, 9_000, 900, 3_000]
            .map(|most| random.between(50, most))
            .to_vec();
        let received = channels.iter().sum();
        let opening = before.map_or_else(|| random.between(20, 150), |year| year.calls[3]);
        let carried = random.between(20, 150);
        let mut trades: Vec<[i64; 2]> = (0..TRADES.len())
            .map(|_| {
                let budget = random.between(3_000_000, 900_000_000);
                let saved = budget / 1_000 * random.between(5, 150);
                [budget, budget - saved]
            })
            .collect();
        let sum = |n: usize| trades.iter().map(|row| row[n]).sum();
        trades.push([sum(0), sum(1)]);
        let website = random.between(3_000, 90_000);
        let (normative, replies) = (random.between(20, 90), random.between(100, 2_000));
        let visits = [500_000, 200_000, 9_000].map(|most| random.between(5_000, most));
        Year {
            visits,
            offices: rows,
            calls: [opening, received, opening + received - carried, carried],
            channels,
            trades,
            posts: [
                website,
                random.between(40, 400),
                random.between(200, 9_000),
                normative,
                replies,
            ],
        }
    }

    fn tables(&self, model: &mut Model, year: u32, earlier: Option<&Year>, full: bool) {
        let mut keys: Vec<String> = (1..self.offices.len())
            .map(|n| format!("b{n:02}"))
            .collect();
        keys.push("total".to_owned());
        let counts = |n: usize| self.offices.iter().map(|row| row[n].to_string()).collect();
        let rates = self.offices.iter().map(|row| percent(row[2], row[1], 1));
        let columns: [Column; 4] = [
            ("received".to_owned(), Kind::Count, counts(0)),
            ("assigned".to_owned(), Kind::Count, counts(1)),
            ("handled".to_owned(), Kind::Count, counts(2)),
            ("rate".to_owned(), Kind::Rate, rates.collect()),
        ];
        model.table(year, "offices", keys, None, &columns);
        self.lists(model, year, earlier, full);
        if full {
            self.trading(model, year);
        }
    }

    fn lists(&self, model: &mut Model, year: u32, earlier: Option<&Year>, full: bool) {
        let [opening, received, closed, carried] = self.calls;
        let last = earlier.map_or(received - 31, |year| year.calls[1]);
        let count = |key, count: i64| (key, Kind::Count, count.to_string());
        let calls = [
            count("opening", opening),
            count("received", received),
            count("closed", closed),
            count("carried_over", carried),
            count("change", received - last),
            ("growth", Kind::Rate, percent(received - last, last, 1)),
            (
                "closing_rate",
                Kind::Rate,
                percent(closed, opening + received, 0),
            ),
        ];
        model.list(year, "calls", &calls);
        let total = self.offices.last().copied().unwrap_or_default();
        let mut overview = vec![
            count("proposals", total[1]),
            count("answered", total[2]),
            ("answer_rate", Kind::Rate, percent(total[2], total[1], 1)),
            count("calls", received),
        ];
        if full {
            overview[3].2 = ten_thousands(received, 1);
            let wechat = ten_thousands(self.visits[1], 2);
            overview.push(("wechat", Kind::Count, wechat));
            let deal = self.trades.last().map_or(0, |row| row[1]);
            let deal = fixed(nearest(i128::from(deal), 1_000_000), 2);
            overview.push(("deals", Kind::Amount, format!("{deal}亿元")));
        }
        model.list(year, "overview", &overview);
        if full {
            let numbers = CHANNELS.iter().zip(&self.channels);
            let rows: Vec<_> = numbers.map(|(key, number)| count(key, *number)).collect();
            model.list(year, "channels", &rows);
            let [website, gazette, other, normative, replies] = self.posts;
            let posts = [
                count("total", website + gazette + other),
                count("website", website),
                count("gazette", gazette),
                count("other", other),
                count("normative", normative),
                count("replies", replies),
            ];
            model.list(year, "posts", &posts);
            let [website, wechat, other] = self.visits;
            let visits = [
                ("total", website + wechat + other, 1),
                ("website", website, 2),
                ("wechat", wechat, 1),
            ];
            let rounded =
                visits.map(|(key, n, places)| (key, Kind::Count, ten_thousands(n, places)));
            let rows: Vec<_> = rounded.into_iter().chain([count("other", other)]).collect();
            model.list(year, "visits", &rows);
        }
    }

    fn trading(&self, model: &mut Model, year: u32) {
        let mut keys: Vec<String> = TRADES.map(str::to_owned).to_vec();
        keys.push("total".to_owned());
        let style = Reading::of("0.00", Kind::Amount);
        let money = |value: i64| style.reprint(i128::from(value) * 1_000, 1);
        let column = |of: fn(&[i64; 2]) -> i64| {
            let prints = self.trades.iter().map(|row| money(of(row)));
            prints.collect()
        };
        let rates = self
            .trades
            .iter()
            .map(|row| percent(row[0] - row[1], row[0], 2));
        let columns: [Column; 4] = [
            ("budget".to_owned(), Kind::Amount, column(|row| row[0])),
            ("deal".to_owned(), Kind::Amount, column(|row| row[1])),
            (
                "saved".to_owned(),
                Kind::Amount,
                column(|row| row[0] - row[1]),
            ),
            ("rate".to_owned(), Kind::Rate, rates.collect()),
        ];
        model.table(year, "trading", keys, None, &columns);
    }
}

/// A count as so many 万, rounded.
fn ten_thousands(count: i64, places: u32) -> String {
    let style = Reading::of(&format!("{}万", fixed(0, places)), Kind::Count);
    style.reprint(i128::from(count), 1)
}

/// Says in the configuration what the columns are.
fn describe(model: &mut Model, full: bool) {
    let grids = [
        ("offices", ["received", "assigned", "handled"], "件"),
        ("trading", ["budget", "deal", "saved"], "万元"),
    ];
    for (section, names, unit) in &grids[..1 + usize::from(full)] {
        let _ = writeln!(model.toml, "[sections.{section}]\ntotals = [\"total\"]\n");
        let _ = writeln!(model.toml, "[sections.{section}.columns]");
        for name in names {
            let _ = writeln!(model.toml, "{name} = {{ unit = \"{unit}\" }}");
        }
        model.toml += "rate = { unit = \"%\" }\n\n";
    }
}

fn office_rules(model: &mut Model, offices: usize) {
    let mut keys: Vec<String> = (1..=offices).map(|n| format!("b{n:02}")).collect();
    model.rule("offices", "offices-rate", "rate = handled / assigned");
    model.rule("offices", "offices-assigned", "assigned <= received");
    model.rule("offices", "offices-handled", "handled <= assigned");
    for name in ["received", "assigned", "handled"] {
        let rule = format!("offices-total-{name}");
        model.rule("offices", &rule, &format!("total.{name} = sum({name})"));
        let parts = keys.iter().map(|key| format!("offices.{key}.{name}"));
        let asks = model.sum(&format!("offices.total.{name}"), parts);
        model.asks(&rule, asks);
    }
    keys.push("total".to_owned());
    for key in &keys {
        let at = |name: &str| model.at(&format!("offices.{key}.{name}"));
        let (received, assigned, handled) = (at("received"), at("assigned"), at("handled"));
        let rate = Asks::Rate {
            rate: at("rate"),
            part: vec![(1, handled)],
            over: vec![(1, assigned)],
        };
        model.asks("offices-rate", rate);
        model.asks(
            "offices-assigned",
            Asks::AtMost(vec![(1, assigned), (-1, received)]),
        );
        model.asks(
            "offices-handled",
            Asks::AtMost(vec![(1, handled), (-1, assigned)]),
        );
    }
}

fn call_rules(model: &mut Model) {
    let calls = |name: &str| model.at(&format!("calls.{name}"));
    let earlier = model.at("prior.calls.received");
    let (opening, received, closed) = (calls("opening"), calls("received"), calls("closed"));
    let carried = calls("carried_over");
    let prior = model.at("prior.calls.carried_over");
    let rate = |name: &str, part, over| Asks::Rate {
        rate: calls(name),
        part,
        over,
    };
    let flow = vec![(1, opening), (1, received), (-1, closed), (-1, carried)];
    let change = vec![(-1, calls("change")), (1, received), (-1, earlier)];
    let growth = rate(
        "growth",
        vec![(1, received), (-1, earlier)],
        vec![(1, earlier)],
    );
    let closing = rate(
        "closing_rate",
        vec![(1, closed)],
        vec![(1, opening), (1, received)],
    );
    let rules = [
        (
            "flow",
            "opening + received = closed + carried_over",
            Asks::Zero(flow),
        ),
        (
            "opening",
            "opening = prior.carried_over",
            Asks::Zero(vec![(-1, opening), (1, prior)]),
        ),
        (
            "change",
            "change = received - prior.received",
            Asks::Zero(change),
        ),
        ("growth", "growth = growth(received)", growth),
        (
            "closing",
            "closing_rate = closed / (opening + received)",
            closing,
        ),
    ];
    for (name, check, asks) in rules {
        let name = format!("calls-{name}");
        model.rule("calls", &name, &check.replace("growth =", "`growth` ="));
        model.asks(&name, asks);
    }
}

fn repeat_rules(model: &mut Model, full: bool) {
    let pairs = [
        ("proposals", "offices.total.assigned"),
        ("answered", "offices.total.handled"),
        ("answer_rate", "offices.total.rate"),
        ("calls", "calls.received"),
        ("deals", "trading.total.deal"),
        ("wechat", "visits.wechat"),
    ];
    for (name, other) in &pairs[..if full { 6 } else { 4 }] {
        let rule = format!("overview-{name}");
        model.rule("overview", &rule, &format!("{name} = {other}"));
        let own = model.at(&format!("overview.{name}"));
        let asks = Asks::Zero(vec![(-1, own), (1, model.at(other))]);
        model.asks(&rule, asks);
    }
}

fn trade_rules(model: &mut Model) {
    model.rule("trading", "trading-saved", "saved = budget - deal");
    model.rule("trading", "trading-rate", "rate = saved / budget");
    for key in TRADES.iter().chain(&["total"]) {
        let at = |name: &str| model.at(&format!("trading.{key}.{name}"));
        let (budget, deal, saved, rate) = (at("budget"), at("deal"), at("saved"), at("rate"));
        let asks = Asks::Zero(vec![(-1, saved), (1, budget), (-1, deal)]);
        model.asks("trading-saved", asks);
        let (part, over) = (vec![(1, saved)], vec![(1, budget)]);
        model.asks("trading-rate", Asks::Rate { rate, part, over });
    }
    for name in ["budget", "deal", "saved"] {
        let rule = format!("trading-total-{name}");
        model.rule("trading", &rule, &format!("total.{name} = sum({name})"));
        let parts = TRADES.iter().map(|key| format!("trading.{key}.{name}"));
        let asks = model.sum(&format!("trading.total.{name}"), parts);
        model.asks(&rule, asks);
    }
}

fn list_rules(model: &mut Model) {
    let channels = format!("calls.received = {}", CHANNELS.join(" + "));
    model.rule("channels", "channels-received", &channels);
    let parts = CHANNELS.iter().map(|key| format!("channels.{key}"));
    let asks = model.sum("calls.received", parts);
    model.asks("channels-received", asks);
    let visits = "total = website + wechat + other";
    model.rule("visits", "visits-total", visits);
    let parts = ["website", "wechat", "other"].map(|key| format!("visits.{key}"));
    let asks = model.sum("visits.total", parts);
    model.asks("visits-total", asks);
    model.rule(
        "posts",
        "posts-total",
        "total includes website + gazette + other",
    );
    let parts = ["website", "gazette", "other"].map(|key| format!("posts.{key}"));
    let asks = model.sum("posts.total", parts);
    model.asks("posts-total", asks);
    model.rule(
        "posts",
        "posts-website",
        "website includes normative + replies",
    );
    model.toml.truncate(model.toml.len() - 1);
    model.toml += "remainder = \"none\"\n\n";
    let terms = [
        (1, "posts.normative"),
        (1, "posts.replies"),
        (-1, "posts.website"),
    ];
    model.asks("posts-website", Asks::AtMost(model.terms(&terms)));
}
