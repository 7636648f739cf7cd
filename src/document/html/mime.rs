//! Pages that were saved as one file, as mails are written (.mht): the parts
//! that are pages, decoded.

/// How deep parts may stand in one another.
const DEEPEST: usize = 4;
/// How much of a file is looked at for the headers of a mail, in bytes.
const HEAD: usize = 8 << 10;

/// A page in a file of several parts.
pub(super) struct Page {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The encoding that its part says it is in.
    pub encoding: Option<String>,
}

/// The pages of a file of several parts; none where it is no such file.
pub(super) fn pages(bytes: &[u8]) -> Option<Vec<Page>> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let (headers, _) = split(head);
    header(&headers, "mime-version")?;
    let mut pages = Vec::new();
    collect(bytes, 0, &mut pages);
    // The others of a page with frames are what its frames show.
    let frames = |page: &Page| {
        let text = page.bytes.to_ascii_lowercase();
        memchr::memmem::find(&text, b"<frameset").is_some()
    };
    let several = pages.first().is_some_and(frames);
    pages.truncate(if several { usize::MAX } else { 1 });
    Some(pages)
}

fn collect(part: &[u8], depth: usize, pages: &mut Vec<Page>) {
    let (headers, body) = split(part);
    let Some(kind) = header(&headers, "content-type") else {
        return;
    };
    let lower = kind.trim().to_ascii_lowercase();
    if lower.starts_with("multipart/") && depth < DEEPEST {
        if let Some(boundary) = parameter(&kind, "boundary") {
            sections(body, &boundary).for_each(|section| collect(section, depth + 1, pages));
        }
    } else if lower.starts_with("text/html") || lower.starts_with("application/xhtml") {
        let transfer = header(&headers, "content-transfer-encoding").unwrap_or_default();
        let bytes = match transfer.trim().to_ascii_lowercase().as_str() {
            "quoted-printable" => from_quoted(body),
            "base64" => from_base64(body),
            _ => body.to_vec(),
        };
        let encoding = parameter(&kind, "charset");
        pages.push(Page { bytes, encoding });
    }
}

/// The headers of a part, and what it holds.
fn split(part: &[u8]) -> (Vec<(String, String)>, &[u8]) {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut rest = part;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        let line = String::from_utf8_lossy(line.trim_ascii_end());
        if line.is_empty() {
            if headers.is_empty() {
                continue;
            }
            break;
        }
        match (
            line.starts_with([' ', '\t']),
            headers.last_mut(),
            line.split_once(':'),
        ) {
            (true, Some((_, value)), _) => value.push_str(&line),
            (false, _, Some((name, value))) => {
                headers.push((name.trim().to_ascii_lowercase(), value.to_owned()));
            }
            _ => break,
        }
    }
    (headers, rest)
}

fn header(headers: &[(String, String)], name: &str) -> Option<String> {
    let found = headers.iter().find(|(of, _)| of == name);
    found.map(|(_, value)| value.clone())
}

/// A parameter of a header: `charset="gb2312"`.
fn parameter(header: &str, name: &str) -> Option<String> {
    header.split(';').skip(1).find_map(|one| {
        let (of, value) = one.split_once('=')?;
        let is_it = of.trim().eq_ignore_ascii_case(name);
        is_it.then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// What stands between the lines of a boundary.
fn sections<'b>(body: &'b [u8], boundary: &str) -> impl Iterator<Item = &'b [u8]> {
    let mark = format!("--{boundary}").into_bytes();
    let at_line = |at: &usize| *at == 0 || body[*at - 1] == b'\n';
    let starts: Vec<usize> = memchr::memmem::find_iter(body, &mark)
        .filter(at_line)
        .collect();
    let length = mark.len();
    let mut ends: Vec<usize> = starts.iter().skip(1).copied().collect();
    ends.push(body.len());
    starts.into_iter().zip(ends).map(move |(start, end)| {
        let section = &body[start + length..end];
        let line = memchr::memchr(b'\n', section).map_or(section.len(), |at| at + 1);
        &section[line..]
    })
}

/// Bytes that are written as `=E4`, with lines that go on behind `=`.
fn from_quoted(text: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        let written = match (first, after) {
            (b'=', [b'\r', b'\n', ..]) => {
                rest = &after[2..];
                continue;
            }
            (b'=', [b'\n', ..]) => {
                rest = &after[1..];
                continue;
            }
            (b'=', [high, low, ..]) => digit(*high).zip(digit(*low)),
            _ => None,
        };
        match written {
            Some((high, low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            None => bytes.push(*first),
        }
    }
    bytes
}

/// Bytes that are written with 64 letters.
fn from_base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        held = held << 6 | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    bytes
}
