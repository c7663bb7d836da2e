-- +goose Up

-- What personal data went to whom, when. kinds names materials and fields, a line each, never what
-- stands in them. It outlives the data: a purge of a case's scans leaves it alone.
CREATE TABLE handovers (
  id        TEXT PRIMARY KEY,
  case_id   TEXT NOT NULL REFERENCES cases (id),
  at        TEXT NOT NULL,
  recipient TEXT NOT NULL,
  actor     TEXT NOT NULL,
  kinds     TEXT NOT NULL,
  basis     TEXT NOT NULL,
  move_id   TEXT NOT NULL DEFAULT '',
  staff_id  TEXT NOT NULL,
  recorded  TEXT NOT NULL,
  undone_at TEXT,
  undone_by TEXT NOT NULL DEFAULT '',
  sealed    BLOB NOT NULL
) STRICT;
CREATE INDEX handovers_at ON handovers (at, id);
CREATE INDEX handovers_case ON handovers (case_id, at, id);
CREATE INDEX handovers_recipient ON handovers (recipient, at, id);
