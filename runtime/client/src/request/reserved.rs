//! Headers that belong to the client.

use http::{HeaderName, header};

/// Headers that decide how a message is read or who sends it.
const RESERVED: [HeaderName; 10] = [
    header::ACCEPT_ENCODING,
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::CONTENT_TYPE,
    header::EXPECT,
    header::HOST,
    header::TE,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// Whether callers must leave this header alone.
pub(super) fn is_reserved(
    name: &HeaderName,
    credential: Option<&HeaderName>,
    idempotency: Option<&str>,
) -> bool {
    RESERVED.contains(name)
        || credential == Some(name)
        || idempotency.is_some_and(|header| header.eq_ignore_ascii_case(name.as_str()))
}
