-- +goose Up

-- active: a lead of a case that is open or on hold, copied from there as sites.active is.
ALTER TABLE people ADD COLUMN active INTEGER NOT NULL DEFAULT 0;
UPDATE people SET active = 1 WHERE id IN (SELECT m.person_id FROM case_leads m JOIN cases c ON c.id = m.case_id WHERE c.active = 1);
DROP INDEX people_until;
CREATE INDEX people_open_until ON people (doc_until, id) WHERE active = 1 AND doc_long = 0 AND doc_until IS NOT NULL;

-- What delivered cases tell of how long things take, the latest first.
CREATE INDEX cases_delivered ON cases (type, province, number_key) WHERE status = 'delivered';
