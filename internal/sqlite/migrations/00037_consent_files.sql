-- +goose Up

-- The sealed file that proves a consent; several consents may name one.
CREATE TABLE consent_files (
  consent_id  TEXT PRIMARY KEY REFERENCES consents (id),
  name_sealed BLOB NOT NULL,
  mime        TEXT NOT NULL,
  size        INTEGER NOT NULL,
  width       INTEGER NOT NULL,
  height      INTEGER NOT NULL,
  blob        TEXT NOT NULL,
  added_by    TEXT NOT NULL,
  added_at    TEXT NOT NULL,
  mark        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX consent_files_blob ON consent_files (blob);
