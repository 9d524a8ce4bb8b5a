//! One coded picture after another, decoded: numbers by planes, brought row by row onto a canvas. Knows no file around them.

use re_rav1d::{Decoder, Error, Picture, PixelLayout, PlanarImageComponent, Settings};

use super::light::Matrix;
use crate::MediaError;
use crate::develop::decode::broken;
use crate::develop::frame::Size;

/// A decoder on this thread alone, which gives the whole of a picture and nothing larger than asked.
pub(super) fn decoder((width, height): Size) -> Result<Decoder, MediaError> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(width.saturating_mul(height));
    Decoder::with_settings(&settings).map_err(broken)
}

/// The first picture that is shown, of this size.
pub(super) fn decoded(
    decoder: &mut Decoder,
    units: Vec<u8>,
    size: Size,
) -> Result<Picture, MediaError> {
    decoder.flush();
    let mut sent = decoder.send_data(units, None, None, None);
    loop {
        let is_all = match sent {
            Ok(()) => true,
            Err(Error::Again) => false,
            Err(error) => return Err(broken(error)),
        };
        match decoder.get_picture() {
            Ok(picture) if (picture.width(), picture.height()) == size => return Ok(picture),
            Ok(_) => return Err(broken("it is of another size than it says")),
            Err(Error::Again) if !is_all => sent = decoder.send_pending_data(),
            Err(error) => return Err(broken(error)),
        }
    }
}

/// What is drawn on: rows of pixels; none before anything is drawn.
pub(super) struct Canvas {
    pub(super) pixels: Vec<u8>,
    pub(super) size: Size,
}

impl Canvas {
    pub(super) fn of(size: Size) -> Self {
        let pixels = Vec::new();
        Self { pixels, size }
    }

    /// Draws a picture from a place on, pixels of that many numbers, each put as wished; what of it is beside the canvas is
    /// left out.
    pub(super) fn draw<const KINDS: usize>(
        &mut self,
        picture: &Picture,
        (x, y): Size,
        matrix: &Matrix,
        put: impl Fn(&mut [u8; KINDS], [f32; 3]),
    ) {
        let (wide, high) = (self.size.0 as usize * KINDS, self.size.1 as usize);
        self.pixels.resize(wide * high, 0);
        let planes = Planes::of(picture);
        let mut lines = matrix.nothing.map(|n| vec![n; picture.width() as usize]);
        let mut work = [(); 2].map(|()| vec![0.0; picture.width() as usize]);
        let rows = self.pixels.chunks_exact_mut(wide);
        let rows = rows.skip(y as usize).zip(0..picture.height() as usize);
        for (row, down) in rows {
            planes.read(down, &mut lines, &mut work);
            let (pixels, _) = row[x as usize * KINDS..].as_chunks_mut::<KINDS>();
            let [light, blue, red] = &lines;
            for (((pixel, light), blue), red) in pixels.iter_mut().zip(light).zip(blue).zip(red) {
                put(pixel, matrix.apply([*light, *blue, *red]));
            }
        }
    }
}

/// Numbers by rows: light, and two differences of colour unless it is grey.
struct Planes {
    light: Rows,
    colours: Option<[Rows; 2]>,
    layout: PixelLayout,
}

impl Planes {
    fn of(picture: &Picture) -> Self {
        let layout = picture.pixel_layout();
        let rows = |component| Rows::of(picture, component);
        let colours = [PlanarImageComponent::U, PlanarImageComponent::V];
        Self {
            light: rows(PlanarImageComponent::Y),
            colours: (layout != PixelLayout::I400).then(|| colours.map(rows)),
            layout,
        }
    }

    /// A row of all of them, each as long as the picture is wide. Pixels that share a colour lie around it: what is between
    /// two colours has three quarters of the nearer one.
    fn read(&self, down: usize, lines: &mut [Vec<f32>; 3], work: &mut [Vec<f32>; 2]) {
        let [light, colours @ ..] = lines;
        self.light.read(down, light);
        for (rows, line) in self.colours.iter().flatten().zip(colours) {
            match self.layout {
                PixelLayout::I400 | PixelLayout::I444 => rows.read(down, line),
                PixelLayout::I422 => {
                    let half = &mut work[0][..line.len().div_ceil(2)];
                    rows.read(down, half);
                    widen(half, line);
                }
                PixelLayout::I420 => {
                    let [near, far] = work.each_mut().map(|w| &mut w[..line.len().div_ceil(2)]);
                    let other = if down.is_multiple_of(2) {
                        (down / 2).saturating_sub(1)
                    } else {
                        down / 2 + 1
                    };
                    rows.read(down / 2, near);
                    rows.read(other.min(rows.count - 1), far);
                    near.iter_mut()
                        .zip(far)
                        .for_each(|(near, far)| *near = between(*near, *far));
                    widen(near, line);
                }
            }
        }
    }
}

fn between(near: f32, far: f32) -> f32 {
    0.75 * near + 0.25 * far
}

/// Twice as many numbers, or one less.
fn widen(half: &[f32], line: &mut [f32]) {
    for (at, pair) in line.chunks_mut(2).enumerate() {
        let before = half[at.saturating_sub(1)];
        let after = half[(at + 1).min(half.len() - 1)];
        for (to, other) in pair.iter_mut().zip([before, after]) {
            *to = between(half[at], other);
        }
    }
}

/// One plane: numbers of one or two bytes.
struct Rows {
    plane: re_rav1d::Plane,
    /// Bytes from one row to the next.
    stride: usize,
    count: usize,
    is_wide: bool,
}

impl Rows {
    fn of(picture: &Picture, component: PlanarImageComponent) -> Self {
        let (stride, count) = picture.plane_data_geometry(component);
        Self {
            plane: picture.plane(component),
            stride: stride as usize,
            count: count as usize,
            is_wide: picture.bit_depth() > 8,
        }
    }

    fn read(&self, row: usize, line: &mut [f32]) {
        let bytes = &self.plane[row * self.stride..];
        if self.is_wide {
            let (pairs, _) = bytes.as_chunks();
            let numbers = line.iter_mut().zip(pairs);
            numbers.for_each(|(to, pair)| *to = f32::from(u16::from_ne_bytes(*pair)));
        } else {
            let numbers = line.iter_mut().zip(bytes);
            numbers.for_each(|(to, byte)| *to = f32::from(*byte));
        }
    }
}

/// Eight bits of a number between 0 and 1.
pub(super) fn coarse(number: f32) -> u8 {
    (number * 255.0 + 0.5) as u8
}
