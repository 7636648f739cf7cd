//! Sentences, and the claims that are read from them, one a line.

pub(super) use crate::claim::in_lines::claims;

/// Holds texts against their claims.
pub(super) fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(claims(text), *expected, "{text}");
    }
}

#[test]
fn changes() {
    check(&[
        (
            "Thefts fell from 2,400 to 1,800, a drop of 600 or 25%.",
            &[
                "change-from: 25% <- 1,800 + 2,400 holds",
                "change-from: 600 <- 2,400 + 1,800 holds",
            ],
        ),
        (
            "We received 4,410 complaints, up from 4,200 the year before (an increase of 5%).",
            &["change-from: 5% <- 4,410 + 4,200 holds"],
        ),
        (
            "Revenue rose 10% to $440 million from $400 million.",
            &["change-from: 10% <- $440 million + $400 million holds"],
        ),
        (
            "Costs were £52.5m, 5 per cent higher than the £50.0m of 2021.",
            &["change-from: 5 <- £52.5m + £50.0m holds"],
        ),
        (
            "Grants increased by £200,000 to £1,200,000, a rise of 20%.",
            &["change-by: 20% <- £1,200,000 + £200,000 holds"],
        ),
        (
            "Licences decreased by 1,200 to 10,800 (9%).",
            &["change-by: 9% <- 10,800 + 1,200 fails"],
        ),
        (
            "Sales reached 660, an increase of 8% on 2020, when 600 were sold.",
            &["change-from: 8% <- 660 + 600 fails"],
        ),
        (
            "There were 512 cases in 2022 and 448 in 2021. This represents an increase of 12.3%.",
            &["change-from: 12.3% <- 512 + 448 fails"],
        ),
        (
            "The rate went from 52.1% to 56.4%, an increase of 3.3 percentage points.",
            &["change-from: 3.3 <- 56.4% + 52.1% fails"],
        ),
        (
            "Deposits stood at £90 million, up 12% year on year.",
            &["change-alone: 12% <- £90 million depends"],
        ),
        (
            "Output was up 2% in real terms to $210m from $205m.",
            &["change-from: 2% <- $210m + $205m depends"],
        ),
    ]);
}

#[test]
fn shares() {
    check(&[
        (
            "The court allowed 57 of the 150 appeals (38%), dismissed 84 (56%) and closed 9 (7%).",
            &[
                "share-of-figure: 38% <- 57 + 150 holds",
                "share-of-whole: 56% <- 84 + 150 holds",
                "share-of-whole: 7% <- 9 + 150 fails",
                "parts-listed: 150 <- 57 + 84 + 9 holds",
                "parts-shares: 38% <- 38% + 56% + 7% holds",
            ],
        ),
        (
            "Of the 4,000 samples, 3,960 complied, a compliance rate of 98.9%.",
            &["named-rate: 98.9% <- 3,960 + 4,000 fails"],
        ),
        (
            "Costs were £6.0m, or 48% of expenditure. Expenditure came to £12.0m.",
            &[],
        ),
        (
            "Expenditure came to £12.0m. Pay, at £6.0m, represented 48% of this.",
            &["share-of-named: 48% <- £6.0m + £12.0m fails"],
        ),
        (
            "In the year 640 visits were made, 512 of which (81%) found no breach.",
            &["share-of-figure: 81% <- 512 + 640 fails"],
        ),
        (
            "A little over half of the 200 speakers were women (96).",
            &["share-of-figure: half <- 96 + 200 fails"],
        ),
        (
            "Of 500 patients, 300 (60%) were women and 100 (50% of the men) smoked.",
            &["share-of-figure: 60% <- 300 + 500 holds"],
        ),
        (
            "57 of the 152 appeals (37.5%) were allowed; of these, 12 (21%) were remitted.",
            &[
                "share-of-figure: 37.5% <- 57 + 152 holds",
                "share-of-whole: 21% <- 12 + 57 holds",
            ],
        ),
        (
            "Turnout was 34.1%: 21,846 votes were cast out of an electorate of 63,901.",
            &["share-of-figure: 34.1% <- 21,846 + 63,901 fails"],
        ),
        (
            "The court closed 9,240 cases against 8,400 opened, a clearance rate of 110 per cent.",
            &["named-rate: 110 <- 9,240 + 8,400 holds"],
        ),
    ]);
}

#[test]
fn parts() {
    check(&[
        (
            "The team made 187 visits: 64 to prisons, 52 to stations, 38 to hospitals and 23 to centres.",
            &["parts-listed: 187 <- 64 + 52 + 38 + 23 fails"],
        ),
        (
            "Income was £3.42m, comprising gifts of £1.96m, fees of £1.21m and other income of £0.25m.",
            &["parts-listed: £3.42m <- £1.96m + £1.21m + £0.25m holds"],
        ),
        (
            "We closed 300 cases. 120 were upheld, 90 partly upheld and the other 80 not upheld.",
            &["parts-and-rest: 300 <- 120 + 90 + 80 fails"],
        ),
        (
            "The 19 failures concerned iron (8), lead (6) and copper (5).",
            &["parts-of-which: 19 <- 8 + 6 + 5 holds"],
        ),
        (
            "The prison held 8,146 men and 342 women, 8,498 in all.",
            &["parts-totalled: 8,498 <- 8,146 + 342 fails"],
        ),
        (
            "The largest of the £60m schemes were the depot (£14m), schools (£11m) and roads (£9m).",
            &["parts-of-which: £60m <- £14m + £11m + £9m holds"],
        ),
        (
            "Of the 84 members, 53 are men and 32 are women.",
            &["parts-listed: 84 <- 53 + 32 fails"],
        ),
        (
            "We received 312 reports, of which 350 were by post.",
            &["parts-of-which: 312 <- 350 fails"],
        ),
        (
            "Of 1,000 tonnes, 450 tonnes were recycled, 300 tonnes composted and 200 tonnes burnt.",
            &[],
        ),
        (
            "Staff came to 45,000, of whom 12,000 are in Europe, 20,000 in Asia and 9,000 in Africa.",
            &["parts-of-which: 45,000 <- 12,000 + 20,000 + 9,000 holds"],
        ),
        (
            "Full grants made up 41.2%, part grants 36.5%, refusals 4.8% and other outcomes 18.5%.",
            &["parts-shares: 41.2% <- 41.2% + 36.5% + 4.8% + 18.5% fails"],
        ),
        (
            "Respondents could tick several: cost 61%, time 48%, transport 33% and health 12%.",
            &[],
        ),
    ]);
}

#[test]
fn the_rest() {
    check(&[
        (
            "At the start of the year 420 cases were pending. 1,310 were received and 1,285 disposed of, leaving 455.",
            &["balance: 455 <- 420 + 1,310 + -1,285 fails"],
        ),
        (
            "The programme reached 148 schools and 12,654 pupils, an average of 85.5 pupils per school.",
            &["average: 85.5 <- 12,654 + 148 holds"],
        ),
        (
            "Workers carried an average of 17.3 cases each (186 workers, 3,118 cases).",
            &["average: 17.3 <- 3,118 + 186 fails"],
        ),
        (
            "Hearings more than tripled, from 1,104 to 3,015.",
            &["multiple: tripled <- 3,015 + 1,104 fails"],
        ),
        (
            "Downloads reached 1.2 million, three times the 390,000 of a year earlier.",
            &["multiple: three times <- 1.2 million + 390,000 holds"],
        ),
        (
            "Over 500 volunteers (523) took part.",
            &["bound: Over 500 <- 523 holds"],
        ),
        (
            "The rate is now 53.4%, well above the 50% target.",
            &["bound: 50% <- 53.4% holds"],
        ),
        (
            "There are three priorities: (i) access, (ii) research, (iii) culture and (iv) sport.",
            &["count-listed: three <-  fails"],
        ),
        (
            "Five sites failed: Ashford, Belper, Corby and Diss.",
            &["count-listed: Five <-  fails"],
        ),
        (
            "The Summary records 1,482 safeguarding referrals. Section 4 gives 1,428 safeguarding referrals.",
            &["repeat: 1,428 <- 1,482 fails"],
        ),
        (
            "Exports were $8.6 billion and imports $7.9 billion, a surplus of $0.7 billion.",
            &["surplus: $0.7 billion <- $8.6 billion + $7.9 billion holds"],
        ),
    ]);
}

#[test]
fn nothing() {
    check(&[
        (
            "Requests go to Room 214, 15 Harbour Road, by telephone on 01632 960 418, within 20 working days.",
            &[],
        ),
        (
            "By 2030 the Group will cut emissions by 46% against 2019 and buy 80% of its power from renewables.",
            &[],
        ),
        (
            "Version 3.2 replaces version 3.1; it keeps 39 outcomes but renumbers outcomes 5.1 to 5.7.",
            &[],
        ),
        (
            "The resolution was adopted by 79 to 28, with 68 abstentions, under Article 19 and sections 14 to 19.",
            &[],
        ),
        (
            "Complaints about delays fell by 12% and those about staff by 8%, while all complaints fell by 10%.",
            &[],
        ),
        (
            "Prices rose 5% in 2021, 8% in 2022 and 4% in 2023, or 18% in total over the three years.",
            &[],
        ),
        (
            "The unemployment rate was 4.2%, up from 3.9%, with 1.4 million people out of work, 60,000 more than a year ago.",
            &[],
        ),
        (
            "The number of unemployed fell by 18,000 to 2.49 million, or a rate of 7.7%.",
            &[],
        ),
        (
            "In 2020, 2021 and 2022 we closed 300, 340 and 360 cases respectively.",
            &[],
        ),
        (
            "Lengths of 128, 120, 112, 104, 96, 64, and 32 bits are allowed; tags of other lengths are not.",
            &[],
        ),
        (
            "The median wait was 14.2 weeks; 92% should wait less than 18 weeks, and 310 waited longer than 65.",
            &[],
        ),
        (
            "Children aged 5 to 15 pay half fare, between £2 and £4; those under 5 travel free.",
            &[],
        ),
    ]);
}

mod any_text {
    use crate::claim::read;
    use crate::figure::UnitBook;
    use proptest::prelude::*;

    /// Signs, cue words and numbers, as they follow each other in no sentence.
    const PIECES: &[&str] = &[
        "1",
        "0",
        "12",
        "1,204",
        "5 318",
        "86%",
        "12.5 per cent",
        "£1.2m",
        "Rs. 3 lakh crore",
        "(",
        ")",
        ",",
        ".",
        ";",
        ":",
        "-",
        "—",
        "%",
        "of",
        "of which",
        "the",
        "from",
        "to",
        "up",
        "down",
        "rose by",
        "a rise of",
        "respectively",
        "seven",
        "one in five",
        "a third",
        "doubled",
        "twice the",
        "than",
        "more than",
        "total",
        "in all",
        "average of",
        "per",
        "each",
        "remaining",
        "leaving",
        "pending",
        "2021",
        "31 March",
        "(i)",
        "(a)",
        "and",
        "共",
        "占",
        "件",
        "百分之",
        "\u{301}",
        "'",
        "\"",
        "#",
        "…",
        "\n",
    ];

    proptest! {
        #[test]
        fn is_read_without_fail(pieces in prop::collection::vec(0..PIECES.len(), 0..60), spaced: bool) {
            let sign = if spaced { " " } else { "" };
            let text: Vec<&str> = pieces.iter().map(|piece| PIECES[*piece]).collect();
            let text = text.join(sign);
            let read = read(&text, &UnitBook::default());
            let length = text.chars().count();
            for claim in &read.claims {
                prop_assert!(claim.words.end <= length);
                prop_assert!(claim.figures().all(|figure| figure < read.figures.len()));
            }
        }

        #[test]
        fn is_read_whatever_it_is(text in "\\PC{0,80}") {
            let _ = read(&text, &UnitBook::default());
        }
    }
}

#[test]
fn tables_that_are_told_as_sentences() {
    check(&[
        (
            "Number received: 168. Number completed on time: 150. Percentage completed on time: 89%.",
            &["labelled-rate: 89% <- 150 + 168 holds"],
        ),
        (
            "Number received: 168. Number completed on time: 150. Percentage completed on time: 98%.",
            &["labelled-rate: 98% <- 150 + 168 fails"],
        ),
        // What came late may not be due yet.
        (
            "Number received: 168. Number completed on time: 150. Percentage completed on time: 93%.",
            &[],
        ),
        (
            "Pending at the start: 74. Received: 386. Processed: 402. Pending at the end: 58.",
            &["balance: 58 <- 74 + 386 + -402 holds"],
        ),
        (
            "In all 246 complaints were closed. Upheld: 82. Partly upheld: 64. Not upheld: 100.",
            &["labelled-parts: 246 <- 82 + 64 + 100 holds"],
        ),
        (
            "Calls answered: 412. Average wait: 46. Calls offered: 640. Satisfaction: 93%.",
            &[],
        ),
    ]);
}

#[test]
fn amounts_that_stand_together_elsewhere() {
    check(&[
        (
            "84% of appeals were decided in time; 1,640 of 1,952 appeals met the target.",
            &["share-of-figure: 84% <- 1,640 + 1,952 holds"],
        ),
        (
            "We received 118 requests. This is a decrease of 82 requests (41%) on the year.",
            &["change-by: 41% <- 118 + 82 holds"],
        ),
        (
            "We received 118 requests. This is a decrease of 82 requests (51%) on the year.",
            &["change-by: 51% <- 118 + 82 fails"],
        ),
        (
            "Loans went to 3,412 borrowers, bringing the total to 18,604, up from 15,192.",
            &["difference: 3,412 <- 18,604 + 15,192 holds"],
        ),
        (
            "The pupil to teacher ratio was 18.4:1 (1,104 pupils, 60 teachers).",
            &["average: 18.4 <- 1,104 + 60 holds"],
        ),
    ]);
}

#[test]
fn shares_in_a_row_are_of_the_amounts_at_their_places() {
    check(&[(
        "Of 96 complaints 52 were refused, 28 partly upheld and 16 upheld, i.e. 54%, 29% and 17%.",
        &[
            "shares-in-turn: 54% <- 52 + 96 holds",
            "shares-in-turn: 29% <- 28 + 96 holds",
            "shares-in-turn: 17% <- 16 + 96 holds",
            "parts-and-rest: 96 <- 52 + 28 + 16 holds",
            "parts-shares: 54% <- 54% + 29% + 17% holds",
        ],
    )]);
}
