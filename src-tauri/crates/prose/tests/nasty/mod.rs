//! Generators of texts that no one would write and everyone does; knows nothing of what they are for.

use proptest::prelude::*;

/// Pieces of Markdown, HTML and plain oddities.
const SCRAPS: [&str; 118] = [
    "\n", "\n", "\n", "\n\n", "\n\n", "\n\n\n", " ", "  ", "    ", "\t", "  \n", "\\\n", "\r\n", "\r",
    "Un mot. ", "l’été", "« Non\u{202F}! »", "20\u{A0}000", "é", "e\u{301}", "😀", "\u{1F469}\u{200D}\u{1F4BB}",
    "\0", "\u{FEFF}", "\u{FFFD}", "\u{A0}", "-", "--", "---", "---\n", "===", "===\n", "***\n", "# ", "## ", "####### ",
    "# Titre\n", "## Titre\n", "### Titre\n", "## En résumé\n", "# Note\n", "## Article\n", "Titre\n---\n", "Titre\n===\n",
    "> ", ">", "> > ", "> a\n> — Auteur\n", "> — Non\n> — Si\n", "- ", "* ", "+ ", "1. ", "2) ", "10. ", "- [ ] ", "- [x] ",
    "```\n", "```rust\n", "~~~\n", "    code\n", "`", "``", "*", "**", "_", "__", "~~", "~", "[", "]", "(", ")", "!", "![",
    "[a]", "[a][]", "[x][a]", "[A]: /u\n", "\n[a]: https://a.b \"t\"\n", "[b]: <c d>\n'x\ny'\n", "[b]", "]: ", "[^1]", "[^1]: ",
    "\n[^1]: Une note.\n", "\n[^N]: > x\n", "[^n]", "[^1]: [^n]\n", "[x](https://e.org)", "[x](javascript:alert(1))", "![d](https://e.org/i.png)",
    "\n\n![d](/media/a.jpg \"Légende\")\n\n", "![d](https://e.org/i.png)\n*légende*\n", "<https://e.org>", "<a@b.cd>", "<b>", "</b>", "<i title=\"x\">",
    "</i>", "<a href=\"https://e\">", "</a>", "<p>", "</p>", "<br/>", "<div>\n", "</div>\n", "<script>", "</script>", "<!-- ", " -->", "<table>",
    "| a | b |\n|---|:-:|\n| 1 | 2 |\n", "|", "|-|\n", ":-:", "&amp;", "&#0;&nbsp;",
];

/// A scrap, or a few characters of anything.
pub(crate) fn scrap() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => prop::sample::select(&SCRAPS[..]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
        1 => "[a-z \n]{1,12}",
    ]
}

/// A text of up to `most` scraps.
pub(crate) fn text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(scrap(), 0..most).prop_map(|scraps| scraps.concat())
}

/// A text of short paragraphs, headings, lists and definitions, as a writer's.
pub(crate) fn article() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => Just("Un paragraphe de texte.\n\n".to_owned()),
        1 => Just("## Titre\n\n".to_owned()),
        1 => Just("- un\n- deux\n\n".to_owned()),
        1 => Just("Voir [a] et[^1].\n\n".to_owned()),
        1 => Just("[^1]: Une note.\n\n".to_owned()),
        1 => Just("[a]: https://e.org\n\n".to_owned()),
        2 => text(5).prop_map(|text| text + "\n\n"),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}
