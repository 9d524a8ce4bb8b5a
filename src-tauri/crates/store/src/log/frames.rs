//! A write-ahead log cut into its frames, and whether they check, as SQLite's description of its format says; decides
//! nothing.

/// The log's header, in bytes.
pub(crate) const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// The log's magic number but for its last bit, which says in which order its checksums take the bytes.
const MAGIC: u32 = 0x377f_0682;

/// Two running sums.
type Sum = [u32; 2];

/// A log, cut into its frames.
pub(crate) struct Log<'a> {
    big_endian: bool,
    /// What the frames of the newest round through the file bear; behind them may lie those of earlier rounds.
    pub(crate) salt: &'a [u8],
    /// The header's own checksum, from which the first frame's goes on; `None` when the header is damaged.
    sum: Option<Sum>,
    frames: Vec<&'a [u8]>,
}

impl<'a> Log<'a> {
    /// A log whose header is whole.
    pub(crate) fn of(bytes: &'a [u8]) -> Option<Self> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        let magic = number(header, 0);
        let big_endian = magic & 1 == 1;
        let page = number(header, 8) as usize;
        let sum = [number(header, 24), number(header, 28)];
        let checks = magic & !1 == MAGIC && sum_of(big_endian, [0, 0], &header[..24]) == sum;
        let is_size = page.is_power_of_two() && (512..=65_536).contains(&page);
        (checks && is_size).then(|| Self {
            big_endian,
            salt: &header[16..24],
            sum: Some(sum),
            frames: rest.chunks_exact(FRAME_HEADER + page).collect(),
        })
    }

    /// A log whose header is damaged, with pages of so many bytes: what the header can't say, the first frame that follows
    /// another can.
    pub(crate) fn without_header(bytes: &'a [u8], page: usize) -> Option<Self> {
        let frames = bytes.get(HEADER..)?.chunks_exact(FRAME_HEADER + page);
        let log = |big_endian| Self {
            big_endian,
            salt: &[],
            sum: None,
            frames: frames.clone().collect(),
        };
        let first = |log: &Self| (1..log.len()).find(|at| log.follows(*at));
        let orders = [log(false), log(true)];
        let following = orders.iter().find_map(|log| Some((log, first(log)?)));
        let (big_endian, at) = following.map_or((false, 0), |(log, at)| (log.big_endian, at));
        let [newest, sound] = [0, at].map(|at| orders[0].frames.get(at));
        let (newest, sound) = (*newest?, *sound?);
        // Each round bears a number one above the last one's: the newest may be a single frame.
        let is_alone = number(newest, 8) == number(sound, 8).wrapping_add(1);
        Some(Self {
            salt: &(if is_alone { newest } else { sound })[8..16],
            ..log(big_endian)
        })
    }

    /// How many frames there are, those of earlier rounds included.
    pub(crate) fn len(&self) -> usize {
        self.frames.len()
    }

    /// Whether its header was damaged.
    pub(crate) fn lacks_header(&self) -> bool {
        self.sum.is_none()
    }

    /// Whether a frame says that it is of the newest round.
    pub(crate) fn is_newest(&self, at: usize) -> bool {
        &self.frames[at][8..16] == self.salt
    }

    /// Whether a frame is of the newest round and follows the one before it, whatever that one holds now.
    pub(crate) fn checks(&self, at: usize) -> bool {
        number(self.frames[at], 0) != 0 && self.is_newest(at) && self.follows(at)
    }

    /// Whether a frame ends a commit.
    pub(crate) fn commits(&self, at: usize) -> bool {
        number(self.frames[at], 4) != 0
    }

    /// The number of the page that a frame holds, and the page.
    pub(crate) fn page(&self, at: usize) -> (u32, &'a [u8]) {
        let (header, page) = self.frames[at].split_at(FRAME_HEADER);
        (number(header, 0), page)
    }

    fn follows(&self, at: usize) -> bool {
        let before = match at.checked_sub(1) {
            Some(before) => Some(told_sum(self.frames[before])),
            None => self.sum,
        };
        before.is_some_and(|before| {
            let frame = self.frames[at];
            let sum = sum_of(self.big_endian, before, &frame[..8]);
            sum_of(self.big_endian, sum, &frame[FRAME_HEADER..]) == told_sum(frame)
        })
    }
}

/// The checksum that a frame tells of itself and all before it.
fn told_sum(frame: &[u8]) -> Sum {
    [number(frame, 16), number(frame, 20)]
}

/// The big-endian number at an offset.
fn number(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4]
        .iter()
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// SQLite's checksum, going on from one.
pub(crate) fn sum_of(big_endian: bool, [mut first, mut second]: Sum, bytes: &[u8]) -> Sum {
    let word = |bytes: &[u8]| {
        let word = number(bytes, 0);
        if big_endian { word } else { word.swap_bytes() }
    };
    for pair in bytes.chunks_exact(8) {
        first = first.wrapping_add(word(pair)).wrapping_add(second);
        second = second.wrapping_add(word(&pair[4..])).wrapping_add(first);
    }
    [first, second]
}
