//! From request bodies to what is sent.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{Encoding, MediaType, QueryStyle, ReferenceOr, RequestBody, Schema};

use super::extensions::ORIGIN;
use super::keywords::Keywords;
use super::media::{Content, Scalar, is_json};
use super::schemas::{Place, Schemas, escape};
use super::{
    Body, BodyContent, BodyForm, Example, Field, FilePart, Kind, Multipart, Shape, Style, Usage,
};

/// Deep enough for every schema that means something.
const DEPTH: usize = 16;

impl<'a> Schemas<'a> {
    pub(super) fn body(
        &mut self,
        body: &'a ReferenceOr<RequestBody>,
        id: &str,
        pointer: &str,
    ) -> Option<Body> {
        let (body, at) = match body {
            ReferenceOr::Item(body) => (body, format!("{pointer}/requestBody")),
            ReferenceOr::Reference { reference } => {
                let name = reference.strip_prefix("#/components/requestBodies/")?;
                let components = self.model.components.as_ref()?;
                let body = components.request_bodies.get(name)?.as_item()?;
                (body, format!("/components/requestBodies/{}", escape(name)))
            }
        };
        let mut contents = Vec::new();
        for (name, media) in self.chosen(&body.content) {
            let pointer = format!("{at}/content/{}", escape(name));
            let place = Place::new(format!("{id} body"), format!("{pointer}/schema"));
            if let Some(form) = self.body_form(name, media, &place, &pointer) {
                contents.push(BodyContent {
                    media: name.clone(),
                    form,
                });
            }
        }
        // Bytes of another type are bytes.
        let mut bytes = false;
        contents.retain(|content| {
            let again = content.form == BodyForm::Bytes && bytes;
            bytes |= content.form == BodyForm::Bytes;
            !again
        });
        let first = body.content.get(&contents.first()?.media);
        Some(Body {
            required: body.required,
            examples: first.map(|media| self.examples(media)).unwrap_or_default(),
            contents,
        })
    }

    /// The contents that say something of their own, JSON first: a form of the schema that JSON has is the same in another dress.
    fn chosen(&self, content: &'a IndexMap<String, MediaType>) -> Vec<(&'a String, &'a MediaType)> {
        let (mut chosen, others): (Vec<_>, Vec<_>) =
            content.iter().partition(|(name, _)| is_json(name));
        let of_json: Vec<_> = chosen.iter().map(|(_, media)| &media.schema).collect();
        let others = others.into_iter().filter(|(name, media)| {
            let schema = media.schema.as_ref();
            let says_more = match self.content(name, schema) {
                Content::Multipart => schema.is_some_and(|schema| !self.files(schema).is_empty()),
                Content::Form | Content::Json => false,
                Content::Text | Content::Bytes => {
                    schema.is_none_or(|schema| self.scalar(schema).is_some())
                }
            };
            says_more || !of_json.contains(&&media.schema)
        });
        let others: Vec<_> = others.collect();
        chosen.extend(others);
        chosen
    }

    fn body_form(
        &mut self,
        name: &str,
        media: &'a MediaType,
        place: &Place,
        pointer: &str,
    ) -> Option<BodyForm> {
        let schema = media.schema.as_ref();
        Some(match self.content(name, schema) {
            Content::Json => BodyForm::Json(self.media_usage(media, place)),
            Content::Form => {
                let usage = match schema {
                    Some(schema) => self.usage(schema, place).usage,
                    None => Usage::plain(Kind::Json),
                };
                BodyForm::Form(usage, self.fields(media, pointer, false))
            }
            Content::Multipart => {
                let Some(schema) = schema else {
                    self.faults
                        .unsupported("a form of parts without a schema", pointer);
                    return None;
                };
                self.multipart(schema, media, place, pointer)?
            }
            Content::Text => {
                let text = schema.filter(|schema| self.scalar(schema) == Some(Scalar::Text));
                BodyForm::Text(match text {
                    Some(schema) => self.usage(schema, place).usage,
                    None => Usage::plain(Kind::Text),
                })
            }
            Content::Bytes => BodyForm::Bytes,
        })
    }

    /// A form of parts: files apart, the other members as a type.
    fn multipart(
        &mut self,
        schema: &'a ReferenceOr<Schema>,
        media: &MediaType,
        place: &Place,
        pointer: &str,
    ) -> Option<BodyForm> {
        let binary = self.files(schema);
        let fields = self.fields(media, pointer, true);
        if binary.is_empty() {
            let usage = Some(self.usage(schema, place).usage);
            return Some(BodyForm::Multipart(Multipart {
                usage,
                files: Vec::new(),
                fields,
            }));
        }
        let own = self.schema_behind(schema)?;
        let Some(Shape::Object(mut object)) = self.shape(own, &Keywords::of(own), place) else {
            self.faults
                .unsupported("a form of parts that is no object", pointer);
            return None;
        };
        let mut files = Vec::new();
        object.members.retain(|member| {
            let Some(many) = binary.get(&member.wire) else {
                return true;
            };
            files.push(FilePart {
                wire: member.wire.clone(),
                description: member.description.clone(),
                required: !member.presence.may_miss(),
                many: *many,
            });
            false
        });
        let usage = (!object.members.is_empty() || object.extra.is_some()).then(|| {
            let id = self.inline_type(own, Shape::Object(object), place);
            Usage::plain(Kind::Named(id))
        });
        Some(BodyForm::Multipart(Multipart {
            usage,
            files,
            fields,
        }))
    }

    /// The members that are files, each with whether it is a list of them.
    fn files(&self, schema: &'a ReferenceOr<Schema>) -> BTreeMap<String, bool> {
        let mut found = BTreeMap::new();
        self.collect_files(schema, &mut found, 0);
        found
    }

    fn collect_files(
        &self,
        schema: &'a ReferenceOr<Schema>,
        found: &mut BTreeMap<String, bool>,
        depth: usize,
    ) {
        let Some(schema) = self.schema_behind(schema).filter(|_| depth < DEPTH) else {
            return;
        };
        let keywords = Keywords::of(schema);
        for branch in keywords.all_of {
            self.collect_files(branch, found, depth + 1);
        }
        for (name, property) in keywords.properties.into_iter().flatten() {
            let property = property.clone().unbox();
            let items = || {
                let schema = self.schema_behind(&property)?;
                let items = Keywords::of(schema).items?.clone().unbox();
                self.scalar(&items)
            };
            if self.scalar(&property) == Some(Scalar::Binary) {
                found.insert(name.clone(), false);
            } else if items() == Some(Scalar::Binary) {
                found.insert(name.clone(), true);
            }
        }
    }

    /// How members are written that are not written as others.
    fn fields(&mut self, media: &MediaType, pointer: &str, parts: bool) -> Vec<Field> {
        let fields = media.encoding.iter().filter_map(|(name, encoding)| {
            let at = format!("{pointer}/encoding/{}", escape(name));
            self.left_out(encoding, &at, parts);
            let field = self.field(name, encoding, &at, parts);
            let usual = Field {
                wire: name.clone(),
                style: Style::Form,
                explode: true,
                media: String::new(),
            };
            (field != usual).then_some(field)
        });
        fields.collect()
    }

    /// Names what of an encoding is not written.
    fn left_out(&mut self, encoding: &Encoding, at: &str, parts: bool) {
        if parts && !encoding.headers.is_empty() {
            let at = format!("{at}/headers");
            self.faults.unsupported("a header of a part of a form", &at);
        }
        let media = encoding.content_type.as_deref().unwrap_or("text/plain");
        if !parts && !is_json(media) && !media.starts_with("text/plain") {
            let at = format!("{at}/contentType");
            self.faults
                .unsupported("a member of a form that is neither JSON nor text", &at);
        }
    }

    fn field(&self, name: &str, encoding: &Encoding, at: &str, parts: bool) -> Field {
        let media = encoding.content_type.as_deref().unwrap_or_default();
        // Of several types the first is the usual one.
        let media = media.split(',').next().unwrap_or_default().trim();
        let style = match &encoding.style {
            Some(QueryStyle::SpaceDelimited) => Style::SpaceDelimited,
            Some(QueryStyle::PipeDelimited) => Style::PipeDelimited,
            Some(QueryStyle::DeepObject) => Style::DeepObject,
            None if !parts && is_json(media) => Style::Json,
            Some(QueryStyle::Form) | None => Style::Form,
        };
        let explode = if self.faults.says(&format!("{at}/explode")) {
            encoding.explode
        } else {
            style == Style::Form
        };
        Field {
            wire: name.to_owned(),
            style,
            explode,
            media: if parts {
                media.to_owned()
            } else {
                String::new()
            },
        }
    }

    pub(super) fn examples(&self, media: &MediaType) -> Vec<Example> {
        let named = media.examples.iter().filter_map(|(name, example)| {
            let example = match example {
                ReferenceOr::Item(example) => example,
                ReferenceOr::Reference { reference } => {
                    let name = reference.strip_prefix("#/components/examples/")?;
                    self.model
                        .components
                        .as_ref()?
                        .examples
                        .get(name)?
                        .as_item()?
                }
            };
            Some(Example {
                name: name.clone(),
                value: example.value.clone()?,
                composed: example
                    .extensions
                    .get(ORIGIN)
                    .is_some_and(|origin| origin == "composed"),
            })
        });
        named.collect()
    }
}
