// Package demo fills a new desk with lifelike synthetic data, through the same verbs
// as the window: every case is opened, moved, billed and talked about at its own
// moment, in the order in which it would have happened.
//
// People, firms and numbers are made up. Identity numbers bear the serial 000, which is
// never given out, domains end in .example, mail goes to example.com, scans are drawn.
package demo

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"time"

	"beiandesk/internal/cal"
	"beiandesk/internal/desk"
	"beiandesk/internal/errs"
	"beiandesk/internal/office"
	"beiandesk/internal/office/setup"
	"beiandesk/internal/ref"
)

// Passphrase opens every folder of a demonstration. It is no secret.
const Passphrase = desk.DemoPassphrase

// MaxCases bounds a demonstration; more would not get more lifelike.
const MaxCases = 100_000

// Told is how many cases have a story of their own. More are copies of those, each with names
// and numbers of its own: telling takes a hundred milliseconds a case, copying ten.
const Told = 400

// Options say what is made.
type Options struct {
	Cases    int
	Seed     uint64    // the same seed and moment tell the same story
	AsOf     time.Time // when the story ends
	Progress io.Writer // lines for whoever waits
}

// Plan is a story that can be told on a desk once.
type Plan struct {
	opts  Options
	told  int // how many cases have a story of their own
	story []event
	now   time.Time
}

// NewPlan makes the story up. Errors: Usage for a number out of bounds.
func NewPlan(opts Options) (*Plan, error) {
	if opts.Cases < 0 || opts.Cases > MaxCases {
		return nil, errs.New(errs.Usage, "案件数要在 0 到 %d 之间", MaxCases)
	}
	return newPlan(opts, Told), nil
}

func newPlan(opts Options, most int) *Plan {
	told := min(opts.Cases, most)
	p := &Plan{opts: opts, told: told, story: plan(opts, told), now: opts.AsOf}
	if len(p.story) > 0 {
		p.now = p.story[0].at.Add(-time.Hour)
	}
	return p
}

// Now is the clock of the desk on which the plan runs: it stands at what happens.
func (p *Plan) Now() time.Time { return p.now }

// via tells by what the story's event was entered: at the window, but for every tenth,
// which somebody had a script do.
func via(event int) string {
	if event%10 == 9 {
		return office.ViaCommand
	}
	return office.ViaWindow
}

// Run fills the desk, which goes by the plan's clock and has FirstStaff alone in it. Each
// event is a transaction of its own, as it is at the window; copies are written in batches.
// Errors: Storage.
func (p *Plan) Run(ctx context.Context, o *office.Office) error {
	w := &world{Office: o, files: map[string][]byte{}, ids: map[int]ref.CaseID{}}
	if err := seed(ctx, w); err != nil {
		return err
	}
	told := 0
	for i, e := range p.story {
		if err := ctx.Err(); err != nil {
			return err
		}
		p.now = e.at
		w.Staff, w.Via = w.staff[e.staff%len(w.staff)], via(i)
		if err := e.do(ctx, w); err != nil {
			return stuck(e, err)
		}
		if percent := (i + 1) * 100 / len(p.story); percent >= told+10 {
			told = percent - percent%10
			if err := p.say("%d%%（%d 件事）\n", told, i+1); err != nil {
				return err
			}
		}
	}
	p.now = p.opts.AsOf
	return Fill(ctx, o, o, p.told, p.opts.Cases, func(have int) error {
		if have%1000 != 0 {
			return nil
		}
		return p.say("已造 %d 个案件\n", have)
	})
}

func (p *Plan) say(format string, args ...any) error {
	if _, err := fmt.Fprintf(p.opts.Progress, format, args...); err != nil {
		return errs.Wrap(errs.Storage, err, "进度写不出去")
	}
	return nil
}

// world is the desk while the story runs on it.
type world struct {
	*office.Office
	staff []ref.StaffID
	files map[string][]byte // drawn scans by name
	ids   map[int]ref.CaseID
}

// seed adds the 经办 and fills in what papers need.
func seed(ctx context.Context, w *world) error {
	settings, err := setup.Settings(ctx, w.Office)
	if err != nil {
		return err
	}
	for _, s := range settings.Staff {
		w.staff = append(w.staff, s.ID)
	}
	for _, name := range staffNames[1:] {
		s, err := setup.AddStaff(ctx, w.Office, name)
		if err != nil {
			return err
		}
		w.staff = append(w.staff, s.ID)
	}
	w.Staff = w.staff[0]
	if _, err := setup.SaveLetterhead(ctx, w.Office, agency); err != nil {
		return err
	}
	_, err = setup.SavePrice(ctx, w.Office, settings.Price)
	return err
}

// plan writes the whole story: everything that happens in every case, in order of time.
func plan(opts Options, cases int) []event {
	c := cal.Embedded()
	story := []event{}
	for i := range cases {
		// Each case has a stream of its own, so that more cases change no other's story.
		r := rand.New(rand.NewPCG(opts.Seed, uint64(i)))
		if i == 0 {
			story = append(story, walk(opts.AsOf)...)
			continue
		}
		story = append(story, newProfile(i, r, c, opts).events()...)
	}
	slices.SortStableFunc(story, func(a, b event) int { return a.at.Compare(b.at) })
	return story
}

// stuck says where the story broke off. A full disk is told as such; anything else is
// a fault of the story.
func stuck(e event, err error) error {
	if errs.CodeOf(err) == errs.Storage {
		return err
	}
	return errs.Wrap(errs.Internal, fmt.Errorf("case %d at %s, %s: %w", e.who, cal.At(e.at), e.what, err), "演示数据没有造完，请删掉这个文件夹")
}
