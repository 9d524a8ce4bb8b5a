//! What a stranger's page says, in words that can be compared with what was read of it before. Fetches nothing, judges nothing.

use crate::reader::read;
use crate::sighting::words;

/// A passage of so many words is a paragraph: menus, bylines and buttons are shorter.
const PARAGRAPH: usize = 8;

/// What a page says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageText {
    /// Its headline, else what its social card is called; may be empty.
    pub title: String,
    /// Its paragraphs, in its order, each folded to what no theme dresses up.
    pub paragraphs: Vec<String>,
    /// All that it says, folded likewise, passage by passage without anything between.
    words: String,
}

impl PageText {
    /// What this HTML says, or what half of it does.
    pub fn of(html: &str) -> Self {
        let seen = read(html);
        let card = seen.cards.into_iter().next().map(|(_, title)| title);
        let title = seen.headlines.into_iter().next().or(card);
        let is_paragraph = |passage: &&String| passage.split_whitespace().count() >= PARAGRAPH;
        let paragraphs = seen.passages.iter().filter(is_paragraph);
        Self {
            title: title.unwrap_or_default().trim().to_owned(),
            paragraphs: paragraphs.map(|passage| words(passage)).collect(),
            words: words(&seen.passages.concat()),
        }
    }

    /// Whether these words stand on the page in this order, whatever its quotes, dashes and spaces look like.
    pub fn says(&self, quote: &str) -> bool {
        self.words.contains(&words(quote))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_paragraphs_without_its_furniture() {
        let page = "<title>x</title><nav>Accueil</nav><h1> Le pont </h1><p>Le maire l&rsquo;a dit &laquo;&nbsp;hier \
             soir&nbsp;&raquo; : le <b>pont</b> ouvrira en mai.</p><p>Lire aussi</p><script>un deux trois \
             quatre cinq six sept huit</script>";
        let text = PageText::of(page);
        assert_eq!(text.title, "Le pont");
        assert_eq!(
            text.paragraphs,
            ["Lemaireladit«hiersoir»:lepontouvriraenmai"]
        );
        assert!(text.says("le pont ouvrira en mai") && text.says("Le maire l'a dit"));
        assert!(!text.says("le pont ouvrira en juin") && !text.says("un deux trois"));
    }

    #[test]
    fn a_page_without_a_headline_is_called_as_its_card() {
        let page = "<meta property=og:title content='Le pont'><p>a</p>";
        assert_eq!(PageText::of(page).title, "Le pont");
        assert_eq!(PageText::of(""), PageText::default());
    }
}
