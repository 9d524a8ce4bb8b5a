//! What could not be kept of an article that came in, as it is told and as it is stored. Words nothing for a reader.

use prose::{Lost, LostKind};
use serde::{Deserialize, Serialize};

/// What could not be kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Noted {
    /// What Markdown can't say.
    pub lost: Vec<Lost>,
    /// The pictures that could not be had: they stay where they are, and an update leaves a link.
    pub pictures: Vec<String>,
}

/// The same as JSON.
#[derive(Serialize, Deserialize)]
struct Record {
    lost: Vec<(String, usize, String)>,
    pictures: Vec<String>,
}

impl Noted {
    fn is_empty(&self) -> bool {
        self.lost.is_empty() && self.pictures.is_empty()
    }

    /// As it is stored: nothing for nothing.
    pub(super) fn written(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let lost = self.lost.iter();
        let record = Record {
            lost: lost
                .map(|lost| {
                    (
                        lost.kind.word().to_owned(),
                        lost.count,
                        lost.example.clone(),
                    )
                })
                .collect(),
            pictures: self.pictures.clone(),
        };
        serde_json::to_string(&record).unwrap_or_default()
    }

    /// What was stored; a kind that this program does not know is one that it does not.
    pub(super) fn read(text: &str) -> Self {
        let Ok(record) = serde_json::from_str::<Record>(text) else {
            return Self::default();
        };
        let lost = record.lost.into_iter();
        Self {
            lost: lost
                .map(|(kind, count, example)| Lost {
                    kind: LostKind::of_word(&kind).unwrap_or(LostKind::Unknown),
                    count,
                    example,
                })
                .collect(),
            pictures: record.pictures,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_is_nothing() {
        let lost = LostKind::ALL.map(|kind| Lost {
            kind,
            count: 2,
            example: "« é »".to_owned(),
        });
        let noted = Noted {
            lost: lost.to_vec(),
            pictures: vec!["https://a.example/b.jpg".to_owned()],
        };
        assert_eq!(Noted::read(&noted.written()), noted);
        assert_eq!(Noted::default().written(), "");
        assert_eq!(Noted::read(""), Noted::default());
    }
}
