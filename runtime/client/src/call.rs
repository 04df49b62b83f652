//! One call: its arguments, its options, and the sending of it.

use std::{fmt, future::IntoFuture, marker::PhantomData, time::Duration};

use kessai_model::Encode;

use crate::{
    client::Client, error::Error, execute::execute, operation::Operation, received::FromAnswer,
    request::Draft, response::Response, transport::BoxFuture, upload::Upload,
};

/// The parameters of an operation that has none beyond those its method asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoParameters {}

/// A call that has not been sent: await it for its result, or [`send`](Self::send) it for the result
/// together with status and headers.
///
/// It owns everything it needs, so it can be moved to another task. `T` is what the provider answers;
/// `P` is the type of the optional parameters, for [`params`](Self::params).
///
/// What is wrong with the arguments is reported when the call is sent, all of it at once, and then
/// nothing is sent.
///
/// Dropping the future of a call ends it wherever it is. The provider may have acted by then; sending a
/// call with the same [key](Self::key) again is safe, as it is after an
/// [unknown outcome](crate::ErrorKind::OutcomeUnknown).
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T, P = NoParameters> {
    pub(crate) client: Client,
    pub(crate) draft: Draft,
    pub(crate) types: PhantomData<fn(P) -> T>,
}

impl<T, P> Call<T, P> {
    /// A call of this operation without arguments.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Self {
            client: client.clone(),
            draft: Draft::new(operation),
            types: PhantomData,
        }
    }

    /// Sets one of the operation's parameters. A null takes it away. Of two with one name, the second goes
    /// by its location and its name, such as `query.id`.
    pub fn param(mut self, name: &str, value: &dyn Encode) -> Self {
        self.draft.parameter(name, value);
        self
    }

    /// Sets the body; of a form of parts, its members that are no files.
    pub fn body(mut self, value: &dyn Encode) -> Self {
        self.draft.body(value);
        self
    }

    /// Sets the body, when there is one.
    pub fn optional_body(self, value: Option<&dyn Encode>) -> Self {
        match value {
            Some(value) => self.body(value),
            None => self,
        }
    }

    /// Picks one of the contents that the operation documents for its body, by its place; the first is picked
    /// already.
    pub fn content(mut self, place: usize) -> Self {
        self.draft.choose(place);
        self
    }

    /// Sets a body of bytes.
    pub fn upload(mut self, bytes: &Upload) -> Self {
        self.draft.upload(bytes);
        self
    }

    /// Sets a body of bytes, when there is one.
    pub fn optional_upload(self, bytes: Option<&Upload>) -> Self {
        match bytes {
            Some(bytes) => self.upload(bytes),
            None => self,
        }
    }

    /// Adds a file to a body that is a form of parts.
    pub fn file(mut self, name: &str, file: &Upload) -> Self {
        self.draft.file(name, file);
        self
    }

    /// Adds files of one name to a body that is a form of parts.
    pub fn files<'u>(self, name: &str, files: impl IntoIterator<Item = &'u Upload>) -> Self {
        let add = |call: Self, file| call.file(name, file);
        files.into_iter().fold(self, add)
    }

    /// Sends this key instead of a fresh one: 1 to 255 visible ASCII characters.
    ///
    /// Give the same key again to repeat a call whose [outcome is unknown](crate::ErrorKind::OutcomeUnknown).
    /// An operation for which the provider does not honour a key takes none, and the call is refused
    /// rather than sent without its protection.
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.draft.idempotency_key(key.into());
        self
    }

    /// The key the call will carry, made now if it has none yet; `None` where the operation takes none.
    ///
    /// Keep it before the call is sent, and the call can be repeated whatever becomes of its future, or of
    /// this program. A clone made afterwards carries the same key and is the same call; one made before
    /// is a call of its own.
    ///
    /// ```
    /// # use kessai_client::{Call, Error};
    /// # async fn example(mut create: Call<()>, store: impl Fn(&str)) -> Result<(), Error> {
    /// if let Some(key) = create.key() {
    ///     store(key);
    /// }
    /// create.await
    /// # }
    /// ```
    pub fn key(&mut self) -> Option<&str> {
        self.draft.key()
    }

    /// Most times the call is sent again after its first attempt, instead of the client's number. Without
    /// effect on calls that must not be repeated: those that may change something and carry no key.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.draft.max_retries = Some(retries);
        self
    }

    /// Says that the call has one effect however often it is sent, so that it may be sent again without a
    /// key. Reads need not say so.
    pub fn idempotent(mut self) -> Self {
        self.draft.idempotent = true;
        self
    }

    /// Longest time for the call with all of its attempts and waits, instead of the client's.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.draft.deadline = Some(deadline);
        self
    }

    /// Longest time for one attempt, instead of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.draft.timeout = Some(timeout);
        self
    }

    /// Adds a header, in place of one of the same name. Those that belong to the client, such as
    /// `authorization` and the idempotency key, are refused.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft.header(name, value);
        self
    }

    /// Lets through what the specification does not document but a provider may take: values of
    /// enums and unions of a later release, ids of another form, texts of another format, a credential without what the operation is said to need.
    pub fn allow_undocumented(mut self) -> Self {
        self.draft.allow_undocumented();
        self
    }
}

impl<T, P: Encode> Call<T, P> {
    /// Sets the optional parameters.
    pub fn params(mut self, parameters: &P) -> Self {
        self.draft.parameters(parameters);
        self
    }
}

impl<T: FromAnswer, P> Call<T, P> {
    /// Sends the call.
    ///
    /// # Errors
    /// See [`ErrorKind`](crate::ErrorKind): above all, [`OutcomeUnknown`](crate::ErrorKind::OutcomeUnknown)
    /// does not mean that the call failed.
    pub async fn send(self) -> Result<Response<T>, Error> {
        execute(self.client, self.draft).await?.decode()
    }
}

impl<T: FromAnswer + 'static, P: 'static> IntoFuture for Call<T, P> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { self.send().await.map(Response::into_inner) })
    }
}

impl<T, P> Clone for Call<T, P> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            draft: self.draft.clone(),
            types: PhantomData,
        }
    }
}

impl<T, P> fmt::Debug for Call<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Arguments are personal data more often than not.
        f.debug_struct("Call")
            .field("client", &self.client)
            .field("operation", &self.draft.operation.id)
            .finish_non_exhaustive()
    }
}
