//! What a source file must say of itself, how things may be called, and what must not stand in the tree. Reads
//! text; knows no syntax beyond a line.

use crate::tree::{files, root, texts};

/// The longest a source file may grow before its room has to be redrawn.
const LONGEST: usize = 800;

#[test]
fn the_top_level_is_fixed() {
    const TOP: &[&str] = &[
        "ARCHITECTURE.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "Makefile",
        "README.md",
        "clippy.toml",
        "deny.toml",
        "docs",
        "icons",
        "rustfmt.toml",
        "src-tauri",
        "tauri.conf.json",
        "tests",
        "ui",
    ];
    for path in files() {
        let first = path
            .iter()
            .next()
            .expect("a first part")
            .to_string_lossy()
            .into_owned();
        assert!(
            first.starts_with('.') || TOP.contains(&first.as_str()),
            "{first} is new at the top"
        );
    }
}

#[test]
fn every_rust_file_opens_with_what_it_is_for() {
    for (path, text) in texts(&[".rs"]) {
        assert!(
            text.starts_with("//! "),
            "{path} does not open with a //! sentence"
        );
    }
}

#[test]
fn every_file_of_the_interface_opens_with_what_it_is_for() {
    for (path, text) in texts(&[".ts"]) {
        let ours = path.starts_with("ui/src/") && !path.ends_with(".d.ts");
        assert!(
            !ours || text.starts_with("// "),
            "{path} does not open with a // sentence"
        );
    }
}

#[test]
fn only_one_file_of_the_interface_talks_to_tauri() {
    for (path, text) in texts(&[".ts", ".svelte", ".js"]) {
        let the_one = path == "ui/src/core/tauri-client.ts";
        let imports = text.lines().any(|line| {
            (line.contains("import") || line.contains(" from ")) && line.contains("@tauri-apps/")
        });
        assert!(the_one || !imports, "{path} imports @tauri-apps");
    }
}

#[test]
fn the_editor_knows_text_not_drafts() {
    for (path, text) in texts(&[".ts", ".svelte"]) {
        let low = path.starts_with("ui/src/editor/") || path.starts_with("ui/src/shared/");
        let reaches_up = text.lines().any(|line| {
            line.contains(" from ") && (line.contains("/features/") || line.contains("/app/"))
        });
        assert!(!low || !reaches_up, "{path} reaches up to features or app");
    }
}

#[test]
fn nothing_is_called_a_manager() {
    const EMPTY_WORDS: &[&str] = &["Manager", "Service", "Helper", "Util", "Utils"];
    const KINDS: &[&str] = &[
        "struct ",
        "enum ",
        "trait ",
        "class ",
        "interface ",
        "type ",
    ];
    for (path, text) in texts(&[".rs", ".ts", ".svelte"]) {
        for line in text.lines() {
            let code = line
                .trim_start()
                .trim_start_matches("pub ")
                .trim_start_matches("export ");
            let Some(named) = KINDS.iter().find_map(|kind| code.strip_prefix(kind)) else {
                continue;
            };
            let name: String = named.chars().take_while(|c| c.is_alphanumeric()).collect();
            let empty = EMPTY_WORDS.iter().any(|word| name.ends_with(word));
            assert!(!empty, "{path}: {name} says nothing");
        }
    }
}

#[test]
fn no_file_outgrows_its_room() {
    for (path, text) in texts(&[".rs", ".ts", ".svelte", ".css", ".py", ".sh"]) {
        let generated = path.contains("/contract/index.ts");
        let lines = text.lines().count();
        assert!(
            generated || lines <= LONGEST,
            "{path} has {lines} lines: redraw the room"
        );
    }
}

#[test]
fn no_path_of_one_machine_stands_in_the_tree() {
    let here = root().canonicalize().expect("the root is there");
    let parent = here
        .parent()
        .expect("a folder above")
        .to_string_lossy()
        .into_owned();
    // A checkout in a temporary folder proves nothing: that folder is called the same everywhere.
    let telling = parent != "/" && !std::env::temp_dir().starts_with(&parent);
    let homes = ["/home/", "/Users/", "/root/"];
    for (path, text) in texts(&[
        ".rs", ".ts", ".svelte", ".json", ".toml", ".md", ".sh", "Makefile",
    ]) {
        if path.ends_with("package-lock.json") || path == "tests/architecture/sources.rs" {
            continue;
        }
        let ours = telling && text.contains(&format!("{parent}/"));
        assert!(!ours, "{path} names {parent}");
        for home in homes {
            assert!(!text.contains(home), "{path} names {home}…");
        }
    }
}

#[test]
fn nothing_of_ours_loads_from_elsewhere() {
    // Nothing leaves the machine: no remote font, script or style in the interface or in a page's template.
    for (path, text) in texts(&[".html", ".css", ".svelte", ".jinja", ".j2"]) {
        let remote = [
            "url(http",
            "url('http",
            "url(\"http",
            "src=\"http",
            "@import url",
        ];
        let found = remote.iter().find(|mark| text.contains(**mark));
        let ours = path.starts_with("ui/") || path.starts_with("src-tauri/");
        assert!(
            !ours || found.is_none(),
            "{path} loads from elsewhere: {found:?}"
        );
    }
}

#[test]
fn nothing_is_left_for_later() {
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        "todo!(",
        "unimplemented!(",
        "#[ignore",
    ];
    for (path, text) in texts(&[".rs", ".ts", ".svelte", ".css", ".sql", ".sh"]) {
        if path == "tests/architecture/sources.rs" {
            continue;
        }
        for mark in marks {
            assert!(!text.contains(mark), "{path}: {mark}");
        }
    }
}
