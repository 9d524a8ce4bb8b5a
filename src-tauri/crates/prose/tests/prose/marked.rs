//! The page that shows two texts: canonical, harmless, and the new page once the marks are taken off.

use std::collections::HashSet;

use proptest::prelude::*;
use prose::{MarkedBlock, PartKind, body_html, compare, marked_blocks, sanitize};

use crate::canonical::check_clean;
use crate::revisions::{article, markdown, touched, touches};
use crate::{dom, nasty};

fn joined(blocks: &[MarkedBlock]) -> String {
    let html: Vec<&str> = blocks.iter().map(|block| block.html.as_str()).collect();
    html.join("\n")
}

/// The marked page in a short hand: `[-gone-]`, `{+come+}`, classes as `.removed`.
fn shown(old: &str, new: &str) -> String {
    joined(&marked_blocks(old, new))
        .replace("<ins class=\"diff-added\">", "{+")
        .replace("</ins>", "+}")
        .replace("<del class=\"diff-removed\">", "[-")
        .replace("</del>", "-]")
        .replace(" class=\"diff-", " .")
        .replace("\">", ">")
}

#[track_caller]
fn check(old: &str, new: &str, expect: &str) {
    assert_eq!(shown(old, new), expect);
}

#[test]
fn words_are_marked_within_their_elements() {
    check(
        "Le maire *a dit non* hier soir.",
        "Le maire *a dit oui* hier.",
        "<p .changed>Le maire <em>a dit [-non-]{+oui+}</em> hier[- soir-].</p>",
    );
    check(
        "a < b & c d e",
        "a < b & c d f",
        "<p .changed>a &lt; b &amp; c d [-e-]{+f+}</p>",
    );
    check(
        "Selon [le rapport](https://a.example) du jour.",
        "Selon [un rapport](https://a.example) du jour.",
        "<p .changed>Selon <a href=\"https://a.example>[-le-]{+un+} rapport</a> du jour.</p>",
    );
}

#[test]
fn emphasis_and_links_that_changed_are_words_that_changed() {
    check(
        "Il a dit non hier soir.",
        "Il a dit **non** hier soir.",
        "<p .changed>Il a dit [-non-]<strong>{+non+}</strong> hier soir.</p>",
    );
    check(
        "Il a dit *non* hier soir.",
        "Il a dit non hier soir.",
        "<p .changed>Il a dit [-<em>non</em>-]{+non+} hier soir.</p>",
    );
    check(
        "Voir [ce rapport](https://a.example) ici même.",
        "Voir [ce rapport](https://b.example) ici même.",
        "<p .changed>Voir [-ce rapport-]<a href=\"https://b.example>{+ce rapport+}</a> ici même.</p>",
    );
}

#[test]
fn items_and_rows_come_and_go_whole() {
    check(
        "- un\n- deux\n- trois",
        "- un\n- trois",
        "<ul .changed><li>un</li><li .removed>[-deux-]</li><li>trois</li></ul>",
    );
    check(
        "- un\n- trois",
        "- un\n- deux\n- trois",
        "<ul .changed><li>un</li><li .added>{+deux+}</li><li>trois</li></ul>",
    );
    check(
        "|a|b|\n|-|-|\n|c|d|\n|e|f|",
        "|a|b|\n|-|-|\n|e|g|",
        "<div class=\"table diff-changed><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\
         <tr .removed><td>[-c-]</td><td>[-d-]</td></tr><tr><td>e</td><td>[-f-]{+g+}</td></tr></tbody></table></div>",
    );
    check(
        "- [ ] relire le texte",
        "- [x] relire le texte",
        "<ul .changed><li class=\"task>[-<input type=\"checkbox\" disabled=\">-]{+<input type=\"checkbox\" disabled=\"\" checked=\">+} relire le texte</li></ul>",
    );
}

const A: &str = "Le tribunal rendra sa décision vendredi, devant une salle comble.";
const B: &str = "Les riverains ont porté plainte contre l’entreprise et contre la mairie.";

#[test]
fn blocks_come_go_and_move() {
    check(
        &format!("{A}\n\n{B}"),
        &format!("{A}\n\n***\n\n{B}"),
        &format!("<p>{A}</p>\n<hr .added>\n<p>{B}</p>"),
    );
    check(
        &format!("## Titre\n\n{A}"),
        A,
        &format!("<h2 .removed>[-Titre-]</h2>\n<p>{A}</p>"),
    );
    let changed = B.replace("mairie", "ville");
    let blocks = marked_blocks(
        &format!("{A}\n\n> {A} Ou pas.\n\n{B}"),
        &format!("{changed}\n\n{A}\n\n> {A} Ou pas."),
    );
    let kinds: Vec<_> = blocks
        .iter()
        .map(|block| (block.kind, block.elsewhere))
        .collect();
    let expect = [
        (PartKind::Moved, Some(3)),
        (PartKind::Kept, None),
        (PartKind::Kept, None),
        (PartKind::MovedAway, Some(0)),
    ];
    assert_eq!(kinds, expect);
    assert!(
        blocks[0]
            .html
            .starts_with("<p class=\"diff-changed diff-moved\">Les riverains")
    );
    assert!(
        blocks[3]
            .html
            .starts_with("<p class=\"diff-moved-away\">Les riverains")
    );
}

#[test]
fn a_paragraph_cut_or_joined_shows_its_ends() {
    let (two, one) = (format!("{A}\n\n{B}"), format!("{A} {B}"));
    check(
        &one,
        &two,
        &format!("<p .changed>{A}[- -]{{+¶+}}</p>\n<p>{B}</p>"),
    );
    check(&two, &one, &format!("<p .changed>{A}[-¶ -]{{+ +}}{B}</p>"));
}

#[test]
fn notes_that_only_get_other_numbers_have_not_changed() {
    let old = format!("{A}\n\n{B}[^b]\n\n[^b]: Bé, la note.");
    let new = format!("{A}[^a]\n\n{B}[^b]\n\n[^b]: Bé, la note.\n\n[^a]: Une autre.");
    let kinds: Vec<_> = marked_blocks(&old, &new)
        .iter()
        .map(|block| block.kind)
        .collect();
    assert_eq!(
        kinds,
        [PartKind::Changed, PartKind::Kept, PartKind::Changed]
    );
}

#[test]
fn no_mark_reaches_a_page() {
    let marked = joined(&marked_blocks(
        &format!("{A}\n\n- a\n- b\n\n## Un"),
        &format!("{B}\n\n- a\n\n## En bref"),
    ));
    assert!(marked.contains("diff-") && !sanitize(&marked).contains("diff-"));
    assert!(!body_html(&marked).contains("diff-"));
    assert!(
        !body_html("a <ins class=\"diff-added\">b</ins>\n\n<p class=\"diff-moved\">c")
            .contains("diff-")
    );
}

/// The page without what went, and without the marks on what stayed and came.
fn accepted(blocks: &[MarkedBlock]) -> String {
    let stays =
        |block: &&MarkedBlock| !matches!(block.kind, PartKind::Removed | PartKind::MovedAway);
    let blocks: Vec<String> = blocks
        .iter()
        .filter(stays)
        .map(|block| without_marks(&block.html))
        .collect();
    blocks.join("\n")
}

fn without_marks(html: &str) -> String {
    let html = html.replace("<ins class=\"diff-added\">¶</ins></p>", "</p>");
    let (mut out, mut open, mut gone): (String, Vec<(bool, bool)>, usize) =
        (String::new(), Vec::new(), 0);
    for (nth, part) in html.split('<').enumerate() {
        let Some((tag, text)) = part.split_once('>').filter(|_| nth > 0) else {
            out.push_str(part);
            continue;
        };
        let is_void = ["br", "hr", "img", "wbr", "input"].contains(&tag.split(' ').next().unwrap());
        if tag.starts_with('/') {
            let (is_gone, is_mark) = open.pop().unwrap();
            if gone == 0 && !is_mark {
                out += &format!("<{tag}>");
            }
            gone -= usize::from(is_gone);
        } else {
            let is_gone = tag.contains("diff-removed");
            let is_mark = is_gone || tag == "ins class=\"diff-added\"";
            gone += usize::from(is_gone);
            if gone == 0 && !is_mark {
                out += &format!("<{}>", without_classes(tag));
            }
            if is_void {
                gone -= usize::from(is_gone);
            } else {
                open.push((is_gone, is_mark));
            }
        }
        if gone == 0 {
            out.push_str(text);
        }
    }
    out
}

fn without_classes(tag: &str) -> String {
    let mut tag = tag.to_owned();
    for class in ["diff-added", "diff-changed", "diff-moved"] {
        tag = tag.replace(&format!(" class=\"{class}\""), "");
        tag = tag
            .replace(&format!(" {class}\""), "\"")
            .replace(&format!("\"{class} "), "\"");
    }
    tag
}

fn check_marked(old: &str, new: &str) -> Result<(), TestCaseError> {
    let blocks = marked_blocks(old, new);
    let mut ids = HashSet::new();
    for (nth, block) in blocks.iter().enumerate() {
        let parsed = dom::parse(&block.html);
        prop_assert_eq!(parsed.nodes.len(), 1, "{}", block.html);
        check_clean(&block.html)?;
        for (_, attributes) in dom::elements(&parsed.nodes) {
            for (_, id) in attributes.into_iter().filter(|(name, _)| name == "id") {
                prop_assert!(ids.insert(id.clone()), "{} twice", id);
            }
        }
        let marked = block.html.contains("diff-");
        prop_assert!(block.kind != PartKind::Kept || !marked || new.contains("diff-"));
        if let Some(other) = block.elsewhere {
            prop_assert!(blocks[other].kind != block.kind && other != nth);
        }
    }
    let page = joined(&blocks);
    check_clean(&page)?;
    prop_assert!(!sanitize(&page).contains("\"diff-"));
    prop_assert_eq!(accepted(&blocks), body_html(new));
    let parts = compare(old, new).parts.len();
    prop_assert!(
        blocks
            .iter()
            .all(|block| block.part.is_none_or(|part| part < parts))
    );
    Ok(())
}

fn words(html: &str) -> HashSet<String> {
    let text: String = html
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ");
    text.replace('¶', " ")
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn odd_texts_give_a_canonical_page(old in nasty::text(25), new in nasty::text(25)) {
        check_marked(&old, &new)?;
    }

    #[test]
    fn one_odd_change_gives_a_canonical_page(text in nasty::article(), odd in nasty::text(6), at in any::<prop::sample::Index>()) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let at = places[at.index(places.len())];
        let new = format!("{}{odd}{}", &text[..at], &text[at..]);
        check_marked(&text, &new)?;
        check_marked(&new, &text)?;
    }

    #[test]
    fn revised_articles_show_all_words_of_both(text in article(), touches in touches(6)) {
        let (old, new) = (markdown(&text), markdown(&touched(&text, &touches, "x")));
        check_marked(&old, &new)?;
        let blocks = marked_blocks(&old, &new);
        prop_assert!(touches.is_empty() || old == new || blocks.iter().any(|b| b.kind != PartKind::Kept));
        let mut seen = words(&joined(&blocks));
        let parts: Vec<String> = seen.iter().flat_map(|word| word.split(['.', ',']).map(str::to_owned).collect::<Vec<_>>()).collect();
        seen.extend(parts);
        for word in words(&body_html(&old)) {
            let bare = word.trim_matches(['.', ',']);
            prop_assert!(seen.contains(&word) || bare.contains(['’', '-', '&']) || seen.contains(bare), "{} in {}", word, joined(&blocks));
        }
    }
}
