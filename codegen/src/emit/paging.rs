//! Lists in pages: what the runtime needs to walk through them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Context;
use super::prose::doc;
use crate::api::{AnswerBody, Kind, NextPage, Operation, Outcome, Shape, outcome};
use crate::names::OperationNames;

impl Context<'_> {
    /// The impl by which a list operation's calls give items and pages; none when its answer is not an object with a list.
    pub(super) fn paged(
        &self,
        operation: &Operation,
        names: &OperationNames,
    ) -> Option<TokenStream> {
        let paging = operation.paging.as_ref()?;
        let Outcome::One(AnswerBody::Json(answer)) = outcome(&operation.success) else {
            return None;
        };
        let Kind::Named(id) = self.api.resolve(answer) else {
            return None;
        };
        let Shape::Object(object) = &self.api.type_of(*id).shape else {
            return None;
        };
        let at = object
            .members
            .iter()
            .position(|member| member.wire == paging.items)?;
        let member = &object.members[at];
        let Kind::List(item) = self.api.resolve(&member.usage) else {
            return None;
        };
        let field: &Ident = &self.names.type_names(*id).parts[at];
        let items = if member.presence.may_miss() {
            quote!(page.#field.unwrap_or_default())
        } else {
            quote!(page.#field)
        };
        let (parameters, page, item) = (
            &names.parameters,
            self.rust_type(answer),
            self.rust_type(item),
        );
        let position = &paging.position;
        let size = match &paging.size {
            Some(size) => quote!(Some(#size)),
            None => quote!(None),
        };
        let next = match &paging.next {
            NextPage::Token { member } => quote!(Token { member: #member }),
            NextPage::LastItem { more, id } => {
                let items = &paging.items;
                quote!(LastItem { more: #more, items: #items, id: #id })
            }
            NextPage::Cursor { more, member } => quote!(Cursor { more: #more, member: #member }),
        };
        let marker = Self::optional_parameters(operation).next().is_none();
        let marker = marker.then(|| {
            let handle = &self.names.resources[operation.resource].handle;
            let docs = doc(&format!(
                "The pages of [`{handle}::{}`], which has no optional parameters.",
                names.method
            ));
            quote! {
                #docs
                #[derive(Clone, Copy, Debug)]
                pub enum #parameters {}
            }
        });
        Some(quote! {
            #marker

            impl Paged for #parameters {
                type Page = #page;
                type Item = #item;
                const PAGING: Paging = Paging {
                    position: #position,
                    size: #size,
                    next: NextPage::#next,
                };

                fn items(page: Self::Page) -> Vec<Self::Item> {
                    #items
                }
            }
        })
    }
}
