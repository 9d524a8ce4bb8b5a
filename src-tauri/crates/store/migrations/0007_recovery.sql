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
