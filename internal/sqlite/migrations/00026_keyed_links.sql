-- +goose Up

-- The links of the journal are keyed; those of before are given their present form by the
-- program. All else of an entry stays as it was written.
DROP TRIGGER journal_keep_update;
-- +goose StatementBegin
CREATE TRIGGER journal_keep_update BEFORE UPDATE OF seq, at, happen, staff_id, via, kind, case_id, subject, title, digest ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
-- +goose StatementEnd
