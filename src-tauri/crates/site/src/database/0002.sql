-- What a newsroom owes its readers when an article was wrong or incomplete.
CREATE TABLE corrections (
  article   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  text      TEXT NOT NULL,
  at        INTEGER NOT NULL,   -- microseconds, UTC
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
