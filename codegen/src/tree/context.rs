//! Where names are free and where values are data: there a `$ref` is no reference.

/// What a node is, as far as references go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Context {
    /// An object whose keys have a meaning.
    Object,
    /// A map whose keys are names that the author chose.
    Names,
    /// The mapping of a discriminator, whose values are references without `$ref`.
    Targets,
    /// Data that means nothing to the document.
    Data,
}

/// Members that hold maps by name.
const NAMES: &[&str] = &[
    "callbacks",
    "content",
    "encoding",
    "examples",
    "headers",
    "links",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "scopes",
    "securitySchemes",
    "variables",
];

/// Members that hold data.
const DATA: &[&str] = &["const", "default", "enum", "example", "value"];

impl Context {
    /// What the member of a mapping is.
    pub(crate) fn member(self, key: &str) -> Self {
        match self {
            Self::Object if NAMES.contains(&key) => Self::Names,
            Self::Object if DATA.contains(&key) || key.starts_with("x-") => Self::Data,
            Self::Object if key == "mapping" => Self::Targets,
            Self::Object | Self::Names => Self::Object,
            Self::Targets | Self::Data => Self::Data,
        }
    }

    /// What the items of a sequence are.
    pub(crate) fn item(self) -> Self {
        match self {
            Self::Object | Self::Names => Self::Object,
            Self::Targets | Self::Data => Self::Data,
        }
    }
}
