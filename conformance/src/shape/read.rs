//! From the bundle to shapes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Bound, Extra, Format, Kind, Kinds, Pattern, Shape, ShapeId, Shapes};
use crate::json::Tree;
use crate::oracle::Fault;
use crate::schema::Direction;
use crate::spec::{local_pointer, pointer_step};

impl Shapes {
    /// The schema at a JSON Pointer of the bundle, and all that it refers to.
    ///
    /// # Errors
    ///
    /// The place of what cannot be read.
    pub fn read(
        &mut self,
        bundle: &Value,
        direction: Direction,
        pointer: &str,
    ) -> Result<ShapeId, Fault> {
        Reader {
            bundle,
            direction,
            shapes: self,
        }
        .at(pointer, &BTreeSet::new())
    }
}

struct Reader<'a> {
    bundle: &'a Value,
    direction: Direction,
    shapes: &'a mut Shapes,
}

impl<'a> Reader<'a> {
    /// `lifted`: members that another branch of the same `allOf` leaves to the other side.
    fn at(&mut self, pointer: &str, lifted: &BTreeSet<String>) -> Result<ShapeId, Fault> {
        let (pointer, schema) = self.resolve(pointer)?;
        let Some(schema) = schema.as_object() else {
            return Err(Fault::new(pointer, "a schema must be an object"));
        };
        let mut lifted = lifted.clone();
        self.exempt(&pointer, &mut lifted, 0);
        let names: Vec<&str> = lifted.iter().map(String::as_str).collect();
        let key = format!("{pointer} {}", names.join(" "));
        if let Some(known) = self.shapes.known.get(&key) {
            return Ok(*known);
        }
        let id = ShapeId(self.shapes.all.len());
        self.shapes.known.insert(key, id);
        self.shapes.all.push(plain(schema, &pointer, &lifted)?);
        let inner = |name: &str| pointer_step(&pointer, name);
        let none = BTreeSet::new();
        if schema.contains_key("items") {
            let items = self.at(&inner("items"), &none)?;
            self.shapes.all[id.0].items = Some(items);
        }
        if schema.contains_key("not") {
            let not = self.at(&inner("not"), &none)?;
            self.shapes.all[id.0].not = Some(not);
        }
        match schema.get("additionalProperties") {
            Some(Value::Bool(false)) => self.shapes.all[id.0].extra = Extra::Closed,
            None | Some(Value::Bool(true)) => {}
            Some(_) => {
                let extra = self.at(&inner("additionalProperties"), &none)?;
                self.shapes.all[id.0].extra = Extra::Of(extra);
            }
        }
        for name in object(schema, "properties").map(|(name, _)| name) {
            let member = self.at(&pointer_step(&inner("properties"), name), &none)?;
            self.shapes.all[id.0].members.insert(name.clone(), member);
        }
        for (keyword, lifted) in [("allOf", &lifted), ("anyOf", &none), ("oneOf", &none)] {
            let count = schema
                .get(keyword)
                .and_then(Value::as_array)
                .map_or(0, Vec::len);
            let mut branches = Vec::with_capacity(count);
            for index in 0..count {
                branches.push(self.at(&format!("{}/{index}", inner(keyword)), lifted)?);
            }
            let shape = &mut self.shapes.all[id.0];
            match keyword {
                "allOf" => shape.all_of = branches,
                "anyOf" => shape.any_of = branches,
                _ => shape.one_of = branches,
            }
        }
        Ok(id)
    }

    /// Follows references to the schema that is meant.
    fn resolve(&self, pointer: &str) -> Result<(String, &'a Value), Fault> {
        let bundle = self.bundle;
        let mut pointer = pointer.to_owned();
        for _ in 0..32 {
            let Some(schema) = bundle.pointer(&pointer) else {
                return Err(Fault::new(pointer, "there is nothing here"));
            };
            let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
                return Ok((pointer, schema));
            };
            pointer = match local_pointer(reference) {
                Some(target) => target.into_owned(),
                None => return Err(Fault::new(pointer, "the reference leaves the document")),
            };
        }
        Err(Fault::new(pointer, "the references go in a circle"))
    }

    /// Adds the members that the other side alone sends, of this schema and of those it is put together from.
    fn exempt(&self, pointer: &str, lifted: &mut BTreeSet<String>, depth: usize) {
        let Ok((pointer, schema)) = self.resolve(pointer) else {
            return;
        };
        let Some(schema) = schema.as_object().filter(|_| depth < 32) else {
            return;
        };
        for (name, _) in object(schema, "properties") {
            let place = pointer_step(&pointer_step(&pointer, "properties"), name);
            if self.is_others(&place, 0) {
                lifted.insert(name.clone());
            }
        }
        for index in 0..schema
            .get("allOf")
            .and_then(Value::as_array)
            .map_or(0, Vec::len)
        {
            self.exempt(&format!("{pointer}/allOf/{index}"), lifted, depth + 1);
        }
    }

    fn is_others(&self, pointer: &str, depth: usize) -> bool {
        let mark = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        let Ok((pointer, schema)) = self.resolve(pointer) else {
            return false;
        };
        let branches = schema
            .get("allOf")
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        schema.get(mark).and_then(Value::as_bool) == Some(true)
            || (depth < 32
                && (0..branches)
                    .any(|index| self.is_others(&format!("{pointer}/allOf/{index}"), depth + 1)))
    }
}

/// The rules a schema states without naming another one.
fn plain(
    schema: &Map<String, Value>,
    pointer: &str,
    lifted: &BTreeSet<String>,
) -> Result<Shape, Fault> {
    let text = |name: &str| schema.get(name).and_then(Value::as_str);
    let flag = |name: &str| schema.get(name).and_then(Value::as_bool) == Some(true);
    let size = |name: &str| {
        let size = schema.get(name).and_then(Value::as_u64);
        size.and_then(|size| usize::try_from(size).ok())
    };
    let bound = |name: &str, exclusive: &str| {
        Some(Bound {
            value: schema.get(name)?.as_f64()?,
            exclusive: flag(exclusive),
        })
    };
    let values = |name: &str| {
        let values = schema.get(name).and_then(Value::as_array);
        values.map(|values| values.iter().map(Tree::from).collect::<Vec<Tree>>())
    };
    let pattern = match text("pattern") {
        None => None,
        Some(pattern) => Some(
            Pattern::new(pattern)
                .map_err(|problem| Fault::new(pointer_step(pointer, "pattern"), problem))?,
        ),
    };
    Ok(Shape {
        pointer: pointer.to_owned(),
        kinds: kinds(text("type"), flag("nullable")),
        listed: values("enum"),
        known: values("x-extensible-enum").unwrap_or_default(),
        minimum: bound("minimum", "exclusiveMinimum"),
        maximum: bound("maximum", "exclusiveMaximum"),
        multiple_of: schema.get("multipleOf").and_then(Value::as_f64),
        min_length: size("minLength").unwrap_or_default(),
        max_length: size("maxLength"),
        pattern,
        format: text("format").and_then(Format::read),
        bits: if text("format") == Some("int32") {
            32
        } else {
            64
        },
        items: None,
        min_items: size("minItems").unwrap_or_default(),
        max_items: size("maxItems"),
        unique: flag("uniqueItems"),
        members: BTreeMap::new(),
        required: schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|name| !lifted.contains(*name))
            .map(str::to_owned)
            .collect(),
        extra: Extra::Open,
        min_members: size("minProperties").unwrap_or_default(),
        max_members: size("maxProperties"),
        all_of: Vec::new(),
        any_of: Vec::new(),
        one_of: Vec::new(),
        not: None,
    })
}

/// `nullable` widens the type beside it, and says nothing where there is none.
fn kinds(name: Option<&str>, nullable: bool) -> Kinds {
    let kinds = match name {
        None => return Kinds::ANY,
        Some("string") => Kinds::of(&[Kind::String]),
        Some("boolean") => Kinds::of(&[Kind::Boolean]),
        Some("integer") => Kinds::of(&[Kind::Integer]),
        Some("number") => Kinds::of(&[Kind::Integer, Kind::Fraction]),
        Some("array") => Kinds::of(&[Kind::Array]),
        Some(_) => Kinds::of(&[Kind::Object]),
    };
    if nullable {
        kinds.or(Kinds::of(&[Kind::Null]))
    } else {
        kinds
    }
}

fn object<'v>(
    schema: &'v Map<String, Value>,
    name: &str,
) -> impl Iterator<Item = (&'v String, &'v Value)> {
    schema
        .get(name)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}
