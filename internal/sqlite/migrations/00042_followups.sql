-- +goose Up

-- What staff have decided of what is followed up once a case has ended, and what they follow up
-- of their own. What falls due is computed from the cases and their terms.
CREATE TABLE followups (
  id        TEXT PRIMARY KEY,
  case_id   TEXT NOT NULL REFERENCES cases (id),
  kind      TEXT NOT NULL,
  site_id   TEXT NOT NULL,
  person_id TEXT NOT NULL,
  day       TEXT NOT NULL,
  yearly    INTEGER NOT NULL,
  state     TEXT NOT NULL,
  led_to    TEXT NOT NULL,
  staff_id  TEXT NOT NULL,
  at        TEXT NOT NULL,
  sealed    BLOB NOT NULL,
  version   INTEGER NOT NULL DEFAULT 1,
  mark      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX followups_case ON followups (case_id, kind, day);
CREATE INDEX followups_own ON followups (day, id) WHERE kind = 'own' AND state IN ('open', 'led');
CREATE INDEX followups_led ON followups (led_to) WHERE led_to <> '';

CREATE INDEX cases_handed ON cases (closed_at, id) WHERE status = 'delivered';
CREATE INDEX people_ended_until ON people (doc_until, id) WHERE active = 0 AND doc_long = 0 AND doc_until IS NOT NULL;
CREATE INDEX documents_until ON documents (until_day, id) WHERE until_day IS NOT NULL;
