//! The rules that Marbre begins with; a newsroom's file stands beside them or in their place.

/// The starter rules of a language, by its primary tag: `fr`, `en`.
pub fn starter(language: &str) -> Option<&'static str> {
    match language {
        "fr" => Some(include_str!("../../rules/fr.toml")),
        "en" => Some(include_str!("../../rules/en.toml")),
        _ => None,
    }
}
