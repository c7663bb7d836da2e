-- +goose Up

-- Rows are found by any part of their column find: find_parts has the rest of each word from
-- each of its characters on, under the row's find_no. kind is the table: 0 clients, 1 people,
-- 2 cases, 3 invoices. It is empty until the program has filled it: only it knows how.
CREATE TABLE find_parts (
  kind INTEGER NOT NULL,
  part TEXT NOT NULL,
  no   INTEGER NOT NULL,
  PRIMARY KEY (kind, part, no)
) STRICT, WITHOUT ROWID;

ALTER TABLE clients ADD COLUMN find_no INTEGER NOT NULL DEFAULT 0;
UPDATE clients SET find_no = rowid;
CREATE UNIQUE INDEX clients_found ON clients (find_no);
ALTER TABLE people ADD COLUMN find_no INTEGER NOT NULL DEFAULT 0;
UPDATE people SET find_no = rowid;
CREATE UNIQUE INDEX people_found ON people (find_no);
ALTER TABLE cases ADD COLUMN find_no INTEGER NOT NULL DEFAULT 0;
UPDATE cases SET find_no = rowid;
CREATE UNIQUE INDEX cases_found ON cases (find_no);
ALTER TABLE invoices ADD COLUMN find_no INTEGER NOT NULL DEFAULT 0;
UPDATE invoices SET find_no = rowid;
CREATE UNIQUE INDEX invoices_found ON invoices (find_no);

-- From who is called so to what is his.
CREATE INDEX invoices_client ON invoices (client_id, find_no);
CREATE INDEX clients_wechat ON clients (wechat_hash) WHERE wechat_hash <> '';
CREATE INDEX clients_phone ON clients (contact_phone_hash) WHERE contact_phone_hash <> '';
CREATE INDEX clients_phone_tail ON clients (contact_phone_tail) WHERE contact_phone_tail <> '';
