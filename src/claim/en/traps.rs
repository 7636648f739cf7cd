//! Sentences in which something looks like a claim and is none, and those beside them
//! that are.

use super::tests::{check, claims};

/// Asks that nothing is found wrong in texts.
fn right(texts: &[&str]) {
    for text in texts {
        let found = claims(text);
        let wrong = found.iter().find(|own| own.ends_with("fails"));
        assert_eq!(wrong, None, "{text}");
    }
}

/// Asks that texts state nothing.
fn silent(texts: &[&str]) {
    for text in texts {
        assert_eq!(claims(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn ages_lengths_of_time_and_the_rest_are_no_amounts() {
    silent(&[
        "Of the 2,000 people surveyed, 61% were over 50 and 1,220 lived in towns.",
        "A total of 2,000 people took part, of whom 61% were over 50.",
        "Of 2,000 households, 400 had children and 20% had a pet.",
        "We received 412 requests and granted 206; of the rest, 50% (103) were refused.",
        "The average of 262 a year over the five years hides a range from 180 (2018) to 391 (2021).",
    ]);
    // So many are counted, and so is what stands beside its share.
    check(&[(
        "There were over 50 complaints (53).",
        &["bound: over 50 <- 53 holds"],
    )]);
}

#[test]
fn a_share_alone_in_brackets_is_told_by_its_digits() {
    let text = "Of the 5,214 complaints received, 3,128 (60%) were about health, 1,251 (54%) about housing and 835 (16%) about others.";
    assert!(claims(text).contains(&"share-of-whole: 54% <- 1,251 + 5,214 fails".to_owned()));
    right(&[
        "Of the 5,214 complaints received, 3,128 (60%) were about health, 1,251 (54% upheld) about housing and 835 (16%) about others.",
        "Of the 5,214 complaints received, 3,128 (60%) were about health; 1,251 (40% of these) were upheld.",
        "Of 412 requests, 206 (50%) were granted; the rest (54%, of which half were late) were refused.",
    ]);
}

#[test]
fn what_came_and_went_leaves_what_is_left() {
    let text = "We raised £6.42 million last year and spent £6.18 million, leaving a surplus of £0.54 million.";
    assert!(
        claims(text)
            .contains(&"surplus: £0.54 million <- £6.42 million + £6.18 million fails".to_owned())
    );
    right(&[
        "We raised £6.42 million last year and spent £6.18 million, leaving a surplus of £0.24 million.",
        "Income was £6.42 million and expenditure £6.18 million; after gains, the surplus was £0.94 million.",
        "Income was £6.42 million (2021: £6.02 million) and expenditure £6.18 million, leaving a surplus of £0.24 million.",
        "Exports rose by £1.2 million to £6.42 million and imports to £6.18 million, a surplus of £0.24 million.",
    ]);
}

#[test]
fn the_lowest_since_then_is_no_earlier_value() {
    right(&[
        "The number of homicides fell by 4% to 619, the lowest since 1997/98 when 606 were recorded.",
        "Complaints rose 8% to 1,862, the highest since 2010, when there were 1,914.",
    ]);
    check(&[(
        "Complaints rose by 8% to 1,862, from 2021, when there were 1,724.",
        &["change-from: 8% <- 1,862 + 1,724 holds"],
    )]);
}

#[test]
fn the_amount_before_of_which_is_the_first_part() {
    let text = "The auditor made 42 recommendations, 29 of which were accepted in full, eight in part and five rejected.";
    assert!(claims(text).contains(&"parts-of-which: 42 <- 29 + eight + five holds".to_owned()));
    right(&[
        "The auditor made 42 recommendations, 29 of which were accepted, including eight in part.",
        "There were 42 complaints, 29 of which were about delay and 18 about conduct.",
        "Of the 86 recommendations, 62 were accepted, 14 partly accepted and 18 were directed at other bodies.",
    ]);
}
