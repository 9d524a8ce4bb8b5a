-- Sites of several kinds: one that brings an article out at an hour by itself, pictures that have other addresses
-- there, promises with wishes of their own, and what a reader saw that differs from what was sent.

CREATE TABLE dated_publications (
    draft          BLOB    NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    site           BLOB    NOT NULL REFERENCES sites (id),
    remote_id      TEXT    NOT NULL,
    address        TEXT    NOT NULL,
    slug           TEXT    NOT NULL,
    remote_version TEXT    NOT NULL,
    revision       BLOB    NOT NULL REFERENCES revisions (id),
    state          TEXT    NOT NULL CHECK (state IN ('live', 'unpublished', 'scheduled')),
    published_at   INTEGER NOT NULL,                       -- for a scheduled one, when it will be
    updated_at     INTEGER,
    PRIMARY KEY (draft, site)
) STRICT, WITHOUT ROWID;

INSERT INTO dated_publications SELECT * FROM publications;
DROP TABLE publications;
ALTER TABLE dated_publications RENAME TO publications;
CREATE INDEX publications_of_revision ON publications (revision);

-- What is wished of a promise besides its text, as a newsletter: JSON.
ALTER TABLE dispatches ADD COLUMN wishes TEXT NOT NULL DEFAULT '{}';

ALTER TABLE receipts ADD COLUMN remote_id TEXT NOT NULL DEFAULT '';
ALTER TABLE receipts ADD COLUMN seen_at INTEGER;                        -- none while nobody could look
ALTER TABLE receipts ADD COLUMN differences TEXT NOT NULL DEFAULT '[]'; -- JSON: what a reader sees otherwise

-- Sent pictures: the same bytes go to a site once.
CREATE TABLE site_pictures (
    site      BLOB NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    hash      TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    address   TEXT NOT NULL,
    PRIMARY KEY (site, hash)
) STRICT, WITHOUT ROWID;

-- An article as its site had it when we last wrote it or took it in: the base when somebody else changes it there.
CREATE TABLE live_texts (
    draft      BLOB    NOT NULL,
    site       BLOB    NOT NULL,
    said       TEXT    NOT NULL,                           -- JSON
    version    TEXT    NOT NULL,                           -- the site's token of the version that was last seen there
    checked_at INTEGER NOT NULL,
    PRIMARY KEY (draft, site),
    FOREIGN KEY (draft, site) REFERENCES publications (draft, site) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
