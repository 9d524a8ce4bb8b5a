//! XMP: properties in RDF in XML. Knows where their values are written, not what comes of them.
//!
//! No entity but XML's own five is expanded, a packet is read once, and prefixes are looked up without their scopes: nothing
//! takes longer than its length.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Said, joined, text};

/// More than this, or deeper, and the rest is left unread.
const LONGEST: usize = 4 << 20;
const DEEPEST: usize = 64;
/// No property that matters has a longer name.
const LONGEST_NAME: usize = 32;

/// The names that matter, whatever prefixes a packet has for them.
const NAMESPACES: &[(&str, &str)] = &[
    ("adobe:ns:meta/", "x"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://ns.adobe.com/photoshop/1.0/", "photoshop"),
    ("http://ns.adobe.com/exif/1.0/", "exif"),
    ("http://ns.adobe.com/xap/1.0/rights/", "xmpRights"),
    ("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "core"),
];

/// What a packet says.
pub(super) fn said(packet: &[u8]) -> Said {
    let packet = &packet[..packet.len().min(LONGEST)];
    let read = Packet::read(&String::from_utf8_lossy(packet));
    let first = |properties: &[&str]| {
        let mut values = properties.iter().map(|property| read.first(property));
        values.find(|value| !value.is_empty()).unwrap_or_default()
    };
    Said {
        alt: first(&["core:AltTextAccessibility"]),
        caption: first(&["dc:description"]),
        by: read.all("dc:creator"),
        for_whom: first(&["photoshop:Credit"]),
        source: first(&["photoshop:Source"]),
        rights: first(&["dc:rights"]),
        terms: first(&["xmpRights:UsageTerms"]),
        taken: text::moment(&first(&["exif:DateTimeOriginal", "photoshop:DateCreated"])),
    }
}

struct Value {
    /// The one name that leads to it, RDF's own left out.
    property: String,
    /// Whether it is for readers of any language.
    default: bool,
    text: String,
}

#[derive(Default)]
struct Packet {
    prefixes: HashMap<String, &'static str>,
    values: Vec<Value>,
    /// The elements that are open.
    path: Vec<String>,
    default: bool,
    text: String,
}

impl Packet {
    fn read(text: &str) -> Self {
        let mut packet = Self::default();
        let mut reader = Reader::from_str(text);
        while packet.path.len() <= DEEPEST {
            match reader.read_event() {
                Ok(Event::Start(element)) => packet.open(&element),
                Ok(Event::Empty(element)) => {
                    packet.open(&element);
                    packet.close();
                }
                Ok(Event::End(_)) => packet.close(),
                Ok(Event::Text(piece)) => packet.text.push_str(&piece.into_inner()),
                Ok(Event::CData(piece)) => packet.text.push_str(&piece.into_inner()),
                Ok(Event::GeneralRef(name)) => packet.text.extend(referred(&name)),
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        packet
    }

    fn open(&mut self, element: &BytesStart<'_>) {
        let mut attributes = Vec::new();
        for attribute in element.attributes().with_checks(false).flatten() {
            let name = attribute.key.as_ref().to_owned();
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.unwrap_or_default().into_owned();
            match name.strip_prefix("xmlns:") {
                Some(prefix) => self.name(prefix, &value),
                None => attributes.push((name, value)),
            }
        }
        let name = self.known(element.name().as_ref());
        self.path.push(name);
        self.text.clear();
        self.default = true;
        for (name, value) in attributes {
            match name.as_str() {
                "xml:lang" => self.default = value == "x-default",
                _ => {
                    let name = self.known(&name);
                    self.keep(Some(&name), &value);
                }
            }
        }
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.keep(None, &text);
        self.path.pop();
    }

    fn name(&mut self, prefix: &str, namespace: &str) {
        if let Some((_, ours)) = NAMESPACES.iter().find(|(uri, _)| *uri == namespace) {
            self.prefixes.insert(prefix.to_owned(), ours);
        }
    }

    /// A name with our prefix; empty for one that can't matter.
    fn known(&self, name: &str) -> String {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match self.prefixes.get(prefix) {
            Some(ours) if local.len() <= LONGEST_NAME => format!("{ours}:{local}"),
            _ => String::new(),
        }
    }

    fn keep(&mut self, attribute: Option<&str>, text: &str) {
        let names = self.path.iter().map(String::as_str).chain(attribute);
        let names: Vec<&str> = names
            .filter(|name| !name.starts_with("rdf:") && !name.starts_with("x:"))
            .collect();
        let [property] = *names else { return };
        if property.is_empty() {
            return;
        }
        let property = property.to_owned();
        let text = text::line(&text::decoded(text.as_bytes()));
        if !text.is_empty() {
            let default = self.default;
            self.values.push(Value {
                property,
                default,
                text,
            });
        }
    }

    /// The value for readers of any language, or else the first there is.
    fn first(&self, property: &str) -> String {
        let values = || {
            self.values
                .iter()
                .filter(|value| value.property == property)
        };
        let value = values().find(|value| value.default).or(values().next());
        value.map(|value| value.text.clone()).unwrap_or_default()
    }

    fn all(&self, property: &str) -> String {
        let values = self
            .values
            .iter()
            .filter(|value| value.property == property);
        let texts: Vec<&str> = values.map(|value| value.text.as_str()).collect();
        joined(&texts, ", ")
    }
}

/// One of XML's own five names, or a character by its number.
fn referred(name: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match name.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}
