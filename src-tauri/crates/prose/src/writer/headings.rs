//! Headings: their level, their identifier and whether they open the summary, once their text is written.

use domain::Slug;

use super::{MAX_DEPTH, Open, Writer};
use crate::fragment::{Hole, Wants};
use crate::tree::parse;

/// The headings that open a closing summary.
const SUMMARIES: [&str; 9] = [
    "en résumé",
    "en bref",
    "à retenir",
    "l’essentiel",
    "l'essentiel",
    "in summary",
    "summary",
    "in brief",
    "key points",
];

/// A heading whose text is still being written.
pub(super) struct HeadingBegun {
    level: u8,
    /// Its byte position in the source.
    at: usize,
    /// Whether it is a top-level block.
    is_top: bool,
    /// The index of its identifier's hole; `None` if its tags are left out.
    hole: Option<usize>,
    /// Where its text starts on the page.
    from: usize,
}

impl Writer {
    pub(super) fn start_heading(&mut self, level: u8, at: usize, is_top: bool) {
        let level = level.clamp(2, 6);
        let mut heading = HeadingBegun {
            level,
            at,
            is_top,
            hole: None,
            from: self.out.html.len(),
        };
        if self.depth < MAX_DEPTH {
            self.out.html.push_str(&format!("<h{level} id=\""));
            heading.hole = Some(self.out.holes.len());
            self.out.leave(Wants::HeadingId(String::new()));
            self.out.html.push_str("\">");
            heading.from = self.out.html.len();
            self.depth += 1;
        }
        self.open.push(Open::Heading(heading));
    }

    /// What its readers see of a heading names it.
    pub(super) fn end_heading(&mut self, heading: &HeadingBegun) {
        let text = seen(&self.out.html[heading.from..]);
        if let Some(hole) = heading.hole {
            let slug = Slug::from_headline(&text);
            let base = slug.map_or_else(|| "section".to_owned(), |slug| slug.as_str().to_owned());
            self.out.holes[hole].wants = Wants::HeadingId(base);
            let is_summary = SUMMARIES.contains(&text.to_lowercase().as_str());
            if heading.is_top && heading.level == 2 && is_summary {
                let at = self.out.holes[hole].at + 1;
                let wants = Wants::SummaryClass;
                self.out.holes.insert(hole + 1, Hole { at, wants });
            }
            self.close(&format!("</h{}>", heading.level));
        }
        self.headings.push((heading.level, text, heading.at));
    }
}

/// What readers see of running text on a page, on one line.
fn seen(html: &str) -> String {
    let mut text = String::new();
    parse(html).iter().for_each(|node| node.text(&mut text));
    text.replace('\n', " ").trim().to_owned()
}
