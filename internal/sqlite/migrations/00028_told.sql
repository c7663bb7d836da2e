-- +goose Up

-- Whether the client was told of what he must do himself: it is computed with the date.
ALTER TABLE deadlines ADD COLUMN told INTEGER NOT NULL DEFAULT 0;
