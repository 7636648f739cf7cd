//! From bytes to text: a stream is read in pieces, its encoding settled by its
//! first bytes, and every piece decoded strictly. What is wrong with the bytes
//! is kept until the text before it has been used, so that the outcome never
//! depends on how the pieces fell.

use std::io::Read;
use std::{mem, str};

use encoding_rs::{Decoder, DecoderResult, GB18030, GBK, UTF_8};

use super::encoding::Encoding;
use super::error::Advice;
use super::fault::Fault;
use super::legacy;

/// How many bytes are asked for at a time: as many as stay in the cache until
/// they are scanned, which four times as many measurably do not.
pub(super) const PIECE: usize = 64 * 1024;
/// How many bytes settle what kind of file this is, and how many are kept to
/// name a malformed one that is known only when later ones were read.
const HEAD: usize = 8;
/// How many bytes from a malformed one on are looked at to say what it may be.
const SAMPLE: usize = 4096;
/// The bytes at the start of a zip archive (.xlsx, .ods) and of an old .xls.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];
/// U+FEFF in GB18030, the one byte order mark that `encoding_rs` leaves alone.
const GB_MARK: &[u8] = b"\x84\x31\x95\x33";

/// A stream of bytes that is read as text.
pub(super) struct TextStream {
    input: Box<dyn Read + Send>,
    encoding: &'static encoding_rs::Encoding,
    /// `None` for UTF-8, which needs no decoder.
    decoder: Option<Decoder>,
    /// Bytes that were read and are not text yet; before `seen`, they are.
    held: Vec<u8>,
    seen: usize,
    /// How many bytes are read at a time.
    piece: usize,
    /// How many bytes were read.
    total: u64,
    /// Whether the stream ended, and whether all of it is text by now.
    ended: bool,
    done: bool,
    fault: Option<Fault>,
    /// Whether all of its text so far is ASCII; of UTF-8 only.
    ascii: bool,
}

impl TextStream {
    /// Reads the first bytes and settles the encoding.
    pub(super) fn new(
        input: Box<dyn Read + Send>,
        encoding: Encoding,
        piece: usize,
    ) -> Result<TextStream, Fault> {
        let mut text = TextStream {
            input,
            encoding: UTF_8,
            decoder: None,
            held: Vec::new(),
            seen: 0,
            piece,
            total: 0,
            ended: false,
            done: false,
            fault: None,
            ascii: true,
        };
        let mut head = Vec::new();
        text.read(&mut head, HEAD);
        text.held = head;
        match text.fault.take() {
            Some(fault) => Err(fault),
            None => text.settle(encoding).map(|()| text),
        }
    }

    /// Decides by the first bytes how the rest is to be read.
    fn settle(&mut self, encoding: Encoding) -> Result<(), Fault> {
        let head = self.held.as_slice();
        self.encoding = match encoding {
            Encoding::Utf8 => UTF_8,
            Encoding::Named(named) => named,
        };
        if let Some((marked, length)) = encoding_rs::Encoding::for_bom(head) {
            self.encoding = marked;
            self.seen = length;
        } else if WORKBOOKS.iter().any(|start| head.starts_with(start)) {
            return Err(Fault::Spreadsheet);
        } else if self.encoding == UTF_8 {
            match *head {
                [a, 0, b, 0, ..] if a > 0 && b > 0 => return Err(Fault::Unmarked("utf-16le")),
                [0, a, 0, b, ..] if a > 0 && b > 0 => return Err(Fault::Unmarked("utf-16be")),
                _ => {}
            }
        } else if [GB18030, GBK].contains(&self.encoding) && head.starts_with(GB_MARK) {
            self.seen = GB_MARK.len();
        }
        if self.encoding == UTF_8 {
            self.held.drain(..self.seen);
        } else {
            self.decoder = Some(self.encoding.new_decoder_without_bom_handling());
        }
        Ok(())
    }

    /// How it is encoded.
    pub(super) fn encoding(&self) -> &'static encoding_rs::Encoding {
        self.encoding
    }

    /// How long the byte order mark is; as long as nothing more was read.
    pub(super) fn mark(&self) -> usize {
        self.seen
    }

    /// How many bytes stand before text that is UTF-8: a byte order mark.
    pub(super) fn start(&self) -> u64 {
        if self.decoder.is_none() {
            self.seen as u64
        } else {
            0
        }
    }

    /// Reads so many bytes behind what `bytes` holds, fewer only at the end.
    fn read(&mut self, bytes: &mut Vec<u8>, count: usize) {
        let before = bytes.len();
        bytes.reserve(count);
        let read = self.input.by_ref().take(count as u64).read_to_end(bytes);
        let added = bytes.len() - before;
        self.total += added as u64;
        self.ended = added < count;
        self.fault = read.err().map(Fault::Io);
    }

    /// Whether nothing follows what was read, not even an error.
    fn last(&self) -> bool {
        self.ended && self.fault.is_none()
    }

    /// Drops the first `gone` bytes of the window and adds the next piece of
    /// text to it; false when there is none, be it that the stream ended or
    /// that something is wrong with it.
    pub(super) fn fill(&mut self, window: &mut String, mut gone: usize) -> bool {
        let left = window.len() - gone;
        while !self.done {
            match self.decoder.take() {
                None => self.utf8(window, gone),
                Some(mut decoder) => {
                    window.drain(..gone);
                    self.decode(&mut decoder, window);
                    self.decoder = Some(decoder);
                }
            }
            gone = 0;
            if window.len() > left {
                return true;
            }
        }
        window.drain(..gone);
        false
    }

    /// Reads so many bytes at a time from now on.
    pub(super) fn read_by(&mut self, piece: usize) {
        self.piece = piece;
    }

    /// What was wrong where `fill` stopped; `None` at the end of the stream.
    pub(super) fn take_fault(&mut self) -> Option<Fault> {
        self.fault.take()
    }

    /// Reads a piece of UTF-8 right into the window and checks it all at once.
    fn utf8(&mut self, window: &mut String, gone: usize) {
        window.drain(..gone);
        let mut bytes = mem::take(window).into_bytes();
        // What is left is checked again with what is new, so that of a long
        // row at least as much is read anew.
        let count = bytes.len().max(self.piece);
        bytes.append(&mut self.held);
        self.read(&mut bytes, count);
        let whole = match self.last() {
            true => bytes.len(),
            false => whole_characters(&bytes),
        };
        self.held.extend_from_slice(&bytes[whole..]);
        self.done = self.ended;
        bytes.truncate(whole);
        *window = String::from_utf8(bytes).unwrap_or_else(|error| {
            let good = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            self.not_utf8(&bytes, good);
            bytes.truncate(good);
            String::from_utf8(bytes).unwrap_or_default()
        });
        self.ascii = self.ascii && window.is_ascii();
    }

    /// Keeps the fault that the byte `good` is. No character of GB18030 holds
    /// a line break, so that the line can be read anew from its start.
    fn not_utf8(&mut self, bytes: &[u8], good: usize) {
        let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let last = bytes[..good].iter().rposition(is_break);
        let line = &bytes[last.map_or(0, |at| at + 1)..good];
        let rest = [&bytes[good..], self.held.as_slice()].concat();
        let sample = self.sample(&rest);
        if sample.contains(&0) {
            self.stop(Fault::Nul);
        } else {
            // A character cut by the end of the file is no sign of another encoding.
            let cut = str::from_utf8(&sample).is_err_and(|error| error.error_len().is_none());
            let gb18030 = !cut && looks_like_gb18030(&[line, &sample].concat());
            // What was UTF-8 so far has a broken byte.
            let other = || {
                let so_far = !cut && self.ascii && bytes[..good].is_ascii();
                legacy::guess(&sample).filter(|_| so_far)
            };
            let advice = match gb18030 {
                true => Some(Advice::Gb18030),
                false => other().map(Advice::Perhaps),
            };
            self.malformed(&rest, advice);
        }
    }

    /// Reads a piece and decodes it.
    fn decode(&mut self, decoder: &mut Decoder, window: &mut String) {
        let mut held = mem::take(&mut self.held);
        self.read(&mut held, self.piece);
        self.done = self.ended;
        loop {
            let bytes = &held[self.seen..];
            let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
            window.reserve(room.unwrap_or(4 * bytes.len()).max(16));
            let (result, read) =
                decoder.decode_to_string_without_replacement(bytes, window, self.last());
            self.seen += read;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(bad, after) => {
                    let at = self
                        .seen
                        .saturating_sub(usize::from(bad) + usize::from(after));
                    let sample = self.sample(&held[at..]);
                    let advice = looks_like_utf8(&sample).then_some(Advice::Utf8);
                    self.malformed(&held[at..], advice);
                    return;
                }
            }
        }
        held.drain(..held.len().saturating_sub(HEAD));
        self.seen = held.len();
        self.held = held;
    }

    /// The bytes from a malformed one on, as far as they are worth a look.
    fn sample(&mut self, rest: &[u8]) -> Vec<u8> {
        let mut sample = rest[..rest.len().min(SAMPLE)].to_vec();
        let missing = (SAMPLE - sample.len()) as u64;
        // A second fault changes nothing: the first one ends the text.
        let _ = self.input.by_ref().take(missing).read_to_end(&mut sample);
        sample
    }

    /// Keeps the fault that the first of the bytes not yet text is.
    fn malformed(&mut self, rest: &[u8], advice: Option<Advice>) {
        self.stop(Fault::Malformed {
            byte: rest.first().copied().unwrap_or_default(),
            offset: self.total - rest.len() as u64,
            encoding: self.encoding.name(),
            advice,
        });
    }

    fn stop(&mut self, fault: Fault) {
        self.done = true;
        self.fault = Some(fault);
    }
}

/// How many of the bytes are whole characters, supposing that they are UTF-8:
/// all but a last character whose end has not been read.
fn whole_characters(bytes: &[u8]) -> usize {
    let last = bytes
        .iter()
        .rev()
        .take(3)
        .position(|byte| byte & 0xC0 != 0x80);
    let Some(back) = last else { return bytes.len() };
    let lead = bytes.len() - 1 - back;
    let length = match bytes[lead] {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    };
    if length > back + 1 { lead } else { bytes.len() }
}

/// Whether bytes that are not UTF-8 are Chinese text in GB18030. All of them
/// decode, and most characters are of the set in everyday use (GB 2312), which
/// the accented letters of Western encodings are not. Little of it is UTF-8,
/// as it would be if only a byte were broken.
pub(super) fn looks_like_gb18030(bytes: &[u8]) -> bool {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(4 * bytes.len() + 16);
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, false);
    if result != DecoderResult::InputEmpty {
        return false;
    }
    let (mut everyday, mut others) = (0, 0);
    let mut rest = bytes;
    while let [first, second, ..] = *rest {
        let (length, count) = match (first, second) {
            (..0x80, _) => {
                rest = &rest[1..];
                continue;
            }
            (0xA1..=0xF7, 0xA1..) => (2, &mut everyday),
            (_, 0x30..=0x39) => (4, &mut others),
            _ => (2, &mut others),
        };
        *count += 1;
        rest = rest.get(length..).unwrap_or_default();
    }
    let utf8: usize = bytes
        .utf8_chunks()
        .flat_map(|chunk| chunk.valid().chars())
        .map(char::len_utf8)
        .filter(|length| *length > 2)
        .sum();
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let chinese = |character| matches!(character, '\u{4E00}'..='\u{9FFF}');
    text.contains(chinese) && everyday >= 2 * others && 2 * utf8 <= high
}

/// Whether bytes that are malformed in another encoding are UTF-8, from the
/// first whole character on.
fn looks_like_utf8(bytes: &[u8]) -> bool {
    let start = bytes
        .iter()
        .position(|byte| byte & 0xC0 != 0x80)
        .unwrap_or(bytes.len());
    let rest = &bytes[start..];
    match str::from_utf8(&rest[..whole_characters(rest)]) {
        Ok(text) => !text.is_ascii(),
        Err(_) => false,
    }
}
