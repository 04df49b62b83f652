//! Documents, and the types generated for them.

use std::fmt;

use kessai_model::{Decode, DecodeError, Encode, Violations, from_slice, to_checked_vec};

/// Which document of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The body of an operation's request.
    Request {
        /// The operation's id.
        operation: &'static str,
    },
    /// The body of an operation's response.
    Response {
        /// The operation's id.
        operation: &'static str,
        /// The status it comes with.
        status: u16,
    },
    /// The body of an operation's request as a further JSON media type.
    RequestAs {
        /// The operation's id.
        operation: &'static str,
        /// The media type.
        media: &'static str,
    },
    /// The body of an operation's response that is not the first JSON of one status: it comes with a range, with the statuses
    /// that are not documented, or as a further JSON media type.
    ResponseAs {
        /// The operation's id.
        operation: &'static str,
        /// The key of the response: `404`, `4XX` or `default`.
        statuses: &'static str,
        /// The media type.
        media: &'static str,
    },
    /// A named schema.
    Component {
        /// Its name.
        name: &'static str,
    },
}

/// A document and the ways through its type.
#[derive(Clone, Copy)]
pub struct Body {
    /// Which document.
    pub subject: Subject,
    /// Decodes and encodes again: [`recode`] of the type.
    pub recode: fn(&[u8]) -> Result<Recoded, DecodeError>,
    /// Decodes and prints as `Debug` does, in which nothing sensitive may show: [`debug`] of the type.
    pub debug: fn(&[u8]) -> Result<String, DecodeError>,
}

impl Body {
    /// A document that `T` was generated for.
    pub const fn of<T: Decode + Encode + fmt::Debug>(subject: Subject) -> Self {
        Self {
            subject,
            recode: recode::<T>,
            debug: debug::<T>,
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Body").field(&self.subject).finish()
    }
}

/// What a document became on its way through a type.
#[derive(Debug)]
pub struct Recoded {
    /// The value, encoded again.
    pub json: Vec<u8>,
    /// What encoding with checks had to say.
    pub violations: Violations,
}

/// Takes a document through `T`.
///
/// # Errors
/// When it does not decode; the error names every missing or wrong member.
pub fn recode<T: Decode + Encode>(bytes: &[u8]) -> Result<Recoded, DecodeError> {
    let value: T = from_slice(bytes)?;
    let (json, violations) = to_checked_vec(&value);
    Ok(Recoded { json, violations })
}

/// Prints a document as `T` does.
///
/// # Errors
/// When it does not decode.
pub fn debug<T: Decode + fmt::Debug>(bytes: &[u8]) -> Result<String, DecodeError> {
    from_slice(bytes).map(|value: T| format!("{value:?}"))
}
