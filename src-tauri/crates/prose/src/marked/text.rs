//! Writes running text with its marks, opening and closing the elements around; knows no blocks.

use super::run::{Item, Thing};
use super::write::Mark;
use crate::compare::script::{Hunk, readable};
use crate::compare::words::Token;
use crate::escape::push_text;
use crate::sanitize::is_void;
use crate::tree::Element;

/// What is written of running text.
pub(crate) enum Out {
    /// Canonical HTML, closed.
    Html(String),
    /// Here one paragraph ends and the next begins.
    Break,
}

/// Running text that is in both, with what changed in it marked.
pub(crate) fn compared(old: &[Item<'_, '_>], new: &[Item<'_, '_>]) -> Vec<Out> {
    let before: Vec<Token<'_>> = old.iter().map(|item| item.token).collect();
    let after: Vec<Token<'_>> = new.iter().map(|item| item.token).collect();
    let mut writing = Writing::default();
    let mut at = 0;
    let end = Hunk {
        old: before.len()..before.len(),
        new: after.len()..after.len(),
    };
    for hunk in readable(&before, &after).into_iter().chain([end]) {
        for item in &new[at..hunk.new.start] {
            writing.item(item, None);
        }
        writing.gone(&old[hunk.old], new.get(hunk.new.start));
        for item in &new[hunk.new.clone()] {
            writing.item(item, Some(Mark::Added));
        }
        at = hunk.new.end;
    }
    writing.finish()
}

#[derive(Default)]
struct Writing<'n, 'h> {
    done: Vec<Out>,
    html: String,
    open: Vec<(usize, &'n Element<'h>)>,
    context: u32,
    mark: Option<Mark>,
}

impl<'n, 'h> Writing<'n, 'h> {
    /// Writes something of the new text.
    fn item(&mut self, item: &Item<'n, 'h>, mark: Option<Mark>) {
        if item.thing == Thing::Break {
            return self.paragraph_end(mark);
        }
        let is_there = self.mark == mark && self.open.len() == item.path.len();
        if !is_there || self.shared(&item.path) < item.path.len() {
            self.go_to(&item.path);
            self.begin(mark);
        }
        self.context = item.token.context;
        match item.thing {
            Thing::Element(element) => element.write(&mut self.html),
            _ => push_text(&mut self.html, item.token.text),
        }
    }

    fn paragraph_end(&mut self, mark: Option<Mark>) {
        self.go_to(&[]);
        if mark.is_some() {
            self.begin(mark);
            self.html.push('¶');
            self.end();
        }
        self.done.push(Out::Html(std::mem::take(&mut self.html)));
        self.done.push(Out::Break);
    }

    /// Writes what of the old text stood before `next`.
    fn gone(&mut self, items: &[Item<'_, '_>], next: Option<&Item<'n, 'h>>) {
        let Some(first) = items.first() else { return };
        let next = next.filter(|next| next.thing != Thing::Break);
        self.end();
        if self.context != first.token.context || self.open.is_empty() {
            match next {
                Some(next) if next.token.context == first.token.context => self.go_to(&next.path),
                Some(next) => {
                    let shared = self.shared(&next.path);
                    self.go_to(&next.path[..shared]);
                }
                None => self.go_to(&[]),
            }
        }
        self.begin(Some(Mark::Removed));
        let around: Vec<&str> = self.open.iter().map(|(_, element)| element.name).collect();
        push_gone(items, &around, &mut self.html);
        self.end();
    }

    /// How many of the elements of a path are open.
    fn shared(&self, path: &[(usize, &'n Element<'h>)]) -> usize {
        let same = |(a, b): &(&(usize, &Element<'_>), &(usize, &Element<'_>))| {
            a.0 == b.0 && std::ptr::eq(a.1, b.1)
        };
        self.open.iter().zip(path).take_while(same).count()
    }

    fn go_to(&mut self, path: &[(usize, &'n Element<'h>)]) {
        self.end();
        let shared = self.shared(path);
        for (_, element) in self.open.drain(shared..).rev() {
            element.close(&mut self.html);
        }
        for step in &path[shared..] {
            self.html.push_str(step.1.tag);
            self.open.push(*step);
        }
    }

    fn begin(&mut self, mark: Option<Mark>) {
        self.end();
        match mark {
            Some(Mark::Added) => self.html.push_str("<ins class=\"diff-added\">"),
            Some(Mark::Removed) => self.html.push_str("<del class=\"diff-removed\">"),
            None => {}
        }
        self.mark = mark;
    }

    fn end(&mut self) {
        match self.mark.take() {
            Some(Mark::Added) => self.html.push_str("</ins>"),
            Some(Mark::Removed) => self.html.push_str("</del>"),
            None => {}
        }
    }

    fn finish(mut self) -> Vec<Out> {
        self.go_to(&[]);
        self.done.push(Out::Html(self.html));
        self.done
    }
}

/// Writes what went: its text in plain emphasis, without links and identifiers.
fn push_gone(items: &[Item<'_, '_>], around: &[&str], out: &mut String) {
    let mut open: Vec<&str> = Vec::new();
    for item in items {
        let names = item.path.iter().map(|(_, element)| element.name);
        let shown = |name: &&str| *name != "a" && !around.contains(name);
        let path: Vec<&str> = names.filter(shown).collect();
        let shared = open.iter().zip(&path).take_while(|(a, b)| a == b).count();
        for name in open.drain(shared..).rev() {
            push_end(name, out);
        }
        for name in &path[shared..] {
            out.push('<');
            out.push_str(name);
            out.push('>');
            open.push(name);
        }
        match item.thing {
            Thing::Text => push_text(out, item.token.text),
            Thing::Break => out.push_str("¶ "),
            Thing::Element(element) => push_gone_thing(element, out),
        }
    }
    open.into_iter().rev().for_each(|name| push_end(name, out));
}

fn push_end(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn push_gone_thing(element: &Element<'_>, out: &mut String) {
    if element.name == "sup" {
        out.push_str("<sup class=\"note-ref\">");
        let mut number = String::new();
        element
            .children
            .iter()
            .for_each(|node| node.text(&mut number));
        push_text(out, &number);
        out.push_str("</sup>");
    } else if is_void(element.name) {
        out.push_str(element.tag);
    }
}
