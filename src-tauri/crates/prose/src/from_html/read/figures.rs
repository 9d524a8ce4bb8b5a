//! Figures and cards: ours have one picture and a caption, others' anything.

use super::{Reader, is_running, text_of};
use crate::from_html::article::{Block, Inline, say_credit};
use crate::from_html::lost::LostKind;
use crate::tree::{Element, Node};

impl Reader<'_, '_> {
    pub(super) fn figure(&mut self, element: &Element<'_>, blocks: &mut Vec<Block>) {
        if element.has_class("kg-bookmark-card") {
            return self.bookmark(element, blocks);
        }
        let is_caption = |node: &&Node<'_>| match node {
            Node::Element(child) => {
                child.name == "figcaption" || child.has_class("wp-caption-text")
            }
            Node::Text(_) => false,
        };
        let caption = element.children.iter().find(is_caption);
        let (caption, credit) = caption.map_or((None, None), |caption| self.caption(caption));
        let rest: Vec<Node<'_>> = element
            .children
            .iter()
            .filter(|node| !is_caption(node))
            .cloned()
            .collect();
        let mut shown = Vec::new();
        for block in self.flow(&rest) {
            shown.extend(self.as_figure(block));
        }
        if shown.len() > 1 && shown.iter().any(|block| matches!(block, Block::Figure(..))) {
            self.lost.push(LostKind::Layout, &text_of(element));
        }
        match shown.last_mut() {
            Some(Block::Figure(_, own @ None, whose @ None)) => (*own, *whose) = (caption, credit),
            _ => shown.extend(said(caption, credit.as_deref())),
        }
        blocks.extend(shown);
    }

    /// What a caption says, and whose the picture is.
    fn caption(&mut self, caption: &Node<'_>) -> (Option<Vec<Inline>>, Option<String>) {
        let Node::Element(caption) = caption else {
            return (None, None);
        };
        let (children, credit) = match caption.children.split_last() {
            Some((last, before)) if let Some(credit) = credit(last) => (before, Some(credit)),
            _ => (&caption.children[..], None),
        };
        let mut words = self.words(children);
        if let (Some(_), Some(Inline::Text(last))) = (&credit, words.last_mut())
            && last.ends_with(' ')
        {
            last.pop();
        }
        words.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
        ((!words.is_empty()).then_some(words), credit)
    }

    fn words(&mut self, children: &[Node<'_>]) -> Vec<Inline> {
        if children.iter().all(is_running) {
            return self.inlines(children);
        }
        let mut lines = Vec::new();
        for block in self.flow(children) {
            if let Block::Paragraph(line) | Block::Plain(line) = block {
                if !lines.is_empty() {
                    lines.push(Inline::Text(" ".to_owned()));
                }
                lines.extend(line);
            }
        }
        lines
    }

    /// Running text that is only pictures, as figures of their own. A link around one can't be kept.
    fn as_figure(&mut self, block: Block) -> Vec<Block> {
        let (Block::Plain(inlines) | Block::Paragraph(inlines)) = &block else {
            return vec![block];
        };
        let mut found = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Picture(picture) => found.push((picture.clone(), None)),
                Inline::Link(link) if matches!(&link.content[..], [Inline::Picture(_)]) => {
                    if let [Inline::Picture(picture)] = &link.content[..] {
                        found.push((picture.clone(), Some(&link.address)));
                    }
                }
                Inline::Text(text) if text.trim().is_empty() => {}
                Inline::Raw(tag, ..) if tag == "<br>" || tag == "<a>" => {}
                _ => return vec![block],
            }
        }
        for (picture, around) in &found {
            if let Some(address) = around.filter(|address| !is_picture(address, &picture.address)) {
                self.lost.push(LostKind::Link, address);
            }
        }
        let figure = |(picture, _)| Block::Figure(picture, None, None);
        found.into_iter().map(figure).collect()
    }

    /// A card that tells of another page: its headline stays, and leads there.
    fn bookmark(&mut self, element: &Element<'_>, blocks: &mut Vec<Block>) {
        let title = find(&element.children, &|e| e.has_class("kg-bookmark-title"));
        let link = find(&element.children, &|e| e.name == "a");
        let text = title.map(text_of).unwrap_or_default();
        self.lost.push(LostKind::Layout, &text);
        let Some(link) = link else {
            return blocks.extend(self.flow(&element.children));
        };
        let mut link = link.clone();
        link.children = vec![Node::Text(text.trim().to_owned())];
        blocks.push(Block::Paragraph(self.inlines(&[Node::Element(link)])));
    }
}

/// Whose a picture is, as our pages say it at the end of its caption.
fn credit(node: &Node<'_>) -> Option<String> {
    let Node::Element(element) = node else {
        return None;
    };
    let [Node::Text(text)] = &element.children[..] else {
        return None;
    };
    let (before, credit) = text.rsplit_once('©')?;
    let is_ours = element.name == "span" && element.has_class("credit");
    let credit = credit.trim();
    (is_ours && before.trim().is_empty() && !credit.is_empty()).then(|| credit.to_owned())
}

/// The caption of what turned out to be no picture.
fn said(caption: Option<Vec<Inline>>, credit: Option<&str>) -> Option<Block> {
    let mut words = caption.unwrap_or_default();
    if let Some(credit) = credit {
        say_credit(&mut words, credit);
    }
    (!words.is_empty()).then_some(Block::Paragraph(words))
}

/// Whether a link only shows the picture that it is around.
fn is_picture(address: &str, picture: &str) -> bool {
    let address = address.split('?').next().unwrap_or_default();
    let ends = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic"];
    address == picture || ends.iter().any(|end| address.to_lowercase().ends_with(end))
}

fn find<'n, 'h>(
    nodes: &'n [Node<'h>],
    is_it: &dyn Fn(&Element<'h>) -> bool,
) -> Option<&'n Element<'h>> {
    nodes.iter().find_map(|node| match node {
        Node::Element(element) if is_it(element) => Some(element),
        Node::Element(element) => find(&element.children, is_it),
        Node::Text(_) => None,
    })
}
