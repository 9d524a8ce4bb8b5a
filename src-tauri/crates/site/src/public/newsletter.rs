//! The newsletter's form: an address goes on the list once. It sends nothing.

use axum::Form;
use axum::body::Body;
use axum::extract::{FromRequest as _, Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use page::NewsletterAnswer;
use serde::Deserialize;

use super::{Site, answer, page};
use crate::api::read_body;
use crate::api::refusal::Refusal;

/// The largest form.
const FORM_BYTES: usize = 4 * 1024;

#[derive(Deserialize)]
struct SignUp {
    #[serde(default)]
    email: String,
}

/// The form alone.
pub(super) async fn form(State(state): Site) -> Result<Response, Refusal> {
    answer(state, |site| {
        let text = site
            .press
            .newsletter_page(&site.facts()?, NewsletterAnswer::Asked)?;
        Ok(page(StatusCode::OK, text))
    })
    .await
}

/// Puts an address on the list.
pub(super) async fn subscribe(State(state): Site, request: Request) -> Result<Response, Refusal> {
    let (method, headers) = (request.method().clone(), request.headers().clone());
    let bytes = read_body(request, FORM_BYTES).await?;
    let mut whole = Request::new(Body::from(bytes));
    (*whole.method_mut(), *whole.headers_mut()) = (method, headers);
    let sent = Form::<SignUp>::from_request(whole, &())
        .await
        .map(|Form(form)| form.email);
    answer(state, move |site| {
        let said = match sent.ok().as_deref().and_then(address) {
            None => NewsletterAnswer::Invalid,
            Some(address) => match site
                .database
                .subscribe(address, site.now().as_microsecond())?
            {
                true => NewsletterAnswer::Added,
                false => NewsletterAnswer::Known,
            },
        };
        let status = match said {
            NewsletterAnswer::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            NewsletterAnswer::Asked | NewsletterAnswer::Added | NewsletterAnswer::Known => {
                StatusCode::OK
            }
        };
        Ok(page(
            status,
            site.press.newsletter_page(&site.facts()?, said)?,
        ))
    })
    .await
}

/// An e-mail address as people have them: what HTML's `type=email` takes, and a dot in the domain.
fn address(text: &str) -> Option<&str> {
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let local_fine = (1..=64).contains(&local.len())
        && local.split('.').all(|part| !part.is_empty())
        && local
            .chars()
            .all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let labels: Vec<&str> = domain.split('.').collect();
    let domain_fine = labels.len() > 1
        && labels.iter().all(|label| is_label(label))
        && !labels
            .last()
            .is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()));
    (text.len() <= 254 && local_fine && domain_fine).then_some(text)
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_that_people_have() {
        for good in [
            "a@b.fr",
            " anna.b+lettre@exemple.co.uk ",
            "o'hara@example.org",
            "été@exemple.fr",
            "x@münchen.de",
        ] {
            assert_eq!(address(good), Some(good.trim()), "{good}");
        }
    }

    #[test]
    fn what_is_none() {
        let long = format!("{}@example.org", "a".repeat(65));
        for bad in [
            "",
            "a",
            "@",
            "a@",
            "@b.fr",
            "a@b",
            "a b@c.fr",
            "a@b..fr",
            ".a@b.fr",
            "a..b@c.fr",
            "a@-b.fr",
            "a@b.fr\nBcc: c@d.fr",
            "<a@b.fr>",
            "a@1.2.3.4",
            "a@b@c.fr",
            &long,
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
