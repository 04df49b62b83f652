//! Names of what sends a body: a method for each of its contents, an argument for each file.

use heck::ToSnakeCase;
use proc_macro2::Ident;

use super::scope::{Scope, ident};
use super::words::member_case;
use crate::api::{Body, BodyContent, BodyForm};

/// The names of what sends one content of a body.
#[derive(Debug)]
pub struct BodyNames {
    /// The method; that of the operation for the first content.
    pub method: Ident,
    /// Arguments for the files of a form of parts.
    pub files: Vec<Ident>,
}

/// Names the contents of a body whose first is sent by `method`; `arguments` are those of its parameters.
pub(super) fn build(
    body: &Body,
    method: &Ident,
    arguments: &[Ident],
    methods: &mut Scope,
) -> Vec<BodyNames> {
    let contents = body.contents.iter().enumerate();
    let names = contents.map(|(at, content)| BodyNames {
        method: if at == 0 {
            method.clone()
        } else {
            let stem = method.to_string();
            let wanted = format!("{}_{}", stem.trim_end_matches('_'), kind(body, content));
            ident(&methods.claim(&wanted, "_body"))
        },
        files: files(content, arguments),
    });
    names.collect()
}

/// What tells a content from the others: what it is, or its media type where others are the same.
fn kind(body: &Body, content: &BodyContent) -> String {
    let same = |other: &&BodyContent| {
        std::mem::discriminant(&other.form) == std::mem::discriminant(&content.form)
    };
    let alone = body.contents.iter().filter(same).count() == 1;
    let kind = match &content.form {
        BodyForm::Form(..) => "form",
        BodyForm::Multipart(_) => "multipart",
        BodyForm::Bytes => "bytes",
        BodyForm::Text(_) if alone => "text",
        BodyForm::Json(_) | BodyForm::Text(_) => {
            let media = content.media.split_once('/');
            return media
                .map_or(&*content.media, |(_, subtype)| subtype)
                .to_snake_case();
        }
    };
    kind.to_owned()
}

fn files(content: &BodyContent, arguments: &[Ident]) -> Vec<Ident> {
    let BodyForm::Multipart(form) = &content.form else {
        return Vec::new();
    };
    let mut scope = Scope::reserving(&["body"]);
    for argument in arguments {
        scope.claim(&argument.to_string(), "");
    }
    let files = form.files.iter();
    files
        .map(|file| ident(&scope.claim(&member_case(&file.wire), "_file")))
        .collect()
}
