//! The functions of formulas that .xls workbooks name by number.

/// How many arguments a function takes that takes always as many.
const ANY: u8 = u8::MAX;
/// Functions that users made, whose name is their first argument.
pub(super) const BY_NAME: u16 = 255;

/// Each function's number, its name, and how many arguments it takes.
#[rustfmt::skip]
const FUNCTIONS: &[(u16, &str, u8)] = &[
    (0, "COUNT", ANY), (1, "IF", ANY), (2, "ISNA", 1), (3, "ISERROR", 1), (4, "SUM", ANY),
    (5, "AVERAGE", ANY), (6, "MIN", ANY), (7, "MAX", ANY), (8, "ROW", ANY), (9, "COLUMN", ANY),
    (10, "NA", 0), (12, "STDEV", ANY), (13, "DOLLAR", ANY), (14, "FIXED", ANY), (15, "SIN", 1),
    (16, "COS", 1), (17, "TAN", 1), (18, "ATAN", 1), (19, "PI", 0), (20, "SQRT", 1),
    (21, "EXP", 1), (22, "LN", 1), (23, "LOG10", 1), (24, "ABS", 1), (25, "INT", 1),
    (26, "SIGN", 1), (27, "ROUND", 2), (28, "LOOKUP", ANY), (29, "INDEX", ANY), (30, "REPT", 2),
    (31, "MID", 3), (32, "LEN", 1), (33, "VALUE", 1), (34, "TRUE", 0), (35, "FALSE", 0),
    (36, "AND", ANY), (37, "OR", ANY), (38, "NOT", 1), (39, "MOD", 2), (46, "VAR", ANY),
    (48, "TEXT", 2), (56, "PV", ANY), (57, "FV", ANY), (58, "NPER", ANY), (59, "PMT", ANY),
    (62, "IRR", ANY), (63, "RAND", 0), (64, "MATCH", ANY), (65, "DATE", 3), (66, "TIME", 3),
    (67, "DAY", 1), (68, "MONTH", 1), (69, "YEAR", 1), (70, "WEEKDAY", ANY), (71, "HOUR", 1),
    (72, "MINUTE", 1), (73, "SECOND", 1), (74, "NOW", 0), (76, "ROWS", 1), (77, "COLUMNS", 1),
    (78, "OFFSET", ANY), (82, "SEARCH", ANY), (97, "ATAN2", 2), (98, "ASIN", 1), (99, "ACOS", 1),
    (100, "CHOOSE", ANY), (101, "HLOOKUP", ANY), (102, "VLOOKUP", ANY), (105, "ISREF", 1),
    (109, "LOG", ANY), (111, "CHAR", 1), (112, "LOWER", 1), (113, "UPPER", 1), (114, "PROPER", 1),
    (115, "LEFT", ANY), (116, "RIGHT", ANY), (117, "EXACT", 2), (118, "TRIM", 1),
    (119, "REPLACE", 4), (120, "SUBSTITUTE", ANY), (121, "CODE", 1), (124, "FIND", ANY),
    (125, "CELL", ANY), (126, "ISERR", 1), (127, "ISTEXT", 1), (128, "ISNUMBER", 1),
    (129, "ISBLANK", 1), (130, "T", 1), (131, "N", 1), (140, "DATEVALUE", 1), (148, "INDIRECT", ANY),
    (162, "CLEAN", 1), (169, "COUNTA", ANY), (183, "PRODUCT", ANY), (184, "FACT", 1),
    (190, "ISNONTEXT", 1), (193, "STDEVP", ANY), (194, "VARP", ANY), (197, "TRUNC", ANY),
    (198, "ISLOGICAL", 1), (212, "ROUNDUP", 2), (213, "ROUNDDOWN", 2), (216, "RANK", ANY),
    (219, "ADDRESS", ANY), (220, "DAYS360", ANY), (221, "TODAY", 0), (227, "MEDIAN", ANY),
    (228, "SUMPRODUCT", ANY), (261, "ERROR.TYPE", 1), (269, "AVEDEV", ANY), (285, "FLOOR", 2),
    (288, "CEILING", 2), (298, "ODD", 1), (279, "EVEN", 1), (318, "DEVSQ", ANY),
    (319, "GEOMEAN", ANY), (320, "HARMEAN", ANY), (321, "SUMSQ", ANY), (325, "LARGE", 2),
    (326, "SMALL", 2), (327, "QUARTILE", 2), (328, "PERCENTILE", 2), (329, "PERCENTRANK", ANY),
    (330, "MODE", ANY), (336, "CONCATENATE", ANY), (337, "POWER", 2), (344, "SUBTOTAL", ANY),
    (345, "SUMIF", ANY), (346, "COUNTIF", 2), (347, "COUNTBLANK", 1), (359, "HYPERLINK", ANY),
    (361, "AVERAGEA", ANY), (362, "MAXA", ANY), (363, "MINA", ANY),
];

/// A function's name.
pub(super) fn name(number: u16) -> Option<&'static str> {
    let found = FUNCTIONS.iter().find(|(of, _, _)| *of == number)?;
    Some(found.1)
}

/// How many arguments a function takes, where that is always the same.
pub(super) fn arguments(number: u16) -> Option<usize> {
    let found = FUNCTIONS.iter().find(|(of, _, _)| *of == number)?;
    (found.2 != ANY).then_some(usize::from(found.2))
}
