//! The streams of a compound file by name, in chains of sectors. A chain is
//! never longer than the file.

use crate::document::Cause;
use crate::document::compound::COMPOUND;
use crate::document::damage::Damage;

/// The first number that is no sector.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// How long an entry of the list of streams is.
const ENTRY: usize = 128;

/// A compound file that was opened.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    /// How long a sector is, and a short one.
    sector: usize,
    short_sector: usize,
    /// Streams below this length are in short sectors.
    short_below: u64,
    /// Which sector follows a sector, and a short one.
    next: Vec<u32>,
    short_next: Vec<u32>,
    /// Where short sectors are.
    short: Vec<u8>,
    entries: Vec<Entry>,
}

/// A stream, or a folder of them.
struct Entry {
    name: String,
    start: u32,
    length: u64,
}

impl<'b> Compound<'b> {
    /// Reads where the streams are.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Compound<'b>, Cause> {
        let damaged = || Cause::Damaged(Damage::NoSectors);
        if bytes.len() < 512 || !bytes.starts_with(COMPOUND) {
            return Err(damaged());
        }
        let shift = |at| match u16_at(bytes, at) {
            Some(shift @ 6..=16) => Ok(1_usize << shift),
            _ => Err(damaged()),
        };
        let number = |at| u32_at(bytes, at).ok_or_else(damaged);
        let mut file = Compound {
            bytes,
            sector: shift(30)?,
            short_sector: shift(32)?,
            short_below: u64::from(number(56)?),
            next: Vec::new(),
            short_next: Vec::new(),
            short: Vec::new(),
            entries: Vec::new(),
        };
        let tables = file.tables(number(68)?);
        for table in tables {
            let sector = file.sector(table).unwrap_or_default();
            file.next.extend(numbers(sector));
        }
        let listed = file.chain(number(48)?, None);
        let shorts = file.chain(number(60)?, None);
        file.short_next = numbers(&shorts).collect();
        file.entries = listed.chunks_exact(ENTRY).filter_map(entry).collect();
        if let Some(root) = file.entries.first() {
            file.short = file.chain(root.start, Some(root.length));
        }
        Ok(file)
    }

    /// Whether it has a stream or a folder of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// A stream by its name, whatever folder it is in.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let mut entries = self.entries.iter();
        let entry = entries.find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        if entry.length >= self.short_below {
            return Some(self.chain(entry.start, Some(entry.length)));
        }
        let mut stream = Vec::new();
        let mut at = entry.start;
        while at < NO_SECTOR && (stream.len() as u64) < entry.length {
            let start = (at as usize).checked_mul(self.short_sector)?;
            let Some(sector) = self.short.get(start..start + self.short_sector) else {
                break;
            };
            stream.extend(sector);
            at = *self.short_next.get(at as usize)?;
        }
        stream.truncate(usize::try_from(entry.length).ok()?);
        Some(stream)
    }

    /// The sectors of the table that says which sector follows another.
    fn tables(&self, more: u32) -> Vec<u32> {
        let most = self.bytes.len() / self.sector;
        let first = numbers(&self.bytes[76..512]);
        let mut tables: Vec<u32> = first.filter(|sector| *sector < NO_SECTOR).collect();
        let mut at = more;
        let mut read = 0;
        while let Some(sector) = self.sector(at).filter(|_| read <= most) {
            let mut sectors: Vec<u32> = numbers(sector).collect();
            at = sectors.pop().unwrap_or(NO_SECTOR);
            tables.extend(sectors.into_iter().filter(|sector| *sector < NO_SECTOR));
            read += 1;
        }
        tables.truncate(most);
        tables
    }

    /// A sector.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        if number >= NO_SECTOR {
            return None;
        }
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes
            .get(start..end)
            .filter(|sector| !sector.is_empty())
    }

    /// The sectors that follow one another, cut to a length.
    fn chain(&self, start: u32, length: Option<u64>) -> Vec<u8> {
        let most = length.map_or(self.bytes.len(), |length| {
            usize::try_from(length).unwrap_or(usize::MAX)
        });
        let most = most.min(self.bytes.len());
        let mut stream = Vec::new();
        let mut at = start;
        while let Some(sector) = self.sector(at).filter(|_| stream.len() < most) {
            stream.extend(sector);
            at = self.next.get(at as usize).copied().unwrap_or(NO_SECTOR);
        }
        stream.truncate(most);
        stream
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).clamp(2, 64) - 2;
    let units = bytes[..length].chunks_exact(2);
    let units: Vec<u16> = units
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]))
        .collect();
    Some(Entry {
        name: String::from_utf16_lossy(&units),
        start: u32_at(bytes, 116)?,
        length: u64::from(u32_at(bytes, 120)?),
    })
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let four = bytes.chunks_exact(4);
    four.map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}
