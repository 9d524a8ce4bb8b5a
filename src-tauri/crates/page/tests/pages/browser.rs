//! Parses and serialises HTML as a browser does (the standard's fragment algorithm, with `<` and `>`
//! escaped in attributes). Knows no page.

use html5ever::tendril::TendrilSink as _;
use html5ever::{QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// What `outerHTML` would give after the HTML was parsed as the content of a `main` element.
pub(crate) fn round_trip(html: &str) -> String {
    let context = QualName::new(None, ns!(html), local_name!("main"));
    let dom =
        parse_fragment(RcDom::default(), Default::default(), context, vec![], false).one(html);
    let root = dom.document.children.borrow()[0].clone();
    let mut out = String::new();
    for child in root.children.borrow().iter() {
        write(child, &mut out);
    }
    out
}

fn write(node: &Handle, out: &mut String) {
    match &node.data {
        NodeData::Text { contents } => out.push_str(&escape(&contents.borrow(), false)),
        NodeData::Comment { contents } => {
            out.push_str("<!--");
            out.push_str(contents);
            out.push_str("-->");
        }
        NodeData::Element { name, attrs, .. } => {
            out.push('<');
            out.push_str(&name.local);
            for attribute in attrs.borrow().iter() {
                let value = escape(&attribute.value, true);
                out.push_str(&format!(" {}=\"{value}\"", attribute.name.local));
            }
            out.push('>');
            if matches!(
                &*name.local,
                "img" | "source" | "br" | "hr" | "input" | "wbr" | "col"
            ) {
                return;
            }
            for child in node.children.borrow().iter() {
                write(child, out);
            }
            out.push_str(&format!("</{}>", name.local));
        }
        _ => {}
    }
}

fn escape(raw: &str, in_attribute: bool) -> String {
    let out = raw.replace('&', "&amp;").replace('\u{a0}', "&nbsp;");
    let out = out.replace('<', "&lt;").replace('>', "&gt;");
    if in_attribute {
        out.replace('"', "&quot;")
    } else {
        out
    }
}
