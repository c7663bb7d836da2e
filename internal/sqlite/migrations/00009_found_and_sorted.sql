-- +goose Up

-- People are found by parts of their names and by the last four places of their mobile
-- numbers (a keyed hash); clients and cases are sorted by names as Chinese reads them.
-- What stands here is empty until the program has keyed a folder anew: only it knows how.
ALTER TABLE people ADD COLUMN find TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN mobile_tail TEXT NOT NULL DEFAULT '';
CREATE INDEX people_mobile_tail ON people (mobile_tail) WHERE mobile_tail <> '';
ALTER TABLE clients ADD COLUMN sort_key TEXT NOT NULL DEFAULT '';
DROP INDEX clients_find;
CREATE INDEX clients_sort ON clients (sort_key, id);
DROP INDEX cases_client_key;
DROP INDEX cases_all_client_key;
ALTER TABLE cases RENAME COLUMN client_key TO client_find;
ALTER TABLE cases ADD COLUMN client_sort TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_client_sort ON cases (active, client_sort, id);
CREATE INDEX cases_all_client_sort ON cases (client_sort, id);
