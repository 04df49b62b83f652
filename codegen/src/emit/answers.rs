//! What answers come to: a type of the models, or an enum where that differs by answer.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Context;
use super::prose::{doc, sentence};
use crate::api::{Answer, AnswerBody, Case, Kind, Operation, Outcome, Statuses, Usage, outcome};
use crate::names::{AnswerNames, OperationNames};

impl Context<'_> {
    /// The type of what an operation answers.
    pub(super) fn answer_type(&self, operation: &Operation, names: &OperationNames) -> TokenStream {
        match outcome(&operation.success) {
            Outcome::Nothing => quote!(()),
            Outcome::One(body) => self.body_type(body),
            Outcome::Several(_) => {
                let name = names.answer.as_ref().map(|names| &names.name);
                quote!(#name)
            }
        }
    }

    fn body_type(&self, body: &AnswerBody) -> TokenStream {
        match body {
            AnswerBody::Json(usage) | AnswerBody::Text(usage) => self.rust_type(usage),
            AnswerBody::Bytes => quote!(kessai_client::Download),
        }
    }

    /// The enum of an operation whose answers differ in their bodies.
    pub(super) fn answers(
        &self,
        operation: &Operation,
        names: &OperationNames,
    ) -> Option<TokenStream> {
        let own = names.answer.as_ref()?;
        let Outcome::Several(cases) = outcome(&operation.success) else {
            return None;
        };
        let method = format!(
            "{}::{}",
            self.names.resources[operation.resource].handle, names.method
        );
        let docs = doc(&format!("What [`{method}`] answers."));
        let cases: Vec<_> = cases
            .iter()
            .map(|case| (case_text(case), case.body))
            .collect();
        Some(self.answer_enum(own, &docs, &cases, None))
    }

    /// The enum of the bodies that failures have, where they differ.
    pub(super) fn failures(&self) -> Option<TokenStream> {
        let own = self.names.failures.as_ref()?;
        let docs = doc(
            "What the body of a failure says: read it with [`Error::body_as`](kessai_client::Error::body_as).",
        );
        let bodies = self.api.failures();
        let cases: Vec<_> = bodies
            .all()
            .iter()
            .map(|body| {
                let body = *body;
                let ty = self.body_type(body).to_string().replace(' ', "");
                (format!("A body that is documented as `{ty}`."), Some(body))
            })
            .collect();
        let undocumented =
            doc("No body, or one that is not documented for the operation and the status.");
        Some(self.answer_enum(own, &docs, &cases, Some(&undocumented)))
    }

    fn answer_enum(
        &self,
        names: &AnswerNames,
        docs: &TokenStream,
        cases: &[(String, Option<&AnswerBody>)],
        undocumented: Option<&TokenStream>,
    ) -> TokenStream {
        let name = &names.name;
        let pairs = || cases.iter().zip(&names.variants);
        let declared = pairs().map(|((text, body), ident)| {
            let docs = doc(text);
            let holds = body.map(|body| {
                let ty = self.body_type(body);
                quote!((#ty))
            });
            quote! { #docs #ident #holds, }
        });
        let other = undocumented.map(|docs| quote! { #docs Undocumented, });
        // The last of the documented ones stands for the rest where there is no other.
        let last = cases.len() - 1;
        let arms = pairs().enumerate().map(|(at, ((_, body), ident))| {
            let case = Literal::usize_unsuffixed(at);
            let pattern = if undocumented.is_none() && at == last {
                quote!(_)
            } else {
                quote!(Some(#case))
            };
            match body {
                None => quote! { #pattern => Ok(Self::#ident), },
                Some(AnswerBody::Bytes) => {
                    quote! { #pattern => kessai_client::FromAnswer::from_answer(answer).map(Self::#ident), }
                }
                Some(_) => quote! { #pattern => answer.value().map(Self::#ident), },
            }
        });
        let rest = undocumented.map(|_| quote! { _ => Ok(Self::Undocumented), });
        quote! {
            #docs
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            pub enum #name {
                #(#declared)*
                #other
            }

            impl kessai_client::FromAnswer for #name {
                fn from_answer(answer: &kessai_client::Received<'_>) -> Result<Self, kessai_client::model::DecodeError> {
                    match answer.case() {
                        #(#arms)*
                        #rest
                    }
                }
            }
        }
    }

    /// What the body of a failure is read as.
    pub(super) fn failure_text(&self, answer: &Answer) -> Option<String> {
        let bodies = answer.media.iter().filter_map(|media| media.body.usage());
        let mut types: Vec<String> = bodies.map(|usage| self.linked(usage)).collect();
        types.dedup();
        (!types.is_empty()).then(|| types.join(" or "))
    }

    /// The type of a usage, as a link where it has a page.
    pub(super) fn linked(&self, usage: &Usage) -> String {
        let ty = self.written_type(usage);
        match &usage.kind {
            Kind::Named(_) => format!("[`{ty}`](crate::{ty})"),
            _ => format!("`{ty}`"),
        }
    }

    /// The entries of an operation's table for its successes.
    pub(super) fn success(operation: &Operation) -> Vec<TokenStream> {
        let cases = match outcome(&operation.success) {
            Outcome::Several(cases) => cases,
            Outcome::Nothing | Outcome::One(_) => Vec::new(),
        };
        let case = |place: usize, _: Option<&AnswerBody>| {
            cases.iter().position(|case| case.places.contains(&place))
        };
        replies(&operation.success, (200, 299), &case)
    }

    /// The bodies of failures, as the enum has them; none where one type stands for those of all operations.
    pub(super) fn failure_bodies(&self) -> Option<crate::api::Bodies<'_>> {
        self.names.failures.as_ref()?;
        Some(self.api.failures())
    }

    /// The entries of an operation's table for its failures.
    pub(super) fn failures_of(
        operation: &Operation,
        bodies: &crate::api::Bodies<'_>,
    ) -> Vec<TokenStream> {
        let case = |_: usize, body: Option<&AnswerBody>| bodies.place(body?);
        replies(&operation.failures, (100, 599), &case)
    }
}

fn case_text(case: &Case<'_>) -> String {
    let description = sentence(case.description);
    let statuses = case.statuses;
    if case.shared {
        format!("{statuses} as `{}`: {description}", case.media)
    } else {
        format!("{statuses}: {description}")
    }
}

/// Table entries for answers; `case` says which type stands for a body, by its place in the table.
fn replies(
    answers: &[Answer],
    others: (u16, u16),
    case: &dyn Fn(usize, Option<&AnswerBody>) -> Option<usize>,
) -> Vec<TokenStream> {
    let mut all = Vec::new();
    for answer in answers {
        let (first, last) = match answer.statuses {
            Statuses::Code(code) => (code, code),
            Statuses::Class(class) => (class * 100, class * 100 + 99),
            Statuses::Others => others,
        };
        let status = Literal::u16_unsuffixed(first);
        let through = (first != last).then(|| {
            let last = Literal::u16_unsuffixed(last);
            quote!(.through(#last))
        });
        let mut push = |body: Option<&AnswerBody>, reply: TokenStream| {
            let case = case(all.len(), body).filter(|case| *case > 0).map(|case| {
                let case = Literal::usize_unsuffixed(case);
                quote!(.case(#case))
            });
            all.push(quote! { #reply #through #case });
        };
        if answer.media.is_empty() {
            push(None, quote!(Reply::empty(#status)));
        }
        for media in &answer.media {
            let name = &media.name;
            let reply = match &media.body {
                AnswerBody::Json(_) if name == "application/json" => quote!(Reply::json(#status)),
                AnswerBody::Json(_) => quote!(Reply::json(#status).media_type(#name)),
                AnswerBody::Text(_) => quote!(Reply::text(#status, #name)),
                AnswerBody::Bytes => quote!(Reply::bytes(#status, #name)),
            };
            push(Some(&media.body), reply);
        }
    }
    all
}
