-- +goose Up

-- A payment booked by mistake is reversed, whole and once; both rows stay.
CREATE TABLE reversals (
  payment_id    TEXT PRIMARY KEY REFERENCES payments (id),
  reversed_on   TEXT NOT NULL,
  reason_sealed BLOB NOT NULL,
  reversed_by   TEXT NOT NULL,
  created_at    TEXT NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER reversals_keep_update BEFORE UPDATE ON reversals
BEGIN SELECT RAISE(ABORT, 'reversals are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER reversals_keep_delete BEFORE DELETE ON reversals
BEGIN SELECT RAISE(ABORT, 'reversals are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER payments_keep_update BEFORE UPDATE ON payments
BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER payments_keep_delete BEFORE DELETE ON payments
BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
-- +goose StatementEnd
