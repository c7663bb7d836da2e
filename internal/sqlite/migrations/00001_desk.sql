-- +goose Up

CREATE TABLE staff (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  active     INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  version    INTEGER NOT NULL
) STRICT;

-- address is a unit's and lies in clear; a personal subject's lies in address_sealed.
-- find is the name in lower case, for parts of names and for sorting.
CREATE TABLE clients (
  id                  TEXT PRIMARY KEY,
  name                TEXT NOT NULL,
  find                TEXT NOT NULL,
  kind                TEXT NOT NULL,
  credit_code         TEXT NOT NULL,
  address             TEXT NOT NULL,
  address_sealed      BLOB,
  postcode            TEXT NOT NULL,
  office_phone_sealed BLOB,
  fapiao_title        TEXT NOT NULL,
  fapiao_tax_no       TEXT NOT NULL,
  note_sealed         BLOB,
  created_at          TEXT NOT NULL,
  updated_at          TEXT NOT NULL,
  version             INTEGER NOT NULL
) STRICT;
CREATE INDEX clients_find ON clients (find, id);
CREATE INDEX clients_credit_code ON clients (credit_code);

-- The hashes are keyed: exact search on what is sealed, whole and last four places.
CREATE TABLE people (
  id                 TEXT PRIMARY KEY,
  client_id          TEXT NOT NULL REFERENCES clients (id),
  name               TEXT NOT NULL,
  doc_kind           TEXT NOT NULL,
  doc_number_sealed  BLOB,
  doc_number_hash    TEXT NOT NULL,
  doc_number_tail    TEXT NOT NULL,
  doc_until          TEXT,
  doc_long           INTEGER NOT NULL,
  doc_address_sealed BLOB,
  living_sealed      BLOB,
  mobile_sealed      BLOB,
  mobile_hash        TEXT NOT NULL,
  mobile_tail        TEXT NOT NULL,
  emergency_sealed   BLOB,
  emergency_hash     TEXT NOT NULL,
  email_sealed       BLOB,
  created_at         TEXT NOT NULL,
  updated_at         TEXT NOT NULL,
  version            INTEGER NOT NULL
) STRICT;
CREATE INDEX people_client ON people (client_id, id);
CREATE INDEX people_until ON people (doc_until, id) WHERE doc_until IS NOT NULL;
CREATE INDEX people_doc_number ON people (doc_number_hash);
CREATE INDEX people_mobile ON people (mobile_hash);
CREATE INDEX people_emergency ON people (emergency_hash);

-- number_key is the number with its running part padded, so that 9999 comes before
-- 10000. active says open or on hold. head_… copy the headline run, client_key and
-- find the names, unpaid_fen what the case still owes: what lists filter and sort by.
CREATE TABLE cases (
  id                    TEXT PRIMARY KEY,
  number                TEXT NOT NULL UNIQUE,
  number_key            TEXT NOT NULL,
  client_id             TEXT NOT NULL REFERENCES clients (id),
  type                  TEXT NOT NULL,
  province              TEXT NOT NULL,
  icp                   INTEGER NOT NULL,
  police                INTEGER NOT NULL,
  graph                 INTEGER NOT NULL,
  owner_id              TEXT REFERENCES staff (id),
  status                TEXT NOT NULL,
  active                INTEGER NOT NULL,
  subject_number        TEXT NOT NULL,
  lookup_sealed         BLOB,
  lookup_day            TEXT,
  account_user          TEXT NOT NULL,
  account_secret_sealed BLOB,
  opened_at             TEXT NOT NULL,
  closed_at             TEXT,
  head_stage            TEXT NOT NULL DEFAULT '',
  head_party            TEXT NOT NULL DEFAULT '',
  head_due              TEXT NOT NULL DEFAULT '9999',
  head_soft             INTEGER NOT NULL DEFAULT 0,
  client_key            TEXT NOT NULL,
  find                  TEXT NOT NULL,
  unpaid_fen            INTEGER NOT NULL DEFAULT 0,
  created_at            TEXT NOT NULL,
  updated_at            TEXT NOT NULL,
  version               INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_due ON cases (active, head_due, id, unpaid_fen, owner_id, province, head_stage, head_party, head_soft);
CREATE INDEX cases_owner_due ON cases (owner_id, active, head_due, id, unpaid_fen, province, head_stage, head_party, head_soft);
CREATE INDEX cases_all_due ON cases (head_due, id, unpaid_fen, owner_id, province, head_stage, head_party, head_soft);
CREATE INDEX cases_number ON cases (active, number_key);
CREATE UNIQUE INDEX cases_all_number ON cases (number_key);
CREATE INDEX cases_client_key ON cases (active, client_key, id);
CREATE INDEX cases_all_client_key ON cases (client_key, id);
CREATE INDEX cases_client ON cases (client_id, active);

CREATE TABLE sites (
  id            TEXT PRIMARY KEY,
  case_id       TEXT NOT NULL REFERENCES cases (id),
  ordinal       INTEGER NOT NULL,
  name          TEXT NOT NULL,
  domain        TEXT NOT NULL,
  interactive   INTEGER NOT NULL,
  server_kind   TEXT NOT NULL,
  server_ip     TEXT NOT NULL,
  server_until  TEXT,
  icp_number    TEXT NOT NULL,
  live          TEXT NOT NULL,
  police_number TEXT NOT NULL,
  active        INTEGER NOT NULL,
  created_at    TEXT NOT NULL,
  updated_at    TEXT NOT NULL,
  version       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sites_case ON sites (case_id, ordinal);
CREATE INDEX sites_until ON sites (active, server_until, id) WHERE server_until IS NOT NULL;

CREATE TABLE case_leads (
  case_id   TEXT NOT NULL REFERENCES cases (id),
  site_id   TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people (id),
  role      TEXT NOT NULL,
  ordinal   INTEGER NOT NULL,
  PRIMARY KEY (case_id, site_id, person_id, role)
) STRICT;
CREATE INDEX case_leads_person ON case_leads (person_id, case_id);

-- sealed is one JSON object with the values and the reason.
CREATE TABLE moves (
  id       TEXT PRIMARY KEY,
  case_id  TEXT NOT NULL REFERENCES cases (id),
  seq      INTEGER NOT NULL,
  at       TEXT NOT NULL,
  recorded TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  action   TEXT NOT NULL,
  site_id  TEXT NOT NULL,
  sealed   BLOB,
  UNIQUE (case_id, seq)
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER moves_keep_update BEFORE UPDATE ON moves
BEGIN SELECT RAISE(ABORT, 'moves are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER moves_keep_delete BEFORE DELETE ON moves
BEGIN SELECT RAISE(ABORT, 'moves are append-only'); END;
-- +goose StatementEnd

-- owner_id and active copy the case's. due_sort is '2026-11-23T15:04', a whole day's
-- ends in T24:00, none is '9999'. soft is 1 for dates that never are overdue.
CREATE TABLE runs (
  id       TEXT PRIMARY KEY,
  case_id  TEXT NOT NULL REFERENCES cases (id),
  key      TEXT NOT NULL,
  stage    TEXT NOT NULL,
  stage_no INTEGER NOT NULL,
  site_id  TEXT NOT NULL,
  attempt  INTEGER NOT NULL,
  step     TEXT NOT NULL,
  party    TEXT NOT NULL,
  party_no INTEGER NOT NULL,
  entered  TEXT NOT NULL,
  due_day  TEXT,
  due_min  INTEGER NOT NULL,
  due_kind TEXT NOT NULL,
  due_key  TEXT NOT NULL,
  due_sort TEXT NOT NULL,
  soft     INTEGER NOT NULL,
  started  TEXT NOT NULL,
  headline INTEGER NOT NULL,
  round    INTEGER NOT NULL,
  who      TEXT NOT NULL,
  lost     INTEGER NOT NULL,
  owner_id TEXT NOT NULL,
  active   INTEGER NOT NULL,
  UNIQUE (case_id, key)
) STRICT;
CREATE UNIQUE INDEX runs_headline ON runs (case_id) WHERE headline = 1;
CREATE INDEX runs_due ON runs (active, due_sort, id, soft, party_no, stage);
CREATE INDEX runs_party_due ON runs (active, party_no, due_sort, id, soft, stage);
CREATE INDEX runs_owner_due ON runs (owner_id, active, due_sort, id, soft, party_no, stage);
CREATE INDEX runs_owner_party_due ON runs (owner_id, active, party_no, due_sort, id, soft, stage);

CREATE INDEX runs_fold ON runs (active, party_no, stage, due_sort);
CREATE INDEX runs_owner_fold ON runs (owner_id, active, party_no, stage, due_sort);

-- How many active runs and how many cases there are, so that Today and the cases
-- table need not count them all: counting a hundred thousand takes 20 ms.
CREATE TABLE run_tally (
  owner_id TEXT NOT NULL,
  party_no INTEGER NOT NULL,
  stage    TEXT NOT NULL,
  n        INTEGER NOT NULL,
  PRIMARY KEY (owner_id, party_no, stage)
) STRICT;
CREATE TABLE case_tally (
  owner_id   TEXT NOT NULL,
  active     INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  unpaid_fen INTEGER NOT NULL,
  PRIMARY KEY (owner_id, active)
) STRICT;

CREATE TABLE deadlines (
  id          TEXT PRIMARY KEY,
  case_id     TEXT NOT NULL REFERENCES cases (id),
  key         TEXT NOT NULL,
  stage       TEXT NOT NULL,
  site_id     TEXT NOT NULL,
  clock       TEXT NOT NULL,
  label       TEXT NOT NULL,
  kind        TEXT NOT NULL,
  from_at     TEXT NOT NULL,
  due_day     TEXT NOT NULL,
  due_min     INTEGER NOT NULL,
  due_sort    TEXT NOT NULL,
  governs     INTEGER NOT NULL,
  provisional INTEGER NOT NULL,
  reasons     TEXT NOT NULL,
  active      INTEGER NOT NULL,
  UNIQUE (case_id, key)
) STRICT;
CREATE INDEX deadlines_due ON deadlines (active, due_sort, id);

CREATE TABLE documents (
  id          TEXT PRIMARY KEY,
  case_id     TEXT NOT NULL REFERENCES cases (id),
  material    TEXT NOT NULL,
  no          INTEGER NOT NULL,
  name_sealed BLOB,
  mime        TEXT NOT NULL,
  size        INTEGER NOT NULL,
  width       INTEGER NOT NULL,
  height      INTEGER NOT NULL,
  blob        TEXT NOT NULL,
  checks      TEXT NOT NULL,
  ok          INTEGER NOT NULL,
  added_by    TEXT NOT NULL,
  added_at    TEXT NOT NULL,
  UNIQUE (case_id, material, no)
) STRICT;
CREATE INDEX documents_blob ON documents (blob);

CREATE TABLE upload_intents (
  blob       TEXT NOT NULL,
  pid        INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (blob, pid)
) STRICT;

CREATE TABLE fees (
  id         TEXT PRIMARY KEY,
  case_id    TEXT NOT NULL REFERENCES cases (id),
  phase      TEXT NOT NULL,
  label      TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  state      TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  version    INTEGER NOT NULL
) STRICT;
CREATE INDEX fees_case ON fees (case_id, id);

-- open_fen is total less paid, 0 for a void bill; never below 0.
CREATE TABLE invoices (
  id                 TEXT PRIMARY KEY,
  number             TEXT NOT NULL UNIQUE,
  number_key         TEXT NOT NULL,
  client_id          TEXT NOT NULL REFERENCES clients (id),
  client_name        TEXT NOT NULL,
  credit_code        TEXT NOT NULL,
  issued_on          TEXT NOT NULL,
  due_on             TEXT NOT NULL,
  total_fen          INTEGER NOT NULL,
  paid_fen           INTEGER NOT NULL,
  open_fen           INTEGER NOT NULL,
  tax_rate           INTEGER NOT NULL,
  void               INTEGER NOT NULL,
  void_on            TEXT,
  void_reason_sealed BLOB,
  issued_by          TEXT NOT NULL,
  find               TEXT NOT NULL,
  created_at         TEXT NOT NULL,
  updated_at         TEXT NOT NULL,
  version            INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX invoices_number ON invoices (number_key);
CREATE INDEX invoices_open_number ON invoices (number_key, due_on) WHERE open_fen > 0;
CREATE INDEX invoices_open_due ON invoices (due_on, open_fen) WHERE open_fen > 0;
CREATE INDEX invoices_void ON invoices (void) WHERE void = 1;

CREATE TABLE invoice_lines (
  invoice_id  TEXT NOT NULL REFERENCES invoices (id),
  ordinal     INTEGER NOT NULL,
  fee_id      TEXT NOT NULL,
  case_id     TEXT NOT NULL,
  case_number TEXT NOT NULL,
  domain      TEXT NOT NULL,
  label       TEXT NOT NULL,
  quantity    INTEGER NOT NULL,
  price_fen   INTEGER NOT NULL,
  amount_fen  INTEGER NOT NULL,
  PRIMARY KEY (invoice_id, ordinal)
) STRICT;
CREATE INDEX invoice_lines_case ON invoice_lines (case_id, invoice_id);

CREATE TABLE payments (
  id          TEXT PRIMARY KEY,
  invoice_id  TEXT NOT NULL REFERENCES invoices (id),
  number      TEXT NOT NULL UNIQUE,
  amount_fen  INTEGER NOT NULL,
  paid_on     TEXT NOT NULL,
  method      TEXT NOT NULL,
  note_sealed BLOB,
  received_by TEXT NOT NULL,
  created_at  TEXT NOT NULL
) STRICT;
CREATE INDEX payments_invoice ON payments (invoice_id, id);

-- digest is a keyed hash of the payload; hash covers prev, the clear columns and
-- digest. A payload may be erased; an entry may not.
CREATE TABLE journal (
  seq      INTEGER PRIMARY KEY,
  at       TEXT NOT NULL,
  happen   TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  via      TEXT NOT NULL,
  kind     TEXT NOT NULL,
  case_id  TEXT NOT NULL,
  subject  TEXT NOT NULL,
  title    TEXT NOT NULL,
  digest   TEXT NOT NULL,
  prev     TEXT NOT NULL,
  hash     TEXT NOT NULL
) STRICT;
CREATE INDEX journal_case ON journal (case_id, seq);
CREATE INDEX journal_kind ON journal (case_id, kind, seq);

CREATE TABLE journal_payloads (
  seq    INTEGER PRIMARY KEY REFERENCES journal (seq),
  sealed BLOB NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER journal_keep_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER journal_keep_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
-- +goose StatementEnd

CREATE TABLE settings (
  key          TEXT PRIMARY KEY,
  value        TEXT NOT NULL,
  value_sealed BLOB,
  created_at   TEXT NOT NULL,
  updated_at   TEXT NOT NULL,
  version      INTEGER NOT NULL
) STRICT;

CREATE TABLE numbers (
  series TEXT NOT NULL,
  year   INTEGER NOT NULL,
  last   INTEGER NOT NULL,
  PRIMARY KEY (series, year)
) STRICT;
