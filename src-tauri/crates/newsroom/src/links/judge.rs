//! What an answer means for a link, or which request it asks for. Pure: no clock, no network, no draft.

use std::time::Duration;

use publish::links::{Heard, Manner, Unheard};
use url::Url;

use super::LinkAnswer;
use super::queue::Step;

/// How often a link is followed to another address.
const REDIRECTS: u32 = 5;
/// How long a host rests that is busy and does not say for how long.
const BUSY_REST: Duration = Duration::from_secs(60);
/// No host is believed that it is busy for longer.
const LONGEST_REST: Duration = Duration::from_secs(60 * 60);
/// What is said to `HEAD` by who would answer `GET` otherwise.
const HEAD_REFUSED: [u16; 5] = [400, 403, 404, 405, 501];

/// What comes after a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Another one.
    Ask(Step),
    /// The same once more, after this long.
    AskAfter(Step, Duration),
    /// The link has its answer, and its page where that was read.
    Told(LinkAnswer, Option<Vec<u8>>),
    /// Nobody was reached: that is the answer if anybody else is.
    NotReached(LinkAnswer),
}

/// What follows from what came back.
pub(super) fn judged(step: Step, heard: Result<Heard, Unheard>) -> Next {
    let heard = match heard {
        Ok(heard) => heard,
        // That its page can't be had does not undo that it is there.
        Err(_) if step.is_there => return there(step, None),
        Err(why) => return unheard(why),
    };
    let status = heard.status;
    let is_head = step.manner == Manner::Head;
    match status {
        300..=399 => sent_on(step, &heard),
        429 if step.was_busy => Next::Told(LinkAnswer::Busy, None),
        429 => {
            let rest = heard.retry_after.unwrap_or(BUSY_REST).min(LONGEST_REST);
            let step = Step {
                was_busy: true,
                ..step
            };
            Next::AskAfter(step, rest)
        }
        _ if is_head && HEAD_REFUSED.contains(&status) => Next::Ask(Step {
            manner: Manner::Get,
            ..step
        }),
        200..=299 if is_head && heard.is_page => Next::Ask(Step {
            manner: Manner::Get,
            is_there: true,
            ..step
        }),
        200..=299 => there(step, heard.page),
        404 => Next::Told(LinkAnswer::Missing, None),
        410 => Next::Told(LinkAnswer::Gone, None),
        400..=499 => Next::Told(LinkAnswer::Refused(status), None),
        _ => Next::Told(LinkAnswer::Failing(status), None),
    }
}

fn unheard(why: Unheard) -> Next {
    match why {
        Unheard::TooNear => Next::Told(LinkAnswer::Private, None),
        Unheard::NoSuchHost => Next::NotReached(LinkAnswer::NoSuchHost),
        Unheard::NoConnection => Next::NotReached(LinkAnswer::Silent),
        Unheard::Insecure => Next::Told(LinkAnswer::Insecure, None),
        Unheard::Silent => Next::Told(LinkAnswer::Silent, None),
    }
}

fn there(step: Step, page: Option<Vec<u8>>) -> Next {
    Next::Told(known_there(step), page)
}

fn known_there(step: Step) -> LinkAnswer {
    match step.moved {
        Some(to) => LinkAnswer::Moved { to: to.into() },
        None => LinkAnswer::Answers,
    }
}

/// What is known of a link whose host is not to be asked for long.
pub(super) fn put_off(step: Step) -> LinkAnswer {
    match step.is_there {
        true => known_there(step),
        false => LinkAnswer::Busy,
    }
}

fn sent_on(step: Step, heard: &Heard) -> Next {
    let Some(to) = heard.leads_to.clone().filter(|_| step.hops < REDIRECTS) else {
        return Next::Told(LinkAnswer::Failing(heard.status), None);
    };
    let strays = step.strays || !matches!(heard.status, 301 | 308);
    let at = bare(to.clone());
    Next::Ask(Step {
        moved: if strays { step.moved } else { Some(to) },
        at,
        manner: Manner::Head,
        hops: step.hops + 1,
        strays,
        is_there: false,
        ..step
    })
}

/// An address as it is asked: without what is for the reader alone, and without a password.
pub(super) fn bare(mut address: Url) -> Url {
    address.set_fragment(None);
    // Only addresses without a host refuse that, and these have one.
    let _ = address.set_username("");
    let _ = address.set_password(None);
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(address: &str) -> Url {
        Url::parse(address).unwrap()
    }

    fn heard(status: u16) -> Heard {
        Heard {
            status,
            leads_to: None,
            retry_after: None,
            is_page: false,
            page: None,
        }
    }

    fn to(status: u16, address: &str) -> Heard {
        Heard {
            leads_to: Some(url(address)),
            ..heard(status)
        }
    }

    /// The answer after these, and whether each that refused `HEAD` was asked for itself.
    fn through(answers: &[Heard]) -> Next {
        let mut step = Step::first(url("https://a.example/old"));
        for answer in answers {
            match judged(step, Ok(answer.clone())) {
                Next::Ask(next) | Next::AskAfter(next, _) => step = next,
                told => return told,
            }
        }
        panic!("asks for {step:?}")
    }

    fn moved(to: &str) -> Next {
        Next::Told(LinkAnswer::Moved { to: to.to_owned() }, None)
    }

    #[test]
    fn what_each_status_means() {
        for (statuses, expect) in [
            (&[200][..], LinkAnswer::Answers),
            (&[204], LinkAnswer::Answers),
            (&[405, 200], LinkAnswer::Answers),
            (&[404, 404], LinkAnswer::Missing),
            (&[403, 403], LinkAnswer::Refused(403)),
            (&[401], LinkAnswer::Refused(401)),
            (&[410], LinkAnswer::Gone),
            (&[501, 500], LinkAnswer::Failing(500)),
            (&[500], LinkAnswer::Failing(500)),
            (&[304], LinkAnswer::Failing(304)),
            (&[429, 200], LinkAnswer::Answers),
            (&[429, 429], LinkAnswer::Busy),
        ] {
            let answers: Vec<_> = statuses.iter().map(|status| heard(*status)).collect();
            assert_eq!(through(&answers), Next::Told(expect, None), "{statuses:?}");
        }
    }

    #[test]
    fn only_what_moved_for_good_has_a_new_address() {
        let [b, c] = ["https://a.example/b#part", "https://c.example/"];
        assert_eq!(through(&[to(301, b), heard(200)]), moved(b));
        assert_eq!(through(&[to(308, b), to(301, c), heard(200)]), moved(c));
        assert_eq!(through(&[to(301, b), to(302, c), heard(200)]), moved(b));
        let told = |answer| Next::Told(answer, None);
        let answers = told(LinkAnswer::Answers);
        assert_eq!(through(&[to(302, b), to(301, c), heard(200)]), answers);
        assert_eq!(through(&[to(301, b), heard(410)]), told(LinkAnswer::Gone));
        let round = vec![to(301, b); 6];
        assert_eq!(through(&round), told(LinkAnswer::Failing(301)));
    }

    #[test]
    fn a_page_that_breaks_off_is_there_all_the_same() {
        let step = Step::first(url("https://a.example/"));
        let page = Heard {
            is_page: true,
            ..heard(200)
        };
        let Next::Ask(step) = judged(step, Ok(page)) else {
            panic!("its page is not wanted")
        };
        assert_eq!(step.manner, Manner::Get);
        let told = judged(step, Err(Unheard::Silent));
        assert_eq!(told, Next::Told(LinkAnswer::Answers, None));
    }

    #[test]
    fn no_host_is_believed_for_ever() {
        let rest = |retry_after| {
            let busy = Heard {
                retry_after,
                ..heard(429)
            };
            match judged(Step::first(url("https://a.example/")), Ok(busy)) {
                Next::AskAfter(_, rest) => rest,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(rest(Some(Duration::from_secs(7))).as_secs(), 7);
        assert_eq!(rest(None), BUSY_REST);
        assert_eq!(rest(Some(Duration::MAX)), LONGEST_REST);
    }

    #[test]
    fn what_is_asked_has_no_password_and_no_fragment() {
        let asked = bare(url("https://u:p@a.example/b?c#d"));
        assert_eq!(asked.as_str(), "https://a.example/b?c");
    }
}
