-- +goose Up

-- What clients must do themselves by a day that nobody knows is listed until it is known, also
-- when its case has ended.
CREATE INDEX deadlines_undated ON deadlines (due_sort, id, active) WHERE kind = 'own' AND due_min = -2;
