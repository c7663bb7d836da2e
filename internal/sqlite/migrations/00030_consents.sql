-- +goose Up

-- What people have agreed to. kinds names what it covers, a line each, never what stands in it.
CREATE TABLE consents (
  id            TEXT PRIMARY KEY,
  person_id     TEXT NOT NULL REFERENCES people (id),
  matter        TEXT NOT NULL,
  kinds         TEXT NOT NULL,
  way           TEXT NOT NULL,
  given_on      TEXT NOT NULL,
  staff_id      TEXT NOT NULL,
  recorded      TEXT NOT NULL,
  withdrawn_on  TEXT,
  withdrawn_by  TEXT NOT NULL DEFAULT '',
  withdrawn_at  TEXT,
  sealed        BLOB NOT NULL,
  version       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX consents_person ON consents (person_id, given_on, id);
