//! The names that links of a page lead to. They are made of the names of
//! cells and rules, not of running numbers, so that a link kept from one run
//! leads to the same cell in the next.

use std::collections::HashMap;

/// One part of a name: letters and digits of any writing as they are, all
/// else by its number, so that two parts are never mistaken for one.
pub(super) fn part(text: &str) -> String {
    let mut id = String::new();
    for c in text.chars() {
        match c.is_alphanumeric() || c == '_' {
            true => id.push(c),
            false => id.push_str(&format!("~{:x}~", u32::from(c))),
        }
    }
    id
}

/// The names of one page; what would have the name of another gets a number.
#[derive(Debug, Default)]
pub(super) struct Ids {
    prefix: String,
    used: HashMap<String, usize>,
}

impl Ids {
    /// The names of a report; `prefix` keeps those of several reports apart.
    pub(super) fn new(prefix: String) -> Ids {
        Ids {
            prefix,
            used: HashMap::new(),
        }
    }

    /// A name of its own from these parts.
    pub(super) fn of(&mut self, kind: &'static str, parts: &[&str]) -> String {
        let mut id = format!("{}{kind}", self.prefix);
        for text in parts {
            id.push('-');
            id.push_str(&part(text));
        }
        let times = self.used.entry(id.clone()).or_insert(0);
        *times += 1;
        match *times {
            1 => id,
            times => format!("{id}:{times}"),
        }
    }
}

/// The name of a report among several, by its path.
pub(super) fn report(path: &str) -> String {
    format!("r-{}", part(path))
}

#[cfg(test)]
mod tests {
    use super::{Ids, part};

    #[test]
    fn names_are_their_own() {
        assert_eq!(part("a-b 中文.\"<"), "a~2d~b~20~中文~2e~~22~~3c~");
        let mut ids = Ids::new(String::new());
        assert_eq!(ids.of("c", &["s", "k"]), "c-s-k");
        assert_eq!(ids.of("c", &["s", "k"]), "c-s-k:2");
        assert_eq!(ids.of("c", &["s-k"]), "c-s~2d~k");
    }
}
