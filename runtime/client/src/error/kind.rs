//! The kinds of failure, told apart by what a caller must do next.

/// What kind of failure an [`Error`](crate::Error) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client cannot be made: a credential, an address or a transport is missing or wrong.
    Configuration,
    /// The request breaks its specification and was not sent;
    /// [`violations`](crate::Error::violations) lists why.
    InvalidRequest,
    /// The request certainly did not leave this machine. Nothing happened at the provider.
    NotSent,
    /// A write may or may not have taken effect: bytes may have left and no whole answer came, or the
    /// answer says nothing about the outcome (a status of 408 or 5xx, a redirect), or the last attempt was
    /// refused after one of which this holds.
    ///
    /// Never treat this as a failed call. Send the same call again with the same
    /// [idempotency key](crate::Error::idempotency_key), or look at the provider what became of it.
    OutcomeUnknown,
    /// A read was sent and no whole answer came.
    NoAnswer,
    /// The provider refused the call (4xx). Code and message say why.
    ///
    /// Of a call whose key was given to it, this says that *this* call was refused; an earlier call with
    /// the same key may have taken effect all the same.
    Api,
    /// The provider refused the call because there were too many (429), each time it was sent.
    /// [`retry_after`](crate::Error::retry_after) may say when to come back.
    RateLimited,
    /// A read was answered by a failure of the server (5xx).
    Server,
    /// A read was answered by a status that is neither success nor failure, such as a redirect, which
    /// is never followed.
    Redirect,
    /// The provider reported success (2xx), but not as its specification promises: another status,
    /// another media type, or a body that does not decode. A write has most likely taken effect.
    Decode,
    /// A list of pages has no end that its specification describes: it names a page twice, or says that
    /// there is more but not where, or has more pages than were allowed.
    Paging,
    /// What was waited for has not come to its end within the deadline. The body is the last that was seen.
    Unsettled,
    /// A call that blocks the thread was made on a thread that must not be blocked, or the thread that
    /// carries out such calls is not there. Nothing was sent.
    Blocking,
}
