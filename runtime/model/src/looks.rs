//! The signs by which a value shows of which branch of a union it is.

use crate::decode::Decode;
use crate::value::{Kind, Value};

impl Value<'_> {
    /// Whether this is any value at all: the look of a branch that admits whatever there is.
    pub fn is_any(self) -> bool {
        true
    }

    /// Whether this is `true` or `false`.
    pub fn is_boolean(self) -> bool {
        self.kind() == Kind::Bool
    }

    /// Whether this is a number.
    pub fn is_number(self) -> bool {
        self.kind() == Kind::Number
    }

    /// Whether this is a string.
    pub fn is_string(self) -> bool {
        self.kind() == Kind::String
    }

    /// Whether this is an array.
    pub fn is_array(self) -> bool {
        self.kind() == Kind::Array
    }

    /// Whether this is an object.
    pub fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// Whether this is an object with all of these members (null or not).
    pub fn has(self, members: &[&str]) -> bool {
        members.iter().all(|name| self.member(name).is_some())
    }

    /// Whether none of these is a member of this.
    pub fn lacks(self, members: &[&str]) -> bool {
        members.iter().all(|name| self.member(name).is_none())
    }

    /// Whether this is an object whose member of this name is one of these strings.
    pub fn has_tag(self, member: &str, values: &[&str]) -> bool {
        self.member(member)
            .is_some_and(|value| value.is_any_of(values))
    }

    /// Whether this is one of these strings.
    pub fn is_any_of(self, values: &[&str]) -> bool {
        self.as_str().is_some_and(|text| values.contains(&text))
    }

    /// Whether this is an array that is empty or begins with `true` or `false`.
    pub fn is_array_of_booleans(self) -> bool {
        self.is_array_of(Kind::Bool)
    }

    /// Whether this is an array that is empty or begins with a number.
    pub fn is_array_of_numbers(self) -> bool {
        self.is_array_of(Kind::Number)
    }

    /// Whether this is an array that is empty or begins with a string.
    pub fn is_array_of_strings(self) -> bool {
        self.is_array_of(Kind::String)
    }

    /// Whether this is an array that is empty or begins with an array.
    pub fn is_array_of_arrays(self) -> bool {
        self.is_array_of(Kind::Array)
    }

    /// Whether this is an array that is empty or begins with an object.
    pub fn is_array_of_objects(self) -> bool {
        self.is_array_of(Kind::Object)
    }

    fn is_array_of(self, kind: Kind) -> bool {
        self.is_array() && self.array().next().is_none_or(|item| item.kind() == kind)
    }

    /// Decodes this if that leads to no fault; none is recorded.
    ///
    /// To try what branches of branches may be would take without end on a text made for that, so
    /// what is tried is counted: when that exceeds sixty-four times the tape, nothing fits any more.
    pub fn attempt<T: Decode>(self) -> Option<T> {
        if self.is_absent() {
            return None;
        }
        self.tape().without_faults(self.node(), || T::decode(self))
    }
}

#[cfg(test)]
mod tests;
