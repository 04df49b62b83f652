//! Sound documents with faults in them, up to the files that are emitted, by the checks of the property tests.
#![no_main]

#[path = "../../codegen/tests/random/check.rs"]
#[allow(dead_code, reason = "another target uses the rest")]
mod check;

libfuzzer_sys::fuzz_target!(|edits: &[u8]| {
    check::edited_documents_have_an_answer(edits);
});
