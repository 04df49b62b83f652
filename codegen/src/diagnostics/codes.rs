//! Every code with the page that explains it, one table per stage.
//!
//! `SPEC01` the text of a file, `SPEC02` the shape of an object, `SPEC03` references, `SPEC04` operations,
//! `SPEC05` schemas, `SPEC06` values that schemas describe, `SPEC07` what a spec of the house must say, `GEN` what the generator adds, `EVID` the ledger of a spec.

use super::Code;

pub mod documentation;
pub mod evidence;
pub mod generation;
pub mod operations;
pub mod references;
pub mod schemas;
pub mod shape;
pub mod syntax;
pub mod values;

/// Declares codes as constants, with the doc comment as the text of their page.
///
/// Behind the title stands what a finding weighs in a document of the house, then what becomes of it in any other one, which is
/// an error, too, if nothing is said.
macro_rules! codes {
    (@public) => { $crate::diagnostics::Public::Error };
    (@public $public:ident) => { $crate::diagnostics::Public::$public };
    ($($(#[doc = $text:literal])+ $name:ident = $code:literal $title:literal $house:ident $($public:ident)? { bad: $bad:literal, good: $good:literal $(,)? })+) => {
        $(
            $(#[doc = $text])+
            pub const $name: $crate::diagnostics::Code = $crate::diagnostics::Code::new(&$crate::diagnostics::Page {
                code: $code,
                title: $title,
                house: $crate::diagnostics::Level::$house,
                public: $crate::diagnostics::codes::codes!(@public $($public)?),
                text: &[$($text),+],
                bad: $bad,
                good: $good,
            });
        )+

        /// Every code of this table.
        pub const ALL: &[$crate::diagnostics::Code] = &[$($name),+];
    };
}
pub(crate) use codes;

/// The tables of the front end, in the order of the stages.
pub const TABLES: &[&[Code]] = &[
    syntax::ALL,
    shape::ALL,
    references::ALL,
    operations::ALL,
    schemas::ALL,
    values::ALL,
    documentation::ALL,
    generation::ALL,
    evidence::ALL,
];

/// Every code, in the order of the stages.
pub fn all() -> impl Iterator<Item = Code> {
    TABLES.iter().flat_map(|table| table.iter()).copied()
}

/// Finds a code by its name.
pub fn find(name: &str) -> Option<Code> {
    all().find(|code| code.as_str() == name)
}
