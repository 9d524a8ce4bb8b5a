//! Kept pictures in canonical HTML as pages show them, by their clean copies, and back; makes no copy and knows no page.
//!
//! A body names originals. What readers get is dressed: `<picture>` with the copies' widths, and an `<img>` that has its size,
//! so that nothing jumps. A picture that the writer herself gave a size keeps it, and says so by its `sizes`.

use std::borrow::Cow;

use domain::{PictureKind, PictureSet};

use crate::escape::{escape_attribute, push_attribute};
use crate::pictures::written_out;

/// How wide a picture within the text is shown.
pub(crate) const SIZES: &str = "(max-width: 760px) 100vw, 720px";
/// How wide the picture at the head is shown.
const LEAD_SIZES: &str = "(max-width: 1000px) 100vw, 960px";

/// Gives each kept picture of canonical HTML that has copies these copies, in the form in which a browser serialises them.
/// `set_of` gets an address as a text names it, with its framing.
pub fn dressed<'h>(html: &'h str, set_of: &dyn Fn(&str) -> Option<PictureSet>) -> Cow<'h, str> {
    rewritten(html, "<img", |rest| {
        let (image, length) = Image::read(rest)?;
        Some((image.dressed(&set_of(&image.kept()?)?), length))
    })
}

/// As [`dressed`], with the copy that every reader can load and no other: for sites that make their own sizes.
pub fn dressed_whole<'h>(
    html: &'h str,
    set_of: &dyn Fn(&str) -> Option<PictureSet>,
) -> Cow<'h, str> {
    rewritten(html, "<img", |rest| {
        let (image, length) = Image::read(rest)?;
        let set = set_of(&image.kept()?)?;
        // What the writer wrote in HTML is hers, but for its address.
        let is_ours = image.is_lazy() && !image.has_size();
        Some((image.of_copy(&set, is_ours), length))
    })
}

/// What [`dressed`] was made of. `original_of` gets a copy's path, and says which address a text named.
pub fn undressed<'h>(html: &'h str, original_of: &dyn Fn(&str) -> Option<String>) -> Cow<'h, str> {
    let plain = |rest: &str| {
        let (around, image, length) = read_dressed(rest)?;
        let original = original_of(&image.kept()?)?;
        let has_own_size = matches!(around, Around::Own);
        Some((image.of_original(&original, has_own_size), length))
    };
    rewritten(html, "<", plain)
}

/// A dressed page's HTML with each image alone, for those who make nothing of its sizes.
pub fn images_alone(html: &str) -> Cow<'_, str> {
    rewritten(html, "<picture>", |rest| {
        let (_, image, length) = read_dressed(rest)?;
        Some((written(&image.0), length))
    })
}

/// The picture at the head of a page, for which a reader does not wait.
pub fn lead_picture_html(set: &PictureSet, alt: &str) -> String {
    let mut image = "<img".to_owned();
    push_attribute(&mut image, "src", &set.whole.path());
    push_attribute(&mut image, "alt", alt);
    push_attribute(&mut image, "width", &set.whole.width.to_string());
    push_attribute(&mut image, "height", &set.whole.height.to_string());
    push_attribute(&mut image, "fetchpriority", "high");
    in_picture(set, LEAD_SIZES, &(image + ">"))
}

/// The copies by their widths, as a `srcset` says it; empty for what moves.
pub fn srcset(set: &PictureSet) -> String {
    let copies = set.sizes.iter();
    let copies = copies.map(|copy| format!("{} {}w", copy.path(), copy.width));
    copies.collect::<Vec<_>>().join(", ")
}

fn in_picture(set: &PictureSet, sizes: &str, image: &str) -> String {
    if set.sizes.is_empty() {
        return image.to_owned();
    }
    let srcset = srcset(set);
    format!(
        "<picture><source type=\"image/webp\" srcset=\"{srcset}\" sizes=\"{sizes}\">{image}</picture>"
    )
}

/// Whether this is a `srcset` that [`dressed`] may have written: pictures of the site itself, and their widths.
pub(crate) fn is_our_srcset(value: &str) -> bool {
    let is_copy = |copy: &str| {
        let named = copy.strip_prefix("/media/").and_then(|c| c.split_once(' '));
        named.is_some_and(|(name, width)| {
            let kind = PictureKind::of_name(name).map(|(_, kind)| kind);
            kind == Some(PictureKind::Webp) && width.strip_suffix('w').is_some_and(is_number)
        })
    };
    value.split(", ").take(17).count() < 17 && value.split(", ").all(is_copy)
}

/// Whether these are `sizes` that [`dressed`] may have written.
pub(crate) fn are_our_sizes(value: &str) -> bool {
    value == SIZES || value.strip_suffix("px").is_some_and(is_number)
}

fn is_number(digits: &str) -> bool {
    (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// The HTML with what starts like that written anew where `anew` knows how, and says how much it read. Linear.
fn rewritten<'h>(
    html: &'h str,
    start: &str,
    anew: impl Fn(&'h str) -> Option<(String, usize)>,
) -> Cow<'h, str> {
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(next) = html[at..].find(start) {
        at += next;
        match anew(&html[at..]) {
            Some((written, length)) => {
                out.push_str(&html[from..at]);
                out.push_str(&written);
                at += length;
                from = at;
            }
            None => at += start.len(),
        }
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    Cow::Owned(out + &html[from..])
}

/// What stands around an image on a dressed page.
enum Around {
    /// Nothing, or what gave it its size.
    Ours,
    /// What leaves it the size that the writer gave it.
    Own,
}

/// An image at the start of dressed HTML, with what is around it, and the length of both.
fn read_dressed(rest: &str) -> Option<(Around, Image<'_>, usize)> {
    let Some(inside) = rest.strip_prefix("<picture>") else {
        let (image, length) = Image::read(rest)?;
        return Some((Around::Ours, image, length));
    };
    let (around, inside) = match inside.strip_prefix("<source type=\"image/webp\" srcset=\"") {
        None => (Around::Own, inside),
        Some(source) => {
            let (_, sizes) = source.split_once("\" sizes=\"")?;
            let (sizes, inside) = sizes.split_once("\">")?;
            let is_ours = sizes == SIZES;
            (if is_ours { Around::Ours } else { Around::Own }, inside)
        }
    };
    let (image, length) = Image::read(inside)?;
    let after = inside[length..].strip_prefix("</picture>")?;
    Some((around, image, rest.len() - after.len()))
}

/// An `<img>` of canonical HTML: its attributes in their order, values as they are written.
struct Image<'h>(Vec<(&'h str, &'h str)>);

impl<'h> Image<'h> {
    /// The image at the start of this HTML, and its length.
    fn read(html: &'h str) -> Option<(Self, usize)> {
        let mut rest = html.strip_prefix("<img")?;
        let mut attributes = Vec::new();
        while !rest.starts_with('>') {
            let (name, value) = rest.strip_prefix(' ')?.split_once("=\"")?;
            let (value, after) = value.split_once('"')?;
            attributes.push((name, value));
            rest = after;
        }
        Some((Self(attributes), html.len() - rest.len() + 1))
    }

    fn value(&self, name: &str) -> Option<&'h str> {
        let found = self.0.iter().find(|(own, _)| *own == name);
        found.map(|(_, value)| *value)
    }

    /// The address of the kept picture that it shows.
    fn kept(&self) -> Option<Cow<'h, str>> {
        let address = written_out(self.value("src")?);
        PictureKind::kept_at(&address).is_some().then_some(address)
    }

    fn is_lazy(&self) -> bool {
        self.0.last() == Some(&("loading", "lazy"))
    }

    /// Whether the writer gave it a size.
    fn has_size(&self) -> bool {
        self.value("width").or(self.value("height")).is_some()
    }

    fn dressed(&self, set: &PictureSet) -> String {
        if !self.has_size() {
            return in_picture(set, SIZES, &self.of_copy(set, true));
        }
        let image = self.of_copy(set, false);
        if set.sizes.is_empty() {
            return format!("<picture>{image}</picture>");
        }
        in_picture(set, &format!("{}px", self.own_width(set)), &image)
    }

    /// How wide the size that the writer gave it makes it.
    fn own_width(&self, set: &PictureSet) -> u64 {
        let pixels = |name| self.value(name)?.parse::<u64>().ok();
        let of_height =
            |height: u64| height * u64::from(set.whole.width) / u64::from(set.whole.height).max(1);
        let width = pixels("width").or(pixels("height").map(of_height));
        width.unwrap_or_default().min(999_999_999)
    }

    /// The same with the copy that every reader can load, and its size where it has none of its own.
    fn of_copy(&self, set: &PictureSet, sized: bool) -> String {
        let (width, height) = (set.whole.width.to_string(), set.whole.height.to_string());
        let path = set.whole.path();
        let mut attributes = self.with_source(&path);
        if sized {
            let at = attributes.len() - usize::from(self.is_lazy());
            attributes.splice(at..at, [("width", &*width), ("height", &*height)]);
        }
        written(&attributes)
    }

    /// The same with what a text names, without the size that a copy gave it.
    fn of_original(&self, address: &str, has_own_size: bool) -> String {
        let address = escape_attribute(address);
        let mut attributes = self.with_source(&address);
        attributes.retain(|(name, _)| has_own_size || !matches!(*name, "width" | "height"));
        written(&attributes)
    }

    fn with_source<'a>(&'a self, address: &'a str) -> Vec<(&'a str, &'a str)> {
        let own = self.0.iter().copied();
        let anew = |(name, value)| match name {
            "src" => (name, address),
            _ => (name, value),
        };
        own.map(anew).collect()
    }
}

fn written(attributes: &[(&str, &str)]) -> String {
    let mut out = "<img".to_owned();
    for (name, value) in attributes {
        out.extend([" ", name, "=\"", value, "\""]);
    }
    out + ">"
}
