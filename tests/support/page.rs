//! Reads the page for a browser as strictly as no browser does.

use std::collections::BTreeSet;

/// The elements that pages are made of.
const KNOWN: &str = " html head meta title style body main footer header article section nav h1 h2 h3 h4 p \
    a span code strong ul ol li dl dt dd div table caption thead tbody tr th td sup details summary \
    figure figcaption svg g path circle text tspan ";

/// Reads a page strictly: known elements, each closed where it should be,
/// quoted attributes, no name twice, no link into nothing. Returns its text.
pub(crate) fn read(page: &str) -> Result<String, String> {
    let rest = page.strip_prefix("<!DOCTYPE html>\n").ok_or("no doctype")?;
    let style = rest.find("<style>").ok_or("no style")?;
    let end = rest.find("</style>").ok_or("the style does not end")?;
    let plain = format!("{}{}", &rest[..style], &rest[end + "</style>".len()..]);
    let (mut open, mut text) = (Vec::new(), String::new());
    let (mut ids, mut links) = (BTreeSet::new(), Vec::new());
    let mut pieces = plain.split('<');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (tag, after) = piece.split_once('>').ok_or(format!("<{piece}"))?;
        if after.contains('>') {
            return Err(format!("a bare > after <{tag}>: {after}"));
        }
        text.push_str(after);
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !KNOWN.contains(&format!(" {name} ")) {
            return Err(format!("<{tag}> is no known element"));
        }
        while !attributes.is_empty() {
            let (key, value) = attributes.split_once("=\"").ok_or(format!("<{tag}>"))?;
            let (value, more) = value.split_once('"').ok_or(format!("<{tag}>"))?;
            let bare = |c: char| c.is_ascii_alphabetic() || c == '-' || c == 'B';
            if !key.chars().all(bare) || key.starts_with("on") {
                return Err(format!("{key} in <{tag}>"));
            }
            match key {
                "id" if !ids.insert(value) => return Err(format!("{value} is there twice")),
                "href" => links.push(value),
                _ => {}
            }
            attributes = more.trim_start();
        }
        if name != "meta" {
            open.push(name);
        }
    }
    if !open.is_empty() {
        return Err(format!("not closed: {open:?}"));
    }
    for link in links {
        let name = link
            .strip_prefix('#')
            .ok_or(format!("{link} leaves the page"))?;
        if !ids.contains(name) {
            return Err(format!("{link} leads nowhere"));
        }
    }
    let plain = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    Ok(plain
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to)))
}

/// The text of a page that must be whole.
pub(crate) fn sound(page: &str) -> String {
    read(page).unwrap_or_else(|problem| panic!("{problem}\n{page}"))
}
