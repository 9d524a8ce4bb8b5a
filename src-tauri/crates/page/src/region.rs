//! Finds the article in a page. It knows HTML only as far as canonical HTML needs.

const OPENING: &str = "<article id=\"article\"";
const NESTED: &str = "<article";
const CLOSING: &str = "</article>";

/// The article region of a page: the element `<article id="article" …>…</article>`, both tags
/// included. `None` when the page has none, or half of one.
///
/// Canonical HTML writes no bare `<` in text and attributes, so the tags can be counted.
pub fn region_of(page: &str) -> Option<&str> {
    let start = page.find(OPENING)?;
    let mut depth = 1_usize;
    let mut at = start + OPENING.len();
    while depth > 0 {
        let closing = at + page[at..].find(CLOSING)?;
        match next_opening(&page[at..closing]) {
            Some(inner) => {
                depth += 1;
                at += inner + NESTED.len();
            }
            None => {
                depth -= 1;
                at = closing + CLOSING.len();
            }
        }
    }
    Some(&page[start..at])
}

/// Where the next `<article` tag begins, if it is that tag and not `<articles`.
fn next_opening(text: &str) -> Option<usize> {
    text.match_indices(NESTED)
        .find(|(at, _)| {
            text[at + NESTED.len()..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace())
        })
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::region_of;

    #[test]
    fn the_region_is_the_whole_element() {
        let region = "<article id=\"article\" lang=\"fr\"><p>a</p></article>";
        assert_eq!(
            region_of(&format!("<main>{region}</main><article></article>")),
            Some(region)
        );
    }

    #[test]
    fn articles_inside_are_part_of_it() {
        let region = "<article id=\"article\"><article><article class=\"x\"></article></article><p></p></article>";
        assert_eq!(region_of(&format!("x{region}y</article>")), Some(region));
    }

    #[test]
    fn half_a_page_has_none() {
        for page in [
            "",
            "<p>a</p>",
            "<article id=\"article\">",
            "<article id=\"article\"><article></article>",
        ] {
            assert_eq!(region_of(page), None, "{page}");
        }
    }
}
