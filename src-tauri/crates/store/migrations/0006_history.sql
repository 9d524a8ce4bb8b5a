-- History: what is known of a revision stays in `revisions` and never changes; what it says is
-- packed beside it, so that it can be packed anew without touching the facts.

-- A text as a whole, against which later ones are packed.
CREATE TABLE keyframes (
    number INTEGER PRIMARY KEY,
    draft  INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
    length INTEGER NOT NULL,                               -- bytes, unpacked
    packed BLOB    NOT NULL,                               -- zstd
    spent  INTEGER NOT NULL DEFAULT 0                      -- bytes of all that was packed against it
) STRICT;

CREATE INDEX keyframes_of_draft ON keyframes (draft, number);

CREATE TABLE revision_texts (
    revision INTEGER PRIMARY KEY REFERENCES revisions (number) ON DELETE CASCADE,
    keyframe INTEGER REFERENCES keyframes (number),        -- none: `packed` is not packed
    length   INTEGER NOT NULL,                             -- bytes, unpacked
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),   -- SHA-256 of what comes out
    packed   BLOB    NOT NULL                              -- fields as JSON, a line end, the text
) STRICT;

CREATE INDEX revision_texts_of_keyframe ON revision_texts (keyframe);

-- Those that are there already; hashed and packed in the same transaction, by the program.
INSERT INTO revision_texts (revision, length, hash, packed)
SELECT number, length(CAST(fields || char(10) || text AS BLOB)), zeroblob(32),
       CAST(fields || char(10) || text AS BLOB)
FROM revisions;

CREATE TRIGGER revision_texts_never_say_another BEFORE UPDATE ON revision_texts
WHEN OLD.hash <> zeroblob(32) AND (NEW.hash <> OLD.hash OR NEW.revision <> OLD.revision)
BEGIN
    SELECT raise(ABORT, 'a revision never changes');
END;

CREATE TABLE revision_names (
    revision INTEGER PRIMARY KEY REFERENCES revisions (number) ON DELETE CASCADE,
    name     TEXT    NOT NULL CHECK (name <> '')
) STRICT;

DROP TRIGGER revisions_never_change;
DROP INDEX revisions_of_draft;

ALTER TABLE revisions ADD COLUMN maker TEXT NOT NULL DEFAULT 'writer'
    CHECK (maker IN ('writer', 'file', 'site'));
ALTER TABLE revisions ADD COLUMN maker_name TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN headline TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN words_added INTEGER;     -- against the revision before, when it was made
ALTER TABLE revisions ADD COLUMN words_removed INTEGER;
UPDATE revisions SET headline = ifnull(fields ->> '$.headline', '') WHERE json_valid(fields);
ALTER TABLE revisions DROP COLUMN fields;
ALTER TABLE revisions DROP COLUMN text;

-- By number, not by time: a clock can jump back, the order in which they were made can't.
CREATE INDEX revisions_in_order ON revisions (draft, number);

CREATE TRIGGER revisions_never_change BEFORE UPDATE ON revisions
BEGIN
    SELECT raise(ABORT, 'a revision never changes');
END;
