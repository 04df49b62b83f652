//! Long text in lines: what stands in brackets is broken where there are commas, and only where it must be.

/// How text is broken.
#[derive(Clone, Copy)]
struct Manner {
    /// Columns that a line may have.
    width: usize,
    /// Whether short items share a line.
    filled: bool,
}

/// The later ones only where there would be too many lines.
const MANNERS: [Manner; 3] = [
    Manner {
        width: 100,
        filled: false,
    },
    Manner {
        width: 140,
        filled: false,
    },
    Manner {
        width: 140,
        filled: true,
    },
];

/// Text with brackets, such as JSON or what `Debug` prints, in lines, and in no more of them than a person likes to read, if that
/// can be. Without the line feeds and the spaces behind them it is the text as it was, but for spaces behind commas.
pub fn laid_out(text: &str, most: usize) -> String {
    let mut lines = Vec::new();
    for manner in MANNERS {
        lines.clear();
        lay(text, manner, 0, &mut lines);
        if lines.len() <= most {
            break;
        }
    }
    lines.join("\n")
}

fn lay(text: &str, manner: Manner, depth: usize, lines: &mut Vec<String>) {
    let fits = |text: &str, depth: usize| 2 * depth + text.chars().count() <= manner.width;
    let indent = "  ".repeat(depth);
    let broken = outermost(text).filter(|_| !fits(text, depth));
    let Some((open, close)) = broken else {
        lines.push(format!("{indent}{text}"));
        return;
    };
    lines.push(format!("{indent}{}", &text[..=open]));
    let items = items(text[open + 1..close].trim());
    let mut line = String::new();
    for (index, item) in items.iter().enumerate() {
        let comma = if index + 1 < items.len() { "," } else { "" };
        let item = format!("{item}{comma}");
        let longer = format!("{line} {item}");
        if manner.filled && !line.is_empty() && fits(&longer, depth + 1) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lay(&std::mem::take(&mut line), manner, depth + 1, lines);
        }
        if manner.filled && fits(&item, depth + 1) {
            line = item;
        } else {
            lay(&item, manner, depth + 1, lines);
        }
    }
    if !line.is_empty() {
        lay(&line, manner, depth + 1, lines);
    }
    lines.push(format!("{indent}{}", &text[close..]));
}

/// Where brackets are, outside of quotes: place, and whether one opens.
fn brackets(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quoted = false;
    let mut escaped = false;
    text.char_indices().filter(move |(_, character)| {
        if quoted {
            match character {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quoted = false,
                _ => {}
            }
            return false;
        }
        quoted = *character == '"';
        matches!(character, '(' | ')' | '[' | ']' | '{' | '}' | ',')
    })
}

/// The first bracket and the one that closes it.
fn outermost(text: &str) -> Option<(usize, usize)> {
    let mut open = None;
    let mut depth = 0_usize;
    for (at, bracket) in brackets(text) {
        match bracket {
            ',' => {}
            '(' | '[' | '{' => {
                open.get_or_insert(at);
                depth += 1;
            }
            _ => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some((open?, at));
                }
            }
        }
    }
    None
}

/// What stands between the commas that are in no bracket.
fn items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, bracket) in brackets(text) {
        match bracket {
            ',' if depth == 0 => {
                items.push(text[start..at].trim());
                start = at + 1;
            }
            ',' => {}
            '(' | '[' | '{' => depth += 1,
            _ => depth = depth.saturating_sub(1),
        }
    }
    let last = text[start..].trim();
    if !last.is_empty() {
        items.push(last);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::laid_out;

    #[test]
    fn what_is_short_stays_in_one_line() {
        assert_eq!(laid_out(r#"{"a":1,"b":[2]}"#, 9), r#"{"a":1,"b":[2]}"#);
        assert_eq!(laid_out(&"x".repeat(200), 9), "x".repeat(200));
    }

    #[test]
    fn what_is_long_is_broken_from_outside() {
        let long = "x".repeat(80);
        let text = format!(
            r#"Order {{ id: "a, {{\"{long}", items: [Item {{ amount: 1 }}, 2], rest: {{}} }}"#
        );
        let lines = [
            "Order {",
            &format!(r#"  id: "a, {{\"{long}","#),
            "  items: [Item { amount: 1 }, 2],",
            "  rest: {}",
            "}",
        ];
        assert_eq!(laid_out(&text, 5), lines.join("\n"));
        // Where there would be too many lines they are wider, and shared.
        assert_eq!(laid_out(&text, 4).lines().count(), 3);
        let many = format!("[{}]", vec!["123456789"; 20].join(", "));
        assert_eq!(laid_out(&many, 22).lines().count(), 22);
        assert_eq!(laid_out(&many, 4).lines().count(), 4);
        assert_eq!(
            laid_out(&many, 4)
                .replace("\n  ", " ")
                .replace(['\n', ' '], ""),
            many.replace(' ', "")
        );
        // Not even broken text loses anything.
        let torn = format!("{{ \"{long}{long}");
        assert_eq!(laid_out(&torn, 9), torn);
    }
}
