-- +goose Up

-- Of an imported case nobody may know when it ended: closed_at is then the day from which its
-- terms count. It is computed from the moves, as closed_at is.
ALTER TABLE cases ADD COLUMN undated_end INTEGER NOT NULL DEFAULT 0;
