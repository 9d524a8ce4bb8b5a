//! Tables, cell by cell; they are not flattened, for nothing in them nests.

use pulldown_cmark::{Alignment, Tag};

use super::{Open, Writer};

impl Writer {
    pub(super) fn start_table_part(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                self.out.html.push_str("<div class=\"table\"><table>");
                self.open.push(Open::Table(false));
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                self.out.html.push_str("<thead><tr>");
                self.open.push(Open::TableHead);
            }
            Tag::TableRow => {
                (self.in_head, self.column) = (false, 0);
                if let Some(Open::Table(has_body @ false)) = self.open.last_mut() {
                    *has_body = true;
                    self.out.html.push_str("<tbody>");
                }
                self.out.html.push_str("<tr>");
                self.open.push(Open::Cell("</tr>"));
            }
            _ => self.start_cell(),
        }
    }

    fn start_cell(&mut self) {
        let (start, end) = if self.in_head {
            ("<th", "</th>")
        } else {
            ("<td", "</td>")
        };
        self.out.html.push_str(start);
        let align = match self.columns.get(self.column) {
            Some(Alignment::Left) => " align=\"left\"",
            Some(Alignment::Center) => " align=\"center\"",
            Some(Alignment::Right) => " align=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.out.html.push_str(align);
        self.out.html.push('>');
        self.column += 1;
        self.open.push(Open::Cell(end));
    }
}
