//! Finds the article in a page. It knows HTML only as far as canonical HTML needs.

const MARK: &str = " id=\"article\"";

/// The article region of a page: the element with the identifier `article`, as
/// `<article id="article" …>…</article>`, both tags included. `None` when the page has none, or half of one.
///
/// Canonical HTML writes no bare `<` in text and attributes, so the tags can be counted.
pub fn region_of(page: &str) -> Option<&str> {
    let (start, mark) = page
        .match_indices(MARK)
        .find_map(|(mark, _)| Some((tag_before(page, mark)?, mark)))?;
    let name = &page[start + 1..mark];
    let (nested, closed) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 1_usize;
    let mut at = mark;
    while depth > 0 {
        let closing = at + page[at..].find(&closed)?;
        match next_opening(&page[at..closing], &nested) {
            Some(inner) => {
                depth += 1;
                at += inner + nested.len();
            }
            None => {
                depth -= 1;
                at = closing + closed.len();
            }
        }
    }
    Some(&page[start..at])
}

/// Where the tag begins whose name ends here; `None` where that is no tag, but a headline about one.
fn tag_before(page: &str, end: usize) -> Option<usize> {
    let start = page[..end].rfind('<')?;
    let name = &page[start + 1..end];
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_name.then_some(start)
}

/// Where the next such tag begins, if it is that tag and not a longer one, as `<articles`.
fn next_opening(text: &str, nested: &str) -> Option<usize> {
    text.match_indices(nested)
        .find(|(at, _)| {
            text[at + nested.len()..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace())
        })
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::region_of;

    #[test]
    fn a_headline_about_the_region_is_not_the_region() {
        let page = "<title>&lt;article id=\"article\"&gt;</title><main id=\"article\">a</main>";
        assert_eq!(region_of(page), Some("<main id=\"article\">a</main>"));
    }

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
    fn a_theme_may_choose_its_element() {
        let region = "<main id=\"article\" class=\"a\"><div><main></main></div></main>";
        let page = format!("<div><mains>{region}</mains></div></main>");
        assert_eq!(region_of(&page), Some(region));
        assert_eq!(region_of("a id=\"article\"></a>"), None);
        assert_eq!(region_of("<a b id=\"article\"></a>"), None);
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
