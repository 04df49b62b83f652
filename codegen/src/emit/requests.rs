//! How people make what they send: `new` with what must be there, setters for the rest.

use proc_macro2::Ident;

use super::Context;
use super::page::{Page, WIDTH};
use super::prose::comment;
use crate::api::{Kind, Member, Object, Presence};
use crate::names::TypeNames;

/// Beyond this many, arguments by position are mixed up.
const MOST_ARGUMENTS: usize = 3;

impl Context<'_> {
    /// What a caller must give, as the runtime's macro reads it.
    pub(super) fn constructor(&self, object: &Object, names: &TypeNames) -> String {
        let asked = self.asked(object, names);
        if !asked.is_empty() && !self.fit_arguments(&asked) {
            return format!("new(..{})", names.required);
        }
        let arguments: Vec<String> = asked
            .iter()
            .map(|(member, field)| format!("{field}: {}", self.argument_type(member)))
            .collect();
        let line = format!("new({})", arguments.join(", "));
        if line.len() + 4 <= WIDTH {
            line
        } else {
            format!("new(\n        {}\n    )", arguments.join(",\n        "))
        }
    }

    /// The struct of what a caller must give, where arguments would be mixed up.
    pub(super) fn required(&self, page: &mut Page, object: &Object, names: &TypeNames) {
        let asked = self.asked(object, names);
        if asked.is_empty() || self.fit_arguments(&asked) {
            return;
        }
        let mut text = format!(
            "/// What [`{}`] must have.\n#[derive(Clone, Debug)]\npub struct {} {{\n",
            names.name, names.required
        );
        for (member, field) in asked {
            let mut about = self.member_text(member);
            if about.is_empty() {
                about = format!("On the wire: `{}`.", member.wire);
            }
            text.push_str(&comment(&about, 4));
            text.push_str(&format!("    pub {field}: {},\n", self.given_type(member)));
        }
        text.push_str("}\n");
        page.item(text);
    }

    /// The members that a new value must be given.
    pub(super) fn asked<'o>(
        &self,
        object: &'o Object,
        names: &'o TypeNames,
    ) -> Vec<(&'o Member, &'o Ident)> {
        object
            .members
            .iter()
            .zip(&names.parts)
            .filter(|(member, _)| self.is_asked(member))
            .collect()
    }

    /// Whether a new value must be given the member.
    pub(super) fn is_asked(&self, member: &Member) -> bool {
        matches!(member.presence, Presence::Required | Presence::Nullable)
            && !self.is_constant(member)
    }

    /// Three arguments of three types cannot be mixed up; more, or two of one type, can.
    pub(super) fn fit_arguments(&self, asked: &[(&Member, &Ident)]) -> bool {
        let mut types: Vec<String> = asked
            .iter()
            .map(|(member, _)| self.written_type(&member.usage))
            .collect();
        types.sort();
        types.dedup();
        asked.len() <= MOST_ARGUMENTS && types.len() == asked.len()
    }

    /// What a caller passes: text and what is sensitive in any form, everything else as it is.
    fn argument_type(&self, member: &Member) -> String {
        let given = self.given_type(member);
        let any_form = member.sensitive || member.usage.kind == Kind::Text;
        if any_form && member.presence == Presence::Required {
            format!("impl Into<{given}>")
        } else {
            given
        }
    }
}
