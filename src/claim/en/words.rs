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
const RISE: (&[&str], &[&str]) = (
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
    ],
);

/// Verbs for a change.
const ROSE: (&[&str], &[&str]) = (
    &[
        "rose",
        "risen",
        "rising",
        "rises",
        "grew",
        "grown",
        "growing",
        "grows",
        "increased",
        "increasing",
        "increases",
        "climbed",
        "jumped",
        "expanded",
        "widened",
        "surged",
        "gained",
        "soared",
    ],
    &[
        "fell",
        "fallen",
        "falling",
        "falls",
        "dropped",
        "dropping",
        "declined",
        "declining",
        "decreased",
        "decreasing",
        "decreases",
        "shrank",
        "shrunk",
        "dipped",
        "contracted",
        "reduced",
        "narrowed",
    ],
);

/// Words of comparison behind a figure.
const MORE: (&[&str], &[&str]) = (
    &["more", "higher", "greater", "above", "larger"],
    &["fewer", "less", "lower", "below", "under", "smaller"],
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

/// The list of a name, as shapes name them.
fn list(name: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match name {
        "rise" => RISE,
        "rose" => ROSE,
        "more" => MORE,
        "up" => (&["up"], &["down"]),
        "than" => (&["than", "on", "over", "from"], &[]),
        "versus" => (&["against", "versus", "vs", "than"], &[]),
        "compared" => (&["compared", "compares", "comparing"], &[]),
        "the" => (
            &[
                "the", "these", "those", "its", "our", "their", "all", "such", "this",
            ],
            &[],
        ),
        "break" => (BREAKS, &[]),
        _ => return None,
    })
}

/// Whether a word is in a list.
pub(super) fn in_list(name: &str, word: &str) -> bool {
    list(name).is_some_and(|(up, down)| up.contains(&word) || down.contains(&word))
}

/// Which way a word goes.
pub(super) fn way_of(word: &str) -> Option<Way> {
    let lists = [RISE, ROSE, MORE, (&["up"], &["down"])];
    lists.iter().find_map(|(up, down)| match () {
        () if up.contains(&word) => Some(Way::Up),
        () if down.contains(&word) => Some(Way::Down),
        () => None,
    })
}

/// Words that say that a change is told in other prices than the amounts, or
/// not of these amounts alone.
pub(super) const ADJUSTED: &[&str] = &[
    "real terms",
    "constant currency",
    "constant currencies",
    "constant price",
    "constant prices",
    "constant exchange",
    "like-for-like",
    "like for like",
    "organic",
    "organically",
    "underlying",
    "adjusted",
    "seasonally",
    "annualised",
    "annualized",
    "per year",
    "per annum",
    "a year on average",
    "compound",
    "excluding",
    "inflation",
    "comparable basis",
    "in volume",
    "year-to-date",
];
