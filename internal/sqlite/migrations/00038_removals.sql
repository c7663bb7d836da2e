-- +goose Up

-- Moves go with their case alone, where an import is taken back whole: while that is done
-- the case's status is 'removed'.
DROP TRIGGER moves_keep_delete;
-- +goose StatementBegin
CREATE TRIGGER moves_keep_delete BEFORE DELETE ON moves
WHEN NOT EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id AND status = 'removed')
BEGIN SELECT RAISE(ABORT, 'moves are append-only'); END;
-- +goose StatementEnd
