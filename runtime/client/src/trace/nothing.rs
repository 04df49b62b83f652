//! Without the feature there is nothing to see, and nothing to pay for it.

use bytes::Bytes;

use crate::{
    answer::Answer, client::Inner, error::Error, request::Prepared, transport::TransportError,
};

#[derive(Clone)]
pub(crate) struct Trace;

#[expect(clippy::unused_self, reason = "with the feature there is a span in it")]
impl Trace {
    pub(crate) fn begin(_: &Inner, _: &Prepared) -> Self {
        Self
    }

    pub(crate) fn follow(
        &self,
        call: impl Future<Output = Result<Answer, Error>>,
    ) -> impl Future<Output = Result<Answer, Error>> {
        call
    }

    pub(crate) fn failed(&self, _: &Error) {}
}

pub(crate) fn attempt(_: u32, _: &Result<http::Response<Bytes>, TransportError>) {}

#[cfg(feature = "blocking")]
pub(crate) fn in_this_span<F: Future>(future: F) -> F {
    future
}
