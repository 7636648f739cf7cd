//! Snapshots: `tests/snapshots/<group>/<name>.snap`.

/// Compares a text with its snapshot.
#[track_caller]
pub(crate) fn snapshot(group: &str, name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => format!("../snapshots/{group}"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}
