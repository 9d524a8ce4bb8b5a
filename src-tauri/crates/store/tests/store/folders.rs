//! Work folders and their files: kept together, forgotten together, outliving the drafts they name.

use domain::{FileIdentity, FolderId, Mirrored, WorkFolder};
use store::{Mirror, MirrorTexts, StoreError};
use uuid::Uuid;

use crate::{Library, at, draft, draft_id};

fn folder(number: u128, path: &str, mirrored: Mirrored) -> WorkFolder {
    WorkFolder {
        id: FolderId(Uuid::from_u128(number)),
        path: path.to_owned(),
        mirrored,
        identity: Some(FileIdentity {
            device: u64::MAX,
            number: 7,
            born: -1,
        }),
        published: false,
        added_at: at(1),
    }
}

fn mirror(folder: &WorkFolder, of: u128, path: &str) -> Mirror {
    Mirror {
        folder: folder.id,
        draft: draft_id(of),
        path: path.to_owned(),
        hash: "0".repeat(64),
        identity: None,
        away: false,
        asked: None,
    }
}

#[test]
fn folders_are_read_back() {
    let library = Library::new();
    let mut first = folder(1, "/a", Mirrored::Section("tech".to_owned()));
    let second = folder(2, "/b", Mirrored::Found);
    library.put_folder(&first).unwrap();
    library.put_folder(&second).unwrap();
    first.mirrored = Mirrored::All;
    first.identity = None;
    library.put_folder(&first).unwrap();
    let library = library.reopen();
    assert_eq!(library.folders().unwrap(), [first, second.clone()]);
    let other = folder(3, "/b", Mirrored::All);
    assert_eq!(library.put_folder(&other), Err(StoreError::Taken("folder")));
    library.forget_folder(second.id).unwrap();
    assert_eq!(library.folders().unwrap().len(), 1);
}

#[test]
fn a_file_and_what_is_asked_of_it_survive_a_restart() {
    let library = Library::new();
    let place = folder(1, "/a", Mirrored::All);
    library.put_folder(&place).unwrap();
    let mut file = mirror(&place, 5, "a/b.md");
    let mut texts = MirrorTexts {
        agreed: "un".to_owned(),
        asked: None,
    };
    library
        .insert_mirrored_draft(&draft(5, "Titre", "un"), &file, &texts)
        .unwrap();
    file.asked = Some("1".repeat(64));
    texts.asked = Some(("un".to_owned(), "deux".to_owned()));
    library.put_mirror(&file, &texts).unwrap();
    let library = library.reopen();
    assert_eq!(library.mirrors(place.id).unwrap(), [file.clone()]);
    assert_eq!(library.mirrors_asked().unwrap(), [file.clone()]);
    assert_eq!(
        library.mirror_texts(place.id, draft_id(5)).unwrap(),
        Some(texts)
    );
    file.path = "c.md".to_owned();
    file.away = true;
    library.move_mirror(&file).unwrap();
    assert_eq!(library.mirrors_of(draft_id(5)).unwrap(), [file.clone()]);
    // The row outlives its draft, and goes with its folder.
    library.delete(draft_id(5)).unwrap();
    assert_eq!(library.mirrors(place.id).unwrap(), [file]);
    library.forget_folder(place.id).unwrap();
    assert_eq!(library.mirrors_of(draft_id(5)).unwrap(), []);
    assert_eq!(library.mirror_texts(place.id, draft_id(5)).unwrap(), None);
}

#[test]
fn drafts_without_a_file_are_found() {
    let library = Library::new();
    let all = folder(1, "/a", Mirrored::All);
    let tech = folder(2, "/b", Mirrored::Section("tech".to_owned()));
    let found = folder(3, "/c", Mirrored::Found);
    for place in [&all, &tech, &found] {
        library.put_folder(place).unwrap();
    }
    let mut of_tech = draft(1, "Un", "");
    of_tech.fields.section = "tech".to_owned();
    library.insert_draft(&of_tech).unwrap();
    library.insert_draft(&draft(2, "", "texte")).unwrap();
    library.insert_draft(&draft(3, "", "")).unwrap();
    library.insert_draft(&draft(4, "Quatre", "")).unwrap();
    library.bin(draft_id(4), at(9)).unwrap();
    library
        .put_mirror(&mirror(&all, 1, "un.md"), &MirrorTexts::default())
        .unwrap();
    assert_eq!(library.unmirrored(&all).unwrap(), [draft_id(2)]);
    assert_eq!(library.unmirrored(&tech).unwrap(), [draft_id(1)]);
    assert_eq!(library.unmirrored(&found).unwrap(), []);
}
