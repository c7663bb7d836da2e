-- +goose Up

-- Active runs by whom they wait for and their day: '9999' is none; hard ones become overdue, soft
-- ones never. late_no is the party that they escalate to once it has passed, -1 for none. In
-- all tallies but case_tally owner_id '*' is everybody.
CREATE TABLE run_days (
  owner_id TEXT NOT NULL,
  party_no INTEGER NOT NULL,
  stage    TEXT NOT NULL,
  day      TEXT NOT NULL,
  late_no  INTEGER NOT NULL,
  hard     INTEGER NOT NULL,
  soft     INTEGER NOT NULL,
  PRIMARY KEY (owner_id, party_no, stage, day, late_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_days_late ON run_days (owner_id, day, party_no, stage, late_no, hard, soft) WHERE late_no >= 0;

-- Active cases by whom their headline waits for; day is its date where it escalates.
CREATE TABLE case_parties (
  owner_id   TEXT NOT NULL,
  party      TEXT NOT NULL,
  late_no    INTEGER NOT NULL,
  day        TEXT NOT NULL,
  n          INTEGER NOT NULL,
  unpaid_fen INTEGER NOT NULL,
  PRIMARY KEY (owner_id, party, late_no, day)
) STRICT, WITHOUT ROWID;

-- Runs that are due at a minute, which passes in the course of a day.
CREATE INDEX runs_minute ON runs (due_sort, owner_id, party_no, stage, late_no, soft, headline, case_id, active)
  WHERE active = 1 AND due_sort < '9999' AND substr(due_sort, 12) < '24:00';

-- Which cases a change of the rulebook meets: edition, type and province copy the case's.
ALTER TABLE runs ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN type TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN province TEXT NOT NULL DEFAULT '';
UPDATE runs SET (edition, type, province) = (SELECT c.edition, c.type, c.province FROM cases c WHERE c.id = runs.case_id);
CREATE INDEX runs_met ON runs (edition, stage, province, type, case_id) WHERE active = 1;

DELETE FROM run_tally WHERE n = 0;
INSERT INTO run_tally (owner_id, party_no, stage, n) SELECT '*', party_no, stage, SUM(n) FROM run_tally GROUP BY party_no, stage;
INSERT INTO run_days (owner_id, party_no, stage, day, late_no, hard, soft)
  SELECT o.id, r.party_no, r.stage, substr(r.due_sort, 1, 10), COALESCE(r.late_no, -1), SUM(1 - r.soft), SUM(r.soft)
  FROM runs r JOIN (SELECT '*' AS id UNION SELECT owner_id FROM runs) o ON o.id IN ('*', r.owner_id)
  WHERE r.active = 1 GROUP BY 1, 2, 3, 4, 5;
INSERT INTO case_parties (owner_id, party, late_no, day, n, unpaid_fen)
  SELECT o.id, c.head_party, COALESCE(r.late_no, -1), CASE WHEN r.late_no IS NULL THEN '' ELSE substr(r.due_sort, 1, 10) END, COUNT(*), SUM(c.unpaid_fen)
  FROM cases c JOIN (SELECT '*' AS id UNION SELECT COALESCE(owner_id, '') FROM cases) o ON o.id IN ('*', COALESCE(c.owner_id, ''))
  LEFT JOIN runs r ON r.case_id = c.id AND r.headline = 1
  WHERE c.active = 1 GROUP BY 1, 2, 3, 4;
