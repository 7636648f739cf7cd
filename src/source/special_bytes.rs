//! The bytes of a text that may matter to a scanner of CSV, found 64 at a time:
//! comparing them all at once costs less than a branch for each.

/// The bytes of a text that may end a cell or a row, open a quote or have no
/// place in a text, found 64 at a time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SpecialBytes {
    /// One bit for each of 64 bytes that matters and was not looked at.
    bits: u64,
    /// Where these 64 bytes stand.
    base: usize,
    /// Where the next ones stand.
    pub(super) next: usize,
}

impl SpecialBytes {
    /// From a byte of the text on.
    pub(super) fn from(next: usize) -> SpecialBytes {
        SpecialBytes {
            next,
            ..SpecialBytes::default()
        }
    }

    /// The next byte that matters.
    #[inline]
    pub(super) fn next(&mut self, bytes: &[u8], delimiter: u8) -> Option<usize> {
        while self.bits == 0 {
            let rest = bytes.get(self.next..)?;
            self.base = self.next;
            if let Some(block) = rest.first_chunk() {
                self.bits = matters(block, delimiter);
                self.next += 64;
            } else if rest.is_empty() {
                return None;
            } else {
                let mut block = [b'x'; 64];
                block[..rest.len()].copy_from_slice(rest);
                self.bits = matters(&block, delimiter);
                self.next += rest.len();
            }
        }
        let at = self.base + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(at)
    }

    /// Past an opening quote: where it closes, and the marks from there on, if
    /// that is the next byte that matters and a delimiter follows at once.
    #[inline]
    pub(super) fn simply_quoted(
        mut self,
        bytes: &[u8],
        delimiter: u8,
    ) -> Option<(usize, SpecialBytes)> {
        let close = self
            .next(bytes, delimiter)
            .filter(|at| bytes[*at] == b'"')?;
        let after = self
            .next(bytes, delimiter)
            .filter(|at| bytes[*at] == delimiter)?;
        (after == close + 1).then_some((close, self))
    }
}

/// One bit for each byte that matters: the delimiter, the quote, and the
/// control characters up to CR. The loops are such that the compiler turns them
/// into vector instructions; apart from its caller, both keep their registers.
#[inline(never)]
fn matters(block: &[u8; 64], delimiter: u8) -> u64 {
    let mut flags = [0u8; 64];
    for (flag, byte) in flags.iter_mut().zip(block) {
        *flag = u8::from((*byte <= b'\r') | (*byte == b'"') | (*byte == delimiter));
    }
    let mut bits = 0;
    for (index, eight) in flags.as_chunks::<8>().0.iter().enumerate() {
        // The product gathers the low bit of each of the eight bytes at its top.
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits |= gathered << (8 * index);
    }
    bits
}
