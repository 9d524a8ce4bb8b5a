//! What should be known before an article goes out, as the command line tells it: a sentence, or JSON.

use domain::ArticlePart;
use fluent_bundle::FluentArgs;
use newsroom::{Finding, Lost, PictureFlaw};
use serde_json::{Value, json};

use crate::failure::sentences;
use crate::say;
use crate::words::Words;

/// Tells findings on standard error.
pub(crate) fn tell(findings: &[Finding], words: &Words) {
    for finding in findings {
        say::err(&sentence(finding, words));
    }
}

/// Findings as JSON.
pub(crate) fn as_json(findings: &[Finding], words: &Words) -> Value {
    findings.iter().map(|finding| one(finding, words)).collect()
}

fn one(finding: &Finding, words: &Words) -> Value {
    let message = sentence(finding, words);
    match finding {
        Finding::DateToCome { at, .. } => {
            json!({ "finding": "date_to_come", "at": at.to_string(), "message": message })
        }
        Finding::DateStays { asked, shown, .. } => json!({
            "finding": "date_stays",
            "asked": asked.to_string(),
            "shown": shown.to_string(),
            "message": message,
        }),
        Finding::LostByUpdate { lost } => json!({
            "finding": "lost_by_update",
            "lost": lost_json(lost, words),
            "message": message,
        }),
        Finding::ChangedUnsaid => json!({ "finding": "changed_unsaid", "message": message }),
        Finding::PictureNotSent { address, linked } => json!({
            "finding": "picture_not_sent",
            "address": address,
            "linked": linked,
            "message": message,
        }),
        Finding::CodeNotPublished { line, element } => json!({
            "finding": "code_not_published",
            "line": line,
            "element": element,
            "message": message,
        }),
        Finding::PartsUnseen { parts } => json!({
            "finding": "parts_unseen",
            "parts": parts.iter().map(|part| part.as_str()).collect::<Vec<_>>(),
            "message": message,
        }),
        Finding::Picture {
            address,
            lead,
            flaw,
        } => json!({
            "finding": format!("picture_{}", flaw_name(flaw)),
            "address": address,
            "lead": lead,
            "message": message,
        }),
    }
}

fn sentence(finding: &Finding, words: &Words) -> String {
    let mut args = FluentArgs::new();
    let id = match finding {
        Finding::DateToCome { at, time_zone } => {
            args.set("date", words.date(*at, time_zone));
            "finding-date-to-come"
        }
        Finding::DateStays {
            asked,
            shown,
            time_zone,
        } => {
            args.set("asked", words.date(*asked, time_zone));
            args.set("shown", words.date(*shown, time_zone));
            "finding-date-stays"
        }
        Finding::LostByUpdate { lost: all } => {
            let all: Vec<_> = all.iter().map(|one| lost(one, words)).collect();
            args.set("lost", all.join(" · "));
            "finding-lost"
        }
        Finding::ChangedUnsaid => "finding-changed-unsaid",
        Finding::PictureNotSent { address, linked } => {
            args.set("address", address.as_str());
            if *linked {
                "finding-picture-linked"
            } else {
                "finding-picture-left"
            }
        }
        Finding::CodeNotPublished { line, element } => {
            args.set("line", *line);
            args.set("element", element.as_str());
            "finding-code-not-published"
        }
        Finding::PartsUnseen { parts } => {
            args.set("parts", named(parts.iter().copied(), words));
            "finding-parts-unseen"
        }
        Finding::Picture { address, flaw, .. } => {
            args.set("address", address.as_str());
            of_flaw(flaw, &mut args, words)
        }
    };
    words.say_with(id, &args)
}

/// The sentence that tells a flaw, and what it names.
fn of_flaw(flaw: &PictureFlaw, args: &mut FluentArgs<'_>, words: &Words) -> &'static str {
    match flaw {
        PictureFlaw::NoAlt => "finding-picture-no-alt",
        PictureFlaw::NoCredit => "finding-picture-no-credit",
        PictureFlaw::TooSmall { width, wanted } => {
            args.set("width", *width);
            args.set("wanted", *wanted);
            "finding-picture-too-small"
        }
        PictureFlaw::Blurred => "finding-picture-blurred",
        PictureFlaw::CreditedElse { here, there, draft } => {
            args.set("here", here.clone());
            args.set("there", there.clone());
            args.set("headline", draft.clone().unwrap_or_default());
            match draft {
                Some(_) => "finding-picture-credited-else",
                None => "finding-picture-credited-library",
            }
        }
        PictureFlaw::NotDeveloped(code) => {
            let (why, todo) = sentences(code, words);
            args.set("why", format!("{why} {todo}"));
            "finding-picture-not-developed"
        }
    }
}

fn flaw_name(flaw: &PictureFlaw) -> &'static str {
    match flaw {
        PictureFlaw::NoAlt => "no_alt",
        PictureFlaw::NoCredit => "no_credit",
        PictureFlaw::TooSmall { .. } => "too_small",
        PictureFlaw::Blurred => "blurred",
        PictureFlaw::CreditedElse { .. } => "credited_else",
        PictureFlaw::NotDeveloped(_) => "not_developed",
    }
}

/// Parts of an article by their names.
pub(crate) fn named(parts: impl Iterator<Item = ArticlePart>, words: &Words) -> String {
    let said = parts.map(|part| words.say(&format!("part-{}", part.as_str())));
    said.collect::<Vec<_>>().join(", ")
}

/// What Markdown can't say, with what tells the first of it.
pub(crate) fn lost(lost: &Lost, words: &Words) -> String {
    let mut args = FluentArgs::new();
    args.set("count", lost.count);
    let said = words.say_with(&format!("live-lost-{}", lost.kind.word()), &args);
    if lost.example.is_empty() {
        return said;
    }
    args.set("what", said);
    args.set("example", lost.example.as_str());
    words.say_with("lost-example", &args)
}

/// The same as JSON.
pub(crate) fn lost_json(all: &[Lost], words: &Words) -> Value {
    let one = |one: &Lost| {
        json!({
            "lost": one.kind.word(),
            "count": one.count,
            "example": one.example,
            "message": lost(one, words),
        })
    };
    all.iter().map(one).collect()
}
