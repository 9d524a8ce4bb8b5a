//! The one shortcode that old WordPress texts are full of: a picture's caption, as a figure; knows no other.

use std::borrow::Cow;

const START: &str = "[caption ";
const END: &str = "[/caption]";

/// The HTML with each `[caption …]<img> words[/caption]` as a figure.
pub(crate) fn with_figures(html: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(START) {
        let Some((inside, next)) = after.split_once(END) else {
            break;
        };
        out.push_str(before);
        match figure(inside) {
            Some(figure) => out.push_str(&figure),
            None => out.extend([START, inside, END]),
        }
        rest = next;
    }
    if out.is_empty() && rest.len() == html.len() {
        return Cow::Borrowed(html);
    }
    Cow::Owned(out + rest)
}

/// The figure of what stands between the marks, the attributes of the first one included.
fn figure(inside: &str) -> Option<String> {
    let (_, content) = inside.split_once(']')?;
    let image = content.find("<img")?;
    let mut end = image + content[image..].find('>')? + 1;
    if content[..image].contains("<a") {
        end += content[end..].find("</a>")? + "</a>".len();
    }
    let (picture, words) = content.split_at(end);
    let words = words.trim();
    Some(format!(
        "<figure>{picture}<figcaption>{words}</figcaption></figure>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_is_below_its_picture() {
        assert_eq!(
            with_figures(
                "a [caption id=\"x\" width=\"3\"]<a href=\"y\"><img src=\"z\" /></a> <em>La</em> salle[/caption] b"
            ),
            "a <figure><a href=\"y\"><img src=\"z\" /></a><figcaption><em>La</em> salle</figcaption></figure> b"
        );
    }

    #[test]
    fn what_is_no_caption_stays() {
        for html in [
            "a",
            "[caption ",
            "[caption x]a[/caption]",
            "[caption <img[/caption]",
        ] {
            assert_eq!(with_figures(html), html);
        }
    }
}
