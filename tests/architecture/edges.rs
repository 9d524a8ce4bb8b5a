//! Who may use whom: one table, lowest layer first, and where heavy dependencies may live. Says nothing of what
//! happens inside a crate.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{Scope, packages};

/// Crate → the crates of ours that it may name. Never back.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("prose", &["domain"]),
    ("copydesk", &["prose"]),
    ("page", &["domain", "prose"]),
    ("media", &["domain"]),
    ("store", &["domain"]),
    ("site-api", &["domain"]),
    ("publish", &["domain", "site-api"]),
    ("site", &["domain", "prose", "page", "site-api"]),
    (
        "newsroom",
        &[
            "domain", "prose", "copydesk", "page", "media", "store", "site-api", "publish", "site",
        ],
    ),
    ("contract", &["domain", "newsroom"]),
    ("cli", &["domain", "newsroom", "site"]),
    (
        "testkit",
        &[
            "domain", "prose", "page", "store", "site-api", "publish", "site", "newsroom",
        ],
    ),
    // the journeys; never the shell. What they have pictures decoded in is no test
    ("acceptance", &["media"]),
    // the shell: the only row that may add tauri
    ("marbre", &["domain", "page", "newsroom", "contract", "cli"]),
];

/// A dependency that costs much, or decides much → the only crates that may name it outside their tests.
const LIVES_IN: &[(&str, &[&str])] = &[
    ("tauri", &["marbre"]),
    ("tauri-build", &["marbre"]),
    ("wry", &["marbre"]),
    ("webkit2gtk", &["marbre"]),
    ("gtk", &["marbre"]),
    ("rusqlite", &["store", "site"]),
    ("axum", &["site"]),
    ("ureq", &["publish", "acceptance"]),
    ("pulldown-cmark", &["prose"]),
    ("ammonia", &["prose"]),
    ("ropey", &["prose", "store"]),
    ("minijinja", &["page"]),
    ("spellbook", &["copydesk"]),
    ("argon2", &["newsroom"]),
    ("chacha20poly1305", &["newsroom"]),
    ("ts-rs", &["contract"]),
];

struct Crate {
    name: String,
    /// What it is built of.
    uses: BTreeSet<String>,
    /// What only its tests are built of.
    tests_use: BTreeSet<String>,
}

fn crates() -> Vec<Crate> {
    let names = |package: &serde_json::Value, for_tests: bool| {
        let dependencies = package["dependencies"].as_array().expect("dependencies");
        dependencies
            .iter()
            .filter(|dependency| (dependency["kind"] == "dev") == for_tests)
            .map(|dependency| dependency["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    packages(Scope::Workspace)
        .iter()
        .map(|package| Crate {
            name: package["name"].as_str().expect("a name").to_owned(),
            uses: names(package, false),
            tests_use: names(package, true),
        })
        .collect()
}

#[test]
fn every_crate_has_its_row() {
    let rows: BTreeSet<_> = MAY_USE.iter().map(|(name, _)| (*name).to_owned()).collect();
    let there: BTreeSet<_> = crates().into_iter().map(|member| member.name).collect();
    assert_eq!(
        rows, there,
        "a crate without a row, or a row without a crate"
    );
}

#[test]
fn no_crate_uses_another_that_its_row_does_not_allow() {
    let rows: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    for member in crates() {
        let allowed = rows[member.name.as_str()];
        for used in member
            .uses
            .iter()
            .filter(|used| rows.contains_key(used.as_str()))
        {
            assert!(
                allowed.contains(&used.as_str()),
                "{} may not use {used}",
                member.name
            );
        }
    }
}

#[test]
fn tests_reach_no_higher_than_the_testkit() {
    for member in crates() {
        assert!(
            !member.tests_use.contains("marbre"),
            "{}: the shell is no library",
            member.name
        );
        assert!(
            !member.uses.contains("testkit"),
            "{}: testkit is for tests only",
            member.name
        );
    }
}

#[test]
fn the_rows_point_downwards() {
    for (place, (name, allowed)) in MAY_USE.iter().enumerate() {
        for used in *allowed {
            let below = MAY_USE[..place].iter().any(|(lower, _)| lower == used);
            assert!(below, "{name} → {used} does not point down");
        }
    }
}

#[test]
fn heavy_dependencies_stay_where_they_belong() {
    for member in crates() {
        for (heavy, homes) in LIVES_IN {
            let at_home = homes.contains(&member.name.as_str());
            assert!(
                at_home || !member.uses.contains(*heavy),
                "{} names {heavy}",
                member.name
            );
        }
        let plugin = member.uses.iter().find(|used| used.starts_with("tauri"));
        assert!(
            plugin.is_none() || member.name == "marbre",
            "{} names {plugin:?}",
            member.name
        );
    }
}

/// The switches by which the fault campaign breaks the library on purpose stand behind a feature that only the campaign
/// asks for, and only by name.
#[test]
fn no_program_is_built_with_what_breaks_it() {
    let asks = |feature: &serde_json::Value| {
        let text = feature.as_str().expect("a feature's name");
        text == "faults" || text.ends_with("/faults")
    };
    for package in packages(Scope::Workspace) {
        let name = package["name"].as_str().expect("a name");
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let asked = dependency["features"].as_array().expect("features");
            assert!(
                !asked.iter().any(asks),
                "{name} builds {} with its weaknesses",
                dependency["name"]
            );
        }
        for (feature, pulls) in package["features"].as_object().expect("features") {
            let pulls = pulls
                .as_array()
                .expect("what a feature pulls")
                .iter()
                .any(asks);
            let is_campaign = name == "acceptance" && feature == "faults";
            assert!(
                !pulls || is_campaign,
                "{name}'s feature {feature} pulls in the weaknesses"
            );
        }
    }
    // Whoever would build one by hand is stopped by the compiler.
    let store =
        std::fs::read_to_string(crate::tree::root().join("src-tauri/crates/store/src/lib.rs"));
    let store = store.expect("the library's crate");
    assert!(
        store.contains("#[cfg(all(feature = \"faults\", not(debug_assertions)))]\ncompile_error!")
    );
}
