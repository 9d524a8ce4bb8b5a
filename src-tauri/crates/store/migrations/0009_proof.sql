-- What a draft must be stands in its own row: an edit that is no longer found in the journal, and a letter of a headline
-- that changed by itself, are seen.

ALTER TABLE drafts ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;   -- the number of the last edit, folded or not
ALTER TABLE drafts ADD COLUMN fingerprint INTEGER;                -- XXH64 of the fields as JSON; none for older rows

UPDATE drafts SET edits = max(
    ifnull((SELECT max(sequence) FROM journal WHERE draft = number), 0),
    ifnull((SELECT sequence FROM texts WHERE draft = number), 0)
);
