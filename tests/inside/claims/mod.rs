//! How many of the claims of sentences are recognised, and whether what is told
//! of them is right: holds the room to its corpora (`tests/claims`), and writes
//! `docs/claims-measured.md`. Of real passages beside this repository only the
//! counts are written.
//!
//! ```sh
//! cargo test --lib inside::claims -- --ignored
//! ```

mod missed;
mod slipped;

use crate::claim::{Claim, ClaimKind, Read, Stands, read};
use crate::figure::{UnitBook, plain_char};
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Passages with their claims.
#[derive(Deserialize)]
struct Corpus {
    items: Vec<Passage>,
}

#[derive(Deserialize)]
struct Passage {
    id: String,
    text: String,
    claims: Vec<Marked>,
}

/// A claim as a person marked it.
#[derive(Debug, Deserialize)]
struct Marked {
    kind: String,
    reported: String,
    operands: Vec<String>,
    verdict: String,
}

/// What was counted.
#[derive(Default)]
struct Score {
    marked: usize,
    recognised: usize,
    right: usize,
    /// Findings that nobody marked, or that were marked otherwise.
    wrong: Vec<String>,
    kinds: BTreeMap<String, [usize; 3]>,
}

impl Score {
    fn of(corpus: &Corpus) -> Score {
        let book = UnitBook::default();
        let mut score = Score::default();
        for passage in &corpus.items {
            score.take(passage, &read(&passage.text, &book));
        }
        score
    }

    fn take(&mut self, passage: &Passage, read: &Read) {
        let prints = Prints::of(&passage.text, read);
        let mut used = vec![false; read.claims.len()];
        for marked in &passage.claims {
            let found = (0..read.claims.len())
                .find(|at| !used[*at] && prints.fits(&read.claims[*at], marked));
            let counts = self.kinds.entry(marked.kind.clone()).or_default();
            counts[0] += 1;
            self.marked += 1;
            let Some(found) = found else {
                continue;
            };
            used[found] = true;
            counts[1] += 1;
            self.recognised += 1;
            let verdict = read.claims[found].stands.id();
            if verdict == marked.verdict {
                counts[2] += 1;
                self.right += 1;
            } else if verdict == "inconsistent" {
                self.wrong
                    .push(format!("{}: {}", passage.id, marked.reported));
            }
        }
        for (claim, used) in read.claims.iter().zip(used) {
            if !used && claim.stands == Stands::Fails {
                let print = prints.of_figure(claim.reported).0;
                self.wrong
                    .push(format!("{}: {} {print}", passage.id, claim.kind.id()));
            }
        }
    }

    /// So many tenths of a per cent.
    fn recall(&self) -> usize {
        self.recognised * 1000 / self.marked.max(1)
    }

    fn precision(&self) -> usize {
        self.right * 1000 / self.recognised.max(1)
    }

    fn row(&self, name: &str) -> String {
        let tenths = |tenths: usize| format!("{}.{} %", tenths / 10, tenths % 10);
        format!(
            "| {name} | {} | {} ({}) | {} ({}) | {} |\n",
            self.marked,
            self.recognised,
            tenths(self.recall()),
            self.right,
            tenths(self.precision()),
            self.wrong.len()
        )
    }
}

/// The figures of a passage as printed.
struct Prints(Vec<(String, String)>);

impl Prints {
    fn of(text: &str, read: &Read) -> Prints {
        let chars: Vec<char> = text.chars().collect();
        let print = |span: &std::ops::Range<usize>| chars[span.clone()].iter().collect();
        let figures = read.figures.iter();
        Prints(
            figures
                .map(|said| (print(&said.number), said.unit.clone()))
                .collect(),
        )
    }

    fn of_figure(&self, figure: usize) -> (&str, &str) {
        let (print, unit) = &self.0[figure];
        (print, unit)
    }

    /// Whether a claim is the one that was marked: of its kind, over the same
    /// prints. What is left of two amounts may be marked as a difference, as a
    /// sum or as a balance.
    fn fits(&self, claim: &Claim, marked: &Marked) -> bool {
        const ALIKE: &[&[&str]] = &[
            &["sum", "balance", "difference", "part"],
            &["part", "bound"],
            &["growth", "difference"],
        ];
        let (own, other) = (claim.kind.id(), marked.kind.as_str());
        // A growth of -5.5% and a decline of 5.5% are the same.
        let fallen = own == "growth"
            && other == "decline"
            && plain(self.of_figure(claim.reported).0).starts_with(['-', '−', '–']);
        let kind = own == other
            || fallen
            || ALIKE
                .iter()
                .any(|alike| alike.contains(&own) && alike.contains(&other));
        let whole = matches!(claim.kind, ClaimKind::Shares | ClaimKind::Count);
        let reported = whole || self.is(claim.reported, &marked.reported);
        let mut left: Vec<usize> = claim
            .operands
            .iter()
            .map(|operand| operand.figure)
            .collect();
        let same = left.len() == marked.operands.len()
            && marked.operands.iter().all(|print| {
                let found = left.iter().position(|figure| self.is(*figure, print));
                found.map(|at| left.remove(at)).is_some()
            });
        kind && reported && same
    }

    /// Whether a figure prints this, its unit and its multiplier aside.
    fn is(&self, figure: usize, print: &str) -> bool {
        let (own, unit) = self.of_figure(figure);
        let (own, print) = (plain(own), plain(print));
        let bare = |text: &str| -> String {
            let text = text.trim_end_matches(|c: char| !c.is_ascii_digit());
            text.trim_start_matches(|c: char| !c.is_ascii_digit())
                .to_owned()
        };
        let (bare_own, bare_print) = (bare(&own), bare(&print));
        own == print
            || plain(&format!("{own}{unit}")) == print
            || !bare_own.is_empty() && bare_own == bare_print
    }
}

/// A print without what may be set otherwise.
fn plain(print: &str) -> String {
    let plain = print.chars().map(plain_char);
    let kept = plain.filter(|c| !matches!(c, ' ' | ',' | '\u{a0}' | '\u{202f}'));
    kept.collect()
}

fn corpus(path: &Path) -> Option<Corpus> {
    let text = std::fs::read_to_string(path).ok()?;
    let read = serde_json::from_str(&text);
    Some(read.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn own(name: &str) -> Corpus {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims");
    corpus(&folder.join(name)).unwrap_or_else(|| panic!("{name} is not there"))
}

/// The room reads its corpora at least as well as it did, and finds no mistake
/// where there is none.
#[test]
fn claims_are_recognised_and_what_is_told_is_right() {
    for (name, recall, precision, wrong) in FLOORS {
        let score = Score::of(&own(name));
        assert!(score.recall() >= *recall, "{name}: {}", score.row(name));
        assert!(
            score.precision() >= *precision,
            "{name}: {}",
            score.row(name)
        );
        assert!(score.wrong.len() <= *wrong, "{name}: {:?}", score.wrong);
    }
}

/// Of each corpus: tenths of a per cent that must be recognised, and of these be
/// told rightly, and how many findings may be wrong.
const FLOORS: &[(&str, usize, usize, usize)] = &[
    ("zh.json", 900, 990, 1),
    ("zh-2.json", 990, 990, 0),
    ("en.json", 950, 990, 0),
    ("en-2.json", 930, 990, 0),
    ("en-3.json", 920, 990, 0),
    ("en-4.json", 990, 990, 0),
    ("zh-3.json", 990, 990, 0),
    ("en-5.json", 990, 990, 0),
    ("zh-4.json", 900, 990, 0),
    ("en-6.json", 900, 990, 0),
    ("zh-5.json", 950, 990, 0),
    ("en-7.json", 930, 985, 0),
    ("zh-6.json", 970, 990, 0),
    ("en-8.json", 940, 985, 0),
    ("zh-7.json", 880, 990, 0),
    ("en-9.json", 850, 990, 0),
    ("zh-8.json", 950, 990, 0),
    ("en-10.json", 940, 990, 0),
    ("en-read.json", 930, 990, 0),
    ("en-held.json", 700, 950, 1),
];

/// All of a text is read, whatever it is: no panic, and every claim names
/// figures that there are.
#[test]
fn whatever_stands_there_is_read() {
    let words = [
        "其中",
        "占",
        "的",
        "增长",
        "下降",
        "%",
        "％",
        "万",
        "亿",
        "件",
        "人",
        "，",
        "。",
        "；",
        "（",
        "）",
        "：",
        "共",
        "合计",
        "率",
        "比上年",
        "由",
        "增至",
        "分别",
        "、",
        "和",
        "第",
        "年",
        "月",
        "日",
        "多",
        "约",
        "1",
        "23",
        "4.5",
        "6,789",
        " of ",
        " the ",
        "rose",
        "fell",
        " by ",
        " to ",
        " from ",
        "per cent",
        "£",
        "$",
        " (",
        ") ",
        ", ",
        ". ",
        "\n",
        "翻一番",
        "三",
        "十",
        "百分之",
        "成",
        "倍",
        "至",
        "-",
        "—",
        "１２",
        "兆",
        "",
        "\u{3000}",
        "é",
        "🙂",
        "respectively",
        "including",
        "of which",
        "total",
        "million",
        "bn",
        "half",
        "one",
        "twenty",
        "in ten",
        "均",
        "上年",
        "结转",
        "新收",
        "未",
    ];
    let any = prop::collection::vec(prop::sample::select(words.to_vec()), 0..60);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let outcome = runner.run(&any, |words| {
        let text: String = words.concat();
        let found = read(&text, &UnitBook::default());
        let length = text.chars().count();
        for said in &found.figures {
            prop_assert!(said.span.end <= length && said.span.start <= said.number.start);
        }
        for claim in &found.claims {
            prop_assert!(claim.figures().all(|figure| figure < found.figures.len()));
            prop_assert!(claim.words.end <= length);
        }
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
}

#[test]
#[ignore = "writes docs/claims-measured.md"]
fn measured() {
    let mut page = include_str!("introduction.md").to_owned();
    page += "\n| Passages | Claims | Recognised | Told rightly, of these | Wrong findings |\n|---|---|---|---|---|\n";
    let named = [
        ("made up, Chinese; tuned on", "zh.json"),
        (
            "made up, Chinese, one shape a passage; tuned on",
            "zh-2.json",
        ),
        (
            "made up, Chinese, more shapes, one a passage; tuned on",
            "zh-3.json",
        ),
        (
            "made up, Chinese, as annual reports have it; tuned on",
            "zh-4.json",
        ),
        ("made up, Chinese, of many fields; tuned on", "zh-5.json"),
        ("made up, English; tuned on", "en.json"),
        (
            "made up, English, more shapes; tuned on, two thirds of it read",
            "en-2.json",
        ),
        ("made up, English, terser and fuller; tuned on", "en-3.json"),
        (
            "made up, English, one shape a passage; tuned on",
            "en-4.json",
        ),
        (
            "made up, English, more shapes, one a passage; tuned on",
            "en-5.json",
        ),
        (
            "made up, English, as annual reports have it; tuned on",
            "en-6.json",
        ),
        ("made up, English, of many fields; tuned on", "en-7.json"),
        (
            "made up, Chinese, in the wordings of published pages; tuned on",
            "zh-7.json",
        ),
        (
            "made up, English, in the wordings of published pages; tuned on",
            "en-9.json",
        ),
        (
            "made up, Chinese, in the wordings of many offices; tuned on",
            "zh-8.json",
        ),
        (
            "made up, English, in the wordings of many offices; tuned on",
            "en-10.json",
        ),
        ("made up, Chinese, in many wordings; tuned on", "zh-6.json"),
        ("made up, English, in many wordings; tuned on", "en-8.json"),
        (
            "made up, English; held back at first, read at half time: tuned on",
            "en-read.json",
        ),
        (
            "made up, English; not read while the grammar was written",
            "en-held.json",
        ),
    ];
    let mut kinds: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (title, name) in named {
        let score = Score::of(&own(name));
        page += &score.row(title);
        for (kind, counts) in &score.kinds {
            let all = kinds.entry(kind.clone()).or_default();
            all.iter_mut()
                .zip(counts)
                .for_each(|(all, more)| *all += more);
        }
    }
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let real = [
        (
            "real, Chinese, marked by others; tuned on",
            "shared/claims/zh.json",
        ),
        ("real, Chinese; tuned on", "shared-claims/zh-real.json"),
        (
            "real, Chinese; not read while the grammar was written",
            "shared-claims/zh-real-held.json",
        ),
        ("real, Chinese, more; tuned on", "shared-claims/zh-new.json"),
        (
            "real, Chinese, more; not read while the grammar was written",
            "shared-claims/zh-new-held.json",
        ),
        ("real, English; tuned on", "shared-claims/en-real.json"),
        (
            "real, English; not read while the grammar was written",
            "shared-claims/en-real-held.json",
        ),
        (
            "real, Chinese, further; tuned on",
            "shared-claims/zh-more.json",
        ),
        (
            "real, Chinese, further; not read while the grammar was written",
            "shared-claims/zh-more-held.json",
        ),
        (
            "real, English, further; tuned on",
            "shared-claims/en-more.json",
        ),
        (
            "real, English, further; not read while the grammar was written",
            "shared-claims/en-more-held.json",
        ),
    ];
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/claims-measured.md");
    let last = std::fs::read_to_string(&path).unwrap_or_default();
    for (title, name) in real {
        match corpus(&beside.join(name)) {
            Some(corpus) => page += &Score::of(&corpus).row(title),
            // Measured where those passages were at hand.
            None => {
                let mut rows = last.lines();
                let row = rows.find(|row| row.starts_with(&format!("| {title} |")));
                page.extend(row.map(|row| format!("{row}\n")));
            }
        }
    }
    page += "\n## By kind, of those made up\n\n| Kind | Claims | Recognised | Told rightly |\n|---|---|---|---|\n";
    for (kind, [marked, recognised, right]) in kinds {
        let _ = writeln!(page, "| `{kind}` | {marked} | {recognised} | {right} |");
    }
    assert!(std::fs::write(path, page).is_ok());
}
