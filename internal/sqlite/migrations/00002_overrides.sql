-- +goose Up

-- What staff have changed of the release's clocks, texts and rules, row by row and
-- append-only: the latest row of a kind, scope and code holds. changes is 0 for a row
-- that only confirms what stands. sealed is one JSON object: old, new, source.
CREATE TABLE overrides (
  id           TEXT PRIMARY KEY,
  seq          INTEGER NOT NULL UNIQUE,
  kind         TEXT NOT NULL,
  scope        TEXT NOT NULL,
  code         TEXT NOT NULL,
  changes      INTEGER NOT NULL,
  sealed       BLOB NOT NULL,
  confirmed_on TEXT,
  staff_id     TEXT NOT NULL,
  at           TEXT NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER overrides_keep_update BEFORE UPDATE ON overrides
BEGIN SELECT RAISE(ABORT, 'overrides are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER overrides_keep_delete BEFORE DELETE ON overrides
BEGIN SELECT RAISE(ABORT, 'overrides are append-only'); END;
-- +goose StatementEnd

-- A case counts with the overrides up to its edition.
ALTER TABLE cases ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_edition ON cases (active, edition, id);

-- Last days of a site's domain, of the proof of its real-name check, and of the
-- authorisation its lead or its server's account goes by.
ALTER TABLE sites ADD COLUMN domain_until TEXT;
ALTER TABLE sites ADD COLUMN proof_until TEXT;
ALTER TABLE sites ADD COLUMN grant_until TEXT;
CREATE INDEX sites_domain_until ON sites (active, domain_until, id) WHERE domain_until IS NOT NULL;
CREATE INDEX sites_proof_until ON sites (active, proof_until, id) WHERE proof_until IS NOT NULL;
CREATE INDEX sites_grant_until ON sites (active, grant_until, id) WHERE grant_until IS NOT NULL;
