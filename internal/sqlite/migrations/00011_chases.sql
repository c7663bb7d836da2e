-- +goose Up

-- How often a client was chased for what a run asks of it (its matter), and when last. A
-- run keeps the day beside its date: what was chased today comes last in its group.
CREATE TABLE chases (
  run_id  TEXT NOT NULL,
  matter  TEXT NOT NULL,
  case_id TEXT NOT NULL REFERENCES cases (id),
  times   INTEGER NOT NULL,
  last    TEXT NOT NULL,
  PRIMARY KEY (run_id, matter)
) STRICT;
ALTER TABLE runs ADD COLUMN chased TEXT NOT NULL DEFAULT '';
CREATE INDEX runs_chased ON runs (chased, due_sort, id) WHERE chased <> '';
