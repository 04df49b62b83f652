//! What a provider does that its spec cannot say.

use std::fmt;

use http::HeaderMap;
use serde_json::{Value, json};

use super::World;
use super::asked::Asked;
use super::store::{Object, Record};

/// Why a valid call is refused: a status, and the code that the provider documents for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// Error code; where there is none, the first that is documented for the status.
    pub code: Option<&'static str>,
    /// What takes the place of the details in the documented example.
    pub details: Option<Value>,
}

impl Refusal {
    /// With the only code that the operation has for this status.
    pub fn status(status: u16) -> Self {
        Self {
            status,
            code: None,
            details: None,
        }
    }

    /// With a code.
    pub fn code(status: u16, code: &'static str) -> Self {
        Self {
            code: Some(code),
            ..Self::status(status)
        }
    }

    /// With a code, and the member that is at fault.
    pub fn field(status: u16, code: &'static str, field: &str, reason: &str) -> Self {
        Self {
            details: Some(json!([{ "field": field, "reason": reason }])),
            ..Self::code(status, code)
        }
    }
}

/// What happens outside of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The customer pays, or passes the check that a payment waits for.
    Pay,
    /// The customer does not, or is refused.
    Decline,
    /// The day comes on which something is due.
    FallDue,
}

/// Where deliveries go.
#[derive(Clone)]
pub struct Endpoint {
    /// Its id.
    pub id: String,
    /// Its URL.
    pub url: String,
    /// The secret that proves deliveries, if there is one.
    pub secret: Option<String>,
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Endpoint")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The part of a provider that no spec says. What the spec says – how things are found, listed, changed and removed, what an
/// answer looks like, how a delivery is proved – is done for it.
///
/// Rules keep nothing themselves; everything that changes is in the [`World`].
pub trait Rules: fmt::Debug + Send + Sync {
    /// The kinds of things that are kept, by the segment of the path that leads to them. What else a spec has is answered by
    /// example.
    fn kinds(&self) -> &'static [&'static str];

    /// Whose things a call reaches, by its credential; `None` for everybody's. No more of the credential is kept than this.
    fn owner(&self, headers: &HeaderMap) -> Option<String>;

    /// A call that is about more than one thing's members; `None` for those that are not.
    ///
    /// Whatever a call changes before it is refused, here and in what follows, is undone.
    fn own(&self, world: &mut World, asked: &Asked<'_>) -> Option<Result<Value, Refusal>>;

    /// Makes a thing and gives its id. `draft` holds those members of the request that the answer has too.
    ///
    /// # Errors
    ///
    /// Why the provider would not.
    fn create(
        &self,
        world: &mut World,
        asked: &Asked<'_>,
        kind: &str,
        draft: Object,
    ) -> Result<String, Refusal>;

    /// Changes a thing. Members that are objects are merged, as far down as `metadata`.
    ///
    /// # Errors
    ///
    /// Why the provider would not.
    fn update(
        &self,
        world: &mut World,
        asked: &Asked<'_>,
        kind: &str,
        id: &str,
    ) -> Result<(), Refusal>;

    /// Removes a thing.
    ///
    /// # Errors
    ///
    /// Why the provider would not.
    fn delete(
        &self,
        world: &mut World,
        asked: &Asked<'_>,
        kind: &str,
        id: &str,
    ) -> Result<(), Refusal>;

    /// Brings to its end what is under way with a thing.
    fn settle(&self, world: &mut World, kind: &str, id: &str);

    /// Something happens to a thing outside of the API. Gives the address that a customer's browser is sent to.
    ///
    /// # Errors
    ///
    /// Nothing of the kind can happen to it.
    fn act(
        &self,
        world: &mut World,
        kind: &str,
        id: &str,
        act: Act,
    ) -> Result<Option<String>, String>;

    /// Whether a thing stands in the lists of its kind.
    fn is_listed(&self, _asked: &Asked<'_>, _record: &Record) -> bool {
        true
    }

    /// Whether a thing passes a filter of the query; `None` for a filter that is the member of the same name.
    fn passes(&self, _record: &Record, _filter: &str, _value: &Value) -> Option<bool> {
        None
    }

    /// A thing as this call shows it, `listed` as an entry of a list.
    fn show(&self, _world: &World, _asked: &Asked<'_>, record: &Record, _listed: bool) -> Value {
        Value::Object(record.body.clone())
    }

    /// What a page of a list has beside what the spec's `x-pagination` says.
    fn page(&self, _asked: &Asked<'_>, _page: &mut Object) {}

    /// The body of a delivery of the event with this id, without its type and its data.
    fn envelope(&self, id: &str, data: &Value) -> Object;

    /// An id of a new event.
    fn event_id(&self, world: &mut World) -> String;

    /// Who is told of an event about something of this owner's.
    fn subscribers(&self, world: &World, event: &str, owner: &str) -> Vec<Endpoint>;

    /// What an endpoint made of a delivery: its status, or why there is none.
    fn delivered(
        &self,
        world: &mut World,
        delivery: &super::Delivery,
        outcome: &Result<u16, String>,
    );
}
