//! Which languages a document is in, where that is certain: by its script, and
//! among those in Latin letters by the small words that only one of them has.

use std::collections::BTreeMap;

/// Words that are looked at.
const LOOKED_AT: usize = 20_000;
/// Small words that a language must have, and how many times as many as the
/// next one.
const LEAST: usize = 4;
const TIMES: usize = 3;

/// The small words of languages in Latin letters, in lower case.
const SMALL_WORDS: [(&str, &str); 12] = [
    (
        "en",
        "the of and by for with from per than which their these are is year years total number \
         all other including source note tables table not",
    ),
    (
        "de",
        "der die das und von für mit nach aus auf im den des dem ein eine insgesamt darunter davon \
         je quelle jahr jahre sonstige ohne nicht wurden über",
    ),
    (
        "fr",
        "le la les des du et en pour par sur dans une aux dont ensemble année années autres source \
         selon avec est sont",
    ),
    (
        "es",
        "el la los las del y por para con según fuente total año años otros otras una se en más",
    ),
    (
        "it",
        "il lo gli della delle dei del di e per con totale fonte anno anni altri nel nella sono una",
    ),
    (
        "pt",
        "o os as do da dos das e em por para com fonte ano anos outros outras não uma segundo",
    ),
    (
        "nl",
        "het een van en voor met door naar uit bij totaal bron jaar jaren overige niet zijn op",
    ),
    (
        "sv",
        "och av för med efter från till som är i på samt totalt källa år övriga inte den det",
    ),
    (
        "da",
        "og af for med efter fra til som er på samt i alt kilde år øvrige ikke den det",
    ),
    (
        "no",
        "og av for med etter fra til som er på samt i alt kilde år øvrige ikke den det",
    ),
    (
        "pl",
        "i w z na do od dla oraz według ogółem razem źródło rok lata pozostałe nie są liczba",
    ),
    (
        "fi",
        "ja sekä mukaan yhteensä lähde vuosi vuonna muut ei on oli kuin",
    ),
];

/// Letters that only some languages in Latin letters have: each counts as a word.
const LETTERS: [(&str, &str); 6] = [
    ("de", "ßäöü"),
    ("fr", "èêëùçœ"),
    ("es", "ñ¿¡"),
    ("pt", "ãõ"),
    ("pl", "łżźśćń"),
    ("sv", "åäö"),
];

/// How many words of each kind there are.
#[derive(Default)]
struct Seen {
    han: usize,
    kana: usize,
    hangul: usize,
    latin: usize,
    small: BTreeMap<&'static str, usize>,
}

/// The languages of some texts, the most frequent first, each by its code of ISO
/// 639-1; those alone that are certain.
pub(crate) fn languages<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<&'static str> {
    let mut seen = Seen::default();
    let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
    for word in words.filter(|word| !word.is_empty()).take(LOOKED_AT) {
        seen.see(word);
    }
    let mut found = [seen.of_signs(), seen.korean(), seen.of_latin()];
    found.sort_by_key(|found| std::cmp::Reverse(found.map_or(0, |(_, count)| count)));
    found.into_iter().flatten().map(|(code, _)| code).collect()
}

impl Seen {
    fn see(&mut self, word: &str) {
        let mut latin = false;
        for c in word.chars() {
            match c {
                '\u{3040}'..='\u{30FF}' => self.kana += 1,
                '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => self.han += 1,
                '\u{AC00}'..='\u{D7AF}' => self.hangul += 1,
                c => latin |= c.is_alphabetic() && u32::from(c) < 0x250,
            }
        }
        if !latin || word.chars().count() < 2 && word.is_ascii() {
            return;
        }
        self.latin += 1;
        let lower = word.to_lowercase();
        for (code, words) in SMALL_WORDS {
            let has = words.split(' ').any(|small| small == lower);
            *self.small.entry(code).or_default() += usize::from(has);
        }
        for (code, letters) in LETTERS {
            let has = lower.contains(|c: char| letters.contains(c));
            *self.small.entry(code).or_default() += usize::from(has);
        }
    }

    /// Chinese, or Japanese where its own letters stand between the signs. Two
    /// signs are about a word.
    fn of_signs(&self) -> Option<(&'static str, usize)> {
        let words = (self.han + self.kana) / 2;
        let enough = words >= LEAST && words * 5 >= self.latin;
        enough.then_some(match self.kana * 20 >= self.han {
            true => ("ja", words),
            false => ("zh", words),
        })
    }

    fn korean(&self) -> Option<(&'static str, usize)> {
        let words = self.hangul / 2;
        (words >= LEAST && words * 5 >= self.latin).then_some(("ko", words))
    }

    /// The language in Latin letters whose small words are by far the most.
    fn of_latin(&self) -> Option<(&'static str, usize)> {
        let mut counts: Vec<(&'static str, usize)> = self
            .small
            .iter()
            .map(|(code, count)| (*code, *count))
            .collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let (code, count) = *counts.first()?;
        let next = counts.get(1).map_or(0, |(_, count)| *count);
        let enough = count >= LEAST && self.latin * 5 >= (self.han + self.kana + self.hangul) / 2;
        (enough && count >= next * TIMES).then_some((code, self.latin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_where_they_are_certain() {
        for (text, expected) in [
            (
                "Budget of the council by service; all figures are for the year and from the accounts",
                &["en"][..],
            ),
            (
                "政府信息公开工作年度报告 收到和处理政府信息公开申请情况",
                &["zh"],
            ),
            ("都道府県別にみた人口の推移と世帯数", &["ja"]),
            (
                "Ausgaben der Gemeinden nach Arten und Jahren, davon für die Schulen insgesamt",
                &["de"],
            ),
            (
                "Dépenses des communes par nature et dans les années, ensemble et selon la source",
                &["fr"],
            ),
            (
                "Gastos de los municipios según el año y por tipo, con las fuentes del total",
                &["es"],
            ),
            ("인구 및 가구 수 행정구역별 연도별", &["ko"]),
            ("Item 2020 2021", &[]),
            ("Total Schools Roads", &[]),
            ("Расходы по годам", &[]),
        ] {
            assert_eq!(languages(std::iter::once(text)), expected, "{text}");
        }
        let both = [
            "收到申请数量与办理结果情况表",
            "Number of requests received by the office in the year and of those granted",
        ];
        let mut found = languages(both.into_iter());
        found.sort_unstable();
        assert_eq!(found, ["en", "zh"]);
    }
}
