//! What comes back: documented answers, and what they come to for a caller.

use std::collections::HashMap;
use std::fmt;

use super::{Api, BodyForm, Kind, TypeId, Usage};

/// A documented answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// With which statuses it comes.
    pub statuses: Statuses,
    /// When it comes.
    pub description: String,
    /// What its body may be; none for an empty body.
    pub media: Vec<Media>,
}

impl Answer {
    /// The JSON it holds, when it may be nothing else.
    pub fn json(&self) -> Option<&Usage> {
        match self.media.as_slice() {
            [
                Media {
                    body: AnswerBody::Json(usage),
                    ..
                },
            ] => Some(usage),
            _ => None,
        }
    }
}

/// The statuses of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statuses {
    /// One, such as 200.
    Code(u16),
    /// Those with one first digit: 4 is `4XX`.
    Class(u16),
    /// `default`: those that are not documented.
    Others,
}

impl Statuses {
    /// The first digit of all of them; none for `default`.
    pub fn class(self) -> Option<u16> {
        match self {
            Self::Code(code) => Some(code / 100),
            Self::Class(class) => Some(class),
            Self::Others => None,
        }
    }

    /// The key under which the document has them.
    pub fn key(self) -> String {
        match self {
            Self::Code(_) | Self::Class(_) => self.to_string(),
            Self::Others => "default".to_owned(),
        }
    }
}

impl fmt::Display for Statuses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => code.fmt(f),
            Self::Class(class) => write!(f, "{class}XX"),
            Self::Others => f.write_str("Others"),
        }
    }
}

/// A media type of an answer, and what a body of it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Media {
    /// The media type, as the document has it.
    pub name: String,
    /// What the body is.
    pub body: AnswerBody,
}

/// What a body is to those who read it.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerBody {
    /// A JSON document.
    Json(Usage),
    /// Text, as one value.
    Text(Usage),
    /// Bytes that are not looked into.
    Bytes,
}

impl Api {
    /// Whether some operation answers with bytes.
    pub fn downloads(&self) -> bool {
        let answers = self
            .operations
            .iter()
            .flat_map(|operation| &operation.success);
        let mut media = answers.flat_map(|answer| &answer.media);
        media.any(|media| media.body == AnswerBody::Bytes)
    }

    /// Whether some operation sends bytes or files.
    pub fn uploads(&self) -> bool {
        let bodies = self
            .operations
            .iter()
            .filter_map(|operation| operation.body.as_ref());
        let mut contents = bodies.flat_map(|body| &body.contents);
        contents.any(|content| match &content.form {
            BodyForm::Bytes => true,
            BodyForm::Multipart(form) => !form.files.is_empty(),
            _ => false,
        })
    }

    /// The bodies that failures of the operations have, each once.
    pub fn failures(&self) -> Bodies<'_> {
        let answers = self
            .operations
            .iter()
            .flat_map(|operation| &operation.failures);
        let mut bodies = Bodies::default();
        for media in answers.flat_map(|answer| &answer.media) {
            if media.body != AnswerBody::Bytes {
                bodies.add(&media.body);
            }
        }
        bodies
    }
}

/// Bodies, each once, in the order in which they were found.
#[derive(Debug, Clone, Default)]
pub struct Bodies<'a> {
    all: Vec<&'a AnswerBody>,
    /// The places of those of a named type, and of all others.
    places: HashMap<Option<TypeId>, Vec<usize>>,
}

impl<'a> Bodies<'a> {
    fn add(&mut self, body: &'a AnswerBody) {
        if self.place(body).is_none() {
            let places = self.places.entry(body.named()).or_default();
            places.push(self.all.len());
            self.all.push(body);
        }
    }

    /// All of them.
    pub fn all(&self) -> &[&'a AnswerBody] {
        &self.all
    }

    /// Where a body stands among them.
    pub fn place(&self, body: &AnswerBody) -> Option<usize> {
        let mut places = self.places.get(&body.named())?.iter().copied();
        places.find(|place| self.all.get(*place).is_some_and(|known| *known == body))
    }
}

impl AnswerBody {
    /// The named type that it is.
    fn named(&self) -> Option<TypeId> {
        match self.usage()?.kind {
            Kind::Named(id) => Some(id),
            _ => None,
        }
    }

    /// What it holds, when that has a type.
    pub fn usage(&self) -> Option<&Usage> {
        match self {
            Self::Json(usage) | Self::Text(usage) => Some(usage),
            Self::Bytes => None,
        }
    }
}

/// What answers come to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome<'a> {
    /// None of them has a body.
    Nothing,
    /// They have one body.
    One(&'a AnswerBody),
    /// It depends on the answer what there is.
    Several(Vec<Case<'a>>),
}

/// One of the things that answers come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Case<'a> {
    /// With which statuses it comes.
    pub statuses: Statuses,
    /// When it comes.
    pub description: &'a str,
    /// The body; none when it is empty.
    pub body: Option<&'a AnswerBody>,
    /// The first media type of that body.
    pub media: &'a str,
    /// Whether other bodies come with the same statuses.
    pub shared: bool,
    /// Its places in the list that has one entry for each media type of each answer, and one for each answer without a body.
    pub places: Vec<usize>,
}

/// What successes come to: an empty one is told from others.
pub fn outcome(answers: &[Answer]) -> Outcome<'_> {
    let cases = cases(answers);
    let Some(first) = cases.first().map(|case| case.body) else {
        return Outcome::Nothing;
    };
    if cases.iter().any(|case| case.body != first) {
        return Outcome::Several(cases);
    }
    first.map_or(Outcome::Nothing, Outcome::One)
}

fn cases(answers: &[Answer]) -> Vec<Case<'_>> {
    let mut all = Vec::new();
    let mut place = 0;
    for answer in answers {
        let plain = |body, media, place| Case {
            statuses: answer.statuses,
            description: &answer.description,
            body,
            media,
            shared: false,
            places: vec![place],
        };
        let mut own: Vec<Case<'_>> = Vec::new();
        for media in &answer.media {
            let body = Some(&media.body);
            match own.iter_mut().find(|case| case.body == body) {
                Some(case) => case.places.push(place),
                None => own.push(plain(body, media.name.as_str(), place)),
            }
            place += 1;
        }
        if answer.media.is_empty() {
            own.push(plain(None, "", place));
            place += 1;
        }
        let shared = own.len() > 1;
        all.extend(own.into_iter().map(|case| Case { shared, ..case }));
    }
    all
}
