-- +goose Up

-- The schema of a desk as SQLite's migrations have made it, in PostgreSQL's words. Texts
-- sort by their bytes whatever the database's collation is: keys and dates are built so.
-- A number or a flag is a BIGINT, so that a parameter has one type in a whole statement.

-- +goose StatementBegin
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END;
$$;
-- +goose StatementEnd

CREATE TABLE staff (
  id         TEXT COLLATE "C" PRIMARY KEY,
  name       TEXT COLLATE "C" NOT NULL,
  active     BIGINT NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  updated_at TEXT COLLATE "C" NOT NULL,
  version    BIGINT NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);

-- address is a unit's and lies in clear; a personal subject's lies in address_sealed.
-- find is the name in lower case, for parts of names; same_key is the name however it is
-- written, by which a client is known again.
CREATE TABLE clients (
  id                  TEXT COLLATE "C" PRIMARY KEY,
  name                TEXT COLLATE "C" NOT NULL,
  find                TEXT COLLATE "C" NOT NULL,
  sort_key            TEXT COLLATE "C" NOT NULL,
  same_key            TEXT COLLATE "C" NOT NULL,
  kind                TEXT COLLATE "C" NOT NULL,
  credit_code         TEXT COLLATE "C" NOT NULL,
  address             TEXT COLLATE "C" NOT NULL,
  address_sealed      BYTEA,
  postcode            TEXT COLLATE "C" NOT NULL,
  office_phone_sealed BYTEA,
  fapiao_title        TEXT COLLATE "C" NOT NULL,
  fapiao_tax_no       TEXT COLLATE "C" NOT NULL,
  note_sealed         BYTEA,
  created_at          TEXT COLLATE "C" NOT NULL,
  updated_at          TEXT COLLATE "C" NOT NULL,
  version             BIGINT NOT NULL,
  registered          TEXT COLLATE "C" NOT NULL DEFAULT '',
  investor            TEXT COLLATE "C" NOT NULL DEFAULT '',
  contact             TEXT COLLATE "C" NOT NULL DEFAULT '',
  contact_phone_sealed BYTEA,
  contact_phone_hash  TEXT COLLATE "C" NOT NULL DEFAULT '',
  contact_phone_tail  TEXT COLLATE "C" NOT NULL DEFAULT '',
  wechat_sealed       BYTEA,
  wechat_hash         TEXT COLLATE "C" NOT NULL DEFAULT '',
  mark TEXT COLLATE "C" NOT NULL DEFAULT '',
  find_no BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX clients_found ON clients (find_no);
CREATE INDEX clients_sort ON clients (sort_key, id);
CREATE INDEX clients_credit_code ON clients (credit_code);
CREATE INDEX clients_same ON clients (same_key);
CREATE INDEX clients_wechat ON clients (wechat_hash) WHERE wechat_hash <> '';
CREATE INDEX clients_phone ON clients (contact_phone_hash) WHERE contact_phone_hash <> '';
CREATE INDEX clients_phone_tail ON clients (contact_phone_tail) WHERE contact_phone_tail <> '';

-- The hashes are keyed: exact search on what is sealed.
CREATE TABLE people (
  id                 TEXT COLLATE "C" PRIMARY KEY,
  client_id          TEXT COLLATE "C" NOT NULL REFERENCES clients (id),
  name               TEXT COLLATE "C" NOT NULL,
  find               TEXT COLLATE "C" NOT NULL,
  doc_kind           TEXT COLLATE "C" NOT NULL,
  doc_number_sealed  BYTEA,
  doc_number_hash    TEXT COLLATE "C" NOT NULL,
  doc_until          TEXT COLLATE "C",
  doc_long           BIGINT NOT NULL,
  doc_address_sealed BYTEA,
  living_sealed      BYTEA,
  mobile_sealed      BYTEA,
  mobile_hash        TEXT COLLATE "C" NOT NULL,
  mobile_tail        TEXT COLLATE "C" NOT NULL,
  emergency_sealed   BYTEA,
  emergency_hash     TEXT COLLATE "C" NOT NULL,
  email_sealed       BYTEA,
  created_at         TEXT COLLATE "C" NOT NULL,
  updated_at         TEXT COLLATE "C" NOT NULL,
  version            BIGINT NOT NULL,
  active             BIGINT NOT NULL DEFAULT 0, -- a lead of a case that is open or on hold
  mark TEXT COLLATE "C" NOT NULL DEFAULT '',
  find_no BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX people_found ON people (find_no);
CREATE INDEX people_client ON people (client_id, id);
CREATE INDEX people_open_until ON people (doc_until, id) WHERE active = 1 AND doc_long = 0 AND doc_until IS NOT NULL;
CREATE INDEX people_ended_until ON people (doc_until, id) WHERE active = 0 AND doc_long = 0 AND doc_until IS NOT NULL;
CREATE INDEX people_doc_number ON people (doc_number_hash);
CREATE INDEX people_mobile ON people (mobile_hash);
CREATE INDEX people_mobile_tail ON people (mobile_tail) WHERE mobile_tail <> '';
CREATE INDEX people_emergency ON people (emergency_hash);

-- number_key is the number with its running part padded, so that 9999 comes before
-- 10000. active says open or on hold. head_… copy the headline run (head_due is 9999 and closed_at where
-- the case has ended), client_find, client_sort and
-- find the names, unpaid_fen what the case still owes: what lists filter and sort by.
-- A case counts with the overrides up to its edition.
CREATE TABLE cases (
  id                    TEXT COLLATE "C" PRIMARY KEY,
  number                TEXT COLLATE "C" NOT NULL UNIQUE,
  number_key            TEXT COLLATE "C" NOT NULL,
  client_id             TEXT COLLATE "C" NOT NULL REFERENCES clients (id),
  type                  TEXT COLLATE "C" NOT NULL,
  province              TEXT COLLATE "C" NOT NULL,
  icp                   BIGINT NOT NULL,
  police                BIGINT NOT NULL,
  owner_id              TEXT COLLATE "C" REFERENCES staff (id),
  status                TEXT COLLATE "C" NOT NULL,
  active                BIGINT NOT NULL,
  subject_number        TEXT COLLATE "C" NOT NULL,
  lookup_sealed         BYTEA,
  lookup_day            TEXT COLLATE "C",
  account_user          TEXT COLLATE "C" NOT NULL,
  account_secret_sealed BYTEA,
  opened_at             TEXT COLLATE "C" NOT NULL,
  closed_at             TEXT COLLATE "C",
  undated_end           BIGINT NOT NULL DEFAULT 0,
  head_stage            TEXT COLLATE "C" NOT NULL DEFAULT '',
  head_party            TEXT COLLATE "C" NOT NULL DEFAULT '',
  head_due              TEXT COLLATE "C" NOT NULL DEFAULT '9999',
  head_soft             BIGINT NOT NULL DEFAULT 0,
  client_find           TEXT COLLATE "C" NOT NULL,
  client_sort           TEXT COLLATE "C" NOT NULL,
  find                  TEXT COLLATE "C" NOT NULL,
  unpaid_fen            BIGINT NOT NULL DEFAULT 0,
  created_at            TEXT COLLATE "C" NOT NULL,
  updated_at            TEXT COLLATE "C" NOT NULL,
  version               BIGINT NOT NULL,
  edition               BIGINT NOT NULL DEFAULT 0,
  remark_sealed         BYTEA,
  account_uin_sealed    BYTEA,
  contract              TEXT COLLATE "C" NOT NULL DEFAULT '',
  mark TEXT COLLATE "C" NOT NULL DEFAULT '',
  find_no BIGINT NOT NULL DEFAULT 0,
  acted_at TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX cases_found ON cases (find_no);
CREATE INDEX cases_acted ON cases (active, status, acted_at, owner_id, id);
CREATE INDEX cases_due ON cases (active, head_due, id, unpaid_fen, owner_id, province, head_stage, head_party, head_soft);
CREATE INDEX cases_owner_due ON cases (owner_id, active, head_due, id, unpaid_fen, province, head_stage, head_party, head_soft);
CREATE INDEX cases_number ON cases (active, number_key);
CREATE UNIQUE INDEX cases_all_number ON cases (number_key);
CREATE INDEX cases_client_sort ON cases (active, client_sort, id);
CREATE INDEX cases_all_client_sort ON cases (client_sort, id);
CREATE INDEX cases_client ON cases (client_id, active);
CREATE INDEX cases_edition ON cases (active, edition, id);
CREATE INDEX cases_handed ON cases (closed_at, id) WHERE status = 'delivered';
CREATE INDEX cases_delivered ON cases (type, province, number_key) WHERE status = 'delivered';

-- …_until are last days: of the server, of the domain, of the proof of its real-name
-- check, and of the authorisation its lead or its server's account goes by.
CREATE TABLE sites (
  id            TEXT COLLATE "C" PRIMARY KEY,
  case_id       TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
  ordinal       BIGINT NOT NULL,
  name          TEXT COLLATE "C" NOT NULL,
  domain        TEXT COLLATE "C" NOT NULL,
  interactive   BIGINT NOT NULL,
  server_kind   TEXT COLLATE "C" NOT NULL,
  server_ip     TEXT COLLATE "C" NOT NULL,
  server_until  TEXT COLLATE "C",
  icp_number    TEXT COLLATE "C" NOT NULL,
  live          TEXT COLLATE "C" NOT NULL,
  police_number TEXT COLLATE "C" NOT NULL,
  active        BIGINT NOT NULL,
  created_at    TEXT COLLATE "C" NOT NULL,
  updated_at    TEXT COLLATE "C" NOT NULL,
  version       BIGINT NOT NULL,
  domain_until  TEXT COLLATE "C",
  proof_until   TEXT COLLATE "C",
  grant_until   TEXT COLLATE "C",

  server_ip_end    TEXT COLLATE "C" NOT NULL DEFAULT '',
  contents         TEXT COLLATE "C" NOT NULL DEFAULT '',
  languages        TEXT COLLATE "C" NOT NULL DEFAULT '',
  approvals        TEXT COLLATE "C" NOT NULL DEFAULT '',
  remark_sealed    BYTEA,
  access_where     TEXT COLLATE "C" NOT NULL DEFAULT '',
  access_region    TEXT COLLATE "C" NOT NULL DEFAULT '',
  access_name      TEXT COLLATE "C" NOT NULL DEFAULT '',
  registrar_where  TEXT COLLATE "C" NOT NULL DEFAULT '',
  registrar_region TEXT COLLATE "C" NOT NULL DEFAULT '',
  registrar_name   TEXT COLLATE "C" NOT NULL DEFAULT '',
  services         TEXT COLLATE "C" NOT NULL DEFAULT '',
  hazard           TEXT COLLATE "C" NOT NULL DEFAULT '',
  permits_sealed   BYTEA,
  details_sealed   BYTEA,
  bought_on        TEXT COLLATE "C",
  verified_on      TEXT COLLATE "C",
  server_owner     TEXT COLLATE "C" NOT NULL DEFAULT '',
  server_months    BIGINT NOT NULL DEFAULT 0,
  server_instance  TEXT COLLATE "C" NOT NULL DEFAULT '',
  server           TEXT COLLATE "C" NOT NULL DEFAULT '',

  -- added: it came after the signing; gone: it is not of the order.
  added            BIGINT NOT NULL DEFAULT 0,
  gone             BIGINT NOT NULL DEFAULT 0,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX sites_case ON sites (case_id, ordinal);
CREATE INDEX sites_domain ON sites (domain, case_id) WHERE domain <> '';
CREATE INDEX sites_server ON sites (server, case_id) WHERE server <> '';
CREATE INDEX sites_until ON sites (active, server_until, id) WHERE server_until IS NOT NULL;
CREATE INDEX sites_domain_until ON sites (active, domain_until, id) WHERE domain_until IS NOT NULL;
CREATE INDEX sites_proof_until ON sites (active, proof_until, id) WHERE proof_until IS NOT NULL;
CREATE INDEX sites_grant_until ON sites (active, grant_until, id) WHERE grant_until IS NOT NULL;

CREATE TABLE case_leads (
  case_id   TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
  site_id   TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  role      TEXT COLLATE "C" NOT NULL,
  ordinal   BIGINT NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (case_id, site_id, person_id, role)
);
CREATE INDEX case_leads_person ON case_leads (person_id, case_id);

-- sealed is one JSON object with the values and the reason.
CREATE TABLE moves (
  id       TEXT COLLATE "C" PRIMARY KEY,
  case_id  TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
  seq      BIGINT NOT NULL,
  at       TEXT COLLATE "C" NOT NULL,
  recorded TEXT COLLATE "C" NOT NULL,
  staff_id TEXT COLLATE "C" NOT NULL,
  action   TEXT COLLATE "C" NOT NULL,
  site_id  TEXT COLLATE "C" NOT NULL,
  sealed   BYTEA,
  mark TEXT COLLATE "C" NOT NULL DEFAULT '',
  UNIQUE (case_id, seq)
);
CREATE TRIGGER moves_keep BEFORE UPDATE OF id, case_id, seq, at, recorded, staff_id, action, site_id OR TRUNCATE ON moves
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Moves go with their case alone, where an import is taken back whole: while that is done
-- the case's status is 'removed'.
-- +goose StatementBegin
CREATE FUNCTION refuse_unless_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM cases WHERE status = 'removed' AND (TG_LEVEL = 'STATEMENT' OR id = OLD.case_id)) THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
  END IF;
  RETURN OLD;
END;
$$;
-- +goose StatementEnd
CREATE TRIGGER moves_keep_delete BEFORE DELETE ON moves FOR EACH STATEMENT EXECUTE FUNCTION refuse_unless_removed();
CREATE TRIGGER moves_keep_rows BEFORE DELETE ON moves FOR EACH ROW EXECUTE FUNCTION refuse_unless_removed();

-- owner_id and active copy the case's. due_sort is '2026-11-23T15:04', a whole day's
-- ends in T24:00, none is '9999'. soft is 1 for dates that never are overdue. late_no is
-- the party, by its place, that a run waits for once its date has passed; NULL when it
-- stays the same. visit is the kind of an appointment with the police. chased is the day on
-- which the client was last chased for what the run asks, '' for never.
CREATE TABLE runs (
  id       TEXT COLLATE "C" PRIMARY KEY,
  case_id  TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
  key      TEXT COLLATE "C" NOT NULL,
  stage    TEXT COLLATE "C" NOT NULL,
  stage_no BIGINT NOT NULL,
  site_id  TEXT COLLATE "C" NOT NULL,
  attempt  BIGINT NOT NULL,
  entered  TEXT COLLATE "C" NOT NULL,
  line     TEXT COLLATE "C" NOT NULL,
  party_no BIGINT NOT NULL,
  late_no  BIGINT,
  due_sort TEXT COLLATE "C" NOT NULL,
  soft     BIGINT NOT NULL,
  headline BIGINT NOT NULL,
  owner_id TEXT COLLATE "C" NOT NULL,
  active   BIGINT NOT NULL,
  chased   TEXT COLLATE "C" NOT NULL DEFAULT '',
  edition  BIGINT NOT NULL DEFAULT 0, -- copies the case's, as type and province do
  type     TEXT COLLATE "C" NOT NULL DEFAULT '',
  province TEXT COLLATE "C" NOT NULL DEFAULT '',
  UNIQUE (case_id, key)
);
CREATE INDEX runs_chased ON runs (chased, due_sort, id) WHERE chased <> '';
CREATE UNIQUE INDEX runs_headline ON runs (case_id) WHERE headline = 1;
CREATE INDEX runs_late ON runs (active, due_sort, id, late_no, party_no, soft, stage, owner_id, headline, case_id) WHERE late_no IS NOT NULL;
CREATE INDEX runs_stage_due ON runs (active, party_no, stage, due_sort, id, soft, late_no);
CREATE INDEX runs_owner_stage_due ON runs (owner_id, active, party_no, stage, due_sort, id, soft, late_no);
CREATE INDEX runs_minute ON runs (due_sort, owner_id, party_no, stage, late_no, soft, headline, case_id, active)
  WHERE active = 1 AND due_sort < '9999' AND substr(due_sort, 12) < '24:00';
CREATE INDEX runs_met ON runs (edition, stage, province, type, case_id) WHERE active = 1;

-- How often a client was chased for what a run asks of it (its matter), and when last.
CREATE TABLE chases (
  run_id  TEXT COLLATE "C" NOT NULL,
  matter  TEXT COLLATE "C" NOT NULL,
  case_id TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
  times   BIGINT NOT NULL,
  last    TEXT COLLATE "C" NOT NULL,
  mark    TEXT COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (run_id, matter)
);

-- How many active runs and how many cases there are, so that Today and the cases
-- table need not count them all.
CREATE TABLE run_tally (
  owner_id TEXT COLLATE "C" NOT NULL,
  party_no BIGINT NOT NULL,
  stage    TEXT COLLATE "C" NOT NULL,
  n        BIGINT NOT NULL,
  PRIMARY KEY (owner_id, party_no, stage)
);

CREATE TABLE case_tally (
  owner_id   TEXT COLLATE "C" NOT NULL,
  active     BIGINT NOT NULL,
  n          BIGINT NOT NULL,
  unpaid_fen BIGINT NOT NULL,
  PRIMARY KEY (owner_id, active)
);

-- Active runs by whom they wait for and their day: '9999' is none; hard ones become overdue, soft
-- ones never. late_no is the party that they escalate to once it has passed, -1 for none. In
-- all tallies but case_tally owner_id '*' is everybody.
CREATE TABLE run_days (
  owner_id TEXT COLLATE "C" NOT NULL,
  party_no BIGINT NOT NULL,
  stage    TEXT COLLATE "C" NOT NULL,
  day      TEXT COLLATE "C" NOT NULL,
  late_no  BIGINT NOT NULL,
  hard     BIGINT NOT NULL,
  soft     BIGINT NOT NULL,
  PRIMARY KEY (owner_id, party_no, stage, day, late_no)
);
CREATE INDEX run_days_late ON run_days (owner_id, day, party_no, stage, late_no, hard, soft) WHERE late_no >= 0;

-- Active cases by whom their headline waits for; day is its date where it escalates.
CREATE TABLE case_parties (
  owner_id   TEXT COLLATE "C" NOT NULL,
  party      TEXT COLLATE "C" NOT NULL,
  late_no    BIGINT NOT NULL,
  day        TEXT COLLATE "C" NOT NULL,
  n          BIGINT NOT NULL,
  unpaid_fen BIGINT NOT NULL,
  PRIMARY KEY (owner_id, party, late_no, day)
);

CREATE TABLE deadlines (
  id          TEXT COLLATE "C" PRIMARY KEY,
  case_id     TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
  key         TEXT COLLATE "C" NOT NULL,
  stage       TEXT COLLATE "C" NOT NULL,
  site_id     TEXT COLLATE "C" NOT NULL,
  clock       TEXT COLLATE "C" NOT NULL,
  label       TEXT COLLATE "C" NOT NULL,
  kind        TEXT COLLATE "C" NOT NULL,
  from_at     TEXT COLLATE "C" NOT NULL,
  due_day     TEXT COLLATE "C" NOT NULL,
  due_min     BIGINT NOT NULL,
  due_sort    TEXT COLLATE "C" NOT NULL,
  governs     BIGINT NOT NULL,
  provisional BIGINT NOT NULL,
  reasons     TEXT COLLATE "C" NOT NULL,
  active      BIGINT NOT NULL,
  told        BIGINT NOT NULL DEFAULT 0,
  UNIQUE (case_id, key)
);
CREATE INDEX deadlines_due ON deadlines (active, due_sort, id);
CREATE INDEX deadlines_own ON deadlines (active, due_sort, id) WHERE kind = 'own';
CREATE INDEX deadlines_undated ON deadlines (due_sort, id, active) WHERE kind = 'own' AND due_min = -2;

CREATE TABLE documents (
  id          TEXT COLLATE "C" PRIMARY KEY,
  case_id     TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
  material    TEXT COLLATE "C" NOT NULL,
  no          BIGINT NOT NULL,
  name_sealed BYTEA,
  mime        TEXT COLLATE "C" NOT NULL,
  size        BIGINT NOT NULL,
  width       BIGINT NOT NULL,
  height      BIGINT NOT NULL,
  blob        TEXT COLLATE "C" NOT NULL,
  checks      TEXT COLLATE "C" NOT NULL,
  ok          BIGINT NOT NULL,
  added_by    TEXT COLLATE "C" NOT NULL,
  added_at    TEXT COLLATE "C" NOT NULL,
  issued_on   TEXT COLLATE "C",
  until_day   TEXT COLLATE "C",
  until_long  BIGINT NOT NULL DEFAULT 0,
  ends_day    TEXT COLLATE "C",
  ends_as     TEXT COLLATE "C" NOT NULL DEFAULT '',
  mark TEXT COLLATE "C" NOT NULL DEFAULT '',
  UNIQUE (case_id, material, no)
);
CREATE INDEX documents_blob ON documents (blob);
CREATE INDEX documents_until ON documents (until_day, id) WHERE until_day IS NOT NULL;
CREATE INDEX documents_ends ON documents (ends_day) WHERE ends_day IS NOT NULL;

CREATE TABLE upload_intents (
  blob       TEXT COLLATE "C" NOT NULL,
  pid        BIGINT NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (blob, pid)
);

CREATE TABLE fees (
  id         TEXT COLLATE "C" PRIMARY KEY,
  case_id    TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
  phase      TEXT COLLATE "C" NOT NULL,
  label      TEXT COLLATE "C" NOT NULL,
  amount_fen BIGINT NOT NULL,
  state      TEXT COLLATE "C" NOT NULL,
  invoice_id TEXT COLLATE "C" NOT NULL,
  created_at TEXT COLLATE "C" NOT NULL,
  updated_at TEXT COLLATE "C" NOT NULL,
  version    BIGINT NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX fees_case ON fees (case_id, id);

-- open_fen is total less paid, 0 for a void bill; never below 0.
CREATE TABLE invoices (
  id                 TEXT COLLATE "C" PRIMARY KEY,
  number             TEXT COLLATE "C" NOT NULL UNIQUE,
  number_key         TEXT COLLATE "C" NOT NULL,
  client_id          TEXT COLLATE "C" NOT NULL REFERENCES clients (id),
  client_name        TEXT COLLATE "C" NOT NULL,
  credit_code        TEXT COLLATE "C" NOT NULL,
  issued_on          TEXT COLLATE "C" NOT NULL,
  due_on             TEXT COLLATE "C" NOT NULL,
  total_fen          BIGINT NOT NULL,
  paid_fen           BIGINT NOT NULL,
  open_fen           BIGINT NOT NULL,
  tax_rate           BIGINT NOT NULL,
  void               BIGINT NOT NULL,
  void_on            TEXT COLLATE "C",
  void_reason_sealed BYTEA,
  issued_by          TEXT COLLATE "C" NOT NULL,
  find               TEXT COLLATE "C" NOT NULL,
  created_at         TEXT COLLATE "C" NOT NULL,
  updated_at         TEXT COLLATE "C" NOT NULL,
  version            BIGINT NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT '',
  find_no BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX invoices_found ON invoices (find_no);
CREATE UNIQUE INDEX invoices_number ON invoices (number_key);
CREATE INDEX invoices_open_number ON invoices (number_key, due_on) WHERE open_fen > 0;
CREATE INDEX invoices_open_due ON invoices (due_on, number_key, open_fen) WHERE open_fen > 0;
CREATE INDEX invoices_client ON invoices (client_id, find_no);
CREATE INDEX invoices_void ON invoices (void) WHERE void = 1;

-- Bills by state (open, paid, void), open ones by the day on which they are due.
CREATE TABLE invoice_tally (
  state    TEXT COLLATE "C" NOT NULL,
  due_on   TEXT COLLATE "C" NOT NULL,
  n        BIGINT NOT NULL,
  open_fen BIGINT NOT NULL,
  PRIMARY KEY (state, due_on)
);

CREATE TABLE invoice_lines (
  invoice_id  TEXT COLLATE "C" NOT NULL REFERENCES invoices (id),
  ordinal     BIGINT NOT NULL,
  fee_id      TEXT COLLATE "C" NOT NULL,
  case_id     TEXT COLLATE "C" NOT NULL,
  case_number TEXT COLLATE "C" NOT NULL,
  domain      TEXT COLLATE "C" NOT NULL,
  label       TEXT COLLATE "C" NOT NULL,
  quantity    BIGINT NOT NULL,
  price_fen   BIGINT NOT NULL,
  amount_fen  BIGINT NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (invoice_id, ordinal)
);
CREATE INDEX invoice_lines_case ON invoice_lines (case_id, invoice_id);

CREATE TABLE payments (
  id          TEXT COLLATE "C" PRIMARY KEY,
  invoice_id  TEXT COLLATE "C" NOT NULL REFERENCES invoices (id),
  number      TEXT COLLATE "C" NOT NULL UNIQUE,
  amount_fen  BIGINT NOT NULL,
  paid_on     TEXT COLLATE "C" NOT NULL,
  method      TEXT COLLATE "C" NOT NULL,
  note_sealed BYTEA,
  received_by TEXT COLLATE "C" NOT NULL,
  created_at  TEXT COLLATE "C" NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX payments_invoice ON payments (invoice_id, id);
CREATE TRIGGER payments_keep BEFORE UPDATE OF id, invoice_id, number, amount_fen, paid_on, method, received_by, created_at OR DELETE OR TRUNCATE ON payments
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A payment booked by mistake is reversed, whole and once; both rows stay.
CREATE TABLE reversals (
  payment_id    TEXT COLLATE "C" PRIMARY KEY REFERENCES payments (id),
  reversed_on   TEXT COLLATE "C" NOT NULL,
  reason_sealed BYTEA NOT NULL,
  reversed_by   TEXT COLLATE "C" NOT NULL,
  created_at    TEXT COLLATE "C" NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE TRIGGER reversals_keep BEFORE UPDATE OF payment_id, reversed_on, reversed_by, created_at OR DELETE OR TRUNCATE ON reversals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- digest is a keyed hash of the payload; hash is one of prev, the clear columns and
-- digest. A payload may be erased; an entry may not.
CREATE TABLE journal (
  seq      BIGINT PRIMARY KEY,
  at       TEXT COLLATE "C" NOT NULL,
  happen   TEXT COLLATE "C" NOT NULL,
  staff_id TEXT COLLATE "C" NOT NULL,
  via      TEXT COLLATE "C" NOT NULL,
  kind     TEXT COLLATE "C" NOT NULL,
  case_id  TEXT COLLATE "C" NOT NULL,
  subject  TEXT COLLATE "C" NOT NULL,
  title    TEXT COLLATE "C" NOT NULL,
  digest   TEXT COLLATE "C" NOT NULL,
  prev     TEXT COLLATE "C" NOT NULL,
  hash     TEXT COLLATE "C" NOT NULL
);
CREATE INDEX journal_case ON journal (case_id, seq);
CREATE INDEX journal_kind ON journal (case_id, kind, seq);
CREATE INDEX journal_at ON journal (at, seq);
CREATE INDEX journal_kinds ON journal (kind, at, seq);
CREATE INDEX journal_staff ON journal (staff_id, at, seq);
CREATE INDEX journal_cases ON journal (case_id, at, seq);
CREATE TRIGGER journal_keep BEFORE UPDATE OF seq, at, happen, staff_id, via, kind, case_id, subject, title OR DELETE OR TRUNCATE ON journal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE journal_payloads (
  seq    BIGINT PRIMARY KEY REFERENCES journal (seq),
  sealed BYTEA NOT NULL
);

CREATE TABLE settings (
  key          TEXT COLLATE "C" PRIMARY KEY,
  value        TEXT COLLATE "C" NOT NULL,
  value_sealed BYTEA,
  created_at   TEXT COLLATE "C" NOT NULL,
  updated_at   TEXT COLLATE "C" NOT NULL,
  version      BIGINT NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);

CREATE TABLE numbers (
  series TEXT COLLATE "C" NOT NULL,
  year   BIGINT NOT NULL,
  last   BIGINT NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT '',
  PRIMARY KEY (series, year)
);

-- What staff have changed of the release's clocks, texts and rules, row by row: the
-- latest row of a kind, scope and code holds. changes is 0 for a row that only confirms
-- what stands. sealed is one JSON object: old, new, source.
CREATE TABLE overrides (
  id           TEXT COLLATE "C" PRIMARY KEY,
  seq          BIGINT NOT NULL UNIQUE,
  kind         TEXT COLLATE "C" NOT NULL,
  scope        TEXT COLLATE "C" NOT NULL,
  code         TEXT COLLATE "C" NOT NULL,
  changes      BIGINT NOT NULL,
  sealed       BYTEA NOT NULL,
  confirmed_on TEXT COLLATE "C",
  staff_id     TEXT COLLATE "C" NOT NULL,
  at           TEXT COLLATE "C" NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE TRIGGER overrides_keep BEFORE UPDATE OF id, seq, kind, scope, code, changes, confirmed_on, staff_id, at OR DELETE OR TRUNCATE ON overrides
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What somebody has typed and not saved yet. key names the form, never what is in it.
CREATE TABLE drafts (
  staff_id    TEXT COLLATE "C" NOT NULL REFERENCES staff (id),
  key         TEXT COLLATE "C" NOT NULL,
  body_sealed BYTEA NOT NULL,
  updated_at  TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (staff_id, key)
);

-- What personal data went to whom, when. kinds names materials and fields, a line each, never what
-- stands in them. It outlives the data: a purge of a case's scans leaves it alone.
CREATE TABLE handovers (
  id        TEXT COLLATE "C" PRIMARY KEY,
  case_id   TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
  at        TEXT COLLATE "C" NOT NULL,
  recipient TEXT COLLATE "C" NOT NULL,
  actor     TEXT COLLATE "C" NOT NULL,
  kinds     TEXT COLLATE "C" NOT NULL,
  basis     TEXT COLLATE "C" NOT NULL,
  move_id   TEXT COLLATE "C" NOT NULL DEFAULT '',
  staff_id  TEXT COLLATE "C" NOT NULL,
  recorded  TEXT COLLATE "C" NOT NULL,
  undone_at TEXT COLLATE "C",
  undone_by TEXT COLLATE "C" NOT NULL DEFAULT '',
  sealed    BYTEA NOT NULL,
  version   BIGINT NOT NULL DEFAULT 1,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX handovers_at ON handovers (at, id);
CREATE INDEX handovers_case ON handovers (case_id, at, id);
CREATE INDEX handovers_recipient ON handovers (recipient, at, id);

-- What people have agreed to. kinds names what it covers, a line each, never what stands in it.
CREATE TABLE consents (
  id            TEXT COLLATE "C" PRIMARY KEY,
  person_id     TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  matter        TEXT COLLATE "C" NOT NULL,
  kinds         TEXT COLLATE "C" NOT NULL,
  way           TEXT COLLATE "C" NOT NULL,
  given_on      TEXT COLLATE "C" NOT NULL,
  staff_id      TEXT COLLATE "C" NOT NULL,
  recorded      TEXT COLLATE "C" NOT NULL,
  withdrawn_on  TEXT COLLATE "C",
  withdrawn_by  TEXT COLLATE "C" NOT NULL DEFAULT '',
  withdrawn_at  TEXT COLLATE "C",
  sealed        BYTEA NOT NULL,
  version       BIGINT NOT NULL DEFAULT 1,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX consents_person ON consents (person_id, given_on, id);

-- The sealed file that proves a consent; several consents may name one.
CREATE TABLE consent_files (
  consent_id  TEXT COLLATE "C" PRIMARY KEY REFERENCES consents (id),
  name_sealed BYTEA NOT NULL,
  mime        TEXT COLLATE "C" NOT NULL,
  size        BIGINT NOT NULL,
  width       BIGINT NOT NULL,
  height      BIGINT NOT NULL,
  blob        TEXT COLLATE "C" NOT NULL,
  added_by    TEXT COLLATE "C" NOT NULL,
  added_at    TEXT COLLATE "C" NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX consent_files_blob ON consent_files (blob);

-- Tags, and the values of the desk's own fields: of a case, or of a client. field is the id of a
-- field of the setting 'fields', '' of a tag. Of a field that is sealed value is empty.
CREATE TABLE own_values (
  id           TEXT COLLATE "C" PRIMARY KEY,
  case_id      TEXT COLLATE "C" REFERENCES cases (id),
  client_id    TEXT COLLATE "C" REFERENCES clients (id),
  field        TEXT COLLATE "C" NOT NULL,
  value        TEXT COLLATE "C" NOT NULL,
  value_sealed BYTEA NOT NULL,
  mark TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX own_values_case ON own_values (case_id, field);
CREATE INDEX own_values_client ON own_values (client_id, field);
CREATE INDEX own_values_found ON own_values (field, value);

CREATE TABLE followups (
  id        TEXT COLLATE "C" PRIMARY KEY,
  case_id   TEXT COLLATE "C" NOT NULL REFERENCES cases (id),
  kind      TEXT COLLATE "C" NOT NULL,
  site_id   TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  day       TEXT COLLATE "C" NOT NULL,
  yearly    BIGINT NOT NULL,
  state     TEXT COLLATE "C" NOT NULL,
  led_to    TEXT COLLATE "C" NOT NULL,
  staff_id  TEXT COLLATE "C" NOT NULL,
  at        TEXT COLLATE "C" NOT NULL,
  sealed    BYTEA NOT NULL,
  version   BIGINT NOT NULL DEFAULT 1,
  mark      TEXT COLLATE "C" NOT NULL DEFAULT ''
);
CREATE INDEX followups_case ON followups (case_id, kind, day);
CREATE INDEX followups_own ON followups (day, id) WHERE kind = 'own' AND state IN ('open', 'led');
CREATE INDEX followups_led ON followups (led_to) WHERE led_to <> '';

-- Rows are found by any part of their column find: find_parts has the rest of each word from
-- each of its characters on, under the row's find_no. kind is the table: 0 clients, 1 people,
-- 2 cases, 3 invoices.
CREATE TABLE find_parts (
  kind BIGINT NOT NULL,
  part TEXT COLLATE "C" NOT NULL,
  no   BIGINT NOT NULL,
  PRIMARY KEY (kind, part, no)
);
