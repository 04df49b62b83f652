//! Calls made from cases.

use std::{collections::BTreeMap, fmt};

use kessai_client::{BoxFuture, Call, Client, Error, FromAnswer, model::Json};
use kessai_model::{Decode, DecodeError, Encode, from_slice, to_vec};

/// An operation and the way to call it.
#[derive(Clone, Copy)]
pub struct CallEntry {
    /// The operation's id.
    pub operation: &'static str,
    /// Takes what the operation needs out of the arguments and [sends](Arguments::send) the call.
    pub call: for<'a> fn(&'a Client, Arguments) -> BoxFuture<'a, Result<Answer, CallError>>,
}

impl fmt::Debug for CallEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CallEntry").field(&self.operation).finish()
    }
}

/// The arguments of one case, by the names of the specification.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Parameters of every location.
    pub parameters: BTreeMap<String, Json>,
    /// The body, as JSON.
    pub body: Option<Vec<u8>>,
    /// A key to use instead of a fresh one.
    pub idempotency_key: Option<String>,
}

impl Arguments {
    /// Takes a parameter that the operation cannot do without.
    ///
    /// # Errors
    /// [`CallError::Case`] if the case lacks it or it does not decode.
    pub fn required<T: Decode>(&mut self, name: &str) -> Result<T, CallError> {
        self.optional(name)?
            .ok_or_else(|| CallError::Case(format!("the case lacks the parameter {name}")))
    }

    /// Takes a parameter, if the case has it.
    ///
    /// # Errors
    /// [`CallError::Case`] if it does not decode.
    pub fn optional<T: Decode>(&mut self, name: &str) -> Result<Option<T>, CallError> {
        let Some(json) = self.parameters.remove(name) else {
            return Ok(None);
        };
        match json.decode() {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(undecodable(&format!("parameter {name}"), &error)),
        }
    }

    /// Takes the body.
    ///
    /// # Errors
    /// [`CallError::Case`] if the case lacks it or it does not decode.
    pub fn body<T: Decode>(&mut self) -> Result<T, CallError> {
        let body = self.body.take();
        let body = body.ok_or_else(|| CallError::Case("the case lacks a body".into()))?;
        from_slice(&body).map_err(|error| undecodable("body", &error))
    }

    /// Takes the body of the case, when it has one, as the type the operation takes.
    ///
    /// # Errors
    /// When it does not decode.
    pub fn optional_body<T: Decode>(&mut self) -> Result<Option<T>, CallError> {
        match self.body {
            Some(_) => self.body().map(Some),
            None => Ok(None),
        }
    }

    /// Sends a call that was made of what was taken.
    ///
    /// # Errors
    /// [`CallError::Case`] if something was not taken, and so would not be tested;
    /// [`CallError::Client`] if the call fails.
    pub async fn send<T, P>(self, call: Call<T, P>) -> Result<Answer, CallError>
    where
        T: Decode + Encode + fmt::Debug,
    {
        self.send_with(call, |value| to_vec(value)).await
    }

    /// The same for a call whose answer is no JSON document by itself: `json` makes one of it.
    ///
    /// # Errors
    /// As [`send`](Self::send).
    pub async fn send_with<T, P>(
        self,
        mut call: Call<T, P>,
        json: impl FnOnce(&T) -> Vec<u8>,
    ) -> Result<Answer, CallError>
    where
        T: FromAnswer + fmt::Debug,
    {
        if let Some(name) = self.parameters.keys().next() {
            return Err(CallError::Case(format!(
                "the operation does not take the parameter {name}"
            )));
        }
        if self.body.is_some() {
            return Err(CallError::Case("the operation does not take a body".into()));
        }
        if let Some(key) = self.idempotency_key {
            call = call.idempotency_key(key);
        }
        let response = call.send().await.map_err(CallError::Client)?;
        Ok(Answer {
            status: response.status().as_u16(),
            json: json(&response),
            debug: format!("{:?}", *response),
        })
    }
}

fn undecodable(what: &str, error: &DecodeError) -> CallError {
    CallError::Case(format!("the case's {what} does not decode: {error}"))
}

/// A successful answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its value, encoded again.
    pub json: Vec<u8>,
    /// Its value's `Debug`.
    pub debug: String,
}

/// Why there is no answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError {
    /// The case does not fit the operation; nothing was sent, and nothing is proved.
    Case(String),
    /// The call failed.
    Client(Error),
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(problem) => f.write_str(problem),
            Self::Client(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CallError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Case(_) => None,
            Self::Client(error) => Some(error),
        }
    }
}
