//! The words of English sentences that say what figures are to each other.

/// Which way something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It became more.
    Up,
    /// It became less.
    Down,
}

/// Nouns for a change, first those for more.
const RISE: List = (
    &[
        "increase",
        "rise",
        "growth",
        "gain",
        "jump",
        "uplift",
        "surge",
        "upturn",
        "expansion",
        "improvement",
        "overrun",
        "rebound",
        "recovery",
        "upswing",
        "boost",
        "hike",
        "spike",
        "leap",
        "upsurge",
    ],
    &[
        "fall",
        "drop",
        "decrease",
        "decline",
        "reduction",
        "cut",
        "dip",
        "downturn",
        "contraction",
        "slump",
        "slide",
        "shrinkage",
        "plunge",
        "downswing",
    ],
);

/// Verbs for a change.
const ROSE: List = (
    &[
        "rose",
        "risen",
        "rising",
        "rises",
        "rise",
        "grew",
        "grown",
        "growing",
        "grows",
        "grow",
        "increased",
        "increasing",
        "increases",
        "increase",
        "climbed",
        "jumped",
        "expanded",
        "widened",
        "surged",
        "gained",
        "soared",
        "improved",
        "recovered",
        "advanced",
        "swelled",
        "swollen",
        "rebounded",
        "accelerated",
        "strengthened",
        "leapt",
        "lengthened",
        "spiked",
        "mounted",
        "ballooned",
        "rocketed",
    ],
    &[
        "fell",
        "fallen",
        "falling",
        "falls",
        "fall",
        "dropped",
        "dropping",
        "drop",
        "declined",
        "declining",
        "decline",
        "decreased",
        "decreasing",
        "decreases",
        "decrease",
        "shrank",
        "shrunk",
        "dipped",
        "contracted",
        "reduced",
        "narrowed",
        "slipped",
        "slid",
        "plunged",
        "slumped",
        "plummeted",
        "eased",
        "weakened",
        "sank",
        "tumbled",
        "retreated",
        "cut",
        "lowered",
        "trimmed",
        "lessened",
        "diminished",
        "shortened",
        "waned",
        "sunk",
        "whittled",
    ],
);

/// Words of comparison behind a figure.
const MORE: List = (
    &["more", "higher", "greater", "above", "larger", "better"],
    &[
        "fewer", "less", "lower", "below", "under", "smaller", "worse",
    ],
);

/// Words with which another statement begins, or a list whose figures are set
/// side by side.
const BREAKS: &[&str] = &[
    "while",
    "whereas",
    "whilst",
    "although",
    "though",
    "but",
    "respectively",
    "however",
    "rose",
    "fell",
    "grew",
    "increased",
    "decreased",
    "declined",
    "dropped",
    "whom",
    "which",
];

use super::tokens::Token;
use crate::claim::said::Said;
use crate::figure::Rat;

/// Whether an amount is too small to be a whole of which a share is told.
pub(super) fn is_small(said: &Said) -> bool {
    said.figure.nominal < Rat::whole(2)
}

/// Words for more, and for less.
pub(super) type List = (&'static [&'static str], &'static [&'static str]);

/// The list of a name, as shapes name them.
pub(super) fn list(name: &str) -> List {
    match name {
        "rise" => RISE,
        "rose" => ROSE,
        "more" => MORE,
        "up" => (&["up"], &["down"]),
        _ => (&[], &[]),
    }
}

/// Whether another statement begins with a word.
pub(super) fn is_break(word: &str) -> bool {
    BREAKS.contains(&word)
}

/// Whether a word is a noun for a change.
pub(super) fn is_rise(word: &str) -> bool {
    RISE.0.contains(&word) || RISE.1.contains(&word)
}

/// Whether a word is a verb for a change.
pub(super) fn is_rose(word: &str) -> bool {
    ROSE.0.contains(&word) || ROSE.1.contains(&word)
}

/// Whether a word for a change says what became better or nearer, not more or
/// less.
pub(super) fn is_ambiguous(word: &str) -> bool {
    matches!(
        word,
        "improvement"
            | "improved"
            | "narrowed"
            | "widened"
            | "recovered"
            | "advanced"
            | "better"
            | "worse"
    )
}

/// Which way a word goes.
pub(super) fn way_of(word: &str) -> Option<Way> {
    let lists = [ROSE, RISE, MORE, (&["up"], &["down"])];
    lists.iter().find_map(|(up, down)| match () {
        () if up.contains(&word) => Some(Way::Up),
        () if down.contains(&word) => Some(Way::Down),
        () => None,
    })
}

/// Words that say that a change is told in other prices than the amounts.
pub(super) const ADJUSTED: &[&str] = &[
    "real terms",
    "constant currenc",
    "constant price",
    "constant exchange",
    "constant rate",
    "like-for-like",
    "like for like",
    "organic growth",
    "organic basis",
    "organically",
    "in volume",
    "comparable basis",
    "seasonally",
];

/// Words that say that a change may be of something else than the amounts.
pub(super) const PERHAPS_ADJUSTED: &[&str] = &[
    "underlying",
    "inflation",
    "adjusted",
    "annualised",
    "annualized",
    "per year",
    "per annum",
    "a year on average",
    "compound",
    "excluding",
    "year-to-date",
];

/// Whether a word says that something changed.
pub(super) fn is_change_word(word: &str) -> bool {
    let also = ["change", "changed", "growth", "higher", "lower", "compared"];
    way_of(word).is_some() || also.contains(&word)
}

/// Whether a word says that a percentage is a level.
pub(super) fn is_levelled(word: &str) -> bool {
    matches!(
        word,
        "rate" | "share" | "ratio" | "proportion" | "margin" | "yield"
    )
}

/// Rates that are told apart from the figures around them.
pub(super) const NO_NAMED_RATE: &[&str] = &["growth", "annual", "average", "base", "return"];

/// Rates that are no share of a figure of the text.
pub(super) const NO_RATE: &[&str] = &[
    "interest",
    "inflation",
    "tax",
    "discount",
    "exchange",
    "mortality",
    "death",
    "birth",
    "unemployment",
    "employment",
    "coupon",
    "vat",
    "hurdle",
    "poverty",
];

/// A word in the singular, or what is near enough to it.
pub(super) fn singular(word: &str) -> String {
    let stem = |end: &str| word.strip_suffix(end).filter(|stem| stem.len() > 1);
    if let Some(stem) = stem("'s") {
        return stem.to_owned();
    }
    match word {
        "people" => return "person".to_owned(),
        "women" => return "woman".to_owned(),
        "men" => return "man".to_owned(),
        "children" => return "child".to_owned(),
        _ => {}
    }
    if let Some(stem) = stem("ies") {
        return format!("{stem}y");
    }
    for end in ["sses", "ches", "shes", "xes"] {
        if word.ends_with(end) {
            return word[..word.len() - 2].to_owned();
        }
    }
    let same = word.ends_with("ss") || word.ends_with("us") || word.ends_with("is");
    match stem("s").filter(|_| !same) {
        Some(stem) => stem.to_owned(),
        None => word.to_owned(),
    }
}

/// A word that names something, in the singular.
pub(super) fn name(token: &Token) -> Option<String> {
    let word = singular(&token.word);
    (token.upper || !is_stop(&word)).then_some(word)
}

/// Whether a word names nothing.
fn is_stop(word: &str) -> bool {
    const STOP: &[&str] = &[
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or",
        "as", "it", "its", "their", "our", "we", "this", "that", "these", "those", "all", "new",
        "year", "total", "number", "which", "whom", "is", "are", "was", "were", "be", "been",
        "stood", "i.e", "during", "over", "under", "up", "down", "some", "such", "other", "i",
        "ha", "wa", "had", "have", "not", "per", "than", "more", "half",
    ];
    word.len() < 2 || STOP.contains(&word)
}

/// Whether a noun phrase ends before a word.
pub(super) fn ends_noun(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "as", "was",
        "were", "is", "are", "had", "has", "have", "been", "be", "which", "that", "who", "whom",
        "under", "over", "during", "between", "than", "through", "across", "per", "against",
        "into", "within", "compared", "while", "but", "when", "where", "after", "before", "since",
        "because", "did", "do", "could", "would", "will", "may", "should", "can", "about", "among",
        "below", "above", "without", "until", "went", "came", "took", "received", "made", "led",
        "gave", "became", "each", "belong", "belonged",
    ];
    ENDS.contains(&word)
}
