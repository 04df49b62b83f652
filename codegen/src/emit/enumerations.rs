//! Open enums and named strings: a runtime macro each.

use super::Context;
use super::page::{Page, Table, literal};
use super::prose::{comment, sentence, with_sentences};
use super::rules::{clause, words};
use crate::api::{Enumeration, IntegerValue, Rules, Type};
use crate::names::TypeNames;

impl Context<'_> {
    pub(super) fn enumeration(
        &self,
        page: &mut Page,
        ty: &Type,
        list: &Enumeration,
        names: &TypeNames,
    ) {
        let values = list.values.iter().map(|value| {
            let wire = literal(&value.wire);
            (value.description.as_deref(), wire)
        });
        self.open_enum(page, "open_enum", ty, names, values);
    }

    pub(super) fn integers(
        &self,
        page: &mut Page,
        ty: &Type,
        values: &[IntegerValue],
        names: &TypeNames,
    ) {
        let values = values
            .iter()
            .map(|value| (value.description.as_deref(), value.wire.to_string()));
        self.open_enum(page, "open_int_enum", ty, names, values);
    }

    /// The macro says of each value how it stands on the wire.
    fn open_enum<'v>(
        &self,
        page: &mut Page,
        call: &str,
        ty: &Type,
        names: &TypeNames,
        values: impl Iterator<Item = (Option<&'v str>, String)>,
    ) {
        page.uses.runtime(call);
        let head = format!("pub enum {}", names.name);
        let mut table = Table::open(call, &self.type_text(ty), ty.deprecated, &head);
        for ((description, wire), ident) in values.zip(&names.parts) {
            let docs = description.map(sentence).unwrap_or_default();
            table.row(&docs, false, &format!("{ident} = {wire}"), "");
        }
        page.item(table.close(""));
    }

    pub(super) fn text(&self, page: &mut Page, ty: &Type, rules: &Rules, names: &TypeNames) {
        page.uses.runtime("string_type");
        let docs = comment(&with_sentences(self.type_text(ty), &words(rules)), 4);
        let deprecated = if ty.deprecated {
            "    #[deprecated]\n"
        } else {
            ""
        };
        let rules = clause(&[], rules);
        let rules = if rules.is_empty() {
            String::new()
        } else {
            format!(" where {rules}")
        };
        page.item(format!(
            "string_type! {{\n{docs}{deprecated}    pub struct {}{rules};\n}}\n",
            names.name
        ));
    }
}
