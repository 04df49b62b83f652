//! Calls of what no operation describes.

use std::marker::PhantomData;

use kessai_model::{Decode, Encode, Json};

use crate::{call::Call, client::Client, operation::Method, request::Draft};

/// In place of parameters, on calls of what no operation describes: see [`Client::request`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raw {}

impl Client {
    /// A call of an endpoint that this crate does not describe.
    ///
    /// `path` is what stands below the base URL, encoded as it is to be sent and without a query, such as
    /// `/orders/order_1/notes`. Credential, limits, retries, errors and redaction are those of any other
    /// call. Every 2xx is a success, and its body is JSON or nothing; read it as [`Json`], or as a type of
    /// yours with [`decode_as`](Call::decode_as).
    ///
    /// A write is sent once: give it a [header for its key](Call::key_header), where the provider honours
    /// one, or say that it is [idempotent](Call::idempotent), to have it repeated.
    ///
    /// ```
    /// # use kessai_client::{Client, Error, Method, model::Json};
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// let notes: Json = client
    ///     .request(Method::Get, "/orders/order_1/notes")
    ///     .query("limit", &5_i64)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, path: &str) -> Call<Json, Raw> {
        Call {
            client: self.clone(),
            draft: Draft::raw(method, path),
            types: PhantomData,
        }
    }
}

impl<T> Call<T, Raw> {
    /// Adds to the query: a single value, one pair for each item of a list, or for each member of an object.
    /// A null adds nothing.
    pub fn query(mut self, name: &str, value: &dyn Encode) -> Self {
        self.draft.raw_query(name, value);
        self
    }

    /// Carries an idempotency key in this header, on methods that write. The key is
    /// [given](Self::idempotency_key) or fresh, and the call is then repeated like any other that has one.
    pub fn key_header(mut self, name: &str) -> Self {
        self.draft.raw_key_header(name);
        self
    }

    /// Reads the answer as this type.
    pub fn decode_as<U: Decode>(self) -> Call<U, Raw> {
        Call {
            client: self.client,
            draft: self.draft,
            types: PhantomData,
        }
    }
}
