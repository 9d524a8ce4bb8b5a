//! Start tags with another class, HTML without identifiers; knows nothing of why.

/// HTML whose first element has one class more.
pub(crate) fn with_class(html: &str, class: &str) -> String {
    let end = html.find('>').unwrap_or(html.len());
    let (tag, rest) = html.split_at(end);
    match tag.find(" class=\"") {
        Some(at) => {
            let value = at + " class=\"".len();
            let close = value + tag[value..].find('"').unwrap_or(0);
            format!("{} {class}{}{rest}", &tag[..close], &tag[close..])
        }
        None => format!("{tag} class=\"{class}\"{rest}"),
    }
}

/// Canonical HTML without its elements' identifiers.
pub(crate) fn without_ids(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (nth, part) in html.split('<').enumerate() {
        if nth > 0 {
            out.push('<');
        }
        let tag_end = part.find('>').filter(|_| nth > 0).unwrap_or(0);
        let id = part[..tag_end].find(" id=\"");
        let end = id.and_then(|at| Some(at + 5 + part[at + 5..tag_end].find('"')? + 1));
        match id.zip(end) {
            Some((from, to)) => {
                out.push_str(&part[..from]);
                out.push_str(&part[to..]);
            }
            None => out.push_str(part),
        }
    }
    out
}
