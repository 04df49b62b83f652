//! The reader against `serde_json`, by the checks of the property tests.
#![no_main]

#[path = "../../runtime/model/tests/parity/check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    check::reads_as_serde_json(text).unwrap();
    check::keeps_the_value(text).unwrap();
});
