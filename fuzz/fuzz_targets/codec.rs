//! Decoding and encoding of emitted types, by the checks of the property tests.
#![no_main]

#[path = "../../runtime/model/tests/emitted_shape/check.rs"]
mod check;
#[allow(dead_code, reason = "the tests use more of it")]
#[path = "../../runtime/model/tests/emitted_shape/shop.rs"]
mod shop;

libfuzzer_sys::fuzz_target!(|text: &[u8]| {
    check::comes_back(text).unwrap();
});
