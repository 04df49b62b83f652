//! Names of types, members and variants.

use proc_macro2::Ident;

use super::Notes;
use super::scope::{Scope, ident};
use super::words::{member_case, type_case};
use crate::api::{Api, Shape, Type};

/// The names of a type and its parts.
#[derive(Debug)]
pub struct TypeNames {
    /// The type.
    pub name: Ident,
    /// The struct that holds its required members, for types that have many of them.
    pub required: Ident,
    /// Members or variants, in the order of the shape.
    pub parts: Vec<Ident>,
}

/// What the emitted files and the crate roots refer to by bare name.
const RESERVED: &[&str] = &[
    // The prelude and std.
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Display",
    "Drop",
    "Eq",
    "Err",
    "Error",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Some",
    "String",
    "Sync",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
    // The runtimes.
    "Call",
    "Client",
    "ClientBuilder",
    "Decimal",
    "Decode",
    "DecodeError",
    "Encode",
    "ErrorKind",
    "InvalidValue",
    "Json",
    "Kind",
    "NoParameters",
    "Operation",
    "Patch",
    "Provider",
    "Response",
    "Rest",
    "Rules",
    "Sensitive",
    "TimestampMillis",
    "Transport",
    "Value",
    "Writer",
];

pub(super) fn build(api: &Api, notes: &mut Notes<'_>) -> Vec<TypeNames> {
    let mut scope = Scope::reserving(RESERVED);
    // Components come before inline types: a name that the author wrote beats one that was made.
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    order.sort_by_key(|at| !api.types[*at].component);
    let mut names: Vec<Option<TypeNames>> = api.types.iter().map(|_| None).collect();
    for at in order {
        names[at] = Some(type_names(api, &api.types[at], &mut scope, notes));
    }
    names.into_iter().flatten().collect()
}

fn type_names(api: &Api, ty: &Type, scope: &mut Scope, notes: &mut Notes<'_>) -> TypeNames {
    let source = ty.body_of.map_or(ty.name.as_str(), |operation| {
        api.operations[operation].id.as_str()
    });
    let wanted = type_case(source);
    let suffix = if ty.answer { "Body" } else { "Value" };
    let given = scope.claim(&wanted, suffix);
    if given != wanted {
        notes.renamed(&wanted, &given, &ty.pointer);
    }
    let required = scope.claim(&format!("{given}Required"), "Members");
    TypeNames {
        name: ident(&given),
        required: ident(&required),
        parts: parts(ty, notes),
    }
}

fn parts(ty: &Type, notes: &mut Notes<'_>) -> Vec<Ident> {
    match &ty.shape {
        Shape::Object(object) => {
            // `rest` and the two builders that every object has.
            let mut scope = Scope::reserving(&["new", "rest", "undocumented"]);
            let members = object.members.iter();
            members
                .map(|member| {
                    let pointer = format!("{}/properties/{}", ty.pointer, member.wire);
                    claim(
                        &mut scope,
                        &member_case(&member.wire),
                        "_member",
                        &pointer,
                        notes,
                    )
                })
                .collect()
        }
        Shape::Enumeration(list) => {
            let mut scope = Scope::reserving(&["Unknown"]);
            let values = list.values.iter();
            values
                .map(|value| {
                    claim(
                        &mut scope,
                        &type_case(&value.wire),
                        "Value",
                        &format!("{}/enum", ty.pointer),
                        notes,
                    )
                })
                .collect()
        }
        Shape::Union(union) => {
            let mut scope = Scope::reserving(&["Unknown"]);
            let variants = union.variants.iter();
            variants
                .map(|variant| {
                    claim(
                        &mut scope,
                        &type_case(&variant.name),
                        "Value",
                        &ty.pointer,
                        notes,
                    )
                })
                .collect()
        }
        Shape::Text(_) | Shape::Alias(_) => Vec::new(),
    }
}

fn claim(
    scope: &mut Scope,
    wanted: &str,
    suffix: &str,
    pointer: &str,
    notes: &mut Notes<'_>,
) -> Ident {
    let given = scope.claim(wanted, suffix);
    if given != wanted {
        notes.renamed(wanted, &given, pointer);
    }
    ident(&given)
}
