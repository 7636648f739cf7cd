//! How likely a slip is: one number, so that explanations can be put in order.
//!
//! The odds of a slip are *share / ways*, in parts of a million. The share
//! says how often a kind of slip happens among the slips of figures that it
//! can happen to (a part is left out of totals only); the ways, how many
//! different prints a slip of that kind could have made of the meant one. A
//! kind that could have made anything proves little when it fits: a swap of
//! neighbouring digits that mends a report is better evidence than a wrong
//! digit that does.
//!
//! | Kind | Share | Ways |
//! |---|---:|---|
//! | Digit | 300,000 | 9 for each digit |
//! | Swapped | 60,000 | neighbouring digits that differ |
//! | Lost | 90,000 | runs of equal digits |
//! | Doubled | 40,000 | runs of equal digits |
//! | Inserted | 40,000 | 8 for each place before, between and after the digits |
//! | Point | 50,000 | 6: up to 3 places either way |
//! | Power | 30,000 | 8: up to 4 zeros either way |
//! | Multiplier | 30,000 | 9: none, 千, 万, 百万, 亿, thousand, million, billion, %, ‰, less the meant one |
//! | Sign | 20,000 | 1 |
//! | Cut | 60,000 | 1 |
//! | Exchanged | 50,000 | cells it could have been exchanged with |
//! | Shifted | 30,000 | runs that could have been shifted |
//! | Copied | 50,000 | cells it could have been copied from |
//! | LastPeriod | 50,000 | 1 |
//! | LeftOut | 100,000 | parts |
//! | CountedTwice | 40,000 | parts |
//! | NotTakenOff | 100,000 | parts |
//! | TakenOffTwice | 40,000 | parts |
//! | OlderTotal | 60,000 | parts |
//! | Restated | 20,000 | 1 |
//! | OtherDenominator | 200,000 | denominators at hand |
//!
//! The shares are a judgement, not a measurement.
//! What studies of keyed numbers agree on is kept: a single wrong digit is by
//! far the commonest, a digit lost or too many comes next, neighbours swapped
//! after that, and slips of the point, of zeros and of the sign are rarer.
//! Totals and rates are rarely typed wrongly, since they are computed: a total
//! of the wrong parts and a rate of something else come first for those.

use crate::finding::SlipKind;

/// One figure in so many is wrong. A second slip in one clash is so much rarer
/// than the first, so that one slip which moves several figures comes before
/// as many slips by themselves.
pub(crate) const RARITY: u64 = 200;

/// The odds of a mistake that is no slip which is known here, for a figure of
/// so many digits: any other number could stand there.
pub(crate) fn unexplained(digits: usize) -> u64 {
    let others = 10_u64.saturating_pow(u32::try_from(digits).unwrap_or(u32::MAX));
    (20_000 / others.max(1)).max(1)
}

/// How often this kind of slip happens among the slips that can happen to a
/// figure, in parts of a million.
pub(crate) fn share(kind: &SlipKind) -> u64 {
    match kind {
        SlipKind::Digit => 300_000,
        SlipKind::Swapped => 60_000,
        SlipKind::Lost => 90_000,
        SlipKind::Doubled | SlipKind::Inserted => 40_000,
        SlipKind::Point(_) => 50_000,
        SlipKind::Power(_) | SlipKind::Multiplier { .. } => 30_000,
        SlipKind::Sign => 20_000,
        SlipKind::Cut => 60_000,
        SlipKind::Exchanged(_) => 50_000,
        SlipKind::Shifted { .. } => 30_000,
        SlipKind::Copied(_) | SlipKind::LastPeriod => 50_000,
        SlipKind::LeftOut(_) | SlipKind::NotTakenOff(_) => 100_000,
        SlipKind::CountedTwice(_) | SlipKind::TakenOffTwice(_) => 40_000,
        SlipKind::OlderTotal(_) => 60_000,
        SlipKind::Restated => 20_000,
        SlipKind::OtherDenominator { .. } => 200_000,
    }
}

/// The odds of one slip of a kind that could have happened in so many ways, in
/// parts of a million; never 0, which would say that it cannot happen.
pub(crate) fn odds(kind: &SlipKind, ways: u64) -> u64 {
    (share(kind) / ways.max(1)).max(1)
}

/// In how many ways a slip of this kind could have changed a meant print of
/// these digits (without point and separators). Of a kind that takes more than
/// the print itself it is 1: who knows the other cells counts them.
pub(crate) fn ways(kind: &SlipKind, digits: &[u8]) -> u64 {
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let unlike = digits.windows(2).filter(|pair| pair[0] != pair[1]).count();
    match kind {
        SlipKind::Digit => count(digits.len()).saturating_mul(9),
        SlipKind::Swapped => count(unlike),
        SlipKind::Lost | SlipKind::Doubled => count(unlike + 1),
        SlipKind::Inserted => count(digits.len() + 1).saturating_mul(8),
        SlipKind::Point(_) => 6,
        SlipKind::Power(_) => 8,
        SlipKind::Multiplier { .. } => 9,
        _ => 1,
    }
}

/// A million: what odds are parts of.
const MILLION: u64 = 1_000_000;

/// A score of one: as many parts as six odds of a million each have.
pub(crate) const CERTAIN: u128 = 10_u128.pow(36);

/// A score together with one more slip, which is rarer than the first.
pub(crate) fn score_with(score: u128, odds: u64, further: bool) -> u128 {
    let rarity = if further { RARITY } else { 1 };
    score / u128::from(MILLION) * u128::from(odds) / u128::from(rarity)
}

/// The score of one slip, whatever it changes.
pub(crate) fn score_of(odds: u64) -> u128 {
    score_with(CERTAIN, odds, false)
}

/// A score in parts of a million, at least 1 where there is any.
pub(crate) fn told(score: u128) -> u64 {
    if score == 0 {
        return 0;
    }
    let parts = score / (CERTAIN / u128::from(MILLION));
    u64::try_from(parts).unwrap_or(u64::MAX).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::CellName;
    use crate::figure::exact::int;

    /// One of each kind, in the order of the table.
    fn kinds() -> Vec<(&'static str, SlipKind)> {
        let cell = || CellName::of_section("requests");
        vec![
            ("Digit", SlipKind::Digit),
            ("Swapped", SlipKind::Swapped),
            ("Lost", SlipKind::Lost),
            ("Doubled", SlipKind::Doubled),
            ("Inserted", SlipKind::Inserted),
            ("Point", SlipKind::Point(1)),
            ("Power", SlipKind::Power(-1)),
            (
                "Multiplier",
                SlipKind::Multiplier {
                    from: "万".to_owned(),
                    to: "亿".to_owned(),
                },
            ),
            ("Sign", SlipKind::Sign),
            ("Cut", SlipKind::Cut),
            ("Exchanged", SlipKind::Exchanged(cell())),
            (
                "Shifted",
                SlipKind::Shifted {
                    along_row: true,
                    figures: 3,
                },
            ),
            ("Copied", SlipKind::Copied(cell())),
            ("LastPeriod", SlipKind::LastPeriod),
            ("LeftOut", SlipKind::LeftOut(cell())),
            ("CountedTwice", SlipKind::CountedTwice(cell())),
            ("NotTakenOff", SlipKind::NotTakenOff(cell())),
            ("TakenOffTwice", SlipKind::TakenOffTwice(cell())),
            ("OlderTotal", SlipKind::OlderTotal(cell())),
            ("Restated", SlipKind::Restated),
            (
                "OtherDenominator",
                SlipKind::OtherDenominator {
                    over: vec![cell()],
                    value: int(3),
                    part: int(1),
                },
            ),
        ]
    }

    /// The names and shares of the table at the top of this file.
    fn documented() -> Vec<(&'static str, u64)> {
        include_str!("odds.rs")
            .lines()
            .filter_map(|line| {
                let mut columns = line.strip_prefix("//! | ")?.split(" | ");
                let (name, share) = (columns.next()?, columns.next()?);
                Some((name, share.replace(',', "").parse().ok()?))
            })
            .collect()
    }

    #[test]
    fn the_documented_shares_are_used() {
        let used: Vec<(&str, u64)> = kinds()
            .iter()
            .map(|(name, kind)| (*name, share(kind)))
            .collect();
        assert_eq!(used, documented());
        assert!(used.iter().all(|(_, share)| (1..1_000_000).contains(share)));
    }

    #[test]
    fn odds_are_shares_divided_by_ways() {
        let cases = [
            (SlipKind::Digit, "136", 11_111),
            (SlipKind::Swapped, "136", 30_000),
            (SlipKind::Swapped, "1336", 30_000),
            (SlipKind::Lost, "1336", 30_000),
            (SlipKind::Doubled, "136", 13_333),
            (SlipKind::Inserted, "136", 1_250),
            (SlipKind::Point(2), "136", 8_333),
            (SlipKind::Power(2), "136", 3_750),
            (SlipKind::Sign, "136", 20_000),
            (SlipKind::Cut, "136", 60_000),
        ];
        for (kind, meant, parts) in cases {
            let ways = ways(&kind, meant.as_bytes());
            assert_eq!(odds(&kind, ways), parts, "{kind:?} of {meant}");
        }
        // What cannot be swapped is divided by nothing; what is unlikely is not impossible.
        assert_eq!(
            odds(&SlipKind::Swapped, ways(&SlipKind::Swapped, b"11")),
            60_000
        );
        assert_eq!(odds(&SlipKind::Sign, u64::MAX), 1);
    }
}
