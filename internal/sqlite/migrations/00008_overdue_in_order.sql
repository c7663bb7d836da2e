-- +goose Up

-- What is open lies in the order in which it fell due, and by number within a day.
DROP INDEX invoices_open_due;
CREATE INDEX invoices_open_due ON invoices (due_on, number_key, open_fen) WHERE open_fen > 0;
