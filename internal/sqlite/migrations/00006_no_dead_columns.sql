-- +goose Up

-- Written and never read: people are found by whole numbers, and what a case counts with
-- is its edition.
ALTER TABLE people DROP COLUMN doc_number_tail;
ALTER TABLE people DROP COLUMN mobile_tail;
ALTER TABLE cases DROP COLUMN graph;
