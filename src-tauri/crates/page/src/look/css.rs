//! A stranger's style sheet, cleaned: nothing in it is fetched from anywhere, runs, or styles what is not there. Knows no page.
//!
//! It is taken apart into tokens as a browser does and written anew. Whatever could name an address
//! is replaced by `none`; the only addresses that it still has are those of fonts, under our own path.

use std::collections::{BTreeMap, BTreeSet};

use cssparser::{Parser, ToCss as _, Token};
use sha2::{Digest as _, Sha256};

/// Functions whose arguments may be addresses, or which run something.
const ADDRESSING: [&str; 11] = [
    "url",
    "src",
    "image",
    "image-set",
    "-webkit-image-set",
    "cross-fade",
    "-webkit-cross-fade",
    "element",
    "paint",
    "url-prefix",
    "expression",
];
/// Rules that hold other rules, or make what others name.
const NESTED: [&str; 8] = [
    "media",
    "supports",
    "layer",
    "container",
    "keyframes",
    "-webkit-keyframes",
    "property",
    "counter-style",
];
/// The path under which a look's fonts are served.
pub(crate) const FONT_PATH: &str = "/assets/look-font-";

/// What there is to be styled.
#[derive(Debug, Clone, Default)]
pub struct Styled {
    pub(super) names: BTreeSet<String>,
    pub(super) classes: BTreeSet<String>,
    pub(super) ids: BTreeSet<String>,
    /// Identifiers that have another name here.
    pub(super) renamed: BTreeMap<String, &'static str>,
}

/// A cleaned style sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The style sheet, without what it imports.
    pub css: String,
    /// What it imports, in order; all of it stands before the style sheet.
    pub imports: Vec<Import>,
    /// The fonts that it names.
    pub fonts: Vec<Font>,
    /// How many pictures it would have shown.
    pub pictures: usize,
}

/// A style sheet that another one imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// As it is written there.
    pub address: String,
    /// The media for which it is, perhaps none.
    pub media: String,
}

/// A font that a style sheet names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font {
    /// The family, as it is written.
    pub family: String,
    /// Where the site has it.
    pub address: String,
    /// The last part of the path under which the style sheet asks for it here.
    pub name: String,
}

/// Cleans a style sheet; `resolve` makes a whole address of one that it names.
pub fn clean(css: &str, styled: &Styled, resolve: &dyn Fn(&str) -> Option<String>) -> Cleaned {
    let mut cleaning = Cleaning {
        styled,
        resolve,
        out: Cleaned::default(),
    };
    let css = cleaning.rules(&pieces(css), true);
    cleaning.out.css = css;
    cleaning.out
}

/// A cleaned style sheet within a rule; what a stranger says of the rule is cleaned too.
pub(super) fn within(prelude: &str, css: &str) -> String {
    let pieces = pieces(prelude);
    let ends = |piece: &Piece| match piece {
        Piece::Mark(mark) => mark == ";",
        piece => matches!(piece, Piece::Block('{', _)),
    };
    let plain = !pieces.iter().any(ends);
    match plain && !css.is_empty() {
        true => format!("{}{{\n{css}}}\n", written(&pieces, &mut 0)),
        false => String::new(),
    }
}

/// Cleans the declarations of a `style` attribute.
pub(super) fn clean_declarations(css: &str) -> String {
    let pieces = pieces(css);
    // A block would end the rule that they become.
    let plain = !pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Block('{', _)));
    if plain {
        written(&pieces, &mut 0)
    } else {
        String::new()
    }
}

/// A token, or what stands in brackets.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Space,
    Word(String),
    At(String),
    Hash(String),
    Text(String),
    Address(String),
    Mark(String),
    Call(String, Vec<Piece>),
    Block(char, Vec<Piece>),
}

fn pieces(css: &str) -> Vec<Piece> {
    taken_apart(&mut Parser::new(css))
}

/// What lies side by side in the source is written side by side again, and read alike: what is left out
/// leaves a space.
fn taken_apart(parser: &mut Parser<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    loop {
        let start = parser.position();
        let Ok(token) = parser.next_including_whitespace_and_comments() else {
            return pieces;
        };
        let token = token.clone();
        let open = match &token {
            Token::Function(_) | Token::ParenthesisBlock => '(',
            Token::SquareBracketBlock => '[',
            Token::CurlyBracketBlock => '{',
            _ => {
                pieces.push(plain(&token, parser.slice_from(start)));
                continue;
            }
        };
        // What is nested deeper than the parser goes is left out.
        let inside = parser
            .parse_nested_block(|inner| Ok::<_, cssparser::ParseError<()>>(taken_apart(inner)))
            .unwrap_or_default();
        pieces.push(match token {
            Token::Function(name) => call(&name.to_ascii_lowercase(), inside),
            _ => Piece::Block(open, inside),
        });
    }
}

fn plain(token: &Token<'_>, source: &str) -> Piece {
    match token {
        Token::Ident(word) => Piece::Word(word.to_string()),
        Token::AtKeyword(word) => Piece::At(word.to_ascii_lowercase()),
        Token::Hash(value) | Token::IDHash(value) => Piece::Hash(value.to_string()),
        Token::QuotedString(text) => Piece::Text(text.to_string()),
        Token::UnquotedUrl(address) => Piece::Address(address.to_string()),
        // As it is written: a range of characters looks like numbers (`U+1E00`).
        Token::Number { .. } | Token::Percentage { .. } | Token::Dimension { .. }
            if !source.contains('\\') =>
        {
            Piece::Mark(source.to_owned())
        }
        Token::WhiteSpace(_)
        | Token::Comment(_)
        | Token::BadUrl(_)
        | Token::BadString(_)
        | Token::CDO
        | Token::CDC
        | Token::Delim('\\')
        | Token::CloseParenthesis
        | Token::CloseSquareBracket
        | Token::CloseCurlyBracket => Piece::Space,
        other => Piece::Mark(other.to_css_string()),
    }
}

fn call(name: &str, inside: Vec<Piece>) -> Piece {
    if name == "url" || name == "src" {
        let address = inside.into_iter().find_map(|piece| match piece {
            Piece::Text(address) => Some(address),
            _ => None,
        });
        return Piece::Address(address.unwrap_or_default());
    }
    match ADDRESSING.contains(&name) {
        true => Piece::Address(String::new()),
        false => Piece::Call(name.to_owned(), inside),
    }
}

/// Writes pieces so that they are read as the same pieces again; counts the addresses left out.
fn written(pieces: &[Piece], left_out: &mut usize) -> String {
    let mut out = String::new();
    for piece in pieces {
        write_piece(&mut out, piece, left_out);
    }
    out
}

fn write_piece(out: &mut String, piece: &Piece, left_out: &mut usize) {
    let escaped = |word: &str| {
        let mut written = String::new();
        // Writing to a String can't fail.
        let _ = cssparser::serialize_identifier(word, &mut written);
        written
    };
    match piece {
        Piece::Space => out.push(' '),
        Piece::Word(word) => out.push_str(&escaped(word)),
        // Nothing else is to be known within a rule.
        Piece::At(word) if NESTED.contains(&word.as_str()) => out.push_str(&format!("@{word}")),
        Piece::At(_) => out.push_str("@none"),
        Piece::Hash(value) => {
            let _ = Token::Hash(value.as_str().into()).to_css(out);
        }
        Piece::Text(text) => {
            let mut quoted = String::new();
            let _ = cssparser::serialize_string(text, &mut quoted);
            out.push_str(&quoted.replace('<', "\\3c "));
        }
        Piece::Address(_) => {
            *left_out += 1;
            out.push_str(" none ");
        }
        // In a page, `</style` would end a style sheet.
        Piece::Mark(mark) if mark == "/" && out.ends_with('<') => out.push_str(" /"),
        Piece::Mark(mark) => out.push_str(mark),
        Piece::Call(name, inside) => {
            out.push_str(&format!("{}({})", escaped(name), written(inside, left_out)));
        }
        Piece::Block(open, inside) => {
            let close = match open {
                '(' => ')',
                '[' => ']',
                _ => '}',
            };
            out.push(*open);
            out.push_str(&written(inside, left_out));
            out.push(close);
        }
    }
}

struct Cleaning<'a> {
    styled: &'a Styled,
    resolve: &'a dyn Fn(&str) -> Option<String>,
    out: Cleaned,
}

impl Cleaning<'_> {
    /// A list of rules; only at the top of a style sheet others are imported.
    fn rules(&mut self, pieces: &[Piece], top: bool) -> String {
        let mut out = String::new();
        let mut prelude: Vec<Piece> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Block('{', inside) => {
                    out.push_str(&self.rule(trimmed(&prelude), inside));
                    prelude.clear();
                }
                Piece::Mark(mark)
                    if mark == ";" && matches!(prelude.first(), Some(Piece::At(_))) =>
                {
                    out.push_str(&self.statement(trimmed(&prelude), top));
                    prelude.clear();
                }
                Piece::Space if prelude.is_empty() => {}
                piece => prelude.push(piece.clone()),
            }
        }
        if matches!(prelude.first(), Some(Piece::At(_))) {
            out.push_str(&self.statement(trimmed(&prelude), top));
        }
        out
    }

    fn statement(&mut self, prelude: &[Piece], top: bool) -> String {
        match prelude {
            [Piece::At(name), rest @ ..] if name == "import" && top => {
                self.out.imports.extend(import(rest));
                String::new()
            }
            [Piece::At(name), ..] if name == "layer" => format!("{};\n", self.write(prelude)),
            _ => String::new(),
        }
    }

    fn rule(&mut self, prelude: &[Piece], inside: &[Piece]) -> String {
        let Some(Piece::At(name)) = prelude.first() else {
            return self.style_rule(prelude, inside);
        };
        match name.as_str() {
            "media" if is_print(&prelude[1..]) => String::new(),
            "media" | "supports" | "layer" | "container" => match self.rules(inside, false) {
                rules if rules.is_empty() => rules,
                rules => format!("{}{{{rules}}}\n", self.write(prelude)),
            },
            "font-face" => self.font_face(inside).unwrap_or_default(),
            "keyframes" | "-webkit-keyframes" | "property" | "counter-style" => {
                format!("{}{{{}}}\n", self.write(prelude), self.write(inside))
            }
            _ => String::new(),
        }
    }

    /// The selectors that can find something, and what they say of it.
    fn style_rule(&mut self, prelude: &[Piece], inside: &[Piece]) -> String {
        let comma = |piece: &Piece| matches!(piece, Piece::Mark(mark) if mark == ",");
        let all = prelude.split(comma).map(trimmed);
        let found: Vec<&[Piece]> = all
            .filter(|one| !one.is_empty() && self.finds(one))
            .collect();
        let found: Vec<String> = found.into_iter().map(|one| self.renamed(one)).collect();
        if found.is_empty() || trimmed(inside).is_empty() {
            return String::new();
        }
        format!("{}{{{}}}\n", found.join(","), self.write(trimmed(inside)))
    }

    /// Whether a selector can find something that there is.
    fn finds(&self, selector: &[Piece]) -> bool {
        let is = |at: Option<&Piece>, wanted: &str| matches!(at, Some(Piece::Mark(mark)) if mark == wanted);
        selector.iter().enumerate().all(|(at, piece)| {
            let before = at.checked_sub(1).and_then(|before| selector.get(before));
            match piece {
                Piece::Hash(id) => self.styled.ids.contains(id),
                Piece::Word(class) if is(before, ".") => self.styled.classes.contains(class),
                Piece::Word(_) if is(before, ":") => true,
                Piece::Word(name) => self.styled.names.contains(&name.to_ascii_lowercase()),
                Piece::Call(name, inside) if name == "is" || name == "where" => inside
                    .split(|piece| matches!(piece, Piece::Mark(mark) if mark == ","))
                    .any(|one| self.finds(trimmed(one))),
                // A rule that is no rule: a declaration whose block was lost.
                Piece::Mark(mark) => mark != ";",
                Piece::Address(_) | Piece::At(_) => false,
                _ => true,
            }
        })
    }

    fn renamed(&mut self, selector: &[Piece]) -> String {
        let pieces = selector.iter().map(|piece| match piece {
            Piece::Hash(id) => match self.styled.renamed.get(id) {
                Some(name) => Piece::Hash((*name).to_owned()),
                None => piece.clone(),
            },
            _ => piece.clone(),
        });
        let pieces: Vec<Piece> = pieces.collect();
        self.write(&pieces)
    }

    fn write(&mut self, pieces: &[Piece]) -> String {
        written(pieces, &mut self.out.pictures)
    }

    /// A font's rule with the address under which we have it; `None` where there is none for Latin.
    fn font_face(&mut self, inside: &[Piece]) -> Option<String> {
        let semicolon = |piece: &Piece| matches!(piece, Piece::Mark(mark) if mark == ";");
        let mut kept = Vec::new();
        let (mut family, mut font) = (None, None);
        for declaration in inside.split(semicolon) {
            let declaration = trimmed(declaration);
            let Some(Piece::Word(name)) = declaration.first() else {
                continue;
            };
            let value = declaration
                .iter()
                .position(|piece| matches!(piece, Piece::Mark(mark) if mark == ":"))?;
            let value = trimmed(&declaration[value + 1..]);
            match name.to_ascii_lowercase().as_str() {
                "src" => font = font.or(best_font(value)),
                "unicode-range" if !is_latin(&written(value, &mut 0)) => return None,
                "font-family" => {
                    family = Some(family_of(value));
                    kept.push(written(declaration, &mut 0));
                }
                _ => kept.push(written(declaration, &mut 0)),
            }
        }
        let (address, ending) = font?;
        let address = (self.resolve)(&address)?;
        let name = font_name(&address, ending);
        self.out.fonts.push(Font {
            family: family?,
            address,
            name: name.clone(),
        });
        let kept = kept.join(";");
        Some(format!(
            "@font-face{{{kept};src:url(\"{FONT_PATH}{name}\")}}\n"
        ))
    }
}

/// The address of a font in the first of the forms we take, and that form.
fn best_font(value: &[Piece]) -> Option<(String, &'static str)> {
    ["woff2", "woff", "ttf", "otf"].iter().find_map(|ending| {
        let mut addresses = value.iter().filter_map(|piece| match piece {
            Piece::Address(address) => Some(address),
            _ => None,
        });
        let found = addresses.find(|address| {
            let path = address.split(['?', '#']).next().unwrap_or_default();
            path.to_ascii_lowercase().ends_with(&format!(".{ending}"))
        })?;
        Some((found.clone(), *ending))
    })
}

fn font_name(address: &str, ending: &str) -> String {
    let hash = Sha256::digest(address.as_bytes());
    let hash: String = hash
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{hash}.{ending}")
}

fn family_of(value: &[Piece]) -> String {
    let words = value.iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Word(text) => text.as_str(),
        _ => " ",
    });
    words.collect::<String>().trim().to_owned()
}

/// Whether a range of characters has letters of French or English.
fn is_latin(range: &str) -> bool {
    let range = range.to_ascii_lowercase();
    let starts = |part: &str| {
        let part = part.trim().trim_start_matches("u+").trim_start_matches('0');
        let first = part.split('-').next().unwrap_or_default();
        first.len() <= 3 && i32::from_str_radix(first, 16).unwrap_or(0) <= 0x152
    };
    range.split(',').any(starts)
}

fn import(rest: &[Piece]) -> Option<Import> {
    let rest = trimmed(rest);
    let (Piece::Text(address) | Piece::Address(address)) = rest.first()? else {
        return None;
    };
    // Layers and conditions on what a browser can do are rare here: such a style sheet is taken as it is.
    let media: Vec<Piece> = rest[1..]
        .iter()
        .filter(|piece| !matches!(piece, Piece::Call(..) | Piece::Address(_)))
        .filter(|piece| !matches!(piece, Piece::Word(word) if word == "layer"))
        .cloned()
        .collect();
    Some(Import {
        address: address.clone(),
        media: written(trimmed(&media), &mut 0),
    })
}

fn is_print(media: &[Piece]) -> bool {
    let media = trimmed(media);
    matches!(media, [Piece::Word(word)] if word.eq_ignore_ascii_case("print"))
}

fn trimmed(pieces: &[Piece]) -> &[Piece] {
    let space = |piece: &Piece| *piece == Piece::Space;
    let from = pieces
        .iter()
        .position(|p| !space(p))
        .unwrap_or(pieces.len());
    let to = pieces
        .iter()
        .rposition(|p| !space(p))
        .map_or(from, |at| at + 1);
    &pieces[from..to]
}
