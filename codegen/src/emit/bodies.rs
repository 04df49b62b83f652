//! What a call sends: arguments of a method, and entries of its operation's table.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use super::operations::style;
use crate::api::{Body, BodyContent, BodyForm, Field, Kind, Multipart, Style, Usage};
use crate::names::BodyNames;

/// What a method takes as its body, and what it does with it.
#[derive(Default)]
pub(super) struct Sent {
    /// Arguments, each with its comma.
    pub(super) arguments: TokenStream,
    /// Calls that follow the making of the call.
    pub(super) sets: TokenStream,
}

impl Context<'_> {
    /// What a method takes that sends one of the contents of a body.
    pub(super) fn sent(&self, body: &Body, at: usize, names: &BodyNames) -> Sent {
        let Some(content) = body.contents.get(at) else {
            return Sent::default();
        };
        let mut sent = match &content.form {
            BodyForm::Json(usage) | BodyForm::Text(usage) | BodyForm::Form(usage, _) => {
                self.value(usage, body.required)
            }
            BodyForm::Multipart(form) => self.parts(form, body.required, names),
            BodyForm::Bytes if body.required => Sent {
                arguments: quote! { body: impl Into<kessai_client::Upload>, },
                sets: quote! { .upload(&body.into()) },
            },
            BodyForm::Bytes => Sent {
                arguments: quote! { body: Option<kessai_client::Upload>, },
                sets: quote! { .optional_upload(body.as_ref()) },
            },
        };
        if at > 0 {
            let (at, sets) = (Literal::usize_unsuffixed(at), &sent.sets);
            sent.sets = quote! { .content(#at) #sets };
        }
        sent
    }

    fn value(&self, usage: &Usage, required: bool) -> Sent {
        let (ty, value) = match &usage.kind {
            Kind::List(item) => {
                let item = self.rust_type(item);
                (quote!([#item]), quote!(&body))
            }
            Kind::Text => (quote!(str), quote!(&body)),
            _ => (self.rust_type(usage), quote!(body)),
        };
        if required {
            return Sent {
                arguments: quote! { body: &#ty, },
                sets: quote! { .body(#value) },
            };
        }
        // A list or a text is encodable behind its reference only.
        let held = match &usage.kind {
            Kind::List(_) | Kind::Text => quote!(body.as_ref()),
            _ => quote!(body),
        };
        Sent {
            arguments: quote! { body: Option<&#ty>, },
            sets: quote! { .optional_body(#held.map(|body| body as &dyn Encode)) },
        }
    }

    fn parts(&self, form: &Multipart, required: bool, names: &BodyNames) -> Sent {
        let usage = form.usage.as_ref();
        let mut sent = usage
            .map(|usage| self.value(usage, required))
            .unwrap_or_default();
        for (file, argument) in form.files.iter().zip(&names.files) {
            let wire = &file.wire;
            let (ty, call) = match (file.required && required, file.many) {
                (true, false) => (
                    quote!(impl Into<kessai_client::Upload>),
                    quote! { .file(#wire, &#argument.into()) },
                ),
                (false, false) => (
                    quote!(Option<kessai_client::Upload>),
                    quote! { .files(#wire, &#argument) },
                ),
                (_, true) => (
                    quote!(&[kessai_client::Upload]),
                    quote! { .files(#wire, #argument) },
                ),
            };
            sent.arguments.extend(quote! { #argument: #ty, });
            sent.sets.extend(call);
        }
        sent
    }
}

/// What is to be said of a body that is not plain JSON.
pub(super) fn text(content: &BodyContent, names: &BodyNames) -> Option<String> {
    let files = match &content.form {
        BodyForm::Json(_) if content.media == "application/json" => return None,
        BodyForm::Multipart(form) => form.files.as_slice(),
        _ => &[],
    };
    let mut text = format!("Sends `{}`.", content.media);
    let told = files.iter().zip(&names.files).filter_map(|(file, name)| {
        let about = file.description.as_deref()?;
        let about: Vec<&str> = about.split_whitespace().collect();
        Some(format!("\n* `{name}`: {}", about.join(" ")))
    });
    let told: String = told.collect();
    if !told.is_empty() {
        text.push_str(&format!(" Files:\n{told}"));
    }
    Some(text)
}

impl Context<'_> {
    /// The entries of an operation's table for the contents of its body; none for plain JSON, which is the usual.
    pub(super) fn contents(&self, body: &Body) -> Option<TokenStream> {
        let plain = |content: &BodyContent| {
            content.media == "application/json" && matches!(content.form, BodyForm::Json(_))
        };
        let rules = |content: &BodyContent| self.rules_call(content.form.usage()?);
        if let [only] = body.contents.as_slice()
            && plain(only)
            && rules(only).is_none()
        {
            return None;
        }
        let contents = body.contents.iter().map(|content| {
            let media = &content.media;
            let rules = rules(content);
            let described = match &content.form {
                BodyForm::Json(_) if plain(content) => quote!(Content::JSON),
                BodyForm::Json(_) => quote!(Content::json(#media)),
                BodyForm::Text(_) => quote!(Content::text(#media)),
                BodyForm::Form(_, own) => {
                    let own = fields(own);
                    quote!(Content::form(#own))
                }
                BodyForm::Multipart(form) => {
                    let own = fields(&form.fields);
                    let media =
                        (media != "multipart/form-data").then(|| quote!(.media_type(#media)));
                    quote!(Content::multipart(#own) #media)
                }
                BodyForm::Bytes if media.contains('*') => {
                    quote!(Content::bytes("application/octet-stream"))
                }
                BodyForm::Bytes => quote!(Content::bytes(#media)),
            };
            quote!(#described #rules)
        });
        Some(quote! { contents: &[#(#contents),*], })
    }
}

fn fields(fields: &[Field]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let name = &field.wire;
        let styled = (field.style != Style::Form).then(|| {
            let style = style(field.style);
            quote!(.style(Style::#style))
        });
        let parts = !matches!(field.style, Style::DeepObject | Style::Json);
        let explode = field.explode;
        let exploded =
            (parts && explode != (field.style == Style::Form)).then(|| quote!(.explode(#explode)));
        let media = &field.media;
        let media = (!media.is_empty()).then(|| quote!(.media_type(#media)));
        quote!(Field::new(#name) #styled #exploded #media)
    });
    quote!(&[#(#fields),*])
}
