//! What a receipt proves, as the command line tells it: what readers see otherwise, and what is in their pictures.

use domain::{ArticlePart, Difference, Receipt};
use fluent_bundle::FluentArgs;
use serde_json::{Value, json};

use crate::finding::named;
use crate::words::Words;

/// What is told of a receipt, a line each; nothing of one whose page nobody has seen.
pub(crate) fn lines(receipt: &Receipt, words: &Words) -> Vec<String> {
    let page = receipt
        .seen_hash
        .as_ref()
        .and_then(|_| otherwise(receipt, words));
    let unclean = receipt.differences.iter();
    let unclean = unclean.filter_map(|difference| of_picture(difference, words));
    let pictures = &receipt.pictures;
    let seen = [
        ("served-clean", pictures.clean as usize),
        ("served-waiting", pictures.waiting.len()),
    ];
    let seen = seen.into_iter().filter(|(_, count)| *count > 0);
    let seen =
        seen.map(|(id, count)| words.say_with(id, &FluentArgs::from_iter([("count", count)])));
    page.into_iter().chain(unclean).chain(seen).collect()
}

/// The same of its pictures, as JSON.
pub(crate) fn pictures_json(receipt: &Receipt) -> Value {
    let mut unclean = Vec::new();
    let mut missing = Vec::new();
    for difference in &receipt.differences {
        match difference {
            Difference::PictureUnclean { address, remains } => {
                let holds: Vec<_> = remains.iter().map(|one| one.as_str()).collect();
                unclean.push(json!({ "address": address, "holds": holds }));
            }
            Difference::PictureMissing { address } => missing.push(address),
            _ => {}
        }
    }
    json!({
        "clean": receipt.pictures.clean,
        "unclean": unclean,
        "missing": missing,
        "not_yet_seen": receipt.pictures.waiting,
    })
}

/// What readers see of the page otherwise than it was sent: what a theme does not show by its names.
fn otherwise(receipt: &Receipt, words: &Words) -> Option<String> {
    let of_page = receipt.differences.iter();
    let mut of_page = of_page
        .filter(|difference| !is_of_picture(difference))
        .peekable();
    let is_the_same = receipt.seen_hash.as_deref() == Some(&receipt.sent_hash);
    if of_page.peek().is_none() && is_the_same {
        return None;
    }
    let unshown = of_page.map(|one| match one {
        Difference::Unshown(part, _) => Some(*part),
        _ => None,
    });
    let unshown: Option<Vec<ArticlePart>> = unshown.collect();
    Some(match unshown {
        Some(parts) if !parts.is_empty() => {
            words.say_of("not-shown", "parts", &named(parts.into_iter(), words))
        }
        _ => words.say("not-verified"),
    })
}

fn is_of_picture(difference: &Difference) -> bool {
    matches!(
        difference,
        Difference::PictureUnclean { .. } | Difference::PictureMissing { .. }
    )
}

fn of_picture(difference: &Difference, words: &Words) -> Option<String> {
    let mut args = FluentArgs::new();
    let id = match difference {
        Difference::PictureUnclean { address, remains } => {
            let names = remains
                .iter()
                .map(|one| words.say(&format!("remains-{}", one.as_str())));
            args.set("remains", names.collect::<Vec<_>>().join(", "));
            args.set("address", address.as_str());
            "served-unclean"
        }
        Difference::PictureMissing { address } => {
            args.set("address", address.as_str());
            "served-missing"
        }
        _ => return None,
    };
    Some(words.say_with(id, &args))
}
