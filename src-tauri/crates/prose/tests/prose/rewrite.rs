//! Files of other programs say something else afterwards, and look as before.

use domain::Language;
use proptest::prelude::*;
use prose::front_matter;
use prose::rewrite::{Defaults, Said, rewrite};

/// Reads a file, changes it by `change`, rewrites it.
fn rewritten(base: &str, change: impl FnOnce(&mut prose::MarkdownFile)) -> String {
    let french = Language::french();
    let mut file = front_matter::read(base, &french, "Europe/Paris").unwrap();
    change(&mut file);
    let said = Said {
        fields: &file.fields,
        picture: file.picture.as_ref(),
        text: &file.text,
    };
    let defaults = Defaults {
        language: &french,
        zone: "Europe/Paris",
    };
    let new = rewrite(base, &said, defaults);
    let back = front_matter::read(&new, &french, "Europe/Paris").unwrap();
    assert_eq!((back.fields, back.picture), (file.fields, file.picture));
    assert_eq!(back.text, file.text);
    new
}

#[test]
fn only_the_text_changes() {
    for head in [
        "",
        "# Titre\n",
        "---\ntitle: 'Un' # de travail\nlayout: post\n\ntags: [a, b]\n---\n\n",
        "---\n# Rien.\n---\n",
    ] {
        let new = rewritten(&format!("{head}Un."), |file| file.text = "Deux.\n".into());
        assert_eq!(new, format!("{head}Deux.\n"));
    }
}

#[test]
fn only_the_line_of_a_field_changes() {
    let base =
        "---\ntitle: Un\nlayout: post # pour Hugo\ntags:\n- a\n- b\nsection: tech\n---\n\nTexte.";
    let new = rewritten(base, |file| file.fields.headline = "Deux : la suite".into());
    assert_eq!(
        new,
        "---\nheadline: \"Deux : la suite\"\nlayout: post # pour Hugo\ntags:\n- a\n- b\nsection: tech\n---\n\nTexte."
    );
    let new = rewritten(base, |file| {
        file.fields.tags.clear();
        file.fields.byline = "A".into();
    });
    assert_eq!(
        new,
        "---\ntitle: Un\nlayout: post # pour Hugo\nsection: tech\nbyline: \"A\"\n---\n\nTexte."
    );
}

#[test]
fn a_file_without_front_matter_gets_some_when_it_needs_it() {
    let new = rewritten("# Un\n\nTexte.", |file| file.fields.section = "tech".into());
    assert!(new.starts_with("---\nheadline: \"Un\"\n"), "{new}");
    // A text that would be taken for front matter.
    let new = rewritten("Texte.", |file| {
        file.text = "---\nsection: x\n---\nTexte.".into()
    });
    assert!(new.starts_with("---\nheadline: \"\"\n"), "{new}");
}

#[test]
fn keys_that_are_not_ours_stay_when_all_else_is_written_anew() {
    // The headline stands in the text: it can't be changed in its place.
    let base = "---\nlayout: post\n---\n# Un\n\nTexte.";
    let new = rewritten(base, |file| file.fields.headline = "Deux".into());
    assert!(new.contains("\nlayout: post\n"), "{new}");
    assert!(!new.contains("# Un"), "{new}");
}

proptest! {
    #[test]
    fn what_is_said_is_read_back(
        base in "(---\n)?((title|headline|tags|date|x|'lang'|section): ?[a-z\"'\\[\\]-]{0,6}\n| [a-z-]{0,4}\n|# c\n){0,6}(---\n)?\n?(# [a-z]{0,3}\n)?[a-z\n#:-]{0,12}",
        headline in "[a-z:#\"' -]{0,8}",
        section in "[a-z]{0,2}",
        text in "(---\n)?[a-z#:\n -]{0,12}",
    ) {
        prop_assume!(front_matter::read(&base, &Language::french(), "Europe/Paris").is_ok());
        rewritten(&base, |file| {
            file.fields.headline = headline.trim().to_owned();
            file.fields.section = section;
            file.text = text;
        });
    }
}
