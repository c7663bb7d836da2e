-- +goose Up

-- late_no is the party, by its place, that a run waits for once its date has passed;
-- NULL when it stays the same. party_no is that party at once when wrong entries have
-- used the SMS round up. visit is the kind of an appointment with the police.
ALTER TABLE runs ADD COLUMN late_no INTEGER;
ALTER TABLE runs ADD COLUMN visit TEXT NOT NULL DEFAULT '';

-- The two steps that know such a party wait for the agency then. The kind of an
-- appointment stands in the reasons of its date alone: moves lie sealed.
UPDATE runs SET late_no = 1 WHERE stage = 'sms' AND step = 'verify' OR stage = 'police-site' AND step = 'appointment';
UPDATE runs SET visit = CASE WHEN EXISTS (SELECT 1 FROM deadlines d WHERE d.case_id = runs.case_id AND d.key = runs.due_key
  AND d.reasons LIKE '%实地检查%') THEN 'visit' ELSE 'interview' END WHERE stage = 'police-site' AND step = 'appointment';
UPDATE runs SET party_no = 1 WHERE late_no = 1 AND lost = 1;
UPDATE cases SET head_party = 'agency' WHERE id IN (SELECT case_id FROM runs WHERE headline = 1 AND late_no = 1 AND lost = 1);
DELETE FROM run_tally;
INSERT INTO run_tally (owner_id, party_no, stage, n)
  SELECT owner_id, party_no, stage, COUNT(*) FROM runs WHERE active = 1 GROUP BY owner_id, party_no, stage;

-- Pages of a party need to know what has turned, and all that has turned is found at
-- once: what has passed and nobody has confirmed yet is never much.
DROP INDEX runs_party_due;
DROP INDEX runs_owner_party_due;
CREATE INDEX runs_party_due ON runs (active, party_no, due_sort, id, soft, stage, late_no);
CREATE INDEX runs_owner_party_due ON runs (owner_id, active, party_no, due_sort, id, soft, stage, late_no);
CREATE INDEX runs_late ON runs (active, due_sort, id, late_no, party_no, soft, stage, owner_id, headline, case_id) WHERE late_no IS NOT NULL;
