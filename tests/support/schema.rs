//! The schemas of what the program writes.

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

/// A schema, ready to be held against documents.
pub(crate) struct Schema {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Schema {
    /// Reads a schema.
    pub(crate) fn read(path: &str) -> Schema {
        let text = std::fs::read_to_string(path).expect("a schema");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let name = "http://localhost/schema.json";
        compiler.add_resource(name, value).expect("a resource");
        let index = compiler.compile(name, &mut schemas).expect("a schema");
        Schema { schemas, index }
    }

    /// What is wrong with a document, if anything.
    pub(crate) fn problems(&self, document: &Value) -> Option<String> {
        let result = self.schemas.validate(document, self.index);
        result.err().map(|error| format!("{error:#}"))
    }

    /// That a document keeps to the schema.
    #[track_caller]
    pub(crate) fn holds(&self, document: &Value) {
        if let Some(problems) = self.problems(document) {
            panic!("{problems}\n{document:#}");
        }
    }
}

/// Of SARIF logs.
pub(crate) const SARIF: &str = "tests/schema/sarif-2.1.0.json";
/// Of what GitLab shows beside changed lines.
pub(crate) const GITLAB: &str = "tests/schema/gitlab-code-quality.json";
/// Of our own JSON.
pub(crate) const FINDINGS: &str = "docs/schema/findings.schema.json";
/// Of the claims of sentences.
pub(crate) const CLAIMS: &str = "docs/schema/claims.schema.json";
