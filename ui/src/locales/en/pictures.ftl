# The picture desk: framing, words, facts, and all pictures of the library.

command-insert-picture-of-library = Insert a picture of the library…
command-pictures = Pictures of the library

framing-crop = Crop
framing-corner-nw = Top left corner
framing-corner-ne = Top right corner
framing-corner-se = Bottom right corner
framing-corner-sw = Bottom left corner
framing-focus = Focal point
framing-keys = Arrows move by 1%, with Shift by 5%.
framing-said-crop = Crop: { $x }% from the left, { $y }% from the top, { $width }% wide, { $height }% high.
framing-said-focus = Focal point: { $x }% from the left, { $y }% from the top.
framing-shape = Shape of the crop
framing-whole = Whole
framing-free = Free
framing-upright = Upright crop
framing-turn-left = Rotate left
framing-turn-right = Rotate right
framing-undo = Undo
framing-redo = Redo
framing-place-wide = 16:9
framing-place-square = Square
framing-place-card = Social card
framing-focus-note = The circle marks the focal point: other shapes are cut around it.
framing-focus-middle = Back to the middle
framing-measures = Measures in percent
framing-x = Left
framing-y = Top
framing-width = Width
framing-height = Height
framing-focus-x = Point, left
framing-focus-y = Point, top
framing-reset = Reset to the original

picture-title = The picture
picture-title-lead = The lead picture
picture-title-text = A picture in the text
picture-about = Words and facts
picture-words-lead = In this article, at the head
picture-words-text = In this article
picture-words-next = Words for its next use
picture-words-original = The original
picture-facts = The file
picture-unseen = The preview could not be read.
picture-alt-hint = What one would see, in a sentence: who, where, doing what. Without “photo of”.
picture-alt-length = { $count ->
    [0] nothing yet
    [one] { $count } character
   *[other] { $count } characters
}
picture-alt-long = { $count } characters: long to listen to
picture-caption-below = This caption is the line below the picture: Markdown counts there.
picture-remember = Keep these words for the picture’s next use
picture-source = Source
picture-source-hint = Agency, person, address
picture-licence = Licence
picture-licence-hint = CC BY 4.0, rights paid until 2028…
picture-taken = Taken on
picture-offered = The file says “{ $words }”
picture-take-offer = Take
picture-offer-take = Take “{ $words }”
picture-file = Name
picture-original = Original
picture-sides-and-size = { $sides }, { $size }
picture-pixels = { $width } × { $height } pixels
picture-added = Added
picture-moving = This picture moves: it goes out as it is, without metadata, and can’t be cropped.
picture-framed-there = Each article frames it in its own way; the original never changes.
picture-uses = { $count ->
    [0] Uses
    [one] One use
   *[other] { $count } uses
}
picture-no-use = No article uses it.
picture-place-lead = At the head
picture-place-text = In the text
picture-place-revision = In an older version
picture-use-credit = { " " }· © { $credit }
picture-keep = Save
picture-apply = Apply
picture-insert = Insert into the text
picture-make-lead = Make it the lead
picture-framed-lead = The lead picture is framed anew.
picture-use-gone = The text has changed meanwhile: this picture is no longer there, and nothing was written.

pictures-title = Pictures
pictures-choose-text = Which picture to insert?
pictures-choose-lead = Which picture at the head?
pictures-search = Find a picture: words, credit, file name
pictures-unused = Only unused ones
pictures-add = Add…
pictures-add-file = Choose a picture
pictures-grid = Pictures of the library
pictures-tile = { $name }, { $sides }, { $count ->
    [0] unused
    [one] one use
   *[other] { $count } uses
}
pictures-uses = { $count ->
    [0] unused
    [one] 1 article
   *[other] { $count } articles
}
pictures-select = Select { $name } to remove it
pictures-select-all = Select all
pictures-select-none = Select none
pictures-total = { $count ->
    [one] { $count } picture, { $size }
   *[other] { $count } pictures, { $size }
}
pictures-nothing-found = No picture answers these words.
pictures-none-unused = Every picture is in use.
pictures-empty = No picture yet
pictures-empty-next = Drop a photo on an article’s text, paste it, or add a file here. The original stays untouched; readers get a copy without location or serial number.
pictures-again = Try again
pictures-more = { $count ->
    [one] Show the last one
   *[other] Show more ({ $count })
}
pictures-remove = { $count ->
    [0] Remove the selected…
    [one] Remove this picture ({ $size })…
   *[other] Remove { $count } pictures ({ $size })…
}
pictures-remove-title = { $count ->
    [one] Remove this picture for good?
   *[other] Remove { $count } pictures for good?
}
pictures-remove-text = { $count ->
    [one] Its original and its copies are deleted from this computer ({ $size }). If an article uses it meanwhile, it stays.
   *[other] Their originals and copies are deleted from this computer ({ $size }). Those that an article uses meanwhile stay.
}
pictures-remove-confirm = Remove for good
pictures-removed = { $count ->
    [one] { $count } picture removed, { $size } freed.
   *[other] { $count } pictures removed, { $size } freed.
}
pictures-stayed = { $count ->
    [one] One picture is used, by an article or by a version that is kept: it stays.
   *[other] { $count } pictures are used, by articles or by versions that are kept: they stay.
}
