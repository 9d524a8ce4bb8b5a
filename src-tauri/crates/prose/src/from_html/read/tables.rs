//! Tables: what Markdown has cells for; one with merged cells or blocks in them stays HTML.

use super::{Reader, as_html, is_running, text_of};
use crate::from_html::article::{Block, Inline, Table};
use crate::from_html::lost::LostKind;
use crate::tree::{Element, Node};

impl Reader<'_, '_> {
    pub(super) fn table(&mut self, table: &Element<'_>, blocks: &mut Vec<Block>) {
        let mut rows = Vec::new();
        collect_rows(table, &mut rows);
        let cells = rows.iter().flat_map(|row| cells_of(row));
        let is_plain = cells.clone().all(is_plain);
        let has_caption = table.children.iter().any(|node| node.is_element("caption"));
        if rows.is_empty() {
            return blocks.extend(self.flow(&table.children));
        }
        if !is_plain || has_caption {
            return blocks.push(as_html(table));
        }
        let has_head = rows
            .first()
            .is_some_and(|row| cells_of(row).all(|c| c.name == "th"));
        if !has_head {
            self.lost.push(LostKind::TableHead, &text_of(rows[0]));
        }
        let columns = rows.iter().map(|row| cells_of(row).count()).max();
        let mut filled = rows.iter().map(|row| self.row(row, columns.unwrap_or(0)));
        let head = filled.next().unwrap_or_default();
        let rest = filled.collect();
        let align = cells_of(rows[0])
            .map(align)
            .chain(std::iter::repeat(String::new()));
        blocks.push(Block::Table(Table {
            align: align.take(head.len()).collect(),
            head,
            rows: rest,
        }));
    }

    fn row(&mut self, row: &Element<'_>, columns: usize) -> Vec<Vec<Inline>> {
        let cells = cells_of(row).map(|cell| match &cell.children[..] {
            [Node::Element(only)] if only.name == "p" => self.inlines(&only.children),
            content => self.inlines(content),
        });
        let mut cells: Vec<_> = cells.collect();
        cells.resize(columns, Vec::new());
        cells
    }
}

fn collect_rows<'n, 'h>(element: &'n Element<'h>, rows: &mut Vec<&'n Element<'h>>) {
    for node in &element.children {
        match node {
            Node::Element(row) if row.name == "tr" => rows.push(row),
            Node::Element(part) if matches!(part.name, "thead" | "tbody" | "tfoot") => {
                collect_rows(part, rows);
            }
            _ => {}
        }
    }
}

fn cells_of<'n, 'h>(row: &'n Element<'h>) -> impl Iterator<Item = &'n Element<'h>> + Clone {
    row.children.iter().filter_map(|node| match node {
        Node::Element(cell) if matches!(cell.name, "td" | "th") => Some(cell),
        _ => None,
    })
}

fn is_plain(cell: &Element<'_>) -> bool {
    let is_merged = ["colspan", "rowspan"].iter().any(|span| {
        let span = cell.attribute(span);
        span.is_some_and(|span| span != "1")
    });
    let is_running = match &cell.children[..] {
        [Node::Element(only)] if only.name == "p" => only.children.iter().all(is_running),
        content => content.iter().all(is_running),
    };
    !is_merged && is_running
}

/// How a column is aligned, by attribute, class or style.
fn align(cell: &Element<'_>) -> String {
    let said = ["align", "class", "style"].map(|name| cell.attribute(name).unwrap_or_default());
    let said = said.join(" ");
    let found = ["center", "right", "left"]
        .iter()
        .find(|align| said.contains(**align));
    found.map(|align| (*align).to_owned()).unwrap_or_default()
}
