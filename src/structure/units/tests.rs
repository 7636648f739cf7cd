use super::*;

#[test]
fn lines_that_state_a_unit() {
    let units = UnitBook::default();
    for (text, unit) in [
        ("单位：万元", Some("万元")),
        ("（单位：万元）", Some("万元")),
        ("单位: 件  ", Some("件")),
        ("单位：万元   编制单位：某局", Some("万元")),
        ("币种：人民币  单位：万元", Some("万元")),
        ("单位：亿元、%", Some("亿元、%")),
        ("(in thousands)", Some("thousands")),
        ("In millions of dollars", Some("millions of dollars")),
        ("Amounts in thousands of USD", Some("thousands of USD")),
        (
            "(Expressed in millions of U.S. dollars)",
            Some("millions of U.S. dollars"),
        ),
        (
            "(dollars in millions, except per share data)",
            Some("dollars in millions"),
        ),
        ("(In thousands. Civilian population.)", Some("thousands")),
        ("(in thousands of widgets)", Some("thousands of widgets")),
        ("Angaben in Tsd. Euro", Some("Tsd. Euro")),
        ("en milliers d'euros", Some("milliers d'euros")),
        ("in EUR 1,000", Some("EUR 1,000")),
        ("In 1 000 Euro", Some("1 000 Euro")),
        ("US$ bn", Some("US$ bn")),
        ("£m", Some("£m")),
        ("(£m)", Some("£m")),
        ("(000s)", Some("000s")),
        ("Million tonnes", Some("Million tonnes")),
        ("per 1,000 population", Some("per 1,000 population")),
        ("(per 100,000 inhabitants)", Some("per 100,000 inhabitants")),
        ("% of GDP", Some("% of GDP")),
        ("Unit: persons", Some("persons")),
        ("%", Some("%")),
        ("（万元）", Some("万元")),
        ("Total", None),
        ("Percent change", None),
        ("Percent distribution", None),
        ("单位名称", None),
        ("(All industries)", None),
        ("hectares", None),
        ("Persons", None),
    ] {
        assert_eq!(unit_alone(text, &units), unit, "{text}");
    }
}

#[test]
fn units_within_titles_and_headers() {
    let units = UnitBook::default();
    for (text, unit) in [
        ("Sales (EUR)", Some("EUR")),
        ("一般公共预算收入表（单位：亿元）", Some("亿元")),
        (
            "Exports of ICT goods. 2002-2008. NOK million",
            Some("NOK million"),
        ),
        ("Change, %", Some("%")),
        ("Short messages, thousands 1)", Some("thousands")),
        ("占比（%）", Some("%")),
        ("人数（人）", Some("人")),
        ("Income (in £000)", Some("£000")),
        ("Population in thousands", Some("thousands")),
        (
            "Trade in millions of dollars, 2010",
            Some("millions of dollars"),
        ),
        ("Umsatz, Mio. Euro", Some("Mio. Euro")),
        ("Umsatz in Mio. Euro", Some("Mio. Euro")),
        (
            "Live births per 1,000 population",
            Some("per 1,000 population"),
        ),
        ("Amount, £m", Some("£m")),
        ("2008 Canada $ millions", Some("$ millions")),
        ("$5,001 - $10,000", None),
        ("Company B", None),
        ("Year 1", None),
        ("Year/Quarter", None),
        ("Waiting time (days)", Some("days")),
        ("Group M", None),
        ("EUR m", Some("EUR m")),
        ("Income $20,001 - $25,000", None),
        ("$100,001 or More", None),
        ("Population 10,000-19,999", None),
        ("2009 Sales US$ bn", Some("US$ bn")),
        ("Average $ constant 2007", None),
        ("Quiz, m", None),
        ("Temperature (min)", None),
        ("Men (persons)", None),
        ("Men, women and children", None),
        ("Table 1. Persons", None),
        ("Change in prices", None),
    ] {
        assert_eq!(unit_within(text, &units), unit, "{text}");
    }
    for (text, unit) in [
        ("% of GDP", Some("% of GDP")),
        ("决算数为调整预算数的%", Some("%")),
        ("CI 95%", None),
        ("Percentage of households", Some("Percentage of households")),
        ("Percentages", Some("Percentages")),
        ("Per head", None),
        ("Total", None),
    ] {
        assert_eq!(unit_of_name(text, &units), unit, "{text}");
    }
}
