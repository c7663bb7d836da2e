-- +goose Up

-- How often was chased is marked as other rows are.
ALTER TABLE chases ADD COLUMN mark TEXT NOT NULL DEFAULT '';
