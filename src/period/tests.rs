//! What texts are periods, which one comes before, and which way of reading is
//! meant.

use super::{Evidence, Period, Way, choose, in_name, readings};

/// The period before that a text stands for, in each way that it may be read.
fn before(text: &str) -> Vec<String> {
    let found = readings(text).into_iter();
    found.map(|one| one.period.before().plain()).collect()
}

#[test]
fn months_of_korea_and_shortened_ones_are_months() {
    let same = |one: &str, other: &str| {
        let read = |text: &str| Period::read(text).expect("a period");
        assert!(read(one).is(&read(other)), "{one}");
    };
    same("2021년 12월", "2021-12");
    same("2021년", "2021");
    same("2021년 12월 31일", "2021-12-31");
    same("2021-ene", "2021-01");
    same("déc 2021", "2021-12");
    same("Mrz 2021", "2021-03");
    same("2021년 1분기", "2021-Q1");
    same("2021년 하반기", "2021-H2");
}

#[test]
fn the_period_before_is_that_of_the_calendar() {
    for (text, expected) in [
        ("2016", "2015"),
        ("2016年", "2015"),
        ("2016年度", "2015"),
        ("２０１６年", "2015"),
        ("FY2016", "FY2015"),
        ("FY16", "FY2015"),
        ("fiscal year 2016", "FY2015"),
        ("2016 FY", "FY2015"),
        // Financial and school years.
        ("2012-13", "2011-12"),
        ("2012–2013", "2011-12"),
        ("2012/13", "2011-12"),
        ("2012_13", "2011-12"),
        ("201213", "2011-12"),
        ("FY15-16", "2014-15"),
        ("FY2015/16", "2014-15"),
        ("FY1516", "2014-15"),
        ("Financial Year 2011-12", "2010-11"),
        ("FY98-99", "1997-98"),
        ("2000-01-Q1", "1999-2000-Q4"),
        ("1999-00", "1998-99"),
        ("2000-2001", "1999-2000"),
        ("2023-2024学年", "2022-23"),
        ("2023-2024学年第二学期", "2023-24-H1"),
        ("Q1 2023-24", "2022-23-Q4"),
        // Halves and quarters.
        ("2016-Q1", "2015-Q4"),
        ("2016Q3", "2016-Q2"),
        ("Q2 2016", "2016-Q1"),
        ("1Q2016", "2015-Q4"),
        ("FY2016-Q1", "FY2015-Q4"),
        ("2016年第一季度", "2015-Q4"),
        ("2016年一季度", "2015-Q4"),
        ("2016年3季度", "2016-Q2"),
        ("2016H2", "2016-H1"),
        ("H1 2016", "2015-H2"),
        ("2016-S2", "2016-H1"),
        ("2016年上半年", "2015-H2"),
        ("2016上半年", "2015-H2"),
        // Months.
        ("2016-01", "2015-12"),
        ("2016.10", "2016-09"),
        ("2016M01", "2015-12"),
        ("2016-M12", "2016-11"),
        ("201601", "2015-12"),
        ("01-2016", "2015-12"),
        ("Jan-2016", "2015-12"),
        ("Jan-16", "2015-12"),
        ("January 2016", "2015-12"),
        ("2016 Sept", "2016-08"),
        ("März 2016", "2016-02"),
        ("février 2016", "2016-01"),
        ("2016年7月", "2016-06"),
        ("2016年07月份", "2016-06"),
        ("2016年十二月", "2016-11"),
        // Weeks of ISO 8601: 2015, 2020 and 2026 have 53.
        ("2024-W07", "2024-W06"),
        ("2024W07", "2024-W06"),
        ("week 7 2024", "2024-W06"),
        ("2024年第7周", "2024-W06"),
        ("2021-W01", "2020-W53"),
        ("2020-W01", "2019-W52"),
        ("2016-W01", "2015-W53"),
        ("2027W1", "2026-W53"),
        // Days, over the end of a month, a year and a leap day.
        ("2020-05-30", "2020-05-29"),
        ("20200601", "2020-05-31"),
        ("2020-05-30T17:00:00", "2020-05-29"),
        ("2020-05-30 17:00", "2020-05-29"),
        ("2020-05-30T17:00:00.5+02:00", "2020-05-29"),
        ("2020.03.01", "2020-02-29"),
        ("2021-03-01", "2021-02-28"),
        ("2000/3/1", "2000-02-29"),
        ("1900-03-01", "1900-02-28"),
        ("2021-01-01", "2020-12-31"),
        ("2020年5月30日", "2020-05-29"),
        ("1 March 2020", "2020-02-29"),
        ("1st March 2020", "2020-02-29"),
        ("March 1, 2020", "2020-02-29"),
        ("2020-Mar-01", "2020-02-29"),
        ("31.05.2020", "2020-05-30"),
        ("05/31/2020", "2020-05-30"),
        ("05-05-2020", "2020-05-04"),
    ] {
        assert_eq!(before(text), [expected], "{text}");
    }
}

#[test]
fn what_has_two_readings_has_both() {
    for (text, one, other) in [
        ("2011-12", "2011-11", "2010-11"),
        ("2010/11", "2010-10", "2009-10"),
        ("2000-01", "1999-12", "1999-2000"),
        ("201011", "2010-10", "2009-10"),
        ("05-06-2020", "2020-06-04", "2020-05-05"),
    ] {
        assert_eq!(before(text), [one, other], "{text}");
    }
}

#[test]
fn what_is_no_period_is_not_read() {
    for text in [
        "",
        "data",
        "2016-Q5",
        "2016-H3",
        "2016-+3",
        "2016年月",
        "2016年13月",
        "2016-13",
        "2016-2018",
        "2016-15",
        "15-16",
        "20161301",
        "20210229",
        "2021-02-29",
        "2021-W53",
        "2024-W00",
        "二〇一六",
        "2016年度报告",
        "2016年5-9月",
        "令和0年",
        "R31.4.5.6",
        "H1",
        "r3",
        "民國9999年",
        "พ.ศ. 564",
        "9Q21",
        "FY2016-03",
        "2016-17-03",
        "123456",
        "2016-05.30",
        "2016-05-30T",
        "2016-05-30 noon",
        "-2016",
        "2016-",
        "12",
        "99999999999999999999",
    ] {
        assert_eq!(before(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn years_of_eras_and_parts_in_all_spellings() {
    for (text, expected) in [
        ("令和3年度", "FY2020"),
        ("令和3年", "2020"),
        ("令和元年", "2018"),
        ("令和元年5月", "2019-04"),
        ("平成30年", "2017"),
        ("平成31年", "2018"),
        ("平成三十一年", "2018"),
        ("昭和64年1月7日", "1989-01-06"),
        ("㋿3年", "2020"),
        ("令和３年度", "FY2020"),
        ("令和 3 年", "2020"),
        ("R3年度", "FY2020"),
        ("H30年", "2017"),
        ("令和3年度第1四半期", "FY2020-Q4"),
        ("令和3年上半期", "2020-H2"),
        ("令和3.4", "2021-03"),
        ("民國110年", "2020"),
        ("中華民國110年度", "2020"),
        ("民国一百一十年", ""),
        ("民國99年第3季", "2010-Q2"),
        ("民國110年1月", "2020-12"),
        ("民國110學年度", "2020"),
        ("พ.ศ. 2564", "2020"),
        ("พ.ศ.2564", "2020"),
        ("พ.ศ. ๒๕๖๔", "2020"),
        ("ปี 2564", "2020"),
        ("ปีงบประมาณ พ.ศ. 2564", "FY2020"),
        ("ไตรมาส 1/2564", "2020-Q4"),
        ("ไตรมาสที่ 2 ปี 2564", "2021-Q1"),
        ("มกราคม 2564", "2020-12"),
        ("31 ธ.ค. 2564", "2021-12-30"),
        ("B.E. 2564", "2020"),
        ("4Q21", "2021-Q3"),
        ("Q421", ""),
        ("Q4'21", "2021-Q3"),
        ("Q4 21", "2021-Q3"),
        ("Q4-21", "2021-Q3"),
        ("21Q4", "2021-Q3"),
        ("1H21", "2020-H2"),
        ("H1 21", "2020-H2"),
        ("4QFY21", "FY2021-Q3"),
        ("Q4 FY21", "FY2021-Q3"),
        ("FY21Q4", "FY2021-Q3"),
        ("FY21 H1", "FY2020-H2"),
        ("Q4 2021", "2021-Q3"),
        ("2021Q4", "2021-Q3"),
        ("2021年第三季度", "2021-Q2"),
        ("2021年第3四半期", "2021-Q2"),
        ("二〇二一年", "2020"),
        ("二零二一年第三季度", "2021-Q2"),
        ("2021年1-6月", "2020-H2"),
        ("2021年1—6月", "2020-H2"),
        ("2021年1月至6月", "2020-H2"),
        ("2021年7-12月份", "2021-H1"),
        ("2021年1-3月", "2020-Q4"),
        ("2021年1-12月", "2020"),
        ("Jan-Jun 2021", "2020-H2"),
        ("April–June 2021", "2021-Q1"),
        ("2021 Jan-Mar", "2020-Q4"),
        ("January to December 2021", "2020"),
        ("6M 2021", "2020-H2"),
        ("3M21", ""),
        ("M9 2021", "2021-08"),
        ("2021M09", "2021-08"),
    ] {
        assert_eq!(
            before(text).first().map_or("", String::as_str),
            expected,
            "{text}"
        );
        let own = Period::read(text);
        assert_eq!(own.is_some(), !expected.is_empty(), "{text}");
    }
}

#[test]
fn bare_years_of_eras_are_told_by_those_beside_them() {
    assert_eq!(among(None, &["R3"]), ["R3?"]);
    assert_eq!(among(None, &["R3", "令和2年度"]), ["2020", "FY2019"]);
    assert_eq!(
        among(None, &["H30", "R1", "R2年"]),
        ["2017", "2018", "2019"]
    );
    assert_eq!(among(Some(Way::Japan), &["R3", "S60"]), ["2020", "1984"]);
    assert_eq!(
        among(None, &["110年度", "111年度"]),
        ["110年度?", "111年度?"]
    );
    assert_eq!(among(None, &["110年度", "民國109年度"]), ["2020", "2019"]);
    assert_eq!(among(Some(Way::Minguo), &["99年"]), ["2009"]);
    // 2563 comes before 2564 however they are counted; beside 2021 it tells.
    assert_eq!(among(None, &["2563", "2564"]), ["2562", "2563"]);
    assert_eq!(among(None, &["2564", "พ.ศ. 2563"]), ["2020", "2019"]);
    assert_eq!(among(None, &["2564", "2020"]), ["2564?", "2019"]);
    assert_eq!(
        among(Some(Way::Buddhist), &["2564", "2020"]),
        ["2020", "2019"]
    );
    // What has been counted since January has nothing sure before it.
    for text in [
        "2021年1-9月",
        "2021年前三季度",
        "Jan-Sep 2021",
        "9M 2021",
        "2021年1-2月",
    ] {
        assert_eq!(among(None, &[text]), [format!("{text}?")], "{text}");
    }
}

#[test]
fn before_and_after_undo_each_other() {
    for text in [
        "2014-Q3",
        "FY2014",
        "1998-99",
        "2015-W50",
        "2019-12-20",
        "2016-10",
    ] {
        let mut period = Period::read(text).expect("a period");
        for _ in 0..900 {
            let next = period.after();
            assert!(next.before().is(&period) && next.order() > period.order());
            assert!(Period::read(&next.plain()).is_none_or(|read| read.is(&next)));
            period = next;
        }
    }
    let mut day = Period::read("2019-12-20").expect("a day");
    for _ in 0..900 {
        day = day.after();
    }
    assert_eq!(day.text(), "2022-06-07");
}

#[test]
fn a_period_within_a_name_is_found() {
    for (name, series, before) in [
        ("dpc-20200530", ("dpc", ""), "2020-05-29"),
        ("foi_2023-24", ("foi", ""), "2022-23"),
        ("report 2016", ("report", ""), "2015"),
        ("2016 annual report", ("", "annual report"), "2015"),
        ("2016年度报告", ("", "报告"), "2015"),
        ("2016年第三季度报告", ("", "报告"), "2016-Q2"),
        ("通报2016年1月5日", ("通报", ""), "2016-01-04"),
        ("ssb2016", ("ssb", ""), "2015"),
        ("Sales-Jan-2016-final", ("sales", "final"), "2015-12"),
        ("covid-19-2020-05-30", ("covid-19", ""), "2020-05-29"),
        ("foi FY15-16", ("foi", ""), "2014-15"),
        ("returns_2016Q1", ("returns", ""), "2015-Q4"),
        ("令和3年度報告", ("", "報告"), "FY2020"),
        ("foi-民國110年", ("foi", ""), "2020"),
        ("รายงาน พ.ศ. 2564", ("รายงาน", ""), "2020"),
        ("2016年1-6月报告", ("", "报告"), "2015-H2"),
        ("sales 4Q21", ("sales", ""), "2021-Q3"),
    ] {
        let found = in_name(name).unwrap_or_else(|| panic!("{name}"));
        let own = (found.series.0.as_str(), found.series.1.as_str());
        assert_eq!(own, series, "{name}");
        assert_eq!(found.readings[0].period.before().plain(), before, "{name}");
    }
    for name in [
        "latest",
        "Q3 report 2016",
        "第三季度报告2016",
        "2015 to 2017",
        "2016年5-9月报告",
        "令和3年度-令和4年度",
        "march",
        "may 3",
        ".tmp2016",
        "x12016",
        "town-12",
    ] {
        assert_eq!(in_name(name), None, "{name}");
    }
}

/// What a name is taken for among others.
fn among(told: Option<Way>, names: &[&str]) -> Vec<String> {
    let found: Vec<_> = names.iter().map(|name| readings(name)).collect();
    let evidence = Evidence::of(told, found.iter().map(Vec::as_slice));
    let said = |readings: &Vec<_>| match choose(readings, &evidence) {
        Ok(Some(period)) => period.before().plain(),
        Ok(None) => "no period".to_owned(),
        Err(doubt) => format!("{}?", doubt.written),
    };
    found.iter().map(said).collect()
}

#[test]
fn the_siblings_tell_which_reading_is_meant() {
    let years = among(None, &["2010-11", "2011-12", "2012-13"]);
    assert_eq!(years, ["2009-10", "2010-11", "2011-12"]);
    let months = among(None, &["2011-11", "2011-12", "2012-01"]);
    assert_eq!(months, ["2011-10", "2011-11", "2011-12"]);
    assert_eq!(among(None, &["2011-12", "FY12-13"]), ["2010-11", "2011-12"]);
    assert_eq!(
        among(None, &["2011-12", "2013年1月"]),
        ["2011-11", "2012-12"]
    );
    let days = among(None, &["05-06-2020", "13-06-2020"]);
    assert_eq!(days, ["2020-06-04", "2020-06-12"]);
    // Three that follow one another as years would be months thirteen apart.
    let row = among(None, &["2008-09", "2009-10", "2010-11"]);
    assert_eq!(row, ["2007-08", "2008-09", "2009-10"]);
    // What nothing tells, or both.
    assert_eq!(among(None, &["2011-12"]), ["2011-12?"]);
    assert_eq!(among(None, &["2011-12", "2010"]), ["2011-12?", "2009"]);
    assert_eq!(
        among(None, &["2010-11", "2011-12"]),
        ["2010-11?", "2011-12?"]
    );
    let both = among(None, &["2011-11", "2011-12", "2012-13"]);
    assert_eq!(both, ["2011-10", "2011-12?", "2011-12"]);
    // What the configuration says goes before all of that.
    let told = among(Some(Way::TwoYears), &["2011-12", "2011-11"]);
    assert_eq!(told, ["2010-11", "2011-10"]);
    assert_eq!(among(Some(Way::Month), &["2011-12"]), ["2011-11"]);
    assert_eq!(
        among(Some(Way::MonthFirst), &["05-06-2020"]),
        ["2020-05-05"]
    );
}
