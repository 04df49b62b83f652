//! Slips of a hand: each changes a line of a file, or takes a member out.

use super::Random;

/// A file with a fault in it.
#[derive(Debug)]
pub(crate) struct Plant {
    pub(crate) text: String,
    /// The line at fault, or the one behind what was taken out, counted from zero.
    pub(crate) line: usize,
    /// The line of the member that something was taken out of.
    pub(crate) owner: Option<usize>,
}

pub(crate) type Operator = fn(&str, usize, &mut Random) -> Option<Plant>;

/// Every operator with its name.
pub(crate) const ALL: &[(&str, Operator)] = &[
    ("drop a member", drop_member),
    ("drop a line", drop_line),
    ("rename a key by a letter", rename_key),
    ("change the type of a scalar", change_type),
    ("repeat a member", repeat),
    ("break a reference", break_reference),
    ("change a listed value", change_listed),
    ("drop a listed value", drop_listed),
    ("repeat a listed value", repeat_listed),
    ("change the indentation", change_indentation),
    ("indent by a tab", tab),
    ("move a bound", move_bound),
    ("swap letters of a value", swap_letters),
    ("insert a stray character", stray),
    ("drop quotes", drop_quotes),
];

/// A member on a line of its own: where its key, and its value, are.
struct Member<'l> {
    indent: usize,
    key: &'l str,
    value: &'l str,
}

fn member(line: &str) -> Option<Member<'_>> {
    let content = line.trim_start().trim_start_matches("- ");
    let indent = line.len() - content.len();
    if content.starts_with(['#', '{', '[', '}', ']']) {
        return None;
    }
    let (key, value) = content.split_once(':')?;
    let plain = key.trim_matches(['"', '\'']);
    let is_key =
        !plain.is_empty() && !plain.contains(' ') && (value.is_empty() || value.starts_with(' '));
    is_key.then_some(Member {
        indent,
        key,
        value: value.trim(),
    })
}

/// The text with one line replaced by some others.
fn replaced(text: &str, line: usize, by: &[String]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.splice(line..=line, by.iter().cloned());
    lines.join("\n") + "\n"
}

fn changed(text: &str, line: usize, by: String) -> Option<Plant> {
    (text.lines().nth(line)? != by).then(|| Plant {
        text: replaced(text, line, &[by]),
        line,
        owner: None,
    })
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The nearest line above that is indented less; the first line for what is part of the document itself.
fn owner(text: &str, line: usize) -> Option<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let depth = indentation(lines.get(line)?);
    if depth == 0 {
        return Some(0);
    }
    (0..line).rev().find(|above| {
        let above = lines[*above];
        !above.trim().is_empty() && indentation(above) < depth && !above.trim().starts_with('#')
    })
}

fn drop_member(text: &str, line: usize, _: &mut Random) -> Option<Plant> {
    let lines: Vec<&str> = text.lines().collect();
    member(lines.get(line)?)?;
    let depth = indentation(lines[line]);
    let inner = lines[line + 1..].iter().take_while(|below| {
        let depth_below = indentation(below);
        below.trim().is_empty()
            || depth_below > depth
            || depth_below == depth && below.trim() == "},"
    });
    let count = 1 + inner.count();
    let owner = owner(text, line);
    let kept = lines[..line].iter().chain(&lines[line + count..]);
    Some(Plant {
        text: kept.copied().collect::<Vec<_>>().join("\n") + "\n",
        line,
        owner,
    })
}

fn drop_line(text: &str, line: usize, _: &mut Random) -> Option<Plant> {
    let content = text.lines().nth(line)?.trim();
    (!content.is_empty() && !content.starts_with('#')).then(|| Plant {
        text: replaced(text, line, &[]),
        line,
        owner: owner(text, line),
    })
}

/// Text with one of its letters replaced by another one, left out, or said twice.
fn misspelt(text: &str, random: &mut Random) -> Option<String> {
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, letter)| letter.is_ascii_alphabetic())
        .collect();
    if letters.len() < 2 {
        return None;
    }
    let (at, letter) = *random.choose(&letters);
    let by = match random.below(3) {
        0 => String::new(),
        1 => format!("{letter}{letter}"),
        _ => if letter == 'q' { "z" } else { "q" }.to_owned(),
    };
    Some(format!("{}{by}{}", &text[..at], &text[at + 1..]))
}

fn rename_key(text: &str, line: usize, random: &mut Random) -> Option<Plant> {
    let whole = text.lines().nth(line)?;
    let member = member(whole)?;
    let key = misspelt(member.key, random)?;
    let behind = &whole[member.indent + member.key.len()..];
    let before = &whole[..member.indent];
    let mut plant = changed(text, line, format!("{before}{key}{behind}"))?;
    // What was called by the old name is gone from its owner.
    plant.owner = owner(text, line);
    Some(plant)
}

/// A value on one line that is neither a collection nor a block of text.
fn scalar(value: &str) -> bool {
    !value.is_empty() && !value.starts_with(['{', '[', '|', '>', '#', '&', '*', '}', ']'])
}

fn change_type(text: &str, line: usize, random: &mut Random) -> Option<Plant> {
    let whole = text.lines().nth(line)?;
    let member = member(whole).filter(|member| scalar(member.value))?;
    let value = member.value.split(" #").next()?.trim_end_matches(',');
    let others: &[&str] = if value.parse::<f64>().is_ok() {
        &["\"7\"", "true", "[]", "{}", "null", "7.5"]
    } else if value == "true" || value == "false" {
        &["\"true\"", "1", "[]", "{}", "null"]
    } else {
        &["7", "true", "[]", "{}", "null"]
    };
    let other = random.choose(others);
    changed(text, line, whole.replacen(value, other, 1))
}

fn repeat(text: &str, line: usize, _: &mut Random) -> Option<Plant> {
    let whole = text.lines().nth(line)?;
    member(whole)
        .filter(|member| !member.value.is_empty() && !member.value.ends_with(['{', '[']))?;
    let first = whole.trim_start();
    let again = if first.starts_with("- ") {
        return None;
    } else if whole.ends_with([',', '"', '}', ']'])
        && whole.trim_start().starts_with('"')
        && !whole.ends_with(',')
    {
        // The last member of an object in JSON.
        [format!("{whole},"), whole.to_owned()]
    } else {
        [whole.to_owned(), whole.to_owned()]
    };
    Some(Plant {
        text: replaced(text, line, &again),
        line,
        owner: None,
    })
}

fn break_reference(text: &str, line: usize, random: &mut Random) -> Option<Plant> {
    let whole = text.lines().nth(line)?;
    let (before, behind) = whole.split_once("$ref:")?;
    changed(
        text,
        line,
        format!("{before}$ref:{}", misspelt(behind, random)?),
    )
}

/// The list in brackets on a line, and whether it is a list of values rather than of words such as names of members.
fn listed(line: &str) -> Option<(usize, usize, Vec<&str>)> {
    let start = line.find(": [")? + 3;
    let end = start + line.get(start..)?.find(']')?;
    let items: Vec<&str> = line[start..end].split(',').map(str::trim).collect();
    (items
        .iter()
        .all(|item| !item.is_empty() && !item.contains(['{', ':', '['])))
    .then_some((start, end, items))
}

fn with_list(
    text: &str,
    line: usize,
    change: impl FnOnce(&mut Vec<String>) -> Option<()>,
) -> Option<Plant> {
    let whole = text.lines().nth(line)?;
    let (start, end, items) = listed(whole)?;
    let mut items: Vec<String> = items.into_iter().map(str::to_owned).collect();
    change(&mut items)?;
    let mut plant = changed(
        text,
        line,
        format!("{}{}{}", &whole[..start], items.join(", "), &whole[end..]),
    )?;
    plant.owner = owner(text, line);
    Some(plant)
}

fn change_listed(text: &str, line: usize, random: &mut Random) -> Option<Plant> {
    with_list(text, line, |items| {
        let at = random.below(items.len());
        items[at] = misspelt(&items[at], random)?;
        Some(())
    })
}

fn drop_listed(text: &str, line: usize, random: &mut Random) -> Option<Plant> {
    with_list(text, line, |items| {
        let at = random.below(items.len());
        items.remove(at);
        Some(())
    })
}

fn repeat_listed(text: &str, line: usize, random: &mut Random) -> Option<Plant> {
    with_list(text, line, |items| {
        items.push(random.choose(items).clone());
        Some(())
    })
}

fn change_indentation(text: &str, line: usize, random: &mut Random) -> Option<Plant> {
    let whole = text.lines().nth(line)?;
    if whole.trim().is_empty() || whole.trim().starts_with('#') {
        return None;
    }
    let depth = indentation(whole);
    let new = *random.choose(&[
        depth.saturating_sub(2),
        depth.saturating_sub(1),
        depth + 1,
        depth + 2,
    ]);
    let mut plant = changed(
        text,
        line,
        format!("{}{}", " ".repeat(new), whole.trim_start()),
    )?;
    plant.owner = owner(text, line);
    Some(plant)
}

fn tab(text: &str, line: usize, _: &mut Random) -> Option<Plant> {
    let whole = text.lines().nth(line)?;
    let content = whole.trim_start();
    if content.len() == whole.len() || content.is_empty() || content.starts_with('#') {
        return None;
    }
    changed(text, line, format!("\t{content}"))
}

fn move_bound(text: &str, line: usize, random: &mut Random) -> Option<Plant> {
    const BOUNDS: &[&str] = &[
        "minimum",
        "maximum",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "maxProperties",
    ];
    let whole = text.lines().nth(line)?;
    let key = BOUNDS
        .iter()
        .find(|key| whole.contains(&format!("{key}: ")))?;
    let start = whole.find(&format!("{key}: "))? + key.len() + 2;
    let digits = whole[start..]
        .chars()
        .take_while(char::is_ascii_digit)
        .count();
    let new = random.choose(&["-1", "99999999999999999999", "0", "1000000007"]);
    changed(
        text,
        line,
        format!("{}{new}{}", &whole[..start], &whole[start + digits..]),
    )
}

fn swap_letters(text: &str, line: usize, random: &mut Random) -> Option<Plant> {
    let whole = text.lines().nth(line)?;
    let member = member(whole).filter(|member| scalar(member.value))?;
    let start = whole.len()
        - whole[member.indent + member.key.len() + 1..]
            .trim_start()
            .len();
    let letters: Vec<usize> = whole[start..]
        .char_indices()
        .map(|(at, _)| start + at)
        .filter(|at| {
            let pair = whole.as_bytes().get(*at..*at + 2);
            pair.is_some_and(|pair| {
                pair[0] != pair[1] && pair.iter().all(u8::is_ascii_alphanumeric)
            })
        })
        .collect();
    if letters.is_empty() {
        return None;
    }
    let at = *random.choose(&letters);
    let (a, b) = (&whole[at..=at], &whole[at + 1..at + 2]);
    changed(
        text,
        line,
        format!("{}{b}{a}{}", &whole[..at], &whole[at + 2..]),
    )
}

fn stray(text: &str, line: usize, random: &mut Random) -> Option<Plant> {
    let whole = text.lines().nth(line)?;
    if whole.trim().is_empty() || whole.trim().starts_with('#') {
        return None;
    }
    let places: Vec<usize> = whole
        .char_indices()
        .map(|(at, _)| at)
        .chain([whole.len()])
        .collect();
    let at = *random.choose(&places);
    let stray = random.choose(&[":", ",", "}", "]", "{", "'", "\"", "-", "x", " ", "&"]);
    changed(
        text,
        line,
        format!("{}{stray}{}", &whole[..at], &whole[at..]),
    )
}

fn drop_quotes(text: &str, line: usize, _: &mut Random) -> Option<Plant> {
    let whole = text.lines().nth(line)?;
    let quote = if whole.contains('\'') { '\'' } else { '"' };
    if !whole.contains(quote) || whole.trim().starts_with('#') {
        return None;
    }
    changed(text, line, whole.replace(quote, ""))
}
