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
