//! Any text through every type of the courses, by the checks of the property tests.
#![no_main]

#[path = "../../codegen/wire/tests/types/check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    check::comes_back(text).unwrap();
});
