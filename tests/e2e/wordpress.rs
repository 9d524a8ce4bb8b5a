//! A real WordPress and the real window: the site is added, an article with a picture is promised while the site can't be
//! reached, goes out when it is back, its receipt is read, and what a colleague changed there is merged. Where no WordPress can be had, it says so and is skipped.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use window::{Desk, DeskOptions, Key, Opened, parts, until};

use crate::journey::lead_picture;
use crate::passwords;
use crate::steps::{
    fetch, fill, manuscript, new_draft, of_preview, picture, preview, wait_previewed, wait_saved,
    write,
};

/// What the script ends with when WordPress can't be had on this machine.
const NOT_TO_BE_HAD: i32 = 69;
const FAITHFUL: &str = ".chip.faithful";
pub(crate) const SITE_CHIP: &str = ".chip.site";
const ADDED: &str = ".dialog.adding .done";
const NOTICE_ACTION: &str = ".notice:not(.done) .actions .button";
const MERGE_AND_UPDATE: &str = ".dialog.live .button.primary";
const PRIMARY: &str = ".dialog.adding .button.primary";

#[test]
fn in_french() {
    let title = "Choisir la photo d’ouverture";
    goes_out_when_the_site_is_back(("fr_FR.UTF-8", title), (1440, 900), "light");
}

#[test]
fn in_english_dark_and_narrow() {
    let title = "Choose the lead picture";
    goes_out_when_the_site_is_back(("en_GB.UTF-8", title), (1024, 700), "dark");
}

fn goes_out_when_the_site_is_back(
    (language, file_dialog): (&'static str, &str),
    screen: (u32, u32),
    scheme: &str,
) {
    let Some(site) = WordPress::start() else {
        eprintln!("SKIPPED: WordPress can't be had here");
        return;
    };
    let desk = Desk::new(DeskOptions {
        language,
        screen,
        ..DeskOptions::default()
    });
    desk.prefer(scheme);
    let name = |what: &str| format!("wordpress-{}-{what}", &language[..2]);
    let opened = desk.open();
    opened.driver.wait_for(parts::LIBRARY_ROW);
    passwords::choose(&opened, &name("0-passphrase"), &name("0-passwords"));
    new_draft(&opened);
    add(&opened, &site, &name);
    fill(&opened, parts::HEADLINE, "Le bac reprend son service");
    write(&opened, "Le bac passe toutes les vingt minutes.");
    opened.driver.press(&[], Key::F8);
    lead_picture(&desk, &opened, file_dialog);
    wait_saved(&opened);
    dressed(&opened, &name("3-look"));
    site.tell("away");
    opened.driver.click(parts::PUBLISH);
    until("it waits for the site", || {
        opened.driver.find(".chip.site .away").map(|_| ())
    });
    picture(&opened, &name("4-waits"));
    site.tell("back");
    // Amber: this site's pages show no caption and no credit of a picture.
    until("the article is out", || {
        opened
            .driver
            .find(&format!("{}.warn", parts::CHIP))
            .map(|_| ())
    });
    picture(&opened, &name("5-out"));
    let page = fetch(&format!("{}/?s=bac", site.url)).expect("the site answers");
    assert!(page.contains("Le bac reprend son service"));
    read_the_receipt(&opened, &name("6-receipt"));
    site.changed_by_a_colleague();
    merge(&opened, &name("7-changed"));
    until("readers have both", || {
        let page = fetch(&format!("{}/?s=bac", site.url))?;
        page.contains("Le bac reprend enfin").then_some(())
    });
    picture(&opened, &name("8-merged"));
    let text = manuscript(&opened);
    assert!(
        text.contains("trente minutes") && text.contains("Il est gratuit."),
        "{text}"
    );
    opened.close();
}

/// The preview wears the site's own look, learnt from its first article, and follows each key in it.
fn dressed(opened: &Opened, shot: &str) {
    opened.driver.press(&[], Key::F7);
    until("the page is dressed as the site does", || {
        preview(opened)
            .contains("wp-block-post-title")
            .then_some(())
    });
    write(opened, " Encore.");
    wait_previewed(opened, "vingt minutes. Encore.");
    let drawn = "const body = page.getElementById('article-body');
        const wide = body.children[0].getBoundingClientRect().width;
        return [body.className.includes('entry-content'), page.scripts.length, wide < 700].join(' ')";
    assert_eq!(of_preview(opened, drawn), "true 0 true");
    picture(opened, shot);
    opened.driver.click(FAITHFUL);
    opened.driver.wait_for(".faithful-why");
    picture(opened, &format!("{shot}-why"));
    opened.driver.press(&[], Key::Escape);
    opened.driver.press(&[], Key::F8);
}

/// Adds the site by keyboard, as somebody who pasted the address of an article.
pub(crate) fn add(opened: &Opened, site: &WordPress, name: &dyn Fn(&str) -> String) {
    opened.driver.click(SITE_CHIP);
    opened.driver.wait_for(parts::MENU_ITEM);
    // The last choice of the chip's menu.
    opened.driver.press(&[], Key::End);
    opened.driver.press(&[], Key::Enter);
    opened.driver.wait_for("#site-address");
    opened
        .driver
        .type_text(&format!("{}/2026/11/hello-world/", site.url));
    picture(opened, &name("1-address"));
    opened.driver.press(&[], Key::Enter);
    opened.driver.wait_for("#site-login");
    picture(opened, &name("2-account"));
    fill(opened, "#site-login", "editor");
    fill(opened, "#site-secret", &site.password);
    opened.driver.press(&[], Key::Enter);
    opened.driver.wait_for(ADDED);
    picture(opened, &name("3-added"));
    opened.driver.click(PRIMARY);
    opened.driver.wait_gone(parts::DIALOG);
}

fn read_the_receipt(opened: &Opened, shot: &str) {
    let shown = "document.querySelector('.proof button').scrollIntoView({ block: 'center' })";
    opened.driver.run(shown, json!([]));
    opened.driver.click(".proof button");
    opened.driver.wait_for(parts::DIALOG);
    picture(opened, shot);
    let differs = "return document.querySelectorAll('.dialog .verdict.differs li').length";
    // Caption and credit of the picture.
    assert_eq!(opened.driver.run(differs, json!([])), 2);
    opened.driver.press(&[], Key::Escape);
}

/// Goes on writing, publishes, is told that somebody changed the article there, merges and updates.
fn merge(opened: &Opened, shot: &str) {
    write(opened, " Il est gratuit.");
    wait_saved(opened);
    opened.driver.click(parts::PUBLISH);
    opened.driver.wait_for(NOTICE_ACTION);
    opened.driver.click(NOTICE_ACTION);
    opened.driver.wait_for(MERGE_AND_UPDATE);
    picture(opened, shot);
    opened.driver.click(MERGE_AND_UPDATE);
    opened.driver.wait_gone(parts::DIALOG);
    until("what was merged is in the manuscript", || {
        manuscript(opened).contains("trente").then_some(())
    });
}

/// A real WordPress, fresh; stopped when it is dropped.
pub(crate) struct WordPress {
    pub(crate) url: String,
    password: String,
}

impl WordPress {
    pub(crate) fn start() -> Option<Self> {
        let told = script(&["start"]);
        if told.status.code() == Some(NOT_TO_BE_HAD) {
            return None;
        }
        let said: Value = serde_json::from_slice(&told.stdout).expect("addresses and accounts");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        Some(Self {
            url: text(&said["url"]),
            password: text(&said["accounts"]["editor"]),
        })
    }

    /// The address of its posts for its editor.
    pub(crate) fn posts(&self) -> String {
        let password = self.password.replace(' ', "");
        let signed = self
            .url
            .replace("http://", &format!("http://editor:{password}@"));
        format!("{signed}/wp-json/wp/v2/posts")
    }

    /// Somebody else changes headline and text there.
    fn changed_by_a_colleague(&self) {
        let posts = self.posts();
        let mut all = ureq::get(format!("{posts}?search=bac&context=edit"))
            .call()
            .expect("an answer");
        let all: Value = all.body_mut().read_json().expect("JSON");
        let text = all[0]["content"]["raw"].as_str().expect("a text");
        let change = json!({
            "title": "Le bac reprend enfin son service",
            "content": text.replace("vingt minutes", "trente minutes"),
        });
        ureq::post(format!("{posts}/{}", all[0]["id"]))
            .send_json(change)
            .expect("it is changed");
    }

    /// Takes it off the network (`away`), or brings it back (`back`).
    pub(crate) fn tell(&self, command: &str) {
        let port = self.url.rsplit(':').next().expect("a port");
        let done = script(&[command, port]);
        assert!(done.status.success(), "wordpress.sh {command}");
    }
}

impl Drop for WordPress {
    fn drop(&mut self) {
        script(&["stop"]);
    }
}

fn script(arguments: &[&str]) -> Output {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/wordpress.sh");
    let mut script = Command::new(path);
    script.args(arguments).stdin(Stdio::null());
    script
        .stderr(Stdio::inherit())
        .output()
        .expect("the script runs")
}
