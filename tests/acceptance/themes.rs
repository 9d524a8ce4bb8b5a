//! Themes that a site gives and nobody can print with: the writer keeps her text, and what was sent is settled.

use domain::DispatchState;

use crate::journey::Journey;

/// Puts another region template into the theme that is kept of the journey's site, under the
/// version that the site still says.
fn spoil(journey: &mut Journey, region: &str) {
    let mut templates = page::Theme::built_in().templates;
    templates.insert("region.html".to_owned(), region.to_owned());
    let templates = serde_json::to_string(&templates).unwrap();
    journey.desk.close();
    let library = rusqlite::Connection::open(journey.desk.library().join("library.db")).unwrap();
    let spoilt = library.execute(
        "UPDATE settings SET value = json_set(value, '$.templates', json(?1))
         WHERE key LIKE 'theme:%'",
        [templates],
    );
    assert_eq!(spoilt.unwrap(), 1);
    drop(library);
    journey.desk.reopen().unwrap();
}

/// One that always fails, one that does not end, one without the region, and one that fails only
/// where there are tags.
const UNPRINTABLE: [&str; 4] = [
    "{{ missing() }}",
    "{% for a in range(9000) %}{% for b in range(9000) %}{% endfor %}{% endfor %}",
    "nothing",
    "<article id=\"article\">{% if article.tags %}{{ missing() }}{% endif %}</article>",
];

#[test]
fn a_theme_that_does_not_print_locks_no_draft() {
    let mut journey = Journey::begin();
    let draft = journey.draft();
    journey.published(draft);
    for region in UNPRINTABLE {
        spoil(&mut journey, region);
        let open = journey.newsroom().open_draft(draft).unwrap();
        assert!(open.page.contains("La ville respire."), "{region}");
        let mut fields = open.fields;
        fields.byline = "A. Morel".to_owned();
        let reply = journey.newsroom().set_fields(draft, fields).unwrap();
        assert!(reply.frame.contains("A. Morel"), "{region}");
    }
}

#[test]
fn a_theme_that_does_not_print_strands_no_dispatch() {
    for region in UNPRINTABLE {
        let mut journey = Journey::begin();
        let draft = journey.draft();
        spoil(&mut journey, region);
        let id = journey.publish(draft);
        journey.until_state(id, DispatchState::Done);
        let receipt = journey.newsroom().receipt(id).unwrap().unwrap();
        assert_eq!(receipt.seen_hash, None, "{region}");
        assert_eq!(journey.articles(), ["le-pont-rouvre"]);
    }
}

/// Does something to the library's settings while nobody has it open.
fn settings(journey: &mut Journey, sql: &str) {
    journey.desk.close();
    let library = rusqlite::Connection::open(journey.desk.library().join("library.db")).unwrap();
    assert_eq!(library.execute(sql, []).unwrap(), 1, "{sql}");
    drop(library);
    journey.desk.reopen().unwrap();
}

fn abilities(journey: &Journey) -> Option<newsroom::Abilities> {
    journey.newsroom().sites().unwrap()[0].choices.abilities
}

#[test]
fn what_a_site_lets_choose_is_known_without_its_theme() {
    let mut journey = Journey::begin();
    let known = abilities(&journey);
    assert!(known.is_some_and(|can| can.byline && !can.schedules));
    let gone = "UPDATE settings SET value = '{' WHERE key LIKE 'theme:%'";
    settings(&mut journey, gone);
    assert_eq!(abilities(&journey), known);
}

#[test]
fn what_an_older_program_kept_with_the_theme_is_found_there() {
    let mut journey = Journey::begin();
    let known = abilities(&journey);
    settings(
        &mut journey,
        "UPDATE settings AS theme SET value = json_set(value, '$.abilities',
             (SELECT json_extract(value, '$.abilities') FROM settings WHERE key LIKE 'choices:%'))
         WHERE key LIKE 'theme:%'",
    );
    settings(
        &mut journey,
        "DELETE FROM settings WHERE key LIKE 'choices:%'",
    );
    assert_eq!(abilities(&journey), known);
    settings(
        &mut journey,
        "DELETE FROM settings WHERE key LIKE 'theme:%'",
    );
    assert_eq!(abilities(&journey), known);
}
