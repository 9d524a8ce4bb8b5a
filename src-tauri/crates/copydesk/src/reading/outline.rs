//! Headings that skip a level and links that lead nowhere, in the Markdown; judges no words.

use prose::{Passage, PassageKind};

use super::{Remark, RemarkKind, place};

/// A heading more than one level below the one before it: `##`, then `####`. The headline is above the first; `#` and `##`
/// are the same level, as on the page.
pub(super) fn headings(markdown: &str, passages: &[Passage], remarks: &mut Vec<Remark>) {
    let mut from = 1;
    for passage in passages
        .iter()
        .filter(|passage| passage.kind == PassageKind::Heading)
    {
        let to = level(markdown, passage);
        if to > from + 1 {
            remarks.push(Remark {
                range: place(passage, 0..passage.text.len()),
                kind: RemarkKind::HeadingSkips { from, to },
            });
        }
        from = to;
    }
}

/// By its first signs; one that is underlined is of the second level.
fn level(markdown: &str, passage: &Passage) -> u8 {
    let before = &markdown[..passage.span().start];
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let signs = line.trim_start_matches(|sign| sign != '#');
    let many = signs.chars().take_while(|sign| *sign == '#').count();
    u8::try_from(many.clamp(2, 6)).unwrap_or(6)
}

/// Links without an address or without anything that readers see of them: `[x]()`, `[](https://e.org)`.
pub(super) fn links(markdown: &str, remarks: &mut Vec<Remark>) {
    for link in prose::links(markdown) {
        let kind = if link.address.trim().is_empty() {
            RemarkKind::LinkNowhere
        } else if link.is_unseen {
            RemarkKind::LinkUnseen
        } else {
            continue;
        };
        remarks.push(Remark {
            range: link.source,
            kind,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::in_text;

    #[test]
    fn headings_and_links() {
        for (markdown, found) in [
            (
                "## A\n\n### B\n\n## C\n\n#### **D** e",
                "D** e HeadingSkips { from: 2, to: 4 }",
            ),
            ("# A\n\n### B\n\nC\n===\n\n> ### D", ""),
            ("### A", "A HeadingSkips { from: 1, to: 3 }"),
            ("[x]() and [y]( )", "[x]() LinkNowhere; [y]( ) LinkNowhere"),
            (
                "[](https://e.org) [ ](https://e.org)",
                "[](https://e.org) LinkUnseen; [ ](https://e.org) LinkUnseen",
            ),
            (
                "[![a](b.jpg)](https://e.org) [x](y) <https://e.org> [`c`](d)",
                "",
            ),
        ] {
            let told: Vec<_> = in_text(markdown, &prose::passages(markdown))
                .iter()
                .map(|remark| format!("{} {:?}", &markdown[remark.range.clone()], remark.kind))
                .collect();
            assert_eq!(told.join("; "), found, "{markdown}");
        }
    }
}
