//! Which licences may come in: permissive ones, or copyleft that reaches only its own files. Mirrors deny.toml
//! for those who have no further tool.

use std::fs;

use serde_json::Value;

use crate::tree::{Scope, packages, root};

const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "CC-BY-4.0",
    "CDLA-Permissive-2.0",
    "IJG",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Python-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages that name no licence in their manifest, or none of SPDX, but ship one: name, and what the file says.
const READ_BY_HAND: &[(&str, &str)] = &[
    ("node_modules/svelte-toolbelt", "MIT"),
    // The word list SCOWL and what it is made of: each notice is one of these two, or gives the words to everyone.
    ("node_modules/dictionary-en", "MIT AND BSD-3-Clause"),
    ("node_modules/dictionary-en-gb", "MIT AND BSD-3-Clause"),
];

/// Whether an SPDX expression can be met with `ALLOWED` alone: of an OR one side is enough, of an AND all must be.
fn permissive(expression: &str) -> bool {
    let plain = expression.replace(['(', ')'], " ").replace('/', " OR ");
    // No expression met so far nests an OR inside an AND in a way that this reading would let through.
    plain.split(" AND ").all(|part| {
        part.split(" OR ")
            .any(|licence| ALLOWED.contains(&licence.trim()))
    })
}

#[test]
fn the_reader_of_licences_reads() {
    assert!(permissive("MIT"));
    assert!(permissive("MIT/GPL-3.0"));
    assert!(permissive("(MIT OR GPL-2.0) AND Unicode-3.0"));
    assert!(!permissive("GPL-3.0-only"));
    assert!(!permissive("MIT AND GPL-2.0"));
}

#[test]
fn every_crate_is_permissive() {
    for package in packages(Scope::Everything) {
        let licence = package["license"].as_str().unwrap_or("none stated");
        assert!(permissive(licence), "{}: {licence}", package["name"]);
    }
}

#[test]
fn every_package_of_the_interface_is_permissive() {
    let lock = root().join("ui/package-lock.json");
    let lock: Value =
        serde_json::from_str(&fs::read_to_string(lock).expect("a lockfile")).expect("JSON");
    for (name, package) in lock["packages"].as_object().expect("packages") {
        if name.is_empty() {
            continue;
        }
        let by_hand = READ_BY_HAND
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, read)| *read);
        let licence = by_hand
            .or(package["license"].as_str())
            .unwrap_or("none stated");
        assert!(permissive(licence), "{name}: {licence}");
    }
}
