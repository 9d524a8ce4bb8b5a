//! Blocks as a person would have written them: without what only HTML's makers leave behind; knows no tree and no marks.

use super::article::{Block, Inline, Item, Link, Mark, Picture, Table};
use super::read::link_tag;
use crate::address::may_show;
use crate::escape::push_attribute;

/// Tidies the blocks of a document.
pub(crate) fn tidy(blocks: Vec<Block>) -> Vec<Block> {
    blocks
        .into_iter()
        .flat_map(|block| tidied(block, true))
        .collect()
}

/// What becomes of a block; `is_own` where running text is a paragraph of its own.
fn tidied(block: Block, is_own: bool) -> Vec<Block> {
    match block {
        Block::Plain(inlines) if !is_own => {
            let inlines = running(inlines);
            let is_seen = !inlines.is_empty();
            is_seen
                .then_some(Block::Plain(inlines))
                .into_iter()
                .collect()
        }
        Block::Plain(inlines) => paragraphs(classic(inlines)),
        Block::Paragraph(inlines) => paragraphs(inlines),
        Block::Heading(level, inlines) => {
            let inlines = one_line(running(inlines), " ");
            let is_seen = !inlines.is_empty();
            is_seen
                .then_some(Block::Heading(level, inlines))
                .into_iter()
                .collect()
        }
        Block::Quote(blocks, by) => quote(blocks, by).into_iter().collect(),
        Block::List(start, items) => list(start, items),
        Block::Code(language, text) => {
            let text = text.trim_end_matches('\n');
            vec![Block::Code(language, format!("{text}\n"))]
        }
        Block::Table(table) => vec![Block::Table(cells(table))],
        Block::Figure(picture, caption, credit) => {
            let caption = caption.map(running).filter(|caption| !caption.is_empty());
            let credit = credit.map(|credit| one_space(&credit));
            let credit = credit.filter(|credit| !credit.is_empty());
            let picture = figure(picture, caption.is_some());
            vec![Block::Figure(picture, caption, credit)]
        }
        Block::Html(html) => {
            let html = html.trim_ascii();
            let is_seen = !html.is_empty();
            is_seen
                .then(|| Block::Html(format!("{html}\n")))
                .into_iter()
                .collect()
        }
        Block::Rule => vec![Block::Rule],
    }
}

fn quote(blocks: Vec<Block>, by: Option<Vec<Inline>>) -> Option<Block> {
    let by = by
        .map(|by| one_line(running(by), " "))
        .filter(|by| !by.is_empty());
    let blocks = tidy(blocks);
    (!blocks.is_empty()).then_some(Block::Quote(blocks, by))
}

/// A list whose items all have paragraphs or none; one of pictures is no list.
fn list(start: Option<u64>, items: Vec<Item>) -> Vec<Block> {
    let items = items.into_iter().map(|item| Item {
        task: item.task,
        blocks: item
            .blocks
            .into_iter()
            .flat_map(|block| tidied(block, false))
            .collect(),
    });
    let mut items: Vec<Item> = items.filter(|item| !item.blocks.is_empty()).collect();
    let mut all = items.iter().flat_map(|item| &item.blocks);
    if all.all(|block| matches!(block, Block::Figure(..))) {
        return items.into_iter().flat_map(|item| item.blocks).collect();
    }
    if let [Item { blocks, .. }] = &mut items[..]
        && let [Block::Paragraph(inlines)] = &mut blocks[..]
    {
        blocks[0] = Block::Plain(std::mem::take(inlines));
    }
    if is_loose(&items) {
        for block in items.iter_mut().flat_map(|item| &mut item.blocks) {
            if let Block::Plain(inlines) = block {
                *block = Block::Paragraph(std::mem::take(inlines));
            }
        }
    }
    vec![Block::List(start, items)]
}

/// Whether a list needs blank lines: its items have paragraphs, or blocks that can't touch.
fn is_loose(items: &[Item]) -> bool {
    let parts = |item: &Item| {
        item.blocks
            .windows(2)
            .any(|two| !may_touch(&two[0], &two[1]))
    };
    has_paragraphs(items) || items.iter().any(parts)
}

/// Whether the items of a list have paragraphs.
fn has_paragraphs(items: &[Item]) -> bool {
    let own = |block: &Block| matches!(block, Block::Paragraph(_) | Block::Figure(..));
    items.iter().flat_map(|item| &item.blocks).any(own)
}

/// Whether a list can be written without blank lines: it must be, where its text has no paragraphs.
pub(crate) fn is_tight(items: &[Item]) -> bool {
    let plain = |block: &Block| matches!(block, Block::Plain(_));
    !is_loose(items)
        || !has_paragraphs(items) && items.iter().flat_map(|item| &item.blocks).any(plain)
}

/// Whether a block can follow another one without a blank line.
fn may_touch(before: &Block, after: &Block) -> bool {
    match (before, after) {
        (Block::Plain(_), Block::List(start, _)) => start.is_none_or(|start| start == 1),
        (Block::Plain(_), Block::Table(_)) => false,
        (Block::Table(_), _) => false,
        (Block::Plain(_) | Block::List(..) | Block::Quote(..), Block::Plain(_)) => false,
        (Block::Quote(..), Block::Quote(..)) => false,
        _ => true,
    }
}

fn cells(table: Table) -> Table {
    let tidy = |row: Vec<Vec<Inline>>| -> Vec<Vec<Inline>> {
        row.into_iter()
            .map(|cell| one_line(running(cell), "<br>"))
            .collect()
    };
    Table {
        align: table.align,
        head: tidy(table.head),
        rows: table.rows.into_iter().map(tidy).collect(),
    }
}

/// Running text as paragraphs: two line breaks part them, and a picture alone is a figure.
fn paragraphs(inlines: Vec<Inline>) -> Vec<Block> {
    let inlines = running(inlines);
    let mut found = Vec::new();
    let mut part = Vec::new();
    let mut inlines = inlines.into_iter().peekable();
    while let Some(inline) = inlines.next() {
        if inline == Inline::Break && inlines.peek() == Some(&Inline::Break) {
            while inlines.next_if_eq(&Inline::Break).is_some() {}
            found.push(std::mem::take(&mut part));
        } else {
            part.push(inline);
        }
    }
    found.push(part);
    let found = found.into_iter().map(|mut part| {
        trim(&mut part);
        part
    });
    let is_seen = |part: &Vec<Inline>| {
        let is_blank =
            |inline: &Inline| matches!(inline, Inline::Text(text) if text.trim().is_empty());
        !part.iter().all(is_blank)
    };
    found
        .filter(is_seen)
        .map(|mut part| match &mut part[..] {
            [Inline::Picture(picture)] => Block::Figure(figure(picture.clone(), false), None, None),
            _ => Block::Paragraph(part),
        })
        .collect()
}

/// Words with one space between them.
fn one_space(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without a caption its title would become one.
fn figure(picture: Picture, has_caption: bool) -> Picture {
    let title = if has_caption {
        picture.title
    } else {
        String::new()
    };
    shown(Picture { title, ..picture })
}

/// Running text whose paragraphs are parted by blank lines, as the classic editor of WordPress
/// keeps them: there a line's end is a line break.
fn classic(mut inlines: Vec<Inline>) -> Vec<Inline> {
    trim(&mut inlines);
    let is_parted = |inline: &Inline| match inline {
        Inline::Text(text) => {
            let mut between = text.split('\n').skip(1).peekable();
            std::iter::from_fn(|| between.next().filter(|_| between.peek().is_some()))
                .any(|line| line.trim_ascii().is_empty())
        }
        _ => false,
    };
    if !inlines.iter().any(is_parted) {
        return inlines;
    }
    let mut out = Vec::new();
    for inline in inlines {
        let Inline::Text(text) = inline else {
            out.push(inline);
            continue;
        };
        for (nth, line) in text.split('\n').enumerate() {
            out.extend((nth > 0).then_some(Inline::Break));
            out.push(Inline::Text(line.to_owned()));
        }
    }
    out
}

/// Running text without what can't be seen.
fn running(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = within(inlines);
    trim(&mut out);
    out
}

/// As [`running`], where it is within a mark: spaces at its edges may be some.
fn within(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in inlines {
        for inline in simpler(inline) {
            append(&mut out, inline);
        }
    }
    for at in 0..out.len() {
        if out[at] == Inline::Break {
            if let Some(Inline::Text(text)) = at.checked_sub(1).and_then(|at| out.get_mut(at)) {
                text.truncate(text.trim_ascii_end().len());
            }
            if let Some(Inline::Text(text)) = out.get_mut(at + 1) {
                *text = text.trim_ascii_start().to_owned();
            }
        }
    }
    out.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    out
}

fn trim(inlines: &mut Vec<Inline>) {
    let is_blank = |inline: &Inline| match inline {
        Inline::Text(text) => text.trim_ascii().is_empty(),
        inline => *inline == Inline::Break,
    };
    while inlines.last().is_some_and(is_blank) {
        inlines.pop();
    }
    let blank = inlines.iter().take_while(|inline| is_blank(inline)).count();
    inlines.drain(..blank);
    if let Some(Inline::Text(text)) = inlines.first_mut() {
        *text = text.trim_ascii_start().to_owned();
    }
    if let Some(Inline::Text(text)) = inlines.last_mut() {
        text.truncate(text.trim_ascii_end().len());
    }
}

fn append(out: &mut Vec<Inline>, inline: Inline) {
    match (out.last_mut(), inline) {
        (Some(Inline::Text(last)), Inline::Text(text)) => {
            last.push_str(&text);
            *last = collapsed(last);
        }
        (Some(Inline::Marked(mark, content)), Inline::Marked(other, more)) if *mark == other => {
            for inline in more {
                append(content, inline);
            }
        }
        (_, inline) => out.push(inline),
    }
}

/// White space as a browser shows it; the end of a line stays one.
fn collapsed(text: &str) -> String {
    let is_space = |c: char| c.is_ascii_whitespace();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_space) {
        out.push_str(&rest[..start]);
        let end = rest[start..]
            .find(|c| !is_space(c))
            .map_or(rest.len(), |length| start + length);
        out.push(if rest[start..end].contains('\n') {
            '\n'
        } else {
            ' '
        });
        rest = &rest[end..];
    }
    out + rest
}

/// What a part of running text is without what means nothing.
fn simpler(inline: Inline) -> Vec<Inline> {
    match inline {
        Inline::Text(text) => vec![Inline::Text(collapsed(&text))],
        Inline::Raw(tag, ..) if tag == "<br>" => vec![Inline::Break],
        Inline::Raw(tag, name, content) => raw(tag, name, content),
        Inline::Marked(mark, content) => marked(mark, content),
        Inline::Link(link) => around(link.content, |content| {
            Inline::Link(Link {
                tag: link_tag(&link.address, &link.title),
                address: link.address,
                title: link.title,
                content,
            })
        }),
        Inline::Picture(picture) => vec![Inline::Picture(shown(picture))],
        Inline::Code(text) => vec![Inline::Code(text.replace('\n', " "))],
        Inline::Break | Inline::Note(_) => vec![inline],
    }
}

fn raw(tag: String, name: String, content: Vec<Inline>) -> Vec<Inline> {
    if crate::sanitize::is_void(&name) {
        return vec![Inline::Raw(tag, name, content)];
    }
    match name.as_str() {
        "b" | "strong" => marked(Mark::Strong, content),
        "i" | "em" => marked(Mark::Emphasis, content),
        "s" | "del" => marked(Mark::Deleted, content),
        "a" => within(content),
        "span" if tag == "<span>" => within(content),
        _ => around(content, |content| Inline::Raw(tag, name, content)),
    }
}

/// A mark around text; the same one right within it says nothing more.
fn marked(mark: Mark, content: Vec<Inline>) -> Vec<Inline> {
    around(content, |content| {
        let mut once = Vec::new();
        for inline in content {
            match inline {
                Inline::Marked(same, inside) if same == mark => {
                    inside
                        .into_iter()
                        .for_each(|inline| append(&mut once, inline));
                }
                other => append(&mut once, other),
            }
        }
        Inline::Marked(mark, once)
    })
}

/// An element around its content; spaces at its edges go out, and without content it goes.
fn around(content: Vec<Inline>, element: impl FnOnce(Vec<Inline>) -> Inline) -> Vec<Inline> {
    let mut content = within(content);
    let space = |inline: Option<&Inline>, starts: bool| match inline {
        Some(Inline::Text(text)) if starts => text.starts_with([' ', '\n']),
        Some(Inline::Text(text)) => text.ends_with([' ', '\n']),
        inline => inline == Some(&Inline::Break),
    };
    let (before, after) = (space(content.first(), true), space(content.last(), false));
    trim(&mut content);
    let mut out = Vec::new();
    if before || after && content.is_empty() {
        out.push(Inline::Text(" ".to_owned()));
    }
    if !content.is_empty() {
        out.push(element(content));
        out.extend(after.then(|| Inline::Text(" ".to_owned())));
    }
    out
}

/// A picture with the tag that the page would give it.
pub(crate) fn shown(picture: Picture) -> Picture {
    let mut tag = String::new();
    if may_show(&picture.address) {
        tag.push_str("<img");
        push_attribute(&mut tag, "src", &picture.address);
        push_attribute(&mut tag, "alt", &picture.alt);
        if !picture.title.is_empty() {
            push_attribute(&mut tag, "title", &picture.title);
        }
        tag.push_str(" loading=\"lazy\">");
    }
    Picture { tag, ..picture }
}

/// Running text for where there is one line only; `instead` stands where a line was broken.
fn one_line(inlines: Vec<Inline>, instead: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    for inline in inlines {
        let inline = match inline {
            Inline::Text(text) => Inline::Text(text.replace('\n', " ")),
            Inline::Break if instead == " " => Inline::Text(" ".to_owned()),
            Inline::Break => Inline::Raw(instead.to_owned(), "br".to_owned(), Vec::new()),
            Inline::Marked(mark, content) => Inline::Marked(mark, one_line(content, instead)),
            Inline::Link(link) => Inline::Link(Link {
                content: one_line(link.content, instead),
                ..link
            }),
            Inline::Raw(tag, name, content) => Inline::Raw(tag, name, one_line(content, instead)),
            other => other,
        };
        append(&mut out, inline);
    }
    out
}
