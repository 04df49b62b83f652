//! `simd-json`, which fills a tape of its own. It writes to the text that it reads and tells no text of a number.

use simd_json::{Buffers, INPUT_PADDING, Node, StaticNode, Tape, fill_tape_padded};

use crate::Refused;
use crate::tape::{Kind, Token};

/// The memory that it asks for, kept from text to text.
pub struct Reader {
    text: Vec<u8>,
    buffers: Buffers,
    tape: Tape<'static>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            text: Vec::new(),
            buffers: Buffers::default(),
            tape: Tape::null(),
        }
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Reader")
    }
}

impl Reader {
    /// Copies the text, since it is written to, and fills a tape.
    ///
    /// # Errors
    /// The text is not JSON.
    pub fn fill<R>(
        &mut self,
        source: &[u8],
        then: impl FnOnce(&Tape<'_>) -> R,
    ) -> Result<R, Refused> {
        self.text.clear();
        self.text.extend_from_slice(source);
        self.text.resize(source.len() + INPUT_PADDING, 0);
        let mut tape = std::mem::replace(&mut self.tape, Tape(Vec::new())).reset();
        let filled = fill_tape_padded(&mut self.text, source.len(), &mut self.buffers, &mut tape);
        let result = filled.map(|()| then(&tape)).map_err(|_| Refused);
        self.tape = tape.reset();
        result
    }
}

/// Every node in the order of the text.
pub fn tokens(tape: &Tape<'_>) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(tape.0.len());
    let mut nodes = tape.0.iter();
    value(&mut nodes, &mut tokens);
    tokens
}

fn value<'t>(nodes: &mut impl Iterator<Item = &'t Node<'t>>, tokens: &mut Vec<Token>) {
    match nodes.next() {
        None => {}
        Some(Node::String(text)) => tokens.push(Token::Text(Kind::String, (*text).to_owned())),
        Some(Node::Static(value)) => tokens.push(scalar(*value)),
        Some(Node::Array { len, .. }) => {
            tokens.push(Token::Plain(Kind::Array, *len));
            (0..*len).for_each(|_| value(nodes, tokens));
        }
        Some(Node::Object { len, .. }) => {
            tokens.push(Token::Plain(Kind::Object, *len));
            for _ in 0..*len {
                if let Some(Node::String(key)) = nodes.next() {
                    tokens.push(Token::Text(Kind::Key, (*key).to_owned()));
                }
                value(nodes, tokens);
            }
        }
    }
}

fn scalar(value: StaticNode) -> Token {
    #[allow(clippy::cast_precision_loss, reason = "as the others are compared")]
    match value {
        StaticNode::Null => Token::Plain(Kind::Null, 0),
        StaticNode::Bool(true) => Token::Plain(Kind::True, 0),
        StaticNode::Bool(false) => Token::Plain(Kind::False, 0),
        StaticNode::I64(number) => Token::Number(number as f64),
        StaticNode::U64(number) => Token::Number(number as f64),
        StaticNode::F64(number) => Token::Number(number),
    }
}
