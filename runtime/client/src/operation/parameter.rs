//! Where a parameter stands in a request, and how its value is written.

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

    /// Whether this is its name with its location before it, such as `query.id`: for operations that have
    /// two parameters of one name.
    pub(crate) fn is(&self, name: &str) -> bool {
        let rest = name.strip_prefix(self.location.as_str());
        rest.and_then(|rest| rest.strip_prefix('.')) == Some(self.name)
    }

    const fn of(name: &'static str, location: Location, style: Style, explode: bool) -> Self {
        Self {
            name,
            location,
            style,
            explode,
            reserved: false,
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
