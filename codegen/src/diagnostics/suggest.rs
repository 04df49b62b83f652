//! Which of the names that exist was probably meant.

/// The candidate nearest to a name, if one is near enough; the first of equals.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = name.chars().count();
    let bound = (length / 3).clamp(1, 3);
    let name = name.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate.chars().count().abs_diff(length) > bound {
            continue;
        }
        let distance = distance(&name, &candidate.to_lowercase(), bound);
        if let Some(distance) =
            distance.filter(|distance| best.is_none_or(|(least, _)| *distance < least))
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters must be added, left out, changed or swapped with their neighbour; `None` if it is more than `bound`.
fn distance(a: &str, b: &str, bound: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    // The last two rows of the table of distances between the starts of both names, and the next one.
    let mut above_that: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut row: Vec<usize> = Vec::new();
    let mut previous = None;
    for (index, letter) in a.chars().enumerate() {
        row.clear();
        row.push(index + 1);
        for (column, other) in b.iter().enumerate() {
            let change = above[column] + usize::from(letter != *other);
            let mut fewest = change.min(above[column + 1] + 1).min(row[column] + 1);
            if column > 0 && previous == Some(*other) && b[column - 1] == letter {
                fewest = fewest.min(above_that[column - 1] + 1);
            }
            row.push(fewest);
        }
        // Whatever the rest is, it adds to one of these two rows.
        if row.iter().chain(&above).all(|distance| *distance > bound) {
            return None;
        }
        previous = Some(letter);
        std::mem::swap(&mut above_that, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above.last().copied().filter(|distance| *distance <= bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_recognised() {
        let keys = ["required", "readOnly", "maxLength", "minLength", "type"];
        for (slip, meant) in [
            ("requird", "required"),
            ("maxLenght", "maxLength"),
            ("tpye", "type"),
            ("readonly", "readOnly"),
        ] {
            assert_eq!(nearest(slip, keys), Some(meant), "{slip}");
        }
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest("", keys), None);
        assert_eq!(nearest("ty", ["to", "ty"]), Some("ty"));
    }

    #[test]
    fn distances_are_counted_in_characters() {
        assert_eq!(distance("支払い", "支払", 1), Some(1));
        assert_eq!(distance("abc", "acb", 1), Some(1));
        assert_eq!(distance("kitten", "sitting", 3), Some(3));
        assert_eq!(distance("kitten", "sitting", 2), None);
        assert_eq!(distance("", "ab", 2), Some(2));
        assert_eq!(distance("ab", "cdxxab", 3), None);
    }
}
