//! Blocks as Markdown, line by line, in the form in which our own parser reads them back; knows no HTML's tree.

use super::article::{Block, Inline, Item, Picture, Table};
use super::leaf::{Known, Place, picture_shown};
use super::marks::{self, LAST, STYLES};
use super::tidy::is_tight;

/// A definition that nothing refers to: it only parts what it stands between.
const NOTHING: &str = "[.]: <>";

impl Known {
    /// A document: its blocks, then its notes.
    pub(crate) fn document(&self, blocks: &[Block], notes: &[Vec<Block>]) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(Some(self.blocks(blocks, false)).filter(|blocks| !blocks.is_empty()));
        for (label, note) in self.labels.iter().zip(notes) {
            parts.push(self.note(label, note));
        }
        let mut text = parts.join("\n\n");
        if !text.is_empty() {
            text.push('\n');
        }
        text
    }

    /// The definition of a note.
    pub(crate) fn note(&self, label: &str, note: &[Block]) -> String {
        let content = indented(&self.blocks(note, false), 4);
        format!("[^{label}]: {content}")
            .trim_end_matches(' ')
            .to_owned()
    }

    /// Blocks one after the other; `tight` where no blank line may part them.
    pub(crate) fn blocks(&self, blocks: &[Block], tight: bool) -> String {
        let mut out = String::new();
        let mut is_other = false;
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                out.push_str(if tight { "\n" } else { "\n\n" });
                is_other = is_same_list(&blocks[at - 1], block) && !is_other;
            }
            out.push_str(&self.block(block, tight, is_other));
        }
        out
    }

    /// One block; a list that follows another has other marks.
    fn block(&self, block: &Block, tight: bool, is_other: bool) -> String {
        match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) => {
                self.leaf(inlines, Place::Paragraph)
            }
            Block::Heading(level, inlines) => {
                let place = Place::Heading(*level);
                place.within(&self.leaf(inlines, place))
            }
            Block::Quote(blocks, by) => self.quote(blocks, by.as_deref()),
            Block::List(start, items) => self.list(*start, items, is_other),
            Block::Code(language, text) => code(language, text),
            Block::Rule => "***".to_owned(),
            Block::Table(table) => self.table(table),
            Block::Figure(picture, caption, credit) => {
                self.figure(picture, caption.as_deref(), credit.as_deref())
            }
            Block::Html(html) => self.html(html, tight),
        }
    }

    fn quote(&self, blocks: &[Block], by: Option<&[Inline]>) -> String {
        let mut content = self.blocks(blocks, false);
        match (by, blocks.last()) {
            (Some(by), last) => {
                let parts = matches!(last, Some(Block::Paragraph(_)));
                content.push_str(if parts { "\n— " } else { "\n\n— " });
                content.push_str(&self.leaf(by, Place::Attribution));
            }
            (None, Some(Block::Paragraph(_))) => without_attribution(&mut content, blocks),
            _ => {}
        }
        let line = |line: &str| {
            if line.is_empty() {
                ">".to_owned()
            } else {
                format!("> {line}")
            }
        };
        let lines: Vec<String> = content.split('\n').map(line).collect();
        lines.join("\n")
    }

    fn list(&self, start: Option<u64>, items: &[Item], is_other: bool) -> String {
        let loose = !is_tight(items);
        let mut out = String::new();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push_str(if loose { "\n\n" } else { "\n" });
            }
            let marker = match (start, is_other) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(start), _) => {
                    let number = (start + at as u64).min(999_999_999);
                    format!("{number}{} ", if is_other { ')' } else { '.' })
                }
            };
            let mut content = self.item(item, loose);
            if content.is_empty() && at == 0 && !loose {
                // An empty item does not begin a list below a line of text.
                content = marks::write(&[], Place::Paragraph, &LAST, &[]);
            }
            if is_rule(&marker, &content) {
                content.insert(0, '\\');
            }
            let line = format!("{marker}{}", indented(&content, marker.len()));
            out.push_str(if content.is_empty() {
                marker.trim_end()
            } else {
                &line
            });
            if let ([_], [Block::Paragraph(_) | Block::Figure(..)]) = (items, &item.blocks[..]) {
                out.push_str(&format!("\n\n{}{NOTHING}", " ".repeat(marker.len())));
            }
        }
        out
    }

    fn item(&self, item: &Item, loose: bool) -> String {
        let content = self.blocks(&item.blocks, !loose);
        if let Some(done) = item.task {
            let is_text = content.is_empty()
                || matches!(
                    item.blocks.first(),
                    Some(Block::Paragraph(_) | Block::Plain(_))
                );
            let after = if is_text { ' ' } else { '\n' };
            return format!("[{}]{after}{content}", if done { 'x' } else { ' ' });
        }
        if is_box(&content) {
            return format!("\\{content}");
        }
        // Stars after a star would be a rule without a list.
        match content.strip_prefix("***") {
            Some(rest) if matches!(item.blocks.first(), Some(Block::Rule)) => format!("___{rest}"),
            _ => content,
        }
    }

    fn table(&self, table: &Table) -> String {
        let row = |cells: &[Vec<Inline>]| {
            let cells = cells.iter().map(|cell| self.leaf(cell, Place::Cell));
            let cells: String = cells.map(|cell| format!(" {cell} |")).collect();
            format!("|{cells}")
        };
        let line = |align: &String| match align.as_str() {
            "left" => " :--- |",
            "center" => " :---: |",
            "right" => " ---: |",
            _ => " --- |",
        };
        let lines: String = table.align.iter().map(line).collect();
        let mut out = vec![row(&table.head), format!("|{lines}")];
        out.extend(table.rows.iter().map(|cells| row(cells)));
        out.join("\n")
    }

    /// A picture, and below it its caption. With a credit a plain caption stands before that, in the title.
    fn figure(
        &self,
        picture: &Picture,
        caption: Option<&[Inline]>,
        credit: Option<&str>,
    ) -> String {
        let (title, caption) = match (credit, caption) {
            (None, caption) => (picture.title.clone(), caption),
            (Some(credit), Some([Inline::Text(said)]))
                if picture.title.is_empty() && is_plain(said) =>
            {
                (titled(said, credit), None)
            }
            (Some(credit), caption) => (titled(&picture.title, credit), caption),
        };
        let alone = |picture: &Picture, style: &marks::Style| {
            let inline = [Inline::Picture(picture.clone())];
            marks::write(&inline, Place::Paragraph, style, &self.labels)
        };
        let asked = Picture {
            title: String::new(),
            ..picture_shown(picture)
        };
        let page = format!("<figure>{}</figure>", super::tidy::shown(asked.clone()).tag);
        let reads_so =
            |style: &&marks::Style| self.page_of(&alone(&asked, style)).as_ref() == Some(&page);
        let style = STYLES.iter().find(reads_so).unwrap_or(&STYLES[1]);
        let titled = Picture {
            title,
            ..picture.clone()
        };
        let picture = alone(&titled, style);
        match caption {
            Some(caption) => format!("{picture}\n*{}*", self.leaf(caption, Place::Caption)),
            None => picture,
        }
    }

    /// Raw HTML: as it stands where that is one block, else on one line, which always is one.
    fn html(&self, html: &str, tight: bool) -> String {
        let plain = html.trim_end_matches('\n');
        let page = format!("<div class=\"html\">{html}</div>");
        if !tight && self.page_of(&format!("{plain}\n")).as_ref() == Some(&page) {
            return plain.to_owned();
        }
        let line = |html: &str| format!("<!-- -->{}", html.replace('\n', "&#10;"));
        match html.strip_suffix('\n') {
            Some(html) => match html.strip_suffix(' ') {
                Some(html) => line(html) + "&#32;",
                None => line(html),
            },
            // A comment without an end takes the end of the line with it.
            None => line(html) + "<!--",
        }
    }
}

/// A title that says a caption and a credit.
fn titled(caption: &str, credit: &str) -> String {
    format!("{caption} © {credit}").trim_start().to_owned()
}

/// Whether a caption reads the same from a title, before a credit.
fn is_plain(caption: &str) -> bool {
    caption.trim() == caption && !caption.is_empty() && !caption.contains(['©', '\n'])
}

fn is_same_list(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::List(a, _), Block::List(b, _)) => a.is_some() == b.is_some(),
        _ => false,
    }
}

/// Whether an item's first line would be a thematic break.
fn is_rule(marker: &str, content: &str) -> bool {
    let line = content.split('\n').next().unwrap_or_default();
    let signs: Vec<char> = marker
        .chars()
        .chain(line.chars())
        .filter(|c| !c.is_ascii_whitespace())
        .collect();
    signs.len() > 2 && "-*_".contains(signs[0]) && signs.iter().all(|sign| *sign == signs[0])
}

/// Whether an item would be a task.
fn is_box(content: &str) -> bool {
    let boxes = ["[ ]", "[x]", "[X]"].iter();
    let mut rests = boxes.filter_map(|mark| content.strip_prefix(*mark));
    rests.any(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// All lines but the first and blank ones, further in.
fn indented(text: &str, by: usize) -> String {
    let mut lines = text.split('\n');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', by));
            out.push_str(line);
        }
    }
    out
}

fn code(language: &str, text: &str) -> String {
    let runs = text.split('\n').map(|line| {
        let line = line.trim_start();
        line.len() - line.trim_start_matches('`').len()
    });
    let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    let body = match text.strip_suffix('\n') {
        Some(body) => format!("{body}\n"),
        None if text.is_empty() => String::new(),
        None => format!("{text}\n"),
    };
    format!("{fence}{language}\n{body}{fence}")
}

/// The last line of a quote names its author if it begins with a dash; here it does not.
fn without_attribution(content: &mut String, blocks: &[Block]) {
    let is_dialogue = match blocks.first() {
        Some(Block::Paragraph(inlines) | Block::Heading(_, inlines)) => {
            matches!(inlines.first(), Some(Inline::Text(text)) if dash(text).is_some())
        }
        _ => false,
    };
    let start = content.rfind('\n').map_or(0, |at| at + 1);
    let Some(dash) = dash(&content[start..]).filter(|_| start > 0 && !is_dialogue) else {
        return;
    };
    let number = format!("&#{};", u32::from(dash));
    content.replace_range(start..start + dash.len_utf8(), &number);
}

/// The dash that a line begins with, if it could name an author.
fn dash(line: &str) -> Option<char> {
    crate::shape::without_dash(line)?;
    line.chars().next()
}
