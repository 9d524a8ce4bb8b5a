//! How a picture is framed for a page: turned, cropped, with the point that matters most. Knows no pixel.
//!
//! A framing is written behind a picture's path as a media fragment (W3C, Media Fragments URI 1.0, `xywh=percent:`), so
//! that it stands in the text itself: it is undone with the text, frozen with a revision, and other programs ignore it.

use std::fmt;

/// Ten thousandths of a side: what a framing is measured in, whatever the picture's size.
pub const WHOLE: u32 = 10_000;
/// The shortest side that a crop may have, in ten thousandths.
const SHORTEST: u32 = 100;

/// Quarters of a turn, clockwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// As the camera was held.
    #[default]
    None,
    /// 90°.
    Right,
    /// 180°.
    Over,
    /// 270°.
    Left,
}

impl Turn {
    const ALL: [Self; 4] = [Self::None, Self::Right, Self::Over, Self::Left];

    /// Degrees, clockwise: 0, 90, 180 or 270.
    pub fn degrees(self) -> u16 {
        match self {
            Self::None => 0,
            Self::Right => 90,
            Self::Over => 180,
            Self::Left => 270,
        }
    }

    /// The turn of so many degrees.
    pub fn of_degrees(degrees: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|turn| turn.degrees() == degrees)
    }

    /// Whether width and height change places.
    pub fn is_sideways(self) -> bool {
        matches!(self, Self::Right | Self::Left)
    }
}

/// A part of the turned picture, in ten thousandths of its sides. Lies within it and is not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Crop {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

impl Crop {
    /// A part of the picture; `None` when it is empty, too thin, all of it, or reaches beyond.
    pub fn new(x: u32, y: u32, width: u32, height: u32) -> Option<Self> {
        let fits = |from: u32, side: u32| {
            (SHORTEST..=WHOLE).contains(&side)
                && from.checked_add(side).is_some_and(|to| to <= WHOLE)
        };
        let is_part = width < WHOLE || height < WHOLE;
        (fits(x, width) && fits(y, height) && is_part).then_some(Self {
            x,
            y,
            width,
            height,
        })
    }

    /// From the left, from the top, width and height, in ten thousandths.
    pub fn parts(self) -> (u32, u32, u32, u32) {
        (self.x, self.y, self.width, self.height)
    }
}

/// A point of the turned picture, in ten thousandths from its left and its top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Focus {
    x: u32,
    y: u32,
}

impl Focus {
    /// A point within the picture; `None` beyond it.
    pub fn new(x: u32, y: u32) -> Option<Self> {
        (x <= WHOLE && y <= WHOLE).then_some(Self { x, y })
    }

    /// From the left and from the top, in ten thousandths.
    pub fn parts(self) -> (u32, u32) {
        (self.x, self.y)
    }
}

/// How a picture is framed: turned first, then cropped. The original stays as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Framing {
    /// How it is turned.
    pub turn: Turn,
    /// What is left of it; `None` for all.
    pub crop: Option<Crop>,
    /// What other shapes are cut around; `None` for the middle of what is left.
    pub focus: Option<Focus>,
}

impl Framing {
    /// The picture as it is.
    pub const WHOLE: Self = Self {
        turn: Turn::None,
        crop: None,
        focus: None,
    };

    /// What an address says behind its `#`. What can't be read frames nothing: a text is never refused for it.
    pub fn of_fragment(fragment: &str) -> Self {
        let mut framing = Self::WHOLE;
        for part in fragment.split('&') {
            match part.split_once('=') {
                Some(("turn", degrees)) => framing.turn = read_turn(degrees).unwrap_or_default(),
                Some(("xywh", crop)) => framing.crop = read_crop(crop),
                Some(("focus", focus)) => framing.focus = read_focus(focus),
                _ => {}
            }
        }
        framing
    }

    /// An address without its fragment, and what that says.
    pub fn of_address(address: &str) -> (&str, Self) {
        match address.split_once('#') {
            Some((path, fragment)) => (path, Self::of_fragment(fragment)),
            None => (address, Self::WHOLE),
        }
    }

    /// The address of a picture that is framed like this.
    pub fn address(self, path: &str) -> String {
        match self {
            Self::WHOLE => path.to_owned(),
            framing => format!("{path}#{framing}"),
        }
    }

    /// The sides, in pixels, of what is left of a picture of these sides: at least one pixel each.
    pub fn size_of(self, (width, height): (u32, u32)) -> (u32, u32) {
        let (width, height) = match self.turn.is_sideways() {
            true => (height, width),
            false => (width, height),
        };
        let Some(crop) = self.crop else {
            return (width, height);
        };
        let part = |side: u32, of: u32| {
            let pixels =
                (u64::from(side) * u64::from(of) + u64::from(WHOLE) / 2) / u64::from(WHOLE);
            u32::try_from(pixels).unwrap_or(u32::MAX).max(1)
        };
        (part(width, crop.width), part(height, crop.height))
    }
}

/// The fragment, without `#`; empty for the picture as it is.
impl fmt::Display for Framing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if self.turn != Turn::None {
            parts.push(format!("turn={}", self.turn.degrees()));
        }
        if let Some(Crop {
            x,
            y,
            width,
            height,
        }) = self.crop
        {
            let [x, y, w, h] = [x, y, width, height].map(percent);
            parts.push(format!("xywh=percent:{x},{y},{w},{h}"));
        }
        if let Some(Focus { x, y }) = self.focus {
            parts.push(format!("focus=percent:{},{}", percent(x), percent(y)));
        }
        out.write_str(&parts.join("&"))
    }
}

/// Ten thousandths as percent, without zeros at the end: `12.5`.
fn percent(parts: u32) -> String {
    match (parts / 100, parts % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
        (whole, rest) => format!("{whole}.{rest:02}"),
    }
}

/// Percent with at most two decimals, as ten thousandths.
fn read_percent(text: &str) -> Option<u32> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let parts = whole.parse::<u32>().ok()? * 100 + format!("{rest:0<2}").parse::<u32>().ok()?;
    (parts <= WHOLE).then_some(parts)
}

fn read_turn(text: &str) -> Option<Turn> {
    Turn::of_degrees(text.parse().ok()?)
}

fn read_parts<const N: usize>(text: &str) -> Option<[u32; N]> {
    let parts = text.strip_prefix("percent:")?.split(',');
    let parts: Option<Vec<u32>> = parts.map(read_percent).collect();
    parts?.try_into().ok()
}

fn read_crop(text: &str) -> Option<Crop> {
    let [x, y, width, height] = read_parts(text)?;
    Crop::new(x, y, width, height)
}

fn read_focus(text: &str) -> Option<Focus> {
    let [x, y] = read_parts(text)?;
    Focus::new(x, y)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(fragment: &str, framing: Framing) {
        assert_eq!(Framing::of_fragment(fragment), framing, "{fragment}");
        assert_eq!(framing.to_string(), fragment);
    }

    #[test]
    fn a_fragment_tells_the_framing() {
        check("", Framing::WHOLE);
        let turned = Framing {
            turn: Turn::Right,
            ..Framing::WHOLE
        };
        check("turn=90", turned);
        let framed = Framing {
            crop: Crop::new(1_250, 0, 7_505, 10_000),
            focus: Focus::new(5_000, 3_333),
            ..turned
        };
        check(
            "turn=90&xywh=percent:12.5,0,75.05,100&focus=percent:50,33.33",
            framed,
        );
    }

    #[test]
    fn what_cannot_be_read_frames_nothing() {
        for odd in [
            "t=10",
            "turn=45",
            "turn=",
            "xywh=1,2,3,4",
            "xywh=percent:0,0,100,100",
            "xywh=percent:50,0,60,100",
            "xywh=percent:-1,0,50,50",
            "xywh=percent:0,0,0,50",
            "focus=percent:101,0",
            "focus=percent:1",
            "&&=",
        ] {
            assert_eq!(Framing::of_fragment(odd), Framing::WHOLE, "{odd}");
        }
    }

    #[test]
    fn what_is_left_has_a_size() {
        let framed = Framing::of_fragment("turn=90&xywh=percent:0,0,50,100");
        assert_eq!(framed.size_of((4_000, 3_000)), (1_500, 4_000));
        assert_eq!(framed.size_of((1, 1)), (1, 1));
        assert_eq!(Framing::WHOLE.size_of((u32::MAX, 1)), (u32::MAX, 1));
    }

    fn framings() -> impl Strategy<Value = Framing> {
        let crop = (0..WHOLE, 0..WHOLE, 0..=WHOLE, 0..=WHOLE);
        let focus = (0..=WHOLE, 0..=WHOLE);
        (0..4_usize, crop, proptest::option::of(focus)).prop_map(|(turn, (x, y, w, h), focus)| {
            Framing {
                turn: Turn::ALL[turn],
                crop: Crop::new(x, y, w, h),
                focus: focus.and_then(|(x, y)| Focus::new(x, y)),
            }
        })
    }

    proptest! {
        #[test]
        fn a_framing_is_read_back(framing in framings()) {
            let address = framing.address("/media/a.jpg");
            prop_assert_eq!(Framing::of_address(&address), ("/media/a.jpg", framing));
        }

        #[test]
        fn any_fragment_is_survived(fragment in "\\PC{0,60}|(turn|xywh|focus)=(percent:)?[0-9.,&]{0,30}") {
            let read = Framing::of_fragment(&fragment);
            prop_assert_eq!(Framing::of_fragment(&read.to_string()), read);
        }
    }
}
