//! What a reference says, and which file it means.

use std::borrow::Cow;

use super::pointer::Pointer;

/// A reference, taken apart.
#[derive(Debug, PartialEq)]
pub(super) struct Target {
    /// The file, from the folder of the document; `None` when it is the file the reference stands in.
    pub(super) file: Option<String>,
    /// What it means within that file.
    pub(super) pointer: Pointer,
}

/// Why a reference cannot be followed.
#[derive(Debug, PartialEq)]
pub(super) enum Fault {
    /// It leads out of the folder of the document.
    Escape,
    /// It is not a file with a JSON pointer.
    Malformed,
}

/// Reads a reference that stands in the file `from`, both named from the folder of the document with `/`.
pub(super) fn target(from: &str, reference: &str) -> Result<Target, Fault> {
    let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let fragment = percent_decoded(fragment).ok_or(Fault::Malformed)?;
    let pointer = Pointer::parse(
        fragment
            .strip_suffix('/')
            .filter(|rest| rest.is_empty())
            .unwrap_or(&fragment),
    );
    let pointer = pointer.ok_or(Fault::Malformed)?;
    if reference.is_empty() {
        return Err(Fault::Malformed);
    }
    let file = match file {
        "" => None,
        file => Some(joined(
            from,
            &percent_decoded(file).ok_or(Fault::Malformed)?,
        )?),
    };
    Ok(Target {
        file: file.filter(|file| file != from),
        pointer,
    })
}

fn joined(from: &str, path: &str) -> Result<String, Fault> {
    let has_scheme = path
        .split_once(':')
        .is_some_and(|(scheme, _)| !scheme.contains('/'));
    if path.starts_with('/') || path.contains('\\') || has_scheme {
        return Err(Fault::Escape);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Fault::Escape)?;
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() {
        Err(Fault::Malformed)
    } else {
        Ok(parts.join("/"))
    }
}

/// Text without the percent signs of a URL; `None` where they do not stand for bytes of UTF-8.
pub(crate) fn percent_decoded(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(from: &str, reference: &str) -> Result<Option<String>, Fault> {
        target(from, reference).map(|target| target.file)
    }

    #[test]
    fn files_are_named_from_the_folder_of_the_document() {
        assert_eq!(
            file("openapi.yaml", "resources/orders.yaml#/paths/~1orders"),
            Ok(Some("resources/orders.yaml".into()))
        );
        assert_eq!(
            file("resources/orders.yaml", "../examples/order.json"),
            Ok(Some("examples/order.json".into()))
        );
        assert_eq!(
            file("resources/orders.yaml", "./items.yaml"),
            Ok(Some("resources/items.yaml".into()))
        );
        assert_eq!(file("a.yaml", "#/components/schemas/A"), Ok(None));
        assert_eq!(file("a.yaml", "a.yaml#/components/schemas/A"), Ok(None));
        assert_eq!(file("a.yaml", "b%20c.yaml"), Ok(Some("b c.yaml".into())));
    }

    #[test]
    fn nothing_leads_out_of_the_folder() {
        for reference in [
            "../a.yaml",
            "/etc/passwd",
            "b/../../c.yaml",
            "https://example.com/a.yaml",
            "..\\a.yaml",
            "C:/a",
        ] {
            assert_eq!(
                file("openapi.yaml", reference),
                Err(Fault::Escape),
                "{reference}"
            );
        }
    }

    #[test]
    fn what_is_no_pointer_is_malformed() {
        for reference in ["", "#a", "#/a~2", "#/%zz", "a.yaml#x", "%"] {
            assert_eq!(
                file("openapi.yaml", reference),
                Err(Fault::Malformed),
                "{reference}"
            );
        }
        let pointer = target("a.yaml", "#/paths/~1orders~1%7Bid%7D")
            .unwrap()
            .pointer;
        assert_eq!(pointer.segments(), ["paths", "/orders/{id}"]);
        assert!(target("a.yaml", "b.yaml#/").unwrap().pointer.is_root());
    }
}
