//! How the kinds of objects of OpenAPI 3.0.3 are described.

/// A kind of object: what members it has and what they hold.
#[derive(Debug)]
pub(super) struct Kind {
    /// Its name in the specification, without "Object".
    pub(super) name: &'static str,
    /// Under which name `components` keeps such objects, where a reference may stand for one.
    pub(super) component: Option<&'static str>,
    /// The members that OpenAPI gives it.
    pub(super) members: &'static [Member],
    /// The extensions it may have.
    pub(super) extensions: &'static [Member],
}

/// A member of a kind of object.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) key: &'static str,
    pub(super) value: Value,
    pub(super) required: bool,
}

/// What a member holds.
#[derive(Debug)]
pub(super) enum Value {
    /// Any value: it means nothing to the document.
    Any,
    /// Text.
    Text,
    /// Text that can name something in code.
    Name,
    /// The version of OpenAPI.
    Version,
    /// A boolean.
    Flag,
    /// `true`: the opposite is said by leaving the member out.
    True,
    /// A number.
    Number,
    /// A whole number that is not negative.
    Count,
    /// The type of a schema.
    Type,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// An object of a kind, written in place.
    Object(&'static Kind),
    /// An object of a kind, or a reference to one.
    Place(&'static Kind),
    /// A boolean, or an object of a kind, or a reference to one.
    FlagOrPlace(&'static Kind),
    /// A list.
    List(&'static Value),
    /// A list with something in it.
    Some(&'static Value),
    /// A list with something in it, and nothing in it twice.
    Distinct(&'static Value),
    /// Values by name.
    Map(Keys, &'static Value),
}

/// Which names a map may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keys {
    /// Any name.
    Any,
    /// Names of components.
    Component,
    /// Paths.
    Path,
    /// Status codes.
    Status,
    /// Media types.
    MediaType,
}

/// A member that may be left out.
pub(super) const fn may(key: &'static str, value: Value) -> Member {
    Member {
        key,
        value,
        required: false,
    }
}

/// A member that must be there.
pub(super) const fn must(key: &'static str, value: Value) -> Member {
    Member {
        key,
        value,
        required: true,
    }
}

impl Kind {
    /// A member or extension by name.
    pub(super) fn member(&self, key: &str) -> Option<&'static Member> {
        let known = if key.starts_with("x-") {
            self.extensions
        } else {
            self.members
        };
        known.iter().find(|member| member.key == key)
    }

    /// Whether this is that kind: kinds differ in name.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.name == other.name
    }

    /// The name with its article.
    pub(super) fn with_article(&self) -> String {
        let article = if self.name.starts_with(['A', 'E', 'I', 'O', 'U']) {
            "an"
        } else {
            "a"
        };
        format!("{article} {} Object", self.name)
    }
}

impl Value {
    /// The kind of the objects it holds, itself or in a list or map.
    pub(super) fn kind(&self) -> Option<&'static Kind> {
        match self {
            Self::Object(kind) | Self::Place(kind) | Self::FlagOrPlace(kind) => Some(kind),
            Self::List(item) | Self::Some(item) | Self::Map(_, item) => item.kind(),
            _ => None,
        }
    }
}

impl Keys {
    /// Whether a name is one of these.
    pub(super) fn allow(self, name: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Component => {
                let letter =
                    |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
                !name.is_empty() && name.bytes().all(letter)
            }
            Self::Path => name.starts_with('/'),
            Self::Status => {
                name == "default"
                    || matches!(name.as_bytes(), [b'1'..=b'5', rest @ ..] if rest == b"XX"
                        || rest.len() == 2 && rest.iter().all(u8::is_ascii_digit))
            }
            Self::MediaType => {
                // Parameters such as `; charset=utf-8` may follow.
                let essence = name.split(';').next().unwrap_or(name).trim_end();
                essence
                    .split_once('/')
                    .is_some_and(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty())
                    && !essence.contains(char::is_whitespace)
            }
        }
    }

    /// What such a name looks like.
    pub(super) fn expectation(self) -> &'static str {
        match self {
            Self::Any => "any name",
            Self::Component => "letters, digits, `.`, `-` and `_`",
            Self::Path => "a path that starts with `/`",
            Self::Status => "three digits, `4XX` or `default`",
            Self::MediaType => "a media type such as `application/json`",
        }
    }
}
