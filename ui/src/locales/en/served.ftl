# Pictures as readers are served them: what is in them beside what is seen. For the window and the command line.

served-clean = { $count ->
    [one] { $count } picture checked: nothing hidden in it.
   *[other] { $count } pictures checked: nothing hidden in them.
}
served-waiting = { $count ->
    [one] { $count } picture could not be read back yet.
   *[other] { $count } pictures could not be read back yet.
}
served-unclean = This picture, as it is served, holds { $remains }: { $address }
served-missing = Readers cannot load this picture: { $address }
served-unclean-all = { $count ->
    [one] { $count } picture, as it is served, holds { $remains }.
   *[other] { $count } pictures, as they are served, hold { $remains }.
}
remains-location = where it was taken
remains-serial = the camera’s serial number or its owner’s name
remains-thumbnail = a small copy of the whole picture
remains-exif = how it was taken (EXIF)
remains-xmp = notes of programs (XMP)
remains-iptc = notes of an agency (IPTC)
remains-comment = a comment
remains-other = something unknown
