//! What a picture of 24 megapixels costs: taken in, and made into the copies of a page, beside ImageMagick and libvips doing
//! the same; then pictures that are harder on memory. Asserts nothing.
//!
//! `cargo bench -p acceptance --bench pictures` needs `convert`, `vipsthumbnail` and GNU `time`, by which peaks of memory are
//! read; `-- 5` repeats everything five times only, `-- 5 harder` does the last table alone, without libvips.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use domain::Framing;
use media::darkroom::Darkroom;
use media::{Developed, MediaError, Order};
use newsroom::PictureOrigin;
use testkit::{Desk, Opening};

const SIDES: (u32, u32) = (6_000, 4_000);
const WIDTHS: [u32; 5] = [480, 768, 1_024, 1_536, 2_048];
const ROUNDS: usize = 20;

struct Measured {
    name: &'static str,
    times: Vec<Duration>,
    /// Kilobytes.
    peak: u64,
}

fn main() {
    let asked = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let rounds: usize = asked.unwrap_or(ROUNDS);
    let folder = tempfile::tempdir().expect("a folder");
    let original = photograph(folder.path());
    if !std::env::args().any(|word| word == "harder") {
        beside_others(&original, rounds);
    }
    harder(&original, rounds);
}

fn beside_others(original: &Path, rounds: usize) {
    let length = fs::metadata(original).expect("a picture").len();
    println!(
        "A JPEG of {} by {} pixels, {:.1} MB; {rounds} times. The set: a JPEG of 2048 pixels, five WebP, a card.\n",
        SIDES.0,
        SIDES.1,
        length as f64 / 1e6
    );
    println!("| | p50 ms | p95 | p99 | peak MB | to Marbre |");
    println!("|---|---|---|---|---|---|");
    let ours = measure("Marbre, the set", rounds, || {
        let (took, peak, developed) = develop(original);
        developed.expect("copies");
        (took, peak)
    });
    let vips = measure("libvips (7 × vipsthumbnail)", rounds, || vips(original));
    let magick = measure("ImageMagick (one `convert`)", rounds, || convert(original));
    let kept = measure("Marbre, taken in (hashed, read, on disk)", rounds, || {
        keep(original)
    });
    for measured in [&ours, &vips, &magick, &kept] {
        measured.tell(&ours);
    }
    let made = develop(original).2.expect("a set").made;
    let bytes: usize = made.iter().map(|made| made.bytes.len()).sum();
    println!("\nThe set has {} files, {} kB.", made.len(), bytes / 1_000);
}

/// Each is made of the photograph.
fn harder(original: &Path, rounds: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    println!("\n| | file MB | p50 ms | p95 | peak MB | what came of it |");
    println!("|---|---|---|---|---|---|");
    for (name, how, file) in HARDER {
        let harder = folder.path().join(file);
        let mut made = Command::new("convert");
        made.arg(original).args(how).arg(&harder);
        assert!(made.status().expect("convert").success());
        tell_of_harder(name, &harder, rounds);
    }
}

/// What is made of the photograph, so that it is harder to decode: its name, how, and the file's.
const HARDER: [(&str, &[&str], &str); 3] = [
    (
        "JPEG of 100 megapixels",
        &["-scale", "12240x8160!", "-quality", "92"],
        "large.jpg",
    ),
    (
        "progressive JPEG of 24",
        &["-interlace", "JPEG", "-quality", "92"],
        "progressive.jpg",
    ),
    (
        "PNG of 24, 16 bits each",
        &["-depth", "16", "-define", "png:bit-depth=16"],
        "deep.png",
    ),
];

fn tell_of_harder(name: &'static str, original: &Path, rounds: usize) {
    let mut came = String::new();
    let measured = measure(name, rounds, || {
        let (took, peak, developed) = develop(original);
        came = match developed {
            Ok(developed) => format!("{} copies", developed.made.len()),
            Err(refused) => format!("refused: {refused}"),
        };
        (took, peak)
    });
    let length = fs::metadata(original).expect("a picture").len();
    println!(
        "| {name} | {:.1} | {:.0} | {:.0} | {} | {came} |",
        length as f64 / 1e6,
        measured.at(50),
        measured.at(95),
        measured.peak / 1_024
    );
}

/// How long it took, and the peak of its memory in kilobytes.
type Run = (Duration, u64);

fn measure(name: &'static str, rounds: usize, mut run: impl FnMut() -> Run) -> Measured {
    // The first one finds cold caches.
    run();
    let runs: Vec<Run> = (0..rounds).map(|_| run()).collect();
    let mut times: Vec<Duration> = runs.iter().map(|run| run.0).collect();
    times.sort();
    let peak = runs.iter().map(|run| run.1).max().unwrap_or_default();
    Measured { name, times, peak }
}

impl Measured {
    fn at(&self, percent: usize) -> f64 {
        let last = self.times.len() - 1;
        self.times[(self.times.len() * percent / 100).min(last)].as_secs_f64() * 1e3
    }

    fn tell(&self, ours: &Self) {
        let peak = match self.peak {
            0 => "–".to_owned(),
            peak => (peak / 1_024).to_string(),
        };
        println!(
            "| {} | {:.0} | {:.0} | {:.0} | {peak} | {:.2} |",
            self.name,
            self.at(50),
            self.at(95),
            self.at(99),
            self.at(50) / ours.at(50)
        );
    }
}

fn develop(original: &Path) -> (Duration, u64, Result<Developed, MediaError>) {
    let folder = tempfile::tempdir().expect("a folder");
    let told = folder.path().join("peak");
    let program = testkit::darkroom();
    // The desk ends what it started once it has its answer: behind a shell, `time` outlives that and tells the peak.
    let behind = "time -f %M -o \"$0\" \"$@\"; exit $?";
    let mut timed = Darkroom::of("sh");
    timed.arguments = vec!["-c".into(), behind.into(), told.clone().into()];
    timed.arguments.push(program.program.into());
    timed.arguments.extend(program.arguments);
    let order = Order {
        framing: Framing::WHOLE,
        card: true,
        credit: String::new(),
        rights: String::new(),
    };
    let started = Instant::now();
    let developed = timed.develop(original, &order);
    (started.elapsed(), peak(&told), developed)
}

/// Only the call: what is developed behind it ends with the desk.
fn keep(original: &Path) -> Run {
    let desk = Desk::open(Opening::default());
    let origin = PictureOrigin::File(original.to_owned());
    let started = Instant::now();
    desk.newsroom().keep_picture(&origin).expect("a picture");
    (started.elapsed(), 0)
}

/// A size, then the file that it goes to and how: one process each, as libvips's own program does it.
fn vips(original: &Path) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let mut sizes: Vec<(String, String)> = WIDTHS
        .iter()
        .map(|width| (format!("{width}x"), format!("{width}.webp[Q=76,strip]")))
        .collect();
    let jpeg = "[Q=80,strip,interlace,optimize_coding]";
    sizes.push(("2048x".to_owned(), format!("whole.jpg{jpeg}")));
    sizes.push(("1200x630".to_owned(), format!("card.jpg{jpeg}")));
    let (mut took, mut most) = (Duration::ZERO, 0);
    for (size, to) in sizes {
        let mut arguments = vec![
            "vipsthumbnail".into(),
            original.into(),
            "-s".into(),
            size.into(),
        ];
        arguments.extend(["-o".into(), folder.path().join(to).into_os_string()]);
        let (time, peak) = timed(folder.path(), arguments);
        took += time;
        most = most.max(peak);
    }
    (took, most)
}

fn convert(original: &Path) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let words = |words: &str| -> Vec<std::ffi::OsString> {
        words.split_whitespace().map(Into::into).collect()
    };
    let mut arguments = words("convert");
    arguments.push(original.into());
    arguments.extend(words("-auto-orient -strip -filter Lanczos"));
    let mut copy = |how: &str, name: String| {
        arguments.extend(words(&format!("( +clone {how} -write")));
        arguments.push(folder.path().join(name).into());
        arguments.extend(words("+delete )"));
    };
    copy(
        "-resize 2048 -interlace JPEG -quality 80",
        "whole.jpg".to_owned(),
    );
    copy(
        "-resize 1200x630^ -gravity center -extent 1200x630 -interlace JPEG -quality 80",
        "card.jpg".to_owned(),
    );
    for width in WIDTHS {
        copy(
            &format!("-resize {width} -quality 76"),
            format!("{width}.webp"),
        );
    }
    arguments.push("null:".into());
    timed(folder.path(), arguments)
}

fn timed(folder: &Path, command: Vec<std::ffi::OsString>) -> Run {
    let told = folder.join("peak");
    let mut time = Command::new("time");
    time.args(["-f", "%M", "-o"]).arg(&told).args(command);
    let started = Instant::now();
    let status = time.status().expect("GNU time, and what it is to time");
    let took = started.elapsed();
    assert!(status.success(), "{time:?}: {status}");
    (took, peak(&told))
}

fn peak(told: &Path) -> u64 {
    loop {
        let said = fs::read_to_string(told).unwrap_or_default();
        if let Ok(kilobytes) = said.trim().parse() {
            return kilobytes;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Soft shapes, edges and grain, as a camera sees them.
fn photograph(folder: &Path) -> std::path::PathBuf {
    let (width, height) = SIDES;
    let raw = folder.join("original.ppm");
    let mut file = std::io::BufWriter::new(fs::File::create(&raw).expect("a file"));
    writeln!(file, "P6 {width} {height} 255").expect("written");
    let mut seed = 1_u32;
    for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let soft = (x as f32 / 411.0).sin() * 40.0 + (y as f32 / 293.0).cos() * 40.0;
        let leaves = (((x / 7) * 31) ^ ((y / 5) * 17)) % 37;
        let roof = if (x + y / 2) % 900 < 300 { 30 } else { 0 };
        let light = 90 + soft as i32 + leaves as i32 + roof + (seed >> 29) as i32;
        let light = light.clamp(0, 255) as u8;
        file.write_all(&[light, light.saturating_sub(10), light / 2 + 40])
            .expect("written");
    }
    file.flush().expect("written");
    let original = folder.join("original.jpg");
    let made = Command::new("convert")
        .arg(&raw)
        .args(["-quality", "92"])
        .arg(&original)
        .status();
    assert!(made.expect("convert").success());
    original
}
