//! How the figures of a column are printed, where a cell by itself does not
//! tell: its decimal sign, what a triangle and a minus behind the number mean,
//! which letters are flags, and whether it holds ranges or margins.

/// The sign before the fraction; the other one may separate thousands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DecimalSign {
    /// `1,234.5`
    #[default]
    Point,
    /// `1.234,5`
    Comma,
}

impl DecimalSign {
    /// The sign itself.
    pub(crate) fn char(self) -> char {
        match self {
            DecimalSign::Point => '.',
            DecimalSign::Comma => ',',
        }
    }

    /// The other of the two.
    pub(crate) fn other(self) -> DecimalSign {
        match self {
            DecimalSign::Point => DecimalSign::Comma,
            DecimalSign::Comma => DecimalSign::Point,
        }
    }
}

/// What `▲5` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Triangle {
    /// Minus five, as in Japanese accounts.
    #[default]
    Minus,
    /// Five up, where `▼` is down.
    Plus,
    /// It cannot be told.
    Unknown,
}

/// What `120-` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TrailingMinus {
    /// It cannot be told, unless the number is no round one, as limits are.
    #[default]
    Unknown,
    /// Minus 120.
    Minus,
    /// 120 or less: the bottom code of a table that prints `250,000+`.
    AtMost,
}

/// How the figures of a column are printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prints {
    /// The sign before the fraction.
    pub decimal: DecimalSign,
    /// Whether nothing tells the sign, so that `1.080` is not read at all.
    pub undecided: bool,
    /// What `▲5` says.
    pub triangle: Triangle,
    /// What `120-` says.
    pub trailing_minus: TrailingMinus,
    /// Whether a letter behind a number is a flag even where it is a unit.
    pub letters_are_flags: bool,
    /// Whether a number in parentheses behind another one is a footnote mark.
    pub numbers_are_marks: bool,
    /// The flags that are known, as they are printed.
    pub flags: Vec<String>,
    /// Whether `0-2` is a range.
    pub ranges: bool,
    /// Whether `±312` is the width of a margin.
    pub margins: bool,
    /// Whether others of its figures are durations in parts, so that `45 min`
    /// is one too.
    pub durations: bool,
}

impl Prints {
    /// Where nothing is known of a column.
    pub(crate) const PLAIN: &'static Prints = &Prints {
        decimal: DecimalSign::Point,
        undecided: false,
        triangle: Triangle::Minus,
        trailing_minus: TrailingMinus::Unknown,
        letters_are_flags: false,
        numbers_are_marks: false,
        flags: Vec::new(),
        ranges: false,
        margins: false,
        durations: false,
    };

    /// Whether plain digits with a point are read as everywhere.
    pub(crate) fn has_plain_digits(&self) -> bool {
        self.decimal == DecimalSign::Point && !self.undecided
    }
}
