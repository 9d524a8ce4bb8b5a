# The details of an article: fields, date, picture, outline.

inspector-article = Article
inspector-date = Date
inspector-picture = Lead picture
inspector-outline = Outline
inspector-nothing = Open an article: its details appear here.

field-section = Section
field-section-hint = politics, tech, culture…
field-tags = Tags
field-tags-hint = The first one is the badge
field-tag-remove = Remove “{ $tag }”
field-byline = Byline
field-byline-hint = First name Last name
field-language = Language
field-slug = Address
field-slug-hint = from the headline
field-slug-follows = The address follows the headline until publication.
field-slug-becomes = Address used: { $slug }
field-slug-frozen = The article is out: its address no longer changes, so that readers’ links hold.
field-date = Article’s date
field-date-moment = When published
field-date-chosen = Chosen
field-date-when = Day and time
field-date-day = Day
field-date-hour = Time
field-day-shape = yyyy-mm-dd
field-day-how = Year, month, day, like 2026-04-29
field-day-wrong = There is no such day, or there may be two. Write it like 2026-04-29.
field-hour-shape = hh:mm
field-hour-how = Hours and minutes, like 14:30
field-hour-wrong = There is no such time. Write it like 14:30.
field-date-on-site = On the page: { $date }
field-zone = Time zone

picture-choose = Choose a file…
picture-replace = Replace…
picture-by-address = By its address
picture-address = Address of the picture
picture-take = Use
picture-needs-https = The address has to begin with https:// — readers’ browsers would not show a picture served over http://.
picture-remove = Remove
picture-none = Without a picture, the article starts with its text.
picture-remote = A picture on another site: it is not loaded here.
picture-unseen = The preview could not be read.
picture-size = { $width } × { $height } pixels
picture-alt = Description
picture-alt-note = Say what the picture shows to those who cannot see it.
picture-caption = Caption
picture-credit = Credit
picture-credit-hint = First name Last name / Agency

outline-none = The headings of the text (##) make the outline.
outline-empty = Empty heading
outline-level = Level { $level }:
choose-picture = Choose the lead picture
