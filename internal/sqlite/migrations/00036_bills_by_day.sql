-- +goose Up

-- Bills by state (open, paid, void), open ones by the day on which they are due.
CREATE TABLE invoice_tally (
  state    TEXT NOT NULL,
  due_on   TEXT NOT NULL,
  n        INTEGER NOT NULL,
  open_fen INTEGER NOT NULL,
  PRIMARY KEY (state, due_on)
) STRICT, WITHOUT ROWID;
INSERT INTO invoice_tally (state, due_on, n, open_fen)
  SELECT CASE WHEN void = 1 THEN 'void' WHEN open_fen > 0 THEN 'open' ELSE 'paid' END, CASE WHEN open_fen > 0 THEN due_on ELSE '' END, COUNT(*), SUM(open_fen)
  FROM invoices GROUP BY 1, 2;
