-- +goose Up

-- The digests of payloads are keyed as the links are: a rekey gives both their new form. All
-- else of an entry stays as it was written.
DROP TRIGGER journal_keep_update;
-- +goose StatementBegin
CREATE TRIGGER journal_keep_update BEFORE UPDATE OF seq, at, happen, staff_id, via, kind, case_id, subject, title ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
-- +goose StatementEnd
