//! The tracks of a picture that moves: what in them is needed to show it, and what is beside.

use super::boxes::{Boxed, Counted};
use super::meta::{Meta, handler_name};
use super::{Stain, Survey, Wipe, freed, named};

/// Surveys the box of all tracks, or one within it. `None` when a track shows no picture, or items of it can't be followed.
pub(super) fn survey(
    bytes: &[u8],
    place: &Boxed,
    boxes: &mut Counted,
    found: &mut Survey,
) -> Option<()> {
    for child in boxes.within(bytes, place.content())? {
        match (&place.kind, &child.kind) {
            (b"moov", b"trak") | (b"trak", b"mdia") | (b"mdia", b"minf") | (b"minf", b"stbl") => {
                survey(bytes, &child, boxes, found)?;
            }
            (b"moov", b"mvhd") | (b"trak", b"tkhd") | (b"mdia", b"mdhd") => {
                found.wipes.push(made_and_changed(bytes, &child)?);
            }
            (b"mdia", b"hdlr") => {
                let kind = child.content().start + 8;
                shows(bytes.get(kind..kind + 4)?)?;
                found.wipes.push(named(handler_name(&child.content())?));
            }
            (b"stbl", b"stsd") => {
                for sample in boxes.within(bytes, child.content().start + 8..child.end)? {
                    found.wipes.extend(coder(&sample).map(named));
                }
            }
            (b"trak", b"meta") => {
                let meta = Meta::of(bytes, &child, boxes)?;
                let beside = meta.items.into_values().filter(|item| !item.is_picture());
                found.beside.extend(beside);
                found.wipes.push(freed(&child));
            }
            (b"trak", b"edts" | b"tref") | (b"minf", b"vmhd" | b"dinf") => {}
            (b"stbl", b"stts" | b"ctts" | b"stsc" | b"stsz" | b"stz2" | b"stco" | b"co64") => {}
            (b"stbl", b"stss" | b"sdtp" | b"sbgp" | b"sgpd" | b"subs") => {}
            _ => found.wipes.push(freed(&child)),
        }
    }
    Some(())
}

/// A track of pictures, or of their transparency.
fn shows(kind: &[u8]) -> Option<()> {
    matches!(kind, b"pict" | b"vide" | b"auxv").then_some(())
}

/// When it was made and changed: two numbers of 4 bytes, or of 8.
fn made_and_changed(bytes: &[u8], place: &Boxed) -> Option<Wipe> {
    let content = place.content();
    let length = match *bytes.get(content.start)? {
        0 => 8,
        _ => 16,
    };
    let start = content.start + 4;
    let at = start..start + length;
    (at.end <= content.end).then_some(Wipe {
        at,
        freed: None,
        stain: Stain::Other,
    })
}

/// Where the name of the program stands that coded the frames: 32 bytes.
fn coder(sample: &Boxed) -> Option<std::ops::Range<usize>> {
    let start = sample.content().start + 42;
    (start + 32 <= sample.end).then_some(start..start + 32)
}
