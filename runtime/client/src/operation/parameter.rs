//! Where a parameter stands in a request, and how its value is written.

use kessai_model::Rules;

/// One parameter of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name on the wire, taken as it is: `limit`, `brand[]`, `created.from`.
    pub name: &'static str,
    /// Where it stands in a request.
    pub location: Location,
    /// How its value is written.
    pub style: Style,
    /// Whether each item of an array, or member of an object, is written on its own.
    pub explode: bool,
    /// Whether characters that part an address stand for themselves in a query.
    pub reserved: bool,
    /// What its value must keep beyond the rules of its type.
    pub rules: Option<&'static Rules>,
}

impl Parameter {
    /// A part of the path, comma-separated.
    pub const fn path(name: &'static str) -> Self {
        Self::of(name, Location::Path, Style::Simple, false)
    }

    /// A pair of the query; one for each item of an array, or member of an object.
    pub const fn query(name: &'static str) -> Self {
        Self::of(name, Location::Query, Style::Form, true)
    }

    /// A header, comma-separated.
    pub const fn header(name: &'static str) -> Self {
        Self::of(name, Location::Header, Style::Simple, false)
    }

    /// A cookie; one for each item of an array, or member of an object.
    pub const fn cookie(name: &'static str) -> Self {
        Self::of(name, Location::Cookie, Style::Form, true)
    }

    /// The same, written in another style and not exploded.
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        Self {
            style,
            explode: false,
            ..self
        }
    }

    /// The same, with or without each part on its own.
    #[must_use]
    pub const fn explode(self, explode: bool) -> Self {
        Self { explode, ..self }
    }

    /// The same, with `:/?@!$'()*,;=` standing for themselves; in a query alone.
    #[must_use]
    pub const fn reserved(self) -> Self {
        Self {
            reserved: true,
            ..self
        }
    }

    /// The same, with what its value must keep beyond the rules of its type.
    #[must_use]
    pub const fn rules(self, rules: &'static Rules) -> Self {
        Self {
            rules: Some(rules),
            ..self
        }
    }

    /// The parameter that goes by this key among those of an operation: its name or, for the second of two
    /// with one name, its [place](Self::place).
    pub(crate) fn position(parameters: &[Self], key: &str) -> Option<usize> {
        let named = parameters.iter().position(|known| known.name == key);
        named.or_else(|| parameters.iter().position(|known| known.place() == key))
    }

    /// Its location and its name, such as `query.id`: how errors name it.
    pub(crate) fn place(&self) -> String {
        self.location.place(self.name)
    }

    const fn of(name: &'static str, location: Location, style: Style, explode: bool) -> Self {
        Self {
            name,
            location,
            style,
            explode,
            reserved: false,
            rules: None,
        }
    }
}

/// Where a parameter stands in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// In place of `{name}` in the path.
    Path,
    /// After the question mark.
    Query,
    /// A header of its own.
    Header,
    /// A pair of the `cookie` header.
    Cookie,
}

impl Location {
    /// `path`, `query`, `header` or `cookie`, as in the specification.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// How errors name a parameter there.
    pub(crate) fn place(self, name: &str) -> String {
        format!("{}.{}", self.as_str(), name.escape_debug())
    }
}

/// How a parameter's value is written; `OpenAPI`'s `style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Comma-separated; for paths and headers.
    Simple,
    /// Behind a dot; for paths.
    Label,
    /// `;name=value` pairs; for paths.
    Matrix,
    /// `name=value` pairs; for queries and cookies.
    Form,
    /// Separated by spaces; for lists in queries.
    SpaceDelimited,
    /// Separated by `|`; for lists in queries.
    PipeDelimited,
    /// `name[member]=value` pairs, however deep; for objects in queries.
    DeepObject,
    /// JSON text; `OpenAPI`'s `content`.
    Json,
}
