//! Names of types, members and variants.

use proc_macro2::Ident;

use super::scope::{Scope, ident};
use super::words::{member_case, type_case};
use super::{Notes, WebhookNames};
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
    /// For each member, the method that clears it.
    pub clears: Vec<Ident>,
    /// The member that holds members beside the documented ones.
    pub extra: Ident,
    /// The variant that is null.
    pub null: Ident,
}

/// What the emitted files and the crate roots refer to by bare name.
pub(super) const RESERVED: &[&str] = &[
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
    "Items",
    "MemoryTransport",
    "Method",
    "Transport",
    "TransportError",
    "Pages",
    "Raw",
    "Paged",
    "Paging",
    "Polled",
    "Polling",
    "Wait",
    "NextPage",
    "Date",
    "Timestamp",
    "Money",
    "Claims",
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

pub(super) fn build(api: &Api, notes: &mut Notes<'_>) -> (Vec<TypeNames>, Option<WebhookNames>) {
    let mut scope = Scope::reserving(RESERVED);
    // Re-exported by the crates that have a use for them.
    for (used, name) in [
        (api.downloads(), "Download"),
        (api.uploads(), "Upload"),
        (api.downloads() || api.uploads(), "ByteStream"),
        (!api.headers.is_empty(), "Header"),
    ] {
        if used {
            scope.claim(name, "");
        }
    }
    // Components come before inline types: a name that the author wrote beats one that was made.
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    order.sort_by_key(|at| !api.types[*at].component);
    let mut names: Vec<Option<TypeNames>> = api.types.iter().map(|_| None).collect();
    for at in order {
        names[at] = Some(type_names(api, &api.types[at], &mut scope, notes));
    }
    let names: Vec<TypeNames> = names.into_iter().flatten().collect();
    let webhooks = api.webhooks.as_ref().map(|webhooks| {
        let wanted = format!("{}Subject", names[webhooks.event.0].name);
        let mut kinds = Scope::reserving(&["Other"]);
        WebhookNames {
            subject: ident(&scope.claim(&wanted, "Value")),
            kinds: webhooks
                .kinds
                .iter()
                .map(|kind| ident(&kinds.claim(&type_case(&kind.wire), "Event")))
                .collect(),
        }
    });
    (names, webhooks)
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
    let parts = parts(ty, notes);
    let required = scope.claim(&format!("{given}Required"), "Members");
    TypeNames {
        name: ident(&given),
        required: ident(&required),
        parts: idents(&parts.claimed),
        clears: idents(&parts.clears),
        extra: ident(&parts.extra),
        null: ident(&parts.null),
    }
}

/// Names before they are identifiers.
struct Parts {
    claimed: Vec<String>,
    clears: Vec<String>,
    extra: String,
    null: String,
}

fn idents(names: &[String]) -> Vec<Ident> {
    names.iter().map(|name| ident(name)).collect()
}

fn parts(ty: &Type, notes: &mut Notes<'_>) -> Parts {
    let mut scope = match &ty.shape {
        // `rest` and the two builders that every object has.
        Shape::Object(_) => Scope::reserving(&["new", "rest", "undocumented"]),
        _ => Scope::reserving(&["Unknown"]),
    };
    let (pointer, wanted, suffix) = match &ty.shape {
        Shape::Object(object) => {
            let members = object
                .members
                .iter()
                .map(|member| member_case(&member.wire));
            ("/properties", members.collect(), "_member")
        }
        Shape::Enumeration(list) => {
            let values = list.values.iter().map(|value| type_case(&value.wire));
            ("/enum", values.collect(), "Value")
        }
        Shape::Integers(values) => {
            let values = values
                .iter()
                .map(|value| type_case(&value.wire.to_string()));
            ("/enum", values.collect(), "Value")
        }
        Shape::Union(union) => {
            let variants = union
                .variants
                .iter()
                .map(|variant| type_case(&variant.name));
            ("", variants.collect(), "Value")
        }
        Shape::Text(_) | Shape::Alias(_) => ("", Vec::<String>::new(), ""),
    };
    let pointer = format!("{}{pointer}", ty.pointer);
    let parts: Vec<String> = wanted
        .iter()
        .map(|wanted| claim(&mut scope, wanted, suffix, &pointer, notes))
        .collect();
    // After the members: a name of the document comes before one that is made.
    let clears = parts
        .iter()
        .map(|member| scope.claim(&format!("clear_{member}"), "_member"))
        .collect();
    let extra = scope.claim("extra", "_members");
    let null = scope.claim("Null", "Value");
    Parts {
        claimed: parts,
        clears,
        extra,
        null,
    }
}

fn claim(
    scope: &mut Scope,
    wanted: &str,
    suffix: &str,
    pointer: &str,
    notes: &mut Notes<'_>,
) -> String {
    let given = scope.claim(wanted, suffix);
    if given != wanted {
        notes.renamed(wanted, &given, pointer);
    }
    given
}
