package filing

import (
	"context"
	"maps"
	"slices"
	"strings"

	"beiandesk/internal/cal"
	"beiandesk/internal/office"
	"beiandesk/internal/office/casefile"
	"beiandesk/internal/office/handovers"
	"beiandesk/internal/office/intake"
	"beiandesk/internal/office/people"
	"beiandesk/internal/office/preflight"
	"beiandesk/internal/ref"
	"beiandesk/internal/store"
	"beiandesk/internal/workflow"
)

// DoInput records what happened in a case.
type DoInput struct {
	CaseID  ref.CaseID        `json:"caseId"`
	Action  string            `json:"action"`
	SiteID  ref.SiteID        `json:"siteId"`                  // "" is the order, or the only site the action is offered for
	At      string            `json:"at" text:"时间,number,100"` // day or minute as typed; "" is now
	Reason  string            `json:"reason" text:"原因,lines,2000"`
	Values  map[string]string `json:"values" text:"这一项,lines,2000"` // days and moments as typed
	Version int               `json:"version"`                      // of the case as shown; 0 asks for no check
}

// Moved says what a recorded move has come to.
type Moved struct {
	Title string // what was recorded, as the timeline tells it: 预审被驳回
	Text  string // its reason and values, for an undo what it takes back; lines
	// Mended tells which values were written in another way than they were given.
	Mended []people.Mended
}

// Do records a move: judged, stored, projected and written into the journal, with
// what follows from it, in one transaction. Errors: Blocked with the reasons, Blocked at
// "agree" for odd numbers and what a rule warns of until the value "agree" is yes,
// Invalid at "at", "reason" or "values.<key>", Conflict for a stale Version.
func Do(ctx context.Context, o *office.Office, in DoInput) (Moved, error) {
	if err := office.Judge(in); err != nil {
		return Moved{}, err
	}
	var out Moved
	var blobs []string
	err := o.Write(ctx, func(w *office.Work) error {
		d, err := casefile.Read(o, w.Tx, in.CaseID)
		if err != nil {
			return err
		}
		if in.Version != 0 {
			if err := store.Stale("案件", in.Version, d.Case.Version); err != nil {
				return err
			}
		}
		out, blobs, err = DoIn(o, w, d, in)
		if err == nil && len(blobs) > 0 {
			err = o.DropBefore() // they name what is purged
		}
		return err
	})
	if err != nil {
		return Moved{}, err
	}
	// What was purged leaves the disk once nothing can be rolled back any more.
	return out, intake.Sweep(ctx, o, blobs)
}

// DoIn is Do in a transaction in which the case was just read: in.CaseID and in.Version are
// d's own. blobs are what is purged: they leave the disk, and the copies of before an upgrade
// that name them, once the transaction is stored.
func DoIn(o *office.Office, w *office.Work, d *casefile.File, in DoInput) (out Moved, blobs []string, err error) {
	if err := d.Unharmed(); err != nil {
		return Moved{}, nil, err
	}
	m := workflow.Move{
		At: cal.At(w.Now), Action: in.Action, Site: in.SiteID,
		Values: maps.Clone(in.Values), Reason: strings.TrimSpace(in.Reason),
	}
	if err := readTimes(d, &m, in.At); err != nil {
		return Moved{}, nil, err
	}
	if out.Title, out.Text, blobs, err = move(o, w, d, m); err != nil {
		return Moved{}, nil, err
	}
	act, _ := d.Engine.Graph().Action(in.Action)
	out.Mended = mendedValues(act, in.Values, d.Moves[len(d.Moves)-1].Values)
	return out, blobs, nil
}

// record is move for those who know what they record.
func record(o *office.Office, w *office.Work, d *casefile.File, m workflow.Move) (blobs []string, err error) {
	_, _, blobs, err = move(o, w, d, m)
	return blobs, err
}

// move appends a move to a case that was just read in w, and carries out what
// follows from it. It is the only writer of moves, and tells what the journal says of it.
func move(o *office.Office, w *office.Work, d *casefile.File, m workflow.Move) (title, text string, blobs []string, err error) {
	fail := func(err error) (string, string, []string, error) { return "", "", nil, err }
	sheet, err := intake.SheetIn(o, w.Tx, d, cal.DayOf(w.Now))
	if err != nil {
		return fail(err)
	}
	agreed := takeAgreed(m)
	override, err := preflight.TakeOverride(d.Engine.Graph(), m)
	if err != nil {
		return fail(err)
	}
	m.ID, m.Seq, m.Recorded, m.Staff = ref.New[ref.MoveID](), len(d.Moves)+1, w.Now, w.Staff
	m.Site = onlySite(d, m)
	for k, v := range m.Values {
		if v = strings.TrimSpace(v); v == "" {
			delete(m.Values, k)
		} else {
			m.Values[k] = v
		}
	}
	m = d.Engine.Fill(d.Plan, d.State, m)
	if err := d.Engine.Check(d.Plan, d.Moves, d.State, sheet.Have, m, w.Now); err != nil {
		return fail(err)
	}
	if m.Action == workflow.ActionUndo {
		if err := undoable(d, w.Tx); err != nil {
			return fail(err)
		}
	}
	lines, err := preflight.Gate(d, o, w.Tx, m, override)
	if err != nil {
		return fail(err)
	}
	doubts, err := settleDoubts(d, o, w.Tx, m, agreed)
	if err != nil {
		return fail(err)
	}
	lines = append(lines, doubts...)
	if act, _ := d.Engine.Graph().Action(m.Action); act.Leaves {
		left, err := leftOf(w.Tx, d)
		if err != nil {
			return fail(err)
		}
		m = m.LeavingBehind(left)
		lines = append(lines, leftWords(d.Engine.Graph(), left)...)
	}
	if cause, ok := d.Engine.Graph().CauseOf(m); ok {
		if named := sheet.Named(cause); named != "" {
			lines = append(lines, "涉及："+named)
		}
		m = m.Holding(sheet.Held(o, cause.Material, m.At))
	}
	if err := w.Moves().Append(d.Case.ID, m); err != nil {
		return fail(err)
	}
	title, text = journal(d, m)
	if text != "" {
		lines = append(lines, text)
	}
	text = strings.Join(lines, "\n")
	d.Moves = append(d.Moves, m)
	if err := d.Fold(o); err != nil {
		return fail(err)
	}
	if err := w.NoteAt("move", d.Case.ID, string(m.ID), title, text, m.At.String()); err != nil {
		return fail(err)
	}
	if err := handovers.Record(w, d, m, sheet); err != nil {
		return fail(err)
	}
	if blobs, err = follow(w, d, m); err != nil {
		return fail(err)
	}
	if err := settleFees(w, d.Case.ID, d.State); err != nil {
		return fail(err)
	}
	return title, text, blobs, casefile.Project(o, w, d)
}

// mendedValues compares what was given with what was recorded: numbers are recorded as
// they are shown.
func mendedValues(act workflow.ActionSpec, given, recorded map[string]string) []people.Mended {
	mended := []people.Mended{}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		if now := recorded[key]; now != "" && now != strings.TrimSpace(given[key]) {
			base, _, _ := strings.Cut(key, ":") // asked of each site
			label := ""
			if i := slices.IndexFunc(act.Values, func(v workflow.ValueSpec) bool { return v.Key == base }); i >= 0 {
				label = act.Values[i].Label
			}
			mended = append(mended, people.Mended{Field: "values." + key, Label: label, Note: "已写成 " + now})
		}
	}
	return mended
}

// onlySite fills in the site of an action that is open for exactly one.
func onlySite(d *casefile.File, m workflow.Move) ref.SiteID {
	act, ok := d.Engine.Graph().Action(m.Action)
	if m.Site != "" || !ok {
		return m.Site
	}
	sites := []ref.SiteID{}
	for _, r := range d.State.OpenRuns() {
		if r.Stage == act.Stage && slices.Contains(act.Steps, r.Step) {
			sites = append(sites, r.Site)
		}
	}
	if len(sites) == 1 {
		return sites[0]
	}
	return ""
}

// follow does what a move brings with it beyond its place in the workflow.
func follow(w *office.Work, d *casefile.File, m workflow.Move) (blobs []string, err error) {
	act, _ := d.Engine.Graph().Action(m.Action)
	if act.ClosesAccount {
		// The client has deleted the sub-account: its password serves nobody any more.
		d.Case.AccountSecret = ""
	}
	if act.Purges(m.Values) {
		_, blobs, err = intake.Purge(w, d.Case.ID, "交付时清除")
		return blobs, err
	}
	return nil, nil
}
