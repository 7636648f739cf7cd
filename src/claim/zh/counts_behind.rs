//! Numbers that say how many things are named right behind them: 入选的3个县区分别为A、B和C,
//! 有3个行业：A、B、C, 平台2个（A、B）. Told only where as many are named.

use super::reader::Chinese;
use crate::claim::claimed::Stands;

/// Characters of a list of names at most.
const REACH: usize = 160;
/// Characters between a number and its names.
const GAP: usize = 24;
/// Characters of one name.
const NAME: usize = 16;

impl Chinese<'_> {
    /// As many names behind a number as it says.
    pub(super) fn count_of_names_behind(&mut self, figure: usize) {
        let said = &self.figures[figure];
        let small = said
            .figure
            .nominal
            .to_i128()
            .filter(|count| (2..=12).contains(count));
        let Some(count) = small.and_then(|count| usize::try_from(count).ok()) else {
            return;
        };
        let told = self
            .claims
            .iter()
            .any(|claim| claim.reported == figure && claim.operands.is_empty());
        if told || !said.is_amount() {
            return;
        }
        let end = self.text.sentences[said.sentence].end;
        let behind = self.words(said.span.end..end.min(said.span.end + REACH));
        if self.names_in(&behind) == Some(count) {
            self.count(figure, count, Stands::Holds);
        }
    }

    /// How many names a list behind a number has, where words or a sign say that one
    /// begins there.
    fn names_in(&self, behind: &str) -> Option<usize> {
        const BEGINS: &[&str] = &[
            "分别为",
            "分别是",
            "分别系",
            "依次为",
            "依次是",
            "为:",
            "是:",
            ":",
            "即",
        ];
        let bracket = behind.starts_with('(').then_some((1, ')'));
        let worded = || {
            let found = BEGINS
                .iter()
                .filter_map(|word| Some((behind.find(word)?, word.len())))
                .min()?;
            let before = &behind[..found.0];
            let near = before.chars().count() <= GAP && !before.contains(['。', ';', '、', '(']);
            near.then_some((found.0 + found.1, '。'))
        };
        let (from, until) = bracket.or_else(worded)?;
        let list = behind[from..].split([until, '。', ';']).next()?;
        let list = list.trim_start_matches(':');
        let list = match list.split_once(',') {
            // What follows the names is told of them.
            Some((names, _)) if names.contains('、') => names,
            Some(_) => return None,
            None => list,
        };
        let open = list.contains('等') || list.contains(|c: char| c.is_ascii_digit());
        let names: Vec<&str> = list.split('、').collect();
        let last = names.last()?;
        let joined = ["以及", "和", "及", "与"]
            .iter()
            .find_map(|word| last.split_once(word));
        let (names, last): (Vec<&str>, Vec<&str>) = match joined {
            Some((one, other)) => (names[..names.len() - 1].to_vec(), vec![one, other]),
            None => (names, Vec::new()),
        };
        let all: Vec<&str> = names.into_iter().chain(last).collect();
        let short = all
            .iter()
            .all(|name| (2..=NAME).contains(&name.chars().count()));
        (!open && short && all.len() >= 2).then_some(all.len())
    }
}
