-- +goose Up

-- When something happened last in a case, told by the journal: looking at it, printing and
-- editing is nothing. Those in which nothing happens for long are found by it.
ALTER TABLE cases ADD COLUMN acted_at TEXT NOT NULL DEFAULT '';
UPDATE cases SET acted_at = COALESCE((SELECT MAX(j.at) FROM journal j WHERE j.case_id = cases.id
  AND j.kind NOT IN ('reveal', 'edit', 'paper', 'export', 'erase')), created_at);
CREATE INDEX cases_acted ON cases (active, status, acted_at, owner_id, id);
