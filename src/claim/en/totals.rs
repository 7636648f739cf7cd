//! Totals that are told behind their parts, and parts of which there can be but
//! two.

use super::reader::English;
use super::shapes::{Shapes, shapes};
use super::sums::Closed;
use super::tokens::Kind;
use std::sync::LazyLock;

/// `A men and B women, W in all`.
const TOTALLED: &str = "parts-totalled";

/// A total of what its sentence has told before.
static TOTALS: Shapes = LazyLock::new(|| {
    shapes(&[
        "#w *2 in all|total",
        "#w *2 altogether",
        "#w *2 between them",
        "altogether|together *4 #w",
        "bringing|brought|brings|making|made|taking *5 to #w",
        ", in total|all *2 #w",
        ", making|giving|yielding *1 #w *1 for|in|over the",
        "#w *2 thus|therefore|consequently",
        "sum of which *2 #w",
        "a|an|the *2 combined|total|overall *4 #w",
        "making|giving|bringing|for *4 total *4 #w",
        "totalling|totaling *2 #w",
    ])
});

/// Kinds of which there are but two.
const TWO: &[[&str; 2]] = &[
    ["man", "woman"],
    ["male", "female"],
    ["boy", "girl"],
    ["urban", "rural"],
    ["yes", "no"],
    ["filled", "vacant"],
    ["inside", "outside"],
    ["indoor", "outdoor"],
    ["granted", "refused"],
    ["allowed", "dismissed"],
    ["upheld", "dismissed"],
    ["upheld", "rejected"],
    ["accepted", "rejected"],
    ["approved", "refused"],
    ["approved", "rejected"],
    ["passed", "failed"],
    ["full-time", "part-time"],
    ["permanent", "temporary"],
    ["permanent", "fixed-term"],
    ["domestic", "international"],
    ["adult", "child"],
    ["implemented", "outstanding"],
    ["complete", "incomplete"],
    ["completed", "outstanding"],
    ["open", "closed"],
    ["public", "private"],
    ["civil", "criminal"],
    ["successful", "unsuccessful"],
    ["won", "lost"],
    ["new", "returning"],
];

impl English<'_> {
    /// `A men and B women, W in all`; `A and B, a combined W`.
    pub(super) fn totalled(&mut self, at: usize) {
        let Some(whole) = self.any_shape(at, &TOTALS).and_then(|found| found.get('w')) else {
            return;
        };
        let sentence = self.figures[whole].sentence;
        let mut parts: Vec<usize> = self
            .amounts_before(whole, 0)
            .into_iter()
            .filter(|part| self.figures[*part].sentence == sentence && self.alike(*part, whole))
            .collect();
        parts.reverse();
        let depth = parts.last().map(|last| self.figures[*last].depth);
        parts.retain(|part| Some(self.figures[*part].depth) == depth);
        let joined = parts.last().is_some_and(|last| {
            let between = self.places[*last]..self.places[whole];
            between.len() <= 14
        });
        // 42, of which five were replaced and 37 therefore remain.
        let total = parts.iter().all(|part| self.is_part(*part, whole));
        if joined && total {
            self.sum(TOTALLED, whole, &parts, Closed::Surely);
        }
    }

    /// Whether two parts are all that there can be: men and women.
    pub(super) fn are_both(&self, parts: &[usize]) -> bool {
        let [one, other] = parts else {
            return false;
        };
        let label = |part: usize| {
            let behind = self.places[part] + 1;
            let words = self.tokens[behind..].iter().take(3);
            let words = words.take_while(|token| token.kind == Kind::Word);
            let words: Vec<String> = words
                .map(|token| super::words::singular(&token.word))
                .collect();
            words
        };
        let (one, other) = (label(*one), label(*other));
        TWO.iter().any(|[a, b]| {
            let has = |words: &[String], name: &str| words.iter().any(|word| word == name);
            has(&one, a) && has(&other, b) || has(&one, b) && has(&other, a)
        })
    }
}
