-- A library as the program of format 14 left it, with something in every table. Never edited once released.

CREATE TABLE migrations (number INTEGER PRIMARY KEY, checksum TEXT NOT NULL) STRICT;
-- The journalist's working copies: fields, text as last folded, and the journal on top of it.
-- Times are microseconds since 1970, identifiers are the 16 bytes of a UUID.

CREATE TABLE drafts (
    number            INTEGER PRIMARY KEY,                 -- short name for texts, journal, tags, search
    id                BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    headline          TEXT    NOT NULL,
    headline_key      TEXT    NOT NULL,                    -- folded: sorts É with E
    standfirst        TEXT    NOT NULL,
    section           TEXT    NOT NULL,
    byline            TEXT    NOT NULL,
    language          TEXT    NOT NULL,
    slug              TEXT,
    publish_at        INTEGER,
    time_zone         TEXT    NOT NULL,
    lead_picture      TEXT,                                -- JSON
    created_at        INTEGER NOT NULL,
    changed_at        INTEGER NOT NULL,
    binned_at         INTEGER,
    status            TEXT    NOT NULL DEFAULT 'draft'     -- what DraftStatus::of says; kept in step in each transaction
        CHECK (status IN ('draft', 'on_the_stone', 'published', 'changed', 'binned')),
    caret             INTEGER NOT NULL DEFAULT 0,
    scroll            INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Each order of the library has an index that also holds every filter, so that a list of
-- 100,000 drafts is filtered and counted without touching a row.
CREATE INDEX drafts_by_change   ON drafts (changed_at, status, section, language);
CREATE INDEX drafts_by_creation ON drafts (created_at, status, section, language);
CREATE INDEX drafts_by_headline ON drafts (headline_key, status, section, language);
CREATE INDEX drafts_by_status   ON drafts (status, section, language);

CREATE TABLE draft_tags (
    draft    INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    tag      TEXT    NOT NULL,
    PRIMARY KEY (draft, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_tags_by_tag ON draft_tags (tag, draft);

-- Apart from drafts, so that a list does not read past megabytes of text.
CREATE TABLE texts (
    draft    INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,                             -- the last change that is in `text`
    text     TEXT    NOT NULL
) STRICT;

CREATE TABLE journal (
    draft    INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    made_at  INTEGER NOT NULL,
    caret    INTEGER NOT NULL,
    changes  TEXT    NOT NULL,                             -- JSON: [[from, to, insert], …], UTF-16 units
    PRIMARY KEY (draft, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE revisions (
    number  INTEGER PRIMARY KEY,
    id      BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    draft   BLOB    NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    made_at INTEGER NOT NULL,
    reason  TEXT    NOT NULL,
    fields  TEXT    NOT NULL,                              -- JSON
    text    TEXT    NOT NULL
) STRICT;

CREATE INDEX revisions_of_draft ON revisions (draft, made_at);

CREATE TRIGGER revisions_never_change BEFORE UPDATE ON revisions
BEGIN
    SELECT raise(ABORT, 'a revision never changes');
END;

-- Where articles go, what is promised, and the proof that it was kept.

CREATE TABLE sites (
    id        BLOB    PRIMARY KEY CHECK (length(id) = 16),
    name      TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    url       TEXT    NOT NULL,
    language  TEXT    NOT NULL,
    time_zone TEXT    NOT NULL,
    sections  TEXT    NOT NULL,                            -- JSON: [[slug, name], …]
    seen_at   INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE "publications" (
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

CREATE TABLE site_pictures (
    site      BLOB NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    hash      TEXT NOT NULL,
    remote_id TEXT NOT NULL,
    address   TEXT NOT NULL,
    PRIMARY KEY (site, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE live_texts (
    draft      BLOB    NOT NULL,
    site       BLOB    NOT NULL,
    said       TEXT    NOT NULL,                           -- JSON
    version    TEXT    NOT NULL,                           -- the site's token of the version that was last seen there
    checked_at INTEGER NOT NULL,
    PRIMARY KEY (draft, site),
    FOREIGN KEY (draft, site) REFERENCES publications (draft, site) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX publications_of_revision ON publications (revision);

CREATE TABLE dispatches (
    number         INTEGER PRIMARY KEY,
    id             BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    draft          BLOB    NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    site           BLOB    NOT NULL REFERENCES sites (id),
    operation      TEXT    NOT NULL CHECK (operation IN ('publish', 'update', 'unpublish')),
    revision       BLOB    NOT NULL REFERENCES revisions (id),
    made_at        INTEGER NOT NULL,
    not_before     INTEGER,
    not_after      INTEGER,
    state          TEXT    NOT NULL
        CHECK (state IN ('waiting', 'sending', 'unknown', 'done', 'failed', 'cancelled')),
    attempts       INTEGER NOT NULL,
    next_try       INTEGER,
    failure        TEXT,
    failure_detail TEXT
, wishes TEXT NOT NULL DEFAULT '{}') STRICT;

CREATE INDEX dispatches_of_draft    ON dispatches (draft, made_at);
CREATE INDEX dispatches_of_revision ON dispatches (revision);
CREATE INDEX dispatches_by_date     ON dispatches (made_at);

-- At most one promise of a draft to a site is open: what "exactly once" rests on.
CREATE UNIQUE INDEX dispatches_open ON dispatches (draft, site)
    WHERE state IN ('waiting', 'sending', 'unknown');

CREATE TABLE receipts (
    dispatch       BLOB    PRIMARY KEY REFERENCES dispatches (id) ON DELETE CASCADE,
    answered_at    INTEGER NOT NULL,
    address        TEXT    NOT NULL,
    remote_version TEXT    NOT NULL,
    sent_hash      TEXT    NOT NULL,
    seen_hash      TEXT
, remote_id TEXT NOT NULL DEFAULT '', seen_at INTEGER, differences TEXT NOT NULL DEFAULT '[]') STRICT, WITHOUT ROWID;

-- What belongs to no single draft.

CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL                                    -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE pictures (
    hash      TEXT    PRIMARY KEY,                         -- SHA-256, hexadecimal; the bytes are a file of this name
    kind      TEXT    NOT NULL,
    width     INTEGER NOT NULL,
    height    INTEGER NOT NULL,
    bytes_len INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Words of the drafts, as they are looked for: folded (é → e, œ → oe), each once, parted by
-- spaces. That is why the tokenizer is `ascii` (it parts at ASCII punctuation and takes all else
-- as it comes), why no content is stored, and why neither columns nor positions are: what a
-- search costs at 100,000 drafts is the length of these lists.
CREATE VIRTUAL TABLE search USING fts5 (
    words,
    content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '2 3'
);

-- The headlines' words once more: a match here weighs more than one in the text.
CREATE VIRTUAL TABLE search_headlines USING fts5 (
    words,
    content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '2 3'
);

-- Drafts whose words changed since they were indexed. A megabyte takes a while to index, and a
-- keystroke must not wait for it: the writer does it when it has nothing else to do.
CREATE TABLE search_due (
    draft INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE
) STRICT;

-- Work folders, and which file in them is which draft.

CREATE TABLE folders (
    number    INTEGER PRIMARY KEY,
    id        BLOB    NOT NULL UNIQUE CHECK (length(id) = 16),
    path      TEXT    NOT NULL UNIQUE,
    mirrored  TEXT    NOT NULL,                            -- 'all', 'found' or 'section:NAME'
    device    INTEGER,                                     -- what the folder was when it was last seen
    inode     INTEGER,
    born      INTEGER,
    added_at  INTEGER NOT NULL
) STRICT;

-- No reference to the draft: the row outlives it, so that its file is not taken for a new one.
CREATE TABLE mirrors (
    folder      INTEGER NOT NULL REFERENCES folders (number) ON DELETE CASCADE,
    draft       BLOB    NOT NULL CHECK (length(draft) = 16),
    path        TEXT    NOT NULL,                          -- below the folder, parts separated by /
    hash        TEXT    NOT NULL,                          -- SHA-256 of the file on which both last agreed
    device      INTEGER,
    inode       INTEGER,
    born        INTEGER,
    away        INTEGER NOT NULL DEFAULT 0,                -- the draft is in the bin, its file gone
    theirs_hash TEXT,                                      -- of the file that the writer is asked about
    PRIMARY KEY (folder, draft)
) STRICT, WITHOUT ROWID;

-- Apart from mirrors, so that a look at a folder does not read past megabytes of text.
CREATE TABLE mirror_texts (
    folder      INTEGER NOT NULL,
    draft       BLOB    NOT NULL,
    agreed      TEXT    NOT NULL,                          -- the file on which both last agreed
    asked_base  TEXT,                                      -- while the writer is asked: what both had, and what
    asked_theirs TEXT,                                     -- the other program wrote
    PRIMARY KEY (folder, draft),
    FOREIGN KEY (folder, draft) REFERENCES mirrors (folder, draft) ON DELETE CASCADE
) STRICT;

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

-- Recovery: what a text must be is written down beside it, and the text before the last folding
-- stays, with the edits since, until the next: a text never has but one copy.

ALTER TABLE texts ADD COLUMN fingerprint INTEGER;          -- XXH64 of `text`; none for older rows
ALTER TABLE journal ADD COLUMN fingerprint INTEGER;        -- XXH64 of the whole text after the edit

CREATE TABLE earlier_texts (
    draft       INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE,
    sequence    INTEGER NOT NULL,                          -- the last change that is in `text`
    text        TEXT    NOT NULL,
    fingerprint INTEGER
) STRICT;

-- What a file's front matter says besides our fields: kept as it was written, written out again.
CREATE TABLE front_matter (
    draft INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE,
    yaml  TEXT    NOT NULL
) STRICT;

-- A library that is older than the search is looked through, too.
INSERT OR IGNORE INTO search_due (draft)
    SELECT number FROM drafts WHERE number NOT IN (SELECT rowid FROM search);

-- What a draft must be stands in its own row: an edit that is no longer found in the journal, and a letter of a headline
-- that changed by itself, are seen.

ALTER TABLE drafts ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;   -- the number of the last edit, folded or not
ALTER TABLE drafts ADD COLUMN fingerprint INTEGER;                -- XXH64 of the fields as JSON; none for older rows

UPDATE drafts SET edits = max(
    ifnull((SELECT max(sequence) FROM journal WHERE draft = number), 0),
    ifnull((SELECT sequence FROM texts WHERE draft = number), 0)
);
-- One draft on several sites, held back until its hour, corrected in public.

ALTER TABLE drafts ADD COLUMN embargo INTEGER;
ALTER TABLE drafts ADD COLUMN corrections TEXT NOT NULL DEFAULT '[]';   -- JSON
ALTER TABLE drafts ADD COLUMN destinations TEXT NOT NULL DEFAULT '{}';  -- JSON: what it says otherwise, by site

-- No article there has two drafts here.
CREATE INDEX publications_by_remote_id ON publications (site, remote_id);

-- A dispatch of what the site had already: nothing was sent.
ALTER TABLE receipts ADD COLUMN nothing_sent INTEGER NOT NULL DEFAULT 0;

-- Published articles that are brought into the library: what was asked for, and how much of it is known.
CREATE TABLE imports (
    id             BLOB    NOT NULL PRIMARY KEY,
    site           BLOB    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    words          TEXT,                                   -- what was looked for; none where articles were named
    state          TEXT    NOT NULL CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
    made_at        INTEGER NOT NULL,
    next_part      TEXT,                                   -- what leads to the rest of the site's list
    listed         INTEGER NOT NULL,                       -- whether that list was read whole
    total          INTEGER,                                -- how many the site says there are
    failure        TEXT,
    failure_detail TEXT
) STRICT, WITHOUT ROWID;

-- The articles of an import, and what became of each.
CREATE TABLE import_articles (
    import         BLOB    NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL,
    remote_id      TEXT    NOT NULL,
    headline       TEXT    NOT NULL,
    address        TEXT    NOT NULL,
    state          TEXT    NOT NULL CHECK (state IN ('waiting', 'brought', 'known', 'failed')),
    draft          BLOB,                                   -- it may be deleted for good
    noted          TEXT    NOT NULL DEFAULT '',            -- JSON: what could not be kept; empty for nothing
    failure        TEXT,
    failure_detail TEXT,
    PRIMARY KEY (import, position),
    UNIQUE (import, remote_id)
) STRICT, WITHOUT ROWID;

-- What sites look like that give no theme away, learnt from a page of theirs: for previews without a network.
CREATE TABLE site_looks (
    site      BLOB    NOT NULL PRIMARY KEY REFERENCES sites (id) ON DELETE CASCADE,
    learnt_at INTEGER NOT NULL,
    address   TEXT    NOT NULL,                            -- the page
    said      TEXT    NOT NULL                             -- JSON: templates, style sheet, what is left out
) STRICT;

CREATE TABLE look_fonts (
    site  BLOB NOT NULL REFERENCES site_looks (site) ON DELETE CASCADE,
    name  TEXT NOT NULL,                                   -- as the style sheet asks for it
    bytes BLOB NOT NULL,
    PRIMARY KEY (site, name)
) STRICT;
CREATE INDEX look_fonts_by_name ON look_fonts (name);

-- Whether others read what lies in a work folder: an embargo holds drafts back from it.
ALTER TABLE folders ADD COLUMN published INTEGER NOT NULL DEFAULT 0;

-- What left under embargo, and why. No reference to the draft: the row outlives it.
CREATE TABLE embargo_overrides (
    number    INTEGER PRIMARY KEY,
    draft     BLOB    NOT NULL CHECK (length(draft) = 16),
    until     INTEGER NOT NULL,                            -- the end of the embargo as it then was
    act       TEXT    NOT NULL,                            -- 'publish', 'preview_link', 'export' or 'mirror'
    reason    TEXT    NOT NULL CHECK (reason <> ''),
    made_at   INTEGER NOT NULL,
    dispatch  BLOB    CHECK (length(dispatch) = 16)        -- the promise that it let through
) STRICT;
CREATE INDEX embargo_overrides_of_draft ON embargo_overrides (draft, number);
CREATE INDEX embargo_overrides_of_dispatch ON embargo_overrides (dispatch) WHERE dispatch IS NOT NULL;

-- Drafts that are seen on a site before they are out: articles of their own there, tied to nothing. No reference to
-- the draft: it may be deleted for good before its preview is.

CREATE TABLE site_previews (
    draft          BLOB    NOT NULL CHECK (length(draft) = 16),
    site           BLOB    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    remote_id      TEXT,                                   -- none while no answer came: it may be there
    address        TEXT,
    sent_at        INTEGER NOT NULL,
    leaves         INTEGER NOT NULL DEFAULT 0,             -- it is to be taken away: the article is out, the draft gone
    attempts       INTEGER NOT NULL DEFAULT 0,             -- to take it away
    next_try       INTEGER,
    failure        TEXT,
    failure_detail TEXT,
    PRIMARY KEY (draft, site)
) STRICT, WITHOUT ROWID;
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

-- --- what was written ---

-- The right words: what the pages said that drafts link to, what the writer does not want to be told of, and what went out
-- although a check held it back.

-- Pages that drafts link to, as they were when a draft first linked to them: enough to tell that one says something else now.

CREATE TABLE cited_pages (
    draft      INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
    address    TEXT    NOT NULL,                           -- as it is asked: without a fragment
    read_at    INTEGER NOT NULL,
    title      TEXT    NOT NULL,
    paragraphs BLOB    NOT NULL,                           -- a hash of each one's words, 8 bytes, most significant first
    quotes     TEXT    NOT NULL,                           -- JSON: what the draft quotes and the page said, in the draft's words
    PRIMARY KEY (draft, address)
) STRICT, WITHOUT ROWID;

-- What the writer does not want to be told of a draft's copy: at one place, known by the words beside it, or in all of it.

CREATE TABLE ignored (
    draft  INTEGER NOT NULL REFERENCES drafts (number) ON DELETE CASCADE,
    rule   TEXT    NOT NULL,                               -- what it was found by
    words  TEXT    NOT NULL,                               -- what stands there
    here   INTEGER NOT NULL CHECK (here IN (0, 1)),        -- at this place only
    before TEXT    NOT NULL,                               -- the letters before it, and behind it; empty for all of the draft
    after  TEXT    NOT NULL,
    PRIMARY KEY (draft, rule, words, here, before, after)
) STRICT, WITHOUT ROWID;

-- What went out although something kept it back, and why. No reference to the draft: the row outlives it.

CREATE TABLE check_overrides (
    number    INTEGER PRIMARY KEY,
    draft     BLOB    NOT NULL CHECK (length(draft) = 16),
    dispatch  BLOB    NOT NULL CHECK (length(dispatch) = 16), -- the promise that it let through
    checks    TEXT    NOT NULL,                            -- JSON: the words of what kept it back
    reason    TEXT    NOT NULL CHECK (reason <> ''),
    made_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX check_overrides_of_draft ON check_overrides (draft, number);
CREATE INDEX check_overrides_of_dispatch ON check_overrides (dispatch);

INSERT INTO migrations (number, checksum) VALUES (1, '6bee54a6efe8ef54423d447d4be51f32d9e9e5e00fabb0cdc8f76b26516effe2');
INSERT INTO migrations (number, checksum) VALUES (2, '3abff55e2810f123c8d9e997e57b21664f53aa5713edce1e48761d0d35086db5');
INSERT INTO migrations (number, checksum) VALUES (3, '8b6354067bfa6d51a0b94d8069520912c9b3ce9c85f463ad5aa710638947047a');
INSERT INTO migrations (number, checksum) VALUES (4, 'babe96eab965da347450f3933df3bb326da86a89de28d075a491d4b6ef785463');
INSERT INTO migrations (number, checksum) VALUES (5, 'e4792166d4960707e3848a76028ea9603af6b0702c527ac1798e69eb9bc9bf0e');
INSERT INTO migrations (number, checksum) VALUES (6, '4e1e3d1240e7dee962228a833f01542a8f449b797844f86f8dbea3e6034b2ebe');
INSERT INTO migrations (number, checksum) VALUES (7, '497760373adaa308ebf93b1c84c884108fe6fbb3ce294ffbdf7be4e76146c365');
INSERT INTO migrations (number, checksum) VALUES (8, 'd0ae6a9fffcb73d6209dfe8b5664a8d9a6b719a0ed103aa016348a2a141b7be0');
INSERT INTO migrations (number, checksum) VALUES (9, '08e3e63b3ae7ed9b091822d5d5fe77862326a9e44516a809b5a95338e38c2da7');
INSERT INTO migrations (number, checksum) VALUES (10, '556e2de6835cb0e70581f90d9028bc320b353f07a0f8ddc1065868f076ae692c');
INSERT INTO migrations (number, checksum) VALUES (11, '658d1af03f1225fc350ba40676990ebacff781c32de211c35034076fda813331');
INSERT INTO migrations (number, checksum) VALUES (12, 'b100baeb640015ef11b4d4becede19eb35c8fcbbad46b3a65daa2040fbb4d0e0');
INSERT INTO migrations (number, checksum) VALUES (13, '160ed7615f8bf8ed9d285ebf2e080ae6b84cf6e0796393bbc4a91140cbe7a80a');
INSERT INTO migrations (number, checksum) VALUES (14, 'b930925e1313ead76c05347e1a4be62da87a4c21c878d7a260e3e038caec0816');
INSERT INTO drafts (number, id, headline, headline_key, standfirst, section, byline, language, slug, publish_at, time_zone, lead_picture, created_at, changed_at, binned_at, status, caret, scroll, edits, fingerprint) VALUES
    (1, X'00000000000000000000000000000001', 'Le pont rouvre', 'le pont rouvre', 'Enfin', 'Ville', 'C. Delmas', 'fr', 'le-pont', 1777420140000000, 'Europe/Paris', '{"file":{"hash":"abababababababababababababababababababababababababababababababab","kind":"jpg","width":1600,"height":900},"alt":"Le pont","caption":"Vu du quai","credit":"C. Delmas"}', 1000000, 5000000, NULL, 'draft', 7, 3, 6, 7467707241320530356),
    (2, X'00000000000000000000000000000002', 'The station', 'the station', '', '', '', 'en', NULL, NULL, 'Europe/London', NULL, 2000000, 3000000, 4000000, 'binned', 0, 0, 0, -3111931336642081595);
INSERT INTO draft_tags (draft, position, tag) VALUES (1, 0, 'été'), (1, 1, 'Œuvre');
INSERT INTO texts (draft, sequence, text) VALUES (1, 4, 'Il rouvre. 😀'), (2, 0, 'It closes.');
INSERT INTO journal (draft, sequence, made_at, caret, changes) VALUES
    (1, 5, 4000000, 2, '[[0,0,"« "]]'),
    (1, 6, 5000000, 17, '[[15,15," »"]]');
INSERT INTO revisions (number, id, draft, made_at, reason, maker, maker_name, headline, words_added, words_removed) VALUES
    (1, X'00000000000000000000000000000011', X'00000000000000000000000000000001', 3500000, 'publish', 'writer', '', 'Le pont rouvre', 2, 0);
INSERT INTO keyframes (number, draft, length, packed, spent) VALUES (1, 1, 10, X'28b52ffd200a510000496c20726f757672652e', 0);
INSERT INTO revision_texts (revision, keyframe, length, hash, packed) VALUES
    (1, NULL, 236, X'e3e3040a7b699c84abf3a597e26b58eedccd5c327f4fd69c6e62bbf509d2aa94', X'7b22686561646c696e65223a224c6520706f6e7420726f75767265222c227374616e646669727374223a22456e66696e222c2273656374696f6e223a2256696c6c65222c2274616773223a5b22c3a974c3a9222c22c59275767265225d2c2262796c696e65223a22432e2044656c6d6173222c226c616e6775616765223a226672222c22736c7567223a226c652d706f6e74222c227075626c6973685f6174223a313737373432303134303030303030302c2274696d655f7a6f6e65223a224575726f70652f5061726973222c226c6561645f70696374757265223a6e756c6c7d0a496c20726f757672652e');
INSERT INTO revision_names (revision, name) VALUES (1, 'envoyé à l’avocate');
INSERT INTO sites (id, name, kind, url, language, time_zone, sections, seen_at) VALUES
    (X'00000000000000000000000000000021', 'Le Marbre', 'local', 'http://127.0.0.1:4747', 'fr', 'Europe/Paris', '[["ville","Ville"]]', 6000000);
INSERT INTO dispatches (number, id, draft, site, operation, revision, made_at, not_before, not_after, state, attempts, next_try, failure, failure_detail) VALUES
    (1, X'00000000000000000000000000000031', X'00000000000000000000000000000001', X'00000000000000000000000000000021', 'publish', X'00000000000000000000000000000011', 3500000, NULL, NULL, 'done', 1, NULL, NULL, NULL),
    (2, X'00000000000000000000000000000032', X'00000000000000000000000000000001', X'00000000000000000000000000000021', 'update', X'00000000000000000000000000000011', 4500000, NULL, NULL, 'sending', 2, NULL, 'site_busy', 'HTTP 503');
INSERT INTO site_pictures (site, hash, remote_id, address) VALUES (X'00000000000000000000000000000021', 'abababababababababababababababababababababababababababababababab', 'm1', '/media/m1.jpg');
INSERT INTO receipts (dispatch, answered_at, address, remote_version, sent_hash, seen_hash) VALUES
    (X'00000000000000000000000000000031', 3600000, 'http://127.0.0.1:4747/articles/le-pont', '"1"', 'cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd', 'cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd');
INSERT INTO publications (draft, site, remote_id, address, slug, remote_version, revision, state, published_at, updated_at) VALUES
    (X'00000000000000000000000000000001', X'00000000000000000000000000000021', 'r1', 'http://127.0.0.1:4747/articles/le-pont', 'le-pont', '"1"', X'00000000000000000000000000000011', 'live', 3600000, NULL);
INSERT INTO live_texts (draft, site, said, version, checked_at) VALUES (X'00000000000000000000000000000001', X'00000000000000000000000000000021', '{}', '"1"', 3700000);
UPDATE drafts SET status = 'on_the_stone' WHERE number = 1;
INSERT INTO settings (key, value) VALUES ('settings', '{"byline":"C. Delmas"}'), ('last_draft', '"00000000-0000-0000-0000-000000000001"');
INSERT INTO pictures (hash, kind, width, height, bytes_len, added_at, name, moving, located, words, offered, sought) VALUES
    ('abababababababababababababababababababababababababababababababab', 'jpg', 1600, 900, 12345, 3000000, 'quai.jpg', 0, 1, '{"alt":"Un pont","credit":"C. Delmas"}', '{"credit":"C. Delmas / AFP","taken":"2026-04-29T02:49:00"}', ' quai jpg un pont c delmas');
INSERT INTO framings (original, framing, recipe, made_at, sharpness, failure, failure_detail) VALUES
    ('abababababababababababababababababababababababababababababababab', '', '1', 3100000, 0.5, NULL, NULL),
    ('abababababababababababababababababababababababababababababababab', 'turn=90', '1', 3200000, NULL, 'picture_gave_up', 'killed');
INSERT INTO copies (original, framing, position, role, hash, kind, width, height, bytes_len) VALUES
    ('abababababababababababababababababababababababababababababababab', '', 0, 'whole', '0101010101010101010101010101010101010101010101010101010101010101', 'jpg', 1600, 900, 2345),
    ('abababababababababababababababababababababababababababababababab', '', 1, 'size', '0202020202020202020202020202020202020202020202020202020202020202', 'webp', 480, 270, 345),
    ('abababababababababababababababababababababababababababababababab', '', 2, 'card', '0303030303030303030303030303030303030303030303030303030303030303', 'jpg', 1200, 630, 1345);
INSERT INTO picture_uses (hash, draft, place, revision) VALUES
    ('abababababababababababababababababababababababababababababababab', 1, 'lead', NULL),
    ('abababababababababababababababababababababababababababababababab', 1, 'revision', 1);
INSERT INTO picture_uses_due (draft) VALUES (2);
INSERT INTO search (rowid, words) VALUES (2, 'the station it closes');
INSERT INTO search_headlines (rowid, words) VALUES (2, 'the station');
INSERT INTO search_due (draft) VALUES (1);
INSERT INTO folders (number, id, path, mirrored, device, inode, born, added_at) VALUES
    (1, X'00000000000000000000000000000041', '/home/camille/articles', 'all', 1, 2, 3, 7000000);
INSERT INTO mirrors (folder, draft, path, hash, device, inode, born, away, theirs_hash) VALUES
    (1, X'00000000000000000000000000000001', 'le-pont.md', 'efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef', 1, 4, 5, 0, 'fefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefe');
INSERT INTO mirror_texts (folder, draft, agreed, asked_base, asked_theirs) VALUES
    (1, X'00000000000000000000000000000001', 'Il rouvre.', 'Il rouvre.', 'Il ferme.');
INSERT INTO earlier_texts (draft, sequence, text, fingerprint) VALUES (1, 4, 'Il rouvre. 😀', NULL);
INSERT INTO front_matter (draft, yaml) VALUES (1, 'layout: post
');
INSERT INTO site_looks (site, learnt_at, address, said) VALUES (X'00000000000000000000000000000021', 3800000, 'http://127.0.0.1:4747/articles/le-pont', '{}');
INSERT INTO look_fonts (site, name, bytes) VALUES (X'00000000000000000000000000000021', '0123456789abcdef.woff2', X'774f4632');
INSERT INTO imports (id, site, words, state, made_at, next_part, listed, total, failure, failure_detail) VALUES
    (X'00000000000000000000000000000051', X'00000000000000000000000000000021', 'pont', 'running', 8000000, '2', 0, 40, NULL, NULL);
INSERT INTO import_articles (import, position, remote_id, headline, address, state, draft, noted, failure, failure_detail) VALUES
    (X'00000000000000000000000000000051', 1, 'r1', 'Le pont rouvre', 'http://127.0.0.1:4747/articles/le-pont', 'known', X'00000000000000000000000000000001', '', NULL, NULL),
    (X'00000000000000000000000000000051', 2, 'r2', 'Le pont ferme', 'http://127.0.0.1:4747/articles/le-pont-ferme', 'failed', NULL, '{"lost":[]}', 'site_broken', 'HTTP 500');
INSERT INTO embargo_overrides (number, draft, until, act, reason, made_at, dispatch) VALUES
    (1, x'00000000000000000000000000000001', 1777478400000000, 'publish', 'levé par l’attachée de presse', 1777470000000000, NULL);
INSERT INTO site_previews (draft, site, remote_id, address, sent_at, leaves, attempts, next_try, failure, failure_detail) VALUES
    (X'00000000000000000000000000000001', X'00000000000000000000000000000021', '9', 'http://127.0.0.1:4747/?p=9&preview=true', 3700000, 1, 2, 9000000, 'site_unreachable', 'no connection');
INSERT INTO cited_pages (draft, address, read_at, title, paragraphs, quotes) VALUES
    (1, 'https://ville.example/pont', 3300000, 'Le pont', x'00000000000000010000000000000002', '["le pont ouvrira en mai"]');
INSERT INTO ignored (draft, rule, words, here, before, after) VALUES
    (1, 'spelling', 'Il', 1, '', 'rouvre'),
    (1, 'high-sign', '', 0, '', '');
INSERT INTO check_overrides (number, draft, dispatch, checks, reason, made_at) VALUES
    (1, X'00000000000000000000000000000001', X'00000000000000000000000000000031', '["to-come","tone"]', 'le préfet rappelle à 18 h', 3650000);
PRAGMA application_id = 1298231906;
PRAGMA user_version = 14;
