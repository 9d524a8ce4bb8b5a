-- The copies of the picture at an article's head: its sizes, the narrowest first, and its card.
CREATE TABLE lead_copies (
  article   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  role      TEXT NOT NULL CHECK (role IN ('size', 'card')),
  media     TEXT NOT NULL REFERENCES media (id),
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
