//! What the engines write differently.

/// An engine's SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// DuckDB.
    DuckDb,
    /// Spark.
    Spark,
}

impl Dialect {
    /// What it is called on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Dialect::DuckDb => "duckdb",
            Dialect::Spark => "spark",
        }
    }

    /// A whole number of 37 digits; more than it holds is an error, never
    /// another number.
    pub(super) fn integer(self) -> &'static str {
        match self {
            Dialect::DuckDb => "HUGEINT",
            Dialect::Spark => "DECIMAL(38,0)",
        }
    }

    /// The type of texts.
    pub(super) fn text(self) -> &'static str {
        match self {
            Dialect::DuckDb => "VARCHAR",
            Dialect::Spark => "STRING",
        }
    }

    /// A table of the session's own, worked out once.
    pub(super) fn table(self, name: &str, query: &str) -> String {
        match self {
            Dialect::DuckDb => format!("CREATE OR REPLACE TEMP TABLE {name} AS\n{query};\n"),
            Dialect::Spark => {
                format!("DROP VIEW IF EXISTS {name};\n\nCACHE TABLE {name} AS\n{query};\n")
            }
        }
    }

    /// A name.
    pub(super) fn name_of(self, name: &str) -> String {
        match self {
            Dialect::DuckDb => format!("\"{}\"", name.replace('"', "\"\"")),
            Dialect::Spark => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// A text.
    pub(super) fn quoted(self, text: &str) -> String {
        match self {
            Dialect::DuckDb => format!("'{}'", text.replace('\'', "''")),
            Dialect::Spark => {
                let text = text.replace('\\', "\\\\").replace('\'', "\\'");
                format!("'{}'", text.replace('\n', "\\n").replace('\r', "\\r"))
            }
        }
    }

    /// Whether a text as a whole is as a pattern says.
    pub(super) fn is_like(self, text: &str, pattern: &str) -> String {
        let pattern = self.quoted(&format!("^(?:{pattern})$"));
        match self {
            Dialect::DuckDb => format!("regexp_matches({text}, {pattern})"),
            Dialect::Spark => format!("({text} RLIKE {pattern})"),
        }
    }

    /// The first stretch of a text that is as a pattern says.
    pub(super) fn first_like(self, text: &str, pattern: &str) -> String {
        format!("regexp_extract({text}, {}, 0)", self.quoted(pattern))
    }

    /// A value as a text; of a binary float none that could be read.
    pub(super) fn as_text(self, value: &str) -> String {
        let floats = match self {
            Dialect::DuckDb => "('DOUBLE', 'FLOAT')",
            Dialect::Spark => "('double', 'float')",
        };
        let text = self.text();
        format!(
            "CASE WHEN typeof({value}) IN {floats} THEN 'binary float' ELSE CAST({value} AS {text}) END"
        )
    }

    /// The rows of a CSV file.
    pub(super) fn csv(self, path: &str, delimiter: char) -> String {
        let (path, sign) = (self.quoted(path), self.quoted(&delimiter.to_string()));
        match self {
            Dialect::DuckDb => format!(
                "read_csv({path}, header = true, all_varchar = true, delim = {sign}, quote = '\"', \
                 escape = '\"', nullstr = '')"
            ),
            Dialect::Spark => format!(
                "OPTIONS (path {path}, header 'true', inferSchema 'false', sep {sign}, \
                 quote '\"', escape '\"', multiLine 'true')"
            ),
        }
    }
}
