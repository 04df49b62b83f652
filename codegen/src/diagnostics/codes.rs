//! Every code with the page that explains it, one table per stage.
//!
//! `SPEC01` the text of a file, `SPEC02` the shape of an object, `SPEC03` references, `SPEC04` operations,
//! `SPEC05` schemas, `SPEC06` values that schemas describe, `GEN` what the generator adds.

use super::Code;

pub mod generation;
pub mod operations;
pub mod references;
pub mod schemas;
pub mod shape;
pub mod syntax;
pub mod values;

/// Declares codes as constants, with the doc comment as the text of their page.
macro_rules! codes {
    ($($(#[doc = $text:literal])+ $name:ident = $code:literal $title:literal $level:ident { bad: $bad:literal, good: $good:literal $(,)? })+) => {
        $(
            $(#[doc = $text])+
            pub const $name: $crate::diagnostics::Code = $crate::diagnostics::Code::new(&$crate::diagnostics::Page {
                code: $code,
                title: $title,
                level: $crate::diagnostics::Level::$level,
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
    generation::ALL,
];

/// Finds a code by its name.
pub fn find(name: &str) -> Option<Code> {
    TABLES
        .iter()
        .flat_map(|table| table.iter())
        .copied()
        .find(|code| code.as_str() == name)
}
