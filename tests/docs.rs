//! The documents say what the program does: the finding reference is its own
//! output, the notation table is read again, the examples of rules parse.

use reportcheck::explain::entries;
use reportcheck::lang::Lang;
use reportcheck::render::explain::markdown;

#[test]
fn the_finding_reference_is_current() {
    for (lang, option, path) in [
        (Lang::En, "en", "docs/findings.md"),
        (Lang::Zh, "zh", "docs/findings.zh.md"),
    ] {
        let written = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            written == markdown(lang),
            "{path} is out of date; print it again with\n\n    cargo run -- explain --markdown --lang {option} > {path}\n"
        );
    }
}

#[test]
fn pages_keep_to_the_form() {
    for entry in entries() {
        for lang in [Lang::En, Lang::Zh] {
            let (code, page) = (entry.code, entry.page(lang));
            assert!(
                page.title.chars().count() <= 80,
                "{code}: a title is one line"
            );
            assert!(
                !page.title.ends_with(['.', '。']),
                "{code}: a title has no full stop"
            );
            for prose in [page.checks, page.why, page.mend] {
                let ends = ['.', '。', '”', ')', '）'];
                assert!(prose.ends_with(ends), "{code}: {prose}");
            }
            assert!(
                !page.example.is_empty() && !page.mended.is_empty(),
                "{code}"
            );
        }
    }
}
