//! The examples of a document, each with its place.

use std::fmt;

use kessai_sandbox::json::Tree;
use serde_json::Value;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// How many references are followed one after another.
const HOPS: usize = 16;

/// What an example is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The body of an operation's request.
    Request {
        /// The operation's id.
        operation: String,
        /// Its media type.
        media: Media,
    },
    /// The body of an operation's response.
    Response {
        /// The operation's id.
        operation: String,
        /// The status as the document has it: `200`, `4XX`, `default`.
        status: String,
        /// Its media type.
        media: Media,
    },
    /// A named schema.
    Component {
        /// Its name.
        name: String,
    },
}

/// A JSON media type of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// As the document has it.
    pub name: String,
    /// Whether it is the first one of its body that is JSON.
    pub first: bool,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let media = match self {
            Self::Request { operation, media } => {
                write!(formatter, "{operation}/request")?;
                media
            }
            Self::Response {
                operation,
                status,
                media,
            } => {
                write!(formatter, "{operation}/{status}")?;
                media
            }
            Self::Component { name } => return write!(formatter, "schema {name}"),
        };
        if media.first {
            Ok(())
        } else {
            write!(formatter, " as {}", media.name)
        }
    }
}

/// An example.
#[derive(Clone, Debug)]
pub struct Example {
    /// JSON pointer of the value in the document as it was written.
    pub pointer: String,
    /// The value.
    pub value: Tree,
    /// What it is of.
    pub place: Place,
    /// JSON pointer of its schema.
    pub schema: String,
    /// The component that its schema is, or refers to.
    pub component: Option<String>,
}

/// Every example of a JSON body and every example of a named schema. What operations are called is read from the sound
/// document, which has an id for each; what the examples are, from the document as it was written.
pub fn collect(written: &Tree, sound: &Value) -> Vec<Example> {
    let root = Cursor::root(written);
    let mut found = Vec::new();
    for (path, item) in root.members("paths") {
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let id = sound
                .pointer(&format!("{}/operationId", operation.pointer))
                .and_then(Value::as_str)
                .map_or_else(|| format!("{method} {path}"), str::to_owned);
            operation_examples(&operation, &id, &mut found);
        }
    }
    for (name, schema) in root.get("components").iter().flat_map(schemas) {
        if let Some(example) = schema.get("example") {
            found.push(Example {
                pointer: example.pointer,
                value: example.value.clone(),
                place: Place::Component { name: name.clone() },
                schema: schema.pointer,
                component: Some(name),
            });
        }
    }
    found
}

fn schemas<'a>(components: &Cursor<'a>) -> Vec<(String, Cursor<'a>)> {
    components.members("schemas")
}

fn operation_examples(operation: &Cursor<'_>, id: &str, found: &mut Vec<Example>) {
    let request = operation.get("requestBody").map(|body| (None, body));
    let responses = operation.members("responses").into_iter();
    let responses = responses.map(|(status, response)| (Some(status), response));
    for (status, body) in request.into_iter().chain(responses) {
        let Some(body) = body.resolve() else { continue };
        let content = body.members("content").into_iter();
        let json = content.filter(|(name, _)| is_json(name));
        for (at, (name, media)) in json.enumerate() {
            let Some(content) = media.resolve() else {
                continue;
            };
            let media = Media {
                name,
                first: at == 0,
            };
            let operation = id.to_owned();
            let place = match status.clone() {
                None => Place::Request { operation, media },
                Some(status) => Place::Response {
                    operation,
                    status,
                    media,
                },
            };
            media_examples(&content, &place, found);
        }
    }
}

fn media_examples(media: &Cursor<'_>, place: &Place, found: &mut Vec<Example>) {
    let Some(schema) = media.get("schema") else {
        return;
    };
    let reference = schema.value.get("$ref").and_then(Tree::as_str);
    let component = reference
        .and_then(|reference| reference.strip_prefix("#/components/schemas/"))
        .map(unescape);
    let named = media
        .members("examples")
        .into_iter()
        .filter_map(|(_, example)| example.resolve()?.get("value"));
    // An example of a referenced schema is met where that schema stands.
    let own = schema
        .get("example")
        .filter(|_| schema.value.get("$ref").is_none());
    let all = media.get("example").into_iter().chain(named).chain(own);
    found.extend(all.map(|example| Example {
        pointer: example.pointer,
        value: example.value.clone(),
        place: place.clone(),
        schema: schema.pointer.clone(),
        component: component.clone(),
    }));
}

/// A value of the document with where it stands.
#[derive(Clone)]
struct Cursor<'a> {
    root: &'a Tree,
    value: &'a Tree,
    pointer: String,
}

impl<'a> Cursor<'a> {
    fn root(root: &'a Tree) -> Self {
        Self {
            root,
            value: root,
            pointer: String::new(),
        }
    }

    fn get(&self, name: &str) -> Option<Self> {
        let value = match self.value {
            Tree::Array(items) => items.get(name.parse::<usize>().ok()?)?,
            value => value.get(name)?,
        };
        Some(Self {
            root: self.root,
            value,
            pointer: format!("{}/{}", self.pointer, escape(name)),
        })
    }

    /// The members of an object below this one; none when there is no object.
    fn members(&self, name: &str) -> Vec<(String, Self)> {
        let Some(inner) = self.get(name) else {
            return Vec::new();
        };
        let Tree::Object(members) = inner.value else {
            return Vec::new();
        };
        members
            .keys()
            .filter_map(|name| Some((name.clone(), inner.get(name)?)))
            .collect()
    }

    /// What a reference leads to, in the end.
    fn resolve(self) -> Option<Self> {
        let mut here = self;
        for _ in 0..HOPS {
            let Some(reference) = here.value.get("$ref").and_then(Tree::as_str) else {
                return Some(here);
            };
            let pointer = reference.strip_prefix("#/")?;
            let mut steps = pointer.split('/').map(unescape);
            here = steps.try_fold(Self::root(here.root), |at, step| at.get(&step))?;
        }
        None
    }
}

fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn unescape(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

fn is_json(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or(name).trim();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}
