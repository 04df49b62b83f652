//! The parsers that `kessai-model` could stand on, each filling the same tape.
//!
//! The runtime reads through one of them, and ARCHITECTURE.md says which and why. Here the others do the same work, so that
//! the choice can be measured again: `cargo bench -p kessai-parsers`.

pub mod jiter_fills;
pub mod runtime_fills;
pub mod serde_json_fills;
pub mod simd_json_fills;
mod tape;

pub use tape::{Kind, Tape, Token};

/// Text that a parser refused, or that has what the tape cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

impl std::fmt::Display for Refused {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the text is refused")
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether each takes the text, after all that do have read the same.
    fn taken(text: &[u8]) -> [bool; 4] {
        let mut simd_json = simd_json_fills::Reader::default();
        let ours = kessai_model::Tape::parse(text).ok();
        let read = [
            ours.map(|tape| runtime_fills::tokens(&tape)),
            jiter_fills::fill(text).ok().map(|tape| tape.tokens()),
            serde_json_fills::fill(text).ok().map(|tape| tape.tokens()),
            simd_json.fill(text, simd_json_fills::tokens).ok(),
        ];
        let mut different = read.iter().flatten().collect::<Vec<_>>();
        different.dedup();
        assert!(different.len() < 2, "{different:?}");
        read.map(|tokens| tokens.is_some())
    }

    #[test]
    fn all_read_the_same() {
        for text in [
            r#"{"a":[1,-2.5,1e3,true,false,null],"b":{"":"","é日":"\u00e9\n\ud834\udd1e"}}"#,
            "[[],{},[{}],\"x\"]",
            " 7 ",
            "\"\\\"\"",
        ] {
            assert_eq!(taken(text.as_bytes()), [true; 4], "{text}");
        }
        for text in ["", "[1,]", "{\"a\"}", "[1] 2", "\"\\ud800\"", "nul", "[01]"] {
            assert_eq!(taken(text.as_bytes()), [false; 4], "{text}");
        }
    }
}
