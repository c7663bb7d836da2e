-- +goose Up

-- The whole journal is looked through by who, what, which case and when.
CREATE INDEX journal_at ON journal (at, seq);
CREATE INDEX journal_kinds ON journal (kind, at, seq);
CREATE INDEX journal_staff ON journal (staff_id, at, seq);
CREATE INDEX journal_cases ON journal (case_id, at, seq);
