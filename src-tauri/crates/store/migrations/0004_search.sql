-- Words of the drafts. Contentless: what is indexed is the folded text (é → e, œ → oe), which
-- nobody wants to read back, and a row can be replaced without knowing what it held before.
-- Columns but not positions: enough to put the headline first, at a third of the size.

CREATE VIRTUAL TABLE search USING fts5 (
    headline, standfirst, text,
    content = '', contentless_delete = 1, detail = column,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

-- Drafts whose words changed since they were indexed. A megabyte takes a while to index, and a
-- keystroke must not wait for it: the writer does it when it has nothing else to do.
CREATE TABLE search_due (
    draft INTEGER PRIMARY KEY REFERENCES drafts (number) ON DELETE CASCADE
) STRICT;
