-- +goose Up

-- What somebody has typed and not saved yet. key names the form, never what is in it.
CREATE TABLE drafts (
  staff_id    TEXT NOT NULL REFERENCES staff (id),
  key         TEXT NOT NULL,
  body_sealed BLOB NOT NULL,
  updated_at  TEXT NOT NULL,
  PRIMARY KEY (staff_id, key)
) STRICT;
