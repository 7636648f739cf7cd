//! Numbers and texts in the records of an .xls workbook. A record that is too
//! long goes on in others; where one ends within a text, the next says anew
//! how its characters are kept.

/// Records that belong together, read from the first on.
pub(super) struct Bytes<'b> {
    /// What is left of the record that is read.
    now: &'b [u8],
    /// The records that go on, the next one last.
    more: Vec<&'b [u8]>,
}

impl<'b> Bytes<'b> {
    /// A record by itself.
    pub(super) fn of(record: &'b [u8]) -> Bytes<'b> {
        Bytes {
            now: record,
            more: Vec::new(),
        }
    }

    /// A record that goes on in others.
    pub(super) fn of_all(record: &'b [u8], mut more: Vec<&'b [u8]>) -> Bytes<'b> {
        more.reverse();
        Bytes { now: record, more }
    }

    /// What is left of the record that is read.
    pub(super) fn rest(&self) -> &'b [u8] {
        self.now
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        while self.now.is_empty() {
            self.now = self.more.pop()?;
        }
        let (taken, rest) = self.now.split_first_chunk()?;
        self.now = rest;
        Some(*taken)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn f64(&mut self) -> Option<f64> {
        self.array().map(f64::from_le_bytes)
    }

    /// Passes over bytes.
    pub(super) fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.now.len() {
            count -= self.now.len();
            self.now = self.more.pop()?;
        }
        self.now = &self.now[count..];
        Some(())
    }

    /// So many characters, which are kept in one byte each or in two.
    pub(super) fn units(&mut self, count: usize, mut wide: bool) -> Option<Vec<u16>> {
        let mut units = Vec::new();
        while units.len() < count {
            if self.now.is_empty() {
                self.now = self.more.pop()?;
                wide = self.u8()? & 1 == 1;
            }
            let size = 1 + usize::from(wide);
            let length = (count - units.len()).min(self.now.len() / size);
            if length == 0 {
                return None;
            }
            let (taken, rest) = self.now.split_at(length * size);
            self.now = rest;
            match wide {
                true => units.extend(
                    taken
                        .chunks_exact(2)
                        .map(|unit| u16::from_le_bytes([unit[0], unit[1]])),
                ),
                false => units.extend(taken.iter().map(|byte| u16::from(*byte))),
            }
        }
        Some(units)
    }

    /// A text after how its characters are kept; its length stands before.
    pub(super) fn text(&mut self, count: usize) -> Option<String> {
        let wide = self.u8()? & 1 == 1;
        let units = self.units(count, wide)?;
        Some(String::from_utf16_lossy(&units))
    }
}

/// The records of a stream: each one's kind, its bytes, and those of the
/// records in which it goes on.
pub(super) struct Records<'b> {
    stream: &'b [u8],
}

/// A record.
pub(super) struct Record<'b> {
    /// What it is.
    pub kind: u16,
    /// What stands in it.
    pub bytes: &'b [u8],
    /// The records in which it goes on.
    pub more: Vec<&'b [u8]>,
}

/// A record in which the one before goes on.
const CONTINUE: u16 = 0x3C;

impl<'b> Records<'b> {
    /// The records from a place on.
    pub(super) fn from(stream: &'b [u8], place: usize) -> Records<'b> {
        Records {
            stream: stream.get(place..).unwrap_or_default(),
        }
    }

    fn one(&mut self) -> Option<(u16, &'b [u8])> {
        let mut head = Bytes::of(self.stream);
        let (kind, length) = (head.u16()?, usize::from(head.u16()?));
        let bytes = self.stream.get(4..4 + length)?;
        self.stream = &self.stream[4 + length..];
        Some((kind, bytes))
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = Record<'b>;

    fn next(&mut self) -> Option<Record<'b>> {
        let (kind, bytes) = self.one()?;
        let mut more = Vec::new();
        while self.stream.starts_with(&CONTINUE.to_le_bytes()) {
            more.push(self.one()?.1);
        }
        Some(Record { kind, bytes, more })
    }
}
