//! `application/x-www-form-urlencoded`.

use kessai_model::{Kind, Value};

use super::{argument::Argument, pairs::Pairs};
use crate::operation::{Field, Style};

/// Why null is refused.
pub(super) const NULL: &str = "is null or holds null, which a form cannot say";

/// How a member is written.
pub(super) fn field(fields: &[Field], name: &str) -> Field {
    let known = fields.iter().find(|field| field.name == name);
    known.copied().unwrap_or(Field::new(""))
}

/// Appends a member to the pairs of a form.
pub(super) fn write(
    field: Field,
    name: &str,
    value: Value<'_>,
    pairs: &mut Pairs<'_>,
) -> Result<(), &'static str> {
    if has_null(value) {
        return Err(NULL);
    }
    let Some(argument) = Argument::of(value, field.style)? else {
        return Ok(());
    };
    match field.style {
        Style::DeepObject => pairs.deep(name, &argument),
        Style::SpaceDelimited if !field.explode => pairs.delimited(name, &argument.flat()?, "%20"),
        Style::PipeDelimited if !field.explode => pairs.delimited(name, &argument.flat()?, "%7C"),
        _ => pairs.form(name, &argument.flat()?, field.explode),
    }
    Ok(())
}

pub(super) fn has_null(value: Value<'_>) -> bool {
    match value.kind() {
        Kind::Null => true,
        Kind::Array => value.array().any(has_null),
        Kind::Object => value.members().any(|(_, value)| has_null(value)),
        Kind::Absent | Kind::Bool | Kind::Number | Kind::String => false,
    }
}

#[cfg(test)]
mod tests {
    use kessai_model::Tape;

    use super::{field, write};
    use crate::{
        operation::{Field, Style},
        request::pairs::Pairs,
    };

    const FIELDS: &[Field] = &[
        Field::new("address").style(Style::DeepObject).explode(true),
        Field::new("items").style(Style::DeepObject),
        Field::new("expand").style(Style::DeepObject),
        Field::new("meta").style(Style::Json),
        Field::new("ids").explode(false),
        Field::new("tags").style(Style::PipeDelimited),
    ];

    fn form(json: &str) -> Result<String, &'static str> {
        let tape = Tape::parse(json.as_bytes()).unwrap();
        let mut text = String::new();
        for (name, value) in tape.root().members() {
            let mut pairs = Pairs::new(&mut text, "&");
            write(field(FIELDS, name), name, value, &mut pairs)?;
        }
        Ok(text)
    }

    #[test]
    fn members_are_pairs() {
        for (json, expected) in [
            ("{}", ""),
            (r#"{"a":"b c","d":1.50,"e":true}"#, "a=b%20c&d=1.50&e=true"),
            (r#"{"media":["x","y"],"none":[]}"#, "media=x&media=y"),
            (r#"{"ids":[1,2],"tags":["a","b"]}"#, "ids=1,2&tags=a%7Cb"),
            (
                r#"{"address":{"city":"東","geo":{"lat":"1"}}}"#,
                "address%5Bcity%5D=%E6%9D%B1&address%5Bgeo%5D%5Blat%5D=1",
            ),
            (
                r#"{"items":[{"price":"p","tax":["t"]},{"price":"q"}]}"#,
                "items%5B0%5D%5Bprice%5D=p&items%5B0%5D%5Btax%5D%5B%5D=t&items%5B1%5D%5Bprice%5D=q",
            ),
            (
                r#"{"expand":["data.customer"]}"#,
                "expand%5B%5D=data.customer",
            ),
            (r#"{"expand":""}"#, "expand="),
            (r#"{"meta":{"a":[1]}}"#, "meta=%7B%22a%22%3A%5B1%5D%7D"),
            (r#"{"point":{"x":1,"y":2}}"#, "x=1&y=2"),
        ] {
            assert_eq!(form(json).unwrap(), expected, "{json}");
        }
    }

    #[test]
    fn what_a_form_cannot_say_is_refused() {
        for json in [
            r#"{"a":null}"#,
            r#"{"address":{"city":null}}"#,
            r#"{"a":{"b":{"c":1}}}"#,
            r#"{"a":[[1]]}"#,
        ] {
            assert!(form(json).is_err(), "{json}");
        }
    }
}
