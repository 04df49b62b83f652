//! Values of generated API models: what is received is kept without loss, what is sent is
//! checked first.
//!
//! Generated crates stand on two traits. [`Decode`] reads a type from a [`Tape`], the flat form
//! of a JSON text; [`Encode`] writes it with a [`Writer`]. Neither is generic in its methods, so
//! a model of a thousand types stays cheap to compile.
//!
//! * [`from_slice`] reports every missing or wrong member with its JSON path in one
//!   [`DecodeError`]; no half-made value leaves it.
//! * [`Rest`] remembers unknown members and explicit nulls, so that decoding and encoding again
//!   gives the same JSON value. The one exception is a member read as `f64`, which keeps what a
//!   double can hold; use [`Decimal`] where every digit counts.
//! * An object with the same key twice is refused: only one of the two could be kept.
//! * [`to_vec`] writes without questions, for storing; [`to_checked_vec`] holds the value against
//!   the [`Rules`] of its type, for sending.
//! * [`open_enum!`], [`open_int_enum!`], [`string_type!`], [`serde_bridge!`] and its halves give
//!   types their common impls.
//!
//! * [`Timestamp`], [`Date`], [`TimestampMillis`] and [`Decimal`] keep what the wire says and tell
//!   what it means; [`Money`] puts an amount beside its currency. The features `chrono`, `jiff`
//!   and `time` convert the first three to the types of these crates.
//!
//! Values never reach an error, and [`Sensitive`], [`Json`] and [`Rest`] hide theirs in `Debug`.

mod address;
mod calendar;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod convert;
mod date;
mod decimal;
mod decode;
mod encode;
mod fault;
mod integer;
mod json;
mod looks;
mod money;
mod names;
mod object;
mod object_reader;
mod object_writer;
mod one_of;
mod open_enum;
mod open_int_enum;
mod patch;
mod path;
mod rest;
mod rules;
mod sensitive;
mod sequence_writer;
pub mod serde_bridge;
mod string_type;
mod tape;
mod timestamp;
mod timestamp_millis;
mod value;
mod violation;
mod writer;

pub use address::with_query_parameter;
pub use date::Date;
pub use decimal::{Decimal, NotFinite};
pub use decode::{Decode, from_slice};
pub use encode::{Encode, to_checked_vec, to_vec};
pub use fault::{DecodeError, DecodeErrorKind, Fault, Problem};
pub use json::Json;
pub use money::Money;
pub use object_reader::ObjectReader;
pub use object_writer::ObjectWriter;
pub use open_enum::UnknownValue;
pub use open_int_enum::UnknownInteger;
pub use patch::Patch;
pub use rest::Rest;
pub use rules::Rules;
pub use sensitive::Sensitive;
pub use sequence_writer::{ArrayWriter, MapWriter};
pub use string_type::InvalidValue;
pub use tape::Tape;
pub use timestamp::Timestamp;
pub use timestamp_millis::TimestampMillis;
pub use value::{Items, Kind, Members, Value};
pub use violation::{Violation, Violations};
pub use writer::Writer;
