//! Light beyond what a page's white is, brought back under it: a picture of PQ (SMPTE ST 2084, ITU-R BT.2100) becomes one for
//! any screen. HLG needs nothing: it was made to be shown as it is, too.

/// What PQ's highest number means, in candelas a square metre.
const PQ_PEAK: f32 = 10_000.0;
/// What is taken for the brightest in a picture: what most are graded on. The brighter is white.
const BRIGHTEST: f32 = 1_000.0;
/// What white paper is (ITU-R BT.2408): a page's white.
const WHITE: f32 = 203.0;
/// As many numbers as 12 bits have.
const STEPS: usize = 4_096;

/// All there is to know, worked out once.
pub(super) struct Tone {
    /// By the number: how bright it is, white being 1.
    light: Vec<f32>,
    /// By the highest number of a pixel: how much of its light is left.
    left: Vec<f32>,
    /// By the root of light: sRGB's number.
    numbers: Vec<u8>,
}

impl Tone {
    pub(super) fn of_pq() -> Self {
        let steps = || (0..STEPS).map(|step| step as f32 / (STEPS - 1) as f32);
        let light = |number| pq(number) / WHITE;
        Self {
            light: steps().map(light).collect(),
            left: steps()
                .map(|number| match light(number) {
                    0.0 => 1.0,
                    bright => light(lowered(number)) / bright,
                })
                .collect(),
            numbers: steps()
                .map(|root| (srgb(root * root) * 255.0 + 0.5) as u8)
                .collect(),
        }
    }

    /// All colours of a pixel by the same share, so that none becomes another.
    pub(super) fn apply(&self, numbers: [f32; 3]) -> [u8; 3] {
        let place = |share: f32| ((share * (STEPS - 1) as f32 + 0.5) as usize).min(STEPS - 1);
        let places = numbers.map(place);
        let left = self.left[places[0].max(places[1]).max(places[2])];
        places.map(|at| self.numbers[place((self.light[at] * left).sqrt())])
    }
}

/// Light of a number, in candelas a square metre (BT.2100, table 4).
fn pq(number: f32) -> f32 {
    let power = number.powf(32.0 / 2_523.0);
    let share = (power - 0.835_937_5).max(0.0) / (18.851_563 - 18.687_5 * power);
    PQ_PEAK * share.powf(16_384.0 / 2_610.0)
}

/// And back.
fn pq_of(light: f32) -> f32 {
    let power = (light / PQ_PEAK).powf(2_610.0 / 16_384.0);
    ((0.835_937_5 + 18.851_563 * power) / (1.0 + 18.687_5 * power)).powf(2_523.0 / 32.0)
}

/// The number whose light is shown for a number's, by the curve of ITU-R BT.2390 (5.4.1): dark and middle ones stay, and what
/// is brighter bends towards white.
fn lowered(number: f32) -> f32 {
    let brightest = pq_of(BRIGHTEST);
    let white = pq_of(WHITE) / brightest;
    let knee = 1.5 * white - 0.5;
    let number = (number / brightest).min(1.0);
    if number < knee {
        return number * brightest;
    }
    let part = (number - knee) / (1.0 - knee);
    let (square, cube) = (part * part, part * part * part);
    let bent = (2.0 * cube - 3.0 * square + 1.0) * knee
        + (cube - 2.0 * square + part) * (1.0 - knee)
        + (3.0 * square - 2.0 * cube) * white;
    bent * brightest
}

/// sRGB's number of light (IEC 61966-2-1).
fn srgb(light: f32) -> f32 {
    match light {
        ..=0.003_130_8 => 12.92 * light,
        light => 1.055 * light.powf(1.0 / 2.4) - 0.055,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(light: f32, expected: u8) {
        let found = Tone::of_pq().apply([pq_of(light); 3]);
        assert!(
            found.iter().all(|n| n.abs_diff(expected) < 2),
            "{light}: {found:?}"
        );
    }

    /// Paper stays nearly white, what it is half as bright as is what half of white is, and the brightest is white.
    #[test]
    fn what_is_darker_than_paper_stays_and_the_brightest_is_white() {
        check(0.0, 0);
        check(2.03, 25);
        check(36.5, 118);
        check(203.0, 228);
        check(1_000.0, 255);
        check(10_000.0, 255);
    }

    #[test]
    fn a_colour_stays_the_colour_it_is() {
        let found = Tone::of_pq().apply([pq_of(1_000.0), pq_of(500.0), 0.0]);
        assert!(
            (found[0], found[2]) == (255, 0) && found[1].abs_diff(188) < 3,
            "{found:?}"
        );
    }
}
