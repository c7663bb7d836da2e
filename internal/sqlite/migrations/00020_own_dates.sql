-- +goose Up

-- What clients must do themselves outlives their cases: it is listed after those have ended.
CREATE INDEX deadlines_own ON deadlines (active, due_sort, id) WHERE kind = 'own';
