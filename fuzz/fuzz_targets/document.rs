//! Any bytes as a document, by the checks of the property tests.
#![no_main]

#[path = "../../codegen/tests/random/check.rs"]
#[allow(dead_code, reason = "another target uses the rest")]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check::bytes_have_an_answer(bytes);
});
