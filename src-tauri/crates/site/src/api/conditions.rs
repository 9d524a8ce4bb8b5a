//! `If-Match` and `If-None-Match`. It knows no article.

use axum::http::{HeaderMap, HeaderName, header};
use site_api::problem::code;

use super::refusal::Refusal;

/// Whether the client has what this ETag (with its quotes) names.
pub(crate) fn none_match(headers: &HeaderMap, etag: &str) -> bool {
    tags(headers, &header::IF_NONE_MATCH)
        .iter()
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// Lets an update pass that names the current version.
pub(super) fn check_version(headers: &HeaderMap, current: &str) -> Result<(), Refusal> {
    if !headers.contains_key(header::IF_MATCH) {
        let detail = "Send If-Match with the version that is to be replaced";
        return Err(Refusal::new(
            428,
            code::VERSION_MISSING,
            "No If-Match",
            detail,
        ));
    }
    // A weak tag never matches here: RFC 9110, 13.1.1.
    let wanted = format!("\"{current}\"");
    match tags(headers, &header::IF_MATCH)
        .iter()
        .any(|tag| tag == "*" || *tag == wanted)
    {
        true => Ok(()),
        false => Err(Refusal::version_conflict(current)),
    }
}

fn tags(headers: &HeaderMap, name: &HeaderName) -> Vec<String> {
    let values = headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn status(if_match: &str) -> Option<u16> {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_MATCH, if_match.parse().unwrap());
        match check_version(&headers, "2-a") {
            Ok(()) => None,
            Err(Refusal::Problem(problem)) => Some(problem.status),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_the_current_version_passes() {
        assert_eq!(status("\"2-a\""), None);
        assert_eq!(status("\"1-a\", \"2-a\""), None);
        assert_eq!(status("*"), None);
        for other in ["\"1-a\"", "2-a", "W/\"2-a\"", ""] {
            assert_eq!(status(other), Some(412), "{other}");
        }
    }

    #[test]
    fn a_weak_tag_is_good_enough_for_reading() {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_NONE_MATCH, "W/\"x\", \"y\"".parse().unwrap());
        assert!(none_match(&headers, "\"x\"") && none_match(&headers, "\"y\""));
        assert!(!none_match(&headers, "\"z\""));
    }
}
