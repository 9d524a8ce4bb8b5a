-- The local site's tables, version 1. Times are microseconds since 1970.

CREATE TABLE facts (            -- what the site says of itself
  name   TEXT PRIMARY KEY,
  value  TEXT NOT NULL
) STRICT;

CREATE TABLE sections (
  slug      TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  position  INTEGER NOT NULL
) STRICT;

CREATE TABLE tokens (           -- who may write; only hashes are kept
  name  TEXT PRIMARY KEY,
  hash  TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE media (
  id          TEXT PRIMARY KEY, -- also the file's name
  media_type  TEXT NOT NULL,
  bytes       INTEGER NOT NULL,
  width       INTEGER NOT NULL,
  height      INTEGER NOT NULL
) STRICT;

CREATE TABLE articles (
  id             TEXT PRIMARY KEY,
  client_key     TEXT UNIQUE,
  version        TEXT NOT NULL,
  revision       INTEGER NOT NULL,
  live           INTEGER NOT NULL,
  slug           TEXT NOT NULL UNIQUE,
  headline       TEXT NOT NULL,
  standfirst     TEXT NOT NULL,
  section        TEXT NOT NULL,
  section_slug   TEXT,
  byline         TEXT NOT NULL,
  language       TEXT NOT NULL,
  published_at   INTEGER NOT NULL,
  updated_at     INTEGER,
  changed_at     INTEGER NOT NULL,
  words          INTEGER NOT NULL,
  picture_media  TEXT REFERENCES media (id),
  picture_url    TEXT,
  alt            TEXT NOT NULL,
  caption        TEXT NOT NULL,
  credit         TEXT NOT NULL,
  body_html      TEXT NOT NULL,
  body_markdown  TEXT NOT NULL
) STRICT;
CREATE INDEX articles_in_order ON articles (live, published_at DESC, id);
CREATE INDEX articles_of_section ON articles (section_slug, live, published_at DESC, id);
CREATE INDEX articles_by_change ON articles (changed_at, id);

CREATE TABLE tags (
  article   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  name      TEXT NOT NULL,
  slug      TEXT,
  PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_slug ON tags (slug, article);

CREATE TABLE former_slugs (     -- addresses that readers may still have
  slug     TEXT PRIMARY KEY,
  article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE effects (          -- which article a write with this key took effect on
  key      TEXT NOT NULL,
  article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE replies (          -- what was answered to a key, so that a repetition gets it again
  token         TEXT NOT NULL,
  key           TEXT NOT NULL,
  fingerprint   TEXT NOT NULL,
  made_at       INTEGER NOT NULL,
  status        INTEGER NOT NULL,
  etag          TEXT,
  location      TEXT,
  body          BLOB,
  PRIMARY KEY (token, key)
) STRICT;
CREATE INDEX replies_by_age ON replies (made_at);

CREATE TABLE subscribers (
  address   TEXT PRIMARY KEY COLLATE NOCASE,
  added_at  INTEGER NOT NULL
) STRICT;
