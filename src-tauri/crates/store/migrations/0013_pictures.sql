-- Pictures: what is said of each, the clean copies that pages show instead of it, and which drafts and revisions name it.

ALTER TABLE pictures ADD COLUMN added_at INTEGER;          -- none: kept by an older program, and not looked at since
ALTER TABLE pictures ADD COLUMN name     TEXT    NOT NULL DEFAULT '';  -- what its file was called
ALTER TABLE pictures ADD COLUMN moving   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pictures ADD COLUMN located  INTEGER NOT NULL DEFAULT 0;   -- the original says where it was taken
ALTER TABLE pictures ADD COLUMN words    TEXT    NOT NULL DEFAULT '{}';-- JSON: what she says of it
ALTER TABLE pictures ADD COLUMN offered  TEXT    NOT NULL DEFAULT '{}';-- JSON: what its file says of itself
ALTER TABLE pictures ADD COLUMN sought   TEXT    NOT NULL DEFAULT '';  -- name and words, folded, a space before each

-- What became of a picture in one framing.
CREATE TABLE framings (
    original       TEXT    NOT NULL REFERENCES pictures (hash) ON DELETE CASCADE,
    framing        TEXT    NOT NULL,                       -- as it stands behind a path; empty for the picture as it is
    recipe         TEXT    NOT NULL,                       -- how its copies were made: by another one they are made anew
    made_at        INTEGER NOT NULL,
    sharpness      REAL,
    failure        TEXT,                                   -- no copies: why
    failure_detail TEXT,
    PRIMARY KEY (original, framing)
) STRICT, WITHOUT ROWID;

CREATE TABLE copies (
    original  TEXT    NOT NULL,
    framing   TEXT    NOT NULL,
    position  INTEGER NOT NULL,
    role      TEXT    NOT NULL CHECK (role IN ('whole', 'size', 'card')),
    hash      TEXT    NOT NULL,                            -- SHA-256 of the copy; the bytes are a file of this name
    kind      TEXT    NOT NULL,
    width     INTEGER NOT NULL,
    height    INTEGER NOT NULL,
    bytes_len INTEGER NOT NULL,
    PRIMARY KEY (original, framing, position),
    FOREIGN KEY (original, framing) REFERENCES framings (original, framing) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX copies_by_hash ON copies (hash);

-- Which pictures a draft names, as it was last folded, and each of its revisions: whatever looks like a hash. No
-- reference to the picture: it may come later.
CREATE TABLE picture_uses (
    hash     TEXT    NOT NULL,
    draft    INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
    place    TEXT    NOT NULL CHECK (place IN ('lead', 'text', 'revision')),
    revision INTEGER REFERENCES revisions (number) ON DELETE CASCADE,
    CHECK ((place = 'revision') = (revision IS NOT NULL))
) STRICT;

CREATE UNIQUE INDEX picture_uses_once   ON picture_uses (hash, draft, place, ifnull(revision, 0));
CREATE INDEX picture_uses_of_draft      ON picture_uses (draft, place);
CREATE INDEX picture_uses_of_revision   ON picture_uses (revision);

-- Drafts that nobody looked through yet since an older program wrote them. That takes a while: it is done beside.
CREATE TABLE picture_uses_due (
    draft INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE
) STRICT;

INSERT INTO picture_uses_due (draft) SELECT number FROM drafts;
