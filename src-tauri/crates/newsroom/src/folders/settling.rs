//! How long a decision waits before it is carried out: programs write in several steps, writers pause. Reads no clock.

use std::collections::BTreeMap;
use std::time::Duration;

use super::decide::Decision;

/// How long things must have stayed as they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Patience {
    /// A file's content, before it is taken.
    pub(crate) content: Duration,
    /// An empty file that was not: most are about to be written.
    pub(crate) emptied: Duration,
    /// A missing file, before its draft goes to the bin: some programs delete and write anew.
    pub(crate) missing: Duration,
    /// What the draft says, before its file gets it.
    pub(crate) words: Duration,
    /// The same for a draft that has no file yet: its headline names the file.
    pub(crate) first_words: Duration,
    /// The longest that words wait for a writer who does not rest.
    pub(crate) at_most: Duration,
}

impl Patience {
    /// What serves people.
    pub(crate) const USUAL: Self = Self {
        content: Duration::from_millis(300),
        emptied: Duration::from_secs(3),
        missing: Duration::from_secs(2),
        words: Duration::from_secs(1),
        first_words: Duration::from_secs(4),
        at_most: Duration::from_secs(10),
    };
    /// None: what is decided is done.
    pub(crate) const NONE: Self = Self {
        content: Duration::ZERO,
        emptied: Duration::ZERO,
        missing: Duration::ZERO,
        words: Duration::ZERO,
        first_words: Duration::ZERO,
        at_most: Duration::ZERO,
    };
}

/// What waits, and since when; times are measured from any one moment.
#[derive(Debug, Default)]
pub(crate) struct Settling(BTreeMap<String, Waiting>);

#[derive(Debug, Clone)]
struct Waiting {
    what: String,
    since: Duration,
    first: Duration,
}

/// The hash of an empty file.
const NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

impl Settling {
    /// Those of the decisions whose time has come, and how long the others wait at the most. `words`
    /// tells what a draft says now, in any form that changes with it.
    pub(crate) fn ripe(
        &mut self,
        decisions: Vec<Decision>,
        patience: &Patience,
        now: Duration,
        mut words: impl FnMut(domain::DraftId) -> String,
    ) -> (Vec<Decision>, Option<Duration>) {
        let mut waiting = BTreeMap::new();
        let mut ripe = Vec::new();
        let mut rest: Option<Duration> = None;
        for decision in decisions {
            let Some((key, what, at_least)) = case(&decision, patience, &mut words) else {
                ripe.push(decision);
                continue;
            };
            let before = self.0.get(&key);
            let first = before.map_or(now, |before| before.first);
            let since = before
                .filter(|before| before.what == what)
                .map_or(now, |before| before.since);
            let waits_for_words =
                matches!(decision, Decision::Write { .. } | Decision::Create { .. });
            let mut left = (since + at_least).saturating_sub(now);
            if waits_for_words {
                left = left.min((first + patience.at_most).saturating_sub(now));
            }
            // What is ripe stays so until it is done: what can't be done does not wait anew.
            waiting.insert(key, Waiting { what, since, first });
            if left.is_zero() {
                ripe.push(decision);
            } else {
                rest = Some(rest.map_or(left, |rest| rest.min(left)));
            }
        }
        self.0 = waiting;
        (ripe, rest)
    }
}

/// What waits for what to stay as it is, and how long.
fn case(
    decision: &Decision,
    patience: &Patience,
    words: &mut impl FnMut(domain::DraftId) -> String,
) -> Option<(String, String, Duration)> {
    let of_content = |hash: &str| match hash {
        NOTHING => patience.emptied,
        _ => patience.content,
    };
    match decision {
        Decision::TakeIn { mirror, hash } => Some((
            format!("in {}", mirror.path),
            hash.clone(),
            of_content(hash),
        )),
        Decision::NewDraft { path, hash } => {
            Some((format!("in {path}"), hash.clone(), of_content(hash)))
        }
        Decision::ToBin { mirror } => Some((
            format!("bin {}", mirror.path),
            String::new(),
            patience.missing,
        )),
        Decision::Write { mirror, .. } => Some((
            format!("out {}", mirror.draft),
            words(mirror.draft),
            patience.words,
        )),
        Decision::Create { draft } => {
            Some((format!("out {draft}"), words(*draft), patience.first_words))
        }
        Decision::Move { .. }
        | Decision::Revive { .. }
        | Decision::Away { .. }
        | Decision::Remove { .. }
        | Decision::Forget { .. }
        | Decision::Unask { .. }
        | Decision::Refuse { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::DraftId;

    use super::*;

    const PATIENCE: Patience = Patience::USUAL;

    fn new(hash: &str) -> Vec<Decision> {
        vec![Decision::NewDraft {
            path: "a.md".to_owned(),
            hash: hash.to_owned(),
        }]
    }

    fn create() -> Vec<Decision> {
        vec![Decision::Create {
            draft: DraftId(uuid::Uuid::nil()),
        }]
    }

    /// How many of the decisions are ripe at this millisecond.
    fn ripe(settling: &mut Settling, decisions: Vec<Decision>, at: u64, words: &str) -> usize {
        let now = Duration::from_millis(at);
        let (ripe, _) = settling.ripe(decisions, &PATIENCE, now, |_| words.to_owned());
        ripe.len()
    }

    #[test]
    fn a_file_is_taken_when_it_has_stayed_the_same() {
        let mut settling = Settling::default();
        assert_eq!(ripe(&mut settling, new("A"), 0, ""), 0);
        assert_eq!(ripe(&mut settling, new("B"), 250, ""), 0);
        assert_eq!(ripe(&mut settling, new("B"), 500, ""), 0);
        assert_eq!(ripe(&mut settling, new("B"), 600, ""), 1);
        // What could not be done is ripe at once; what changed waits anew.
        assert_eq!(ripe(&mut settling, new("B"), 610, ""), 1);
        assert_eq!(ripe(&mut settling, new("C"), 620, ""), 0);
    }

    #[test]
    fn an_emptied_file_waits_longer() {
        let mut settling = Settling::default();
        assert_eq!(NOTHING, crate::hash::sha256(b""));
        assert_eq!(ripe(&mut settling, new(NOTHING), 0, ""), 0);
        assert_eq!(ripe(&mut settling, new(NOTHING), 2900, ""), 0);
        assert_eq!(ripe(&mut settling, new(NOTHING), 3000, ""), 1);
    }

    #[test]
    fn words_go_out_when_she_rests_or_has_written_long() {
        let mut settling = Settling::default();
        for (at, words) in [(0, "a"), (3000, "b"), (6000, "c"), (9000, "d")] {
            assert_eq!(ripe(&mut settling, create(), at, words), 0, "{at}");
        }
        assert_eq!(ripe(&mut settling, create(), 10_000, "e"), 1);
        let mut settling = Settling::default();
        assert_eq!(ripe(&mut settling, create(), 0, "a"), 0);
        assert_eq!(ripe(&mut settling, create(), 4000, "a"), 1);
    }

    #[test]
    fn how_long_is_left_is_told() {
        let mut settling = Settling::default();
        let now = Duration::ZERO;
        let (_, rest) = settling.ripe(new("A"), &PATIENCE, now, |_| String::new());
        assert_eq!(rest, Some(PATIENCE.content));
        let (_, rest) = settling.ripe(Vec::new(), &PATIENCE, now, |_| String::new());
        assert_eq!(rest, None);
    }
}
