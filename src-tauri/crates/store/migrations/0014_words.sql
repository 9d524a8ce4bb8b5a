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
