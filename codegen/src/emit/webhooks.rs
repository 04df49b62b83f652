//! Notifications: what they are about in the model crate, and their verification in the client crate.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use super::client::runtime_names;
use super::models::{docs_as_inner, words};
use super::prose::{doc, sentence};
use crate::api::{Presence, Proof, Shape, TypeId, Webhooks};

/// The module that verifies notifications.
const WEBHOOKS: &str = "webhooks";

impl Context<'_> {
    /// The enum of what notifications are about, and the method that leads to it; for the file that holds the event's type.
    pub(super) fn subjects(&self, event: TypeId) -> Option<TokenStream> {
        let webhooks = self
            .api
            .webhooks
            .as_ref()
            .filter(|webhooks| webhooks.event == event)?;
        let names = self.names.webhooks.as_ref()?;
        let (subject, event_name) = (&names.subject, self.names.type_name(event));
        let ty = self.access(event, &webhooks.type_path, &[Presence::Required])?;
        // Data that may be missing is missed when its form is asked for.
        let missing = [Presence::Required, Presence::Optional];
        let data = self.access(event, &webhooks.data_path, &missing)?;
        let known: Vec<_> = webhooks
            .kinds
            .iter()
            .zip(&names.kinds)
            .filter_map(|(kind, ident)| Some((kind, ident, kind.data?)))
            .collect();
        let variants = known.iter().map(|(kind, ident, id)| {
            let text = kind
                .description
                .as_deref()
                .map_or_else(|| format!("`{}`.", kind.wire), sentence);
            let docs = doc(&format!("{text}\n\nThe type `{}`.", kind.wire));
            let data = self.names.type_name(*id);
            quote! { #docs #ident(Box<#data>), }
        });
        let arms = known.iter().map(|(kind, ident, _)| {
            let wire = &kind.wire;
            quote! { #wire => #subject::#ident(Box::new(kessai_model::from_slice(&data)?)), }
        });
        let docs = doc(&format!(
            "What [`{event_name}`] is about, in the form that its type has."
        ));
        Some(quote! {
            #docs
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub enum #subject {
                #(#variants)*
                /// Of a type whose data has no documented form, or that was not known when this crate was made. The data is in the event.
                Other,
            }

            impl #event_name {
                /// What the event is about, in the form that its type has.
                ///
                /// # Errors
                /// When the data does not have the form that the type promises. The event itself still says what happened.
                pub fn subject(&self) -> Result<#subject, DecodeError> {
                    let data = kessai_model::to_vec(&self #data);
                    Ok(match self #ty.as_str() {
                        #(#arms)*
                        _ => #subject::Other,
                    })
                }
            }
        })
    }

    /// The way from a value to a member below it that is there as one of these says, when nothing before it may be missing.
    fn access(&self, from: TypeId, path: &[String], last: &[Presence]) -> Option<TokenStream> {
        let Some((first, rest)) = path.split_first() else {
            return Some(TokenStream::new());
        };
        let Shape::Object(object) = &self.api.type_of(from).shape else {
            return None;
        };
        let at = object
            .members
            .iter()
            .position(|member| member.wire == *first)?;
        let member = &object.members[at];
        let field = &self.names.type_names(from).parts[at];
        if rest.is_empty() {
            return last.contains(&member.presence).then(|| quote!(.#field));
        }
        if member.presence != Presence::Required {
            return None;
        }
        let crate::api::Kind::Named(id) = self.api.resolve(&member.usage) else {
            return None;
        };
        let below = self.access(*id, rest, last)?;
        Some(quote!(.#field #below))
    }

    /// The module that verifies notifications.
    pub(super) fn webhooks(&self, webhooks: &Webhooks) -> TokenStream {
        let scheme = scheme(&webhooks.proof);
        let event = self.names.type_name(webhooks.event);
        let library = self.library("");
        let module = docs_as_inner(&doc(
            "Notifications: proof that they are the provider's own, then what they say.",
        ));
        let verifier = doc(&format!(
            "Verifies with one secret; for several, see [`Verifier::with_secrets`] with [`SCHEME`].\n\n\
             ```no_run\n\
             fn receive(secret: &str, headers: &{library}::http::HeaderMap, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {{\n    \
                 let event: {library}::{event} = {library}::webhooks::verifier(secret).verify(headers, body)?.decode()?;\n    \
                 println!(\"{{:?}}\", event.subject()?);\n    \
                 Ok(())\n\
             }}\n\
             ```"
        ));
        let used = words(&quote! { Scheme #scheme });
        let imports = runtime_names(&["Encoding", "Scheme", "Signature", "Token", "Unit"], &used);
        quote! {
            #module

            pub use kessai_client::webhooks::{Verified, Verifier, WebhookError, WebhookErrorKind};
            use kessai_client::webhooks::{#(#imports),*};

            /// How notifications are proven to be the provider's own.
            pub static SCHEME: Scheme = #scheme;

            #verifier
            pub fn verifier(secret: impl Into<String>) -> Verifier {
                Verifier::new(&SCHEME, secret)
            }
        }
    }

    /// Whether notifications share their module with the resource that registers for them.
    pub(super) fn webhooks_are_in(&self, resource: usize) -> bool {
        self.api.webhooks.is_some() && self.names.resources[resource].module == WEBHOOKS
    }
}

/// What leads from the module of a resource to the verification of notifications.
pub(super) fn reexport() -> TokenStream {
    quote! {
        #[cfg(feature = "webhooks")]
        mod verification;

        #[cfg(feature = "webhooks")]
        pub use verification::{SCHEME, Verified, Verifier, WebhookError, WebhookErrorKind, verifier};
    }
}

fn scheme(proof: &Proof) -> TokenStream {
    match proof {
        Proof::Signature {
            header,
            timestamp,
            milliseconds,
            endpoint,
            base62_bytes,
        } => {
            let unit = if *milliseconds {
                quote!(Milliseconds)
            } else {
                quote!(Seconds)
            };
            let endpoint = match endpoint {
                Some(endpoint) => quote!(Some(#endpoint)),
                None => quote!(None),
            };
            let secret = match base62_bytes {
                Some(bytes) => {
                    let bytes = Literal::usize_unsuffixed(*bytes);
                    quote!(Base62 { bytes: #bytes })
                }
                None => quote!(Text),
            };
            quote! {
                Scheme::Signature(Signature {
                    signature: #header,
                    timestamp: #timestamp,
                    endpoint: #endpoint,
                    unit: Unit::#unit,
                    secret: Encoding::#secret,
                })
            }
        }
        Proof::Token { header, prefix } => quote! {
            Scheme::Token(Token { header: #header, prefix: #prefix })
        },
    }
}
