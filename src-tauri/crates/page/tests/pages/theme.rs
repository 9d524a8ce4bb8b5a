//! A theme from a stranger is checked, bounded, and can't break out. Knows the crate's public face only.

use page::{PageError, Press, Theme};

use super::sample::{article, site};

fn with_region(template: &str) -> Result<String, PageError> {
    let mut theme = Theme::built_in();
    theme
        .templates
        .insert("region.html".to_owned(), template.to_owned());
    Press::new(&theme)?.article_page(&site(), &article())
}

#[test]
fn a_template_that_is_wrong_is_named() {
    let wrong = with_region("{% if %}");
    assert!(
        matches!(wrong, Err(PageError::BadTemplate { template, .. }) if template == "region.html")
    );
    let unknown = with_region("{% include \"/etc/passwd\" %}");
    assert!(matches!(unknown, Err(PageError::Render { .. })));
    let unknown = with_region("{{ article|nosuchfilter }}");
    assert!(matches!(
        unknown,
        Err(PageError::BadTemplate { .. } | PageError::Render { .. })
    ));
}

#[test]
fn a_template_that_does_not_end_is_stopped() {
    let long = "{% for a in range(90000) %}{% for b in range(90000) %}x{% endfor %}{% endfor %}";
    assert!(matches!(with_region(long), Err(PageError::Endless { .. })));
    let deep = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}";
    assert!(matches!(
        with_region(deep),
        Err(PageError::Render { .. } | PageError::Endless { .. })
    ));
    let fat = "{% set x = namespace(s=\"xxxxxxxxxxxxxxxx\") %}{% for a in range(60) %}{% set x.s = x.s ~ x.s %}{% endfor %}";
    assert!(matches!(
        with_region(fat),
        Err(PageError::Endless { .. } | PageError::Render { .. })
    ));
}

#[test]
fn a_page_without_its_region_is_refused() {
    assert!(matches!(
        with_region("<p>no article</p>"),
        Err(PageError::RegionMissing)
    ));
}

#[test]
fn what_a_theme_forgets_to_escape_is_escaped() {
    let mut article = article();
    article.headline = "\"><script>x</script>".to_owned();
    let mut theme = Theme::built_in();
    let template =
        "<article id=\"article\" title=\"{{ article.headline }}\">{{ article.headline }}</article>";
    theme
        .templates
        .insert("region.html".to_owned(), template.to_owned());
    let region = Press::new(&theme)
        .unwrap()
        .article_region(&site(), &article)
        .unwrap();
    assert!(!region.contains("<script>") && !region.contains("\"\">"));
}

#[test]
fn another_zone_than_the_worlds_is_said() {
    let mut site = site();
    site.time_zone = "Mars/Base".to_owned();
    let press = Press::new(&Theme::built_in()).unwrap();
    assert!(matches!(
        press.article_page(&site, &article()),
        Err(PageError::UnknownZone(_))
    ));
}

#[test]
fn the_built_in_version_follows_from_its_content() {
    let theme = Theme::built_in();
    assert_eq!(theme.version, Theme::built_in().version);
    assert_eq!(theme.version.len(), 12);
}

/// Each of these has WebKit style the whole of a long body anew at every key (measured at 1 MB: 118 ms instead of 5).
#[test]
fn the_style_sheet_asks_no_block_about_the_others() {
    let css = Theme::built_in().css;
    let mut rules = css.lines().filter(|line| line.contains('{'));
    let dear = |rule: &str| {
        let selectors = rule.split('{').next().unwrap_or_default();
        ["~", ":has(", "*::", ":nth-"]
            .into_iter()
            .find(|part| selectors.contains(part))
    };
    assert_eq!(
        rules.find_map(|rule| dear(rule).map(|part| (part, rule))),
        None
    );
}
