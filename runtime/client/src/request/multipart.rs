//! Forms of parts, some of which may be files.

use bytes::Bytes;
use http::HeaderValue;
use kessai_model::{Kind, Value};

use super::{argument::Argument, form, outgoing::Outgoing, pairs::deep};
use crate::{
    operation::{Field, Style},
    upload::{Content, Upload},
};

/// The parts so far.
#[derive(Clone)]
pub(super) struct Parts {
    boundary: String,
    pieces: Vec<Content>,
}

impl Parts {
    pub(super) fn new() -> Self {
        Self {
            // Nothing that is sent holds it but by intent.
            boundary: uuid::Uuid::new_v4().simple().to_string(),
            pieces: Vec::new(),
        }
    }

    /// Adds a member.
    pub(super) fn value(
        &mut self,
        field: Field,
        name: &str,
        value: Value<'_>,
    ) -> Result<(), &'static str> {
        if form::has_null(value) {
            return Err(form::NULL);
        }
        if field.style == Style::DeepObject {
            if let Some(argument) = Argument::read(value)? {
                deep(name, &argument, &mut |name, text| {
                    self.part(name, field.media_type, text);
                });
            }
            return Ok(());
        }
        // A list is a part for each item, unless it is content of a type of its own.
        if value.kind() == Kind::Array && field.media_type.is_empty() && field.explode {
            return value
                .array()
                .try_for_each(|item| self.single(field, name, item));
        }
        self.single(field, name, value)
    }

    fn single(&mut self, field: Field, name: &str, value: Value<'_>) -> Result<(), &'static str> {
        let (style, usual) = match value.kind() {
            Kind::Array | Kind::Object => (Style::Json, "application/json"),
            _ => (Style::Form, ""),
        };
        let media_type = match field.media_type {
            "" => usual,
            own => own,
        };
        if let Some(Argument::Scalar(text)) = Argument::of(value, style)? {
            self.part(name, media_type, &text);
        }
        Ok(())
    }

    fn part(&mut self, name: &str, media_type: &str, text: &str) {
        self.begin(name, None, media_type);
        self.push(text);
        self.push("\r\n");
    }

    /// Adds a file; its media type is its own, or this.
    pub(super) fn file(
        &mut self,
        name: &str,
        media_type: &str,
        upload: &Upload,
    ) -> Result<(), &'static str> {
        let media_type = upload.media_type.as_deref().unwrap_or(media_type);
        // What a header cannot carry could end it.
        if HeaderValue::try_from(media_type).is_err() {
            return Err("has a media type that a header cannot carry");
        }
        let file = upload.file_name.as_deref().unwrap_or(name);
        self.begin(name, Some(file), media_type);
        self.pieces.push(upload.content.clone());
        self.push("\r\n");
        Ok(())
    }

    /// The value of the header that says how the parts are told apart, and all of them.
    pub(super) fn finish(mut self, media_type: &str) -> (String, Outgoing) {
        let end = format!("--{}--\r\n", self.boundary);
        self.push(&end);
        let header = format!("{media_type}; boundary={}", self.boundary);
        (header, Outgoing::of(self.pieces))
    }

    fn begin(&mut self, name: &str, file: Option<&str>, media_type: &str) {
        let mut head = format!(
            "--{}\r\ncontent-disposition: form-data; name=\"{}\"",
            self.boundary,
            quoted(name)
        );
        if let Some(file) = file {
            head.push_str(&format!("; filename=\"{}\"", quoted(file)));
        }
        if !media_type.is_empty() {
            head.push_str(&format!("\r\ncontent-type: {media_type}"));
        }
        head.push_str("\r\n\r\n");
        self.push(&head);
    }

    fn push(&mut self, text: &str) {
        let text = Bytes::copy_from_slice(text.as_bytes());
        self.pieces.push(Content::Whole(text));
    }
}

/// A name as it stands between quotes: what would end it is encoded, as browsers do.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use kessai_model::Tape;

    use super::{Parts, quoted};
    use crate::{
        Upload,
        operation::{Field, Style},
    };

    /// What stands between the boundaries.
    fn parts(fill: impl FnOnce(&mut Parts)) -> Vec<String> {
        let mut parts = Parts::new();
        fill(&mut parts);
        let boundary = format!("--{}", parts.boundary);
        let (header, outgoing) = parts.finish("multipart/form-data");
        assert_eq!(
            header,
            format!("multipart/form-data; boundary={}", &boundary[2..])
        );
        let body = outgoing.body().unwrap().into_whole().unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        let inner = text.strip_suffix(&format!("{boundary}--\r\n")).unwrap();
        let begin = format!("{boundary}\r\n");
        inner.split(&begin).skip(1).map(str::to_owned).collect()
    }

    fn value(field: Field, json: &str) -> Vec<String> {
        let tape = Tape::parse(json.as_bytes()).unwrap();
        parts(|parts| parts.value(field, "m", tape.root()).unwrap())
    }

    const HEAD: &str = "content-disposition: form-data; name=\"m\"\r\n";

    #[test]
    fn members_are_parts() {
        let plain = Field::new("m");
        let json = "content-type: application/json\r\n";
        assert_eq!(value(plain, "\"a b\""), [format!("{HEAD}\r\na b\r\n")]);
        assert_eq!(value(plain, "1.50"), [format!("{HEAD}\r\n1.50\r\n")]);
        assert_eq!(
            value(plain, "{\"a\":[1]}"),
            [format!("{HEAD}{json}\r\n{{\"a\":[1]}}\r\n")]
        );
        let items = value(plain, "[\"a\",{}]");
        assert_eq!(
            items,
            [
                format!("{HEAD}\r\na\r\n"),
                format!("{HEAD}{json}\r\n{{}}\r\n")
            ]
        );
        let typed = plain.media_type("application/json; charset=utf-8");
        assert_eq!(
            value(typed, "[1]"),
            [format!(
                "{HEAD}content-type: application/json; charset=utf-8\r\n\r\n[1]\r\n"
            )]
        );
    }

    #[test]
    fn deep_objects_are_parts_by_their_paths() {
        let deep = Field::new("m").style(Style::DeepObject);
        let found = value(deep, "{\"a\":{\"b\":1},\"c\":[true]}");
        let name = |name: &str| format!("content-disposition: form-data; name=\"{name}\"\r\n\r\n");
        assert_eq!(
            found,
            [
                format!("{}1\r\n", name("m[a][b]")),
                format!("{}true\r\n", name("m[c][]"))
            ]
        );
    }

    #[test]
    fn files_have_names_and_types() {
        let found = parts(|parts| {
            let file = Upload::from("\0\r\n--").file_name("a\"\r\n.png");
            parts.file("m", "image/png", &file).unwrap();
            let typed = Upload::from("x").media_type("text/plain");
            parts.file("m", "image/png", &typed).unwrap();
        });
        let head = "content-disposition: form-data; name=\"m\"; filename=";
        assert_eq!(
            found,
            [
                format!("{head}\"a%22%0D%0A.png\"\r\ncontent-type: image/png\r\n\r\n\0\r\n--\r\n"),
                format!("{head}\"m\"\r\ncontent-type: text/plain\r\n\r\nx\r\n"),
            ]
        );
    }

    #[test]
    fn what_could_end_a_part_is_refused() {
        let mut parts = Parts::new();
        let evil = Upload::from("").media_type("a/b\r\nx-evil: c");
        assert!(parts.file("m", "", &evil).is_err());
        let tape = Tape::parse(b"{\"a\":null}").unwrap();
        assert!(parts.value(Field::new("m"), "m", tape.root()).is_err());
        assert_eq!(quoted("a\r\nb\""), "a%0D%0Ab%22");
    }
}
