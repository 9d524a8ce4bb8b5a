"""A small window from which files can be dragged as from a file manager; ends with the drag. Knows no other window.

Called with the files' addresses (file: or https:). It lies at the screen's left top, above all others, says `ready`
once it is drawn, and then what became of the drag.
"""

import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

SIDE = 24


def main(addresses):
    window = Gtk.Window(type=Gtk.WindowType.POPUP)
    window.move(0, 0)
    window.resize(SIDE, SIDE)
    source = Gtk.EventBox()
    window.add(source)
    source.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
    source.drag_source_add_uri_targets()
    source.connect("drag-data-get", lambda _source, _context, data, *_: data.set_uris(addresses))
    source.connect("drag-end", lambda *_: Gtk.main_quit())
    window.connect("map-event", lambda *_: print("ready", flush=True))
    window.show_all()
    Gtk.main()


main(sys.argv[1:])
