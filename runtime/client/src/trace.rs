//! What tracing sees of a call: one span for the call, one event for each attempt.
//!
//! Names are OpenTelemetry's for HTTP clients. The address appears as the template of its path, so neither
//! ids nor query values show, and there are no headers, no bodies, no keys, and no text of the provider's.

#[cfg(not(feature = "tracing"))]
mod nothing;
#[cfg(feature = "tracing")]
mod spans;

#[cfg(all(feature = "blocking", not(feature = "tracing")))]
pub(crate) use self::nothing::in_this_span;
#[cfg(not(feature = "tracing"))]
pub(crate) use self::nothing::{Trace, attempt};
#[cfg(all(feature = "blocking", feature = "tracing"))]
pub(crate) use self::spans::in_this_span;
#[cfg(feature = "tracing")]
pub(crate) use self::spans::{Trace, attempt};
