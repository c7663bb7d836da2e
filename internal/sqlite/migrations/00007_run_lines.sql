-- +goose Up

-- What is kept of a run is its line, written by the program as it folds a case, and beside
-- it the columns that lists compare. The program folds every open case anew when it opens
-- a folder whose projections are of an earlier make: no statement rewrites them.
DROP TABLE runs;
CREATE TABLE runs (
  id       TEXT PRIMARY KEY,
  case_id  TEXT NOT NULL REFERENCES cases (id),
  key      TEXT NOT NULL,
  stage    TEXT NOT NULL,
  stage_no INTEGER NOT NULL,
  site_id  TEXT NOT NULL,
  attempt  INTEGER NOT NULL,
  entered  TEXT NOT NULL,
  line     TEXT NOT NULL,
  party_no INTEGER NOT NULL,
  late_no  INTEGER,
  due_sort TEXT NOT NULL,
  soft     INTEGER NOT NULL,
  headline INTEGER NOT NULL,
  owner_id TEXT NOT NULL,
  active   INTEGER NOT NULL,
  UNIQUE (case_id, key)
) STRICT;
CREATE UNIQUE INDEX runs_headline ON runs (case_id) WHERE headline = 1;
CREATE INDEX runs_stage_due ON runs (active, party_no, stage, due_sort, id, soft, late_no);
CREATE INDEX runs_owner_stage_due ON runs (owner_id, active, party_no, stage, due_sort, id, soft, late_no);
CREATE INDEX runs_late ON runs (active, due_sort, id, late_no, party_no, soft, stage, owner_id, headline, case_id) WHERE late_no IS NOT NULL;
DELETE FROM run_tally;
