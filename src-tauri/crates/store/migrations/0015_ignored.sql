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
