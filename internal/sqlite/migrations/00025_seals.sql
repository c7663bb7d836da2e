-- +goose Up

-- A seal binds the version of its row, which lines of the register had none of. What is only
-- added to stays as it is but for its seals, which the program gives their present form.
ALTER TABLE handovers ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

DROP TRIGGER moves_keep_update;
-- +goose StatementBegin
CREATE TRIGGER moves_keep_update BEFORE UPDATE OF id, case_id, seq, at, recorded, staff_id, action, site_id ON moves
BEGIN SELECT RAISE(ABORT, 'moves are append-only'); END;
-- +goose StatementEnd

DROP TRIGGER payments_keep_update;
-- +goose StatementBegin
CREATE TRIGGER payments_keep_update BEFORE UPDATE OF id, invoice_id, number, amount_fen, paid_on, method, received_by, created_at ON payments
BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
-- +goose StatementEnd

DROP TRIGGER reversals_keep_update;
-- +goose StatementBegin
CREATE TRIGGER reversals_keep_update BEFORE UPDATE OF payment_id, reversed_on, reversed_by, created_at ON reversals
BEGIN SELECT RAISE(ABORT, 'reversals are append-only'); END;
-- +goose StatementEnd

DROP TRIGGER overrides_keep_update;
-- +goose StatementBegin
CREATE TRIGGER overrides_keep_update BEFORE UPDATE OF id, seq, kind, scope, code, changes, confirmed_on, staff_id, at ON overrides
BEGIN SELECT RAISE(ABORT, 'overrides are append-only'); END;
-- +goose StatementEnd
