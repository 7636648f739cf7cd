//! The word lists of units and multipliers and of cells without a number, and
//! the one mapping of full-width forms. Data only. In the lists `,` stands between units and `|` between
//! the names of one unit, the first of which is its base.

/// Words that count whole things.
pub(super) const COUNTING: &str = "
    件, 条, 户, 人|名|位, 个, 项, 家, 次, 人次, 户次, 家次, 件次|件(次), 批, 批次, 台次, 车次, 架次,
    班次, 场次|场(次), 例次, 票次, 支次, 门次, 笔, 份, 起, 篇, 张, 所, 处, 台, 辆, 套, 宗, 例, 场, 期, 栋, 幢,
    座, 只, 头, 匹, 羽, 尾, 株, 棵, 部, 册, 本, 种, 类, 级, 组|个组, 团组|个团组, 支, 队, 班, 届,
    轮, 封, 通, 架, 艘, 列, 间, 床|张床|床位, 席, 站, 门, 节, 课, 字, 页, 幅, 枚, 颗, 粒, 块, 片, 根,
    口, 股, 票, 单, 样, 款, 版, 卷, 集, 首, 对, 双, 人份, 剂, 剂次, 车, 趟, 回, 桩, 盒, 箱, 包, 袋, 瓶,
    部门|个部门, 单位|个单位|家单位, 窗口|个窗口, 网站|个网站|家网站, 事项|个事项|项事项,
    项目|个项目, 企业|户企业|家企业|个企业, 机构|个机构|家机构, 社区|个社区, 村|个村, 乡镇|个乡镇,
    街道|个街道, 县|个县, 市|个市, 区|个区, 镇|个镇, 乡|个乡, 学校|所学校, 案件|起案件|件案件,
    提案|件提案, 议案|件议案, 建议|件建议|条建议, 意见|条意见, 信息|条信息, 信件|封信件, 来信|封来信,
    电话|个电话, 人员|名人员, 工作人员|名工作人员, 群众|名群众, 学生|名学生, 教师|名教师,
    职工|名职工, 党员|名党员, 代表|名代表, 委员|名委员, 样本|个样本, 点位|个点位, 站点|个站点,
    items|item, cases|case, people|persons|person, requests|request, proposals|proposal,
    households|household, complaints|complaint, firms|firm, companies|company, visits|visit,
    units|unit, staff|staff members|staff member, projects|project, documents|document,
    records|record, times|time, votes|vote, members|member, applications|application,
    appeals|appeal, decisions|decision, meetings|meeting, inspections|inspection,
    employees|employee, workers|worker, students|student, teachers|teacher, schools|school,
    patients|patient, beds|bed, deaths|death, births|birth, children|child, women|woman,
    men|man, families|family, residents|resident, respondents|respondent, users|user,
    customers|customer, vehicles|vehicle, cars|car, dwellings|dwelling, houses|house,
    buildings|building, enterprises|enterprise, businesses|business,
    organisations|organisation, organizations|organization, institutions|institution,
    agencies|agency, sites|site, websites|website, pages|page, articles|article,
    reports|report, letters|letter, calls|call, messages|message, petitions|petition,
    questions|question, events|event, incidents|incident, accidents|accident, offences|offence,
    offenses|offense, contracts|contract, orders|order, permits|permit, licences|licence,
    licenses|license, jobs|job, posts|post, places|place, samples|sample, tests|test, rows|row,
    entries|entry, pieces|piece, copies|copy, tickets|ticket, trips|trip, passengers|passenger,
    tourists|tourist, visitors|visitor, participants|participant, countries|country,
    cities|city, villages|village, measures|measure, head, individuals|individual
";

/// Words that measure; their figures may be fractions.
pub(super) const MEASURES: &str = "
    元|圆|元人民币|人民币元|人民币|yuan|CNY|cny|RMB|rmb|¥|￥, 角, 分,
    USD|usd|美元|美金|US dollars|US dollar|us dollars|us dollar|US$|us$|$, dollars|dollar,
    EUR|eur|欧元|euros|euro|€, GBP|gbp|英镑|£, pounds|pound, JPY|jpy|日元|日圆|yen|円,
    HKD|hkd|港元|港币|HK$|hk$, TWD|twd|新台币|台币|NT$, MOP|mop|澳门元|澳门币, KRW|krw|韩元|₩,
    CHF|chf|瑞士法郎, AUD|aud|澳元|A$|AU$, CAD|cad|加元|C$|CA$, SGD|sgd|新加坡元|S$, RUB|rub|卢布|₽,
    INR|inr|卢比|₹|Rs|Rs., NZD|nzd|新西兰元|NZ$, BRL|brl|R$, MXN|mxn|MX$, PKR|pkr, LKR|lkr, NPR|npr,
    TRY|try|₺, VND|vnd|₫, THB|thb|泰铢|฿, PHP|php|₱, NGN|ngn|₦, ILS|ils|₪, UAH|uah|₴, SEK|sek, NOK|nok,
    DKK|dkk, PLN|pln|zł, CZK|czk|Kč, HUF|huf, kr,
    米|m|metres|metre|meters|meter,
    千米|公里|km|Km|KM|kilometres|kilometre|kilometers|kilometer, 厘米|公分|cm, 毫米|mm, 里,
    海里, miles|mile, feet|foot|ft, 延米,
    平方米|㎡|m²|m2|平米|square metres|square metre|square meters|square meter|sq m,
    平方千米|平方公里|km²|km2|㎢|square kilometres|square kilometre|square kilometers|square kilometer|sq km,
    公顷|ha|hectares|hectare, 亩, acres|acre,
    千克|公斤|kg|Kg|KG|kilograms|kilogram, 克|g|grams|gram, 毫克|mg, 微克|μg|µg, 斤, 两,
    吨|t|tonnes|tonne|tons|ton, 吨标准煤|tce, 标准煤,
    立方米|m³|m3|立方|方|cubic metres|cubic metre|cubic meters|cubic meter,
    升|L|l|litres|litre|liters|liter, 毫升|ml|mL, 标准立方米, barrels|barrel,
    秒|s|seconds|second|h:mm:ss|hh:mm:ss|h:mm|hh:mm|mm:ss|m:ss|时:分:秒|时:分|分:秒, 分钟|min|minutes|minute, 小时|h|hours|hour|个小时|钟头,
    天|日|days|day, 工作日|个工作日|working days|working day, 周|星期|weeks|week,
    月|个月|months|month, 旬, 季度|个季度|quarters|quarter, 年|years|year, 岁|years old,
    人天|人日, 人年, 学时|课时, 工时,
    千瓦时|kWh|kwh|度, 兆瓦时|MWh|mwh, GWh|gwh|吉瓦时, TWh|twh, 千瓦|kW|kw, 兆瓦|MW,
    GW|gw|吉瓦, 瓦|W, 焦|焦耳|J, 千焦|kJ|kj, 吉焦|GJ|gj, 卡|cal, 千卡|大卡|kcal, 千伏|kV|kv,
    伏|V, 千伏安|kVA|kva, 千帕|kPa|kpa, 帕|Pa, 百帕|hPa|hpa, 千赫|kHz|khz, 赫兹|Hz|hz,
    ℃|°C|摄氏度, 分贝|dB|db, 千字节|KB|kb, MB|mb, GB|gb, TB|tb,
    公里/小时|千米/小时|km/h
";

/// Words that make no unit but a factor, and its power of ten, in lower case.
pub(super) const PURE: &[(&str, i32)] = &[
    ("%", -2),
    ("percent", -2),
    ("per cent", -2),
    ("pct", -2),
    ("百分点", -2),
    ("个百分点", -2),
    ("百分比", -2),
    ("percentage point", -2),
    ("percentage points", -2),
    ("pp", -2),
    ("‰", -3),
    // A ratio: 2.5倍 is the number 2.5.
    ("倍", 0),
];

/// Chinese multipliers, longest first.
pub(super) const MULTIPLIERS: &[(&str, i32)] = &[
    ("十万", 5),
    ("百万", 6),
    ("千万", 7),
    ("十亿", 9),
    ("百亿", 10),
    ("千亿", 11),
    ("万亿", 12),
    ("十萬", 5),
    ("百萬", 6),
    ("千萬", 7),
    ("亿", 8),
    ("億", 8),
    ("万", 4),
    ("萬", 4),
    ("千", 3),
    ("百", 2),
    ("十", 1),
];

/// Words for multiples where a unit is stated in words, in lower case, with
/// their power of ten; spaces part them.
pub(super) const STATED_MULTIPLES: &[(&str, i32)] = &[
    ("hundred hundreds hundert cientos", 2),
    (
        "thousand thousands thous. thous tausend tsd tsd. tds. tsd.- millier milliers mille mil \
         miles milhar milhares migliaia duizend duizenden duizendtallen tusen tusental tusind tuhat \
         tuhatta tys. tys tis. тыс. тыс тысяч",
        3,
    ),
    ("lakh lakhs lac lacs", 5),
    (
        "million millions mill mill. mil. mio mio. mn mn. mln mln. millionen millón millones \
         milhão milhões milione milioni miljoen miljoner miljonit milj. milj millioner miljoonaa \
         млн млн. миллионов",
        6,
    ),
    ("crore crores", 7),
    (
        "billion billions bn bn. bil. bill. mrd mrd. mia mia. mld mld. md mds milliard milliards \
         milliarden milliarder miljard miljarden miljarder miliardi miliardo bilhões bilhão млрд \
         млрд. миллиардов",
        9,
    ),
    ("trillion trillions trn tn", 12),
];

/// Letters for multiples that are set to a currency, and the word that they
/// stand for.
pub(super) const GLUED_MULTIPLES: &[(&str, &str)] = &[
    ("m", "million"),
    ("M", "million"),
    ("k", "thousand"),
    ("K", "thousand"),
    ("T", "thousand"),
    ("b", "billion"),
    ("B", "billion"),
    ("Md", "billion"),
];

/// What may stand between a multiple and what it is of, in lower case.
pub(super) const BETWEEN_WORDS: &[&str] = &[
    "in",
    "of",
    "the",
    "de",
    "des",
    "du",
    "der",
    "von",
    "di",
    "em",
    "en",
    "van",
    "w",
    "v",
    "i",
    "nominal",
    "u.s.",
    "us",
    "approximate",
    "approx.",
    "equivalent",
    "ppp",
    "at",
    "jeweils",
];

/// Words beside a unit of money that say in which prices it is, and of which
/// year, in lower case.
pub(super) const OF_PRICES: &[&str] = &[
    "current", "constant", "real", "chained", "fixed", "prices", "price",
];

/// Words that say a hundredth, in lower case.
pub(super) const SHARES: &[&str] = &[
    "%",
    "percent",
    "per cent",
    "pct",
    "pct.",
    "percentage",
    "percentages",
    "prozent",
    "vom hundert",
    "pour cent",
    "por ciento",
    "procent",
    "prosent",
    "prosenttia",
    "per cento",
    "porcentaje",
    "percentuale",
    "in %",
];

/// What may follow them, and all that follows that.
pub(super) const BEHIND_SHARES: &[&str] = &[
    "of",
    "change",
    "changes",
    "share",
    "shares",
    "distribution",
    "increase",
    "decrease",
    "growth",
    "der",
    "des",
    "von",
    "vom",
    "du",
    "de",
    "del",
    "av",
    "af",
    "van",
    "points",
    "point",
    "total",
    "variation",
    "difference",
    "in",
    "on",
    "to",
    "by",
    "from",
    "over",
];

/// Other names of units where they are stated in words, in lower case.
pub(super) const ALSO: &[(&str, &str)] = &[
    ("kronor|kroner|krone|krona|krónur|kr.", "kr"),
    ("mkr|mnkr|msek", "million kr"),
    ("tkr|tsek", "thousand kr"),
    ("tdkk|dkk'000", "thousand DKK"),
    ("tnok", "thousand NOK"),
    ("meur|mioeur", "million EUR"),
    ("euroa|eur.|euro's", "EUR"),
    ("u.s. dollars|u.s. dollar|u.s.$|us-dollar|us-dollars", "USD"),
    ("canadian dollars|canadian dollar", "CAD"),
    ("australian dollars|australian dollar", "AUD"),
    ("hong kong dollars", "HKD"),
    ("new zealand dollars", "NZD"),
    ("pounds sterling|pound sterling|sterling", "GBP"),
    ("swiss francs|franken|schweizer franken", "CHF"),
    ("rupees|indian rupees|rupee", "INR"),
    ("reais", "BRL"),
    ("рублей|руб.|руб", "RUB"),
    ("złotych|zl", "zł"),
    (
        "population|inhabitants|inhabitant|capita|personen|einwohner|habitants|habitantes|personas|\
      personnes|abitanti|henkilöä|personer|invånare|innbyggere|человек|population aged 15+",
        "persons",
    ),
    (
        "tonnen|tonnes métriques|toneladas|tonn|тонн|metric tons|metric tonnes",
        "tonnes",
    ),
    ("hektar|hectáreas", "hectares"),
    ("stück|anzahl|number", "items"),
    ("live births", "births"),
    ("円", "JPY"),
    ("千円", "thousand JPY"),
    ("百万円", "million JPY"),
    ("億円|亿円", "亿日元"),
    ("原|원", "KRW"),
    ("천원", "thousand KRW"),
    ("백만원", "million KRW"),
    ("新臺幣元|新台幣元|新台币元", "TWD"),
    ("新臺幣千元|新台幣千元|新台币千元", "thousand TWD"),
    ("新臺幣百萬元|新台幣百萬元", "million TWD"),
    ("新臺幣億元|新台幣億元", "亿新台币"),
];

/// English multipliers, which stand before a space.
pub(super) const ENGLISH_MULTIPLIERS: &[(&str, i32)] = &[
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("crores", 7),
    ("crore", 7),
    ("lakhs", 5),
    ("lakh", 5),
    ("lacs", 5),
    ("lac", 5),
    ("bn", 9),
    ("tn", 12),
    ("trn", 12),
    ("mn", 6),
    ("tsd.", 3),
    ("tsd", 3),
    ("mio.", 6),
    ("mio", 6),
    ("mln", 6),
    ("mrd.", 9),
    ("mrd", 9),
    ("mld", 9),
];

/// Letters that are multipliers behind a number with a currency before it.
pub(super) const MONEY_MULTIPLIERS: &[(&str, i32)] = &[("k", 3), ("m", 6), ("b", 9)];

/// What a currency before a number may be called, and the units that it may
/// be: the first one where no column says.
pub(super) const CURRENCY_SIGNS: &[(&str, &[&str])] = &[
    (
        "$",
        &[
            "USD", "dollars", "HKD", "TWD", "CAD", "AUD", "SGD", "NZD", "MOP", "MXN", "BRL",
        ],
    ),
    ("US$", &["USD"]),
    ("U$S", &["USD"]),
    ("USD", &["USD"]),
    ("HK$", &["HKD"]),
    ("HKD", &["HKD"]),
    ("NT$", &["TWD"]),
    ("TWD", &["TWD"]),
    ("A$", &["AUD"]),
    ("AU$", &["AUD"]),
    ("AUD", &["AUD"]),
    ("C$", &["CAD"]),
    ("CA$", &["CAD"]),
    ("CAD", &["CAD"]),
    ("S$", &["SGD"]),
    ("SGD", &["SGD"]),
    ("NZ$", &["NZD"]),
    ("R$", &["BRL"]),
    ("MX$", &["MXN"]),
    ("€", &["EUR"]),
    ("EUR", &["EUR"]),
    ("£", &["GBP", "pounds"]),
    ("GBP", &["GBP"]),
    ("¥", &["元", "JPY"]),
    ("￥", &["元", "JPY"]),
    ("CN¥", &["元"]),
    ("CNY", &["元"]),
    ("RMB", &["元"]),
    ("人民币", &["元"]),
    ("JP¥", &["JPY"]),
    ("JPY", &["JPY"]),
    ("Rs", &["INR", "PKR", "LKR", "NPR"]),
    ("Rs.", &["INR", "PKR", "LKR", "NPR"]),
    ("₹", &["INR"]),
    ("INR", &["INR"]),
    ("₩", &["KRW"]),
    ("KRW", &["KRW"]),
    ("CHF", &["CHF"]),
    ("Fr.", &["CHF"]),
    ("₽", &["RUB"]),
    ("₺", &["TRY"]),
    ("₫", &["VND"]),
    ("฿", &["THB"]),
    ("₱", &["PHP"]),
    ("₦", &["NGN"]),
    ("₪", &["ILS"]),
    ("₴", &["UAH"]),
];

/// What may say zero or that there is no such figure.
pub(super) const NOTHING: &[&str] = &["无", "無", "None"];

/// No such word is longer.
pub(super) const LONGEST_NOTHING: usize = 5;

/// Words that print zero, in lower case.
pub(super) const ZERO: &[&str] = &[
    "没有",
    "未收到",
    "未收取",
    "未发生",
    "零",
    "none",
    "nil",
    "zero",
];

/// A full-width form as its ASCII form. Nothing else is folded: compatibility
/// normalisation would turn `10²` into 102.
pub(crate) fn plain_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFF01 + 0x21).unwrap_or(c),
        _ => c,
    }
}

/// The units of a list, each with all its names.
pub(super) fn units(list: &str) -> impl Iterator<Item = impl Iterator<Item = &str>> {
    list.split(',').map(|unit| unit.split('|').map(str::trim))
}
