package records

import "beiandesk/internal/ref"

// The tallies are kept by taking a case out before it changes and putting it back
// afterwards, in the same transaction.

// tallyRuns adds a case's active runs to run_tally, or with sign -1 takes them out.
func (t Records) tallyRuns(id ref.CaseID, sign int) error {
	_, err := t.Exec(`INSERT INTO run_tally (owner_id, party_no, stage, n)
		SELECT owner_id, party_no, stage, $1 * COUNT(*) FROM runs WHERE case_id = $2 AND active = 1
		GROUP BY owner_id, party_no, stage
		ON CONFLICT (owner_id, party_no, stage) DO UPDATE SET n = run_tally.n + excluded.n`, sign, id)
	return err
}

// tallyCase does so with the case itself and what it owes.
func (t Records) tallyCase(id ref.CaseID, sign int) error {
	_, err := t.Exec(`INSERT INTO case_tally (owner_id, active, n, unpaid_fen)
		SELECT COALESCE(owner_id, ''), active, $1, $1 * unpaid_fen FROM cases WHERE id = $2
		ON CONFLICT (owner_id, active) DO UPDATE SET n = case_tally.n + excluded.n,
			unpaid_fen = case_tally.unpaid_fen + excluded.unpaid_fen`, sign, id)
	return err
}

// retally runs change between taking a case out of a tally and putting it back.
func retally(tally func(ref.CaseID, int) error, id ref.CaseID, change func() error) error {
	if err := tally(id, -1); err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	return tally(id, 1)
}
