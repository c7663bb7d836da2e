-- +goose Up

-- Cases that have ended lie in the order of dates by their end, behind all others. This copies a column
-- that stands beside it; what a fold gives stays as it is.
UPDATE cases SET head_due = '9999 ' || closed_at WHERE closed_at IS NOT NULL;
