//! Evidence in bits, as whole sixteenths of one: logarithms without floats.

/// One bit.
pub(crate) const BIT: i64 = 16;

/// The logarithm to base two of a number, in sixteenths; 0 of less than one.
/// Between powers of two it is a straight line, at most a tenth of a bit off.
pub(crate) fn log2(number: i128) -> i64 {
    if number < 1 {
        return 0;
    }
    let number = number.unsigned_abs();
    let whole = number.ilog2();
    let rest = match whole {
        0..4 => (number << (4 - whole)) & 15,
        _ => (number >> (whole - 4)) & 15,
    };
    i64::from(whole) * BIT + i64::try_from(rest).unwrap_or(0)
}

/// Digits from which on all numbers are as long.
const LONG: u32 = 60;

/// The logarithm of a number to the base 2, in tenths, rounded down; 0 of less
/// than 1.
pub(super) fn log2_tenths(number: i64) -> i64 {
    if number <= 1 {
        return 0;
    }
    // 2^(1/10), 2^(2/10) … as millionths.
    const TENTHS: [u64; 10] = [
        1_000_000, 1_071_773, 1_148_698, 1_231_144, 1_319_508, 1_414_214, 1_515_717, 1_624_505,
        1_741_101, 1_866_066,
    ];
    let number = number.unsigned_abs();
    let whole = number.ilog2().min(LONG);
    // The part behind the power of two, in millionths.
    let rest = (u128::from(number) * 1_000_000) >> whole;
    let tenth = TENTHS.partition_point(|tenth| u128::from(*tenth) <= rest);
    i64::from(whole) * 10 + i64::try_from(tenth).unwrap_or(1) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_near_the_true_ones() {
        assert_eq!(log2(0), 0);
        assert_eq!(log2(1), 0);
        assert_eq!(log2(2), BIT);
        assert_eq!(log2(1 << 40), 40 * BIT);
        // log2(12) = 3.585
        assert_eq!(log2(12), 3 * BIT + 8);
        assert!(log2(i128::MAX) > 126 * BIT);
    }

    #[test]
    fn logarithms_in_tenths() {
        let all: Vec<i64> = [0, 1, 2, 3, 4, 10, 1000, 1024].map(log2_tenths).to_vec();
        assert_eq!(all, [0, 0, 10, 15, 20, 33, 99, 100]);
    }
}
