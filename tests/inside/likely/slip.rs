//! Slips of four kinds, made where a draw falls that is the same in each run.

/// What a hand does to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::inside) enum Slip {
    Digit,
    Swap,
    Drop,
    Double,
}

impl Slip {
    pub(in crate::inside) const ALL: [Slip; 4] =
        [Slip::Digit, Slip::Swap, Slip::Drop, Slip::Double];

    pub(super) fn name(self) -> &'static str {
        match self {
            Slip::Digit => "a digit is another",
            Slip::Swap => "two neighbouring digits swapped",
            Slip::Drop => "a digit left out",
            Slip::Double => "a digit typed twice",
        }
    }

    /// The print with the slip, in a place that is drawn.
    pub(in crate::inside) fn make(self, print: &str, random: &mut Random) -> Option<String> {
        let mut chars: Vec<char> = print.chars().collect();
        // Zeros behind the point that only fill the places are left alone.
        let point = chars.iter().position(|c| *c == '.');
        let filled = point.filter(|at| chars[at + 1..].iter().all(|c| *c == '0'));
        let end = filled.unwrap_or(chars.len());
        let digits: Vec<usize> = (0..end).filter(|at| chars[*at].is_ascii_digit()).collect();
        let at = *digits.get(random.below(digits.len().max(1)))?;
        match self {
            Slip::Digit => {
                let digit = chars[at].to_digit(10)?;
                let other = (digit + 1 + u32::try_from(random.below(9)).ok()?) % 10;
                chars[at] = char::from_digit(other, 10)?;
            }
            Slip::Swap => {
                let other = digits.iter().copied().find(|other| *other == at + 1)?;
                chars.swap(at, other);
            }
            Slip::Drop if digits.len() > 1 => {
                chars.remove(at);
            }
            Slip::Drop => return None,
            Slip::Double => chars.insert(at, chars[at]),
        }
        let made: String = chars.into_iter().collect();
        let number = |text: &str| -> String {
            let digits = |text: &str| {
                text.chars()
                    .filter(char::is_ascii_digit)
                    .collect::<String>()
            };
            let (whole, part) = text.split_once('.').unwrap_or((text, ""));
            let (whole, part) = (digits(whole), digits(part));
            let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
            format!("{whole}.{part}")
        };
        (number(&made) != number(print)).then_some(made)
    }
}

/// Numbers that only look drawn by lot: the same in each run.
pub(in crate::inside) struct Random(pub(super) u64);

impl Random {
    pub(in crate::inside) fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}
