-- +goose Up

-- The ids of runs and deadlines begin as their case's does. The indexes of due dates end
-- in them, so that what is written for cases of one time lies side by side there, and not
-- on a page each.
UPDATE runs SET id = substr(case_id, 1, 13) || substr(id, 14) WHERE length(id) = 36 AND length(case_id) = 36;
UPDATE deadlines SET id = substr(case_id, 1, 13) || substr(id, 14) WHERE length(id) = 36 AND length(case_id) = 36;
